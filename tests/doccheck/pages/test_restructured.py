"""reStructuredText: code in directives, known or not, and nothing from elsewhere."""

from pathlib import Path

import pytest

from tests.doccheck.pages.reading import Tab, faults, read, tabs

RUBY = "Stripe::Charge.list"
PYTHON = "stripe.Charge.list()"

BLOCKS = {
    "code-block": (f".. code-block:: ruby\n\n   {RUBY}\n", 3, 3),
    "sourcecode": (f".. sourcecode:: ruby\n\n   {RUBY}\n", 3, 3),
    "code": (f".. code:: ruby\n\n   {RUBY}\n", 3, 3),
    "with options": (
        f".. code-block:: ruby\n   :odd-one: 7\n   :linenos:\n\n\n    {RUBY}\n",
        6,
        4,
    ),
    "two colons": (f"So::\n\n  {RUBY}\n\nOr not.\n", 3, 2),
    "two colons, then said before": (f"{RUBY}\n\nSo::\n\n  {RUBY}\n", 5, 2),
    "quoted": (f"So::\n\n> {RUBY}\n", 3, 2),
    "in a list": (f"- one::\n\n    {RUBY}\n", 3, 4),
    "in a note": (f".. note:: See\n\n   .. code:: ruby\n\n      {RUBY}\n", 5, 6),
    "in what nobody knows": (
        f".. nobody:: knows\n   :it: 1\n\n   .. code:: ruby\n\n      {RUBY}\n",
        6,
        6,
    ),
    "indented by tabs": (f".. code:: ruby\n\n\t{RUBY}\n", 3, 1),
    "behind a form feed": (f"\f\n\n.. code:: ruby\n\n  {RUBY}\n", 5, 2),
    "behind a separator of lines": (f"a\u2028b\n\n.. code:: ruby\n\n  {RUBY}\n", 5, 2),
}


@pytest.mark.parametrize(("page", "line", "indent"), BLOCKS.values(), ids=BLOCKS)
def test_a_block(tmp_path: Path, page: str, line: int, indent: int) -> None:
    """A block of code is found, with its line and what stands before it."""
    (one,) = read(tmp_path, "page.rst", page)

    assert (RUBY, "ruby") == (one.code, one.language)
    assert (line, line, indent) == (one.line, one.end_line, one.indent)


def test_the_language_of_a_page(tmp_path: Path) -> None:
    """`highlight` says in which language the blocks behind it are."""
    page = f".. highlight:: php\n\nSo::\n\n  {RUBY}\n"
    (one,) = read(tmp_path, "page.rst", page)

    assert "php" == one.language


def test_a_session(tmp_path: Path) -> None:
    """Of what was typed at Python's prompt, what was typed is the code."""
    page = ">>> stripe.Charge.create(\n...   amount=1)\n<Charge>\n>>> x\n"
    (one,) = read(tmp_path, "page.rst", page)

    assert "stripe.Charge.create(\n  amount=1)\n\nx" == one.code
    assert [(1, 5), (2, 5), (4, 5)] == [one.at(line, 1) for line in (1, 2, 4)]


def code(language: str, said: str, indent: str = "   ") -> str:
    """A block of code in a directive."""
    return f"{indent}.. code:: {language}\n\n{indent}   {said}\n\n"


BOTH = [(1, "ruby"), (1, "python")]

EXAMPLES: dict[str, tuple[str, list[Tab]]] = {
    "one after the other": (code("rb", RUBY, "") + code("py", PYTHON, ""), BOTH),
    "prose between": (
        code("rb", RUBY, "") + "Or\n\n" + code("py", PYTHON, ""),
        [(1, "ruby"), (2, "python")],
    ),
    "a note between": (
        code("rb", RUBY, "") + ".. note:: Or\n\n" + code("py", PYTHON, ""),
        [(1, "ruby"), (2, "python")],
    ),
    "sphinx-tabs": (
        (
            f".. tabs::\n\n   .. code-tab:: ruby\n\n      {RUBY}\n\n"
            f"   .. code-tab:: py Python 3\n\n      {PYTHON}\n"
        ),
        BOTH,
    ),
    "sphinx-tabs with prose": (
        (
            ".. tabs::\n\n   .. group-tab:: Ruby\n\n      Install it.\n\n"
            f"{code('', RUBY, '      ')}   .. group-tab:: Python\n\n      And it.\n\n"
            f"{code('', PYTHON, '      ')}"
        ),
        BOTH,
    ),
    "sphinx-inline-tabs": (
        f".. tab:: Ruby\n\n{code('', RUBY)}.. tab:: Python\n\n{code('', PYTHON)}",
        BOTH,
    ),
}


@pytest.mark.parametrize(("page", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples(tmp_path: Path, page: str, expected: list[Tab]) -> None:
    """Blocks are tabs of one example in a set of tabs, or with nothing between."""
    assert expected == tabs(read(tmp_path, "page.rst", page))


NOTHING = {
    "nothing": "",
    "prose": f"Call ``{RUBY}``, or :meth:`it <stripe.Charge>`, |or| not_.\n",
    "a file that would be included": ".. include:: /etc/passwd\n",
    "raw HTML": f".. raw:: html\n\n   <pre>{RUBY}</pre>\n",
    "a table from a file": ".. csv-table::\n   :file: /etc/passwd\n",
    "a comment": f".. {RUBY}\n",
    "a substitution": ".. |or| replace:: stripe.Charge.list()\n",
    "markup that nobody can read": "a\n  *b\n=\n===\n- c\nd\n\n|\n",
}


@pytest.mark.parametrize("page", NOTHING.values(), ids=NOTHING)
def test_a_page_without_code(
    tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page without code has no snippet, opens no other file, and prints nothing."""
    assert [] == read(tmp_path, "page.rst", page)
    assert ("", "") == capsys.readouterr()


FAULTS = {
    "no blank line": (f"text\n\n.. code:: ruby\n   {RUBY}\n", 3, "code"),
    "options that are none": (
        f".. code-block:: ruby\n   :a: 1\n   b\n\n   {RUBY}\n",
        1,
        "code-block",
    ),
    "options of a tab": (f".. tab:: Ruby\n   :a: 1\n   :a: 2\n\n   {RUBY}\n", 1, "tab"),
}


@pytest.mark.parametrize(("page", "line", "name"), FAULTS.values(), ids=FAULTS)
def test_a_directive_that_loses_its_code(
    tmp_path: Path, page: str, line: int, name: str
) -> None:
    """A directive whose content is lost is told."""
    assert [(line, 1, f"The directive {name} cannot be read.")] == faults(
        tmp_path, "page.rst", page
    )


def test_remarks(tmp_path: Path) -> None:
    """A comment that begins `sources:` is a remark, on its first line or below it."""
    page = (
        f"..\n  sources: given src_0\n\n.. sources:: given src_0\n\n.. other\n\n"
        f".. sources:\n   given src_1\n\n.. code:: ruby\n\n   {RUBY}\n"
    )
    (one,) = read(tmp_path, "page.rst", page)

    assert {"given": [{"id": "src_1"}]} == one.directive


def test_others_use_docutils_as_before(tmp_path: Path) -> None:
    """What docutils knows of directives is the same after a page was read."""
    from docutils.parsers.rst import directives

    before = directives.directive
    read(tmp_path, "page.rst", ".. code:: x\n\n   y\n")

    assert before is directives.directive


def test_code_in_another_file(tmp_path: Path) -> None:
    """A file that is included is not opened: it is counted, and named."""
    (tmp_path / "pay.rb").write_text(RUBY, "utf-8")
    page = f"Pay\n===\n\n.. literalinclude:: {tmp_path}/pay.rb\n   :language: ruby\n"
    (one,) = read(tmp_path, "page.rst", page)

    assert ("literalinclude", "", 4) == (one.named, one.language, one.line)
    assert f"{tmp_path}/pay.rb" == one.code
