"""Options beside the parameters, clients of every kind, and the words of curl."""

import pytest

from sandbox.languages import Call
from tests.languages.reading.program.test_ways import (
    CHARGE,
    RETRIEVE,
    UPDATE,
    Way,
    is_read,
)

ONCE = CHARGE._replace(options={"idempotency_key": "order-1"})

WAYS = {
    "options go beside the parameters in Python": Way(
        "python",
        "stripe.Charge.create(amount=1099, currency='eur', idempotency_key='order-1')",
        [ONCE],
    ),
    "options are a second hash in PHP": Way(
        "php",
        "\\Stripe\\Charge::create(['amount' => 1099, 'currency' => 'eur'], "
        "['idempotency_key' => 'order-1']);",
        [ONCE],
    ),
    "options are built in Java": Way(
        "java",
        "RequestOptions options = RequestOptions.builder()\n"
        '  .setIdempotencyKey("order-1").build();\n'
        "ChargeCreateParams params = ChargeCreateParams.builder()\n"
        '  .setAmount(1099L).setCurrency("eur").build();\n'
        "Charge.create(params, options);",
        [ONCE],
    ),
    "options are set on Go's struct": Way(
        "go",
        "params := &stripe.ChargeParams{\n  Amount: stripe.Int64(1099),\n"
        "  Currency: stripe.String(string(stripe.CurrencyEUR)),\n}\n"
        'params.SetIdempotencyKey("order-1")\nch, err := charge.New(params)',
        [ONCE],
    ),
    "a save sends more than what was set": Way(
        "ruby",
        "c = Stripe::Customer.retrieve('cus_1')\nc.default_source = 'src_1'\n"
        "c.save({expand: ['default_source']}, {idempotency_key: 'order-1'})",
        [
            UPDATE._replace(
                params={**UPDATE.params, "expand": ["default_source"]},
                options={"idempotency_key": "order-1"},
            )
        ],
    ),
    "options have a name in today's Python": Way(
        "python",
        "from stripe import StripeClient\nclient = StripeClient('sk')\n"
        "client.v1.charges.create(params={'amount': 1099, 'currency': 'eur'}, "
        "options={'idempotency_key': 'order-1'})",
        [ONCE],
    ),
    "a key of its own is an option": Way(
        "ruby",
        "Stripe::Charge.create({amount: 1099, currency: 'eur'}, {api_key: 'sk_2'})",
        [CHARGE._replace(options={"api_key": "sk_2"})],
    ),
    "a client needs no version": Way(
        "ruby",
        "client = Stripe::StripeClient.new('sk')\nclient.customers.retrieve('cus_1')",
        [RETRIEVE],
    ),
    "a client is made of a module": Way(
        "node",
        "import Stripe from 'stripe';\nconst client = new Stripe('sk');\n"
        "await client.customers.retrieve('cus_1');",
        [RETRIEVE],
    ),
    "a client of the page's day": Way(
        "go",
        'sc := &client.API{}\nsc.Init("sk", nil)\n'
        'c, err := sc.Customers.Get("cus_1", nil)',
        [RETRIEVE],
    ),
    "today's client takes any context": Way(
        "go",
        'sc := stripe.NewClient("sk")\n'
        'c, err := sc.V1Customers.Retrieve(context.TODO(), "cus_1", nil)',
        [RETRIEVE],
    ),
    "curl puts parameters behind the address": Way(
        "curl",
        "curl -G https://api.stripe.com/v1/charges -u sk: -d limit=3",
        [Call("charges.list", {}, {"limit": 3})],
    ),
    "curl takes several parameters at once": Way(
        "curl",
        "curl -XPOST https://api.stripe.com/v1/charges -H 'Authorization: Bearer sk' "
        "-H 'Idempotency-Key: order-1' -d 'amount=1099&currency=eur'",
        [ONCE],
    ),
    "curl reads what a shell reads": Way(
        "curl",
        '# a charge\ncurl https://api.stripe.com/v1/charges -usk: -d amount="1099" '
        "--data 'currency'=eur | jq .id",
        [CHARGE],
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_an_option_and_a_client_are_read(way: Way) -> None:
    """An idempotency key, a key of its own, a client of today and of the page's day."""
    is_read(way)
