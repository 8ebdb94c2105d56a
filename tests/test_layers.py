"""Imports point down, and each foreign library has its one place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tree import PROJECT

PACKAGE = PROJECT / "sandbox"
LAYERS = [
    {"masking", "page"},
    {"errors", "wire", "clock"},
    {"storage"},
    {"domain", "store", "request"},
    {"resources"},
    {"operations", "listeners", "response_headers"},
    {"routes"},
    {"app"},
    {"door"},
    {"workbench"},
    {"transport", "languages"},
    {"session"},
    {"doccheck"},
    {"widgets", "lessons"},
    {"__init__"},
    {"__main__", "pytest_plugin"},
]
LEVEL = {part: level for level, layer in enumerate(LAYERS) for part in layer}
REACH_UP_LATE = {"session", "__init__", "__main__"}
"""These hand out what stands above them too, and import it when they are asked."""

ABOVE = {
    "languages/reading/syntax/": "sandbox.languages.reading.program",
    "languages/reading/program/": "sandbox.languages.reading.slips",
    "doccheck/pages/": "sandbox.doccheck.fixing",
    "doccheck/execute/": "sandbox.doccheck.executing",
}
"""Inside of a layer: folders, and what stands above them."""

HOMES = {
    "stripe": ("transport/sdk.py", "doccheck/execute/shims/"),
    "ipywidgets": ("widgets/",),
    "anywidget": ("widgets/",),
    "jupyterlab": ("lessons/",),
    "nbclient": ("lessons/",),
    "h11": ("transport/server.py",),
    "starlette": ("transport/http.py",),
    "trustme": ("doccheck/execute/",),
    "uvicorn": ("transport/server.py",),
    "markdown_it": ("doccheck/pages/markdown.py",),
    "docutils": ("doccheck/pages/restructured.py",),
}
NEVER_EARLY = {"docutils", "jupyterlab", "markdown_it", "pandas", "tree_sitter"}
SERVERS = {"h11", "starlette", "uvicorn"}
ONLY_AFTER_A_WORD = {"difflib"}
ONLY_FOR_CLIENTS = {"stripe._stripe_client"}


class Import(NamedTuple):
    """One imported name, in full, and when: at once, late, or for types alone."""

    name: str
    when: str
    line: int


def imports(node: ast.AST, when: str = "at once") -> Iterator[Import]:
    """Every import below a node of a module's tree."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import():
                yield from (Import(a.name, when, child.lineno) for a in child.names)
            case ast.ImportFrom():
                home = "." * child.level + (child.module or "")
                for alias in child.names:
                    yield Import(f"{home}.{alias.name}", when, child.lineno)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from imports(child, "late")
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield from imports(child, "for types")
            case _:
                yield from imports(child, when)


def part(name: str, package: Path) -> str:
    """The file or folder right below the package that a dotted name leads into."""
    first = name.split(".")[1] if "." in name else "__init__"
    known = (package / first).is_dir() or (package / f"{first}.py").is_file()
    return first if known else "__init__"


def above(inside: str, name: str) -> str | None:
    """What is wrong with an import that stays in its layer, or None."""
    for folder, higher in ABOVE.items():
        if inside.startswith(folder) and name.startswith(higher):
            return f"does not point down: {folder} imports {higher}"
    return None


def problem(path: Path, found: Import, package: Path) -> str | None:
    """What is wrong with one import of a module, or None."""
    inside = path.relative_to(package)
    own, (root, *_) = inside.with_suffix("").parts[0], found.name.split(".")
    if not root:
        return "is relative"
    if root == "sandbox":
        other = part(found.name, package)
        late = own in REACH_UP_LATE and found.when != "at once"
        if other == own:
            return above(inside.as_posix(), found.name)
        down = late or LEVEL[other] < LEVEL[own]
        return None if down else f"does not point down: {own} imports {other}"
    homes = HOMES.get(root, ("",))
    if found.when != "for types" and not inside.as_posix().startswith(homes):
        return f"belongs in {' or '.join(homes)}"
    if found.when == "at once" and root in NEVER_EARLY:
        return "belongs in the function that needs it"
    return None


def problems(package: Path) -> list[str]:
    """Each import of a package that breaks a rule, with its place."""
    return [
        f"{path.relative_to(package.parent)}:{found.line}: {found.name} {wrong}"
        for path in sorted(package.rglob("*.py"))
        for found in imports(ast.parse(path.read_text(encoding="utf-8")))
        if (wrong := problem(path, found, package))
    ]


def cycle(package: Path) -> list[str]:
    """Modules that import one another in a circle, or nothing."""
    paths = {
        ".".join(("sandbox", *path.relative_to(package).with_suffix("").parts)): path
        for path in package.rglob("*.py")
    }
    graph = {
        name: {
            known
            for found in imports(ast.parse(path.read_text(encoding="utf-8")))
            if found.when == "at once"
            for known in (found.name, found.name.rpartition(".")[0])
            if known in paths and known != name
        }
        for name, path in paths.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_imports_point_down() -> None:
    """Every import in the package points to a lower layer, in its one place."""
    assert [] == problems(PACKAGE)


LATE = {
    "opening a sandbox": ("import sandbox.session", SERVERS | ONLY_FOR_CLIENTS),
    "asking how to serve": ("import sandbox.transport.serve", SERVERS),
    "the first answer": (
        "import stripe, sandbox; sandbox.connect(); stripe.Customer.create()",
        SERVERS | ONLY_FOR_CLIENTS | ONLY_AFTER_A_WORD,
    ),
}
"""What somebody does, and which modules that does not import."""


@pytest.mark.parametrize(("code", "absent"), LATE.values(), ids=LATE)
def test_imported_late(code: str, absent: set[str]) -> None:
    """What is not needed yet is not imported: a server, the SDK's other client."""
    shown = loaded(code)

    assert set() == absent & shown


def test_late_is_not_never() -> None:
    """A client of its own, and a word that is nearly right, need what waited."""
    code = (
        "import sandbox; sandbox.Sandbox().client()\n"
        "from sandbox.domain.event_types import meant; meant('charge.suceeded')"
    )

    assert ONLY_FOR_CLIENTS | ONLY_AFTER_A_WORD <= loaded(code)


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has imported after some code."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(run.stdout.split())


def test_no_circle() -> None:
    """No two modules import one another, not even inside one layer."""
    assert [] == cycle(PACKAGE)


def test_every_part_has_a_layer() -> None:
    """A new file or folder of the package is given its layer here."""
    parts = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py")}
    names = {Path(name).stem for name in parts}

    assert len(names) > len(LAYERS)
    assert names <= LEVEL.keys()


FAULTS = [
    ("errors.py", "from sandbox import store", "does not point down"),
    ("domain/money.py", "import sandbox.app", "does not point down"),
    ("domain/money.py", "from sandbox import connect", "does not point down"),
    ("app.py", "def f():\n    from sandbox import session", "does not point down"),
    ("session.py", "from sandbox.widgets import forms", "does not point down"),
    (
        "languages/reading/syntax/nodes.py",
        "from sandbox.languages.reading.program import values",
        "does not point down",
    ),
    ("app.py", "from .store import Store", "is relative"),
    ("app.py", "from stripe import Customer", "belongs in transport/sdk.py"),
    ("pytest_plugin.py", "import stripe.error", "belongs in transport/sdk.py"),
    ("lessons/lab.py", "import ipywidgets as w", "belongs in widgets/"),
    ("widgets/tables.py", "import pandas", "belongs in the function"),
    ("widgets/tables.py", "try:\n    import pandas\nexcept E: ...", "the function"),
]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with the parts that the planted faults name, and no fault."""
    package = tmp_path / "sandbox"
    for name in ("__init__", "errors", "store", "app", "session", "pytest_plugin"):
        plant(package / f"{name}.py", "")
    plant(package / "transport" / "sdk.py", "import stripe")
    late = "from sandbox.widgets import forms"
    plant(package / "session.py", f"def form():\n    {late}\n    import pandas")
    plant(package / "__init__.py", f"if TYPE_CHECKING:\n    {late}\n    import stripe")
    for name in ("domain/money", "widgets/forms", "widgets/tables", "lessons/lab"):
        plant(package / f"{name}.py", "from sandbox.errors import ApiError")
    return package


def plant(path: Path, code: str) -> None:
    """Write a module."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")


def test_every_folder_that_has_something_above_is_there() -> None:
    """A folder that moves takes its row along."""
    assert [] == [folder for folder in ABOVE if not (PACKAGE / folder).is_dir()]


def test_sound_package(package: Path) -> None:
    """A package whose imports point down has no problem."""
    assert [] == problems(package)
    assert [] == cycle(package)


@pytest.mark.parametrize(("name", "code", "expected"), FAULTS)
def test_planted_fault(package: Path, name: str, code: str, expected: str) -> None:
    """An import that breaks a rule is found, and the sentence says which."""
    plant(package / name, code)

    (found,) = problems(package)

    assert expected in found
    assert name in found


def test_planted_circle(package: Path) -> None:
    """Two siblings that import one another are a circle."""
    plant(package / "widgets" / "forms.py", "from sandbox.widgets.tables import show")
    plant(package / "widgets" / "tables.py", "from sandbox.widgets import forms")

    assert {"sandbox.widgets.forms", "sandbox.widgets.tables"} == set(cycle(package))
