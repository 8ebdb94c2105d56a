r"""PHP amid HTML: what a browser is sent is blank, and the places stay what they are.

>>> alone("<?php f(1); ?>\n<p>Thanks!</p>\n<?= $a ?>")
'<?php f(1); ; \n              \n$_= $a ; '
"""

import re

OPENS = r"<\?(?:php\b|=)"
HTML = re.compile(rf"\A\s*<(?!\?).*?(?={OPENS})|\?>.*?(?={OPENS}|\Z)", re.DOTALL)
OPENING = re.compile(rf"(?<!\A){OPENS}")


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
