"""What is asked by an address: in curl, and by the raw requests of today's clients."""

from typing import Any

import pytest

from sandbox.languages.reading import read

CLIENTS = {
    "python": "client = stripe.StripeClient('sk')\n",
    "ruby": "client = Stripe::StripeClient.new('sk')\n",
    "php": "$stripe = new \\Stripe\\StripeClient('sk');\n",
    "java": 'StripeClient client = new StripeClient("sk");\n',
    "node": "const stripe = require('stripe')('sk');\n",
    "go": 'sc := stripe.NewClient("sk")\n',
    "curl": "",
}

LISTED = {
    "python": "client.raw_request('get', '/v1/charges?limit=3')",
    "ruby": "client.raw_request(:get, '/v1/charges', params: {limit: 3})",
    "php": "$stripe->rawRequest('get', '/v1/charges?limit=3');",
    "java": "client.rawRequest(ApiResource.RequestMethod.GET, "
    '"/v1/charges?limit=3", null);',
    "node": "stripe.rawRequest('GET', '/v1/charges?limit=3');",
    "go": 'sc.RawRequest(http.MethodGet, "/v1/charges?limit=3", "", nil)',
    "curl": "curl 'https://api.stripe.com/v1/charges?limit=3' -u sk:",
}


@pytest.mark.parametrize("language", LISTED)
def test_a_query_is_read_as_parameters(language: str) -> None:
    """The address tells the operation, and what stands behind it is sent."""
    reading = read(CLIENTS[language] + LISTED[language], language)
    (made,) = reading.calls

    assert () == reading.problems
    assert ("charges.list", {"limit": 3}) == (made.call.operation, made.call.params)


NOWHERE = {
    "python": "client.raw_request('get', '/v1/chrages')",
    "java": 'client.rawRequest(ApiResource.RequestMethod.GET, "/v1/chrages", null);',
    "curl": "curl https://api.stripe.com/v1/chrages -u sk:",
}


@pytest.mark.parametrize("language", NOWHERE)
def test_an_address_that_nothing_answers_to_is_told(language: str) -> None:
    """An operation that there is not is unknown, however it is asked for."""
    (problem,) = read(CLIENTS[language] + NOWHERE[language], language).problems

    assert "unknown" == problem.kind
    assert "/v1/chrages" in problem.message


FORMS: dict[str, tuple[str, str]] = {
    "a broken escape in a query": (
        "curl",
        "curl 'https://api.stripe.com/v1/charges?limit=%zz' -u sk:",
    ),
    "brackets that do not pair up": (
        "curl",
        "curl -G https://api.stripe.com/v1/charges -u sk: -d 'created[gt=5'",
    ),
    "a broken escape in a form": (
        "go",
        'sc.RawRequest(http.MethodGet, "/v1/charges?limit=%zz", "", nil)',
    ),
}


@pytest.mark.parametrize(("language", "code"), FORMS.values(), ids=FORMS)
def test_what_is_no_form_is_a_problem_of_its_parameter(
    language: str, code: str
) -> None:
    """What the server would refuse to read is told in its words."""
    (problem,) = read(CLIENTS[language] + code, language).problems

    assert "parameter" == problem.kind


def test_a_key_without_a_colon_is_a_note() -> None:
    """Curl asks for a password then, and works all the same."""
    reading = read("curl https://api.stripe.com/v1/charges -u sk_test_1", "curl")

    assert () == reading.problems
    assert ["key"] == [note.kind for note in reading.notes]


WITHOUT_VALUES: dict[str, Any] = {
    "-XPOST https://api.stripe.com/v1/charges/ch_1/capture": "charges.capture",
    "--request DELETE https://api.stripe.com/v1/customers/cus_1": "customers.delete",
    "-sS --compressed https://api.stripe.com/v1/balance": "balance.retrieve",
    "-o out.json --url https://api.stripe.com/v1/events": "events.list",
    "api.stripe.com/v1/balance": "balance.retrieve",
    "https://api.stripe.com/v1/charges/ch_1/refunds -d amount=5": (
        "charges.refunds.create"
    ),
}


@pytest.mark.parametrize(("words", "operation"), WITHOUT_VALUES.items())
def test_the_options_of_curl_have_their_meaning(words: str, operation: str) -> None:
    """The method is what -X says, or POST where something is sent."""
    reading = read(f"curl {words} -u sk:", "curl")

    assert () == reading.problems
    assert [operation] == [made.call.operation for made in reading.calls]


def test_what_is_left_to_fill_in() -> None:
    """A name in angles is a word, and in quotes what it is."""
    url = "https://api.stripe.com/v1/customers/<customer-id>/sources"
    (made,) = read(f"curl {url} -u <your key>: -d source='<a b>'", "curl").calls

    assert ("{customer-id}", "<a b>") == (
        made.call.ids["customer"],
        made.call.params["source"],
    )
