"""Proving a change before it is offered: it is made, read, compared and run.

What leaves the tab with that problem, or with one that it did not have, is none.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from sandbox.doccheck.continuing import Continued, Past
from sandbox.doccheck.examples import Example
from sandbox.doccheck.fixing.meant import Guess, guesses
from sandbox.doccheck.pages import Snippet
from sandbox.doccheck.running import Runner
from sandbox.languages.reading.slips import mended

MANY = 300
"""Where there are more ways than that to mend one thing, none is tried."""

HIDDEN = "key"
"""The kind of problem that shows once a tab can be read, and that was there before."""

Told = TypeVar("Told", bound=tuple[object, ...])


class Mending:
    """An example, of which one tab after the other is mended."""

    def __init__(self, tabs: Sequence[Snippet], past: Past, runner: Runner) -> None:
        """Look at it as it is."""
        self._past, self._runner = past, runner
        self._read: dict[tuple[str, str], Continued] = {}
        self.example = Example(tabs, self._look)
        self.example.look(runner)

    def _look(self, snippet: Snippet) -> Continued:
        """What a snippet says; each code is read once."""
        key = snippet.language, snippet.code
        if key not in self._read:
            self._read[key] = self._past.look(snippet)
        return self._read[key]

    def mend(self) -> Sequence[Snippet]:
        """The tabs, with all mended that has one answer.

        Each change leaves fewer problems, and so this ends.
        """
        while self._step():
            pass
        return self.example.snippets

    def _step(self) -> bool:
        """Whether there was one more thing to mend."""
        for number, problems in enumerate(self.example.problems):
            for rivals in guesses(self.example, number) if problems else ():
                if better := self._only(number, rivals):
                    self.example = better
                    return True
        return False

    def _only(self, number: int, rivals: Sequence[Guess]) -> Example | None:
        """The example after the one guess that holds better than its rivals."""
        code = self.example.snippets[number].code
        if len(rivals) > MANY:
            return None
        holding: dict[str, tuple[int, Example]] = {}
        for guess in sorted(rivals, key=lambda guess: guess.rank):
            better = mended(code, guess.mends)
            beaten = any(rank < guess.rank for rank, _ in holding.values())
            if better in holding or (beaten and self._has_sisters(number)):
                continue
            if after := self._proved(number, better, guess):
                holding[better] = guess.rank, after
        return next(iter(holding.values()))[1] if len(holding) == 1 else None

    def _has_sisters(self, number: int) -> bool:
        """Whether other tabs say what was meant, so that what is likelier is it."""
        return bool({*self.example.sure} - {number})

    def _proved(self, number: int, code: str, guess: Guess) -> Example | None:
        """The example with another code in a tab, if that has fewer problems."""
        tabs = [*self.example.snippets]
        tabs[number] = tabs[number]._replace(code=code)
        after = Example(tabs, self._look)
        after.weigh_keys()
        after.compare()
        before = told(self.example)
        if not (nothing_new(before, told(after)) and believed(after, number, guess)):
            return None
        after.run(self._runner)
        return after if improved(before, told(after)) else None


def believed(after: Example, number: int, guess: Guess) -> bool:
    """Whether a tab says what the others say, as far as a guess asks for it."""
    if not guess.alike:
        return True
    if number not in after.sure:
        return False
    if len(after.sure) == 1:
        return guess.sure
    return number not in after.odd(after.sure)


def improved(before: Counter[Told], after: Counter[Told]) -> bool:
    """Whether problems are gone, and none is new; they end with their kinds.

    >>> improved(Counter([(1, "syntax")]), Counter([(2, "key")]))
    True
    """
    return bool(before - after) and nothing_new(before, after)


def nothing_new(before: Counter[Told], after: Counter[Told]) -> bool:
    """Whether no problem is new, save the key that was left out all along."""
    return all(problem[-1] == HIDDEN for problem in after - before)


def told(example: Example) -> Counter[tuple[int, int, str]]:
    """The problems of an example: in which tab, at which line, of which kind."""
    return Counter(
        (number, problem.line, problem.kind)
        for number, problems in enumerate(example.problems)
        for problem in problems
    )
