"""What Python says to a sandbox of ours is read like calls of the API."""

from typing import Any

import pytest

from sandbox.languages.reading import Answer, Made, read

OPEN = "from sandbox import connect\nsandbox = connect(seed=2)\n"
CREATE = "stripe.Source.create(type='card', token='tok_visa')"
CHARGE = "stripe.Charge.create(amount=1099, currency='eur', source='src_1')"


def calls(code: str) -> list[Made]:
    """The calls of code in which nothing is wrong."""
    reading = read(code, "python")
    assert () == reading.problems
    return [*reading.calls]


SAID: dict[str, tuple[str, str, dict[str, Any]]] = {
    "given": (
        'sandbox.given("src_1", usage="reusable", customer="cus_1")',
        "workbench.given",
        {"id": "src_1", "usage": "reusable", "customer": "cus_1"},
    ),
    "advance": ("sandbox.advance(days=3)", "workbench.advance", {"days": 3}),
    "fund": (
        'sandbox.fund("src_1", 1099)',
        "workbench.fund",
        {"source": "src_1", "amount": 1099},
    ),
    "fail_next": (
        'sandbox.fail_next("rate_limit")',
        "workbench.fail_next",
        {"failure": "rate_limit"},
    ),
    "reset": ("sandbox.reset()", "workbench.reset", {}),
}


@pytest.mark.parametrize(("code", "operation", "said"), SAID.values(), ids=SAID)
def test_methods(code: str, operation: str, said: dict[str, Any]) -> None:
    """A method is an operation of the catalogue, by the names of its parameters."""
    (made,) = calls(OPEN + code)

    assert operation == made.call.operation
    assert said == {**made.call.ids, **made.call.params}
    assert made.fetched


def test_places() -> None:
    """What is given stands where it is written."""
    (made,) = calls(OPEN + 'sandbox.given("src_1", usage="reusable")')

    assert {"id": (3, 15), "usage": (3, 24)} == made.places


def test_objects() -> None:
    """An object stands for its id, and what a method gives can be used further."""
    code = f"ideal = {CREATE}\npaid = sandbox.authorise(ideal)\n"
    _, authorise, retrieve = calls(f"{OPEN}{code}stripe.Source.retrieve(paid['id'])")

    assert {"source": Answer(0, ("id",))} == authorise.call.ids
    assert {"source": Answer(1, ("id",))} == retrieve.call.ids


PASSED_OVER = {
    "what only looks": 'sandbox.table("sources")\nsandbox.objects("sources")',
    "what depends on the outside": 'sandbox.given(f"src_{input()}")',
    "handlers": 'sandbox.on("*", print)\nsandbox.serve()',
}


@pytest.mark.parametrize("code", PASSED_OVER.values(), ids=PASSED_OVER)
def test_passed_over(code: str) -> None:
    """What changes nothing, and what nobody can know, is no call."""
    assert [] == calls(OPEN + code)


OPENED = {
    "connect": OPEN,
    "Sandbox": "from sandbox import Sandbox\nSandbox().connect()\n",
    "the package": "import sandbox\nsandbox.connect()\n",
    "with": "from sandbox import connect\nwith connect() as sandbox: pass\n",
}


@pytest.mark.parametrize("code", OPENED.values(), ids=OPENED)
def test_no_key_is_needed(code: str) -> None:
    """A sandbox that is connected has a key for the SDK."""
    assert 1 == len(calls(code + CHARGE))


def test_client() -> None:
    """The client that it gives is one of the SDK."""
    (made,) = calls(f"{OPEN}client = sandbox.client()\nclient.v1.charges.list()")

    assert "charges.list" == made.call.operation


def test_fixture() -> None:
    """What a test of pytest is given by the name of sandbox is one."""
    code = f'def test_it(sandbox):\n    sandbox.given("src_1")\n    {CHARGE}'

    made = calls(code)

    assert ["workbench.given", "charges.create"] == [one.call.operation for one in made]


def test_other_sandboxes() -> None:
    """What another package calls so is not ours."""
    reading = read(f"from shop import connect\nconnect(seed=2)\n{CHARGE}", "python")

    assert ["key"] == [problem.kind for problem in reading.problems]


CAUGHT = {
    "an error in particular": ("except stripe.CardError:\n    pass", True),
    "with a name": ("except stripe.CardError as error:\n    print(error)", True),
    "any error of the SDK": ("except stripe.StripeError:\n    pass", False),
    "any error at all": ("except Exception:\n    pass", False),
    "everything": ("except:\n    pass", False),
    "several": (
        "except stripe.CardError:\n    pass\nexcept stripe.RateLimitError:\n    pass",
        False,
    ),
    "none": ("finally:\n    pass", False),
}


@pytest.mark.parametrize(("handler", "caught"), CAUGHT.values(), ids=CAUGHT)
def test_caught(handler: str, *, caught: bool) -> None:
    """A refusal is expected where the code catches one error in particular."""
    made = calls(f"{OPEN}try:\n    {CHARGE}\n{handler}\n{CHARGE}")

    assert [caught, False] == [one.caught for one in made]


def test_parameters_of_what_is_caught() -> None:
    """A parameter that cannot be is no problem where its refusal is expected."""
    wrong = CHARGE.replace("1099", "-1")

    (made,) = calls(f"{OPEN}try:\n    {wrong}\nexcept stripe.CardError:\n    pass")

    assert {"amount": -1}.items() <= made.call.params.items()


def test_names_of_a_class_and_of_many_arguments() -> None:
    """A class has a name, and `*rows` is called rows."""
    shop = "from shops import Base\nclass Shop(Base):\n    pass\n"
    table = "def table(*rows, **more):\n    return rows, more\n"

    assert [] == calls(f"{shop}{table}print(Shop(), table)")


def test_functions_from_elsewhere() -> None:
    """A function that the page does not show is no misspelled one of Python."""
    reading = read("credit(1)\nraise SystemExit(credit)", "python")

    assert "unknown" not in {problem.kind for problem in reading.problems}
