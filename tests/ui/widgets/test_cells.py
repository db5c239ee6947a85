"""Where the words of a cell stand: the short way for plain words and the long one agree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.cells import CellPainter
from acctdesk.ui.widgets.roles import Align, Kind

WORDS = st.text(
    st.sampled_from("abc WMil.,ÄßéŁ-@0123456789王伟"), max_size=40
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=WORDS,
    kind=st.sampled_from([Kind.TEXT, Kind.NAME, Kind.NUMBER, Kind.DATE, Kind.STATUS]),
    tone=st.sampled_from(["", "text", "secondary", "danger", "accent", "unheard of"]),
    align=st.sampled_from([None, *Align]),
    width=st.integers(20, 320),
    enabled=st.booleans(),
)
def test_plain_words_stand_where_the_long_way_puts_them(
    theme, text, kind, tone, align, width, enabled
):
    cells = CellPainter(theme)
    cell = Cell(text, tone=tone, align=align)
    assert cell.is_plain
    short = cells.layout(cell, kind, width, 38, 1.0, enabled=enabled)
    long = cells._lay_out(cell, kind, width, 38, 1.0, enabled=enabled, lines=1)
    assert short == long


@pytest.mark.parametrize(
    "more",
    [
        {"extra": "EUR"}, {"pending": True}, {"problem": "No date"}, {"tags": ("a",)},
        {"share": 0.0}, {"mark": "bad"}, {"indent": 1}, {"branch": False},
    ],
)  # fmt: skip
def test_a_cell_that_shows_more_than_words_is_not_plain(more):
    assert not Cell("Nordwind", **more).is_plain


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, width=st.integers(40, 300))
def test_a_text_is_shortened_only_where_it_has_no_room(theme, text, width):
    painter = CellPainter(theme)
    shown = painter.elide("body", text, width)
    if shown == text:
        assert painter.advance("body", text) <= width + 2
    else:
        assert painter.advance("body", text) > width
