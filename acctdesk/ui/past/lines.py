"""What a change did as painted lines, so that a hundred records cost no more than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)

from acctdesk.services.catalogue import Catalogue
from acctdesk.ui.past.rows import Rows
from acctdesk.ui.past.said import head_of, line_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, TypeName
from acctdesk.ui.widgets.paint import fill_round
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.services.history import FieldChange, RowChange

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
EDGE = 8
"""Pixels at either end of a line."""
LONG = 3000
"""Letters of a text that are shown."""
VERBS = (lazy("Take away"), lazy("Bring back"), lazy("Revert all"))
"""What takes back that a record was added, deleted, changed in several fields."""

_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the look at a change.

    Attributes:
        text: What it says.
        verb: What a press on its end does, in a word; empty when nothing can be taken back.
        name: The same with what it is about.
        row: The record; None for the line that leads to more of them.
        field: The field; None for a record as a whole.
    """

    text: str
    verb: str = ""
    name: str = ""
    row: RowChange | None = None
    field: FieldChange | None = None

    @property
    def is_head(self) -> bool:
        """Whether it names a record."""
        return self.row is not None and self.field is None


def lines_of(row: RowChange, catalogue: Catalogue, *, able: bool) -> list[Line]:
    """A touched record as lines.

    Args:
        row: The record.
        catalogue: Names kinds and fields.
        able: Whether something can be taken back.
    """
    added, gone, several = map(str, VERBS)
    words = {"insert": added, "delete": gone}
    verb = words.get(row.op, several if len(row.fields) > 1 else "") if able else ""
    made = [Line(head_of(row, catalogue), verb, f"{verb}: {row.title}" if verb else "", row)]
    for one in row.fields:
        text = line_of(one, row.op, catalogue)[:LONG]
        if able and row.op == "update":
            name = _("Revert %(field)s of %(name)s") % {"field": one.label, "name": row.title}
            made.append(Line(text, _("Revert"), name, row, one))
        elif text:
            made.append(Line(text, row=row, field=one))
    return made


class LinesModel(QAbstractListModel):
    """Shows the lines."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """All lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and what assistive technology reads."""
        line = self.line(index.row()) if index.isValid() else None
        if line is not None and role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if line is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.text}. {line.name}" if line.name else line.text
        return None

    def line(self, at: int) -> Line | None:
        """A line; None outside."""
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def names(self) -> list[str]:
        """What can be taken back, from top to bottom."""
        return [one.name for one in self._lines if one.row is not None and one.name]


class LineRows:
    """Paints the lines, each as high as its words need.

    Args:
        theme: The theme in force.
        model: The lines.
    """

    def __init__(self, theme: Theme, model: LinesModel) -> None:
        self._theme, self._model = theme, model
        self._laid: dict[int, tuple[QTextLayout, int]] = {}
        self._width = 0
        model.modelReset.connect(self._laid.clear)

    def forget(self) -> None:
        """The theme changed, or the room."""
        self._laid.clear()

    def set_width(self, width: int) -> bool:
        """Give the lines room; whether it is other room than before."""
        other, self._width = width != self._width, width
        return other

    def height(self, row: int) -> int:
        """As high as the words are in the room there is."""
        line = self._model.line(row)
        return self._layout(row, line)[1] if line is not None else 0

    def _layout(self, row: int, line: Line) -> tuple[QTextLayout, int]:
        """The words of a line as they lie, and how high the line is."""
        found = self._laid.get(row)
        if found is None:
            style = self._style(line)
            words = QTextLayout(line.text.replace("\n", "\u2028"), self._theme.font(style))
            words.setTextOption(_WRAPPED)
            high = max(_lay(words, max(40.0, self._words_width(line))), self._theme.line("body"))
            whole = round(high) + self._theme.px(14 if line.is_head else 6)
            found = self._laid[row] = words, whole
        return found

    def _style(self, line: Line) -> TypeName:
        return "medium" if line.is_head else "body"

    def _words_width(self, line: Line) -> float:
        px = self._theme.px
        verb = self._verb_width(line)
        return self._width - 2 * EDGE - (verb + px(8) if verb else 0)

    def _verb_width(self, line: Line) -> float:
        metrics = self._theme.metrics("caption_medium")
        return metrics.horizontalAdvance(line.verb) if line.verb else 0.0

    def verb_box(self, line: Line, box: QRectF) -> QRectF:
        """Where the verb of a line stands; empty for none.

        Args:
            line: The line.
            box: Its place.
        """
        wide = self._verb_width(line)
        if not wide:
            return QRectF()
        px = self._theme.px
        top = box.top() + px(10 if line.is_head else 2)
        high = max(self._theme.line("body"), px(20))
        return QRectF(box.right() - EDGE - wide, top, wide, high)

    def draw(
        self, painter: QPainter, row: int, box: QRectF, *, chosen: bool, focused: bool
    ) -> None:
        """Paint one line."""
        line = self._model.line(row)
        if line is None:
            return
        theme, px = self._theme, self._theme.px
        if chosen and focused:
            fill_round(painter, box.adjusted(0, 1, 0, -1), Size.RADIUS, theme.colour("selection"))
        top = px(10 if line.is_head else 2)
        role: Role = "text" if line.is_head else "accent" if line.row is None else "secondary"
        painter.setPen(theme.colour(role))
        self._layout(row, line)[0].draw(painter, QPointF(box.left() + EDGE, box.top() + top))
        verb = self.verb_box(line, box)
        if not verb.isEmpty():
            painter.setFont(theme.font("caption_medium"))
            painter.setPen(theme.colour("accent"))
            painter.drawText(verb.adjusted(-1, 0, 2, 0), int(Qt.AlignmentFlag.AlignVCenter),
                             line.verb)  # fmt: skip


def _lay(words: QTextLayout, width: float) -> float:
    """Lay out words in lines; returns how high they are together."""
    high = 0.0
    words.beginLayout()
    while (line := words.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, high))
        high += line.height()
    words.endLayout()
    return high


class LineList(Rows):
    """The lines; a press on the verb of one does what it says.

    Args:
        theme: The theme in force.
        model: The lines.
    """

    pressed_verb = Signal(int)
    """The verb of a line was pressed."""

    def __init__(self, theme: Theme, model: LinesModel) -> None:
        self._rows = LineRows(theme, model)
        super().__init__(theme, _("What it did"), self._rows, "surface")
        self.setModel(model)
        self._lines = model
        self.setMouseTracking(True)

    def verb_at(self, where: QPointF) -> int:
        """The line whose verb is at a point of the viewport; -1 for none."""
        index = self.indexAt(where.toPoint())
        line = self._lines.line(index.row())
        if line is None:
            return -1
        box = self._rows.verb_box(line, QRectF(self.visualRect(index)))
        whole = line.row is None
        near = box.adjusted(-6, -4, 8, 4)
        return index.row() if whole or (not box.isEmpty() and near.contains(where)) else -1

    def verb_middle(self, row: int) -> QPointF:
        """Where the verb of a line stands, in the viewport."""
        line = self._lines.line(row)
        box = QRectF(self.visualRect(self._lines.index(row, 0)))
        return self._rows.verb_box(line, box).center() if line is not None else QPointF()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the verb beneath says."""
        super().mouseReleaseEvent(event)
        row = self.verb_at(event.position())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_verb.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say by the pointer that a verb can be pressed."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape
        over = self.verb_at(event.position()) >= 0
        self.viewport().setCursor(shape.PointingHandCursor if over else shape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line that can be taken back."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            return  # what is beneath the pointer is chosen
        if not self.currentIndex().isValid() and self._lines.rowCount():
            rows = range(self._lines.rowCount())
            able = (row for row in rows if (line := self._lines.line(row)) and line.verb)
            self.setCurrentIndex(self._lines.index(next(able, 0), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        if self._rows.set_width(self.viewport().width()):
            self._retheme()
        super().resizeEvent(event)
