"""A sandbox for payment Sources and Customers, and a tutorial that runs on it.

`connect()` answers the stripe SDK in this process; `Sandbox()` is one of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
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

    with unswept():
        globals()[name] = getattr(import_module(HOMES[name]), name)
    return globals()[name]


@contextmanager
def unswept() -> Iterator[None]:
    """Python looks for no garbage among what is made meanwhile, which is there to stay.

    Looking through it time and again is a fourth of what the first answer takes.
    """
    import gc

    found = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if found:
            if not gc.get_freeze_count():  # what others froze stays frozen
                gc.freeze()
                gc.unfreeze()  # all that there is counts as old from here on
            gc.enable()


def __dir__() -> list[str]:
    return __all__


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext sandbox`: short tracebacks, and warnings without file paths."""
    from sandbox.widgets.extension import load

    load(shell)
