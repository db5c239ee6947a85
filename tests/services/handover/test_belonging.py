"""What belongs to an account is all there is of it, and nothing of another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from acctdesk.compose import Desk, open_desk
from acctdesk.exchange.sample import make_sample
from acctdesk.services.bygone import Bygone
from acctdesk.services.handover.belonging import ACCOUNT, OWN, Belonging
from acctdesk.services.handover.threeway import Key
from acctdesk.workspace.tables import Tables


@dataclass
class Sample:
    """The sample, with all its rows in memory."""

    desk: Desk
    tables: Tables
    rows: dict[Key, dict[str, Any]]

    def of(self, *accounts: str) -> dict[Key, Any]:
        with self.desk.workspace.read() as connection:
            return dict(Belonging(self.tables).of(accounts, Bygone(connection, self.tables)))

    def accounts(self) -> list[str]:
        return sorted(one for kind, one in self.rows if kind == ACCOUNT)

    def refers(self, key: Key, row: dict[str, Any]) -> list[tuple[str, str, str]]:
        """Column, kind and id of each record that one refers to."""
        links = [link for link in self.tables.links if link.kind == key[0] and link.target]
        return [(link.column, link.target, row[link.column]) for link in links if row[link.column]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    path = tmp_path_factory.mktemp("sample") / "sample.acctdesk"
    make_sample(path, today=dt.date(2026, 10, 14))
    with open_desk(path) as desk:
        desk.prepare()
        tables = Tables()
        rows: dict[Key, dict[str, Any]] = {}
        with desk.workspace.read() as connection:
            for kind in tables.kinds:
                for row in connection.execute(select(tables.table(kind))).mappings():
                    rows[kind, row["id"]] = dict(row)
        yield Sample(desk, tables, rows)


@pytest.fixture(scope="module")
def most(sample: Sample) -> str:
    """The account of which most is known."""
    counts = dict.fromkeys(sample.accounts(), 0)
    for row in sample.rows.values():
        if row.get("account_id") in counts:
            counts[row["account_id"]] += 1
    return max(counts, key=counts.__getitem__)


def test_all_that_names_the_account_goes_along(sample: Sample, most: str) -> None:
    found = sample.of(most)
    named = {key for key, row in sample.rows.items() if row.get("account_id") == most}
    assert named <= found.keys()
    assert {kind for kind, _id in named} >= {"position", "ticket", "meeting", "promise"}
    assert all(found[key] == sample.rows[key] for key in found)


def test_what_hangs_on_it_goes_along(sample: Sample, most: str) -> None:
    found = sample.of(most)
    shared = {*Belonging(sample.tables).shared, ACCOUNT}
    for key, row in sample.rows.items():
        if key[0] in OWN or key in found:
            continue
        hanging = [
            (column, target)
            for column, target, record in sample.refers(key, row)
            if (target, record) in found and target not in shared
        ]
        assert not hanging, (key, hanging)


def test_nothing_of_another_account_goes_along(sample: Sample, most: str) -> None:
    found = sample.of(most)
    assert [one for kind, one in found if kind == ACCOUNT] == [most]
    assert {row["account_id"] for row in found.values() if row.get("account_id")} == {most}


def test_all_that_is_referred_to_is_there_but_for_other_accounts(sample: Sample, most: str) -> None:
    found = sample.of(most)
    for key, row in found.items():
        for column, target, record in sample.refers(key, row):
            if (target, record) not in found:
                assert (key[0], column) in {(ACCOUNT, "parent_id"), ("position", "manager_id")}


def test_people_come_with_what_is_known_of_them(sample: Sample, most: str) -> None:
    found = sample.of(most)
    people = {one for kind, one in found if kind == "person"}
    assert people
    parts = {
        key
        for key, row in sample.rows.items()
        if key[0] == "relationship" and row["person_id"] in people
    }
    assert parts
    assert parts <= found.keys()
    values = [row for (kind, _id), row in found.items() if kind == "custom_value"]
    assert all(("custom_field", row["field_id"]) in found for row in values)


def test_all_accounts_are_all_there_is_but_what_nobody_refers_to(sample: Sample) -> None:
    found = sample.of(*sample.accounts())
    left = {key for key in sample.rows.keys() - found.keys() if key[0] not in OWN}
    referred = {
        (target, record)
        for key, row in found.items()
        for _c, target, record in sample.refers(key, row)
    }
    assert not left & referred
    assert {kind for kind, _id in left} <= {"member", "calendar", "custom_field", "person"}
    assert list(sample.of()) == []
