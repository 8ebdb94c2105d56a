r"""What an author says about an example, in a remark that readers do not see.

It stands before the example, and is about all of its tabs:

    <!-- sources: given src_1 usage=reusable; given cus_1 -->       Markdown and HTML
    {/* sources: expect 402 card_declined */}                       MDX
    % sources: continues                                            MyST
    .. sources: skip, since it needs a webhook                      rst and plain text
    # sources: after cus_1 default_source=src_1                     a notebook's cell

Clauses are separated by semicolons or stand on lines of their own:

    given ID [NAME=VALUE ...]           an object exists, in this state (Sandbox.given)
    expect [STATUS] [NAME=VALUE ...]    the last call answers so: expect status=failed
    expect [STATUS] CODE [param=NAME]   ... or is refused: expect 402 card_declined
    expect error                        ... or is refused, however; what it names may
                                        be missing then: expect 404 resource_missing
    after ID NAME=VALUE ...             the object is in this state in the end
    continues                           goes on where the example before it ends
    skip [REASON]                       is not run

A NAME may lead into an object: `source.id`, `metadata.order`. A VALUE is a number,
true, false or null, or a text; a text with blanks or semicolons stands in double
quotes, and so does one that looks like a number.

>>> parse(pieces.rows(["sources: given src_1 usage=reusable"])).directive
{'given': [{'id': 'src_1', 'usage': 'reusable'}]}
>>> parse(pieces.rows(["sources: expect 402 card_declined"])).directive
{'expect': {'status': 402, 'code': 'card_declined', 'error': True}}
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json

from sandbox.doccheck.pages import pieces
from sandbox.doccheck.pages.pieces import Fault, Place, Row
from sandbox.errors import ApiError, echo
from sandbox.languages.reading.problems import did_you_mean
from sandbox.request.params import read
from sandbox.resources.workbench.given import GIVEN_ID, Given

BEGINS = re.compile(r"\s*sources:(?=\s|$)")
WORD = re.compile(r"""(?:[^\s;"]|"[^"]*"|")+""")
ANSWERED, REFUSED = range(200, 300), range(400, 600)
STATUSES: dict[str, int] = {str(status): status for status in (*ANSWERED, *REFUSED)}
OF_ERRORS = ("code", "param", "type", "decline_code")


class Said(NamedTuple):
    """What a remark says: where it begins, what it means, and what nobody understands.

    The mapping has the keys `given`, `after` (lists of objects with their `id`),
    `expect` (`status`, `fields`, `error`, `code`, ...), `continues` (True) and `skip`
    (the reason).
    """

    place: Place
    directive: Mapping[str, Any]
    faults: tuple[Fault, ...]


class Word(NamedTuple):
    """A word of a clause, and where it stands."""

    text: str
    place: Place


class Malformed(Exception):  # noqa: N818 - it says what a clause is
    """A clause that nobody understands: the word, what was expected, what to do."""

    def __init__(self, word: Word, message: str, hint: str = "") -> None:
        """Point at a word."""
        super().__init__(message)
        self.fault = Fault(word.place, message, hint)


def parse(rows: Sequence[Row]) -> Said | None:
    """What a remark says; None for one that is not for us."""
    shown = [row for row in rows if pieces.text(row).strip()]
    if not shown or not BEGINS.match(pieces.text(shown[0])):
        return None
    place = pieces.place(shown[0], pieces.text(shown[0]).index("sources:"))
    said: dict[str, Any] = {}
    faults: list[Fault] = []
    for clause in clauses(shown):
        try:
            take(clause, said)
        except Malformed as wrong:
            faults.append(wrong.fault)
    if not said and not faults:
        faults.append(Fault(place, "This remark says nothing.", f"Say {KNOWN}."))
    return Said(place, said, tuple(faults))


def clauses(rows: Sequence[Row]) -> Iterator[list[Word]]:
    """The clauses of a remark, each as its words."""
    for whole in rows:
        begins = BEGINS.match(pieces.text(whole))
        row = pieces.cut(whole, begins.end()) if begins else whole
        line, clause, end = pieces.text(row), list[Word](), 0
        for found in WORD.finditer(line):
            if clause and ";" in line[end : found.start()]:
                yield clause
                clause = []
            clause.append(Word(found[0], pieces.place(row, found.start())))
            end = found.end()
        if clause:
            yield clause


def take(clause: Sequence[Word], said: dict[str, Any]) -> None:
    """Add what a clause says to what was said."""
    verb, *words = clause
    if open_ended := [word for word in words if word.text.count('"') % 2]:
        raise Malformed(open_ended[0], "The text in double quotes does not end.")
    name = verb.text.rstrip(",:")
    if name not in CLAUSES:
        hint = did_you_mean(name, CLAUSES) or f"Say {KNOWN}."
        raise Malformed(verb, f"No remark says '{verb.text}'.", hint)
    value = CLAUSES[name](verb, words)
    if isinstance(value, list):
        said.setdefault(name, []).extend(value)
    elif name in said:
        raise Malformed(verb, f"'{name}' is said twice.", "Say it once.")
    else:
        said[name] = value


def given(verb: Word, words: Sequence[Word]) -> list[dict[str, Any]]:
    """An object that exists.

    Raises: Malformed for one that the sandbox cannot be given.
    """
    one = {"id": identifier(verb, words), **named(words[1:])}
    try:
        read(Given, {name: sent(value) for name, value in one.items()})
    except ApiError as refused:
        wrong = next((w for w in words if w.text.startswith(f"{refused.param}=")), verb)
        raise Malformed(wrong, refused.message) from None
    return [one]


def after(verb: Word, words: Sequence[Word]) -> list[dict[str, Any]]:
    """The state of an object in the end."""
    one, fields = identifier(verb, words), named(words[1:])
    if not fields:
        raise Malformed(verb, "'after' names no state.", "Say after src_1 status=...")
    return [{"id": one, "fields": fields}]


def expect(verb: Word, words: Sequence[Word]) -> dict[str, Any]:
    """What the last call answers."""
    if not words:
        raise Malformed(verb, "'expect' says not what.", "Say expect status=failed.")
    bare = [word for word in words if "=" not in word.text]
    expected: dict[str, Any] = {}
    for word in bare:
        if word.text.isdecimal() and "status" not in expected:
            expected["status"] = status(word)
        elif re.fullmatch(r"[a-z][a-z0-9_]+", word.text) and "code" not in expected:
            expected["code"] = word.text
        else:
            raise Malformed(word, f"'{word.text}' is no status, code or NAME=VALUE.")
    fields = named([word for word in words if "=" in word.text])
    return outcome(verb, expected, fields)


def outcome(
    verb: Word, expected: dict[str, Any], fields: dict[str, Any]
) -> dict[str, Any]:
    """What is expected, as of an answer or as of a refusal.

    Raises: Malformed for a status that does not go with the rest.
    """
    if expected.get("code") == "error":
        del expected["code"]
        expected["error"] = True
    refused = expected.get("status") in REFUSED or len(expected) > (
        "status" in expected
    )
    if not refused:
        return {**expected, "error": False, "fields": fields}
    if expected.get("status", 400) in ANSWERED:
        raise Malformed(verb, f"A call that answers {expected['status']} has no error.")
    if strange := fields.keys() - set(OF_ERRORS):
        message = f"An error has no {', '.join(sorted(strange))}."
        raise Malformed(verb, message, f"It has {', '.join(OF_ERRORS)}.")
    return {**expected, **fields, "error": True}


def status(word: Word) -> int:
    """A status of HTTP that the API answers with."""
    if word.text not in STATUSES:
        raise Malformed(word, f"The API never answers {echo(word.text)}.")
    return STATUSES[word.text]


def continues(_: Word, words: Sequence[Word]) -> bool:
    """Whether the example goes on where the one before it ends."""
    if words:
        raise Malformed(words[0], "'continues' stands alone.", "Put a semicolon.")
    return True


def skip(_: Word, words: Sequence[Word]) -> str:
    """Why the example is not run."""
    return " ".join(word.text for word in words)


CLAUSES = {
    "given": given,
    "expect": expect,
    "after": after,
    "continues": continues,
    "skip": skip,
}
KNOWN = f"{', '.join(list(CLAUSES)[:-1])} or {list(CLAUSES)[-1]}"


def identifier(verb: Word, words: Sequence[Word]) -> str:
    """The id that a clause begins with."""
    if not words or "=" in words[0].text:
        raise Malformed(verb, f"'{verb.text}' names no object.", "Begin with its id.")
    if verb.text == "given" and not GIVEN_ID.fullmatch(words[0].text):
        message = f"'{words[0].text}' cannot be given."
        raise Malformed(words[0], message, "Give one like src_1, cus_1 or card_1.")
    return words[0].text


def named(words: Sequence[Word]) -> dict[str, Any]:
    """NAME=VALUE as a mapping; a name with dots leads into one.

    >>> named([Word("metadata.order=7", (1, 1)), Word('email="a b"', (1, 9))])
    {'metadata': {'order': 7}, 'email': 'a b'}
    """
    found: dict[str, Any] = {}
    for word in words:
        name, equals, written = word.text.partition("=")
        *outer, last = name.split(".")
        if not equals or not all((*outer, last)):
            raise Malformed(word, f"'{word.text}' is not NAME=VALUE.")
        inside = found
        for step in outer:
            inside = inside.setdefault(step, {})
            if not isinstance(inside, dict):
                raise Malformed(word, f"'{step}' has two meanings here.")
        if last in inside:
            raise Malformed(word, f"'{name}' is said twice.", "Say it once.")
        inside[last] = value(written)
    return found


def value(written: str) -> Any:
    """A value as it is meant: number, flag or null, else a text.

    >>> value("1099"), value("true"), value('"1099"'), value("tok_visa")
    (1099, True, '1099', 'tok_visa')
    """
    if re.fullmatch(r"-?\d{1,18}|true|false|null", written):
        return from_json(written)
    return written.replace('"', "")


def sent(meant: Any) -> Any:
    """A value as a form would carry it."""
    if isinstance(meant, dict):
        return {name: sent(inner) for name, inner in meant.items()}
    return str(meant).lower() if isinstance(meant, bool) else str(meant)
