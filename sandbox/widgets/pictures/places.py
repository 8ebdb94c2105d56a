"""Where the statuses of each life stand in its picture, and how its moves are drawn.

Places are in pixels, made by hand; a test makes sure that nothing hides another, and
that whatever stands in the tables of the lives has its place.

>>> sorted(REFUND.boxes)
['canceled', 'failed', 'pending', 'succeeded']
"""

from typing import NamedTuple

from sandbox.widgets.pictures.svg import Area, Point

HIGH = 44


class Way(NamedTuple):
    """How moves from one status to another are drawn, and what they are called.

    `first` is where the first of their names stands; the next ones follow below it.
    """

    points: tuple[Point, ...]
    first: Point
    anchor: str = "middle"


class Plan(NamedTuple):
    """A picture of a life: where it starts, its statuses, and the ways between them.

    A way from None comes from the start.
    """

    start: Point
    boxes: dict[str, Area]
    ways: dict[tuple[str | None, str], Way]


def _box(left: float, top: float, width: float) -> Area:
    return Area(left, top, left + width, top + HIGH)


SOURCE = Plan(
    (120, 20),
    {
        "canceled": _box(280, 56, 112),
        "pending": _box(90, 146, 112),
        "chargeable": _box(470, 146, 112),
        "consumed": _box(280, 240, 112),
        "failed": _box(280, 352, 112),
    },
    {
        (None, "chargeable"): Way(((126, 20), (556, 20), (556, 146)), (336, 14)),
        (None, "pending"): Way(((120, 26), (120, 146)), (128, 50), "start"),
        (None, "failed"): Way(
            ((114, 20), (40, 20), (40, 388), (280, 388)), (48, 404), "start"
        ),
        ("pending", "chargeable"): Way(((202, 168), (470, 168)), (336, 147)),
        ("pending", "failed"): Way(((110, 190), (110, 364), (280, 364)), (195, 358)),
        ("pending", "canceled"): Way(((180, 146), (180, 78), (280, 78)), (230, 72)),
        ("pending", "consumed"): Way(((165, 190), (165, 262), (280, 262)), (222, 241)),
        ("chargeable", "consumed"): Way(
            ((500, 190), (500, 262), (392, 262)), (446, 226)
        ),
        ("chargeable", "canceled"): Way(((500, 146), (500, 78), (392, 78)), (446, 72)),
        ("chargeable", "failed"): Way(((545, 190), (545, 374), (392, 374)), (468, 368)),
        ("chargeable", "chargeable"): Way(
            ((582, 154), (612, 154), (612, 182), (582, 182)), (620, 157), "start"
        ),
        ("consumed", "consumed"): Way(
            ((320, 284), (320, 308), (352, 308), (352, 284)), (360, 302), "start"
        ),
    },
)

CHARGE = Plan(
    (225, 20),
    {
        "pending": _box(170, 110, 110),
        "succeeded": _box(450, 110, 110),
        "failed": _box(170, 230, 110),
    },
    {
        (None, "pending"): Way(((225, 26), (225, 110)), (233, 70), "start"),
        (None, "succeeded"): Way(((231, 20), (505, 20), (505, 110)), (368, -1)),
        (None, "failed"): Way(((219, 20), (60, 20), (60, 252), (170, 252)), (115, 246)),
        ("pending", "succeeded"): Way(((280, 132), (450, 132)), (365, 126)),
        ("pending", "failed"): Way(((225, 154), (225, 230)), (233, 196), "start"),
        ("pending", "pending"): Way(
            ((170, 120), (146, 120), (146, 144), (170, 144)), (140, 136), "end"
        ),
        ("succeeded", "succeeded"): Way(
            ((560, 120), (584, 120), (584, 144), (560, 144)), (592, 114), "start"
        ),
    },
)

REFUND = Plan(
    (145, 20),
    {
        "pending": _box(90, 110, 110),
        "succeeded": _box(370, 110, 110),
        "canceled": _box(90, 220, 110),
        "failed": _box(370, 220, 110),
    },
    {
        (None, "pending"): Way(((145, 26), (145, 110)), (153, 70), "start"),
        (None, "succeeded"): Way(((151, 20), (425, 20), (425, 110)), (288, -1)),
        ("pending", "succeeded"): Way(((200, 132), (370, 132)), (285, 126)),
        ("pending", "canceled"): Way(((145, 154), (145, 220)), (153, 191), "start"),
        ("succeeded", "failed"): Way(((425, 154), (425, 220)), (433, 191), "start"),
    },
)

ASKED, WEIGHED, ENDED = (
    "warning_needs_response",
    "warning_under_review",
    "warning_closed",
)

DISPUTE = Plan(
    (320, 20),
    {
        ASKED: _box(80, 80, 190),
        "needs_response": _box(400, 80, 140),
        WEIGHED: _box(80, 190, 190),
        "under_review": _box(400, 190, 140),
        ENDED: _box(105, 320, 140),
        "won": _box(400, 320, 90),
        "lost": _box(530, 320, 90),
    },
    {
        (None, ASKED): Way(((314, 20), (175, 20), (175, 80)), (245, 14)),
        (None, "needs_response"): Way(((326, 20), (470, 20), (470, 80)), (398, 14)),
        (None, "lost"): Way(
            ((320, 14), (320, -6), (680, -6), (680, 354), (620, 354)), (500, -12)
        ),
        (ASKED, WEIGHED): Way(((175, 124), (175, 190)), (183, 161), "start"),
        (ASKED, ENDED): Way(
            ((80, 102), (40, 102), (40, 342), (105, 342)), (48, 270), "start"
        ),
        (WEIGHED, WEIGHED): Way(
            ((270, 198), (290, 198), (290, 214), (270, 214)), (298, 210), "start"
        ),
        (WEIGHED, ENDED): Way(((175, 234), (175, 320)), (183, 270), "start"),
        (WEIGHED, "needs_response"): Way(
            ((270, 226), (372, 226), (372, 102), (400, 102)), (321, 242)
        ),
        ("needs_response", "under_review"): Way(
            ((470, 124), (470, 190)), (478, 161), "start"
        ),
        ("needs_response", "lost"): Way(
            ((540, 102), (650, 102), (650, 334), (620, 334)), (595, 81)
        ),
        ("under_review", "under_review"): Way(
            ((540, 198), (560, 198), (560, 214), (540, 214)), (568, 210), "start"
        ),
        ("under_review", "won"): Way(((445, 234), (445, 320)), (437, 280), "end"),
        ("under_review", "lost"): Way(
            ((520, 234), (520, 280), (575, 280), (575, 320)), (583, 296), "start"
        ),
    },
)
