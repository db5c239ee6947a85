"""Taking back a part of a change: one field of one record, or all that it did to one record.

The rest of the change stays, and so does everything done since: what was changed later is refused
unless one insists. It is a change of its own, so that it can be undone like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from acctdesk.errors import NotFound, Problem
from acctdesk.models.catalogue import Format
from acctdesk.services.context import Context
from acctdesk.services.historical_names import Names
from acctdesk.services.historical_search import custom_rows
from acctdesk.services.historical_words import in_words
from acctdesk.services.trash import Trash
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit, journal
from acctdesk.workspace.change import Stored
from acctdesk.workspace.erasing import PURGED
from acctdesk.workspace.journal import Entry, Kept, RowEntry
from acctdesk.workspace.revert import Reverter

_VALUES = ("text", "number", "tick")
"""Where a value of a field of one's own is kept."""
_MOST_ROWS = 1_000_000
"""Rows of a change that are looked through."""


class ChangedSince(Problem):
    """What is to be taken back was changed later; one may insist."""


class Reverting:
    """Takes back parts of changes.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def field(
        self, change: str, kind: str, record: str, field: str, *, even_if_changed: bool = False
    ) -> Committed:
        """Give a field back the value that it had before a change; see `History.revert_field`."""
        _entry, row = self._touched(change, kind, record, field)
        custom = row.kind == "custom_value"
        with self._context.workspace.read() as connection:
            names = Names(self._context, connection)
            owner = names.title(row)
            label = self._label(names, row, field)
        if row.op == "delete" and not custom:
            raise Problem(
                _("%s was deleted by this change.") % owner,
                remedy=_("Bring the record back as a whole."),
            )
        store = self._context.workspace.tables.store
        columns = _VALUES if custom else (field,)
        before = store(row.kind, {one: row.before.get(one) for one in columns})
        after = store(row.kind, {one: row.after.get(one) for one in columns})
        if not custom:
            self._refuse_bound(row, field, label, before)
        with self._context.write("Revert {field} of {name}", field=label, name=owner) as unit:
            here = unit.stored_many(row.kind, [row.record]).get(row.record)
            if here is None and not custom:
                raise self._gone(owner)
            held = here or {}
            now = {one: held.get(one) for one in columns}
            if now == before:
                raise Problem(_("%s holds this value already.") % label, where=owner)
            if now != after and not even_if_changed:
                raise self._changed(owner, [label], self._said(row, field, now))
            if custom:
                self._put_value(unit, row, before, here)
            else:
                self._check(unit, row.kind, row.record, before, label)
                unit.update_stored(row.kind, row.record, before)
            return self._done(unit, owner)

    def row(
        self, change: str, kind: str, record: str, *, even_if_changed: bool = False
    ) -> Committed:
        """Take back what a change did to a record; see `History.revert_row`."""
        entry, row = self._touched(change, kind, record, "")
        with self._context.workspace.read() as connection:
            title = Names(self._context, connection).title(row)
        with self._context.write("Revert what was done to {name}", name=title) as unit:
            if row.op == "update":
                stored = self._context.workspace.tables.store(row.kind, row.before)
                here = unit.stored_many(row.kind, [record])
                if record not in here:
                    raise self._gone(title)
                self._check(unit, row.kind, record, stored, title)
            only = self._only(unit, entry, row)
            kept = [one for one in Reverter(unit, entry.seq, only).run() if one.record == record]
            if kept:
                self._insist(unit, row, kept[0], title, even_if_changed=even_if_changed)
            return self._done(unit, title)

    # -- what it is about ------------------------------------------------------------------

    def _touched(self, change: str, kind: str, record: str, field: str) -> tuple[Entry, RowEntry]:
        """The change, and the row of it that holds a record or one of its own fields."""
        workspace = self._context.workspace
        with workspace.read() as connection:
            entry = journal.find(connection, change)
            ids = [record]
            if field and kind != "custom_value" and self._is_custom(kind, field):
                ids += custom_rows(self._context, connection, field)
            rows = journal.rows(connection, workspace.tables, entry.seq, records=ids)
            if len(ids) > 1:
                names = Names(self._context, connection)
                rows = [one for one in rows if names.owner(one) == record]
        if entry.mode == PURGED:
            raise Problem(_("What was purged can't come back."))
        rows = [one for one in rows if self._holds(one, field)]
        if not rows:
            raise NotFound(
                _("this change did nothing to it."), remedy=_("Choose another change of it.")
            )
        return entry, rows[0]

    def _is_custom(self, kind: str, field: str) -> bool:
        found = self._context.catalogue.kind(kind).fields.get(field)
        return found is None or found.custom

    @staticmethod
    def _holds(row: RowEntry, field: str) -> bool:
        custom = row.kind == "custom_value"
        return not field or custom or field in row.before or field in row.after

    def _label(self, names: Names, row: RowEntry, field: str) -> str:
        if row.kind == "custom_value":
            return names.of("custom_field", names.custom_field(row)) or _("Custom field")
        return str(self._context.catalogue.field(row.kind, field).label)

    def _said(self, row: RowEntry, field: str, now: Stored) -> str:
        """What a field holds now, in words."""
        values = self._context.workspace.tables.load(row.kind, now)
        kind = self._context.catalogue.kind(row.kind)
        for name, value in values.items():
            if value is not None:
                one = kind.fields[name]
                if one.format is Format.REFERENCE:
                    with self._context.workspace.read() as connection:
                        value = Names(self._context, connection).of(one.target, value)
                return in_words(one, value)
        return ""

    # -- what stands in the way ------------------------------------------------------------

    def _refuse_bound(self, row: RowEntry, name: str, label: str, before: Stored) -> None:
        field = self._context.catalogue.field(row.kind, name)
        if field.system or field.computed:
            raise Problem(_("%s isn't set by hand.") % label)
        whose = field.required and field.format is Format.REFERENCE
        if whose or (field.required and before[name] is None):
            raise Problem(
                _("%s can't go back alone.") % label, remedy=_("Take back the whole change.")
            )

    def _check(
        self, unit: Unit, kind: str, record: str, stored: Mapping[str, Any], label: str
    ) -> None:
        """Refuse references to what is gone, and rings of records above each other."""
        fields = self._context.catalogue.kind(kind).fields
        for name, value in stored.items():
            if not value or fields[name].format is not Format.REFERENCE:
                continue
            target = fields[name].target
            above, seen = value, {record}
            while above:
                held = unit.stored_many(target, [above]).get(above)
                if held is None and above == value:
                    raise NotFound(
                        _("what it referred to is gone."), where=label,
                        remedy=_("Bring that back first."),
                    )  # fmt: skip
                if target != kind:
                    break
                if above in seen:
                    raise Problem(
                        _("it would stand above itself."), where=label,
                        remedy=_("Change what stands above it first."),
                    )  # fmt: skip
                seen.add(above)
                above = (held or {}).get(name)

    @staticmethod
    def _gone(title: str) -> Problem:
        return NotFound(
            _("%s isn't there any more.") % title, remedy=_("Bring it back from the trash first.")
        )

    @staticmethod
    def _changed(title: str, fields: Collection[str], now: str = "") -> Problem:
        named = ", ".join(fields)
        if now:
            what = _("%(fields)s was changed later, to “%(now)s”.") % {"fields": named, "now": now}
        elif len(fields) == 1:
            what = _("%s was changed later.") % named
        else:
            what = _("%s were changed later.") % named
        return ChangedSince(what, where=title, remedy=_("Revert it all the same, or leave it."))

    def _insist(
        self, unit: Unit, row: RowEntry, kept: Kept, title: str, *, even_if_changed: bool
    ) -> None:
        """Do what was left alone after all, or say why it was."""
        if kept.why in ("parent", "gone"):
            raise NotFound(
                _("what it belongs to is gone."), where=title, remedy=_("Bring that back first.")
            )
        if not even_if_changed:
            if kept.why == "children":
                raise ChangedSince(
                    _("something was added to it later."), where=title,
                    remedy=_("Revert it all the same, and that goes with it; or leave it."),
                )  # fmt: skip
            fields = self._context.catalogue.kind(row.kind).fields
            raise self._changed(
                title, [str(fields[one].label) for one in kept.fields if one in fields]
            )
        if row.op == "insert":
            self._context.delete_all(unit, row.kind, [row.record])
        else:
            stored = self._context.workspace.tables.store(row.kind, row.before)
            unit.update_stored(row.kind, row.record, stored)

    def _done(self, unit: Unit, title: str) -> Committed:
        try:
            done = unit.commit()
        except IntegrityError as error:
            raise Problem(
                _("what is there now stands in the way."), where=title,
                remedy=_("Take back the whole change, or edit it."),
            ) from error  # fmt: skip
        if done is None:
            raise Problem(_("it is as it was before already."), where=title)
        return done

    # -- how it is done --------------------------------------------------------------------

    @staticmethod
    def _put_value(unit: Unit, row: RowEntry, before: Stored, here: Stored | None) -> None:
        """Give a field of one's own a value again, or none."""
        if here is None:
            stored = unit.tables.store(row.kind, row.before)
            unit.insert_stored(row.kind, {**stored, **before, "id": row.record})
        elif all(value is None for value in before.values()):
            unit.delete(row.kind, row.record)
        else:
            unit.update_stored(row.kind, row.record, before)

    def _only(
        self, unit: Unit, entry: Entry, row: RowEntry
    ) -> Mapping[str, Collection[str] | None]:
        """The rows of a change that go back with a record, and which fields of them."""
        if row.op == "update":
            return {row.record: None}
        trash = Trash(self._context)
        if row.op == "insert":
            people = row.kind == "account"
            return dict.fromkeys(trash.together(unit, entry.id, [row.record], people=people))
        back = trash.family(unit, entry.id, [row.record])
        only: dict[str, Collection[str] | None] = dict.fromkeys([*back, row.record])
        # References that deleting emptied point to it again.
        links = [link for link in unit.tables.links if link.target in {*back.values(), row.kind}]
        with self._context.workspace.read() as connection:
            tables = self._context.workspace.tables
            emptied = journal.rows(connection, tables, entry.seq, limit=_MOST_ROWS)
        for one in emptied:
            fields = [
                link.column
                for link in links
                if link.kind == one.kind and one.before.get(link.column) in only
            ]
            if one.op == "update" and fields:
                only[one.record] = fields
        return only
