"""The mapped tables as the unit of work and the journal see them: kinds, stored values, links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, type_coerce
from sqlalchemy.types import TypeDecorator

from acctdesk.models import Base, Catalogue, Format, read_catalogue
from acctdesk.workspace.change import Stored

SEARCHED = {Format.TEXT, Format.LONG_TEXT, Format.EMAIL, Format.PHONE, Format.URL, Format.TAGS}
"""Formats whose values are found by searching."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column that refers to a row of another kind.

    Attributes:
        kind: The kind that refers.
        column: The column that refers.
        target: The kind referred to; empty where it may be any (a part of any record).
    """

    kind: str
    column: str
    target: str


class Tables:
    """Every journalled table by kind, with conversions between stored and Python values."""

    def __init__(self) -> None:
        self.catalogue: Catalogue = read_catalogue()
        self._tables: Mapping[str, Table] = Base.metadata.tables
        self._to: dict[str, dict[str, Callable[[Any], Any]]] = {}
        self._from: dict[str, dict[str, Callable[[Any], Any]]] = {}
        links = []
        for kind in self.catalogue.kinds():
            to: dict[str, Callable[[Any], Any]] = {}
            back: dict[str, Callable[[Any], Any]] = {}
            for column in self._tables[kind.name].columns:
                field = kind.fields[column.name]
                if isinstance(column.type, TypeDecorator):
                    to[column.name] = _binder(column.type)
                    back[column.name] = _loader(column.type)
                elif field.format is Format.CHECK:
                    to[column.name] = _tick
                    back[column.name] = _tick
                if field.format is Format.REFERENCE:
                    links.append(Link(kind.name, column.name, field.target))
                elif column.name == kind.owner:
                    links.append(Link(kind.name, column.name, ""))
            self._to[kind.name] = to
            self._from[kind.name] = back
        self.links = tuple(links)
        self.kinds = tuple(kind.name for kind in self.catalogue.kinds())

    def table(self, kind: str) -> Table:
        """The table of a kind."""
        return self._tables[kind]

    def columns(self, kind: str) -> tuple[str, ...]:
        """The columns of a kind, the id first."""
        return tuple(column.name for column in self._tables[kind].columns)

    def raw(self, kind: str, names: Sequence[str] | None = None) -> list[Any]:
        """Columns of a kind without their Python types: what the database holds.

        Args:
            kind: The kind.
            names: Which, in their order; all unless given.
        """
        table = self._tables[kind]
        wanted = table.columns if names is None else [table.c[name] for name in names]
        return [type_coerce(one, getattr(one.type, "impl", one.type)) for one in wanted]

    def store(self, kind: str, values: Mapping[str, Any]) -> Stored:
        """Python values to stored ones; None stays None."""
        to = self._to[kind]
        return {
            name: to[name](value) if value is not None and name in to else value
            for name, value in values.items()
        }

    def store_rows(
        self, kind: str, columns: Sequence[str], rows: list[tuple[Any, ...]]
    ) -> list[tuple[Any, ...]]:
        """Many rows of Python values to stored ones; columns that need nothing cost nothing."""
        to = self._to[kind]
        change = {i: to[name] for i, name in enumerate(columns) if name in to}
        if not change or not rows:
            return rows
        by_column: list[Any] = list(zip(*rows, strict=True))
        for i, convert in change.items():
            by_column[i] = [None if value is None else convert(value) for value in by_column[i]]
        return list(zip(*by_column, strict=True))

    def load(self, kind: str, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Stored values to Python ones."""
        back = self._from[kind]
        return {
            name: back[name](value) if value is not None and name in back else value
            for name, value in stored.items()
        }

    def searched(self, kind: str) -> tuple[str, ...]:
        """The columns of a kind whose texts are searched."""
        return tuple(
            field.name
            for field in self.catalogue.kind(kind).fields.values()
            if field.format in SEARCHED and not field.system and not field.computed
        )


def _binder(of: TypeDecorator[Any]) -> Callable[[Any], Any]:
    return lambda value: of.process_bind_param(value, None)  # type: ignore[arg-type]


def _loader(of: TypeDecorator[Any]) -> Callable[[Any], Any]:
    return lambda value: of.process_result_value(value, None)  # type: ignore[arg-type]


def _tick(value: Any) -> bool:
    return bool(value)
