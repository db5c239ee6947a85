"""Tickets found by their number, outages by what is said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.compose import Desk, create_desk
from acctdesk.errors import NotFound
from acctdesk.services.hits import Find
from acctdesk.services.service_terms import TicketRow

OPENED = 1_772_000_000_000_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with create_desk(tmp_path / "book.acctdesk") as made:
        made.settings.introduce("Jana Ode", "jana@firm.example")
        yield made


@pytest.fixture
def account(desk: Desk) -> str:
    record, _change = desk.accounts.create({"name": "Northwind"})
    rows = [
        TicketRow(number, title=f"Printer {number}", events=((OPENED, "opened", "New"),))
        for number in ("INC0000047", "INC0000471", "XINC00004", "100%_1", "7")
    ]
    desk.service_levels.put_tickets(record, rows)
    return record


def _found(desk: Desk, words: str, **more: object) -> list[str]:
    groups = desk.finding.search(Find(words, kinds=("ticket",), **more)).groups  # type: ignore[arg-type]
    return [hit.title.text for group in groups for hit in group.hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("INC0000047", ["INC0000047"]),
        ("inc0000471", ["INC0000471"]),
        ("00004", ["INC0000047", "INC0000471", "XINC00004"]),
        ("inc000", ["INC0000047", "INC0000471", "XINC00004"]),
        ("100%_", ["100%_1"]),
        ("0%0", []),
        ("7", []),  # too short for a number
        ("printer", []),
        ("inc0000047 printer", []),
    ],
)
def test_a_number_is_found_whole_or_in_part(
    desk: Desk, account: str, words: str, found: list[str]
) -> None:
    assert _found(desk, words) == found


def test_a_hit_says_what_it_is_about_and_whose_it_is(desk: Desk, account: str) -> None:
    [group] = desk.finding.search(Find("INC0000471")).groups
    [hit] = group.hits
    assert (group.kind, hit.account, hit.account_id) == ("ticket", "Northwind", account)
    assert hit.note == "Printer INC0000471"
    assert hit.day == "2026-02-25"
    assert hit.title.marks == ((0, 10),)


def test_only_of_an_account_and_of_none_that_is_archived(desk: Desk, account: str) -> None:
    other, _change = desk.accounts.create({"name": "Contoso"})
    assert _found(desk, "INC0000471", account=account) == ["INC0000471"]
    assert _found(desk, "INC0000471", account=other) == []
    desk.records.archive("account", [account])
    assert _found(desk, "INC0000471") == []
    assert _found(desk, "INC0000471", archived=True) == ["INC0000471"]


def test_an_outage_is_found_by_what_is_said_of_it_and_by_its_service(
    desk: Desk, account: str
) -> None:
    levels = desk.service_levels
    service, _change = levels.create("service", {"account_id": account, "name": "Order portal"})
    begins = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    levels.create("outage", {
        "service_id": service, "begins": begins, "ends": begins + dt.timedelta(hours=1),
        "summary": "Störung im Rechenzentrum", "cause": "Power",
    })  # fmt: skip
    for words in ("storung", "power", "portal rechen"):
        [group] = desk.finding.search(Find(words, kinds=("outage",))).groups
        [hit] = group.hits
        assert (hit.title.text, hit.account, hit.day) == (
            "Störung im Rechenzentrum", "Northwind", "2026-03-02",
        )  # fmt: skip
    assert not desk.finding.search(Find("flood", kinds=("outage",))).groups


def test_the_ledger_of_a_found_ticket_is_of_an_objective_it_falls_under(
    desk: Desk, account: str
) -> None:
    from decimal import Decimal

    levels = desk.service_levels
    [group] = desk.finding.search(Find("INC0000471")).groups
    [hit] = group.hits
    with pytest.raises(NotFound):
        levels.ledger("", hit.id)
    shared = {"target": Decimal("0.9"), "minutes": 60, "period": "month", "zone": "UTC"}
    levels.add_agreement(
        account, {"name": "Master"}, None,
        [{"name": "Answered", "type": "response", **shared},
         {"name": "Resolved", "type": "resolution", **shared}],
    )  # fmt: skip
    [told] = levels.agreements(account)
    levels.edit("agreement", told.id, {"begins": "2020-01-01"})
    found = levels.ledger("", hit.id)
    assert (found.name, found.number) == ("Resolved", "INC0000471")
