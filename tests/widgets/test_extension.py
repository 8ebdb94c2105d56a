"""`%load_ext sandbox`, and a form, in a kernel as a reader has it."""

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from sandbox.lessons.execution import execute

CELLS = {
    "load": "%load_ext sandbox",
    "setup": """
from sandbox import connect
from sandbox.widgets.forms import CreateCustomerForm
import stripe
sandbox = connect()
""",
    "error": "stripe.Customer.retrieve('cus_nobody')",
    "warnings": """
for _ in range(2):
    sandbox.reset()
    sandbox.given("src_1", usage="single_use")
    customer = stripe.Customer.create(source="src_1")
""",
    "form": """
form = CreateCustomerForm(sandbox)
form
""",
    "refused": """
form.fields["source"].value = "src_nobody"
form.button.click()
""",
    "fault": """
sandbox.close()
form.button.click()
""",
}

RAISING = {name: ["raises-exception"] for name in ("error", "fault")}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[NotebookNode]]:
    """What each cell puts out when all of them run in one kernel."""
    notebook = new_notebook(
        cells=[
            new_code_cell(code, metadata={"tags": RAISING.get(name, [])})
            for name, code in CELLS.items()
        ]
    )
    execute(notebook, str(tmp_path_factory.mktemp("kernel")))
    return dict(zip(CELLS, (cell.outputs for cell in notebook.cells), strict=True))


@pytest.mark.parametrize("name", ["load", "setup", "refused"])
def test_silence(outputs: dict[str, list[NotebookNode]], name: str) -> None:
    """Loading puts nothing out; neither does a form that shows its own outcome."""
    assert [] == outputs[name]


def test_errors_are_short(outputs: dict[str, list[NotebookNode]]) -> None:
    """An error is its name and its sentence, without the way it took."""
    _, error = outputs["error"]

    assert "InvalidRequestError" == error.ename
    assert 1 == len("\n".join(error.traceback).splitlines())
    assert "There is no customer 'cus_nobody'" in error.traceback[0]


def test_warnings_are_short(outputs: dict[str, list[NotebookNode]]) -> None:
    """A warning is its name and its sentence, each time, without a file."""
    [printed] = outputs["warnings"]
    lines = printed.text.splitlines()

    assert "stderr" == printed.name
    assert 2 == len(lines)
    assert lines[0] == lines[1]
    assert lines[0].startswith("SandboxWarning: src_1 is single_use: ")
    assert ".py" not in lines[0]


def test_form_is_live_and_saved(outputs: dict[str, list[NotebookNode]]) -> None:
    """A form is put out alive, and as what is saved of it."""
    [form] = outputs["form"]

    assert {
        "application/vnd.jupyter.widget-view+json",
        "text/html",
        "text/plain",
    } == set(form.data)


def test_a_fault_is_put_out(outputs: dict[str, list[NotebookNode]]) -> None:
    """A fault of the sandbox, met by a click from a cell, is an error of that cell."""
    [error] = outputs["fault"]

    assert ("error", "ValueError") == (error.output_type, error.ename)
