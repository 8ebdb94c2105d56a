"""Files as pages: which there are, what they say, and why they cannot be read."""

import os
import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from sandbox.doccheck import Unreadable
from sandbox.doccheck.pages import Snippet, Unsound
from sandbox.doccheck.pages.gathering import Gathering
from sandbox.doccheck.pages.pieces import Piece, Row, rows
from sandbox.languages.reading.problems import Problem

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".ipynb": "notebooks",
    ".rst": "restructured",
    ".rest": "restructured",
    ".txt": "plain",
    ".text": "plain",
}
"""Which module reads the files that end so."""

OTHER_FORMATS = frozenset(".adoc .asciidoc .org .textile .mediawiki .rdoc".split())
"""Ends of documentation that nothing here reads: it is told that there is some."""

LEFT_OUT = frozenset(
    "node_modules bower_components site-packages __pycache__ _build venv env".split()
)
"""Folders that tools fill; so are hidden ones."""

LARGEST = 16 * 2**20
"""Bytes of a page. Ten thousand examples are a third of it; beyond is no page."""

MEBIBYTE = 2**20


def snippets(path: Path) -> Iterator[Snippet | Unsound]:
    """The snippets of a page, or of all pages below a folder."""
    if not path.is_dir():
        yield from of_page(path)
        return
    for page in pages(path):
        if isinstance(page, Unsound):
            yield page
            continue
        try:
            yield from of_page(page)
        except Unreadable as error:
            yield unsound(error)


def pages(path: Path) -> Iterator[Path | Unsound]:
    """The pages below a folder, and what in it nobody may see; a file is its own."""
    if path.is_dir():
        yield from walked(path)
    else:
        yield path


def of_page(path: Path) -> Iterator[Snippet | Unsound]:
    """The snippets of one page."""
    read = reader(path)
    yield from of_text(path, page_text(path), read)


def of_text(path: Path, text: str, read: "Reader") -> Iterator[Snippet | Unsound]:
    """The snippets of a page of which this is what it says."""
    lines = rows(text.split("\n"))
    try:
        yield from Gathering(str(path)).snippets(read(lines))
    except RecursionError:
        raise Unreadable(path, "has blocks in blocks, too deep to be read.") from None


Reader = Callable[[Sequence[Row]], Iterator[Piece]]


def reader(path: Path) -> Reader:
    """What reads files that end so.

    Raises: Unreadable for an end that no page has.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        if not path.exists():
            raise Unreadable(path, "cannot be opened: no such file or directory.")
        ends = ", ".join(FORMATS)
        what = f"ends in {suffix}" if suffix else "has no suffix"
        raise Unreadable(path, f"is no page: it {what}. Pages end in {ends}.")
    module = import_module(f"sandbox.doccheck.pages.{FORMATS[suffix]}")
    read: Reader = module.pieces
    return read


def page_text(path: Path) -> str:
    """What a page says, each of its lines ended in the same way.

    Raises: Unreadable for what cannot be opened, is too large, or is no UTF-8.
    """
    return lines_alike(decoded(path, page_bytes(path)))


def lines_alike(text: str) -> str:
    """A text whose lines all end in the same way, whatever they ended with."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def page_bytes(path: Path) -> bytes:
    """A page as it lies on disk.

    Raises: Unreadable for what cannot be opened, or is too large.
    """
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise Unreadable(path, "is no plain file.")  # it may never end
        with path.open("rb") as file:
            read = file.read(LARGEST + 1)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise Unreadable(path, f"cannot be opened: {why}.") from None
    if len(read) > LARGEST:
        message = (
            f"is too large: it has {path.stat().st_size // MEBIBYTE} MiB, and a page "
            f"at most {LARGEST // MEBIBYTE}. Split it, or leave it out."
        )
        raise Unreadable(path, message)
    return read


def decoded(path: Path, read: bytes) -> str:
    """The text of a file, which is UTF-8, with a byte order mark or without.

    Raises: Unreadable for anything else, with the line that shows it.
    """
    if read.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        size = 32 if read.startswith(BOM_UTF32_LE) else 16
        raise Unreadable(path, f"is UTF-{size}. Save it as UTF-8.")
    if b"\0" in read:
        raise Unreadable(path, "is no text: there is a zero byte in it.")
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = read.count(b"\n", 0, error.start) + 1
        why = f"is no UTF-8: line {line} has the byte {read[error.start]:#04x}."
        raise Unreadable(path, f"{why} Save it as UTF-8.") from None


def walked(folder: Path) -> Iterator[Path | Unsound]:
    """The pages below a folder, by name; what cannot be looked into is told.

    Raises: Unreadable for a folder that cannot be looked into itself.
    """
    troubles: list[Unreadable] = []

    def trouble(error: OSError) -> None:
        why = (error.strerror or "unknown reason").lower()
        troubles.append(Unreadable(error.filename, f"cannot be opened: {why}."))

    for here in files(folder, trouble):
        yield from (page for page in here if page.suffix.lower() in FORMATS)
        yield from map(unsound, troubles)
        troubles.clear()
    if troubles and troubles[0].path == str(folder):
        raise troubles[0]
    yield from map(unsound, troubles)


def files(
    folder: Path, trouble: Callable[[OSError], None] | None = None
) -> Iterator[list[Path]]:
    """The author's files below a folder, by name, one folder after another."""
    for here, folders, names in os.walk(folder, onerror=trouble):
        folders[:] = sorted(name for name in folders if shown(name))
        yield [Path(here, name) for name in sorted(filter(shown, names))]


def passed_over(path: Path) -> Counter[str]:
    """How much documentation below a folder is in a format that nothing here reads."""
    below = (file.suffix.lower() for here in files(path) for file in here)
    return Counter(suffix for suffix in below if suffix in OTHER_FORMATS)


def shown(name: str) -> bool:
    """Whether a file or folder of this name is the author's."""
    return not name.startswith(".") and name not in LEFT_OUT


def unsound(error: Unreadable) -> Unsound:
    """What cannot be read as something that was found among pages."""
    return Unsound(error.path, Problem(1, 1, "file", f"It {error.why}"))
