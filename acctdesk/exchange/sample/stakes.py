"""Where the people at the clients stand: power, attitude, ties, and who of us knows whom."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from typing import Any

from acctdesk.exchange.sample.accounts import joined
from acctdesk.exchange.sample.making import START, Event, Making, load
from acctdesk.exchange.sample.team import TEAMS
from acctdesk.workspace import Unit

WRITTEN = 9
"""Days after an account was added on which somebody wrote down where its people stand."""

SECOND_LOOK = -45
"""Day on which some of it was found to be different by now."""

_WARMTH = ("opponent", "sceptic", "neutral", "supporter", "mentor")
_STRENGTHS = ("none", "brief", "multiple", "in_depth")
_STANDINGS = ("vendor", "credible_source", "problem_solver", "trusted_advisor")


class Stakes:
    """Says where people stand.

    Args:
        making: The sample.
        accounts: Data of the accounts.
        posts: Data of posts, and of who left.
        seed: Decides what is left to chance; apart from the rest, which stays as it is.
    """

    def __init__(
        self, making: Making, accounts: list[dict[str, Any]], posts: dict[str, Any], seed: int
    ) -> None:
        self._making, self._accounts = making, accounts
        self._data: dict[str, Any] = load("stakes")
        # Chance decides small things of invented people; nothing depends on its strength.
        self._rng = random.Random(f"stakes {seed}")  # noqa: S311
        self._left = {
            (one["account"], one["post"]): one["days"] for one in (*posts["gone"], *posts["moved"])
        }

    def events(self) -> Iterator[Event]:
        """When it was written down, and when it was looked at again."""
        early = [one for one in self._accounts if joined(one) is None]
        yield Event(START + WRITTEN, functools.partial(self._write, early))
        for one in self._accounts:
            since = joined(one)
            if since is not None:
                yield Event(min(since + WRITTEN, -1), functools.partial(self._write, [one]))
        again = [one for one in early if one["tier"] in "AB"]
        yield Event(SECOND_LOOK, functools.partial(self._look_again, again))

    # -- the first time --------------------------------------------------------------------

    def _write(self, accounts: list[dict[str, Any]]) -> None:
        fields = self._making.context.catalogue
        named = ", ".join(
            str(fields.field("position", name).label) for name in ("power", "interest", "attitude")
        )
        here = [(one, key) for one in accounts for key in self._keys(one["name"])]
        context = self._making.context
        with context.write("Edit {fields}", kind="position", fields=named, n=len(here)) as unit:
            for account, key in here:
                self._post(unit, account, key)
            for account in accounts:
                self._ties(unit, account["name"])
                self._hole(unit, account["name"])
            unit.commit()

    def _keys(self, account: str) -> list[str]:
        return [key for name, key in self._making.posts if name == account]

    def _post(self, unit: Unit, account: dict[str, Any], key: str) -> None:
        rng, said = self._rng, self._data["posts"][key]
        names, shares = zip(*self._data["attitudes"], strict=True)
        # Those who think little of us are more at the clients that aren't well.
        grim = {"red": 3, "amber": 2}.get(account.get("rag", ""), 1)
        weights = [
            share * (grim if name in ("sceptic", "opponent") else 1)
            for name, share in zip(names, shares, strict=True)
        ]
        values = {
            "power": rng.randint(*said["power"]),
            "interest": rng.randint(*said["interest"]),
            "attitude": rng.choices(names, weights)[0],
            "buying_roles": tuple(one for one in said["roles"] if rng.random() < 0.8),
            "status": "in_post",
            "cadence": rng.choice(("fortnightly", "monthly")) if rng.random() < 0.1 else None,
        }
        post = self._making.posts[account["name"], key]
        unit.update("position", post, self._making.records.checked("position", values))
        person = self._making.holders[account["name"], key]
        if account["tier"] in "AB" and rng.random() < 0.5:
            more = {
                "decision_style": rng.choice(self._data["styles"]),
                "goals": rng.choice(self._data["goals"]),
                "personal_wins": rng.choice(self._data["wins"]) if rng.random() < 0.5 else None,
                "contact_preference": rng.choice(self._data["contacts"]),
            }
            unit.update("person", person, self._making.records.checked("person", more))
        team = [
            account.get("owner", "Mara Klein"),
            *(name for name, _role in TEAMS[account["tier"]]),
        ]
        for member in dict.fromkeys(team):
            if rng.random() < said["ours"] * (1.0 if member == team[0] else 0.4):
                self._relationship(unit, member, person)

    def _relationship(self, unit: Unit, member: str, person: str) -> None:
        strength = self._rng.choices((1, 2, 3), (4, 4, 2))[0]
        standing = min(3, max(0, strength - self._rng.randint(0, 1)))
        values = {
            "strength": _STRENGTHS[strength],
            "now": _STANDINGS[standing],
            "wanted": _STANDINGS[min(3, standing + self._rng.randint(0, 2))],
        }
        checked = self._making.records.checked("relationship", values)
        both = {"member_id": self._making.members[member], "person_id": person}
        unit.insert("relationship", {**checked, **both})

    def _ties(self, unit: Unit, account: str) -> None:
        posts = self._making.posts
        for one in self._data["ties"]:
            start, end = posts.get((account, one["from"])), posts.get((account, one["to"]))
            if start and end and self._rng.random() < 0.5:
                values = {name: one[name] for name in ("type", "strength", "note")}
                checked = self._making.records.checked("tie", values)
                ends = {"from_id": start, "to_id": end}
                home = {"account_id": self._making.accounts[account]}
                unit.insert("tie", {**checked, **ends, **home})

    def _hole(self, unit: Unit, account: str) -> None:
        """A post that surely exists, though nobody knows who holds it."""
        for one in self._data["holes"]:
            manager = self._making.posts.get((account, one["under"]))
            if one["account"] == account and manager:
                values = {
                    "account_id": self._making.accounts[account],
                    "manager_id": manager,
                    "title": one["title"],
                    "buying_roles": tuple(one["roles"]),
                    "status": "unknown",
                }
                unit.insert("position", self._making.records.checked("position", values))

    # -- the second time -------------------------------------------------------------------

    def _look_again(self, accounts: list[dict[str, Any]]) -> None:
        label = str(self._making.context.catalogue.field("position", "attitude").label)
        with self._making.context.write(
            "Edit {fields}", kind="position", fields=label, n=len(accounts)
        ) as unit:
            for account in accounts:
                here = [
                    key for key in self._keys(account["name"]) if not self._is_gone(account, key)
                ]
                key = self._rng.choice(here)
                post = self._making.posts[account["name"], key]
                held = _WARMTH.index(unit.get("position", post)["attitude"])
                # More warmed than cooled, but for the clients that aren't well.
                way = (
                    1 if self._rng.random() < (0.3 if account.get("rag") == "red" else 0.7) else -1
                )
                attitude = _WARMTH[min(4, max(0, held + way))]
                unit.update("position", post, {"attitude": attitude})
            unit.commit()

    def _is_gone(self, account: dict[str, Any], key: str) -> bool:
        return (account["name"], key) in self._left
