"""A tab: one language's code of an example, and what its calls say.

>>> from sandbox.languages import Call
>>> made = Made(Call("charges.create", {}, {"amount": 1099}), 4, 1, {"amount": (5, 3)})
>>> tab = Tab("ruby", (made,), lambda line, column: (19 + line, 4 + column))
>>> tab.says(0), tab.named((5, 3))
({'amount': Said(value='1099', place=(5, 3))}, 'Ruby (line 24)')
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sandbox.doccheck.blanks import FILL_IN, Blank
from sandbox.languages import NAMES
from sandbox.languages.reading.made import Answer, Made, Outside, Place


class Said(NamedTuple):
    """One value as it goes over the wire, and where in the code it stands.

    It is None where it is known only by running: another language may say the same in
    its own way.
    """

    value: Any
    place: Place


class Tab(NamedTuple):
    """One language's code of an example: its calls, and where in the page they stand.

    `at` tells the place in the page of a place in the code.
    """

    language: str
    calls: tuple[Made, ...]
    at: Callable[[int, int], Place]

    @property
    def counted(self) -> list[Made]:
        """The calls that every language has to make."""
        return [made for made in self.calls if not made.fetched]

    @property
    def operations(self) -> tuple[str, ...]:
        """The names of those."""
        return tuple(made.call.operation for made in self.counted)

    def place(self, position: int) -> Place:
        """Where in the code such a call stands; behind the last, the last."""
        counted = self.counted or list(self.calls)
        if not counted:
            return 1, 1
        made = counted[min(position, len(counted) - 1)]
        return made.line, made.column

    def named(self, place: Place) -> str:
        """How others speak of a place in it: by its line in the page."""
        return f"{NAMES[self.language]} (line {self.at(*place)[0]})"

    def says(self, position: int) -> dict[str, Said]:
        """Every value of such a call by its name: ids, parameters, options."""
        made, said = self.counted[position], {}
        for values in (made.call.ids, made.call.params, made.call.options):
            for name, value in values.items():
                place = made.places.get(name, (made.line, made.column))
                for full, inner in leaves(value, name):
                    inside = made.places.get(full, place)
                    said[full] = on_the_wire(Said(inner, inside), self.calls)
        return said


def leaves(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Names with brackets, and the single values below a parameter.

    >>> dict(leaves({"order": 7, "to": [1, None]}, "metadata"))
    {'metadata[order]': 7, 'metadata[to][0]': 1}
    """
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{name}[{key}]")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{name}[{index}]")
    elif value is not None:
        yield name, value


def from_outside(made: Made) -> set[str]:
    """What a call is given that comes from outside, by the names of the first level.

    >>> from sandbox.languages import Call
    >>> charge = Call("charges.create", {}, {"amount": 1, "source": Outside("card")})
    >>> from_outside(Made(charge, 1, 1, {}))
    {'source'}
    """
    call = made.call
    return {
        name.partition("[")[0]
        for values in (call.ids, call.params, call.options)
        for outer, value in values.items()
        for name, inner in leaves(value, outer)
        if isinstance(inner, Outside)
    }


def on_the_wire(said: Said, calls: Sequence[Made]) -> Said:
    """A value as a form carries it; None where only a run tells.

    The id of what was retrieved is the id that it was retrieved by, and stands there.
    """
    value = said.value
    if isinstance(value, bool):
        return said._replace(value=str(value).lower())
    if isinstance(value, Blank):
        return said._replace(value=FILL_IN)
    if not isinstance(value, Answer):
        plain = isinstance(value, str | int | float)
        return said._replace(value=str(value) if plain else None)
    made = calls[value.of] if value.of < len(calls) else None
    if made and made.call.operation.endswith(".retrieve") and value.field == ("id",):
        name, given = [*made.call.ids.items()][-1]
        place = made.places.get(name, (made.line, made.column))
        return on_the_wire(Said(given, place), calls[: value.of])
    return said._replace(value=None)
