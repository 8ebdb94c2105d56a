r"""In which language a block of code is written, and whether it is about the API.

>>> identify('Stripe::Customer.retrieve("cus_1")', "")
Kind(language='ruby', named='', aside='')
>>> identify('{"object": "customer"}', "json").aside
'data'

What an author would not want to hear about is set aside:

- data and output (`json`, `text` without code in it, ...);
- a shell without curl;
- code that names neither Stripe, nor a path, a key or a class of the API, nor the id of
  an object: it may be about anything. It is an example all the same as a further tab of
  one, behind a remark of the author, and in a notebook, whose cells are one program,
  behind the first cell that is one.

What is code about the API in a language that is not covered has no `language`, and
what the page calls it is kept, to be counted. So is what stands in another file.
"""

import re
from typing import NamedTuple

from sandbox.languages import LANGUAGES

ALIASES = {
    **{name: name for name in LANGUAGES},
    **dict.fromkeys(("rb", "irb"), "ruby"),
    **dict.fromkeys(("py", "py3", "python2", "python3"), "python"),
    **dict.fromkeys(("ipython", "ipython2", "ipython3"), "python"),
    **dict.fromkeys(("pycon", "pycon3", "pyrepl", "doctest"), "python"),
    **dict.fromkeys(("php5", "php7", "php8"), "php"),
    **dict.fromkeys(("js", "javascript", "nodejs", "node.js", "node-js"), "node"),
    **dict.fromkeys(("mjs", "cjs", "jsx", "ecmascript", "es6"), "node"),
    "golang": "go",
}
"""What pages call the seven languages, in lower case."""

SHELLS = frozenset(
    "bash sh shell zsh console terminal shell-session shellsession sh-session "
    "bash-session command-line cli".split()
)
"""Only a curl command in one of these is a call."""

OPEN = frozenset("text txt plain plaintext none code default no-highlight".split())
"""Names that say nothing: what the code says counts."""

DATA = frozenset(
    "json jsonc json5 jsonl yaml yml toml xml html css scss http diff patch sql ini "
    "env dotenv properties csv tsv output log logs mermaid dot graphviz graphql md "
    "markdown mdx rst restructuredtext svg make makefile dockerfile docker nginx tree "
    "protobuf proto latex tex math bnf ebnf pytb traceback".split()
)
"""Names of what is no program: an answer, a setting, a picture."""

MENTION = re.compile(
    r"(?i:stripe)|(?<!\w)/v1/|\b[sp]k_(?:test|live)_"
    r"|\b(?:src|cus|card|tok|ch|re|py|evt|we|txn|dp)_[A-Za-z0-9]{3}"
    r"|\b(?:Customer|Source|Charge|Refund|Token|Event)(?:\.|::)[a-z]\w+\("
    r"|\b(?:customer|source|charge|refund|token|event|paymentsource)\.[A-Z]\w+\("
)
"""What tells that code is about the API."""

LANGUAGE = re.compile(r"(?<![#\w-])[A-Za-z][\w#+.-]*")
"""The name of a language in a label; an id of Pandoc's begins with its sign."""

CURL = re.compile(r"(?:^\s*(?:[$%>] )?|[;&|(]\s*)curl\b", re.MULTILINE)
"""A command of curl: at the beginning of a line, or behind another command."""

MARKS: dict[str, dict[str, str]] = {
    "curl": {
        "curl": r"^\s*(?:\$ )?curl\s+(?:-|['\"]?https?:|\\$)",
        " -": r"\s-[dFuXHG] ?['\"]?[\w:]",
        "--": r"(?<!\S)--(?:data|data-urlencode|user|request|header|form)\b",
        "\\": r"\\\s*$",
    },
    "ruby": {
        "tripe::": r"(?<![\\\w:])[Ss]tripe::",
        "Stripe.api_key": r"\bStripe\.api_key\s*=",
        "require": r"\brequire ['\"]",
        "=>": r"(?<!\w):\w+\s*=>",
        "puts": r"^\s*puts\b",
        "end": r"^\s*end\s*$",
        "do |": r"\bdo \|\w",
    },
    "python": {
        "stripe": r"^\s*(?:import stripe\b(?!\.)|from stripe\b)",
        "stripe.api_key": r"\bstripe\.api_key\s*=",
        "stripe.": r"(?<![&*\w])stripe\.[A-Z]\w+\.\w+\(",
        "=": r"(?<![$\w])\w+=(?:['\"\[{]|\d+\s*,|[a-z_.]+\s*[,)])",
        "stripe.StripeClient": r"(?<!new )\bstripe\.StripeClient\(",
        ".v1.": r"\bclient\.v1\.\w+(?:\.\w+)*\(",
        "e": r"\b(?:None|True|False)\b",
        ":": r"^\s*(?:def|with|for|if|try|except|class)\b.*:\s*$",
    },
    "php": {
        "$": r"\$\w+\s*(?:=|->|,|\))",
        "->": r"\w\)?->\w",
        "\\": r"\\[Ss]tripe\\",
        "=>": r"['\"]\s*=>",
        "array(": r"(?<![\w.])array\(",
        "<?php": r"<\?php",
    },
    "java": {
        "Map<": r"\bMap<",
        "new ": r"\bnew [A-Z]\w*(?:<.*>)?\(\)",
        ".put(": r"\w\.put\(",
        "Stripe.apiKey": r"\bStripe\.apiKey\s*=",
        "=": r"^\s*[A-Z]\w+ \w+\s*=(?!=)",
        ".builder(": r"\w\.builder\(\)",
        ".": r"^\s*\.(?:set|put|add)[A-Z]\w*\(",
        "com.stripe": r"\bimport com\.stripe\b",
        "new StripeClient": r"\bnew StripeClient\(",
        "System.out": r"\bSystem\.out\b",
    },
    "node": {
        "require(": r"\brequire\(\s*['\"]",
        " ": r"^\s*(?:const|let|var)\s+[\w{]",
        "function": r"\bfunction\s*\w*\(",
        "=>": r"=>\s*[{(\w]",
        "await": r"\bawait\b",
        "from ": r"^\s*import\b.*\bfrom ['\"]",
        "stripe.": r"(?<![\w.])stripe\.[a-z]\w+\.\w+\(\s*(?:['\"{]|$|\))",
        "new Stripe(": r"\bnew Stripe\(",
        "console.": r"\bconsole\.\w+\(",
    },
    "go": {
        ":=": r":=",
        "&stripe.": r"&stripe\.",
        "stripe.Key": r"\bstripe\.Key\s*=",
        "func": r"^\s*func\s+\w",
        "package": r"^\s*package\s+\w",
        "err": r"\berr\b\s*(?::?=|!=)",
        "stripe.": r"\bstripe\.(?:String|Int64|Bool|NewClient)\(",
        "(": r"\.(?:New|Get|Set[A-Z]\w*|Add[A-Z]\w*)\(",
        "fmt.": r"\bfmt\.",
    },
}
"""For each language what only it writes, line by line: the more of it, the surer.

Each pattern stands by a text that is in whatever it finds, and is looked for first.
"""

INCLUDED = "literalinclude"
INCLUDE = re.compile(r"\s*(?:--8<--|<<<\s*@|\{\{\s*#include\b|\{%-?\s*include\b)")
"""Code that a page takes from another file: it is not read, and so it is counted."""

BROWSER = re.compile(
    r"(?<!new )\bStripe\(\s*['\"]pk_|\bStripe\.(?:setPublishableKey|card|source)\b"
    r"|\bstripe\.(?:elements|create(?:Source|Token|PaymentMethod)|retrieveSource"
    r"|confirm\w+|handle\w+|redirectToCheckout|paymentRequest)\("
)
"""What only Stripe.js has: JavaScript in a browser, which is another library."""

COMPILED = {
    language: [(said, re.compile(mark, re.MULTILINE)) for said, mark in its.items()]
    for language, its in MARKS.items()
}


class Kind(NamedTuple):
    """The language of a block, what the page calls it, or why it is set aside."""

    language: str
    named: str = ""
    aside: str = ""


def marks(code: str) -> dict[str, int]:
    """How many of its marks each language has in the code; only those that have any."""
    counted = {
        language: sum(1 for said, mark in its if said in code and mark.search(code))
        for language, its in COMPILED.items()
    }
    return {language: number for language, number in counted.items() if number}


def best(found: dict[str, int]) -> set[str]:
    """The languages with the most marks."""
    most = max(found.values(), default=0)
    return {language for language, number in found.items() if number == most}


def detected(code: str) -> str:
    """The language that wrote it; "" where no mark tells.

    Of several with as many marks it is the one whose last line bears one: how code
    begins, its languages have more in common than how it goes on.
    """
    lines = code.split("\n")
    leading = best(marks(code))
    for line in reversed(lines if len(leading) > 1 else []):
        if last := leading & marks(line).keys():
            leading = last
            break
    found = next((name for name in LANGUAGES if name in leading), "")
    return "" if found == "curl" and not CURL.search(code) else found


def mentions(code: str) -> bool:
    """Whether it names Stripe, a path or a key of the API, or the id of an object."""
    return bool(MENTION.search(code))


def name(label: str) -> str:
    """The name of a language in what a page writes there.

    >>> name("js {1,3} title='x'"), name("{#id .python .numberLines}"), name("Node.js")
    ('js', 'python', 'node.js')
    """
    found = LANGUAGE.search(label)
    return found[0].lower().rstrip(".") if found else ""


def is_label(title: str) -> bool:
    """Whether a short line is what a tab is called.

    >>> is_label("Node.js"), is_label("Java and its tokens")
    (True, False)
    """
    return " " not in title and (name(title) in ALIASES or name(title) in SHELLS)


def identify(code: str, label: str, *, tab: str = "", sure: bool = False) -> Kind:
    """The language of a block that a page labels so, or its tab does.

    `sure` tells that code is about the API, whether it says so or not.
    """
    named = name(label)
    if named in OPEN or not named:
        inside = name(tab)
        named = inside if inside in ALIASES or inside in SHELLS else named
    if named == INCLUDED or INCLUDE.match(code):
        return Kind("", named if named == INCLUDED else "include")
    if named in DATA:
        return Kind("", named, "data")
    is_shell = named in SHELLS or named == "curl"
    if is_shell and not CURL.search(code):
        return Kind("", named, "no curl")
    language = "curl" if is_shell else ALIASES.get(named, "")
    is_open = named in OPEN or not named
    if is_open:
        language = detected(code)
    if language == "node" and BROWSER.search(code):
        language, named = "", "stripe.js"
    is_known = bool(language) or not is_open
    if not mentions(code) and not (sure and is_known):
        return Kind("", named, "not about the API")
    if not language and not is_code(code, anything=not is_open):
        return Kind("", named, "data")
    return Kind(language, named)


NOTATION = re.compile(r"[;={}()\[\]$\\]|::|->")
JSON = re.compile(r"\s*(?:\{(?!`)|\[|HTTP/|<\?xml|<!)")


def is_code(code: str, *, anything: bool = False) -> bool:
    """Whether a text without marks is code at all, and no data.

    >>> is_code("var c = new CustomerService();"), is_code('{"id": "src_1"}')
    (True, False)

    Where the page gives its language a name, `anything` else is.
    """
    return bool(anything or NOTATION.search(code)) and not JSON.match(code)
