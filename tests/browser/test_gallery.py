"""What the project draws, looked at, pressed and listened to in a real browser."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.lessons.exercises import EXERCISES
from tests.browser.gallery import PLACES, SHOWN
from tests.browser.pages import Notebook

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = [pytest.mark.slow, pytest.mark.browser]

THEMES = ["JupyterLab Light", "JupyterLab Dark"]
NARROW, PROJECTOR = {"width": 640, "height": 900}, {"width": 1280, "height": 720}
USUAL = {"width": 1280, "height": 1000}


@pytest.fixture(params=THEMES, ids=lambda name: name.split()[-1].lower())
def theme(request: pytest.FixtureRequest, shown: Notebook) -> str:
    """The light theme, and the dark one."""
    shown.theme(request.param)
    return str(request.param).rpartition(" ")[2].lower()


def of(shown: Notebook, name: str) -> "Locator":
    """What the cell of a name shows."""
    return shown.output(PLACES[name])


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_drawn_and_can_be_heard(
    shown: Notebook, theme: str, name: str, screenshots: Path
) -> None:
    """Something is there, and axe finds nothing serious or critical in it."""
    output = of(shown, name)
    output.screenshot(path=screenshots / f"{name}-{theme}.png")
    box = output.bounding_box()

    assert box
    assert box["height"] > 10
    assert [] == shown.violations(PLACES[name])


@pytest.mark.parametrize("size", [NARROW, PROJECTOR], ids=["200 %", "projector"])
def test_nothing_is_cut_off(shown: Notebook, size: Any, screenshots: Path) -> None:
    """At twice the size, as in a window half as wide, everything wraps or scrolls."""
    shown.page.set_viewport_size(size)
    try:
        wide, cut = {}, {}
        for name in SHOWN:
            output = of(shown, name)
            output.screenshot(path=screenshots / f"{name}-{size['width']}.png")
            wide[name] = output.evaluate(OVERHANG)
            cut[name] = output.evaluate(CUT)
    finally:
        shown.page.set_viewport_size(USUAL)
    assert {} == {name: by for name, by in wide.items() if by > 1}
    assert {} == {name: what for name, what in cut.items() if what}


OVERHANG = """area => {
  const edge = area.getBoundingClientRect().right;
  const scrolls = e => e !== area && e && (
    ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)
    || scrolls(e.parentElement));
  const out = [...area.querySelectorAll('*')].filter(e => !scrolls(e));
  return Math.max(0, ...out.map(e => e.getBoundingClientRect().right - edge));
}"""
"""By how many pixels something stands out of a cell, and cannot be scrolled to."""

CUT = """area => {
  const hides = e => getComputedStyle(e).overflowX === 'hidden';
  const all = [...area.querySelectorAll('.sandbox-form *')].filter(hides);
  const cut = all.filter(e => e.scrollWidth > e.clientWidth + 1);
  return cut.map(e => e.innerText).filter(said => said);
}"""
"""What is said in a form, and hidden where it ends."""


def test_progress_fits_a_narrow_window(shown: Notebook) -> None:
    """The marks of a section stand below one another where there is no room."""
    shown.page.set_viewport_size(NARROW)
    try:
        seen = of(shown, "progress").evaluate(SEEN)
    finally:
        shown.page.set_viewport_size(USUAL)
    assert set(EXERCISES) == set(seen)


SEEN = """area => {
  const edge = area.getBoundingClientRect().right, range = document.createRange();
  const seen = [...area.querySelectorAll('td, td *')].filter(e => {
    range.selectNodeContents(e);
    return !e.children.length && range.getBoundingClientRect().right <= edge;
  });
  return seen.map(e => e.innerText.split(' ')[0]);
}"""
"""The exercises whose mark is seen to its end without scrolling."""


def test_no_id_of_a_story_is_broken(shown: Notebook) -> None:
    """Ids and dates are in one line each: lines end between words."""
    lines = of(shown, "story").evaluate(LINES)
    assert {"2017-06-05", "source=src_"} <= {one[:11] for one in lines}
    assert {1} == set(lines.values())


LINES = """area => {
  const lines = {}, range = document.createRange();
  const walk = document.createTreeWalker(
    area.querySelector('table'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    for (const found of node.data.matchAll(/[\\w=-]+/g)) {
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      lines[found[0]] = new Set([...range.getClientRects()].map(r => r.top)).size;
    }
  }
  return lines;
}"""
"""On how many lines each word of a table stands."""


FOLDED = {
    "card-of-a-source": "Its life by now: chargeable",
    "card-of-a-customer": "Its sources and charges",
}


@pytest.mark.parametrize("name", FOLDED)
def test_a_card_unfolds_its_picture(
    shown: Notebook, theme: str, name: str, screenshots: Path
) -> None:
    """Tab comes to what is folded, and can be seen there; Enter shows the picture."""
    card = of(shown, name)
    picture = card.get_by_role("img")
    shown.select(PLACES[name])
    mark = shown.tab_to(FOLDED[name])
    assert picture.is_hidden()
    shown.page.keyboard.press("Enter")
    picture.wait_for()
    card.screenshot(path=screenshots / f"{name}-open-{theme}.png")
    violations = shown.violations(PLACES[name])
    shown.page.keyboard.press("Enter")
    picture.wait_for(state="hidden")

    assert not mark.startswith("none")
    assert [] == violations


def test_a_form_is_filled_in_by_the_keyboard(shown: Notebook) -> None:
    """Type, Tab to the button, press Enter: the result is told in place."""
    form = of(shown, "create-customer")
    form.get_by_label("Email").fill("")
    form.get_by_label("Email").focus()
    shown.page.keyboard.type("sam@example.com")
    form.get_by_role("button", name="Create customer").focus()
    shown.page.keyboard.press("Enter")

    form.get_by_text("Done: customer cus_").wait_for()
    assert "sam@example.com" in form.get_by_role("status").first.inner_text()


def test_a_refusal_is_told_where_it_was_made(
    shown: Notebook, screenshots: Path
) -> None:
    """Letters for an amount are refused beside the form, and the button is back."""
    form = of(shown, "charge-form")
    form.get_by_label("Amount").fill("ten")
    form.get_by_role("button", name="Charge", exact=True).click()
    alert = form.get_by_role("alert")
    alert.wait_for()
    form.screenshot(path=screenshots / "charge-form-refused.png")

    assert "amount is 'ten'" in alert.inner_text()
    assert form.get_by_role("button", name="Charge", exact=True).is_enabled()


def test_the_code_follows_what_is_typed(shown: Notebook) -> None:
    """Letter by letter; arrow keys go from tab to tab; what is shown is copied."""
    form = of(shown, "charge-form")
    tab = form.get_by_role("tab", name="Python")
    tab.click()
    panel = form.get_by_role("tabpanel")
    amount = form.get_by_label("Amount")
    amount.fill("42")
    panel.get_by_text("amount=42,").wait_for()
    amount.press_sequentially("00")
    panel.get_by_text("amount=4200,").wait_for()
    assert amount.evaluate("one => one === document.activeElement")
    tab.press("ArrowRight")
    assert "true" == form.get_by_role("tab", name="PHP").get_attribute("aria-selected")
    panel.get_by_text('"amount" => 4200').wait_for()
    form.get_by_role("tab", name="PHP").press("Home")
    panel.get_by_text("-d amount=4200").wait_for()

    form.get_by_role("button", name="Copy").click()
    form.get_by_text("Copied.").wait_for()
    copied = shown.page.evaluate("navigator.clipboard.readText()")
    assert panel.inner_text().strip() == copied.strip()

    note = form.get_by_text("one from sandbox.client() asks the sandbox.")
    assert note.is_hidden()
    form.get_by_label("today's SDK").check()
    form.get_by_role("tab", name="Python").click()
    note.wait_for()
    form.get_by_role("tab", name="curl").press("End")
    panel.get_by_text("sc.V1Charges.Create").wait_for()


def test_tabs_of_one_page_keep_apart(shown: Notebook) -> None:
    """No two of them share an id, and each has one style of its own."""
    for name in ("create-customer", "attach"):
        of(shown, name)
    seen = shown.page.eval_on_selector_all
    ids = seen(".sandbox-code [id]", "all => all.map(one => one.id)")
    checked = seen(".sandbox-code", CHECKED)

    assert len(checked) > 1
    assert {1} == set(checked)
    assert len(ids) == len(set(ids))


CHECKED = "all => all.map(one => one.querySelectorAll('input:checked').length)"
"""How many styles each of the tabs has chosen."""


def test_the_wallet_is_used(shown: Notebook, screenshots: Path) -> None:
    """Pay, move the default, add, remove: each press changes what is shown."""
    wallet = of(shown, "wallet")
    wallet.get_by_label("Visa 4242").check()
    wallet.get_by_role("button", name="Pay 10.99 EUR").click()
    wallet.get_by_text("Paid 10.99 EUR with Visa 4242").wait_for()
    wallet.get_by_label("American Express").check()
    wallet.get_by_role("button", name="Make default").click()
    wallet.get_by_text("The default is American Express").wait_for()
    wallet.get_by_role("button", name="Add to wallet").click()
    wallet.get_by_text("Added: Visa 4242").wait_for()
    wallet.screenshot(path=screenshots / "wallet-used.png")
    wallet.get_by_role("button", name="Remove").click()
    wallet.get_by_text("Removed American Express").wait_for()
    wallet.get_by_label("American Express").wait_for(state="detached")


def test_the_inspector_unfolds(shown: Notebook, screenshots: Path) -> None:
    """What came meanwhile is counted, and a press shows it; a request is opened."""
    inspector = of(shown, "inspector")
    shown.ask('stripe.Customer.create(email="lee@example.com")')
    inspector.get_by_text("newer: press Refresh").wait_for()
    inspector.screenshot(path=screenshots / "inspector-newer.png")
    inspector.get_by_role("button", name="Refresh").click()
    inspector.locator("summary", has_text="POST /v1/customers 200").first.click()
    inspector.get_by_text("email=lee@example.com").wait_for()
    inspector.screenshot(path=screenshots / "inspector-open.png")
    inspector.get_by_label("Refused only").check()
    inspector.get_by_text("invalid_request_error").first.wait_for()
    inspector.get_by_label("Refused only").uncheck()


def test_the_inspector_keeps_the_focus(shown: Notebook) -> None:
    """At an end of the requests, the way back has it: nobody has to begin anew."""
    inspector = of(shown, "inspector")
    place = inspector.get_by_text(re.compile(r"^\d+ to \d+ of "))
    for pressed, end, back in WAYS:
        inspector.get_by_role("button", name=pressed).focus()
        while not re.match(end, before := place.inner_text()):
            shown.page.keyboard.press("Enter")
            place.filter(has_not_text=before).wait_for()
        shown.page.wait_for_function(HAS_FOCUS, arg=back)


WAYS = [("Older", r"\d+ to (\d+) of \1$", "Newer"), ("Newer", "1 to", "Older")]
"""Buttons that turn pages, where their way ends, and what leads back from there."""

HAS_FOCUS = "name => document.activeElement.innerText === name"


def test_an_exercise_has_three_verdicts(shown: Notebook, screenshots: Path) -> None:
    """Not answered, wrong with a hint, right: one line each time."""
    place = PLACES["exercise"]
    create = 'stripe.Source.create(type="card", token="tok_visa", usage="{}")'
    states = {
        "open": ("    ...", "○ 1.1 not answered yet"),
        "wrong": (f"    {create.format('single_use')}", "✗ 1.1 The source can be"),
        "right": (f"    {create.format('reusable')}", "✓ 1.1 A reusable source"),
    }
    for state, (code, says) in states.items():
        shown.edit(place, f'with sandbox.exercise("1.1"):\n{code}')
        output = shown.output(place)
        output.get_by_text(says).wait_for()
        output.screenshot(path=screenshots / f"exercise-{state}.png")
