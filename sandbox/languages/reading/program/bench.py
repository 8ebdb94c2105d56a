"""The sandbox itself, where Python code holds one: what exists, and what happens.

Its methods are operations of the catalogue, like those of the API: what a notebook says
with `sandbox.given(...)` is run before the calls that rely on it. Methods that merely
look at something are passed over, and so is what depends on values from outside.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandbox.languages.call import Call
from sandbox.languages.reading.made import Outside, Place
from sandbox.languages.reading.program.arguments import Given
from sandbox.languages.reading.program.asking import Asking, plain
from sandbox.languages.reading.program.values import Bench, Fields, Library
from sandbox.operations import BY_NAME, Operation
from sandbox.request.params import Params

OPENERS = ("connect", "Sandbox")
"""What makes one: functions of the package, and methods of what they give."""


SHARED = Params.model_fields
"""Parameters that every operation takes: nobody gives them without their names."""


class Benches(Asking):
    """Finds the operations of a sandbox."""

    def opened(self) -> Bench:
        """A sandbox, with which the SDK needs no other key."""
        self.keyed = True
        return Bench()

    def of_bench(self, word: str, given: Sequence[Given], at: Place) -> Any:
        """What a method of a sandbox answers."""
        if word in OPENERS:
            return self.opened()
        if word == "client":
            return Library("", client=True)
        operation = BY_NAME.get(f"workbench.{word}")
        if operation is None or operation.method != "POST":
            return Outside(word)
        values, places = self.arguments(operation, given)
        if any(isinstance(one, Outside) for one in inside(values)):
            return Outside(word)
        ids = {name: values.pop(name) for name in operation.ids if name in values}
        return self.keep(Call(operation.name, ids, values), at, places)

    def arguments(
        self, operation: Operation, given: Sequence[Given]
    ) -> tuple[dict[str, Any], dict[str, Place]]:
        """The arguments by their names, and where they stand."""
        fields = [one for one in operation.params.model_fields if one not in SHARED]
        names = iter([*operation.ids, *fields])
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for one in given:
            value = self.settled(one.value)
            if isinstance(value, Fields) and value.named:
                values |= plain(value)
                places |= value.places
            elif name := next(names, ""):
                values[name], places[name] = plain(value), one.at
        return values, places


def inside(value: Any) -> Iterator[Any]:
    """The single values in maps and lists."""
    if isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from inside(one)
    else:
        yield value
