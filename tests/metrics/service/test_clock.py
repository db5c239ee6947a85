"""A ticket's clock: what it went through, what counted, when it was due, and the ledger of it."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.metrics.service.calendar import Hours, WorkingCalendar, weekdays
from acctdesk.metrics.service.clock import (
    STAGES,
    Course,
    Event,
    Exclusion,
    course,
    judge,
    judge_all,
)
from acctdesk.metrics.service.ledger import KINDS, Ledger, ledger, outage_ledger
from acctdesk.metrics.service.spans import instant, moment
from tests.metrics.service import slowly

ZONE = ZoneInfo("Europe/Prague")
OFFICE = WorkingCalendar("Europe/Prague", weekdays(dt.time(9), dt.time(17)))
HOUR = dt.timedelta(hours=1)


def nov(day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    """November 2026: the 16th is a Monday."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def ticket(
    *events: tuple[dt.datetime, str] | tuple[dt.datetime, str, str], until: int = 30
) -> Course:
    return course([Event(*one) for one in events], nov(until))


# --- metrics.md, "Business-hours clock": pauses ----------------------------------------------


def test_a_pause_wholly_outside_working_hours_leaves_the_due_time() -> None:
    plain = ticket((nov(16, 16), "opened"))
    paused = ticket(
        (nov(16, 16), "opened"), (nov(16, 18), "paused"), (nov(17, 8), "responded"),
    )  # fmt: skip
    assert judge(plain, OFFICE, 4 * HOUR).due == nov(17, 12)
    assert judge(paused, OFFICE, 4 * HOUR).due == nov(17, 12)


def test_a_pause_from_four_until_ten_moves_the_due_time_by_two_hours() -> None:
    opened = (nov(16, 15), "opened")
    plain = ticket(opened)
    paused = ticket(opened, (nov(16, 16), "paused"), (nov(17, 10), "responded"))
    assert judge(plain, OFFICE, 4 * HOUR).due == nov(17, 11)
    assert judge(paused, OFFICE, 4 * HOUR).due == nov(17, 13)


# --- metrics.md, "Service levels": what a ticket counts as -----------------------------------


def test_exactly_on_target_is_met() -> None:
    done = ticket((nov(16, 16), "opened"), (nov(17, 12), "resolved"))
    assert judge(done, OFFICE, 4 * HOUR).outcome == "met"
    found = judge(done, OFFICE, 4 * HOUR - dt.timedelta(microseconds=1))
    assert (found.outcome, found.counted) == ("missed", 4 * HOUR)


def test_open_and_not_yet_due_is_open_and_past_due_is_missed() -> None:
    events = [Event(nov(16, 16), "opened")]
    early = judge(course(events, nov(17, 12)), OFFICE, 4 * HOUR)
    assert (early.outcome, early.counted, early.due) == ("open", 4 * HOUR, nov(17, 12))
    late = judge(course(events, nov(17, 12, 1)), OFFICE, 4 * HOUR)
    assert (late.outcome, late.due) == ("missed", nov(17, 12))


def test_paused_has_no_due_time_unless_it_was_past_due_before() -> None:
    waiting = ticket((nov(16, 16), "opened"), (nov(17, 10), "paused"))
    found = judge(waiting, OFFICE, 4 * HOUR)
    assert (found.outcome, found.due, found.counted) == ("paused", None, 2 * HOUR)
    assert judge(waiting, OFFICE, HOUR).outcome == "missed"
    assert judge(waiting, OFFICE, HOUR).due == nov(16, 17)


def test_a_pause_that_ends_or_begins_with_what_is_known() -> None:
    events = [
        Event(nov(16, 9), "opened"),
        Event(nov(16, 10), "paused"),
        Event(nov(16, 11), "opened"),
    ]
    ends = judge(course(events, nov(16, 11)), OFFICE, 4 * HOUR)
    assert (ends.outcome, ends.due) == ("open", nov(16, 14))
    begins = judge(course(events, nov(16, 10)), OFFICE, 4 * HOUR)
    assert (begins.outcome, begins.due) == ("paused", None)


def test_reopening_resumes_the_clock() -> None:
    again = ticket(
        (nov(16, 9), "opened"), (nov(16, 10), "responded"), (nov(16, 12), "resolved", "Resolved"),
        (nov(18, 10), "reopened"), (nov(18, 11), "resolved"), (nov(20, 9), "closed"),
    )  # fmt: skip
    found = judge(again, OFFICE, 4 * HOUR)
    assert (found.outcome, found.counted) == ("met", 4 * HOUR)
    assert found.due == nov(18, 11)
    assert again.reopened == 1
    assert again.resolved == instant(nov(18, 11))
    assert again.closed == instant(nov(20, 9))
    told = ledger(again, OFFICE)
    assert told.total("stopped") == nov(18, 10) - nov(16, 12)
    assert told.total("counted") == 4 * HOUR
    assert told.whole == nov(18, 11) - nov(16, 9)


def test_the_state_as_of_a_day_knows_nothing_of_later_events() -> None:
    events = [
        Event(nov(16, 9), "opened"), Event(nov(16, 12), "resolved"), Event(nov(18, 9), "reopened"),
    ]  # fmt: skip
    assert judge(course(events, nov(17)), OFFICE, 4 * HOUR).outcome == "met"
    assert judge(course(events, nov(19)), OFFICE, 4 * HOUR).outcome == "missed"
    assert judge(course(events, nov(15)), OFFICE, 4 * HOUR).outcome == "no_events"


def test_the_response_clock_runs_until_the_first_response() -> None:
    answered = ticket(
        (nov(16, 9), "opened"), (nov(16, 10), "paused", "Waiting for the client"),
        (nov(16, 11), "opened"), (nov(16, 12), "responded"), (nov(16, 13), "responded"),
        (nov(16, 15), "resolved"),
    )  # fmt: skip
    found = judge(answered, OFFICE, 2 * HOUR, clock="response")
    assert (found.outcome, found.counted, found.due) == ("met", 2 * HOUR, nov(16, 12))
    assert judge(answered, OFFICE, 5 * HOUR).counted == 5 * HOUR
    told = ledger(answered, OFFICE, clock="response")
    assert [(one.kind, one.reason) for one in told.entries] == [
        ("counted", ""), ("paused", "Waiting for the client"), ("counted", ""),
    ]  # fmt: skip
    # One who resolves it at once has answered as well.
    at_once = ticket((nov(16, 9), "opened"), (nov(16, 10), "resolved"))
    assert judge(at_once, OFFICE, HOUR, clock="response").outcome == "met"
    silent = ticket((nov(16, 9), "opened"))
    assert judge(silent, OFFICE, HOUR, clock="response").outcome == "missed"


# --- exclusions ------------------------------------------------------------------------------


def test_what_the_agreement_leaves_out_moves_the_due_time() -> None:
    works = Exclusion(nov(17, 8), nov(17, 11), "maintenance")
    storm = Exclusion(nov(17, 10), nov(17, 13), "force_majeure")
    claimed = Exclusion(nov(17, 13), nov(17, 17), "force_majeure", approved=False)
    opened = ticket((nov(16, 16), "opened"), until=17)
    found = judge(opened, OFFICE, 4 * HOUR, [storm, works, claimed])
    assert found.due == nov(17, 16)  # 1 h on Monday, 3 h from 13:00 on Tuesday
    done = ticket((nov(16, 16), "opened"), (nov(17, 16), "resolved"))
    assert judge(done, OFFICE, 4 * HOUR, [storm, works, claimed]).outcome == "met"
    told = ledger(done, OFFICE, [storm, works, claimed])
    assert [(one.kind, one.reason, one.duration / HOUR) for one in told.entries] == [
        ("counted", "", 1),
        ("outside", "hours", 16),
        ("excluded", "maintenance", 2),
        ("excluded", "force_majeure", 2),
        ("counted", "", 3),
    ]


def test_of_exclusions_that_overlap_the_earlier_gives_the_reason() -> None:
    long, within = (
        Exclusion(nov(16, 10), nov(16, 14), "long"),
        Exclusion(nov(16, 11), nov(16, 12), "x"),
    )
    after = Exclusion(nov(16, 13), nov(16, 15), "after")
    told = outage_ledger(nov(16, 9), nov(16, 16), OFFICE, [after, within, long])
    assert [(one.kind, one.reason, one.duration / HOUR) for one in told.entries] == [
        ("counted", "", 1), ("excluded", "long", 4), ("excluded", "after", 1), ("counted", "", 1),
    ]  # fmt: skip


def test_the_ledger_of_an_outage() -> None:
    told = outage_ledger(nov(16, 16), nov(17, 10), OFFICE, [Exclusion(nov(17, 9), nov(17, 9, 30))])
    assert [(one.kind, one.duration) for one in told.entries] == [
        ("counted", HOUR), ("outside", 16 * HOUR), ("excluded", HOUR / 2), ("counted", HOUR / 2),
    ]  # fmt: skip


# --- events as they come ---------------------------------------------------------------------


def test_events_out_of_order_are_put_in_order() -> None:
    events = [
        (nov(16, 9), "opened"), (nov(16, 15), "resolved"), (nov(16, 10), "paused"),
        (nov(16, 12), "responded"),
    ]  # fmt: skip
    found = ticket(*events)
    assert found.notes == ("out_of_order",)
    assert judge(found, OFFICE, HOUR).counted == 4 * HOUR
    straight = ticket(*sorted(events))
    assert (straight.spells, straight.notes) == (found.spells, ())


def test_a_list_from_the_newest_to_the_oldest_is_turned_round() -> None:
    # Resolved and paused within one minute: read from the top, the pause would reopen it.
    found = ticket(
        (nov(16, 12), "resolved"), (nov(16, 12), "paused"), (nov(16, 10), "responded"),
        (nov(16, 9), "opened"),
    )  # fmt: skip
    assert (found.reopened, found.notes) == (0, ())
    assert found.resolved == instant(nov(16, 12))


def test_what_is_written_for_the_moment_of_the_opening_follows_it() -> None:
    found = ticket((nov(16, 9), "paused"), (nov(16, 9), "opened"), (nov(16, 11), "responded"))
    assert [one.kind for one in found.spells] == ["paused", "running"]
    # Nothing allowed is due at once, also while it is paused.
    assert judge(found, OFFICE, 0 * HOUR).due == nov(16, 9)
    assert judge(found, OFFICE, HOUR).due == nov(16, 12)


def test_events_before_the_opening_count_as_of_the_opening() -> None:
    found = ticket((nov(16, 8), "responded"), (nov(16, 9), "opened"), (nov(16, 11), "resolved"))
    assert found.notes == ("before_opening",)
    assert judge(found, OFFICE, HOUR, clock="response").counted == dt.timedelta()
    assert judge(found, OFFICE, HOUR).counted == 2 * HOUR


def test_without_an_opening_the_first_event_is_taken_for_it() -> None:
    found = ticket((nov(16, 9), "responded"), (nov(16, 11), "closed"))
    assert found.notes == ("no_opening", "closed_unresolved")
    assert judge(found, OFFICE, HOUR).counted == 2 * HOUR


def test_work_after_it_was_resolved_reopens_it_even_unsaid() -> None:
    found = ticket(
        (nov(16, 9), "opened"), (nov(16, 10), "resolved"), (nov(16, 11), "resolved"),
        (nov(16, 12), "responded"), (nov(16, 13), "closed"), (nov(17, 9), "closed"),
    )  # fmt: skip
    assert (found.reopened, found.notes) == (1, ("reopened_unsaid", "closed_unresolved"))
    assert found.closed == instant(nov(16, 13))
    assert judge(found, OFFICE, HOUR).counted == 2 * HOUR


def test_a_ticket_never_closed_runs_on() -> None:
    found = ticket((nov(16, 9), "opened"), (nov(16, 10), "responded"), until=18)
    assert found.resolved is None
    assert ledger(found, OFFICE).entries[-1].end == nov(18)
    assert judge(found, OFFICE, 100 * HOUR).counted == 16 * HOUR


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(ValueError, match="-100"):
        course([Event(nov(16), "-100")], nov(17))


# --- what must always hold -------------------------------------------------------------------

hours_ = st.integers(0, 24 * 30)
ticks = hours_.map(lambda n: nov(1) + n * HOUR / 2)
events_ = st.lists(st.builds(Event, ticks, st.sampled_from(STAGES)), min_size=1, max_size=8)
exclusions_ = st.lists(
    st.tuples(ticks, ticks, st.sampled_from(["maintenance", "force_majeure"]), st.booleans()).map(
        lambda one: Exclusion(min(one[:2]), max(one[:2]), *one[2:])
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(events_, exclusions_, st.sampled_from(["response", "resolution"]))
def test_the_entries_of_a_ledger_are_the_whole(
    events: list[Event], exclusions: list[Exclusion], clock: str
) -> None:
    found = course(events, nov(20))
    told = ledger(found, OFFICE, exclusions, clock)
    assert sum((told.total(kind) for kind in KINDS), dt.timedelta()) == told.whole
    for one, other in zip(told.entries, told.entries[1:], strict=False):
        assert one.end == other.begin
        assert (one.kind, one.reason) != (other.kind, other.reason)
    assert all(one.duration > dt.timedelta() for one in told.entries)
    if found.opened is None:
        assert told == Ledger(())
        return
    verdict = judge(found, OFFICE, 3 * HOUR, exclusions, clock)
    assert told.total("counted") == verdict.counted
    if told.entries:
        assert told.entries[0].begin == moment(found.opened)
    if verdict.outcome == "met":
        assert verdict.counted <= 3 * HOUR
        assert verdict.due is not None
    if verdict.outcome == "missed":
        assert verdict.due is not None
        assert verdict.due < told.entries[-1].end


def random_pauses(
    dice: random.Random, begin: dt.datetime, steps: int, step: dt.timedelta
) -> list[slowly.Pair]:
    cuts = sorted(dice.sample(range(steps), 2 * dice.randrange(3)))
    return [
        (begin + a * step, begin + b * step) for a, b in zip(cuts[::2], cuts[1::2], strict=True)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_two_clocks_agree_on_random_pauses_and_exclusions(seed: int) -> None:
    dice = random.Random(f"pauses {seed}")
    step = dt.timedelta(minutes=15)
    judged = ahead = 0
    for _ in range(50):
        year = dice.randrange(2005, 2027)
        calendar = slowly.random_calendar(dice, year, 15)
        about = slowly.changes(calendar.zone, year)
        for case in range(20):
            begin = dt.datetime(year, 1, 2, tzinfo=dt.UTC) + dice.randrange(34_000) * step
            if case % 2 and about:
                begin = dice.choice(about) - dice.randrange(50) * step
            pauses = random_pauses(dice, begin, 80, step)
            works = random_pauses(dice, begin, 80, step)
            end = begin + 100 * step
            events = [Event(begin, "opened"), Event(end, "resolved")]
            for a, b in pauses:
                events += [Event(a, "paused"), Event(b, "responded")]
            dice.shuffle(events)
            slow = slowly.counted(calendar, begin, end, step, [*pauses, *works])
            exclusions = [Exclusion(a, b) for a, b in works]
            found = course(events, end)
            verdict = judge(found, calendar, slow, exclusions)
            said = (calendar, events, works)
            assert (verdict.outcome, verdict.counted) == ("met", slow), said
            due = slowly.due(calendar, begin, slow, end, step, [*pauses, *works])
            assert verdict.due == due, said
            assert ledger(found, calendar, exclusions).total("counted") == slow
            judged += slow > dt.timedelta()
            # What was known when the last pause was over foretold the same due time.
            known = max((b for _a, b in pauses), default=begin)
            early = judge(course(events, known), calendar, slow, exclusions)
            assert early.due == due, said
            assert early.outcome == ("open" if known < end else "met")
            ahead += due is not None and due > known
    assert judged > 300
    assert ahead > 200


def test_many_are_judged_as_one_is() -> None:
    tickets = [
        ticket((nov(16, 9), "opened"), (nov(16 + n), "responded"), (nov(17 + n), "resolved"))
        for n in range(5)
    ]
    works = [Exclusion(nov(18, 10), nov(18, 12)), Exclusion(nov(17, 9), nov(17, 10))]
    for clock in ("response", "resolution"):
        one_by_one = [judge(one, OFFICE, 20 * HOUR, works, clock) for one in tickets]
        assert judge_all(tickets, OFFICE, 20 * HOUR, works, clock) == one_by_one
        assert {one.outcome for one in one_by_one} == {"met", "missed"}


def test_hours_of_two_services_are_two_clocks() -> None:
    night = WorkingCalendar("Europe/Prague", ((Hours(dt.time(22), dt.time(6)),),) * 7)
    done = ticket((nov(16, 16), "opened"), (nov(17, 10), "resolved"))
    assert judge(done, night, HOUR).counted == 8 * HOUR
    assert judge(done, OFFICE, HOUR).counted == 2 * HOUR
