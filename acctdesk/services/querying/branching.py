"""Trees: records beneath their parents, with totals over whole branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from acctdesk.models.catalogue import Format
from acctdesk.services.outline import Totals, Tree
from acctdesk.services.querying.reading import Reading
from acctdesk.services.querying.totals import all_told
from acctdesk.services.view import How


def tree(reading: Reading, how: Mapping[str, How]) -> Tree:
    """A list as a tree: what fulfils the filter, with all above and all beneath it.

    Args:
        reading: The list; groups don't count. Siblings stand in its order.
        how: What the totals tell.

    Raises:
        ValueError: Records of this kind have no parent.
    """
    reading = Reading(
        reading.context,
        reading.orders,
        reading.connection,
        replace(reading.query, group=()),
    )
    order = reading.named(reading.order())
    matching = set(reading.ids()) if reading.narrowed else None
    parents = _parents(reading)
    beneath: dict[str, list[str]] = {}
    roots: list[str] = []
    for one in order:
        above = parents.get(one)
        if above is None:
            roots.append(one)
        else:
            beneath.setdefault(above, []).append(one)
    shown: set[str] | None = None
    if matching is not None:
        shown = set()
        for one in matching:
            current: str | None = one
            while current is not None and current not in shown:
                shown.add(current)
                current = parents.get(current)
        waiting = list(matching)
        reached = set(matching)
        while waiting:
            fresh = [one for one in beneath.get(waiting.pop(), ()) if one not in reached]
            reached.update(fresh)
            waiting += fresh
        shown |= reached
    ids: list[str] = []
    depth: list[int] = []
    stack = [(one, 0) for one in reversed(roots)]
    while stack:
        one, level = stack.pop()
        if shown is not None and one not in shown:
            continue
        ids.append(one)
        depth.append(level)
        stack += [(child, level + 1) for child in reversed(beneath.get(one, ()))]
    totals = _totals(reading, ids, depth, how)
    context = frozenset() if matching is None else frozenset(ids) - matching
    return Tree(ids, depth, totals, context)


def _parents(reading: Reading) -> dict[str, str]:
    """The parent of each record, where it is listed as well."""
    kind = reading.query.kind
    name = next(
        (
            one.name
            for one in reading.catalogue.fields(kind)
            if one.format is Format.REFERENCE and one.target == kind
        ),
        None,
    )
    if name is None:
        raise ValueError(f"{kind} has no parent")
    ids = reading.shelf.ids
    values = reading.values(reading.catalogue.field(kind, name))
    held = set(ids)
    found = {
        one: above
        for one, above in zip(ids, values, strict=True)
        if above is not None and above in held
    }
    return _without_loops(found)


def _without_loops(parents: dict[str, str]) -> dict[str, str]:
    """The same, each loop opened: a record that stands above itself would never be shown."""
    safe: set[str] = set()
    for start in list(parents):
        path: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in safe and current not in path:
            path[current] = None
            current = parents.get(current)
        if current is not None and current in path:
            del parents[current]
        safe.update(path)
    return parents


def _totals(
    reading: Reading, ids: list[str], depth: list[int], how: Mapping[str, How]
) -> dict[str, Totals]:
    """What a summary tells of every record with others beneath it."""
    if not how:
        return {}
    tellers = reading.tellers(how)
    at_place = {one: place for place, one in enumerate(reading.shelf.ids)}
    places = [at_place[one] for one in ids]
    found: dict[str, Totals] = {}
    open_at: list[int] = []
    for at in range(len(ids) + 1):
        level = depth[at] if at < len(ids) else 0
        while open_at and depth[open_at[-1]] >= level:
            start = open_at.pop()
            if at > start + 1:
                found[ids[start]] = all_told(tellers, places[start:at])
        if at < len(ids):
            open_at.append(at)
    return found
