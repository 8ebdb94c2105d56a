"""Time: the clock moves, and what is due on the way happens."""

from sandbox.clock import LATEST
from sandbox.domain.payment_types import DAY, HOUR
from sandbox.errors import echo, invalid
from sandbox.request.params import Int, Params
from sandbox.resources import due
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

FARTHEST = 3650 * DAY
MINUTE = 60


class Advance(Params):
    """Move the clock forward."""

    days: Int = 0
    hours: Int = 0
    minutes: Int = 0
    seconds: Int = 0


def advance(exchange: Exchange, params: Advance) -> StripeObject:
    """Move the clock, and let what is due happen on the way, in order."""
    moves = (params.days, params.hours, params.minutes, params.seconds)
    units = (DAY, HOUR, MINUTE, 1)
    seconds = sum(n * unit for n, unit in zip(moves, units, strict=True))
    if not (all(n >= 0 for n in moves) and seconds <= FARTHEST):
        message = (
            f"The clock cannot move by {echo(seconds)} seconds: it goes forward only, "
            "and at most ten years at a time."
        )
        raise invalid(message)
    until = exchange.now + seconds
    if until > LATEST:
        message = "The clock ends with the year 9999. Reset the sandbox to begin anew."
        raise invalid(message)
    happened = due.happen_until(exchange, until)
    exchange.store.advance_to(until)
    return {"object": "sandbox.clock", "now": until, "happened": happened}
