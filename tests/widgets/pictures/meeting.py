"""Whether what is drawn lies over something else."""

from sandbox.widgets.pictures.svg import Area


def meet(one: Area, other: Area) -> bool:
    """Whether the two have more than an edge in common."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
