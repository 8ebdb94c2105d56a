"""A sandbox for payment Sources and Customers, and a tutorial that runs on it.

`connect()` answers the stripe SDK in this process; `Sandbox()` is one of its own.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.session import Sandbox as Sandbox
    from sandbox.session import connect as connect
    from sandbox.widgets.tables import show as show

__all__ = ["Sandbox", "connect", "load_ipython_extension", "show"]

HOMES = {
    "Sandbox": "sandbox.session",
    "connect": "sandbox.session",
    "show": "sandbox.widgets.tables",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for: the package itself costs nothing."""
    if name not in HOMES:
        message = f"module 'sandbox' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext sandbox`: short tracebacks, and warnings without file paths."""
    from sandbox.widgets.extension import load

    load(shell)
