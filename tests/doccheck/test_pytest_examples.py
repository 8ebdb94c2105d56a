"""`pytest --doc-examples docs/`: what an author sees in a test run."""

from pathlib import Path

import pytest

from tests.alone import ALONE

pytest_plugins = ["pytester"]

PAGE = """
# Attaching

```ruby
Stripe.api_key = "sk_test_123"
customer = Stripe::Customer.retrieve("cus_1")
customer.sources.create({:source => "src_1"})
```

```python
stripe.api_key = "sk_test_123"
customer = stripe.Customer.retreive("cus_1")
customer.sources.create(source="src_1")
```

# Elsewhere

```csharp
StripeConfiguration.ApiKey = "sk_test_123";
```

<!-- sources: skip is to be rewritten -->
```php
\\Stripe\\Charge::create(array("amount" => 1099, "currency" => "eur"));
```
"""
OPTIONS = (*ALONE, "-p", "no:cacheprovider", "-rs", "-v")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """A test run of an author's project, which has no configuration."""
    return pytester.runpytest_subprocess(*OPTIONS, *arguments)


@pytest.fixture
def docs(pytester: pytest.Pytester) -> Path:
    """A folder with a page."""
    folder = pytester.mkdir("docs")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("docs")
def test_each_example_is_a_test(pytester: pytest.Pytester) -> None:
    """Its id is the place of the snippet; what is wrong has line, column and kind."""
    result = run(pytester, "--doc-examples", "docs")

    result.assert_outcomes(passed=1, failed=1, skipped=2)
    result.stdout.fnmatch_lines(
        [
            "docs/page.md:5-ruby PASSED*",
            "docs/page.md:11-python FAILED*",
            "*page.md:12:28: unknown: *retreive*Did you mean retrieve?",
            "SKIPPED*csharp is not covered",
            "SKIPPED*is to be rewritten",
        ]
    )


@pytest.mark.usefixtures("docs")
def test_one_language_alone(pytester: pytest.Pytester) -> None:
    """Examples are chosen by pytest's own means."""
    run(pytester, "--doc-examples", "docs", "-k", "ruby").assert_outcomes(
        passed=1, deselected=3
    )


@pytest.mark.usefixtures("docs")
def test_without_the_option(pytester: pytest.Pytester) -> None:
    """A project's other test runs stay as they are."""
    run(pytester, "docs").assert_outcomes()


def test_a_page_that_cannot_be_read(pytester: pytest.Pytester, docs: Path) -> None:
    """It is an error of its own, which names the page; the others are checked."""
    (docs / "binary.md").write_bytes(b"\0\1\2\3")
    result = run(pytester, "--doc-examples", "docs")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*binary.md*"])


def test_the_examples_of_this_project(pytester: pytest.Pytester, docs: Path) -> None:
    """A page without an example has no test."""
    (docs / "page.md").write_text("# Nothing here\n", encoding="utf-8")
    run(pytester, "--doc-examples", "docs").assert_outcomes()
