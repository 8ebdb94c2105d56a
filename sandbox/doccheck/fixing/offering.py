"""`--fix`: what can be mended in a page is shown, and written where that is wanted."""

from collections.abc import Callable, Collection
from pathlib import Path

from sandbox.doccheck import Unreadable
from sandbox.doccheck.fixing import Fixed, Unwritten, diff
from sandbox.doccheck.fixing.page import Fixer
from sandbox.doccheck.fixing.writing import write
from sandbox.doccheck.reports.rows import plain
from sandbox.doccheck.reports.tally import counted

ANSWERS = {"y": "yes", "n": "no", "a": "all of them", "q": "no, and no other"}
QUESTION = ", ".join(f"{letter} {meaning}" for letter, meaning in ANSWERS.items())


class Offer:
    """One run of `--fix`: what it was told to write, and what it wrote."""

    def __init__(
        self,
        languages: Collection[str],
        say: Callable[[str], None],
        *,
        answer: str = "n",
        ask: Callable[[str], str] | None = None,
    ) -> None:
        """Show diffs by `say`; `ask` what to do with each, or do as `answer` says."""
        self._fixer, self.say = Fixer(languages), say
        self._answer, self._ask = answer, ask
        self._shown = self._written = self._pages = 0
        self.refused: list[str] = []

    def of(self, path: Path) -> None:
        """Show what can be mended in a page, and write it, if that is wanted.

        A page that cannot be read is passed over: the check tells why.
        """
        if self._answer == "q":
            return
        try:
            fixed = self._fixer.fix(path)
        except Unreadable:
            return
        for line in fixed.left:
            self.say(plain(line))
        if fixed.changes:
            self._show(fixed)
            if self._is_wanted(fixed):
                self._write(fixed)

    def _show(self, fixed: Fixed) -> None:
        self._shown += fixed.changes
        texts = fixed.before.decode(), fixed.after.decode()
        for line in diff.lines(str(fixed.path), *texts):
            self.say(line)

    def _is_wanted(self, fixed: Fixed) -> bool:
        if self._ask and self._answer not in ("a", "q"):
            changes = counted(fixed.changes, "change")
            question = f"Write {changes} to {plain(str(fixed.path))}? [{QUESTION}] "
            self._answer = self._ask(question).strip().lower()[:1]
        return self._answer in ("y", "a")

    def _write(self, fixed: Fixed) -> None:
        try:
            write(fixed)
        except Unwritten as error:
            self.refused.append(str(error))
            self.say(plain(str(error)))
        else:
            self._written += fixed.changes
            self._pages += 1

    @property
    def in_words(self) -> str:
        """What was mended, as a sentence."""
        if not self._shown:
            return "Nothing was mended."
        if self._written:
            where = counted(self._pages, "page")
            return f"{counted(self._written, 'change')} written to {where}."
        hint = "" if self._ask or self.refused else " With --yes it is."
        return f"{counted(self._shown, 'change')} shown, nothing written.{hint}"
