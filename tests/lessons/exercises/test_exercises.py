"""Exercises: what is right is accepted, what comes close is told why it is not it."""

import re
from collections import Counter
from pathlib import Path
from textwrap import indent

import pytest
import stripe

from sandbox import Sandbox, connect
from sandbox.lessons.exercises import EXERCISES, SECTIONS, Progress
from sandbox.lessons.normal_form import read
from tests.asking import contents
from tests.lessons.exercises.beyond import BEYOND
from tests.lessons.exercises.near_misses import NEAR_MISSES as OF_THE_PAGE
from tests.tree import PROJECT

SOLUTIONS = {
    f"{int(path.stem[:2])}.{path.stem[3:]}": path.read_text()
    for path in sorted((PROJECT / "notebooks" / "solutions").glob("*.py"))
}
CELLS = {
    found[1]: cell.source
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb"))
    for cell in read(path.read_text()).cells
    if "exercise" in cell.metadata.get("tags", [])
    and (found := re.search(r'sandbox\.exercise\("([\d.]+)"\)', cell.source))
}
"""The cells of the notebooks that a reader edits, by exercise."""

NEAR_MISSES = OF_THE_PAGE | BEYOND
MISSES = [
    pytest.param(number, code, why, id=f"{number}-{place}")
    for number, misses in NEAR_MISSES.items()
    for place, (code, why) in enumerate(misses, 1)
]
FEWEST, FEWEST_MISSES = 3, 2
MARKUP = "<img src=x onerror=alert(1)>"


pytestmark = pytest.mark.filterwarnings("ignore::sandbox.errors.SandboxWarning")


@pytest.fixture(autouse=True)
def progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of its own for the progress of each test."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv("SANDBOX_PROGRESS", str(path))
    return path


def verdict(sandbox: Sandbox, number: str, code: str) -> str:
    """What an answer gets: run in the cell's place, as it stands."""
    attempt = sandbox.exercise(number)
    with attempt:
        exec(code, {"stripe": stripe, "sandbox": sandbox})  # noqa: S102 - it is ours
    return attempt.verdict


def test_there_are_enough_exercises() -> None:
    """Each section has three or more, each with a solution and two near misses."""
    counts = Counter(number.split(".")[0] for number in EXERCISES)

    assert set(SECTIONS) == set(counts)
    assert min(counts.values()) >= FEWEST
    assert set(EXERCISES) == set(CELLS) == set(SOLUTIONS) == set(NEAR_MISSES)
    assert min(map(len, NEAR_MISSES.values())) >= FEWEST_MISSES


def spliced(number: str, code: str) -> str:
    """The cell of an exercise with code in place of its dots."""
    assert 1 == CELLS[number].count("    ...")
    return CELLS[number].replace("    ...", indent(code, "    "))


@pytest.mark.parametrize("number", EXERCISES)
def test_its_solution_is_right(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in notebooks/solutions, put into its cell, is accepted."""
    with connect(seed=2) as sandbox:
        exec(  # noqa: S102 - it is ours
            spliced(number, SOLUTIONS[number]), {"stripe": stripe, "sandbox": sandbox}
        )
    assert f"✓ {number} {EXERCISES[number].done}\n" == capsys.readouterr().out


CLIENT = "client = sandbox.client()\n"
UNUSUAL = {
    "today's SDK": (
        "1.1",
        CLIENT + 'client.v1.sources.create({"usage": "reusable", "type": "card",'
        ' "token": "tok_visa"})',
    ),
    "another order": (
        "2.3",
        (
            'c = stripe.Customer.create(source="src_visa")\n'
            'c.sources.create(source="src_amex")\n'
            'stripe.Customer.modify(c.id, default_source="src_amex")'
        ),
    ),
    "caught, and looked at": (
        "5.2",
        (
            "try:\n    stripe.Charge.create(source='src_visa', currency='eur', "
            "amount=500)\n"
            "except stripe.InvalidRequestError:\n"
            '    stripe.Source.retrieve("src_visa")'
        ),
    ),
    "an update that attaches nothing": (
        "7.1",
        (
            'stripe.Customer.modify("cus_jenny", description="pays as she goes")\n'
            "stripe.Charge.create(customer='cus_jenny', source='src_visa', "
            "currency='eur', amount=500)"
        ),
    ),
    "today's SDK, with a key": (
        "8.3",
        CLIENT + "for _ in range(2):\n"
        '    client.v1.charges.create({"amount": 500, "currency": "eur",'
        ' "customer": "cus_jenny"}, {"idempotency_key": "order-1"})',
    ),
    "the SDK asks again": (
        "11.1",
        (
            "stripe.max_network_retries = 2\n"
            'sandbox.fail_next("answer_lost")\n'
            'stripe.Charge.create(amount=500, currency="eur", customer="cus_jenny")'
        ),
    ),
    "the default moved": (
        "11.2",
        (
            'order = {"amount": 1099, "currency": "eur", "customer": "cus_jenny"}\n'
            "try:\n    stripe.Charge.create(**order)\n"
            "except stripe.CardError:\n"
            '    stripe.Customer.modify("cus_jenny", default_source="src_visa")\n'
            "    stripe.Charge.create(**order)"
        ),
    ),
}


@pytest.mark.parametrize(("number", "code"), UNUSUAL.values(), ids=UNUSUAL)
def test_another_way_is_right_too(
    number: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does all that was asked is accepted, however it does it."""
    monkeypatch.setattr(stripe, "max_network_retries", stripe.max_network_retries)
    with connect(seed=2) as sandbox:
        assert f"✓ {number} {EXERCISES[number].done}" == verdict(sandbox, number, code)


@pytest.mark.parametrize("number", EXERCISES)
def test_its_cell_is_to_be_filled_in(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it stands in the notebook it runs, and says that it is not answered."""
    with connect(seed=2) as sandbox:
        exec(CELLS[number], {"stripe": stripe, "sandbox": sandbox})  # noqa: S102
    assert capsys.readouterr().out.startswith(f"○ {number} not answered yet")


@pytest.mark.parametrize(("number", "code", "why"), MISSES)
def test_a_near_miss_is_told_why(number: str, code: str, why: str) -> None:
    """What is close, but wrong, gets its own reason and a hint."""
    with connect(seed=2) as sandbox:
        told = verdict(sandbox, number, code)

    assert told.startswith(f"✗ {number} {why}")
    assert " Hint: " in told
    assert "\n" not in told


def test_what_stops_gets_the_hint_that_fits() -> None:
    """A refusal that was not to be comes with the hint for what is missing so far."""
    charge = 'stripe.Charge.create(amount=500, currency="eur", source="src_visa")'
    with connect(seed=2) as sandbox:
        told = verdict(sandbox, "1.3", f"{charge}\n{charge}")

    assert told.startswith(
        "✗ 1.3 It stopped: InvalidRequestError: src_visa is consumed"
    )
    assert told.endswith(
        "Hint: attach the source to Jenny first, and name both in each charge."
    )


@pytest.mark.parametrize("number", EXERCISES)
def test_every_reason_is_met(number: str) -> None:
    """No reason stands in the table that no near miss gets."""
    reasons = {why for _, why in NEAR_MISSES[number]}
    for miss in EXERCISES[number].misses:
        assert any(miss.why.startswith(why) for why in reasons), miss.why


@pytest.mark.parametrize("number", EXERCISES)
def test_an_untouched_exercise_is_not_answered(number: str, progress: Path) -> None:
    """Dots are no answer: nothing is judged, and nothing is kept."""
    with connect(seed=2) as sandbox:
        assert f"○ {number} not answered yet: put your code in place of the dots." == (
            verdict(sandbox, number, "...")
        )
    assert not progress.exists()


@pytest.mark.parametrize("number", EXERCISES)
def test_no_other_solution_fits(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer to one exercise is accepted by another only if that asks the same."""
    monkeypatch.setenv("SANDBOX_PROGRESS", "off")  # a thousand answers are given
    accepted = []
    for other, code in SOLUTIONS.items():
        with connect(seed=2) as sandbox:
            if verdict(sandbox, number, code).startswith("✓"):
                accepted.append(other)

    assert number in accepted
    assert set(accepted) <= {number, *ALIKE.get(number, ())}


ALIKE = {
    "1.2": ["5.2"],
    "3.1": ["1.3"],
    "5.2": ["1.2"],
    "6.1": ["6.2"],
    "7.1": ["7.3", "11.2"],
    "8.2": ["5.3", "8.3", "10.2", "11.1", "11.3"],
    "8.3": ["11.1"],
}
"""Exercises whose solution does what another asks for, and more."""


CHARGED = 'stripe.Charge.create(amount=500, currency="eur", source="src_visa")'
BROKEN = {
    "an exception": ("1 / 0", "It stopped: ZeroDivisionError: division by zero"),
    "a name": ("charge_jenny()", "It stopped: NameError: name 'charge_jenny'"),
    "a syntax error": ("stripe.Charge.create(", "It stopped: SyntaxError"),
    "markup": (
        f"raise ValueError({MARKUP!r})",
        f"It stopped: ValueError: {MARKUP}",
    ),
    "a long text": ("raise ValueError('x' * 10_000)", "It stopped: ValueError: xxx"),
    "lines": ("raise ValueError('a\\nb')", "It stopped: ValueError: a b"),
}


@pytest.mark.parametrize(("code", "says"), BROKEN.values(), ids=BROKEN)
def test_an_answer_that_stops_is_wrong_in_one_line(code: str, says: str) -> None:
    """The notebook goes on; the verdict names the exception."""
    with connect(seed=2) as sandbox:
        told = verdict(sandbox, "1.1", code)
    assert told.startswith(f"✗ 1.1 {says}")
    assert told.endswith(" Hint: read the task again.")
    assert "\n" not in told
    assert len(told) < 300


RUIN = {
    "the customer deleted": 'stripe.Customer.delete("cus_jenny")',
    "a reset": "sandbox.reset()\nstripe.Charge.list()",
    "no key": "stripe.api_key = None\n" + CHARGED,
    "a close": "sandbox.close()",
    "another customer": 'stripe.Charge.create(amount=500, customer="cus_nobody")',
}


@pytest.mark.parametrize("code", RUIN.values(), ids=RUIN)
@pytest.mark.parametrize("number", EXERCISES)
def test_whatever_is_ruined_there_is_a_verdict(number: str, code: str) -> None:
    """Nothing that an answer breaks breaks the notebook: it is wrong, in one line."""
    with connect(seed=2) as sandbox:
        told = verdict(sandbox, number, code)
    assert told.startswith(f"✗ {number} ")
    assert "\n" not in told


def test_a_closed_sandbox_is_told_what_to_do() -> None:
    """What was closed cannot be put back: the verdict says how to go on."""
    with connect(seed=2) as sandbox:
        told = verdict(sandbox, "2.1", SOLUTIONS["2.1"] + "\nsandbox.close()")
    assert told.startswith("✗ 2.1 The sandbox was closed")
    assert "Hint: run the second cell" in told


def test_ctrl_c_is_no_answer(progress: Path) -> None:
    """It stops the cell, as anywhere else, and the sandbox is as before."""
    with connect(seed=2) as sandbox:
        sandbox.given("cus_mine")
        before = contents(sandbox)
        with pytest.raises(KeyboardInterrupt):
            verdict(sandbox, "1.1", "raise KeyboardInterrupt")
        assert before == contents(sandbox)
    assert not progress.exists()


def test_handlers_are_apart() -> None:
    """A handler of the lesson hears nothing of an attempt, one of an attempt no more.

    What the lesson switched on is on again afterwards.
    """
    told: list[str] = []
    pay = 'stripe.Source.create(type="card", token="tok_visa")'
    with connect(seed=2) as sandbox:
        sandbox.on("*", lambda event: told.append(event.type))
        verdict(sandbox, "10.1", f'sandbox.on("*", print)\n{pay}')
        assert [] == told
        stripe.Source.create(type="card", token="tok_visa")
        assert ["source.chargeable"] == told
        assert 1 == len(sandbox.deliveries())


def test_what_only_a_sandbox_can_do_is_an_answer() -> None:
    """To move the clock is an answer too, though the API was asked nothing."""
    with connect(seed=2) as sandbox:
        assert verdict(sandbox, "10.2", "sandbox.advance(days=1)").startswith("✗")


def test_an_attempt_leaves_the_lesson_as_it_was() -> None:
    """What the exercise gives and what is done in it is gone when it ends."""
    with connect(seed=2) as sandbox:
        stripe.Customer.create(email="reader@example.com")
        before = contents(sandbox)
        verdict(sandbox, "2.1", SOLUTIONS["2.1"])
        assert before == contents(sandbox)


def test_another_attempt_begins_afresh() -> None:
    """Wrong first, then right, then wrong: each gets its own verdict."""
    wrong, _ = NEAR_MISSES["3.1"][0]
    with connect(seed=2) as sandbox:
        told = [verdict(sandbox, "3.1", c) for c in (wrong, SOLUTIONS["3.1"], wrong)]
    assert ["✗", "✓", "✗"] == [line[0] for line in told]


def test_an_unknown_exercise_is_refused_by_its_number() -> None:
    """The refusal names those that there are."""
    with pytest.raises(LookupError, match=r"no exercise '9.9'. There are 1.1, 1.2"):
        Sandbox().exercise("9.9")


def test_progress_counts_right_wrong_and_open(sandbox: Sandbox) -> None:
    """The view has every section, and says how many are left."""
    with connect(seed=2) as other:
        verdict(other, "2.1", SOLUTIONS["2.1"])
        verdict(other, "2.2", NEAR_MISSES["2.2"][0][0])
    shown = sandbox.progress()

    assert f"1 of {len(EXERCISES)} exercises right, 1 wrong, " in repr(shown)
    bundle = shown._repr_mimebundle_()
    for title in SECTIONS.values():
        assert title in bundle["text/plain"]
        assert title in bundle["text/html"]
    assert "2.1 ✓ right" in bundle["text/html"]
    assert "2.2 ✗ wrong" in bundle["text/html"]


def test_progress_outlives_the_kernel(progress: Path) -> None:
    """What was right yesterday is right today, whatever is tried afterwards."""
    for right in (False, True, False):
        Progress.load().record("1.1", right=right)
    Progress.load().record("1.2", right=False)

    assert {"1.1": True, "1.2": False} == Progress.load().answers
    assert [progress.name] == [path.name for path in progress.parent.iterdir()]


DAMAGED = {"no JSON": b"{", "a list": b"[1]", "no text": b"\xff\xfe\x00"}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_said_and_begun_anew(progress: Path, content: bytes) -> None:
    """Nothing stops: the view says what is wrong, and the next answer is kept."""
    progress.write_bytes(content)
    assert re.search(
        r"progress\.json (could not be read|holds no)", repr(Progress.load())
    )

    Progress.load().record("1.1", right=True)
    assert {"1.1": True} == Progress.load().answers


def test_progress_can_be_left_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """With SANDBOX_PROGRESS=off nothing is kept: every run begins anew."""
    monkeypatch.setenv("SANDBOX_PROGRESS", "off")
    Progress.load().record("1.1", right=True)
    assert {} == Progress.load().answers


def test_where_nothing_can_be_written_learning_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is not there is said in the view, and raises nothing."""
    monkeypatch.setenv("SANDBOX_PROGRESS", str(tmp_path / "none" / "progress.json"))
    kept = Progress.load()
    kept.record("1.1", right=True)
    assert "progress.json could not be written" in repr(kept)


def test_what_cannot_be_replaced_leaves_nothing_behind(progress: Path) -> None:
    """Where a folder stands in its place, no other file is left beside it."""
    progress.mkdir()
    Progress(progress, {}).record("1.1", right=True)
    assert [progress] == list(progress.parent.iterdir())
