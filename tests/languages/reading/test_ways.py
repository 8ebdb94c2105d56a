"""One call has many spellings: variables, objects, promises, builders, two styles."""

from typing import Any, NamedTuple

import pytest

from sandbox.languages import Call
from sandbox.languages.reading import Answer, Outside, read

CHARGED: dict[str, Any] = {"amount": 1099, "currency": "eur"}
RETRIEVE = Call("customers.retrieve", {"customer": "cus_1"}, {})
UPDATE = Call("customers.update", {"customer": "cus_1"}, {"default_source": "src_1"})
ATTACH = Call("customers.sources.create", {"customer": "cus_1"}, {"source": "src_1"})
DETACH = Call("customers.sources.detach", {"customer": "cus_1", "source": "src_1"}, {})
CREATE = Call("customers.create", {}, {"email": "a@example.com"})
CHARGE = Call("charges.create", {}, CHARGED)
OF_ANSWER = Call("charges.create", {}, CHARGED | {"customer": Answer(0, ("id",))})
ONCE = CHARGE._replace(options={"idempotency_key": "order-1"})


class Way(NamedTuple):
    """Code in a language, and the calls that count."""

    language: str
    code: str
    calls: list[Call]


WAYS = {
    "an object retrieved and saved is one update": Way(
        "ruby",
        "c = Stripe::Customer.retrieve('cus_1')\nc.default_source = 'src_1'\nc.save",
        [UPDATE],
    ),
    "a class updates in one step": Way(
        "python", "stripe.Customer.modify('cus_1', default_source='src_1')", [UPDATE]
    ),
    "a class attaches in one step": Way(
        "php",
        "\\Stripe\\Customer::createSource('cus_1', ['source' => 'src_1']);",
        [ATTACH],
    ),
    "a class detaches in one step": Way(
        "ruby", "Stripe::Customer.delete_source('cus_1', 'src_1')", [DETACH]
    ),
    "a card of a retrieved customer is deleted": Way(
        "java",
        'Customer c = Customer.retrieve("cus_1");\n'
        'c.getSources().retrieve("src_1").delete();',
        [DETACH],
    ),
    "an entry of metadata is set": Way(
        "php",
        "$c = \\Stripe\\Customer::retrieve('cus_1');\n"
        "$c->metadata['order'] = '1';\n$c->save();",
        [UPDATE._replace(params={"metadata": {"order": "1"}})],
    ),
    "an id is kept in a variable": Way(
        "node",
        "const id = 'cus_1';\nawait stripe.customers.retrieve(id);",
        [RETRIEVE],
    ),
    "a name stands for itself": Way(
        "node",
        "const amount = 1099, currency = 'eur';\n"
        "stripe.charges.create({amount, currency});",
        [CHARGE],
    ),
    "a promise gives what was answered": Way(
        "node",
        "stripe.customers.create({email: 'a@example.com'}).then(function (customer) {\n"
        "  return stripe.charges.create({amount: 1099, currency: 'eur', "
        "customer: customer.id});\n});",
        [CREATE, OF_ANSWER],
    ),
    "a promise gives it to an arrow": Way(
        "node",
        "stripe.customers.create({email: 'a@example.com'})\n  .then(c => "
        "stripe.charges.create({amount: 1099, currency: 'eur', customer: c.id}));",
        [CREATE, OF_ANSWER],
    ),
    "a callback is given it": Way(
        "node",
        "stripe.customers.create({email: 'a@example.com'}, function (err, c) {\n"
        "  stripe.charges.create({amount: 1099, currency: 'eur', customer: "
        "c.id});\n});",
        [CREATE, OF_ANSWER],
    ),
    "await gives it": Way(
        "node",
        "(async () => {\n  const c = await stripe.customers.create("
        "{email: 'a@example.com'});\n  await stripe.charges.create("
        "{amount: 1099, currency: 'eur', customer: c.id});\n})();",
        [CREATE, OF_ANSWER],
    ),
    "a field of an answer is an entry too": Way(
        "python",
        "c = stripe.Customer.create(email='a@example.com')\n"
        "stripe.Charge.create(amount=1099, currency='eur', customer=c['id'])",
        [CREATE, OF_ANSWER],
    ),
    "a getter gives a field of an answer": Way(
        "java",
        "Map<String, Object> a = new HashMap<>();\n"
        'a.put("email", "a@example.com");\nCustomer c = Customer.create(a);\n'
        "Map<String, Object> b = new HashMap<>();\n"
        'b.put("amount", 1099);\nb.put("currency", "eur");\n'
        'b.put("customer", c.getId());\nCharge.create(b);',
        [CREATE, OF_ANSWER],
    ),
    "a field of a struct is one of an answer": Way(
        "go",
        'c, err := customer.New(&stripe.CustomerParams{Email: "a@example.com"})\n'
        'charge.New(&stripe.ChargeParams{\n  Amount: 1099,\n  Currency: "eur",\n'
        "  Customer: c.ID,\n})",
        [CREATE, OF_ANSWER],
    ),
    "a map is filled line by line": Way(
        "ruby",
        "params = {amount: 1099}\nparams[:currency] = "
        "'eur'\nStripe::Charge.create(params)",
        [CHARGE],
    ),
    "a dict is given by its names": Way(
        "python",
        "params = dict(amount=1099, currency='eur')\nstripe.Charge.create(**params)",
        [CHARGE],
    ),
    "hashes need no braces": Way(
        "ruby", "Stripe::Charge.create amount: 1099, currency: 'eur'", [CHARGE]
    ),
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
    "a class is imported": Way(
        "php", "use Stripe\\Customer;\nCustomer::retrieve('cus_1');", [RETRIEVE]
    ),
    "a list is gone through": Way(
        "python",
        "for charge in stripe.Charge.list(limit=3).auto_paging_iter():\n"
        "    print(charge.id)",
        [Call("charges.list", {}, {"limit": 3})],
    ),
    "an iterator gives one after another": Way(
        "go",
        "i := charge.List(nil)\nfor i.Next() {\n  ch := i.Charge()\n"
        "  fmt.Println(ch.ID)\n}",
        [Call("charges.list", {}, {})],
    ),
    "errors are caught": Way(
        "python",
        "try:\n    stripe.Customer.retrieve('cus_1')\n"
        "except stripe.error.CardError as e:\n    print(e.user_message)",
        [RETRIEVE],
    ),
    "errors are rescued": Way(
        "ruby",
        "begin\n  c = Stripe::Customer.retrieve('cus_1')\n  puts c.email\n"
        "rescue Stripe::CardError => e\n  puts e.message\nend",
        [RETRIEVE],
    ),
    "a class and a main around it": Way(
        "java",
        "public class Pay {\n  public static void main(String[] args) "
        'throws StripeException {\n    Customer c = Customer.retrieve("cus_1");\n'
        "    System.out.println(c.getId());\n  }\n}",
        [RETRIEVE],
    ),
    "maps and lists are made of what they hold": Way(
        "java",
        'Customer.create(Map.of("email", "a@example.com"));',
        [CREATE],
    ),
    "a source of a web request": Way(
        "php",
        "\\Stripe\\Charge::create(['amount' => 1099, 'currency' => 'eur', "
        "'source' => $_POST['stripeToken']]);",
        [CHARGE._replace(params=CHARGED | {"source": Outside("stripeToken")})],
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

SETS = {
    "python": "stripe.api_key = 'sk'\n",
    "ruby": "Stripe.api_key = 'sk'\n",
    "php": "\\Stripe\\Stripe::setApiKey('sk');\n",
    "java": 'Stripe.apiKey = "sk";\n',
    "node": "const stripe = require('stripe')('sk');\n",
    "go": 'stripe.Key = "sk"\n',
    "curl": "",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_way_to_say_it_is_read(way: Way) -> None:
    """The same calls, however they are said, and no problem."""
    reading = read(SETS[way.language] + way.code, way.language)

    assert () == reading.problems
    assert way.calls == [
        made.call._replace(options=dict(made.call.options))
        for made in reading.calls
        if not made.fetched
    ]
