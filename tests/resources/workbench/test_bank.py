"""At the bank: a pending source is authorised, or refused."""

from sandbox import Sandbox
from tests.asking import ask
from tests.resources.making import (
    IDEAL,
    a_source,
    told,
)


def test_authorising_over_http(sandbox: Sandbox) -> None:
    """A pending source is authorised at an address of its own."""
    source = a_source(sandbox, **IDEAL)

    answer = ask(sandbox, "POST", f"/_sandbox/sources/{source}/authorise")

    assert (200, "chargeable") == (answer.status, answer["status"])
    assert ["source.chargeable"] == told(sandbox)
