"""A fragment of Go becomes a program, and each of its lines stays where it stood."""

from pathlib import Path

import pytest

from sandbox.doccheck.execute.runners.fragment import Packages, whole

KEY = 'stripe.Key = "sk_test_123"'


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    """An SDK with three packages, and a library of Go's own with two."""
    for name in ("sdk/customer", "sdk/charge", "sdk/checkout/session", "own/fmt"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.go").touch()
    (tmp_path / "own" / "net" / "http").mkdir(parents=True)
    return Packages(tmp_path / "sdk", "example.com/stripe", tmp_path / "own")


def lines(code: str, packages: Packages) -> list[str]:
    """The lines of the program that a snippet becomes."""
    return whole(code, packages).splitlines()


def test_lines_stay_where_they_stood(packages: Packages) -> None:
    """What Go says of a line is true of the snippet's."""
    snippet = f"// A key.\n{KEY}\n\nc, err := customer.New(nil)"
    first, *rest = lines(snippet, packages)
    assert first.endswith("func main() { // A key.")
    assert snippet.splitlines()[1:] == rest[:3]


def test_what_is_used_is_imported(packages: Packages) -> None:
    """Packages of the SDK, also nested ones, and of Go; no name of nobody's."""
    used = "customer.New(nil); session.New(nil); fmt.Println(http.Get(other.Name))"
    (first, *_) = lines(f"{KEY}; {used}", packages)
    assert (
        'import ("example.com/stripe"; "example.com/stripe/checkout/session"; '
        '"example.com/stripe/customer"; "fmt"; "net/http")'
    ) in first


def test_a_variable_is_no_package(packages: Packages) -> None:
    """What a snippet makes itself is not imported, unless it was used before."""
    made = "charge := &stripe.Charge{}\ncharge.Capture()\n"
    assert "stripe/charge" not in whole(made, packages)
    hidden = "charge, err := charge.New(nil)\ncharge.Capture()\n"
    assert '"example.com/stripe/charge"' in whole(hidden, packages)


def test_variables_are_used(packages: Packages) -> None:
    """A result that documentation leaves alone does not keep Go from building it."""
    made = "var c *stripe.Charge\nch, err := charge.New(nil)\n_, err = f()\n"
    assert ["_ = c", "_ = ch", "_ = err", "}"] == lines(made, packages)[3:]


def test_imports_of_its_own(packages: Packages) -> None:
    """They stay; main begins behind them, in the same line."""
    snippet = f'import (\n    "fmt"\n)\n{KEY}\nfmt.Println(1)'
    program = lines(snippet, packages)
    assert 'package main; import ("example.com/stripe"); import (' == program[0]
    assert "); func main() { " == program[2]
    assert KEY == program[3]


def test_a_main_of_its_own(packages: Packages) -> None:
    """A program that lacks its package alone is given that; a whole one nothing."""
    program = f"func main() {{\n    {KEY}\n}}\n"
    assert 'package main; import ("example.com/stripe"); ' + program == whole(
        program, packages
    )
    assert f"package main\n{program}" == whole(f"package main\n{program}", packages)
