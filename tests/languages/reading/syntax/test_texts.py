"""Texts between quotes are the texts that each language takes them for."""

import pytest

from sandbox.languages.reading import read

TEXTS = {
    "python": [
        (r'"it\'s"', "it's"),
        (r"'a\nb'", "a\nb"),
        (r"r'a\nb'", r"a\nb"),
        (r"'\d'", r"\d"),
        ("'''a\nb'''", "a\nb"),
        ("'a' 'b'", "ab"),
        ("'a' + 'b'", "ab"),
        (r"'\x41\101\u00e9\U0001f642'", "AAé🙂"),
        ("u'a'", "a"),
    ],
    "ruby": [
        (r"'a\nb'", r"a\nb"),
        (r'"a\nb\s\e"', "a\nb \x1b"),
        (r"'it\'s'", "it's"),
        (":eur", "eur"),
        ("%q(a b)", "a b"),
        ('"a" "b"', "ab"),
        (r'"\u{1f642}"', "🙂"),
    ],
    "php": [
        (r"'a\nb'", r"a\nb"),
        (r'"a\nb\$c"', "a\nb$c"),
        (r'"\q"', r"\q"),
        ("'a' . 'b'", "ab"),
    ],
    "java": [(r'"a\"b"', 'a"b'), (r'"\ud83d\ude42"', "🙂"), ('"a" + "b"', "ab")],
    "node": [
        (r"'a\'b'", "a'b"),
        ("`a\nb`", "a\nb"),
        (r'"\q\u{e9}"', "qé"),
        ("'a' + `b`", "ab"),
    ],
    "go": [(r'"a\tb"', "a\tb"), (r"`a\tb`", r"a\tb"), ('"a" + "b"', "ab")],
}
INSIDE = {
    "python": ("name = 'b'\n", [('f"a\\t{name} c"', "a\tb c"), ("f'{name}'", "b")]),
    "ruby": ("name = 'b'\n", [('"a\\t#{name} c"', "a\tb c"), ('"#{name}"', "b")]),
    "php": (
        "$name = 'b';\n",
        [('"a\\t{$name} c"', "a\tb c"), ('"a $name"', "a b"), ('"$name"', "b")],
    ),
    "node": ("var name = 'b';\n", [("`a\\t${name} c`", "a\tb c"), ("`${name}`", "b")]),
}
"""Texts with a name inside, behind what gives the name its value."""

ASKS = {
    "python": "stripe.Customer.create(description={})",
    "ruby": "Stripe::Customer.create(description: {})",
    "php": "\\Stripe\\Customer::create(['description' => {}]);",
    "java": 'Map<String, Object> p = new HashMap<>();\np.put("description", {});\n'
    "Customer.create(p);",
    "node": "stripe.customers.create({{description: {}}});",
    "go": "customer.New(&stripe.CustomerParams{{Description: {}}})",
}
CASES = [
    pytest.param(language, *case, id=f"{language}-{case[0]!a}")
    for language, cases in TEXTS.items()
    for case in cases
]


def described(language: str, written: str, before: str = "") -> object:
    """What a call of a language is read to send, for what is written in its code."""
    (made,) = read(before + ASKS[language].format(written), language).calls
    return made.call.params["description"]


@pytest.mark.parametrize(("language", "written", "text"), CASES)
def test_a_text_is_read_as_its_language_reads_it(
    language: str, written: str, text: str
) -> None:
    """Quotes, escapes, raw texts, texts side by side."""
    assert text == described(language, written)


@pytest.mark.parametrize(
    ("language", "before", "written", "text"),
    [
        pytest.param(language, before, *case, id=f"{language}-{case[0]}")
        for language, (before, cases) in INSIDE.items()
        for case in cases
    ],
)
def test_a_text_with_a_name_in_it(
    language: str, before: str, written: str, text: str
) -> None:
    """What a name stands for is put into the text, and the rest of it stays."""
    assert text == described(language, written, before)


UNSURE = {
    "python": "f'{order} paid'",
    "ruby": '"#{order} paid"',
    "php": '"$_POST paid"',
    "node": "`${order} paid`",
    "java": '"paid " + System.getenv("ORDER")',
}


@pytest.mark.parametrize("language", UNSURE)
def test_a_text_with_a_value_in_it_is_known_only_by_running(language: str) -> None:
    """What is put into a text makes it one from outside."""
    assert not isinstance(described(language, UNSURE[language]), str)


NUMBERS = {
    "python": [("1_000", 1000), ("-5", -5), ("0x1F", 31), ("10.5", 10.5)],
    "ruby": [("1_000", 1000), ("nil", None), ("true", True)],
    "php": [("-5", -5), ("TRUE", True), ("null", None)],
    "java": [("1099L", 1099), ("-5", -5), ("10.5f", 10.5)],
    "node": [("1099", 1099), ("undefined", None), ("-5", -5)],
    "go": [("1099", 1099), ("nil", None), ("stripe.Int64(5)", 5)],
}


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [(lang, *case) for lang, cases in NUMBERS.items() for case in cases],
)
def test_a_number_is_read_as_its_language_reads_it(
    language: str, written: str, value: object
) -> None:
    """Underscores, letters behind it, a sign before it; and what is no number."""
    assert value == described(language, written)
