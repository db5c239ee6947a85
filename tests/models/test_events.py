"""A ticket's history survives its one column, in order and without repetitions."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.metrics.service.clock import STAGES
from acctdesk.metrics.service.swift import run
from acctdesk.models.events import corrected, dump, load, told

events = st.lists(
    st.tuples(st.integers(0, 2**50), st.sampled_from(STAGES), st.sampled_from(("", "a", "ü"))),
    max_size=8,
)


@given(events)
def test_what_is_stored_is_read_again_and_stays_so(known: list[tuple[int, str, str]]) -> None:
    once = load(dump(known))
    assert [at for at, _stage, _said in once] == sorted(at for at, _stage, _said in once)
    assert load(dump(once)) == once
    states = [(stage, said) for _at, stage, said in once]
    assert all(a != b for a, b in pairwise(states))
    assert set(once) <= set(known)


@given(events)
def test_folding_repetitions_changes_no_clock(known: list[tuple[int, str, str]]) -> None:
    known = sorted(known, key=lambda one: one[0])
    assert run(load(dump(known))) == run(known)


def test_a_file_from_the_newest_to_the_oldest_is_turned_round() -> None:
    known = [(9, "resolved", ""), (5, "paused", "b"), (5, "responded", "a"), (1, "opened", "")]
    assert load(dump(known)) == known[::-1]
    assert dump([]) is None


@pytest.mark.parametrize(
    ("stages", "state"),
    [
        ("opened", "opened"), ("opened responded", "responded"), ("opened paused", "paused"),
        ("opened resolved", "resolved"), ("opened resolved closed", "closed"),
        ("opened resolved reopened", "reopened"), ("opened closed", "closed"), ("", None),
    ],
)  # fmt: skip
def test_the_columns_say_what_the_history_says(stages: str, state: str | None) -> None:
    known = [(at * 60_000_000, stage, "") for at, stage in enumerate(stages.split())]
    said = told(known)
    assert said["state"] == state
    assert (said["resolved"] is not None) == (state in ("resolved", "closed"))
    if known:
        assert said["opened"] == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def test_a_correction_moves_takes_out_and_adds() -> None:
    known = [
        (1, "opened", "New"),
        (5, "resolved", "Done"),
        (6, "reopened", ""),
        (9, "resolved", ""),
    ]
    assert corrected(known, "resolved", 7)[-1] == (7, "resolved", "")
    assert corrected(known, "opened", 0)[0] == (0, "opened", "New")
    assert [one[1] for one in corrected(known, "resolved", None)] == ["opened", "reopened"]
    assert corrected([(1, "opened", "")], "responded", 3) == [
        (1, "opened", ""), (3, "responded", ""),
    ]  # fmt: skip
