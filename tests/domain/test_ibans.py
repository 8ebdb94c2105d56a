"""IBANs: which account one names, and why another names none."""

from string import digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.domain import ibans
from sandbox.errors import ApiError
from tests.asking import INVALID

ACCOUNTS = [
    # the example of each country in the registry, its bank, its branch
    ("AD1200012030200359100100", "0001", "2030"),
    ("AT611904300234573201", "19043", None),
    ("BE68539007547034", "539", None),
    ("BG80BNBG96611020345678", "BNBG", "9661"),
    ("CH9300762011623852957", "00762", None),
    ("CY17002001280000001200527600", "002", "00128"),
    ("CZ6508000000192000145399", "0800", None),
    ("DE89370400440532013000", "37040044", None),
    ("DK5000400440116243", "0040", None),
    ("EE382200221020145685", "22", None),
    ("ES9121000418450200051332", "2100", "0418"),
    ("FI2112345600000785", "123", None),
    ("FR1420041010050500013M02606", "20041", "01005"),
    ("GB29NWBK60161331926819", "NWBK", "601613"),
    ("GI75NWBK000000007099453", "NWBK", None),
    ("GR1601101250000000012300695", "011", "0125"),
    ("HR1210010051863000160", "1001005", None),
    ("HU42117730161111101800000000", "117", "7301"),
    ("IE29AIBK93115212345678", "AIBK", "931152"),
    ("IS140159260076545510730339", "01", "59"),
    ("IT60X0542811101000000123456", "05428", "11101"),
    ("LI21088100002324013AA", "08810", None),
    ("LT121000011101001000", "10000", None),
    ("LU280019400644750000", "001", None),
    ("LV80BANK0000435195001", "BANK", None),
    ("MC5811222000010123456789030", "11222", "00001"),
    ("MT84MALT011000012345MTLCAST001S", "MALT", "01100"),
    ("NL91ABNA0417164300", "ABNA", None),
    ("NO9386011117947", "8601", None),
    ("PL61109010140000071219812874", "10901014", None),
    ("PT50000201231234567890154", "0002", "0123"),
    ("RO49AAAA1B31007593840000", "AAAA", None),
    ("SE4550000000058398257466", "500", None),
    ("SI56263300012039086", "26330", None),
    ("SK3112000000198742637541", "1200", None),
    ("SM86U0322509800000000270100", "03225", "09800"),
    ("VA59001123000012345678", "001", None),
]
EXAMPLES = [iban for iban, _, _ in ACCOUNTS]


@pytest.mark.parametrize(("iban", "bank", "branch"), ACCOUNTS, ids=EXAMPLES)
def test_an_iban_names_a_bank_and_a_branch(
    iban: str, bank: str, branch: str | None
) -> None:
    """An IBAN says the country, the bank and, in some countries, the branch."""
    found = ibans.account(iban)

    assert ibans.Account(iban, iban[:2], bank, branch) == found
    assert iban[-4:] == found.last4


def test_every_country_has_an_example() -> None:
    """Every country of the table is tested with an example."""
    assert set(ibans.SHAPES) == {iban[:2] for iban in EXAMPLES}


@pytest.mark.parametrize(
    "written",
    [
        "DE89 3704 0044 0532 0130 00",
        "de89370400440532013000",
        " DE89370400440532013000\n",
        "de89\t3704 0044 0532 0130 00",
    ],
)
def test_blanks_and_small_letters_are_forgiven(written: str) -> None:
    """An IBAN may be written with blanks and in small letters."""
    assert "DE89370400440532013000" == ibans.account(written).iban


def refused(iban: str) -> str:
    """The message with which an IBAN is refused, in the one way there is."""
    with pytest.raises(ApiError) as error:
        ibans.account(iban)
    value = error.value
    assert (400, INVALID) == (value.status, value.kind)
    assert ("invalid_bank_account_iban", "sepa_debit[iban]") == (
        value.code,
        value.param,
    )
    return value.message


@pytest.mark.parametrize(
    ("iban", "why"),
    [
        pytest.param("", "begin with one of AD, AT", id="nothing"),
        pytest.param("37040044", "begin with", id="no country"),
        pytest.param("US89370400440532013000", "begin with", id="another country"),
        pytest.param("\uff24E89370400440532013000", "begin with", id="wide letters"),
        pytest.param("DE8937040044053201300", "DE has 22", id="one too short"),
        pytest.param("DE893704004405320130000", "DE has 22", id="one too long"),
        pytest.param("DE89-37040044053201300", "DE has 22", id="a hyphen"),
        pytest.param("DE8937040044053201300\u0660", "DE has 22", id="another script"),
        pytest.param("DE" + "8" * 10_000, "DE has 22", id="10,000 digits"),
        pytest.param("DE88370400440532013000", "check digits", id="check digits"),
        pytest.param("DE89370400440532013001", "check digits", id="another account"),
        pytest.param("DE00370400440532013000", "check digits", id="no check digits"),
        pytest.param("NL91ABNB0417164300", "check digits", id="another bank"),
    ],
)
def test_what_is_no_iban_is_refused(iban: str, why: str) -> None:
    """An account number that cannot be right is refused, with the first reason."""
    assert why in refused(iban)


def test_a_refusal_names_an_iban_that_works() -> None:
    """The message that refuses an IBAN names one for tests."""
    assert "use DE89370400440532013000" in refused("DE00")


@given(st.sampled_from(EXAMPLES), st.data())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_one_wrong_digit_is_noticed(iban: str, data: st.DataObject) -> None:
    """An IBAN with one digit changed is refused, whichever it is."""
    places = [place for place, c in enumerate(iban) if c in digits]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from(sorted(set(digits) - {iban[place]})))

    refused(iban[:place] + digit + iban[place + 1 :])


@given(st.sampled_from(EXAMPLES), st.data())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_two_swapped_digits_are_noticed(iban: str, data: st.DataObject) -> None:
    """An IBAN with two different neighbouring digits swapped is refused."""
    places = [
        place
        for place in range(2, len(iban) - 1)
        if iban[place] in digits and iban[place + 1] in digits
        if iban[place] != iban[place + 1]
    ]
    place = data.draw(st.sampled_from(places))

    refused(iban[:place] + iban[place + 1] + iban[place] + iban[place + 2 :])


@pytest.mark.parametrize("row", ibans.DEBITS, ids=lambda row: row.iban)
def test_a_test_account_is_an_account(row: ibans.Debit) -> None:
    """The accounts for tests are well-formed, and each names the page it is from."""
    assert row.iban == ibans.account(row.iban).iban
    assert row.source.startswith("Source: docs.stripe.com/")


def test_a_test_account_ends_in_one_way() -> None:
    """No account is in the table of debits twice."""
    assert ibans.DEBITS
    assert len(ibans.DEBITS) == len({row.iban for row in ibans.DEBITS})


def test_the_french_overseas_need_an_address() -> None:
    """Accounts of countries outside the European Union ask for the owner's address."""
    assert {"AD", "CH", "GB", "GI", "MC", "SM", "VA"} == ibans.ADDRESS_NEEDED & set(
        ibans.SHAPES
    )
