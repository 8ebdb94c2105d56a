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
    "a filter is a parameter": Way(
        "go",
        "params := &stripe.ChargeListParams{}\n"
        'params.Filters.AddFilter("limit", "", "3")\n'
        'params.Filters.AddFilter("created", "gte", "5")\n'
        "i := charge.List(params)",
        [Call("charges.list", {}, {"limit": 3, "created": {"gte": 5}})],
    ),
    "an object is filled from elsewhere": Way(
        "go",
        "var source stripe.Source\njson.Unmarshal(raw, &source)\n"
        "params := &stripe.ChargeParams{\n  Amount: stripe.Int64(source.Amount),\n"
        '  Currency: stripe.String("eur"),\n}\nch, _ := charge.New(params)',
        [Call("charges.create", {}, {"amount": Outside("Amount"), "currency": "eur"})],
    ),
    "an idempotency key is a field": Way(
        "go",
        'params := &stripe.CustomerParams{Email: stripe.String("a@b.c")}\n'
        'params.IdempotencyKey = stripe.String("once")\n'
        "c, _ := customer.New(params)",
        [Call("customers.create", {}, {"email": "a@b.c"}, {"idempotency_key": "once"})],
    ),
    "a struct between both days": Way(
        "go",
        "params := &stripe.PaymentSourceParams{\n"
        '  Customer: stripe.String("cus_1"),\n'
        "  Source: &stripe.PaymentSourceSourceParams{\n"
        '    Token: stripe.String("src_1"),\n  },\n}\n'
        "s, _ := paymentsource.New(params)",
        [Call("customers.sources.create", {"customer": "cus_1"}, {"source": "src_1"})],
    ),
    "an object is taken apart": Way(
        "node",
        "const {id, email: mail, ...rest} = await stripe.customers.create({});\n"
        "await stripe.customers.update(id, {email: mail});",
        [
            Call("customers.create", {}, {}),
            Call(
                "customers.update",
                {"customer": Answer(0, ("id",))},
                {"email": Answer(0, ("email",))},
            ),
        ],
    ),
    "an error is taken apart": Way(
        "node",
        "try {\n  await stripe.customers.retrieve('cus_1');\n"
        "} catch ({message}) {\n  console.log(message);\n}",
        [RETRIEVE],
    ),
    "Python awaits": Way(
        "python",
        "async def f():\n    await stripe.Customer.retrieve_async('cus_1')",
        [RETRIEVE],
    ),
    "HTML around it": Way(
        "php",
        "?>\n<html>\n<?php if (true): ?>\n<b>\n"
        "<?= \\Stripe\\Customer::retrieve('cus_1')->email ?>\n</b>\n<?php endif ?>\n",
        [RETRIEVE],
    ),
    "headers": Way(
        "curl",
        "curl https://api.stripe.com/v1/charges -u sk: -H 'Stripe-Version: 2017-06-05' "
        "-H 'Idempotency-Key: once' -H 'Stripe-Account: acct_1'",
        [
            Call(
                "charges.list",
                {},
                {},
                {
                    "stripe_version": "2017-06-05",
                    "idempotency_key": "once",
                    "stripe_account": "acct_1",
                },
            )
        ],
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
    "a struct is declared, and its fields are set": Way(
        "go",
        'var p stripe.ChargeParams\np.Amount = 1099\np.Currency = "eur"\n'
        "ch, err := charge.New(&p)",
        [CHARGE],
    ),
    "a source detaches itself from its customer": Way(
        "python",
        "stripe.Source.retrieve('src_1').detach()",
        [
            DETACH._replace(
                ids={"customer": Answer(0, ("customer",)), "source": "src_1"}
            )
        ],
    ),
    "a source lists its transactions": Way(
        "java",
        'Source.retrieve("src_1").sourceTransactions(null);',
        [Call("sources.source_transactions.list", {"source": "src_1"}, {})],
    ),
    "an object stands for its id": Way(
        "ruby",
        "c = Stripe::Customer.create(email: 'a@example.com')\n"
        "Stripe::Charge.create(amount: 1099, currency: 'eur', customer: c)",
        [CREATE, OF_ANSWER],
    ),
    "maps in Go": Way(
        "go",
        'customer.Update("cus_1", &stripe.CustomerParams{\n'
        '  Metadata: map[string]string{"order": "1"},\n})',
        [UPDATE._replace(params={"metadata": {"order": "1"}})],
    ),
    "a sandbox of ours has a key": Way(
        "python",
        "from sandbox import connect\nsandbox = connect(seed=2)\n"
        "stripe.Customer.retrieve('cus_1')",
        [RETRIEVE],
    ),
    "a function with a name is read where it stands": Way(
        "node",
        "async function pay(amount) {\n  return stripe.charges.create("
        "{amount: 1099, currency: 'eur'});\n}\npay(1099);",
        [CHARGE],
    ),
    "lists are filled": Way(
        "java",
        'List<Object> expand = new ArrayList<Object>();\nexpand.add("data");\n'
        "Map<String, Object> p = new HashMap<String, Object>();\n"
        'p.put("expand", expand);\nCharge.list(p);',
        [Call("charges.list", {}, {"expand": ["data"]})],
    ),
    "maps are put into maps": Way(
        "node",
        "const params = {...{amount: 1099}, currency: 'eur'};\n"
        "stripe.charges.create(params);",
        [CHARGE],
    ),
    "a hash is merged": Way(
        "ruby",
        "params = {amount: 1099}.merge(currency: 'eur')\nStripe::Charge.create(params)",
        [CHARGE],
    ),
    "the id is one of the hash": Way(
        "ruby",
        "Stripe::Customer.retrieve({id: 'cus_1', expand: ['sources']})",
        [RETRIEVE._replace(params={"expand": ["sources"]})],
    ),
    "a class around a method": Way(
        "php",
        "class Pay {\n  public function run() {\n    try {\n"
        "      \\Stripe\\Customer::retrieve('cus_1');\n"
        "    } catch (\\Stripe\\Error\\Card $e) {\n      echo $e->getMessage();\n"
        "    }\n  }\n}",
        [RETRIEVE],
    ),
    "a list of pages": Way(
        "php",
        "foreach (\\Stripe\\Charge::all(['limit' => 3])->autoPagingIterator()"
        " as $c) {\n  echo $c->id;\n}",
        [Call("charges.list", {}, {"limit": 3})],
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


def is_read(way: Way) -> None:
    """Hold that code is read as its calls, and that nothing is wrong with it."""
    reading = read(SETS[way.language] + way.code, way.language)

    assert () == reading.problems
    assert way.calls == [
        made.call._replace(options=dict(made.call.options))
        for made in reading.calls
        if not made.fetched
    ]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_way_to_say_it_is_read(way: Way) -> None:
    """The same calls, however they are said, and no problem."""
    is_read(way)
