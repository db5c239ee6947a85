"""The field that takes the next keys that are pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.marked import caps, keys_width, paint_keys
from acctdesk.ui.widgets.paint import LEFT, fill_round, stroke_round
from acctdesk.words import _

_MODIFIERS = {
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
}  # fmt: skip
_ALONE = {
    Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Pause, Qt.Key.Key_Print, Qt.Key.Key_Menu,
    Qt.Key.Key_Help, Qt.Key.Key_Back, Qt.Key.Key_Forward, Qt.Key.Key_Search, Qt.Key.Key_Refresh,
}  # fmt: skip
"""Keys that may stand alone beside F1 to F35."""


class KeyField(QWidget):
    """Takes keys instead of text; Tab still leaves it, and Esc gives up.

    Args:
        theme: The theme in force.
    """

    pressed = Signal(str)
    """A portable key sequence was pressed."""
    refused = Signal(str)
    """Why the keys that were pressed can't be taken."""
    given_up = Signal()
    """Esc was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._keys = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_keys("")
        theme.changed.connect(self._retheme)

    def keys(self) -> str:
        """The keys it shows, portable."""
        return self._keys

    def set_keys(self, keys: str) -> None:
        """Show keys; empty asks for some."""
        self._keys = keys
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(_("New keys: %s") % (shown or _("press them")))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keys belong to this field before they are anybody's shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys."""
        key, held = Qt.Key(event.key()), event.modifiers()
        held &= ~Qt.KeyboardModifier.KeypadModifier
        if key in _MODIFIERS:
            return
        if key == Qt.Key.Key_Escape and held == Qt.KeyboardModifier.NoModifier:
            self.given_up.emit()
            return
        reason = _refusal(key, held)
        if reason:
            self.refused.emit(reason)
            return
        keys = QKeySequence(event.keyCombination()).toString(
            QKeySequence.SequenceFormat.PortableText
        )
        self.set_keys(keys.replace("Num+", ""))
        self.pressed.emit(self._keys)

    def sizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(self._theme.px(220), self._theme.px(Size.CONTROL + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and the keys in it."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        fill_round(painter, box, Size.RADIUS, theme.colour("surface"))
        line: Role = "accent" if self.hasFocus() else "border"
        width = 2 if self.hasFocus() else 1
        stroke_round(painter, box, Size.RADIUS, theme.colour(line), width)
        shown = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
        if shown:
            keys = caps(shown)
            right = px(12) + keys_width(theme, keys)
            paint_keys(painter, theme, right, box.center().y(), keys, "text")
            return
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("secondary"))
        room = box.adjusted(px(12), 0, -px(12), 0)
        asked = _("Press the new keys") if self.hasFocus() else _("Click, then press keys")
        painter.drawText(room, LEFT, theme.elide("body", asked, room.width()))

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


def _refusal(key: Qt.Key, held: Qt.KeyboardModifier) -> str:
    """Why keys can't be a shortcut; empty when they can."""
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    strong |= Qt.KeyboardModifier.MetaModifier
    if held & strong:
        return ""
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 or key in _ALONE:
        return ""
    return _("These keys are needed for typing. Hold Ctrl or Alt as well, or take a function key.")
