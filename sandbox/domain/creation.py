"""What a new source is held to: what its type needs, and what each value may be.

>>> check(TYPES["wechat"], {"amount": 1099, "currency": "usd"})
>>> check(TYPES["wechat"], {"amount": 1099, "currency": "pln"})
Traceback (most recent call last):
    ...
sandbox.errors.ApiError: currency is 'pln': wechat pays in aud, cad, eur, gbp, hkd, jpy, sgd, usd.
"""  # noqa: E501 - a doctest shows the whole message

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sandbox.domain.payment_types import TYPES, PaymentType
from sandbox.errors import ApiError, echo, invalid

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
BANKS = (
    "abn_amro asn_bank bunq ing knab n26 nn rabobank revolut regiobank sns_bank"
    " triodos_bank van_lanschot yoursafe"
)
SHORTEST_NAME = 3
LEAST = 100
"""One euro, in cents."""
LONGEST_DESCRIPTOR = 35
TOKENED = ("card", "sepa_debit")
"""What a token can be sent for. Source: docs.stripe.com/api/sources/create"""


class Rule(NamedTuple):
    """What a value may be, for some types: `choices` if there are few, else `holds`."""

    types: str
    param: str
    choices: tuple[str, ...]
    holds: Callable[[Any], bool]
    expected: str
    code: str | None
    source: str


def _one_of(
    types: str, param: str, choices: str, code: str | None, source: str
) -> Rule:
    known = tuple(choices.split())
    text = f"one of {', '.join(known)}"
    return Rule(types, param, known, known.__contains__, text, code, source)


def _that(  # noqa: PLR0913 - a row of the table
    types: str,
    param: str,
    holds: Callable[[Any], bool],
    expected: str,
    code: str | None,
    source: str,
) -> Rule:
    return Rule(types, param, (), holds, expected, code, source)


IDEAL = "Source: docs.stripe.com/sources/ideal"
SOFORT = "Source: docs.stripe.com/sources/sofort"
BANCONTACT = "Source: docs.stripe.com/sources/bancontact"

RULES = [
    _one_of("ideal", "ideal[bank]", BANKS, "invalid_ideal_bank", IDEAL),
    _one_of(
        "sofort", "sofort[country]", "AT BE DE ES IT NL", "invalid_sofort_country",
        SOFORT,
    ),
    _one_of(
        "sofort", "sofort[preferred_language]", "de en es fr it nl pl", None,
        "Assumed: the languages of the countries, and English",
    ),
    _one_of(
        "bancontact", "bancontact[preferred_language]", "de en fr nl", None, BANCONTACT
    ),
    _that(
        "sepa_debit bancontact giropay eps", "owner[name]",
        lambda text: len(text) >= SHORTEST_NAME,
        f"at least {SHORTEST_NAME} characters", "invalid_owner_name",
        "Source: docs.stripe.com/sources/sepa-debit",
    ),
    _that(
        "p24", "owner[email]", lambda text: bool(EMAIL.fullmatch(text)),
        "an address like jenny@example.com", "invalid_owner_email",
        "Source: docs.stripe.com/sources/p24",
    ),
    _that(
        "sofort", "amount", lambda amount: amount >= LEAST,
        f"at least {LEAST}, one euro", "invalid_amount", SOFORT,
    ),
    _that(
        "bancontact", "amount", lambda amount: amount >= LEAST,
        f"at least {LEAST}, one euro", "invalid_amount",
        "Assumed: the least is published, its code is that of Sofort",
    ),
    *(
        _that(
            kind, param, lambda text: len(text) <= LONGEST_DESCRIPTOR,
            f"at most {LONGEST_DESCRIPTOR} characters", None, source,
        )
        for kind, source in [("sofort", SOFORT), ("bancontact", BANCONTACT)]
        for param in ("statement_descriptor", f"{kind}[statement_descriptor]")
    ),
    *(
        _that(
            "sofort", param, lambda text: not set(text) & set("/(){}"),
            "a text without /, (, ), { and }", None, SOFORT,
        )
        for param in ("statement_descriptor", "sofort[statement_descriptor]")
    ),
]  # fmt: skip


def check(kind: PaymentType, given: dict[str, Any]) -> None:
    """Hold what was given for a new source against the row of its type.

    `given` is flat, by bracketed name. Raises: ApiError 400 with the name to mend.
    """
    for name in kind.needs:
        if given.get(name) is None:
            message = f"{name} is missing: a source of type {kind.name} needs it."
            raise invalid(message, code="parameter_missing", param=name)
    refuse_misfits(kind, given)
    for rule in RULES:
        value = given.get(rule.param)
        if kind.name in rule.types.split() and value is not None:
            hold(kind, rule, value)


def check_amount(kind: PaymentType, amount: int) -> None:
    """Hold the amount of a source, in its minor unit, against the row of its type.

    Source: docs.stripe.com/api/sources/create#create_source-amount
    """
    if kind.flow == "receiver" and kind.usage == "reusable":
        message = (
            f"amount came with a source of type {kind.name}: what can be charged is "
            "what its owner sends. Leave amount out."
        )
        raise invalid(message, param="amount")
    for rule in RULES:
        if rule.param == "amount" and kind.name in rule.types.split():
            hold(kind, rule, amount)


def hold(kind: PaymentType, rule: Rule, value: Any) -> None:
    """Hold one value against a rule for it."""
    if not rule.holds(value):
        message = f"{rule.param} is '{echo(value)}': {kind.name} takes {rule.expected}."
        raise invalid(message, code=rule.code, param=rule.param)


def check_time(kind: PaymentType, now: int) -> None:
    """Refuse a type that has come to its end by now, in Unix seconds.

    Source: docs.stripe.com/upgrades; bitcoin left the tests of
    github.com/stripe/stripe-dotnet in April 2018
    """
    if kind.until is not None and now >= kind.until:
        ended, today = (datetime.fromtimestamp(t, UTC) for t in (kind.until, now))
        message = (
            f"The real API took {kind.name} until {ended:%F}, and here it is "
            f"{today:%F}. Reset the sandbox to go back to 2017, or use another type."
        )
        raise invalid(message, param="type")


def refuse_misfits(kind: PaymentType, given: dict[str, Any]) -> None:
    """Refuse what belongs to another type, or makes this one something else."""
    usage = given.get("usage")
    if usage and usage not in kind.usages:
        message = (
            f"usage is '{usage}': a source of type {kind.name} is always "
            f"{' or '.join(kind.usages)}."
        )
        raise invalid(message, param="usage")
    flow = given.get("flow")
    if flow and flow != kind.flow:
        message = (
            f"flow is '{flow}': a source of type {kind.name} has flow {kind.flow}."
        )
        raise invalid(message, param="flow")
    currency = given.get("currency")
    if currency and kind.currencies and currency not in kind.currencies:
        raise wrong_currency(kind, currency)
    if given.get("amount") is not None:
        check_amount(kind, given["amount"])
    if kind.name != "sepa_debit" and given.get("mandate") is not None:
        message = f"mandate came with a source of type {kind.name}, which has none."
        raise invalid(message, code="parameter_unknown", param="mandate")
    if kind.name not in TOKENED and given.get("token") is not None:
        message = (
            f"No source of type {kind.name} is made of a token: leave it out, and give "
            "the parameters of the type."
        )
        raise invalid(message, param="token")
    for other in TYPES:
        if other != kind.name and given.get(other) is not None:
            message = (
                f"{other} came with a source of type {kind.name}. Leave it out, or "
                f"set type={other}."
            )
            raise invalid(message, code="parameter_unknown", param=other)


def wrong_currency(kind: PaymentType, currency: str) -> ApiError:
    """The refusal of a currency that a type never pays in."""
    message = (
        f"currency is '{echo(currency)}': {kind.name} pays in "
        f"{', '.join(kind.currencies)}."
    )
    return invalid(message, code="invalid_currency", param="currency")
