"""A snippet is run as it stands, and what it asks is what the sandbox received."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.doccheck.execute import Executor, Job, Ran, Sent, unlike
from sandbox.doccheck.execute.cage import MOST_MEMORY, MOST_WRITTEN
from sandbox.languages import LANGUAGES, Call
from sandbox.request.forms import decode

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")

WORLD = (
    ("workbench.given", {"id": "cus_1"}),
    ("workbench.given", {"id": "src_1", "usage": "reusable"}),
)
ATTACHED = Sent("POST", "/v1/customers/cus_1/sources", {"source": "src_1"})
CHARGED = Sent(
    "POST", "/v1/charges", {"amount": "1099", "currency": "eur", "source": "src_1"}
)
FETCHED = Sent("GET", "/v1/customers/cus_1", {})


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    """A process that runs snippets."""
    with Executor() as executor:
        yield executor


def ran(executor: Executor, language: str, code: str, seconds: float = 10.0) -> Ran:
    """What came of a snippet, in a world with a customer and a source."""
    if why := executor.absent.get(language):
        pytest.skip(why)
    return executor.run(Job(language, code, WORLD, seconds))


PYTHON = 'stripe.api_key = "sk_test_123"\n'
CLIENT = 'import stripe\nclient = stripe.StripeClient("sk_test_123")\n'
NODE = 'const stripe = require("stripe")("sk_test_123");\n'
MODULE = 'import Stripe from "stripe";\nconst stripe = new Stripe("sk_test_123");\n'
ATTACH = 'stripe.customers.createSource("cus_1", {source: "src_1"}'
CHARGE = '{"amount": 1099, "currency": "eur", "source": "src_1"}'

COMMAND = """
curl https://api.stripe.com/v1/customers/cus_1/sources \\
  -u sk_test_123: \\
  -d source=src_1
"""
SAVED = """
customer = stripe.Customer.retrieve("cus_1")
customer.sources.create(source="src_1")
"""

SNIPPETS: dict[str, tuple[str, str, tuple[Sent, ...]]] = {
    "curl": ("curl", COMMAND, (ATTACHED,)),
    "python of the page's day": ("python", PYTHON + SAVED, (FETCHED, ATTACHED)),
    "python of today": (
        "python",
        f"{CLIENT}client.v1.charges.create({CHARGE})",
        (CHARGED,),
    ),
    "node of the page's day": (
        "node",
        f"{NODE}{ATTACH}, function(err, source) {{}});",
        (ATTACHED,),
    ),
    "node that awaits": (
        "node",
        f"{NODE}const charge = await stripe.charges.create({CHARGE});",
        (CHARGED,),
    ),
    "node that imports": ("node", f"{MODULE}await {ATTACH});", (ATTACHED,)),
}


@pytest.mark.parametrize(("language", "code", "sent"), SNIPPETS.values(), ids=SNIPPETS)
def test_a_snippet_as_it_stands(
    executor: Executor, language: str, code: str, sent: tuple[Sent, ...]
) -> None:
    """Its requests are received, in their order, with their parameters."""
    assert (sent, "") == ran(executor, language, code)[:2]


def test_each_snippet_has_a_sandbox_of_its_own(executor: Executor) -> None:
    """What one does is not there for the next."""
    charge = SNIPPETS["python of today"]
    assert ["", ""] == [ran(executor, *charge[:2]).ended for _ in range(2)]


def test_a_refusal_is_told(executor: Executor) -> None:
    """A snippet that raises has sent its request, and its last words are kept."""
    refused = ran(executor, "python", PYTHON + 'stripe.Customer.retrieve("cus_2")')
    assert (Sent("GET", "/v1/customers/cus_2", {}),) == refused.requests
    assert "ended with exit status 1" == refused.ended
    assert "cus_2" in refused.said


ELSEWHERE = {
    "curl, another name": ("curl", "curl https://example.com/"),
    "curl, without TLS": ("curl", "curl http://example.com/"),
    "curl, an address": ("curl", "curl http://192.0.2.1/"),
    "python": ("python", 'import socket\nsocket.create_connection(("192.0.2.1", 80))'),
    "node": ("node", 'require("http").get("http://192.0.2.1/")'),
}


@pytest.mark.parametrize(("language", "code"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_nothing_is_asked_elsewhere(
    executor: Executor, language: str, code: str
) -> None:
    """A snippet that asks another host fails at once; the sandbox hears nothing."""
    outcome = ran(executor, language, code)
    assert () == outcome.requests
    assert outcome.ended.startswith("ended with exit status")


ENDLESS = {
    "curl": "while true; do :; done",
    "python": "while True: pass",
    "node": "for (;;) {}",
}


@pytest.mark.parametrize(("language", "code"), ENDLESS.items(), ids=ENDLESS)
def test_an_endless_loop_is_stopped(
    executor: Executor, language: str, code: str
) -> None:
    """It has so many seconds; the next snippet runs as if nothing had been."""
    stopped = ran(executor, language, code, seconds=0.5)
    assert "was stopped after 0.5 seconds" == stopped.ended
    assert "" == ran(executor, *SNIPPETS["curl"][:2]).ended


def test_what_a_snippet_began_ends_with_it(executor: Executor) -> None:
    """A program left in the background is ended too."""
    left = ran(executor, "curl", "sleep 600 & echo $!").said.strip()
    assert left.isdigit()
    assert "" != ran(executor, "curl", f"kill -0 {left}").ended


REMOVES = {
    "curl": "rm -rf {} || exit 1",
    "python": "import shutil\nshutil.rmtree({!r})",
    "node": 'require("fs").rmSync("{}", {{recursive: true}})',
}


@pytest.mark.parametrize(("language", "code"), REMOVES.items(), ids=REMOVES)
def test_nothing_else_is_removed(
    executor: Executor, tmp_path: Path, language: str, code: str
) -> None:
    """A snippet that would delete everything finds that it may delete nothing."""
    if not executor.sealed:
        pytest.skip("files cannot be shut away on this machine")
    kept = tmp_path / "kept"
    kept.write_text("an author's page", encoding="utf-8")

    assert "" != ran(executor, language, code.format(str(tmp_path))).ended
    assert "an author's page" == kept.read_text(encoding="utf-8")


def test_what_is_shut_stays_so(executor: Executor, tmp_path: Path) -> None:
    """A snippet cannot open again what was shut to it; its own folder is its own."""
    if not executor.sealed:
        pytest.skip("files cannot be shut away on this machine")
    opened = f"mount -o remount,rw / || unshare --mount true; echo x > {tmp_path}/new"
    assert "" != ran(executor, "curl", opened).ended
    assert [] == list(tmp_path.iterdir())
    assert (
        "" == ran(executor, "curl", "mkdir own && echo x > own/new && rm -r own").ended
    )


def test_no_disk_can_be_written_to(executor: Executor) -> None:
    """What a program needs of the devices is there, and no other can be opened."""
    if not executor.sealed:
        pytest.skip("files cannot be shut away on this machine")
    own = ": > /dev/null && head -c 1 /dev/zero && head -c 1 /dev/urandom"
    assert "" == ran(executor, "curl", own).ended
    assert "Permission denied" in ran(executor, "curl", "head -c 1 /dev/full").said


def test_a_flood_of_output_ends(executor: Executor) -> None:
    """A snippet may write so much; the last of it is kept."""
    code = f'import sys\nsys.stdout.write("x" * {MOST_WRITTEN + 1000000})'
    flooded = ran(executor, "python", code)
    assert flooded.ended
    assert 500 >= len(flooded.said)


def test_memory_has_an_end(executor: Executor) -> None:
    """A snippet that takes too much is refused it."""
    grown = ran(executor, "python", f"kept = bytearray({MOST_MEMORY})")
    assert "MemoryError" == grown.said.splitlines()[-1]


def test_what_multiplies_is_ended(executor: Executor) -> None:
    """However many a snippet has become, none is left when the next one runs."""
    if not executor.offline:
        pytest.skip("processes of their own cannot be had on this machine")
    code = "many() { setsid sleep 600 & many | many; }; many"
    assert "" != ran(executor, "curl", code, seconds=0.5).ended
    assert "No such process" in ran(executor, "curl", "kill -0 -1").said


def test_nothing_of_ours_is_in_its_environment(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a key nor a home of the author is there to be read."""
    monkeypatch.setenv("STRIPE_SECRET", "secret")
    with Executor() as another:
        code = "import os\nprint(sorted(os.environ))"
        said = another.run(Job("python", code)).said
    assert "STRIPE_SECRET" not in said
    assert str(Path.home()) not in executor.run(Job("curl", "echo $HOME")).said


def test_a_process_that_dies_is_begun_again(executor: Executor) -> None:
    """The snippet that took it down is told so; the next one runs."""
    executor._process.kill()  # noqa: SLF001 - as the system does when memory is short
    lost = ran(executor, *SNIPPETS["curl"][:2])
    assert ((), "took the whole process down with it", "") == lost
    assert (ATTACHED,) == ran(executor, *SNIPPETS["curl"][:2]).requests


def test_languages_that_are_not_run(executor: Executor) -> None:
    """Each says why; to run one all the same is an error."""
    assert set(executor.absent) < set(LANGUAGES)
    for language, why in executor.absent.items():
        with pytest.raises(LookupError, match=re.escape(why)):
            executor.run(Job(language, ""))


def test_without_npm_s_stripe_node_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Node without the SDK is not run; the reason names the command."""
    if not shutil.which("node"):
        pytest.skip("there is no node")
    monkeypatch.setenv("NODE_PATH", os.devnull)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    monkeypatch.chdir(tmp_path)
    with Executor() as executor:
        assert "npm install stripe" in executor.absent["node"]


def test_what_was_read_is_what_was_sent() -> None:
    """Calls as they were read are compared with the requests received."""
    call = Call("customers.sources.create", {"customer": "cus_1"}, {"source": "src_1"})
    assert unlike([call], Ran((ATTACHED,), "", "")) is None


@pytest.mark.parametrize("way", ["expand[]", "expand[0]"])
def test_a_list_is_sent_in_either_way(way: str) -> None:
    """SDKs number the items of a list, or do not: the request is the same."""
    call = Call("customers.retrieve", {"customer": "cus_1"}, {"expand": ["sources"]})
    sent = Sent("GET", "/v1/customers/cus_1", decode(f"{way}=sources".encode()))
    assert unlike([call], Ran((sent,), "", "")) is None


def test_another_item_is_another_request() -> None:
    """Two items in another order are told."""
    call = Call("customers.retrieve", {"customer": "cus_1"}, {"expand": ["a", "b"]})
    sent = Sent("GET", "/v1/customers/cus_1", {"expand": ["b", "a"]})
    assert unlike([call], Ran((sent,), "", "")) is not None


CAPTURED = CHARGED._replace(params={**CHARGED.params, "capture": "true"})


def test_what_an_sdk_adds_changes_nothing() -> None:
    """A charge that is said to be captured at once is the charge that was read."""
    call = Call("charges.create", {}, CHARGED.params)
    assert unlike([call], Ran((CAPTURED,), "", "")) is None


def test_what_an_sdk_leaves_out_is_told() -> None:
    """A charge that was read with a parameter, and sent without it, is another one."""
    call = Call("charges.create", {}, CAPTURED.params)
    found = unlike([call], Ran((CHARGED,), "", ""))
    assert found is not None
    assert "capture=true" in found.message


def test_a_request_that_was_not_read() -> None:
    """The first that differs is told, with both sides and how the run ended."""
    found = unlike([], Ran((ATTACHED,), "ended with exit status 1", "KeyError: x\n"))
    assert found is not None
    assert "executed" == found.kind
    assert (
        "Request 1 reads as none; really run, it was POST "
        "/v1/customers/cus_1/sources with source=src_1."
    ) == found.message
    assert "It ended with exit status 1: KeyError: x" == found.hint


def test_a_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the extra installs, the sentence names the extra."""
    monkeypatch.setattr("sandbox.doccheck.execute.executor.NEEDS", ("no_such_package",))
    with pytest.raises(
        ModuleNotFoundError, match=r"needs no_such_package: pip .*execute"
    ):
        Executor()
