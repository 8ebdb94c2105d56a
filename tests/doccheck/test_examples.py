"""Each example of a page is read, compared and run, and what is wrong is told once."""

from pathlib import Path
from typing import NamedTuple

import pytest

from sandbox.languages.reading import LONGEST
from tests.doccheck.pages_made import (
    CHARGE,
    CURL,
    KEY,
    RUBY,
    RUBY_KEY,
    checked,
    fence,
    page,
    told,
)

TABS = (fence("bash", CURL), fence("ruby", RUBY_KEY + RUBY))


def tabs(*parts: str) -> tuple[str, ...]:
    """An example in curl, in Ruby, and in what is given."""
    return (*TABS, *parts)


def test_nothing_wrong(tmp_path: Path) -> None:
    """An example whose tabs say the same, and which works, is ok in each language."""
    found = checked(page(tmp_path, *tabs(fence("python", KEY + CHARGE))))

    assert [("curl", "ok"), ("ruby", "ok"), ("python", "ok")] == [
        (one.snippet.language, one.status) for one in found
    ]
    assert [1] * 3 == [len(one.calls) for one in found]


class Wrong(NamedTuple):
    """What the Python tab says, and each problem that is told, by line and kind."""

    code: str
    told: list[tuple[int, str]]


WRONG = {
    "a bracket is missing": Wrong(KEY + CHARGE[:-1], [(12, "syntax")]),
    "an amount drifted": Wrong(KEY + CHARGE.replace("99", "90"), [(12, "differs")]),
    "no such currency": Wrong(KEY + CHARGE.replace("eur", "euro"), [(12, "differs")]),
    "another call": Wrong(
        KEY + 'stripe.Customer.create(source="tok_visa")', [(12, "differs")]
    ),
    "no such method": Wrong(KEY + CHARGE.replace("cre", "cer"), [(12, "unknown")]),
    "the key is left out": Wrong("import stripe\n" + CHARGE, [(12, "key")]),
}  # fmt: skip


def test_a_tab_that_is_too_long(tmp_path: Path) -> None:
    """What was not read is not held against the tab beside it."""
    long = fence("python", KEY + CHARGE + "\n" * LONGEST + "#")

    assert [(7, "file")] == told(page(tmp_path, fence("ruby", RUBY_KEY + RUBY), long))


def test_a_misspelled_parameter(tmp_path: Path) -> None:
    """It is told once, and not as a difference beside it."""
    wrong = RUBY_KEY + RUBY.replace("source:", "sorce:")

    path = page(tmp_path, fence("bash", CURL), fence("ruby", wrong))

    assert [(7, "parameter")] == told(path)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_one_tab_is_wrong(tmp_path: Path, wrong: Wrong) -> None:
    """A mistake in one tab is told once, in that tab, at its line of the file."""
    assert wrong.told == told(page(tmp_path, *tabs(fence("python", wrong.code))))


def test_wrong_in_every_tab(tmp_path: Path) -> None:
    """What no world can mend is told in every tab that says it."""
    wrong = [part.replace("eur", "euro") for part in TABS]

    assert [(2, "refused"), (7, "refused")] == told(page(tmp_path, *wrong))


def test_two_that_differ_are_run(tmp_path: Path) -> None:
    """Of two tabs that differ both are told, and neither twice."""
    path = page(tmp_path, TABS[0], TABS[1].replace("eur", "euro"))

    assert [(2, "differs"), (7, "differs")] == told(path)


def test_what_differs_inside_a_hash_is_told_at_its_line(tmp_path: Path) -> None:
    """A drifted entry of metadata is told where it stands, and not where all begins."""
    hash_ = 'Stripe::Customer.create(\n  metadata: {\n    order: "2",\n  },\n)'
    dict_ = 'stripe.Customer.create(\n  metadata={\n    "order": "1",\n  },\n)'
    path = page(tmp_path, fence("ruby", hash_), fence("python", dict_))

    assert [(4, "differs"), (12, "differs")] == told(path)


def test_key_that_no_tab_sets(tmp_path: Path) -> None:
    """Where no tab sets the API key, that is a note: the page says it elsewhere."""
    path = page(tmp_path, fence("python", CHARGE), fence("ruby", RUBY))

    assert [] == told(path)
    assert [["key"], ["key"]] == [[n.kind for n in one.notes] for one in checked(path)]


def test_key_that_only_curl_sends(tmp_path: Path) -> None:
    """Every command of curl sends the key: that does not ask it of the others."""
    path = page(tmp_path, fence("bash", CURL), fence("ruby", RUBY))
    wrong = page(
        tmp_path,
        fence("bash", CURL.replace("-u sk_test_123:", "")),
        fence("ruby", RUBY_KEY + RUBY),
        name="b.md",
    )

    assert ([], [(2, "key")]) == (told(path), told(wrong))


def test_key_that_few_tabs_set(tmp_path: Path) -> None:
    """Where less than half of the others set the key, those that do not are right."""
    php = r'\Stripe\Charge::create(["amount" => 1099, "currency" => "eur", '
    parts = [
        fence("python", CHARGE),
        fence("ruby", RUBY),
        fence("php", php + '"source" => "tok_visa"]);'),
        fence("bash", CURL),
    ]

    assert [] == told(page(tmp_path, *parts))


def test_key_that_nobody_sees(tmp_path: Path) -> None:
    """Code that is handed its client, or breaks off, asks no key of the others."""
    pays = 'client.v1.charges.create({"amount": 1099, "currency": "eur", '
    handed = f'def pay(client: StripeClient):\n    {pays}"source": "tok_visa"}})'
    path = page(tmp_path, fence("python", handed), fence("ruby", RUBY))
    broken = page(
        tmp_path,
        fence("python", CHARGE),
        fence("ruby", (RUBY_KEY + RUBY).replace(")", "")),
        name="b.md",
    )

    assert [] == told(path)
    assert ["syntax"] == [kind for _, kind in told(broken)]


def test_beyond_the_sandbox(tmp_path: Path) -> None:
    """What the sandbox does not model is a note, and no fault of the page."""
    code = (
        'stripe.WebhookEndpoint.create(url="https://a.example", enabled_events=["*"])'
    )
    path = page(tmp_path, fence("python", KEY + code))

    (found,) = checked(path)

    assert ("ok", ["refused"]) == (found.status, [note.kind for note in found.notes])


def test_other_languages_are_named(tmp_path: Path) -> None:
    """A tab in a language that is not covered is there, as unsupported."""
    (*_, found) = checked(page(tmp_path, *tabs(fence("csharp", "var c = 1;"))))

    assert ("unsupported", "csharp") == (found.status, found.snippet.named)


def test_answers_are_no_examples(tmp_path: Path) -> None:
    """The JSON that a page shows as an answer is no snippet to check."""
    found = checked(page(tmp_path, *tabs(fence("json", '{"id": "ch_1"}'))))

    assert ["curl", "ruby"] == [one.snippet.language for one in found]


SAID = {
    "a source that is consumed": (
        "given src_1 status=consumed; expect 400",
        [],
    ),
    "a charge that is declined": (
        "given src_1 token=tok_chargeDeclined; expect 402 card_declined",
        [],
    ),
    "a refusal that does not come": (
        "given src_1; expect 402 card_declined",
        [(5, "expected")],
    ),
    "another refusal": (
        "given src_1 token=tok_chargeDeclined; expect 402 expired_card",
        [(5, "expected")],
    ),
    "a field as it is": ("given src_1; expect status=succeeded", []),
    "a field inside another": ("expect source.id=src_1 refunded=false", []),
    "another field": ("given src_1; expect status=failed", [(5, "expected")]),
    "an object in the end": ("after src_1 status=consumed", []),
    "another end": ("after src_1 status=chargeable", [(5, "expected")]),
    "a refusal that was not meant": (
        "given src_1 status=consumed",
        [(5, "refused")],
    ),
    "it is not run": ("skip; given src_1 status=consumed", []),
    "a status that no source of this kind has": (
        "given src_1 type=ideal usage=single_use status=consumed customer=cus_1",
        [(5, "refused")],
    ),
    "a usage that no source of this kind has": (
        "given src_1 type=ideal usage=reusable",
        [(4, "expected")],
    ),
}


@pytest.mark.parametrize(("said", "expected"), SAID.values(), ids=SAID)
def test_author_says_so(
    tmp_path: Path, said: str, expected: list[tuple[int, str]]
) -> None:
    """What an author says exists, exists; what is said to happen has to."""
    code = CHARGE.replace("tok_visa", "src_1")
    path = page(tmp_path, f"<!-- sources: {said} -->", fence("python", KEY + code))

    assert expected == told(path)


TWICE = f"{CHARGE}\n{CHARGE}"
OUTSIDE = TWICE.replace('"tok_visa"', 'request.form["source"]')

OPEN = {
    "a source that the code does not name": (OUTSIDE, []),
    "the same source, named": (TWICE.replace("tok_visa", "src_1"), ["refused"]),
    "what is wrong beside it": (OUTSIDE.replace('"eur"', '"euro"'), ["refused"]),
    "a version that nobody knows": (
        "import os\n" + CHARGE[:-1] + ', stripe_version=os.environ["VERSION"])',
        [],
    ),
}


@pytest.mark.parametrize(("code", "kinds"), OPEN.values(), ids=OPEN)
def test_values_from_outside(tmp_path: Path, code: str, kinds: list[str]) -> None:
    """A refusal about a value that comes from outside of the code is a note."""
    path = page(tmp_path, fence("python", KEY + code))

    assert kinds == [*dict.fromkeys(kind for _, kind in told(path))]


def test_what_does_not_exist(tmp_path: Path) -> None:
    """What a page says is not found is not there; another page is wrong about it."""
    code = KEY + 'stripe.Charge.retrieve("ch_1")'
    said = "<!-- sources: expect {} -->"
    right = page(tmp_path, said.format("404 resource_missing"), fence("python", code))
    wrong = page(tmp_path, said.format("400"), fence("python", code), name="b.md")

    assert ([], [(5, "expected")]) == (told(right), told(wrong))


@pytest.mark.parametrize(
    "code",
    [
        CHARGE.replace("tok_visa", "tok_chargeDeclined"),
        'stripe.Customer.create(source="tok_cvcCheckFail")',
    ],
)
def test_cards_that_are_declined(tmp_path: Path, code: str) -> None:
    """Whoever takes a card that is there to be declined wants that: it is a note."""
    (one,) = checked(page(tmp_path, fence("python", KEY + code)))

    assert ((), ["refused"]) == (one.problems, [note.kind for note in one.notes])


REFUSED = {
    "a value that cannot be": (CHARGE.replace("eur", "euro"), []),
    "nothing wrong": (CHARGE, ["expected"]),
    "a value from outside": (CHARGE.replace('"eur"', "request.currency"), []),
    "what is not modelled": ("stripe.PaymentIntent.create(amount=1099)", []),
    "nothing called": ("print(stripe)", ["expected"]),
}


@pytest.mark.parametrize(("code", "kinds"), REFUSED.values(), ids=REFUSED)
def test_refusals_that_are_meant(tmp_path: Path, code: str, kinds: list[str]) -> None:
    """Where a page says so, a refusal has to come, as far as anybody can know."""
    remark = "<!-- sources: expect error -->"
    path = page(tmp_path, remark, fence("python", KEY + code))

    assert kinds == [kind for _, kind in told(path)]


ELIDED = {
    "python": KEY + "stripe.Charge.create(\n    amount=1099,\n    ...\n)",
    "ruby": RUBY_KEY + "Stripe::Charge.create(\n  amount: 1099,\n  # ...\n)\n...\n",
    "js": "const stripe = require('stripe')('sk_test_1');\n"
    "stripe.charges.create({\n  ...\n});",
    "php": "\\Stripe\\Stripe::setApiKey('k');\n...\n"
    "\\Stripe\\Charge::create([\n  ...,\n]);",
}


@pytest.mark.parametrize(("language", "code"), ELIDED.items(), ids=ELIDED)
def test_what_is_left_out(tmp_path: Path, language: str, code: str) -> None:
    """A line `...` stands for arguments, which may be any; a mistake is one still."""
    right = page(tmp_path, fence("bash", CURL), fence(language, code))
    wrong = page(tmp_path, fence(language, code.replace("reate", "raete")), name="b.md")

    assert ([], ["unknown"]) == (told(right), [kind for _, kind in told(wrong)])


def test_dots_that_are_python(tmp_path: Path) -> None:
    """Python's own `...` stays what it is."""
    code = f"{KEY}try:\n    {CHARGE}\nexcept stripe.CardError:\n    ..."

    assert [] == told(page(tmp_path, fence("python", code)))


def test_what_a_prompt_shows(tmp_path: Path) -> None:
    """At a prompt a value alone is shown; a method that is not called is a mistake."""
    typed = '>>> import stripe\n>>> one = stripe.Charge.retrieve("ch_1")\n>>> one.id\n'
    right = page(tmp_path, fence("pycon", f"{typed}'ch_1'\n>>> one.paid\nTrue"))
    wrong = page(tmp_path, fence("pycon", f"{typed}>>> one.capture"), name="b.md")
    code = (
        'one = Stripe::Charge.retrieve("ch_1")\none.id # => "ch_1"\none.paid # => true'
    )

    assert [] == told(page(tmp_path, fence("ruby", code), name="c.md"))
    assert ([], [(5, "no-effect")]) == (told(right), told(wrong))
