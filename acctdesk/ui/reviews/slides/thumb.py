"""One block of slides in small."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from acctdesk.ui.reviews.slides.gallery import Gallery
from acctdesk.ui.reviews.slides.reading import Shown
from acctdesk.ui.reviews.slides.said import place_of, spoken, why_empty
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import LIGHT, Size
from acctdesk.words import _, number

FOOT = 24
"""Room for number and name beneath the picture at 100 %, in pixels."""
EDGE = 3
"""Between the picture and the rim, for the frame and the ring of the focus."""
_FAINT = 0.35


class Thumb(QAbstractButton):
    """The first slide of a block, its number and its name.

    Args:
        theme: The theme in force.
        gallery: Has its picture.
        parent: What it lies in.
    """

    def __init__(self, theme: Theme, gallery: Gallery, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._gallery = theme, gallery
        self.key = ""
        self.shown: Shown | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_shown(self, one: Shown, key: str) -> None:
        """Show a block.

        Args:
            one: The block.
            key: What its picture is known by.
        """
        self.shown, self.key = one, key
        self.setAccessibleName(spoken(one))
        self.setToolTip(why_empty(one.block) if one.empty else one.name)
        self.update()

    def picture_room(self) -> QRect:
        """Where the picture is."""
        wide = self.width() - 2 * EDGE
        return QRect(EDGE, EDGE, wide, round(wide * 9 / 16))

    def sizeHint(self) -> QSize:
        """As its strip lays it out."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture, frame, number and name."""
        one, theme = self.shown, self._theme
        if one is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = self.picture_room()
        picture = None if one.empty else self._gallery.picture(self.key)
        painter.fillRect(box, theme.colour("chip") if one.empty else QColor(LIGHT.surface))
        if picture is not None:
            painter.setOpacity(_FAINT if one.hidden else 1.0)
            painter.drawImage(QRectF(box), picture)
            painter.setOpacity(1.0)
        if self._gallery.failed(self.key):
            self._mark(painter, box, "triangle-alert", _("Can't be drawn"))
        elif one.hidden:
            self._mark(painter, box, "eye-off", _("Hidden"))
        elif one.empty:
            self._mark(painter, box, "info", _("Nothing to show"))
        self._frame(painter, box)
        self._foot(painter, box, one)

    # -- inside ----------------------------------------------------------------------------

    def _mark(self, painter: QPainter, box: QRect, icon: str, words: str) -> None:
        """A glyph and its word in a pill in the middle of the picture."""
        theme = self._theme
        metrics, glyph, gap = theme.metrics("caption_medium"), theme.px(14), theme.px(6)
        room = box.width() - glyph - 4 * gap
        said = theme.elide("caption_medium", words, room)
        wide = glyph + gap + metrics.horizontalAdvance(said) + 2 * gap
        high = theme.px(24)
        pill = QRectF(
            box.center().x() - wide / 2, box.center().y() - high / 2, wide, min(high, box.height())
        )
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        picture = theme.pixmap(icon, "secondary", 14, self.devicePixelRatioF())
        painter.drawPixmap(round(pill.left() + gap), round(pill.center().y() - glyph / 2), picture)
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("text"))
        painter.drawText(
            pill.adjusted(glyph + 2 * gap, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), said
        )

    def _frame(self, painter: QPainter, box: QRect) -> None:
        theme, here = self._theme, self.isChecked()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent" if here else "hairline"), 2 if here else 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            ring = QRectF(box).adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, Size.RADIUS - 1, Size.RADIUS - 1)

    def _foot(self, painter: QPainter, box: QRect, one: Shown) -> None:
        theme = self._theme
        metrics = theme.metrics("caption")
        base = round(box.bottom() + theme.px(5) + metrics.ascent())
        left, right = box.left() + 1, box.right()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        if said := place_of(one):
            painter.drawText(left, base, said)
            left += max(round(metrics.horizontalAdvance(said)) + theme.px(6), theme.px(16))
        if one.minutes and not one.hidden:
            told = _("%s min") % number(one.minutes)
            wide = round(metrics.horizontalAdvance(told))
            # The name comes first: minutes stand beside it where there is room for both.
            if left + metrics.horizontalAdvance(one.name) + theme.px(6) <= right - wide:
                painter.drawText(right - wide, base, told)
                right -= wide + theme.px(6)
        painter.setPen(theme.colour("secondary" if one.hidden or one.empty else "text"))
        painter.drawText(left, base, theme.elide("caption", one.name, max(right - left, 1)))
