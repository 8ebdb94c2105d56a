"""Functions of a program's own, and what is done only where something failed."""

import pytest

from sandbox.languages.reading import Answer, read

CREATE = "stripe.Customer.create(email=email)"


def asked(code: str, language: str = "python") -> list[str]:
    """What code asks for, each as an operation and its plain values."""
    calls = read(code, language).calls
    return [
        " ".join([operation, *map(str, {**ids, **params}.values())])
        for operation, ids, params, _ in (made.call for made in calls)
    ]


NAMES = {
    "a parameter ends with its function": (
        f"email = 'a'\ndef sign_up(email):\n    {CREATE}\nsign_up('b')\n{CREATE}",
        ["customers.create b", "customers.create a"],
    ),
    "what a function sets is its own": (
        f"email = 'a'\ndef reset():\n    email = 'b'\nreset()\n{CREATE}",
        ["customers.create a"],
    ),
    "a function sets what was nothing before": (
        f"email = None\ndef load():\n    global email; email = 'b'\nload()\n{CREATE}",
        ["customers.create b"],
    ),
    "a function is called above its definition": (
        f"def main():\n    sign_up('b')\ndef sign_up(email):\n    {CREATE}\nmain()",
        ["customers.create b"],
    ),
    "a default is taken where nothing is given": (
        f"def sign_up(email='a'):\n    {CREATE}\nsign_up()\nsign_up(email='b')",
        ["customers.create a", "customers.create b"],
    ),
    "a name that an error branch sets is not set": (
        f"email = 'a'\ntry:\n    load()\nexcept KeyError:\n    email = 'b'\n{CREATE}",
        ["customers.create a"],
    ),
    "two functions that call each other end": (
        f"def one(email):\n    {CREATE}\n    two()\ndef two():\n    one('c')\none('a')",
        ["customers.create a"],
    ),
}


@pytest.mark.parametrize(("code", "expected"), NAMES.values(), ids=NAMES)
def test_names_of_functions(code: str, expected: list[str]) -> None:
    """A function has names of its own, and is done as often as it is called."""
    assert expected == asked(code)


def test_answers_are_counted_without_what_failed() -> None:
    """A call where something failed is no call, and later ones move up."""
    code = (
        "try:\n    c = stripe.Customer.retrieve('cus_1')\n"
        "except stripe.error.InvalidRequestError:\n    c = stripe.Customer.create()\n"
        "d = stripe.Customer.create()\n"
        "stripe.Charge.create(amount=5, currency='eur', customer=d.id)"
    )
    made = read(code, "python").calls

    assert ["retrieve", "create", "create"] == [
        one.call.operation.rpartition(".")[2] for one in made
    ]
    assert Answer(1, ("id",)) == made[2].call.params["customer"]


def test_what_failed_is_looked_at() -> None:
    """A mistake in an error branch is a mistake, though its call is not made."""
    code = "try {\n  a();\n} catch (e) {\n  stripe.customers.creat({emial: 'a'});\n}"
    (problem,) = read(code, "node").problems

    assert (4, "unknown") == (problem.line, problem.kind)


CAUGHT = {
    "python": "try:\n    {}\nexcept stripe.error.{}:\n    pass",
    "ruby": "begin\n  {}\nrescue Stripe::{} => e\n  puts e\nend",
}


@pytest.mark.parametrize("language", CAUGHT)
def test_only_a_refused_request_excuses_parameters(language: str) -> None:
    """Where a declined card is expected, a wrong parameter is none the less told."""
    bad = {
        "python": "stripe.Charge.create(amuont=5, currency='eur')",
        "ruby": "Stripe::Charge.create(amuont: 5, currency: 'eur')",
    }[language]
    declined = read(CAUGHT[language].format(bad, "CardError"), language)
    refused = read(CAUGHT[language].format(bad, "InvalidRequestError"), language)

    assert declined.calls[0].caught
    assert refused.calls[0].caught
    assert "parameter" in {one.kind for one in declined.problems}
    assert "parameter" not in {one.kind for one in refused.problems}


VALUES = {
    "one is taken unless there is none": (
        "node",
        "let to = null;\nto = to || 'a';\nto ??= 'b';\nstripe.customers.create({to});",
        "customers.create a",
    ),
    "a name that is not set may fall to another": (
        "php",
        "$email = $unset ?? 'a';\n\\Stripe\\Customer::create(['email' => $email]);",
        "customers.create a",
    ),
    "what is added to is not what it was": (
        "python",
        "n = 5\nfor one in cart():\n    n += 5\nstripe.Charge.create(amount=n)",
        "charges.create Outside(name='text')",
    ),
    "one of two values nobody knows": (
        "java",
        'String email = x() ? "a" : "b";\nCustomer.create(Map.of("email", email));',
        "customers.create Outside(name='')",
    ),
    "the same either way": (
        "ruby",
        "email = params[:x] ? 'a' : 'a'\nStripe::Customer.create(email: email)",
        "customers.create a",
    ),
    "one of several that are gone through": (
        "go",
        'for _, one := range []string{"a"} { customer.Get(one, nil) }',
        "customers.retrieve Outside(name='one')",
    ),
    "keys and values that are gone through": (
        "php",
        "foreach ([5, 6] as $n => $one) { \\Stripe\\Customer::retrieve($one); }",
        "customers.retrieve Outside(name='$one')",
    ),
    "one for each of several": (
        "python",
        "made = [stripe.Customer.create(email=email) for email in emails() if email]",
        "customers.create Outside(name='email')",
    ),
}


@pytest.mark.parametrize(("language", "code", "expected"), VALUES.values(), ids=VALUES)
def test_values_that_depend(language: str, code: str, expected: str) -> None:
    """A value is known where it is the same whatever happens, and else is not."""
    assert [expected] == asked(code, language)
    assert "undefined" not in {one.kind for one in read(code, language).problems}


OPEN = {
    "all of them": ("python", "stripe.Charge.create(**params)"),
    "arguments too": ("python", "stripe.Charge.create(*args, **params)"),
    "beside one": ("python", "stripe.Charge.create(currency='eur', **params)"),
    "a hash": ("ruby", "Stripe::Charge.create(params)"),
    "a hash beside one": ("ruby", "Stripe::Charge.create(currency: 'eur', **params)"),
    "an array": ("php", "\\Stripe\\Charge::create($params);"),
    "arrays that are merged": (
        "php",
        "\\Stripe\\Charge::create(array_merge(['currency' => 'eur'], $params));",
    ),
    "an array in another": ("php", "\\Stripe\\Charge::create(['a' => 1, ...$params]);"),
    "an object in another": ("node", "stripe.charges.create({...params});"),
    "objects put together": (
        "node",
        "stripe.charges.create(Object.assign({}, params))",
    ),
    "a map": ("java", "Charge.create(params);"),
    "a struct": ("go", "charge.New(params)"),
}
TAKES = {
    "python": "def pay(*args, **params):\n    {}",
    "ruby": "def pay(params)\n  {}\nend",
    "php": "function pay($params) {{ {} }}",
    "node": "const pay = (params) => {};",
    "java": "void pay(ChargeCreateParams params) {{ {} }}",
    "go": "func pay(params *stripe.ChargeParams) {{ {} }}",
}


@pytest.mark.parametrize(("language", "code"), OPEN.values(), ids=OPEN)
def test_parameters_from_outside(language: str, code: str) -> None:
    """Where parameters come from outside, none of them is missing."""
    reading = read(TAKES[language].format(code), language)
    told = {one.message for one in reading.problems if one.kind != "key"}

    assert ["charges.create"] == [made.call.operation for made in reading.calls]
    assert reading.calls[0].open
    assert told <= {"charges.create takes no parameter a."}


def test_arguments_in_a_list() -> None:
    """A list can hold the arguments of a call, and of a function."""
    code = (
        "def attach(*ids, **more):\n    stripe.Customer.create_source(*ids, **more)\n"
        "to = ['cus_1']\nattach(*to, source='src_1')"
    )
    (made,) = read(code, "python").calls

    assert {"customer": "cus_1"} == made.call.ids
    assert {"source": "src_1"} == made.call.params


MANY = {
    "functions that double": "def f0(): stripe.Customer.create()\n"
    + "\n".join(f"def f{n}():\n    f{n - 1}()\n    f{n - 1}()" for n in range(1, 30))
    + "\nf29()",
    "functions in functions": "f = lambda: (f)\n" * 200 + "f()",
    "a chain of many": "\n".join(
        f"def g{n}(a):\n    return [[[[g{n + 1}([[[[a]]]])]]]]" for n in range(200)
    )
    + "\ng0(1)",
    "a text that doubles": "a = 'x'\n" + "a = a + a\n" * 60 + "print(a)",
    "a number that is squared": "a = 10\n" + "a = a * a\n" * 60 + "print(a)",
}


@pytest.mark.parametrize("code", MANY.values(), ids=MANY)
def test_following_ends(code: str) -> None:
    """However often functions call functions, reading them ends."""
    assert len(read(code, "python").calls) <= 100
