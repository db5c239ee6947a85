"""Tickets are made, corrected and put in by number; what is judged of them follows each step."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from acctdesk.compose import Desk
from acctdesk.errors import Invalid, NotFound
from acctdesk.models import Judged, Monthly
from acctdesk.services.service_terms import Event
from acctdesk.workspace import Workspace
from acctdesk.workspace.judging import Judging
from tests.services.levels import NOW, RESOLUTION, Contract, at, row


@pytest.fixture
def desk(tmp_path: Path, blank: Path) -> Iterator[Desk]:
    shutil.copy(blank, tmp_path / "book.acctdesk")
    opened = Workspace.open(tmp_path / "book.acctdesk")
    with Desk(opened, today=NOW.date, now=lambda: NOW) as made:
        yield made


DONE = (("opened", "2026-11-03 08:00"), ("resolved", "2026-11-03 09:00"))


def test_tickets_are_put_in_by_their_number(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    first = [row("A", *DONE, title="One", priority="P1"), row("B", *DONE)]
    put = contract.levels.put_tickets(contract.account, first)
    assert (put.created, put.updated, put.unchanged) == (("A", "B"), (), ())
    put = contract.levels.put_tickets(contract.account, first)
    assert (put.change, put.unchanged) == (None, ("A", "B"))
    news = [row("A", ("opened", "2026-11-03 08:00")), row("B", *DONE), row("C", *DONE)]
    put = contract.levels.put_tickets(contract.account, news)
    assert (put.created, put.updated, put.unchanged) == (("C",), ("A",), ("B",))
    told = contract.levels.ticket(contract.ticket("A"))
    assert (told.title, told.priority, told.state) == ("One", "P1", "opened")
    assert told.resolved is None
    desk.history.undo()
    assert {one.number for one in contract.levels.tickets(contract.account)} == {"A", "B"}
    assert contract.levels.ticket(contract.ticket("A")).resolved == at("2026-11-03 09:00")


def test_an_import_is_undone_after_a_restart(tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "book.acctdesk"
    shutil.copy(blank, path)
    with Desk(Workspace.open(path), now=lambda: NOW) as desk:
        contract = Contract(desk, RESOLUTION)
        contract.many(30, 3)
        account = contract.account
    with Desk(Workspace.open(path), now=lambda: NOW) as desk:
        assert desk.service_levels.panel(account).gauges[0].n == 30
        desk.history.undo()
        assert desk.service_levels.panel(account).gauges[0].n == 0
        desk.history.redo()
        assert desk.service_levels.panel(account).gauges[0].missed == 3


def test_a_corrected_moment_moves_the_history(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    contract.many(10, 2)
    assert contract.gauge.missed == 2
    late = contract.ticket("T0")
    contract.levels.edit_ticket(late, {"resolved": at("2026-11-03 09:30"), "title": "Corrected"})
    told = contract.levels.ticket(late)
    assert (told.resolved, told.title) == (at("2026-11-03 09:30"), "Corrected")
    assert [one.stage for one in told.events] == ["opened", "resolved"]
    assert contract.gauge.missed == 1
    contract.levels.edit_ticket(late, {"resolved": None})
    assert contract.levels.ticket(late).state == "opened"
    assert contract.gauge.missed == 2
    desk.history.undo()
    assert contract.gauge.missed == 1
    assert contract.levels.edit_ticket(late, {"resolved": at("2026-11-03 09:30")}) is None


def test_a_ticket_made_by_hand_has_a_history(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    values = {"number": "X1", "service_id": contract.service, "opened": at("2026-11-03 08:00"),
              "responded": at("2026-11-03 08:10"), "resolved": at("2026-11-03 09:00")}  # fmt: skip
    made, _change = contract.levels.add_ticket(contract.account, values)
    told = contract.levels.ticket(made)
    assert [one.stage for one in told.events] == ["opened", "responded", "resolved"]
    assert (told.state, contract.gauge.met) == ("resolved", 1)
    events = [Event(at("2026-11-03 08:00"), "opened"), Event(at("2026-11-03 15:00"), "closed")]
    contract.levels.edit_ticket(made, {}, events)
    assert (contract.levels.ticket(made).state, contract.gauge.missed) == ("closed", 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": " "}, "number"),
        ({"number": "T1"}, "number"),
        ({"number": "N", "opened": dt.datetime(9999, 12, 31, tzinfo=dt.UTC)}, "opened"),
        ({"number": "N", "service_id": "0" * 32}, "service_id"),
    ],
)
def test_what_does_not_fit_a_ticket_is_refused(
    desk: Desk, values: dict[str, Any], field: str
) -> None:
    contract = Contract(desk, RESOLUTION)
    contract.many(2, 0)
    with pytest.raises(Invalid) as caught:
        contract.levels.add_ticket(contract.account, values)
    assert caught.value.field == field


def test_an_unknown_stage_and_a_ticket_that_is_gone_are_told(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    contract.many(1, 0)
    ticket = contract.ticket("T0")
    with pytest.raises(Invalid):
        contract.levels.edit_ticket(ticket, {}, [Event(at("2026-11-03 08:00"), "lost")])
    desk.records.delete("ticket", [ticket])
    assert contract.gauge.n == 0
    with pytest.raises(NotFound):
        contract.levels.ticket(ticket)


def test_measurements_are_summed_by_month(desk: Desk) -> None:
    contract = Contract(desk, {"type": "custom", "target": Decimal(1), "unit": "x"})
    objective = contract.gauge.objective
    days = [("2026-11-01", Decimal("1.5")), ("2026-11-20", Decimal(2)), ("2026-10-31", Decimal(9))]
    contract.levels.measure(objective, days)

    def kept() -> list[tuple[int, int, int]]:
        with desk.workspace.read() as connection:
            rows = connection.execute(select(Monthly).order_by(Monthly.month))
            return [(one.month - 12 * 2026, one.n, one.total) for one in rows]

    assert kept() == [(9, 1, 9_000_000), (10, 2, 3_500_000)]
    table = desk.workspace.tables.table("measurement")
    with desk.workspace.read() as connection:
        first = connection.execute(select(table.c.id).where(table.c.day == "2026-11-01")).scalar()
    assert first is not None
    contract.levels.edit("measurement", first, {"day": "2026-10-01"})
    assert kept() == [(9, 2, 10_500_000), (10, 1, 2_000_000)]
    contract.levels.delete("measurement", [first])
    assert kept() == [(9, 1, 9_000_000), (10, 1, 2_000_000)]
    desk.history.undo()
    desk.history.undo()
    assert kept() == [(9, 1, 9_000_000), (10, 2, 3_500_000)]


# --- with the account -------------------------------------------------------------------------


def test_merged_accounts_have_each_ticket_once(desk: Desk) -> None:
    contract, other = Contract(desk, RESOLUTION), Contract(desk, RESOLUTION, name="Acme Ltd")
    contract.put(row("A", *DONE, title="One"), row("B", *DONE))
    other.put(row("B", *DONE, priority="P1"), row("C", *DONE))
    desk.merging.merge("account", contract.account, other.account)
    found = {one.number: one.priority for one in contract.levels.tickets(contract.account)}
    assert found == {"A": "", "B": "P1", "C": ""}
    assert len(contract.levels.panel().gauges) == 2
    assert kept(desk) == anew(desk)
    desk.history.undo()
    assert len(contract.levels.tickets(other.account)) == 2
    assert kept(desk) == anew(desk)


def test_a_deleted_agreement_comes_back_from_the_trash(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    contract.many(10, 2)
    contract.levels.delete("agreement", [contract.agreement])
    [gone] = [one for one in desk.trash.deleted() if one.kind == "agreement"]
    desk.trash.restore([gone.record])
    assert (contract.gauge.n, contract.gauge.missed) == (10, 2)


def test_nothing_is_left_of_what_was_purged(tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "book.acctdesk"
    shutil.copy(blank, path)
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as desk:
        contract = Contract(desk, {**RESOLUTION, "name": "Zyx promise"}, name="Zyx AG")
        contract.put(row("Zyx1", *DONE, title="Zyx title", category="Zyx cause"))
        desk.accounts.delete([contract.account])
        desk.purging.purge([contract.account])
        assert kept(desk) == []
        assert desk.workspace.check() == []
    left = b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())
    assert b"Zyx" not in left


# --- what is kept is what would be worked out anew -------------------------------------------


def kept(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.workspace.read() as connection:
        found = [tuple(one) for one in connection.execute(select(Judged.__table__))]
        found += [tuple(one) for one in connection.execute(select(Monthly.__table__))]
        return sorted(found, key=str)


def anew(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.workspace.transaction() as connection:
        Judging(connection).rebuild()
        connection.commit()
    return kept(desk)


STEPS = (
    "ticket", "tickets", "correct", "remove", "minutes", "priorities", "calendar", "version",
    "exclude", "approve", "unexclude", "measure", "service", "hours", "drop", "undo", "undo",
)  # fmt: skip


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), min_size=4, max_size=10))
def test_whatever_is_done_the_judged_tickets_are_right(
    tmp_path_factory: pytest.TempPathFactory, blank: Path, steps: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("judged") / "book.acctdesk"
    shutil.copy(blank, path)
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as desk:
        kpi: dict[str, Any] = {"type": "custom", "target": Decimal(1)}
        response = {**RESOLUTION, "type": "response", "service_id": None}
        contract = Contract(
            desk, RESOLUTION, response, {"type": "first_contact", "target": Decimal("0.5")},
            {"type": "throughput", "target": Decimal("0.5")}, kpi,
        )  # fmt: skip
        contract.many(6, 2)
        for step, n in steps:
            with contextlib.suppress(Invalid, NotFound, LookupError, ZeroDivisionError):
                act(contract, step, n)
        assert kept(desk) == anew(desk)


def act(contract: Contract, step: str, n: int) -> None:
    levels, desk = contract.levels, contract.desk
    tickets = [one.id for one in levels.tickets(contract.account)]
    promised = [one for told in levels.agreements() for v in told.versions for one in v.objectives]
    rows = {kind: contract_ids(desk, kind) for kind in ("exclusion", "service")}
    hours = {"begins": at(f"2026-11-0{n % 3 + 2} 08:00"), "ends": at("2026-11-05 12:00")}
    match step:
        case "ticket":
            levels.put_tickets(contract.account, [row(f"X{n}", *DONE, priority="P1")])
        case "tickets":
            contract.many(n, n // 2)
        case "correct":
            levels.edit_ticket(tickets[n % len(tickets)], {"resolved": at("2026-11-04 15:00"),
                                                            "priority": "P1"})  # fmt: skip
        case "remove":
            levels.delete("ticket", tickets[:n])
        case "minutes":
            levels.edit("objective", promised[0].id, {"minutes": 10 * n})
        case "priorities":
            levels.edit("objective", promised[n % 2].id, {"priorities": ("P1",)})
        case "calendar":
            levels.edit("calendar", contract.calendar, {"tuesday": "12:00-14:00", "country": "CZ"})
        case "version":
            levels.add_version(contract.agreement, f"2026-11-0{n + 1}" if n < 9 else "2026-12-01")
        case "exclude":
            service = rows["service"][0] if n % 2 else None
            levels.create("exclusion", {"agreement_id": contract.agreement, "type": "maintenance",
                                        "service_id": service, **hours})  # fmt: skip
        case "approve":
            levels.approve(rows["exclusion"], "Jana")
        case "unexclude":
            levels.delete("exclusion", rows["exclusion"][:1])
        case "measure":
            kpi = [one.id for one in promised if one.kind == "custom"]
            levels.measure(kpi[0], [(f"2026-1{n % 3}-05", Decimal(n))])
        case "service":
            levels.edit("service", contract.service, {"calendar_id": None})
        case "hours":
            levels.edit("exclusion", rows["exclusion"][0], hours)
        case "drop":
            levels.delete("objective", [promised[n % len(promised)].id])
        case "undo":
            desk.history.undo()


def contract_ids(desk: Desk, kind: str) -> list[str]:
    table = desk.workspace.tables.table(kind)
    with desk.workspace.read() as connection:
        return list(connection.scalars(select(table.c.id).order_by(table.c.id)))
