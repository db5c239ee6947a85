"""Every committed change is told once, after it is committed, to all who listen."""

from __future__ import annotations

from acctdesk.compose import Desk
from acctdesk.services.bus import ChangeBus
from acctdesk.workspace import Committed, Label

CHANGE = Committed("a" * 32, Label("Do"), {"account": frozenset({"b"})})


def test_all_who_listen_are_told_in_order() -> None:
    bus, heard = ChangeBus(), []
    bus.subscribe(lambda change: heard.append(("first", change)))
    bus.subscribe(lambda change: heard.append(("second", change)))
    bus.publish(CHANGE)
    assert heard == [("first", CHANGE), ("second", CHANGE)]


def test_who_ended_listening_is_not_told_and_may_end_twice() -> None:
    bus, heard = ChangeBus(), []
    end = bus.subscribe(heard.append)
    bus.subscribe(heard.append)
    end()
    end()
    bus.publish(CHANGE)
    assert heard == [CHANGE]


def test_a_listener_may_end_itself_while_it_is_told() -> None:
    bus, heard = ChangeBus(), []

    def once(change: Committed) -> None:
        heard.append(change)
        end()

    end = bus.subscribe(once)
    bus.publish(CHANGE)
    bus.publish(CHANGE)
    assert heard == [CHANGE]


def test_a_command_is_told_after_it_can_be_read(desk: Desk) -> None:
    heard = []

    def listen(change: Committed) -> None:
        ids = change.touched["account"]
        assert ids is not None
        heard.extend(one["name"] for one in desk.records.get_many("account", sorted(ids)))
        # A listener may write in its turn: the lane is free again.
        if len(heard) == 1:
            desk.accounts.create({"name": "Echo"})

    desk.bus.subscribe(listen)
    desk.accounts.create({"name": "Acme"})
    assert heard == ["Acme", "Echo"]


def test_what_changes_nothing_or_fails_is_not_told(desk: Desk) -> None:
    account, _change = desk.accounts.create({"name": "Acme"})
    heard: list[Committed] = []
    desk.bus.subscribe(heard.append)
    assert desk.accounts.edit([account], {"name": "Acme"}) is None
    with desk.context.write("Given up") as unit:
        unit.update("account", account, {"name": "Beta"})
    assert heard == []
    assert desk.records.get("account", account)["name"] == "Acme"


def test_undo_and_redo_are_told_with_what_they_touch(desk: Desk) -> None:
    account, _change = desk.accounts.create({"name": "Acme"})
    heard: list[Committed] = []
    desk.bus.subscribe(heard.append)
    desk.history.undo()
    desk.history.redo()
    assert [one.mode for one in heard] == ["undo", "redo"]
    assert all(one.touched["account"] == frozenset({account}) for one in heard)
