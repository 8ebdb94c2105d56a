"""Snippets really run, once they were read: the requests they send are compared.

What was read of a snippet is run in a world; the snippet itself is run in the same one.
"""

from collections.abc import Iterator
from itertools import islice

from sandbox.doccheck.continuing import Continued
from sandbox.doccheck.execute import Executor, Job, unlike
from sandbox.doccheck.pages import Snippet
from sandbox.doccheck.running import Run, filled_in, settled
from sandbox.errors import ApiError
from sandbox.languages import Call
from sandbox.languages.reading.problems import Problem


def obstacle(
    executor: Executor, snippet: Snippet, read: Continued, run: Run
) -> str | None:
    """Why a snippet cannot be run as it stands; None where it can."""
    if why := executor.absent.get(snippet.language):
        return why
    if read.before:
        return "it goes on from an earlier snippet"
    if any(problem.kind == "key" for problem in read.reading.problems):
        return "it sets no API key"
    if any("how" in state for state in run.world.states):
        return "it names what only requests can make"
    if any(settled(made) != made for made in read.calls):
        return "it takes a value from outside"
    return None


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
