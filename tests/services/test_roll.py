"""Lists that aren't written out: whatever is asked of them, they answer as the written one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.querying import roll as module
from acctdesk.services.querying.roll import Listed, Roll
from acctdesk.services.querying.seats import Seats, turned

IDS = st.lists(st.text("abc", min_size=1, max_size=3), unique=True, max_size=12)


@given(IDS, st.booleans(), st.booleans(), st.integers(0, 20), st.data())
def test_a_list_answers_as_if_it_were_written_out(
    ids: list[str], sort: bool, seated: bool, soon: int, data: st.DataObject
) -> None:
    ids = sorted(ids) if sort else ids
    reads = data.draw(st.permutations(range(len(ids))))
    seats = Seats(turned(reads), reads) if seated else None
    by_place = [ids[at] for at in reads] if seated else ids
    roll = Roll(ids, seats, rising=sort)
    assert roll.ids == by_place
    assert [roll.id(place) for place in range(len(ids))] == by_place
    kept = data.draw(st.permutations(range(len(ids))))[: data.draw(st.integers(0, len(ids)))]
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(ids)), st.integers(0, len(ids)))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SOON", soon)
        patch.setattr(module, "_STRETCH", 2)
        each: tuple[Sequence[int], ...] = (kept, range(first, last))
        for places in each:
            written = [by_place[place] for place in places]
            listed = Listed(roll, places)
            assert (len(listed), list(listed), listed[1:3]) == (
                len(written), written, written[1:3],
            )  # fmt: skip
            for _again in range(2):
                for one in [*by_place, "none"]:
                    assert listed.row(one) == (written.index(one) if one in written else -1)
                    assert (one in listed) == (one in written)
                listed.ready()
            for at in range(-len(written), len(written)):
                assert listed[at] == written[at]
            assert listed == written
            assert listed == Listed(roll, list(places))
            assert listed == Listed(Roll(by_place), list(places))
            assert listed != [*written, "more"]
            assert listed != Listed(roll, [*places][1:]) or not written


def test_a_list_tells_where_something_stands_like_any_other() -> None:
    listed = Listed(Roll(["a", "b", "c"]), [2, 0])
    assert (listed.index("c"), listed.index("a", 1)) == (0, 1)
    for wrong in (("b",), ("c", 1), ("a", 0, 1)):
        with pytest.raises(ValueError, match=wrong[0]):
            listed.index(*wrong)
    assert listed != "ca"
    with pytest.raises(TypeError):
        hash(listed)
