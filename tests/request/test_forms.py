"""Form encoding: text to nested parameters, and back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.request import forms

NAMES = st.text(min_size=1, max_size=12).filter(lambda name: not set("[]") & set(name))
TEXTS = st.text(max_size=12)
TREES = st.dictionaries(
    NAMES,
    st.recursive(
        TEXTS,
        lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=3),
        max_leaves=12,
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(b"", {}, id="nothing"),
        pytest.param(b"a=1", {"a": "1"}, id="one value"),
        pytest.param(b"a=1&b=2", {"a": "1", "b": "2"}, id="two values"),
        pytest.param(b"a=", {"a": ""}, id="an empty value"),
        pytest.param(b"a=1=2", {"a": "1=2"}, id="an equals sign in a value"),
        pytest.param(b"a=x+y%20z", {"a": "x y z"}, id="blanks"),
        pytest.param(b"a=%2B%26%3D%25", {"a": "+&=%"}, id="signs with a meaning"),
        pytest.param("a=ü".encode(), {"a": "ü"}, id="raw UTF-8"),
        pytest.param(b"a=%E2%82%AC", {"a": "€"}, id="percent-encoded UTF-8"),
        pytest.param(b"a%5Bb%5D=1", {"a": {"b": "1"}}, id="percent-encoded brackets"),
        pytest.param(b"a[b]=1&a[c]=2", {"a": {"b": "1", "c": "2"}}, id="a hash"),
        pytest.param(b"a[b][c]=1", {"a": {"b": {"c": "1"}}}, id="a hash in a hash"),
        pytest.param(b"a[]=1&a[]=2", {"a": ["1", "2"]}, id="a list"),
        pytest.param(b"a[0]=1&a[1]=2", {"a": {"0": "1", "1": "2"}}, id="indexes"),
        pytest.param(b"a[][b]=1", {"a": [{"b": "1"}]}, id="a hash in a list"),
        pytest.param(b"a[][]=1", {"a": [["1"]]}, id="a list in a list"),
        pytest.param(b"a[b][]=1", {"a": {"b": ["1"]}}, id="a list in a hash"),
        pytest.param(b"a=1&a=2", {"a": "2"}, id="the last of two values"),
        pytest.param(b"a[b]=1&a[b]=2", {"a": {"b": "2"}}, id="the last in a hash"),
    ],
)
def test_a_form_is_nested_as_its_brackets_say(
    text: bytes, expected: dict[str, Any]
) -> None:
    """A form becomes strings in hashes and lists, as the brackets of its names say."""
    assert expected == forms.decode(text)


@pytest.mark.parametrize(
    ("text", "param"),
    [
        pytest.param(b"a=%zz", None, id="a percent sign without digits"),
        pytest.param(b"a=%4", None, id="a percent sign with one digit"),
        pytest.param(b"a=100%", None, id="a percent sign at the end"),
        pytest.param(b"a=%ff", None, id="percent-encoded bytes that are no UTF-8"),
        pytest.param(b"\xff=1", None, id="raw bytes that are no UTF-8"),
        pytest.param(b"a", None, id="a name without a value"),
        pytest.param(b"a=1&&b=2", None, id="nothing between two signs"),
        pytest.param(b"a=1&", None, id="nothing after the last sign"),
        pytest.param(b'{"a": 1}', None, id="JSON"),
        pytest.param(b"&".join([b"a=1"] * 1001), None, id="1001 fields"),
        pytest.param(b"a=" + b"x" * 999_999, None, id="1,000,001 bytes"),
        pytest.param(b"a[b=1", "a[b", id="a bracket that stays open"),
        pytest.param(b"ab]=1", "ab]", id="a bracket that was not opened"),
        pytest.param(b"[a]=1", "[a]", id="a bracket at the beginning"),
        pytest.param(b"a[b]c=1", "a[b]c", id="a name after the brackets"),
        pytest.param(b"a[[b]]=1", "a[[b]]", id="brackets in brackets"),
        pytest.param(b"a" + b"[b]" * 9 + b"=1", "a" + "[b]" * 9, id="nine levels"),
        pytest.param(
            b"a" + b"[b]" * 50_000 + b"=1",
            ("a" + "[b]" * 27)[:80] + "...",
            id="50,000 levels",
        ),
        pytest.param(b"a[b]=1&a=2", "a", id="a hash, then a value"),
        pytest.param(b"a[]=1&a=2", "a", id="a list, then a value"),
        pytest.param(b"a=1&a[b]=2", "a[b]", id="a value, then a hash"),
        pytest.param(b"a=1&a[]=2", "a[]", id="a value, then a list"),
        pytest.param(b"a[b]=1&a[]=2", "a[]", id="a hash, then a list"),
        pytest.param(b"a[]=1&a[b]=2", "a[b]", id="a list, then a hash"),
        pytest.param(b"a[b][c]=1&a[b]=2", "a[b]", id="the same one level down"),
    ],
)
def test_what_is_no_form_is_refused(text: bytes, param: str | None) -> None:
    """What is not form encoding is a 400 without a code, which names the parameter."""
    with pytest.raises(ApiError) as refused:
        forms.decode(text)

    error = refused.value
    assert (400, "invalid_request_error") == (error.status, error.kind)
    assert (None, param) == (error.code, error.param)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(b"&".join([b"a=1"] * 1000), 1, id="1000 fields"),
        pytest.param(b"a=" + b"x" * 999_998, 999_998, id="1,000,000 bytes"),
        pytest.param(b"a" + b"[b]" * 8 + b"=1", 1, id="eight levels"),
    ],
)
def test_the_limits_themselves_are_allowed(text: bytes, size: int) -> None:
    """A form exactly as large, as long or as deep as the limit is read."""
    value: Any = forms.decode(text)["a"]
    while isinstance(value, dict):
        value = value["b"]

    assert size == len(value)


def test_a_refusal_shows_the_broken_escape() -> None:
    """A broken percent escape is quoted in the message that refuses it."""
    with pytest.raises(ApiError, match="'%zz&b' is not a percent escape"):
        forms.decode(b"a=%zz&b=1")


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"a": "x y&z"}, "a=x+y%26z", id="a text"),
        pytest.param({"a": 1099}, "a=1099", id="a number"),
        pytest.param({"a": True, "b": False}, "a=true&b=false", id="flags"),
        pytest.param({"a": None, "b": ""}, "b=", id="None is left out, empty is not"),
        pytest.param({"a": {"b": {"c": 1}}}, "a[b][c]=1", id="hashes"),
        pytest.param({"a": ["x", "y"]}, "a[0]=x&a[1]=y", id="a list"),
        pytest.param({"a": ("x",)}, "a[0]=x", id="a tuple"),
        pytest.param({"a": [{"b": 1}]}, "a[0][b]=1", id="a hash in a list"),
        pytest.param({"a b": {"c&d": 1}}, "a+b[c%26d]=1", id="names with signs"),
    ],
)
def test_parameters_are_written_as_a_form(
    params: dict[str, Any], expected: str
) -> None:
    """Parameters are written with brackets and indexes, as the SDK writes them."""
    assert expected == forms.encode(params)


@pytest.mark.parametrize("params", [{"a": "\ud800"}, {"\ud800": "a"}])
def test_half_a_character_is_not_written(params: dict[str, Any]) -> None:
    """Half a surrogate pair, in a name or a value, is refused before it is sent."""
    with pytest.raises(ApiError, match="surrogate"):
        forms.encode(params)


@given(TREES)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_reading_undoes_writing(tree: dict[str, Any]) -> None:
    """What is written as a form is read back as it was, whatever its texts."""
    assert tree == forms.decode(forms.encode(tree).encode())
