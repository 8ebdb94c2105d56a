"""Which blocks are tabs of one example, under which heading, with which remark."""

from pathlib import Path
from textwrap import indent

import pytest

from tests.doccheck.pages.reading import Tab, faults, read, tabs

RUBY = "```ruby\nStripe::Charge.list\n```\n"
PYTHON = "```python\nstripe.Charge.list()\n```\n"
CURL = "```sh\ncurl https://api.stripe.com/v1/charges\n```\n"
CSHARP = "```csharp\nStripeConfiguration.ApiKey = key;\n```\n"
ANSWER = '```json\n{"object": "list"}\n```\n'
REMARK = "<!-- sources: given src_1 -->\n\n"


def tabbed(*contents: str) -> str:
    """A set of tabs, each with this in it."""
    items = "".join(f"<TabItem value='x'>\n\n{one}\n</TabItem>\n" for one in contents)
    return f"<Tabs>\n{items}</Tabs>\n\n"


def opening(summary: str, content: str) -> str:
    """What opens when one asks for it."""
    return f"<details>\n<summary>{summary}</summary>\n{content}</details>\n\n"


EXAMPLES: dict[str, tuple[str, list[Tab]]] = {
    "one after the other": (RUBY + "\n" + PYTHON, [(1, "ruby"), (1, "python")]),
    "prose between": (RUBY + "Or:\n\n" + PYTHON, [(1, "ruby"), (2, "python")]),
    "a heading between": (RUBY + "# Or\n" + PYTHON, [(1, "ruby"), (2, "python")]),
    "a rule between": (RUBY + "<br>\n\n" + PYTHON, [(1, "ruby"), (1, "python")]),
    "the same language again": (
        RUBY + PYTHON + RUBY,
        [(1, "ruby"), (1, "python"), (2, "ruby")],
    ),
    "an answer between": (
        RUBY + ANSWER + PYTHON,
        [(1, "ruby"), (1, "python")],
    ),
    "a language that is not covered": (
        RUBY + CSHARP + PYTHON,
        [(1, "ruby"), (1, "csharp"), (1, "python")],
    ),
    "a set of tabs": (
        tabbed("Install it.\n\n" + RUBY, "And it:\n\n" + PYTHON) + CURL,
        [(1, "ruby"), (1, "python"), (2, "curl")],
    ),
    "two blocks in each tab": (
        tabbed(RUBY + "Then:\n\n" + RUBY, PYTHON + "Then:\n\n" + PYTHON) + CURL,
        [(1, "ruby"), (2, "ruby"), (1, "python"), (2, "python"), (3, "curl")],
    ),
    "two sets of tabs": (
        tabbed(RUBY, PYTHON) + tabbed(RUBY, PYTHON),
        [(1, "ruby"), (1, "python"), (2, "ruby"), (2, "python")],
    ),
    "tabs in tabs": (
        tabbed(tabbed(RUBY) + "Or:\n\n", PYTHON),
        [(1, "ruby"), (1, "python")],
    ),
    "a set that ends twice": (
        tabbed(RUBY) + "</Tabs>\n" + RUBY,
        [(1, "ruby"), (2, "ruby")],
    ),
    "shortcodes of GitBook": (
        "{% tabs %}\n{% tab title='a' %}\n{% code title='b' %}\n"
        + RUBY
        + "{% endcode %}\n{% endtab %}\n\n{% tab title='c' %}\nSo:\n\n"
        + PYTHON
        + "{% endtab %}\n{% endtabs %}\n"
        + CURL,
        [(1, "ruby"), (1, "python"), (2, "curl")],
    ),
    "shortcodes of Hugo": (
        "{{< tabs 'a' >}}\n{{% tab 'b' %}}\nSo:\n\n"
        + RUBY
        + "{{% /tab %}}\n{{< tab 'c' >}}\nSo:\n\n"
        + PYTHON
        + "{{< /tab >}}\n{{< /tabs >}}\n"
        + CURL,
        [(1, "ruby"), (1, "python"), (2, "curl")],
    ),
    "a note of GitBook between": (
        RUBY + "{% hint style='info' %}\n{% endhint %}\n" + PYTHON,
        [(1, "ruby"), (2, "python")],
    ),
    "a note of MyST between": (
        f"{RUBY}````{{note}}\n{CURL}````\n",
        [(1, "ruby"), (2, "curl")],
    ),
    "a note of MkDocs between": (
        RUBY + "!!! note\n\n" + indent(CURL, "    "),
        [(1, "ruby"), (2, "curl")],
    ),
    "code in tabs of MyST": (
        f"`````{{tab-set-code}}\n{RUBY}{PYTHON}`````\n{CURL}",
        [(1, "ruby"), (1, "python"), (2, "curl")],
    ),
    "what opens, named by its language": (
        opening("Ruby", RUBY) + opening("Python", "\n" + PYTHON),
        [(1, "ruby"), (1, "python")],
    ),
    "what opens, named otherwise": (
        opening("First", RUBY) + opening("Then", PYTHON),
        [(1, "ruby"), (2, "python")],
    ),
    "an empty block": ("```ruby\n\n```\n" + PYTHON, [(1, "python")]),
}


@pytest.mark.parametrize(("page", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples(tmp_path: Path, page: str, expected: list[Tab]) -> None:
    """Blocks are tabs of one example when nothing stands between, or in tabs."""
    assert expected == tabs(read(tmp_path, "page.md", page))


def test_headings(tmp_path: Path) -> None:
    """An example is under the heading that is nearest above it."""
    page = f"{CURL}# One\n## Two\n{RUBY}text\n{PYTHON}Three\n-----\n{RUBY}"
    shown = read(tmp_path, "page.md", page)

    assert ["", "Two", "Two", "Three"] == [one.heading for one in shown]


def test_what_is_set_aside(tmp_path: Path) -> None:
    """What is no example has the number 0, and tells why."""
    (_, answer) = read(tmp_path, "page.md", RUBY + ANSWER)

    assert (0, "", "json", "data") == (
        answer.example,
        answer.language,
        answer.named,
        answer.aside,
    )


def test_a_remark_is_about_one_example(tmp_path: Path) -> None:
    """A remark is about all tabs of the example behind it, and about no other."""
    page = REMARK + RUBY + PYTHON + "Or:\n\n" + CURL
    shown = read(tmp_path, "page.md", page)
    said = {"given": [{"id": "src_1"}]}

    assert [said, said, {}] == [one.directive for one in shown]


def test_a_remark_ends_an_example(tmp_path: Path) -> None:
    """Where a remark stands, another example begins."""
    shown = read(tmp_path, "page.md", RUBY + "\n" + REMARK + PYTHON)

    assert [(1, "ruby"), (2, "python")] == tabs(shown)


def test_a_remark_makes_an_example(tmp_path: Path) -> None:
    """Code behind a remark is an example, though it does not name the API."""
    page = "<!-- sources: continues -->\n```python\nsource.refresh()\n```\n"
    (one,) = read(tmp_path, "page.md", page)

    assert (1, "python", {"continues": True}) == (
        one.example,
        one.language,
        one.directive,
    )


def test_a_remark_for_the_second_block_of_each_tab(tmp_path: Path) -> None:
    """In a set of tabs a remark before an example's first tab is about all of them."""
    page = tabbed(RUBY + REMARK + RUBY, PYTHON + PYTHON)
    shown = read(tmp_path, "page.md", page)

    assert [1, 2, 1, 2] == [one.example for one in shown]
    assert [False, True, False, True] == [bool(one.directive) for one in shown]


FAULTS = {
    "nothing behind it": (RUBY + "\n" + REMARK, 5, "there is none"),
    "two before one example": (REMARK + REMARK + RUBY, 3, "two remarks"),
    "between the tabs": (tabbed(RUBY, REMARK + PYTHON), 11, "between the tabs"),
    "a slip": ("<!-- sources: given ch_1 -->\n" + RUBY, 1, "cannot be given"),
}


@pytest.mark.parametrize(("page", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_a_remark_in_the_wrong_place(
    tmp_path: Path, page: str, line: int, message: str
) -> None:
    """A remark that is about nothing is told, with its line."""
    ((told, _, sentence),) = faults(tmp_path, "page.md", page)

    assert line == told
    assert message in sentence


def test_places_where_rows_are_in_differently(tmp_path: Path) -> None:
    """Columns are right though the lines of a block begin at different ones."""
    page = "> ```ruby\n>   Stripe::Charge\n>     .list\n> ```\n"
    (one,) = read(tmp_path, "page.md", page)

    assert "Stripe::Charge\n  .list" == one.code
    assert [(2, 5), (3, 7), (3, 8)] == [one.at(1, 1), one.at(2, 3), one.at(2, 4)]


PROMPTS = {
    "a shell": (
        "$ curl https://api.stripe.com/v1/charges \\\n  -d amount=1\n{}\n$ ls\n",
        "curl https://api.stripe.com/v1/charges \\\n  -d amount=1\n\nls",
        (1, 3),
    ),
    "a shell that asks for more": (
        "$ curl https://api.stripe.com/v1/charges \\\n> -d amount=1\n",
        "curl https://api.stripe.com/v1/charges \\\n-d amount=1",
        (1, 3),
    ),
    "Python": (
        ">>> for _ in stripe.Charge.list():\n...     _\n...\n<Charge>\n",
        "for _ in stripe.Charge.list():\n    _",
        (1, 5),
    ),
    "a shell below a comment": (
        "# All of them:\n$ curl https://api.stripe.com/v1/charges\n",
        "curl https://api.stripe.com/v1/charges",
        (2, 3),
    ),
    "somebody's shell": (
        "ada@shop:~/a$ curl https://api.stripe.com/v1/charges\n",
        "curl https://api.stripe.com/v1/charges",
        (1, 15),
    ),
    "irb": (
        "irb(main):001:0> Stripe::Charge.list\n=> #<Stripe::ListObject>\n",
        "Stripe::Charge.list",
        (1, 18),
    ),
    "Node": (
        "> stripe.charges.list({\n... limit: 3})\nPromise {}\n",
        "stripe.charges.list({\nlimit: 3})",
        (1, 3),
    ),
    "PHP, whose names begin so": (
        "$charge = \\Stripe\\Charge::all();\n",
        "$charge = \\Stripe\\Charge::all();",
        (1, 1),
    ),
}


@pytest.mark.parametrize(("said", "code", "place"), PROMPTS.values(), ids=PROMPTS)
def test_prompts(tmp_path: Path, said: str, code: str, place: tuple[int, int]) -> None:
    """What was typed at a prompt is the code; what came back is blank."""
    (one,) = read(tmp_path, "page.md", f"text\n\n```\n{said}```\n")

    assert (code, said != f"{code}\n") == (one.code, one.shown)
    assert (place[0] + 3, place[1]) == one.at(1, 1)


def test_a_place_behind_the_end(tmp_path: Path) -> None:
    """A place behind the last line of a block is in its last line."""
    (one,) = read(tmp_path, "page.md", RUBY)

    assert (2, 1) == one.at(2, 1)
