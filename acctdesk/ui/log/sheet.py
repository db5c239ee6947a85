"""The sheet over the window in which a contact is logged from anywhere."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.ui.log.accountline import AccountLine
from acctdesk.ui.log.box import fields_of, logged_words
from acctdesk.ui.log.draft import TYPES, Draft, Someone
from acctdesk.ui.log.drafts import Drafts
from acctdesk.ui.log.form import LogForm, with_me
from acctdesk.ui.log.writing import log, me, offered
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change, Desk

WIDTH = 820
"""Of the card, at 100 %."""

Told = tuple[str, tuple[Someone, ...], tuple[Someone, ...]]


class LogSheet(QWidget):
    """Lies over the window while one writes; Esc or a click beside it leaves, the draft stays.

    Args:
        content: What it lies over: the window's central widget.
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was logged.
        drafts: Where an entry stays that was begun and left.
    """

    logged = Signal(str, str)
    """Ids of the account and of the interaction that was logged."""

    def __init__(
        self, content: QWidget, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, drafts: Drafts
    ) -> None:
        super().__init__(content)
        self.hide()
        self._content, self._theme = content, theme
        self._desk, self._tasks, self._undo, self._drafts = desk, tasks, undo, drafts
        self._people: tuple[Someone, ...] = ()
        self._mine: tuple[Someone, ...] = ()
        self._former: QWidget | None = None
        self._offer = Latest(tasks, self)
        self.setAccessibleName(_("Log a contact"))
        self._build()
        content.installEventFilter(self)
        drafts.restored.connect(self._on_restored)
        theme.changed.connect(self._lay_out)

    def enter(self, account: str = "", person: str = "", type_: str = "") -> None:
        """Open it.

        Args:
            account: Whose log; empty asks for it.
            person: Id of the client's person who took part; empty for nobody in particular.
            type_: Code of the type to begin with; empty leaves it.
        """
        if self._desk.read_only:
            return
        if not self.isVisible():
            self._former = QApplication.focusWidget()
        self.line.set_account(account, "")
        self._frame.set_problem("")
        self._show_draft(account)
        if type_:
            self.form.type.set_current(TYPES.index(type_))
        self._lay_out()
        self.show()
        self.raise_()
        self._read_account(account, person)
        if account:
            self.form.start()
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close it; what was typed is kept, and the keyboard goes back to who had it."""
        if not self.isVisible():
            return
        self._stow()
        self._offer.drop()
        self.hide()
        former, self._former = self._former, None
        if former is not None and shiboken6.isValid(former) and former.isVisible():
            former.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the window does --------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what it lies over."""
        if watched is self._content and event.type() == QEvent.Type.Resize:
            self._lay_out()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card leaves."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab stays within the sheet."""
        able = [
            one
            for one in self.findChildren(QWidget)
            if one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusProxy() is None
        ]
        focus = QApplication.focusWidget()
        edge = able[-1 if next_ else 0] if able else None
        if edge is not None and focus is edge:
            able[0 if next_ else -1].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(next_)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies beneath, and paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = self._theme.tokens.dark
        painter.fillRect(self.rect(), QColor(0, 0, 0, 150 if dark else 80))
        painter.setPen(self._theme.colour("hairline"))
        painter.setBrush(self._theme.colour("surface"))
        box = QRectF(self.card.geometry()).adjusted(-0.5, -0.5, 0.5, 0.5)
        painter.drawRoundedRect(box, Size.RADIUS_CARD, Size.RADIUS_CARD)

    # -- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        self.card = QWidget(self)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD)
        column.setSpacing(Space.CONTROL)
        head = QHBoxLayout()
        # Between the edges of the fields, which leave room for a scroll bar.
        head.setContentsMargins(2, 0, Space.CONTROL, 0)
        head.addWidget(Label(theme, _("Log a contact"), "subtitle"))
        head.addStretch(1)
        cross = IconButton(theme, "x", _("Close (Esc)"))
        cross.clicked.connect(self.leave)
        head.addWidget(cross)
        column.addLayout(head)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(_("Log a contact"))
        inner = QWidget()
        inner.setProperty("plane", "surface")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(2, 2, Space.CONTROL, 2)
        rows.setSpacing(Space.CARD_GAP)
        self.line = AccountLine(self._desk, self._tasks)
        self._frame = ValidatedField(theme, _("Account"), self.line)
        rows.addWidget(self._frame)
        self.form = LogForm(theme, fields_of(self._desk), self._desk.context.today, _("Log"))
        rows.addWidget(self.form)
        rows.addStretch(1)
        self._inner = inner
        area.setWidget(inner)
        column.addWidget(area, 1)
        # The buttons stay in sight however little room there is.
        foot = QHBoxLayout()
        foot.setContentsMargins(2, 0, Space.CONTROL, 0)
        foot.addWidget(self.form.foot)
        column.addLayout(foot)
        self.line.chosen.connect(self._on_account)
        self.form.left.connect(self.leave)
        self.form.wanted.connect(self._log)
        self.form.changed.connect(self._stow)
        self.line.returnPressed.connect(self.form.start)
        self.line.installEventFilter(self.form)

    def _lay_out(self) -> None:
        self.setGeometry(self._content.rect())
        px = self._theme.px
        gap = min(px(Space.PAGE), Space.PAGE)
        wide = min(px(WIDTH), self.width() - 2 * gap)
        need = self._inner.sizeHint().height() + px(84 + 40)
        high = min(need, self.height() - 2 * gap)
        top = max((self.height() - high) // 3, gap)
        self.card.setGeometry((self.width() - wide) // 2, top, wide, high)
        self.update()

    def _show_draft(self, account: str) -> None:
        held = self._drafts.get(account)
        self.form.set_draft(held or with_me(Draft(), self._mine))
        self.form.set_note(self._drafts.note(account))

    def _on_restored(self) -> None:
        if self.isVisible() and not self.form.draft().typed:
            self._show_draft(self.line.account())

    def _stow(self) -> None:
        if self.isVisible():
            self._drafts.put(self.line.account(), self.form.draft())

    def _on_account(self, account: str) -> None:
        """Another account was named: what is typed goes with it."""
        draft = self.form.draft()
        self._drafts.drop("")
        self._frame.set_problem("")
        if account:
            held = self._drafts.get(account)
            if held is not None and not draft.typed:
                self.form.set_draft(held)
                self.form.set_note(self._drafts.note(account))
            self._read_account(account, "")
            self.form.start()
        else:
            self.form.set_offered(self._mine)

    def _read_account(self, account: str, person: str) -> None:
        desk = self._desk

        def task() -> Told:
            found = desk.records.get_many("account", [account]) if account else []
            return (
                found[0].title if found else "",
                offered(desk, account if found else ""),
                me(desk),
            )

        self._offer.read(task, functools.partial(self._take_account, account, person))

    def _take_account(self, account: str, person: str, told: Told) -> None:
        name, everybody, self._mine = told
        if account and account == self.line.account():
            self.line.set_account(account if name else "", name)
        self.form.set_offered(everybody)
        if not self.form.draft().typed:
            theirs = tuple(one for one in everybody if person and one.id == person)
            self.form.people.set_people((*theirs, *self._mine))

    def _log(self) -> None:
        account, draft = self.line.account(), self.form.draft()
        if not account:
            self._frame.set_problem(_("Say with which account. Type a few letters of its name."))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.form.set_busy(True)
        self._tasks.write(
            self,
            functools.partial(log, self._desk, account, draft),
            functools.partial(self._done, account, draft),
            self._refuse,
        )

    def _done(self, account: str, draft: Draft, made: tuple[str, Change | None]) -> None:
        self.form.set_busy(False)
        name = self.line.text()
        self.form.set_draft(with_me(Draft(), self._mine))
        self.leave()
        self._drafts.drop(account)
        self._undo.offer(f"{logged_words(draft)}: {name}" if name else logged_words(draft), made[1])
        self.logged.emit(account, made[0])

    def _refuse(self, problem: Problem) -> None:
        self.form.set_busy(False)
        if isinstance(problem, Invalid):
            self.form.refuse(problem)
        else:
            self._tasks.problem.emit(problem)
