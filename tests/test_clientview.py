"""The shapes of what a client may see hold plain texts, and only what fits together."""

from __future__ import annotations

import dataclasses
import types
import typing

import pytest

from acctdesk import clientview
from acctdesk.clientview import (
    Brand,
    Contact,
    Deck,
    Dots,
    Figure,
    Gauge,
    Line,
    Node,
    Picture,
    Quote,
    Roadmap,
    Series,
    Share,
    Slide,
    Stack,
    Stretch,
    Table,
    Text,
    Tree,
    View,
)


def test_every_text_is_told() -> None:
    view = View(
        Text("Title", "title"),
        (
            Text("Body"),
            Table(("A", "B"), (("1", "2"), ("3", "4"))),
            Tree((Node(("Anna", "CEO")), Node(("Jana",), 0))),
            Contact(
                "Li Na", "Li", "Na", "Dr", "Acme", "IT", "CFO", ("l@a",), (("work", "5"),), "de"
            ),
        ),
    )
    assert list(view.texts()) == [
        "Title", "Body", "A", "B", "1", "2", "3", "4", "Anna", "CEO", "Jana",
        "Li Na", "Li", "Na", "Dr", "Acme", "IT", "CFO", "l@a", "work", "5", "de",
    ]  # fmt: skip


GAUGE = Gauge(
    "Uptime", "ERP", "99.95 %", "99.9 %", "+0.05 pt", "Met", "good", "20 of 43 min left",
    99.0, 100.0, "99 %", "100 %", 99.95, 99.9, (None, 99.95),
)  # fmt: skip


def test_every_text_of_gauges_and_charts_is_told() -> None:
    lines = (Line("Actual", "actual", (1.0, None), ("1", "")),)
    series = Series("Trend", "min by month", "trend", "Period", ("Oct", "Nov"), lines, "min")
    assert list(View(Text("Title", "title"), (GAUGE, series)).texts()) == [
        "Title", "Uptime", "ERP", "99.95 %", "99.9 %", "+0.05 pt", "Met", "20 of 43 min left",
        "99 %", "100 %", "Trend", "min by month", "Period", "min", "Oct", "Nov", "Actual", "1", "",
    ]  # fmt: skip


def test_every_text_of_a_deck_is_told() -> None:
    parts = (
        Figure("99.93 %", "Availability", "November"),
        Quote("They fixed it overnight.", "Jana Ode, CIO"),
        Picture(b"...", "image/png", "The new portal"),
        Stack("NPS", "n = 22", (Share("Promoters", 11, "11 (50 %)", "good"),)),
        Dots("CSAT", "n = 3", 1, 5, (4, 5, 5)),
        Roadmap(("Q1", "Q2"), (Stretch("Failover", "us", "Feb", "On track", "good", 0.2, 0.9),)),
    )
    detail = Slide("Detail", "By month")
    slide = Slide("Levels", "All met", "Q4", parts, "Source: desk", notes=("Met or not",))
    slide = dataclasses.replace(slide, more=(detail,))
    deck = Deck("QBR", "Acme", "Q4 2026", "4 Dec", "Tara", "en", (slide,), Brand())
    assert deck.line == "Acme · QBR · Q4 2026"
    assert list(deck.texts()) == [
        "QBR", "Acme", "Q4 2026", "4 Dec", "Tara", "Levels", "All met", "Q4",
        "99.93 %", "Availability", "November", "They fixed it overnight.", "Jana Ode, CIO",
        "The new portal", "NPS", "n = 22", "Promoters", "11 (50 %)", "CSAT", "n = 3", "Q1", "Q2",
        "Failover", "us", "Feb", "On track", "Source: desk", "Met or not", "Detail", "By month", "",
        "",
    ]  # fmt: skip


def test_a_line_has_a_value_for_each_label() -> None:
    with pytest.raises(ValueError, match="labels"):
        Series("T", "", "trend", "", ("Oct", "Nov"), (Line("A", "actual", (1.0,), ("1",)),))


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(("A", "B"), (("1",),))
    for above in (0, 1, -2):
        with pytest.raises(ValueError, match="later"):
            Tree((Node(("Anna",), above),))


def leaves(hint: typing.Any, above: tuple[typing.Any, ...] = ()) -> set[typing.Any]:
    """The types that a value of a type is made of."""
    if typing.get_origin(hint) in (tuple, types.UnionType):
        parts = [one for one in typing.get_args(hint) if one is not Ellipsis]
        return set().union(*(leaves(one, above) for one in parts))
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint).values() if hint not in above else ()
        return set().union(*(leaves(one, (*above, hint)) for one in hints))
    return {hint}


def test_a_shape_holds_texts_and_places_and_cannot_be_changed() -> None:
    shapes = [one for one in vars(clientview).values() if dataclasses.is_dataclass(one)]
    assert {one.__name__ for one in shapes} >= {"Text", "Table", "Node", "Tree", "View"}
    # Numbers are there to be drawn from alone.
    drawn = {Gauge, Line, Series, Stretch, Roadmap, View}
    seen = {Picture: {bytes}, Brand: {bytes, types.NoneType}}
    whole = {View, Slide, Deck}
    for one in shapes:
        assert one.__dataclass_params__.frozen, one
        allowed = {str, int} | ({float, types.NoneType} if one in drawn else seen.get(one, set()))
        if one in whole:
            allowed |= {float, bytes, types.NoneType}
        assert leaves(one) <= allowed, one
