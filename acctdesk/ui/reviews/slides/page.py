"""One slide of a review: its fields beside a picture of it that follows what is typed."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from acctdesk.ui.reviews.slides.editing import Draft, Sketch, read_draft, sketched
from acctdesk.ui.reviews.slides.form import SlideForm
from acctdesk.ui.reviews.slides.preview import Preview
from acctdesk.ui.reviews.slides.said import why_empty
from acctdesk.ui.shell.page import Crumb, Page, Params, Place
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SECTION, REVIEWS, PRESENT = "slide", "reviews", "present"
SIDE = 380
"""Width of the fields at 100 %, in pixels."""
NARROW = 860
"""Width at 100 % below which the picture stands above them."""
TYPING = 120
"""Milliseconds without a letter after which the picture follows."""


class SlidePage(Page):
    """The form of a slide.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads, commands and drawing.
        undo: Not needed: what is typed is undone like everything.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        del undo
        self._desk, self._tasks = desk, tasks
        self._reading, self._drawing = Latest(tasks, self), Latest(tasks, self)
        self._meeting = self._slide = ""
        self.draft: Draft | None = None
        self._area: QScrollArea | None = None
        self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPING)
        self._later.timeout.connect(self._draw)
        tasks.changed.connect(self._on_change)
        self.theme.changed.connect(self._on_theme)

    def title(self) -> str:
        """What the slide is of."""
        return self.draft.label if self.draft is not None else ""

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Of which review it is."""
        if self.draft is None:
            return ()
        told = self.draft.meeting
        return (Crumb(told.account_name, Place(REVIEWS, {"review": told.id})),)

    def activated(self, params: Params) -> None:
        """Show the slide that the place names."""
        wanted = params.get("meeting", ""), params.get("slide", "")
        if wanted != (self._meeting, self._slide):
            self.form.keep()
            self._meeting, self._slide = wanted
            self.draft = None
            self.preview.begin()
        self.refresh()

    def deactivated(self) -> None:
        """Keep what is being typed."""
        self.form.keep()

    def refresh(self) -> None:
        """Read the slide."""
        meeting, slide = self._meeting, self._slide
        if slide:
            self._reading.read(
                lambda: read_draft(self._desk, meeting, slide), self._show_draft, self._refuse
            )

    def has_reviews(self) -> bool:
        """Whether actions on a review mean something here."""
        return True

    def run_command(self, action_id: str) -> bool:
        """From a slide one may go on to presenting."""
        if action_id == "present" and self.draft is not None:
            self.shell.go(Place(PRESENT, {"meeting": self._meeting}))
            return True
        return False

    def reveal_change(self, change: Change) -> bool:
        """Stay here when a change touched slides."""
        return bool({"slide", "meeting"} & change.touched.keys())

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.theme
        self.head = PageHeader(theme, "", " ")
        self.before = IconButton(theme, "chevron-left", _("Slide before"))
        self.after = IconButton(theme, "chevron-right", _("Next slide"))
        self.done = Button(theme, _("Done"), "primary")
        self.before.clicked.connect(functools.partial(self._go, -1))
        self.after.clicked.connect(functools.partial(self._go, 1))
        self.done.clicked.connect(lambda: self.shell.action_set.action("back").trigger())
        for one in (self.before, self.after, self.done):
            self.head.add(one)
        self.problem = Label(theme, "", tone="danger", wrap=True)
        self.problem.hide()
        self.preview = Preview(theme)
        self.preview.wanted.connect(self._want)
        self.form = SlideForm(theme)
        self.form.typed.connect(lambda: self._later.start())
        self.form.kept.connect(self._keep)
        self.form.file_wanted.connect(self._choose_file)
        self.card = Card(theme)
        self.card.add(self.form)
        right = QWidget()
        fields = QVBoxLayout(right)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addWidget(self.card)
        fields.addStretch(1)
        self._right = right
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(Space.PAGE)
        self._lead = QWidget()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._lead)
        left.addWidget(self.preview)
        left.addStretch(1)
        self._halves.addLayout(left, 1)
        self._halves.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD)
        column.addWidget(self.head)
        column.addWidget(self.problem)
        column.addLayout(self._halves, 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both halves side by side, or one beneath the other."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the page as it scrolls."""
        super().showEvent(event)
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea) and self._area is not above:
            self._area = above
            above.verticalScrollBar().valueChanged.connect(self._stay)

    def _stay(self, _value: int = 0) -> None:
        """Keep the picture in sight beside fields further down."""
        area, high = self._area, 0
        if area is not None and not self._narrow and self.isVisible():
            top = self.mapFrom(area.viewport(), QPoint(0, 0)).y()
            high = top - self._right.y() + Space.CONTROL
            high = min(high, self._right.height() - self.preview.height())
        self._lead.setFixedHeight(max(high, 0))

    @property
    def _narrow(self) -> bool:
        return self.width() < self.theme.px(NARROW)

    def _fit(self) -> None:
        narrow = self._narrow
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        side = self.theme.px(SIDE)
        self._right.setMinimumWidth(0 if narrow else side)
        self._right.setMaximumWidth(16_777_215 if narrow else side)
        self._stay()

    def _on_theme(self) -> None:
        self._fit()
        self._draw()

    # -- reading and drawing ---------------------------------------------------------------

    def _show_draft(self, draft: Draft) -> None:
        if draft.told.id != self._slide:
            return
        fresh, self.draft = self.draft is None, draft
        self.problem.hide()
        self.form.show_draft(draft)
        self.form.setEnabled(not draft.frozen and not self._desk.read_only)
        self.head.set_title(draft.label)
        self.head.set_note(_where(draft))
        at = draft.order.index(draft.told.id)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < len(draft.order) - 1)
        self.title_changed.emit()
        self._draw()
        if fresh:
            # A field beneath the picture would scroll the head of the page away.
            (self.done if self._narrow else self.form.texts["title"].editor).setFocus()

    def _refuse(self, problem: Problem) -> None:
        self.problem.setText(str(problem))
        self.problem.show()

    def _want(self) -> None:
        """Another picture is asked for: at once for a step, calmly while the window is resized."""
        self._later.start()

    def _draw(self) -> None:
        draft, size = self.draft, self.preview.sheet.wanted()
        if draft is None or size.isEmpty():
            return
        values, at = self.form.values(), self.preview.at
        self._drawing.read(
            lambda: sketched(self._desk, draft, values, at, size), self._show_sketch, self._refuse
        )

    def _show_sketch(self, sketch: Sketch) -> None:
        if self.draft is not None:
            self.preview.show_sketch(sketch, why_empty(self.draft.told.block))

    # -- keeping ---------------------------------------------------------------------------

    def _keep(self, values: dict[str, Any]) -> None:
        slide, desk = self._slide, self._desk
        if desk.read_only or self.draft is None or self.draft.frozen:
            return
        self._tasks.write(self, lambda: desk.meetings.edit_slide(slide, values), None, self._refuse)

    def _choose_file(self) -> None:
        """Attach a picture to the review, and choose it."""
        path = self.shell.ask.open_file(
            _("Choose a picture"), _("Pictures (*.png *.jpg *.jpeg)"), Path.home()
        )
        meeting, desk = self._meeting, self._desk
        if path is None:
            return

        def done(made: tuple[str, Change | None]) -> None:
            if self.draft is not None and self.draft.meeting.id == meeting:
                self.form.choose_picture(made[0], path.name)

        self._tasks.write(
            self, lambda: desk.attachments.add_file("meeting", meeting, path), done, self._refuse
        )

    def _on_change(self, change: Change) -> None:
        if self._slide and change.touched:
            self.mark_stale()

    def _go(self, by: int, _on: bool = False) -> None:
        draft = self.draft
        if draft is None:
            return
        self.form.keep()
        at = draft.order.index(draft.told.id) + by
        if 0 <= at < len(draft.order):
            self.shell.replace_place(
                Place(SECTION, {"meeting": self._meeting, "slide": draft.order[at]})
            )
            self.activated({"meeting": self._meeting, "slide": draft.order[at]})


def _where(draft: Draft) -> str:
    if draft.frozen:
        return _("The review was held: its slides stay as they were.")
    if draft.told.hidden:
        return _("Hidden")
    if draft.empty:
        return _("Not among the slides: there is nothing to show yet.")
    told = {"at": number(draft.first), "count": number(draft.count)}
    return _("Slide {at} of {count}").format(**told)
