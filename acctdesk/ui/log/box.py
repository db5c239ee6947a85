"""The line on an account's page that is always there to write a contact down."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.ui.log.draft import ICONS, TYPES, Draft, Someone
from acctdesk.ui.log.drafts import Drafts
from acctdesk.ui.log.form import LogForm, with_me
from acctdesk.ui.log.writing import log, me, offered
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.paint import LEFT, RIGHT
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Field
    from acctdesk.ui.desk import Change, Desk


def fields_of(desk: Desk) -> dict[str, Field]:
    """The fields of an interaction by name."""
    return {one.name: one for one in desk.fields.of("interaction")}


class LogLine(QWidget):
    """The folded box: one line that asks to be written into.

    Args:
        theme: The theme in force.
    """

    pressed = Signal(str)
    """Code of the type that was pressed; empty for the line itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = _("Log call, meeting, note…")
        self._hint = ""
        self._hot = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(self._words)
        theme.changed.connect(self._retheme)

    def set_begun(self, draft: Draft | None, note: str = "") -> None:
        """Say that an entry was begun and is kept.

        Args:
            draft: The entry; None for nothing.
            note: What is said beside it.
        """
        begun = draft is not None and draft.typed
        about = draft.subject.strip() if draft is not None else ""
        self._words = _("Log call, meeting, note…")
        if begun:
            self._words = _("Go on with: %s") % about if about else _("Go on with your entry")
        self._hint = note if begun else "Ctrl+Shift+N"
        self.setAccessibleName(self._words)
        self.update()

    def sizeHint(self) -> QSize:
        """A row that is easily hit."""
        return QSize(self._theme.px(240), self._theme.px(Size.CONTROL + 6))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(self._theme.px(160), self._theme.px(Size.CONTROL + 6))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Unfold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self._type_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold by Enter or Space; a letter is the first of the subject."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit("")
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the type under the pointer."""
        at = self._type_at(event.position())
        self.setToolTip(_type_words().get(at, ""))

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self._hot = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go out again."""
        self._hot = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, plus, words and the types."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        wide = 2.0 if focus else 1.0
        painter.setPen(QPen(theme.colour("accent" if focus else "border"), wide))
        painter.setBrush(theme.colour("hover" if self._hot else "surface"))
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        ratio, edge = self.devicePixelRatioF(), px(16)
        plus = theme.pixmap("plus", "secondary", 16, ratio)
        painter.drawPixmap(QPointF(px(12), (self.height() - edge) / 2), plus)
        left = float(self.width())
        for code, spot in self._types():
            picture = theme.pixmap(ICONS[code], "secondary", 16, ratio)
            painter.drawPixmap(QPointF(spot.x() + px(6), (self.height() - edge) / 2), picture)
            left = min(left, spot.left())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        hint = theme.metrics("caption").horizontalAdvance(self._hint)
        room = left - px(36)
        words = theme.metrics().horizontalAdvance(self._words)
        if words + hint + px(24) < room:
            painter.drawText(QRectF(px(36), 0, room - px(10), self.height()), RIGHT, self._hint)
        painter.setFont(theme.font())
        shown = theme.elide("body", self._words, room - px(8))
        painter.drawText(QRectF(px(36), 0, room, self.height()), LEFT, shown)

    def _types(self) -> list[tuple[str, QRectF]]:
        wide = self._theme.px(28)
        first = self.width() - len(TYPES) * wide - self._theme.px(6)
        if first < self.width() / 2:
            return []
        return [
            (code, QRectF(first + at * wide, 0, wide, self.height()))
            for at, code in enumerate(TYPES)
        ]

    def _type_at(self, where: QPointF) -> str:
        return next((code for code, box in self._types() if box.contains(where)), "")

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class LogBox(QWidget):
    """The line, and the form it unfolds to.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was logged.
        drafts: Where an entry stays that was begun and left.
    """

    logged = Signal(str)
    """Id of an interaction that was logged."""

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, drafts: Drafts) -> None:
        super().__init__()
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self._drafts = drafts
        self._account = ""
        self._mine: tuple[Someone, ...] = ()
        self._fresh = False
        self._offer = Latest(tasks, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.line = LogLine(theme)
        column.addWidget(self.line)
        self.card = Card(theme)
        self.form: LogForm | None = None
        self.card.hide()
        column.addWidget(self.card)
        self.line.pressed.connect(self.unfold)
        drafts.restored.connect(self._on_restored)
        if desk.read_only:
            self.hide()

    def set_account(self, account: str) -> None:
        """Write into the log of another account; what was begun here is kept for this one."""
        if account == self._account:
            return
        self.fold()
        self._account = account
        self._say_begun()

    def unfold(self, type_: str = "", people: tuple[Someone, ...] = ()) -> None:
        """Show the form, with the draft of this account if there is one.

        Args:
            type_: Code of the type to begin with; empty leaves it.
            people: Who surely took part.
        """
        if self._desk.read_only or not self._account:
            return
        form = self._formed()
        if not self.card.isVisible():
            held = self._drafts.get(self._account)
            self._fresh = held is None
            form.set_draft(held or with_me(Draft(people=people), self._mine))
            form.set_note(self._drafts.note(self._account))
        if type_:
            form.type.set_current(TYPES.index(type_))
        for one in people:
            form.people.add(one)
        self.line.hide()
        self.card.show()
        form.start()
        self._read_people()

    def fold(self) -> None:
        """Show the line again; what was typed is kept."""
        self._stow()
        focus = self.window().focusWidget()
        had = focus is not None and self.card.isAncestorOf(focus)
        self.card.hide()
        self.line.show()
        self._say_begun()
        if had:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_begun(self) -> None:
        held = self._drafts.get(self._account)
        self.line.set_begun(held, self._drafts.note(self._account))

    def _on_restored(self) -> None:
        held = self._drafts.get(self._account)
        if not self.open:
            self._say_begun()
        elif held is not None and self.form is not None and not self.form.draft().typed:
            self._fresh = False
            self.form.set_draft(held)
            self.form.set_note(self._drafts.note(self._account))

    @property
    def open(self) -> bool:
        """Whether the form is shown."""
        return not self.card.isHidden()

    def _formed(self) -> LogForm:
        if self.form is None:
            self.form = LogForm(
                self._theme, fields_of(self._desk), self._desk.context.today, _("Log")
            )
            self.form.wanted.connect(self._log)
            self.form.left.connect(self.fold)
            self.form.changed.connect(self._stow)
            self.card.add(self.form)
        return self.form

    def _stow(self) -> None:
        if self.form is not None and self.open and self._account:
            self._drafts.put(self._account, self.form.draft())

    def _read_people(self) -> None:
        desk, account = self._desk, self._account
        self._offer.read(lambda: (offered(desk, account), me(desk)), self._take_people)

    def _take_people(self, found: tuple[tuple[Someone, ...], tuple[Someone, ...]]) -> None:
        everybody, self._mine = found
        form = self._formed()
        form.set_offered(everybody)
        if self._fresh:
            self._fresh = False
            form.people.set_people(with_me(form.draft(), self._mine).people)

    def _log(self) -> None:
        form = self._formed()
        account, draft = self._account, form.draft()
        form.set_busy(True)
        self._tasks.write(
            self,
            functools.partial(log, self._desk, account, draft),
            functools.partial(self._done, account, draft),
            self._refuse,
        )

    def _done(self, account: str, draft: Draft, made: tuple[str, Change | None]) -> None:
        form = self._formed()
        form.set_busy(False)
        self._drafts.drop(account)
        if account == self._account:
            form.set_draft(with_me(Draft(), self._mine))
            self.fold()
        self._undo.offer(logged_words(draft), made[1])
        self.logged.emit(made[0])

    def _refuse(self, problem: Problem) -> None:
        form = self._formed()
        form.set_busy(False)
        if isinstance(problem, Invalid):
            form.refuse(problem)
        else:
            self._tasks.problem.emit(problem)


def logged_words(draft: Draft) -> str:
    """What is said after an entry was logged."""
    words = {
        "call": _("Call logged"),
        "meeting": _("Meeting logged"),
        "email": _("E-mail logged"),
        "message": _("Message logged"),
        "note": _("Note logged"),
    }
    return words[draft.type]


def _type_words() -> dict[str, str]:
    return {
        "call": _("Log a call"),
        "meeting": _("Log a meeting"),
        "email": _("Log an e-mail"),
        "message": _("Log a message"),
        "note": _("Write a note"),
    }
