"""A table of one's own: a row a line, its cells parted by bars or tabs."""

from __future__ import annotations

from acctdesk.clientview import Part, Slide, Table, Text
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, lazy


class TableBlock(Block):
    """The text of the slide as a table, the first line its headings."""

    code = "table"
    label = lazy("Table")
    writes = True

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none where nothing was written."""
        rows = [_cells(one) for one in material.typed.lines("body")]
        if not rows:
            return ()
        width = max(map(len, rows))
        even = [(*row, *[""] * (width - len(row))) for row in rows]
        parts: list[Part] = [Table(even[0], tuple(even[1:]))]
        parts += [Text(one) for one in material.typed.lines("outlook")]
        title = material.typed.text("title") or _("Table")
        return (Slide(_("Table"), title, "", tuple(parts)),)


def _cells(line: str) -> tuple[str, ...]:
    mark = "\t" if "\t" in line else "|"
    return tuple(one.strip() for one in line.strip(mark).split(mark))
