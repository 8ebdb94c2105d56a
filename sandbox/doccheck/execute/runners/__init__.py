"""How a snippet of each language is run, and what the machine needs for it."""

from sandbox.doccheck.execute.runners import curl, java, node, php, python, ruby
from sandbox.doccheck.execute.runners.place import Runtime
from sandbox.languages import NAMES

RUNTIMES = {
    "curl": Runtime(curl.absent, curl.command),
    "ruby": Runtime(ruby.absent, ruby.command),
    "python": Runtime(python.absent, python.command),
    "php": Runtime(php.absent, php.command),
    "java": Runtime(java.absent, java.command),
    "node": Runtime(node.absent, node.command),
}


def not_run() -> str:
    """Why every other language is not run."""
    *names, last = (NAMES[name] for name in RUNTIMES)
    return f"only {', '.join(names)} and {last} are"


def absent() -> dict[str, str]:
    """The languages that cannot be run here, each with the reason."""
    reasons = dict.fromkeys(NAMES, not_run)
    reasons |= {name: runtime.absent for name, runtime in RUNTIMES.items()}
    return {name: why for name, reason in reasons.items() if (why := reason())}
