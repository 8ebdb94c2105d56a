"""Variables of a shell, in commands of curl: what they hold, or what nobody knows."""

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
