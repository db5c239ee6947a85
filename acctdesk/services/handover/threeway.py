"""Three-way merge of records: what another changed, what we changed, and what both did.

Compared are plain values by record and field against the state that both sides had in common last.
What only one side changed is taken over; what both changed differently is a clash, which somebody
resolves. Nothing is decided by which edit came last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

Key: TypeAlias = tuple[str, str]
"""Kind and id of a record."""
Values: TypeAlias = Mapping[str, Any]
"""A record's values by field; a field that isn't named holds nothing."""
Rows: TypeAlias = Mapping[Key, Values]
"""Records by their keys."""
Links: TypeAlias = Callable[[Key, Values], Iterable[Key]]
"""Tells the records without which one can't be."""

WHOLE = ""
"""Instead of a field: the record as a whole, which one side deleted."""


class Side(StrEnum):
    """Whose value is kept."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """What both sides changed, each in another way.

    Attributes:
        key: The record.
        field: The field; `WHOLE` where one side deleted what the other changed or added to.
        base: What it was, for the last time that both had the same; None for nothing.
        ours: What it is here; None for nothing, or for a record that was deleted.
        theirs: What it is there.
    """

    key: Key
    field: str
    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one record.

    Attributes:
        key: The record.
        before: Its values, as far as they become others; None for a record that is added.
        after: What they become; None for one that is deleted.
    """

    key: Key
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that depends on how a clash about another record as a whole is decided.

    What leads to something that was deleted here is made if that comes back; what was deleted
    there with something that is kept here goes only if that goes.

    Attributes:
        step: The step.
        needed: The records that it needs, or that it went with; each of them clashes, or waits.
    """

    step: Step
    needed: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge does without asking, and what has to be decided.

    Attributes:
        steps: What becomes of records here, in the order of their keys.
        clashes: What is left as it is here until somebody decides.
        waiting: What depends on how clashes are decided.
    """

    steps: tuple[Step, ...]
    clashes: tuple[Clash, ...]
    waiting: tuple[Waiting, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps or self.clashes or self.waiting)


def merge(base: Rows, ours: Rows, theirs: Rows, links: Links | None = None) -> Merge:
    """Compare two states with the one they come from.

    Args:
        base: What both sides had in common last; nothing if they never had anything.
        ours: What is here.
        theirs: What is there.
        links: Tells what a record needs: one that was added there to something deleted here is
            neither dropped nor left hanging, and neither is one that was added here.
    """
    steps: dict[Key, Step] = {}
    clashes: dict[tuple[Key, str], Clash] = {}
    for key in theirs.keys() | (ours.keys() & base.keys()):
        was, here, there = base.get(key), ours.get(key), theirs.get(key)
        if here is not None and there is not None:
            taken, open_ = _fields(key, was or {}, here, there)
            clashes |= {(key, one.field): one for one in open_}
            if taken:
                steps[key] = Step(key, {one: here.get(one) for one in taken}, taken)
        elif here is None and there is not None:
            if was is None:
                steps[key] = Step(key, None, dict(there))
            elif not same(was, there):
                clashes[key, WHOLE] = Clash(key, WHOLE, was, None, there)
        elif here is not None and was is not None:
            if same(was, here):
                steps[key] = Step(key, dict(here), None)
            else:
                clashes[key, WHOLE] = Clash(key, WHOLE, was, here, None)
    waiting: list[Waiting] = []
    if links is not None:
        _keep_needed(base, ours, steps, clashes, links)
        waiting = _put_off(base, ours, theirs, steps, clashes, links)
        waiting += _spare(ours, steps, clashes, links)
    return Merge(
        tuple(steps[key] for key in sorted(steps)),
        tuple(clashes[at] for at in sorted(clashes)),
        tuple(sorted(waiting, key=lambda one: one.step.key)),
    )


def same(one: Values, other: Values) -> bool:
    """Whether two records hold the same values."""
    return all(one.get(field) == other.get(field) for field in one.keys() | other.keys())


def resolved(
    found: Merge,
    ours: Rows,
    theirs: Rows,
    choices: Mapping[tuple[Key, str], Side],
    links: Links | None = None,
) -> tuple[Step, ...]:
    """What a merge does once its clashes are decided.

    Args:
        found: The merge.
        ours: What is here.
        theirs: What is there.
        choices: Whose value is kept, by record and field, for each clash.
        links: Tells what a record needs: what needs a record that goes, goes with it.

    Raises:
        KeyError: A clash isn't decided.
    """
    made = {step.key: step for step in found.steps}
    for clash in found.clashes:
        if choices[clash.key, clash.field] is Side.OURS:
            continue
        key = clash.key
        if clash.field != WHOLE:
            _set(made, key, {clash.field: clash.ours}, {clash.field: clash.theirs})
        elif clash.theirs is None:
            made[key] = Step(key, dict(ours[key]), None)
        else:
            made[key] = Step(key, None, dict(clash.theirs))
    open_ = list(found.waiting)
    while ready := [one for one in open_ if _is_due(one, ours, made)]:
        for one in ready:
            open_.remove(one)
            if one.step.before is None or one.step.after is None:
                made[one.step.key] = one.step
            else:
                _set(made, one.step.key, one.step.before, one.step.after)
    if links is not None:
        _take_along(ours, made, links)
    return tuple(made[key] for key in sorted(made))


def _fields(
    key: Key, was: Values, here: Values, there: Values
) -> tuple[dict[str, Any], list[Clash]]:
    """What is taken over of a record that both have, and what clashes in it."""
    taken: dict[str, Any] = {}
    open_: list[Clash] = []
    for field in sorted(here.keys() | there.keys()):
        old, mine, yours = was.get(field), here.get(field), there.get(field)
        if yours in (old, mine):
            continue
        if mine == old:
            taken[field] = yours
        else:
            open_.append(Clash(key, field, old, mine, yours))
    return taken, open_


def _set(made: dict[Key, Step], key: Key, before: Values, after: Values) -> None:
    """Let more fields of a record become others."""
    former = made.get(key)
    if former is None:
        made[key] = Step(key, dict(before), dict(after))
    elif former.after is not None:
        held = None if former.before is None else {**former.before, **before}
        made[key] = Step(key, held, {**former.after, **after})


def _is_there(key: Key, ours: Rows, made: Mapping[Key, Step]) -> bool:
    step = made.get(key)
    return key in ours if step is None else step.after is not None


def _is_due(one: Waiting, ours: Rows, made: Mapping[Key, Step]) -> bool:
    there = [_is_there(key, ours, made) for key in one.needed]
    return not all(there) if one.step.after is None else all(there)


def _spare(
    ours: Rows,
    steps: dict[Key, Step],
    clashes: Mapping[tuple[Key, str], Clash],
    links: Links,
) -> list[Waiting]:
    """Spare what was deleted there together with something that may be kept here."""
    held = {key for (key, field), one in clashes.items() if field == WHOLE and one.theirs is None}
    found: list[Waiting] = []
    again = bool(held)
    while again:
        again = False
        for key, step in list(steps.items()):
            if step.after is not None:
                continue
            with_ = tuple(one for one in links(key, ours[key]) if one in held)
            if with_:
                found.append(Waiting(step, with_))
                del steps[key]
                held.add(key)
                again = True
    return found


def _keep_needed(
    base: Rows,
    ours: Rows,
    steps: dict[Key, Step],
    clashes: dict[tuple[Key, str], Clash],
    links: Links,
) -> None:
    """Ask before something is deleted that a record which stays needs."""
    fresh = [key for key in ours if key not in steps or steps[key].after is not None]
    while fresh:
        kept: list[Key] = []
        for key in fresh:
            for needed in links(key, _later(ours[key], steps.get(key))):
                step = steps.get(needed)
                if step is not None and step.after is None:
                    del steps[needed]
                    here = ours[needed]
                    clashes[needed, WHOLE] = Clash(needed, WHOLE, base.get(needed), here, None)
                    kept.append(needed)
        fresh = kept


def _later(values: Values, step: Step | None) -> Values:
    return values if step is None or step.after is None else {**values, **step.after}


def _put_off(
    base: Rows,
    ours: Rows,
    theirs: Rows,
    steps: dict[Key, Step],
    clashes: dict[tuple[Key, str], Clash],
    links: Links,
) -> list[Waiting]:
    """Put off what needs a record that was deleted here, and ask about that."""
    waiting: dict[Key, Waiting] = {}
    again = True
    while again:
        again = False
        for key, step in list(steps.items()):
            if step.after is None:
                continue
            values = _later(ours.get(key, {}), step)
            lacking = tuple(
                one
                for one in links(key, values)
                if one in theirs and not _is_there(one, ours, steps)
            )
            if not lacking:
                continue
            waiting[key] = Waiting(step, lacking)
            del steps[key]
            again = True
            for one in lacking:
                if one not in waiting:
                    clash = Clash(one, WHOLE, base.get(one), None, theirs[one])
                    clashes.setdefault((one, WHOLE), clash)
    return list(waiting.values())


def _take_along(ours: Rows, made: dict[Key, Step], links: Links) -> None:
    """Let what needs a record that goes go with it."""
    needing: dict[Key, list[Key]] = {}
    for key in ours.keys() | made.keys():
        step = made.get(key)
        if step is None or step.after is not None:
            for needed in links(key, _later(ours.get(key, {}), step)):
                needing.setdefault(needed, []).append(key)
    fresh = [key for key, step in made.items() if step.after is None]
    while fresh:
        going = [one for key in fresh for one in needing.get(key, ())]
        fresh = [one for one in dict.fromkeys(going) if _is_there(one, ours, made)]
        for one in fresh:
            if one in ours:
                made[one] = Step(one, dict(ours[one]), None)
            else:
                del made[one]
