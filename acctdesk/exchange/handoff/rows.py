"""The records of a parcel as the cells of their sheets, column by column."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from acctdesk.exchange.handoff.cells import Cell, shower, text
from acctdesk.exchange.handoff.naming import Names
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.handover.parcel import Page, Parcel

AccountPath: TypeAlias = tuple[tuple[str, str], ...]
"""Columns by kind that lead to an account, one after the other."""

_TYPED = {Format.NUMBER: "number", Format.PERCENT: "number", Format.MONEY: "number",
          Format.CHECK: "tick"}  # fmt: skip
"""Columns that hold the values of custom fields; text holds all others."""


class Contents:
    """The records of a parcel, as its sheets show them.

    Args:
        catalogue: The fields, see `layout.described`.
        parcel: The parcel.
        said: By field key, labels of its closed list by code, where they aren't today's.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        parcel: Parcel,
        said: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.catalogue, self.parcel = catalogue, parcel
        self.names = Names(catalogue, parcel)
        self._said = said or {}
        self._accounts: dict[str, Mapping[str, str]] = {}

    def field(self, kind: str, name: str) -> Field:
        """The field of a column; a KeyError for one that begins with "~"."""
        return self.catalogue.field(kind, name)

    def ids(self, page: Page) -> list[str]:
        """Ids of the records of a page, in the order of the parcel."""
        return [row[0] for row in self.parcel.rows.get(page.kind, ())]

    def stored(self, kind: str, name: str) -> list[Any]:
        """The stored values of a field, in the order of the parcel's rows of its kind."""
        rows = self.parcel.rows.get(kind, ())
        columns = self.parcel.columns.get(kind, ())
        if name in columns:
            place = columns.index(name)
            return [row[place] for row in rows]
        values = self._custom.get(name, {})
        return [values.get(row[0]) for row in rows]

    def shown(self, page: Page, name: str) -> list[Cell]:
        """The cells of a column, in the order of the parcel's rows of its kind.

        Args:
            page: The sheet.
            name: One of its fields, or what begins with "~".
        """
        if name == "~account":
            names = self._account_names(page.kind)
            return [names.get(row[0]) for row in self.parcel.rows.get(page.kind, ())]
        if name == "~owner":
            return self._owners(page.kind)
        return list(map(self.shower(page.kind, name), self.stored(page.kind, name)))

    def shower(self, kind: str, name: str) -> Callable[[Any], Cell]:
        """What turns the stored values of a field into cells."""
        field = self.field(kind, name)
        return shower(field, self.names, self._said.get(field.key))

    @functools.cached_property
    def _custom(self) -> Mapping[str, Mapping[str, Any]]:
        """Stored values of custom fields, by field and record."""
        columns = self.parcel.columns.get("custom_value", ())
        place = {name: columns.index(name) for name in columns}
        typed = {
            one.name: place.get(_TYPED.get(one.format, "text"))
            for kind in self.catalogue.kinds()
            for one in kind.fields.values()
            if one.custom
        }
        found: dict[str, dict[str, Any]] = defaultdict(dict)
        for row in self.parcel.rows.get("custom_value", ()):
            field = row[place["field_id"]]
            at = typed.get(field)
            if at is not None:
                found[field][row[place["record_id"]]] = row[at]
        return found

    def accounts(self, kind: str) -> Mapping[str, str]:
        """Ids of the accounts that records of a kind belong to, by the records' ids."""
        found = self._accounts.get(kind)
        if found is None:
            found = self._accounts[kind] = dict(self._found_accounts(kind))
        return found

    def _found_accounts(self, kind: str) -> dict[str, str]:
        columns = self.parcel.columns.get(kind, ())
        rows = self.parcel.rows.get(kind, ())
        if kind == "account":
            return {row[0]: row[0] for row in rows}
        path = path_to_account(self.catalogue, kind)
        if path:
            column = path[0][1]
            if column not in columns:
                return {}
            place = columns.index(column)
            if len(path) == 1:
                return {row[0]: row[place] for row in rows if row[place]}
            further = self.accounts(path[1][0])
            return {row[0]: further[row[place]] for row in rows if row[place] in further}
        if not {"record_id", "record_kind"} <= set(columns):
            return {}
        kind_at, owner_at = columns.index("record_kind"), columns.index("record_id")
        return {
            row[0]: there
            for row in rows
            if row[kind_at] != kind and (there := self.accounts(row[kind_at]).get(row[owner_at]))
        }

    def _account_names(self, kind: str) -> Mapping[str, str]:
        names = self.names.of_kind("account")
        if kind == "person":
            return self._workplaces(names)
        return {
            record: names[account]
            for record, account in self.accounts(kind).items()
            if account in names
        }

    def _workplaces(self, names: Mapping[str, str]) -> Mapping[str, str]:
        """The accounts at which people have a post."""
        columns = self.parcel.columns.get("position", ())
        if not {"person_id", "account_id"} <= set(columns):
            return {}
        who, where = columns.index("person_id"), columns.index("account_id")
        at: dict[str, set[str]] = defaultdict(set)
        for row in self.parcel.rows.get("position", ()):
            if row[who] and row[where] in names:
                at[row[who]].add(names[row[where]])
        return {
            person: text(", ".join(sorted(named, key=str.casefold))) or ""
            for person, named in at.items()
        }

    def _owners(self, kind: str) -> list[Cell]:
        columns = self.parcel.columns.get(kind, ())
        rows = self.parcel.rows.get(kind, ())
        owner = self.catalogue.kind(kind).owner
        if owner not in columns:
            return [None] * len(rows)
        place = columns.index(owner)
        if "record_kind" in columns:
            of = columns.index("record_kind")
            return [self.names.of(row[of], row[place]) or None for row in rows]
        field = self.catalogue.kind(kind).fields.get(owner)
        names = self.names.of_kind(field.target if field else "")
        return [names.get(row[place]) for row in rows]


def path_to_account(catalogue: Catalogue, kind: str) -> AccountPath | None:
    """How a record leads to the account it belongs to, on the shortest way.

    Args:
        catalogue: The fields.
        kind: Its kind.

    Returns:
        Columns, one after the other; nothing for an account itself; None where there is no way,
        or where it isn't the same for all records.
    """
    paths: dict[str, AccountPath] = {"account": ()}
    waiting = [one for one in catalogue.kinds() if one.name != "account"]
    while True:
        found: dict[str, AccountPath] = {}
        for one in waiting:
            for field in _leading(one.fields.values()):
                if field.target in paths:
                    found[one.name] = ((one.name, field.name), *paths[field.target])
                    break
        if kind in paths or not found:
            return paths.get(kind)
        paths |= found
        waiting = [one for one in waiting if one.name not in found]


def _leading(fields: Any) -> Sequence[Field]:
    """References that a record can't be without."""
    return [one for one in fields if one.format is Format.REFERENCE and one.required]
