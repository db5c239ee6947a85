"""Short ways to make a client with a review, for tests of slides."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from acctdesk.clientview import Deck, Slide, Table
from acctdesk.compose import Desk
from acctdesk.services.review.decks import Built
from tests.services.levels import NOW, Contract
from tests.services.making import Book

DAY = dt.timedelta(days=1)


class Review:
    """A client with a coming review of the running quarter, without agenda or slides.

    Args:
        desk: The desk, whose clock stands at `NOW`.
        objectives: Fields of the objectives that were agreed; flagged for the client.
        name: Name of the client.
    """

    def __init__(self, desk: Desk, *objectives: dict[str, Any], name: str = "Acme") -> None:
        self.desk = desk
        self.contract = Contract(
            desk, *({"client_safe": True, **one} for one in objectives), name=name
        )
        self.account = self.contract.account
        self.book = Book(desk)
        self.before = self.meeting(NOW - 80 * DAY, state="held", title="Last review")
        self.id = self.meeting(NOW + 3 * DAY)

    def meeting(self, starts: dt.datetime, **values: Any) -> str:
        """A review; its id."""
        told = {
            "account_id": self.account, "type": "qbr", "title": "Quarterly business review",
            "period": "2026-Q4", "starts": starts, "minutes": 60, "state": "planned",
            "language": "en-GB", **values,
        }  # fmt: skip
        with self.desk.context.write("Plan") as unit:
            made = unit.insert("meeting", told)
            unit.commit()
        return made

    def slide(self, block: str, **values: Any) -> str:
        """A slide; its id."""
        made, _change = self.desk.meetings.add_slide(self.id, block, values)
        return made

    def promise(self, title: str, **values: Any) -> str:
        """A promise of the last review, agreed, due in October; its id."""
        told = {"title": title, "agreed": True, "meeting_id": self.before, "made": "2026-09-04",
                "due": "2026-10-15", **values}  # fmt: skip
        made, _change = self.desk.promises.make(self.account, told)
        return made

    def goal(self, kind: str, **values: Any) -> str:
        """A goal, decision, risk or initiative that the client may see; its id."""
        flag = "agreed" if kind == "goal" else "client_safe"
        made, _change = self.desk.goals.create(kind, self.account, {flag: True, **values})
        return made

    def answer(self, score: int, **values: Any) -> str:
        """An answer of this quarter; its id."""
        told = {"type": "nps", "score": score, "day": "2026-11-02", **values}
        made, _change = self.desk.surveys.add(self.account, told)
        return made

    @property
    def built(self) -> Built:
        """The deck of the coming review."""
        return self.desk.decks.build(self.id)

    @property
    def deck(self) -> Deck:
        """What the client gets of it."""
        return self.built.deck

    def only(self, block: str, **values: Any) -> Slide:
        """The one slide of a block."""
        self.slide(block, **values)
        [slide] = self.deck.slides
        return slide

    def none(self, block: str, **values: Any) -> bool:
        """Whether a block has nothing to show."""
        self.slide(block, **values)
        return not self.deck.slides


def table_of(slide: Slide, at: int = 0) -> Table:
    """One of a slide's tables."""
    return [one for one in slide.parts if isinstance(one, Table)][at]


def column(table: Table, heading: str) -> list[str]:
    """A column of a table by its heading."""
    at = table.headings.index(heading)
    return [row[at] for row in table.rows]


RESOLVED: dict[str, Any] = {
    "name": "Resolved in time",
    "type": "resolution",
    "minutes": 240,
    "target": Decimal("0.9"),
}
MEASURED: dict[str, Any] = {
    "name": "Depot satisfaction",
    "type": "satisfaction",
    "target": Decimal("4.2"),
    "unit": "of 5",
    "direction": "up",
    "service_id": None,
}
