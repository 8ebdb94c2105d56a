"""What is wrong with code, told once, at its place, with what was meant."""

from typing import NamedTuple

import pytest

from sandbox.languages.reading import read

KEYS = {
    "python": 'stripe.api_key = "sk"',
    "ruby": "Stripe.api_key = 'sk'",
    "php": '\\Stripe\\Stripe::setApiKey("sk");',
    "java": 'Stripe.apiKey = "sk";',
    "node": 'var stripe = require("stripe")("sk");',
    "go": 'stripe.Key = "sk"',
}
"""The first line of each snippet, which sets the key."""


class Slip(NamedTuple):
    """Code behind that line, where its problem is, and what is said of it."""

    code: str
    line: int
    kind: str
    says: str
    hint: str = ""


RETRIEVED = {
    "python": "c = stripe.Customer.retrieve('cus_1')\n",
    "ruby": "c = Stripe::Customer.retrieve('cus_1')\n",
    "php": "$c = \\Stripe\\Customer::retrieve('cus_1');\n",
    "java": 'Customer c = Customer.retrieve("cus_1");\n',
}
MAP = "Map<String, Object> p = new HashMap<String, Object>();\n"

SLIPS: dict[tuple[str, str], Slip] = {
    ("python", "a class"): Slip(
        "stripe.Custmer.create()", 2, "unknown", "no Custmer", "Customer"
    ),
    ("python", "a class in small letters"): Slip(
        "stripe.customer.create()", 2, "unknown", "no customer", "Customer"
    ),
    ("python", "a method"): Slip(
        "stripe.Customer.creat()", 2, "unknown", "no creat", "create"
    ),
    ("python", "a method of another language"): Slip(
        "stripe.Customer.update('cus_1')", 2, "unknown", "no update", "modify"
    ),
    ("python", "a method of an object"): Slip(
        RETRIEVED["python"] + "c.sav()", 3, "unknown", "no method sav", "save"
    ),
    ("python", "a method that is not called"): Slip(
        RETRIEVED["python"] + "c.save", 3, "no-effect", "save alone", "save()"
    ),
    ("python", "a list inside an object"): Slip(
        RETRIEVED["python"] + "c.source.create(source='src_1')",
        3, "unknown", "no list source", "sources",
    ),
    ("python", "a setting"): Slip(
        "stripe.api_kye = 'sk'", 2, "unknown", "no api_kye", "api_key"
    ),
    ("python", "a variable"): Slip(
        "stripe.Charge.create(amount=5, currency=curr)", 2, "undefined", "curr is used"
    ),
    ("python", "a dict where names are expected"): Slip(
        "stripe.Customer.create({'email': 'a'})", 2, "arguments", "expected by name"
    ),
    ("python", "names where a dict is expected"): Slip(
        "client = stripe.StripeClient('sk')\nclient.v1.customers.create(email='a')",
        3, "arguments", "expected in a dict",
    ),
    ("python", "a resource of the client"): Slip(
        "client.v1.customrs.list()", 2, "unknown", "no customrs", "customers"
    ),
    ("ruby", "a class"): Slip(
        "Stripe::Custmer.create", 2, "unknown", "no Custmer", "Customer"
    ),
    ("ruby", "the module in small letters"): Slip(
        "stripe::Customer.create", 2, "undefined", "stripe is used", "Stripe"
    ),
    ("ruby", "a dot left out"): Slip(
        "Stripe::Customercreate({email: 'a'})",
        2, "unknown", "no Customercreate", "Customer.create",
    ),
    ("ruby", "an equals sign left out"): Slip(
        RETRIEVED["ruby"] + "c.default_source 'src_1'\nc.save",
        3, "unknown", "no method default_source",
    ),
    ("ruby", "a method of an object"): Slip(
        RETRIEVED["ruby"] + "c.sav", 3, "unknown", "nothing called sav", "save"
    ),
    ("ruby", "a field that is not saved"): Slip(
        RETRIEVED["ruby"] + "c.default_source = 'src_1'",
        3, "no-effect", "default_source is set", "Save it",
    ),
    ("php", "a class"): Slip(
        "\\Stripe\\Custmer::create();", 2, "unknown", "no Custmer", "Customer"
    ),
    ("php", "a method of another language"): Slip(
        "\\Stripe\\Customer::list();", 2, "unknown", "no list", "all"
    ),
    ("php", "colons left out"): Slip(
        "\\Stripe\\Customercreate();", 2, "unknown", "Customercreate", "Customer.create"
    ),
    ("php", "a dollar left out"): Slip(
        RETRIEVED["php"] + "c->save();", 3, "undefined", "c is used", "$c"
    ),
    ("php", "a method that is not called"): Slip(
        RETRIEVED["php"] + "$c->save;", 3, "no-effect", "save alone", "save()"
    ),
    ("php", "the setting of the key"): Slip(
        "\\Stripe\\Stripe::setApikey('sk');", 2, "unknown", "setApikey", "setApiKey"
    ),
    ("java", "a class"): Slip(
        'Custmer c = Custmer.retrieve("cus_1");', 2, "unknown", "Custmer", "Customer"
    ),
    ("java", "a class of parameters"): Slip(
        "CustomerCreateParms p = CustomerCreateParms.builder().build();",
        2, "unknown", "CustomerCreateParms", "CustomerCreateParams",
    ),
    ("java", "a map"): Slip(
        "Map<String, Object> p = new HashMpa<String, Object>();",
        2, "unknown", "HashMpa", "HashMap",
    ),
    ("java", "a method of a map"): Slip(
        MAP + 'p.putt("email", "a");', 3, "unknown", "no method putt", "put"
    ),
    ("java", "a setter"): Slip(
        "CustomerCreateParams p =\n  CustomerCreateParams.builder()\n"
        '    .setEmial("a").build();\nCustomer.create(p);',
        4, "parameter", "no parameter emial", "email",
    ),
    ("java", "a list inside an object"): Slip(
        RETRIEVED["java"] + "c.getSorces().create(null);",
        3, "unknown", "no list sorces", "getSources",
    ),
    ("java", "a map that was not made"): Slip(
        "Customer.create(customerParams);", 2, "undefined", "customerParams is used"
    ),
    ("node", "a resource"): Slip(
        "stripe.custmers.create();", 2, "unknown", "no custmers", "customers"
    ),
    ("node", "a method"): Slip(
        "stripe.customers.craete();", 2, "unknown", "no craete", "create"
    ),
    ("node", "the client"): Slip(
        "strpe.customers.create();", 2, "undefined", "strpe is used", "stripe"
    ),
    ("node", "what a promise gives"): Slip(
        "stripe.customers.create().then(function (customer) {\n"
        "  return stripe.customers.del(custmer.id);\n});",
        3, "undefined", "custmer is used", "customer",
    ),
    ("node", "an option"): Slip(
        "stripe.customers.create({email: 'a'}, {idempotancyKey: 'k'});",
        2, "unknown", "idempotancyKey is no option", "idempotencyKey",
    ),
    ("node", "parameters before the id"): Slip(
        "stripe.customers.createSource({source: 'src_1'}, 'cus_1');",
        2, "arguments", "id of a customer is expected first",
    ),
    ("node", "an id too many"): Slip(
        "stripe.customers.create('cus_1', {email: 'a'});",
        2, "arguments", "'cus_1' stands where only parameters can",
    ),
    ("go", "a package"): Slip(
        "c, err := custmer.New(nil)", 2, "unknown", "no custmer", "customer"
    ),
    ("go", "a function"): Slip(
        'c, err := customer.Upate("cus_1", nil)', 2, "unknown", "no Upate", "Update"
    ),
    ("go", "a dot left out"): Slip(
        "customerNew(nil)", 2, "unknown", "customerNew", "customer.New"
    ),
    ("go", "a struct"): Slip(
        "p := &stripe.CustomrParams{}\nc, err := customer.New(p)",
        2, "unknown", "CustomrParams", "CustomerParams",
    ),
    ("go", "a setter in small letters"): Slip(
        'p := &stripe.CustomerParams{}\np.setSource("src_1")\n'
        "c, err := customer.New(p)",
        3, "unknown", "no method setSource", "SetSource",
    ),
    ("go", "a field in small letters"): Slip(
        'p := &stripe.CustomerParams{\n  email: "a",\n}\nc, err := customer.New(p)',
        3, "unknown", "no field email", "Email",
    ),
    ("go", "a field"): Slip(
        'p := &stripe.CustomerParams{\n  Emial: "a",\n}\nc, err := customer.New(p)',
        3, "parameter", "no parameter Emial", "email",
    ),
    ("go", "an id of an object"): Slip(
        "r, err := refund.New(&stripe.RefundParams{Charge: &chargeID})",
        2, "undefined", "chargeID is used, and nothing before gives it a value",
    ),
    ("go", "no pointer"): Slip(
        "p := stripe.CustomerParams{}\nc, err := customer.New(p)",
        3, "arguments", "a pointer to one is expected", "&stripe.CustomerParams",
    ),
    ("go", "a field of a range"): Slip(
        "p := &stripe.EventListParams{\n  CreatedRange: &stripe.RangeQueryParams{\n"
        "    LessThan: 5,\n  },\n}\ni := event.List(p)",
        4, "parameter", "no parameter created[LessThan]", "lt",
    ),
    ("ruby", "a name inside a hash"): Slip(
        "Stripe::Source.update('src_1', owner: {\n  name: 'Ann',\n  emial: 'a',\n})",
        4, "parameter", "no parameter owner[emial]", "email",
    ),
    ("python", "the id without its name"): Slip(
        "charge = stripe.Charge.retrieve('ch_1')\nstripe.Refund.create(charge.id)",
        3, "arguments", "the field id of an answer stands where only parameters can",
    ),
    ("java", "options before parameters"): Slip(
        "RequestOptions options = RequestOptions.builder()"
        '.setIdempotencyKey("once").build();\n'
        'Customer.create(options, Map.of("email", "a"));',
        3, "arguments", "Options stand where parameters are expected", "first",
    ),
    ("node", "options before parameters"): Slip(
        "stripe.customers.create({idempotencyKey: 'once'}, {email: 'a'});",
        2, "arguments", "Options stand where parameters are expected", "first",
    ),
    ("go", "no context"): Slip(
        'sc := stripe.NewClient("sk")\nc, err := sc.V1Customers.Create()',
        3, "arguments", "context is missing", "ctx",
    ),
    ("go", "parameters before the id"): Slip(
        'c, err := customer.Update(&stripe.CustomerParams{}, "cus_1")',
        2, "arguments", "id of a customer is expected first",
    ),
    ("go", "no customer of a source"): Slip(
        "s, err := paymentsource.New(&stripe.CustomerSourceParams{})",
        2, "arguments", "which customer", "Customer",
    ),
}  # fmt: skip

CASES = {f"{where}-{what}": (where, slip) for (where, what), slip in SLIPS.items()}


def told(code: str, language: str, slip: Slip) -> None:
    """Hold that one problem is told of code, and that it is this one."""
    (problem,) = read(code, language).problems

    assert (slip.line, slip.kind) == (problem.line, problem.kind)
    assert slip.says in problem.message
    assert slip.hint in problem.hint


@pytest.mark.parametrize(("language", "slip"), CASES.values(), ids=CASES)
def test_a_slip_is_told_at_its_line(language: str, slip: Slip) -> None:
    """One problem for one slip: its line, its kind, and the word that was meant."""
    told(f"{KEYS[language]}\n{slip.code}\n", language, slip)


KEYLESS = {
    "python": "\ncustomer = stripe.Customer.retrieve('cus_1')",
    "ruby": "\ncustomer = Stripe::Customer.retrieve('cus_1')",
    "php": "\n$customer = \\Stripe\\Customer::retrieve('cus_1');",
    "java": '\nCustomer customer = Customer.retrieve("cus_1");',
    "node": "\nstripe.customers.retrieve('cus_1');",
    "go": '\nc, err := customer.Get("cus_1", nil)',
}


@pytest.mark.parametrize("language", KEYLESS)
def test_a_key_that_is_left_out_is_told_where_it_is_needed(language: str) -> None:
    """The first call of the API needs one; what makes no call needs none."""
    (problem,) = read(KEYLESS[language], language).problems

    assert (2, "key") == (problem.line, problem.kind)
    assert () == read("", language).problems


def test_columns_count_characters() -> None:
    """A letter of several bytes is one character, and so is a picture."""
    code = 'stripe.api_key = "sk"\nname = "é🙂"; stripe.Custmer.create(name=name)'
    (problem,) = read(code, "python").problems

    assert (2, 21) == (problem.line, problem.column)
