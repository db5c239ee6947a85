"""Two records side by side, or all fields that an import would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.errors import NotFound
from acctdesk.exchange.intake.answers import CREATE, SKIP, UPDATE
from acctdesk.exchange.intake.drafts import ColumnDraft, SheetDraft
from acctdesk.exchange.intake.findings import Difference
from acctdesk.exchange.intake.importer import window
from acctdesk.exchange.roster.draft import field_of
from acctdesk.services.catalogue import Catalogue, Field, Format
from acctdesk.services.record import Record
from acctdesk.services.values import Hints, fold, parser
from acctdesk.services.values.cell import as_text, tidy
from acctdesk.ui.entry import cell as shown
from acctdesk.ui.entry import in_words
from acctdesk.ui.imports.findings import Overview
from acctdesk.ui.imports.items import Item, Level, Repair
from acctdesk.ui.imports.session import ImportDesk
from acctdesk.ui.imports.tables import TextModel
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import CheckBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.pieces import Tall
from acctdesk.ui.widgets.roles import Kind
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, number


@dataclass(frozen=True)
class Comparison:
    """A table that is ready to be shown.

    Attributes:
        title: What is compared.
        note: What to know about it.
        headings: The columns.
        rows: The words.
        marked: Rows that differ.
        kinds: How the columns are painted.
    """

    title: str
    note: str
    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]
    marked: frozenset[int] = frozenset()
    kinds: tuple[Kind, ...] = ()


Mended = Mapping[str, str]


def compare(item: Item, view: Overview, desk: ImportDesk, mended: Mended) -> Comparison:
    """Put together what "Compare" shows; reads the workspace and the file.

    Args:
        item: What is compared.
        view: The check.
        desk: The open workspace.
        mended: Cells that stand otherwise now.
    """
    catalogue = desk.fields.catalogue
    if item.repair is Repair.EXISTING:
        return _changes(view.changes, desk, catalogue)
    sheet = view.sheets[item.sheet].draft
    row = item.rows[0]
    if item.repair is Repair.SIMILAR:
        return _similar(item, sheet, row, mended)
    return _duplicate(item, sheet, row, desk, catalogue, mended)


def _texts(sheet: SheetDraft, row: int, mended: Mended) -> Callable[[ColumnDraft], str]:
    cells = window(sheet.sheet, [row]).get(row, [])

    def text(column: ColumnDraft) -> str:
        key = f"{sheet.name}!{row}!{column.heading.text}"
        if key in mended:
            return mended[key]
        at = column.heading.index
        return tidy(as_text(cells[at])) if at < len(cells) else ""  # type: ignore[arg-type]

    return text


def _duplicate(
    item: Item, sheet: SheetDraft, row: int, desk: ImportDesk, catalogue: Catalogue, mended: Mended
) -> Comparison:
    assert item.group is not None  # noqa: S101 - duplicates come from the check
    record, held, score = item.group.detail or ("", "", 0)
    kind = item.group.field
    try:
        existing: Record | None = desk.records.get(kind, record)
    except NotFound:
        existing = None
    text = _texts(sheet, row, mended)
    lines: list[tuple[str, ...]] = []
    marked: set[int] = set()
    for column in sheet.columns:
        field = field_of(column.target, catalogue) if column.target else None
        if field is None or field.kind != kind:
            continue
        here = shown(field, existing) if existing else ""
        there = text(column)
        kept = item.group.was and field.name == "name"
        if there and existing and not kept and not _same(field, existing, there, here):
            marked.add(len(lines))
        lines.append((str(field.label), here, there))
    return Comparison(
        _("“%(found)s” and “%(held)s”") % {"found": item.group.found, "held": held},
        _("%s. Update changes the marked fields; blanks keep what is there.")
        % (
            _("What is called so was merged into it")
            if item.group.was or item.group.code == "merged"
            else _("%s %% alike") % score
        ),
        (_("Field"), _("In this workspace"), _("In row %s") % number(row)),
        lines,
        frozenset(marked),
        (Kind.TEXT, Kind.TEXT, Kind.TEXT),
    )


def _same(field: Field, existing: Record, text: str, here: str) -> bool:
    if fold(text) == fold(here):
        return True
    if field.format is Format.REFERENCE:
        return False
    return bool(parser(field, Hints())(text).value == existing[field.name])


def _similar(item: Item, sheet: SheetDraft, row: int, mended: Mended) -> Comparison:
    assert item.group is not None  # noqa: S101 - similar names come from the check
    _record, held, score = item.group.detail or ("", "", 0)
    named = next((c for c in sheet.columns if c.target and c.target.key == "account.name"), None)
    other = _row_of(sheet, named, held, row) if named else 0
    text = _texts(sheet, row, mended)
    beside = _texts(sheet, other, mended) if other else (lambda _column: "")
    lines: list[tuple[str, ...]] = []
    marked: set[int] = set()
    for column in sheet.columns:
        if column.target is None and not column.keep:
            continue
        one, two = beside(column), text(column)
        if fold(one) != fold(two):
            marked.add(len(lines))
        lines.append((column.heading.text, one, two))
    return Comparison(
        _("“%(found)s” and “%(held)s”") % {"found": item.group.found, "held": held},
        _("%(score)s %% alike. Both are created; give them one name if they are the same.")
        % {"score": score},
        (_("Column"), _("Row %s") % number(other) if other else held, _("Row %s") % number(row)),
        lines,
        frozenset(marked),
    )


def _row_of(sheet: SheetDraft, named: ColumnDraft, name: str, but: int) -> int:
    """The row that has a name; 0 when no row of the sheet has it."""
    at, wanted = named.heading.index, fold(name)
    for chunk in sheet.sheet.chunks():
        if at < len(chunk.columns):
            for i, value in enumerate(chunk.columns[at]):
                row = chunk.first_row + i
                if isinstance(value, str) and row != but and fold(value) == wanted:
                    return row
    return 0


def _changes(changes: Sequence[Difference], desk: ImportDesk, catalogue: Catalogue) -> Comparison:
    fields = {one.field: _field(one.field, catalogue) for one in changes}
    names = _names(changes, fields, desk)
    lines: list[tuple[str, ...]] = []
    for one in changes:
        field = fields[one.field]
        label = str(field.label) if field else one.field
        before, after = (
            in_words(field, value, title=names.get(str(value), _("new"))) if field else str(value)
            for value in (one.before, one.after)
        )
        lines.append((str(one.row), one.name, label, _one_line(before), _one_line(after)))
    return Comparison(
        _n("{n} field would change", "{n} fields would change", len(changes)),
        _("Rows of the file beside what this workspace holds."),
        (_("Row"), _("Record"), _("Field"), _("In this workspace"), _("After the import")),
        lines,
        frozenset(range(len(lines))),
        (Kind.TEXT, Kind.NAME),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def _field(key: str, catalogue: Catalogue) -> Field | None:
    kind, _dot, name = key.partition(".")
    return catalogue.kind(kind).fields.get(name)


def _names(
    changes: Sequence[Difference], fields: Mapping[str, Field | None], desk: ImportDesk
) -> dict[str, str]:
    wanted: dict[str, set[str]] = {}
    for one in changes:
        field = fields[one.field]
        if field is not None and field.format is Format.REFERENCE:
            held: set[Any] = {one.before, one.after} - {None}
            wanted.setdefault(field.target, set()).update(map(str, held))
    names: dict[str, str] = {}
    for kind, ids in wanted.items():
        for record in desk.records.get_many(kind, sorted(ids)):
            names[record.id] = record.title
    return names


class ComparePanel(Card):
    """Shows a comparison in place of the rows; Esc goes back.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Reads what is compared.
    """

    closed = Signal()
    """The person has seen enough."""
    decided = Signal(object, str, bool)
    """What is done with a possible duplicate: the `Item`, the decision, whether for all."""

    def __init__(self, theme: Theme, desk: ImportDesk, tasks: Tasks) -> None:
        super().__init__(theme, " ", flush=True)
        self._theme, self._desk = theme, desk
        self._latest = Latest(tasks, self)
        self.item: Item | None = None
        self._model: TextModel | None = None
        close = IconButton(theme, "x", _("Close the comparison"))
        close.clicked.connect(self.closed.emit)
        self.head.addWidget(close)
        self._note = Label(theme, "", tone="secondary", wrap=True)
        self._above = Tall()
        over = QVBoxLayout(self._above)
        over.setContentsMargins(Space.CARD, Space.CONTROL, Space.CARD, Space.CONTROL)
        over.addWidget(self._note)
        self.add(self._above)
        self.grid = GridView(theme, _("Comparison"))
        self.grid.head.setSectionsClickable(False)
        self.add(self.grid, 1)
        self._foot = Tall()
        room = QVBoxLayout(self._foot)
        room.setContentsMargins(Space.CARD, Space.CONTROL, Space.CARD, Space.CONTROL)
        inner = QWidget()
        room.addWidget(inner)
        flow = FlowLayout(inner, Space.CONTROL)
        for words, answer in (
            (_("Update it"), UPDATE), (_("Create another"), CREATE), (_("Skip the row"), SKIP)
        ):  # fmt: skip
            button = Button(theme, words)
            button.clicked.connect(lambda _on=False, answer=answer: self._decide(answer))
            flow.addWidget(button)
        self.for_all = CheckBox(theme, _("Do the same for all possible duplicates"))
        flow.addWidget(self.for_all)
        self.add(self._foot)

    def show_item(self, item: Item, view: Overview, mended: Mended) -> None:
        """Compare something."""
        self.item = item
        self._foot.setVisible(item.repair is Repair.DUPLICATE)
        self.for_all.setVisible(item.level is Level.QUESTION and view.duplicates() > 1)
        self.for_all.setChecked(False)
        self.title.setText(item.title)
        self._note.setText("")
        self._latest.read(lambda: compare(item, view, self._desk, mended), self._on_read)

    def _on_read(self, made: Comparison) -> None:
        self.title.setText(made.title)
        self._note.setText(made.note)
        self._above.fit()
        old, self._model = (
            self._model,
            TextModel(made.headings, made.rows, self, kinds=made.kinds, marked=made.marked),
        )
        self.grid.setModel(self._model)
        if old is not None:
            old.deleteLater()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if made.rows:
            self.grid.setCurrentIndex(self._model.index(0, 0))

    def _decide(self, answer: str) -> None:
        if self.item is not None:
            self.decided.emit(self.item, answer, self.for_all.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
