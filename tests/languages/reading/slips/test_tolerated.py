"""What grammars take in silence, and the languages do not."""

from typing import NamedTuple

import pytest

from sandbox.languages.reading.slips import mended, mends, slips
from sandbox.languages.reading.syntax.grammars import parse


class Row(NamedTuple):
    """Code, where its slip is, a word of what is said, and the code when mended."""

    language: str
    code: str
    line: int
    column: int
    word: str
    whole: str = ""


ROWS = {
    "typographic quotes in curl": Row(
        "curl",
        "curl https://x.test -d “a=b”",
        1,
        24,
        "“",
        'curl https://x.test -d "a=b"',
    ),
    "typographic quotes in ruby": Row(
        "ruby", "f(a: \u2018b\u2019)", 1, 6, "\u2018", "f(a: 'b')"
    ),
    "typographic quotes in python": Row(
        "python", "f(\n  a=“b”,\n)", 2, 5, "“", 'f(\n  a="b",\n)'
    ),
    "typographic quotes in php": Row("php", "f(“a”);", 1, 3, "“", 'f("a");'),
    "typographic quotes in java": Row("java", "f(“a”);", 1, 3, "“", 'f("a");'),
    "typographic quotes in node": Row("node", "f(“a”);", 1, 3, "“", 'f("a");'),
    "typographic quotes in go": Row("go", "f(“a”)", 1, 3, "“", 'f("a")'),
    "a blank that does not break": Row(
        "node", "f(1);\nf(a,\u00a0b);", 2, 5, "U+00A0", "f(1);\nf(a, b);"
    ),
    "a blank of no width": Row("php", "f(\u200b1);", 1, 3, "U+200B", "f(1);"),
    "a blank behind the backslash": Row(
        "curl",
        "curl https://x.test \\ \n  -d a=b",
        1,
        22,
        "blank",
        "curl https://x.test \\\n  -d a=b",
    ),
    "a lost backslash": Row(
        "curl",
        "curl https://x.test \\\n  -u k:\n  -d a=b",
        2,
        8,
        "\\",
        "curl https://x.test \\\n  -u k: \\\n  -d a=b",
    ),
    "a lost backslash, its blank left": Row(
        "curl",
        "curl -d a=b \n\n  https://x.test",
        1,
        13,
        "\\",
        "",
    ),
    "two quotes lost in curl": Row(
        "curl",
        'curl https://x.test \\\n  -d "a=b \\\n  -d c="d \\\n  -u k:',
        2,
        6,
        "another line",
    ),
    "two quotes lost in ruby": Row(
        "ruby", "f(\n  a: 'b,\n  c: d',\n)", 2, 6, "another line"
    ),
    "two quotes lost in php": Row("php", "$a = 'b;\n$c = d';", 1, 6, "another line"),
    "a key twice in ruby": Row("ruby", "f(a: 1,\n  :a => 2)", 2, 3, "second time"),
    "a key twice in go": Row("go", "f(&A{B: 1, B: 2})", 1, 12, "second time"),
    "text in single quotes in java": Row(
        "java", "put('amount', 'b');", 1, 5, "single quotes", "put(\"amount\", 'b');"
    ),
    "text with double quotes in single ones": Row(
        "java", "put('a \"b\"');", 1, 5, "single quotes"
    ),
    "const twice": Row("node", "const a = 1;\nconst a = 2;", 2, 7, "second time"),
    "var after let": Row("node", "let a = 1;\nvar a = 2;", 2, 5, "second time"),
    "await in a plain function": Row(
        "node", "f(function () {\n  await g();\n});", 2, 3, "not async"
    ),
    "no comma before the line of the bracket": Row(
        "go", "p := &A{\n\tB: 1\n}", 2, 6, "comma", "p := &A{\n\tB: 1,\n}"
    ),
    "no comma after the last argument": Row(
        "go", "f(\n\ta,\n\tb // c\n)", 3, 3, "comma", "f(\n\ta,\n\tb, // c\n)"
    ),
    "an operator in the next line": Row("go", "a := b\n\t+ c", 1, 7, "+"),
    "an argument of the next line": Row("go", 'f(\n\t"a"\n\t&b,\n)', 2, 5, "&"),
    "a comma twice": Row("node", "f(a,, b);", 1, 5, "too much", "f(a, b);"),
    "a comma twice in an object": Row(
        "node", "f({\n  a: 1,,\n});", 2, 8, "too much", "f({\n  a: 1,\n});"
    ),
    "a brace in the next line": Row("go", "func f()\n{\n\tg()\n}", 1, 9, "{"),
    "a keyword argument before a plain one": Row(
        "python", "f(1)\nf(a=1, 2)", 2, 9, "Python refuses this"
    ),
    "a keyword twice": Row("python", "f(a=1, a=2)", 1, 8, "second time"),
    "a line too far to the right": Row("python", "f()\n  g()", 2, 2, "indent"),
    "a number with a zero in front": Row("python", "f(\n  012)", 2, 3, "zero"),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_a_grammar_takes_in_silence_is_found(row: Row) -> None:
    """At its line and column, with what is wrong; the mend, where there is one."""
    first, *_ = slips(row.code, row.language, parse(row.code, row.language))

    assert (row.line, row.column) == (first.line, first.column)
    assert "syntax" == first.kind
    assert row.word in first.message
    assert row.whole == (
        mended(row.code, changes) if (changes := mends(row.code, row.language)) else ""
    )
