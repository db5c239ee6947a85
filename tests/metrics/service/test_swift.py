"""The clock for many tickets says what the clock for one says, at any moment."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.metrics.service.calendar import ALWAYS, WorkingCalendar, weekdays
from acctdesk.metrics.service.clock import (
    RESOLUTION,
    RESPONSE,
    STAGES,
    Event,
    Exclusion,
    course,
    judge,
)
from acctdesk.metrics.service.objectives import is_first_contact
from acctdesk.metrics.service.spans import instant, moment, united
from acctdesk.metrics.service.swift import Held, hold_all, run, with_pauses

MINUTE = 60_000_000
START = instant(dt.datetime(2026, 10, 22, 6, tzinfo=dt.UTC))  # the clocks change on the 25th
CALENDARS = (
    WorkingCalendar("Europe/Prague", weekdays(dt.time(9), dt.time(17))),
    WorkingCalendar("Europe/Prague", ALWAYS),
    WorkingCalendar(
        "America/New_York",
        weekdays(dt.time(22), dt.time(6)),
        frozenset({dt.date(2026, 10, 26)}),
    ),
)

steps = st.integers(0, 9 * 24 * 60)
events = st.lists(
    st.tuples(steps.map(lambda n: START + n * MINUTE), st.sampled_from(STAGES), st.just("x")),
    max_size=9,
)
gaps = st.lists(st.tuples(steps, steps), max_size=3)


def outcome_at(held: Held, now: int) -> str:
    if held.outcome == "open" and held.late is not None and held.late <= now:
        return "missed"
    return held.outcome


@settings(max_examples=400)
@given(
    known=events,
    calendar=st.sampled_from(CALENDARS),
    minutes=st.sampled_from([0, 1, 30, 240, 480, 1440]),
    taken=gaps,
    clock=st.sampled_from([RESPONSE, RESOLUTION]),
    later=steps,
)
def test_both_clocks_agree(
    known: list[tuple[int, str, str]],
    calendar: WorkingCalendar,
    minutes: int,
    taken: list[tuple[int, int]],
    clock: str,
    later: int,
) -> None:
    exclusions = [
        Exclusion(moment(START + a * MINUTE), moment(START + b * MINUTE)) for a, b in taken if a < b
    ]
    spans = united((instant(one.begin), instant(one.end)) for one in exclusions)
    now = max([START, *(at for at, _s, _w in known)]) + later * MINUTE
    told = [Event(moment(at), stage, said) for at, stage, said in known]
    whole = course(told, moment(now))
    swift = run(known)
    assert (swift.opened, swift.responded, swift.resolved, swift.closed) == (
        whole.opened, whole.responded, whole.resolved, whole.closed,
    )  # fmt: skip
    assert (swift.paused, swift.reopened) == (whole.paused, whole.reopened)
    assert swift.first_contact == is_first_contact(whole)
    [held] = hold_all([swift], calendar, minutes * MINUTE, spans, clock)
    verdict = judge(whole, calendar, dt.timedelta(minutes=minutes), exclusions, clock)
    if held is None:
        assert verdict.outcome == "no_events"
        return
    assert outcome_at(held, now) == verdict.outcome
    assert held.due == (None if verdict.due is None else instant(verdict.due))
    if held.spent is not None:
        assert dt.timedelta(microseconds=held.spent) == verdict.counted


def test_an_open_ticket_is_missed_from_the_first_moment_beyond_its_time() -> None:
    monday = instant(dt.datetime(2026, 11, 16, 8, tzinfo=dt.UTC))  # 09:00 in Prague
    [held] = hold_all(
        [run([(monday, "opened", "")])], CALENDARS[0], 8 * 60 * MINUTE, (), RESOLUTION
    )
    assert held is not None
    assert held.due == monday + 8 * 60 * MINUTE
    # Not in the evening, when the whole time is used and nothing more is counted.
    assert held.late == monday + 24 * 60 * MINUTE + 1


@pytest.mark.parametrize(
    ("words", "stages"),
    [
        ({"hold"}, ["opened", "paused", "responded", "resolved"]),
        ({"vendor"}, ["opened", "responded", "paused", "resolved"]),
        ({"hold", "vendor"}, ["opened", "paused", "paused", "resolved"]),
        ({"nothing"}, ["opened", "responded", "responded", "resolved"]),
    ],
)
def test_an_agreement_says_which_states_pause(words: set[str], stages: list[str]) -> None:
    known = [(0, "opened", "New"), (1, "paused", "Hold"), (2, "responded", "Vendor"),
             (3, "resolved", "Done")]  # fmt: skip
    assert [stage for _at, stage, _said in with_pauses(known, words)] == stages
