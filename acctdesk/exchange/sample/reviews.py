"""Reviews of some clients: two that were held, one that is planned, and what belongs to them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from acctdesk.exchange.sample.making import Event, Making, load
from acctdesk.services.attachments import Attachments
from acctdesk.services.bus import ChangeBus
from acctdesk.services.context import Context
from acctdesk.services.goals import Goals
from acctdesk.services.meetings import Meetings
from acctdesk.services.people import People
from acctdesk.services.promises import Promises
from acctdesk.services.records import Records
from acctdesk.services.review.decks import Decks
from acctdesk.services.stakeholders import Stakeholders
from acctdesk.services.surveys import Surveys

_KINDS = (("goals", "goal"), ("decisions", "decision"), ("risks", "risk"),
          ("initiatives", "initiative"))  # fmt: skip
_DAYS = ("due", "day", "begins", "ends")
_FIGURES = ("baseline", "target", "current", "progress")
PLANNED = -30
"""Day on which goals, decisions, risks and the road map were last written down."""
ROUND = 12
"""Days within which the answers of one round of questions came in."""


class Reviews:
    """Plans and holds reviews, and writes down what was promised, wanted and answered.

    Args:
        making: The sample.
    """

    def __init__(self, making: Making) -> None:
        self._making = making
        context, records = making.context, making.records
        self._meetings = Meetings(context, records)
        self._promises = Promises(context, records)
        self._goals = Goals(context, records)
        self._surveys = Surveys(context, records)
        self._data: dict[str, Any] = load("reviews")
        self._held: dict[tuple[str, int], str] = {}
        self._made: dict[tuple[str, int], str] = {}

    def events(self) -> Iterator[Event]:
        """When reviews were planned and held, promises made and kept, and answers came in."""
        for one in self._data["accounts"]:
            for at, review in enumerate(one["reviews"]):
                yield Event(review["planned"], functools.partial(self._plan, one, at))
                yield Event(min(review["days"] - 3, -1), functools.partial(self._prepare, one, at))
                if review["days"] < 0:
                    yield Event(review["days"], functools.partial(self._hold, one, at))
            # The last deck alone, since each takes its time, and on the day on which tickets and
            # outages came in, since it shows them.
            last = max(at for at, review in enumerate(one["reviews"]) if review["days"] < 0)
            yield Event(-1, functools.partial(self._freeze, one, last))
            for made in sorted({promise["made"] for promise in one["promises"]}):
                yield Event(made, functools.partial(self._promise, one, made))
            for at, promise in enumerate(one["promises"]):
                if "done" in promise:
                    yield Event(promise["done"], functools.partial(self._finish, one, at))
            yield Event(PLANNED, functools.partial(self._write_down, one))
            for begin in sorted({_round(answer[3]) for answer in one["answers"]}):
                yield Event(begin + ROUND - 1, functools.partial(self._answer, one, begin))

    # -- reviews ---------------------------------------------------------------------------

    def _plan(self, data: Mapping[str, Any], at: int) -> None:
        review, name = data["reviews"][at], data["account"]
        day = self._making.days.workday(review["days"])
        local = dt.datetime.combine(day, dt.time(review["hour"]), ZoneInfo(data["zone"]))
        values = {"language": data["language"], "place": review["place"], "note": review["note"]}
        made, _change = self._meetings.plan(
            self._account(data), "qbr", local.astimezone(dt.UTC), values
        )
        self._held[name, at] = made

    def _prepare(self, data: Mapping[str, Any], at: int) -> None:
        """What was done until a few days before it: who is asked, who speaks, what is ready."""
        review, meeting = data["reviews"][at], self._held[data["account"], at]
        title = self._meetings.get(meeting).title
        with self._making.context.write("Prepare {title}", title=title) as unit:
            for column, asked, ids in (
                ("person_id", review["people"], self._people(data)),
                ("member_id", review["members"], self._making.members),
            ):
                for name, role, state in asked:
                    if name in ids:
                        before = "accepted" if state == "attended" else state
                        values = {"meeting_id": meeting, column: ids[name], "role": role}
                        unit.insert("attendee", {**values, "state": before})
            template = [one.title for one in self._meetings.templates()[0].agenda]
            told = self._meetings.detail(meeting)
            titles = dict(zip(template, told.agenda, strict=True))
            for said, member in review.get("owners", {}).items():
                unit.update(
                    "agenda_item", titles[said].id, {"member_id": self._making.members[member]}
                )
            for said, post in review.get("speakers", {}).items():
                values = {"person_id": self._people(data)[post], "member_id": None}
                unit.update("agenda_item", titles[said].id, values)
            for slide in told.slides:
                if slide.block in review.get("slides", {}):
                    unit.update("slide", slide.id, review["slides"][slide.block])
            ready = {"rehearsed": "rehearsed", "pre_read": "pre_read_sent"}
            unit.update(
                "meeting",
                meeting,
                {
                    field: self._making.days.workday(review[key]).isoformat()
                    for key, field in ready.items()
                    if key in review
                },
            )
            unit.commit()

    def _hold(self, data: Mapping[str, Any], at: int) -> None:
        review, meeting = data["reviews"][at], self._held[data["account"], at]
        came = [
            one.id for one in self._meetings.detail(meeting).attendees if one.state == "accepted"
        ]
        self._meetings.answer(came, "attended")
        self._meetings.write_minutes(meeting, review["minutes"])
        self._meetings.hold(meeting)

    def _freeze(self, data: Mapping[str, Any], at: int) -> None:
        """Keep the deck of a review that was held, as it was when it began."""
        held = self._meetings.get(self._held[data["account"], at])
        making = self._making
        then = Context(making.workspace, ChangeBus(), lambda: held.day, lambda: held.starts)
        records = Records(then)
        decks = Decks(
            then,
            Stakeholders(then, records, People(then, records)),
            Attachments(then, records),
        )
        frozen = decks.frozen(held.id)
        if frozen is None:
            return
        with making.context.write("Freeze the deck of {title}", title=held.title) as unit:
            values = {"meeting_id": held.id, "made": held.ends, "content": frozen.content}
            by = making.context.author.id
            unit.insert(
                "snapshot", {**values, "withheld": frozen.withheld or None, "member_id": by}
            )
            unit.commit()

    # -- promises --------------------------------------------------------------------------

    def _promise(self, data: Mapping[str, Any], made: int) -> None:
        chosen = [at for at, one in enumerate(data["promises"]) if one["made"] == made]
        rows = []
        for at in chosen:
            one = data["promises"][at]
            rows.append(
                {
                    "title": one["title"], "side": one["side"], "note": one.get("note"),
                    "made": self._day(one["made"]), "due": self._day(one["due"]),
                    "agreed": one.get("agreed", True), **self._named(data, one),
                }
            )  # fmt: skip
        ids, _change = self._promises.make_many(self._account(data), rows)
        for at, record in zip(chosen, ids, strict=True):
            self._made[data["account"], at] = record

    def _finish(self, data: Mapping[str, Any], at: int) -> None:
        one, record = data["promises"][at], self._made[data["account"], at]
        day = dt.date.fromisoformat(self._day(one["done"]))
        if one.get("state") == "dropped":
            self._promises.drop(record, day)
        else:
            self._promises.keep(record, day, one.get("evidence"))

    # -- goals, decisions, risks, initiatives ------------------------------------------------

    def _write_down(self, data: Mapping[str, Any]) -> None:
        name, account = data["account"], self._account(data)
        goals: list[str] = []
        with self._making.context.write("Write down the plan of {name}", name=name) as unit:
            for key, kind in _KINDS:
                for one in data[key]:
                    values = {field: value for field, value in one.items() if field not in _LINKS}
                    values |= {field: self._day(one[field]) for field in _DAYS if field in one}
                    values |= {field: Decimal(one[field]) for field in _FIGURES if field in one}
                    values |= self._named(data, one)
                    if "goal" in one:
                        values["goal_id"] = goals[one["goal"]]
                    checked = self._making.records.checked(kind, {**values, "account_id": account})
                    made = self._making.records.insert(unit, kind, checked)
                    if kind == "goal":
                        goals.append(made)
            unit.commit()

    # -- answers ---------------------------------------------------------------------------

    def _answer(self, data: Mapping[str, Any], begin: int) -> None:
        people = self._people(data)
        rows = [
            {
                "type": asked, "score": score, "day": self._day(days), "comment": comment or None,
                "person_id": people.get(post) if post else None, "may_quote": quoted,
                "survey": "Quarterly questions",
            }
            for asked, score, post, days, comment, quoted in data["answers"]
            if _round(days) == begin
        ]  # fmt: skip
        self._surveys.add_many(self._account(data), rows)

    # -- names and days --------------------------------------------------------------------

    def _account(self, data: Mapping[str, Any]) -> str:
        return self._making.accounts[data["account"]]

    def _people(self, data: Mapping[str, Any]) -> dict[str, str]:
        name = data["account"]
        return {post: one for (of, post), one in self._making.holders.items() if of == name}

    def _named(self, data: Mapping[str, Any], one: Mapping[str, Any]) -> dict[str, Any]:
        """The people and the review that a record refers to."""
        found: dict[str, Any] = {}
        if "member" in one:
            found["member_id"] = self._making.members[one["member"]]
        if "person" in one:
            found["person_id"] = self._people(data)[one["person"]]
        if "review" in one:
            found["meeting_id"] = self._held[data["account"], one["review"]]
        return found

    def _day(self, days: int) -> str:
        return self._making.days.date(days)


_LINKS = ("member", "person", "review", "goal")


def _round(days: int) -> int:
    """The first day of the round of questions that an answer belongs to."""
    return days // ROUND * ROUND
