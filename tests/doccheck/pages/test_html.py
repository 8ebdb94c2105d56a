"""HTML: what is a block of code in it, in which language, and where it stands."""

from pathlib import Path

import pytest

from sandbox.doccheck.pages.html import language
from tests.doccheck.pages.reading import Tab, faults, read, tabs

RUBY = "Stripe::Charge.list"
PYTHON = "stripe.Charge.list()"

LANGUAGES = {
    "its own class": f'<pre class="ruby">{RUBY}</pre>',
    "the class of its code": f'<pre><code class="language-rb">{RUBY}</code></pre>',
    "a short class": f'<pre class="lang-ruby">{RUBY}</pre>',
    "an attribute": f'<pre data-lang="ruby">{RUBY}</pre>',
    "another attribute": f'<div data-language="Ruby"><pre>{RUBY}</pre></div>',
    "what is around it": f'<div class="highlight-ruby x"><pre>{RUBY}</pre></div>',
    "GitHub": f'<div class="highlight highlight-source-ruby"><pre>{RUBY}</pre></div>',
    "Jekyll": f'<div class="language-ruby"><pre class="highlight"><code>{RUBY}'
    "</code></pre></div>",
    "what it says": f"<PRE>{RUBY}</PRE>",
}


@pytest.mark.parametrize("page", LANGUAGES.values(), ids=LANGUAGES)
def test_language(tmp_path: Path, page: str) -> None:
    """A block is in the language that its class, or an attribute, names."""
    (one,) = read(tmp_path, "page.html", page)

    assert ("ruby", RUBY) == (one.language, one.code)


def test_the_nearest_name_counts() -> None:
    """Of a class and an attribute the attribute counts; words of layout do not."""
    assert "go" == language("pre", ["ruby"], {"data-lang": "go"})
    assert "" == language("div", ["go", "wide"], {})


PLACES = {
    "on the first line": (f"<pre>{RUBY}</pre>", (1, 6)),
    "on the next line": (f"<pre>\n{RUBY}\n</pre>", (2, 1)),
    "indented": (f"<pre>\n    {RUBY}\n</pre>", (2, 5)),
    "behind tags": (f'<p>a</p><pre><b></b><i class="x">{RUBY}</i></pre>', (1, 34)),
}


@pytest.mark.parametrize(("page", "place"), PLACES.values(), ids=PLACES)
def test_place(tmp_path: Path, page: str, place: tuple[int, int]) -> None:
    """The first character of a block is where it stands in the file."""
    (one,) = read(tmp_path, "page.html", page)

    assert place == one.at(1, 1) == (one.line, one.indent + 1)


def test_tags_and_characters_in_code(tmp_path: Path) -> None:
    """Columns are right behind tags, and behind characters written by name."""
    page = "<pre><b>Stripe</b>::Charge &amp; &lt;x&gt;<br>list(&#39;a\n  b&apos;)</pre>"
    (one,) = read(tmp_path, "page.html", page)

    assert "Stripe::Charge & <x>\nlist('a\n  b')" == one.code
    assert [(1, 9), (1, 19), (1, 28), (1, 34), (1, 38)] == [
        one.at(1, column) for column in (1, 7, 16, 18, 19)
    ]
    assert [(1, 47), (1, 52), (1, 57), (2, 3), (2, 4)] == [
        one.at(*place) for place in ((2, 1), (2, 6), (2, 7), (3, 3), (3, 4))
    ]
    assert (1, 2) == (one.line, one.end_line)


BLOCK = {"ruby": f"<pre>{RUBY}</pre>", "python": f"<pre>{PYTHON}</pre>"}
BOTH = [(1, "ruby"), (1, "python")]

EXAMPLES: dict[str, tuple[str, list[Tab]]] = {
    "one after the other": ("{ruby}\n\n<br>{python}", BOTH),
    "words between": ("{ruby}<p>Or</p>{python}", [(1, "ruby"), (2, "python")]),
    "a heading between": ("{ruby}<h2>Or</h2>{python}", [(1, "ruby"), (2, "python")]),
    "a button between": ("{ruby}<button>Copy</button>{python}", BOTH),
    "a style between": ("{ruby}<style>p {{ x: y }}</style>{python}", BOTH),
    "in tabs": (
        '<div class="tab-set"><p>a</p>{ruby}<p>b</p>{python}</div>{ruby}',
        [*BOTH, (2, "ruby")],
    ),
    "MkDocs": (
        (
            '<div class="tabbed-set"><div class="tabbed-labels"><label>Ruby</label>'
            "</div>"
            '<div class="tabbed-content"><div class="tabbed-block">{ruby}a</div>'
            '<div class="tabbed-block">{python}</div></div></div>'
        ),
        BOTH,
    ),
    "Docusaurus": (
        (
            '<div class="tabs-container"><ul role="tablist" class="tabs">'
            '<li role="tab">Ruby</li></ul><div role="tabpanel">a{ruby}</div>'
            '<div role="tabpanel">b{python}</div></div>'
        ),
        BOTH,
    ),
    "a list of tabs": (
        '<div><div role="tablist"></div><p>a</p>{ruby}<p>b</p>{python}</div>{ruby}',
        [*BOTH, (2, "ruby")],
    ),
    "a list of tabs around nothing": ('<p role="tablist"></p>{ruby}', [(1, "ruby")]),
}


@pytest.mark.parametrize(("page", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples(tmp_path: Path, page: str, expected: list[Tab]) -> None:
    """Blocks are tabs of one example in a set of tabs, or without a word between."""
    shown = read(tmp_path, "page.html", page.format(**BLOCK))

    assert expected == tabs(shown)


def test_labels_of_tabs(tmp_path: Path) -> None:
    """A block without a name is in the language of its tab, wherever labels stand."""
    page = (
        '<div class="tabs"><ul role="tablist"><li role="tab">Ruby</li>'
        '<li role="tab">Python</li></ul><div role="tabpanel"><pre>stripe.x()</pre>'
        '</div><div role="tabpanel"><pre>stripe.x()</pre></div></div>'
    )

    assert BOTH == tabs(read(tmp_path, "page.html", page))


def test_numbers_of_lines(tmp_path: Path) -> None:
    """Numbers beside code, or in it, are no code."""
    page = (
        '<table><td class="linenos"><pre>1</pre></td>'
        f'<td><pre><span class="linenos">1</span>{RUBY}</pre></td></table>'
    )
    (one,) = read(tmp_path, "page.htm", page)

    assert RUBY == one.code


BROKEN = {
    "an element that never began": "</div></p>{ruby}",
    "an element that never ends": "<div><p>{ruby}<p>",
    "an open tag": "{ruby}<div",
    "an open comment": "{ruby}<!-- x",
    "less than": "1 < 2 {ruby}",
    "an unknown character": "&nosuch; &#xFFFFFFFF; {ruby}",
}


@pytest.mark.parametrize("page", BROKEN.values(), ids=BROKEN)
def test_broken_pages(tmp_path: Path, page: str) -> None:
    """What browsers forgive is forgiven."""
    assert [(1, "ruby")] == tabs(read(tmp_path, "page.html", page.format(**BLOCK)))


def test_an_open_block(tmp_path: Path) -> None:
    """A block that never ends is told where it begins; an empty one is nothing."""
    page = f"<pre></pre>\n <pre>{RUBY}<p>"

    assert [(2, 2, "The block of code that begins here does not end.")] == faults(
        tmp_path, "page.html", page
    )


def test_in_markdown(tmp_path: Path) -> None:
    """A block of HTML in Markdown is a block like others."""
    page = (
        f'> text\n\n<pre class="ruby">\n{RUBY}\n\n</pre>\n\n```python\n{PYTHON}\n```\n'
    )
    shown = read(tmp_path, "page.md", page)

    assert BOTH == tabs(shown)
    assert [4, 9] == [one.line for one in shown]
