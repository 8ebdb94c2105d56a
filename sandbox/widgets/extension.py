"""`%load_ext sandbox`: errors in one line, warnings in one sentence."""

import sys
import warnings
from typing import Any, TextIO


def load(shell: Any) -> None:
    """Make errors and warnings of this notebook short, and free of file paths.

    The whole traceback is one line away: `%xmode Context` brings it back, `%tb` shows
    the last one.
    """
    shell.InteractiveTB.set_mode(mode="Minimal")  # as %xmode does, without a word
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
