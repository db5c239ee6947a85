"""What is packed comes out as it was, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.errors import FileProblem
from acctdesk.exchange.handoff.packing import CELL, pack, unpack
from acctdesk.services.handover import freight
from acctdesk.services.handover.parcel import Page, Parcel, Purpose

ODD = ("=1+1", "+49 30", "-5", "@me", "\tx", "a\r\nb", "\U0001f600", "ملاحظة", "007", "x" * 32_767)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    texts,
    st.sampled_from(ODD),
)
words = st.text("abcxyz", min_size=1, max_size=4)


@st.composite
def parcels(draw: st.DrawFn) -> Parcel:
    names = tuple(draw(st.lists(st.sampled_from(("name", "city", "note")), unique=True)))
    row = st.tuples(st.uuids().map(lambda one: one.hex), *(values for _name in names))
    return Parcel(
        schema="0007",
        origin=draw(st.uuids()).hex,
        number=draw(st.integers(0, 10**9)),
        trail=draw(words),
        by=draw(texts),
        accounts=tuple(draw(st.lists(words, max_size=3))),
        purpose=draw(st.sampled_from(Purpose)),
        seen=draw(st.dictionaries(words, st.dictionaries(words, words, max_size=2), max_size=2)),
        left_out=tuple(draw(st.lists(words, max_size=2))),
        private=draw(st.booleans()),
        columns={"account": ("id", *names)},
        rows={"account": [list(one) for one in draw(st.lists(row, max_size=6))]},
        gone={"person": tuple(draw(st.lists(words, max_size=2)))},
        outside=draw(st.dictionaries(words, texts, max_size=2)),
        pages=(Page("account", "Accounts", names, names),),
        note=draw(texts),
    )


@given(parcels())
def test_content_comes_out_as_it_was(parcel: Parcel) -> None:
    cells = pack(parcel)
    assert unpack(cells) == parcel
    assert unpack([*cells, "", " "]) == parcel
    assert all(len(one) <= 32_767 and one[0] not in "=+-@\t\r" for one in cells)


@given(parcels(), st.data())
def test_a_cell_that_is_lost_swapped_or_altered_is_told(
    parcel: Parcel, data: st.DataObject
) -> None:
    cells = pack(parcel)
    at = data.draw(st.integers(0, len(cells) - 1))
    with pytest.raises(FileProblem):
        unpack(cells[:at] + cells[at + 1 :])
    letter = data.draw(st.integers(0, len(cells[at]) - 1))
    changed = "0" if cells[at][letter] != "0" else "1"
    altered = [*cells]
    altered[at] = cells[at][:letter] + changed + cells[at][letter + 1 :]
    with pytest.raises(FileProblem):
        unpack(altered)


def test_a_large_content_takes_several_cells() -> None:
    noise = [[f"{at:032x}", str(hash((at, "x")))] for at in range(15_000)]
    parcel = Parcel("0007", "a", 1, columns={"ticket": ("id", "number")}, rows={"ticket": noise})
    cells = pack(parcel)
    assert len(cells) > 6
    assert max(map(len, cells)) == CELL + 1
    assert unpack(cells) == parcel
    with pytest.raises(FileProblem):
        unpack([*cells[:4], cells[5], cells[4], *cells[6:]])


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = pack(Parcel("0007", "a" * 10_000, 1))
    monkeypatch.setattr(freight, "MOST", 1000)
    with pytest.raises(FileProblem, match="altered"):
        unpack(cells)
