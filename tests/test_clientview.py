"""The shapes of what a client may see hold plain texts, and only what fits together."""

from __future__ import annotations

import dataclasses
import types
import typing

import pytest

from acctdesk import clientview
from acctdesk.clientview import Contact, Node, Table, Text, Tree, View


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
    for one in shapes:
        assert one.__dataclass_params__.frozen, one
        assert leaves(one) <= {str, int}, one
