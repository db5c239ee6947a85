"""Three-way merge: cases by hand, and the laws of any exchange between two managers."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.services.handover.lineage import Basis, Received, Sender, Trail, common
from acctdesk.services.handover.threeway import (
    WHOLE,
    Clash,
    Key,
    Rows,
    Side,
    Step,
    Values,
    merge,
    resolved,
)

ACME: Key = ("account", "a")
VISIT: Key = ("interaction", "v")


def links(_key: Key, values: Values) -> list[Key]:
    return [("account", values["account_id"])] if values.get("account_id") else []


class TestByHand:
    def test_what_one_side_changed_is_taken_over(self) -> None:
        base = {ACME: {"city": "Ulm", "tier": "A"}}
        ours = {ACME: {"city": "Bonn", "tier": "A"}}
        theirs = {ACME: {"city": "Ulm", "tier": "B"}}
        found = merge(base, ours, theirs)
        assert found.steps == (Step(ACME, {"tier": "A"}, {"tier": "B"}),)
        assert found.clashes == ()

    def test_what_both_changed_alike_is_no_question(self) -> None:
        both = {ACME: {"city": "Bonn"}}
        assert not merge({ACME: {"city": "Ulm"}}, both, both)

    def test_what_both_changed_differently_is_asked(self) -> None:
        found = merge({ACME: {"city": "Ulm"}}, {ACME: {"city": "Bonn"}}, {ACME: {"city": "Kiel"}})
        assert found.steps == ()
        assert found.clashes == (Clash(ACME, "city", "Ulm", "Bonn", "Kiel"),)

    def test_an_emptied_field_is_a_change(self) -> None:
        found = merge({ACME: {"city": "Ulm"}}, {ACME: {"city": "Ulm"}}, {ACME: {}})
        assert found.steps == (Step(ACME, {"city": "Ulm"}, {"city": None}),)

    def test_records_come_and_go(self) -> None:
        found = merge(
            {ACME: {"city": "Ulm"}}, {ACME: {"city": "Ulm"}}, {VISIT: {"subject": "Call"}}
        )
        assert found.steps == (
            Step(ACME, {"city": "Ulm"}, None),
            Step(VISIT, None, {"subject": "Call"}),
        )

    def test_deleted_on_one_side_and_changed_on_the_other_is_asked(self) -> None:
        base, changed = {ACME: {"city": "Ulm"}}, {ACME: {"city": "Bonn"}}
        [there] = merge(base, changed, {}).clashes
        assert (there.field, there.ours, there.theirs) == (WHOLE, {"city": "Bonn"}, None)
        [here] = merge(base, {}, changed).clashes
        assert (here.field, here.ours, here.theirs) == (WHOLE, None, {"city": "Bonn"})

    def test_what_was_added_to_something_deleted_here_waits_for_the_answer(self) -> None:
        base = {ACME: {"city": "Ulm"}}
        theirs = {**base, VISIT: {"account_id": "a"}}
        found = merge(base, {}, theirs, links)
        assert found.steps == ()
        assert [one.key for one in found.clashes] == [ACME]
        assert [(one.step.key, one.needed) for one in found.waiting] == [(VISIT, (ACME,))]
        assert resolved(found, {}, theirs, {(ACME, WHOLE): Side.OURS}, links) == ()
        made = resolved(found, {}, theirs, {(ACME, WHOLE): Side.THEIRS}, links)
        assert [one.key for one in made] == [ACME, VISIT]

    def test_what_is_deleted_there_and_was_added_to_here_is_asked(self) -> None:
        base = {ACME: {"city": "Ulm"}}
        ours = {**base, VISIT: {"account_id": "a"}}
        found = merge(base, ours, {}, links)
        assert found.steps == ()
        assert [(one.key, one.field, one.theirs) for one in found.clashes] == [(ACME, WHOLE, None)]
        assert resolved(found, ours, {}, {(ACME, WHOLE): Side.OURS}, links) == ()
        made = resolved(found, ours, {}, {(ACME, WHOLE): Side.THEIRS}, links)
        assert [(one.key, one.after) for one in made] == [(ACME, None), (VISIT, None)]


# -- any exchange ------------------------------------------------------------------------------


@dataclass
class Parcel:
    """A state of a workspace on its way."""

    sender: Sender
    rows: dict[Key, dict[str, Any]]


@dataclass
class Site:
    """A workspace, as far as its exchange with another goes."""

    name: str
    past: list[dict[Key, dict[str, Any]]] = field(default_factory=lambda: [{}])
    received: dict[str, tuple[Received, Any]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    older: dict[Any, set[Any]] = field(default_factory=dict)
    """By value, the values it replaced or was preferred to."""

    @property
    def rows(self) -> dict[Key, dict[str, Any]]:
        return self.past[-1]

    def change(self, rows: dict[Key, dict[str, Any]]) -> None:
        self.past.append(rows)

    @property
    def trail(self) -> Trail:
        return Trail.of((at, f"{ord(self.name)}{at:08x}") for at in range(1, len(self.past)))

    def send(self) -> Parcel:
        sender = Sender(self.name, len(self.past) - 1, self.trail, dict(self.seen))
        return Parcel(sender, copy.deepcopy(self.rows))

    def base(self, parcel: Parcel) -> dict[Key, dict[str, Any]] | None:
        """What both had in common last; None when it holds nothing new."""
        last, rows = self.received.get(parcel.sender.origin, (None, {}))
        shared = common(parcel.sender, self.name, self.trail, last)
        if shared.basis is Basis.ITSELF:
            return None
        if shared.basis is Basis.THEIRS:
            return dict(rows)
        return self.past[shared.number] if shared.basis is Basis.OURS else {}


class World:
    """Two managers, what they do, and what is known of which edit knew which."""

    def __init__(self, choices: list[Side]) -> None:
        self.sites = {name: Site(name) for name in "AB"}
        self.parcels: list[tuple[Parcel, dict[Any, set[Any]]]] = []
        self.choices = choices
        self.asked = 0
        self.counter = 0

    def fresh(self) -> int:
        self.counter += 1
        return self.counter

    def edit(self, name: str, which: int, what: str) -> None:
        """Set a field to something that was never there, add a record, or delete one."""
        site = self.sites[name]
        rows = copy.deepcopy(site.rows)
        keys = sorted(rows)
        if what == "add" or not keys:
            kind = (
                "interaction"
                if which % 2 and any(key[0] == "account" for key in keys)
                else "account"
            )
            key = (kind, f"{name}{self.fresh()}")
            rows[key] = {"x": self.born(site, None)}
            if kind == "interaction":
                accounts = [one[1] for one in keys if one[0] == "account"]
                rows[key]["account_id"] = accounts[which % len(accounts)]
        elif what == "delete":
            gone = keys[which % len(keys)]
            del rows[gone]
            for key in [one for one, of in rows.items() if gone in links(one, of)]:
                del rows[key]
        else:
            of = rows[keys[which % len(keys)]]
            of[what] = self.born(site, of.get(what))
        site.change(rows)

    def born(self, site: Site, replaced: Any) -> int:
        value = self.fresh()
        site.older[value] = {replaced} | site.older.get(replaced, set())
        return value

    def send(self, name: str) -> None:
        site = self.sites[name]
        self.parcels.append((site.send(), copy.deepcopy(site.older)))

    def arrive(self, name: str, which: int) -> None:
        """Take a parcel of the other, mostly the newest, at times an old one again."""
        sent = [one for one in self.parcels if one[0].sender.origin != name]
        if sent:
            parcel, older = sent[-1 - max(which - 6, 0) % len(sent)]
            self.take(self.sites[name], parcel, older)

    def take(self, site: Site, parcel: Parcel, older: dict[Any, set[Any]]) -> None:
        base = site.base(parcel)
        if base is None:
            return
        ours, theirs = site.rows, parcel.rows
        found = merge(base, ours, theirs, links)
        known = {
            value: site.older.get(value, set()) | older.get(value, set())
            for value in site.older.keys() | older.keys()
        }
        self.check_nothing_vanishes(found, base, ours, theirs, known)
        choices = {}
        for clash in found.clashes:
            self.asked += 1
            choices[clash.key, clash.field] = self.choices[self.asked % len(self.choices)]
        steps = resolved(found, ours, theirs, choices, links)
        rows = copy.deepcopy(ours)
        for step in steps:
            if step.after is None:
                del rows[step.key]
            else:
                rows[step.key] = {**rows.get(step.key, {}), **step.after}
        for key, of in rows.items():
            assert all(one in rows for one in links(key, of)), "something is left hanging"
        for clash in found.clashes:
            if clash.field != WHOLE:
                pair = [clash.ours, clash.theirs]
                if choices[clash.key, clash.field] is Side.THEIRS:
                    pair.reverse()
                kept, left = pair
                known.setdefault(kept, set()).update({left} | known.get(left, set()))
        site.older = known
        site.change(rows)
        at, sender = len(site.past) - 1, parcel.sender
        received = Received("r", sender.number, at, sender.trail)
        site.received[sender.origin] = received, parcel.rows
        site.seen[sender.origin] = sender.trail.mark(sender.number)
        assert site.base(parcel) is None, "merging twice must equal merging once"

    def check_nothing_vanishes(
        self, found: Any, base: Rows, ours: Rows, theirs: Rows, known: dict[Any, set[Any]]
    ) -> None:
        """Where no clash is shown, what is kept was made by somebody who knew the other."""
        asked = {(one.key, one.field) for one in found.clashes}
        waiting = {one.step.key for one in found.waiting}
        steps = {one.key: one for one in found.steps}
        for key in ours.keys() & theirs.keys():
            for name in (ours[key].keys() | theirs[key].keys()) - {"account_id"}:
                mine, yours = ours[key].get(name), theirs[key].get(name)
                if mine == yours or (key, name) in asked or key in waiting:
                    continue
                step = steps.get(key)
                if step is not None and step.after is not None and name in step.after:
                    assert mine is None or mine in known[yours]
                else:
                    assert yours is None or yours in known[mine]
        for key, step in steps.items():
            if step.after is None:
                assert base[key] == ours[key], "what was changed here is never deleted unasked"


def world_of(deeds: list[tuple[str, str, int, str]], choices: list[Side]) -> World:
    world = World(choices)
    for _record in range(2):
        world.edit("A", 0, "add")
    world.send("A")
    world.arrive("B", 0)
    for what, name, which, value in deeds:
        if what == "edit":
            world.edit(name, which, value)
        elif what == "send":
            world.send(name)
        else:
            world.arrive(name, which)
    return world


deeds = st.lists(
    st.tuples(
        st.sampled_from(["edit", "edit", "send", "arrive", "arrive"]),
        st.sampled_from("AB"),
        st.integers(0, 9),
        st.sampled_from(["x", "x", "x", "y", "add", "delete"]),
    ),
    min_size=4,
    max_size=40,
)
sides = st.lists(st.sampled_from(Side), min_size=1, max_size=6)


@settings(deadline=None, max_examples=300)
@given(deeds, sides)
def test_after_a_full_exchange_both_hold_the_same(
    deeds: list[tuple[str, str, int, str]], choices: list[Side]
) -> None:
    """Parcels repeated, late or lost: each merge is checked, and in the end both are the same."""
    world = world_of(deeds, choices)
    one, other = world.sites["A"], world.sites["B"]
    world.take(other, one.send(), one.older)
    world.take(one, other.send(), other.older)
    assert one.rows == other.rows
    asked = world.asked
    world.take(other, one.send(), one.older)
    assert one.rows == other.rows
    assert world.asked == asked, "what was decided is not asked again"


def test_what_was_decided_is_not_asked_again_by_a_later_parcel() -> None:
    world = world_of([("edit", "A", 0, "x"), ("edit", "B", 0, "x")], [Side.OURS])
    one, other = world.sites["A"], world.sites["B"]
    world.take(one, other.send(), other.older)
    assert world.asked == 1
    # They go on without having seen what we decided.
    world.edit("B", 0, "y")
    world.take(one, other.send(), other.older)
    assert world.asked == 1
    [key, *_rest] = sorted(one.rows)
    assert one.rows[key]["y"] == other.rows[key]["y"]
    assert one.rows[key]["x"] != other.rows[key]["x"]
