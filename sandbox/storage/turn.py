"""One request at a time, also in one thread, where a lock does not tell them apart.

>>> refuse_within(None)
"""

from traceback import walk_stack


def refuse_within(turn: object) -> None:
    """Refuse what a signal handler or a finaliser asks in the middle of a request.

    Whose turn it is keeps a mark in its call, as `mine`. Where Ctrl-C came, the mark is
    left behind in the store, but the call runs no more.
    Raises: RuntimeError.
    """
    if turn and any(call.f_locals.get("mine") is turn for call, _ in walk_stack(None)):
        message = (
            "The sandbox is answering a request already, and this one came in the "
            "middle of it, as from a signal handler. Ask again when it is done."
        )
        raise RuntimeError(message)
