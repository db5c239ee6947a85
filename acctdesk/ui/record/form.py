"""The form of a record, made from the catalogue: a section for each group of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.services.record import Record
from acctdesk.ui.record.disclosure import Disclosure
from acctdesk.ui.record.fieldrow import Common, FieldRow
from acctdesk.ui.record.formerly import Formerly
from acctdesk.ui.record.sections import groups_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.line import Line

Options = tuple[tuple[str, str], ...]
OPEN = frozenset({"profile", "commercial", "contact", "more"})
"""Sections that are unfolded until the person folds them."""


class RecordForm(QWidget):
    """All fields of a kind in folding sections, for one record or for what several share.

    Args:
        theme: The theme in force.
        able: Whether fields can be edited.
        opened: Names of the sections that are unfolded at first.
    """

    entered = Signal(str, object)
    """Name of a field, and what was entered into it."""
    tag_added = Signal(str, str)
    """Name of a field of tags, and the tag to be put on."""
    tag_removed = Signal(str, str)
    """Name of a field of tags, and the tag to be taken off."""
    place_wanted = Signal(object)
    """The `Place` where the values are shown that a field had."""

    def __init__(self, theme: Theme, *, able: bool = True, opened: frozenset[str] = OPEN) -> None:
        super().__init__()
        self._theme, self._able, self._opened = theme, able, opened
        self._fields: tuple[Field, ...] = ()
        self._record: Record | None = None
        self._formerly = Formerly(self, lambda: self._record, self.place_wanted.emit)
        self._folded: dict[str, bool] = {}
        self.rows: dict[str, FieldRow] = {}
        self.sections: dict[str, Disclosure] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CONTROL)

    def set_fields(self, kind: str, fields: Sequence[Field]) -> None:
        """Make the rows, unless they are those that are here."""
        if tuple(fields) == self._fields:
            return
        self._fields = tuple(fields)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self.sections = {}, {}
        for group in groups_of(kind, fields):
            if not group.fields:
                continue
            if self.sections:
                self._column.addWidget(Line(self._theme))
            opened = not self._folded.get(group.name, group.name not in self._opened)
            section = Disclosure(self._theme, group.title, opened=opened)
            section.toggled.connect(
                lambda on, name=group.name: self._folded.__setitem__(name, not on)
            )
            for field in group.fields:
                section.body.addWidget(self._row(field, group.title))
            self.sections[group.name] = section
            self._column.addWidget(section)

    def show_record(self, record: Record, options: Mapping[str, Options]) -> None:
        """Show a record.

        Args:
            record: The record.
            options: What references can be set to, by kind.
        """
        self._record = record
        for row in self.rows.values():
            row.show_record(record, self._options(row.field, options, record.id))

    def show_common(self, common: Mapping[str, Common], options: Mapping[str, Options]) -> None:
        """Show what several records have in common.

        Args:
            common: By field.
            options: What references can be set to, by kind.
        """
        self._record = None
        for name, row in self.rows.items():
            row.show_common(common.get(name, Common()), self._options(row.field, options, ""))

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Change which tags are completed."""
        for row in self.rows.values():
            if row.tags is not None:
                row.tags.set_known(tags)

    def close_editors(self) -> None:
        """Close editors that are open; what was typed in them is dropped."""
        for row in self.rows.values():
            row.settle()

    def state(self) -> dict[str, bool]:
        """Which sections the person folded or unfolded."""
        return dict(self._folded)

    def restore(self, folded: Mapping[str, bool]) -> None:
        """Fold and unfold sections as they were."""
        self._folded.update(folded)
        for name, section in self.sections.items():
            if name in self._folded:
                section.heading.setChecked(not self._folded[name])

    def _row(self, field: Field, title: str) -> FieldRow:
        named = str(field.label) != title
        row = FieldRow(self._theme, field, able=self._able, beside=True, named=named)
        name = field.name
        self._formerly.watch(row)
        row.entered.connect(lambda value: self.entered.emit(name, value))
        row.tag_added.connect(lambda tag: self.tag_added.emit(name, tag))
        row.tag_removed.connect(lambda tag: self.tag_removed.emit(name, tag))
        self.rows[name] = row
        return row

    @staticmethod
    def _options(field: Field, options: Mapping[str, Options], record: str) -> Options:
        if not field.target:
            return ()
        return tuple(one for one in options.get(field.target, ()) if one[0] != record)
