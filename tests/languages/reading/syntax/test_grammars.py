"""Grammars are given code, and let go of it."""

import subprocess
import sys
import tracemalloc

import pytest

from sandbox.languages import LANGUAGES
from sandbox.languages.reading.syntax import grammars
from sandbox.languages.reading.syntax.grammars import Tangled, parse

BLANKS = " " * 3000


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_piles_up(language: str) -> None:
    """After a hundred texts less is held than a few of them are long."""
    parse(BLANKS, language)
    tracemalloc.start()
    try:
        for number in range(30):
            parse(f"{BLANKS}{number}", language)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 8 * len(BLANKS)


@pytest.mark.parametrize("piece", ["a<", "List<", "Map<String, "])
def test_types_in_types_without_an_end(piece: str) -> None:
    """Java's grammar would take a gigabyte for them: it is not asked."""
    with pytest.raises(Tangled):
        parse(piece * 1_600, "java")


def test_types_in_types_as_they_are_written() -> None:
    """However many lines say which types a map has, they are read."""
    code = "Map<String, List<Object>> params = new HashMap<>();\n" * 400

    assert not parse(code, "java").root_node.has_error


FOREIGN = {
    "curl": "größe=1",
    "ruby": "größe = 1",
    "python": "größe = 1",
    "php": "$größe = 1;",
    "java": "int größe = 1;",
    "node": "größe = 変数;",
    "go": "größe = 変数",
}


@pytest.mark.parametrize("most", [0, 50_000], ids=["many texts before", "a few"])
@pytest.mark.parametrize(("language", "code"), FOREIGN.items(), ids=FOREIGN)
def test_a_name_may_have_letters_of_any_alphabet(
    language: str, code: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the languages themselves take it; however much was parsed before."""
    monkeypatch.setattr(grammars, "MOST_KEPT", most)

    assert not parse(code, language).root_node.has_error


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that many pieces are kept, others are given letter by letter."""
    monkeypatch.setattr(grammars, "MOST_KEPT", 5)
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(grammars, "KEPT", kept)
    parse("abcdefghijklmnopqrstuvwxyz = 0", "python")

    assert 5 == sum(len(piece) == grammars.PIECE for piece in kept)


@pytest.mark.parametrize("most", range(8))
def test_the_words_of_a_node_are_whole(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much was parsed before, and wherever a piece of it cut a letter."""
    monkeypatch.setattr(grammars, "MOST_KEPT", most)
    monkeypatch.setattr(grammars, "KEPT", {})
    code = "größe = '漢🙂🙂 é🙂'\n"

    assert parse(code, "python").root_node.text == code.encode()


STOPPED = """
import signal
from sandbox.languages.reading.syntax.grammars import parse

def stop(*_):
    raise KeyboardInterrupt

code, times = "refund = 1\\n" * 2_000, 0
signal.signal(signal.SIGALRM, stop)
for late in range(1, 50):
    try:
        signal.setitimer(signal.ITIMER_REAL, late / 10_000)
        while True:
            parse(code, "python").root_node.text
    except KeyboardInterrupt:
        times += 1
print(times, parse("a = 1", "python").root_node.text)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such timer")
def test_it_may_be_stopped_at_any_moment() -> None:
    """Ctrl-C is Ctrl-C: nothing crashes, and the next text is read as ever."""
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED],
        capture_output=True,
        check=False,
        text=True,
    )

    assert (ended.returncode, ended.stdout) == (0, "49 b'a = 1\\n'\n"), ended.stderr
