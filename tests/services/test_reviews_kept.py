"""Reviews and what belongs to them are found, merged, brought back and purged as all records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from acctdesk.compose import Desk, create_desk
from acctdesk.services.hits import Find
from acctdesk.services.meeting import Frozen
from acctdesk.services.meetings import Meetings
from tests.services.making import Book

STARTS = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
OWN = ("meeting", "promise", "goal", "decision", "risk", "initiative", "answer")
PARTS = ("agenda_item", "attendee", "slide", "snapshot")


@dataclass
class Kept:
    """An account of which everything about reviews is kept."""

    account: str
    person: str
    meeting: str


def fill(desk: Desk, token: str) -> Kept:
    """An account whose every text begins with a token."""
    book = Book(desk)
    account = book.account(f"{token} AG")
    person, _post = book.person(account, f"{token}person")
    meeting, _change = desk.meetings.plan(
        account, "qbr", STARTS, {"title": f"{token}review", "client_minutes": f"{token}minutes"}
    )
    desk.meetings.invite(meeting, [person])
    desk.meetings.add_item(
        meeting, {"title": f"{token}item", "minutes": 1, "looks": "back", "person_id": person}
    )
    desk.meetings.add_slide(
        meeting, "own", {"body": f"{token}body", "options": {"text": f"{token}option"}}
    )
    desk.promises.make(
        account, {"title": f"{token}promise", "person_id": person, "meeting_id": meeting}
    )
    create = desk.goals.create
    goal, _change = create("goal", account, {"name": f"{token}goal"})
    create("decision", account, {"title": f"{token}decision", "meeting_id": meeting})
    create("risk", account, {"name": f"{token}risk", "meeting_id": meeting})
    create("initiative", account, {"name": f"{token}initiative", "goal_id": goal})
    desk.surveys.add(
        account, {"type": "nps", "score": 9, "person_id": person, "comment": f"{token}comment"}
    )
    frozen = Frozen(f'{{"title":"{token}frozen"}}', "")
    Meetings(desk.context, desk.records, lambda _one: frozen).hold(meeting)
    return Kept(account, person, meeting)


@pytest.fixture
def kept(desk: Desk) -> Kept:
    return fill(desk, "Zyx")


def found(desk: Desk, words: str, **narrowed: Any) -> dict[str, list[str]]:
    groups = desk.finding.search(Find(words, near=False, **narrowed)).groups
    return {group.kind: [hit.title.text for hit in group.hits] for group in groups}


def test_every_kind_is_found_by_its_words(desk: Desk, kept: Kept) -> None:
    for kind, title in (
        ("meeting", "Zyxreview"), ("promise", "Zyxpromise"), ("goal", "Zyxgoal"),
        ("decision", "Zyxdecision"), ("risk", "Zyxrisk"), ("initiative", "Zyxinitiative"),
        ("answer", "Zyxcomment"),
    ):  # fmt: skip
        assert found(desk, title.lower())[kind] == [title]
    assert found(desk, "zyxminutes") == {"meeting": ["Zyxreview"]}
    # Slides and agenda are found with nothing: who looks for them looks for the review.
    assert found(desk, "zyxbody") == {}


def test_what_is_found_says_whose_it_is_and_of_which_day(desk: Desk, kept: Kept) -> None:
    hits = {one.kind: one for one in desk.finding.search(Find("zyx", near=False)).hits()}
    for kind in OWN:
        assert (hits[kind].account, hits[kind].account_id) == ("Zyx AG", kept.account)
    assert (hits["meeting"].note, hits["meeting"].day) == ("qbr", "2026-03-20")
    assert (hits["promise"].note, hits["answer"].day) == ("open", "2026-03-04")


def test_a_search_is_narrowed_to_one_account(desk: Desk, kept: Kept) -> None:
    fill(desk, "Zyxother")
    held = found(desk, "zyx", account=kept.account)
    assert all(len(held[kind]) == 1 for kind in OWN)
    desk.records.archive("account", [kept.account])
    assert not set(OWN) & found(desk, "zyx", account=kept.account).keys()
    assert set(OWN) <= found(desk, "zyx", account=kept.account, archived=True).keys()


def test_an_attachment_of_a_review_is_found_at_its_account(desk: Desk, kept: Kept) -> None:
    desk.attachments.add_content("meeting", kept.meeting, "photo.png", b"png")
    [hit] = desk.finding.search(Find("photo", account=kept.account)).hits()
    assert (hit.account, hit.owner_kind, hit.owner_id) == ("Zyx AG", "meeting", kept.meeting)


def test_a_deleted_review_comes_back_with_all_its_parts(desk: Desk, book: Book, kept: Kept) -> None:
    before = book.content()
    desk.meetings.delete([kept.meeting])
    assert not set(PARTS) & book.content().keys()
    assert len(book.content()["promise"]) == 1  # what was promised there stays
    [gone] = desk.trash.deleted(kinds=("meeting",))
    assert gone.title == "Zyxreview"
    desk.trash.restore([gone.record])
    assert {kind: book.content()[kind] for kind in (*OWN, *PARTS)} == {
        kind: before[kind] for kind in (*OWN, *PARTS)
    }


@pytest.mark.parametrize("kind", OWN)
def test_what_was_deleted_is_in_the_trash(desk: Desk, book: Book, kept: Kept, kind: str) -> None:
    [record] = book.ids(kind)
    desk.records.delete(kind, [record])
    assert [one.record for one in desk.trash.deleted(kinds=(kind,))] == [record]
    desk.trash.restore([record])
    assert book.ids(kind) == [record]


def test_deleting_an_account_takes_everything_along_and_undo_brings_it_back(
    desk: Desk, book: Book, kept: Kept
) -> None:
    before = book.content()
    desk.records.delete("account", [kept.account])
    assert not {*OWN, *PARTS} & book.content().keys()
    desk.history.undo()
    assert book.content() == before


def test_merging_accounts_moves_everything(desk: Desk, book: Book, kept: Kept) -> None:
    other = book.account("Other")
    before = book.content()
    desk.merging.merge("account", other, kept.account)
    for kind in OWN:
        [row] = book.content()[kind].values()
        assert row["account_id"] == other
    assert {kind: len(book.content()[kind]) for kind in PARTS} == {
        kind: len(before[kind]) for kind in PARTS
    }
    desk.history.undo()
    assert book.content() == before


def test_merging_people_leaves_one_invitation(desk: Desk, book: Book, kept: Kept) -> None:
    twin, _post = book.person(kept.account, "Zyx Twin")
    desk.meetings.invite(kept.meeting, [twin])
    desk.merging.merge("person", kept.person, twin)
    asked = [one.party.id for one in desk.meetings.detail(kept.meeting).attendees if one.person]
    assert asked == [kept.person]


def test_the_history_of_an_account_tells_of_its_reviews(desk: Desk, book: Book, kept: Kept) -> None:
    book.account("Elsewhere")
    told = [one.label.message for one in desk.history.of_record("account", kept.account)]
    for message in (
        "Plan {title} with {name}", "Hold {title}", "Promise “{title}”", "Add a slide",
        "Add “{title}” to the agenda", "Add an answer of {name}",
    ):  # fmt: skip
        assert message in told, message
    desk.meetings.delete([kept.meeting])
    again = [one.label.message for one in desk.history.of_record("account", kept.account)]
    assert set(told) < set(again)


def test_what_is_purged_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        kept = fill(desk, "Zyx")
        desk.records.delete("account", [kept.account])
        desk.records.delete("person", [kept.person])
        desk.purging.purge([kept.account, kept.person])
        with desk.workspace.read() as connection:
            left = connection.execute(
                text("SELECT count(*) FROM change_row WHERE before LIKE '%Zyx%'"
                     " OR after LIKE '%Zyx%'")
            ).scalar()  # fmt: skip
        assert left == 0
    for one in tmp_path.iterdir():
        if one.name.startswith(path.name):
            assert b"Zyx" not in one.read_bytes(), one.name
