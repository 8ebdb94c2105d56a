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
