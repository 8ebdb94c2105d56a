r"""For a comment on a pull request: a table in Markdown.

>>> cell("a|b <b> @jenny `c`")
'a\\|b &lt;b&gt; &#64;jenny \\`c\\`'
"""

import html
import re
from collections.abc import Iterable, Iterator

from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.doccheck.reports.rows import plain, rows
from sandbox.doccheck.reports.tally import Tally

MARKS = re.compile(r"([\\`*_{}\[\]#|~!])")


def lines(found: Iterable[Checked | Unsound], tally: Tally) -> Iterator[str]:
    """A row for each problem, and what was found in words."""
    begun = False
    for one in found:
        for row in rows(one):
            if not begun:
                yield "Where | Language | Kind | What\n---|---|---|---"
                begun = True
            what = (row.place, row.language, row.problem.kind, row.told)
            yield " | ".join(map(cell, what))
    if begun:
        yield ""
    yield cell(tally.in_words)


def cell(text: str) -> str:
    """A text as it stands in a cell: nothing in it is markup, and nobody is called."""
    escaped = html.escape(plain(text), quote=False).replace("@", "&#64;")
    return MARKS.sub(r"\\\1", escaped).replace("&\\#64;", "&#64;")
