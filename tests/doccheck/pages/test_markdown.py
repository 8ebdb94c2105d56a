"""Markdown: what is a block of code in it, and what is told of one that never ends."""

from pathlib import Path

import pytest

from sandbox.doccheck.pages.markdown import DEEPEST, MOST_UNCLOSED
from tests.doccheck.pages.reading import faults, read

CODE = "Stripe::Charge.list"

BLOCKS = {
    "a fence": (f"```ruby\n{CODE}\n```", 2, 0),
    "a fence of tildes": (f"~~~~ ruby\n{CODE}\n~~~~", 2, 0),
    "an indented block": (f"text\n\n    {CODE}\n", 3, 4),
    "indented by a tab": (f"text\n\n\t{CODE}\n", 3, 1),
    "in a list": (f"1. First:\n\n   ```ruby\n   {CODE}\n   ```", 4, 3),
    "in a list, by tabs": (f"-\tFirst:\n\n\t```ruby\n\t{CODE}\n\t```", 4, 1),
    "in MyST's other language": (
        f"```{{eval-rst}}\n.. code:: ruby\n\n   {CODE}\n```",
        4,
        3,
    ),
    "in a set of tabs of MyST": (
        f"`````{{tab-set}}\n````{{tab-item}} Ruby\n```\n{CODE}\n```\n````\n`````",
        4,
        0,
    ),
    "in tildes in a set of tabs of MyST": (
        f"````{{tab-set}}\n```{{tab-item}} Ruby\n~~~ruby\n{CODE}\n~~~\n```\n````",
        4,
        0,
    ),
    "right below HTML": (
        f"<details>\n<summary>So</summary>\n```ruby\n{CODE}\n```\n</details>",
        4,
        0,
    ),
    "right below a component": (
        f"<Steps>\n  <Step title='a'>\n  ```ruby\n  {CODE}\n  ```\n  </Step>\n</Steps>",
        4,
        2,
    ),
    "highlighted by Hugo": (
        f'{{{{< highlight ruby "linenos=table" >}}}}\n{CODE}\n{{{{< /highlight >}}}}',
        2,
        0,
    ),
    "highlighted by Jekyll": (
        f"{{% highlight ruby linenos %}}\n{CODE}\n{{% endhighlight %}}",
        2,
        0,
    ),
    "behind HTML": (f"<p>text</p>\n\n```ruby\n{CODE}\n```", 4, 0),
    "in a quotation": (f"> text\n>\n> ```ruby\n> {CODE}\n> ```", 4, 2),
    "in a list in a quotation": (f"> - ```ruby\n>   {CODE}\n>   ```", 2, 4),
    "indented in a fence": (f"```ruby\n\n  {CODE}\n\n```", 3, 2),
    "in a note of MkDocs": (f"!!! note\n\n    ```ruby\n    {CODE}\n    ```", 4, 4),
    "in a note with a title": (
        f'??? tip "So"\n    Read.\n\n    ```ruby\n    {CODE}\n    ```',
        5,
        4,
    ),
    "in a note of Docusaurus": (f":::tip\n\n```ruby\n{CODE}\n```\n\n:::", 4, 0),
    "between colons": (f":::{{code-block}} ruby\n{CODE}\n:::", 2, 0),
    "with options": (f"```{{code}} ruby\n---\na: b\n---\n{CODE}\n```", 5, 0),
    "R Markdown": (f"```{{ruby}}\n{CODE}\n```", 2, 0),
    "in a note of MyST": (f"````{{note}}\n```ruby\n{CODE}\n```\n````", 3, 0),
    "in tabs in a list": (
        f'- text\n\n    === "Ruby"\n\n        ```\n        {CODE}\n        ```',
        6,
        8,
    ),
    "behind front matter": (f"---\na: b\n---\n```ruby\n{CODE}\n```", 5, 0),
    "behind a line across": (f"---\n```ruby\n{CODE}\n```", 3, 0),
    "with a byte order mark": (f"\ufeff```ruby\n{CODE}\n```", 2, 0),
}


@pytest.mark.parametrize(("page", "line", "indent"), BLOCKS.values(), ids=BLOCKS)
def test_a_block(tmp_path: Path, page: str, line: int, indent: int) -> None:
    """A block of code is found, with its line and what stands before it."""
    (one,) = read(tmp_path, "page.md", page)

    assert (CODE, "ruby") == (one.code, one.language)
    assert (line, line, indent) == (one.line, one.end_line, one.indent)
    assert (line, indent + 1) == one.at(1, 1)


def test_half_a_tab(tmp_path: Path) -> None:
    """Where a tab is half in front of the code, columns are counted from its end."""
    (one,) = read(tmp_path, "page.md", f"- a\n\n\t\t{CODE}\n\t\t  .each\n")

    assert f"{CODE}\n  .each" == one.code
    assert [(3, 3), (4, 3), (4, 5)] == [one.at(1, 1), one.at(2, 1), one.at(2, 3)]


NOTHING = {
    "nothing": "",
    "one blank": " ",
    "prose": "Call `Stripe::Charge.list` to see them.\n",
    "code in a comment": f"<!--\n```ruby\n{CODE}\n```\n-->\n",
    "an open comment": f"<!-- sources are\n\n```ruby\n{CODE}\n```\n",
    "a note without code": "!!! note\n\n    Stripe::Charge is a class; it lists.\n",
    "tabs without code": '=== "Ruby"\n\n    Not yet.\n\n',
    "colons that close nothing": ":::\n:::::\n",
    "a note with nothing in it": "```{note}\n```\n",
}


@pytest.mark.parametrize("page", NOTHING.values(), ids=NOTHING)
def test_a_page_without_code(tmp_path: Path, page: str) -> None:
    """A page without a block of code has no snippet."""
    assert [] == read(tmp_path, "page.md", page)


UNCLOSED = {
    "to the end of the page": (f"# One\n\n```ruby\n{CODE}\n\ntext\n", [(3, 1)]),
    "at the end of the page": ("text\n\n```ruby", [(3, 1)]),
    "in a list": (f"- text\n\n  ```ruby\n  {CODE}\n\nEnd.\n", [(3, 3)]),
    "closed by fewer": (f"````ruby\n{CODE}\n```\n", [(1, 1)]),
    "closed by the next one": (
        f"```ruby\n{CODE}\n\ntext\n\n```go\nx\n```\n",
        [(1, 1)],
    ),
    "two of them": ("```ruby\na\n\n```go\nx\n\n```php\n", [(1, 1), (4, 1), (7, 1)]),
    "of a directive": (f"```{{code-block}} ruby\n{CODE}\n", [(1, 1)]),
    "between colons": (f":::{{code}} ruby\n{CODE}\n", [(1, 1)]),
}


@pytest.mark.parametrize(("page", "places"), UNCLOSED.values(), ids=UNCLOSED)
def test_an_unclosed_fence(
    tmp_path: Path, page: str, places: list[tuple[int, int]]
) -> None:
    """A fence that is never closed is told where it opens."""
    told = faults(tmp_path, "page.md", page)

    assert places == [(line, column) for line, column, _ in told]
    assert all("does not end" in sentence for _, _, sentence in told)


def deep(depth: int) -> str:
    """A page with a word and some code in so many quotes."""
    mark = "> " * depth
    return f"{mark}word\n{mark}```ruby\n{mark}{CODE}\n{mark}```"


def test_how_deep_code_may_stand(tmp_path: Path) -> None:
    """As deep as anybody puts it; where it stands deeper, that is told once."""
    (shown,) = read(tmp_path, "page.md", deep(DEEPEST - 1))
    (told,) = faults(tmp_path, "page.md", deep(DEEPEST))

    assert CODE == shown.code
    assert (1, 1) == told[:2]
    assert "too deep" in told[2]


def test_many_unclosed_fences(tmp_path: Path) -> None:
    """The first ones are told, and that what comes then is not read."""
    told = faults(tmp_path, "page.md", f"```ruby\n{CODE}\n" * 99)

    assert [*range(1, 2 * MOST_UNCLOSED + 2, 2)] == [line for line, *_ in told]
    assert told[-1][2].endswith("does not end.")


def test_a_fence_around_fences(tmp_path: Path) -> None:
    """A page about Markdown shows fences within longer ones."""
    assert [] == faults(tmp_path, "page.md", f"````md\n```ruby\n{CODE}\n```\n````\n")


def test_a_block_of_docusaurus(tmp_path: Path) -> None:
    """Code in a template is not read, but counted and named."""
    code = "{`await stripe.charges.list();`}"
    (one,) = read(tmp_path, "a.mdx", f"<CodeBlock language='js'>\n{code}\n</CodeBlock>")

    assert ("", "codeblock", "") == (one.language, one.named, one.aside)


def test_lines_of_html_in_code(tmp_path: Path) -> None:
    """What stands above the end of a fence is code, whatever it looks like."""
    (one,) = read(tmp_path, "page.md", "```php\n<?php stripe(); ?>\n<p>\n</p>\n```\n")

    assert "<?php stripe(); ?>\n<p>\n</p>" == one.code


def test_code_in_another_file(tmp_path: Path) -> None:
    """What MyST takes from another file is not read, but counted and named."""
    page = "# Pay\n\n```{literalinclude} pay.py\n:language: python\n```\n"
    (one,) = read(tmp_path, "page.md", page)

    assert ("", "literalinclude", "", 3) == (
        one.language,
        one.named,
        one.aside,
        one.line,
    )
