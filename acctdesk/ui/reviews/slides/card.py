"""The slides of a review as a card: seen in small, put in order, and begun to be edited."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from acctdesk.ui.reviews.slides.exporting import DeckExports
from acctdesk.ui.reviews.slides.gallery import Gallery
from acctdesk.ui.reviews.slides.reading import Seen, Shown, read_seen
from acctdesk.ui.reviews.slides.said import ABOUT, note_of, time_of
from acctdesk.ui.reviews.slides.strip import Strip
from acctdesk.ui.shell.places import Place
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SLIDE, PRESENT = "slide", "present"
"""Sections: the form of one slide, and the check before it is presented."""
SOON = 80
"""Milliseconds after a change until slides are read anew; several changes are read once."""
_SILENT = frozenset({"saved_view", "draft"})
"""Kinds of records from which no slide follows."""


class SlidesCard(Card):
    """All slides of a review.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    seen_changed = Signal(object)
    """The slides as they are now: a `Seen`."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell.theme)
        self._shell, self._desk, self._tasks, self._undo = shell, desk, tasks, undo
        self._latest = Latest(tasks, self)
        self._meeting = ""
        self._stale = False
        self.seen: Seen | None = None
        self.exports = DeckExports(shell, desk, tasks, self)
        self.gallery = Gallery(self)
        self.strip = Strip(shell.theme, self.gallery)
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._read)
        tasks.changed.connect(self._on_change)
        self.setAccessibleName(_("Slides"))

    # -- what the page calls ---------------------------------------------------------------

    def show(self, meeting: str = "") -> None:
        """Show the slides of a review; without one, show the card itself.

        Args:
            meeting: Its id.
        """
        self.setVisible(True)
        if meeting and meeting != self._meeting:
            self._meeting, self.seen = meeting, None
            self.strip.show_seen(_blank(), able=False)
            self._read()

    def present(self) -> None:
        """Go to the check before presenting."""
        if self._meeting and (self.seen is None or not self.seen.why_not):
            self._shell.go(Place(PRESENT, {"meeting": self._meeting}))

    def export(self, suffix: str) -> None:
        """Ask where, and leave the slides behind as a file.

        Args:
            suffix: ".pptx", ".pdf" or ".xlsx".
        """
        if self._meeting:
            self.exports.export(self._meeting, suffix)

    def run_command(self, action_id: str) -> bool:
        """Do what an action means here; whether it meant something."""
        if action_id == "present" and self._meeting:
            self.present()
            return True
        return False

    @property
    def able(self) -> bool:
        """Whether slides can be changed."""
        seen = self.seen
        return bool(seen and not seen.frozen and not seen.usual and not self._desk.read_only)

    def stop(self) -> None:
        """Make no more pictures; called before it is deleted."""
        self.gallery.stop()

    # -- events ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is read for nobody."""
        super().hideEvent(event)
        if self._soon.isActive():
            self._soon.stop()
            self._stale = True

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        left, right = QWidget(), QWidget()
        words, buttons = FlowLayout(left), FlowLayout(right, to_right=True)
        self.heading = Label(theme, _("Slides"), "strong")
        self.count = Badge(theme, "0")
        self.time = Label(theme, "", "caption", "secondary")
        self.edit = IconButton(theme, "pencil", _("Edit the slide"))
        self.before = IconButton(theme, "arrow-left", _("Move towards the first"))
        self.after = IconButton(theme, "arrow-right", _("Move towards the last"))
        self.hides = IconButton(theme, "eye-off", _("Hide the slide"))
        self.remove = IconButton(theme, "trash-2", _("Remove the slide"))
        self.looks = IconButton(theme, "image", _("The client's logo and colour"))
        self.usual = Button(theme, _("Choose these"), icon="check")
        self.add_block = Button(theme, _("Block"), "quiet", icon="plus")
        self.add_block.setAccessibleName(_("Add a block of slides"))
        for one in (self.heading, self.count, self.time):
            words.addWidget(one)
        for two in (
            self.edit, self.before, self.after, self.hides, self.remove, self.looks, self.usual,
            self.add_block,
        ):  # fmt: skip
            buttons.addWidget(two)
        head = QHBoxLayout()
        head.addWidget(left, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(right, 1)
        self.note = Label(theme, "", "caption", "secondary", wrap=True)
        self.note.hide()
        self.body.setSpacing(theme.px(Space.CONTROL))
        self.body.setContentsMargins(Space.CARD, 9, Space.CARD, Space.CARD)
        self.body.addLayout(head)
        self.add(self.note)
        self.add(self.strip)
        self.edit.clicked.connect(lambda: self._open(self.strip.current()))
        self.before.clicked.connect(lambda: self.strip.step(-1))
        self.after.clicked.connect(lambda: self.strip.step(1))
        self.hides.clicked.connect(lambda: self._turn(self.strip.current()))
        self.remove.clicked.connect(lambda: self._remove(self.strip.current()))
        self.looks.clicked.connect(self._ask_look)
        self.usual.clicked.connect(self._choose_usual)
        self.add_block.clicked.connect(self.open_blocks)
        self.strip.chosen.connect(self._offer)
        self.strip.opened.connect(self._open)
        self.strip.moved.connect(self._move)
        self.strip.hide_wanted.connect(self._turn)
        self.strip.remove_wanted.connect(self._remove)
        self.strip.menu_wanted.connect(self._open_menu)
        self._offer()

    # -- reading ---------------------------------------------------------------------------

    def _read(self) -> None:
        self._stale = False
        meeting = self._meeting
        if meeting:
            self._latest.read(lambda: read_seen(self._desk, meeting), self._show_seen, self._refuse)

    def _show_seen(self, seen: Seen) -> None:
        if seen.meeting.id != self._meeting:
            return
        self.seen = seen
        self.gallery.show(seen)
        self.strip.show_seen(seen, able=self.able)
        self.strip.setVisible(bool(seen.shown))
        self.count.set_text(number(seen.count))
        self.time.setText(time_of(seen))
        self.note.setText(note_of(seen))
        self.note.setVisible(bool(self.note.text()))
        self._offer()
        self.seen_changed.emit(seen)

    def _refuse(self, problem: Problem) -> None:
        self.note.setText(str(problem))
        self.note.show()

    def _on_change(self, change: Change) -> None:
        if not self._meeting or not change.touched.keys() - _SILENT:
            return
        if self.isVisible():
            self._soon.start()
        else:
            self._stale = True

    def _current(self) -> Shown | None:
        at = self.strip.place()
        seen = self.seen
        return seen.shown[at] if seen is not None and 0 <= at < len(seen.shown) else None

    def _offer(self) -> None:
        """Offer what can be done with the chosen block."""
        seen, one, able = self.seen, self._current(), self.able
        at = self.strip.place()
        for button, on in (
            (self.edit, able and one is not None),
            (self.before, able and at > 0),
            (self.after, able and seen is not None and 0 <= at < len(seen.shown) - 1),
            (self.hides, able and one is not None),
            (self.remove, able and one is not None),
        ):
            button.setVisible(able)
            button.setEnabled(on)
        hidden = one is not None and one.hidden
        words = _("Show the slide") if hidden else _("Hide the slide")
        self.hides.set_icon("eye" if hidden else "eye-off", words)
        usual = bool(seen and seen.usual and not seen.why_not and not self._desk.read_only)
        self.usual.setVisible(usual)
        self.looks.setVisible(able or usual)
        self.add_block.setVisible(able)

    # -- doing -----------------------------------------------------------------------------

    def _open(self, slide: str) -> None:
        if self.able and slide:
            self._shell.go(Place(SLIDE, {"meeting": self._meeting, "slide": slide}))

    def _move(self, slide: str, at: int) -> None:
        self._write(lambda: self._desk.meetings.move_slide(slide, at))

    def _turn(self, slide: str) -> None:
        one = self._of(slide)
        if one is not None and self.able:
            hidden = not one.hidden
            self._write(lambda: self._desk.meetings.edit_slide(slide, {"hidden": hidden}))

    def _remove(self, slide: str) -> None:
        one = self._of(slide)
        if one is not None and self.able:
            words = _("Removed the slide “%s”") % one.name
            self._write(
                lambda: self._desk.meetings.remove_slides([slide]),
                lambda change: self._undo.offer(words, change),
            )

    def insert(self, block: str) -> None:
        """Add a block behind the chosen one, and choose it.

        Args:
            block: Its code.
        """
        meeting, at = self._meeting, self.strip.place() + 1 or None
        if not self.able:
            return

        def done(made: tuple[str, Change | None]) -> None:
            self.strip.expect(made[0])

        self._write(lambda: self._desk.meetings.add_slide(meeting, block, None, at), done)

    def _choose_usual(self) -> None:
        """Make records of the usual slides, as one step, so that they can be changed."""
        meeting, desk = self._meeting, self._desk

        def task() -> list[Change]:
            from acctdesk.services.review.wanted import USUAL

            made = [desk.meetings.add_slide(meeting, one)[1] for one in USUAL]
            return [one for one in made if one is not None]

        def done(changes: list[Change]) -> None:
            for first, second in itertools.pairwise(changes):
                self._undo.join(first.id, second.id)

        self._write(task, done)

    def _of(self, slide: str) -> Shown | None:
        shown = self.seen.shown if self.seen is not None else ()
        return next((one for one in shown if one.id and one.id == slide), None)

    def _write(self, task: Callable[[], Any], done: Callable[[Any], object] | None = None) -> None:
        self._tasks.write(self, task, done)

    # -- menus -----------------------------------------------------------------------------

    def open_blocks(self) -> None:
        """Offer the blocks, each with what it is for."""
        from acctdesk.services.review.blocks import BLOCKS
        from acctdesk.ui.reviews.slides.adding import BlocksPopover

        told = {one.code: (str(one.label), str(ABOUT.get(one.code, ""))) for one in BLOCKS}
        popover = BlocksPopover(self._theme, told, self)
        popover.chosen.connect(self.insert)
        popover.open_at(self.add_block)

    def _ask_look(self) -> None:
        """Ask for the client's logo and colour."""
        from acctdesk.ui.reviews.slides.clientlook import ClientLook, read_client_look

        if self.seen is None:
            return
        told = self.seen.meeting

        def ask(held: tuple[bool, str]) -> None:
            popover = ClientLook(
                self._shell, self._desk, self._tasks, told.account, told.account_name, held, self
            )
            popover.open_under(self.looks)
            popover.logo.setFocus()

        self._tasks.read(self, lambda: read_client_look(self._desk, told.account), ask)

    def menu(self, slide: str) -> QMenu:
        """What can be done with a slide, as a menu: the same as the buttons do.

        Args:
            slide: Its id.
        """
        menu = QMenu(self)
        self.strip.choose(slide)
        for button in (self.edit, self.hides, self.before, self.after, self.remove):
            action = menu.addAction(button.icon(), button.accessibleName())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        return menu

    def _open_menu(self, slide: str, spot: QPoint) -> None:
        if self.able and self._of(slide) is not None:
            self.menu(slide).popup(spot)


def _blank() -> Seen:
    return Seen(None)  # type: ignore[arg-type]
