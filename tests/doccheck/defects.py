"""One defect at a time in a page without any, and whether it is found at its line.

`python -m tests.doccheck.defects` prints the share by kind and language; `--missed`
lists each that was not found where it is, `--all` tries every place instead of a few.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sandbox.doccheck.checking import Checker
from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Snippet, Unsound, snippets
from sandbox.languages import LANGUAGES
from sandbox.languages.reading import Problem

PAGE = Path(__file__).parents[1] / "pages" / "sources.txt"
GENUINE = {
    98: ("ruby", 'U0")', 'U0"})'),
    172: ("php", "save()", "save();"),
    195: ("go", "Upate", "Update"),
}
"""The defects that the page has: line, language, what stands there, what should."""

AROUND = 15
"""Lines: no snippet of the page is longer."""

A_FEW = 2
"""Places in one snippet in which a kind of defect is tried, unless all are."""


def corrected() -> list[str]:
    """The lines of the page, its own defects mended."""
    lines = PAGE.read_text("utf-8").split("\n")
    for number, (_, wrong, right) in GENUINE.items():
        assert wrong in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(wrong, right)
    return lines


class Defect(NamedTuple):
    """A kind, where in which language, and the lines that it changes.

    A line that becomes None is left out. Any of `told` is the right line for it: those
    that changed, or those beside one that is left out, or of which nothing is left.
    """

    kind: str
    language: str
    changes: dict[int, str | None]
    told: frozenset[int]

    @property
    def first(self) -> int:
        """The first line that it changes."""
        return min(self.changes)


Change = Callable[[str], str]


def swapped(word: str) -> str:
    """A word with two unlike letters exchanged, in its second half.

    >>> swapped("create"), swapped("customers"), swapped("put")
    ('craete', 'cusotmers', 'ptu')
    """
    first = max(1, len(word) // 2 - 1)
    pairs = range(first, len(word) - 1)
    at = next(one for one in pairs if word[one].lower() != word[one + 1].lower())
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(_: str) -> str:
    """Nothing."""
    return ""


def flipped(word: str) -> str:
    """A word whose first letter has the other case."""
    return word[0].swapcase() + word[1:]


def drifted(object_id: str) -> str:
    """An id with another last character."""
    return object_id[:-1] + ("1" if object_id[-1] != "1" else "2")


def others(**words: str) -> Change:
    """One word for another."""
    return lambda word: words[word.rstrip("_")] + "_" * word.endswith("_")


RESOURCES = others(
    customers="charges",
    charges="customers",
    Customer="Charge",
    Charge="Customer",
    customer="charge",
    charge="customer",
)
PREFIXES = others(src="cus", cus="src")
OPTIONS = {"-d": "-D", "-u": "-U"}


METHODS = {
    "ruby": r"\.(create|retrieve|save)\b",
    "python": r"\.(create|retrieve|save)\b",
    "php": r"(?:::|->)(create|retrieve|save|setApiKey)\(",
    "java": r"\.(create|retrieve|update|put|getSources)\(",
    "node": r"\.(create|update|createSource)\(",
    "go": r"\.(New|Update|SetSource)\(",
}
CLASSES = {
    "curl": r"/v1/(customers|charges)",
    "ruby": r"Stripe::(Customer|Charge)",
    "python": r"stripe\.(Customer|Charge)",
    "php": r"Stripe\\(Customer|Charge)",
    "java": r"\b(Customer|Charge)\.(?:create|retrieve)",
    "node": r"stripe\.(customers|charges)",
    "go": r"\b(customer|charge)\.(?:New|Update)",
}
PARAMETERS = {
    "curl": r"-d (\w+)=",
    "ruby": r"(?:^\s*|\.|\{:)(\w+)(?=: |(?: =|\") *\"src| =>)",
    "python": r"(?:^\s*|\.|\()(\w+)(?==['\"\d]| = \"src)",
    "php": r"(?:\"|->)(\w+)\"? (?==>|= \")",
    "java": r"put\(\"(\w+)\"",
    "node": r"^\s*(\w+): ",
    "go": r"(?:^\s*|\{)(Email|Customer|Amount|Currency|DefaultSource|Source|Token):",
}
IN_ALL = {
    "bracket": r"([()\[\]{}])",
    "quote": r"(['\"])",
    "amount": r"\b(1099)\b",
    "currency": r"\b(eur)\b",
    "id": r"\b((?:src|cus)_\w+)",
    "prefix": r"\b((?:src|cus)_)",
    "email": r"(paying\.user)@",
}


def same(name: str, *, but: Sequence[str] = ()) -> dict[str, str]:
    """One pattern for every language, save some."""
    return {one: IN_ALL[name] for one in LANGUAGES if one not in but}


class Kind(NamedTuple):
    """A kind of defect: its name, where it has a place, and what happens there."""

    name: str
    places: dict[str, str]
    change: Change


KINDS = [
    Kind("dropped bracket", same("bracket", but=["curl"]), dropped),
    Kind("dropped quote", same("quote"), dropped),
    Kind("dropped semicolon", {"php": r"(;)$", "java": r"(;)$"}, dropped),
    Kind("misspelled method", METHODS, swapped),
    Kind("misspelled class", CLASSES, swapped),
    Kind("misspelled parameter", PARAMETERS, swapped),
    Kind("wrong resource", CLASSES, RESOURCES),
    Kind("drifted amount", same("amount"), lambda _: "1090"),
    Kind("drifted currency", same("currency"), lambda _: "usd"),
    Kind("drifted id", same("id"), drifted),
    Kind("amount that cannot be", same("amount"), lambda _: "10.99"),
    Kind("amount that cannot be", same("amount"), lambda _: "1"),
    Kind("currency that cannot be", same("currency"), lambda _: "euro"),
    Kind("wrong id prefix", same("prefix"), PREFIXES),
    # PHP does not mind the case of a class or a method.
    Kind(
        "wrong letter case", {k: v for k, v in METHODS.items() if k != "php"}, flipped
    ),
    Kind(
        "wrong letter case", {k: v for k, v in CLASSES.items() if k != "php"}, flipped
    ),
    Kind("wrong letter case", PARAMETERS, flipped),
    Kind("wrong letter case", same("prefix"), str.upper),
    Kind("wrong option of curl", {"curl": r" (-[du]) "}, OPTIONS.__getitem__),
    Kind("wrong option of curl", {"curl": r" (-[du]) "}, lambda _: "--dta"),
]
NEEDED = r"^\s*(?!//|#).*\b[aA]mount\b|^\s*(?!//|#).*\b[cC]urrency\b"
"""The lines of a charge without which it cannot be."""

KEY = r"^\s*(?!//|#).*sk_test_"

UNSEEN = {
    "an amount": ("1099", "1090"),
    "a currency": ("eur", "usd"),
    "an id": ("src_18eYalAHEMiOZZp1l9ZTjSU0", "src_18eYalAHEMiOZZp1l9ZTjSU1"),
    "an address of email": ("paying.user@", "paying.usr@"),
}
"""What nobody can see: it drifts in all tabs alike, to something that can be meant."""

COMMENT = re.compile(r"^\s*(?://|#)")


def by_patterns(lines: Sequence[str], snippet: Snippet) -> Iterator[Defect]:
    """Every defect that changes some characters of one line."""
    for kind in KINDS:
        pattern = kind.places.get(snippet.language)
        if pattern is None:
            continue
        for number, line in code(lines, snippet):
            for found in re.finditer(pattern, line):
                start, end = found.span(1)
                becomes = line[:start] + kind.change(found[1]) + line[end:]
                told = [number] if becomes.strip() else [number, number - 1]
                yield Defect(
                    kind.name, snippet.language, {number: becomes}, frozenset(told)
                )


def code(lines: Sequence[str], snippet: Snippet) -> Iterator[tuple[int, str]]:
    """The lines of a snippet with their numbers, without comments and blank ones."""
    for number in range(snippet.line, snippet.end_line + 1):
        line = lines[number - 1]
        if line.strip() and not COMMENT.match(line):
            yield number, line


def left_out(lines: Sequence[str], snippet: Snippet) -> Iterator[Defect]:
    """A line less: one that is needed, told where the call or its statement is."""
    own = dict(code(lines, snippet))
    for kind, pattern in (("missing parameter", NEEDED), ("key left out", KEY)):
        for number, line in own.items():
            if re.search(pattern, line):
                near = frozenset(beside(own, number))
                yield Defect(kind, snippet.language, {number: None}, near)


def beside(own: dict[int, str], number: int) -> Iterator[int]:
    """Where a line that is left out is missed, in the page without it.

    In its own place, or wherever the statement or the call begins that it belonged to:
    at the next line that begins one, or at the last.
    """
    yield number
    outer = min(len(line) - len(line.lstrip()) for line in own.values())
    starts = [n for n, line in own.items() if len(line) - len(line.lstrip()) == outer]
    before = [n for n in starts if n < number]
    after = [n - 1 for n in starts if n > number]
    yield from [*before[-1:], *after[:1], *after[-1:]]


def turned(lines: Sequence[str], snippet: Snippet) -> Iterator[Defect]:
    """Arguments in the wrong order, or each with the other's value."""
    own = dict(code(lines, snippet))
    for change in (*pairs_turned(own, snippet.language), ids_exchanged(own)):
        if change:
            told = frozenset(change)
            yield Defect("swapped arguments", snippet.language, dict(change), told)


PAIRS = {
    "php": (r'("\w+") => ("[^"]*"|\d+)', r"\2 => \1"),
    "java": (r'put\(("\w+"), ("[^"]*"|\d+)\)', r"put(\2, \1)"),
}


def pairs_turned(own: dict[int, str], language: str) -> Iterator[dict[int, str]]:
    """A name where its value belongs, and an id behind the parameters."""
    if language in PAIRS:
        for number, line in own.items():
            becomes = re.sub(*PAIRS[language], line)
            if becomes != line:
                yield {number: becomes}
    numbers = list(own)
    for first, second, third in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if found := re.search(r'\(("cus_\w+"), \{$', own[first]):  # node
            yield {
                first: own[first].replace(found[1] + ", ", ""),
                third: own[third].replace("})", "}, " + found[1] + ")"),
            }
        if re.search(r'^\s*"cus_\w+",$', own[second]):  # go
            yield {second: own[third], third: own[second]}


def ids_exchanged(own: dict[int, str]) -> dict[int, str]:
    """The customer's id where the source's belongs, and the other way round."""
    text = "\n".join(own.values())
    ids = {one.partition("_")[0]: one for one in re.findall(r"\b(?:cus|src)_\w+", text)}
    if len(ids) < 2:
        return {}
    other = {ids["cus"]: ids["src"], ids["src"]: ids["cus"]}
    changed = {
        number: re.sub(r"\b(?:cus|src)_\w+", lambda found: other[found[0]], line)
        for number, line in own.items()
    }
    return {number: line for number, line in changed.items() if line != own[number]}


class Verdict(NamedTuple):
    """What became of a defect: found at its line, elsewhere in its snippet, or not."""

    defect: Defect
    where: str
    problems: tuple[str, ...]


def defects(lines: Sequence[str], *, few: int | None) -> Iterator[Defect]:
    """Every defect of every snippet of a page, or a few of each kind in each."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(snippets(written(folder, lines)))
    for snippet in found:
        assert isinstance(snippet, Snippet)
        taken: Counter[str] = Counter()
        makers = (by_patterns, left_out, turned)
        for defect in (one for maker in makers for one in maker(lines, snippet)):
            taken[defect.kind] += 1
            if few is None or taken[defect.kind] <= few:
                yield defect


def written(folder: str, lines: Iterable[str]) -> Path:
    """A page of these lines."""
    path = Path(folder, "page.txt")
    path.write_text("\n".join(lines), "utf-8")
    return path


def injected(lines: Sequence[str], defect: Defect) -> list[str]:
    """The page with the defect in it."""
    changed = {**dict(enumerate(lines, 1)), **defect.changes}
    return [line for line in changed.values() if line is not None]


def judge(
    lines: Sequence[str], defect: Defect, checker: Checker, folder: str
) -> Verdict:
    """Check the example with the defect in it, found anew in the whole page."""
    page = written(folder, injected(lines, defect))
    found = list(snippets(page))
    around = {
        one.example
        for one in found
        if isinstance(one, Snippet) and abs(one.line - defect.first) < AROUND
    }
    near = [one for one in found if isinstance(one, Unsound) or one.example in around]
    problems = [
        problem
        for one in checker.check_each(near)
        if isinstance(one, Checked)
        for problem in one.problems
    ]
    told = tuple(f"{one.line} {one.kind}: {one.message}" for one in problems)
    if any(problem.line in defect.told for problem in problems):
        return Verdict(defect, "found", told)
    return Verdict(defect, "elsewhere" if problems else "missed", told)


def judged(*, few: int | None = A_FEW) -> Iterator[Verdict]:
    """The verdict on every defect."""
    lines, checker = corrected(), Checker()
    with tempfile.TemporaryDirectory() as folder:
        for defect in defects(lines, few=few):
            yield judge(lines, defect, checker, folder)


def alarms(lines: Sequence[str]) -> list[Problem]:
    """Every problem that is told of a page."""
    with tempfile.TemporaryDirectory() as folder:
        found = [*Checker().check(written(folder, lines))]
    assert all(isinstance(one, Checked) for one in found)
    return [p for one in found if isinstance(one, Checked) for p in one.problems]


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The share that was found at its line, by kind and language."""
    kinds = dict.fromkeys(one.defect.kind for one in verdicts)
    yield f"{'':24}" + "".join(f"{language:>10}" for language in (*LANGUAGES, "all"))
    for kind in kinds:
        of_kind = [one for one in verdicts if one.defect.kind == kind]
        yield f"{kind:24}" + "".join(row(of_kind))
    yield f"{'all':24}" + "".join(row(verdicts))


def row(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Found of tried, in each language and in all."""
    for language in LANGUAGES:
        own = [one for one in verdicts if one.defect.language == language]
        yield f"{found(own)}/{len(own)}".rjust(10) if own else f"{'-':>10}"
    yield f"{100 * share(verdicts):.1f} %".rjust(10)


def found(verdicts: Iterable[Verdict]) -> int:
    """How many were found at their lines."""
    return sum(one.where == "found" for one in verdicts)


def share(verdicts: Sequence[Verdict]) -> float:
    """The part that was found at its line; of none, all."""
    return found(verdicts) / len(verdicts) if verdicts else 1.0


def in_words(verdict: Verdict) -> str:
    """A defect that was not found where it is, and what was told instead."""
    kind, language, changes, _ = verdict.defect
    changed = "; ".join(
        f"{number}: {line.strip() if line else '(left out)'}"
        for number, line in changes.items()
    )
    told = " / ".join(verdict.problems) or "nothing"
    return f"{kind}, {language}, {changed}\n    told: {told}"


def main(words: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="every place of each kind")
    parser.add_argument("--missed", action="store_true", help="list what was not found")
    arguments = parser.parse_args(words)
    verdicts = list(judged(few=None if arguments.all else A_FEW))
    print("\n".join(table(verdicts)))
    print(f"False alarms in the page without defects: {len(alarms(corrected()))}")
    print(f"Seen by nobody where all tabs drift alike: {', '.join(UNSEEN)}")
    if arguments.missed:
        print(*(in_words(one) for one in verdicts if one.where != "found"), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
