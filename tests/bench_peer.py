"""localstripe with so many charges: `python -m tests.bench_peer PORT CHARGES`.

It writes all that it holds to a file after each change, so filling it over HTTP takes
an hour: here it is filled without writing, and then served as it is.
"""

import sys

CARD = {
    "number": "4242424242424242",
    "exp_month": "1",
    "exp_year": "2030",
    "cvc": "123",
}


def fill(charges: int) -> None:
    """Charge a customer so many times, as requests would, without writing it down."""
    from localstripe import resources

    store = resources.store
    store.dump_to_disk = lambda: None
    token = resources.Token(card=CARD | {"object": "card"})
    customer = resources.Customer(email="a@example.com")
    resources.Customer._api_add_source(customer.id, source=token.id)  # noqa: SLF001
    for _ in range(charges):
        resources.Charge(amount=1099, currency="eur", customer=customer.id)
    del store.dump_to_disk


def serve(port: str) -> None:
    """Answer at this port, with what there is."""
    from localstripe import server

    sys.argv = ["localstripe", "--from-scratch", "--port", port]
    server.start()


if __name__ == "__main__":
    port, charges = sys.argv[1:]
    fill(int(charges))
    serve(port)
