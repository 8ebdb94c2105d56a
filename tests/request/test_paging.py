"""Pages of a list: how long they are, where they begin, which way they go."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.request.paging import Page
from sandbox.request.params import read
from tests.asking import INVALID, VISA, Answer, ask

FIRST_DAY = 1496664000
NEWEST_FIRST = [f"cus_{n}" for n in range(25, 0, -1)]


@pytest.fixture
def crowd(sandbox: Sandbox) -> Sandbox:
    """A sandbox with the customers cus_1 to cus_25."""
    for object_id in reversed(NEWEST_FIRST):
        sandbox.given(object_id)
    return sandbox


def ids(answer: Answer) -> list[str]:
    """The ids of a page, in its order."""
    return [one["id"] for one in answer["data"]]


def walk(
    sandbox: Sandbox, path: str, cursor: str, *, end: int, **query: Any
) -> list[Answer]:
    """All pages from the first on, each from the object at one end of the last."""
    pages = [ask(sandbox, "GET", path, query)]
    while pages[-1]["has_more"]:
        there = pages[-1]["data"][end]["id"]
        pages.append(ask(sandbox, "GET", path, {**query, cursor: there}))
    return pages


def test_a_page_has_ten_objects_and_the_newest_come_first(crowd: Sandbox) -> None:
    """A list answers its ten newest objects, and says that there are more."""
    page = ask(crowd, "GET", "/v1/customers")

    assert NEWEST_FIRST[:10] == ids(page)
    assert ("list", True, "/v1/customers") == (
        page["object"],
        page["has_more"],
        page["url"],
    )
    assert "total_count" not in page.body


def test_starting_after_walks_to_the_oldest(crowd: Sandbox) -> None:
    """Page after page, `starting_after` reaches every object down to the oldest."""
    pages = walk(crowd, "/v1/customers", "starting_after", end=-1)

    assert [10, 10, 5] == [len(page["data"]) for page in pages]
    assert [True, True, False] == [page["has_more"] for page in pages]
    assert NEWEST_FIRST == [one for page in pages for one in ids(page)]


def test_ending_before_walks_to_the_newest(crowd: Sandbox) -> None:
    """Page after page, `ending_before` climbs from the oldest object to the newest."""
    pages = [ask(crowd, "GET", "/v1/customers", "ending_before=cus_1")]
    while pages[-1]["has_more"]:
        first = ids(pages[-1])[0]
        pages.append(ask(crowd, "GET", "/v1/customers", f"ending_before={first}"))

    assert [10, 10, 4] == [len(page["data"]) for page in pages]
    assert NEWEST_FIRST[:-1] == [one for page in reversed(pages) for one in ids(page)]


def test_a_page_before_an_object_keeps_the_order_of_the_list(crowd: Sandbox) -> None:
    """The page before an object ends with its neighbour, the newest still first."""
    page = ask(crowd, "GET", "/v1/customers", "ending_before=cus_20&limit=3")

    assert ["cus_23", "cus_22", "cus_21"] == ids(page)
    assert page["has_more"] is True


@pytest.mark.parametrize(
    ("query", "has_more"),
    [
        pytest.param("limit=24", True, id="one is left"),
        pytest.param("limit=25", False, id="exactly all"),
        pytest.param("limit=26", False, id="room for more"),
        pytest.param("starting_after=cus_1", False, id="after the oldest"),
        pytest.param("ending_before=cus_25", False, id="before the newest"),
        pytest.param("ending_before=cus_22&limit=2", True, id="one is left before"),
        pytest.param("ending_before=cus_22&limit=3", False, id="all before"),
    ],
)
def test_has_more_looks_in_the_walking_direction(
    crowd: Sandbox, query: str, has_more: bool
) -> None:
    """`has_more` says whether there is more in the direction of the walk."""
    assert has_more is ask(crowd, "GET", "/v1/customers", query)["has_more"]


@pytest.mark.parametrize(
    ("limit", "length"),
    [
        ("-5", 1),
        ("0", 1),
        ("1", 1),
        ("25", 25),
        ("100", 25),
        ("101", 25),
        ("9" * 18, 25),
    ],
)
def test_a_limit_out_of_range_is_brought_into_it(
    crowd: Sandbox, limit: str, length: int
) -> None:
    """A limit below 1 counts as 1, one above 100 as 100; neither is refused."""
    page = ask(crowd, "GET", "/v1/customers", f"limit={limit}")

    assert (200, length) == (page.status, len(page["data"]))


@pytest.mark.parametrize(
    ("limit", "size"), [(None, 10), ("99", 99), ("100", 100), ("101", 100)]
)
def test_a_page_holds_at_most_a_hundred(limit: str | None, size: int) -> None:
    """A page holds ten objects, or as many as its limit says, up to a hundred."""
    assert size == read(Page, {"limit": limit} if limit else {}).size


@pytest.mark.parametrize("limit", ["x", "1.5", "9" * 19])
def test_a_limit_is_a_whole_number(crowd: Sandbox, limit: str) -> None:
    """A limit that is no whole number is refused."""
    refused = ask(crowd, "GET", "/v1/customers", f"limit={limit}")

    assert (400, INVALID, "parameter_invalid_integer", "limit") == refused.refusal


@pytest.mark.parametrize("cursor", ["starting_after", "ending_before"])
@pytest.mark.parametrize("object_id", ["cus_99", "src_1", "%00", "a'; DROP TABLE x"])
def test_an_unknown_cursor_is_refused(
    crowd: Sandbox, cursor: str, object_id: str
) -> None:
    """A cursor that is in no such list is a 400 `resource_missing` for the cursor."""
    crowd.given("src_1")
    refused = ask(crowd, "GET", "/v1/customers", {cursor: object_id})

    assert (400, INVALID, "resource_missing", cursor) == refused.refusal


def test_both_cursors_at_once_are_refused(crowd: Sandbox) -> None:
    """A page is asked for in one direction: both cursors at once are refused."""
    refused = ask(
        crowd, "GET", "/v1/customers", "starting_after=cus_3&ending_before=cus_1"
    )

    assert (400, INVALID, None, None) == refused.refusal
    assert "Send one" in refused.error["message"]


def test_an_empty_cursor_is_refused(crowd: Sandbox) -> None:
    """An empty cursor is refused: it cannot be unset."""
    refused = ask(crowd, "GET", "/v1/customers", "starting_after=")

    assert (
        400,
        INVALID,
        "parameter_invalid_empty",
        "starting_after",
    ) == refused.refusal


def test_an_empty_list_is_a_list(sandbox: Sandbox) -> None:
    """A list of nothing is answered with its address, and has no more."""
    expected = {"object": "list", "data": [], "has_more": False, "url": "/v1/charges"}

    assert expected == ask(sandbox, "GET", "/v1/charges").body


def test_the_sources_of_a_customer_stand_as_they_were_attached(
    sandbox: Sandbox,
) -> None:
    """A customer's sources are listed in the order they were attached, page by page."""
    sandbox.given("cus_1")
    made = [sandbox.call("sources.create", **VISA)["id"] for _ in range(5)]
    attached = [made[n] for n in (3, 0, 4, 1, 2)]
    for source in attached:
        sandbox.call("customers.sources.create", customer="cus_1", source=source)
    path = "/v1/customers/cus_1/sources"
    pages = walk(sandbox, path, "starting_after", end=-1, limit=2)
    back = ask(sandbox, "GET", path, {"ending_before": attached[4], "limit": 3})

    assert attached == [one for page in pages for one in ids(page)]
    assert attached[1:4] == ids(back)
    assert back["has_more"] is True


def test_a_filter_holds_on_every_page(sandbox: Sandbox) -> None:
    """A list that is narrowed is walked within what is left of it."""
    for number in range(6):
        sandbox.given(f"cus_{number}", email="ab"[number % 2] + "@example.com")
    pages = walk(
        sandbox,
        "/v1/customers",
        "starting_after",
        end=-1,
        email="a@example.com",
        limit=2,
    )

    assert [["cus_4", "cus_2"], ["cus_0"]] == [ids(page) for page in pages]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(f"created={FIRST_DAY + 60}", ["cus_1"], id="one second"),
        pytest.param(f"created={FIRST_DAY + 1}", [], id="a second without any"),
        pytest.param(f"created[gt]={FIRST_DAY + 60}", ["cus_2"], id="later than"),
        pytest.param(f"created[gte]={FIRST_DAY + 60}", ["cus_2", "cus_1"], id="since"),
        pytest.param(f"created[lt]={FIRST_DAY + 60}", ["cus_0"], id="earlier than"),
        pytest.param(f"created[lte]={FIRST_DAY + 60}", ["cus_1", "cus_0"], id="until"),
        pytest.param(
            f"created[gt]={FIRST_DAY}&created[lt]={FIRST_DAY + 120}",
            ["cus_1"],
            id="between",
        ),
        pytest.param("created[gte]=-1", ["cus_2", "cus_1", "cus_0"], id="ever"),
    ],
)
def test_lists_are_narrowed_by_time(
    sandbox: Sandbox, query: str, expected: list[str]
) -> None:
    """A list is narrowed to what was created at, after or before a second."""
    for number in range(3):
        sandbox.given(f"cus_{number}")
        sandbox.advance(minutes=1)

    assert expected == ids(ask(sandbox, "GET", "/v1/customers", query))


def test_bounds_and_a_cursor_go_together(sandbox: Sandbox) -> None:
    """A list that is narrowed by time is walked from a cursor as well."""
    for number in range(4):
        sandbox.given(f"cus_{number}")
        sandbox.advance(minutes=1)
    query = f"created[lte]={FIRST_DAY + 120}&starting_after=cus_3&limit=2"
    page = ask(sandbox, "GET", "/v1/customers", query)

    assert (["cus_2", "cus_1"], True) == (ids(page), page["has_more"])


@pytest.mark.parametrize(
    ("query", "code", "param"),
    [
        ("created=now", "parameter_invalid_integer", "created"),
        ("created=", "parameter_invalid_empty", "created"),
        ("created[gt]=now", "parameter_invalid_integer", "created[gt]"),
        ("created[since]=1", "parameter_unknown", "created[since]"),
        ("created[]=1", None, "created"),
    ],
)
def test_a_wrong_time_is_refused(
    sandbox: Sandbox, query: str, code: str | None, param: str
) -> None:
    """A time that is none is refused with the name of the bound."""
    assert (400, INVALID, code, param) == ask(
        sandbox, "GET", "/v1/charges", query
    ).refusal


def test_only_a_list_inside_an_object_says_its_total(sandbox: Sandbox) -> None:
    """A list says its total where it stands inside an object, and nowhere else."""
    sandbox.given("cus_1")
    listed = ask(sandbox, "GET", "/v1/customers").body
    [customer] = listed["data"]

    assert ["object", "data", "has_more", "url"] == list(listed)
    assert ["object", "data", "has_more", "total_count", "url"] == list(
        customer["sources"]
    )


def test_a_page_in_both_directions_is_none() -> None:
    """A page model refuses both cursors, and takes either."""
    for name in ("starting_after", "ending_before"):
        read(Page, {name: "cus_1"}).check()
    with pytest.raises(ApiError, match="exclude each other"):
        read(Page, {"starting_after": "cus_1", "ending_before": "cus_1"}).check()
