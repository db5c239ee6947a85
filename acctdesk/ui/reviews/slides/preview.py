"""One slide large, as the client will see it, while it is being written."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.presenting.talk import lines_of
from acctdesk.ui.reviews.slides.editing import Sketch
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import LIGHT, Space
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number


class Sheet(QWidget):
    """The picture itself, or why there is none.

    Args:
        theme: The theme in force.
    """

    resized = Signal()
    """Another size of picture is wanted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sketch: Sketch | None = None
        self._why = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Preview"))

    def wanted(self) -> QSize:
        """Size of the picture in pixels of the screen."""
        return self._room().size() * self.devicePixelRatioF()

    def show_sketch(self, sketch: Sketch, why: str) -> None:
        """Show a picture.

        Args:
            sketch: The picture.
            why: Why there is none.
        """
        self._sketch, self._why = sketch, why
        said = "\n".join(lines_of(sketch.slide)) if sketch.picture is not None else why
        self.setAccessibleDescription(said)
        self.update()

    def clear(self) -> None:
        """Show an empty sheet."""
        self._sketch, self._why = None, ""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of a slide."""
        super().resizeEvent(event)
        high = round((self.width() - 2) * 9 / 16) + 2
        if high != self.height():
            self.setFixedHeight(high)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it within a hairline."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self._room()
        picture = self._sketch.picture if self._sketch is not None else None
        if picture is not None:
            painter.fillRect(box, QColor(LIGHT.surface))
            painter.drawImage(QRectF(box), picture)
        else:
            painter.fillRect(box, theme.colour("chip"))
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("text"))
            pad = theme.px(Space.PAGE)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(pad, pad, -pad, -pad), int(flags), self._why)
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _room(self) -> QRect:
        return self.rect().adjusted(1, 1, -1, -1)


class Preview(QWidget):
    """The sheet, and beneath it the way to what doesn't fit on one, and to details.

    Args:
        theme: The theme in force.
    """

    wanted = Signal()
    """A picture of another size, or another picture of the slide, is wanted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.at = 0
        self._count = 0
        self.sheet = Sheet(theme)
        self.sheet.resized.connect(self.wanted)
        self.where = Label(theme, "", "caption", "secondary", wrap=True)
        self.back = IconButton(theme, "chevron-left", _("Picture before"), small=True)
        self.forth = IconButton(theme, "chevron-right", _("Next picture"), small=True)
        self.back.clicked.connect(lambda: self._go(-1))
        self.forth.clicked.connect(lambda: self._go(1))
        beneath = QHBoxLayout()
        beneath.setSpacing(theme.px(Space.CONTROL))
        beneath.addWidget(self.back)
        beneath.addWidget(self.forth)
        beneath.addWidget(self.where, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self.sheet)
        column.addLayout(beneath)
        self._offer(False)

    def begin(self) -> None:
        """Another slide: from its first picture."""
        self.at = 0
        self.sheet.clear()
        self._count = 0
        self._offer(False)

    def show_sketch(self, sketch: Sketch, why: str) -> None:
        """Show a picture; see `Sheet.show_sketch`."""
        self.at, self._count = sketch.at, sketch.count
        self.sheet.show_sketch(sketch, why)
        self._offer(sketch.is_detail)

    def _go(self, by: int) -> None:
        self.at = min(max(self.at + by, 0), max(self._count - 1, 0))
        self.wanted.emit()

    def _offer(self, detail: bool) -> None:
        many = self._count > 1
        for button, on in ((self.back, self.at > 0), (self.forth, self.at < self._count - 1)):
            button.setVisible(many)
            button.setEnabled(on)
        told = {"at": number(self.at + 1), "count": number(self._count)}
        words = _("Picture {at} of {count}").format(**told) if many else ""
        if detail:
            words = _("Picture {at} of {count}: more detail, shown on request").format(**told)
        self.where.setText(words or _("As the client sees it"))
