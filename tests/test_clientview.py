"""The shapes of what a client may see hold plain texts, and only what fits together."""

from __future__ import annotations

import dataclasses
import types
import typing

import pytest

from acctdesk import clientview
from acctdesk.clientview import Contact, Gauge, Line, Node, Series, Table, Text, Tree, View


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


def test_a_line_has_a_value_for_each_label() -> None:
    with pytest.raises(ValueError, match="labels"):
        Series("T", "", "trend", "", ("Oct", "Nov"), (Line("A", "actual", (1.0,), ("1",)),))


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(("A", "B"), (("1",),))
    for above in (0, 1, -2):
        with pytest.raises(ValueError, match="later"):
            Tree((Node(("Anna",), above),))


def leaves(hint: typing.Any) -> set[typing.Any]:
    """The types that a value of a type is made of."""
    if typing.get_origin(hint) in (tuple, types.UnionType):
        parts = [one for one in typing.get_args(hint) if one is not Ellipsis]
        return set().union(*(leaves(one) for one in parts))
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint).values()
        return set().union(*(leaves(one) for one in hints))
    return {hint}


def test_a_shape_holds_texts_and_places_and_cannot_be_changed() -> None:
    shapes = [one for one in vars(clientview).values() if dataclasses.is_dataclass(one)]
    assert {one.__name__ for one in shapes} >= {"Text", "Table", "Node", "Tree", "View"}
    # Numbers are there to be drawn from alone.
    drawn = {Gauge, Line, Series, View}
    for one in shapes:
        assert one.__dataclass_params__.frozen, one
        assert leaves(one) <= {str, int} | ({float, types.NoneType} if one in drawn else set()), one
