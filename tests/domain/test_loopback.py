"""Which URLs lead back to this machine, and what is wrong with the others."""

import pytest

from sandbox.domain.loopback import LONGEST_URL, is_loopback, problem

GOOD = [
    "http://localhost",
    "http://LOCALHOST:4242/webhook?shop=1#top",
    "https://localhost/webhook",
    "http://127.0.0.1:4242/webhook",
    "http://127.1.2.3/webhook",
    "http://[::1]:4242/webhook",
]
ELSEWHERE = "not an address of this machine"
BAD = {
    "another machine": (
        "https://example.com/webhook",
        ELSEWHERE,
    ),
    "another network": ("http://10.0.0.1/", ELSEWHERE),
    "every address": ("http://0.0.0.0:4242/", ELSEWHERE),
    "a name that begins alike": (
        "http://localhost.example.com/",
        ELSEWHERE,
    ),
    "an address in a name": (
        "http://127.0.0.1.example.com/",
        ELSEWHERE,
    ),
    "half an address": ("http://127.1/", ELSEWHERE),
    "an address as a number": ("http://2130706433/", ELSEWHERE),
    "no host": ("http:///webhook", ELSEWHERE),
    "one slash": ("http:/localhost", ELSEWHERE),
    "a user": ("http://localhost@example.com/", "user name"),
    "a password": ("http://me:secret@localhost/", "user name"),
    "a backslash": ("http://localhost\\@example.com/", "user name"),
    "no scheme": ("localhost:4242/webhook", "neither http"),
    "another scheme": ("file:///etc/passwd", "neither http"),
    "a port that is none": ("http://localhost:http/", "cannot be read"),
    "a port too high": ("http://localhost:70000/", "cannot be read"),
    "half an IPv6 address": ("http://[::1/", "cannot be read"),
    "a blank": ("http://localhost/a b", "without blanks"),
    "a line break": ("http://localhost/\r\nHost: x", "without blanks"),
    "a letter of no ASCII": ("http://localhost/é", "without blanks"),
    "nothing": ("", "without blanks"),
    "too much": ("http://localhost/" + "a" * LONGEST_URL, "at most 2048"),
}


@pytest.mark.parametrize("url", GOOD)
def test_a_url_of_this_machine(url: str) -> None:
    """By name or by address, http and https to this machine are taken."""
    assert problem(url) is None


@pytest.mark.parametrize(("url", "expected"), BAD.values(), ids=BAD)
def test_another_url(url: str, expected: str) -> None:
    """A URL that leads elsewhere, or nowhere, is refused with what is wrong with it."""
    assert expected in (problem(url) or "")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1", True),
        ("127.255.0.1", True),
        ("::1", True),
        ("128.0.0.1", False),
        ("::2", False),
        ("fe80::1%eth0", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_an_address_of_this_machine(address: str, *, expected: bool) -> None:
    """127.0.0.0/8 and ::1 lead back to this machine, and no name does by itself."""
    assert expected == is_loopback(address)
