"""A value that is read, and that a click or a key turns into an editor."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QDesktopServices,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.ui.record.marking import may_open, to_markdown
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectCommonMark
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


def paint_frame(painter: QPainter, theme: Theme, widget: QWidget, *, hot: bool) -> None:
    """Paint what shows that a value can be pressed: a tint under the pointer, the focus ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(widget.rect()).adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if hot:
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
    if widget.hasFocus():
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)


class ValueLabel(Label):
    """A value in plain words.

    Args:
        theme: The theme in force.
        name: Accessible name: the field's label.
    """

    pressed = Signal()
    """It is to be edited."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "", wrap=True)
        self._theme = theme
        self._name = name
        self._status: Status | None = None
        self._able = True
        self._hot = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()
        theme.changed.connect(self._fit)

    def show_value(self, text: str, status: Status | None, *, pending: bool = False) -> None:
        """Show a value.

        Args:
            text: The words; empty shows that there is none.
            status: The glyph before the words.
            pending: Whether it is on its way to the workspace.
        """
        self._status = status
        self.setText(text or "–")
        faint = pending or not text or status is Status.NO_DATA
        self.set_tone("secondary" if faint else "text")
        font = self.font()
        font.setItalic(pending)
        self.setFont(font)
        self.setAccessibleName(f"{self._name}: {text or _('empty')}")
        self._fit()

    def set_able(self, able: bool) -> None:
        """Whether it can be edited."""
        self._able = able

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self._hot = self._able
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go out again."""
        self._hot = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Edit."""
        if event.button() == Qt.MouseButton.LeftButton and self._able:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit by Enter, F2 or Space."""
        if self._able and event.key() in EDIT_KEYS:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hover, ring, glyph and words."""
        theme = self._theme
        painter = QPainter(self)
        paint_frame(painter, theme, self, hot=self._hot)
        if self._status is not None:
            edge = theme.px(GLYPH)
            glyph = QRectF(theme.px(8), (self.height() - edge) / 2, edge, edge)
            paint_status(painter, theme, glyph, self._status)
        painter.end()
        super().paintEvent(event)

    def _fit(self) -> None:
        px = self._theme.px
        left = px(8) + (px(GLYPH + 5) if self._status is not None else 0)
        self.setContentsMargins(left, px(5), px(8), px(5))
        self.setMinimumHeight(px(Size.CONTROL))


class Formatted(QWidget):
    """A longer text with its simple formatting; see `acctdesk.ui.record.marking`.

    Args:
        theme: The theme in force.
        name: Accessible name: the field's label.
        most_lines: Lines shown at most; 0 shows all.
        inset: Room at the left and right of the text at 100 %.
    """

    pressed = Signal()
    """It is to be edited, or where it is shortened: to be seen whole."""

    def __init__(self, theme: Theme, name: str, most_lines: int = 0, *, inset: int = 8) -> None:
        super().__init__()
        self._theme, self._name, self._most = theme, name, most_lines
        self._inset = inset
        self._text = ""
        self._able = True
        self._hot = False
        self._link = ""
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._retheme()
        theme.changed.connect(self._retheme)

    def text(self) -> str:
        """The text as it was typed."""
        return self._text or "–"

    def plain(self) -> str:
        """The text as it is read, without its signs."""
        return self._document.toPlainText()

    def show_value(self, text: str, status: Status | None = None, *, pending: bool = False) -> None:
        """Show a text; see `ValueLabel.show_value`. A text has no glyph."""
        del status
        self._text = text
        self.setAccessibleName(f"{self._name}: {self.plain() or _('empty')}")
        self.setEnabled(not pending)
        self._retheme()

    def set_able(self, able: bool) -> None:
        """Whether pressing it does anything."""
        self._able = able
        if not able:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def links(self) -> list[str]:
        """Addresses in the text that may be opened, in order."""
        found: dict[str, None] = {}
        block = self._document.begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                address = part.fragment().charFormat().anchorHref()
                if address and may_open(address):
                    found[address] = None
                part += 1
            block = block.next()
        return list(found)

    def hasHeightForWidth(self) -> bool:
        """Narrower needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height at a width."""
        px = self._theme.px
        self._document.setTextWidth(max(width - 2 * px(self._inset), 40))
        high = self._document.size().height()
        if self._most:
            high = min(high, self._most * self._theme.line())
        return max(round(high) + px(12), px(Size.CONTROL))

    def sizeHint(self) -> QSize:
        """As high as it needs at its width."""
        wide = self.width() or self._theme.px(280)
        return QSize(self._theme.px(240), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(self._theme.px(80), self._theme.px(Size.CONTROL))

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self._hot = self._able
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go out again."""
        self._hot = False
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn the pointer over a link, and say where it leads."""
        spot = event.position()
        px = self._theme.px
        spot.setX(spot.x() - px(self._inset))
        spot.setY(spot.y() - px(6))
        self._link = self._document.documentLayout().anchorAt(spot)
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if self._link else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._link)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a link, or edit."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.mouseMoveEvent(event)
        if self._link:
            open_link(self._link)
        elif self._able:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit by Enter, F2 or Space."""
        if self._able and event.key() in EDIT_KEYS:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hover, ring and text; a shortened text ends in "…"."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint_frame(painter, theme, self, hot=self._hot)
        painter.translate(px(self._inset), px(6))
        room = QRectF(0, 0, self.width() - 2 * px(self._inset), self.height() - px(12))
        self._document.setTextWidth(room.width())
        cut = self._most and self._document.size().height() > room.height() + 2
        if cut:
            room.setHeight((self._most - 1) * theme.line())
        context = QAbstractTextDocumentLayout.PaintContext()
        ink: Role = "text" if self._text and self.isEnabled() else "secondary"
        context.palette.setColor(QPalette.ColorRole.Text, theme.colour(ink))
        painter.setClipRect(room)
        self._document.documentLayout().draw(painter, context)
        if cut:
            painter.setClipping(False)
            painter.setFont(theme.font())
            painter.setPen(theme.colour("secondary"))
            below = QRectF(0, room.bottom(), room.width(), theme.line())
            painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), "…")

    def _retheme(self) -> None:
        self._document.setDefaultFont(self._theme.font())
        self._document.setIndentWidth(self._theme.px(18))
        # Links get their colour while the text is read.
        self._document.setMarkdown(to_markdown(self._text) if self._text else "–", _FEATURES)
        self.setAccessibleName(f"{self._name}: {self.plain() if self._text else _('empty')}")
        self.updateGeometry()
        self.update()


def open_link(address: str) -> bool:
    """Open an address of the web, mail or phone with the program for it; whether it was."""
    return may_open(address) and QDesktopServices.openUrl(QUrl(address))
