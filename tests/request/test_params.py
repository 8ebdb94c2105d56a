"""Parameter models: what a value may be, and what is said of one that may not."""

from typing import Any, Literal

import pytest

from sandbox.errors import ApiError
from sandbox.request.params import (
    Flag,
    Hash,
    Int,
    Items,
    Metadata,
    Params,
    Range,
    Text,
    Unset,
    merge,
    read,
)


class Home(Hash):
    """A hash inside the parameters."""

    city: Unset[Text] = None
    floor: Int | None = None


class Example(Params):
    """One parameter of every kind."""

    amount: Int
    email: Unset[Text] = None
    name: Text | None = None
    capture: Flag = True
    usage: Literal["reusable", "single_use"] | None = None
    home: Home | None = None
    codes: Items[Text] | None = None
    created: Range | None = None
    metadata: Metadata = None


CLEARED = {"email", "metadata"}
"""What an empty string takes away."""


@pytest.mark.parametrize(
    ("sent", "name", "expected"),
    [
        pytest.param({"amount": "0"}, "amount", 0, id="zero"),
        pytest.param({"amount": "-5"}, "amount", -5, id="a negative number"),
        pytest.param({"amount": "+5"}, "amount", 5, id="a plus sign"),
        pytest.param({"amount": "007"}, "amount", 7, id="leading zeros"),
        pytest.param({"amount": "9" * 18}, "amount", 10**18 - 1, id="18 digits"),
        pytest.param({"email": "a@b.c"}, "email", "a@b.c", id="a text"),
        pytest.param({"email": ""}, "email", None, id="a text that is unset"),
        pytest.param({"name": "x" * 5000}, "name", "x" * 5000, id="5000 characters"),
        pytest.param({"capture": "false"}, "capture", False, id="false"),
        pytest.param({"capture": "true"}, "capture", True, id="true"),
        pytest.param({"usage": "reusable"}, "usage", "reusable", id="one of a set"),
        pytest.param({"home": {"city": ""}}, "home", Home(city=None), id="a hash"),
        pytest.param({"codes": ["a", "b"]}, "codes", ["a", "b"], id="a list"),
        pytest.param(
            {"codes": {"10": "b", "9": "a"}}, "codes", ["a", "b"], id="indexes"
        ),
        pytest.param({"metadata": ""}, "metadata", None, id="metadata taken away"),
        pytest.param(
            {"metadata": {"a": ""}}, "metadata", {"a": ""}, id="one key taken away"
        ),
        pytest.param(
            {"metadata": {"k" * 40: "v" * 500}},
            "metadata",
            {"k" * 40: "v" * 500},
            id="the longest metadata",
        ),
        pytest.param(
            {"metadata": {str(n): "v" for n in range(50)}},
            "metadata",
            {str(n): "v" for n in range(50)},
            id="the most metadata",
        ),
    ],
)
def test_texts_become_typed_values(
    sent: dict[str, Any], name: str, expected: object
) -> None:
    """The texts of a form become whole numbers, flags, hashes and lists."""
    typed = read(Example, {"amount": "1", **sent})

    assert expected == getattr(typed, name)


MISSING, UNKNOWN = "parameter_missing", "parameter_unknown"
EMPTY, INTEGER = "parameter_invalid_empty", "parameter_invalid_integer"


@pytest.mark.parametrize(
    ("sent", "code", "param"),
    [
        pytest.param({"amount": None}, MISSING, "amount", id="missing"),
        pytest.param({"wat": "1"}, UNKNOWN, "wat", id="unknown"),
        pytest.param({"b": "1", "a": "1"}, UNKNOWN, "b", id="two unknown: the first"),
        pytest.param({"home": {"wat": "1"}}, UNKNOWN, "home[wat]", id="unknown inside"),
        pytest.param({"": "1"}, UNKNOWN, "", id="without a name"),
        pytest.param({"x" * 200: "1"}, UNKNOWN, "x" * 80 + "...", id="a long name"),
        pytest.param({"amount": ""}, EMPTY, "amount", id="an empty number"),
        pytest.param({"name": ""}, EMPTY, "name", id="an empty text"),
        pytest.param({"codes": {"0": ""}}, EMPTY, "codes[0]", id="empty in a list"),
        pytest.param({"amount": "10.99"}, INTEGER, "amount", id="a fraction"),
        pytest.param({"amount": "1,099"}, INTEGER, "amount", id="a thousands sign"),
        pytest.param({"amount": "1e3"}, INTEGER, "amount", id="an exponent"),
        pytest.param({"amount": "ten"}, INTEGER, "amount", id="a word"),
        pytest.param({"amount": " 5"}, INTEGER, "amount", id="a blank"),
        pytest.param(
            {"amount": "\u0665"}, INTEGER, "amount", id="a digit of another script"
        ),
        pytest.param({"amount": "5\n"}, INTEGER, "amount", id="a line break"),
        pytest.param({"amount": "9" * 19}, INTEGER, "amount", id="19 digits"),
        pytest.param(
            {"amount": {"x": "1"}}, INTEGER, "amount", id="a hash as a number"
        ),
        pytest.param(
            {"home": {"floor": "x"}}, INTEGER, "home[floor]", id="a word inside a hash"
        ),
        pytest.param({"name": {"x": "1"}}, None, "name", id="a hash as a text"),
        pytest.param({"name": ["1"]}, None, "name", id="a list as a text"),
        pytest.param({"name": "x" * 5001}, None, "name", id="5001 characters"),
        pytest.param({"capture": "yes"}, None, "capture", id="a word as a flag"),
        pytest.param({"capture": ["true"]}, None, "capture", id="a list as a flag"),
        pytest.param({"capture": {"a": "1"}}, None, "capture", id="a hash as a flag"),
        pytest.param({"usage": "forever"}, None, "usage", id="none of a set"),
        pytest.param({"home": "Ghent"}, None, "home", id="a text as a hash"),
        pytest.param({"codes": "a"}, None, "codes", id="a text as a list"),
        pytest.param({"codes": {"x": "a"}}, None, "codes", id="a hash as a list"),
        pytest.param({"codes": {"9" * 5000: "a"}}, None, "codes", id="a huge index"),
        pytest.param({"created": "now"}, INTEGER, "created", id="a word as a time"),
        pytest.param({"created": ""}, EMPTY, "created", id="an empty time"),
        pytest.param(
            {"created": {"gt": "x"}}, INTEGER, "created[gt]", id="a word as a bound"
        ),
        pytest.param(
            {"created": {"after": "1"}}, UNKNOWN, "created[after]", id="unknown bound"
        ),
        pytest.param(
            {"created": {"equal": "1"}}, UNKNOWN, "created[equal]", id="no such bound"
        ),
        pytest.param({"created": ["1"]}, None, "created", id="a list as a time"),
        pytest.param({"metadata": "x"}, None, "metadata", id="a text as metadata"),
        pytest.param({"metadata": ["x"]}, None, "metadata", id="a list as metadata"),
        pytest.param(
            {"metadata": {"a": {"b": "c"}}}, None, "metadata", id="metadata in metadata"
        ),
        pytest.param(
            {"metadata": {str(n): "v" for n in range(51)}},
            None,
            "metadata",
            id="51 keys",
        ),
        pytest.param(
            {"metadata": {"k" * 41: "v"}}, None, "metadata", id="a key of 41 characters"
        ),
        pytest.param(
            {"metadata": {"k": "v" * 501}}, None, "metadata", id="a value of 501"
        ),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(
    sent: dict[str, Any], code: str | None, param: str
) -> None:
    """A wrong parameter is a 400 with the code the API has for it, and its name."""
    given = {"amount": "1", **sent}
    given = {name: value for name, value in given.items() if value is not None}

    with pytest.raises(ApiError) as refused:
        read(Example, given)

    error = refused.value
    assert (400, "invalid_request_error") == (error.status, error.kind)
    assert (code, param) == (error.code, error.param)


@pytest.mark.parametrize("name", sorted(set(Example.model_fields) - CLEARED))
def test_nothing_is_no_value(name: str) -> None:
    """An empty string is refused, of whatever type, where nothing is taken away."""
    with pytest.raises(ApiError) as refused:
        read(Example, {"amount": "1", name: ""})

    error = refused.value
    assert ("parameter_invalid_empty", name) == (error.code, error.param)


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        pytest.param({"name": "", "wat": "1"}, "wat", id="unknown before the rest"),
        pytest.param({"name": ""}, "amount", id="missing before wrong"),
        pytest.param({"amount": "x", "name": ""}, "amount", id="then in their order"),
    ],
)
def test_the_first_thing_to_mend_is_named(sent: dict[str, Any], param: str) -> None:
    """Of several faults one is named: the unknown, then the missing, then the wrong."""
    with pytest.raises(ApiError) as refused:
        read(Example, sent)

    assert param == refused.value.param


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        pytest.param({"wat": "1"}, "It takes: amount, capture,", id="unknown"),
        pytest.param(
            {"amount": "10.99"}, "'10.99': give a whole number", id="fraction"
        ),
        pytest.param(
            {"amount": "9" * 19}, "a whole number of at most 18 digits", id="huge"
        ),
        pytest.param({"usage": "x"}, "'reusable' or 'single_use'", id="none of a set"),
        pytest.param({"capture": "yes"}, "'yes': give true or false", id="flag"),
        pytest.param(
            {"name": "x" * 5001}, "has 5001 characters: at most 5000", id="too long"
        ),
        pytest.param({"codes": "a"}, "name[0]=value", id="a list"),
        pytest.param(
            {"codes": {"9" * 5000: "a"}}, "is a hash: send a list", id="index"
        ),
        pytest.param({"home": "a"}, "name[key]=value", id="a hash"),
        pytest.param({"name": {"a": "b"}}, "is a hash: send a single", id="a text"),
        pytest.param({"name": ["a"]}, "is a list: send a single", id="one text"),
        pytest.param({"metadata": "x"}, "metadata[key]=value", id="metadata"),
    ],
)
def test_a_refusal_says_what_to_do(sent: dict[str, Any], expected: str) -> None:
    """The message of a refusal states what was given and what is expected."""
    with pytest.raises(ApiError) as refused:
        read(Example, {"amount": "1", **sent})

    assert expected in refused.value.message


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        pytest.param("100", {"gte": 100, "lte": 100}, id="one moment"),
        pytest.param({"gt": "1", "lt": "9"}, {"gt": 1, "lt": 9}, id="open bounds"),
        pytest.param(
            {"gte": "1", "lte": "9"}, {"gte": 1, "lte": 9}, id="closed bounds"
        ),
    ],
)
def test_a_time_range_is_a_moment_or_bounds(
    sent: object, expected: dict[str, int]
) -> None:
    """A time range is one second, or bounds, in Unix seconds."""
    created = read(Example, {"amount": "1", "created": sent}).created

    assert created is not None
    assert expected == created.sent


def test_what_was_sent_is_told_apart_from_what_was_not() -> None:
    """A parameter that was unset is told apart from one that was not sent."""
    home = read(Example, {"amount": "1", "home": {"city": ""}}).home

    assert home is not None
    assert {"city": None} == home.sent


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}, id="added"),
        pytest.param({"a": "1"}, {"a": "2"}, {"a": "2"}, id="changed"),
        pytest.param({"a": "1", "b": "2"}, {"a": ""}, {"b": "2"}, id="one removed"),
        pytest.param({"a": "1"}, {}, {"a": "1"}, id="nothing sent"),
        pytest.param({"a": "1"}, None, {}, id="all removed"),
    ],
)
def test_metadata_is_merged(
    old: dict[str, str], new: dict[str, str] | None, expected: dict[str, str]
) -> None:
    """Metadata is merged key by key; an empty text removes a key, or all of them."""
    assert expected == merge(old, new)


def test_merged_metadata_has_a_ceiling() -> None:
    """What is there and what comes make fifty keys at most; one taken away is none."""
    most = {f"{number}": "v" for number in range(50)}

    with pytest.raises(ApiError, match="51 keys; at most 50") as caught:
        merge(most, {"one": "more"})

    error = caught.value
    assert (400, None, "metadata") == (error.status, error.code, error.param)
    assert 50 == len(merge(most, {"0": "", "one": "more"}))
