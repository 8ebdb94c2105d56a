r"""For GitHub Actions: an annotation at the line of each problem.

>>> escaped("50 %\n")
'50 %25%0A'
"""

from collections.abc import Iterable, Iterator

from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.doccheck.reports.rows import plain, rows
from sandbox.doccheck.reports.tally import Tally


def lines(found: Iterable[Checked | Unsound], tally: Tally) -> Iterator[str]:
    """A command for each problem, and what was found in words.

    Commands: docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for one in found:
        for row in rows(one):
            problem = row.problem
            fields = {
                "file": row.path,
                "line": problem.line,
                "col": problem.column,
                "title": f"{row.language} {problem.kind}",
            }
            said = ",".join(
                f"{k}={of_a_field(plain(str(v)))}" for k, v in fields.items()
            )
            yield f"::error {said}::{escaped(row.told)}"
    yield plain(tally.in_words)


def escaped(text: str) -> str:
    """A text as a command carries it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def of_a_field(text: str) -> str:
    """A text as a field of a command carries it."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
