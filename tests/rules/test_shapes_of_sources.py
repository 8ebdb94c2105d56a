"""What each type of source is made of: the keys of its own hash, and of its flow."""

from typing import NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import TYPES
from tests.resources.making import example


class Shape(NamedTuple):
    """The keys of a type's hash that a new source knows, and those that are null.

    `flow` are the hashes that stand beside it.
    """

    known: str
    null: str
    flow: str
    source: str


GUIDE = "Source: docs.stripe.com/sources/"
OBJECT = "Source: docs.stripe.com/api/sources/object"
RECORDED = (
    "Source: github.com/liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml"
)
HOLDER = (
    " refund_account_holder_address_city refund_account_holder_address_country"
    " refund_account_holder_address_line1 refund_account_holder_address_line2"
    " refund_account_holder_address_postal_code refund_account_holder_address_state"
    " refund_account_holder_name refund_iban"
)
FACE = "brand country exp_month exp_year fingerprint funding last4 three_d_secure"
UNSAID = (
    "address_line1_check address_zip_check cvc_check dynamic_last4 name"
    " tokenization_method"
)

RULES = {
    "card": Shape(FACE, UNSAID, "", RECORDED),
    "three_d_secure": Shape(
        f"{FACE} authenticated card",
        f"{UNSAID} customer",
        "redirect",
        "Source: github.com/activemerchant/active_merchant, stripe_test.rb (recorded)",
    ),
    "sepa_debit": Shape(
        "bank_code country fingerprint last4 mandate_reference mandate_url",
        "branch_code",
        "mandate",
        RECORDED,
    ),
    "ideal": Shape("", "bank bic iban_last4 statement_descriptor", "redirect", OBJECT),
    "bancontact": Shape(
        "",
        "bank_code bank_name bic iban_last4 preferred_language statement_descriptor",
        "redirect",
        OBJECT,
    ),
    "sofort": Shape(
        "country",
        "bank_code bank_name bic iban_last4 preferred_language statement_descriptor",
        "redirect",
        OBJECT,
    ),
    "giropay": Shape(
        "", "bank_code bank_name bic statement_descriptor", "redirect", OBJECT
    ),
    "eps": Shape("reference", "statement_descriptor", "redirect", OBJECT),
    "p24": Shape("reference", "", "redirect", OBJECT),
    "alipay": Shape(
        "",
        "data_string native_url statement_descriptor",
        "redirect",
        "Source: github.com/dapp8coder/cnsteem, stripe_object.md (recorded in 2017)",
    ),
    "wechat": Shape(
        "qr_code_url",
        "prepay_id statement_descriptor",
        "",
        "Source: github.com/stripe/stripe-android, SourceFixtures.kt",
    ),
    "multibanco": Shape(
        "entity reference",
        HOLDER,
        "receiver redirect",
        "Source: github.com/stripe/stripe-ios, MultibancoSource.json",
    ),
    "ach_credit_transfer": Shape(
        "account_number bank_name fingerprint routing_number swift_code",
        "refund_account_holder_name refund_account_holder_type refund_routing_number",
        "receiver",
        "Source: github.com/stripe/openapi, openapi/fixtures3.json",
    ),
    "sepa_credit_transfer": Shape(
        "bank_name bic iban", HOLDER, "receiver", f"{GUIDE}sepa-credit-transfer"
    ),
    "bitcoin": Shape(
        "address amount amount_charged amount_received amount_returned uri",
        "refund_address",
        "receiver",
        "Assumed: the fields of the bitcoin receivers it took the place of",
    ),
}
EVERYWHERE = set(
    "id object amount client_secret created currency flow livemode metadata owner"
    " statement_descriptor status type usage".split()
)


def test_every_type_has_its_shape() -> None:
    """No type is modelled without a row here."""
    assert set(TYPES) == set(RULES)


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_what_a_source_is_made_of(sandbox: Sandbox, name: str, rule: Shape) -> None:
    """A new source has the keys of every source, and of its type, null or not."""
    source = sandbox.call("sources.create", **example(sandbox, name))

    assert set(source) == EVERYWHERE | {name} | set(rule.flow.split())
    known = {key for key, value in source[name].items() if value is not None}
    assert (set(rule.known.split()), set(rule.null.split())) == (
        known,
        set(source[name]) - known,
    )


@pytest.mark.parametrize("name", RULES)
def test_what_is_given_is_made_of_the_same(sandbox: Sandbox, name: str) -> None:
    """A source that is given has the shape of one that is made, key by key."""
    made = sandbox.call("sources.create", **example(sandbox, name))

    given = sandbox.given("src_1", type=name, status=made["status"])

    assert list(made) == list(given)
    assert list(made[name]) == list(given[name])


@pytest.mark.parametrize("name", RULES)
def test_the_keys_of_a_source_stand_in_order(sandbox: Sandbox, name: str) -> None:
    """`id` and `object` come first, the other keys by their names."""
    sandbox.given("cus_1")
    source = sandbox.given("src_1", type=name, customer="cus_1")

    keys = list(source)

    assert ["id", "object", *sorted(set(keys) - {"id", "object"})] == keys
