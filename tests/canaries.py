"""Canaries: a workspace with a token in everything that no client may see, and the search for them.

The rows are made by the catalogue, not by a list of kinds: a new kind or field has its token from
its first day. There are three sides: "ours" is the client who is shown something, with every row
flagged for them; "kept" holds rows of the same client that their own rule doesn't release;
"theirs" is another client. Tokens of client fields of "ours" may be seen, all others may not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import orjson

from acctdesk.compose import Desk
from acctdesk.metrics.service.spans import instant
from acctdesk.models.catalogue import Audience, Field, Format, Kind
from acctdesk.services.review.blocks import BLOCKS
from acctdesk.services.review.rows import RULES
from acctdesk.services.service_terms import TicketRow
from acctdesk.workspace import Unit

NOW = dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC)
"""The moment at which a workspace of canaries is read."""
YEAR = "1951"
"""The year of every internal date: nothing else is of it."""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)

TYPED = {Format.TEXT, Format.LONG_TEXT, Format.URL, Format.EMAIL, Format.PHONE}
NUMBERS = {Format.NUMBER, Format.MONEY, Format.PERCENT, Format.INTEGER}
FIXED = {
    Format.LANGUAGE: "en", Format.COUNTRY: "CZ", Format.CURRENCY: "EUR",
    Format.TIME_ZONE: "Europe/Prague",
}  # fmt: skip
SPECIAL = {"ticket", "attachment", "snapshot", "custom_value", "custom_field", "saved_view"}
"""Kinds that are made by their own commands: rows of them alone would fit nothing."""
KEPT = {*RULES, "objective", "meeting", "agenda_item", "attendee", "slide", "credit"}
"""Kinds of which one client has rows that aren't released."""
HOURS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OF_THE_YEAR = re.compile(rf"(?<![\d.,]){YEAR}(?:\d{{4}})?(?![\d.,]\d|\d)")
_LETTERS = re.compile(r"(?<=\d)[\s.,'’\u00a0\u202f]+(?=\d)")


@dataclass
class Canaries:
    """What was planted.

    Attributes:
        account: The client who is shown something.
        meeting: Their coming review.
        other: The other client.
        tokens: Token to where it is: side, field and number of the row.
        forbidden: The tokens that no client may see.
    """

    account: str = ""
    meeting: str = ""
    other: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)

    def leaks(self, texts: Iterable[str]) -> list[str]:
        """Where the tokens were planted that are found in some texts though nobody may see them.

        Args:
            texts: All that a client gets to see, to hear or to copy.
        """
        found = self.seen(texts)
        return sorted(self.tokens[one] for one in found if one in self.forbidden)

    def seen(self, texts: Iterable[str]) -> set[str]:
        """All tokens that are found, numbers whatever parts their digits."""
        # Each text once: the parts of a file repeat themselves by the hundred thousand. Parted so
        # that numbers of two texts never become one.
        text = "\n|\n".join(dict.fromkeys(texts)).casefold()
        digits = _LETTERS.sub("", text)
        found = {one for one in self.tokens if one in (digits if one.isdigit() else text)}
        # Four digits are found in any long number: only those that stand for a day count.
        return found if _OF_THE_YEAR.search(text) else found - {YEAR}

    def keys(self, texts: Iterable[str]) -> set[str]:
        """The fields whose tokens are found: "promise.title"."""
        return {self.tokens[one].split()[1] for one in self.seen(texts)}


class Planter:
    """Fills a workspace; see the module.

    Args:
        desk: The desk; nothing need be in it.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk, self.made = desk, Canaries()
        self._rows: dict[tuple[str, str], list[str]] = {}
        self._kinds = {one.name: one for one in desk.fields.catalogue.kinds()}
        self._pictures: dict[str, str] = {}

    def plant(self) -> Canaries:
        """Plant everything, the other client first, so that ours can refer to them."""
        self.made.tokens[YEAR] = "any date 0"
        self.made.forbidden.add(YEAR)
        for side in ("theirs", "ours", "kept"):
            with self.desk.context.write("Canaries") as unit:
                for kind in self._kinds.values():
                    if kind.name not in SPECIAL and (side != "kept" or kind.name in KEPT):
                        self._plant(unit, side, kind)
                unit.commit()
            if side != "kept":
                self._special(side)
        self.made.account, self.made.other = (
            self._first("ours", "account"),
            self._first("theirs", "account"),
        )
        self.made.meeting = self._rows["ours", "meeting"][1]
        self._show_pictures()
        return self.made

    # -- rows ------------------------------------------------------------------------------

    def _plant(self, unit: Unit, side: str, kind: Kind) -> None:
        for at in range(self._count(kind)):
            values = {
                one.name: self._value(side, kind, one, at)
                for one in kind.fields.values()
                if one.name != "id" and not one.computed and (not one.system or one.required)
            }
            values |= self._fixed(side, kind.name, at)
            record = unit.insert(
                kind.name, {name: value for name, value in values.items() if value is not None}
            )
            self._rows.setdefault((side, kind.name), []).append(record)

    def _count(self, kind: Kind) -> int:
        if kind.name == "slide":
            return 2 * len(BLOCKS) + 1
        if kind.name == "account":
            return 1
        state = kind.fields.get("state")
        return max(len(state.choices) if state else 0, 2)

    def _value(self, side: str, kind: Kind, one: Field, at: int) -> Any:
        client = one.audience is Audience.CLIENT
        if one.format is Format.REFERENCE:
            return self._refer(side, kind.name, one, at)
        if one.format in FIXED:
            return FIXED[one.format]
        if one.choices:
            code = one.choices[at % len(one.choices)].code
            return (code,) if one.format is Format.TAGS else code
        if one.format in TYPED or one.format is Format.TAGS:
            token = self._token(side, one, at)
            return (token,) if one.format is Format.TAGS else token
        if one.format in NUMBERS and not client and one.within is None:
            number = 810_000_000 + len(self.made.tokens)
            self._remember(str(number), side, one, at)
            return number if one.format is Format.INTEGER else Decimal(number)
        if one.format in NUMBERS:
            return (one.within or (1, 5))[0] + 1
        if one.format is Format.DATE:
            return f"2026-10-{at + 5:02}" if client else f"{YEAR}-03-{at + 5:02}"
        if one.format is Format.MOMENT:
            return NOW - dt.timedelta(days=30 - at)
        # A tick that releases; one that hides is set where something is to be hidden.
        return side != "kept" if one.format is Format.CHECK and one.name != "hidden" else None

    def _refer(self, side: str, kind: str, one: Field, at: int) -> str | None:
        if one.target == kind:
            return self._rows.get((side, kind), [None])[0]
        held = self._rows.get((side, one.target)) or self._rows.get(("ours", one.target))
        if not held:
            return None
        if (kind, one.name) in {("tie", "to_id"), ("relationship", "person_id")}:
            return held[1]
        if one.target == "meeting":
            return held[0 if kind == "promise" else min(1, len(held) - 1)]
        return held[at % 2] if one.target == "position" and kind != "tie" else held[0]

    def _fixed(self, side: str, kind: str, at: int) -> dict[str, Any]:
        """What must fit together, whatever it is called."""
        told: Mapping[str, dict[str, Any]] = {
            "account": {"archived": None, "language": "en"},
            "person": {"archived": None},
            "position": {
                "ended": None, "parked": None, "status": "in_post",
                "person_id": self._at(side, "person", at),
                "manager_id": self._at(side, "position", 0) if at else None,
            },
            "unit": {"parent_id": None},
            "calendar": {**dict.fromkeys(HOURS, "09:00-17:00"), "country": None,
                         "own_days": None, "subdivision": None},
            "agreement": {"begins": "2026-01-01"},
            "agreement_version": {"valid_from": "2026-01-01", "valid_to": None},
            "objective": {
                "type": ("resolution", "availability")[at % 2], "period": "month",
                "minutes": None if at else 240, "target": Decimal("0.95"), "priorities": (),
                "pauses": (), "tiers": "77.7 13", "direction": "up", "by_users": None,
                "calendar_id": None, "zone": None, "gathering": None, "unit": None,
            },
            "outage": {"begins": NOW - dt.timedelta(days=4 - at), "users": None,
                       "ends": NOW - dt.timedelta(days=4 - at, hours=-3)},
            "exclusion": {"begins": NOW - dt.timedelta(days=40), "service_id": None,
                          "ends": NOW - dt.timedelta(days=39)},
            "measurement": {"month": 12 * 2026 + 9},
            "credit": {"state": "confirmed" if side == "kept" else "agreed"},
            "meeting": {
                "type": "internal" if side == "kept" else "qbr", "period": "2026-Q4",
                "state": ("held", "planned", "cancelled")[at % 3],
                "starts": NOW - dt.timedelta(days=90 - 95 * at), "minutes": 60,
                "previous_id": None, "language": "en", "time_zone": None,
            },
            "promise": {"made": "2026-08-20", "due": "2026-10-15"},
            "answer": {"score": 5, "type": "csat", "day": "2026-11-05"},
            "initiative": {
                "begins": "2026-10-01",
                "ends": "2026-11-10" if at == 3 else "2027-05-31",
            },
            "attendee": {"member_id": None} if at % 2 else {"person_id": None},
            "participant": {"member_id": None} if at % 2 else {"person_id": None},
            "saved_view": {"definition": "{}"},
        }  # fmt: skip
        made = dict(told.get(kind, {}))
        fields = self._kinds[kind].fields
        for name in ("position", "place"):
            if name in fields and fields[name].system:
                made[name] = at
        for name in ("record_id", "first_id"):
            if name in fields:
                made[name] = self._first(side, "account")
        if "of_kind" in fields:
            made["of_kind"] = "account"
        if kind == "promise" and side == "ours" and at == 2:
            # A slip of a person: what is shown must not name somebody of another client.
            made |= {"person_id": self._first("theirs", "person"), "state": "open"}
        if kind == "slide":
            made |= self._slide(side, at)
        return {name: value for name, value in made.items() if name in fields}

    def _slide(self, side: str, at: int) -> dict[str, Any]:
        """Each block twice, with texts that a person wrote and without, and a hidden one."""
        made: dict[str, Any] = {"block": BLOCKS[at // 2 % len(BLOCKS)].code}
        if at == 2 * len(BLOCKS):
            for one in self._kinds["slide"].fields.values():
                token = self._last(f"{side} {one.key} {at}")
                if token:
                    self.made.forbidden.add(token)
            return {**made, "block": "own", "hidden": True}
        if at % 2:
            made |= {"title": None, "subtitle": None}
        if made["block"] == "map":
            made["options"] = orjson.dumps({"detail": True}).decode()
        return made

    # -- what has commands of its own ------------------------------------------------------

    def _special(self, side: str) -> None:
        account = self._first(side, "account")
        fields = self._kinds["ticket"].fields
        rows = []
        for at in range(3):
            told = {
                one: self._token(side, fields[one], at)
                for one in ("number", "title", "priority", "category", "assignee", "source")
            }
            begin = NOW - dt.timedelta(days=7 + at)
            events = (
                (instant(begin), "opened", "new"),
                (instant(begin + dt.timedelta(days=3)), "resolved", "done"),
            )
            rows.append(TicketRow(**told, service=self._first(side, "service"), events=events))
        self.desk.service_levels.put_tickets(account, rows)
        name = self._token(side, self._kinds["attachment"].fields["name"], 0)
        made, _change = self.desk.attachments.add_content("account", account, f"{name}.png", PNG)
        self._pictures[side] = made
        for kind in ("account", "person"):
            label = self._token(side, self._kinds["custom_field"].fields["label"], 0)
            own, _change = self.desk.custom_fields.define(kind, label, Format.TEXT)
            value = self._token(side, self._kinds["custom_value"].fields["text"], 0)
            record = self._first(side, kind)
            self.desk.records.edit(kind, record, {own: value})

    def _show_pictures(self) -> None:
        """Let one slide show our picture and another theirs, which must stay empty."""
        slides = [
            one
            for one in self.desk.meetings.detail(self.made.meeting).slides
            if one.block == "picture"
        ]
        with self.desk.context.write("Pictures") as unit:
            for one, side in zip(slides, ("ours", "theirs"), strict=True):
                options = orjson.dumps({"attachment": self._pictures[side]}).decode()
                unit.update("slide", one.id, {"options": options})
            unit.commit()

    # -- tokens ----------------------------------------------------------------------------

    def _token(self, side: str, one: Field, at: int) -> str:
        token = f"canary{len(self.made.tokens):05d}q"
        self._remember(token, side, one, at)
        return token

    def _remember(self, token: str, side: str, one: Field, at: int) -> None:
        self.made.tokens[token] = f"{side} {one.key} {at}"
        if side != "ours" or one.audience is not Audience.CLIENT:
            self.made.forbidden.add(token)

    def _last(self, where: str) -> str:
        return next((one for one, told in self.made.tokens.items() if told == where), "")

    def _first(self, side: str, kind: str) -> str:
        return self._at(side, kind, 0)

    def _at(self, side: str, kind: str, at: int) -> str:
        held = self._rows.get((side, kind)) or self._rows.get(("ours", kind)) or [""]
        return held[at % len(held)]


def planted(desk: Desk) -> Canaries:
    """Fill a desk with tokens; its clock should stand at `NOW`."""
    return Planter(desk).plant()
