"""Variables of a shell, in commands of curl: what they hold, or what nobody knows."""

from typing import Any

import pytest

from sandbox.languages.reading import Outside, read

API = "https://api.stripe.com/v1"
GIVEN = {
    "a value": ("A=cus_1", "$A", "cus_1"),
    "in braces and quotes": ('A="cus_1"', '"${A}"', "cus_1"),
    "a part of a text": ("export A=1", '"cus_$A"', "cus_1"),
    "of another": ("B=1\nA=cus_$B", "$A", "cus_1"),
    "nobody's": ("B=1", "$A", Outside("A")),
    "an argument": ("B=1", '"cus_$1"', Outside("1")),
    "a default": ("A=cus_1", "${A:-cus_2}", Outside("A")),
    "a sum": ("B=1", '"$((B + 1))"', Outside("")),
    "a command's": (f"A=$(curl {API}/customers/cus_2 -u sk_1:)", "$A", Outside("")),
    "no variable": ("A=1", "'$A'", "$A"),
}


@pytest.mark.parametrize(("before", "word", "held"), GIVEN.values(), ids=GIVEN)
def test_variables(before: str, word: str, held: str | Outside) -> None:
    """A variable stands for what it was given, also in an address."""
    code = f"{before}\ncurl {API}/charges -u sk_1: -d customer={word}"
    reading = read(f"{code} -d amount=5 -d currency=eur", "curl")

    assert held == reading.calls[-1].call.params["customer"]
    assert () == reading.problems


ADDRESSES = {
    "a known host": (f"A={API}", "$A/customers/cus_1", "cus_1"),
    "an unknown host": ("B=1", "$A/v1/customers/cus_1", "cus_1"),
    "an unknown start": ("B=1", '"$A/customers/$1"', Outside("1")),
}


@pytest.mark.parametrize(("before", "url", "held"), ADDRESSES.values(), ids=ADDRESSES)
def test_addresses_with_variables(before: str, url: str, held: str | Outside) -> None:
    """An address may begin with a variable, and end in one."""
    (made,) = read(f"{before}\ncurl {url} -u sk_1:", "curl").calls

    assert {"customer": held} == made.call.ids


def test_messages_name_a_variable_as_its_author_does() -> None:
    """What is wrong beside a variable is told with the variable's own name."""
    code = f"curl {API}/charges -u sk_1: $AMOUNT"
    (problem, *_) = read(code, "curl").problems

    assert "$AMOUNT stands alone" in problem.message


CHARGE: dict[str, Any] = {"amount": 1099, "currency": "eur"}
SHORT = f"curl {API}/charges -u sk_1:"
WHOLE = f"{SHORT} -d amount=1099 -d currency=eur"
ELSEWHERE = {
    "all of an array": (
        f'A=(-d amount=1099)\nA+=(-d "currency=eur")\n{SHORT} "${{A[@]}}"',
        CHARGE,
        False,
    ),
    "an array of nobody": (f'{SHORT} -d amount=5 "${{A[@]}}"', {"amount": 5}, True),
    "a function's words": (f'f() {{ {WHOLE} "$@"; }}', CHARGE, True),
    "the rest of them": (f'f() {{ {WHOLE} "${{@:2}}"; }}', CHARGE, True),
    "a file": (f"{SHORT} -d @body.txt", {}, True),
    "what is typed in": (f"{SHORT} -d @- <<EOF\namount=1099\nEOF", {}, True),
    "a file with a name": (
        f"{WHOLE} --data-urlencode description@tea.txt",
        CHARGE | {"description": Outside("tea.txt")},
        False,
    ),
    "its own file": (f"curl -K key.txt {API}/charges -d amount=1099 -d currency=eur",
                     CHARGE, True),
}  # fmt: skip


@pytest.mark.parametrize(("code", "params", "more"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_more_than_the_command_says(
    code: str, params: dict[str, Any], *, more: bool
) -> None:
    """What a file or an array of the shell's sends is taken for good, unseen."""
    reading = read(code, "curl")
    (made,) = reading.calls

    assert ("charges.create", params, more) == (
        made.call.operation,
        made.call.params,
        made.open,
    )
    assert () == reading.problems


UNSAID = ["$API/$1 -d a=1", f'"{API}/$path" "$@"', f'{API}/charges "$@"']


@pytest.mark.parametrize("words", UNSAID)
def test_only_running_tells_what_a_function_asks_for(words: str) -> None:
    """An address that a function is given is no call yet, and no mistake."""
    reading = read(f"ask() {{ curl -u sk_1: {words}; }}", "curl")

    assert ((), ()) == (reading.calls, reading.problems)


def test_a_misspelled_address_with_a_variable_is_told() -> None:
    """A variable behind a misspelled name keeps nobody from seeing it."""
    (problem,) = read(f"curl {API}/custmers/$ID -u sk_1:", "curl").problems

    assert "Nothing answers to GET /v1/custmers/$ID." == problem.message


ASKED_SO = [
    "--fail-with-body -n", "--retry 3 --retry-all-errors -n", "--oauth2-bearer sk_1",
    "-sSfu sk_1:", "-sXPOST -u sk_1:",
    "--no-progress-meter -D - -u sk_1:", "--connect-timeout 5 --http2 -u sk_1:",
]  # fmt: skip


@pytest.mark.parametrize("options", ASKED_SO)
def test_options_of_today(options: str) -> None:
    """An option that says how to ask is none of the call, and may hold the key."""
    reading = read(
        f"curl {options} {API}/charges -d amount=1099 -d currency=eur", "curl"
    )

    assert [CHARGE] == [made.call.params for made in reading.calls]
    assert () == reading.problems


def test_options_that_are_written_as_one() -> None:
    """Each counts, also the last: -sG asks with GET."""
    reading = read(f"curl -sG {API}/charges -u sk_1: -d limit=3", "curl")

    assert ["charges.list"] == [made.call.operation for made in reading.calls]
    assert () == reading.problems
