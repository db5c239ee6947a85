"""What each block shows, and what it does with nothing, with one figure and with too much."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from acctdesk.clientview import Dots, Figure, Picture, Quote, Roadmap, Stack, Table, Text, Tree
from acctdesk.compose import Desk
from acctdesk.services.review.blocks import BLOCKS, block, block_for
from acctdesk.services.review.freezing import freeze, thaw
from tests.services.levels import NOW, at
from tests.services.review.making import DAY, Review, column, table_of

LONG = "Modernisierung der Auftragsabwicklung in allen Niederlassungen"
RIGHT_TO_LEFT = "شركة الميناء للخدمات اللوجستية"
ALWAYS = {"title"}
"""The blocks that show something of a client of whom nothing is known."""


@pytest.mark.parametrize("code", [one.code for one in BLOCKS])
def test_a_block_without_anything_to_show_has_no_slide(desk: Desk, code: str) -> None:
    review = Review(desk)
    assert review.none(code) is (code not in ALWAYS)
    if code not in ALWAYS:
        assert review.built.warnings == (f"Nothing to show: {block(code).label}",)


def test_blocks_have_a_code_and_a_label_of_their_own() -> None:
    assert len({one.code for one in BLOCKS}) == len({str(one.label) for one in BLOCKS})
    assert block("no such block") is None
    for topic, code in (
        ("Welcome, who is here", "title"), ("What we promised last time", "actions"),
        ("Service levels in the quarter", "scorecard"), ("Your goals", "goals"),
        ("Incidents and what we learned", "incidents"), ("Road map and risks", "roadmap"),
        ("Decisions we need", "decisions"), ("Actions, owners, dates", "next_actions"),
        ("Lunch", ""),
    ):  # fmt: skip
        assert block_for(topic) == code, topic


def test_the_title_says_which_occasion_when_and_where(desk: Desk) -> None:
    review = Review(desk, name=LONG)
    desk.meetings.edit(review.id, {"place": "Rotterdam"})
    slide = review.only("title")
    assert (slide.layout, slide.title) == ("title", "Quarterly business review")
    assert slide.subtitle.endswith(" · Rotterdam")
    assert review.deck.line == f"{LONG} · Quarterly business review · Q4 2026"


def test_the_agenda_has_times_and_says_how_much_looks_forward(desk: Desk) -> None:
    review = Review(desk)
    desk.records.edit("account", review.account, {"time_zone": "Europe/Amsterdam"})
    for title, minutes, looks in (("Welcome", 5, "back"), (RIGHT_TO_LEFT, 40, "forward")):
        desk.meetings.add_item(review.id, {"title": title, "minutes": minutes, "looks": looks})
    slide = review.only("agenda")
    assert slide.title == "45 minutes, 40 of them about what comes next"
    assert table_of(slide).rows == (
        ("12:00", "Welcome", "–", "5"), ("12:05", RIGHT_TO_LEFT, "–", "40"),
    )  # fmt: skip


def test_promises_are_told_as_kept_late_overdue_open_and_dropped(desk: Desk) -> None:
    review = Review(desk)
    person, _post = review.book.person(review.account, "Jana Ode", title="CIO")
    review.promise("Kept", state="kept", done="2026-10-14", evidence="Log")
    review.promise("Late", state="kept", done="2026-10-18", due="2026-10-16")
    review.promise("Overdue", side="theirs", person_id=person, due="2026-11-20")
    review.promise("Open", due="2026-12-20")
    review.promise("Dropped", state="dropped", done="2026-10-01", due="2026-12-21")
    review.promise("Of old, open then", meeting_id=None, made="2026-01-05", due="2026-12-22")
    review.promise("Of old, done then", meeting_id=None, made="2026-01-05", state="kept",
                   done="2026-02-01")  # fmt: skip
    review.promise("Made today", meeting_id=review.id, made="2026-11-23", due="2027-01-01")
    review.promise("Not agreed", agreed=None)
    slide = review.only("actions")
    table = table_of(slide)
    assert dict(zip(column(table, "What"), column(table, "State"), strict=True)) == {
        "Kept": "✓ Kept 14 Oct 2026", "Late": "▲ Kept 2 days late", "Overdue": "✗ 3 days overdue",
        "Open": "○ Open", "Dropped": "○ Dropped", "Of old, open then": "○ Open",
    }  # fmt: skip
    assert slide.title == "1 of 4 promises were kept in time, 2 are not due yet"
    assert (
        dict(zip(column(table, "What"), column(table, "Promised by"), strict=True))["Overdue"]
        == "Acme"
    )
    assert column(table, "Evidence")[0] == "Log"
    assert slide.notes == ("Kept in time: 25 % of the 4 promises that were due, kept or dropped.",)
    assert [one.count for one in review.built.withheld if "Promises" in one.label] == [1]


@pytest.mark.parametrize(
    ("promises", "title"),
    [
        ([{"state": "kept", "done": "2026-10-01"}], "The promise was kept in time"),
        ([{"state": "kept", "done": "2026-10-01"}] * 3, "All 3 promises were kept in time"),
        ([{"due": "2026-12-24"}], "1 promise is open, none is due yet"),
        ([{"due": None}] * 2, "2 promises are open, none is due yet"),
    ],
)
def test_the_title_of_promises_is_what_came_of_them(
    desk: Desk, promises: list[dict[str, str]], title: str
) -> None:
    review = Review(desk)
    for number, one in enumerate(promises):
        review.promise(f"Promise {number}", **one)
    slide = review.only("actions")
    assert slide.title == title
    assert "Evidence" not in table_of(slide).headings


def test_next_actions_are_open_ones_by_their_day(desk: Desk) -> None:
    review = Review(desk)
    review.promise("Second", due="2026-12-08")
    review.promise("No day", due=None)
    review.promise("Overdue", due="2026-11-01")
    review.promise("Done", state="kept", done="2026-10-02")
    slide = review.only("next_actions")
    assert column(table_of(slide), "What") == ["Overdue", "Second", "No day"]
    assert slide.title == "3 actions are agreed, the next is due on 8 Dec 2026"


def test_goals_tell_how_much_of_the_way_is_done(desk: Desk) -> None:
    review = Review(desk)
    review.goal("goal", name=LONG, measure="Depots", unit="depots", baseline=4, current=10,
                target=16, state="at_risk", due="2027-03", summary="Two are late.")  # fmt: skip
    review.goal("goal", name=RIGHT_TO_LEFT, state="on_track", progress=Decimal("0.8"))
    review.goal("goal", name="Given up", state="dropped")
    review.goal("goal", name="Ours alone", agreed=None)
    slide = review.only("goals")
    table = table_of(slide)
    assert column(table, "Goal") == [LONG, RIGHT_TO_LEFT]
    assert column(table, "Progress") == ["50 %", "80 %"]
    assert column(table, "From → now") == ["4 → 10 depots", "–"]
    assert column(table, "State") == ["▲ At risk", "✓ On track"]
    assert slide.title == "1 of 2 goals are on track or reached"
    assert slide.notes == (f"{LONG}: Two are late.",)


def test_risks_stand_by_likelihood_and_impact(desk: Desk) -> None:
    review = Review(desk)
    review.goal("risk", name="Small", likelihood="low", impact="low", state="reduced")
    review.goal("risk", name="Grave", likelihood="high", impact="high", response="A\nB")
    review.goal("risk", name="Gone", state="closed")
    slide = review.only("risks")
    assert column(table_of(slide), "Risk") == ["Grave", "Small"]
    assert column(table_of(slide), "Response") == ["A B", "–"]
    assert slide.title == "2 risks are in view, 1 is open"


def test_decisions_that_are_wanted_and_those_that_were_made(desk: Desk) -> None:
    review = Review(desk)
    review.goal("decision", title="Which site", due="2026-12-04")
    review.goal("decision", title="Made here", state="made", outcome="Yes", day="2026-11-23",
                meeting_id=review.id)  # fmt: skip
    review.goal("decision", title="Made before", state="made", meeting_id=review.before)
    slide = review.only("decisions")
    assert slide.title == "1 decision is wanted"
    assert table_of(slide).rows == (("Which site", "–", "4 Dec 2026"),)
    assert table_of(slide, 1).rows == (("Made here", "Yes", "23 Nov 2026"),)


def test_the_road_map_is_drawn_by_quarters(desk: Desk) -> None:
    review = Review(desk)
    for name, begins, ends, state in (
        ("Under way", "2026-07-01", "2026-12-31", "running"),
        ("Next year", "2027-01-01", "2027-03-31", "planned"),
        ("Far away", "2030-01", "2031", "planned"),
        ("An idea", None, None, "idea"),
        ("Over", "2026-01-01", "2026-06-30", "done"),
        ("Stopped", "2026-11-01", "2027-01-01", "stopped"),
    ):
        review.goal("initiative", name=name, begins=begins, ends=ends, state=state, value="Good")
    slide = review.only("roadmap")
    [drawn] = [one for one in slide.parts if isinstance(one, Roadmap)]
    assert drawn.labels[:2] == ("Q4 2026", "Q1 2027")
    assert len(drawn.labels) == 8
    spans = {one.name: (one.begins, one.ends) for one in drawn.stretches}
    assert spans["Under way"] == (0.0, 1.0)
    assert spans["Next year"] == (1.0, 2.0)
    assert spans["Far away"] == (8.0, 8.0)
    assert drawn.now is not None
    assert 0.5 < drawn.now < 0.6
    assert table_of(slide).rows == (("An idea", "Good"),)
    assert slide.title == "1 project is under way, 3 are planned"
    assert len(table_of(slide.more[0]).rows) == 3


def test_days_far_away_are_at_the_end_of_the_road_map(desk: Desk) -> None:
    review = Review(desk)
    review.goal("initiative", name="Forever", begins="2026-11", ends="9999-12-31", state="running")
    review.goal("initiative", name="Never", begins="9999-12-31", state="planned")
    [drawn] = [one for one in review.only("roadmap").parts if isinstance(one, Roadmap)]
    assert [(one.begins < 1, one.ends) for one in drawn.stretches] == [(True, 8.0), (False, 8.0)]


def test_value_is_what_was_delivered_in_the_time(desk: Desk) -> None:
    review = Review(desk)
    for name, ends in (("Portal", "2026-10-10"), ("Before", "2026-09-30")):
        review.goal("initiative", name=name, ends=ends, state="done", value="Two hours a day")
    slide = review.only("value")
    assert slide.title == "1 project was delivered in Q4 2026"
    assert table_of(slide).rows == (("Portal", "10 Oct 2026", "Two hours a day"),)


def test_many_answers_are_a_score_and_few_are_dots(desk: Desk) -> None:
    review = Review(desk)
    for score in (9, 10, 9, 10, 9, 10, 8, 7, 8, 7, 3, 2):
        review.answer(score)
    for score in (4, 5):
        review.answer(score, type="csat")
    slide = review.only("satisfaction")
    [figure] = [one for one in slide.parts if isinstance(one, Figure)]
    [stack] = [one for one in slide.parts if isinstance(one, Stack)]
    [dots] = [one for one in slide.parts if isinstance(one, Dots)]
    assert (figure.value, figure.note) == ("+33", "12 answers")
    assert [(one.name, one.count) for one in stack.shares] == [
        ("Promoters", 6), ("Passives", 4), ("Detractors", 2),
    ]  # fmt: skip
    assert sum(one.count for one in stack.shares) == 12
    assert (dots.at, dots.low, dots.high) == ((4, 5), 1, 5)
    assert slide.title == "Of 12 who answered, 6 recommend us and 2 don't"
    assert "n = 12, 95 % interval −9 to +76" in slide.notes[0]
    assert "below 10 answers there is no score" in slide.notes[1]


def test_nobody_is_quoted_who_did_not_allow_it(desk: Desk) -> None:
    review = Review(desk)
    person, _post = review.book.person(review.account, "Jana Ode", title="CIO")
    review.answer(9, person_id=person, comment="Well done", may_quote=True)
    review.answer(2, person_id=person, comment="Too slow", day="2026-11-20")
    slide = review.only("satisfaction")
    assert [one for one in slide.parts if isinstance(one, Quote)] == [
        Quote("Well done", "Jana Ode, CIO")
    ]
    assert [one.count for one in review.built.withheld if "quote" in one.label] == [1]
    review.slide("quote")
    assert review.deck.slides[-1].parts == (Quote("Well done", "Jana Ode, CIO"),)


def test_answers_of_the_year_stand_in_where_the_quarter_has_none(desk: Desk) -> None:
    review = Review(desk)
    review.answer(5, type="csat", day="2026-03-02")
    review.answer(5, type="csat", day="2024-03-02")
    slide = review.only("satisfaction")
    assert [one.at for one in slide.parts if isinstance(one, Dots)] == [(5,)]
    assert slide.subtitle == "Answers of 31 Dec 2025 – 23 Nov 2026"


def test_the_map_shows_names_titles_and_lines(desk: Desk) -> None:
    review = Review(desk)
    desk.stakeholders.posts.add(review.account, name=RIGHT_TO_LEFT, title="CEO")
    review.book.person(review.account, LONG, title="CIO")
    slide = review.only("map")
    [tree] = [one for one in slide.parts if isinstance(one, Tree)]
    assert {one.lines[0] for one in tree.nodes} == {RIGHT_TO_LEFT, LONG}
    assert slide.title == "2 people and roles at Acme"
    assert isinstance(slide.more[0].parts[0], Table)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


def test_a_picture_of_the_client_is_shown_and_no_other_file(desk: Desk) -> None:
    review = Review(desk)
    other = review.book.account("Other")
    mine, _change = desk.attachments.add_content("account", review.account, "secret.png", PNG)
    text, _change = desk.attachments.add_content("account", review.account, "a.png", b"no picture")
    theirs, _change = desk.attachments.add_content("account", other, "b.png", PNG)
    for one in (mine, text, theirs, "no such file"):
        review.slide("picture", options={"attachment": one}, body="The new portal\nIn use")
    [slide] = review.deck.slides
    assert slide.parts[0] == Picture(PNG, "image/png", "The new portal")
    assert [one.text for one in slide.parts if isinstance(one, Text)] == [
        "The new portal", "In use",
    ]  # fmt: skip
    assert "secret" not in "".join(review.deck.texts())


def test_a_slide_of_ones_own_says_what_was_written(desk: Desk) -> None:
    review = Review(desk)
    review.slide("own", title=LONG, subtitle="Below", body="One\n\nTwo", deck_notes="For later")
    review.slide("own", title="Break")
    review.slide("table", title="Prices", body="What | Now | Then\nSeat | 5\nDesk\t4\t3")
    own, section, table = review.deck.slides
    assert (own.title, own.subtitle, own.notes) == (LONG, "Below", ("For later",))
    assert own.parts == (Text("One"), Text("Two"))
    assert (section.layout, section.name) == ("section", "Break")
    assert table_of(table) == Table(
        ("What", "Now", "Then"), (("Seat", "5", ""), ("Desk", "4", "3"))
    )


def test_a_person_writes_over_what_a_block_says(desk: Desk) -> None:
    review = Review(desk)
    review.goal("risk", name="Supply")
    review.slide("risks", title="We watch one risk", body="It is small", outlook="Review in May",
                 speaker_notes="Secret", minutes=4)  # fmt: skip
    built = review.built
    [slide] = built.deck.slides
    assert slide.title == "We watch one risk"
    assert [one.text for one in slide.parts if isinstance(one, Text)] == [
        "It is small", "What comes next", "Review in May",
    ]  # fmt: skip
    assert (built.notes, built.minutes) == (("Secret",), (4,))
    assert "Secret" not in "".join(built.deck.texts())


def test_slides_stand_in_their_order_without_those_that_are_hidden(desk: Desk) -> None:
    review = Review(desk)
    review.slide("own", title="One")
    hidden = review.slide("own", title="Two", hidden=True)
    review.slide("own", title="Three")
    assert [one.title for one in review.deck.slides] == ["One", "Three"]
    desk.meetings.move_slide(hidden, 0)
    desk.meetings.edit_slide(hidden, {"hidden": None})
    assert [one.title for one in review.deck.slides] == ["Two", "One", "Three"]
    desk.meetings.edit_slide(hidden, {"block": "of a newer AcctDesk"})
    assert [one.title for one in review.deck.slides] == ["One", "Three"]


def test_a_review_before_that_was_cancelled_is_none(desk: Desk) -> None:
    review = Review(desk)
    review.promise("Promised", state="kept", done="2026-10-01")
    later = review.meeting(NOW - 5 * DAY, state="cancelled")
    review.promise("Of the cancelled one", meeting_id=later, made="2026-11-18", due=None)
    slide = review.only("actions")
    assert column(table_of(slide), "What") == ["Promised"]
    assert "4 Sept 2026" in slide.subtitle
    assert at("2026-09-04 11:00") == NOW - 80 * DAY


def test_details_are_left_out_where_nobody_wants_them(desk: Desk) -> None:
    review = Review(desk)
    review.book.person(review.account, "Jana Ode", title="CIO")
    review.slide("map", options={"detail": False})
    review.slide("map")
    short, long = review.deck.slides
    assert short == dataclasses.replace(long, more=())
    assert long.more


NASTY = ("{n} {name} %s %d", "<b>&amp;</b>\u202eabc", "A" * 300, "100 %", "=1+1", "😀 \t tab")


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("language", ["en-GB", "de"])
def test_whatever_people_type_is_shown_as_it_is(desk: Desk, text: str, language: str) -> None:
    review = Review(desk, name=text)
    desk.meetings.edit(review.id, {"language": language, "title": text, "place": text})
    person, _post = review.book.person(review.account, text, title=text)
    desk.meetings.add_item(
        review.id, {"title": text, "minutes": 5, "looks": "back", "person_id": person}
    )
    review.promise(text, side="theirs", person_id=person, evidence=text, due=None)
    review.goal("goal", name=text, measure=text, summary=text)
    review.goal("risk", name=text, response=text)
    review.goal("decision", title=text)
    review.goal("initiative", name=text, value=text, begins="2026-11-01", state="running")
    review.answer(9, person_id=person, comment=text, may_quote=True)
    for one in BLOCKS:
        review.slide(one.code, body=text, outlook=text)
    deck = review.deck
    assert len(deck.slides) >= 12
    words = " ".join(text.split())
    for slide in deck.slides:
        if slide.name not in ("Title", "Titel"):
            assert words in " ".join("\n".join(slide.texts()).split()), slide.name
    assert thaw(freeze(deck)) == deck
