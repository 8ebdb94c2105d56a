"""The parameters that belong to one type of source or another: one hash a type."""

from typing import Literal

from pydantic import Field

from sandbox.request.params import Hash, Int, Params, Text, Unset
from sandbox.resources.cards import CardDetails


class Redirect(Hash):
    """Where the customer comes back to."""

    return_url: Text = Field(description="An address the customer is sent back to.")


class SepaDebit(Hash):
    """The account to debit."""

    iban: Text = Field(description="An IBAN, such as DE89370400440532013000.")


class Offline(Hash):
    """How a mandate was signed on paper."""

    contact_email: Text = Field(description="Who can be asked about it.")


class Online(Hash):
    """How a mandate was signed in a browser."""

    date: Int | None = Field(None, description="When, in Unix seconds.")
    ip: Text | None = None
    user_agent: Text | None = Field(None, description="The browser.")


class Acceptance(Hash):
    """Whether the owner has signed a mandate, and how."""

    status: Literal["accepted", "pending", "refused", "revoked"] = Field(
        description="accepted, pending, refused or revoked."
    )
    date: Int | None = Field(None, description="When, in Unix seconds.")
    ip: Text | None = None
    offline: Offline | None = None
    online: Online | None = None
    type: Literal["online", "offline"] | None = None
    user_agent: Text | None = Field(None, description="The browser.")


class Mandate(Hash):
    """What the owner has agreed to: which debits, and how they are told of."""

    acceptance: Acceptance | None = None
    amount: Unset[Int] = Field(None, description="Of each debit, in the minor unit.")
    currency: Text | None = Field(None, description="Three letters, such as eur.")
    interval: Literal["one_time", "scheduled", "variable"] | None = Field(
        None, description="one_time, scheduled or variable."
    )
    notification_method: (
        Literal["deprecated_none", "email", "manual", "none", "stripe_email"] | None
    ) = Field(None, description="How the owner hears of a debit: email, manual, none.")


class Described(Hash):
    """What the customer reads on the statement."""

    statement_descriptor: Text | None = Field(
        None, description="What the customer reads on the statement."
    )


class Ideal(Described):
    """The bank the customer chose."""

    bank: Text | None = Field(None, description="Such as ing; the customer may choose.")


class Bancontact(Described):
    """How the customer is spoken to."""

    preferred_language: Text | None = Field(None, description="de, en, fr or nl.")


class Sofort(Described):
    """Where the customer's bank is, and how the customer is spoken to."""

    country: Text = Field(description="Where the bank is: AT, BE, DE, ES, IT or NL.")
    preferred_language: Text | None = Field(
        None, description="de, en, es, fr, it, nl or pl."
    )


class ThreeDSecure(Hash):
    """The card whose owner is to prove that it is theirs."""

    card: Text = Field(description="A source of a card, or a customer's card.")
    customer: Text | None = Field(None, description="Whose it is, when it is attached.")


class Receiver(Hash):
    """How the customer is asked where money that is left over goes."""

    refund_attributes_method: Literal["email", "manual", "none"] | None = Field(
        None, description="email, manual or none."
    )


class OfType(Params):
    """The parameters that belong to one type of source or another."""

    token: Text | None = Field(None, description="A card token, such as tok_visa.")
    redirect: Redirect | None = None
    receiver: Receiver | None = None
    card: CardDetails | None = None
    three_d_secure: ThreeDSecure | None = None
    sepa_debit: SepaDebit | None = None
    mandate: Mandate | None = None
    ideal: Ideal | None = None
    bancontact: Bancontact | None = None
    giropay: Described | None = None
    eps: Described | None = None
    sofort: Sofort | None = None
    alipay: Described | None = None
    wechat: Described | None = None
