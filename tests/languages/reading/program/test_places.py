"""Where calls and their parameters stand, and which of them are only steps."""

from sandbox.languages.reading import read
from tests.languages.reading.program.test_wrong import KEYS

SETS = {language: f"{line}\n" for language, line in KEYS.items()}


def test_an_object_that_is_shown_was_not_only_fetched() -> None:
    """A retrieve counts when anything but a further call is made of its answer."""
    code = SETS["python"] + "c = stripe.Customer.retrieve('cus_1')\nc.delete()\n"
    first, _ = read(code, "python").calls
    shown, *_ = read(f"{code}print(c.email)", "python").calls

    assert first.fetched
    assert not shown.fetched


def test_a_parameter_has_a_place() -> None:
    """Each id and each parameter tells its line and its column."""
    code = "stripe.customers.update('cus_1', {\n  email: 'a@example.com',\n});"
    (made,) = read(code, "node").calls

    assert {"customer": (1, 25), "email": (2, 3)} == dict(made.places)
    assert (1, 18) == (made.line, made.column)


def test_an_id_of_a_retrieved_object_stands_where_it_was_retrieved() -> None:
    """What a later call takes from an object is told where it is written."""
    code = SETS["ruby"] + "c = Stripe::Customer.retrieve('cus_1')\nc.delete"
    _, made = read(code, "ruby").calls

    assert {"customer": (2, 31)} == dict(made.places)


def test_a_token_in_a_struct_stands_where_it_is_written() -> None:
    """Go puts a source into a struct of its own, a line lower."""
    code = (
        "s, err := paymentsource.New(&stripe.CustomerSourceParams{\n"
        '  Customer: "cus_1",\n  Source: &stripe.SourceParams{\n'
        '    Token: "src_1",\n  },\n})'
    )
    (made,) = read(code, "go").calls

    assert {"customer": (2, 3), "source": (4, 5)} == dict(made.places)
