"""What has one answer is mended in a page; all else is left, byte for byte."""

from pathlib import Path

import pytest

from sandbox.doccheck import Unreadable
from sandbox.doccheck.fixing import Fixed
from sandbox.doccheck.fixing.page import Fixer
from tests.doccheck.defects import GENUINE, PAGE, corrected, written
from tests.doccheck.pages_made import CHARGE, CURL, KEY, RUBY, RUBY_KEY, fence, page

DRIFTED = {
    207: "curl",
    217: "ruby",
    228: "python",
    239: "php",
    250: "java",
    262: "node",
}
"""The lines of one example that say an amount, by their languages."""


def fixed(folder: Path, lines: list[str]) -> list[str]:
    """The lines of a page after all in it is mended that has one answer."""
    return Fixer().fix(written(str(folder), lines)).after.decode().split("\n")


def drift(*numbers: int) -> list[str]:
    """Our page, with another amount in some lines."""
    lines = corrected()
    for number in numbers:
        assert "1099" in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace("1099", "1090")
    return lines


def test_genuine_defects(tmp_path: Path) -> None:
    """The three defects of our page are mended to what was meant."""
    before = PAGE.read_text("utf-8").split("\n")

    assert corrected() == fixed(tmp_path, before)


def test_how_much_changes() -> None:
    """It is said how many places are different, and the page itself is as it was."""
    found = Fixer().fix(PAGE)

    assert len(GENUINE) == found.changes
    assert PAGE.read_bytes() == found.before


def test_twice(tmp_path: Path) -> None:
    """A page that was mended has nothing more to mend."""
    once = Fixer().fix(PAGE).after
    path = tmp_path / "page.txt"
    path.write_bytes(once)

    assert Fixed(path, once, once, 0) == Fixer().fix(path)


@pytest.mark.parametrize("line", DRIFTED, ids=DRIFTED.values())
def test_drifted_amount(tmp_path: Path, line: int) -> None:
    """An amount is mended where six tabs agree on another."""
    assert corrected() == fixed(tmp_path, drift(line))


LEFT = {
    "three say one, three another": drift(207, 217, 228),
    "four say one, three another": drift(207, 217, 228, 239),
    "two of them say another": drift(207, 217),
}


@pytest.mark.parametrize("lines", LEFT.values(), ids=LEFT)
def test_amounts_that_nobody_decides(tmp_path: Path, lines: list[str]) -> None:
    """Where any other tab disagrees, no amount is mended."""
    assert lines == fixed(tmp_path, lines)


def changed(number: int, old: str, new: str) -> list[str]:
    """Our page, with something in a line written in another way."""
    lines = corrected()
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    return lines


UNSURE = {
    "another resource": changed(28, "Customer", "Charge"),
    "the key left out": changed(35, 'stripe.api_key = "sk_test', '# "sk_test'),
    "a parameter left out": changed(218, "currency: 'eur',", ""),
    "a quote that may end anywhere": changed(21, '="', "="),
    "arguments exchanged": changed(239, '"amount" => 1099', '1099 => "amount"'),
    "two signs lost": changed(40, ")", ""),
    "a word too much": changed(37, "create(", "create_it_all("),
}


@pytest.mark.parametrize("lines", UNSURE.values(), ids=UNSURE)
def test_what_is_unsure(tmp_path: Path, lines: list[str]) -> None:
    """What may have been meant in more than one way, or is not there, is left."""
    assert corrected() != lines
    assert lines == fixed(tmp_path, lines)


ENDS = {
    "a map begins": (127, " {"),
    "a map begins, and a blank is left": (127, "{"),
    "a function begins": (68, " {"),
}


@pytest.mark.parametrize(("line", "lost"), ENDS.values(), ids=ENDS)
def test_bracket_that_ends_a_line(tmp_path: Path, line: int, lost: str) -> None:
    """An opening bracket at the end of a line has one blank before it."""
    assert corrected() == fixed(tmp_path, changed(line, lost, ""))


def test_bracket_before_a_comment(tmp_path: Path) -> None:
    """A function is not closed where it begins, but where its end was."""
    assert corrected() == fixed(tmp_path, changed(70, "});", ");"))


def test_several_in_one_tab(tmp_path: Path) -> None:
    """Two values of one call that drifted are both mended."""
    lines = drift(217)
    lines[217] = lines[217].replace("eur", "usd")

    assert corrected() == fixed(tmp_path, lines)


PHP = """\\Stripe\\Stripe::setApiKey("sk_test_123");
\\Stripe\\Charge::create(array(
  "amount" => 1099, "currency" => "eur", "source" => "tok_visa",
));"""


def mended(folder: Path, *parts: str) -> str:
    """A page of these parts, mended."""
    return Fixer().fix(page(folder, *parts)).after.decode()


ALONE = {
    "a method": (CHARGE.replace("create", "craete"), CHARGE),
    "a class": (CHARGE.replace("Charge", "Chrage"), CHARGE),
    "its case": (CHARGE.replace("Charge", "charge"), CHARGE),
    "a bracket": (CHARGE.removesuffix(")"), CHARGE),
}


@pytest.mark.parametrize(("wrong", "right"), ALONE.values(), ids=ALONE)
def test_tab_alone(tmp_path: Path, wrong: str, right: str) -> None:
    """Without sisters it is mended where the hint names the one thing that reads."""
    expected = fence("python", KEY + right) + "\n"

    assert expected == mended(tmp_path, fence("python", KEY + wrong))


def test_value_of_a_tab_alone(tmp_path: Path) -> None:
    """Nobody but the author knows which value was meant."""
    wrong = fence("python", KEY + CHARGE.replace("eur", "euro"))

    assert wrong + "\n" == mended(tmp_path, wrong)


def test_one_sister_is_no_majority(tmp_path: Path) -> None:
    """Of two tabs that differ in a value, none is mended."""
    tabs = [fence("ruby", RUBY_KEY + RUBY), fence("bash", CURL.replace("1099", "1090"))]

    assert "\n\n".join(tabs) + "\n" == mended(tmp_path, *tabs)


def test_one_sister_tells_what_was_meant(tmp_path: Path) -> None:
    """A misspelled name is mended to what makes the same call as the other tab."""
    curl = fence("bash", CURL)
    wrong = fence("ruby", RUBY_KEY + RUBY.replace("Charge", "Chagre"))

    expected = "\n\n".join([fence("ruby", RUBY_KEY + RUBY), curl]) + "\n"
    assert expected == mended(tmp_path, wrong, curl)


def test_mended_it_would_still_differ(tmp_path: Path) -> None:
    """What is mended, but not like its sister then, is left."""
    curl = fence("bash", CURL)
    ruby = RUBY.replace("Charge", "Chagre").replace("1099", "1090")
    tabs = [fence("ruby", RUBY_KEY + ruby), curl]

    assert "\n\n".join(tabs) + "\n" == mended(tmp_path, *tabs)


def test_blank_line_behind(tmp_path: Path) -> None:
    """A bracket is closed in its line, and not in the blank one behind it."""
    right = KEY + 'customer = stripe.Customer.retrieve("cus_1")\n\n' + CHARGE
    wrong = right.replace('"cus_1")', '"cus_1"')

    assert fence("python", right) + "\n" == mended(tmp_path, fence("python", wrong))


def test_too_many_ways(tmp_path: Path) -> None:
    """A value that stands in hundreds of places is left."""
    names = "\n".join(f"a{number} = 1099" for number in range(400))
    drifted = f"{KEY}{names}\n{CHARGE}".replace("1099", "1090")
    others = [fence("bash", CURL), fence("ruby", RUBY_KEY + RUBY), fence("php", PHP)]
    tabs = [fence("python", drifted), *others]

    assert "\n\n".join(tabs) + "\n" == mended(tmp_path, *tabs)


def test_comment(tmp_path: Path) -> None:
    """What a comment says is nobody's call, and stays."""
    code = KEY + "# craete a Chrage\n" + CHARGE
    wrong = code.replace("Charge.create", "Charge.craete")

    assert fence("python", code) + "\n" == mended(tmp_path, fence("python", wrong))


WRONG = fence("python", KEY + CHARGE.replace("create", "craete")) + "\n"
RIGHT = fence("python", KEY + CHARGE) + "\n"
FILES = {
    "line ends of Windows": (WRONG, RIGHT, lambda text: text.replace("\n", "\r\n")),
    "line ends of old": (WRONG, RIGHT, lambda text: text.replace("\n", "\r")),
    "line ends mixed": (WRONG, RIGHT, lambda text: text.replace("\n", "\r\n", 2)),
    "a mark of byte order": (WRONG, RIGHT, lambda text: "\ufeff" + text),
    "no last line end": (WRONG, RIGHT, str.rstrip),
    "other scripts": (WRONG, RIGHT, lambda text: "Größe 😀 \u202e\n\n" + text),
    "blanks at line ends": (WRONG, RIGHT, lambda text: "A  \n\n" + text + " \t\n"),
    "in a list": (WRONG, RIGHT, lambda text: "- " + text.replace("\n", "\n  ")),
    "in a quotation": (WRONG, RIGHT, lambda text: "> " + text.replace("\n", "\n> ")),
}


@pytest.mark.parametrize(("wrong", "right", "around"), FILES.values(), ids=FILES)
def test_file(tmp_path: Path, wrong: str, right: str, around: object) -> None:
    """Outside of what is mended every byte stays as it was."""
    assert callable(around)
    path = tmp_path / "page.md"
    path.write_bytes(around(wrong).encode())

    assert around(right).encode() == Fixer().fix(path).after


def test_first_line_behind_a_mark_of_byte_order(tmp_path: Path) -> None:
    """The place is right in the first line too, where the mark stands before it."""
    wrong, right = (KEY + one for one in (CHARGE.replace("create", "craete"), CHARGE))
    path = tmp_path / "page.txt"
    path.write_bytes(f"\ufeff    {wrong}".replace("\n", "; ").encode())

    expected = f"\ufeff    {right}".replace("\n", "; ").encode()
    assert expected == Fixer().fix(path).after


def test_unreadable(tmp_path: Path) -> None:
    """A page that cannot be read says why, as it does when it is checked."""
    path = tmp_path / "page.md"
    path.write_bytes(b"\xff\xfea")

    with pytest.raises(Unreadable, match="is UTF-16"):
        Fixer().fix(path)
