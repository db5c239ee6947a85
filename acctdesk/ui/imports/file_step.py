"""Step 1: which files, which sheets, and in which row the headings are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.imports.dropzone import DropZone
from acctdesk.ui.imports.offer import Offer
from acctdesk.ui.imports.quickgrid import QuickGrid
from acctdesk.ui.imports.refused import Refused
from acctdesk.ui.imports.session import Session
from acctdesk.ui.imports.tables import PreviewModel
from acctdesk.ui.imports.what import What
from acctdesk.ui.imports.whose import Whose
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.pieces import Column, IconMark, chain, clear, stops
from acctdesk.ui.widgets.sides import Sides
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.exchange.intake.drafts import SheetDraft
    from acctdesk.exchange.reading import TableFile

MOST_SHEETS = 60
"""Sheets of a file that are listed; the rest are counted."""
HEADINGS = 60
"""Rows that can be said to hold the headings."""
SHOWN = 14
"""Rows of the preview, at least."""
NO_SHEET = "\x00"
"""A name that no sheet has: "none of them" for the answers."""


class FileStep(QWidget):
    """The files, and a look into the chosen sheet.

    Args:
        theme: The theme in force.
        session: The import.
        tasks: Reads the preview.
    """

    choose = Signal()
    """The person wants to choose files."""
    paste = Signal()
    """The person wants the clipboard's table."""
    take_over = Signal(object)
    """A hand-over workbook is to be taken over: a `HandedOver`."""

    def __init__(self, theme: Theme, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._theme, self._session, self._tasks = theme, session, tasks
        self._latest = Latest(tasks, self)
        self._place = -1
        self.lost_focus = False
        self._refused: list[Refused] = []
        self._rows: dict[int, _SheetRow] = {}
        self.empty = DropZone(theme, large=True)
        self.more = DropZone(theme, large=False)
        for zone in (self.empty, self.more):
            zone.choose.connect(self.choose)
            zone.paste.connect(self.paste)
        self._full = self._build()
        self._stack = FrontStack()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._stack)
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._full)
        session.draft_changed.connect(self.refresh)
        self.refresh()

    def _nothing(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        self.offer = Offer(self._theme)
        column.addWidget(self.offer)
        column.addWidget(self.empty, 1)
        return made

    def _build(self) -> Sides:
        theme = self._theme
        self._card = Card(theme, _("Files"), flush=True)
        self.list = Column(_("Files"))
        self._card.add(self.list, 1)
        foot = QWidget()
        room = QVBoxLayout(foot)
        room.setContentsMargins(Space.CARD, Space.CONTROL, Space.CARD, Space.CARD_GAP)
        self.what = What(theme, self._session)
        room.addWidget(self.what)
        self.whose = Whose(theme, self._session, self._tasks)
        room.addWidget(self.whose)
        room.addWidget(self.more)
        self._card.add(foot)
        self._look = Card(theme, _("First rows"), flush=True)
        self._look.head.addWidget(
            ElidedLabel(theme, _("Click the row that holds the headings"), "caption", "secondary")
        )
        self._look.head.addWidget(Label(theme, _("Headings in row"), "caption", "secondary"))
        self.heading = ComboBox(theme, _("Headings in row"))
        self.heading.setMaxVisibleItems(14)
        self.heading.currentIndexChanged.connect(self._on_heading)
        self._look.head.addWidget(self.heading)
        self.preview = QuickGrid(theme, _("First rows"))
        self.preview.set_compact(True)
        self.preview.head.setSectionsClickable(False)
        self.model = PreviewModel(self)
        self.preview.setModel(self.model)
        self.preview.clicked.connect(self._on_row)
        self.preview.open_requested.connect(self._on_row)
        self._look.add(self.preview, 1)
        return Sides(theme, "import-file", self._card, self._look)

    def first_stop(self) -> QWidget | None:
        """What the keyboard is for first: a password, or the way to a file; None for going on."""
        for one in self._refused:
            stop = one.password or one.take
            if stop is not None:
                return stop
        return self.empty.choose_button if self._stack.currentIndex() == 0 else None

    def refresh(self) -> None:
        """Show the files and sheets as they are now; `lost_focus` says whether the focus went."""
        had = self._has_focus()
        # A file and its sheet are seen at least, however large the text and low the window.
        self.list.setMinimumHeight(self._theme.px(104))
        self._show_files()
        self.what.refresh()
        self.whose.refresh()
        # What was refused needs the room where there is nothing to say this of.
        self.what.setVisible(not self._session.empty)
        if self._session.empty:
            self.whose.hide()
            self.list.setMinimumHeight(self._theme.px(150))
        self._full.fit()
        self.lost_focus = had and not self._has_focus()

    def _has_focus(self) -> bool:
        inside = self.window().focusWidget()
        return inside is not None and self.isAncestorOf(inside) and inside.isVisibleTo(self)

    def _show_files(self) -> None:
        session = self._session
        full = not session.empty or bool(session.refusals)
        self._stack.setCurrentIndex(1 if full else 0)
        if not full:
            self._place, self._refused = -1, []
            return
        focus = self._focused()
        clear(self.list.body)
        self._rows.clear()
        self._refused = [Refused(self._theme, session, one) for one in session.refusals]
        for refused in self._refused:
            refused.take_over.connect(self.take_over)
            self.list.body.addWidget(refused)
            refused.show()
            self.list.body.addWidget(Line(self._theme, "table_line"))
        draft = session.draft
        for file in draft.files if draft else ():
            self._add_file(file, [s for s in draft.sheets if s.file is file] if draft else [])
        self.list.body.addStretch(1)
        chain(self.list, stops(self.list))
        self._choose_sheet()
        if focus in self._rows:
            self._rows[focus].tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> int:
        return next((p for p, row in self._rows.items() if row.tick.hasFocus()), -1)

    def _add_file(self, file: TableFile, sheets: list[SheetDraft]) -> None:
        theme, body = self._theme, self.list.body
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.CARD, Space.CONTROL + 2, Space.CONTROL, 2)
        row.setSpacing(Space.CONTROL)
        row.addWidget(IconMark(theme, "file-spreadsheet"))
        row.addWidget(ElidedLabel(theme, file.name, "strong"), 1)
        drop = IconButton(theme, "x", _("Leave out %s") % file.name)
        drop.clicked.connect(lambda: self._session.drop(file))
        row.addWidget(drop)
        body.addWidget(head)
        for note in file.notes:
            words = Label(theme, note, "caption", "secondary", wrap=True)
            words.setContentsMargins(Space.CARD + theme.px(26), 0, Space.CARD, 2)
            body.addWidget(words)
        for sheet in sheets[:MOST_SHEETS]:
            made = _SheetRow(theme, sheet, taken=self._ticked(sheet))
            made.chosen.connect(self._show_sheet)
            made.ticked.connect(self._on_tick)
            self._rows[sheet.place] = made
            body.addWidget(made)
        if len(sheets) > MOST_SHEETS:
            more = _n("and {n} more sheet", "and {n} more sheets", len(sheets) - MOST_SHEETS)
            body.addWidget(Label(theme, more, "caption", "secondary"))
        body.addSpacing(Space.CONTROL)
        body.addWidget(Line(theme, "table_line"))

    def _ticked(self, sheet: SheetDraft) -> bool:
        return sheet.taken or sheet.name in self._session.answers.sheets

    def _on_tick(self, place: int, on: bool) -> None:
        draft = self._session.draft
        if draft is None:
            return
        names = {s.name for s in draft.sheets if self._ticked(s)}
        name = draft.sheets[place].name
        names = names | {name} if on else names - {name}
        self._place = place
        self._session.take_sheets(sorted(names) or [NO_SHEET])

    # -- the preview -----------------------------------------------------------------------

    def _choose_sheet(self) -> None:
        draft = self._session.draft
        sheets = draft.sheets if draft else ()
        self._look.setVisible(bool(sheets))
        if not sheets:
            return
        if not 0 <= self._place < len(sheets):
            self._place = next((s.place for s in sheets if s.taken), 0)
        self._show_sheet(self._place)

    def _show_sheet(self, place: int) -> None:
        draft = self._session.draft
        if draft is None or place >= len(draft.sheets):
            return
        self._place = place
        for at, row in self._rows.items():
            row.set_current(at == place)
        sheet = draft.sheets[place]
        headings = sheet.layout.header_rows
        self._look.title.setText(sheet.name)
        self.heading.blockSignals(True)
        most = min(sheet.sheet.rows, max(HEADINGS, headings[-1] if headings else 0))
        self.heading.clear()
        self.heading.addItem(_("none"), 0)
        for at_row in range(1, most + 1):
            self.heading.addItem(str(at_row), at_row)
        self.heading.set_value(headings[-1] if headings else 0)
        self.heading.blockSignals(False)
        most = max(SHOWN, (headings[-1] if headings else 0) + 8)

        def show(rows: object) -> None:
            self.model.show(rows, headings, sheet.layout.first_data_row)  # type: ignore[arg-type]

        self._latest.read(lambda: sheet.sheet.head(most), show)

    def _on_row(self, index: QModelIndex) -> None:
        self._head_is(index.row() + 1)

    def _on_heading(self, _at: int) -> None:
        row = self.heading.value()
        if isinstance(row, int):
            self._head_is(row)

    def _head_is(self, row: int) -> None:
        draft = self._session.draft
        if draft is None:
            return
        sheet = draft.sheets[self._place]
        held = sheet.layout.header_rows
        if (held[-1] if held else 0) != row:
            self._session.answer("header_rows", sheet.name, row)


class _SheetRow(QWidget):
    """A sheet: a tick, how many rows, or why it isn't taken."""

    chosen = Signal(int)
    ticked = Signal(int, bool)

    def __init__(self, theme: Theme, sheet: SheetDraft, *, taken: bool) -> None:
        super().__init__()
        self._theme, self._place, self._current = theme, sheet.place, False
        row = QVBoxLayout(self)
        row.setContentsMargins(Space.CARD + theme.px(22), 2, Space.CARD, 4)
        row.setSpacing(0)
        self.tick = CheckBox(theme, sheet.name)
        self.tick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tick.setChecked(taken)
        self.tick.setEnabled(bool(sheet.row_count()))
        self.tick.toggled.connect(self._on_tick)
        row.addWidget(self.tick)
        self._about = Label(theme, about(sheet), "caption", "secondary", wrap=True)
        self._about.setContentsMargins(theme.px(27), 0, 0, 0)
        self.tick.setAccessibleDescription(about(sheet))
        row.addWidget(self._about)

    def _on_tick(self, on: bool) -> None:
        self.ticked.emit(self._place, on)

    def set_current(self, current: bool) -> None:
        """Whether its rows are shown."""
        self._current = current
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show its rows."""
        self.chosen.emit(self._place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint the sheet that is shown."""
        if self._current:
            QPainter(self).fillRect(self.rect(), self._theme.colour("soft"))


def about(sheet: SheetDraft) -> str:
    """How many rows a sheet has and where its headings are, or why it isn't taken."""
    from acctdesk.exchange.roster.draft import IDENTITIES

    if sheet.reason and not sheet.row_count():
        return sheet.reason
    rows = _n("{n} row", "{n} rows", sheet.row_count())
    heads = sheet.layout.header_rows
    if not heads:
        where = _("no headings")
    elif len(heads) == 1:
        where = _("headings in row %s") % number(heads[0])
    else:
        where = _("headings in rows %(first)s and %(last)s") % {
            "first": number(heads[0]), "last": number(heads[-1])
        }  # fmt: skip
    what = {"account": _("accounts"), "person": _("people"), "mixed": _("accounts and people"),
            "ticket": _("tickets")}  # fmt: skip
    said = f"{rows} · {where}"
    if sheet.taken or sheet.targets() & {*IDENTITIES, "ticket.number"}:
        said += f" · {what[sheet.subject]}"
    return f"{said}. {sheet.reason}" if sheet.reason else said
