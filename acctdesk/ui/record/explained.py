"""A number that explains itself: what it counts, of how many, over what time, and its rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, TypeName
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.paint import LEFT
from acctdesk.ui.widgets.text import Label, Tone
from acctdesk.words import _

_ROLES: dict[Tone, Role] = {
    "text": "text",
    "secondary": "secondary",
    "danger": "breached",
    "accent": "accent",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number means.

    Attributes:
        title: Its name.
        definition: What is counted or measured, and where it comes from.
        basis: Of how many, and over what time; empty where neither applies.
        rows: Words of the button that shows the rows behind it; empty shows none.
    """

    title: str
    definition: str
    basis: str = ""
    rows: str = ""


class Explained(QAbstractButton):
    """A value over its name; pressing it says what it means, and leads to its rows.

    Args:
        theme: The theme in force.
        style: Size and weight of the value.
    """

    rows_wanted = Signal()
    """The rows behind the number are to be shown."""

    def __init__(self, theme: Theme, style: TypeName = "subtitle") -> None:
        super().__init__()
        self._theme, self._style = theme, style
        self._note = ""
        self._tone: Tone = "text"
        self._meaning = Meaning("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._explain)
        theme.changed.connect(self._retheme)

    def set_value(
        self, value: str, meaning: Meaning, *, note: str = "", tone: Tone = "text"
    ) -> None:
        """Show a number.

        Args:
            value: The number in words; empty shows that there is none.
            meaning: What it means.
            note: Grey words after it, such as "in 12 d".
            tone: Colour of the value by meaning.
        """
        self.setText(value or "–")
        self._meaning, self._note, self._tone = meaning, note, tone
        said = ". ".join(filter(None, (meaning.definition, meaning.basis)))
        self.setToolTip(said)
        self.setAccessibleName(f"{meaning.title}: {value or _('none')} {note}".strip())
        self.setAccessibleDescription(said)
        self._retheme()

    def note(self) -> str:
        """The grey words after the number."""
        return self._note

    def sizeHint(self) -> QSize:
        """Name, number and note."""
        theme, px = self._theme, self._theme.px
        value = theme.metrics(self._style).horizontalAdvance(self.text())
        note = theme.metrics("caption").horizontalAdvance(self._note)
        title = theme.metrics("caption").horizontalAdvance(self._meaning.title)
        wide = max(value + (note + px(8) if self._note else 0), title) + px(8)
        high = theme.line("caption") + theme.line(self._style) + px(4)
        return QSize(round(wide), high)

    def minimumSizeHint(self) -> QSize:
        """A few figures."""
        return QSize(self._theme.px(64), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, number with a dotted line beneath, and note."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        top = QRectF(px(2), px(1), self.width() - px(4), theme.line("caption"))
        title = theme.elide("caption", self._meaning.title, top.width())
        painter.drawText(top, LEFT, title)
        high = theme.line(self._style)
        line = QRectF(px(2), top.bottom() + px(1), self.width() - px(4), high)
        shown = theme.elide(self._style, self.text(), line.width())
        painter.setFont(theme.font(self._style))
        painter.setPen(theme.colour(_ROLES[self._tone]))
        painter.drawText(line, LEFT, shown)
        wide = theme.metrics(self._style).horizontalAdvance(shown)
        pen = QPen(theme.colour("border"), 1)
        pen.setStyle(Qt.PenStyle.DotLine)
        if self.underMouse():
            pen = QPen(theme.colour("accent"), 1)
        painter.setPen(pen)
        y = round(line.bottom()) - 0.5
        painter.drawLine(QPointF(line.left(), y), QPointF(line.left() + wide, y))
        if self._note:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("secondary"))
            room = line.adjusted(wide + px(8), 0, 0, 0)
            painter.drawText(room, LEFT, theme.elide("caption", self._note, room.width()))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)

    def _explain(self) -> None:
        theme, meaning = self._theme, self._meaning
        popover = Popover(theme, meaning.title, self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.body.addWidget(Label(theme, meaning.title, "strong"))
        for words, tone in ((meaning.definition, "text"), (meaning.basis, "secondary")):
            if words:
                label = Label(theme, words, tone=tone, wrap=True)  # type: ignore[arg-type]
                label.setFixedWidth(theme.px(280))
                popover.body.addWidget(label)
        if meaning.rows:
            button = Button(theme, meaning.rows, "link")
            button.clicked.connect(popover.close)
            button.clicked.connect(self.rows_wanted)
            popover.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        popover.open_under(self)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
