"""The pytest plugin: what an application's own tests can do with the fixture."""

import pytest

from tests.alone import ALONE

pytest_plugins = ["pytester"]

TEST = '''
import stripe

def subscribe(email, source):
    """The application's own code, which knows nothing of a sandbox."""
    return stripe.Customer.create(email=email, source=source)

def test_subscribe(sandbox):
    sandbox.given("src_1")
    customer = subscribe("jenny@example.com", "src_1")
    assert customer.default_source == "src_1"

def test_fresh(sandbox):
    assert sandbox.objects("customers") == []

def test_put_back():
    assert stripe.default_http_client is None
'''


def test_fixture(pytester: pytest.Pytester) -> None:
    """Anyone's tests get a fresh, connected sandbox each, and the SDK back after it."""
    pytester.makepyfile(TEST)

    result = pytester.runpytest_subprocess(*ALONE)

    result.assert_outcomes(passed=3)


def test_installed(pytester: pytest.Pytester) -> None:
    """Installed, the fixture is there without a word in the project's configuration."""
    result = pytester.runpytest_subprocess("--fixtures", *ALONE)

    result.stdout.fnmatch_lines(["sandbox -- *pytest_plugin.py*"])
