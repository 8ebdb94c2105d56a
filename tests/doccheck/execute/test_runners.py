"""Languages beside Python and Node, each with a stand-in of ours for its SDK.

The real SDKs are not installed here: `sdks` holds as much of one as a snippet asks.
What is tested is how a language is run, kept in and pointed at the sandbox.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.doccheck.execute import Executor, Job, Ran, Sent
from tests.doccheck.execute.test_executor import (
    ATTACHED,
    CHARGED,
    COMMAND,
    FETCHED,
    WORLD,
)

pytestmark = pytest.mark.slow

SDKS = Path(__file__).parent / "sdks"
FOUND_BY = {
    "ruby": "RUBYLIB",
    "php": "COMPOSER_VENDOR_DIR",
    "java": "CLASSPATH",
    "go": "GOPATH",
}
"""The variables that say where a language finds its packages."""

KEYS = {
    "ruby": 'Stripe.api_key = "sk_test_123"\n',
    "php": '\\Stripe\\Stripe::setApiKey("sk_test_123");\n',
    "java": '// A key.\nStripe.apiKey = "sk_test_123";\n',
    "go": '// A key.\nstripe.Key = "sk_test_123"\n',
}
ATTACHES = {
    "ruby": """
customer = Stripe::Customer.retrieve("cus_1")
customer.sources.create({source: "src_1"})
""",
    "php": """
$customer = \\Stripe\\Customer::retrieve("cus_1");
$customer->sources->create(array("source" => "src_1"));
""",
    "java": """
Customer customer = Customer.retrieve("cus_1");
Map<String, Object> params = new HashMap<String, Object>();
params.put("source", "src_1");
customer.getSources().create(params);
""",
    "go": """
customer, err := customer.Get("cus_1", nil)
params := &stripe.CustomerSourceParams{
    Customer: customer,
    Source: "src_1",
}
source, err := paymentsource.New(params)
""",
}
# Today's style, or a program with imports and a main of its own.
CHARGES = {
    "ruby": """
client = Stripe::StripeClient.new("sk_test_123")
client.v1.charges.create({amount: 1099, currency: "eur", source: "src_1"})
""",
    "php": """
$stripe = new \\Stripe\\StripeClient("sk_test_123");
$stripe->charges->create(["amount" => 1099, "currency" => "eur", "source" => "src_1"]);
""",
    "java": """
import com.stripe.Stripe;
import com.stripe.model.Charge;

public class Pay {
    public static void main(String[] words) throws Exception {
        Stripe.apiKey = "sk_test_123";
        Charge.create(Map.of("amount", 1099, "currency", "eur", "source", "src_1"));
    }
}
""",
    "go": """
import (
    "github.com/stripe/stripe-go/charge"
    "log"
)

stripe.Key = "sk_test_123"
params := stripe.ChargeParams{Amount: "1099", Currency: "eur", Source: "src_1"}
if _, err := charge.New(&params); err != nil {
    log.Fatal(err)
}
""",
}
FAILS = {
    "ruby": 'Stripe::Customer.retrieve("cus_2")',
    "php": '\\Stripe\\Customer::retrieve("cus_2");',
    "java": 'Customer.retrieve("cus_2");',
    "go": 'if _, err := customer.Get("cus_2", nil); err != nil {\n  log.Fatal(err)\n}',
}
ELSEWHERE = {
    "ruby": 'require "net/http"\nNet::HTTP.get(URI("http://192.0.2.1/"))',
    "ruby, a socket": 'TCPSocket.open("192.0.2.1", 80)',
    "ruby, an address": 'there = Addrinfo.tcp("192.0.2.1", 80)\n'
    "Socket.new(:INET, :STREAM).connect(there)",
    "php": 'file_get_contents("http://192.0.2.1/") or exit(1);',
    "php, curl": 'curl_exec(curl_init("https://192.0.2.1/")) or exit(1);',
    "php, a socket": 'fsockopen("192.0.2.1", 80);',
    "java": 'new java.net.URL("https://192.0.2.1/").openStream();',
    "java, a socket": 'new java.net.Socket("192.0.2.1", 80);',
    "go": 'if _, err := http.Get("https://192.0.2.1/"); err != nil { log.Fatal(err) }',
    "go, a name": 'if _, err := net.LookupHost("example.com"); err != nil {\n'
    "    log.Fatal(err)\n}",
}
ENDLESS = {
    "ruby": "loop {}",
    "php": "for (;;) {}",
    "java": "for (;;) {}",
    "go": "for {}",
}
FLOODS = {
    "ruby": 'loop { puts "x" * 10000 }',
    "php": 'for (;;) echo "xxxxxxxxxx";',
}
GROWS = {
    "ruby": 'kept = []\nloop { kept << "x" * 50_000_000 }',
    "php": 'for ($kept = "x"; ; ) $kept .= $kept;',
    "java": "var kept = new ArrayList<byte[]>();\n"
    "for (;;) kept.add(new byte[50_000_000]);",
    "go": "kept := [][]byte{}\nfor { kept = append(kept, make([]byte, 50_000_000)) }",
}
MULTIPLIES = {
    "ruby": "loop { fork }",
    "php": 'for (;;) $all[] = proc_open("sleep 60", [], $pipes);',
}
OUTLIVES = {
    "ruby": "Process.daemon\nloop {}",
    "php": 'proc_open("setsid sleep 600", [], $pipes);',
}


@pytest.fixture(scope="module")
def executor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    """A process that runs snippets, where each language finds its stand-in."""
    with pytest.MonkeyPatch.context() as patch:
        for language, name in FOUND_BY.items():
            patch.setenv(name, str(SDKS / language))
        if compiler := shutil.which("javac"):
            classes = tmp_path_factory.mktemp("classes")
            sources = [str(one) for one in (SDKS / "java").rglob("*.java")]
            subprocess.run([compiler, "-d", str(classes), *sources], check=True)
            patch.setenv(FOUND_BY["java"], str(classes))
        with Executor() as executor:
            yield executor


def ran(executor: Executor, language: str, code: str, seconds: float = 20.0) -> Ran:
    """What came of a snippet, in a world with a customer and a source."""
    if why := executor.absent.get(language):
        pytest.skip(f"{language}: {why}")
    return executor.run(Job(language, code, WORLD, seconds))


def runs_on(executor: Executor) -> bool:
    """Whether the next snippet runs as if nothing had been."""
    return ((ATTACHED,), "") == ran(executor, "curl", COMMAND)[:2]


@pytest.mark.parametrize("language", KEYS)
def test_a_snippet_as_it_stands(executor: Executor, language: str) -> None:
    """Its requests are received, in their order, with their parameters."""
    code = KEYS[language] + ATTACHES[language]
    assert ((FETCHED, ATTACHED), "") == ran(executor, language, code)[:2]
    sent, ended, _ = ran(executor, language, CHARGES[language])
    assert "" == ended
    assert sent in ((CHARGED,), (CHARGED.added(),))


@pytest.mark.parametrize("language", KEYS)
def test_a_refusal_is_told(executor: Executor, language: str) -> None:
    """What ended it is the last that it says."""
    refused = ran(executor, language, KEYS[language] + FAILS[language])
    assert (Sent("GET", "/v1/customers/cus_2", {}),) == refused.requests
    assert refused.ended.startswith("ended with exit status")
    assert "cus_2" in refused.said.splitlines()[-1]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_nothing_is_asked_elsewhere(executor: Executor, name: str) -> None:
    """A snippet that asks another host fails at once; the sandbox hears nothing."""
    outcome = ran(executor, name.partition(",")[0], ELSEWHERE[name])
    assert () == outcome.requests
    assert outcome.ended.startswith("ended with exit status")


@pytest.mark.parametrize("language", ENDLESS)
def test_an_endless_loop_is_stopped(executor: Executor, language: str) -> None:
    """It has so many seconds; the next snippet runs as if nothing had been."""
    stopped = ran(executor, language, ENDLESS[language], seconds=0.5)
    assert "was stopped after 0.5 seconds" == stopped.ended
    assert runs_on(executor)


@pytest.mark.parametrize("language", FLOODS)
def test_a_flood_of_output_ends(executor: Executor, language: str) -> None:
    """A snippet may write so much; the last of it is kept."""
    flooded = ran(executor, language, FLOODS[language])
    assert not flooded.ended.startswith("was stopped")
    assert {"x"} == set(flooded.said) - {"\n"}
    assert 500 >= len(flooded.said)


@pytest.mark.parametrize("language", GROWS)
def test_memory_has_an_end(executor: Executor, language: str) -> None:
    """A snippet that keeps all it makes ends with an error of its own."""
    grown = ran(executor, language, GROWS[language])
    assert "" != grown.ended
    assert not grown.ended.startswith("was stopped")


@pytest.mark.parametrize("language", MULTIPLIES)
def test_what_multiplies_is_ended(executor: Executor, language: str) -> None:
    """However many a snippet has become, the next one runs."""
    if not executor.offline:
        pytest.skip("processes of their own cannot be had on this machine")
    assert "" != ran(executor, language, MULTIPLIES[language], seconds=1).ended
    assert runs_on(executor)


@pytest.mark.parametrize("language", OUTLIVES)
def test_nothing_outlives_its_snippet(executor: Executor, language: str) -> None:
    """A program in a session of its own is ended as well, where it can be found."""
    if not executor.offline:
        pytest.skip("processes of their own cannot be had on this machine")
    ran(executor, language, OUTLIVES[language], seconds=5)
    assert "No such process" in ran(executor, "curl", "kill -0 -1").said


ABSENT = {
    "ruby": "there is no gem stripe: gem install stripe, or set RUBYLIB",
    "php": "there is no Composer package stripe/stripe-php: composer require "
    "stripe/stripe-php, or set COMPOSER_VENDOR_DIR",
    "java": "there is no stripe-java on the CLASSPATH",
    "go": "there is no module stripe-go: go get github.com/stripe/stripe-go, or set "
    "GOPATH",
}


def test_without_its_sdk_a_language_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A language whose SDK is not found is not run; the reason names the command."""
    for name in FOUND_BY.values():
        monkeypatch.setenv(name, os.devnull)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    monkeypatch.chdir(tmp_path)
    with Executor() as executor:
        reasons = {name: executor.absent[name] for name in ABSENT}
    there = {name: why for name, why in reasons.items() if "on the PATH" not in why}
    assert {name: ABSENT[name] for name in there} == there
