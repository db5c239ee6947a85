"""Small widgets that the steps share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.errors import Problem
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Meter
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status
from acctdesk.ui.widgets.steps import Stepper
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class Glyph(QWidget):
    """The glyph of a status alone, beside words that say the same.

    Args:
        theme: The theme in force.
        status: Which glyph.
    """

    def __init__(self, theme: Theme, status: Status) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_status(self, status: Status) -> None:
        """Show another one."""
        self._status = status
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, on the middle of the first line beside it."""
        edge = self._theme.px(GLYPH)
        top = (self._theme.line("strong") - edge) / 2
        paint_status(QPainter(self), self._theme, QRectF(0, top, edge, edge), self._status)

    def _retheme(self) -> None:
        edge = self._theme.px(GLYPH)
        self.setFixedSize(edge, self._theme.line("strong"))


class IconMark(QWidget):
    """An icon beside words.

    Args:
        theme: The theme in force.
        icon: Lucide's name.
        role: Its colour.
        edge: Its edge at 100 %, in pixels.
    """

    def __init__(
        self, theme: Theme, icon: str, role: Role = "secondary", edge: int = Size.ICON
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._role, self._edge = theme, icon, role, edge
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        picture = self._theme.pixmap(self._icon, self._role, self._edge, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, picture)

    def _retheme(self) -> None:
        edge = self._theme.px(self._edge)
        self.setFixedSize(edge, edge)
        self.update()


class Column(QScrollArea):
    """A column of widgets that scrolls up and down; `body` takes them.

    Args:
        name: Accessible name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("plane", "none")
        inner.setAccessibleName(name)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.setWidget(inner)


class Tall(QWidget):
    """Holds broken lines, and is always as high as they need: a seam between cards asks nobody."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need the height that goes with the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Need the height that goes with what it holds now."""
        room = self.layout()
        if room is not None:
            self.setMinimumHeight(max(room.heightForWidth(self.width()), 0))


def stops(widget: QWidget) -> list[QWidget]:
    """The widgets in another that Tab goes to, in the order they were made."""
    inside = [widget, *widget.findChildren(QWidget)]
    # A combo box's list is a window of its own.
    return [
        one
        for one in inside
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is widget.window()
    ]


def chain(first: QWidget, after: Iterable[QWidget]) -> None:
    """Let Tab go from one widget through others; new ones would come last in the window."""
    for one in after:
        QWidget.setTabOrder(first, one)
        first = one


def clear(layout: QBoxLayout) -> None:
    """Remove everything from a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Steps(QWidget):
    """Where one is, with counts at the right; where the steps don't fit, one line says it.

    Args:
        theme: The theme in force.
        name: What the steps lead to.
        words: The steps.
    """

    chosen = Signal(int)
    """A step that is done was pressed, to go back to it."""

    def __init__(self, theme: Theme, name: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.stepper = Stepper(theme, name, words)
        self.stepper.chosen.connect(self.chosen)
        self._line = Label(theme, "", "strong")
        self._line.hide()
        self._side = QWidget()
        self.counts = FlowLayout(self._side, Space.CONTROL + 2, to_right=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD)
        row.addWidget(self.stepper)
        row.addWidget(self._line)
        row.addWidget(self._side, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._fit)

    def set_current(self, at: int) -> None:
        """Go to a step."""
        self.stepper.set_current(at)
        self._line.setText(
            _("Step {at} of {all}: {name}").format(
                at=at + 1, all=len(self._words), name=self._words[at]
            )
        )

    def set_counts(self, widgets: list[QWidget]) -> None:
        """Show other counts."""
        while (item := self.counts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self.counts.addWidget(widget)
            widget.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between steps and one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        need = self.stepper.sizeHint().width() + Space.CARD
        room = self.width() - min(self.counts.sizeHint().width(), self._theme.px(230))
        wide = need <= room
        self.stepper.setVisible(wide)
        self._line.setVisible(not wide)


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


class Trouble(QWidget):
    """What went wrong, where, and the remedy, in place.

    Args:
        theme: The theme in force.
        problem: What went wrong.
    """

    def __init__(self, theme: Theme, problem: Problem) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(Glyph(theme, Status.BREACHED), 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        head = sentence(problem)
        lines.addWidget(Label(theme, head, "medium", wrap=True))
        if problem.remedy:
            lines.addWidget(Label(theme, problem.remedy, "caption", "secondary", wrap=True))
        row.addLayout(lines, 1)
        self.lines = lines
        self.setAccessibleName(f"{head} {problem.remedy}".strip())


def sentence(problem: Problem) -> str:
    """Where and what, as one sentence."""
    what = problem.what[:1].upper() + problem.what[1:]
    return f"{problem.where}: {what}" if problem.where else what


class Progress(QWidget):
    """What is being done, how far it is, and Cancel.

    Args:
        theme: The theme in force.
        cancel: Called when Cancel is pressed.
    """

    def __init__(self, theme: Theme, cancel: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD_GAP)
        self._words = Label(theme, "", "body", wrap=True)
        self._meter = Meter(theme, "", 0.0, "accent")
        self._share = Label(theme, "0 %", "caption", "secondary")
        self._cancel = Button(theme, _("Cancel"))
        self._cancel.clicked.connect(lambda: self._on_cancel(cancel))
        row.addWidget(self._words, 2)
        row.addWidget(self._meter, 1)
        row.addWidget(self._share)
        row.addWidget(self._cancel)

    def begin(self, label: str) -> None:
        """Show a new job."""
        self._words.setText(label)
        self._cancel.setEnabled(True)
        self.set_share(0.0)

    def set_share(self, share: float) -> None:
        """Tell how far it is, 0 to 1."""
        self._meter.set_share(share)
        words = f"{int(share * 100)} %"
        self._share.setText(words)
        self._meter.setAccessibleName(f"{self._words.text()}, {words}")

    def _on_cancel(self, cancel: Callable[[], object]) -> None:
        self._cancel.setEnabled(False)
        self._words.setText(_("Stopping…"))
        cancel()
