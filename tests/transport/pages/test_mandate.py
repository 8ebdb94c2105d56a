"""The mandate of a SEPA debit, as a page."""

import pytest
from starlette.types import ASGIApp

from tests.resources.making import IDEAL, SEPA
from tests.transport.pages.reading import hostile, made, seen

BASE = "http://127.0.0.1:12111"


def test_a_mandate(web: ASGIApp) -> None:
    """The address of a mandate leads to a page with its reference and the account."""
    source = made(web, "/v1/sources", **SEPA)
    page = seen(web, source["mandate"]["url"].removeprefix(BASE))

    assert 200 == page.reply.status
    assert source["mandate"]["reference"] in page.words
    assert "in DE, ends in 3000" in page.words


@hostile
def test_hostile_names(web: ASGIApp, odd: str) -> None:
    """Whoever signs is text."""
    source = made(web, "/v1/sources", **SEPA | {"owner": {"name": odd}})
    page = seen(web, source["mandate"]["url"].removeprefix(BASE))

    assert odd in page.words


@pytest.mark.parametrize("secret", ["x", "src_client_secret_x", "%C3%A9"])
def test_a_wrong_secret(web: ASGIApp, secret: str) -> None:
    """Without the secret of the source, its mandate is not shown."""
    source = made(web, "/v1/sources", **SEPA)
    page = seen(web, f"/adapter/sepa_debit/file/{source['id']}/{secret}")

    assert 403 == page.reply.status
    assert source["mandate"]["reference"] not in page.text


def test_no_mandate(web: ASGIApp) -> None:
    """Where there is no source, or one without a mandate, there is no page."""
    other = made(web, "/v1/sources", **IDEAL)

    for source in ("src_1", other["id"]):
        page = seen(web, f"/adapter/sepa_debit/file/{source}/{other['client_secret']}")
        assert 404 == page.reply.status
