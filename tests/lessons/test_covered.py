"""The README's table of what is covered is the catalogue's own."""

import re
from pathlib import Path

import pytest

from sandbox.__main__ import main
from sandbox.lessons.covered import BEGIN, END, renewed, table, tally
from sandbox.lessons.statements import rules
from sandbox.operations import BY_NAME, CATALOGUE

README = Path(__file__).parents[2] / "README.md"


def test_readme_is_current() -> None:
    """The table in the README is what `python -m sandbox covered` writes today."""
    text = README.read_text("utf-8")

    assert renewed(text) == text, "run python -m sandbox covered --write README.md"


def test_every_operation_is_named() -> None:
    """Each operation of the catalogue stands in the table, once."""
    cells = [row.split(" | ")[1] for row in table().splitlines()[2:-1]]
    names = [name for cell in cells for name in cell.split(", ")]

    assert len(CATALOGUE) == len(names) > 20
    assert [o.name.rpartition(".")[2] for o in CATALOGUE] == names


def test_every_rule_is_counted() -> None:
    """A row counts the rules of its files, and the last row all the others."""
    found = rules()
    own = [rule for rule in found if rule.file == "sandbox/resources/tokens.py"]
    lines = dict(line.split(" | ", 1) for line in table().splitlines()[2:])
    published = sum(rule.kind == "Source" for rule in own)

    assert 0 < published
    assert lines["tokens"].endswith(f" | {published}+{len(own) - published}")
    assert re.fullmatch(r"\| [1-9]\d*\+[1-9]\d*", lines["what they share"])


def test_rules_of_nothing() -> None:
    """Where nothing is said, nothing is counted."""
    assert "0+0" == tally(rules(), set())


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m sandbox covered` prints the table; `--write` puts it in a file."""
    readme = tmp_path / "README.md"
    readme.write_text(f"# One\n\n{BEGIN}\nold\n{END}\n", "utf-8")

    assert 0 == main(["covered"])
    assert table() + "\n" == capsys.readouterr().out
    assert 0 == main(["covered", "--write", str(readme)])
    assert f"# One\n\n{BEGIN}\n{table()}\n{END}\n" == readme.read_text("utf-8")


def test_command_at_length(capsys: pytest.CaptureFixture[str]) -> None:
    """`--long` says what each operation does, and where that is known from."""
    assert 0 == main(["covered", "--long"])

    lines = capsys.readouterr().out.splitlines()
    first = lines.index("sources.create (POST /v1/sources)")
    assert [
        f"    {BY_NAME['sources.create'].summary}",
        "    Source: docs.stripe.com/api/sources/create",
    ] == lines[first + 1 : first + 3]
    assert {repr(operation) for operation in CATALOGUE} <= set(lines)
    assert max(map(len, lines)) <= 88


@pytest.mark.parametrize("name", ["missing.md", "plain.md"])
def test_command_refuses(tmp_path: Path, name: str) -> None:
    """A file that is not there, or has no place for the table, is named and left."""
    (tmp_path / "plain.md").write_text("# One\n", "utf-8")

    with pytest.raises(SystemExit, match=name) as refused:
        main(["covered", "--write", str(tmp_path / name)])

    assert 1 == str(refused.value).count(name)

    assert "# One\n" == (tmp_path / "plain.md").read_text("utf-8")


def test_no_place_for_the_table() -> None:
    """A README without the marks is refused rather than left as it is."""
    with pytest.raises(ValueError, match="no place"):
        renewed("# Sources sandbox\n")
