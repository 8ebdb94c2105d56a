"""Sound code has no slip: no alarm is false."""

import re

import pytest

from sandbox.languages.reading.slips import mends, notes, slips
from sandbox.languages.reading.syntax.grammars import parse
from tests.languages.reading.slips.dropped import sound_code
from tests.languages.test_written import CODE

SOUND = {
    "ruby text over lines": ("ruby", "note = 'first line\nsecond line'\n"),
    "ruby heredoc": ("ruby", "note = <<~END\n  It's “fine”\nEND\nputs note\n"),
    "php text over lines": ("php", '$note = "Dear customer,\nthank you";\n'),
    "php tag": ("php", "<?php\n// it's fine\n$a = [1, 2];\n"),
    "curl json over lines": (
        "curl",
        "curl https://x.test \\\n  -d '{\n    \"a\": 1\n  }' \\\n  -u k:\n",
    ),
    "curl after curl": ("curl", "export KEY=1\ncurl https://x.test\necho done\n"),
    "curl ends with a pipe": ("curl", "curl https://x.test | jq .\n"),
    "quotes in text": ("node", 'note("It\u2019s “fine”"); // \u2018yes\u2019\n'),
    "backticks": ("node", "const a = `one\n  “two”`;\nf(a);\n"),
    "two scopes": ("node", "const a = 1;\nif (a) { const a = 2; f(a); }\n"),
    "var twice": ("node", "var a = 1;\nvar a = 2;\n"),
    "await": ("node", "const a = await f();\nasync () => { await f(); };\n"),
    "python await": ("python", "a = await f()\nasync with g() as h:\n    pass\n"),
    "python text over lines": ("python", 'a = """one\n“two”\n"""\n'),
    "python odd escape": ("python", 'a = "\\d"\n'),
    "python 2": ("python", "try:\n    f()\nexcept E, e:\n    print e\n    exec x\n"),
    "java character": ("java", "char a = 'b';\nchar c = '\\n';\nchar d = '\\u0041';\n"),
    "java text block": ("java", 'String a = """\n  it\'s\n  """;\n'),
    "go raw text": ("go", "a := `one\n\ttwo`\nf(a)\n"),
    "go chain": ("go", "a := f().\n\tg()\nb := a +\n\t1\nuse(b)\n"),
    "go blocks": ("go", "func main() {\n\tx := 1\n\t{\n\t\tuse(x)\n\t}\n}\n"),
    "go last comma in the line": ("go", 'f(a, &B{C: "d"})\nf(\n\ta, // one\n)\n'),
    "go func": ("go", "f(func() {\n\tg()\n})\n"),
}
"""Code that looks odd to one rule or another, and is not."""


def pieces() -> dict[str, tuple[str, str]]:
    """All the sound code that there is, by where it comes from."""
    page = {f"{s.heading}-{s.language}": (s.language, s.code) for s in sound_code()}
    calls = {" ".join(place): (place[1], code) for place, code in CODE.items()}
    return page | calls | SOUND


PIECES = pieces()


@pytest.mark.parametrize(("language", "code"), PIECES.values(), ids=PIECES)
def test_sound_code_has_no_slip(language: str, code: str) -> None:
    """The page's snippets, corrected; every written call, in both styles; odd code."""
    assert [] == slips(code, language, parse(code, language))
    assert [] == mends(code, language)


def test_a_page_of_python_2_is_noted_and_no_more() -> None:
    """What only Python 2 has tells how old a page is: three notes, no problem."""
    language, code = SOUND["python 2"]
    noted = notes(code, language, parse(code, language))

    assert [(3, 1), (4, 5), (5, 5)] == [(note.line, note.column) for note in noted]
    assert all(re.search("Python 2", note.message) for note in noted)
    assert [] == notes(code, "ruby", parse(code, "ruby"))
