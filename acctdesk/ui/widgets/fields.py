"""Fields of forms: search, choice, tick, and the frame that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QStyleOptionComboBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.tick import paint_check
from acctdesk.words import _


class SearchField(QLineEdit):
    """A line with a glass, a cross to clear it, and its shortcut while it is empty.

    Args:
        theme: The theme in force.
        name: What is searched; placeholder and accessible name.
        hint: The shortcut as it is shown, such as "Ctrl F"; empty shows none.
    """

    cleared = Signal()
    """Esc or the cross emptied it."""

    def __init__(self, theme: Theme, name: str, hint: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._hint = hint
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._cross = QToolButton(self)
        self._cross.setIcon(theme.icon("x"))
        self._cross.setAccessibleName(_("Clear"))
        self._cross.setToolTip(_("Clear"))
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self._empty)
        self._cross.hide()
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        self._retheme()
        theme.changed.connect(self._retheme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties it first."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._empty()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the cross at the right end."""
        if event.type() == QEvent.Type.Resize:
            edge = self._theme.px(24)
            self._cross.setGeometry(
                self.width() - edge - 4, (self.height() - edge) // 2, edge, edge
            )
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the glass and the shortcut."""
        super().paintEvent(event)
        theme = self._theme
        px = theme.px
        painter = QPainter(self)
        picture = theme.pixmap("search", "secondary", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(px(10), (self.height() - px(16)) / 2), picture)
        if self._hint and not self.text():
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("secondary"))
            painter.drawText(
                self.rect().adjusted(0, 0, -px(10), 0),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                self._hint,
            )

    def _empty(self) -> None:
        self.clear()
        self.cleared.emit()

    def _retheme(self) -> None:
        self.setTextMargins(self._theme.px(24), 0, self._theme.px(22), 0)
        edge = self._theme.px(14)
        self._cross.setIconSize(QSize(edge, edge))


class ComboBox(QComboBox):
    """A choice among words, painted like the other fields.

    Args:
        theme: The theme in force.
        name: Accessible name.
        choices: Value and words of each entry.
    """

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[object, str]] = ()) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        view = QListView()
        view.setObjectName("choices")
        view.setAccessibleName(name)
        self.setView(view)
        for value, words in choices:
            self.addItem(words, value)
        self._retheme()
        theme.changed.connect(self._retheme)

    def value(self) -> object:
        """Value of the chosen entry."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the entry with a value; none when there is no such entry."""
        self.setCurrentIndex(self.findData(value))

    def sizeHint(self) -> QSize:
        """As wide as the longest entry."""
        wide = max(
            (
                self._theme.metrics().horizontalAdvance(self.itemText(at))
                for at in range(self.count())
            ),
            default=0.0,
        )
        px = self._theme.px
        return QSize(max(round(wide) + px(44), px(80)), px(Size.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """A few letters and the chevron."""
        return QSize(self._theme.px(80), self._theme.px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, words and chevron."""
        theme = self._theme
        px = theme.px
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role: Role = "border"
        if self.property("problem") == "true":
            role = "breached"
        elif self.hasFocus():
            role = "accent"
        wide = 1.0 if role == "border" else 2.0
        painter.setPen(QPen(theme.colour(role if self.isEnabled() else "control_line"), wide))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        edge = px(16)
        corner = QPointF(self.width() - edge - px(8), (self.height() - edge) / 2)
        painter.drawPixmap(
            corner, theme.pixmap("chevron-down", "secondary", 16, self.devicePixelRatioF())
        )
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if self.isEnabled() else "disabled"))
        words = QRectF(px(9), 0, corner.x() - px(13), self.height())
        shown = theme.metrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, words.width()
        )
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(align), shown)

    def _retheme(self) -> None:
        self.setFixedHeight(self._theme.px(Size.CONTROL))
        self.updateGeometry()


class CheckBox(QCheckBox):
    """A tick with words.

    Args:
        theme: The theme in force.
        text: What is ticked.
    """

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._theme = theme
        self.setAccessibleName(text)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Box and words."""
        px = self._theme.px
        words = self._theme.metrics().horizontalAdvance(self.accessibleName())
        return QSize(round(words) + px(16 + 8 + 8), px(28))

    def hitButton(self, pos: object) -> bool:
        """Everywhere on box and words."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick, words and focus ring."""
        theme = self._theme
        px = theme.px
        painter = QPainter(self)
        edge = px(16)
        box = QRectF(3, (self.height() - edge) / 2, edge, edge)
        paint_check(painter, theme, box, on=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 6, 6)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if self.isEnabled() else "disabled"))
        words = QRectF(self.rect()).adjusted(edge + px(8) + 3, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(align), self.accessibleName())


class ValidatedField(QWidget):
    """A label above, an editor, and beneath it what is wrong, with a cross.

    The value is checked when the editor is left; what was typed stays; the complaint goes as soon
    as something is changed.

    Args:
        theme: The theme in force.
        label: What the field holds; becomes the editor's accessible name.
        editor: A `QLineEdit`, `QPlainTextEdit`, `ComboBox` or `QDateEdit`.
        check: Gets the text, returns the complaint or "".
        help: Grey words beneath while nothing is wrong.
        required: Whether an empty value is a complaint of its own.
    """

    validated = Signal(bool)
    """The value was checked: whether it is right."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        editor: QLineEdit | QPlainTextEdit | ComboBox | QDateEdit,
        check: Callable[[str], str] | None = None,
        *,
        help: str = "",
        required: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._check = check
        self._help = help
        self._required = required
        self.editor = editor
        editor.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = Label(theme, f"{label} *" if required else label, "medium")
        self.label.setBuddy(editor)
        column.addWidget(self.label)
        column.addWidget(editor)
        beneath = QHBoxLayout()
        beneath.setSpacing(4)
        self._icon = _Cross(theme)
        self._words = Label(theme, help, "caption", "secondary", wrap=True)
        beneath.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        beneath.addWidget(self._words, 1)
        column.addLayout(beneath)
        self._icon.hide()
        if not help:
            self._words.hide()
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(lambda *_args: self.set_problem(""))
        elif isinstance(editor, QDateEdit):
            editor.dateChanged.connect(lambda *_args: self.set_problem(""))
        else:
            editor.currentIndexChanged.connect(lambda *_args: self.set_problem(""))

    def text(self) -> str:
        """What stands in the editor."""
        editor = self.editor
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        return editor.currentText() if isinstance(editor, ComboBox) else editor.text()

    def problem(self) -> str:
        """The present complaint; empty when there is none."""
        return self._words.text() if self._icon.isVisibleTo(self) else ""

    def set_problem(self, text: str) -> None:
        """Complain, such as with what a service found; empty withdraws the complaint."""
        wrong = bool(text)
        if not wrong and not self.problem():
            return
        self._icon.setVisible(wrong)
        self._words.setText(text or self._help)
        self._words.setVisible(bool(text or self._help))
        self._words.set_tone("danger" if wrong else "secondary")
        self.editor.setProperty("problem", "true" if wrong else "false")
        self.editor.style().polish(self.editor)
        self.editor.update()
        self.editor.setAccessibleDescription(text or self._help)

    def set_help(self, text: str) -> None:
        """Change the grey words beneath; a complaint stays."""
        self._help = text
        if not self.problem():
            self._words.setText(text)
            self._words.setVisible(bool(text))

    def validate(self) -> bool:
        """Check now; whether the value is right."""
        text = self.text().strip()
        if self._required and not text:
            found = _("Fill this in")
        else:
            found = self._check(self.text()) if self._check else ""
        self.set_problem(found)
        self.validated.emit(not found)
        return not found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check when the editor is left."""
        if watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self.validate()
        return super().eventFilter(watched, event)


class _Cross(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign of a complaint."""
        picture = self._theme.pixmap("circle-alert", "breached", 14, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, self._theme.px(1), picture)

    def _retheme(self) -> None:
        self.setFixedSize(self._theme.px(14), self._theme.px(16))
