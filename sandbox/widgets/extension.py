"""`%load_ext sandbox`: objects as cards, errors and warnings in one sentence."""

import sys
import warnings
from typing import Any, TextIO

from sandbox.transport.sdk import StripeError
from sandbox.widgets.display import register


def load(shell: Any) -> None:
    """Make errors and warnings of this notebook short, and free of file paths.

    Objects of the SDK are shown as cards, and refusals with what to do about them.
    The whole traceback is one line away: `%xmode Context` brings it back, `%tb` shows
    the last one.
    """
    shell.InteractiveTB.set_mode(mode="Minimal")  # as %xmode does, without a word
    register(shell, StripeError)
    warnings.showwarning = in_one_sentence
    warnings.simplefilter("always", category=UserWarning)


def in_one_sentence(  # noqa: PLR0913 - Python gives these
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Write a warning as its name and its sentence, and not where it arose."""
    del filename, lineno, line
    print(f"{category.__name__}: {message}", file=file or sys.stderr)
