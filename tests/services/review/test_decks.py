"""Decks are put together by the review, and stay as they were shown once it was held."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from acctdesk.compose import Desk, open_desk
from acctdesk.errors import Invalid, NotFound
from acctdesk.services.review.blocks import BLOCKS
from acctdesk.services.review.freezing import thaw
from acctdesk.services.review.wanted import USUAL
from tests.services.levels import row
from tests.services.review.making import RESOLVED, Review
from tests.services.review.test_level_blocks import ticket

ROOT = Path(__file__).resolve().parents[3]


def prepared(desk: Desk) -> Review:
    """A review with figures, promises and a risk, of which each has a slide."""
    review = Review(desk, RESOLVED)
    review.contract.put(ticket("A", "10", 1), ticket("B", "11", 1))
    review.promise("List of projects", due="2026-12-01")
    review.goal("risk", name="Supply", likelihood="low", impact="low")
    for block in ("title", "actions", "scorecard", "chart", "risks"):
        review.slide(block)
    return review


# -- frozen ------------------------------------------------------------------------------------


def change_everything(review: Review) -> None:
    """Later edits of all that the deck shows."""
    desk = review.desk
    review.contract.put(ticket("C", "11", 7), ticket("A", "10", 7))  # an import
    [promise] = desk.promises.of_account(review.account).promises
    desk.promises.keep(promise.id)
    [risk] = desk.goals.risks(review.account)
    desk.goals.edit("risk", risk.id, {"name": "Another", "client_safe": None})
    desk.records.edit("account", review.account, {"name": "Renamed", "language": "de"})
    desk.meetings.edit(review.id, {"title": "Another title", "language": "de"})
    for one in desk.meetings.detail(review.id).slides[:1]:
        desk.meetings.edit_slide(one.id, {"title": "Typed later"})
    desk.meetings.remove_slides([desk.meetings.detail(review.id).slides[-1].id])


def test_a_held_review_shows_what_it_showed(desk: Desk) -> None:
    review = prepared(desk)
    shown = review.deck
    desk.meetings.hold(review.id)
    built = review.built
    assert built.deck == shown
    assert built.frozen == desk.context.now()
    assert built.withheld == desk.decks.build(review.id, now=True).withheld
    change_everything(review)
    assert review.deck == shown
    now = desk.decks.build(review.id, now=True)
    assert now.frozen is None
    assert now.deck != shown
    assert now.deck.language == "de"


def test_undo_and_redo_leave_it_as_it_was(desk: Desk) -> None:
    review = prepared(desk)
    desk.meetings.hold(review.id)
    shown = review.deck
    change_everything(review)
    while (
        coming := desk.history.next_undo()
    ) is not None and coming.label.message != "Hold {title}":
        desk.history.undo()
        assert review.deck == shown
    desk.history.undo()  # that it was held
    assert review.built.frozen is None
    assert desk.meetings.get(review.id).state == "planned"
    desk.history.redo()
    assert review.deck == shown
    assert review.built.frozen is not None
    while desk.history.next_redo() is not None:
        desk.history.redo()
    assert review.deck == shown


def test_it_is_the_same_after_closing_and_by_the_byte(desk: Desk) -> None:
    review = prepared(desk)
    desk.meetings.hold(review.id)
    kept = desk.meetings.snapshot(review.id)
    assert kept is not None
    change_everything(review)
    desk.workspace.rebuild_figures()
    desk.workspace.rebuild_search()
    path = desk.path
    desk.close()
    with open_desk(path) as again:
        found = again.meetings.snapshot(review.id)
        assert found is not None
        assert found.content == kept.content
        assert again.decks.build(review.id).deck == thaw(kept.content)


def test_what_would_be_shown_otherwise_is_told(desk: Desk) -> None:
    review = prepared(desk)
    assert desk.decks.differences(review.id) == ()
    desk.meetings.hold(review.id)
    assert desk.decks.differences(review.id) == ()
    review.contract.put(ticket("C", "11", 7))
    desk.goals.edit("risk", desk.goals.risks(review.account)[0].id, {"client_safe": None})
    found = {
        (one.slide, one.what): (one.then, one.now) for one in desk.decks.differences(review.id)
    }
    assert found["Service levels", "Resolved in time · Nov 2026"] == ("100 %", "50.0 %")
    assert found["Risks", "Slide"] == ("1 risk is in view", "")
    # In the language of the deck, though the client has another by now.
    desk.meetings.edit(review.id, {"language": "de"})
    assert ("Title", "Subtitle") not in found


def test_an_internal_review_has_no_deck(desk: Desk) -> None:
    review = prepared(desk)
    desk.meetings.edit(review.id, {"type": "internal"})
    with pytest.raises(Invalid, match="internal"):
        desk.decks.build(review.id)
    assert desk.decks.frozen(review.id) is None
    desk.meetings.hold(review.id)
    assert desk.meetings.snapshot(review.id) is None


# -- put together ------------------------------------------------------------------------------


def test_a_deck_knows_the_occasion(desk: Desk) -> None:
    desk.settings.introduce("Mara Klein")
    review = Review(desk)
    desk.meetings.edit(review.id, {"member_id": desk.settings.me.id})
    review.slide("title")
    deck = review.deck
    assert (deck.title, deck.client, deck.period) == (
        "Quarterly business review", "Acme", "Q4 2026",
    )  # fmt: skip
    assert (deck.day, deck.by, deck.language) == ("26 Nov 2026", "Mara Klein", "en-GB")
    assert deck.line == "Acme · Quarterly business review · Q4 2026"


def test_logos_and_the_colour_come_from_settings_and_the_client(desk: Desk) -> None:
    png = b"\x89PNG\r\n\x1a\n"
    review = Review(desk)
    assert review.deck.brand.ours is None
    desk.settings.introduce("Mara Klein")
    me = desk.settings.me.id
    assert me is not None
    ours, _change = desk.attachments.add_content("member", me, "any.png", png + b"ours")
    desk.attachments.add_content("account", review.account, "Logo.png", png + b"theirs")
    desk.settings.set("deck_logo", ours)
    desk.settings.set("deck_accent", "#AB0012")
    brand = review.deck.brand
    assert brand.accent == "#ab0012"
    assert brand.ours is not None
    assert brand.theirs is not None
    assert (brand.ours.data, brand.theirs.data) == (png + b"ours", png + b"theirs")
    assert brand.theirs.alt == "Logo of Acme"
    desk.settings.set("deck_accent", "red")
    desk.settings.set("deck_logo", "gone")
    assert (review.deck.brand.accent, review.deck.brand.ours) == ("#0b5cad", None)


def test_a_review_without_slides_gets_the_usual_ones(desk: Desk) -> None:
    review = Review(desk, RESOLVED)
    review.contract.put(ticket("A", "11", 1))
    names = [one.name for one in review.deck.slides]
    assert names == ["Title", "Service levels", "Gauges", "Resolved in time"]
    assert review.built.warnings == ()  # nobody asked for the others
    made = review.slide("own", title="Only this")
    assert [one.title for one in review.deck.slides] == ["Only this"]
    desk.meetings.edit_slide(made, {"hidden": True})
    assert review.deck.slides == ()
    assert set(USUAL) <= {one.code for one in BLOCKS}


def test_a_deck_of_a_period_needs_no_review(desk: Desk) -> None:
    review = prepared(desk)
    built = desk.decks.for_period(review.account, "2026Q4")
    assert [one.name for one in built.deck.slides] == [
        "Title", "Service levels", "Gauges", "Resolved in time", "Risks", "Actions",
    ]  # fmt: skip
    assert built.deck.period == "Q4 2026"
    assert built.rows == ("",) * 6
    assert desk.decks.for_period(review.account, "2026-09").deck.period == "Sept 2026"
    with pytest.raises(Invalid, match="no period"):
        desk.decks.for_period(review.account, "soon")
    with pytest.raises(NotFound):
        desk.decks.for_period("f" * 32, "2026-Q4")
    with pytest.raises(NotFound):
        desk.decks.build("f" * 32)


def test_each_slide_knows_its_record(desk: Desk) -> None:
    review = prepared(desk)
    told = desk.meetings.detail(review.id).slides
    assert review.built.rows == tuple(one.id for one in told)


def queries(review: Review) -> int:
    """How often the database is asked for a deck."""
    count = 0

    def counted(*_args: object) -> None:
        nonlocal count
        count += 1

    event.listen(Engine, "before_cursor_execute", counted)
    try:
        assert review.deck.slides
    finally:
        event.remove(Engine, "before_cursor_execute", counted)
    return count


def test_reading_a_deck_takes_as_much_for_many_tickets_as_for_few(desk: Desk) -> None:
    """Queries follow from objectives and slides, not from rows."""
    review = prepared(desk)
    counts = [queries(review)]
    review.contract.put(*(ticket(f"T{n}", "11", 7) for n in range(200)))
    for at in range(30):
        review.promise(f"Promise {at}")
        review.answer(9, comment="Good", may_quote=True)
    counts.append(queries(review))
    assert 20 < counts[0] < 250
    assert counts[1] <= counts[0] + 25


def test_nothing_that_shows_slides_names_a_block() -> None:
    """A new block touches nothing but its own file and the list of blocks."""
    rooms = ("drawing", "exchange/decks", "exchange/reports", "ui/presenting", "clientview")
    files = [path for room in rooms for path in (ROOT / "acctdesk" / room).rglob("*.py")]
    assert files
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [one.name for one in node.names] + [getattr(node, "module", "") or ""]
                assert not any("services.review" in one for one in names), path


def test_two_clients_decks_have_nothing_in_common(desk: Desk) -> None:
    one = prepared(desk)
    other = Review(desk, {**RESOLVED, "name": "Theirs", "target": Decimal("0.8")}, name="Zyxcorp")
    other.contract.put(row("Z", ("opened", "2026-11-06 08:00"), ("resolved", "2026-11-06 20:00")))
    other.promise("Zyxpromise")
    texts = "".join(one.deck.texts())
    assert "Zyx" not in texts
    assert "Theirs" not in texts
