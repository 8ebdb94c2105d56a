"""Whatever is typed, pressed twice or gone meanwhile: it is told, and goes on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.gallery import PRESSED, TWICE
from tests.browser.pages import Notebook

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TEXTS = {
    "HTML": "<img src=x onerror=window.broken=1><h1>big</h1>",
    "letters": "ten",
    "emoji": "🦊👩‍👩‍👧 支付",
    "10,000 characters": "x" * 10_000,
}
READING = ("authorise", "inspector", "snippet")
ASKING = [name for name in PRESSED if name not in READING]
"""What sends what is typed."""

SENDING = [*ASKING, "authorise"]
POSTED = """
print(sum(one["method"] == "POST" for one in sandbox.pages("workbench.requests")))
"""
ARRIVED = """
import asyncio
from sandbox.widgets import controls
await asyncio.sleep(controls.TYPED)
"""
"""Behind this, all presses that were made before it have been acted upon."""

AT_ONCE = """
from sandbox.widgets import controls
controls.DOUBLE_CLICK = 0
"""
"""A test presses one button after another faster than anybody does on purpose."""


@pytest.fixture(scope="module")
def notebook(page: "Page") -> Iterator[Notebook]:
    """A notebook of its own, run to its end."""
    opened = Notebook(page, "bad_input.ipynb")
    opened.open()
    opened.run_from_the_menu()
    opened.ask(AT_ONCE)
    yield opened
    opened.close()


def press(notebook: Notebook, form: "Locator", button: str, clicks: int = 1) -> str:
    """Press a button of a form; what it tells then, in words."""
    form.evaluate(FORGET)
    form.get_by_role("button", name=button).first.click(click_count=clicks)
    notebook.ask(ARRIVED)
    told = form.locator(NEWS).filter(visible=True)
    told.first.wait_for()
    return "\n".join(told.all_inner_texts())


NEWS = ".widget-html-content > :not([data-old])"
FORGET = """form => form.querySelectorAll('.widget-html-content > *')
  .forEach(one => one.dataset.old = '')"""
"""What is told after a press is drawn anew, though it may say the same."""


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ASKING)
def test_whatever_is_typed(notebook: Notebook, name: str, text: str) -> None:
    """It is text in every field and everywhere, and the next press is possible."""
    place = TWICE.index(name) + 1
    form = notebook.output(place)
    for field in form.locator("input[type=text]").filter(visible=True).all():
        field.fill(TEXTS[text])
    told = press(notebook, form, PRESSED[name])
    outputs = notebook.cells()[place]["outputs"]

    assert told
    assert form.get_by_role("button", name=PRESSED[name]).first.is_enabled()
    assert notebook.page.evaluate("window.broken") is None
    assert 0 == form.locator("img, h1").count()
    assert ["execute_result"] == [one["output_type"] for one in outputs]


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_is_looked_for(notebook: Notebook, text: str) -> None:
    """The inspector finds nothing of that name, and says so."""
    inspector = notebook.output(TWICE.index("inspector") + 1)
    inspector.get_by_label("Object").fill(f"nobody {TEXTS[text]}")
    inspector.get_by_role("button", name="Refresh").click()
    inspector.get_by_text("No request that fits.").wait_for()

    assert notebook.page.evaluate("window.broken") is None
    assert 0 == inspector.locator("img, h1").count()


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_is_pasted(notebook: Notebook, text: str) -> None:
    """What is no snippet is told so, whatever stands in it."""
    panel = notebook.output(TWICE.index("snippet") + 1)
    panel.get_by_label("Snippet").fill(TEXTS[text])
    panel.get_by_text("No language that is known").wait_for()

    assert notebook.page.evaluate("window.broken") is None
    assert 0 == panel.locator("img, h1").count()
    assert panel.get_by_role("button", name="Run it").is_disabled()


@pytest.fixture(scope="module")
def again(notebook: Notebook) -> Notebook:
    """The notebook in a new kernel: its fields hold what they began with."""
    notebook.restart()
    notebook.run_from_the_menu()
    return notebook


@pytest.mark.parametrize("name", SENDING)
def test_a_double_click_sends_once(again: Notebook, name: str) -> None:
    """Two clicks in a moment are one request that changes something."""
    before = int(again.ask(POSTED))
    press(again, again.output(TWICE.index(name) + 1), PRESSED[name], clicks=2)
    after = int(again.ask(POSTED))

    assert before + 1 == after


def test_two_panels_of_one_source(again: Notebook) -> None:
    """What one has done, the other is refused, and it shows how things are now."""
    other = again.output(len(TWICE))
    told = press(again, other, "Fail payment")

    assert "Only a pending source" in told
    assert other.get_by_text("chargeable", exact=True).is_visible()


DELETE = """
customer = stripe.Customer.retrieve(jenny.id)
if not getattr(customer, "deleted", False):
    customer.delete()
print(customer.deleted)
"""


@pytest.mark.parametrize("name", ["attach", "set-default", "charge-form", "wallet"])
def test_a_customer_who_was_deleted_meanwhile(again: Notebook, name: str) -> None:
    """The press is refused, and the next one is possible."""
    assert "True" == again.ask(DELETE)
    told = press(again, again.output(TWICE.index(name) + 1), PRESSED[name])

    assert "resource_missing" in told
