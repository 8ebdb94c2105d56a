"""Examples are run in a world in which they work, or are refused in all of them."""

from typing import NamedTuple

import pytest

from sandbox.doccheck.outcomes import refused
from sandbox.doccheck.running import MOST_TRIED, Run, Runner
from sandbox.doccheck.worlds import World
from sandbox.errors import ApiError
from sandbox.languages.reading.made import Answer, Made, Outside
from tests.doccheck.hand import CHARGE, CUSTOMER, EUROS, SOURCE, made

ATTACH = "customers.sources.create"


def search(*calls: Made, heading: str = "") -> list[Run]:
    """The worlds that were tried for an example."""
    return Runner().search(calls, heading=heading)


class Works(NamedTuple):
    """An example, the world in which it works, and how many were tried."""

    calls: list[Made]
    world: str
    tried: int


LISTED = Answer(1, ("data", "0", "customer"))
ATTACHED = f"{SOURCE} is reusable and attached to {CUSTOMER}"
FREE = f"{SOURCE} is reusable and attached to nobody"

WORKING = {
    "a new customer": Works(
        [made("customers.create", email="jenny@example.com", source=SOURCE)], FREE, 1
    ),
    "attach": Works([made(ATTACH, customer=CUSTOMER, source=SOURCE)], FREE, 2),
    "default source": Works(
        [made("customers.update", customer=CUSTOMER, default_source=SOURCE)],
        ATTACHED,
        1,
    ),
    "charge with its customer": Works([made("charges.create", **CHARGE)], ATTACHED, 1),
    "charge a customer alone": Works(
        [made("charges.create", **EUROS, customer="cus_1")],
        "card_of_1 is attached to cus_1",
        2,
    ),
    "charge twice": Works(
        [made("charges.create", **CHARGE), made("charges.create", **CHARGE)],
        ATTACHED,
        1,
    ),
    "attach, charge, detach": Works(
        [
            made(ATTACH, customer=CUSTOMER, source=SOURCE),
            made("charges.create", **CHARGE),
            made("customers.sources.detach", customer=CUSTOMER, source=SOURCE),
        ],
        FREE,
        2,
    ),
    "an old one detached, a new one attached": Works(
        [
            made("customers.sources.detach", customer="cus_1", source="src_1"),
            made(ATTACH, customer="cus_1", source="src_2"),
        ],
        "src_1 is reusable and attached to cus_1, "
        "src_2 is reusable and attached to nobody",
        2,
    ),
    "authorise what waits": Works(
        [made("workbench.authorise", source="src_1")],
        "src_1 is ideal and pending and attached to nobody",
        3,
    ),
    "an answer charged": Works(
        [
            made("customers.create", source="tok_visa"),
            made("charges.create", **EUROS, customer=Answer(0, ("id",))),
        ],
        "nothing exists",
        1,
    ),
    "an answer in an address": Works(
        [
            made("customers.create", source="tok_visa"),
            made("customers.sources.list", customer=Answer(0, ("id",))),
            made("charges.create", **EUROS, customer=LISTED),
        ],
        "nothing exists",
        1,
    ),
    "everything deleted": Works(
        [made("workbench.reset"), made("customers.list")], "nothing exists", 1
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", WORKING.values(), ids=WORKING)
def test_works(example: Works) -> None:
    """The first world in which an example works is kept, and no more are tried."""
    runs = search(*example.calls)

    assert runs[-1].works
    assert (example.world, example.tried) == (runs[-1].world.told, len(runs))
    assert refused(runs, example.calls) is None


def test_another_end_may_be_wanted() -> None:
    """Worlds are tried up to one in which it goes as wanted: here, to be refused."""
    calls = [made("charges.create", **CHARGE), made("charges.create", **CHARGE)]

    runs = Runner().search(calls, wanted=lambda run: not run.works)

    assert [True, False] == [run.works for run in runs]
    assert FREE == runs[-1].world.told


MADE = {
    "charges.retrieve": {"charge": "ch_1"},
    "charges.capture": {"charge": "ch_1"},
    "charges.refunds.list": {"charge": "py_1"},
    "charges.refunds.retrieve": {"charge": "ch_1", "refund": "re_1"},
    "refunds.create": {"charge": "ch_1", "amount": 1099},
    "refunds.retrieve": {"refund": "re_1"},
    "refunds.update": {"refund": "pyr_1", "metadata": {"order": 7}},
    "disputes.close": {"dispute": "dp_1"},
    "events.retrieve": {"event": "evt_1"},
    "tokens.retrieve": {"token": "tok_1"},
    "customers.create": {"source": "tok_1"},
    "customers.sources.create": {"source": "btok_1", "customer": "cus_1"},
    "balance_transactions.retrieve": {"transaction": "txn_1"},
    "webhook_endpoints.delete": {"webhook_endpoint": "we_1"},
}


@pytest.mark.parametrize(("operation", "given"), MADE.items(), ids=MADE)
def test_made_for_the_page(operation: str, given: dict[str, str]) -> None:
    """What cannot be given is made, and goes by the page's id in answers too."""
    run = search(made(operation, **given))[-1]

    assert run.works, run.refusal
    (name, value), *_ = given.items()
    if name in ("charge", "refund", "dispute", "event", "token"):
        assert value in str(run.answers[0])


def test_refusals_name_the_page_s_ids() -> None:
    """A refusal speaks of what was made by the id that the page has for it."""
    calls = [made("charges.capture", charge="ch_1")] * 2

    problem = refused(search(*calls), calls)

    assert problem
    assert "ch_1" in problem.message
    assert "ch_1 is a charge that is only held" in problem.hint


def test_test_tokens_are_there_already() -> None:
    """A test token of the sandbox is not made anew."""
    (run,) = search(made("charges.create", **EUROS, source="tok_visa"))

    assert "nothing exists" == run.world.told


def test_the_heading_is_believed() -> None:
    """Under a heading about single-use sources the charge is tried with one first."""
    (run,) = search(made("charges.create", **CHARGE), heading="Single-use Sources")

    assert f"{SOURCE} is single_use and attached to nobody" == run.world.told


class Refused(NamedTuple):
    """An example that works nowhere: where that is told, of which kind, and how."""

    calls: list[Made]
    line: int
    kind: str
    message: str


REFUSED = {
    "a customer as source": Refused(
        [made("charges.create", **CHARGE | {"source": "cus_other"})],
        5,
        "refused",
        "charges.create is refused: cus_AFGbOSiITuJVDs has no source cus_other",
    ),
    "a source as customer": Refused(
        [made(ATTACH, customer="src_1", source="src_2")],
        2,
        "refused",
        "customers.sources.create is refused: There is no customer 'src_1'",
    ),
    "capitals in the beginning of an id": Refused(
        [made("sources.retrieve", source="SRC_1")],
        2,
        "refused",
        "sources.retrieve is refused: There is no source 'SRC_1'",
    ),
    "a default that is no source": Refused(
        [made("customers.update", customer="cus_1", default_source="cus_1")],
        3,
        "refused",
        "customers.update is refused: cus_1 has no source 'cus_1'",
    ),
    "no such currency": Refused(
        [made("charges.create", **CHARGE | {"currency": "euro"})],
        3,
        "refused",
        "charges.create is refused: currency is 'euro'",
    ),
    "too little": Refused(
        [made("charges.create", **CHARGE | {"amount": 1})],
        2,
        "refused",
        "charges.create is refused: amount is 1: the least",
    ),
    "no whole number": Refused(
        [made("charges.create", **CHARGE | {"amount": "10.99"})],
        2,
        "parameter",
        "charges.create is refused: amount is '10.99'",
    ),
    "no amount": Refused(
        [made("charges.create", line=7, currency="eur", source="src_1")],
        7,
        "parameter",
        "charges.create is refused: amount is missing",
    ),
    "a parameter too many": Refused(
        [made("charges.create", amout=1099, currency="eur", source="src_1")],
        2,
        "parameter",
        "charges.create is refused: This call takes no parameter amout",
    ),
    "a field of a hash": Refused(
        [made("customers.create", shipping={"name": "Jenny"})],
        2,
        "parameter",
        "customers.create is refused: shipping[address]",
    ),
    "the second call": Refused(
        [
            made("customers.retrieve", customer="cus_1"),
            made("charges.retrieve", line=4, charge="charge_1"),
        ],
        5,
        "refused",
        "charges.retrieve is refused: There is no charge 'charge_1'",
    ),
    "a field that no answer has": Refused(
        [
            made("customers.create"),
            made("charges.create", line=3, **EUROS, source=Answer(0, ("card", "id"))),
        ],
        6,
        "refused",
        "charges.create is refused: source is taken from the field card.id",
    ),
    "an answer of later": Refused(
        [made("customers.retrieve", customer=Answer(3, ("id",)))],
        2,
        "refused",
        "customers.retrieve is refused: customer is taken from the field id",
    ),
}


@pytest.mark.parametrize("example", REFUSED.values(), ids=REFUSED)
def test_refused(example: Refused) -> None:
    """What works in no world is told at the parameter that the refusal names."""
    problem = refused(search(*example.calls), example.calls)

    assert problem
    assert (example.line, example.kind) == (problem.line, problem.kind)
    assert example.message in problem.message


def test_worlds_are_listed() -> None:
    """Which worlds were tried is said, and once why, where the reason is the same."""
    calls = [made("charges.create", **EUROS | {"currency": "euro"}, source="src_1")]

    problem = refused(search(*calls), calls)

    assert problem
    assert (
        "The same in every world that was tried: src_1 is reusable and attached to "
        "nobody; src_1 is single_use and attached to nobody; src_1 is ideal and "
        "pending and attached to nobody."
    ) == problem.hint


def test_each_world_has_its_reason() -> None:
    """Where worlds refuse for reasons of their own, each is listed with its own."""
    twice = made("charges.create", **EUROS, source="src_1")

    problem = refused(search(twice, twice), [twice, twice])

    assert problem
    assert problem.message.startswith("charges.create is refused: src_1 ")
    assert problem.hint.startswith(
        "Tried: [src_1 is reusable and attached to nobody] src_1 "
    )
    assert "[src_1 is ideal and pending and attached to nobody] src_1 " in problem.hint


def test_hopeless_worlds_are_not_tried() -> None:
    """What was refused because of one id is not tried again with others changed."""
    calls = [
        made("sources.retrieve", source="src_1"),
        made("charges.create", amount=1, currency="eur", source="src_1"),
        *(made("sources.retrieve", source=f"src_{n}") for n in range(2, 9)),
    ]

    assert 3 == len(search(*calls))


def test_few_are_tried() -> None:
    """However many worlds there are, few are tried."""
    calls = [made("sources.retrieve", source=f"src_{n}") for n in range(9)]

    assert MOST_TRIED == len(search(*calls, made("charges.create", amount=1)))


def test_each_run_begins_anew() -> None:
    """What an example leaves behind, even a planted failure, is gone in the next."""
    runner = Runner()
    runner.search([made("workbench.fail_next", failure="rate_limit")])
    runner.search([made("customers.create", email="jenny@example.com")])

    (run,) = runner.search([made("customers.list")])

    assert [] == run.answers[0]["data"]


def test_idempotency_key_is_sent() -> None:
    """A key used twice with other parameters is refused, as by the API."""
    calls = [
        call._replace(call=call.call._replace(options={"idempotency_key": "k"}))
        for call in (made("customers.create", email="a@b.co"), made("customers.create"))
    ]

    problem = refused(search(*calls), calls)

    assert problem
    assert "customers.create is refused" in problem.message


def test_a_world_that_cannot_be() -> None:
    """A state in which a source can never be is refused, not passed over."""
    never = World({"src_1": ({"id": "src_1", "type": "ideal", "usage": "reusable"},)})

    with pytest.raises(ApiError, match="usage"):
        Runner().run([made("sources.retrieve", source="src_1")], never)


def test_answers_are_filled_in_at_any_depth() -> None:
    """An answer stands in lists and hashes as well as alone."""
    email = Answer(0, ("email",))
    calls = [
        made("customers.create", email="jenny@example.com"),
        made("customers.create", metadata={"of": email, "note": "n"}),
    ]

    (run,) = search(*calls)

    assert {"of": "jenny@example.com", "note": "n"} == run.answers[1]["metadata"]


def test_what_comes_from_outside() -> None:
    """What a form of the reader's own would send has a value that suits its name."""
    outside = {name: Outside("form") for name in ("amount", "currency", "source")}

    runs = search(made("charges.create", **outside, description=Outside("words")))

    assert (1099, "words") == (
        runs[-1].answers[0]["amount"],
        runs[-1].answers[0]["description"],
    )


def test_nothing_to_run() -> None:
    """An example without a call works in a world in which nothing exists."""
    (run,) = search()

    assert (True, "nothing exists") == (run.works, run.world.told)


def test_nothing_is_done_for_each_of_none() -> None:
    """A loop over a list that is empty makes no call, and no call with its answer."""
    refunded = made("refunds.create", charge=Answer(0, ("data", "0", "id")))
    looked = made("refunds.retrieve", refund=Answer(1, ("id",)))
    (run,) = search(made("charges.list", limit=3), refunded, looked)

    assert run.works
    assert [3, 0, 0] == [min(len(answer), 3) for answer in run.answers]


def test_one_of_a_list_is_the_first() -> None:
    """Where the list has one, what is done for each is done for that one."""
    refunded = made("refunds.create", charge=Answer(1, ("data", "0", "id")))
    (run, *_) = search(made("charges.create", **CHARGE), made("charges.list"), refunded)

    assert run.works
    assert "refund" == run.answers[2]["object"]
