"""Amounts and currencies: integers in the minor unit, with a floor and a ceiling.

>>> check_currency("EUR")
'eur'
>>> check_amount(1099, "eur")
1099
"""

from sandbox.errors import echo, invalid

LARGEST = 99_999_999
"""Eight digits. Source: docs.stripe.com/api/charges/create#amount"""

CURRENCIES = frozenset(
    "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bif bmd bnd bob brl bsd"
    " bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd"
    " fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd jpy kes"
    " kgs khr kmf krw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mro mur"
    " mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln pyg qar ron"
    " rsd rub rwf sar sbd scr sek sgd shp sle sll sos srd std szl thb tjs top try ttd"
    " twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw".split()
)
"""Source: docs.stripe.com/currencies"""

MINIMUMS = {
    "aud": 50, "brl": 50, "cad": 50, "chf": 50, "dkk": 250, "eur": 50, "gbp": 30,
    "hkd": 400, "jpy": 50, "mxn": 1000, "nok": 300, "nzd": 50, "sek": 300, "sgd": 50,
    "usd": 50,
}  # fmt: skip
"""In the minor unit.

Source: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
"""

WITHOUT_MINOR_UNIT = frozenset(
    "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split()
)
"""Source: docs.stripe.com/currencies#zero-decimal"""

MINOR_UNITS = {
    "aud": "cents", "brl": "centavos", "cad": "cents", "chf": "rappen", "dkk": "øre",
    "eur": "cents", "gbp": "pence", "hkd": "cents", "mxn": "centavos", "nok": "øre",
    "nzd": "cents", "sek": "öre", "sgd": "cents", "usd": "cents",
}  # fmt: skip
"""What people call the minor unit of the currencies that have a minimum.

Source: en.wikipedia.org/wiki/List_of_circulating_currencies (fractional unit)
"""

OTHER_MINIMUM = 50
"""Assumed: for a currency without a published minimum."""


def check_currency(code: str) -> str:
    """The currency, in lower case as it is answered.

    Raises: ApiError 400 for one that is not supported.
    Source: docs.stripe.com/currencies
    """
    currency = code.lower()
    if currency not in CURRENCIES:
        message = (
            f"currency is '{echo(code)}': give a three-letter code such as eur or usd."
        )
        raise invalid(message, param="currency")
    return currency


def check_amount(amount: int, currency: str) -> int:
    """The amount of a charge, in the minor unit of its currency.

    Raises: ApiError 400 below the minimum of the currency, and above eight digits.
    Source: docs.stripe.com/error-codes#amount-too-small
    """
    check_positive(amount)
    if amount < minimum(currency):
        message = (
            f"amount is {echo(amount)}: the least that can be charged in {currency} is "
            f"{minimum(currency)}, in the minor unit of the currency."
        )
        raise invalid(message, code="amount_too_small", param="amount")
    if amount > LARGEST:
        message = (
            f"amount is {echo(amount)}: the most that can be charged is {LARGEST}."
        )
        raise invalid(message, code="amount_too_large", param="amount")
    return amount


def minimum(currency: str) -> int:
    """The least that can be charged in a currency, in its minor unit."""
    return MINIMUMS.get(currency, OTHER_MINIMUM)


def check_positive(amount: int) -> int:
    """An amount of money that is at least one.

    Source: docs.stripe.com/error-codes#parameter-invalid-integer
    """
    if amount < 1:
        message = f"amount is {echo(amount)}: give a whole number of at least 1."
        raise invalid(message, code="parameter_invalid_integer", param="amount")
    return amount


def spelt(amount: int, currency: str) -> str:
    """An amount in the minor unit of its currency, as people read it.

    >>> spelt(1099, "eur"), spelt(1099, "jpy")
    ('10.99 EUR', '1,099 JPY')
    """
    places = 0 if currency in WITHOUT_MINOR_UNIT else 2
    return f"{amount / 10**places:,.{places}f} {currency.upper()}"


def minor_unit(currency: str) -> str:
    """What an amount counts in a currency, in words.

    >>> minor_unit("eur"), minor_unit("pln"), minor_unit("jpy")
    ('cents', 'hundredths of PLN', 'whole JPY')
    """
    whole = currency in WITHOUT_MINOR_UNIT
    other = f"{'whole' if whole else 'hundredths of'} {currency.upper()}"
    return MINOR_UNITS.get(currency, other)
