"""Calls as code: what a person would type, in seven languages and two styles."""

import ast
import importlib
import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
import tree_sitter
from hypothesis import given, settings
from hypothesis import strategies as some

from sandbox.languages import LANGUAGES, STYLES, Call, Style, asked, write
from sandbox.languages.call import as_texts
from sandbox.operations import BY_NAME
from sandbox.request.forms import decode, encode, flatten
from tests.languages.examples import CALLS, CUSTOMER, SOURCE, WRITTEN

FENCED = re.compile(
    r"^## (.+?)$|^```(\w+) (\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL
)
GRAMMARS = {
    "curl": "tree_sitter_bash",
    "ruby": "tree_sitter_ruby",
    "python": "tree_sitter_python",
    "php": "tree_sitter_php",
    "java": "tree_sitter_java",
    "node": "tree_sitter_javascript",
    "go": "tree_sitter_go",
}
EVERY = [(language, style) for language in LANGUAGES for style in STYLES]


def expected() -> dict[tuple[str, str, str], str]:
    """The code of written.txt, by heading, language and style."""
    found, heading = {}, ""
    for title, language, style, code in FENCED.findall(
        Path(__file__).with_name("written.txt").read_text()
    ):
        heading = title or heading
        if language:
            found[heading, language, style] = code
    return found


CODE = expected()


def test_written_txt_has_each_call_in_each_language_and_style() -> None:
    """Nothing of the written calls goes unseen: six calls, seven languages, twice."""
    assert {(title, *one) for title in WRITTEN for one in EVERY} == set(CODE)


@pytest.mark.parametrize("place", CODE, ids=" | ".join)
def test_a_call_is_written_as_a_person_would_type_it(
    place: tuple[str, str, Style],
) -> None:
    """Line by line what written.txt shows."""
    title, language, style = place
    assert CODE[place] == write(WRITTEN[title], language, style)


def parsed(language: str, code: str) -> tree_sitter.Node:
    """The tree of some code, by a grammar of its language."""
    module = importlib.import_module(GRAMMARS[language])
    name = "language_php_only" if language == "php" else "language"
    grammar = tree_sitter.Language(getattr(module, name)())
    return tree_sitter.Parser(grammar).parse(f"{code}\n".encode()).root_node


@pytest.mark.parametrize(("language", "style"), EVERY)
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.operation)
def test_every_operation_is_written_in_sound_code(
    call: Call, language: str, style: Style
) -> None:
    """A grammar of the language reads the code of every operation without a fault."""
    code = write(call, language, style)
    assert not parsed(language, code).has_error, code


TEXTS = some.text(some.characters(exclude_categories=("Cs", "Cc")), max_size=20)
PLAIN = TEXTS | some.integers(-(2**40), 2**40) | some.booleans()
VALUES = some.recursive(
    PLAIN | some.lists(PLAIN, min_size=1, max_size=3),
    lambda inner: some.dictionaries(TEXTS.filter(bool), inner, min_size=1, max_size=3),
    max_leaves=6,
)
"""What parameters may be: no operation takes a list of lists."""


@pytest.mark.parametrize(("language", "style"), EVERY)
@given(metadata=some.dictionaries(TEXTS.filter(bool), TEXTS, max_size=3), value=VALUES)
@settings(max_examples=25, deadline=None)
def test_whatever_is_sent_the_code_is_sound(
    language: str, style: Style, metadata: dict[str, str], value: Any
) -> None:
    """Quotes, dollars, backslashes and any other letters are written as they are."""
    call = Call("sources.create", {}, {"owner": value, "metadata": metadata})
    code = write(call, language, style)
    assert not parsed(language, code).has_error, code


@given(value=VALUES)
@settings(deadline=None)
def test_a_value_in_python_is_that_value(value: Any) -> None:
    """Python's own reader gives back what was written."""
    code = write(Call("sources.create", {}, {"owner": value}), "python", "today")
    found = code[code.index("create(") + len("create(") : -1]
    assert {"owner": value} == ast.literal_eval(found)


FLAGS = {"-d", "--data-urlencode"}


@given(value=VALUES, text=TEXTS)
@settings(deadline=None)
def test_a_shell_reads_what_curl_is_to_send(value: Any, text: str) -> None:
    """The words of the command, as a shell takes them, are the parameters.

    curl sends what stands before the first equals sign as it is: it is encoded already.
    """
    call = Call("sources.create", {}, {"owner": value, "description": text})
    words = shlex.split(write(call, "curl").replace("\\\n", " "))
    sent = [word.partition("=") for flag, word in pairwise(words) if flag in FLAGS]
    assert [*flatten(call.params)] == [(unquote_plus(n), v) for n, _, v in sent]


@pytest.mark.parametrize("style", STYLES)
def test_go_sends_what_has_no_field_as_a_form_does(style: Style) -> None:
    """What is inside a hash has its name in brackets, and the text of a form."""
    params = {"owner": {"verified": True, "age": 37, "name": None}}
    code = write(Call("sources.create", {}, params), "go", style)
    sent = re.findall(r'AddExtra\("(.+?)", "(.*?)"\)', code)
    assert [("owner[verified]", "true"), ("owner[age]", "37")] == sent


BY_ADDRESS = {
    "node": 'stripe.rawRequest("GET", "/v1/balance/history?limit=3");',
    "php": '$stripe->rawRequest("get", "/v1/balance/history?limit=3");',
    "java": 'RequestMethod.GET, "/v1/balance/history?limit=3", null);',
    "go": 'RawRequest(http.MethodGet, "/v1/balance/history?limit=3", "", nil)',
}


@pytest.mark.parametrize(("language", "ends"), BY_ADDRESS.items(), ids=BY_ADDRESS)
def test_what_is_asked_by_its_address_has_its_query_there(
    language: str, ends: str
) -> None:
    """A raw request takes parameters of its own only when it posts them.

    Source: github.com/stripe/stripe-node, src/RequestSender.ts, which refuses others
    """
    call = Call("balance.history.list", {}, {"limit": 3})
    assert write(call, language, "today").endswith(ends)


def test_node_had_the_history_of_the_balance_below_the_balance() -> None:
    """In the page's day there were no balanceTransactions in stripe-node."""
    listed = Call("balance.history.list", {}, {"limit": 3})
    one = Call("balance.history.retrieve", {"transaction": "txn_1"}, {})
    assert "stripe.balance.listTransactions({" in write(listed, "node")
    assert 'stripe.balance.retrieveTransaction("txn_1",' in write(one, "node")


def test_another_language_is_refused_by_name() -> None:
    """The refusal names what was asked for, and what there is."""
    with pytest.raises(
        ValueError, match=r"writes no perl of page\. It writes curl, rub"
    ):
        write(CALLS[0], "perl")


def test_an_operation_that_there_is_not_is_refused() -> None:
    """A call of nothing cannot be written."""
    with pytest.raises(LookupError):
        write(Call("customers.destroy", {}, {}), "python")


def test_what_no_sdk_knows_is_written_for_curl_alone() -> None:
    """The sandbox's own operations are asked for over HTTP."""
    call = Call("workbench.advance", {}, {"days": 5})
    assert "/_sandbox/advance \\\n" in write(call, "curl")
    assert (
        "// No SDK knows POST /_sandbox/advance: ask over HTTP, as in curl."
        == write(call, "node", "today")
    )


def test_a_request_is_the_call_that_made_it() -> None:
    """Method, path and parameters name the operation; numbers are numbers again."""
    params = {"amount": "1099", "capture": "false", "metadata": {"order": "6735"}}
    assert Call(
        "charges.create",
        {},
        {"amount": 1099, "capture": False, "metadata": {"order": "6735"}},
    ) == asked("POST", "/v1/charges", params)
    assert {"customer": CUSTOMER, "source": SOURCE} == asked(
        "DELETE", f"/v1/customers/{CUSTOMER}/sources/{SOURCE}", {}
    ).ids


def test_a_wrong_value_stays_as_it_was_sent() -> None:
    """What the operation would refuse is shown all the same."""
    params = {"amount": "10.99", "fee": "1", "capture": "maybe"}
    assert params == asked("POST", "/v1/charges", params).params


def test_an_address_that_nothing_answers_to_is_no_call() -> None:
    """There is no code for a request that no operation takes."""
    assert asked("GET", "/v1/sauces", {}) is None


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.operation)
def test_a_call_comes_back_from_its_own_request(call: Call) -> None:
    """What a form carries, read again, is the call: number by number."""
    texts = as_texts(call.params)
    sent = decode(encode(texts).encode())
    again = asked(BY_NAME[call.operation].method, call.path, sent)
    assert call == again
