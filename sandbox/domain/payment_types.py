"""What each type of source asks for, and how it behaves: one row a type.

>>> TYPES["ideal"].flow, TYPES["ideal"].usages
('redirect', ('single_use',))
"""

from typing import Any, Literal, NamedTuple

from sandbox.clock import Prefix
from sandbox.domain.lifecycle import Status, Usage, reachable
from sandbox.errors import echo, invalid
from sandbox.wire import StripeObject

Flow = Literal["none", "redirect", "receiver", "code_verification"]

HOUR, DAY = 3600, 86400


class PaymentType(NamedTuple):
    """How sources of a type behave.

    `currencies` is empty for any. `needs` are parameters beyond the type, in brackets.
    `example` is what such a source is made of when nothing else is said: texts, as
    they are sent. `waits` says that it is born pending. `times_out` and `expires` are
    seconds: how long a pending source waits to be authorised, and a chargeable one to
    be charged; `closes` is the second of the day, UTC, at which a chargeable one ends
    in any case. `settles` is how long a charge stays pending, 0 for one that succeeds
    or fails at once. `refundable` is how many days a charge can be refunded, 0 for no
    limit; `disputable` whether it can be disputed. `until` is when the type came to its
    end, in Unix seconds.
    """

    name: str
    flow: Flow
    usages: tuple[Usage, ...]
    currencies: tuple[str, ...]
    needs: tuple[str, ...]
    example: dict[str, Any]
    source: str
    charge_prefix: Prefix = "py_"
    waits: bool = False
    times_out: int = 0
    expires: int = 0
    closes: int | None = None
    settles: int = 0
    refundable: int = 0
    disputable: bool = False
    until: int | None = None

    @property
    def usage(self) -> Usage:
        """What such a source is when the caller does not say."""
        return self.usages[0]

    @property
    def creation(self) -> str:
        """What the table of moves calls the making of such a source."""
        return "created waiting" if self.waits else "created"

    @property
    def never(self) -> list[str]:
        """What the table of moves calls what does not happen to such a source."""
        receives = self.flow == "receiver"
        happens = {
            "authorised": self.waits and not receives,
            "refused": self.waits and not receives,
            "funded": receives,
            "charged in part": receives,
            "timed out": self.expires,
            "mandate failed": self.settles,
        }
        return [trigger for trigger, so in happens.items() if not so]

    def statuses(self, usage: Usage, *, attached: bool) -> set[Status]:
        """Every status that a source of this type can show."""
        return reachable(
            self.creation, usage=usage, attached=attached, never=self.never
        )

    def lasts(self, status: Status, now: int) -> int:
        """The seconds after which a source ends that stays in its status; 0 for never.

        `now` is in Unix seconds.

        >>> TYPES["alipay"].lasts("chargeable", 20 * HOUR)  # it closes at 15:45
        21600
        >>> TYPES["alipay"].lasts("chargeable", 15 * HOUR)
        2700
        """
        if status == "pending":
            return self.times_out
        if self.closes is None:
            return self.expires
        return min(self.expires, (self.closes - now) % DAY or DAY)


CARD = PaymentType(
    "card", "none", ("reusable", "single_use"), (), (), {"token": "tok_visa"},
    "Source: docs.stripe.com/sources/cards",
    charge_prefix="ch_", disputable=True,
)  # fmt: skip

SEPA_DEBIT = PaymentType(
    "sepa_debit", "none", ("reusable",), ("eur",),
    ("currency", "owner[name]", "sepa_debit[iban]"),
    {
        "currency": "eur",
        "owner": {"name": "Jenny Rosen"},
        "sepa_debit": {"iban": "DE89370400440532013000"},
    },
    "Source: docs.stripe.com/sources/sepa-debit",
    settles=5 * DAY, refundable=180, disputable=True,
)  # fmt: skip

RETURN = {"redirect": {"return_url": "https://example.com/return"}}
EUROS = {"amount": "1099", "currency": "eur"} | RETURN
JENNY = {"owner": {"name": "Jenny Rosen"}}
ONCE: tuple[Usage, ...] = ("single_use",)
PRICE = ("amount", "currency")
BACK = (*PRICE, "redirect[return_url]")
NAMED = (*PRICE, "owner[name]", "redirect[return_url]")


def _redirect(
    name: str,
    guide: str,
    currencies: str,
    needs: tuple[str, ...],
    example: dict[str, Any],
    **more: Any,
) -> PaymentType:
    """A type that its owner authorises at a bank or in an app, within an hour."""
    row = PaymentType(
        name, "redirect", ONCE, tuple(currencies.split()), needs, example,
        f"Source: docs.stripe.com/sources/{guide}",
        waits=True, times_out=HOUR, expires=6 * HOUR, refundable=180,
    )  # fmt: skip
    return row._replace(**more)


REDIRECTS = [
    _redirect("ideal", "ideal", "eur", BACK, EUROS),
    _redirect("bancontact", "bancontact", "eur", NAMED, EUROS | JENNY),
    _redirect("giropay", "giropay", "eur", NAMED, EUROS | JENNY),
    _redirect("eps", "eps", "eur", NAMED, EUROS | JENNY),
    _redirect(
        "p24", "p24", "eur pln", (*PRICE, "owner[email]", "redirect[return_url]"),
        EUROS | {"owner": {"email": "jenny@example.com"}},
    ),
    _redirect(
        "sofort", "sofort", "eur", (*PRICE, "sofort[country]", "redirect[return_url]"),
        EUROS | {"sofort": {"country": "DE"}}, settles=5 * DAY,
    ),
    _redirect(
        "alipay", "alipay", "aud cad cny eur gbp hkd jpy nzd sgd usd", BACK, EUROS,
        closes=15 * HOUR + 45 * 60, refundable=90, disputable=True,
    ),
    _redirect(
        "wechat", "wechat-pay", "aud cad eur gbp hkd jpy sgd usd", PRICE,
        {"amount": "1099", "currency": "eur"}, flow="none",
    ),
]  # fmt: skip
"""Alipay ends at 23:45 in China; WeChat Pay shows a code to scan, and redirects nobody.

A Sofort payment takes two to fourteen days. Assumed: five; a Sofort, EPS or WeChat
payment can be refunded like an iDEAL one; and which currencies Alipay takes.
"""

THREE_D_SECURE = _redirect(
    "three_d_secure", "three-d-secure", "", (*BACK, "three_d_secure[card]"), EUROS,
    charge_prefix="ch_", refundable=0, disputable=True,
)  # fmt: skip

EMAIL = {"owner": {"email": "jenny@example.com"}}
ALWAYS: tuple[Usage, ...] = ("reusable",)
SENT = ("currency", "owner[email]")

RECEIVERS = [
    PaymentType(
        "multibanco", "receiver", ONCE, ("eur",),
        (*PRICE, "owner[email]", "redirect[return_url]"), EUROS | EMAIL,
        "Source: docs.stripe.com/sources/multibanco",
        waits=True, times_out=7 * DAY, expires=6 * HOUR, refundable=180,
    ),
    PaymentType(
        "ach_credit_transfer", "receiver", ALWAYS, ("usd",), SENT,
        {"currency": "usd"} | EMAIL,
        "Source: docs.stripe.com/sources/ach-credit-transfer", waits=True,
    ),
    PaymentType(
        "sepa_credit_transfer", "receiver", ALWAYS, ("eur",), SENT,
        {"currency": "eur"} | EMAIL,
        "Source: docs.stripe.com/sources/sepa-credit-transfer", waits=True,
    ),
    PaymentType(
        "bitcoin", "receiver", ONCE, ("usd",), (*PRICE, "owner[email]"),
        {"amount": "1099", "currency": "usd"} | EMAIL,
        "Source: github.com/stripe/stripe-dotnet, src/Stripe.Tests.XUnit (until 2018)",
        waits=True, times_out=HOUR, expires=6 * HOUR, until=1_524_441_600,
    ),
]  # fmt: skip
"""Bitcoin ended on 2018-04-23. Assumed: a bitcoin payment takes the time of a redirect;
a reusable account never ends, and its payments can always be refunded.
"""

ALL = [CARD, SEPA_DEBIT, *REDIRECTS, *RECEIVERS, THREE_D_SECURE]
TYPES = {row.name: row for row in ALL}

BANK_ACCOUNT = PaymentType(
    "ach_debit", "none", ("reusable",), ("usd",), (), {},
    "Source: docs.stripe.com/ach",
    settles=5 * DAY, refundable=90, disputable=True,
)  # fmt: skip

OBJECTS = {"card": CARD, "bank_account": BANK_ACCOUNT}
"""How what is no source pays: what was made of a token and never was a source.

Assumed: a debit takes the five business days that the guide allows it at most.
Source: docs.stripe.com/api/charges/object (source)
"""

NOT_YET = ("ach_debit acss_debit au_becs_debit klarna card_present").split()


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
