"""Plain text: examples are found though nothing says where they begin and end."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.languages import LANGUAGES, Style, write
from sandbox.languages.call import Call
from tests.doccheck.pages.reading import read, tabs

CALLS = {
    "Make a customer": Call(
        "customers.create", {}, {"email": "ada@example.com", "source": "src_ada"}
    ),
    "Attach a source": Call(
        "customers.sources.create", {"customer": "cus_ada"}, {"source": "src_ada"}
    ),
    "Choose the default": Call(
        "customers.update", {"customer": "cus_ada"}, {"default_source": "src_ada"}
    ),
    "Charge it": Call("charges.create", {}, {"amount": 1200, "currency": "eur"}),
}
COMMENT = {"ruby": "#", "python": "#"}
KEY = re.compile(
    r"^ *(?:[sS]tripe\.(?:api_key|apiKey|Key) =|\\Stripe\\Stripe::set|var stripe).*\n",
    re.MULTILINE,
)


def page(style: Style = "page") -> str:
    """The layout of a page that was copied out of a browser: all of it indented."""
    lines = ["Sources", "", "    What they are, and how long one may use them.", ""]
    for heading, call in CALLS.items():
        lines += [f"    {heading}", "", "    This is how it is done:", ""]
        for language in LANGUAGES:
            code = write(call, language, style).split("\n")
            if language != "curl":
                sign = COMMENT.get(language, "//")
                code = [f"{sign} Set your key; see your settings.", *code]
            lines += [f"    {line}" for line in [*code, ""]]
        lines += ["", "    If usage=reusable was said, it can be charged again.", ""]
    return "\n".join(lines)


EACH = [(number, name) for number, _ in enumerate(CALLS, 1) for name in LANGUAGES]

VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda page: page,
    "blanks at the end stripped": lambda page: re.sub(r"(?m) +$", "", page),
    "lines end as on Windows": lambda page: page.replace("\n", "\r\n"),
    "lines end as on old Macs": lambda page: page.replace("\n", "\r"),
    "indented by tabs": lambda page: re.sub(r"(?m)^    ", "\t", page),
    "not indented": lambda page: re.sub(r"(?m)^    ", "", page),
    "without comments": lambda page: re.sub(r"(?m)^ *(?:#|//).*\n", "", page),
    "without keys": lambda page: KEY.sub("", page),
    "without comments and keys": lambda page: KEY.sub(
        "", re.sub(r"(?m)^ *(?:#|//).*\n", "", page)
    ),
}


@pytest.mark.parametrize("vary", VARIANTS.values(), ids=VARIANTS)
def test_unlabelled_tabs(tmp_path: Path, vary: Callable[[str], str]) -> None:
    """All tabs of all examples are found, each under its heading."""
    shown = read(tmp_path, "page.txt", vary(page()))

    assert EACH == tabs(shown)
    assert len(EACH) == len(shown)
    assert [*CALLS] == list(dict.fromkeys(one.heading for one in shown))


def test_as_it_is_written_today(tmp_path: Path) -> None:
    """Code for the SDKs of today is found in the same way."""
    assert EACH == tabs(read(tmp_path, "page.txt", page("today")))


def test_lines_and_columns(tmp_path: Path) -> None:
    """The lines of every tab are its lines in the file, blank ones in between."""
    text = page()
    lines = text.split("\n")
    shown = read(tmp_path, "page.txt", text)

    assert len(EACH) == len(shown)
    for one in shown:
        code = [line[one.indent :] for line in lines[one.line - 1 : one.end_line]]
        assert one.code == "\n".join(code)


def test_labels(tmp_path: Path) -> None:
    """The name of a language above its code is the label of a tab, and no heading."""
    text = """Charge it

Ruby

Stripe::Charge.create(amount: 1200)

Node.js

stripe.charges.create({amount: 1200});

PHP

is for another day, and Stripe::Charge is a class.
"""
    shown = read(tmp_path, "page.txt", text)

    assert [(1, "ruby"), (1, "node")] == tabs(shown)
    assert ["ruby", "node.js"] == [one.named for one in shown]
    assert {"Charge it"} == {one.heading for one in shown}


def test_a_comment_inside_a_tab(tmp_path: Path) -> None:
    """A comment between two paragraphs of one language does not end their tab."""
    text = """stripe.api_key = "sk_test_1"

# A source for once:
source = stripe.Source.create(type="card", token="tok_visa")

# And a charge:
stripe.Charge.create(amount=1200, currency="eur", source=source.id)
"""
    (one,) = read(tmp_path, "page.txt", text)

    assert (1, 7) == (one.line, one.end_line)


def test_the_same_languages_again(tmp_path: Path) -> None:
    """Where tabs begin anew without a word between, another example begins."""
    charge = "curl https://api.stripe.com/v1/charges -d amount=1\n\n"
    ruby = "Stripe::Charge.create(amount: 1)\n\n"
    shown = read(tmp_path, "page.txt", charge + ruby + charge + ruby)

    assert [(1, "curl"), (1, "ruby"), (2, "curl"), (2, "ruby")] == tabs(shown)


PROSE = {
    "a sentence with a parameter": "Set usage=reusable before you attach it again.",
    "brackets around words": "It is consumed (i.e. it cannot be charged any more).",
    "an underlined title": "The life of a source\n====================",
    "several lines": "A source is charged once,\nunless it is reusable.",
    "a command in a sentence": "curl is a tool that sends what you tell it to send.",
    "nothing": "",
    "blank lines": "\n \n\t\n",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose(tmp_path: Path, text: str) -> None:
    """What one reads is no code, though it may look like some."""
    assert [] == read(tmp_path, "page.txt", text)


def test_heading_is_underlined(tmp_path: Path) -> None:
    """A heading may be underlined."""
    text = "Charges\n-------\n\ncurl https://api.stripe.com/v1/charges -d amount=1\n"
    (one,) = read(tmp_path, "page.txt", text)

    assert "Charges" == one.heading
