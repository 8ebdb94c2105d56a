"""One example, checked: its tabs read, compared with one another, and run."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sandbox.doccheck import expecting
from sandbox.doccheck.compare import ALIKE, differences
from sandbox.doccheck.continuing import Continued
from sandbox.doccheck.doubts import is_open
from sandbox.doccheck.pages import Snippet
from sandbox.doccheck.running import Run, Runner, settled
from sandbox.doccheck.tabs import Tab
from sandbox.doccheck.worlds import only
from sandbox.errors import ApiError
from sandbox.languages.reading.made import Made
from sandbox.languages.reading.problems import Problem

if TYPE_CHECKING:
    from sandbox.doccheck.execute import Executor

UNSURE = {"file", "syntax", "unknown", "undefined", "arguments", "no-effect"}
"""Kinds of problems after which nobody knows which calls were meant."""

COMES_TO = re.compile(r"(?:#|//)\s*(?:=>|->|\u2192)")
"""A comment that tells what stands before it comes to."""


class Checked(NamedTuple):
    """A snippet with the calls that it makes and what is wrong with it.

    Problems and notes have their lines and columns in the file. `before` are calls of
    earlier snippets, from which it goes on; `executed` tells that it was really run.
    """

    snippet: Snippet
    calls: tuple[Made, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    before: tuple[Made, ...] = ()
    executed: bool = False

    @property
    def status(self) -> str:
        """What is to be said of it: ok, problem or unsupported."""
        if not self.snippet.language:
            return "unsupported"
        return "problem" if self.problems else "ok"


class Example:
    """The tabs of one example, and what was found in each so far.

    What one step finds at a line is not told again by a later step, to which the same
    mistake shows in another way.
    """

    def __init__(
        self, tabs: Sequence[Snippet], read: Callable[[Snippet], Continued]
    ) -> None:
        """Read each of them."""
        self.snippets = tabs
        self.read = [read(snippet) for snippet in tabs]
        self.problems = [[*one.reading.problems] for one in self.read]
        self.notes = [[*one.reading.notes] for one in self.read]
        self.runs: dict[int, Run] = {}
        self.executed: set[int] = set()
        for number, snippet in enumerate(tabs):
            if snippet.elided or snippet.directive.get("expect", {}).get("error"):
                self.set_aside(number, "parameter")
            self.show(number, snippet)

    def checked(
        self, runner: Runner, executor: "Executor | None" = None
    ) -> Iterator[Checked]:
        """Each tab with all that is to be said of it; with an executor, really run."""
        self.look(runner)
        if executor:
            self.execute(executor)
        for number, snippet in enumerate(self.snippets):
            yield Checked(
                snippet,
                self.read[number].reading.calls,
                placed(snippet, self.problems[number]),
                placed(snippet, self.notes[number]),
                self.read[number].before,
                number in self.executed,
            )

    def look(self, runner: Runner) -> None:
        """Find all that is to be said of it, step by step."""
        self.weigh_keys()
        self.compare()
        self.run(runner)

    @property
    def sure(self) -> list[int]:
        """The tabs of which it is known which calls they make."""
        return [
            number
            for number, found in enumerate(self.problems)
            if not UNSURE & {problem.kind for problem in found}
            and not self.snippets[number].elided
        ]

    def add(self, number: int, problems: Iterable[Problem]) -> None:
        """What a step found in a tab, at lines of which nothing was told before."""
        told = {problem.line for problem in self.problems[number]}
        new = [problem for problem in problems if problem.line not in told]
        self.problems[number] += new

    def set_aside(self, number: int, kind: str) -> None:
        """Make notes of what is a problem elsewhere."""
        self.leave([one for one in self.problems[number] if one.kind == kind], number)

    def show(self, number: int, snippet: Snippet) -> None:
        """Make notes of values that are shown: at a prompt, or by a comment there."""
        lines = snippet.code.split("\n")
        shown = [
            one
            for one in self.problems[number]
            if one.kind == "no-effect" and not one.hint
            if snippet.shown or COMES_TO.search(lines[one.line - 1])
        ]
        self.leave(shown, number)

    def leave(self, problems: Sequence[Problem], number: int) -> None:
        """Make notes of these problems of a tab."""
        self.notes[number] += problems
        kept = [one for one in self.problems[number] if one not in problems]
        self.problems[number] = kept

    def weigh_keys(self) -> None:
        """A missing API key is a problem where at least half of the other tabs set it.

        Else the page says once, or not at all, how it is set: a note. Each command of
        curl has to send it, so what it does says nothing of the others; nor does code
        that is handed a client, or that no grammar gets through.
        """
        unsaid = {"key", "syntax"}
        keyed = [
            number
            for number, one in enumerate(self.read)
            if one.reading.calls
            and not one.reading.handed
            and all(problem.kind not in unsaid for problem in self.problems[number])
        ]
        for number in range(len(self.snippets)):
            others = [one for one in self._comparable(number) if one != number]
            setting = [one for one in others if one in keyed]
            if not setting or 2 * len(setting) < len(others):
                self.set_aside(number, "key")

    def _comparable(self, number: int) -> list[int]:
        """The tabs that set the key as this one does: for curl all, else no curl."""
        languages = [snippet.language for snippet in self.snippets]
        if languages[number] == "curl":
            return [*range(len(languages))]
        return [one for one, name in enumerate(languages) if name != "curl"]

    def compare(self) -> None:
        """Lay the tabs side by side, save those whose parameters are misspelled."""
        named = [number for number in self.sure if not self._is_misnamed(number)]
        for number, problems in self.odd(named).items():
            self.add(number, problems)

    def _is_misnamed(self, number: int) -> bool:
        """Whether a parameter of a tab is another, if its author is asked."""
        return any(
            one.kind == "parameter" and one.hint.startswith("Did you mean")
            for one in self.problems[number]
        )

    def odd(self, numbers: Sequence[int]) -> dict[int, list[Problem]]:
        """What is different in some tabs, by their numbers, when these are compared."""
        found: dict[int, list[Problem]] = {}
        for which, problem in differences(self.tabs(numbers)):
            found.setdefault(numbers[which], []).append(problem)
        return found

    def tabs(self, numbers: Iterable[int]) -> list[Tab]:
        """Some of the tabs, as they are compared."""
        return [
            Tab(
                self.snippets[number].language,
                self.read[number].calls,
                self.snippets[number].at,
            )
            for number in numbers
        ]

    def run(self, runner: Runner) -> None:
        """Run each tab, save where it already is told to be like the others."""
        outcomes: dict[str, Sequence[Run]] = {}
        for number in self.sure:
            snippet, calls = self.snippets[number], self.read[number].calls
            odd = [one for one in self.problems[number] if one.kind == "differs"]
            if "skip" in snippet.directive or any(one.hint != ALIKE for one in odd):
                continue
            asked = repr([made.call for made in calls])
            try:
                if asked not in outcomes:
                    outcomes[asked] = tried(snippet, self.read[number], runner)
            except ApiError as impossible:
                message = f"What the page says exists cannot be: {impossible.message}"
                self.add(number, [Problem(1, 1, "expected", message)])
            else:
                runs = outcomes[asked]
                self.runs[number] = runs[-1]
                came = expecting.problem(snippet.directive, runs, calls)
                if came and is_open(came, runs, self.read[number]):
                    self.notes[number].append(came)
                elif came:
                    self.add(number, [came])

    def execute(self, executor: "Executor") -> None:
        """Really run each tab that was run as it reads, and compare what it sends."""
        from sandbox.doccheck import executing

        for number, run in self.runs.items():
            asked = executor, self.snippets[number], self.read[number], run
            if why := executing.obstacle(*asked):
                note = Problem(1, 1, "executed", f"Not really run: {why}.")
                self.notes[number].append(note)
                continue
            self.executed.add(number)
            if found := executing.difference(*asked):
                self.add(number, [found])


def tried(snippet: Snippet, read: Continued, runner: Runner) -> list[Run]:
    """The worlds in which the calls of a snippet were run, as its author wants them.

    Where a refusal is meant, what it names need not exist.
    Raises: ApiError for a world of the author's that cannot be.
    """
    said = snippet.directive
    looked_at = [one["id"] for one in said.get("after", ())]

    def wanted(run: Run) -> bool:
        return expecting.as_said(said, run, len(read.calls))

    runs = runner.search(
        read.calls,
        heading=snippet.heading,
        given=read.given,
        wanted=wanted,
        look_at=looked_at,
    )
    if wanted(runs[-1]) or not said.get("expect", {}).get("error"):
        return runs
    calls = [settled(made) for made in read.calls]
    run = runner.run(calls, only(read.given), look_at=looked_at)
    return [*runs, run] if wanted(run) else runs


def placed(snippet: Snippet, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of its code, with their lines and columns in the file, in order."""
    return tuple(
        sorted(
            Problem(*snippet.at(problem.line, problem.column), *problem[2:])
            for problem in problems
        )
    )
