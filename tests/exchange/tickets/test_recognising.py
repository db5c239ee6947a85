"""Headings of the usual service desks, words for states, and what a file is."""

from __future__ import annotations

import pytest

from acctdesk.exchange.intake.layout import Heading
from acctdesk.exchange.tickets.fields import targets
from acctdesk.exchange.tickets.matching import Vocabulary, desk_of, looks_like_tickets, match
from acctdesk.exchange.tickets.states import stage_of
from acctdesk.models.catalogue import Catalogue

AT = "2026-05-04 09:00"
EXPORTS = {
    "ServiceNow": {
        "number": "INC1", "short_description": "Printer", "incident_state": "New",
        "opened_at": AT, "sys_updated_on": AT, "resolved_at": AT, "closed_at": AT,
        "priority": "3 - Moderate", "assigned_to": "Jana", "category": "Hardware",
        "resolved_by": "Jana", "made_sla": "true",
    },
    "Jira": {
        "Issue key": "AC-1", "Issue id": "10001", "Summary": "Printer", "Status": "Done",
        "Priority": "High", "Assignee": "Jana", "Reporter": "Rui", "Created": "04/May/26 9:00 AM",
        "Updated": "04/May/26 9:30 AM", "Resolved": "04/May/26 9:30 AM", "Issue Type": "Incident",
    },
    "Zendesk": {
        "Ticket ID": "77", "Subject": "Printer", "Ticket status": "Solved", "Priority": "High",
        "Created at": AT, "Solved at": AT, "Updated at": AT, "Requester": "Rui", "Assignee": "Jana",
    },
    "Freshservice": {
        "Ticket ID": "77", "Subject": "Printer", "Status": "Closed", "Priority": "High",
        "Created Time": AT, "Initial Response Time": AT, "Resolved Time": AT, "Closed Time": AT,
        "Agent": "Jana", "Category": "Hardware",
    },
    "": {
        "Ticketnummer": "4711", "Betreff": "Drucker", "Status": "Gelöst", "Priorität": "Hoch",
        "Erstellt am": "04.05.2026 09:00", "Gelöst am": "04.05.2026 10:00", "Bearbeiter": "Jana",
    },
}  # fmt: skip
WANTED = {
    "ServiceNow": {"number": "number", "short_description": "title", "incident_state": "state",
                   "opened_at": "opened", "sys_updated_on": "#updated", "resolved_at": "resolved",
                   "closed_at": "closed", "assigned_to": "assignee", "category": "category",
                   "resolved_by": "", "made_sla": ""},
    "Jira": {"Issue key": "number", "Issue id": "", "Summary": "title", "Status": "state",
             "Created": "opened", "Updated": "#updated", "Resolved": "resolved", "Reporter": ""},
    "Zendesk": {"Ticket ID": "number", "Subject": "title", "Ticket status": "state",
                "Created at": "opened", "Solved at": "resolved", "Requester": ""},
    "Freshservice": {"Created Time": "opened", "Initial Response Time": "responded",
                     "Resolved Time": "resolved", "Closed Time": "closed", "Agent": "assignee"},
    "": {"Ticketnummer": "number", "Betreff": "title", "Status": "state", "Priorität": "priority",
         "Erstellt am": "opened", "Gelöst am": "resolved", "Bearbeiter": "assignee"},
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    from acctdesk.models import read_catalogue

    return read_catalogue()


def headings(rows):
    return [Heading(i, text, (value,)) for i, (text, value) in enumerate(rows.items())]


@pytest.mark.parametrize("desk", list(EXPORTS))
def test_the_columns_of_the_usual_service_desks(desk, catalogue):
    columns = headings(EXPORTS[desk])
    words = Vocabulary(catalogue)
    found = match(columns, words, targets(catalogue), {})
    went = {one.heading: one.target.key.removeprefix("ticket.") if one.target else ""
            for one in found}  # fmt: skip
    assert {name: went[name] for name in WANTED[desk]} == WANTED[desk]
    assert desk_of([one.text for one in columns]) == desk
    assert looks_like_tickets(columns, words)


@pytest.mark.parametrize(
    "rows",
    [
        {"Company": "Acme", "City": "Kiel", "Tier": "A", "Client since": "2019"},
        {"Id": "1", "Name": "Acme", "Status": "Active", "Created date": AT, "Last modified": AT},
        {"Id": "1", "Name": "Anna", "Title": "CEO", "Manager ID": "2"},
        {"Opportunity": "X", "Stage": "Won", "Close date": "2026-05-04", "Owner": "Jana"},
    ],
)
def test_rosters_are_not_taken_for_tickets(rows, catalogue):
    assert not looks_like_tickets(headings(rows), Vocabulary(catalogue))


def test_a_heading_of_a_time_over_other_values_is_not_taken(catalogue):
    columns = headings({"Number": "1", "Opened": "by Jana", "Created at": AT})
    found = match(columns, Vocabulary(catalogue), targets(catalogue), {})
    assert [one.target.key if one.target else "" for one in found] == [
        "ticket.number", "", "ticket.opened",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "stage", "how"),
    [
        ("New", "opened", "exact"), ("IN PROGRESS", "responded", "exact"),
        ("Awaiting User Info", "paused", "guess"), ("Pending Customer", "paused", "guess"),
        ("On hold", "paused", "exact"), ("Warten auf Kunde", "paused", "guess"),
        ("Awaiting Vendor", "responded", "ask"), ("Awaiting Problem", "responded", "ask"),
        ("Waiting for supplier", "responded", "ask"), ("-100", "responded", "unknown"),
        ("Resolved", "resolved", "exact"), ("Geschlossen", "closed", "exact"),
        ("Re-opened", "reopened", "exact"), ("Waiting for support", "opened", "exact"),
    ],
)  # fmt: skip
def test_words_for_states(word, stage, how):
    assert stage_of(word) == (stage, how)
