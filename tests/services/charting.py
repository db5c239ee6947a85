"""A small stakeholder map to work on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from acctdesk.exchange.wording import say
from acctdesk.services.stakeholder import StakeholderMap
from tests.services.making import Book


class Chart:
    """A small map to work on: Anna above Jana and Li, Rui and a placeholder beneath Jana."""

    def __init__(self, book: Book) -> None:
        self.book, self.desk = book, book.desk
        self.who = book.desk.stakeholders
        self.account = book.account("Acme", annual_value=Decimal(420_000), currency="EUR")
        self.anna = self.add("Anna Boss", title="CEO")
        self.jana = self.add("Jana Ode", anchor=self.anna, title="CIO", unit="IT")
        self.li = self.add("Li Na", anchor=self.anna, title="CFO", unit="Finance")
        self.rui = self.add("Rui Faria", anchor=self.jana)
        self.hole = self.add(None, anchor=self.jana, title="CISO")

    def add(self, name: str | None, **given: Any) -> str:
        made, change = self.who.posts.add(self.account, name=name, **given)
        assert change is not None
        return made

    def person(self, position: str) -> str:
        return str(self.desk.records.get("position", position)["person_id"])

    def member(self, name: str) -> str:
        made, _change = self.desk.records.create("member", {"name": name})
        return made

    @property
    def map(self) -> StakeholderMap:
        return self.who.map(self.account)

    @property
    def lines(self) -> list[str]:
        """The map as an outline."""
        found = []
        depth: dict[str, int] = {}
        for card in self.map.cards:
            depth[card.position] = depth.get(card.manager, -1) + 1
            found.append("  " * depth[card.position] + card.label + " (parked)" * card.parked)
        return found


@pytest.fixture
def chart(book: Book) -> Chart:
    return Chart(book)


def undone(chart: Chart, before: dict[str, Any]) -> bool:
    chart.desk.history.undo()
    return chart.book.content() == before


def said(chart: Chart) -> str:
    return say(chart.desk.history.recent()[0].label, chart.desk.fields.catalogue)


def backdate(chart: Chart, day: dt.date) -> None:
    """Let everything so far have happened on a day."""
    at = dt.datetime.combine(day, dt.time(12)).astimezone(dt.UTC)
    with chart.desk.workspace.transaction() as connection:
        connection.execute(
            text("UPDATE change SET at = :at WHERE at > '2026-03-01'"),
            {"at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")},
        )
        connection.commit()
