"""The language of a block of code, by its label or by what only it writes."""

import pytest

from sandbox.doccheck.pages.detect import (
    ALIASES,
    COMPILED,
    DATA,
    OPEN,
    SHELLS,
    Kind,
    detected,
    identify,
)
from sandbox.languages import LANGUAGES, STYLES, Style, write
from sandbox.languages.call import Call
from sandbox.operations import CATALOGUE

CHARGE = Call("charges.create", {}, {"amount": 1200, "currency": "eur"})


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_call_in_each_language(language: str, style: Style) -> None:
    """Every operation is recognised in every language, in both styles."""
    known = [one for one in CATALOGUE if one.modelled]
    codes = [
        write(Call(one.name, dict.fromkeys(one.ids, "src_1"), {}), language, style)
        for one in known
    ]

    assert codes
    assert {language} == {detected(code) for code in codes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_looked_for_first(language: str) -> None:
    """Each pattern stands by a text that is in whatever it finds."""
    codes = [
        write(Call(one.name, dict.fromkeys(one.ids, "src_1"), {}), language, style)
        for one in CATALOGUE
        for style in STYLES
    ]
    found = [
        said in match[0]
        for said, mark in COMPILED[language]
        for code in codes
        for match in mark.finditer(code)
    ]

    assert found
    assert all(found)


LABELS = {
    "an alias": ("js", 'stripe.customers.create({email: "a@b.c"})', "node"),
    "an alias in capitals": ("JavaScript", "stripe.charges.list();", "node"),
    "with attributes": ("python title='x' {1,3}", "stripe.Charge.list()", "python"),
    "in braces, behind an id": ("{#first .ruby}", "Stripe::Charge.list", "ruby"),
    "in braces": ("{.ruby .numberLines}", "Stripe::Charge.list", "ruby"),
    "a shell with curl": ("bash", "curl https://api.stripe.com/v1/charges", "curl"),
    "curl at a prompt": ("console", "$ curl api.stripe.com/v1/charges", "curl"),
    "curl behind a command": (
        "bash",
        "cd shop && curl api.stripe.com/v1/charges",
        "curl",
    ),
    "a name that says nothing": ("text", "Stripe::Charge.list", "ruby"),
    "no name": ("", "Stripe::Charge.list", "ruby"),
}


@pytest.mark.parametrize(("label", "code", "language"), LABELS.values(), ids=LABELS)
def test_labels(label: str, code: str, language: str) -> None:
    """What a page calls a language is understood."""
    kind = identify(code, label)

    assert (language, "") == (kind.language, kind.aside)


def test_a_label_counts_more_than_the_code() -> None:
    """Code with the wrong label is read as what the page says that it is."""
    assert "php" == identify("Stripe::Charge.list", "php").language


ASIDE = {
    "an answer": ("json", '{"id": "src_1", "object": "source"}', "data"),
    "an answer without a name": ("", '{"id": "src_123"}', "data"),
    "an answer with its head": ("text", "HTTP/1.1 200 OK\n\n{stripe}", "data"),
    "output": ("text", "The source src_123 is consumed", "data"),
    "a shell without curl": ("bash", "pip install stripe", "no curl"),
    "a shell that asks somebody else": (
        "bash",
        "curl https://api.example.com/repos -d a=b",
        "not about the API",
    ),
    "a command that is like curl's": ("", "go get -u github.com/stripe/it", "data"),
    "arithmetic": ("python", "print(1 + 1)", "not about the API"),
    "other code": ("csharp", "var x = new Thing();", "not about the API"),
}


@pytest.mark.parametrize(("label", "code", "why"), ASIDE.values(), ids=ASIDE)
def test_what_is_set_aside(label: str, code: str, why: str) -> None:
    """What is no example of the API is set aside, and it is told why."""
    kind = identify(code, label)

    assert ("", why) == (kind.language, kind.aside)


UNCOVERED = {
    "what is in another file": ("python", '--8<-- "pay.py"', Kind("", "include")),
    "a language without signs": ("cobol", "CALL STRIPE USING IT", Kind("", "cobol")),
    "JavaScript in a browser": (
        "js",
        "stripe.createSource(card).then(done);",
        Kind("", "stripe.js"),
    ),
    "its beginning": (
        "js",
        "const stripe = Stripe('pk_test_1');",
        Kind("", "stripe.js"),
    ),
    "a language that is not covered": (
        "csharp",
        "StripeConfiguration.ApiKey = key;",
        Kind("", "csharp"),
    ),
    "code that says not what it is": (
        "text",
        "StripeConfiguration.ApiKey = key;",
        Kind("", "text"),
    ),
    "code without a name": ("", "StripeConfiguration.ApiKey = key;", Kind("")),
}


@pytest.mark.parametrize(("label", "code", "kind"), UNCOVERED.values(), ids=UNCOVERED)
def test_what_is_not_covered(label: str, code: str, kind: Kind) -> None:
    """Code about the API in a language that is not covered keeps its name."""
    assert kind == identify(code, label)


def test_the_name_of_a_tab() -> None:
    """A block without a name is in the language of its tab."""
    assert "go" == identify("charge.Get(id) // stripe", "", tab="Go").language
    assert "ruby" == identify("Stripe::Charge.list", "", tab="Server").language


def test_code_that_is_known_to_be_about_the_api() -> None:
    """Where it is sure, code need not name the API; data stays data."""
    assert Kind("python", "py") == identify("source.refresh()", "py", sure=True)
    assert "data" == identify('{"a": 1}', "json", sure=True).aside
    assert "not about the API" == identify("It worked (1)", "", sure=True).aside


TIES = {
    "the last line tells": ("stripe.Key = key\nStripe::Charge.list", "ruby"),
    "nothing tells": ("call(it)", ""),
}


@pytest.mark.parametrize(("code", "language"), TIES.values(), ids=TIES)
def test_ties(code: str, language: str) -> None:
    """Of two languages with as many marks, the one that goes on has written it."""
    assert language == detected(code)


def test_no_name_means_two_things() -> None:
    """No name is in two of the tables."""
    tables = [ALIASES.keys(), SHELLS, OPEN, DATA]

    assert all(tables)
    assert sum(map(len, tables)) == len(set().union(*tables))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_is_left_out(language: str) -> None:
    """Code is about the API though the line with the key is left out."""
    lines = write(CHARGE, language).split("\n")
    code = "\n".join(line for line in lines if "sk_test" not in line)

    assert Kind(language, language) == identify(code, language)
