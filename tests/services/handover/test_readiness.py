"""Readiness read from a workspace: what is missing is told, and mending it raises the share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from acctdesk.compose import Desk
from acctdesk.metrics.handover import Check
from acctdesk.models.catalogue import Format
from acctdesk.services.handover.readiness import AccountReadiness, Readiness
from tests.services.making import Book

DAY = dt.date(2026, 3, 4)


def ready(desk: Desk, *accounts: str) -> tuple[AccountReadiness, ...]:
    return Readiness(desk.context).of(accounts)


def missing(desk: Desk, account: str) -> dict[str, Check]:
    [found] = ready(desk, account)
    return {one.code: one for one in found.missing}


def member(desk: Desk, name: str = "Mara Klein") -> str:
    made, _change = desk.records.create("member", {"name": name})
    return made


def insert(desk: Desk, kind: str, **values: Any) -> str:
    """A row as an import may have left it, whatever a command would ask for."""
    with desk.context.write("Import") as unit:
        made = unit.insert(kind, values)
        unit.commit()
    return made


def post(book: Book, account: str, name: str, **values: Any) -> tuple[str, str]:
    """Somebody with a post of which something is said; their ids."""
    made, position = book.person(account, name)
    if values:
        book.desk.records.edit("position", position, values)
    return made, position


def test_a_bare_account_lacks_what_nobody_can_do_without(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    [found] = ready(desk, account)
    assert (found.name, found.share) == ("Acme", 0)
    assert {one.code for one in found.missing} == {
        "owner", "decision_maker", "sponsor", "goals", "renewal", "in_touch", "review",
    }  # fmt: skip
    assert found.missing[0].weight == 3


def test_accounts_come_in_their_order_and_missing_ones_not_at_all(desk: Desk, book: Book) -> None:
    one, other = book.account("Zeta"), book.account("Alpha")
    found = ready(desk, one, "nobody", other, one)
    assert [each.name for each in found] == ["Zeta", "Alpha"]


@pytest.mark.parametrize("by", ["owner", "team"])
def test_an_owner_or_an_account_manager_will_do(desk: Desk, book: Book, by: str) -> None:
    ours = member(desk)
    account = book.account("Acme", owner_id=ours if by == "owner" else None)
    if by == "team":
        insert(desk, "assignment", account_id=account, member_id=ours, role="delivery")
        assert "owner" in missing(desk, account)
        insert(desk, "assignment", account_id=account, member_id=ours, role="account_manager")
    assert "owner" not in missing(desk, account)


def test_key_people_are_asked_for_roles_contact_data_and_one_of_us(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    person, position = post(
        book, account, "Ann", power=9, interest=9, buying_roles=("economic_buyer", "champion")
    )
    post(book, account, "Bob", power=1)
    told = missing(desk, account)
    assert not {"decision_maker", "sponsor"} & told.keys()
    assert told["contact_data"].records == (("person", person),)
    assert told["known"].records == (("position", position),)
    desk.records.edit("person", person, {"mobile": "+49 30 1234567"})
    desk.interactions.log(
        account, {"type": "call", "subject": "Hello", "day": DAY.isoformat()},
        people=[person], members=[member(desk)],
    )  # fmt: skip
    assert not {"contact_data", "known", "in_touch"} & missing(desk, account).keys()


def test_an_archived_person_is_nobody(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    person, _post = post(book, account, "Ann", power=9, buying_roles=("economic_buyer",))
    desk.records.edit("person", person, {"archived": "2026-01-01"})
    told = missing(desk, account)
    assert "decision_maker" in told
    assert "known" not in told


def test_promises_steps_and_risks_are_told_one_by_one(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    ours, theirs = (
        insert(desk, "promise", account_id=account, title=side, side=side, state="open",
               made="2026-01-01", due=due)
        for side, due in (("ours", None), ("theirs", "2026-02-01"))
    )  # fmt: skip
    kept = insert(
        desk, "promise", account_id=account, title="Kept", side="ours", state="kept",
        made="2026-01-01",
    )  # fmt: skip
    step = insert(
        desk, "interaction", account_id=account, type="call", day="2026-02-01", subject="Talk",
        next_step="Send it",
    )  # fmt: skip
    risk = insert(desk, "risk", account_id=account, name="Flood", state="open")
    insert(desk, "risk", account_id=account, name="Fire", state="closed")
    told = missing(desk, account)
    assert told["promise_dates"].records == (("promise", ours),)
    assert {one for _kind, one in told["promise_owners"].records} == {ours, theirs}
    assert told["overdue_told"].records == (("promise", theirs),)
    assert told["step_dates"].records == (("interaction", step),)
    assert told["risks"].records == (("risk", risk),)
    assert kept not in {one for check in told.values() for _kind, one in check.records}


def test_service_levels_want_recent_figures_and_agreements_a_date(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    objective = {"name": "Quality", "type": "quality", "period": "month", "target": Decimal(1)}
    agreement, _change = desk.service_levels.add_agreement(
        account, {"name": "SLA"}, None, [objective]
    )
    [made] = book.ids("objective")
    told = missing(desk, account)
    assert told["measured"].records == (("objective", made),)
    assert told["agreements"].records == (("agreement", agreement),)
    values = {"objective_id": made, "account_id": account, "month": 12 * 2026 + 1, "value": 2}
    insert(desk, "measurement", **values, day="2026-02-28")
    desk.records.edit("agreement", agreement, {"begins": "2025-01-01"})
    assert not {"measured", "agreements"} & missing(desk, account).keys()


def test_own_fields_are_asked_for_but_ticks(desk: Desk, book: Book) -> None:
    account = book.account("Acme")
    text, _change = desk.custom_fields.define("account", "Segment")
    desk.custom_fields.define("account", "Pilot", Format.CHECK)
    desk.custom_fields.define("person", "Nickname")
    assert missing(desk, account)["own_fields"].records == (("custom_field", text),)
    desk.records.edit("account", account, {text: "North"})
    assert "own_fields" not in missing(desk, account)


def test_an_account_that_has_ended_needs_no_future(desk: Desk, book: Book) -> None:
    account = book.account("Acme", phase="ended")
    assert not {"renewal", "in_touch", "review"} & missing(desk, account).keys()
