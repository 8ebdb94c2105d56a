"""Written code does what it says: Python and curl are run, and their requests read."""

import shutil
import subprocess
from typing import Any

import pytest
import stripe

from sandbox import Sandbox, connect
from sandbox.languages import STYLES, Call, Style, write
from sandbox.languages.call import as_texts
from sandbox.languages.curl import API
from sandbox.masking import masked
from sandbox.operations import CATALOGUE
from sandbox.request.forms import decode, encode
from sandbox.transport.sdk import InProcess
from tests.languages.examples import sample

OTHER_WAYS = {
    ("balance.history.list", "page"): "the class asks another address today",
    ("balance.history.retrieve", "page"): "the class asks another address today",
    ("charges.refunds.update", "page"): "a refund is saved at its own address",
}
"""What today's SDK does otherwise than the one of the page's day."""

RUN = [
    pytest.param(operation, style, id=f"{operation.name}-{style}")
    for operation in CATALOGUE
    for style in STYLES
    if operation.modelled and (operation.name, style) not in OTHER_WAYS
]


def shop(sandbox: Sandbox) -> dict[str, str]:
    """One of everything that a path may name, by the name of its id."""
    customer = sandbox.call("customers.create", email="jenny@example.com")["id"]
    source = sandbox.call("sources.create", type="card", token="tok_visa")["id"]
    sandbox.call("customers.sources.create", customer=customer, source=source)
    charge = sandbox.call("charges.create", **PAID, customer=customer)
    refund = sandbox.call("refunds.create", charge=charge["id"], amount=99)["id"]
    risky = sandbox.call("sources.create", type="card", token="tok_createDispute")
    sandbox.call("charges.create", **PAID, source=risky["id"])
    hook = "http://127.0.0.1:4242/hook"
    return {
        "customer": customer,
        "source": source,
        "charge": charge["id"],
        "refund": refund,
        "dispute": sandbox.call("disputes.list")["data"][0]["id"],
        "transaction": charge["balance_transaction"],
        "event": sandbox.call("events.list")["data"][0]["id"],
        "token": sandbox.call("tokens.create", card=CARD)["id"],
        "webhook_endpoint": sandbox.call(
            "webhook_endpoints.create", url=hook, enabled_events=["*"]
        )["id"],
    }


def bank_account(sandbox: Sandbox, customer: str) -> str:
    """The id of a bank account of a customer, to be verified."""
    token = sandbox.call("tokens.create", bank_account=ACCOUNT)["id"]
    attach = "customers.sources.create"
    made: str = sandbox.call(attach, customer=customer, source=token)["id"]
    return made


ACCOUNT = {
    "country": "US",
    "currency": "usd",
    "routing_number": "110000000",
    "account_number": "000123456789",
}


PAID: dict[str, Any] = {"amount": 1099, "currency": "eur"}
CARD = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2030, "cvc": "123"}


def sent(call: Call) -> tuple[str, str, dict[str, Any]]:
    """The request of a call, as the journal keeps it."""
    params = decode(encode(as_texts(call.params)).encode())
    return call.known.method, call.path, masked(params)


def last(sandbox: Sandbox) -> tuple[str, str, dict[str, Any]]:
    """The request that came last."""
    row = sandbox.pages("workbench.requests")[0]
    return row["method"], row["path"], row["params"]


@pytest.mark.filterwarnings("ignore:The `(save|delete)` method:DeprecationWarning")
@pytest.mark.parametrize(("operation", "style"), RUN)
def test_written_python_makes_the_call(
    operation: Any, style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's code, run as it stands, sends the request that it was written for."""
    with connect(seed=2) as sandbox:
        ids = shop(sandbox)
        if operation.name == "customers.sources.verify":
            ids["source"] = bank_account(sandbox, ids["customer"])
        call = sample(operation, ids)
        monkeypatch.setattr(
            stripe.StripeClient,
            "__init__",
            pointed(stripe.StripeClient.__init__, sandbox),
        )
        try:
            exec(write(call, "python", style), {})  # noqa: S102 - it is ours
        except stripe.StripeError as refusal:
            assert refusal.http_status != 404, refusal  # noqa: PT017 - it may be refused
        assert sent(call) == last(sandbox)


def pointed(init: Any, sandbox: Sandbox) -> Any:
    """A client that is made as ever, and asks the sandbox."""

    def made(self: Any, key: str, **options: Any) -> None:
        door = InProcess(sandbox)
        init(self, key, http_client=door, stripe_version="2017-06-05", **options)

    return made


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_written_curl_makes_the_call() -> None:
    """Every command, run by a shell, sends the request that it was written for."""
    with Sandbox(seed=2) as sandbox:
        ids, url = shop(sandbox), sandbox.serve()
        for operation in CATALOGUE:
            call = sample(operation, ids)
            command = write(call, "curl").replace(API, url)
            subprocess.run(
                ["bash", "-c", command], check=True, timeout=10, capture_output=True
            )
            if operation.recorded:
                assert sent(call) == last(sandbox), command
            if operation.name == "workbench.reset":
                ids = shop(sandbox)
