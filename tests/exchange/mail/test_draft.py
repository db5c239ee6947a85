"""A view as a draft that mail programs open, and as a calendar entry."""

from __future__ import annotations

import datetime as dt
import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from acctdesk.clientview import Contact, Table, Text, View
from acctdesk.errors import Problem
from acctdesk.exchange.mail.draft import to_draft, write_draft
from acctdesk.exchange.mail.entry import to_entry, write_entry

NOW = dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC)
STARTS = dt.datetime(2026, 12, 4, 9, tzinfo=dt.UTC)

VIEW = View(
    Text("Quarterly business review, Q4 2026: minutes\r\nBcc: evil@x.example", "title"),
    (
        Contact("Jana Ode", emails=("jana.ode@northwind.example", "second@northwind.example")),
        Contact("Łukasz “L” <Wrona>", emails=("l.wrona@northwind.example",)),
        Contact("Nobody"),
        Contact("Umlaut", emails=("info@müller.example",)),
        Contact("Trick", emails=("a@b.example, c@d.example",)),
        Text("Thank you & goodbye <b>"),
        Text("Decided", "heading"),
        Table(
            ("What", "Who", "Due"),
            (("Fail-over, tested", "Priya", "1 Dec"), ("Nothing", "", "")),
        ),
    ),
)  # fmt: skip


def read(view: View = VIEW, language: str = "en") -> EmailMessage:
    found = email.message_from_bytes(to_draft(view, language), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_draft_is_one_that_was_never_sent() -> None:
    message = read()
    assert message["X-Unsent"] == "1"
    assert message["Content-Language"] == "en"
    assert {"From", "Date", "Message-ID", "Bcc"}.isdisjoint(message.keys())
    assert message["Subject"] == ("Quarterly business review, Q4 2026: minutes Bcc: evil@x.example")


def test_it_goes_to_the_first_address_of_each_contact_that_has_one() -> None:
    found = read()["To"].addresses
    assert [(one.display_name, one.addr_spec) for one in found] == [
        ("Jana Ode", "jana.ode@northwind.example"),
        ("Łukasz “L” <Wrona>", "l.wrona@northwind.example"),
        ("Umlaut", "info@xn--mller-kva.example"),
    ]
    assert "To" not in read(View(Text("x"), (Text("y"),)))


def test_its_plain_text_says_all_of_it_on_lines() -> None:
    body = read().get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == [
        "Thank you & goodbye <b>", "", "Decided", "-------",
        "* Fail-over, tested (Who: Priya, Due: 1 Dec)", "* Nothing",
    ]  # fmt: skip


def test_its_rich_text_is_a_table_and_no_markup_of_ours_comes_through() -> None:
    body = read().get_body(("html",))
    assert body is not None
    text = body.get_content()
    assert "<p>Thank you &amp; goodbye &lt;b&gt;</p>" in text
    assert text.count("<th ") == 3
    assert text.count("<td ") == 6
    assert '<html lang="en">' in text


def test_every_line_ends_as_mail_wants_it() -> None:
    raw = to_draft(VIEW)
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def entry(**changed: object) -> list[str]:
    told: dict[str, object] = {
        "uid": "m1@acctdesk", "starts": STARTS, "minutes": 90, "place": "Rotterdam, online",
        "now": NOW, **changed,
    }  # fmt: skip
    raw = to_entry(VIEW, **told).decode()  # type: ignore[arg-type]
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    return raw.replace("\r\n ", "").split("\r\n")


def test_an_entry_tells_when_where_and_what() -> None:
    lines = entry()
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "UID:m1@acctdesk", "DTSTAMP:20261123T110000Z", "DTSTART:20261204T090000Z",
        "DTEND:20261204T103000Z", "LOCATION:Rotterdam\\, online", "STATUS:CONFIRMED",
        "METHOD:PUBLISH",
    ):  # fmt: skip
        assert line in lines
    [description] = [one for one in lines if one.startswith("DESCRIPTION:")]
    assert description.endswith("Decided\\nFail-over\\, tested · Priya · 1 Dec\\nNothing")
    assert not [one for one in lines if "northwind.example" in one]


def test_a_later_entry_takes_the_place_of_an_earlier_one() -> None:
    def number(lines: list[str]) -> int:
        return int(next(one for one in lines if one.startswith("SEQUENCE:"))[9:])

    later = entry(now=NOW + dt.timedelta(minutes=1), cancelled=True)
    assert number(later) > number(entry())
    assert "STATUS:CANCELLED" in later


def test_both_are_written_as_files(tmp_path: Path) -> None:
    write_draft(VIEW, tmp_path / "minutes.eml", "en")
    write_entry(
        VIEW, tmp_path / "review.ics", uid="m1@acctdesk", starts=STARTS, minutes=90, now=NOW
    )
    assert b"X-Unsent: 1" in (tmp_path / "minutes.eml").read_bytes()
    assert (tmp_path / "review.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["minutes.eml", "review.ics"]
    with pytest.raises(Problem):
        write_draft(VIEW, tmp_path / "nowhere" / "minutes.eml")
