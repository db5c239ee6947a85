"""Commands on the parts of a review: its agenda, its slides, and who is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.services.context import Context
from acctdesk.services.parties import check_required
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit

STEP = 1 << 16
"""Between the positions of two neighbours, so that one can come between without moving others."""

_SAID = {
    "agenda_item": ("Add “{title}” to the agenda", "Edit “{title}” on the agenda",
                    "Move “{title}” on the agenda", "Take “{title}” off the agenda",
                    "Take {n} items off the agenda"),
    "slide": ("Add a slide", "Edit a slide", "Move a slide", "Remove a slide",
              "Remove {n} slides"),
}  # fmt: skip
"""By kind, what adding, editing, moving and removing is called."""


class MeetingParts:
    """Commands on agenda, slides and attendees, each one change.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    # -- the agenda ------------------------------------------------------------------------

    def add_item(
        self, meeting: str, values: Mapping[str, Any], at: int | None = None
    ) -> tuple[str, Committed | None]:
        """Put an item on the agenda.

        Args:
            meeting: The review.
            values: By field name: "title", "minutes", "looks" and what else is known.
            at: Its place, 0 being the first; the end when not given.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit or is missing.
            NotFound: There is no such review.
        """
        return self._add("agenda_item", meeting, values, at)

    def edit_item(self, item: str, values: Mapping[str, Any]) -> Committed | None:
        """Change an item of an agenda.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such item.
        """
        return self._edit("agenda_item", item, values)

    def move_item(self, item: str, at: int) -> Committed | None:
        """Give an item another place, 0 being the first.

        Returns:
            The change, or None when it stands there already.

        Raises:
            NotFound: There is no such item.
        """
        return self._move("agenda_item", item, at)

    def remove_items(self, items: Sequence[str]) -> Committed | None:
        """Take items off an agenda.

        Raises:
            NotFound: One isn't there.
        """
        return self._remove("agenda_item", items)

    # -- slides ----------------------------------------------------------------------------

    def add_slide(
        self,
        meeting: str,
        block: str,
        values: Mapping[str, Any] | None = None,
        at: int | None = None,
    ) -> tuple[str, Committed | None]:
        """Add a block of slides.

        Args:
            meeting: The review.
            block: Code of the block.
            values: By field name; "options" as a mapping.
            at: Its place, 0 being the first; the end when not given.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such review.
        """
        return self._add("slide", meeting, {**(values or {}), "block": block}, at)

    def edit_slide(self, slide: str, values: Mapping[str, Any]) -> Committed | None:
        """Change a slide.

        Args:
            slide: Its id.
            values: The fields to change; "options" as a mapping, which takes the place of what
                the block was told.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such slide.
        """
        return self._edit("slide", slide, values)

    def move_slide(self, slide: str, at: int) -> Committed | None:
        """Give a slide another place; see `move_item`."""
        return self._move("slide", slide, at)

    def remove_slides(self, slides: Sequence[str]) -> Committed | None:
        """Remove slides; see `remove_items`."""
        return self._remove("slide", slides)

    # -- both ------------------------------------------------------------------------------

    def _add(
        self, kind: str, meeting: str, values: Mapping[str, Any], at: int | None
    ) -> tuple[str, Committed | None]:
        checked = self._checked_part(kind, {**values, "meeting_id": meeting})
        check_required(self._context, kind, checked)
        with self._context.write(_SAID[kind][0], title=checked.get("title") or "") as unit:
            unit.get("meeting", meeting)
            checked["position"] = self._place(unit, kind, meeting, at)
            made = insert_part(unit, self._records, kind, checked)
            return made, unit.commit()

    def _edit(self, kind: str, part: str, values: Mapping[str, Any]) -> Committed | None:
        checked = self._checked_part(kind, values)
        if "meeting_id" in checked:
            raise Invalid(
                _("a part of a review stays with it."),
                field="meeting_id",
                remedy=_("Add it to the other one, and remove it here."),
            )
        with self._context.write(_SAID[kind][1], title="") as unit:
            held = unit.get(kind, part)
            title = checked.get("title") or held["title"] or ""
            unit.retitle(Label(unit.label.message, {"title": title}))
            options = {name: checked.pop(name) for name in ("options",) if name in checked}
            self._records.update(unit, kind, [part], checked)
            if options:
                unit.update(kind, part, options)
            return unit.commit()

    def _move(self, kind: str, part: str, at: int) -> Committed | None:
        with self._context.write(_SAID[kind][2], title="") as unit:
            held = unit.get(kind, part)
            unit.retitle(Label(unit.label.message, {"title": held["title"] or ""}))
            order = self._order(unit, kind, held["meeting_id"])
            if order.index(part) != min(max(at, 0), len(order) - 1):
                place = self._place(unit, kind, held["meeting_id"], at, but=part)
                unit.update(kind, part, {"position": place})
            return unit.commit()

    def _remove(self, kind: str, ids: Sequence[str]) -> Committed | None:
        one, many = _SAID[kind][3:]
        with self._context.write(one if len(ids) == 1 else many, title="", n=len(ids)) as unit:
            if len(ids) == 1:
                title = unit.get(kind, ids[0])["title"] or ""
                unit.retitle(Label(unit.label.message, {"title": title}))
            self._context.delete_all(unit, kind, ids)
            return unit.commit()

    def _checked_part(self, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: value for name, value in values.items() if name != "options"}
        checked = self._records.checked(kind, plain)
        if "options" in values:
            told = values["options"]
            checked["options"] = orjson.dumps(told).decode() if told else None
        return checked

    @staticmethod
    def _order(unit: Unit, kind: str, meeting: str) -> list[str]:
        table = unit.tables.table(kind)
        return list(
            unit.connection.scalars(
                select(table.c.id)
                .where(table.c.meeting_id == meeting)
                .order_by(table.c.position, table.c.id)
            )
        )

    @staticmethod
    def _place(unit: Unit, kind: str, meeting: str, at: int | None, but: str = "") -> int:
        """A position for a part that is to stand at a place among the others.

        Where there is no room between its neighbours, all get new ones.
        """
        table = unit.tables.table(kind)
        rows = unit.connection.execute(
            select(table.c.id, table.c.position)
            .where(table.c.meeting_id == meeting, table.c.id != but)
            .order_by(table.c.position, table.c.id)
        ).all()
        at = len(rows) if at is None else min(max(at, 0), len(rows))
        before = rows[at - 1][1] if at else None
        after = rows[at][1] if at < len(rows) else None
        if after is None:
            return STEP if before is None else int(before) + STEP
        if before is None:
            return int(after) - STEP
        if after - before > 1:
            return (int(before) + int(after)) // 2
        for place, (record, _position) in enumerate(rows):
            unit.update(kind, record, {"position": (place + 1 + (place >= at)) * STEP})
        return (at + 1) * STEP

    # -- who is asked ----------------------------------------------------------------------

    def invite(
        self,
        meeting: str,
        people: Iterable[str] = (),
        members: Iterable[str] = (),
        role: str | None = None,
    ) -> Committed | None:
        """Ask people to a review; who is asked already stays as they are.

        Args:
            meeting: The review.
            people: Ids of the client's people.
            members: Ids of our own.
            role: "sponsor", "decides", "presents", "takes_part", or nothing said.

        Returns:
            The change, or None when all were asked already.

        Raises:
            Invalid: One isn't there, or the role isn't one.
            NotFound: There is no such review.
        """
        wanted = [("person_id", one) for one in dict.fromkeys(people)]
        wanted += [("member_id", one) for one in dict.fromkeys(members)]
        with self._context.write("Invite {n} people to {title}", n=0, title="") as unit:
            title = unit.get("meeting", meeting)["title"]
            table = unit.tables.table("attendee")
            rows = unit.connection.execute(
                select(table.c.person_id, table.c.member_id).where(table.c.meeting_id == meeting)
            )
            there = {one for row in rows for one in row if one}
            new = [(name, one) for name, one in wanted if one not in there]
            label = Label(unit.label.message, {"n": len(new), "title": title})
            if len(new) == 1:
                [(name, one)] = new
                kind = name.removesuffix("_id")
                held = unit.stored_many(kind, [one]).get(one, {})
                label = Label("Invite {name} to {title}", {"name": held.get("name", ""),
                                                           "title": title})  # fmt: skip
            unit.retitle(label)
            for name, one in new:
                values = {"meeting_id": meeting, name: one, "state": "invited", "role": role}
                self._records.insert(unit, "attendee", self._records.checked("attendee", values))
            return unit.commit()

    def answer(self, attendees: Sequence[str], state: str) -> Committed | None:
        """Say what people answered, or that they were there.

        Args:
            attendees: Ids of the invitations.
            state: "invited", "accepted", "declined" or "attended".

        Raises:
            Invalid: There is no such answer.
            NotFound: One isn't there.
        """
        label = ("Answer of {name}", "Answers of {n} people")
        return self._edit_attendees(label, attendees, {"state": state})

    def set_role(self, attendees: Sequence[str], role: str | None) -> Committed | None:
        """Say what people do in the meeting; see `answer`."""
        label = ("Role of {name}", "Roles of {n} people")
        return self._edit_attendees(label, attendees, {"role": role})

    def _edit_attendees(
        self, label: tuple[str, str], attendees: Sequence[str], values: Mapping[str, Any]
    ) -> Committed | None:
        checked = self._records.checked("attendee", values)
        with self._context.write(label[1], n=len(attendees)) as unit:
            self._name(unit, label[0], attendees)
            self._records.update(unit, "attendee", attendees, checked)
            return unit.commit()

    def uninvite(self, attendees: Sequence[str]) -> Committed | None:
        """Take people off the list of who is asked.

        Raises:
            NotFound: One isn't there.
        """
        with self._context.write("Uninvite {n} people", n=len(attendees)) as unit:
            self._name(unit, "Uninvite {name}", attendees)
            self._context.delete_all(unit, "attendee", attendees)
            return unit.commit()

    @staticmethod
    def _name(unit: Unit, message: str, attendees: Sequence[str]) -> None:
        """Call a change that is about one person by their name."""
        if len(attendees) == 1:
            held = unit.get("attendee", attendees[0])
            kind = "person" if held["person_id"] else "member"
            unit.retitle(Label(message, {"name": unit.get(kind, held[f"{kind}_id"])["name"]}))


def insert_part(unit: Unit, records: Records, kind: str, checked: Mapping[str, Any]) -> str:
    """Make a part of a review inside a unit, with the columns that nobody types.

    Args:
        unit: The unit of work.
        records: The generic part.
        kind: "agenda_item" or "slide".
        checked: Checked values, "position" and "options" as they are stored.

    Returns:
        Its id.

    Raises:
        Invalid: What is referred to isn't there.
    """
    fields = unit.tables.catalogue.kind(kind).fields
    typed = {name: value for name, value in checked.items() if not fields[name].system}
    records.check_links(unit, kind, (), typed)
    return unit.insert(kind, checked)
