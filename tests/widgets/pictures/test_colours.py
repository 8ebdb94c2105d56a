"""Colours: what is written can be read in the themes of JupyterLab, light and dark."""

import re
import sys
from pathlib import Path

import pytest

from sandbox.widgets.panels import COLOURS, PAGE
from sandbox.widgets.pictures import svg
from sandbox.widgets.pictures.life import LIVES

THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"
OURS = {f"--{name}": value for name, value in svg.THEMED.items()}
READABLE = 4.5
"""Source: w3.org/TR/WCAG22 (1.4.3, contrast of text)"""

Colour = tuple[float, float, float]
WHITE: Colour = (255, 255, 255)


def theme(name: str) -> dict[str, str]:
    """The variables of a theme of JupyterLab."""
    css = (THEMES / f"theme-{name}-extension" / "index.css").read_text("utf-8")
    found = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css))
    assert "--jp-layout-color0" in found
    return found | OURS


def resolved(value: str, found: dict[str, str]) -> str:
    """What a variable stands for in the end, or what is given in its place."""
    while named := re.match(r"var\((--[\w-]+)(?:,\s*(.+))?\)", value):
        value = found.get(named[1], named[2])
    return {"white": "#fff", "black": "#000"}.get(value, value)


def colour(value: str, found: dict[str, str], ground: Colour) -> Colour:
    """A colour by red, green and blue, laid upon the one behind it."""
    value = resolved(value, found)
    if value.startswith("#"):
        digits = value[1:] if len(value) == 7 else "".join(2 * d for d in value[1:])
        red, green, blue = (int(digits[n : n + 2], 16) for n in (0, 2, 4))
        return red, green, blue
    *parts, alpha = (float(part) for part in re.findall(r"[\d.]+", value))
    red, green, blue = (
        alpha * one + (1 - alpha) * behind
        for one, behind in zip(parts, ground, strict=True)
    )
    return red, green, blue


def light(of: Colour) -> float:
    """The relative luminance of a colour."""
    linear = [
        one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4
        for one in (part / 255 for part in of)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [(svg.INK, PAGE), (svg.PALE, PAGE), (svg.INK, svg.PAPER)],
    ids=["text", "pale text", "text in a box"],
)
def test_text_can_be_read(name: str, ink: str, ground: str) -> None:
    """Text stands out from what is behind it, in both themes, be it pale."""
    found = theme(name)
    behind = colour(ground, found, WHITE)
    one, other = sorted([light(colour(ink, found, behind)), light(behind)])

    assert (other + 0.05) / (one + 0.05) >= READABLE


@pytest.mark.parametrize("ink", [svg.INK, svg.PALE, svg.PAPER])
def test_without_a_theme(ink: str) -> None:
    """Without a theme of JupyterLab, the colours are those of the page around."""
    assert resolved(ink, OURS) in ("currentColor", "transparent")


def test_what_has_a_colour_is_a_status() -> None:
    """The one table of colours knows statuses that the tables of lives lead to."""
    assert COLOURS
    assert COLOURS.keys() <= {
        row.after for life in LIVES.values() for row in life.moves
    }
