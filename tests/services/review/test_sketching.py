"""Slides while they are put together: hidden ones, unkept texts, and what can be chosen."""

from __future__ import annotations

from acctdesk.clientview import Text
from acctdesk.compose import Desk
from tests.services.review.making import MEASURED, RESOLVED, Review
from tests.services.review.test_level_blocks import ticket

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def test_hidden_slides_are_sketched_and_not_built(desk: Desk) -> None:
    review = Review(desk)
    shown = review.slide("own", title="Shown")
    hidden = review.slide("own", title="Hidden", hidden=True)
    assert review.built.rows == (shown,)
    assert desk.decks.sketch(review.id).rows == (shown, hidden)


def test_what_is_typed_is_sketched_before_it_is_kept(desk: Desk) -> None:
    review = Review(desk)
    review.slide("own", title="First")
    slide = review.slide("own", title="Kept", body="One")
    typed = {"title": "Typed", "body": "Two\nThree", "deck_notes": "Read me"}
    made = desk.decks.sketch(review.id, slide, typed)
    [told] = made.deck.slides
    assert told.title == "Typed"
    assert [one for part in told.parts for one in part.texts()] == ["Two", "Three"]
    assert told.notes[-1] == "Read me"
    assert made.rows == (slide,)
    assert review.deck.slides[1].title == "Kept"


def test_what_only_we_may_see_is_never_sketched(desk: Desk) -> None:
    review = Review(desk)
    slide = review.slide("own", title="Kept")
    made = desk.decks.sketch(review.id, slide, {"speaker_notes": "secret", "minutes": "77"})
    assert not any("secret" in one or "77" in one for one in made.deck.slides[0].texts())


def test_options_are_sketched_before_they_are_kept(desk: Desk) -> None:
    review = Review(desk, RESOLVED, MEASURED)
    slide = review.slide("chart")
    [first, second] = [one for one, _words in desk.decks.choices(review.id).objectives]
    made = {
        one: desk.decks.sketch(review.id, slide, {"options": {"objective": one}}).deck.slides[0]
        for one in (first, second)
    }
    assert {one.name for one in made.values()} == {"Resolved in time", "Depot satisfaction"}


def test_a_hidden_chart_takes_no_objective_from_those_that_are_shown(desk: Desk) -> None:
    review = Review(desk, RESOLVED)
    review.contract.put(ticket("A", "10", 1), ticket("B", "11", 1))
    [objective] = [one for one, _words in desk.decks.choices(review.id).objectives]
    hidden = review.slide("chart", hidden=True, options={"objective": objective})
    shown = review.slide("chart")
    sketched = desk.decks.sketch(review.id)
    at = sketched.rows.index(shown)
    assert sketched.deck.slides[at] == review.deck.slides[0]
    assert hidden in sketched.rows


def test_only_what_its_client_may_see_can_be_chosen(desk: Desk) -> None:
    review = Review(desk, RESOLVED, {**MEASURED, "client_safe": False})
    other = Review(desk, name="Other")
    may = review.answer(9, comment="Well done", may_quote=True)
    review.answer(3, comment="Not for others")
    other.answer(10, comment="Elsewhere", may_quote=True)
    mine, _change = desk.attachments.add_content("account", review.account, "plan.png", PNG)
    desk.attachments.add_content("account", review.account, "notes.pdf", b"%PDF")
    desk.attachments.add_content("account", other.account, "theirs.png", PNG)
    found = desk.decks.choices(review.id)
    names = [words.split(" · ")[0] for _id, words in found.objectives]
    assert names == ["Resolved in time"]
    assert found.answers == ((may, "Well done"),)
    assert found.pictures == ((mine, "plan.png"),)


def test_what_is_typed_may_have_headings_and_items(desk: Desk) -> None:
    review = Review(desk)
    body = "# Next steps\n- Move the depot\n* Test it\n-5 degrees\n#1 in Europe\n#\n-"
    told = review.only("own", title="Plan", body=body)
    assert [(one.text, one.role) for one in told.parts if isinstance(one, Text)] == [
        ("Next steps", "heading"), ("• Move the depot", "body"), ("• Test it", "body"),
        ("-5 degrees", "body"), ("#1 in Europe", "body"), ("#", "body"), ("-", "body"),
    ]  # fmt: skip
