"""Tags: which there are, and putting some on many records or taking them off as one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from acctdesk.services.context import Context, in_parts
from acctdesk.services.records import Records
from acctdesk.workspace import Committed


class Tags:
    """Commands and queries over the tags of records.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def known(self, kind: str, field: str = "tags") -> list[str]:
        """The tags that records of a kind have, the most used first.

        Args:
            kind: The kind.
            field: Its field of tags.
        """
        column = self._context.workspace.tables.table(kind).c[field]
        statement = select(column, func.count()).where(column.is_not(None)).group_by(column)
        counts: Counter[str] = Counter()
        with self._context.workspace.read() as connection:
            for tags, count in connection.execute(statement):
                for tag in tags:
                    counts[tag] += count
        return sorted(counts, key=lambda tag: (-counts[tag], tag.casefold()))

    def change(
        self,
        kind: str,
        ids: Sequence[str],
        *,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
        field: str = "tags",
    ) -> Committed | None:
        """Put tags on records and take others off; what else they have stays.

        Args:
            kind: Their kind.
            ids: Which.
            add: Tags that all of them have afterwards.
            remove: Tags that none of them has afterwards.
            field: The field of tags.

        Returns:
            The change, or None when nothing differs.
        """
        more = self._records.checked(kind, {field: tuple(add)})[field]
        less = {tag.casefold() for tag in remove}
        label = str(self._context.catalogue.field(kind, field).label)
        table = self._context.workspace.tables.table(kind)
        with self._context.write("Edit {fields}", kind=kind, fields=label, n=len(ids)) as unit:
            for part in in_parts(ids):
                rows = select(table.c.id, table.c[field]).where(table.c.id.in_(part))
                for record, held in unit.connection.execute(rows).all():
                    kept = [tag for tag in held or () if tag.casefold() not in less]
                    have = {tag.casefold() for tag in kept}
                    kept += [tag for tag in more if tag.casefold() not in have]
                    if set(kept) != set(held or ()):
                        unit.update(kind, record, {field: tuple(kept)})
            return unit.commit()
