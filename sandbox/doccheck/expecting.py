"""What an author says will happen, beside what did.

>>> from sandbox.doccheck.worlds import World
>>> run = Run(World({}), ({"id": "ch_1", "status": "succeeded"},), None)
>>> unmet({"expect": {"fields": {"status": "failed"}}}, run)
['status is succeeded here, and the page says failed']
>>> unmet({"expect": {"error": True, "code": "card_declined"}}, run)
['nothing is refused, and the page says that it is: code card_declined']
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandbox.doccheck.outcomes import refused, tried
from sandbox.doccheck.running import Run
from sandbox.errors import echo
from sandbox.languages.reading.made import Made
from sandbox.languages.reading.problems import Problem

Directive = Mapping[str, Any]
"""What the author says of an example: what the last call answers (`expect`), and how
objects are in the end (`after`)."""

OF_ERRORS = ("status", "type", "code", "param", "decline_code")
WELL = 200
"""The HTTP status of every answer that is no error."""


def as_said(directive: Directive, run: Run, calls: int) -> bool:
    """Whether it went as the author says; without a word of it, whether all worked."""
    return at_its_end(directive, run, calls) and not unmet(directive, run)


def at_its_end(directive: Directive, run: Run, calls: int) -> bool:
    """Whether no call but one that is meant to be refused was refused."""
    meant = calls - 1 if directive.get("expect", {}).get("error") else None
    return run.refusal is None or run.refusal.position == meant


def problem(
    directive: Directive, runs: Sequence[Run], calls: Sequence[Made]
) -> Problem | None:
    """What came of running an example in these worlds, if the last is not as said."""
    if as_said(directive, runs[-1], len(calls)):
        return None
    ended = [run for run in runs if at_its_end(directive, run, len(calls))]
    if not ended:
        return refused(runs, calls)
    told = "; ".join(unmet(directive, ended[0]))
    if not calls:
        return Problem(1, 1, "expected", f"No call is made: {told}.")
    last = calls[-1]
    message = f"{last.call.operation}: {told}."
    return Problem(last.line, last.column, "expected", message, tried(ended))


def unmet(directive: Directive, run: Run) -> list[str]:
    """What did not happen as the author says."""
    expect = directive.get("expect", {})
    if expect.get("error"):
        found = [*unlike_refusal(expect, run)]
    else:
        answer = run.answers[-1] if run.answers else {}
        found = [*unlike(expect.get("fields", {}), answer)]
        if expect.get("status", WELL) != WELL:
            found.append(differing("status", WELL, expect["status"]))
    for object_ in directive.get("after", ()):
        ends = run.ends.get(object_["id"], {})
        found += [f"{object_['id']}: {one}" for one in unlike(object_["fields"], ends)]
    return found


def unlike_refusal(expect: Mapping[str, Any], run: Run) -> Iterator[str]:
    """What is another refusal than the author says, or none."""
    said = {name: expect[name] for name in OF_ERRORS if name in expect}
    if run.refusal is None:
        listed = ", ".join(f"{name} {value}" for name, value in said.items())
        yield f"nothing is refused, and the page says that it is: {listed or 'somehow'}"
        return
    why = run.refusal.why
    yield from unlike(said, why.body()["error"] | {"status": why.status})


def unlike(said: Mapping[str, Any], found: Any, within: str = "") -> Iterator[str]:
    """Each field that is not as said; fields of which nothing is said do not matter."""
    for name, value in said.items():
        inner = found.get(name) if isinstance(found, Mapping) else None
        if isinstance(value, Mapping):
            yield from unlike(value, inner, f"{within}{name}.")
        elif inner != value:
            yield differing(f"{within}{name}", inner, value)


def differing(name: str, found: Any, said: Any) -> str:
    """A field with what it is, and what the page says of it."""
    return f"{name} is {shown(found)} here, and the page says {shown(said)}"


def shown(value: Any) -> str:
    """A value as a message names it.

    >>> shown(None), shown(True), shown("src_1")
    ('null', 'true', 'src_1')
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return echo(value)
