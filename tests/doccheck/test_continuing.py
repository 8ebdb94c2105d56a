"""Examples of one page build on each other, as cells of a notebook do."""

from pathlib import Path

import pytest

from sandbox.doccheck import continuing
from sandbox.doccheck.continuing import CHARACTERS, LONGEST, Past
from sandbox.doccheck.pages import Snippet
from tests.doccheck.pages_made import (
    KEY,
    RUBY_KEY,
    checked,
    fence,
    notebook,
    page,
    told,
)

MAKE = 'customer = stripe.Customer.create(email="jenny@example.com")'
ATTACH = 'customer.sources.create(source="tok_visa")'
PAY = 'stripe.Charge.create(amount=1099, currency="eur", customer=customer.id)'
LIST = "stripe.Customer.list()"


def snippet(code: str) -> Snippet:
    """An example in Python that stands in no file."""
    return Snippet("p.md", 1, 2, 0, code, "python", "", "", 1)


def python(*codes: str) -> list[str]:
    """Examples in Python, with prose behind each."""
    return [part for code in codes for part in (fence("python", code), "Then:")]


def test_names_of_earlier_examples(tmp_path: Path) -> None:
    """A name that an earlier example gave a value has it; its calls are run again."""
    path = page(tmp_path, *python(KEY + MAKE, ATTACH, LIST, PAY))

    found = checked(path)

    assert [] == told(path)
    assert [0, 1, 0, 2] == [len(one.before) for one in found]
    assert [1, 1, 1, 1] == [len(one.calls) for one in found]


def test_problems_stand_in_the_snippet_that_has_them(tmp_path: Path) -> None:
    """What is wrong behind earlier examples is told at its own line, once."""
    wrong = PAY.replace("eur", "euro")

    path = page(tmp_path, *python(KEY + MAKE, ATTACH, f"# pay\n{wrong}"))

    assert [(16, "refused")] == told(path)


RICH = MAKE.replace(")", ', source="tok_visa")')
BROKEN = {
    "no Python": f"{ATTACH[:-1]}\n",
    "too long to be read": f"{ATTACH}\n" * 999,
}


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN)
def test_an_example_between_that_cannot_be_read(tmp_path: Path, code: str) -> None:
    """Nobody goes on from it, but from the others as ever."""
    path = page(tmp_path, *python(KEY + RICH, f"{code}#", PAY))

    broken, pays = checked(path)[1:]

    assert 1 == len(broken.problems)
    assert ((), 1) == (pays.problems, len(pays.before))


ROOM = {
    "near enough": (CHARACTERS - 400, []),
    "too far": (CHARACTERS, ["undefined"]),
}


@pytest.mark.parametrize(("size", "kinds"), ROOM.values(), ids=ROOM)
def test_how_much_code_is_one_program(
    tmp_path: Path, size: int, kinds: list[str]
) -> None:
    """What stands more than so many characters above is not gone on from."""
    between = [f"# {'x' * (size // 5)}\n{LIST}"] * 5
    path = page(tmp_path, *python(KEY + RICH, *between, PAY))

    assert kinds == [kind for _, kind in told(path)]


def test_a_name_that_no_earlier_example_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read behind the earlier ones: however many, they cannot tell."""
    past = Past()
    for number in range(LONGEST):
        past.read(snippet(f"{KEY}{LIST}  # {number}"))
    monkeypatch.setattr(continuing, "went_on", None)

    assert ["undefined"] == [
        one.kind for one in past.read(snippet(KEY + PAY)).reading.problems
    ]


def test_names_that_nothing_defines(tmp_path: Path) -> None:
    """A name that no earlier example gives a value stays undefined."""
    path = page(tmp_path, *python(KEY + MAKE, PAY.replace("customer.id", "buyer")))

    assert [(9, "undefined")] == told(path)


def test_names_that_only_the_page_knows(tmp_path: Path) -> None:
    """What an earlier example calls by a name of its own is no application's."""
    made = 'buyer = stripe.Customer.create(source="tok_visa")'
    paid = PAY.replace("customer.id", "buyer.id")
    path = page(tmp_path, *python(KEY + made, paid))
    found = checked(path)

    assert ([], [0, 1]) == (told(path), [len(one.before) for one in found])


def test_a_broken_example_is_nothing_to_go_on_from(tmp_path: Path) -> None:
    """Behind an example that no grammar reads, a later one is read alone."""
    found = told(page(tmp_path, *python(KEY + MAKE[:-1], PAY)))

    assert [(3, "syntax"), (9, "undefined")] == found


def test_languages_are_apart(tmp_path: Path) -> None:
    """What Ruby gave a value, Python does not know."""
    ruby = RUBY_KEY + "customer = Stripe::Customer.create"

    path = page(tmp_path, fence("ruby", ruby), "Then:", fence("python", PAY))

    assert [(9, "undefined")] == told(path)


CHARGE = "stripe.Charge.create(amount=1099, currency='eur', source='src_1')"
ALONE = "<!-- sources: given src_1 usage=single_use; expect 400 -->"
CONTINUES = "<!-- sources: continues; expect 400 -->"
GIVEN = "<!-- sources: given src_1 usage=single_use -->"


def test_author_says_that_it_goes_on(tmp_path: Path) -> None:
    """What continues begins in the world in which the example before it ended."""
    first, second = fence("python", KEY + CHARGE), fence("python", CHARGE)

    assert [] == told(page(tmp_path, GIVEN, first, CONTINUES, second))
    assert [(11, "expected")] == told(page(tmp_path, GIVEN, first, ALONE, second))


def test_a_chain(tmp_path: Path) -> None:
    """What continues from what continued goes on from both."""
    remark = "<!-- sources: continues -->"
    parts = [remark, fence("python", LIST)] * 3

    found = checked(page(tmp_path, fence("python", LIST), *parts))

    assert [0, 1, 2, 3] == [len(one.before) for one in found]


AGO = {"near enough": (LONGEST - 1, []), "too far": (LONGEST, ["undefined"])}


@pytest.mark.parametrize(("between", "kinds"), AGO.values(), ids=AGO)
def test_few_are_kept(between: int, kinds: list[str]) -> None:
    """However many examples a page has, a limited number of them is gone on from."""
    past = Past()

    for code in [KEY + MAKE, *[LIST] * between, PAY]:
        found = past.read(snippet(code)).reading

    assert kinds == [one.kind for one in found.problems if one.kind != "key"]


SAY = 'sandbox.given("src_1", usage="single_use", status="chargeable")'
TRY = (
    f"try:\n    {CHARGE}\nexcept stripe.InvalidRequestError as error:\n    print(error)"
)
BREAK = 'sandbox.fail_next("{}")'
EXPECT = "# sources: expect error\n"

CELLS: dict[str, tuple[list[str], list[str]]] = {
    "what code gives exists": ([SAY, CHARGE], []),
    "in the state that it says": ([SAY, CHARGE, CHARGE], ["refused"]),
    "a refusal that is caught": ([SAY, CHARGE, TRY, LIST], []),
    "a refusal that is meant": ([SAY, CHARGE, EXPECT + CHARGE, LIST], []),
    "one that does not come": ([SAY, EXPECT + CHARGE], ["expected"]),
    "one that nobody means is told once": ([SAY, CHARGE, CHARGE, LIST], ["refused"]),
    "what cannot be given": ([SAY.replace("chargeable", "open")], ["parameter"]),
    "a failure that SDKs mend": ([BREAK.format("api_error") + "\n" + LIST], []),
    "a failure that they do not": (
        [BREAK.format("rate_limit") + "\n" + LIST],
        ["refused"],
    ),
    "a failure of an earlier cell": ([BREAK.format("rate_limit"), LIST], []),
}


@pytest.mark.parametrize(("cells", "kinds"), CELLS.values(), ids=CELLS)
def test_cells(tmp_path: Path, cells: list[str], kinds: list[str]) -> None:
    """Cells are one program, with the sandbox that it opens in its first one."""
    opening = "import stripe\nfrom sandbox import connect\n\nsandbox = connect()"
    path = notebook(tmp_path, opening, *cells)

    assert kinds == [kind for _, kind in told(path)]


def test_a_function_of_an_earlier_example(tmp_path: Path) -> None:
    """What it does when it is called later is what the later example does."""
    pay = PAY.replace("customer.id", "customer").replace('"eur"', "currency")
    make = MAKE.replace(")", ', source="tok_visa")')
    define = f"{KEY}def pay(customer, currency='eur'):\n    return {pay}"
    calls = f'{make}\npay(customer.id)\npay(customer.id, "euro")'

    path = page(tmp_path, *python(define, calls))
    (first, second) = checked(path)

    assert [1] == [len(first.calls)]
    assert [(1, 1), (2, 1), (3, 1)] == [
        (made.line, min(made.column, 1)) for made in second.calls
    ]
    assert [(12, "refused")] == told(path)
