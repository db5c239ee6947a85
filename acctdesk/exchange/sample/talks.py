"""The contact log of the sample: a year of talks with every client, and what is still to be done.

The log was written up on Fridays, which keeps the sample quick to make; the talks of the last days
were each logged when they took place.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from acctdesk.exchange.sample.accounts import joined
from acctdesk.exchange.sample.making import START, Event, Making, load
from acctdesk.exchange.sample.team import TEAMS
from acctdesk.models import Person, new_ids
from acctdesk.workspace import Unit

YEAR = -365
"""Day on which the log begins, in days from today."""
FRESH = -10
"""Days from which on every talk was logged by itself."""
_OURS = "Mara Klein"


@dataclass(slots=True)
class Talk:
    """One entry to be logged; days are counted from today.

    Attributes:
        account: Name of the account.
        days: When it was.
        values: Type, minutes, subject and summary, as fields hold them.
        people: Who took part at the client: person ids.
        members: Who of us took part: names.
        step: What was promised; may be empty.
        due: When that is due; None for some day.
        done: Since when it is done; None while it is open.
        id: The id it got.
    """

    account: str
    days: int
    values: dict[str, Any]
    people: tuple[str, ...]
    members: tuple[str, ...]
    step: str = ""
    due: int | None = None
    done: int | None = None
    id: str = ""


class Chronicle:
    """Makes up the talks with one client after the other.

    Args:
        making: The sample.
        posts: Data of posts, and of who left.
    """

    def __init__(self, making: Making, posts: dict[str, Any]) -> None:
        self._making = making
        self._data: dict[str, Any] = load("talks")
        self._left = {
            (one["account"], one["post"]): one["days"] for one in (*posts["gone"], *posts["moved"])
        }
        self._names: dict[str, str] = {}
        self._used: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], int] = {}

    @property
    def files(self) -> list[dict[str, str]]:
        """What is attached, by account: files with their text, and links."""
        return list(self._data["files"])

    def talks(self, account: dict[str, Any]) -> list[Talk]:
        """A year of talks with a client, oldest first; its people must be there already."""
        with self._making.workspace.read() as connection:
            names = connection.execute(select(Person.id, Person.name))
            self._names = {row[0]: row[1] for row in names}
        told = [self._told(account, one) for one in self._data["told"].get(account["name"], ())]
        return sorted([*self._usual(account), *told], key=lambda one: one.days)

    # -- what is made up -------------------------------------------------------------------

    def _usual(self, account: dict[str, Any]) -> Iterator[Talk]:
        rng = self._making.rng
        pace = self._data["rhythm"][account["tier"]]
        begin = max(joined(account) or YEAR, YEAR)
        until = self._data["quiet"].get(account["name"], -rng.randint(1, max(2, pace * 2 // 3)))
        if account["phase"] == "onboarding":
            pace = 6
        at = begin + rng.randint(1, pace)
        while at <= until:
            yield self._made_up(account, at)
            at += max(2, round(pace * rng.uniform(0.5, 1.5)))

    def _made_up(self, account: dict[str, Any], at: int) -> Talk:
        rng = self._making.rng
        themes = [one for one in self._data["themes"] if self._fits(one, account, at)]
        theme = rng.choices(themes, [one["share"] for one in themes])[0]
        self._last[account["name"], theme["key"]] = at
        # What was said least often to this client, so that its log doesn't repeat itself.
        fewest = min(self._used[account["name"], one["summary"]] for one in theme["talks"])
        said = rng.choice(
            [one for one in theme["talks"] if self._used[account["name"], one["summary"]] == fewest]
        )
        self._used[account["name"], said["summary"]] += 1
        people = self._people(account, theme["posts"], at, rng.randint(1, 2))
        minutes = rng.choice(theme["minutes"]) if theme["minutes"] else None
        who = self._names[people[0]] if people else account["name"]
        talk = Talk(
            account["name"],
            at,
            {
                "type": theme["type"],
                "minutes": minutes,
                "subject": said["subject"],
                "summary": said["summary"].format(who=who),
            },
            people,
            self._members(account, theme["ours"]),
        )
        if "step" in said and rng.random() < 0.6:
            talk.step, talk.due = said["step"], at + said["due"]
            # Most promises are kept around the day; of the newest some are late.
            if talk.due < -25 or (talk.due < 0 and rng.random() < 0.7):
                talk.done = min(talk.due + rng.randint(-3, 3), -1)
                talk.done = max(talk.done, at)
        return talk

    def _fits(self, theme: dict[str, Any], account: dict[str, Any], at: int) -> bool:
        """Whether a theme may come up with a client, and isn't worn out there."""
        name = account["name"]
        last = self._last.get((name, theme["key"]))
        if "apart" in theme and last is not None:
            if at - last < theme["apart"]:
                return False
            if all(self._used[name, one["summary"]] for one in theme["talks"]):
                return False
        return account["tier"] in theme.get("tiers", account["tier"]) and account[
            "phase"
        ] in theme.get("phases", [account["phase"]])

    def _told(self, account: dict[str, Any], told: dict[str, Any]) -> Talk:
        posts = told["posts"]
        people = self._people(account, posts, told["days"], len(posts))
        values = {name: told.get(name) for name in ("type", "minutes", "subject", "summary")}
        members = self._members(account, told.get("ours", ()))
        return Talk(
            account["name"], told["days"], values, people, members, told.get("step", ""),
            told.get("due"), told.get("done"),
        )  # fmt: skip

    # -- who took part ---------------------------------------------------------------------

    def _people(
        self, account: dict[str, Any], posts: Sequence[str], at: int, most: int
    ) -> tuple[str, ...]:
        """The holders of posts on a day, those named first before the others."""
        name = account["name"]
        there = [
            self._making.holders[name, post]
            for post in posts
            if (name, post) in self._making.holders and self._left.get((name, post), 0) >= at
        ]
        return tuple(there[:most])

    def _members(self, account: dict[str, Any], roles: Sequence[str]) -> tuple[str, ...]:
        team = {role: name for name, role in reversed(TEAMS[account["tier"]])}
        named = [account.get("owner", _OURS), *(team[role] for role in roles if role in team)]
        return tuple(dict.fromkeys(named))


# -- writing them down ---------------------------------------------------------------------


class Log:
    """Writes the talks into the log.

    Args:
        making: The sample.
        accounts: Data of the accounts.
        posts: Data of posts, and of who left.
    """

    def __init__(
        self, making: Making, accounts: Sequence[dict[str, Any]], posts: dict[str, Any]
    ) -> None:
        self._making, self._accounts = making, accounts
        self._chronicle = Chronicle(making, posts)
        self._met: set[str] = set()
        self._ahead: list[Talk] = []
        self._promised: list[Talk] = []

    def events(self) -> Iterator[Event]:
        """The days on which something was written down."""
        for days in range(START, 0):
            day = self._making.days.today + dt.timedelta(days=days)
            if days < FRESH and day.weekday() == 4:
                yield Event(days, functools.partial(self._week, days))
            elif days >= FRESH and day.weekday() < 5:
                yield Event(days, functools.partial(self._day, days))
        yield Event(FRESH, self._attach)

    def _until(self, days: int) -> tuple[list[Talk], list[Talk]]:
        """Talks that took place since the last time, and steps that were done since."""
        for account in self._accounts:
            name = account["name"]
            if name in self._making.accounts and name not in self._met:
                self._met.add(name)
                self._ahead += self._chronicle.talks(account)
        new = sorted((one for one in self._ahead if one.days <= days), key=lambda one: one.days)
        self._ahead = [one for one in self._ahead if one.days > days]
        done = [one for one in self._promised if one.done is not None and one.done <= days]
        waiting = [one for one in new if one.step and (one.done is None or one.done > days)]
        self._promised = [one for one in self._promised if one not in done] + waiting
        return new, done

    def _week(self, days: int) -> None:
        new, done = self._until(days)
        if not new:
            return
        rows: list[tuple[Any, ...]] = []
        parties: list[tuple[Any, ...]] = []
        for talk, made in zip(new, new_ids(len(new)), strict=True):
            talk.id = made
            values = self._values(talk, days)
            rows.append((made, *(values.get(name) for name in _FIELDS)))
            parties += [(made, person, None) for person in talk.people]
            parties += [(made, None, self._making.members[name]) for name in talk.members]
        label = "Log “{subject}”" if len(new) == 1 else "Log {n} entries"
        with self._making.context.write(
            label, subject=new[0].values["subject"], n=len(new)
        ) as unit:
            unit.insert_many("interaction", ("id", *_FIELDS), rows)
            ids = new_ids(len(parties))
            unit.insert_many(
                "participant",
                ("id", "interaction_id", "person_id", "member_id"),
                [(one, *party) for one, party in zip(ids, parties, strict=True)],
            )
            for talk in done:
                self._finish(unit, talk)
            unit.commit()

    def _day(self, days: int) -> None:
        new, done = self._until(days)
        for talk in new:
            values = {**self._values(talk, days)}
            account = values.pop("account_id")
            members = [self._making.members[name] for name in talk.members]
            talk.id, _change = self._making.interactions.log(account, values, talk.people, members)
        for talk in done:
            self._making.interactions.finish_step(talk.id, self._workday(talk.done or 0))

    def _finish(self, unit: Unit, talk: Talk) -> None:
        day = self._workday(talk.done or 0).isoformat()
        unit.update("interaction", talk.id, {"next_step_done": day})

    def _values(self, talk: Talk, days: int) -> dict[str, Any]:
        """A talk as it was written down on a day."""
        done = talk.done is not None and talk.done <= days
        return {
            **talk.values,
            "account_id": self._making.accounts[talk.account],
            "day": self._workday(talk.days).isoformat(),
            "logged_by": self._making.members[talk.members[0]],
            "next_step": talk.step or None,
            "next_step_due": None if talk.due is None else self._workday(talk.due).isoformat(),
            "next_step_done": self._workday(talk.done or 0).isoformat() if done else None,
        }

    def _workday(self, days: int) -> dt.date:
        return self._making.days.workday(days)

    def _attach(self) -> None:
        for one in self._chronicle.files:
            account = self._making.accounts[one["account"]]
            attach = self._making.attachments
            if "url" in one:
                attach.add_link("account", account, one["url"], one["name"])
            else:
                attach.add_content("account", account, one["name"], one["text"].encode())


_FIELDS = (
    "account_id", "type", "day", "minutes", "subject", "summary", "next_step", "next_step_due",
    "next_step_done", "logged_by",
)  # fmt: skip
