"""Pages to check, made for a test: fenced code in Markdown."""

import json
from pathlib import Path

from sandbox.doccheck.checking import Checker
from sandbox.doccheck.examples import Checked

KEY = 'stripe.api_key = "sk_test_123"\n'
CHARGE = 'stripe.Charge.create(amount=1099, currency="eur", source="tok_visa")'
RUBY_KEY = 'Stripe.api_key = "sk_test_123"\n'
RUBY = 'Stripe::Charge.create(amount: 1099, currency: "eur", source: "tok_visa")'
CURL = (
    "curl https://api.stripe.com/v1/charges -u sk_test_123: "
    "-d amount=1099 -d currency=eur -d source=tok_visa"
)


def page(folder: Path, *parts: str, name: str = "page.md") -> Path:
    """A page of these parts, with blank lines between them."""
    path = folder / name
    path.write_text("\n\n".join(parts) + "\n", "utf-8")
    return path


def notebook(folder: Path, *sources: str) -> Path:
    """A notebook with these cells of code."""
    cells = [{"cell_type": "code", "source": source} for source in sources]
    path = folder / "page.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}, indent=1), "utf-8")
    return path


def fence(language: str, code: str) -> str:
    """Code in a fence."""
    return f"```{language}\n{code}\n```"


def checked(path: Path) -> list[Checked]:
    """What was found in a page, snippet by snippet."""
    found = [*Checker().check(path)]
    assert all(isinstance(one, Checked) for one in found), found
    return [one for one in found if isinstance(one, Checked)]


def told(path: Path) -> list[tuple[int, str]]:
    """The line and the kind of every problem of a page."""
    return [(p.line, p.kind) for one in checked(path) for p in one.problems]
