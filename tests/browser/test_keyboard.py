"""Everything that can be pressed, by the keyboard alone; and how it is heard then."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.browser.gallery import PRESSED
from tests.browser.pages import Notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]


class Walk(NamedTuple):
    """Controls in their order, each with a key or a text; and what is told then."""

    steps: dict[str, str]
    told: str


KEYS = ("Enter", "Space", "ArrowDown", "ArrowRight", "End")
NOBODY = "src_nobody"
TEN = "curl https://api.stripe.com/v1/charges -u sk_test_123: -d amount=ten"

WALKS: dict[str, dict[str, Walk]] = {
    "create-source": {
        "refused": Walk({"Token": "tok_nobody", "Create source": "Space"}, "Refused"),
        "done": Walk(
            {"Usage": "ArrowDown", "Token": "tok_visa", "Create source": "Enter"},
            "Done: source src_",
        ),
    },
    "create-customer": {
        "refused": Walk({"Source": NOBODY, "Create customer": "Space"}, "Refused"),
        "done": Walk(
            {"Email": "sam@example.com", "Source": "", "Create customer": "Enter"},
            "Done: customer cus_",
        ),
    },
    "attach": {
        "done": Walk({"Attach source": "Enter"}, "Done: source src_"),
        "refused": Walk({"Source": NOBODY, "Attach source": "Space"}, "Refused"),
    },
    "set-default": {
        "done": Walk({"Set default source": "Enter"}, "Done: customer cus_"),
        "refused": Walk(
            {"Default source": NOBODY, "Set default source": "Space"}, "Refused"
        ),
    },
    "charge-form": {
        "refused": Walk({"Amount": "ten", "Charge": "Space"}, "Not sent"),
        "done": Walk({"Amount": "1099", "Charge": "Enter"}, "Done: charge ch_"),
    },
    "authorise": {
        "done": Walk({"Authorise payment": "Enter"}, "Done: source src_"),
        "refused": Walk({"Fail payment": "Space"}, "Refused"),
    },
    "wallet": {
        "refused": Walk({"Amount in cents": "ten", "Pay.*": "Space"}, "Refused"),
        "done": Walk(
            {"Visa.*": "ArrowDown", "Amount in cents": "1099", "Pay.*": "Enter"},
            "Paid 10.99 EUR with American Express 8431",
        ),
    },
    "inspector": {
        "done": Walk({"POST .*": "Enter"}, "parameters"),
        "refused": Walk({"Object": "nobody", "Refresh": "Space"}, "No request that"),
    },
    "snippet": {
        "done": Walk({"Run it": "Enter"}, "Done: customer cus_"),
        "refused": Walk({"Snippet": TEN, "Run it": "Space"}, "Refused"),
    },
}
"""What a reader does to each thing, well and badly."""

CASES = [(name, list(WALKS[name])[turn]) for turn in (0, 1) for name in WALKS]
"""In turns: a second press within half a second would be a double click."""


@pytest.fixture(scope="module", params=["Light", "Dark"], ids=str.lower)
def notebook(page: "Page", request: pytest.FixtureRequest) -> Iterator[Notebook]:
    """A notebook of its own in each theme, run to its end."""
    opened = Notebook(page, "pressed.ipynb")
    opened.open()
    opened.theme(f"JupyterLab {request.param}")
    opened.run_from_the_menu()
    yield opened
    opened.theme("JupyterLab Light")
    opened.close()


def test_all_that_can_be_pressed_is() -> None:
    """Nothing of the gallery is left out, and each is done well and badly."""
    assert set(PRESSED) == set(WALKS)
    assert {("done", "refused")} == {tuple(sorted(walks)) for walks in WALKS.values()}


@pytest.mark.parametrize(("name", "outcome"), CASES)
def test_the_keyboard_is_enough(
    notebook: Notebook,
    name: str,
    outcome: str,
    screenshots: Path,
    request: pytest.FixtureRequest,
) -> None:
    """Where the focus is can be seen, a press does not lose it, and axe is content."""
    walk, place = WALKS[name][outcome], list(PRESSED).index(name) + 1
    output = notebook.output(place)
    notebook.select(place)
    marks = {}
    for control, keys in walk.steps.items():
        marks[control] = notebook.tab_to(control)
        if keys in KEYS:
            notebook.page.keyboard.press(keys)
        else:
            notebook.page.keyboard.press("Control+A")
            notebook.page.keyboard.insert_text(keys)
    output.get_by_text(walk.told).filter(visible=True).first.wait_for()
    output.screenshot(path=screenshots / f"pressed-{request.node.callspec.id}.png")

    assert dict.fromkeys(walk.steps, "solid 2px") == marks
    assert notebook.focused(control)
    assert [] == notebook.violations(place)
