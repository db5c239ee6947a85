"""Records: what every kind has in common - to be read, made, edited and deleted, with checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import CustomValue, Figure
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.checks import check_value
from acctdesk.services.context import Context
from acctdesk.services.record import Record
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit
from acctdesk.workspace.folding import fold

__all__ = ["Record", "Records", "check_value", "typed"]


class Records:
    """Generic queries and commands over every kind.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- queries ---------------------------------------------------------------------------

    def get(self, kind: str, record: str) -> Record:
        """One record.

        Raises:
            NotFound: There is none.
        """
        found = self.get_many(kind, [record])
        if not found:
            raise NotFound(
                _("this record is not there any more."),
                where=str(self._context.catalogue.kind(kind).label),
                remedy=_("Undo its deletion, or go back."),
            )
        return found[0]

    def get_many(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """The records with these ids, in their order; missing ones are left out."""
        workspace = self._context.workspace
        table = workspace.tables.table(kind)
        found: dict[str, dict[str, Any]] = {}
        with workspace.read() as connection:
            for start in range(0, len(ids), 500):
                part = ids[start : start + 500]
                for row in connection.execute(select(table).where(table.c.id.in_(part))):
                    found[row.id] = dict(row._mapping)
                self._add_figures(connection, kind, part, found)
                customs = select(
                    CustomValue.record_id,
                    CustomValue.field_id,
                    CustomValue.text,
                    CustomValue.number,
                    CustomValue.tick,
                ).where(CustomValue.record_id.in_(part))
                for owner, field, *typed in connection.execute(customs):
                    value = next((one for one in typed if one is not None), None)
                    if owner in found:
                        found[owner][field] = value
            titles = self._titles(connection, kind, found.values())
        return [Record(kind, one, found[one], titles.get(one, {})) for one in ids if one in found]

    def _add_figures(
        self, connection: Any, kind: str, ids: Sequence[str], found: dict[str, dict[str, Any]]
    ) -> None:
        """Add the computed fields of some records to their values."""
        fields = self._context.catalogue.kind(kind).fields.values()
        names = [field.name for field in fields if field.computed]
        if not names:
            return
        columns = Figure.__table__.c
        statement = select(columns.record_id, *(columns[name] for name in names)).where(
            columns.record_id.in_(ids)
        )
        for row in connection.execute(statement):
            if row[0] in found:
                found[row[0]].update(zip(names, row[1:], strict=True))

    def _titles(
        self, connection: Any, kind: str, rows: Iterable[Mapping[str, Any]]
    ) -> dict[str, dict[str, str]]:
        catalogue = self._context.catalogue
        titles: dict[str, dict[str, str]] = {}
        rows = list(rows)
        for field in catalogue.kind(kind).fields.values():
            if field.format is not Format.REFERENCE:
                continue
            target = catalogue.kind(field.target)
            if not target.title:
                continue
            wanted = sorted({row[field.name] for row in rows if row.get(field.name)})
            table = self._context.workspace.tables.table(field.target)
            names: dict[str, str] = {}
            for start in range(0, len(wanted), 500):
                statement = select(table.c.id, table.c[target.title]).where(
                    table.c.id.in_(wanted[start : start + 500])
                )
                names.update((row[0], row[1] or "") for row in connection.execute(statement))
            for row in rows:
                if row.get(field.name) in names:
                    titles.setdefault(row["id"], {})[field.name] = names[row[field.name]]
        return titles

    def options(self, kind: str, **where: str) -> list[tuple[str, str]]:
        """Ids and names of a kind's records, by name, for a choice list.

        Args:
            kind: The kind.
            **where: Only those whose field has this value.
        """
        described = self._context.catalogue.kind(kind)
        table = self._context.workspace.tables.table(kind)
        title = table.c[described.title]
        statement = select(table.c.id, title).where(title.is_not(None))
        for name, value in where.items():
            statement = statement.where(table.c[name] == value)
        with self._context.workspace.read() as connection:
            rows = [(row[0], row[1]) for row in connection.execute(statement)]
        return sorted(rows, key=lambda row: fold(row[1]))

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        from sqlalchemy import func

        table = self._context.workspace.tables.table(kind)
        with self._context.workspace.read() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)

    # -- commands --------------------------------------------------------------------------

    def create(self, kind: str, values: Mapping[str, Any]) -> tuple[str, Committed | None]:
        """Make a record.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit, or a required one is missing.
        """
        checked = self.checked(kind, values)
        described = self._context.catalogue.kind(kind)
        for field in described.fields.values():
            if field.required and not field.system and checked.get(field.name) in (None, ""):
                raise Invalid(
                    _("%s is missing.") % field.label, field=field.name, remedy=_("Fill it in.")
                )
        name = str(checked.get(described.title) or "")
        with self._context.write("Add {kind} {name}", kind=kind, name=name) as unit:
            record = self.insert(unit, kind, checked)
            return record, unit.commit()

    def insert(self, unit: Unit, kind: str, checked: Mapping[str, Any]) -> str:
        """Make a record inside a unit, its custom values included."""
        own, custom = self._parted(kind, checked)
        self.check_links(unit, kind, (), own)
        record = unit.insert(kind, own)
        for field, value in custom.items():
            self._set_custom(unit, kind, record, field, value)
        return record

    def edit(self, kind: str, record: str, values: Mapping[str, Any]) -> Committed | None:
        """Change fields of one record.

        Returns:
            The change, or None when nothing differs.
        """
        return self.edit_many(kind, [record], values)

    def edit_many(
        self, kind: str, ids: Sequence[str], values: Mapping[str, Any]
    ) -> Committed | None:
        """Change the same fields of several records as one change.

        Raises:
            Invalid: A value doesn't fit its field.
            NotFound: A record isn't there.
        """
        checked = self.checked(kind, values)
        labels = ", ".join(str(self._context.catalogue.field(kind, name).label) for name in checked)
        with self._context.write("Edit {fields}", kind=kind, fields=labels, n=len(ids)) as unit:
            self.update(unit, kind, ids, checked)
            return unit.commit()

    def update(self, unit: Unit, kind: str, ids: Sequence[str], checked: Mapping[str, Any]) -> None:
        """Change fields of records inside a unit, their custom values included."""
        own, custom = self._parted(kind, checked)
        self.check_links(unit, kind, ids, own)
        for record in ids:
            if own:
                unit.update(kind, record, own)
            for field, value in custom.items():
                self._set_custom(unit, kind, record, field, value)

    def delete(self, kind: str, ids: Sequence[str]) -> Committed | None:
        """Delete records with all that can't be without them; undo brings it back.

        Raises:
            NotFound: One isn't there.
        """
        name = ""
        if len(ids) == 1:
            name = self.get(kind, ids[0]).title
        with self._context.write("Delete {kind} {name}", kind=kind, name=name, n=len(ids)) as unit:
            self._context.delete_all(unit, kind, ids)
            return unit.commit()

    def archive(self, kind: str, ids: Sequence[str]) -> Committed | None:
        """Put records away that are no longer in use: lists leave them out unless asked.

        Those that are archived already keep their day.

        Args:
            kind: A kind that can be archived: "account" or "person".
            ids: Which.

        Returns:
            The change, or None when all were archived already.

        Raises:
            Invalid: This kind can't be archived.
            NotFound: One isn't there.
        """
        day = self._context.today().isoformat()
        return self._set_archived("Archive {kind} {name}", kind, ids, day)

    def unarchive(self, kind: str, ids: Sequence[str]) -> Committed | None:
        """Take records back into use; see `archive`."""
        return self._set_archived("Take {kind} {name} back into use", kind, ids, None)

    def _set_archived(
        self, label: str, kind: str, ids: Sequence[str], day: str | None
    ) -> Committed | None:
        checked = self.checked(kind, {"archived": day})
        name = self.get(kind, ids[0]).title if len(ids) == 1 else ""
        with self._context.write(label, kind=kind, name=name, n=len(ids)) as unit:
            held = unit.stored_many(kind, ids)
            for one in ids:
                row = held.get(one) or unit.stored(kind, one)
                if bool(row["archived"]) != bool(day):
                    unit.update(kind, one, checked)
            return unit.commit()

    # -- checks ----------------------------------------------------------------------------

    def check_links(
        self, unit: Unit, kind: str, ids: Iterable[str], values: Mapping[str, Any]
    ) -> None:
        """Check, inside a unit, what records are about to refer to.

        Args:
            unit: The unit of work.
            kind: Their kind.
            ids: Which; none for a new one.
            values: Checked values, among them references.

        Raises:
            Invalid: What is referred to isn't there, or a record would stand above itself.
        """
        below = set(ids)
        for name, value in values.items():
            field = self._context.catalogue.field(kind, name)
            if field.format is not Format.REFERENCE or value is None:
                continue
            if not unit.stored_many(field.target, [value]):
                raise Invalid(
                    _("what you chose for %s is not there any more.") % field.label,
                    field=name,
                    remedy=_("Choose another."),
                )
            if field.target == kind and below & set(self._chain(unit, kind, name, value)):
                raise Invalid(
                    _("%s would lead back to where it starts.") % field.label,
                    field=name,
                    remedy=_("Choose one that doesn't stand below."),
                )

    @staticmethod
    def _chain(unit: Unit, kind: str, name: str, start: str) -> list[str]:
        """A record and those above it, over a field that refers to its own kind."""
        table = unit.tables.table(kind)
        found: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in found:
            found[current] = None
            above = select(table.c[name]).where(table.c.id == current)
            current = unit.connection.execute(above).scalar()
        return list(found)

    def checked(self, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values that fit their fields, blanks as None.

        Raises:
            Invalid: One doesn't, or the field is unknown.
        """
        fields = self._context.catalogue.kind(kind).fields
        checked: dict[str, Any] = {}
        for name, value in values.items():
            field = fields.get(name)
            if field is None or field.system or field.computed:
                raise Invalid(_("there is no field “%s”.") % name, field=name)
            checked[name] = check_value(field, value)
        return checked

    def _parted(
        self, kind: str, values: Mapping[str, Any]
    ) -> tuple[dict[str, Any], dict[Field, Any]]:
        fields = self._context.catalogue.kind(kind).fields
        own = {name: value for name, value in values.items() if not fields[name].custom}
        custom = {fields[name]: value for name, value in values.items() if fields[name].custom}
        return own, custom

    def _set_custom(self, unit: Unit, kind: str, record: str, field: Field, value: Any) -> None:
        unit.stored(kind, record)
        columns = typed(field, value)
        held = unit.connection.scalars(
            select(CustomValue.id).where(
                CustomValue.record_id == record, CustomValue.field_id == field.name
            )
        ).first()
        if held is None:
            if value is not None:
                unit.insert(
                    "custom_value", {"field_id": field.name, "record_id": record, **columns}
                )
        elif value is None:
            unit.delete("custom_value", held)
        else:
            unit.update("custom_value", held, columns)


def typed(field: Field, value: Any) -> dict[str, Any]:
    """A custom value in its typed column, the others empty."""
    columns: dict[str, Any] = {"text": None, "number": None, "tick": None}
    if field.format in (Format.NUMBER, Format.PERCENT, Format.MONEY, Format.INTEGER):
        columns["number"] = None if value is None else Decimal(value)
    elif field.format is Format.CHECK:
        columns["tick"] = value
    else:
        columns["text"] = value
    return columns
