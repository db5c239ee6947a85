"""Looking at everything before a client does: the page from which one presents."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.presenting.beside import Beside
from acctdesk.ui.presenting.canvas import HIGH, WIDE, Canvas
from acctdesk.ui.presenting.course import Course
from acctdesk.ui.presenting.drawn import draw_slide
from acctdesk.ui.presenting.keyboard import MOVES
from acctdesk.ui.presenting.pictures import Draw, Pictures
from acctdesk.ui.presenting.session import Presenting
from acctdesk.ui.presenting.talk import Talk, lines_of, steps_of
from acctdesk.ui.presenting.thumbs import Thumbs
from acctdesk.ui.presenting.wording import place
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n, number

SIDE = 300
"""Width of what stands beside the slides at 100 %, in pixels."""
NARROW = 820
"""Width at 100 % below which it stands beneath them."""
LEAST = 220
"""Height of the large slide at 100 %, at least."""


class Preflight(QWidget):
    """Every slide as the client will see it, what they won't see, and the way to begin.

    Made anew for each deck. It presents by itself: `Presenting` hides the window it stands in.

    Args:
        theme: The theme in force.
        talk: What is presented; `parted`, or slides that hold too much shrink.
        draw: Lays slides out.
    """

    left = Signal()
    """The person goes back without presenting."""
    rehearsed = Signal()
    """The last slide was looked at, for the first time."""
    began = Signal()
    """The presentation begins."""
    ended = Signal(object)
    """It is over and the window is back: seconds spent on each slide, as a tuple."""
    minutes_changed = Signal(str)
    """The minutes as they stand, a moment after the last letter."""

    def __init__(self, theme: Theme, talk: Talk, draw: Draw = draw_slide) -> None:
        super().__init__()
        self._theme, self._talk, self._draw = theme, talk, draw
        self.pictures = Pictures(talk.deck, draw, self)
        self.course = Course(talk.deck, through=True, parent=self)
        self.session: Presenting | None = None
        self._build()
        self.course.moved.connect(self._show)
        self.course.finished.connect(self.rehearsed)
        self.course.finished.connect(self._allow)
        self.pictures.broken.connect(self._on_broken)
        self.thumbs.entered.connect(self._enter)
        theme.changed.connect(self._fit)
        self._show()
        if self.course.is_finished:
            # A deck of one slide: told when somebody can listen.
            QTimer.singleShot(0, self, self.rehearsed.emit)

    def can_present(self) -> bool:
        """Whether everything was looked at and can be shown."""
        broken = any(self.pictures.failed(one) for one in steps_of(self._talk.deck))
        return self.course.is_finished and not broken and self.session is None

    def present(self) -> None:
        """Begin, on the screens that were chosen; nothing happens while that isn't allowed."""
        if not self.can_present():
            return
        talk = self._talk
        self.session = Presenting(
            self._theme, self.window(), talk, self._draw, self, pictures=self.pictures
        )
        self.session.minutes_changed.connect(self._on_minutes)
        self.session.left.connect(self._on_left)
        self._allow()
        self.began.emit()
        self.session.begin(self.beside.screen_for_client(), self.beside.screen_for_notes())

    def stop(self) -> None:
        """End a presentation and let go of the thread; called before it is deleted."""
        if self.session is not None:
            self.session.leave()
        self.pictures.stop()

    # -- events ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the large slide keys mean what they will mean in front of the client."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return False
            key = Qt.Key(event.key())
            move = MOVES.get(key)
            if move is not None:
                getattr(self.course, move)()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both halves side by side, or one beneath the other."""
        super().resizeEvent(event)
        self._fit()

    # -- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        self.head = PageHeader(theme, _("Check and present"), self._talk.deck.line)
        self.back = Button(theme, _("Back"), icon="arrow-left")
        self.go = Button(theme, _("Present"), "primary", icon="monitor-play")
        self.back.clicked.connect(self.left)
        self.go.clicked.connect(self.present)
        self.head.add(self.back)
        self.head.add(self.go)
        self.canvas = Canvas(theme, self.pictures, "preflight", 0, values=True)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.installEventFilter(self)
        self.canvas.clicked.connect(self.canvas.setFocus)
        self.canvas.set_framed(True)
        self.where = Label(theme, "", "strong")
        self.title = ElidedLabel(theme, "", "body", "secondary")
        self.state = Label(theme, "", "caption", "secondary", wrap=True)
        before = IconButton(theme, "chevron-left", _("Slide before"))
        after = IconButton(theme, "chevron-right", _("Next slide"))
        before.clicked.connect(self.course.back)
        after.clicked.connect(self.course.forward)
        hands = QHBoxLayout()
        hands.setSpacing(theme.px(Space.CONTROL))
        hands.addWidget(before)
        hands.addWidget(after)
        hands.addWidget(self.where)
        hands.addWidget(self.title, 1)
        self.thumbs = Thumbs(theme, self.course, self.pictures)
        slides = QVBoxLayout()
        slides.setSpacing(theme.px(Space.CONTROL))
        large = QHBoxLayout()
        large.addWidget(self.canvas, 1)
        large.addStretch(0)
        slides.addLayout(large)
        slides.addLayout(hands)
        slides.addWidget(self.state)
        slides.addSpacing(Space.TIGHT)
        slides.addWidget(self.thumbs)
        slides.addStretch(1)
        self.beside = Beside(theme, self._talk)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(Space.PAGE)
        self._halves.addLayout(slides, 1)
        self._halves.addWidget(self.beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        column.addWidget(self.head)
        column.addLayout(self._halves, 1)

    def _fit(self) -> None:
        theme, wide = self._theme, self.width()
        narrow = wide < theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        side = theme.px(SIDE)
        self.beside.setMinimumWidth(0 if narrow else side)
        self.beside.setMaximumWidth(16_777_215 if narrow else side)
        room = wide if narrow else wide - side - Space.PAGE
        # Not so high that its thumbnails lie out of sight, where there is a choice.
        window = self.window().height()
        most = max(round(window * 0.62), theme.px(LEAST))
        high = min(round(room * HIGH / WIDE), most)
        self.canvas.setMaximumWidth(max(round((high - 8) * WIDE / HIGH) + 8, 1))
        self.canvas.setFixedHeight(high)

    def _show(self) -> None:
        course = self.course
        ahead = [one for one in (course.following(), course.before()) if one is not None]
        self.canvas.show_step(course.step, ahead)
        count = len(course.deck.slides)
        self.where.setText(place(course.step.slide + 1, count, course.step.detail))
        self.title.set_text(course.slide.name)
        self.canvas.setAccessibleName(self.where.text())
        self.canvas.setAccessibleDescription("\n".join(lines_of(course.slide)))
        self._allow()

    def _allow(self) -> None:
        self.go.setEnabled(self.can_present())
        steps = steps_of(self._talk.deck)
        broken = [one for one in steps if self.pictures.failed(one)]
        if broken:
            self.state.setText(
                _n(
                    "{n} slide can't be drawn. Hide it in the plan, then check again.",
                    "{n} slides can't be drawn. Hide them in the plan, then check again.",
                    len(broken),
                )
            )
            self.state.set_tone("danger")
            return
        seen = _("%(seen)s of %(count)s seen.") % {
            "seen": number(len(self.course.seen)),
            "count": number(len(steps)),
        }
        if not self.course.is_finished:
            seen = f"{seen} " + _("You can present once you have looked at the last slide.")
        self.state.setText(seen)

    def _enter(self) -> None:
        """Enter goes on, and from the last slide to the button that begins."""
        if self.course.following() is not None:
            self.course.forward()
        elif self.go.isEnabled():
            self.go.setFocus()

    def _on_broken(self, _step: object) -> None:
        self._allow()

    def _on_minutes(self, text: str) -> None:
        self._talk = replace(self._talk, taken=text)
        self.minutes_changed.emit(text)

    def _on_left(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            count = len(self._talk.deck.slides)
            spent = tuple(session.watch.spent(at) for at in range(count))
            session.deleteLater()
            self.pictures.tidy()
            self._allow()
            self.ended.emit(spent)
