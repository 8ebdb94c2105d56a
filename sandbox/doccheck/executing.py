"""Snippets really run, once they were read: the requests they send are compared.

What was read of a snippet is run in a world; the snippet itself is run in the same one.
"""

import re
from collections.abc import Iterator
from itertools import islice

from sandbox.doccheck.continuing import Continued
from sandbox.doccheck.execute import Executor, Job, unlike
from sandbox.doccheck.pages import Snippet
from sandbox.doccheck.running import Run, filled_in, settled
from sandbox.errors import ApiError
from sandbox.languages import Call
from sandbox.languages.reading.problems import Problem

OWN = re.compile(r"^\s*(?:from sandbox import|import sandbox)\b", re.MULTILINE)
"""How Python code comes by a sandbox."""


def obstacle(
    executor: Executor, snippet: Snippet, read: Continued, run: Run
) -> str | None:
    """Why a snippet cannot be run as it stands; None where it can."""
    keyless = any(problem.kind == "key" for problem in read.reading.problems)
    continues = snippet.directive.get("continues")
    modelled = all(made.call.known.modelled for made in read.calls)
    obstacles = {
        "it asks a sandbox of its own": not modelled or OWN.search(snippet.code),
        "it goes on from an earlier snippet": read.before or continues,
        "it sets no API key": keyless,
        "it names what only requests can make": any(
            "how" in state for state in run.world.states
        ),
        "nothing calls the function that asks": any(
            made.uncalled for made in read.calls
        ),
        "it takes a value from outside": any(
            settled(made) != made for made in read.calls
        ),
    }
    found = (why for why, is_so in obstacles.items() if is_so)
    return executor.absent.get(snippet.language) or next(found, None)


def difference(
    executor: Executor, snippet: Snippet, read: Continued, run: Run
) -> Problem | None:
    """What a snippet really sends otherwise than it reads; None where all is alike."""
    world = [("workbench.given", state) for state in run.world.states]
    job = Job(snippet.language, snippet.code, world, executor.seconds)
    ran = executor.run(job)
    return unlike(requested(read, run), ran)


def requested(read: Continued, run: Run) -> Iterator[Call]:
    """The calls that were made in a run, the refused one too, with all their values."""
    number = len(run.answers) + (run.refusal is not None)
    for made in islice(read.calls, number):
        try:
            yield filled_in(made.call, run.answers)
        except ApiError:  # it was never asked: a value for it had not been answered
            return
