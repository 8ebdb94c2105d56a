"""What is wrong with a command of curl, told once, at its place."""

import pytest

from tests.languages.reading.program.test_wrong import Slip, told

CURL = {
    "an address": Slip(
        "curl https://api.stripe.com/v1/custmers -u sk:",
        1, "unknown", "/v1/custmers", "/v1/customers",
    ),
    "the API's own name": Slip(
        "curl https://api.strip.com/v1/customers -u sk:",
        1, "unknown", "not at api.strip.com", "api.stripe.com",
    ),
    "a method": Slip(
        "curl -X PUT https://api.stripe.com/v1/charges -u sk:",
        1, "unknown", "PUT /v1/charges", "GET and POST",
    ),
    "a method that there is not": Slip(
        "curl -X DELTE \\\n  https://api.stripe.com/v1/customers/cus_1 \\\n  -u sk:",
        1, "unknown", "DELTE /v1/customers/cus_1", "DELETE",
    ),
    "a name in brackets": Slip(
        "curl https://api.stripe.com/v1/sources/src_1 -u sk: \\\n"
        '  -d "owner[name]=Ann" \\\n  -d "owner[emial]=a"',
        3, "parameter", "no parameter owner[emial]", "email",
    ),
    "an option": Slip(
        "curl https://api.stripe.com/v1/customers \\\n  -u sk: \\\n  --dta email=a",
        3, "unknown", "no option --dta", "--data",
    ),
    "-d in a capital": Slip(
        "curl https://api.stripe.com/v1/customers \\\n  -u sk: \\\n  -D email=a",
        3, "unknown", "-D does not send email=a", "-d",
    ),
    "-d left out": Slip(
        "curl https://api.stripe.com/v1/customers -u sk: email=a",
        1, "arguments", "email=a stands alone", "-d",
    ),
    "a backslash left out": Slip(
        "curl https://api.stripe.com/v1/customers \\\n  -u sk:\n  -d email=a",
        2, "syntax", "is missing", "end of the line",
    ),
    "the command": Slip("crul https://api.stripe.com", 1, "unknown", "crul", "curl"),
    "no value": Slip(
        "curl https://api.stripe.com/v1/customers -u sk: -d", 1, "arguments", "-d lacks"
    ),
    "no equals sign": Slip(
        "curl https://api.stripe.com/v1/customers -u sk: -d email",
        1, "arguments", "email is no parameter",
    ),
    "a value": Slip(
        "curl https://api.stripe.com/v1/charges \\\n  -u sk: \\\n"
        "  -d amount=10.99 \\\n  -d currency=eur",
        3, "parameter", "amount is '10.99'",
    ),
    "no key": Slip(
        "curl https://api.stripe.com/v1/customers", 1, "key", "no API key", "-u"
    ),
    "no address": Slip("curl -u sk:", 1, "arguments", "no address"),
}  # fmt: skip


@pytest.mark.parametrize("slip", CURL.values(), ids=CURL)
def test_a_slip_in_a_command_is_told_at_its_line(slip: Slip) -> None:
    """The same for curl."""
    told(slip.code, "curl", slip)
