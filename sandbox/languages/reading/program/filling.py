"""Maps that are filled line by line, and structs that are built: Java and Go do."""

from collections.abc import Callable, Sequence
from typing import Any

from sandbox.errors import ApiError
from sandbox.languages.reading.made import Outside, Place
from sandbox.languages.reading.meaning import speech
from sandbox.languages.reading.program.arguments import Given
from sandbox.languages.reading.program.asking import snake
from sandbox.languages.reading.program.values import Fields
from sandbox.languages.reading.syntax.form import Form
from sandbox.request.forms import put

ENTRIES = {"Meta": "metadata", "Metadata": "metadata"}
MAPS = {"HashMap", "LinkedHashMap", "TreeMap", "stdClass", "dict", "Hash"}
LISTS = {"ArrayList", "LinkedList"}
POINTERS = {
    "String", "Int64", "Bool", "Float64", "Int",
    "StringSlice", "Int64Slice", "BoolSlice",
}  # fmt: skip
"""Go's functions that put a plain value behind a pointer."""

METHODS = frozenset(
    "put putAll putIfAbsent get containsKey remove size isEmpty entrySet keySet "
    "forEach store merge merge! update setdefault items keys values each key? fetch "
    "pop to_json copy freeze dup clone dig push toString stringify to_h map".split()
)
"""Methods of maps."""

COLLECTED = {
    ("Map", "of"), ("Map", "ofEntries"), ("Map", "entry"), ("List", "of"),
    ("Arrays", "asList"),
}  # fmt: skip
Taker = Callable[[Sequence[Form]], list[Given]]

SETTERS = {"java": ("set", "put", "add"), "go": ("Set", "Add")}
"""What begins the methods that set a parameter."""

FORMS = {"AddExtra", "putExtraParam", "AddFilter"}
"""Methods that send what they are given by its name in brackets."""


def container(kind: Form, given: list[Given]) -> Any:
    """An empty map or list, or one with what it is given; None for other classes."""
    if kind.name in MAPS or kind.name == "array_merge":
        return merged([one.value for one in given])
    return [] if kind.name in LISTS else None


def collected(owner: str, word: str, given: Taker, forms: Sequence[Form]) -> Any:
    """What `Map.of`, `List.of` and their like make; None for anything else."""
    if (owner, word) not in COLLECTED:
        return None
    values = given(forms)
    if word == "ofEntries":
        pairs = [one for one in values if isinstance(one.value, list)]
        values = [Given(part, one.at) for one in pairs for part in one.value]
    elif word != "of" or owner != "Map":
        return [one.value for one in values]
    fields = Fields()
    for name, value in zip(values[::2], values[1::2], strict=False):
        fields.put(str(name.value), value.value, name.at)
    return fields


def knows(fields: Fields, word: str, language: str) -> bool:
    """Whether a map, or what builds a class, has a method of this name."""
    if not fields.kind:
        return word in METHODS
    return word == "build" or word.startswith(SETTERS[language])


def setters(language: str) -> list[str]:
    """What a builder, or a struct, has for each parameter."""
    verb = SETTERS[language][0]
    return [f"{verb}{word}" for word in (*speech(language).words, "Metadata")]


def fill(
    fields: Fields, word: str, given: list[Given], at: Place, language: str
) -> Any:
    """What a method of a map does: it puts something in, and gives the map back."""
    values = [one.value for one in given]
    if word == "setdefault" and len(values) > 1:
        if str(values[0]) not in fields:
            fields.put(str(values[0]), values[1], at)
        return fields[str(values[0])]
    if word in ("put", "store") and len(values) > 1:
        fields.put(str(values[0]), values[1], at)
    elif word in FORMS and len(values) > 1:
        path, *between, value = values
        inner = "".join(f"[{name}]" for name in between if name)
        bracketed(fields, f"{path}{inner}", value, at)
    elif word == "merge":
        return merged([fields, *values])
    elif word in ("update", "merge!", "putAll"):
        pour(values, into=fields)
    elif word == "get" and values:
        return fields.get(str(values[0]))
    elif word[:1].isupper() or word[:3] in ("set", "put", "add"):
        set_by(fields, word, Given(values, at), language)
    return fields


def merged(values: Sequence[Any]) -> Fields:
    """A new map, with all that is in others; where two differ, the last counts."""
    made = Fields()
    pour(values, into=made)
    return made


def pour(values: Sequence[Any], *, into: Fields) -> None:
    """Put all that is in some maps into another; one from outside leaves it open."""
    for one in values:
        into.open = into.open or isinstance(one, Outside) or getattr(one, "open", False)
        into.options |= getattr(one, "options", {})
        for name, value in (one if isinstance(one, Fields) else {}).items():
            into.put(name, value, one.places[name])


def set_by(fields: Fields, setter: str, given: Given, language: str) -> None:
    """A setter: its name says what it sets, adds or puts."""
    said = speech(language)
    verb, word = setter[:3].lower(), setter[3:]
    values, at = given
    if word in said.options and values:
        fields.options[said.options[word]] = values[0]
        return
    all_ = word.removeprefix("All")
    name = said.words.get(word) or said.words.get(all_)
    if len(values) > 1:
        name = ENTRIES.get(word, name) or snake(word)
        inner = fields.setdefault(name, Fields())
        fields.places.setdefault(name, at)
        if isinstance(inner, Fields):
            inner.put(str(values[0]), values[1], at)
    elif verb == "add" and values:
        name = (
            name if isinstance(values[0], list) and name else said.words.get(f"{word}s")
        )
        name = name or said.words.get(word) or snake(word)
        listed = fields.setdefault(name, [])
        fields.places.setdefault(name, at)
        if isinstance(listed, list):
            listed += values[0] if isinstance(values[0], list) else values
    elif values:
        fields.put(name or snake(word), values[0], at)


def bracketed(fields: Fields, path: str, value: Any, at: Place) -> None:
    """Put what has its name in brackets where the brackets say."""
    holder: dict[str, Any] = {}
    try:
        put(holder, path, value)
    except ApiError:
        holder = {path: value}
    fields.forms.update(holder)
    deepen(fields, holder, at)


def deepen(fields: Fields, holder: dict[str, Any], at: Place) -> None:
    """Put values into a map, and into the maps inside it."""
    for name, value in holder.items():
        inner = fields.get(name)
        if isinstance(value, dict):
            if not isinstance(inner, Fields):
                inner = Fields("form")
                fields.put(name, inner, at)
            deepen(inner, value, at)
        else:
            fields.put(name, value, at)
