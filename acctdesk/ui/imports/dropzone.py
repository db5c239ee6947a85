"""Where files are dropped, with the buttons that do the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.pieces import IconMark
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class DropZone(QWidget):
    """Where files are dropped, with the buttons that do the same.

    Args:
        theme: The theme in force.
        large: Whether it fills an empty page rather than follows a list.
    """

    choose = Signal()
    """"Choose files…" was pressed."""
    paste = Signal()
    """"Paste from Excel" was pressed."""

    def __init__(self, theme: Theme, *, large: bool) -> None:
        super().__init__()
        self._theme, self._hot, self._large = theme, False, large
        self.setAccessibleName(_("Drop files here"))
        column = QVBoxLayout(self)
        edge = Space.PAGE if large else Space.CARD_GAP
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(Space.CONTROL)
        middle = Qt.AlignmentFlag.AlignHCenter
        if large:
            column.addStretch(2)
            column.addWidget(IconMark(theme, "file-spreadsheet", "accent", 36), 0, middle)
            column.addSpacing(Space.TIGHT)
            column.addWidget(
                _centred(Label(theme, _("Drop a client roster here"), "subtitle", wrap=True))
            )
        said = (
            _("Excel, OpenDocument or text files, as they are: several sheets, titles above the "
              "table and gaps are fine. Nothing is written before you have seen it.")
            if large
            else _("Drop more files here")
        )  # fmt: skip
        self._said = _centred(Label(theme, said, tone="secondary", wrap=True))
        column.addWidget(self._said, 0, middle)
        buttons = QWidget()
        row = FlowLayout(buttons, Space.CONTROL)
        self.choose_button = Button(
            theme,
            _("Choose files…") if large else _("Add files…"),
            "primary" if large else "secondary",
            icon="folder-open",
        )
        self.choose_button.clicked.connect(self.choose.emit)
        self.paste_button = Button(
            theme, _("Paste from Excel") if large else _("Paste"), icon="clipboard-paste"
        )
        self.paste_button.setAccessibleName(_("Paste from Excel"))
        self.paste_button.clicked.connect(self.paste.emit)
        row.addWidget(self.choose_button)
        row.addWidget(self.paste_button)
        column.addSpacing(Space.CONTROL if large else 0)
        column.addWidget(buttons, 0, middle)
        if large:
            column.addStretch(3)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_hot(self, hot: bool) -> None:
        """Show that what is dragged would be taken."""
        self._hot = hot
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed frame."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("accent" if self._hot else "border"), 2 if self._hot else 1.2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("soft" if self._hot else "surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, Size.RADIUS_CARD, Size.RADIUS_CARD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentence where the room ends."""
        super().resizeEvent(event)
        self._retheme()

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine: the words break."""
        return QSize(self._theme.px(200), super().minimumSizeHint().height())

    def _retheme(self) -> None:
        if self._large:
            wide = min(self._theme.px(430), max(self.width() - 2 * Space.PAGE, 200))
            self._said.setFixedSize(wide, self._said.heightForWidth(wide))
        self.update()


def _centred(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
