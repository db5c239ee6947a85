"""The parts of a cell beside its words: glyphs, marks, arrows of a tree, pills, bars, boxes."""

from __future__ import annotations

from collections.abc import Callable

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import TypeName
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.ops import MARKS, PAD, STEP, Layout, Op
from acctdesk.ui.widgets.pictures import Pictures
from acctdesk.ui.widgets.plain import base_line
from acctdesk.ui.widgets.status import GLYPH, Status


class CellParts:
    """Lays out what stands before, behind or in place of a cell's words.

    Args:
        theme: The theme in force; call `forget` when it changes.
        advance: Measures a text.

    Attributes:
        pictures: Round shapes as pictures.
    """

    def __init__(self, theme: Theme, advance: Callable[[TypeName, str], float]) -> None:
        self._theme, self._advance = theme, advance
        self.pictures = Pictures(theme)

    def forget(self) -> None:
        """Forget what was made and measured."""
        self.pictures.forget()

    def base(self, style: TypeName, top: int, height: int) -> int:
        """The base line of a line of words in the middle of a height."""
        return base_line(self._theme.metrics(style), top, height)

    def glyph(self, ops: Layout, left: int, height: int, status: Status, ratio: float) -> int:
        """The glyph of a status; where the rest begins."""
        edge = self._theme.px(GLYPH)
        picture = self.pictures.glyph(status, ratio)
        ops.append(Op(left - 1, (height - edge) // 2, picture=picture))
        return left + edge + self._theme.px(4)

    def mark(self, ops: Layout, mark: str, left: int, height: int, ratio: float) -> int:
        """The sign of a conditional mark; where the rest begins."""
        icon, role = MARKS[mark]
        edge = self._theme.px(14)
        picture = self._theme.pixmap(icon, role, 14, ratio)
        ops.append(Op(left - 1, (height - edge) // 2, picture=picture))
        return left + edge + self._theme.px(4)

    def branch(self, ops: Layout, cell: Cell, left: int, height: int, ratio: float) -> int:
        """The step and arrow of a tree; where the rest begins."""
        step = self._theme.px(STEP)
        # Leaves leave room for the arrow they lack, so that names of a level stand in line.
        left += max(cell.indent - 1, 0) * step - self._theme.px(4)
        if cell.branch is not None:
            edge = self._theme.px(16)
            icon = "chevron-down" if cell.branch else "chevron-right"
            picture = self._theme.pixmap(icon, "secondary", 16, ratio)
            ops.append(Op(left, (height - edge) // 2, picture=picture))
        return left + step + self._theme.px(2)

    def tier(
        self, ops: Layout, left: int, width: int, height: int, text: str, ratio: float
    ) -> None:
        """One or two letters in a pill."""
        px = self._theme.px
        wide = max(self._advance("caption_medium", text) + 2 * px(8), float(px(26)))
        # In the middle, unless the sign of a mark stands there.
        middle = (width - wide) / 2
        x = middle if left <= px(PAD) else max(middle, left)
        self.pill(ops, x, wide, height, text, ratio)

    def pill(
        self, ops: Layout, x: float, wide: float, height: int, text: str, ratio: float
    ) -> None:
        """Words in a pill."""
        theme = self._theme
        high = theme.px(20)
        found = self.pictures.pill(round(wide), high, ratio)
        top = (height - high) // 2
        ops.append(Op(round(x), top, picture=found))
        words = round(x) + (round(wide) - self._advance("caption_medium", text)) / 2
        base = self.base("caption_medium", top, high)
        ops.append(Op(round(words), base, text, "caption_medium", on="chip"))

    def tags(
        self,
        ops: Layout,
        left: int,
        right: int,
        height: int,
        names: tuple[str, ...],
        ratio: float,
    ) -> None:
        """Pills side by side; of those that have no room, how many they are."""
        px = self._theme.px
        for at, name in enumerate(names):
            rest = len(names) - at
            wide = self._advance("caption_medium", name) + 2 * px(8)
            more = f"+{rest}"
            spare = self._advance("caption_medium", more) + 2 * px(8) if rest > 1 else 0
            if left + wide + (spare + px(6) if spare else 0) > right:
                wide = self._advance("caption_medium", more) + 2 * px(8)
                self.pill(ops, left, wide, height, more, ratio)
                return
            self.pill(ops, left, wide, height, name, ratio)
            left += round(wide) + px(6)

    def progress(
        self,
        ops: Layout,
        left: int,
        right: int,
        height: int,
        share: float | None,
        ratio: float,
    ) -> int:
        """A filled bar; where the rest begins."""
        px = self._theme.px
        if not isinstance(share, int | float):
            return left
        wide, high = min(px(72), (right - left) // 2), px(6)
        if wide > 0:
            found = self.pictures.meter(wide, high, share, ratio)
            ops.append(Op(left, (height - high) // 2, picture=found))
        return left + wide + px(8)

    def check(self, ops: Layout, width: int, height: int, on: bool, ratio: float) -> None:
        """A box, ticked or not."""
        edge = self._theme.px(16)
        found = self.pictures.check(edge, ratio, on=on)
        ops.append(Op((width - edge) // 2, (height - edge) // 2, picture=found))
