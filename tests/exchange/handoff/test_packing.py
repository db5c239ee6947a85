"""What is packed comes out as it was, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.errors import FileProblem
from acctdesk.exchange.handoff import packing
from acctdesk.exchange.handoff.packing import CELL, Contents, pack, unpack

ODD = ("=1+1", "+49 30", "-5", "@me", "\tx", "a\r\nb", "\U0001f600", "ملاحظة", "007", "x" * 32_767)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(ODD),
)


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    names = tuple(draw(st.lists(st.sampled_from(("name", "city", "note")), unique=True)))
    row = st.tuples(st.uuids().map(lambda one: one.hex), *(values for _name in names))
    return Contents(
        schema="0006",
        origin=draw(st.uuids()).hex,
        number=draw(st.integers(0, 10**9)),
        accounts=tuple(draw(st.lists(st.text("abc", min_size=1), max_size=3))),
        seen=draw(st.dictionaries(st.text("xyz", min_size=1), st.integers(0, 99), max_size=3)),
        columns={"account": ("id", *names)},
        rows={"account": [list(one) for one in draw(st.lists(row, max_size=6))]},
    )


@given(contents())
def test_content_comes_out_as_it_was(content: Contents) -> None:
    cells = pack(content)
    assert unpack(cells) == content
    assert unpack([*cells, "", " "]) == content
    assert all(len(one) <= 32_767 and one[0] not in "=+-@\t\r" for one in cells)


@given(contents(), st.data())
def test_a_cell_that_is_lost_swapped_or_altered_is_told(
    content: Contents, data: st.DataObject
) -> None:
    cells = pack(content)
    at = data.draw(st.integers(0, len(cells) - 1))
    short = cells[:at] + cells[at + 1 :]
    with pytest.raises(FileProblem):
        unpack(short)
    letter = data.draw(st.integers(0, len(cells[at]) - 1))
    changed = "0" if cells[at][letter] != "0" else "1"
    altered = [*cells]
    altered[at] = cells[at][:letter] + changed + cells[at][letter + 1 :]
    with pytest.raises(FileProblem):
        unpack(altered)


def test_a_large_content_takes_several_cells() -> None:
    noise = [[f"{at:032x}", str(hash((at, "x")))] for at in range(5000)]
    content = Contents("0006", "a", 1, (), {}, {"ticket": ("id", "number")}, {"ticket": noise})
    cells = pack(content)
    assert len(cells) > 5
    assert max(map(len, cells)) == CELL + 1
    assert unpack(cells) == content
    with pytest.raises(FileProblem):
        unpack([*cells[:4], cells[5], cells[4], *cells[6:]])


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = pack(Contents("0006", "a" * 10_000, 1, ()))
    monkeypatch.setattr(packing, "MOST", 1000)
    with pytest.raises(FileProblem, match="incomplete"):
        unpack(cells)


def test_a_newer_way_of_packing_is_refused_politely() -> None:
    cells = pack(Contents("0006", "a", 1, ()))
    cells[1] = "2"
    with pytest.raises(FileProblem, match="newer AcctDesk"):
        unpack(cells)


def test_another_sheet_is_not_taken_for_it() -> None:
    for cells in ([], ["Name", "City"], ["", ""]):
        with pytest.raises(FileProblem, match="missing"):
            unpack(cells)
