"""What each type of source asks for, and how it behaves: one row a type.

>>> TYPES["ideal"].flow, TYPES["ideal"].usages
('redirect', ('single_use',))
"""

from typing import Any, Literal, NamedTuple

from sandbox.domain.lifecycle import Status, Usage, reachable
from sandbox.errors import ApiError, echo, invalid
from sandbox.wire import StripeObject

Flow = Literal["none", "redirect"]

HOUR, DAY = 3600, 86400

IDEAL_BANKS = (
    "abn_amro asn_bank bunq ing knab n26 nn rabobank revolut regiobank sns_bank"
    " triodos_bank van_lanschot yoursafe"
).split()
"""Source: docs.stripe.com/sources/ideal"""


class PaymentType(NamedTuple):
    """How sources of a type behave.

    `currencies` is empty for any. `needs` are parameters beyond the type, in brackets.
    `times_out` and `expires` are seconds: how long a pending source waits to be
    authorised, and a chargeable one to be charged. `settles` is how long a charge
    stays pending, 0 for one that succeeds or fails at once.
    """

    name: str
    flow: Flow
    usages: tuple[Usage, ...]
    currencies: tuple[str, ...]
    needs: tuple[str, ...]
    charge_prefix: str
    times_out: int
    expires: int
    settles: int
    source: str

    @property
    def usage(self) -> Usage:
        """What such a source is when the caller does not say."""
        return self.usages[0]

    @property
    def creation(self) -> str:
        """What the table of moves calls the making of such a source."""
        return "created" if self.flow == "none" else "created with a flow"

    def statuses(self, usage: Usage, *, attached: bool) -> set[Status]:
        """Every status that a source of this type can show."""
        happens = {"timed out": self.expires, "mandate failed": self.settles}
        never = [trigger for trigger, seconds in happens.items() if not seconds]
        return reachable(self.creation, usage=usage, attached=attached, never=never)


TYPES = {
    row.name: row
    for row in [
        PaymentType(
            "card", "none", ("reusable", "single_use"), (), (), "ch_", 0, 0, 0,
            "Source: docs.stripe.com/sources/cards",
        ),
        PaymentType(
            "sepa_debit", "none", ("reusable",), ("eur",),
            ("currency", "owner[name]", "sepa_debit[iban]"), "py_", 0, 0, 5 * DAY,
            "Source: docs.stripe.com/sources/sepa-debit",
        ),
        PaymentType(
            "ideal", "redirect", ("single_use",), ("eur",),
            ("amount", "currency", "redirect[return_url]"), "py_", HOUR, 6 * HOUR, 0,
            "Source: docs.stripe.com/sources/ideal",
        ),
    ]
}  # fmt: skip

OBJECTS = {"card": TYPES["card"]}
"""How what is no source pays: a card that was made of a token and never was a source.

Source: docs.stripe.com/api/charges/object (source)
"""

NOT_YET = (
    "three_d_secure bancontact giropay eps p24 sofort alipay wechat multibanco"
    " ach_credit_transfer sepa_credit_transfer bitcoin ach_debit acss_debit"
    " au_becs_debit klarna card_present"
).split()


def payment_type(name: str) -> PaymentType:
    """The row of a type.

    Raises: ApiError 400 for a type that is not modelled, or does not exist.
    """
    if name in TYPES:
        return TYPES[name]
    known = ", ".join(TYPES)
    if name in NOT_YET:
        message = f"The sandbox does not model sources of type {name}. It has: {known}."
    else:
        message = f"'{echo(name)}' is not a type of source. The sandbox has: {known}."
    raise invalid(message, param="type")


def of(source: StripeObject) -> PaymentType:
    """The row of what pays, be it a source or another object.

    >>> of({"object": "card"}).name, of({"object": "source", "type": "ideal"}).name
    ('card', 'ideal')
    """
    return OBJECTS.get(source["object"]) or TYPES[source["type"]]


def check(kind: PaymentType, given: dict[str, Any]) -> None:
    """Hold what was given for a new source against the row of its type.

    `given` is flat, by bracketed name. Raises: ApiError 400 with the name to mend.
    """
    for name in kind.needs:
        if given.get(name) is None:
            message = f"{name} is missing: a source of type {kind.name} needs it."
            raise invalid(message, code="parameter_missing", param=name)
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
    if kind.name != "card" and given.get("token") is not None:
        message = (
            "The sandbox does not model bank account tokens: leave token out, and give "
            f"a source of type {kind.name} its own parameters."
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
    known = ", ".join(kind.currencies)
    message = f"currency is '{echo(currency)}': {kind.name} pays in {known}."
    return invalid(message, code="invalid_currency", param="currency")
