"""What the author of a tab may have meant, where it is wrong: changes to be tried."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sandbox.doccheck.blanks import FILL_IN
from sandbox.doccheck.compare import calls_alike
from sandbox.doccheck.examples import UNSURE, Example
from sandbox.doccheck.fixing.words import distance, respelled, vocabulary
from sandbox.doccheck.pages import Snippet
from sandbox.doccheck.votes import LEFT_OUT
from sandbox.languages.reading.slips import Mend, mended, mends
from sandbox.languages.reading.slips.layout import CLOSERS, QUOTES, tokens
from sandbox.languages.reading.slips.mending import ending, ranked
from sandbox.languages.reading.slips.slip import place_of

FEW = 3
"""So many other tabs have to say the same, and none another thing, to be believed."""

MISSPELLED = UNSURE | {"parameter", "refused"}
"""Kinds of problems that a misspelled name can have, whatever other tabs say."""

MOST = 20
"""So many ways to mend one place are tried."""

GOES_ON = ",([{"
"""What a line ends with whose closing bracket has a line of its own."""

HINTED = re.compile(r"(?:Did you mean|Is it) (\S+)\?")
"""A problem's hint that names what was meant."""


class Guess(NamedTuple):
    """Changes that together may be what was meant.

    Of several that hold, the one with the lowest rank is meant. Without sisters that
    say the same only what is `sure` is believed, and only if nothing else holds.
    """

    mends: tuple[Mend, ...]
    sure: bool = True
    rank: int = 0
    alike: bool = True


def guesses(example: Example, number: int) -> Iterator[list[Guess]]:
    """What may have been meant in a tab; of each list one at most is right."""
    kinds = {problem.kind for problem in example.problems[number]}
    if "syntax" in kinds:
        yield tokens_lost(example, number)
    elif kinds & MISSPELLED or unanimous(example, number):
        yield misspelled(example, number)
    if not kinds & UNSURE:
        yield from drifted(example, number)


def tokens_lost(example: Example, number: int) -> list[Guess]:
    """Signs that are missing or too much.

    Where several are as likely as one another, the tab's sisters may tell: the first of
    those that make it say the same is meant, for it is nearest to where it broke.
    """
    code, language = example.snippets[number].code, example.snippets[number].language
    likely = [(one,) for one in likeliest(code, language)]
    ways = [one] if (one := tuple(mends(code, language))) else likely
    neat = dict.fromkeys(tuple(neatly(code, one) for one in way) for way in ways)
    return [
        Guess(way, sure=len(neat) == 1, rank=rank)
        for rank, way in enumerate(neat)
        if is_whole(mended(code, way)) and not any(hasty(code, one) for one in way)
    ]


def likeliest(code: str, language: str) -> Iterator[Mend]:
    """The signs that look as if they were missing, none more than another.

    A quote is none of them: what it stands around may end at any word.
    """
    cures = ranked(code, language, ending(code, language))
    for cure in islice(cures, MOST):
        start, _, sign = cure.edit
        if sign and sign not in QUOTES and cure[:4] == cures[0][:4]:
            yield Mend(*place_of(code, start), sign)


def neatly(code: str, mend: Mend) -> Mend:
    """A sign where somebody would type it, with the blank that goes before it.

    >>> neatly("update('cus_1',", Mend(1, 16, "{"))
    Mend(line=1, column=16, insert=' {', remove='')
    """
    mend = beside(code, mend)
    before, after = around(code, mend)
    ends = not after.strip() and before[-1:] in (",", ")")
    if mend.insert != "{" or not ends:
        return mend
    if after:  # the blank is there, and stood before the sign
        return mend._replace(column=mend.column + len(after))
    return mend._replace(insert=" {")


def hasty(code: str, mend: Mend) -> bool:
    """Whether a sign closes what has just begun, or goes on: it belongs further down.

    >>> hasty("f(1,", Mend(1, 5, ")")), hasty("f(1", Mend(1, 4, ")"))
    (True, False)
    """
    before, _ = around(code, mend)
    return mend.insert in CLOSERS and before.rstrip()[-1:] in (",", "{")


def around(code: str, mend: Mend) -> tuple[str, str]:
    """What stands before and behind a place, in its line."""
    line = code.split("\n")[mend.line - 1]
    return line[: mend.column - 1], line[mend.column - 1 :]


def beside(code: str, mend: Mend) -> Mend:
    r"""A sign on a blank line of its own, put behind a line that does not go on.

    >>> beside("f(1\n\ng(2)", Mend(2, 1, ")"))
    Mend(line=1, column=4, insert=')', remove='')
    """
    lines = code.split("\n")
    above = lines[mend.line - 2].rstrip() if mend.line > 1 else ""
    if lines[mend.line - 1].strip() or not above or above[-1] in GOES_ON:
        return mend
    return mend._replace(line=mend.line - 1, column=len(above) + 1)


def is_whole(code: str) -> bool:
    """Whether code does not end with a comma, behind which more than a sign is lost."""
    return not code.rstrip().endswith(",")


def misspelled(example: Example, number: int) -> list[Guess]:
    """Names that are written almost right."""
    snippet = example.snippets[number]
    hints = [HINTED.search(one.hint) for one in example.problems[number]]
    said = {word for hint in hints if hint for word in re.findall(r"[\w-]+", hint[1])}
    names = vocabulary(snippet.language) | said
    return [
        Guess((mend,), mend.insert in said, distance(mend.remove, mend.insert))
        for mend in respelled(snippet.code, snippet.language, names)
    ]


def unanimous(example: Example, number: int) -> bool:
    """Whether enough other tabs say the same, and none another thing."""
    others = [one for one in example.sure if one != number]
    return len(others) >= FEW and not example.odd(others)


def drifted(example: Example, number: int) -> Iterator[list[Guess]]:
    """For each value that all others have otherwise: each place to write theirs."""
    sure = example.sure
    for call in calls_alike(example.tabs(sure)):
        for row in call.rows():
            ballots = {sure[tab]: ballot for tab, ballot in row.ballots.items()}
            own, others = ballots.pop(number, LEFT_OUT), [*ballots.values()]
            agreed = others[0] if others else LEFT_OUT
            believed = len(others) >= FEW and len({*others}) == 1
            believed = believed and agreed != (FILL_IN,)
            if believed and own != agreed and LEFT_OUT not in (own, agreed):
                yield rewritten(example.snippets[number], str(own[0]), str(agreed[0]))


def rewritten(snippet: Snippet, own: str, agreed: str) -> list[Guess]:
    """Each place in a tab where a value stands, with another in its place."""
    code = snippet.code
    comments = {
        index
        for token in tokens(code, snippet.language)
        if token.kind == "comment"
        for index in range(token.start, token.end)
    }
    value = re.compile(rf"(?<![\w.]){re.escape(own)}(?![\w.])")
    places = [found.start() for found in value.finditer(code)]
    return [
        Guess((Mend(*place_of(code, index), agreed, own),), alike=False)
        for index in places
        if index not in comments
    ]
