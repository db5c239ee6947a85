"""The map that a client may see, drawn from what was released and from nothing else.

Nothing here knows services, records or accounts: a view holds plain texts of fields whose audience
is the client, so that no drawing of it can hold more.
"""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.clientview import Node, Table, Tree, View
from acctdesk.drawing.card import Face
from acctdesk.drawing.chart import chart
from acctdesk.drawing.framing import Frame
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Scene
from acctdesk.words import initials


def released_chart(view: View, note: str, measure: Measure) -> Scene:
    """Draw the organisation that a view holds.

    Args:
        view: What was released: the first tree in it is drawn.
        note: The line beneath the title: of which day.
        measure: Says how wide words are.
    """
    nodes: Sequence[Node] = next((one.nodes for one in view.parts if isinstance(one, Tree)), ())
    faces = [_face(one.lines) for one in nodes]
    parents = [one.above if one.above >= 0 else None for one in nodes]
    return chart(faces, parents, Frame(view.title.text, note), measure)


def released_table(view: View) -> Table:
    """The table in a view: everybody on the map, one row each; empty when there is none."""
    return next((one for one in view.parts if isinstance(one, Table)), Table((), ()))


def _face(lines: Sequence[str]) -> Face:
    """Name, title and unit; of a post whose holder isn't known, title and unit."""
    first, second, *rest = (*lines, "", "")
    return Face(
        first, second, initials(first) if first else "", role=" · ".join(filter(None, rest))
    )
