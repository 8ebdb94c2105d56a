"""Code as calls: what a snippet in one of the seven languages asks of the API.

- `syntax/` parses it, and says it in one form; `slips/` finds what breaks the grammar.
- `program/` follows that form: six languages; `curl` reads a command, by `shell`.
- `meaning` is the speech of each SDK, `known` every parameter; `parameters` holds
  calls against them.
- `made` is what comes out, with `problems`.

>>> from sandbox.languages.reading import read
>>> reading = read("stripe.Customer.retrieve('cus_1')", "python")
>>> reading.calls[0].call.operation, [problem.kind for problem in reading.problems]
('customers.retrieve', ['key'])
"""

from functools import lru_cache

from sandbox.languages.reading.made import Answer, Made, Outside, Reading
from sandbox.languages.reading.problems import KINDS, Problem, did_you_mean

__all__ = [
    "KINDS",
    "LONGEST",
    "Answer",
    "Made",
    "Outside",
    "Problem",
    "Reading",
    "did_you_mean",
    "read",
]

LONGEST = 20_000
"""Characters of a piece of code that is read.

The longest of the documented ones has six hundred. The time of a grammar that gets
lost grows with the square of the length: here it is seconds.
"""

MOST_READ = 256
"""Readings that are kept: to mend a page, each of its snippets is read many times."""


def read(code: str, language: str, *, longest: int = LONGEST) -> Reading:
    """The calls that a piece of code makes, and what is wrong with it.

    The style is not told: it shows. Where the language's own grammar refuses the code,
    that is all that is said of it, for the rest may follow from it. Of code with more
    than the `longest` number of characters nothing is read, and that is the problem.
    Raises: KeyError for a language that is none of the seven, ImportError where the
    grammars are not installed; nothing for any text.
    """
    from sandbox.languages.reading.syntax.grammars import Tangled

    if len(code) > longest:
        told = f"It is too long: it has {len(code)} characters, and a snippet at most"
        hint = "Split it, or leave it out."
        return Reading((), (Problem(1, 1, "file", f"{told} {longest}.", hint),))
    try:
        return understood(code, language)
    except Tangled:
        message = f"This is no {language} that can be read."
        return Reading((), (Problem(1, 1, "syntax", message),))


@lru_cache(maxsize=MOST_READ)
def understood(code: str, language: str) -> Reading:
    """The reading of code, as far as a grammar gets through it.

    Raises: Tangled where none does.
    """
    from sandbox.languages.reading import curl
    from sandbox.languages.reading.program.idioms import handed
    from sandbox.languages.reading.program.program import Program
    from sandbox.languages.reading.slips import notes, slips
    from sandbox.languages.reading.syntax.grammars import parse
    from sandbox.languages.reading.syntax.lowering import lower
    from sandbox.languages.reading.syntax.templates import bare

    code = bare(code, language)
    tree = parse(code, language)
    syntax = slips(code, language, tree)
    if language == "curl":
        reading = curl.read(code, tree)
    else:
        program = Program(language)
        program.follow(lower(tree, code, language), handed(code, language))
        reading = program.reading()
    aside = (*notes(code, language, tree), *reading.notes)
    problems = tuple(syntax) or reading.problems
    return reading._replace(problems=problems, notes=aside)
