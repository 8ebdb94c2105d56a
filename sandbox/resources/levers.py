"""Which lever of test mode a source pulls, by what it says of itself."""

from functools import lru_cache

from sandbox.domain import ibans, levers, payment_types, us_accounts
from sandbox.domain.levers import Lever, When
from sandbox.resources import cards
from sandbox.wire import StripeObject


@lru_cache(maxsize=16)
def _by_fingerprint(seed: int) -> dict[str, str]:
    numbers = [*(row.iban for row in ibans.DEBITS), *us_accounts.DEBITS]
    return {cards.fingerprint(seed, number): number for number in numbers}


def pulled(seed: int, when: When, source: StripeObject) -> Lever | None:
    """The lever that this source pulls, if it does.

    Nothing shows the number of its account: the fingerprint, which is made with the
    seed of the sandbox, tells which one it is.
    """
    known = _by_fingerprint(seed)
    if source["object"] == "bank_account":
        said = {"bank_account[account_number]": known.get(source["fingerprint"])}
    else:
        account = source.get("sepa_debit", {}).get("fingerprint")
        said = {
            "owner[email]": source["owner"]["email"],
            "owner[name]": source["owner"]["name"],
            "sepa_debit[iban]": known.get(account),
        }
    return levers.pulled(when, payment_types.of(source).name, said)
