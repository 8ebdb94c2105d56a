"""Figures of things that are measured in turn, each held to its limit.

>>> numbers = iter(range(1, 9))
>>> Pairs(lambda: next(numbers), lambda: 10 * next(numbers)).run(2, times=2).best()
(2, 30)
"""

from collections.abc import Callable, Sequence
from operator import sub, truediv
from statistics import mean, median
from typing import Self

SCATTER = 1.2
"""How much longer than the best round the median may be on a quiet machine."""


class Pairs:
    """Two things measured in turn, of each of which the best round counts."""

    def __init__(self, ours: Callable[[], float], theirs: Callable[[], float]) -> None:
        """Measure these: each gives the seconds that it took once."""
        self._measure = (ours, theirs)
        self._rounds: list[tuple[float, float]] = []

    def run(self, rounds: int, *, times: int = 1) -> Self:
        """Measure in turn, in each round so many times, of which the mean is kept."""
        ours, theirs = self._measure
        for _ in range(rounds):
            pairs = [(ours(), theirs()) for _ in range(times)]
            one, other = map(mean, zip(*pairs, strict=True))
            self._rounds.append((one, other))
        return self

    def best(self, begin: int = 0, step: int = 1) -> tuple[float, float]:
        """The least of each, of all rounds or of every second one."""
        ours, theirs = zip(*self._rounds[begin::step], strict=True)
        return min(ours), min(theirs)

    @property
    def calm(self) -> bool:
        """Whether the rounds of both were much alike."""
        return all(
            median(rounds) < SCATTER * min(rounds)
            for rounds in zip(*self._rounds, strict=True)
        )

    def figures(self, figure: Callable[[float, float], float]) -> list[float]:
        """A figure of all rounds, and of each half of them."""
        return [
            figure(*self.best(begin, step)) for begin, step in ((0, 1), (0, 2), (1, 2))
        ]


class Report:
    """Lines of figures, each held to its limit."""

    def __init__(self) -> None:
        """Nothing missed yet."""
        self.missed = self.disturbed = 0

    def line(  # noqa: PLR0913 - the columns of a line
        self,
        name: str,
        figure: float,
        limit: float,
        unit: str,
        note: str = "",
        *,
        halves: Sequence[float] = (),
        calm: bool = True,
    ) -> None:
        """Print a figure and whether it holds, as each half of its rounds says too."""
        holds = [one <= limit for one in (figure, *halves)]
        verdict = "ok" if all(holds) else "disturbed"
        if calm and not any(holds):
            verdict = "MISSED"
        self.missed += verdict == "MISSED"
        self.disturbed += verdict == "disturbed"
        print(
            f"{name:<28}{figure:>9.2f} {unit:<4} (at most {limit:g}) {verdict:<10}"
            f"{note}"
        )

    def compare(
        self,
        name: str,
        pairs: Pairs,
        limit: float,
        *,
        unit: str = "x",
        beside: str = "",
    ) -> list[float]:
        """Print what two things measured in turn come to, as `line` does."""
        figure, *halves = figures = pairs.figures(truediv if unit == "x" else sub)
        scale = 1000 if unit == "x" else 1
        ours, theirs = (f"{one * scale:.3f}" for one in pairs.best())
        note = f"  {ours} ms against {theirs} {beside}" if beside else ""
        self.line(name, figure, limit, unit, note, halves=halves, calm=pairs.calm)
        return figures

    @property
    def status(self) -> int:
        """The exit status."""
        return 1 if self.missed else 2 if self.disturbed else 0
