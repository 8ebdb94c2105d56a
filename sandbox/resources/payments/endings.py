"""How a charge ends that its bank has yet to answer for, and when."""

from typing import NamedTuple

from sandbox.domain import payment_types
from sandbox.resources import levers
from sandbox.wire import StripeObject


class Ending(NamedTuple):
    """How a pending charge ends, and after how many seconds: 0 is right after it.

    `code` is that of a failure.
    """

    outcome: str
    seconds: int
    code: str | None = None


def ending(seed: int, source: StripeObject) -> Ending | None:
    """How a charge of this source ends; None where it succeeds or fails at once.

    Source: docs.stripe.com/sources/sepa-debit, docs.stripe.com/sources/sofort,
    docs.stripe.com/ach
    """
    kind = payment_types.of(source)
    if not kind.settles:
        return None
    lever = levers.pulled(seed, "charged", source)
    if lever is None:
        return Ending("succeeded", kind.settles)
    seconds = kind.settles if lever.seconds is None else lever.seconds
    return Ending(lever.trigger, seconds, lever.code)
