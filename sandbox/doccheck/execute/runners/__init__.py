"""How a snippet of each language is run, and what the machine needs for it."""

from sandbox.doccheck.execute.runners import curl, go, java, node, php, python, ruby
from sandbox.doccheck.execute.runners.place import Runtime

RUNTIMES = {
    "curl": Runtime(curl.absent, curl.command),
    "ruby": Runtime(ruby.absent, ruby.command),
    "python": Runtime(python.absent, python.command),
    "php": Runtime(php.absent, php.command),
    "java": Runtime(java.absent, java.command),
    "node": Runtime(node.absent, node.command),
    "go": Runtime(go.absent, go.command),
}


def absent() -> dict[str, str]:
    """The languages that cannot be run here, each with the reason."""
    asked = ((name, runtime.absent()) for name, runtime in RUNTIMES.items())
    return {name: why for name, why in asked if why}
