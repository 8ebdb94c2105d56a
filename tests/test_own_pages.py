"""Our own pages are under the rule that we offer to others: no example is wrong.

Cells that are wrong on purpose say so by Jupyter's own tag, `raises-exception`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.doccheck.checking import Checker
from sandbox.doccheck.examples import Checked
from sandbox.doccheck.reports.covered import Covered
from sandbox.languages import LANGUAGES
from tests.tree import PROJECT

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
PAGES = {path.stem: path for path in [PROJECT / "README.md", *NOTEBOOKS]}
TEST_PAGES = PROJECT / "tests" / "pages"

assert NOTEBOOKS


def found(*paths: Path) -> Iterator[Checked]:
    """Every snippet of some pages, all of which can be read."""
    checker = Checker()
    for path in paths:
        for one in checker.check(path):
            assert isinstance(one, Checked), one
            yield one


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_is_wrong(path: Path) -> None:
    """Every example is read, and what it does in the sandbox is what it says."""
    wrong = [
        f"{path.name}:{line} {kind}: {message}"
        for one in found(path)
        for line, _, kind, message, _ in one.problems
    ]

    assert [] == wrong


def test_the_lessons_are_not_passed_over() -> None:
    """Every notebook up to the playground calls the API, and was read as doing so."""
    asked = {path.stem[:2]: 0 for path in NOTEBOOKS}
    for one in found(*NOTEBOOKS):
        asked[Path(one.snippet.path).stem[:2]] += len(one.calls)

    assert [] == [number for number, calls in asked.items() if not calls]


def spoiled(path: Path, right: str, wrong: str) -> dict[str, Any]:
    """A notebook in which something is otherwise, wherever it stands in code."""
    page: dict[str, Any] = json.loads(path.read_text("utf-8"))
    changed = 0
    for cell in page["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            cell["source"] = source.replace(right, wrong)
            changed += source.count(right)
    assert changed
    return page


SOURCE = "src_18eYalAHEMiOZZp1l9ZTjSU0"
SPOILED = {
    "a method": ("01", "stripe.Source.create(", "stripe.Source.creat(", "unknown"),
    "a value": ("02", 'currency="eur"', 'currency="euro"', "refused"),
    "a name": ("03", "customer.refresh()", "custumer.refresh()", "undefined"),
    "a bracket": ("04", "customer.save()", "customer.save(", "syntax"),
    "an id": ("05", 'source="src_18eYalAHEMi', 'source="src_28eYalAHEMi', "refused"),
    "what exists": ("04", '_amex", customer="cus_AFGbOSiITuJVDs"', '_amex"', "refused"),
    "a refusal": ("03", f', source="{SOURCE}"\n', ', source="tok_visa"\n', "expected"),
}


@pytest.mark.parametrize(
    ("number", "right", "wrong", "kind"), SPOILED.values(), ids=SPOILED
)
def test_what_goes_wrong_is_told(
    tmp_path: Path, number: str, right: str, wrong: str, kind: str
) -> None:
    """A mistake in a cell of ours is found, so that silence means something."""
    (path,) = (path for path in NOTEBOOKS if path.stem.startswith(number))
    page = tmp_path / path.name
    page.write_text(json.dumps(spoiled(path, right, wrong), indent=1), "utf-8")

    assert kind in {problem.kind for one in found(page) for problem in one.problems}


SHOWN = {
    **dict.fromkeys(["charges.create", "customers.create"], len(LANGUAGES)),
    "customers.sources.create": 6,
    "customers.update": 5,
    "customers.retrieve": 4,
    **dict.fromkeys(["sources.create", "sources.retrieve"], 1),
    **dict.fromkeys(["customers.sources.list", "customers.sources.detach"], 1),
    **dict.fromkeys(["charges.retrieve", "charges.update", "charges.list"], 1),
    "webhook_endpoints.create": 1,
}
"""Operations, and in how many languages they have an example of ours, at least.

The others are left to the reference; `python -m sandbox check --covered` lists them.
"""


def test_what_has_an_example() -> None:
    """What the lessons and the page teach has examples that are checked, and right."""
    covered = Covered()
    for one in found(*PAGES.values(), TEST_PAGES / "sources.txt"):
        covered.add(one)

    counts = {name: sum(map(bool, row.values())) for name, row in covered.rows.items()}
    fewer = [name for name, number in SHOWN.items() if counts[name] < number]

    assert [] == fewer
