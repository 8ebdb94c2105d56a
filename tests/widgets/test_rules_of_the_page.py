"""Every rule of the page, broken in a notebook: the refusal names its heading."""

import re
from typing import NamedTuple, get_args

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from sandbox.lessons.execution import execute
from sandbox.lessons.exercises import SECTIONS
from sandbox.page import RULES, Broken
from tests.widgets.hands import Reader

SETUP = """
%load_ext sandbox
import stripe
from sandbox import connect

sandbox = connect(seed=2)

def shop():
    sandbox.reset()
    sandbox.given("cus_jenny")
    sandbox.given("cus_poor")
    for name, state in {
        "src_hers": {"usage": "reusable", "customer": "cus_jenny"},
        "src_free": {"usage": "reusable"},
        "src_used": {"usage": "reusable", "status": "consumed"},
        "src_spent": {"usage": "single_use", "status": "consumed"},
        "src_failed": {"usage": "single_use", "type": "ideal", "status": "failed"},
        "src_pending": {"usage": "single_use", "type": "ideal", "status": "pending"},
    }.items():
        sandbox.given(name, **state)

def charge(**who):
    return stripe.Charge.create(amount=1099, currency="eur", **who)
"""


class Broke(NamedTuple):
    """What a reader does, and the rule that it breaks."""

    code: str
    rule: Broken


CREATED = 'stripe.Customer.create(source="{}")'
ATTACHED = 'stripe.Customer.create_source("cus_poor", source="{}")'
MODIFIED = 'stripe.Customer.modify("cus_jenny", {}="{}")'

BROKEN = {
    "a pending source is charged": Broke('charge(source="src_pending")', "chargeable"),
    "a failed source is charged": Broke('charge(source="src_failed")', "chargeable"),
    "a source that is not there is charged": Broke(
        'charge(source="src_none")', "chargeable"
    ),
    "a free source is charged twice": Broke(
        'charge(source="src_free")\ncharge(source="src_free")', "consumed"
    ),
    "a source is attached once it is consumed": Broke(
        ATTACHED.format("src_used"), "consumed"
    ),
    "a consumed source for a new customer": Broke(
        CREATED.format("src_used"), "consumed"
    ),
    "an unknown source for a new customer": Broke(
        CREATED.format("src_none"), "new customer"
    ),
    "somebody's source for a new customer": Broke(
        CREATED.format("src_hers"), "new customer"
    ),
    "an unknown source is attached": Broke(
        ATTACHED.format("src_none"), "existing customer"
    ),
    "somebody's source is attached": Broke(
        ATTACHED.format("src_hers"), "existing customer"
    ),
    "a failed source is attached": Broke(
        ATTACHED.format("src_failed"), "existing customer"
    ),
    "an unknown source in an update": Broke(
        MODIFIED.format("source", "src_none"), "existing customer"
    ),
    "a default that is nobody's": Broke(
        MODIFIED.format("default_source", "src_free"), "default"
    ),
    "a default that is not there": Broke(
        MODIFIED.format("default_source", "src_none"), "default"
    ),
    "an attached source without its customer": Broke(
        'charge(source="src_hers")', "attached"
    ),
    "an attached source with another customer": Broke(
        'charge(source="src_hers", customer="cus_poor")', "attached"
    ),
    "an unknown source with a customer": Broke(
        'charge(source="src_none", customer="cus_jenny")', "attached"
    ),
    "a customer who has no source": Broke(
        'charge(customer="cus_poor")', "without source"
    ),
    "neither a source nor a customer": Broke("charge()", "without source"),
    "a single-use source pays again": Broke('charge(source="src_spent")', "single use"),
    "it pays again, for a customer": Broke(
        'charge(source="src_spent", customer="cus_poor")', "single use"
    ),
    "it is attached once it has paid": Broke(
        ATTACHED.format("src_spent"), "single use"
    ),
    "a token's payment is to refer to a customer": Broke(
        'charge(source="tok_visa", customer="cus_poor")', "attributed"
    ),
    "a payment is to refer to somebody else": Broke(
        'paid = charge(customer="cus_jenny")\n'
        'stripe.Charge.modify(paid.id, customer="cus_poor")',
        "attributed",
    ),
}
OTHERS = {
    "a declined card": (
        'charge(source=sandbox.given("src_1", token="tok_chargeDeclined")["id"])'
    ),
    "a wrong amount": 'stripe.Charge.create(amount=-1, currency="eur")',
    "an unknown customer": 'stripe.Customer.retrieve("cus_none")',
}
"""Refusals that the page says nothing of."""


@pytest.fixture(scope="module")
def outputs(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[NotebookNode]]:
    """What a notebook shows when each of these is done in a cell of its own."""
    codes = {name: one.code for name, one in BROKEN.items()} | OTHERS
    tags = {"tags": ["raises-exception"]}
    cells = [new_code_cell(f"shop()\n{code}", metadata=tags) for code in codes.values()]
    notebook = new_notebook(cells=[new_code_cell(SETUP), *cells])
    execute(notebook, str(tmp_path_factory.mktemp("kernel")))
    return dict(zip(codes, (cell.outputs for cell in notebook.cells[1:]), strict=True))


def words(shown: list[NotebookNode]) -> str:
    """What stands in the rich error, which comes before the error itself."""
    told, error = shown
    assert "error" == error.output_type
    return " ".join(Reader(told.data["text/html"]).words.split())


@pytest.mark.parametrize("name", BROKEN)
def test_a_refusal_names_the_rule_of_the_page(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """The heading, and the rule under it, stand below what was refused."""
    heading, says = RULES[BROKEN[name].rule]

    told = words(outputs[name])

    assert "Refused: HTTP 4" in told
    assert f"On the page, under {heading} : {says}" in told


@pytest.mark.parametrize("name", BROKEN)
def test_it_says_what_was_given_and_what_to_do(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """What is wrong of what was named is in the reason; then it says how to go on."""
    given = re.findall(r"(?:src|cus|tok)_\w+", BROKEN[name].code)

    why, *what_to_do = outputs[name][1].evalue.split(". ")

    assert not given or any(one in why for one in given)
    assert what_to_do


@pytest.mark.parametrize("name", OTHERS)
def test_another_refusal_names_none(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """What the page does not speak of has no heading of it."""
    assert "On the page" not in words(outputs[name])


def test_every_rule_is_broken() -> None:
    """No rule stands in the table that nothing here breaks."""
    assert set(get_args(Broken)) == set(RULES) == {one.rule for one in BROKEN.values()}


def test_every_heading_of_the_page_has_a_rule() -> None:
    """A documented section has a rule that can be broken; what is beyond has none."""
    headings = [rule.heading for rule in RULES.values()]

    assert [SECTIONS[one] for one in "123567"] == list(dict.fromkeys(headings))
