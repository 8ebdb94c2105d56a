"""A notebook in JupyterLab, as a reader uses it."""

import re
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

IDLE = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator"
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CELL = SHOWN + " .jp-Cell[data-windowed-list-index='{}']"
SAVED = "00_start_here.ipynb"
"""A notebook of which there is a copy that no test runs: nobody trusts it."""

SETTLING = 2_500
"""Milliseconds after which a notebook that was opened can be run."""

LONGEST = 60_000
"""Milliseconds that a notebook may take to run at the very most."""

CELLS = """() => {
  const cells = jupyterapp.shell.currentWidget.content.model.sharedModel.cells;
  return [...cells].map(cell => cell.toJSON());
}"""


CLEAR = """() => {
  const cells = jupyterapp.shell.currentWidget.content.model.sharedModel.cells;
  for (const cell of cells) if (cell.cell_type === 'code') cell.execution_count = null;
}"""
"""Forget the numbers of a saved run, so that those of this one can be waited for."""


ASK = """async code => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const asked = kernel.requestExecute({code, store_history: false});
  let printed = '';
  asked.onIOPub = ({header, content}) => {
    if (header.msg_type === 'stream') printed += content.text;
    if (header.msg_type === 'error') printed += `${content.ename}: ${content.evalue}`;
  };
  await asked.done;
  return printed;
}"""

MOST_TABS = 40
"""Tabs to anything in one thing that can be pressed."""

FOCUSED = """() => {
  const one = document.activeElement, drawn = getComputedStyle(one);
  const label = one.getAttribute('aria-label') || one.labels?.[0]?.innerText;
  const name = (label || one.innerText || one.value || '').trim();
  return [name, `${drawn.outlineStyle} ${drawn.outlineWidth}`];
}"""
"""What has the focus is called so, and outlined so."""

GRAVE = ("serious", "critical")


def ours(violation: dict[str, Any]) -> bool:
    """Whether it is in what the project draws, and not in JupyterLab around it."""
    places = [node["html"] for node in violation["nodes"]]
    return not all(html.startswith('<div class="lm-Widget jp-') for html in places)


class Ran(NamedTuple):
    """How a notebook ran: its cells, and the seconds that they took."""

    cells: list[dict[str, Any]]
    seconds: float


class Notebook:
    """One notebook, in the tab that is shown."""

    def __init__(self, page: "Page", path: str) -> None:
        """Name it by its path below the root."""
        self.page, self.path = page, path

    def open(self) -> None:
        """Open it, and wait for its kernel."""
        self.page.evaluate(
            "path => void jupyterapp.commands.execute('docmanager:open', {path})",
            self.path,
        )
        name = self.path.rpartition("/")[2]
        self.page.wait_for_function(
            "name => jupyterapp.shell.currentWidget?.context?.path.endsWith(name)",
            arg=name,
        )
        self.idle()
        # JupyterLab drops what is queued while widgets of an earlier run come back.
        self.page.wait_for_timeout(SETTLING)

    def idle(self) -> None:
        """Wait until nothing runs."""
        indicator = self.page.locator(f"{IDLE}[data-status='idle']")
        indicator.first.wait_for(timeout=LONGEST)

    def run_from_the_menu(self) -> Ran:
        """Run > Run All Cells, by the mouse; how that went."""
        self.page.evaluate(CLEAR)
        self.page.locator(".lm-MenuBar-itemLabel", has_text="Run").click()
        began = monotonic()
        self.page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        self.finished()
        return Ran(self.cells(), monotonic() - began)

    def restart(self) -> None:
        """Kernel > Restart Kernel..., by the mouse, and yes."""
        self._kernel("Restart Kernel…")
        self.page.locator(".jp-Dialog").locator(".jp-mod-accept").click()
        self.page.wait_for_selector(".jp-Dialog", state="detached")
        self.idle()

    def shut_down(self) -> None:
        """Kernel > Shut Down Kernel, by the mouse."""
        self._kernel("Shut Down Kernel")
        self.page.locator(f"{IDLE}[data-status='unknown']").wait_for()

    def _kernel(self, does: str) -> None:
        """Choose something from the menu of the kernel."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text="Kernel").click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(does, exact=True).click()

    def finished(self) -> None:
        """Wait until every code cell has run, and nothing runs any more."""
        self.page.wait_for_function(
            """() => {
              const panel = jupyterapp.shell.currentWidget;
              const cells = [...panel.content.model.sharedModel.cells];
              const code = cells.filter(cell => cell.cell_type === 'code');
              return code.every(cell => cell.executionState !== 'running'
                  && cell.execution_count !== null)
                && panel.sessionContext.session?.kernel?.status === 'idle';
            }""",
            timeout=LONGEST,
        )

    def cells(self) -> list[dict[str, Any]]:
        """All cells with their outputs, as they would be saved."""
        found: list[dict[str, Any]] = self.page.evaluate(CELLS)
        return found

    def output(self, place: int) -> "Locator":
        """What a cell shows, scrolled to."""
        self.page.evaluate(
            "place => void jupyterapp.shell.currentWidget.content"
            ".scrollToItem(place, 'start')",
            place,
        )
        cell = self.page.locator(
            f"{SHOWN} .jp-Cell[data-windowed-list-index='{place}']"
        )
        shown = cell.locator(".jp-Cell-outputArea")
        shown.wait_for()
        return shown

    def select(self, place: int) -> None:
        """Go to a cell, as the arrow keys do between cells."""
        self.page.evaluate(
            """place => {
              const notebook = jupyterapp.shell.currentWidget.content;
              notebook.activeCellIndex = place;
              notebook.mode = 'command';
              notebook.widgets[place].node.focus();
            }""",
            place,
        )

    def tab_to(self, control: str) -> str:
        """Press Tab until a control has the focus; how that can be seen.

        The control is a regular expression for what it is called.
        """
        passed: list[str] = []
        while len(passed) < MOST_TABS:
            self.page.keyboard.press("Tab")
            name, outline = self.page.evaluate(FOCUSED)
            if re.fullmatch(control, name):
                return str(outline)
            passed.append(name)
        raise AssertionError(f"Tab does not come to {control}, but to {passed}")

    def focused(self, control: str) -> bool:
        """Whether it is a control of this name that has the focus, now or soon."""
        return bool(re.fullmatch(control, self.page.evaluate(FOCUSED)[0]))

    def violations(self, place: int) -> list[tuple[str, str]]:
        """What axe finds serious or critical in what a cell shows.

        Each as its rule, and the first place where it was found.
        """
        from axe_playwright_python.sync_playwright import Axe

        area = f"{CELL.format(place)} .jp-Cell-outputArea"
        found = Axe().run(self.page, context=area).response["violations"]
        grave = [one for one in found if one["impact"] in GRAVE and ours(one)]
        return [(one["id"], one["nodes"][0]["html"][:200]) for one in grave]

    def ask(self, code: str) -> str:
        """What some code prints in the kernel, behind all that it was told before."""
        printed: str = self.page.evaluate(ASK, code)
        return printed.strip()

    def edit(self, place: int, code: str) -> None:
        """Put other code into a cell by the keyboard, and run it."""
        self.output(place)
        cell = self.page.locator(
            f"{SHOWN} .jp-Cell[data-windowed-list-index='{place}']"
        )
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(300)
        self.idle()

    def close(self) -> None:
        """Save it, end its kernel, and close the tab."""
        self.page.evaluate(
            """async () => {
              const panel = jupyterapp.shell.currentWidget;
              await panel.context.save();
              await panel.sessionContext.shutdown();
              panel.dispose();
            }"""
        )

    def theme(self, name: str) -> None:
        """Choose a theme of JupyterLab: "JupyterLab Dark" or "JupyterLab Light"."""
        self.page.evaluate(
            "theme => void jupyterapp.commands"
            ".execute('apputils:change-theme', {theme})",
            name,
        )
        dark = str(name.endswith("Light")).lower()
        self.page.wait_for_selector(
            f"body[data-jp-theme-light='{dark}']", state="attached"
        )
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")
