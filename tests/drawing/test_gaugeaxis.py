"""The scale of a gauge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.drawing.gaugeaxis import axis_of


@pytest.mark.parametrize(
    ("target", "low"), [(0.95, 0.85), (0.9, 0.7), (0.999, 0.997), (0.7, 0.5), (0.5, 0.0)]
)
def test_a_scale_of_shares_begins_below_the_target(target: float, low: float) -> None:
    found = axis_of(target, target, share=True)
    assert (found.low, found.high) == (low, 1.0)
    assert found.bands[1] == target
    assert found.is_cut == (low > 0)


def test_a_value_close_below_widens_the_scale_and_one_far_below_stays_off_it() -> None:
    near = axis_of(0.8, 0.95, share=True)
    assert near.beyond(0.8) == 0
    far = axis_of(0.4, 0.95, share=True)
    assert (far.low, far.beyond(0.4), far.place(0.4)) == (0.85, -1, 0.0)


def test_what_is_no_share_or_is_to_be_low_begins_at_nought() -> None:
    assert axis_of(4.2, 4.0, share=False).low == 0
    low = axis_of(0.12, 0.05, share=True, down=True)
    assert (low.low, low.down, low.beyond(0.12)) == (0.0, True, 0)


@given(
    value=st.none() | st.floats(0, 1),
    target=st.none() | st.floats(0, 1),
    share=st.booleans(),
    down=st.booleans(),
)
def test_bands_are_in_order_and_a_place_is_on_the_scale(
    value: float | None, target: float | None, share: bool, down: bool
) -> None:
    found = axis_of(value, target, share=share, down=down)
    assert found.low < found.high
    assert found.low <= found.bands[0] <= found.bands[1] <= found.high + 1e-9
    if value is not None:
        assert 0 <= found.place(value) <= 1
        assert found.beyond(value) or found.low <= value <= found.high
    if target is not None:
        assert not found.beyond(target)
