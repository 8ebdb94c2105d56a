"""What an example habitually leaves open is worth a word at most."""

import pytest

from sandbox.languages.reading import read
from tests.languages.reading.program.test_wrong import KEYS

LEFT_OPEN = {
    "go": 'c, err := customer.Get("cus_1", nil)\nif err != nil {\n  log.Fatal(err)\n}',
    "node": "stripe.customers.retrieve('cus_1', function(err, c) {\n  // later\n});",
    "python": "print(stripe.Customer.retrieve('cus_1'))\n...",
    "ruby": "render json: Stripe::Customer.retrieve('cus_1')",
    "php": "echo json_encode(\\Stripe\\Customer::retrieve('cus_1'));",
    "java": 'System.out.println(Customer.retrieve("cus_1").getEmail());',
}


@pytest.mark.parametrize("language", LEFT_OPEN)
def test_what_an_example_leaves_open_is_no_problem(language: str) -> None:
    """Results that nobody uses, packages nobody imports, a callback that waits."""
    reading = read(f"{KEYS[language]}\n{LEFT_OPEN[language]}\n", language)

    assert () == reading.problems
    assert ["customers.retrieve"] == [made.call.operation for made in reading.calls]


def test_a_class_that_the_sandbox_does_not_model_is_a_note() -> None:
    """It is no slip to ask for what only the real API has."""
    code = "stripe.api_key = 'sk'\nstripe.PaymentIntent.create(amount=5)"
    reading = read(code, "python")

    assert () == reading.problems
    assert ["The sandbox does not model PaymentIntent."] == [
        note.message for note in reading.notes
    ]


def test_a_value_that_a_notebook_shows_is_a_note() -> None:
    """The last line of a cell may be a mere value; one before it does nothing."""
    code = "stripe.api_key = 'sk'\nc = stripe.Customer.retrieve('cus_1')\n"
    shown = read(f"{code}c.email", "python")

    assert ((), ["no-effect"]) == (shown.problems, [n.kind for n in shown.notes])
    assert ["no-effect"] == [
        problem.kind for problem in read(f"{code}c.email\nc.id", "python").problems
    ]


def test_a_value_that_irb_shows_is_a_note() -> None:
    """So it is with the last line of Ruby: `customer.email  # => "..."`."""
    code = "Stripe.api_key = 'sk'\nc = Stripe::Customer.retrieve('cus_1')\n"

    assert () == read(f"{code}c.email # => 'a@b.c'", "ruby").problems
    assert ["no-effect"] == [
        problem.kind for problem in read(f"{code}c.email\nc.id", "ruby").problems
    ]


BEYOND = {
    "python": "client.v1.payment_intents.create({})\nstripe.checkout.Session.list()",
    "ruby": "client = Stripe::StripeClient.new('k')\nclient.v1.payment_intents.list",
    "php": "$stripe->paymentIntents->all();",
    "java": 'StripeClient client = new StripeClient("k");\nclient.accounts().list();',
    "node": "stripe.issuing.cards.list();\nstripe.paymentIntents.list();",
    "go": 'sc := stripe.NewClient("k")\nsc.V1PaymentIntents.Create(ctx, nil)',
    "curl": "curl https://api.stripe.com/v1/customers/cus_1/tax_ids -u sk_test_1:",
}


@pytest.mark.parametrize("language", BEYOND)
def test_a_service_that_the_sandbox_does_not_model_is_a_note(language: str) -> None:
    """However a language asks for what only the real API has."""
    reading = read(BEYOND[language], language)

    assert ((), ()) == (reading.problems, reading.calls)
    assert all("does not model" in note.message for note in reading.notes)
    assert reading.notes


def test_a_method_of_older_days_is_a_note() -> None:
    """`charge.refund()` was one, and asks what the sandbox does not answer."""
    code = "stripe.api_key = 'sk'\nstripe.Charge.retrieve('ch_1').refund()"
    reading = read(code, "python")

    assert ((), ["The sandbox does not model refund."]) == (
        reading.problems,
        [note.message for note in reading.notes],
    )


@pytest.mark.parametrize("host", ["api.example.com", "connect.stripe.com"])
def test_another_host_is_a_note(host: str) -> None:
    """Who asks another service with curl asks nothing of the API."""
    reading = read(f"curl https://{host}/v1/charges -d a=b", "curl")

    assert ((), ()) == (reading.problems, reading.calls)
    assert [f"The sandbox does not model {host}."] == [
        note.message for note in reading.notes
    ]


ELSEWHERE = {
    "python": "user.customer = stripe.Customer.create(email=user.email).id\nlog(amt)",
    "ruby": "@user.update(stripe_id: Stripe::Customer.create(email: @user.mail).id)",
    "php": "$user->save(\\Stripe\\Customer::create(['email' => $user->email])->id);",
    "node": "db.save(user.id, await stripe.customers.create({email: user.email}));",
    "java": "Event event = Webhook.constructEvent(payload, header, secret);",
    "go": "event, err := webhook.ConstructEvent(payload, header, secret)",
}


@pytest.mark.parametrize("language", ELSEWHERE)
def test_what_an_application_defines_is_a_note(language: str) -> None:
    """Names with which the API is not asked, or of which it is only given a part."""
    reading = read(ELSEWHERE[language], language)

    assert [] == [one for one in reading.problems if one.kind != "key"]
    assert {"undefined"} == {note.kind for note in reading.notes}


@pytest.mark.parametrize("slip", ["custmer.id", "charge.id", "print(custmer)"])
def test_a_slip_beside_an_application_is_a_problem(slip: str) -> None:
    """What is like a name that there is, or that of an object, is no application's."""
    code = f"stripe.api_key = 'sk'\ncustomer = stripe.Customer.create()\nx = {slip}"

    assert ["undefined"] == [problem.kind for problem in read(code, "python").problems]


def test_a_constant_is_a_note() -> None:
    """A page that writes CUSTOMER_ID means one that its readers define."""
    code = "stripe.api_key = 'sk'\nstripe.Customer.retrieve(CUSTOMER_ID)"
    reading = read(code, "python")

    assert ((), ["undefined"]) == (reading.problems, [n.kind for n in reading.notes])
