"""Code is mended in every format, however that writes what the code says."""

import json
import re
from pathlib import Path

import pytest

from sandbox.doccheck.fixing.page import ELSEWHERE, Fixer, Page
from sandbox.doccheck.fixing.places import PLAIN, Text
from sandbox.doccheck.pages import Snippet
from sandbox.languages.reading.slips import Mend
from tests.doccheck.pages_made import CHARGE, KEY, fence, page
from tests.tree import PROJECT

PAGES = sorted((PROJECT / "tests" / "pages" / "formats").iterdir())
assert PAGES

DEFECTS = {
    "a class": (rb"Stripe::Customer", b"Stripe::Cusotmer"),
    "a method": (rb"sources\.create", b"sources.craete"),
    "an address": (rb"v1/customers/cus_ada/sources", b"v1/customers/cus_ada/soucres"),
    "a bracket behind a quote": (rb"(?<=src_kept)(\\?\"|&#?\w+;)\}\)", rb"\1)"),
    "a bracket at the end": (rb"(?<=src_kept)(\\?\"|&#?\w+;)\)", rb"\1"),
}


def broken(text: bytes, pattern: bytes, becomes: bytes) -> bytes:
    """A page with a defect in the first place where it has one."""
    assert re.search(pattern, text)
    return re.sub(pattern, becomes, text, count=1)


@pytest.mark.parametrize("defect", DEFECTS)
@pytest.mark.parametrize("sound", PAGES, ids=lambda page: page.name)
def test_format(tmp_path: Path, sound: Path, defect: str) -> None:
    """It is what it was, byte for byte, whether with entities, escapes or tags."""
    path = tmp_path / sound.name
    path.write_bytes(broken(sound.read_bytes(), *DEFECTS[defect]))

    assert sound.read_bytes() == Fixer().fix(path).after


def test_quote_in_a_notebook(tmp_path: Path) -> None:
    """What is inserted is escaped as the notebook needs it, and it stays one."""
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    code = KEY + CHARGE
    whole = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    path = tmp_path / "page.ipynb"
    wrong = code.replace('source="', "source=")
    path.write_text(json.dumps(whole | {"cells": [cell | {"source": wrong}]}), "utf-8")

    found = json.loads(Fixer().fix(path).after)

    assert code == found["cells"][0]["source"]


PHP = (
    '<pre><code class="language-php">\\Stripe\\Stripe::setApiKey("sk_test_123");\n'
    '\\Stripe\\Charge::create(["amount" =&gt; 1099, &quot;currency&quot; =&gt; "eur", '
    '"source" =&gt; "tok_visa"]);\n</code></pre>\n'
)


def test_inserted_markup(tmp_path: Path) -> None:
    """What is inserted into HTML is never markup."""
    path = tmp_path / "page.html"
    path.write_text(PHP.replace('"amount" =&gt; ', '"amount"  '), "utf-8")

    fixed = Fixer().fix(path).after.decode()

    assert PHP.replace('"amount" =&gt; ', '"amount" =&gt; ') == fixed


PYTHON = '<pre><code class="language-python">stripe.api_key = "k"; {}</code></pre>'


def test_examples_in_one_line(tmp_path: Path) -> None:
    """Of several examples in one line each is mended in its own place."""
    charges = [CHARGE.replace("1099", str(amount)) for amount in (1000, 2000)]
    path = tmp_path / "page.html"
    wrong = [PYTHON.format(charge.replace("create", "craete")) for charge in charges]
    path.write_text("<p>a</p>".join(wrong), "utf-8")

    fixed = Fixer().fix(path)

    assert "<p>a</p>".join(map(PYTHON.format, charges)) == fixed.after.decode()
    assert 2 == fixed.changes


def test_tags_inside_of_a_word(tmp_path: Path) -> None:
    """What a tag stands in is left, and a line says so; the others are mended."""
    path = tmp_path / "page.html"
    torn = PYTHON.format(CHARGE.replace("create", "cr<b>a</b>ete"))
    wrong = PYTHON.format(CHARGE.replace("create", "craete"))
    path.write_text(f"{torn}\n<p>a</p>{wrong}", "utf-8")

    fixed = Fixer().fix(path)

    assert f"{torn}\n<p>a</p>{PYTHON.format(CHARGE)}" == fixed.after.decode()
    assert 1 == fixed.changes
    assert (f"{path}:1: {ELSEWHERE}",) == fixed.left


def test_it_would_be_other_examples(tmp_path: Path) -> None:
    """A change that would end a block is none; one beside it is."""
    path = page(tmp_path, fence("python", "a = 1"), fence("python", "b = 1"))
    read = Page(path, path.read_bytes())
    first, second = (one for one in read.snippets() if isinstance(one, Snippet))

    placed = read.placed([(first, "```"), (second, "b = 2")])

    assert [(second, "b = 2")] == [change[:2] for change in placed]


SURROGATE = Mend(1, 1, "\ud800")
LEFT = {
    "half a character": ("ab", SURROGATE),
    "what acts": ("ab", Mend(1, 1, "\x1b")),
    "another text there": ("ab", Mend(1, 1, "x", "c")),
    "behind the end": ("ab", Mend(1, 9, "x")),
}


@pytest.mark.parametrize(("text", "mend"), LEFT.values(), ids=LEFT)
def test_no_place(text: str, mend: Mend) -> None:
    """A change that has no place in the file, or that no file can hold, is none."""
    snippet = Snippet("page.txt", 1, 1, 0, "ab       ", "python", "", "", 1)

    assert Text(text, PLAIN).edit(snippet, mend) is None


def test_no_such_line() -> None:
    """A line that the file does not have has no index."""
    assert (None, None) == (Text("a", PLAIN).index(0, 1), Text("a", PLAIN).index(2, 1))
