"""The parts of an account's brief, set for paper: facts, things to know, people, what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.look import Tone
from acctdesk.drawing.scene import Box, Ink, Shape
from acctdesk.exchange.handoff import wording
from acctdesk.exchange.handoff.setting import (
    BODY,
    FIGURE,
    NOTE,
    STRONG,
    Cell,
    Column,
    Part,
    Set,
    Setter,
    Sign,
    Style,
)
from acctdesk.models.account import RAG
from acctdesk.services.handover.brief import (
    HIGH,
    LOW,
    MEDIUM,
    AccountBrief,
    Level,
    Owed,
    Thing,
    Who,
)
from acctdesk.services.promise import OURS
from acctdesk.services.service.wording import STATES
from acctdesk.words import _, _n, date, number

SEVERE: dict[str, Sign] = {HIGH: Tone.COLD, MEDIUM: Tone.WARY, LOW: Tone.EVEN}
"""The sign of each severity."""
STATE: dict[str, Sign] = {
    "met": "check", "at_risk": Tone.WARY, "breached": Tone.COLD, "no_data": Tone.EVEN,
}  # fmt: skip
"""The sign of each state of a service level."""
ATTITUDE: dict[str, Sign] = {
    "mentor": Tone.WARM, "supporter": Tone.GOOD, "neutral": Tone.EVEN, "sceptic": Tone.WARY,
    "opponent": Tone.COLD,
}  # fmt: skip
"""The sign of each attitude, as the map has them."""
HEALTH: dict[str, Sign] = {"green": "check", "amber": Tone.WARY, "red": Tone.COLD}
IN_LINE = ("sector", "city", "language")
"""Facts that stand in the line beneath the name; texts stand at the end, the others in a band."""
PEOPLE = (6, 5, 4)
"""People of the client that are listed, fewer where pages would be too many; the workbook has
them all."""
TEAM = 8
"""People of our team that are listed."""
_WORD = Style(12.0, 500)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands beneath one heading.

    Attributes:
        heading: The heading; empty for none.
        rows: What stands there, from top to bottom; a page may end between two of them.
        head: Headings of a table, which stand on each page again; None for none.
    """

    heading: str
    rows: tuple[Set, ...]
    head: Set | None = None


class Parts:
    """Sets the parts of briefs.

    Args:
        setter: Sets words.
        room: Width there is, in pixels.
    """

    def __init__(self, setter: Setter, room: float) -> None:
        self._set, self._room = setter, room

    def of(self, brief: AccountBrief, people: int = PEOPLE[0]) -> Iterator[Section]:
        """The parts of an account's brief beneath its name; what there is nothing of is left out.

        Args:
            brief: What is told.
            people: How many people of the client are listed.
        """
        band = self._band(brief)
        if band is not None:
            yield Section("", (band,))
        yield self._things(brief)
        sides = self._dates_and_team(brief)
        if sides is not None:
            yield Section("", (sides,))
        if brief.who:
            yield self._people(brief, people)
        if brief.levels:
            yield self._levels(brief)
        if brief.promises:
            yield self._promises(brief)
        texts = tuple(self._texts(brief))
        if texts:
            yield Section(_("What the client wants"), texts)

    # -- facts -----------------------------------------------------------------------------

    def line(self, brief: AccountBrief) -> str:
        """The line beneath the name: what the client does, and where."""
        held = dict(brief.facts)
        return wording.APART.join(wording.fact(one, held[one])[1] for one in IN_LINE if one in held)

    def _band(self, brief: AccountBrief) -> Set | None:
        """Figures on a soft ground, five beside one another."""
        told = [one for one in brief.facts if one[0] not in (*IN_LINE, *wording.TEXTS)]
        if not told:
            return None
        pad, across = 14.0, 5
        width = (self._room - 2 * pad) / across
        cells: list[Set] = []
        for code, value in told:
            label, words = wording.fact(code, value)
            sign = HEALTH.get(value[0]) if code == "rag" else None
            if code == "rag":
                words = wording.choice(RAG, value[0])
            parts = [Part(label, NOTE, 1), Part(words, FIGURE, 2, sign)]
            cells.append(self._set.cell(parts, width - 12.0))
        rows = [
            self._set.beside(
                [(one, at * width) for at, one in enumerate(cells[first : first + across])]
            )
            for first in range(0, len(cells), across)
        ]
        inside = self._set.below(rows, 10.0)
        height = inside.height + 2 * pad - 4.0

        def draw(x: float, y: float) -> list[Shape]:
            ground = Box(Rect(x, y, self._room, height), Ink(self._set.look.chip), 8.0)
            return [ground, *inside.draw(x + pad, y + pad - 2.0)]

        return Set(height, draw)

    def _texts(self, brief: AccountBrief) -> Iterator[Set]:
        columns = (Column("", 0.20), Column("", 0.80))
        held = dict(brief.facts)
        for code in wording.TEXTS:
            if code not in held:
                continue
            label, words = wording.fact(code, held[code])
            if code == "aims":
                told = [Part(f"• {one}", BODY, 2) for one in held[code]]
            else:
                told = [Part(words, BODY, 10)]
            yield self._set.row([[Part(label, STRONG, 2)], told], columns, self._room)

    # -- things to know ----------------------------------------------------------------------

    def _things(self, brief: AccountBrief) -> Section:
        rows = [self._thing(one) for one in brief.top]
        if not rows:
            words = _("Nothing is overdue, at risk or soon to end.")
            rows = [self._set.cell([Part(words, BODY, 1, "check")], self._room)]
        return Section(_("Know this first"), tuple(rows))

    def _thing(self, one: Thing) -> Set:
        columns = (Column("", 0.15), Column("", 0.85))
        news, detail = wording.thing(one)
        word = Part(str(wording.SEVERITIES[one.severity]), _WORD, 1, SEVERE[one.severity])
        said = self._set.after(
            Part(news, STRONG, 3), Part(_begun(detail), NOTE, 3), columns[1].share * self._room
        )
        return self._set.row([[word], said], columns, self._room)

    def _dates_and_team(self, brief: AccountBrief) -> Set | None:
        """What comes next, and beside it who of us serves the account."""
        apart = 32.0
        wide = (self._room - apart) * 0.6
        half = self._room - apart - wide
        sides: list[tuple[Set, float]] = []
        if brief.dates:
            width = 92.0
            rows = [
                self._set.beside(
                    [
                        (self._set.cell([Part(date(one.day), _WORD, 1)], width), 0.0),
                        (self._set.cell([Part(wording.coming(one), BODY, 2)], wide - width), width),
                    ]
                )
                for one in brief.dates
            ]
            sides.append((self._headed(_("Next dates"), rows, wide), 0.0))
        if brief.team:
            rows = [
                self._set.after(
                    Part(one.name, STRONG, 1), Part(wording.roles_of_ours(one), NOTE, 2), half
                )
                for one in brief.team[:TEAM]
            ]
            rest = len(brief.team) - TEAM
            if rest > 0:
                rows.append(self._more(rest, half))
            sides.append((self._headed(_("Our team"), rows, half), wide + apart if sides else 0.0))
        if not sides:
            return None
        return self._set.beside(sides)

    def _headed(self, heading: str, rows: Sequence[Set], room: float) -> Set:
        return self._set.below([self._set.heading(heading, room), self._set.below(rows, 7.0)])

    def _more(self, n: int, room: float) -> Set:
        return self._set.cell([Part(_n("and {n} more", "and {n} more", n), NOTE, 1)], room)

    # -- tables ------------------------------------------------------------------------------

    def _table(
        self,
        heading: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        more: int,
    ) -> Section:
        made = [self._set.row(one, columns, self._room) for one in rows]
        if more:
            rest = self._more(more, self._room)
            made.append(Set(rest.height + 6.0, lambda x, y: rest.draw(x, y + 6.0)))
        return Section(heading, tuple(made), self._set.head(columns, self._room))

    def _people(self, brief: AccountBrief, most: int) -> Section:
        columns = (
            Column(_("Person"), 0.27),
            Column(_("Role and attitude"), 0.21),
            Column(_("Contact"), 0.30),
            Column(_("Known by"), 0.22),
        )
        rows = [self._person(one) for one in brief.who[:most]]
        more = brief.more.get("who", 0) + max(len(brief.who) - most, 0)
        return self._table(_("Who matters"), columns, rows, more)

    @staticmethod
    def _person(one: Who) -> list[list[Part]]:
        role = [Part(wording.roles_of(one), BODY, 2)]
        if one.attitude:
            role.append(Part(wording.attitude_of(one), BODY, 1, ATTITUDE.get(one.attitude)))
        reach = [Part(one.email, BODY, 3), Part(one.phone, BODY, 1), Part(one.prefers, NOTE, 2)]
        if not (one.email or one.phone):
            reach.insert(0, Part(_("No contact data"), NOTE, 1))
        last = _("Last contact %s") % date(one.last_contact) if one.last_contact else ""
        known = [Part(_known(one.ours), BODY if one.ours else NOTE, 3), Part(last, NOTE, 2)]
        return [[Part(one.name, STRONG, 2), Part(one.title, NOTE, 2)], role, reach, known]

    def _levels(self, brief: AccountBrief) -> Section:
        columns = (
            Column(_("State"), 0.13),
            Column(_("Service level"), 0.42),
            Column(_("Attained"), 0.13, right=True),
            Column(_("Promised"), 0.13, right=True),
            Column(_("Period"), 0.19),
        )
        rows = [self._level(one, columns[1]) for one in brief.levels]
        return self._table(_("Service levels"), columns, rows, brief.more.get("levels", 0))

    def _level(self, one: Level, name: Column) -> list[Cell]:
        period = wording.period_of(one.period, one.first, one.last, running=one.running)
        room = name.share * self._room - Setter.GAP
        return [
            [Part(str(STATES[one.state]), _WORD, 1, STATE[one.state])],
            self._set.after(Part(one.name, STRONG, 2), Part(one.service, NOTE, 1), room),
            [Part(wording.attained(one) or "–", STRONG, 2)],
            [Part(wording.promised(one) or "–", BODY, 2)],
            [Part(period, NOTE, 2)],
        ]

    def _promises(self, brief: AccountBrief) -> Section:
        columns = (
            Column(_("Promise"), 0.40),
            Column(_("Who keeps it"), 0.25),
            Column(_("For whom"), 0.18),
            Column(_("Due"), 0.17),
        )
        rows = [self._owed(one) for one in brief.promises]
        return self._table(_("Open promises"), columns, rows, brief.more.get("promises", 0))

    @staticmethod
    def _owed(one: Owed) -> list[list[Part]]:
        side = _("Ours") if one.side == OURS else _("Theirs")
        due = [Part(date(one.due) if one.due else _("No date"), BODY if one.due else NOTE, 1)]
        if one.late:
            words = _n("{n} day overdue", "{n} days overdue", one.late)
            due.append(Part(words, _WORD, 1, Tone.COLD))
        return [
            [Part(one.title, STRONG, 3)],
            [Part(wording.APART.join((side, one.owner or _("nobody named"))), BODY, 2)],
            [Part(one.to or "–", BODY, 2)],
            due,
        ]


def _known(names: Sequence[str]) -> str:
    """Who of us knows somebody: the closest two, and how many more."""
    if not names:
        return _("Nobody of us")
    listed = ", ".join(names[:2])
    rest = len(names) - 2
    return _("{names} and {n} more").format(names=listed, n=number(rest)) if rest > 0 else listed


def _begun(words: str) -> str:
    """Words as they stand alone: with a capital."""
    return words[:1].upper() + words[1:]
