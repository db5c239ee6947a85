"""Undo, redo and history, at the level of rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from acctdesk.errors import NotFound
from acctdesk.models import new_id, new_ids
from acctdesk.workspace import Author, Label, Workspace, journal
from tests.effort import tries

DO = Label("Do something")


def content(workspace: Workspace) -> dict[str, dict[str, dict[str, Any]]]:
    """Everything a workspace holds, journal aside."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    with workspace.read() as connection:
        for kind in workspace.tables.kinds:
            table = workspace.tables.table(kind)
            rows = {row.id: dict(row._mapping) for row in connection.execute(select(table))}
            if rows:
                found[kind] = rows
    return found


def search(workspace: Workspace, kind: str, words: str) -> set[str]:
    from acctdesk.workspace.search import matching

    with workspace.read() as connection:
        return set(connection.scalars(matching(kind, words)))


def add(workspace: Workspace, author: Author, kind: str = "account", **values: Any) -> str:
    with workspace.write(DO, author) as unit:
        made = unit.insert(kind, values)
        unit.commit()
    return made


def edit(workspace: Workspace, author: Author, kind: str, record: str, **values: Any) -> str:
    with workspace.write(DO, author) as unit:
        unit.update(kind, record, values)
        done = unit.commit()
    assert done is not None
    return done.id


def newest(workspace: Workspace) -> str:
    with workspace.read() as connection:
        entry = journal.next_undo(connection)
    assert entry is not None
    return entry.id


def test_a_unit_that_is_not_committed_leaves_nothing(workspace: Workspace, author: Author) -> None:
    with workspace.write(DO, author) as unit:
        unit.insert("account", {"name": "Acme"})

    def fail() -> None:
        with workspace.write(DO, author) as unit:
            unit.insert("account", {"name": "Acme"})
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert content(workspace) == {}
    with workspace.read() as connection:
        assert journal.entries(connection) == []


def test_a_unit_that_changes_nothing_writes_no_change(workspace: Workspace, author: Author) -> None:
    acme = add(workspace, author, name="Acme")
    with workspace.write(DO, author) as unit:
        unit.update("account", acme, {"name": "Acme"})
        assert unit.commit() is None


def test_values_come_back_as_they_were(workspace: Workspace, author: Author) -> None:
    values = {
        "name": "Acme", "annual_value": Decimal("1240000.55"), "tags": ("b", "A"), "size": 12,
        "client_since": "2019", "notes": "=1+1\n'quoted'",
    }  # fmt: skip
    acme = add(workspace, author, **values)
    with workspace.write(DO, author) as unit:
        row = unit.get("account", acme)
    assert {name: row[name] for name in values} == {**values, "tags": ("A", "b")}


def test_undo_and_redo_of_an_edit(workspace: Workspace, author: Author) -> None:
    acme = add(workspace, author, name="Acme", annual_value=Decimal("10.5"))
    before = content(workspace)
    change = edit(workspace, author, "account", acme, name="Acme Ltd", annual_value=None)
    after = content(workspace)
    assert workspace.revert(change, author).kept == ()
    assert content(workspace) == before
    with workspace.read() as connection:
        redo = journal.next_redo(connection)
    assert redo is not None
    assert redo.id == change
    assert redo.undone
    workspace.revert(redo.id, author)
    assert content(workspace) == after
    with workspace.read() as connection:
        assert journal.next_redo(connection) is None


def test_undo_keeps_what_was_edited_later_and_names_it(
    workspace: Workspace, author: Author
) -> None:
    acme = add(workspace, author, name="Acme", city="Bonn", sector="Retail")
    change = edit(workspace, author, "account", acme, city="Köln", sector="Energy")
    edit(workspace, author, "account", acme, sector="Banking")
    done = workspace.revert(change, author)
    row = content(workspace)["account"][acme]
    assert (row["city"], row["sector"]) == ("Bonn", "Banking")
    [kept] = done.kept
    assert (kept.why, kept.fields, kept.title) == ("edited", ("sector",), "Acme")


def test_undo_of_a_creation_with_later_children_keeps_it(
    workspace: Workspace, author: Author
) -> None:
    acme = add(workspace, author, name="Acme")
    created = newest(workspace)
    add(workspace, author, "unit", account_id=acme, name="Finance")
    done = workspace.revert(created, author)
    assert acme in content(workspace)["account"]
    assert [kept.why for kept in done.kept] == ["children"]


def test_undo_of_an_import_spares_what_survivors_need(workspace: Workspace, author: Author) -> None:
    """An edited person stays, with their position and the account it is at; the rest goes."""
    accounts, people, posts = new_ids(3), new_ids(3), new_ids(3)
    with workspace.write(DO, author) as unit:
        unit.insert_many("account", ["id", "name"], [(i, f"Firm {i}") for i in accounts])
        unit.insert_many("person", ["id", "name"], [(i, f"Ann {i}") for i in people])
        unit.insert_many(
            "position",
            ["id", "person_id", "account_id", "title"],
            [(p, people[n], accounts[n], "CIO") for n, p in enumerate(posts)],
        )
        unit.commit()
    imported = newest(workspace)
    edit(workspace, author, "person", people[1], mobile="+49 170 1")
    done = workspace.revert(imported, author)
    left = content(workspace)
    assert set(left["account"]) == {accounts[1]}
    assert set(left["person"]) == {people[1]}
    assert set(left["position"]) == {posts[1]}
    assert {kept.record: kept.why for kept in done.kept} == {
        people[1]: "edited",
        accounts[1]: "children",
    }
    assert search(workspace, "person", "ann") == {people[1]}
    # and back again: the redo restores what went
    workspace.revert(imported, author)
    assert set(content(workspace)["position"]) == set(posts)
    assert search(workspace, "account", "firm") == set(accounts)


def test_undo_of_a_deletion_brings_back_the_row_and_its_place_in_the_index(
    workspace: Workspace, author: Author
) -> None:
    acme = add(workspace, author, name="Müller Söhne")
    before = content(workspace)
    with workspace.write(DO, author) as unit:
        unit.delete("account", acme)
        done = unit.commit()
    assert done is not None
    assert search(workspace, "account", "muller") == set()
    workspace.revert(done.id, author)
    assert content(workspace) == before
    assert search(workspace, "account", "muller") == {acme}


def test_undo_of_a_deletion_whose_parent_is_gone_names_it(
    workspace: Workspace, author: Author
) -> None:
    acme = add(workspace, author, name="Acme")
    finance = add(workspace, author, "unit", account_id=acme, name="Finance")
    with workspace.write(DO, author) as unit:
        unit.delete("unit", finance)
        first = unit.commit()
    with workspace.write(DO, author) as unit:
        unit.delete("account", acme)
        unit.commit()
    assert first is not None
    done = workspace.revert(first.id, author)
    assert [kept.why for kept in done.kept] == ["parent"]
    assert content(workspace) == {}


def test_touches_of_one_row_in_one_change_are_one_entry(
    workspace: Workspace, author: Author
) -> None:
    acme = add(workspace, author, name="Acme", city="Bonn")
    with workspace.write(DO, author) as unit:
        unit.update("account", acme, {"city": "Köln"})
        unit.update("account", acme, {"city": "Ulm", "sector": "Energy"})
        made = unit.insert("account", {"name": "Nobody"})
        unit.delete("account", made)
        done = unit.commit()
    assert done is not None
    with workspace.read() as connection:
        entry = journal.find(connection, done.id)
        rows = journal.rows(connection, workspace.tables, entry.seq)
    [row] = rows
    assert (row.before, row.after) == (
        {"city": "Bonn", "sector": None},
        {"city": "Ulm", "sector": "Energy"},
    )


def test_every_field_knows_the_change_that_last_set_it(
    workspace: Workspace, author: Author
) -> None:
    acme = add(workspace, author, name="Acme", city="Bonn")
    created = newest(workspace)
    change = edit(workspace, author, "account", acme, city="Ulm")
    with workspace.read() as connection:
        setters = journal.last_set(connection, acme)
    assert (setters["name"], setters["city"]) == (created, change)


def test_an_unknown_change_is_told(workspace: Workspace, author: Author) -> None:
    with pytest.raises(NotFound):
        workspace.revert("feed", author)


def test_history_outlives_a_restart(workspace: Workspace, author: Author) -> None:
    acme = add(workspace, author, name="Acme")
    change = edit(workspace, author, "account", acme, city="Ulm")
    workspace.close()
    with Workspace.open(workspace.path) as again:
        again.revert(change, author)
        assert content(again)["account"][acme]["city"] is None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "delete", "undo", "redo"]),
        st.integers(0, 3),
        st.sampled_from(["name", "city", "sector"]),
        st.sampled_from(["a", "b", "c"]),
    ),
    max_size=14,
)


@given(steps=STEPS)
@settings(max_examples=tries(10, 60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_everything_leaves_nothing_and_redoing_it_restores_everything(
    workspace: Workspace, author: Author, steps: list[tuple[str, int, str, str]]
) -> None:
    start = content(workspace)
    done = 0
    for verb, which, name, value in steps:
        ids = sorted(content(workspace).get("account", {}))
        with workspace.read() as connection:
            undo, redo = journal.next_undo(connection), journal.next_redo(connection)
        if verb == "undo" and undo and done:
            workspace.revert(undo.id, author)
            done -= 1
        elif verb == "redo" and redo:
            workspace.revert(redo.id, author)
            done += 1
        elif verb == "add" or not ids:
            add(workspace, author, id=new_id(), name=value)
            done += 1
        else:
            record = ids[which % len(ids)]
            with workspace.write(DO, author) as unit:
                if verb == "delete":
                    unit.delete("account", record)
                else:
                    unit.update("account", record, {name: value})
                done += unit.commit() is not None
    end = content(workspace)
    for _step in range(done):
        with workspace.read() as connection:
            undo = journal.next_undo(connection)
        assert undo is not None
        assert workspace.revert(undo.id, author).kept == ()
    assert content(workspace) == start
    for _step in range(done):
        with workspace.read() as connection:
            redo = journal.next_redo(connection)
        assert redo is not None
        workspace.revert(redo.id, author)
    assert content(workspace) == end
    for _step in range(done):
        with workspace.read() as connection:
            undo = journal.next_undo(connection)
        assert undo is not None
        workspace.revert(undo.id, author)
