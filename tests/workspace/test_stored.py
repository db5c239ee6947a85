"""A stored workspace of every released schema opens in this program, with all that was in it."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from acctdesk.compose import Desk
from acctdesk.models import Identity
from acctdesk.services.listing import ListQuery
from acctdesk.services.records import Record
from acctdesk.workspace import Workspace, driver, schema

DATA = Path(__file__).parent / "data"
DAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC)
STORED = sorted(DATA.glob("schema_*.acctdesk"))


def all_records(desk: Desk, kind: str) -> dict[str, Record]:
    table = desk.workspace.tables.table(kind)
    with desk.workspace.read() as connection:
        ids = list(connection.scalars(select(table.c.id)))
    return {one.title: one for one in desk.records.get_many(kind, ids)}


def version(path: Path) -> str:
    raw = driver.connect(path, key=None, read_only=True)
    try:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        raw.close()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A workspace as the first released schema kept it."""
    path = tmp_path / "book.acctdesk"
    shutil.copy(DATA / "schema_0001.acctdesk", path)
    return path


def test_every_older_schema_has_a_stored_workspace() -> None:
    assert [path.stem for path in STORED] == [f"schema_{one}" for one in schema.KNOWN[:-1]]


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_a_stored_workspace_is_copied_migrated_and_sound(path: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.acctdesk"
    shutil.copy(path, book)
    with Workspace.open(book) as opened:
        [copy] = opened.backups()
        assert opened.check() == []
    assert version(book) == schema.HEAD
    assert version(copy) == path.stem.removeprefix("schema_")


NORDWIND = {
    "name": "Nordwind AG", "legal_name": "Nordwind Aktiengesellschaft", "tier": "A",
    "phase": "steady", "rag": "amber", "rag_reason": "Slow invoices",
    "annual_value": Decimal("420000.55"), "currency": "EUR", "renewal_date": "2026-11-14",
    "client_since": "2019", "size": 1200, "postal_code": "01067", "city": "Köln",
    "country": "DE", "language": "de", "tags": ("key", "retail"), "notes": "Line one\nLine two",
    "archived": None,
}  # fmt: skip


def test_its_values_are_what_they_were(old: Path) -> None:
    with Desk(Workspace.open(old)) as desk:
        accounts = all_records(desk, "account")
        assert set(accounts) == {"Nordwind AG", "Südlicht GmbH", "王伟有限公司"}
        nordwind, sudlicht = accounts["Nordwind AG"], accounts["Südlicht GmbH"]
        assert {name: nordwind[name] for name in NORDWIND} == NORDWIND
        assert sudlicht["annual_value"] == Decimal("0.000001")
        assert sudlicht["city"] is None  # set and taken back
        assert sudlicht.titles["parent_id"] == "Nordwind AG"
        assert nordwind.titles["owner_id"] == "Mara Klein"
        custom: dict[str, Any] = {
            str(one.label): nordwind[one.name] for one in desk.fields.of("account") if one.custom
        }
        assert custom == {
            "Contract model": "Managed service", "Score": Decimal("-7.25"),
            "Referenceable": True, "Last QBR": "2026-01",
        }  # fmt: skip
        people = desk.people.at(nordwind.id)
        assert [(one.name, one.title, one.unit) for one in people] == [
            ("Jörg Müller", "Leiter IT", "IT"), ("Li Na", "CFO", ""),
        ]  # fmt: skip
        [team] = desk.people.team(nordwind.id)
        assert team.name == "Tomás Ribeiro"
        posts = desk.people.positions([all_records(desk, "person")["Élodie Grün"].id])
        assert [(one["account"], one["ended"]) for one in next(iter(posts.values()))] == [
            ("王伟有限公司", None), ("Südlicht GmbH", "2025-12-31"),
        ]  # fmt: skip
        assert desk.settings.me.name == "Mara Klein"
        assert desk.settings.fiscal_month == 4
        assert desk.imports.remembered("column") == {"kd.-name": "account.name"}
        [known] = [one for one in desk.imports.accounts() if one.keys]
        assert (known.id, known.keys) == (nordwind.id, ["C-0007"])


def test_its_history_still_undoes(old: Path) -> None:
    with Desk(Workspace.open(old)) as desk:
        assert len(desk.history.recent()) == 24
        desk.history.undo()  # the deletion of an account
        assert "Fortgegangen KG" in all_records(desk, "account")
        assert "Otto Weg" in all_records(desk, "person")


def test_what_was_found_is_still_found(old: Path) -> None:
    with Desk(Workspace.open(old)) as desk:
        [person] = desk.listing.ids(ListQuery("person", words="muller"))
        assert desk.records.get("person", person).title == "Jörg Müller"
        assert len(desk.listing.ids(ListQuery("account", words="王"))) == 1


def test_its_computed_columns_are_filled(old: Path) -> None:
    with Desk(Workspace.open(old)) as desk:
        accounts, people = all_records(desk, "account"), all_records(desk, "person")
        assert {name: one["people"] for name, one in accounts.items()} == {
            "Nordwind AG": 2, "Südlicht GmbH": 0, "王伟有限公司": 1,
        }  # fmt: skip
        assert people["Élodie Grün"]["account_names"] == "王伟有限公司"
        assert people["Li Na"]["title"] == "CFO"


# --- schema 0002 -----------------------------------------------------------------------------


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A workspace as the second released schema kept it."""
    path = tmp_path / "book.acctdesk"
    shutil.copy(DATA / "schema_0002.acctdesk", path)
    return path


def test_posts_of_schema_0002_keep_their_values_and_lines(second: Path) -> None:
    with Desk(Workspace.open(second)) as desk:
        people = all_records(desk, "person")
        posts = desk.people.positions([one.id for one in people.values()])
        found = {
            name: [(one["account"], one["title"], one["unit"], one["started"], one["ended"])
                   for one in posts[record.id]]
            for name, record in people.items()
        }  # fmt: skip
        assert found == {
            "Jana Ode": [("Nordwind AG", "CIO", "IT", "2021-05", None)],
            "Rui Faria": [("Nordwind AG", "IT operations", "IT", "2019", None)],
            "Li Na": [("Nordwind AG", "CFO", None, None, None)],
            "Otto Weg": [("Südlicht GmbH", "Buyer", None, None, None),
                         ("Nordwind AG", "Interim", None, None, "2025-12-31")],
        }  # fmt: skip
        table = desk.workspace.tables.table("position")
        with desk.workspace.read() as connection:
            rows = {row.title: row for row in connection.execute(select(table))}
        assert rows["IT operations"].manager_id == rows["Interim"].manager_id == rows["CIO"].id
        for row in rows.values():
            said = (row.power, row.interest, row.attitude, row.status, row.cadence, row.parked)
            assert said == (None,) * 6
            assert row.buying_roles == ()


def test_the_log_and_the_merged_people_of_schema_0002_are_there(second: Path) -> None:
    with Desk(Workspace.open(second)) as desk:
        nordwind = all_records(desk, "account")["Nordwind AG"]
        assert [one.subject for one in desk.interactions.of_account(nordwind.id)] == [
            "Invoice question", "Quarterly review",
        ]  # fmt: skip
        assert nordwind["last_contact"] == "2026-10-10"
        assert [one.name for one in desk.imports.people() if one.former] == ["Li Na"]
        desk.history.undo()  # the deletion of an account
        desk.history.undo()  # its archiving
        desk.history.undo()  # the merging of two people
        assert len(desk.people.at(nordwind.id)) == 5


# --- schema 0003 -----------------------------------------------------------------------------


def test_the_map_of_schema_0003_is_there_and_its_people_can_be_tagged(tmp_path: Path) -> None:
    path = tmp_path / "book.acctdesk"
    shutil.copy(DATA / "schema_0003.acctdesk", path)
    with Desk(Workspace.open(path)) as desk:
        [account] = all_records(desk, "account").values()
        seen = desk.stakeholders.map(account.id)
        assert [(one.label, one.shift) for one in seen.cards] == [
            ("Jana Ode", None), ("Rui Faria", (40, -8)), ("CISO", None),
        ]  # fmt: skip
        [jana, *_others] = seen.cards
        assert (jana.power, jana.interest, jana.attitude) == (9, 7, "mentor")
        assert jana.roles == ("champion", "economic_buyer")
        assert [(one.type, one.strength, one.note) for one in seen.ties] == [
            ("influence", 2, "Asks before each change")
        ]
        assert [one.strength for one in seen.relations] == ["in_depth"]
        person = desk.records.get("person", jana.person)
        assert (person["decision_style"], person["goals"]) == ("Figures first", "One platform")
        assert person["tags"] == ()
        desk.tags.change("person", [person.id], add=("board",))
        assert desk.records.get("person", person.id)["tags"] == ("board",)
        assert desk.tags.known("person") == ["board"]


def test_a_migrated_table_is_made_as_a_new_one(second: Path, tmp_path: Path) -> None:
    """Keys, their deferral and the indexes included: copying a table can lose them."""

    def made(path: Path) -> dict[str, set[str]]:
        raw = driver.connect(path, key=None, read_only=True)
        try:
            rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            return {
                name: {" ".join(part.replace('"', "").split()).rstrip(", )")
                       for part in sql.splitlines()}
                for name, sql in rows.fetchall()
            }  # fmt: skip
        finally:
            raw.close()

    Workspace.open(second).close()
    Workspace.create(tmp_path / "new.acctdesk").close()
    assert made(second) == made(tmp_path / "new.acctdesk")


# --- schema 0004 -----------------------------------------------------------------------------


def test_a_book_of_schema_0004_takes_service_levels(tmp_path: Path) -> None:
    path = tmp_path / "book.acctdesk"
    shutil.copy(DATA / "schema_0004.acctdesk", path)
    with Desk(Workspace.open(path)) as desk:
        [nordwind] = all_records(desk, "account").values()
        jana = all_records(desk, "person")["Jana Ode"]
        assert jana["tags"] == ("board", "golf")
        made, _change = desk.records.create("service", {"account_id": nordwind.id, "name": "ERP"})
        assert desk.records.get("service", made).title == "ERP"
        desk.history.undo()
        desk.history.undo()  # the deletion of an account
        assert set(all_records(desk, "account")) == {"Nordwind AG", "Südlicht GmbH"}


# --- schema 0005 -----------------------------------------------------------------------------


def test_a_book_of_schema_0005_keeps_its_levels_and_takes_reviews(tmp_path: Path) -> None:
    path = tmp_path / "book.acctdesk"
    shutil.copy(DATA / "schema_0005.acctdesk", path)
    with Desk(Workspace.open(path), today=lambda: DAY, now=lambda: NOON) as desk:
        [nordwind] = all_records(desk, "account").values()
        panel = desk.service_levels.panel(nordwind.id).gauges
        assert sorted((one.name, one.value, one.n) for one in panel) == [
            ("Objective 1", Decimal(1), 2), ("Objective 2", Decimal("4.75"), 1),
        ]  # fmt: skip
        made, _change = desk.meetings.plan(nordwind.id, "qbr", NOON)
        told = desk.meetings.detail(made)
        assert (told.meeting.period, len(told.agenda)) == ("2026-Q4", 8)
        desk.history.undo()
        desk.history.undo()  # the deletion of an account
        assert set(all_records(desk, "account")) == {"Nordwind AG", "Südlicht GmbH"}


# --- schema 0006 -----------------------------------------------------------------------------


def test_a_book_of_schema_0006_keeps_its_held_review_and_knows_which_it_is(tmp_path: Path) -> None:
    path, copy = tmp_path / "book.acctdesk", tmp_path / "other.acctdesk"
    for one in (path, copy):
        shutil.copy(DATA / "schema_0006.acctdesk", one)
    with Desk(Workspace.open(path), today=lambda: DAY, now=lambda: NOON) as desk:
        [nordwind] = all_records(desk, "account").values()
        [held] = desk.meetings.past()
        assert (held.account, held.period, held.client_minutes) == (
            nordwind.id, "2026-Q4", "Agreed on the report.",
        )  # fmt: skip
        kept = desk.meetings.snapshot(held.id)
        assert kept is not None
        assert '"client":"Nordwind AG"' in kept.content
        [promise] = desk.promises.of_account(nordwind.id).promises
        assert (promise.title, promise.due) == ("DR test report", "2026-12-01")
        desk.history.undo()  # the deletion of an account
        assert set(all_records(desk, "account")) == {"Nordwind AG", "Südlicht GmbH"}
        mine = identity(desk)
    with Desk(Workspace.open(copy)) as desk:
        assert len(mine) == len(identity(desk)) == 32
        assert mine != identity(desk)


def identity(desk: Desk) -> str:
    with desk.workspace.read() as connection:
        return str(connection.scalars(select(Identity.id)).one())
