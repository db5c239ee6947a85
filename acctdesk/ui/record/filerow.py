"""One file or link in the list of a record."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from acctdesk.services.attachment import Attachment, Held
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.paint import LEFT
from acctdesk.words import _, _n, number

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
"""Media types of which a small picture is shown."""
THUMB = 36
"""Edge of that picture at 100 %."""


class FileRow(QWidget):
    """One file or link: a press opens it, its menu does the rest.

    Args:
        theme: The theme in force.
        attachment: What it shows.
        able: Whether it can be taken off.
    """

    open_wanted = Signal(object)
    """The `Attachment` is to be opened."""
    save_wanted = Signal(object)
    """A copy of the `Attachment` is to be saved elsewhere."""
    removal_wanted = Signal(object)
    """The `Attachment` is to be taken off."""

    def __init__(self, theme: Theme, attachment: Attachment, *, able: bool) -> None:
        super().__init__()
        self._theme, self.attachment, self._able = theme, attachment, able
        self._picture: QPixmap | None = None
        self._hot = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.note = note_of(attachment)
        self.setAccessibleName(f"{attachment.name}, {self.note}")
        self.setToolTip(attachment.target or attachment.name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        self.more = IconButton(theme, "ellipsis", _("More for %s") % attachment.name)
        self.more.clicked.connect(self._offer)
        row.addWidget(self.more)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_picture(self, picture: QImage) -> None:
        """Show a small picture of it."""
        if not picture.isNull():
            self._picture = QPixmap.fromImage(picture)
            self._picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._theme.px(200), self._theme.px(44))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.open_wanted.emit(self.attachment)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here."""
        event.accept()

    def contextMenuEvent(self, event: object) -> None:
        """Offer the rest."""
        self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open, Delete takes it off."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_wanted.emit(self.attachment)
        elif key == Qt.Key.Key_Delete and self._able:
            self.removal_wanted.emit(self.attachment)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self._hot = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go out again."""
        self._hot = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture or icon, name and note."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._hot:
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        edge = px(THUMB)
        spot = QRectF(px(4), (self.height() - edge) / 2, edge, edge)
        if self._picture is not None:
            size = self._picture.deviceIndependentSize()
            at = spot.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.drawPixmap(at, self._picture)
        else:
            painter.setBrush(theme.colour("chip"))
            painter.drawRoundedRect(spot, Size.RADIUS, Size.RADIUS)
            picture = theme.pixmap(icon_of(self.attachment), "secondary", 18,
                                   self.devicePixelRatioF())  # fmt: skip
            spare = (edge - px(18)) / 2
            painter.drawPixmap(spot.topLeft() + QPointF(spare, spare), picture)
        left = spot.right() + px(10)
        room = self.width() - left - px(Size.CONTROL) - px(4)
        top = (self.height() - theme.line() - theme.line("caption")) / 2
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        name = theme.metrics().elidedText(self.attachment.name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(left, top, room, theme.line()), LEFT, name)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        below = QRectF(left, top + theme.line(), room, theme.line("caption"))
        painter.drawText(below, LEFT, theme.elide("caption", self.note, room))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)

    def _offer(self) -> None:
        one = self.attachment
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open")).triggered.connect(lambda: self.open_wanted.emit(one))
        if one.held is Held.COPY:
            menu.addAction(_("Save a copy…")).triggered.connect(lambda: self.save_wanted.emit(one))
        menu.addSeparator()
        off = menu.addAction(_("Take off"))
        off.setEnabled(self._able)
        off.triggered.connect(lambda: self.removal_wanted.emit(one))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _retheme(self) -> None:
        self.setFixedHeight(self._theme.px(44))
        self.update()


def icon_of(one: Attachment) -> str:
    """Lucide's name for an attachment."""
    if one.held is Held.LINK:
        return "mail" if one.target.startswith("mailto:") else "link"
    if one.media_type in PICTURES:
        return "image"
    if "sheet" in one.media_type or "excel" in one.media_type or one.media_type == "text/csv":
        return "file-spreadsheet"
    words = ("text/", "application/pdf", "application/msword")
    if one.media_type.startswith(words) or "wordprocessing" in one.media_type:
        return "file-text"
    return "presentation" if "presentation" in one.media_type else "file"


def note_of(one: Attachment) -> str:
    """Where an attachment is, and how large."""
    if one.held is Held.LINK:
        return one.target.removeprefix("https://").removeprefix("mailto:")
    size = size_words(one.size) if one.size is not None else ""
    if one.held is Held.FILE:
        return " · ".join(filter(None, (_("linked, stays where it is"), size)))
    return size


def size_words(size: int) -> str:
    """A size in bytes as people say it: "312 kB", "2.4 MB"."""
    if size < 1000:
        return _n("{n} byte", "{n} bytes", size)
    if size < 1_000_000:
        return _("%s kB") % number(round(size / 1000))
    return _("%s MB") % number(round(size / 1_000_000, 1))
