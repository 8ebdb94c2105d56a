"""The same example in each format: found, with its place, its heading, its remark."""

from typing import NamedTuple

import pytest

from tests.doccheck.pages.reading import FORMATS, found, tabs


class Page(NamedTuple):
    """Where the three tabs begin and end in the file, and how far they are in."""

    lines: tuple[tuple[int, int], ...]
    indents: tuple[int, int, int] = (0, 0, 0)


PAGES = {
    "attach.md": Page(((11, 13), (17, 18), (22, 23))),
    "mkdocs.md": Page(((11, 13), (21, 22), (27, 28)), (4, 4, 8)),
    "docusaurus.mdx": Page(((19, 21), (27, 28), (34, 35)), (0, 0, 4)),
    "myst.md": Page(((15, 17), (25, 26), (32, 33)), (0, 0, 4)),
    "attach.html": Page(((13, 15), (21, 22), (28, 28)), (81, 33, 4)),
    "attach.rst": Page(((17, 19), (26, 27), (31, 32)), (9, 1, 10)),
    "attach.ipynb": Page(((29, 31), (38, 38), (47, 48)), (5, 23, 5)),
    "attach.txt": Page(((8, 10), (12, 15), (17, 20)), (4, 4, 4)),
}

REMARK = {
    "given": [{"id": "cus_ada"}, {"id": "src_kept", "usage": "reusable"}],
    "after": [{"id": "cus_ada", "fields": {"default_source": "src_kept"}}],
}

each = pytest.mark.parametrize(("name", "page"), PAGES.items(), ids=PAGES)


def test_each_page_is_listed() -> None:
    """There is no page in the folder that is not looked at here."""
    assert PAGES.keys() == {path.name for path in FORMATS.iterdir()}


@each
def test_tabs_are_one_example(name: str, page: Page) -> None:
    """The three tabs are one example, each in its language, where they stand."""
    shown, unsound = found(FORMATS / name)
    examples = [one for one in shown if not one.aside]

    assert [] == unsound
    assert [(1, "curl"), (1, "ruby"), (1, "python")] == tabs(shown)
    assert page.lines == tuple((one.line, one.end_line) for one in examples)
    assert page.indents == tuple(one.indent for one in examples)


@each
def test_what_is_said_of_them(name: str, page: Page) -> None:
    """Each tab is under its heading, and has what the author said of the example."""
    shown, _ = found(FORMATS / name)
    examples = [one for one in shown if not one.aside]

    assert len(page.lines) == len(examples)
    assert {"Attach it"} == {one.heading for one in examples}
    assert [REMARK] * 3 == [one.directive for one in examples]


@each
def test_place_in_the_file(name: str, page: Page) -> None:
    """A place in the code of a tab is a place in the file, where the same stands."""
    shown, _ = found(FORMATS / name)
    lines = (FORMATS / name).read_text("utf-8").split("\n")
    places = []
    for one in (one for one in shown if not one.aside):
        number, line = next(
            (number, line)
            for number, line in enumerate(one.code.split("\n"), 1)
            if "src_kept" in line
        )
        places.append(one.at(number, line.index("src_kept") + 1))

    assert len(page.lines) == len(places)
    assert ["src_kept"] * 3 == [lines[at[0] - 1][at[1] - 1 :][:8] for at in places]
