"""What records of a parcel are called: those that came, and those that are here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acctdesk.models.catalogue import Format
from acctdesk.services.handover.stored import Stored
from acctdesk.services.handover.threeway import Values


class Naming:
    """Names of records: of what came, and of what is here.

    Args:
        stored: Reads rows.
        came: Finds what came, by the id that it has here: kind and values.
        names: Ids that records have here, where they have others there.
        outside: Names of records that what came refers to and that didn't come.
    """

    def __init__(
        self,
        stored: Stored,
        came: Callable[[str], tuple[str, Values] | None],
        names: Mapping[str, str],
        outside: Mapping[str, str],
    ) -> None:
        self._stored, self._came, self._names, self._outside = stored, came, names, outside
        self._held: dict[tuple[str, str], Values] = {}
        self._catalogue = stored.tables.catalogue

    def _row(self, kind: str, record: str) -> Values:
        """A record, as it came or else as it is here."""
        key = (kind, record)
        if key not in self._held:
            came = self._came(record)
            if came is not None and came[0] == kind:
                self._held[key] = came[1]
            else:
                self._held[key] = self._stored.some(kind, [record]).get(record, {})
        return self._held[key]

    def name(self, kind: str, record: str) -> str:
        """What a record is called; empty where nobody knows."""
        record = self._names.get(record, record)
        title = self._catalogue.kind(kind).title
        row = self._row(kind, record)
        told = str(row.get(title) or "") if title else ""
        if kind == "position" and row.get("person_id"):
            told = " – ".join(filter(None, (self.name("person", row["person_id"]), told)))
        return told or self._outside.get(record, "")

    def title(self, kind: str, record: str, values: Values) -> tuple[str, str]:
        """What a record is called, or what it is a part of; and the account it belongs to."""
        described = self._catalogue.kind(kind)
        own = str(values.get(described.title) or "") if described.title else ""
        if kind == "position":
            own = " – ".join(
                filter(None, (self.name("person", values.get("person_id") or ""), own))
            )
        owner = values.get(described.owner) if described.owner else None
        of = described.fields[described.owner].target if described.owner else ""
        if owner and not of:
            of = next(
                (one for one in ("account", "person", *self._catalogue_names())
                 if self._row(one, owner)), "",
            )  # fmt: skip
        if not own and owner and of:
            own = self.title(of, owner, self._row(of, owner))[0]
        if not own:
            own = ", ".join(self._linked(kind, values))
        if kind == "account":
            return own, own
        account = values.get("account_id")
        if account:
            return own, self.name("account", account)
        if owner and of:
            return own, self.title(of, owner, self._row(of, owner))[1]
        return own, ""

    def _catalogue_names(self) -> list[str]:
        return [one.name for one in self._catalogue.kinds() if one.title]

    def _linked(self, kind: str, values: Values) -> list[str]:
        """Names of what a record without a name of its own connects."""
        fields = self._catalogue.kind(kind).fields
        return [
            name
            for column, field in fields.items()
            if field.format is Format.REFERENCE and field.target != "account"
            and values.get(column)
            and (name := self.name(field.target, values[column]))
        ]  # fmt: skip

    def custom_label(self, record: str) -> str:
        """The name of the field that a value of one's own belongs to."""
        field = self._row("custom_value", record).get("field_id")
        return self.name("custom_field", field) if field else ""
