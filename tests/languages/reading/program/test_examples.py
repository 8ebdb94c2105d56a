"""Code as documentation writes it: in functions, classes, promises, around errors."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sandbox.languages import LANGUAGES
from sandbox.languages.reading import Answer, Outside, read

LINES = re.compile(
    r"^## (?P<title>.+?)$|^> (?P<asks>\S+) (?P<params>[^\n]*)$"
    r"|^```(?P<language>\w+)\n(?P<code>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)


class Example(NamedTuple):
    """Code in a language, and the calls that it makes, with ids and parameters."""

    title: str
    language: str
    code: str
    calls: list[tuple[str, Any]]


def examples() -> list[Example]:
    """Every piece of code of examples.txt."""
    found: list[Example] = []
    title, calls = "", []
    text = Path(__file__).with_name("examples.txt").read_text(encoding="utf-8")
    for line in LINES.finditer(text):
        if line["title"]:
            title, calls = line["title"], []
        elif line["asks"]:
            calls.append((line["asks"], json.loads(line["params"])))
        else:
            found.append(Example(title, line["language"], line["code"], calls))
    return found


def said(value: Any, _: str = "") -> Any:
    """A value as examples.txt has it."""
    if isinstance(value, Answer):
        return f"${value.of}.{'.'.join(value.field)}"
    return "<...>" if isinstance(value, Outside) else value


EXAMPLES = examples()


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{one.title}-{one.language}" for one in EXAMPLES]
)
def test_examples_make_their_calls(example: Example) -> None:
    """What is read is what is asked, and nothing in sound code is a problem."""
    reading = read(example.code, example.language)
    called = [made.call.changed(said) for made in reading.calls if not made.fetched]

    assert example.calls == [
        (call.operation, {**call.ids, **call.params}) for call in called
    ]
    assert [] == [one for one in reading.problems if one.kind != "key"]


def test_every_language_has_many() -> None:
    """No language is left out, but curl, which has no functions."""
    counts = {
        language: sum(language == one.language for one in EXAMPLES)
        for language in LANGUAGES
        if language != "curl"
    }

    assert min(counts.values()) >= 8, counts


def test_a_client_that_is_handed_in_has_its_key() -> None:
    """Whoever makes the client gives it the key: no line is left out."""
    handed = [one for one in EXAMPLES if one.title.startswith("A client is handed in")]
    problems = [read(one.code, one.language).problems for one in handed]

    assert [()] * 5 == problems
