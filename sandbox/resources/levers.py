"""Which lever of test mode a source pulls, by what it says of itself."""

from functools import lru_cache

from sandbox.domain import levers
from sandbox.domain.ibans import DEBITS
from sandbox.domain.levers import Lever, When
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject


@lru_cache(maxsize=16)
def _by_fingerprint(seed: int) -> dict[str, str]:
    return {cards.fingerprint(seed, row.iban): row.iban for row in DEBITS}


def pulled(exchange: Exchange, when: When, source: StripeObject) -> Lever | None:
    """The lever that this source pulls, if it does.

    A source does not show its account: its fingerprint tells which one it is.
    """
    account = source.get("sepa_debit", {}).get("fingerprint")
    said = {
        "owner[email]": source["owner"]["email"],
        "owner[name]": source["owner"]["name"],
        "sepa_debit[iban]": _by_fingerprint(exchange.store.seed).get(account),
    }
    return levers.pulled(when, source["type"], said)
