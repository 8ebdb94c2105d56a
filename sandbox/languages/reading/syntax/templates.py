r"""What stands amid code and is none; places stay what they are.

Of PHP amid HTML, what a browser is sent is blank. What a shell would take for a file,
and a page leaves to fill in, is a word.

>>> bare("curl https://api.stripe.com/v1/customers/<your id>", "curl")
'curl https://api.stripe.com/v1/customers/{your_id}'
>>> alone("<?php f(1); ?>\n<p>Thanks!</p>\n<?= $a ?>")
'<?php f(1); ; \n              \n$_= $a ; '
"""

import re

OPENS = r"<\?(?:php\b|=)"
HTML = re.compile(rf"\A\s*<(?!\?).*?(?={OPENS})|\?>.*?(?={OPENS}|\Z)", re.DOTALL)
OPENING = re.compile(rf"(?<!\A){OPENS}")

BLANK = re.compile(
    r"""'[^']*'|"(?:\\.|[^"\\])*"|<([A-Za-z][\w-]*(?: [\w-]+)*)>""", re.DOTALL
)
"""A text in quotes, which stays as it is, or a name in angles."""


def bare(code: str, language: str) -> str:
    """The code alone."""
    if language == "php":
        return alone(code)
    return BLANK.sub(worded, code) if language == "curl" else code


def worded(found: re.Match[str]) -> str:
    """A word of a shell for a name in angles."""
    return f"{{{found[1].replace(' ', '_')}}}" if found[1] else found[0]


def alone(code: str) -> str:
    """The code without the HTML around it; what is shown there is given to `$_`."""
    bare = HTML.sub(lambda found: blank(found[0]), code)
    return bare if bare == code else OPENING.sub(opened, bare)


def blank(html: str) -> str:
    """HTML as blanks; the end of PHP's tag ends a statement."""
    end = ";" if html.startswith("?>") else ""
    return end + re.sub(r"[^\n]", " ", html[len(end) :])


def opened(tag: re.Match[str]) -> str:
    """What stands for a tag that begins PHP again."""
    return "$_=" if tag[0].endswith("=") else " " * len(tag[0])
