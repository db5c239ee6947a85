"""The people at the clients: names, posts, reporting lines, and who left or moved."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Any

from acctdesk.exchange.sample.accounts import host
from acctdesk.exchange.sample.making import Event, Making, load
from acctdesk.workspace import Unit
from acctdesk.workspace.folding import fold

_FEWEST = {"A": 8, "B": 5, "C": 4, "D": 3}
"""How many people an account of a tier has at least, of those its tier may have."""

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How German and the Nordic languages write these letters in an address."""


class Cast:
    """Finds people for posts.

    Args:
        making: The sample.
        data: Posts, units and events.
    """

    def __init__(self, making: Making, data: dict[str, Any]) -> None:
        self._making, self._data = making, data
        self._names: dict[str, Any] = load("names")
        self._posts = {post["key"]: post for post in data["posts"]}
        # Those whom notes speak of have their names before anybody else is given one.
        for people in data["named"].values():
            for _sex, given, family in people.values():
                making.names[f"{given} {family}"] += 1

    def add(self, unit: Unit, account: dict[str, Any]) -> int:
        """Add the people of an account inside a unit.

        Returns:
            How many there are.
        """
        keys = self._keys(account)
        units: dict[str, str] = {}
        for key in (one["key"] for one in self._data["posts"] if one["key"] in keys):
            post = self._posts[key]
            woman = self._making.rng.random() < 0.5
            named = self._data["named"].get(account["name"], {}).get(key)
            if named:
                woman = named[0] == "f"
            person = self._making.records.insert(
                unit, "person", self._person(account, woman, named[1:] if named else None)
            )
            name = self._unit_name(account, post["unit"])
            if name not in units:
                units[name] = self._making.people_service.unit(
                    unit, self._making.accounts[account["name"]], name
                )
            values = {
                "person_id": person,
                "account_id": self._making.accounts[account["name"]],
                "unit_id": units[name],
                "title": said(post["title"], account["language"], woman),
                "manager_id": self._manager(account["name"], key),
                "started": self._making.days.date([self._making.rng.randint(2, 9)]),
            }
            made = unit.insert("position", self._making.records.checked("position", values))
            self._making.posts[account["name"], key] = made
            self._making.holders[account["name"], key] = person
        return len(keys)

    def _keys(self, account: dict[str, Any]) -> set[str]:
        possible = self._data["sizes"][account["tier"]]
        count = self._making.rng.randint(_FEWEST[account["tier"]], len(possible))
        keys = set(possible[:count])
        keys.update(self._data["named"].get(account["name"], ()))
        for event in (*self._data["gone"], *self._data["moved"]):
            if event["account"] == account["name"]:
                keys.add(event["post"])
        if account["sector"] not in self._data["lines"]:
            keys.discard("business")
        return keys

    def _manager(self, account: str, key: str) -> str | None:
        """The nearest post above that is filled."""
        above = self._posts[key].get("under")
        while above:
            if (account, above) in self._making.posts:
                return self._making.posts[account, above]
            above = self._posts[above].get("under")
        return None

    def _unit_name(self, account: dict[str, Any], unit: str) -> str:
        if unit == "line":
            return str(self._data["lines"][account["sector"]])
        return said(self._data["units"][unit], account["language"], False)

    def _person(
        self, account: dict[str, Any], woman: bool, named: list[str] | None
    ) -> dict[str, Any]:
        rng = self._making.rng
        language = account["language"]
        pool = self._names.get(language) or self._names[language.partition("-")[0]]
        given, family = named or self._free(pool, woman)
        self._making.names.update((given, family, f"{given} {family}"))
        (given, given_latin), (family, family_latin) = _spelt(given), _spelt(family)
        order = [family, given] if pool.get("family_first") else [given, family]
        salutations = self._data["salutations"].get(language, "")
        values = {
            "name": " ".join(order),
            "given_name": given,
            "family_name": family,
            "salutation": _of(salutations, woman) or None,
            "email": f"{_mailbox(given_latin)}.{_mailbox(family_latin)}@{host(account)}",
            "phone": self._digits(account["phone"][:-2] + "##") if "phone" in account else None,
            "language": language,
        }
        mobile = self._data["mobiles"].get(account["country"])
        if mobile and rng.random() < 0.6:
            values["mobile"] = self._digits(mobile)
        if rng.random() < 0.12:
            values["notes"] = rng.choice(self._data["notes"])
        return self._making.records.checked("person", values)

    def _free(self, pool: dict[str, Any], woman: bool) -> tuple[str, str]:
        """The names heard least so far, so that colleagues seldom share one."""
        families = pool.get("family_f", pool["family"]) if woman else pool["family"]
        family = self._rarest(families)
        givens: list[str] = pool["f" if woman else "m"]
        # Namesakes would look like one person twice.
        free = [one for one in givens if f"{one} {family}" not in self._making.names]
        return self._rarest(free or givens), family

    def _rarest(self, names: list[str]) -> str:
        """One of the names that were given least often so far."""
        count = self._making.names
        fewest = min(count[name] for name in names)
        return self._making.rng.choice([name for name in names if count[name] == fewest])

    def _digits(self, pattern: str) -> str:
        return re.sub("#", lambda _hash: str(self._making.rng.randint(0, 9)), pattern)


def said(texts: dict[str, str], language: str, woman: bool) -> str:
    """A title or unit in the client's language, in English where it isn't given there."""
    return _of(texts.get(language.partition("-")[0]) or texts["en"], woman)


def _of(forms: str, woman: bool) -> str:
    """The form for a woman or a man of "Directrice|Directeur"."""
    female, _mark, male = forms.partition("|")
    return female if woman or not male else male


def _spelt(name: str) -> tuple[str, str]:
    """A name, and how it is written in Latin letters: "恵|Megumi"."""
    own, mark, latin = name.partition("|")
    return own, latin if mark else own


def _mailbox(name: str) -> str:
    return re.sub(r"[^a-z]+", "", fold(name.lower().translate(_SPELT_OUT)))


def people_events(making: Making, data: dict[str, Any]) -> Iterator[Event]:
    """Who left since, and who went from one client to another."""
    for one in data["gone"]:
        yield Event(one["days"], functools.partial(_leave, making, one))
    for one in data["moved"]:
        yield Event(one["days"], functools.partial(_move, making, one))


def _leave(making: Making, event: dict[str, Any]) -> None:
    """End a position; who reported to it reports to the post above from now on."""
    post = making.posts[event["account"], event["post"]]
    above = making.records.get("position", post)["manager_id"]
    held = making.records.get_many("position", list(making.posts.values()))
    reports = [one.id for one in held if one["manager_id"] == post]
    making.people_service.edit_position(post, {"ended": making.days.date(event["days"])})
    if reports:
        making.records.edit_many("position", reports, {"manager_id": above})


def _move(making: Making, event: dict[str, Any]) -> None:
    """End a position and take up another at the next client, with its address."""
    _leave(making, event)
    person = making.holders[event["account"], event["post"]]
    target = next(one for one in load("accounts") if one["name"] == event["to"])
    start = dt.date.fromisoformat(making.days.date(event["days"])) + dt.timedelta(days=1)
    making.records.create(
        "position",
        {
            "person_id": person,
            "account_id": making.accounts[event["to"]],
            "title": event["title"],
            "manager_id": making.posts[event["to"], event["under"]],
            "started": start.isoformat(),
        },
    )
    former = str(making.records.get("person", person)["email"])
    making.records.edit(
        "person",
        person,
        {"email": f"{former.partition('@')[0]}@{host(target)}", "phone": None},
    )
