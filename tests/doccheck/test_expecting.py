"""What an author says will happen is compared with what did, and told in words."""

from typing import Any

import pytest

from sandbox.doccheck.expecting import problem, shown, unmet
from sandbox.doccheck.running import Run, Runner
from tests.doccheck.hand import EUROS, made

CHARGED = [made("charges.create", **EUROS, source="src_1")]


def run(*calls: Any, **given: Any) -> Run:
    """What came of calls with a source in this state."""
    states = [{"id": "src_1"} | given]
    looked_at = ["src_1", "src_none"]
    return Runner().search(calls, given=states, look_at=looked_at)[-1]


NOTHING_REFUSED = "nothing is refused, and the page says that it is"

UNMET = {
    "nothing is said": ({}, []),
    "a field": (
        {"expect": {"fields": {"status": "failed", "paid": True}}},
        ["status is succeeded here, and the page says failed"],
    ),
    "a field of an object": (
        {"expect": {"fields": {"source": {"id": "src_2", "usage": "reusable"}}}},
        ["source.id is src_1 here, and the page says src_2"],
    ),
    "a field of what is no object": (
        {"expect": {"fields": {"amount": {"value": 1099}}}},
        ["amount.value is null here, and the page says 1099"],
    ),
    "another status": (
        {"expect": {"status": 202, "fields": {}}},
        ["status is 200 here, and the page says 202"],
    ),
    "a refusal": (
        {"expect": {"error": True, "code": "card_declined", "status": 402}},
        [f"{NOTHING_REFUSED}: status 402, code card_declined"],
    ),
    "any refusal": (
        {"expect": {"error": True}},
        [f"{NOTHING_REFUSED}: somehow"],
    ),
    "an end": (
        {"after": [{"id": "src_1", "fields": {"status": "chargeable"}}]},
        ["src_1: status is consumed here, and the page says chargeable"],
    ),
    "the end of what is not there": (
        {"after": [{"id": "src_none", "fields": {"status": "failed"}}]},
        ["src_none: status is null here, and the page says failed"],
    ),
}


@pytest.mark.parametrize(("said", "expected"), UNMET.values(), ids=UNMET)
def test_unmet(said: dict[str, Any], expected: list[str]) -> None:
    """What is not as said is told, with what it is and what the page says."""
    assert expected == unmet(said, run(*CHARGED))


def test_another_refusal() -> None:
    """A refusal of another kind than said is told by the fields that are not so."""
    said = {"expect": {"error": True, "code": "expired_card", "param": None}}

    declined = run(*CHARGED, token="tok_chargeDeclined")

    assert ["code is card_declined here, and the page says expired_card"] == unmet(
        said, declined
    )


def test_refused_too_early() -> None:
    """A refusal of an earlier call than the last is none that was meant."""
    calls = [*CHARGED, made("charges.retrieve", line=9, charge="ch_1")]
    early = run(*calls, status="consumed")

    found = problem({"expect": {"error": True}}, [early], calls)

    assert found
    assert "refused" == found.kind


def test_nothing_is_called() -> None:
    """What is said of an example that calls nothing cannot come true."""
    found = problem({"expect": {"fields": {"paid": True}}}, [run()], [])

    assert found
    assert (1, 1, "expected") == found[:3]
    assert (
        "No call is made: paid is null here, and the page says true." == found.message
    )


@pytest.mark.parametrize(
    ("value", "word"), [(None, "null"), (True, "true"), (0, "0"), (False, "false")]
)
def test_values_in_words(value: object, word: str) -> None:
    """Values are named as JSON names them."""
    assert word == shown(value)
