"""What goes to a client around a review holds what is theirs to know, in their language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from acctdesk.clientview import Contact, Table
from acctdesk.compose import Desk
from acctdesk.errors import Invalid
from acctdesk.exchange.mail.draft import to_draft
from acctdesk.exchange.mail.entry import to_entry
from acctdesk.services.follow_up import Mail
from acctdesk.workspace import Workspace
from tests.canaries import NOW, planted
from tests.services.making import Book

STARTS = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def account(book: Book) -> str:
    book.desk.settings.introduce("Mara Klein")
    return book.account("Northwind", language="en", time_zone="Europe/Amsterdam")


@pytest.fixture
def meeting(desk: Desk, book: Book, account: str) -> str:
    """A review at which something was said, decided and promised."""
    jana, _post = book.person(account, "Jana Ode")
    rui, _post = book.person(account, "Rui Faria")
    desk.records.edit("person", jana, {"email": "jana@northwind.example"})
    made, _change = desk.meetings.plan(account, "qbr", STARTS, {"place": "Rotterdam"})
    desk.meetings.invite(made, [jana, rui])
    desk.meetings.write_minutes(made, "The switch was replaced.\n\nThe peak begins soon.")
    for title, agreed, person in (("Runbook", True, jana), ("Dinner with Jana", False, jana)):
        desk.promises.make(
            account,
            {"title": title, "agreed": agreed, "meeting_id": made, "person_id": person,
             "member_id": desk.settings.me.id, "due": "2026-04-01"},
        )  # fmt: skip
    for title, safe in (("Second site", True), ("Discount", False)):
        decision, _change = desk.goals.create(
            "decision", account, {"title": title, "meeting_id": made, "client_safe": safe}
        )
        desk.goals.decide(decision, f"{title}: yes")
    return made


def tables(mail: Mail) -> list[Table]:
    return [one for one in mail.view.parts if isinstance(one, Table)]


def texts(mail: Mail) -> str:
    return "\n".join(mail.view.texts())


def test_the_minutes_hold_what_was_said_decided_and_agreed(desk: Desk, meeting: str) -> None:
    mail = desk.meetings.follow_up(meeting)
    assert mail.view.title.text == "Quarterly business review, Q1 2026, 3 Mar 2026: minutes"
    assert "The switch was replaced." in texts(mail)
    decided, actions = tables(mail)
    assert decided.rows == (("Second site", "Second site: yes", "–"),)
    assert actions.rows == (("Runbook", "Us", "Mara Klein", "1 Apr 2026"),)
    for held in ("Discount", "Dinner"):
        assert held not in texts(mail)


def test_it_goes_to_those_of_the_client_who_were_asked(desk: Desk, meeting: str) -> None:
    mail = desk.meetings.follow_up(meeting)
    people = [one for one in mail.view.parts if isinstance(one, Contact)]
    assert [(one.name, one.emails) for one in people] == [
        ("Jana Ode", ("jana@northwind.example",)), ("Rui Faria", ()),
    ]  # fmt: skip


def test_the_invitation_has_the_agenda_and_the_clock_of_the_client(
    desk: Desk, meeting: str
) -> None:
    mail = desk.meetings.invitation(meeting)
    assert "3 Mar 2026, 10:00–11:30 (Europe/Amsterdam) · Rotterdam" in texts(mail)
    [agenda] = tables(mail)
    assert agenda.rows[0] == ("5", "Welcome, who is here", "Mara Klein")
    assert len(agenda.rows) == 8
    assert (mail.minutes, mail.place, mail.starts, mail.cancelled) == (
        90, "Rotterdam", STARTS, False,
    )  # fmt: skip
    assert meeting not in mail.uid
    assert mail.uid == desk.meetings.follow_up(meeting).uid


def test_it_speaks_the_language_of_the_client(desk: Desk, meeting: str) -> None:
    desk.meetings.edit(meeting, {"language": "de"})
    mail = desk.meetings.follow_up(meeting)
    assert mail.language == "de"
    assert "Thank you" not in texts(mail)
    assert tables(mail)[1].rows[0][3] == "1. Apr. 2026"
    desk.meetings.edit(meeting, {"language": "fi"})
    assert desk.meetings.follow_up(meeting).language == "en-GB"


def test_nothing_of_an_internal_review_goes_out(desk: Desk, meeting: str) -> None:
    desk.meetings.edit(meeting, {"type": "internal"})
    with pytest.raises(Invalid):
        desk.meetings.follow_up(meeting)
    with pytest.raises(Invalid):
        desk.meetings.invitation(meeting)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_canary_gets_into_a_mail_or_a_calendar(tmp_path: Path, language: str) -> None:
    path = tmp_path / "book.acctdesk"
    Workspace.create(path).close()
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as desk:
        canaries = planted(desk)
        desk.meetings.edit(canaries.meeting, {"language": language})
        for mail in (
            desk.meetings.follow_up(canaries.meeting),
            desk.meetings.invitation(canaries.meeting),
        ):
            entry = to_entry(
                mail.view, uid=mail.uid, starts=mail.starts, minutes=mail.minutes,
                place=mail.place, now=NOW,
            )  # fmt: skip
            written = [
                *mail.view.texts(), to_draft(mail.view, mail.language).decode(), entry.decode(),
            ]  # fmt: skip
            unfolded = [one.replace("\r\n ", "").replace("=\r\n", "") for one in written]
            assert canaries.leaks([*written, *unfolded]) == []
            assert canaries.keys(written) >= {"meeting.title", "person.name"}
            assert canaries.leaks([*canaries.forbidden]) != []
