"""The second screen: notes, what comes next, the time, and a place to write minutes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from acctdesk.ui.presenting.canvas import HIGH, WIDE, Canvas
from acctdesk.ui.presenting.course import Course, Stopwatch
from acctdesk.ui.presenting.keyboard import Keyboard
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.talk import Talk, slide_of
from acctdesk.ui.presenting.wording import clock, place
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, number

LOW = 420
"""Height of the window at 100 % below which what comes next is told by its title alone."""
PAUSE = 600
"""Milliseconds after the last letter until minutes are handed on."""
_PAGING = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Escape)
"""Keys of a remote control, and the one of emergencies: they mean the same wherever one writes."""
_READING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
"""Keys that notes keep for themselves."""


class SpeakerWindow(QWidget):
    """What the presenter sees on a screen of their own.

    Args:
        theme: The theme in force.
        talk: What is presented.
        course: Where one is.
        pictures: Makes the slides' pictures.
        keyboard: Says what keys do.
        watch: Counts the time.
    """

    minutes_changed = Signal(str)
    """The minutes as they stand, a moment after the last letter."""
    closed = Signal()
    """Somebody wants it closed by other means than ours."""

    def __init__(
        self,
        theme: Theme,
        talk: Talk,
        course: Course,
        pictures: Pictures,
        keyboard: Keyboard,
        watch: Stopwatch,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._theme, self._talk, self._course = theme, talk, course
        self._keyboard, self._watch = keyboard, watch
        self._leaving = False
        self._kept = talk.taken
        self.setObjectName("presenter-view")
        self.setWindowTitle(_("AcctDesk – Presenter"))
        self.setProperty("plane", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.canvas = Canvas(theme, pictures, "speaker", 1)
        self.after = Canvas(theme, pictures, "speaker-next", 1)
        for one in (self.canvas, self.after):
            one.set_framed(True)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notes = self._text(_("Notes"), writes=False)
        self.minutes = self._text(_("Minutes"), writes=True)
        self.minutes.setPlainText(talk.taken)
        self.notes.setPlaceholderText(_("No notes for this slide."))
        self.minutes.setPlaceholderText(
            _("What was said and decided. The client gets it afterwards.")
        )
        self._build()
        self._retheme()
        theme.changed.connect(self._retheme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.flush)
        self.minutes.textChanged.connect(self._pause.start)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self.tell_time)
        self._tick.start()
        course.moved.connect(self._show)
        course.blanked.connect(self._on_blanked)
        self._show()

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        # Space on a button would press it: keys begin where they mean slides.
        self.canvas.setFocus()

    def let_go(self) -> None:
        """Close for good; what was written is handed on before."""
        self._leaving = True
        self._tick.stop()
        self.flush()
        self.close()
        self.deleteLater()

    def flush(self) -> None:
        """Hand the minutes on, if they were changed."""
        self._pause.stop()
        text = self.minutes.toPlainText()
        if text != self._kept:
            self._kept = text
            self.minutes_changed.emit(text)

    def tell_time(self) -> None:
        """Say the time, and how much of it was spent."""
        self.now.setText(QTime.currentTime().toString("HH:mm"))
        total, planned = self._watch.total(), self._talk.minutes
        self._tell(self.whole, total, planned)
        step = self._course.step
        cue = self._talk.cue(step.slide)
        self._tell(self.this, self._watch.spent(step.slide), cue.minutes)

    # -- events ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys mean slides, unless one writes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if watched is self.minutes:
                return key in _PAGING and self._keyboard.press(event)
            if watched is self.notes and key not in _READING:
                return self._keyboard.press(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field and no button wants."""
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No slide higher than it is wide for; in a low window only the present one."""
        super().resizeEvent(event)
        self.after.setVisible(self.height() >= self._theme.px(LOW))
        wide = (self.width() - 3 * self._theme.px(Space.PAGE)) // 2
        self.canvas.setMaximumHeight(round((wide - 8) * HIGH / WIDE) + 8)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until it is left."""
        if self._leaving:
            event.accept()
        else:
            event.ignore()
            self.closed.emit()

    # -- inside ----------------------------------------------------------------------------

    def _text(self, name: str, *, writes: bool) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        field.setReadOnly(not writes)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        field.installEventFilter(self)
        return field

    def _retheme(self) -> None:
        """Notes are read from where one stands: larger than what is written."""
        for field, size in ((self.notes, 20), (self.minutes, 16)):
            font = QFont(self._theme.font("body"))
            font.setPixelSize(self._theme.px(size))
            field.setFont(font)

    def _build(self) -> None:
        theme = self._theme
        self.where = Label(theme, "", "title")
        self.now = Label(theme, "", "title")
        self.whole = Label(theme, "", "title", "secondary")
        self.this = Label(theme, "", "strong")
        self.title = ElidedLabel(theme, "", "strong")
        self.after_title = ElidedLabel(theme, "", "body", "secondary")
        self.state = Label(theme, "", "strong", "danger")
        back = IconButton(theme, "chevron-left", _("Slide before"))
        forward = IconButton(theme, "chevron-right", _("Next slide"))
        back.clicked.connect(self._course.back)
        forward.clicked.connect(self._course.forward)
        self.more = Button(theme, _("More detail"), icon="zoom-in")
        self.more.clicked.connect(self._course.turn)
        self.black = Button(theme, _("Black"), icon="eye-off")
        self.black.clicked.connect(lambda: self._keyboard.do("black"))
        self.leave = Button(theme, _("Leave"), icon="log-out")
        self.leave.clicked.connect(self._keyboard.leave)
        head = QHBoxLayout()
        head.setSpacing(theme.px(Space.CARD))
        head.addWidget(self.where)
        head.addWidget(self.whole)
        head.addStretch(1)
        head.addWidget(self.state)
        head.addWidget(self.now)
        # They go over to a second line where large letters leave too little room.
        hands = FlowLayout(None, theme.px(Space.CONTROL))
        for one in (back, forward, self.more, self.black, self.leave):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            hands.addWidget(one)
        left = QVBoxLayout()
        left.setSpacing(theme.px(Space.CONTROL))
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.this)
        left.addLayout(top)
        left.addWidget(self.canvas, 4)
        left.addLayout(hands)
        left.addSpacing(theme.px(Space.CONTROL))
        left.addWidget(self.after_title)
        left.addWidget(self.after, 2)
        right = QVBoxLayout()
        right.setSpacing(theme.px(Space.CONTROL))
        for name, field, share in ((_("Notes"), self.notes, 3), (_("Minutes"), self.minutes, 2)):
            right.addWidget(Label(theme, name, "strong"))
            right.addWidget(field, share)
        grid = QGridLayout(self)
        edge = theme.px(Space.PAGE)
        grid.setContentsMargins(edge, theme.px(Space.CARD), edge, edge)
        grid.setHorizontalSpacing(edge)
        grid.setVerticalSpacing(theme.px(Space.CARD))
        grid.addLayout(head, 0, 0, 1, 2)
        grid.addLayout(left, 1, 0)
        grid.addLayout(right, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _show(self) -> None:
        course = self._course
        step, deck = course.step, course.deck
        following = course.following()
        self.where.setText(place(step.slide + 1, len(deck.slides), step.detail))
        self.title.set_text(course.slide.title)
        self.canvas.show_step(step)
        self.canvas.setAccessibleName(course.slide.title)
        self.after.show_step(following)
        name = slide_of(deck, following).title if following else ""
        self.after.setAccessibleName(name)
        self.after_title.set_text(_("Next: %s") % name if following else _("This is the last."))
        self.more.setEnabled(course.deeper() is not None or bool(step.detail))
        self.more.set_text(_("Back to the slide") if step.detail else _("More detail"))
        self.notes.setPlainText(self._talk.cue(step.slide).notes)
        self._on_blanked(course.black)
        self.tell_time()

    def _on_blanked(self, on: bool) -> None:
        self.state.setText(_("The client sees black.") if on else "")
        self.black.set_text(_("Show again") if on else _("Black"))
        # In two steps, so that nobody leaves by mistake.
        self.leave.setEnabled(on)

    def _tell(self, label: Label, seconds: float, planned: int) -> None:
        said, over = clock(seconds), 0 < 60 * planned < seconds
        if planned:
            said = _("%(spent)s of %(minutes)s min") % {"spent": said, "minutes": number(planned)}
        label.setText(_("%s, over time") % said if over else said)
        label.set_tone("danger" if over else "secondary")
