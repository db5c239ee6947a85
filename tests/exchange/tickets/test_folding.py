"""Events in order and without repetitions; rows of tickets that tell only where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.exchange.tickets.folding import completed, merged, of_events, of_row, stored, tidied
from acctdesk.metrics.service.clock import STAGES
from acctdesk.models.events import dump, load

M = 60_000_000


def test_equal_states_are_one_and_the_order_of_a_minute_is_kept():
    log = [(1, "opened", "New"), (1, "opened", "New"), (5, "responded", "Active"),
           (5, "paused", "Waiting"), (7, "paused", "Waiting"), (9, "resolved", "Done")]  # fmt: skip
    assert tidied(log) == [log[0], log[2], log[3], log[5]]
    # From the newest to the oldest it says the same, but for which of the equal ones is first.
    assert tidied(log[::-1]) == tidied(log)


def test_the_opening_is_its_column_and_states_are_followed():
    log = [(5, "opened", "New"), (9, "responded", "Active")]
    assert of_events(1, "New", log, []) == [(1, "opened", "New"), (9, "responded", "Active")]
    # What a column says of the end counts only where no state is told.
    assert of_events(1, "New", log, [(20, "resolved")])[-1][1] == "responded"
    assert of_events(1, "", [], [(20, "resolved")]) == [(1, "opened", ""), (20, "resolved", "")]
    # The first response may stand in a column alone.
    assert (3, "responded", "") in of_events(1, "New", log, [(3, "responded")])


def test_a_row_of_a_ticket():
    times = {"opened": 0, "responded": 5 * M, "resolved": 60 * M, "closed": 90 * M}
    history, notes = of_row(times, "closed", "Closed", 95 * M, None)
    assert [one[1] for one in history] == ["opened", "responded", "resolved", "closed"]
    assert history[-1] == (90 * M, "closed", "Closed")
    assert notes == ()


def test_a_row_that_says_how_long_it_waited():
    times = {"opened": 0, "resolved": 60 * M}
    history, notes = of_row(times, "resolved", "Done", None, 20)
    assert history == [(0, "opened", ""), (40 * M, "paused", ""), (60 * M, "resolved", "Done")]
    assert notes == ("paused_placed",)
    assert of_row(times, "resolved", "Done", None, 90)[1] == ("paused_long",)
    history, _notes = of_row({"opened": 0}, "responded", "Active", 60 * M, 20)
    assert [one[1] for one in history] == ["opened", "paused", "responded"]


def test_a_row_whose_state_and_times_disagree():
    times = {"opened": 0, "resolved": 60 * M}
    history, notes = of_row(times, "responded", "Open", 80 * M, None)
    assert history[-1] == (80 * M, "reopened", "Open")
    assert notes == ("reopened",)
    assert of_row(times, "responded", "Open", None, None)[0] == [(0, "opened", "")]
    assert of_row({"opened": 0}, "resolved", "Done", None, None)[1] == ("undated",)
    assert of_row({"opened": 0}, "paused", "Hold", 7 * M, None)[1] == ("updated_taken",)
    assert of_row({"opened": 0}, "resolved", "Done", 7 * M, None)[0][-1] == (7 * M, "resolved",
                                                                              "Done")  # fmt: skip


def test_the_next_export_of_one_row_a_ticket():
    held = [(0, "opened", ""), (5, "paused", "Hold")]
    # Still on hold: a later change says nothing new.
    assert completed(held, [(0, "opened", ""), (9, "paused", "Hold")], {"opened"}) == held
    solved = completed(held, [(0, "opened", ""), (20, "resolved", "Done")], {"opened", "resolved"})
    assert [one[1] for one in solved] == ["opened", "paused", "resolved"]
    # A moment that was corrected there is corrected here.
    told = [(0, "opened", ""), (30, "resolved", "Done")]
    assert completed(solved, told, {"opened", "resolved"})[-1] == (30, "resolved", "Done")
    # Worked on again, though the desk has cleared when it was solved.
    again = completed(solved, [(0, "opened", ""), (40, "responded", "Open")], {"opened"})
    assert [one[1] for one in again] == ["opened", "paused", "resolved", "responded"]
    assert completed([], told, {"opened"}) == told


events = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from(STAGES), st.sampled_from(["", "a", "b"])),
    max_size=8,
)


@given(events)
def test_tidying_is_done_once_and_as_it_is_stored(log):
    once = tidied(list(log))
    assert tidied(once) == once
    assert once == sorted(once, key=lambda one: one[0])
    assert load(dump(once)) == once
    assert stored(once) == dump(log)


@given(events)
def test_the_same_log_again_changes_nothing(log):
    history = of_events(0, "", tidied(list(log)), [])
    assert merged(history, list(history)) == history


def test_two_parts_of_a_log_are_put_together():
    first = of_events(0, "New", [(1, "opened", "New"), (5, "responded", "Active")], [])
    later = of_events(0, "", [(8, "responded", "Active"), (9, "resolved", "Done")], [])
    whole = merged(first, later)
    assert whole == [(0, "opened", "New"), (5, "responded", "Active"), (9, "resolved", "Done")]
    assert merged(whole, first) == whole
    # A word that means something else now does so everywhere the log tells it.
    again = [(0, "opened", "New"), (5, "paused", "Active"), (9, "resolved", "Done")]
    assert merged(whole, again) == again
    assert merged(whole, [(0, "opened", "New")], {"Active"}) == [whole[0], whole[2]]
