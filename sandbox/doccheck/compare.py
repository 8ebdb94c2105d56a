"""The tabs of one example say the same; where one does not, which, and what others say.

>>> from sandbox.languages import Call
>>> from sandbox.languages.reading.made import Made
>>> def tab(language, first, amount):
...     call = Call("charges.create", {}, {"amount": amount})
...     made = Made(call, 1, 1, {"amount": (2, 3)})
...     return Tab(language, (made,), lambda line, column: (first + line - 1, column))
>>> tabs = [tab("curl", 10, "1099"), tab("ruby", 20, 1099), tab("go", 30, 1090)]
>>> [(which, problem)] = differences(tabs)
>>> which, problem.line, problem.message
(2, 2, 'charges.create: amount is 1090 here, 1099 in curl (line 11), Ruby (line 21).')
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from sandbox.doccheck.tabs import Tab
from sandbox.doccheck.votes import LEFT_OUT, Row, majority, shown
from sandbox.languages.reading.problems import Problem

Found = tuple[int, Problem]
"""A problem, and the number of the tab that has it."""

NO_MORE = "nothing more"

ALIKE = "Make them alike."
"""What to do where no majority says who is right."""


def differences(tabs: Sequence[Tab]) -> Iterator[Found]:
    """Each difference, at the odd one where more than half agree, else at each.

    The order of parameters does not matter, nor how a language writes a value that
    goes over the wire alike.
    """
    yield from other_calls(tabs, {n: tab.operations for n, tab in enumerate(tabs)})
    for call in calls_alike(tabs):
        yield from call.differences()


def calls_alike(tabs: Sequence[Tab]) -> Iterator["OneCall"]:
    """The calls side by side, of all tabs that make the same ones.

    One whose parameters come from outside, some or all, is held against no other.
    """
    asked = {number: tab.operations for number, tab in enumerate(tabs)}
    for operations in dict.fromkeys(asked.values()):
        alike = [number for number, own in asked.items() if own == operations]
        for position, operation in enumerate(operations):
            whole = [n for n in alike if not tabs[n].counted[position].open]
            yield OneCall(operation, position, tabs, whole)


def other_calls(
    tabs: Sequence[Tab], asked: Mapping[int, tuple[str, ...]]
) -> Iterator[Found]:
    """Tabs that make other calls than the rest, at the first call that is another."""
    agreed = majority([*asked.values()])
    for number, own in asked.items():
        rest = agreed
        if rest is None:
            rest = next(calls for calls in asked.values() if calls != own)
        if own == rest:
            continue
        pairs = enumerate(zip_longest(own, rest))
        position, (here, there) = next(pair for pair in pairs if len({*pair[1]}) > 1)
        others = ", ".join(
            tabs[other].named(tabs[other].place(position))
            for other, calls in asked.items()
            if calls == rest
        )
        message = f"{here or NO_MORE} is called here, {there or NO_MORE} in {others}."
        hint = f"Call {there}." if there else f"Leave {here} out."
        place = tabs[number].place(position)
        yield (
            number,
            Problem(*place, "differs", message, ALIKE if agreed is None else hint),
        )


class OneCall(NamedTuple):
    """One call that several tabs make: where they say otherwise in it."""

    operation: str
    position: int
    tabs: Sequence[Tab]
    alike: Sequence[int]

    def differences(self) -> Iterator[Found]:
        """What each of the odd ones has otherwise."""
        rows = self.rows()
        for number in self.alike:
            odd = [row for row in rows if row.is_odd(number)]
            meant = misnamed(odd, number)
            for row in odd:
                if row in meant:
                    yield number, self.renamed(row, meant[row], number)
                elif row not in meant.values():
                    yield number, self.drifted(row, number)

    def rows(self) -> list[Row]:
        """The side by side: every value that any of the tabs has."""
        said = {number: self.tabs[number].says(self.position) for number in self.alike}
        names = dict.fromkeys(name for values in said.values() for name in values)
        return [
            Row(name, {number: values.get(name) for number, values in said.items()})
            for name in names
        ]

    def place(self, row: Row, number: int) -> tuple[int, int]:
        """Where a tab says it, or where its call stands."""
        said = row.said[number]
        return said.place if said else self.tabs[number].place(self.position)

    def drifted(self, row: Row, number: int) -> Problem:
        """A tab has another value than the rest, or none, or one where none has."""
        own = row.ballots[number]
        others = ", ".join(
            f"{shown(ballot)} in {self.where(row, camp)}"
            for ballot, camp in row.camps().items()
            if ballot != own
        )
        message = f"{self.operation}: {row.name} is {shown(own)} here, {others}."
        place = self.place(row, number)
        return Problem(*place, "differs", message, remedy(row))

    def where(self, row: Row, camp: Sequence[int]) -> str:
        """Several tabs, with the line at which each says it."""
        return ", ".join(
            self.tabs[number].named(self.place(row, number)) for number in camp
        )

    def renamed(self, row: Row, meant: Row, number: int) -> Problem:
        """A tab has the value of the rest, under a name of its own."""
        camp = meant.camps()[row.ballots[number]]
        others = f"{meant.name} in {self.where(meant, camp)}"
        message = f"{self.operation}: {row.name} here, {others}."
        place = self.place(row, number)
        return Problem(*place, "differs", message, f"Write {meant.name}.")


def misnamed(odd: Sequence[Row], number: int) -> dict[Row, Row]:
    """What only this tab has, by what the rest has for the same value."""
    missing = {row.agreed: row for row in odd if row.agreed and not row.ballots[number]}
    return {
        row: missing[row.ballots[number]]
        for row in odd
        if row.agreed == LEFT_OUT and row.ballots[number] in missing
    }


def remedy(row: Row) -> str:
    """What to do about a value that is the odd one."""
    if row.agreed is None:
        return ALIKE
    if row.agreed == LEFT_OUT:
        return f"Leave {row.name} out."
    return f"Write {shown(row.agreed)}."
