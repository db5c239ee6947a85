"""Reviews: planned from templates, prepared, held and frozen."""

from __future__ import annotations

import datetime as dt

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Invalid, NotFound
from acctdesk.exchange.wording import LABELS, say
from acctdesk.services.meeting import Frozen
from acctdesk.services.meeting_parts import STEP
from acctdesk.services.meetings import Meetings
from acctdesk.services.templates import templates
from tests.services.making import Book

STARTS = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def account(book: Book) -> str:
    book.desk.settings.introduce("Mara Klein")
    return book.account("Northwind", language="en")


@pytest.fixture
def meeting(desk: Desk, account: str) -> str:
    made, _change = desk.meetings.plan(account, "qbr", STARTS)
    return made


def titles(desk: Desk, meeting: str) -> list[str]:
    return [one.title for one in desk.meetings.detail(meeting).agenda]


# -- planning ------------------------------------------------------------------------------


def test_a_review_from_the_template_is_ready_to_be_filled(desk: Desk, meeting: str) -> None:
    told = desk.meetings.detail(meeting)
    head = told.meeting
    assert (head.title, head.type, head.minutes, head.state) == (
        "Quarterly business review", "qbr", 90, "planned",
    )  # fmt: skip
    assert (head.period, head.first, head.last) == (
        "2026-Q1", dt.date(2026, 1, 1), dt.date(2026, 3, 31),
    )  # fmt: skip
    assert head.member is not None
    assert head.member.name == "Mara Klein"
    assert (head.language, head.ends - head.starts) == ("en", dt.timedelta(minutes=90))
    assert (told.back, told.forward) == (38, 52)
    assert [one.block for one in told.slides][:3] == ["title", "agenda", "actions"]
    assert [one.party.name for one in told.attendees] == ["Mara Klein"]
    assert head.frozen is None


def test_planning_is_one_change(desk: Desk, meeting: str) -> None:
    assert desk.history.next_undo() is not None
    desk.history.undo()
    assert desk.meetings.coming() == ()
    with pytest.raises(NotFound):
        desk.meetings.get(meeting)


def test_all_templates_can_be_used_and_look_forward(desk: Desk, account: str) -> None:
    assert [one.code for one in templates()] == ["qbr", "monthly", "renewal", "onboarding"]
    for one in desk.meetings.templates():
        made, _change = desk.meetings.plan(account, one.code, STARTS)
        told = desk.meetings.detail(made)
        assert told.meeting.type == one.type
        assert told.back + told.forward <= told.meeting.minutes
        assert told.forward >= told.back
        assert {each.block for each in told.agenda} <= {each.block for each in told.slides} | {""}
    with pytest.raises(NotFound):
        desk.meetings.plan(account, "none", STARTS)


def test_what_is_planned_can_be_otherwise_than_the_template(desk: Desk, account: str) -> None:
    made, _change = desk.meetings.plan(
        account, "monthly", STARTS, {"title": "March", "period": "2026-02", "minutes": 45}
    )
    head = desk.meetings.get(made)
    assert (head.title, head.period, head.minutes) == ("March", "2026-02", 45)


@pytest.mark.parametrize(
    "values",
    [{"period": "Q7"}, {"minutes": 0}, {"title": ""}, {"type": "party"}, {"rehearsed": "2026-03"}],
)
def test_what_does_not_fit_a_review_is_refused(
    desk: Desk, account: str, values: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        desk.meetings.plan(account, "qbr", STARTS, values)
    assert desk.meetings.of_account(account) == ()


def test_a_year_is_planned_by_the_fiscal_quarters(desk: Desk, account: str) -> None:
    desk.settings.set("fiscal_month", "4")
    proposed = desk.meetings.plan_year(account, 2026)
    assert [one.period for one in proposed] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert (proposed[0].first, proposed[3].last) == (dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    assert all(one.last < one.starts.date() for one in proposed)
    assert all(one.starts.astimezone().time() == dt.time(10) for one in proposed)
    made, _change = desk.meetings.plan_quarters(account, proposed[1:3])
    assert len(made) == 2
    again = desk.meetings.plan_year(account, 2026)
    assert [one.meeting.id if one.meeting else None for one in again] == [None, *made, None]
    assert [one.starts for one in again] == [one.starts for one in proposed]
    desk.history.undo()
    assert desk.meetings.of_account(account) == ()


def test_a_cancelled_review_leaves_its_quarter_free(desk: Desk, account: str, meeting: str) -> None:
    held = desk.meetings.plan_year(account, 2026)[0].meeting
    assert held is not None
    assert held.id == meeting
    desk.meetings.cancel(meeting)
    assert desk.meetings.plan_year(account, 2026)[0].meeting is None
    desk.meetings.plan_again(meeting)
    assert desk.meetings.get(meeting).state == "planned"
    with pytest.raises(Invalid):
        desk.meetings.plan_again(meeting)


# -- agenda and slides -----------------------------------------------------------------------


def test_items_are_added_moved_edited_and_removed_a_step_each(desk: Desk, meeting: str) -> None:
    before = titles(desk, meeting)
    made, _change = desk.meetings.add_item(
        meeting, {"title": "Prices", "minutes": 10, "looks": "forward"}, at=2
    )
    assert titles(desk, meeting) == [*before[:2], "Prices", *before[2:]]
    desk.meetings.move_item(made, 0)
    assert titles(desk, meeting) == ["Prices", *before]
    desk.meetings.move_item(made, 99)
    assert titles(desk, meeting) == [*before, "Prices"]
    assert desk.meetings.move_item(made, 8) is None
    desk.meetings.edit_item(made, {"title": "Tariffs", "minutes": 5})
    assert titles(desk, meeting)[-1] == "Tariffs"
    desk.meetings.remove_items([made])
    assert titles(desk, meeting) == before
    for _each in range(5):
        desk.history.undo()
    assert titles(desk, meeting) == before
    assert desk.meetings.detail(meeting).forward == 52


def test_there_is_always_room_between_two_items(desk: Desk, meeting: str) -> None:
    """More often than the gap between two positions can be halved."""
    before = titles(desk, meeting)
    for n in range(STEP.bit_length() + 3):
        desk.meetings.add_item(meeting, {"title": f"{n}", "minutes": 1, "looks": "back"}, at=1)
    added = [str(n) for n in reversed(range(STEP.bit_length() + 3))]
    assert titles(desk, meeting) == [before[0], *added, *before[1:]]


def test_a_slide_keeps_what_its_block_is_told(desk: Desk, meeting: str) -> None:
    made, _change = desk.meetings.add_slide(
        meeting,
        "chart",
        {"options": {"objective": "o1", "detail": True}, "speaker_notes": "Ask Jana"},
        at=1,
    )
    [slide] = [one for one in desk.meetings.detail(meeting).slides if one.id == made]
    assert slide.options == {"objective": "o1", "detail": True}
    desk.meetings.edit_slide(made, {"options": {"objective": "o2"}, "hidden": True, "body": "One"})
    [slide] = [one for one in desk.meetings.detail(meeting).slides if one.id == made]
    assert (slide.options, slide.hidden, slide.body) == ({"objective": "o2"}, True, "One")
    assert slide.speaker_notes == "Ask Jana"
    desk.history.undo()
    [slide] = [one for one in desk.meetings.detail(meeting).slides if one.id == made]
    assert (slide.options, slide.hidden) == ({"objective": "o1", "detail": True}, False)
    with pytest.raises(Invalid):
        desk.meetings.edit_slide(made, {"meeting_id": meeting})
    with pytest.raises(Invalid):
        desk.meetings.edit_slide(made, {"position": 3})


# -- who is asked --------------------------------------------------------------------------


def test_who_decides_and_is_not_asked_is_missing(
    desk: Desk, book: Book, account: str, meeting: str
) -> None:
    def there(name: str, title: str, **post: object) -> str:
        person, position = book.person(account, name, title=title)
        desk.records.edit("position", position, post)
        return person

    jana = there("Jana Ode", "CIO", buying_roles=("economic_buyer",), power=4)
    there("Piet Bakker", "Head of IT", power=8)
    there("Rui Faria", "Operator", power=1)
    there("Ex Boss", "CEO", power=9, status="left")
    missing = desk.meetings.detail(meeting).missing
    assert [(one.person.name, one.title, one.reason) for one in missing] == [
        ("Jana Ode", "CIO", "decides"), ("Piet Bakker", "Head of IT", "key"),
    ]  # fmt: skip
    desk.meetings.invite(meeting, [jana], role="sponsor")
    told = desk.meetings.detail(meeting)
    assert [one.person.name for one in told.missing] == ["Piet Bakker"]
    [asked] = [one for one in told.attendees if one.person]
    assert (asked.party.name, asked.title, asked.state, asked.role) == (
        "Jana Ode", "CIO", "invited", "sponsor",
    )  # fmt: skip
    assert desk.meetings.invite(meeting, [jana]) is None
    desk.meetings.answer([asked.id], "accepted")
    assert {one.code: one.state for one in desk.meetings.readiness(meeting).checks}[
        "sponsor"
    ] == "done"
    desk.meetings.uninvite([asked.id])
    assert len(desk.meetings.detail(meeting).missing) == 2
    with pytest.raises(Invalid):
        desk.meetings.invite(meeting, ["0" * 32])


# -- what was promised last time -------------------------------------------------------------


@pytest.fixture
def last(desk: Desk, account: str) -> str:
    """A review that was held in January, with what was promised there and before."""
    made, _change = desk.meetings.plan(account, "qbr", dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC))
    promise = desk.promises.make
    for title, day, due, done in (
        ("Kept", "2026-01-15", "2026-02-01", "2026-02-01"),
        ("Late", "2026-01-15", "2026-02-01", "2026-02-10"),
        ("Overdue", "2026-01-15", "2026-03-01", None),
        ("Dropped", "2026-01-15", None, "2026-02-20"),
    ):
        values = {"title": title, "made": day, "due": due, "meeting_id": made}
        if done:
            values |= {"state": "dropped" if title == "Dropped" else "kept", "done": done}
        promise(account, values)
    promise(account, {"title": "Older and open", "made": "2025-11-02", "side": "theirs"})
    promise(account, {"title": "Settled before", "made": "2025-11-02", "state": "kept",
                      "done": "2025-12-01"})  # fmt: skip
    promise(account, {"title": "Since then", "made": "2026-02-02"})
    desk.meetings.hold(made)
    return made


def test_last_actions_are_always_carried_over(desk: Desk, last: str, meeting: str) -> None:
    told = desk.meetings.last_actions(meeting)
    assert told.previous is not None
    assert told.previous.id == last
    assert {one.title: one.standing for one in told.promises} == {
        "Overdue": "overdue", "Older and open": "open", "Dropped": "dropped",
        "Late": "kept_late", "Kept": "kept",
    }  # fmt: skip
    assert [one.title for one in told.promises][:2] == ["Overdue", "Older and open"]
    assert (told.tally.kept, told.tally.kept_late, told.tally.n) == (1, 1, 5)
    checks = {one.code: one for one in desk.meetings.readiness(meeting).checks}
    assert (checks["carried_over"].count, checks["carried_over"].of) == (3, 5)


def test_the_first_review_carries_over_what_is_open(desk: Desk, account: str) -> None:
    desk.promises.make(account, {"title": "Open", "made": "2026-02-02"})
    desk.promises.make(
        account, {"title": "Done", "made": "2026-02-02", "state": "kept", "done": "2026-02-03"}
    )
    made, _change = desk.meetings.plan(account, "onboarding", STARTS)
    told = desk.meetings.last_actions(made)
    assert told.previous is None
    assert [one.title for one in told.promises] == ["Open"]


def test_the_review_before_can_be_chosen(desk: Desk, account: str, last: str, meeting: str) -> None:
    other, _change = desk.meetings.plan(
        account, "monthly", dt.datetime(2026, 2, 3, 9, tzinfo=dt.UTC)
    )
    desk.meetings.edit(meeting, {"previous_id": other})
    before = desk.meetings.previous(meeting)
    assert before is not None
    assert before.id == other
    desk.meetings.delete([other])
    before = desk.meetings.previous(meeting)
    assert before is not None
    assert before.id == last


def test_readiness_follows_from_what_is_there(desk: Desk, account: str, meeting: str) -> None:
    def states() -> dict[str, str]:
        return {one.code: one.state for one in desk.meetings.readiness(meeting).checks}

    assert states() == {
        "agenda_fits": "done", "forward": "done", "sponsor": "open", "rehearsed": "open",
        "answers": "open", "pre_read": "open",
    }  # fmt: skip
    desk.meetings.rehearse(meeting)
    desk.meetings.send_pre_read(meeting)
    desk.surveys.add(account, {"type": "csat", "score": 4})
    desk.meetings.edit(meeting, {"minutes": 80})
    told = desk.meetings.readiness(meeting, template=False)
    assert {one.code for one in told.checks if one.state != "done"} == {
        "agenda_fits", "sponsor", "template",
    }  # fmt: skip
    assert told.done == 4


# -- held ----------------------------------------------------------------------------------


def freezing(desk: Desk, frozen: Frozen) -> Meetings:
    return Meetings(desk.context, desk.records, lambda _meeting: frozen)


def test_holding_freezes_the_deck(desk: Desk, meeting: str) -> None:
    meetings = freezing(desk, Frozen('{"title":"Q1"}', '[["Health",1]]'))
    meetings.hold(meeting)
    head = desk.meetings.get(meeting)
    assert head.state == "held"
    assert head.frozen is not None
    kept = desk.meetings.snapshot(meeting)
    assert kept is not None
    assert (kept.content, kept.withheld) == ('{"title":"Q1"}', '[["Health",1]]')
    assert kept.member is not None
    assert kept.member.name == "Mara Klein"
    with pytest.raises(Invalid):
        freezing(desk, Frozen("{}")).hold(meeting)
    assert desk.meetings.past() == (head,)
    assert desk.meetings.coming() == ()


def test_what_was_frozen_stays_whatever_is_edited_and_undone(
    desk: Desk, account: str, meeting: str
) -> None:
    freezing(desk, Frozen('{"title":"Q1"}')).hold(meeting)
    kept = desk.meetings.snapshot(meeting)
    desk.meetings.edit(meeting, {"title": "Another"})
    item = desk.meetings.detail(meeting).agenda[0].id
    desk.meetings.remove_items([item])
    desk.accounts.edit([account], {"name": "Southwind"})
    assert desk.meetings.snapshot(meeting) == kept
    for _each in range(3):
        desk.history.undo()
    assert desk.meetings.snapshot(meeting) == kept
    desk.meetings.delete([meeting])
    assert desk.meetings.snapshot(meeting) is None
    desk.history.undo()
    assert desk.meetings.snapshot(meeting) == kept
    desk.history.undo()  # the review was not held after all
    assert desk.meetings.snapshot(meeting) is None
    assert desk.meetings.get(meeting).state == "planned"


def test_a_review_stays_with_its_account_and_its_state(desk: Desk, meeting: str) -> None:
    for values in ({"account_id": "x"}, {"state": "held"}, {"template": "monthly"}):
        with pytest.raises(Invalid):
            desk.meetings.edit(meeting, values)
    desk.meetings.cancel(meeting)
    with pytest.raises(Invalid):
        desk.meetings.hold(meeting)


def test_the_minutes_for_the_client_are_kept(desk: Desk, meeting: str) -> None:
    desk.meetings.write_minutes(meeting, "We met.\n\nWe agreed.")
    assert desk.meetings.get(meeting).client_minutes == "We met.\n\nWe agreed."


def test_what_comes_next_is_listed_over_all_accounts(
    desk: Desk, book: Book, account: str, meeting: str
) -> None:
    other, _change = desk.meetings.plan(
        book.account("Südlicht"), "monthly", STARTS - dt.timedelta(days=3)
    )
    assert [one.id for one in desk.meetings.coming()] == [other, meeting]
    assert [one.id for one in desk.meetings.coming(until=dt.date(2026, 3, 17))] == [other]
    assert [one.account_name for one in desk.meetings.of_account(account)] == ["Northwind"]


def test_every_change_says_what_it_was(desk: Desk, book: Book, account: str, meeting: str) -> None:
    jana, _post = book.person(account, "Jana Ode")
    rui, _post = book.person(account, "Rui Faria")
    desk.meetings.invite(meeting, [jana])
    desk.meetings.invite(meeting, [rui])
    asked = [one.id for one in desk.meetings.detail(meeting).attendees if one.person]
    desk.meetings.answer(asked[:1], "accepted")
    desk.meetings.answer(asked, "attended")
    desk.meetings.set_role(asked[1:], "sponsor")
    desk.meetings.uninvite(asked[:1])
    desk.meetings.edit(meeting, {"place": "Prague", "minutes": 95})
    slides = [one.id for one in desk.meetings.detail(meeting).slides]
    desk.meetings.remove_slides(slides[:2])
    desk.meetings.move_slide(slides[3], 0)
    said = [say(one.label, desk.fields.catalogue) for one in desk.history.recent(9)]
    assert said == [
        "Move a slide", "Remove 2 slides", "Edit Quarterly business review: Place, Minutes",
        "Uninvite Jana Ode", "Role of Rui Faria", "Answers of 2 people", "Answer of Jana Ode",
        "Invite Rui Faria to Quarterly business review",
        "Invite Jana Ode to Quarterly business review",
    ]  # fmt: skip
    assert {one.label.message for one in desk.history.recent(9)} <= {one.message for one in LABELS}
