"""History as lines of plain texts, for a sheet of a hand-over."""

from __future__ import annotations

from acctdesk.compose import Desk
from acctdesk.services.history import MANY
from tests.services.making import Book


def test_each_field_is_a_line_and_a_record_that_came_or_went_is_one(book: Book) -> None:
    desk = book.desk
    desk.settings.introduce("Priya")
    acme, other = book.account("Acme", city="Ulm"), book.account("Other")
    ann, _post = book.person(acme, "Ann", title="CIO")
    desk.accounts.edit([acme, other], {"city": "Bonn", "tier": "A"})
    desk.records.edit("person", ann, {"notes": "kind"})
    lines = desk.history.lines_of([acme], 100)
    assert [(one.title, one.done, one.field_label, one.before, one.after) for one in lines[:3]] == [
        ("Ann", "Changed", "Internal notes", "", "kind"),
        ("Acme", "Changed", "City", "Ulm", "Bonn"),
        ("Acme", "Changed", "Tier", "", "A"),
    ]
    assert {one.account for one in lines} == {"Acme"}
    assert {one.author for one in lines} == {"Priya"}
    assert lines[0].what == "Edit Internal notes"
    assert (lines[0].kind_label, lines[0].field, lines[0].record) == ("Person", "person.notes", ann)
    born = lines[-1]
    assert (born.done, born.field_label, born.before) == ("Added", "", "")
    assert "City: Ulm" in born.after
    assert desk.history.lines_of([acme], 2) == lines[:2]
    told = {one.field for one in desk.history.lines_of([acme], 100, without=["person.notes"])}
    assert "person.notes" not in told
    assert "account.city" in told


def test_what_went_is_told_with_all_that_it_held_and_an_undo_as_one(book: Book) -> None:
    desk = book.desk
    acme = book.account("Acme")
    talk = {"type": "call", "day": "2026-03-02", "subject": "Price talk", "summary": "x" * 4000}
    held, _change = desk.interactions.log(acme, talk, [])
    desk.records.delete("interaction", [held])
    gone = desk.history.lines_of([acme], 1)[0]
    assert (gone.title, gone.done, gone.after) == ("Price talk", "Deleted", "")
    assert "Subject: Price talk" in gone.before
    assert len(gone.before) <= 1000
    desk.history.undo()
    back = desk.history.lines_of([acme], 1)[0]
    assert back.done == "Added"
    assert back.what.startswith("Undo: Delete")


def test_who_works_at_two_accounts_is_told_with_both(book: Book, desk: Desk) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    ann, _post = book.person(acme, "Ann")
    desk.records.create("position", {"person_id": ann, "account_id": other, "title": "Advisor"})
    desk.records.edit("person", ann, {"notes": "twice"})
    [line] = desk.history.lines_of([acme, other], 1)
    assert line.account == "Acme, Other"
    assert desk.history.lines_of([other], 1)[0].account == "Other"
    assert desk.history.lines_of([], 9) == []


def test_what_came_in_hundreds_is_counted_for_each_account(desk: Desk, book: Book) -> None:
    acme, globex = book.account("Acme"), book.account("Globex")
    with desk.context.write("Import {name}", name="tickets.csv") as unit:
        rows = [(f"{n:032x}", acme if n % 4 else globex, f"INC{n}") for n in range(MANY)]
        unit.insert_many("ticket", ("id", "account_id", "number"), rows)
        unit.commit()
    desk.records.edit("ticket", f"{1:032x}", {"title": "Mail is slow"})
    told = [(one.account, one.kind_label, one.title, one.after)
            for one in desk.history.lines_of([acme, globex], 100)]  # fmt: skip
    assert told[0] == ("Acme", "Ticket", "INC1", "Mail is slow")
    assert sorted(told[1:3]) == [
        ("Acme", "Tickets", "", "150 added"), ("Globex", "Tickets", "", "50 added"),
    ]  # fmt: skip
    assert [one[2] for one in told[3:]] == ["Globex", "Acme"]
