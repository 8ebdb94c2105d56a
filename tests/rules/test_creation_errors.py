"""What a source cannot be made of, type by type."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import EXAMPLES, a_source, refusal


class Rule(NamedTuple):
    """Something wrong with a source of a type: the code and the name it is given."""

    kind: str
    sent: dict[str, Any]
    code: str | None
    param: str
    source: str


GUIDE = "Source: docs.stripe.com/sources/"
NAME = "owner[name]"


def _short_name(kind: str, source: str) -> Rule:
    return Rule(kind, {"owner": {"name": "Jo"}}, "invalid_owner_name", NAME, source)


def _descriptor(kind: str, text: str, *, inside: bool, source: str) -> Rule:
    param, sent = "statement_descriptor", {"statement_descriptor": text}
    if inside:
        param, sent = f"{kind}[{param}]", {kind: EXAMPLES[kind].get(kind, {}) | sent}
    return Rule(kind, sent, None, param, source)


RULES = {
    "a short name for a debit": _short_name("sepa_debit", f"{GUIDE}sepa-debit"),
    "a short name for Bancontact": _short_name("bancontact", f"{GUIDE}bancontact"),
    "a short name for giropay": _short_name("giropay", f"{GUIDE}giropay"),
    "a short name for EPS": _short_name("eps", "Assumed: as for giropay"),
    "no IBAN": Rule(
        "sepa_debit",
        {"sepa_debit": {"iban": "DE00370400440532013000"}},
        "invalid_bank_account_iban",
        "sepa_debit[iban]",
        f"{GUIDE}sepa-debit",
    ),
    "no bank of iDEAL": Rule(
        "ideal",
        {"ideal": {"bank": "piggy"}},
        "invalid_ideal_bank",
        "ideal[bank]",
        f"{GUIDE}ideal",
    ),
    "no e-mail for P24": Rule(
        "p24",
        {"owner": {"email": "jenny"}},
        "invalid_owner_email",
        "owner[email]",
        f"{GUIDE}p24",
    ),
    "no country of Sofort": Rule(
        "sofort",
        {"sofort": {"country": "PL"}},
        "invalid_sofort_country",
        "sofort[country]",
        f"{GUIDE}sofort",
    ),
    "less than a euro by Sofort": Rule(
        "sofort", {"amount": 99}, "invalid_amount", "amount", f"{GUIDE}sofort"
    ),
    "less than a euro by Bancontact": Rule(
        "bancontact",
        {"amount": 99},
        "invalid_amount",
        "amount",
        "Assumed: the code is that of Sofort",
    ),
    "an amount for a bank transfer": Rule(
        "ach_credit_transfer",
        {"amount": 1099},
        None,
        "amount",
        "Source: docs.stripe.com/api/sources/create#create_source-amount",
    ),
    "another amount for a bank transfer": Rule(
        "sepa_credit_transfer",
        {"amount": 1099},
        None,
        "amount",
        "Source: docs.stripe.com/api/sources/create#create_source-amount",
    ),
    "no way to ask about a refund": Rule(
        "multibanco",
        {"receiver": {"refund_attributes_method": "pigeon"}},
        None,
        "receiver[refund_attributes_method]",
        "Source: docs.stripe.com/api/sources/create#create_source-receiver",
    ),
    "no language of Bancontact": Rule(
        "bancontact",
        {"bancontact": {"preferred_language": "es"}},
        None,
        "bancontact[preferred_language]",
        f"{GUIDE}bancontact",
    ),
    "no language of Sofort": Rule(
        "sofort",
        {"sofort": {"country": "DE", "preferred_language": "pt"}},
        None,
        "sofort[preferred_language]",
        "Assumed: the languages of the countries, and English",
    ),
    **{
        f"{text[:1]} in a {kind} statement, {where}": _descriptor(
            kind, text, inside=where == "inside", source=f"{GUIDE}{kind}"
        )
        for kind, texts in {
            "sofort": ["x" * 36, "/", "(", ")", "{", "}"],
            "bancontact": ["x" * 36],
        }.items()
        for text in texts
        for where in ("inside", "outside")
    },
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_makes_no_source(sandbox: Sandbox, rule: Rule) -> None:
    """What cannot be right of a type is a 400 with the code and the name to mend."""
    sent = EXAMPLES[rule.kind]

    assert (400, INVALID, rule.code, rule.param) == refusal(
        sandbox, "sources.create", **sent | rule.sent
    )


ENOUGH: dict[str, tuple[str, dict[str, Any]]] = {
    "one euro by Sofort": ("sofort", {"amount": 100}),
    "one euro by Bancontact": ("bancontact", {"amount": 100}),
    "a name of three letters": ("giropay", {"owner": {"name": "Joe"}}),
    "a statement of 35 characters": ("sofort", {"statement_descriptor": "x" * 35}),
    "a slash for iDEAL": ("ideal", {"statement_descriptor": "6735/1"}),
}


@pytest.mark.parametrize(("kind", "sent"), ENOUGH.values(), ids=ENOUGH)
def test_what_is_just_enough(sandbox: Sandbox, kind: str, sent: dict[str, Any]) -> None:
    """What is just inside of a limit makes a source."""
    assert a_source(sandbox, **EXAMPLES[kind] | sent)
