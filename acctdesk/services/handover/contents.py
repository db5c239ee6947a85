"""What hand-overs keep of records that are erased: the contents, and what leads out of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from sqlalchemy import Connection

from acctdesk.services.calling import Called
from acctdesk.services.handover.keeping import content, forget, kept
from acctdesk.workspace import Unit
from acctdesk.workspace.erasing import Eraser

_FIELDS = ("content", "edits", "held")


def forget_contents(unit: Unit, ids: Collection[str]) -> int:
    """Take records out of kept hand-overs, in what the history says of these as well.

    Args:
        unit: The unit of work that erases; what it writes of this is for it to take out of the
            journal.
        ids: Ids of the records.

    Returns:
        How many hand-overs told of them.
    """
    before = {one.id: one for one in kept(unit.connection)}
    if not before:
        return 0
    held = {one: unit.stored("handover", one) for one in before}
    forget(unit, ids)
    gone = frozenset(ids)
    for one, record in before.items():
        links = tuple(link for link in record.beside.links if gone.isdisjoint(link))
        if links != record.beside.links:
            text = replace(record.beside, links=links).text()
            unit.update_stored("handover", one, {"held": text})
    changed: dict[str, dict[str, Callable[[str], str | None]]] = {}
    for one, row in held.items():
        now = unit.stored("handover", one)
        for name in _FIELDS:
            if now[name] != row[name]:
                changed.setdefault(one, {})[name] = _instead(row[name], now[name])
    unit.flush()
    Eraser(unit).rewrite(changed)
    return len(changed)


def _instead(old: str | None, new: str | None) -> Callable[[str], str | None]:
    return lambda text: new if text == old else text


def telling(connection: Connection, called: Called, ids: Collection[str]) -> int:
    """How many kept hand-overs tell of somebody.

    Args:
        connection: Reads.
        called: What the person may be called.
        ids: Ids of the person and of what goes with them.
    """
    gone = frozenset(ids)
    found = 0
    for record in kept(connection):
        parcel = content(connection, record.content) if record.content else None
        if parcel is not None and any(
            isinstance(value, str) and (value in gone or called.places(value))
            for rows in parcel.rows.values()
            for row in rows
            for value in row
        ):
            found += 1
    return found


def naming(connection: Connection, called: Called, spared: Collection[str]) -> set[str]:
    """Ids of records that kept hand-overs tell with texts that name a person.

    Args:
        connection: Reads.
        called: What the person may be called.
        spared: Records whose texts mean somebody else.
    """
    found: set[str] = set()
    for record in kept(connection):
        parcel = content(connection, record.content) if record.content else None
        for rows in parcel.rows.values() if parcel is not None else ():
            for row in rows:
                if row[0] not in spared and any(
                    isinstance(value, str) and called.places(value) for value in row[1:]
                ):
                    found.add(str(row[0]))
    return found


__all__ = ["forget_contents", "naming", "telling"]
