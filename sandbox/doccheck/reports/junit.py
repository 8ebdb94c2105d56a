r"""For servers that show test results: JUnit's XML, a suite for each page.

>>> attribute('a<b>&"\x00')
'a&lt;b&gt;&amp;&quot;?'
"""

import html
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.doccheck.reports.rows import plain, rows
from sandbox.doccheck.reports.tally import Tally

Found: TypeAlias = Checked | Unsound


def lines(found: Iterable[Found], _: Tally) -> Iterator[str]:
    """A test case for each snippet; one that is not covered is skipped."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sandbox check">'
    for path, group in groupby(found, key=path_of):
        yield from suite(path, [*group])
    yield "</testsuites>"


def path_of(one: Found) -> str:
    """Of which page it is."""
    return one.path if isinstance(one, Unsound) else one.snippet.path


def suite(path: str, cases: list[Found]) -> Iterator[str]:
    """The test cases of a page, with their counts."""
    counts = {
        "tests": len(cases),
        "failures": sum(one.status == "problem" for one in checked(cases)),
        "errors": sum(isinstance(one, Unsound) for one in cases),
        "skipped": sum(one.status == "unsupported" for one in checked(cases)),
    }
    said = " ".join(f'{name}="{number}"' for name, number in counts.items())
    yield f'<testsuite name="{attribute(path)}" {said}>'
    for one in cases:
        yield from case(path, one)
    yield "</testsuite>"


def checked(cases: Iterable[Found]) -> Iterator[Checked]:
    """The snippets among them."""
    return (one for one in cases if isinstance(one, Checked))


def case(path: str, one: Found) -> Iterator[str]:
    """One test case, with what failed in it."""
    if isinstance(one, Unsound):
        name, tag = f"{one.problem.line}", "error"
    else:
        language = one.snippet.language or one.snippet.named or "unknown"
        name, tag = f"{one.snippet.line}-{language}", "failure"
    yield f'<testcase classname="{attribute(path)}" name="{attribute(name)}">'
    if isinstance(one, Checked) and one.status == "unsupported":
        yield '<skipped message="This language is not covered."/>'
    for row in rows(one):
        where = attribute(f"{row.place}: {row.told}")
        yield f'<{tag} type="{row.problem.kind}" message="{where}"/>'
    yield "</testcase>"


def attribute(text: str) -> str:
    """A text as an attribute of XML carries it."""
    return html.escape(plain(text))
