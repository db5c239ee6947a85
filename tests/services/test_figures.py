"""The computed columns say what the records say, whatever was done and undone before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from acctdesk.compose import Desk
from acctdesk.errors import Invalid
from acctdesk.models import Figure, new_id
from acctdesk.services.listing import Condition, ListQuery, Sort
from acctdesk.workspace import Unit
from acctdesk.workspace.figures import Figures
from tests.services.making import Book

Row = dict[str, Any]


def held(desk: Desk) -> dict[str, Row]:
    """The figures as they are kept, empty ones left out."""
    with desk.workspace.read() as connection:
        rows = connection.execute(select(Figure.__table__)).mappings().all()
    return {row["record_id"]: {n: v for n, v in row.items() if v is not None} for row in rows}


def expected(content: dict[str, dict[str, Row]]) -> dict[str, Row]:
    """The figures as a person would work them out."""
    accounts, posts = content.get("account", {}), content.get("position", {}).values()
    log, took_part = content.get("interaction", {}), content.get("participant", {}).values()
    present = [post for post in posts if post["ended"] is None]

    def last(rows: Iterable[Row]) -> Row:
        talks = [row for row in rows if row["type"] != "note"]
        newest = max(talks, key=lambda row: (row["day"], row["id"]), default=None)
        if newest is None:
            return {}
        return {"last_contact": newest["day"], "last_contact_type": newest["type"]}

    def steps(rows: Iterable[Row]) -> Row:
        still = [row for row in rows if row["next_step"] and not row["next_step_done"]]
        still.sort(key=lambda row: (row["next_step_due"] is None, row["next_step_due"], row["id"]))
        return {n: still[0][n] for n in ("next_step", "next_step_due")} if still else {}

    found: dict[str, Row] = {}
    for one in accounts:
        rows = [row for row in log.values() if row["account_id"] == one]
        people = len({post["person_id"] for post in present if post["account_id"] == one})
        found[one] = {"kind": "account", "people": people, **last(rows), **steps(rows)}
    for one in content.get("person", {}):
        rows = [log[p["interaction_id"]] for p in took_part if p["person_id"] == one]
        here = [post for post in present if post["person_id"] == one]
        names = sorted({accounts[post["account_id"]]["name"] for post in here})
        titles: dict[str, str] = {}
        for post in here:
            if post["title"]:
                at = accounts[post["account_id"]]["name"]
                titles[post["title"]] = min(titles.get(post["title"], at), at)
        told = sorted(titles, key=lambda title: (titles[title], title))
        found[one] = {
            "kind": "person",
            "last_contact": last(rows).get("last_contact"),
            "next_step_due": steps(rows).get("next_step_due"),
            "account_names": ", ".join(names) or None,
            "title": ", ".join(told) or None,
        }
    return {
        one: {"record_id": one, **{n: v for n, v in row.items() if v is not None}}
        for one, row in found.items()
    }


def agree(book: Book) -> None:
    assert held(book.desk) == expected(book.content())


def rebuilt(desk: Desk) -> dict[str, Row]:
    with desk.workspace.transaction() as connection:
        connection.execute(delete(Figure))
        connection.commit()
    desk.workspace.rebuild_figures()
    return held(desk)


# --- whatever is done ------------------------------------------------------------------------

DAYS = st.sampled_from(["2025", "2025-11", "2025-11-03", "2026-02-28", "2026-03-04"])
MAYBE_DAY = st.none() | DAYS
NAMES = st.sampled_from(["Acme", "Zeta", "Über, und Söhne"])
CHANGES: dict[str, st.SearchStrategy[Row]] = {
    "account": st.fixed_dictionaries({"name": NAMES}, optional={"city": NAMES}),
    "person": st.fixed_dictionaries({"name": NAMES}),
    "position": st.fixed_dictionaries(
        {}, optional={"title": st.none() | NAMES, "ended": MAYBE_DAY, "started": MAYBE_DAY}
    ),
    "interaction": st.fixed_dictionaries(
        {"type": st.sampled_from(["call", "note", "email"]), "day": DAYS, "subject": NAMES},
        optional={
            "next_step": st.none() | NAMES, "next_step_due": MAYBE_DAY,
            "next_step_done": MAYBE_DAY,
        },
    ),
    "participant": st.just({}),
}  # fmt: skip
STEP = st.tuples(
    st.sampled_from(["add", "add", "add in bulk", "edit", "move", "delete"]),
    st.sampled_from([*CHANGES]),
    st.integers(0, 5),
    st.integers(0, 5),
)
PLAN = st.lists(
    st.sampled_from(["undo", "redo"]) | st.lists(STEP, min_size=1, max_size=4), max_size=10
)
LINKS = {
    "position": {"account_id": "account", "person_id": "person"},
    "interaction": {"account_id": "account"},
    "participant": {"interaction_id": "interaction", "person_id": "person"},
}


class Script:
    """Carries out drawn steps inside a unit of work."""

    def __init__(self, desk: Desk, data: st.DataObject) -> None:
        self._desk, self._data = desk, data

    def _ids(self, unit: Unit, kind: str) -> list[str]:
        table = unit.tables.table(kind)
        return list(unit.connection.scalars(select(table.c.id).order_by(table.c.id)))

    def _linked(self, unit: Unit, kind: str, which: int) -> Row | None:
        links: Row = {}
        for column, target in LINKS.get(kind, {}).items():
            ids = self._ids(unit, target)
            if not ids:
                return None
            links[column] = ids[which % len(ids)]
        return links

    def step(self, unit: Unit, verb: str, kind: str, which: int, other: int) -> None:
        values = self._data.draw(CHANGES[kind])
        ids = self._ids(unit, kind)
        links = self._linked(unit, kind, other)
        if verb.startswith("add"):
            if links is None:
                return
            row = {"id": new_id(), **values, **links}
            if verb == "add":
                unit.insert(kind, row)
            else:
                unit.insert_many(kind, list(row), [tuple(row.values())])
        elif ids:
            record = ids[which % len(ids)]
            if verb == "delete":
                self._desk.context.delete_all(unit, kind, [record])
            else:
                unit.update(kind, record, (links or {}) if verb == "move" else values)


@pytest.mark.parametrize("many", [2, 5000], ids=["all made anew", "one by one"])
@given(plan=PLAN, data=st.data())
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_kept_figures_are_those_worked_out(
    book: Book, many: int, plan: list[Any], data: st.DataObject
) -> None:
    desk = book.desk
    script = Script(desk, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figures, "MANY", many)
        for change in plan:
            if change == "undo":
                if desk.history.next_undo():
                    desk.history.undo()
            elif change == "redo":
                if desk.history.next_redo():
                    desk.history.redo()
            else:
                # A row written in bulk can't be touched again in the same change.
                with (
                    contextlib.suppress(AssertionError),
                    desk.context.write("Do {n}", n=len(change)) as unit,
                ):
                    for verb, kind, which, other in change:
                        script.step(unit, verb, kind, which, other)
                    unit.commit()
            agree(book)
    kept = held(desk)
    assert rebuilt(desk) == kept


# --- what they mean --------------------------------------------------------------------------


def log(book: Book, account: str, day: str, people: Iterable[str] = (), **values: Any) -> str:
    with book.desk.context.write("Log {subject}", subject=day) as unit:
        made = unit.insert(
            "interaction",
            {"account_id": account, "type": "call", "subject": "Talk", **values, "day": day},
        )
        for person in people:
            unit.insert("participant", {"interaction_id": made, "person_id": person})
        unit.commit()
    return made


def figure(book: Book, record: str) -> Row:
    found = held(book.desk)[record]
    return {name: value for name, value in found.items() if name not in ("record_id", "kind")}


def test_a_note_is_no_contact_but_its_step_counts(book: Book) -> None:
    acme = book.account("Acme")
    log(book, acme, "2026-02-01", type="meeting")
    log(book, acme, "2026-02-20", type="note", next_step="Call back", next_step_due="2026-03-01")
    assert figure(book, acme) == {
        "last_contact": "2026-02-01", "last_contact_type": "meeting", "people": 0,
        "next_step": "Call back", "next_step_due": "2026-03-01",
    }  # fmt: skip


def test_the_step_that_is_due_first_is_the_next_one_until_it_is_done(book: Book) -> None:
    acme = book.account("Acme")
    later = log(book, acme, "2026-02-01", next_step="Later", next_step_due="2026-05-01")
    log(book, acme, "2026-02-02", next_step="Some day")
    first = log(book, acme, "2026-02-03", next_step="First", next_step_due="2026-03-01")
    assert figure(book, acme)["next_step"] == "First"
    book.desk.records.edit("interaction", first, {"next_step_done": "2026-03-02"})
    assert figure(book, acme)["next_step"] == "Later"
    book.desk.records.edit("interaction", later, {"next_step_done": "2026-03-02"})
    assert figure(book, acme)["next_step"] == "Some day"
    assert "next_step_due" not in figure(book, acme)


def test_a_person_shows_where_they_are_now(book: Book) -> None:
    zeta, acme = book.account("Zeta"), book.account("Acme")
    ann, at_zeta = book.person(zeta, "Ann", title="CIO")
    book.desk.records.create(
        "position", {"person_id": ann, "account_id": acme, "title": "Board member"}
    )
    assert figure(book, ann) == {"account_names": "Acme, Zeta", "title": "Board member, CIO"}
    book.desk.records.edit("account", acme, {"name": "Brandt"})
    assert figure(book, ann)["account_names"] == "Brandt, Zeta"
    book.desk.people.edit_position(at_zeta, {"ended": "2026-01-31"})
    assert figure(book, ann) == {"account_names": "Brandt", "title": "Board member"}
    assert (figure(book, zeta)["people"], figure(book, acme)["people"]) == (0, 1)


def test_two_posts_of_one_person_are_one_person(book: Book) -> None:
    acme = book.account("Acme")
    ann, _post = book.person(acme, "Ann", title="CIO")
    book.desk.records.create("position", {"person_id": ann, "account_id": acme, "title": "CIO"})
    assert figure(book, acme)["people"] == 1
    assert figure(book, ann) == {"account_names": "Acme", "title": "CIO"}


# --- who is told -----------------------------------------------------------------------------


def test_a_change_tells_whose_figures_it_changed(book: Book) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    ann, _post = book.person(acme, "Ann")
    told: list[Any] = []
    book.desk.bus.subscribe(told.append)
    made = log(book, acme, "2026-02-01", [ann])
    assert told[-1].touched["account"] == {acme}
    assert told[-1].touched["person"] == {ann}
    book.desk.records.edit("interaction", made, {"summary": "Long talk"})
    assert set(told[-1].touched) == {"interaction"}
    book.desk.records.edit("interaction", made, {"account_id": other})
    assert told[-1].touched["account"] == {acme, other}
    book.desk.history.undo()
    assert told[-1].touched["account"] == {acme, other}
    assert figure(book, other) == {"people": 0}


def test_figures_are_not_journalled(book: Book) -> None:
    acme = book.account("Acme")
    log(book, acme, "2026-02-01")
    [newest] = book.desk.history.recent(1)
    assert [row.kind for row in book.desk.history.details(newest.id)] == ["interaction"]


# --- where they are seen ---------------------------------------------------------------------


def test_a_list_sorts_and_filters_by_them(book: Book) -> None:
    never, early, late = (book.account(name) for name in ("Never", "Early", "Late"))
    log(book, early, "2025-06-01")
    log(book, late, "2026-02-01")
    listing = book.desk.listing
    by_contact = (Sort("last_contact", descending=True),)
    assert listing.ids(ListQuery("account", sort=by_contact)) == [late, early, never]
    quiet = (Condition("last_contact", "under", "2026-01-01"),)
    assert listing.ids(ListQuery("account", conditions=quiet)) == [early]
    unheard = (Condition("last_contact", "empty"),)
    assert listing.ids(ListQuery("account", conditions=unheard)) == [never]


def test_a_record_has_them_among_its_values(book: Book) -> None:
    acme = book.account("Acme")
    ann, _post = book.person(acme, "Ann", title="CIO")
    log(book, acme, "2026-02-01", [ann])
    account, person = book.desk.records.get("account", acme), book.desk.records.get("person", ann)
    assert (account["last_contact"], account["last_contact_type"]) == ("2026-02-01", "call")
    assert account["people"] == 1
    assert account["next_step"] is None
    assert (person["account_names"], person["title"]) == ("Acme", "CIO")
    assert person["last_contact"] == "2026-02-01"
    assert person.title == "Ann"


def test_nobody_can_enter_one(book: Book) -> None:
    acme = book.account("Acme")
    with pytest.raises(Invalid, match="no field"):
        book.desk.records.edit("account", acme, {"last_contact": "2026-01-01"})


def test_every_figure_is_described_and_kept(desk: Desk) -> None:
    columns = set(Figure.__table__.columns.keys()) - {"record_id", "kind"}
    described = [one for kind in ("account", "person") for one in desk.fields.of(kind)]
    computed = [one for one in described if one.computed]
    assert {one.name for one in computed} == columns
    assert not [one for one in computed if one.importable]


# --- many at once ----------------------------------------------------------------------------


def test_an_import_of_many_fills_them_and_its_undo_takes_them(book: Book) -> None:
    accounts = [(new_id(), f"Firm {n}") for n in range(60)]
    people = [(new_id(), f"Ann {n}") for n in range(6000)]
    with book.desk.context.write("Import {file}", file="x.csv") as unit:
        unit.insert_many("account", ("id", "name"), accounts)
        unit.insert_many("person", ("id", "name"), people)
        posts = [
            (new_id(), person, accounts[n % 60][0], "CIO") for n, (person, _name) in
            enumerate(people)
        ]  # fmt: skip
        unit.insert_many("position", ("id", "person_id", "account_id", "title"), posts)
        done = unit.commit()
    assert done is not None
    assert done.touched["person"] is None
    assert figure(book, accounts[7][0]) == {"people": 100}
    assert figure(book, people[7][0]) == {"account_names": "Firm 7", "title": "CIO"}
    book.desk.history.undo()
    assert held(book.desk) == {}
