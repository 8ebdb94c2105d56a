"""A new source: what it needs, and what does not fit its type."""

from typing import Any

import pytest

from sandbox.domain.creation import RULES, Rule, check
from sandbox.domain.payment_types import TYPES, PaymentType
from sandbox.errors import ApiError
from sandbox.wire import Params
from tests.asking import INVALID


def flat(kind: PaymentType) -> Params:
    """The example of a type, by bracketed names, as its check is given it."""
    given: Params = {"type": kind.name}
    for name, value in kind.example.items():
        inner = value.items() if isinstance(value, dict) else ()
        given |= {f"{name}[{key}]": one for key, one in inner} or {name: value}
    return given | ({"amount": 1099} if "amount" in given else {})


ENOUGH = {name: flat(kind) for name, kind in TYPES.items()}
ENOUGH["three_d_secure"]["three_d_secure[card]"] = "src_1"


@pytest.mark.parametrize("name", TYPES)
def test_what_a_type_needs_is_enough(name: str) -> None:
    """A source that has all its type needs is let through."""
    check(TYPES[name], ENOUGH[name])


def refused(name: str, given: dict[str, Any]) -> ApiError:
    """The refusal of what was given for a source of a type."""
    with pytest.raises(ApiError) as error:
        check(TYPES[name], given)
    assert (400, INVALID) == (error.value.status, error.value.kind)
    return error.value


@pytest.mark.parametrize(
    ("name", "needed"),
    [(name, needed) for name, row in TYPES.items() for needed in row.needs],
)
@pytest.mark.parametrize("absent", [True, False], ids=["absent", "unset"])
def test_what_a_type_needs_is_asked_for(name: str, needed: str, absent: bool) -> None:
    """A parameter that a type needs is named when it is missing, or was unset."""
    given = dict(ENOUGH[name], **{needed: None})
    if absent:
        del given[needed]
    error = refused(name, given)

    assert ("parameter_missing", needed) == (error.code, error.param)


MISFITS = [
    # type, what is wrong with it, code, param, what the message says
    ("sepa_debit", {"usage": "single_use"}, None, "usage", "always reusable"),
    ("ideal", {"usage": "reusable"}, None, "usage", "always single_use"),
    ("card", {"flow": "redirect"}, None, "flow", "has flow none"),
    ("ideal", {"flow": "none"}, None, "flow", "has flow redirect"),
    ("ideal", {"flow": "receiver"}, None, "flow", "has flow redirect"),
    (
        "sepa_debit",
        {"currency": "usd"},
        "invalid_currency",
        "currency",
        "sepa_debit pays in eur",
    ),
    ("ideal", {"currency": "gbp"}, "invalid_currency", "currency", "ideal pays in eur"),
    ("ideal", {"token": "tok_visa"}, None, "token", "is made of a token"),
    (
        "card",
        {"sepa_debit": {"iban": "x"}},
        "parameter_unknown",
        "sepa_debit",
        "set type=sepa_debit",
    ),
    ("card", {"ideal": {}}, "parameter_unknown", "ideal", "set type=ideal"),
    ("ideal", {"card": {}}, "parameter_unknown", "card", "set type=card"),
]


@pytest.mark.parametrize(
    ("name", "wrong", "code", "param", "said"),
    MISFITS,
    ids=[f"{name} with {' '.join(wrong)}" for name, wrong, *_ in MISFITS],
)
def test_what_does_not_fit_a_type_is_refused(
    name: str, wrong: dict[str, Any], code: str | None, param: str, said: str
) -> None:
    """A parameter that does not fit the type is refused, with what would fit."""
    error = refused(name, ENOUGH[name] | wrong)

    assert (code, param) == (error.code, error.param)
    assert said in error.message


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("card", {"usage": "single_use"}),
        ("card", {"usage": "reusable", "flow": "none", "currency": "usd"}),
        ("sepa_debit", {"usage": "reusable", "flow": "none"}),
        ("ideal", {"usage": "single_use", "flow": "redirect"}),
    ],
)
def test_what_fits_may_be_said(name: str, given: dict[str, Any]) -> None:
    """What goes without saying of a type may be said all the same."""
    check(TYPES[name], ENOUGH[name] | given)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.param)
def test_a_rule_names_its_types_and_its_source(rule: Rule) -> None:
    """Every rule for a value is for types that there are, and says where it is from."""
    assert set(rule.types.split()) <= set(TYPES)
    assert rule.source.startswith(("Source: docs.stripe.com/", "Assumed: "))


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.choices], ids=lambda rule: rule.param
)
def test_few_values_are_all_named(rule: Rule) -> None:
    """Where there are few values, each of them is taken and the refusal names all."""
    for kind in rule.types.split():
        for choice in rule.choices:
            check(TYPES[kind], ENOUGH[kind] | {rule.param: choice})
        error = refused(kind, ENOUGH[kind] | {rule.param: "none"})
        assert ", ".join(rule.choices) in error.message
