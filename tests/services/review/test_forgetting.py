"""Somebody who is purged is gone from frozen decks as well, to the last byte, and it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from acctdesk.clientview import Contact, Deck, Node, Quote, Slide, Table, Text, Tree
from acctdesk.compose import Desk, create_desk, open_desk
from acctdesk.services.review.forgetting import Traces, forgotten
from tests.services.making import Book
from tests.services.test_purging import bytes_of

WHO = Traces(
    frozenset({"Zyx Zyxova", "zyx@zyx.example", "+420 999 888", "趙子龍"}),
    frozenset({"Zyx said: it's “slow”.\nStill."}),
)


def deck(*parts: object, title: str = "All well", **more: object) -> Deck:
    slides = (Slide("One", title, parts=tuple(parts), **more),)  # type: ignore[arg-type]
    return Deck("QBR", "Acme", "Q4", "today", "Ann", "en", slides)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zyx Zyxova", "…"),
        ("Asked by Zyx Zyxova, CIO", "Asked by …, CIO"),
        ("Zyx Zyxovas house", "Zyx Zyxovas house"),
        ("write to zyx@zyx.example or +420 999 888.", "write to … or …."),
        ("報告先:趙子龍様", "報告先:…様"),
        ("Zyx", "Zyx"),
        ("", ""),
    ],
)
def test_names_are_blotted_out_as_words_of_their_own(text: str, left: str) -> None:
    table = Table(("Who",), ((text,),))
    found = forgotten(deck(table, title=text, notes=(text,)), WHO).slides[0]
    assert (found.title, found.notes, found.parts) == (
        left, (left,), (Table(("Who",), ((left,),)),),
    )  # fmt: skip


def test_what_they_said_goes_as_a_whole() -> None:
    stays = Quote("Fine", "Jana Ode")
    tree = Tree((Node(("Ann", "CEO")), Node(("Zyx Zyxova", "CIO"), 0), Node(("Jana",), 1)))
    held = deck(
        Quote("Zyx said: it's “slow”.\nStill."), Quote("Good", "Zyx Zyxova, CIO"), stays,
        Contact("Zyx Zyxova", "Zyx"), tree, Text("Thanks"),
        more=(Slide("Two", "More", parts=(Quote("Good", "Zyx Zyxova"),)),),
    )  # fmt: skip
    found = forgotten(held, WHO).slides[0]
    shape = Tree((Node(("Ann", "CEO")), Node(("…", "CIO"), 0), Node(("Jana",), 1)))
    assert found.parts == (stays, shape, Text("Thanks"))
    assert found.more[0].parts == ()


def test_nobody_known_changes_nothing() -> None:
    held = deck(Quote("Good", "Zyx Zyxova"))
    assert forgotten(held, Traces(frozenset(), frozenset())) == held
    assert forgotten(held, Traces(frozenset({"Z"}), frozenset())) == held


def held_review(desk: Desk) -> tuple[str, str, str]:
    """A review whose deck names two people; its id and theirs."""
    book = Book(desk)
    account = book.account("Acme", language="en")
    gone, _post = book.person(account, "Zyx Zyxova", title="Head of IT")
    stays, _post = book.person(account, "Jana Ode", title="CIO")
    desk.records.edit("person", gone, {"email": "zyx.one@acme.example"})
    values = {"title": "List of projects", "side": "theirs", "agreed": True}
    for one in (gone, stays):
        desk.promises.make(account, {**values, "person_id": one, "due": "2026-12-01"})
    for one, said in ((gone, 'ZyxWords "as said"\nagain'), (stays, "Well done")):
        desk.surveys.add(
            account,
            {"person_id": one, "type": "csat", "score": 5, "day": desk.context.today().isoformat(),
             "comment": said, "may_quote": True},
        )  # fmt: skip
    meeting, _change = desk.meetings.plan(account, "qbr", desk.context.now())
    desk.meetings.hold(meeting)
    return meeting, gone, stays


def test_a_purged_person_is_gone_from_frozen_decks_to_the_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        meeting, gone, _stays = held_review(desk)
        texts = "\n".join(desk.decks.build(meeting).deck.texts())
        assert "Zyx Zyxova" in texts
        assert "ZyxWords" in texts
        desk.records.delete("person", [gone])
        # Deleted alone, the deck stays as it was shown.
        assert "Zyx Zyxova" in "\n".join(desk.decks.build(meeting).deck.texts())
        told = []
        desk.bus.subscribe(told.append)
        done = desk.purging.purge([gone])
        assert done.decks == 1
        assert "snapshot" in told[-1].touched
        built = desk.decks.build(meeting)
        assert built.frozen is not None
        texts = "\n".join(built.deck.texts())
        assert "Zyx" not in texts
        assert "Jana Ode" in texts
        assert "Well done" in texts
        assert "List of projects" in texts
        assert desk.workspace.check() == []
    left = bytes_of(path)
    for one in ("Zyx Zyxova", "ZyxWords", "zyx.one@"):
        assert one.encode() not in left
        assert one.lower().encode() not in left
    with open_desk(path) as desk:
        desk.history.undo()  # goes on as before
        assert desk.workspace.check() == []


def test_a_deck_in_the_trash_forgets_as_well(tmp_path: Path) -> None:
    """The journal holds the deck of a deleted review: undo must not bring the name back."""
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        meeting, gone, _stays = held_review(desk)
        desk.records.delete("meeting", [meeting])
        desk.records.delete("person", [gone])
        assert desk.purging.purge([gone]).decks == 0  # of those that are there
        desk.history.undo()  # what had named the person
        desk.history.undo()  # the review
        texts = "\n".join(desk.decks.build(meeting).deck.texts())
        assert "Zyx" not in texts
        assert "Jana Ode" in texts
    assert b"Zyx Zyxova" not in bytes_of(path)


def test_undo_and_redo_of_holding_do_not_bring_a_name_back(tmp_path: Path) -> None:
    with create_desk(tmp_path / "book.acctdesk") as desk:
        meeting, gone, _stays = held_review(desk)
        desk.records.delete("person", [gone])
        desk.purging.purge([gone])
        shown = desk.decks.build(meeting).deck
        while desk.meetings.get(meeting).state != "planned":
            desk.history.undo()
        assert desk.meetings.snapshot(meeting) is None
        while desk.meetings.get(meeting).state != "held":
            desk.history.redo()
        assert desk.decks.build(meeting).deck == shown
        assert "Zyx" not in "".join(shown.texts())
