"""Tickets from files to records: what is made of rows, what is told, what a second time changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from acctdesk.compose import open_desk
from acctdesk.errors import FileProblem, Invalid, Question
from acctdesk.exchange.tickets.importer import TicketImport
from acctdesk.metrics.service.clock import Event, course
from acctdesk.metrics.service.ledger import ledger
from acctdesk.metrics.service.spans import moment
from tests.metrics.service.test_incidents import AS_OF, OFFICE, by_hand, told

UCI = Path(__file__).parents[3] / "../shared/data/uci_incidents_sample/incident_event_log.csv"
real = pytest.mark.skipif(
    not UCI.is_file(), reason="the incident log beside the project isn't here"
)

HEAD = ["Ticket ID", "Subject", "Status", "Created at", "First reply at", "Solved at", "Priority"]
ROWS = [
    HEAD,
    ["7", "Printer", "Solved", "2026-05-04 09:00", "2026-05-04 09:20", "2026-05-04 11:00", "High"],
    ["8", "Mail", "On hold", "2026-05-04 10:00", "", "", "Low"],
    ["9", "Phone", "Open", "2026-05-05 10:00", "", "", ""],
]
LOG = [
    ["number", "state", "opened_at", "sys_updated_at"],
    ["INC1", "New", "4/5/2026 09:00", "4/5/2026 09:05"],
    ["INC1", "Awaiting Vendor", "4/5/2026 09:00", "4/5/2026 10:00"],
    ["INC1", "-100", "4/5/2026 09:00", "4/5/2026 11:00"],
    ["INC1", "Resolved", "4/5/2026 09:00", "14/5/2026 12:00"],
    ["INC2", "New", "5/5/2026 09:00", "5/5/2026 09:05"],
]


def at(day, hour):
    """A moment as a workbook has it."""
    return dt.datetime(2026, 5, day, hour)  # noqa: DTZ001 - of no zone


def counts(checked):
    one = checked.findings.counts["ticket"]
    return (one.read, one.created, one.updated, one.unchanged, one.rejected)


def codes(checked):
    return {(one.code, one.found): list(one.rows) for one in checked.findings.groups.values()}


@real
def test_the_real_log_folds_into_its_incidents_and_again_changes_nothing(bench):
    checked = bench.take(UCI)
    assert counts(checked) == (32, 32, 0, 0, 0)
    assert (checked.findings.events, checked.findings.open) == (198, 1)
    assert checked.draft.rows == "event"
    assert list(codes(checked)) == [("waiting", "Awaiting Problem")]
    held = bench.tickets()
    assert held["INC0000101"]["resolved"] is None
    assert held["INC0000093"]["resolved"] is not None  # `?` there, but a state says so
    assert {one["source"] for one in held.values()} == {"ServiceNow"}
    again = bench.take(UCI)
    assert counts(again) == (32, 0, 0, 32, 0)
    assert bench.tickets() == held


@real
@pytest.mark.parametrize(
    ("number", "entries"), [("INC0000047", 5), ("INC0000070", 15), ("INC0000089", 8)]
)
def test_three_ledgers_by_hand_come_out_of_the_imported_tickets(bench, number, entries):
    bench.take(UCI)
    history = bench.tickets()[number]["history"]
    found = ledger(course([Event(moment(at), *rest) for at, *rest in history], AS_OF), OFFICE)
    assert len(found.entries) == entries
    assert told(found) == by_hand(number)


@real
def test_one_step_takes_it_back_also_after_a_restart(bench, tmp_path):
    bench.take(UCI)
    [change] = [c for c in bench.desk.history.recent() if c.label.message == "Import {n} tickets"]
    assert change.label.params["n"] == 32
    bench.desk.close()
    with open_desk(tmp_path / "book.acctdesk") as desk:
        desk.history.revert(change.id)
        table = desk.workspace.tables.table("ticket")
        with desk.workspace.read() as connection:
            assert connection.execute(table.select()).all() == []


def test_one_row_a_ticket(bench):
    checked = bench.take(ROWS)
    assert checked.draft.rows == "ticket"
    assert counts(checked) == (3, 3, 0, 0, 0)
    assert checked.findings.open == 2
    assert bench.history("7") == [
        ("04.05. 09:00", "opened", ""), ("04.05. 09:20", "responded", ""),
        ("04.05. 11:00", "resolved", "Solved"),
    ]  # fmt: skip
    held = bench.tickets()
    assert (held["7"]["title"], held["7"]["priority"], held["7"]["state"]) == (
        "Printer", "High", "resolved",
    )  # fmt: skip
    assert held["9"]["priority"] is None
    # It is on hold, and nobody says since when.
    assert ("undated", "8") in codes(checked)


def test_a_second_time_updates_by_number_and_blanks_keep(bench):
    bench.take(ROWS)
    before = bench.tickets()
    later = [
        HEAD,
        ["7", "", "Solved", "2026-05-04 09:00", "", "2026-05-04 11:00", ""],
        ["9", "Phone", "Solved", "2026-05-05 10:00", "", "2026-05-06 10:00", ""],
        ["10", "New one", "Open", "2026-05-07 10:00", "", "", ""],
    ]
    checked = bench.take(later)
    assert counts(checked) == (3, 1, 1, 1, 0)
    held = bench.tickets()
    assert held["7"] == before["7"]
    assert held["9"]["id"] == before["9"]["id"]
    assert held["9"]["state"] == "resolved"
    assert {one.field for one in checked.findings.differences} == {
        "ticket.state", "ticket.responded", "ticket.resolved",
    }  # fmt: skip


def test_states_that_are_not_known_are_told_and_worked_on_until_mapped(bench):
    checked = bench.take(LOG)
    assert checked.draft.rows == "event"
    assert codes(checked)["choice", "-100"] == [4]
    assert codes(checked)["waiting", "Awaiting Vendor"] == [3]
    assert [one[1] for one in bench.history("INC1")] == ["opened", "responded", "responded",
                                                         "resolved"]  # fmt: skip
    words = {"ticket.state": {"Awaiting Vendor": "paused", "-100": None}}
    mapped = bench.take(LOG, words=words)
    assert counts(mapped) == (2, 0, 1, 1, 0)
    assert [one[1:] for one in bench.history("INC1")] == [
        ("opened", "New"), ("paused", "Awaiting Vendor"), ("resolved", "Resolved"),
    ]  # fmt: skip
    # What was said is known the next time.
    again = bench.take(LOG)
    assert {one.word: (one.stage, one.how) for one in again.draft.states}["-100"] == (
        None, "remembered",
    )  # fmt: skip
    assert counts(again) == (2, 0, 0, 2, 0)


def test_a_log_may_be_read_as_tickets_and_the_other_way_round(bench):
    checked = bench.check(LOG, rows="ticket")
    assert counts(checked)[:2] == (2, 2)
    assert codes(checked)["twice_number", "INC1"] == [3, 4, 5]
    with pytest.raises(FileProblem, match="what happened and when"):
        bench.check(ROWS, rows="event")


def test_rows_without_a_number_or_a_time_are_rejected_and_bad_values_leave_their_field(bench):
    rows = [
        HEAD,
        ["", "No number", "Open", "2026-05-04 09:00", "", "", ""],
        ["1", "No time", "Open", "?", "", "", ""],
        ["2", "Bad time", "Open", "2026-05-04 09:00", "soon", "", ""],
        ["3", "Too far", "Open", "2026-05-04 09:00", "9999-12-31", "", ""],
        ["4", "Good", "Open", "2026-05-04 09:00", "2026-05-04 09:30", "", ""],
    ]
    checked = bench.take(rows)
    assert counts(checked) == (3, 3, 0, 0, 2)
    assert set(bench.tickets()) == {"2", "3", "4"}
    found = codes(checked)
    assert found["no_number", ""] == [2]
    assert found["no_time", ""] == [3]
    assert found["date", "soon"] == [4]
    assert ("date", "9999-12-31") not in found
    told_ = next(iter(checked.findings.problems()))
    assert {"file", "sheet", "row", "column", "found", "expected", "remedy"} == set(told_)


def test_an_open_order_of_day_and_month_is_asked_once_a_column(bench):
    rows = [HEAD, ["1", "a", "Open", "4/5/2026 09:00", "", "", ""],
            ["2", "b", "Open", "6/7/2026 09:00", "", "", ""]]  # fmt: skip
    run = bench.run(rows)
    [group] = run.check().findings.questions
    assert (group.column, group.code, list(group.rows)) == ("Created at", "date_order", [2, 3])
    with pytest.raises(Question):
        run.apply()
    bench.take(rows, date_order={"Created at": "mdy"})
    assert bench.history("1") == [("05.04. 09:00", "opened", "Open")]


def test_times_are_of_a_zone_and_changed_clocks_are_told(bench):
    rows = [HEAD, ["1", "a", "Open", "2026-03-29 02:30", "", "", ""],
            ["2", "b", "Open", "2026-10-25 02:30", "", "", ""],
            ["3", "c", "Open", "2026-07-01 12:00", "", "", ""]]  # fmt: skip
    checked = bench.take(rows, zone="Europe/Berlin")
    assert bench.history("3") == [("01.07. 10:00", "opened", "Open")]
    assert codes(checked)["gap", "2026-03-29 02:30"] == [2]
    assert codes(checked)["fold", "2026-10-25 02:30"] == [3]
    # The zone is remembered for the account; a calendar of the workspace gives it otherwise.
    assert bench.check(rows).draft.zone == "Europe/Berlin"
    with pytest.raises(Invalid, match="time zone"):
        bench.check(rows, zone="Berlin")


def test_a_service_is_found_by_its_name(bench):
    bench.desk.service_levels.create("service", {"account_id": bench.account, "name": "E-mail"})
    rows = [[*HEAD, "Service"], [*ROWS[1], "e-mail"], [*ROWS[2], "Fax"]]
    checked = bench.take(rows)
    assert bench.tickets()["7"]["service_id"]
    assert bench.tickets()["8"]["service_id"] is None
    assert codes(checked)["service", "Fax"] == [3]


def test_mapping_of_columns_is_remembered(bench):
    rows = [["Fall", "Wann", "Zustand", "Gelöst am"], ["1", "2026-05-04 09:00", "Neu", ""]]
    with pytest.raises(FileProblem, match="numbers of tickets"):
        bench.check(rows)
    bench.take(rows, columns={"Fall": "ticket.number", "Wann": "ticket.opened"})
    again = bench.check(rows)
    assert counts(again) == (1, 0, 0, 1, 0)
    [sheet] = again.draft.sheets
    assert {c.match.how for c in sheet.columns if c.target} == {"remembered", "exact"}


def test_parts_of_one_log_complete_each_other(bench):
    bench.take(LOG[:3], date_order={"opened_at": "dmy"})
    bench.take([LOG[0], *LOG[3:5]])
    assert [one[2] for one in bench.history("INC1")] == ["New", "Awaiting Vendor", "-100",
                                                         "Resolved"]  # fmt: skip
    assert counts(bench.take(LOG)) == (2, 1, 0, 1, 0)


def test_cancel_leaves_the_workspace_as_it_was(bench):
    from acctdesk.errors import Cancelled
    from acctdesk.services.lanes import Job

    run = bench.run(ROWS)
    run.check()
    job = Job("Import")
    job.cancel()
    with pytest.raises(Cancelled):
        run.apply(job)
    assert bench.tickets() == {}
    run.close()


def test_a_workbook_with_real_dates(bench, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Issue key", "Summary", "Status", "Created", "Resolved"])
    sheet.append(["AC-1", "=1+1", "Done", at(4, 9), at(4, 17)])
    sheet.append(["AC-2", "VPN", "In Progress", at(5, 9), None])
    book.save(tmp_path / "jira.xlsx")
    bench.take(tmp_path / "jira.xlsx")
    assert bench.history("AC-1")[-1] == ("04.05. 17:00", "resolved", "Done")
    assert bench.tickets()["AC-2"]["state"] == "opened"


def test_an_account_that_is_new_is_made_in_the_same_step(desk, bench):
    run = TicketImport(desk.imports, "Neue Werft")
    run.open([bench.file(ROWS)])
    change = run.apply()
    run.close()
    assert "Neue Werft" in [name for _id, name in desk.records.options("account")]
    desk.history.revert(change.id)
    assert "Neue Werft" not in [name for _id, name in desk.records.options("account")]
    run = TicketImport(desk.imports, "")
    run.open([bench.file(ROWS)])
    with pytest.raises(Invalid, match="whose tickets"):
        run.check()
    run.close()
