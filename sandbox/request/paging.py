"""Pages of a list: how long, from where, in which direction.

>>> [read(Page, sent).size for sent in ({}, {"limit": "0"}, {"limit": "500"})]
[10, 1, 100]
"""

from pydantic import Field

from sandbox.errors import invalid
from sandbox.request.params import Int, Params, Range, Text, read  # noqa: F401 - read: the doctest
from sandbox.wire import StripeObject

SHORTEST, LONGEST, DEFAULT = 1, 100, 10


class ForwardPage(Params):
    """What a list takes that is walked in one direction."""

    limit: Int | None = Field(None, description="How many objects, 1 to 100.")
    starting_after: Text | None = Field(
        None, description="An id: the page begins after this object."
    )

    @property
    def size(self) -> int:
        """How many objects to answer: a limit out of range is brought into it.

        Source: docs.stripe.com/api/pagination (limit between 1 and 100, default 10);
        the silent clamp is recorded in github.com/Kiln-AI/stripe_world, cassette 08.
        """
        return (
            DEFAULT if self.limit is None else min(max(self.limit, SHORTEST), LONGEST)
        )


class Page(ForwardPage):
    """What every list of the real API takes."""

    ending_before: Text | None = Field(
        None, description="An id: the page ends before this object."
    )

    def check(self) -> None:
        """Refuse a page that is asked for in both directions at once."""
        if self.starting_after is not None and self.ending_before is not None:
            message = "starting_after and ending_before exclude each other. Send one."
            raise invalid(message)


class CreatedPage(Page):
    """What a list takes that can be narrowed by time."""

    created: Range | None = Field(
        None, description="Unix seconds: one moment, or bounds gt, gte, lt, lte."
    )

    @property
    def bounds(self) -> dict[str, int]:
        """The bounds as comparisons of the store."""
        signs = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
        sent = self.created.sent if self.created else {}
        return {f"created {signs[name]}": at for name, at in sent.items()}


def envelope(data: list[StripeObject], url: str, *, has_more: bool) -> StripeObject:
    """A list as it is answered; one inside an object also says its total."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}
