"""The contact log: what was said with clients, who took part, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import Interaction as Row
from acctdesk.models import Participant, Person, Position
from acctdesk.services.context import Context
from acctdesk.services.entries import read_entries
from acctdesk.services.interaction import Interaction, Party
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit
from acctdesk.workspace.folding import fold
from acctdesk.workspace.search import matching

__all__ = ["Interaction", "Interactions", "Party"]

DAY_MINUTES = 24 * 60
"""More minutes than this in one entry are taken for a slip."""


class Interactions:
    """Commands and queries over the contact log.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    # -- queries ---------------------------------------------------------------------------

    def get(self, interaction: str) -> Interaction:
        """One entry.

        Raises:
            NotFound: There is none.
        """
        found = self._read(select(Row.id).where(Row.id == interaction))
        if not found:
            raise NotFound(
                _("this record is not there any more."),
                where=str(self._context.catalogue.kind("interaction").label),
                remedy=_("Undo its deletion, or go back."),
            )
        return found[0]

    def of_account(
        self,
        account: str,
        limit: int = 50,
        before: tuple[str, str] | None = None,
        *,
        types: Collection[str] = (),
        person: str = "",
        words: str = "",
    ) -> list[Interaction]:
        """The log of an account, newest first.

        Args:
            account: Its id.
            limit: How many at most.
            before: The `place` of an entry: only older ones than that.
            types: Only of these types; all when empty.
            person: Only those in which this person took part.
            words: Only those that hold all these words, each anywhere.
        """
        return self._newest([Row.account_id == account], limit, before, types, person, words)

    def of_person(
        self,
        of: str,
        limit: int = 50,
        before: tuple[str, str] | None = None,
        *,
        types: Collection[str] = (),
        person: str = "",
        words: str = "",
    ) -> list[Interaction]:
        """What a person took part in, at any account, newest first; see `of_account`.

        Args:
            of: Their id.
            limit: How many at most.
            before: The `place` of an entry: only older ones than that.
            types: Only of these types; all when empty.
            person: Only those in which this person took part as well.
            words: Only those that hold all these words, each anywhere.
        """
        return self._newest([_attended(of)], limit, before, types, person, words)

    def open_steps(self, account: str = "", limit: int = 500) -> list[Interaction]:
        """Entries whose next step is still to be done, those due first at the beginning.

        Args:
            account: Only of this account; of all when empty.
            limit: How many at most.
        """
        chosen = select(Row.id).where(Row.next_step.is_not(None), Row.next_step_done.is_(None))
        if account:
            chosen = chosen.where(Row.account_id == account)
        chosen = chosen.order_by(Row.next_step_due.asc().nulls_last(), Row.id).limit(limit)
        return self._read(chosen)

    def _newest(
        self,
        where: list[ColumnElement[bool]],
        limit: int,
        before: tuple[str, str] | None,
        types: Collection[str],
        person: str,
        words: str,
    ) -> list[Interaction]:
        chosen = select(Row.id).where(*where)
        if before is not None:
            day, last = before
            chosen = chosen.where(or_(Row.day < day, and_(Row.day == day, Row.id < last)))
        if types:
            chosen = chosen.where(Row.type.in_(types))
        if person:
            chosen = chosen.where(_attended(person))
        if words.strip():
            chosen = chosen.where(Row.id.in_(matching("interaction", words)))
        return self._read(chosen.order_by(Row.day.desc(), Row.id.desc()).limit(limit))

    def _read(self, chosen: Select[Any]) -> list[Interaction]:
        with self._context.workspace.read() as connection:
            return read_entries(connection, chosen)

    # -- commands --------------------------------------------------------------------------

    def log(
        self,
        account: str,
        values: Mapping[str, Any],
        people: Iterable[str] = (),
        members: Iterable[str] = (),
        *,
        new_people: Iterable[str] = (),
    ) -> tuple[str, Committed | None]:
        """Log a call, a meeting, a message or a note, as one change.

        Args:
            account: Whose log.
            values: Its fields; the day is today and the logger I unless they say otherwise.
            people: Ids of the client's people who took part.
            members: Ids of those of us who took part.
            new_people: Names of people who took part and aren't here yet: added with a position
                at the account, unless somebody there has that name.

        Returns:
            The entry's id and the change.

        Raises:
            Invalid: A value doesn't fit or is missing, or a person isn't there.
        """
        mine = {"day": self._context.today().isoformat(), "logged_by": self._context.author.id}
        checked = self._checked({**mine, **values, "account_id": account}, {})
        for name in ("type", "subject"):
            if not checked.get(name):
                label = self._context.catalogue.field("interaction", name).label
                raise Invalid(_("%s is missing.") % label, field=name, remedy=_("Fill it in."))
        with self._context.write("Log “{subject}”", subject=checked["subject"]) as unit:
            made = self._records.insert(unit, "interaction", checked)
            everybody = [*people, *self._newcomers(unit, account, new_people)]
            self._set_parties(unit, made, "person", everybody)
            self._set_parties(unit, made, "member", members)
            return made, unit.commit()

    def edit(
        self,
        interaction: str,
        values: Mapping[str, Any],
        people: Iterable[str] | None = None,
        members: Iterable[str] | None = None,
        *,
        new_people: Iterable[str] = (),
    ) -> Committed | None:
        """Change an entry as one change.

        Args:
            interaction: Its id.
            values: The fields to change.
            people: Who took part at the client from now on; None leaves them as they are.
            members: Who of us took part from now on; None leaves them as they are.
            new_people: As for `log`.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit, or a person isn't there.
            NotFound: There is no such entry.
        """
        with self._context.write("Edit the entry “{subject}”", subject="") as unit:
            held = unit.get("interaction", interaction)
            checked = self._checked(values, held)
            subject = checked.get("subject", held["subject"])
            unit.retitle(Label(unit.label.message, {"subject": subject}))
            self._records.check_links(unit, "interaction", [interaction], checked)
            unit.update("interaction", interaction, checked)
            account = str(checked.get("account_id", held["account_id"]))
            new = self._newcomers(unit, account, new_people)
            if people is not None or new:
                kept = self._party_ids(unit, interaction, "person") if people is None else people
                self._set_parties(unit, interaction, "person", [*kept, *new])
            if members is not None:
                self._set_parties(unit, interaction, "member", members)
            return unit.commit()

    def delete(self, ids: Sequence[str]) -> Committed | None:
        """Delete entries with all that hangs on them; undo brings it back.

        Raises:
            NotFound: One isn't there.
        """
        return self._records.delete("interaction", ids)

    def finish_step(self, interaction: str, day: dt.date | None = None) -> Committed | None:
        """Say that the next step of an entry is done.

        Args:
            interaction: The entry.
            day: Since when; since today when not given.

        Raises:
            Invalid: It has no next step.
            NotFound: There is no such entry.
        """
        done = (day or self._context.today()).isoformat()
        return self._step(interaction, "Finish the step “{step}”", done)

    def reopen_step(self, interaction: str) -> Committed | None:
        """Say that the next step of an entry is still to be done; see `finish_step`."""
        return self._step(interaction, "Open the step “{step}” again", None)

    def _step(self, interaction: str, label: str, done: str | None) -> Committed | None:
        with self._context.write(label, step="") as unit:
            step = unit.get("interaction", interaction)["next_step"]
            if not step:
                raise Invalid(_("this entry has no next step."), field="next_step")
            unit.retitle(Label(label, {"step": step}))
            unit.update("interaction", interaction, {"next_step_done": done})
            return unit.commit()

    # -- inside a unit ---------------------------------------------------------------------

    def _checked(self, values: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
        """Values that fit their fields and one another.

        Args:
            values: What is to be set.
            held: What the entry holds already.

        Raises:
            Invalid: They don't.
        """
        checked = self._records.checked("interaction", values)
        if "day" in checked:
            self._check_day(checked["day"])
        minutes = checked.get("minutes")
        if minutes is not None and not 0 <= minutes <= DAY_MINUTES:
            raise Invalid(
                _("nothing takes %s minutes in a day.") % minutes,
                field="minutes",
                remedy=_("Write the minutes, or leave it empty."),
            )
        if checked.get("next_step", held.get("next_step")) is None:
            if checked.get("next_step_due"):
                raise Invalid(
                    _("there is a date, but no next step."),
                    field="next_step",
                    remedy=_("Say what is to be done by then."),
                )
            # A step that is taken away takes its dates along.
            gone = ("next_step_due", "next_step_done")
            checked |= {name: None for name in gone if held.get(name) or name in checked}
        return checked

    def _check_day(self, day: str) -> None:
        try:
            found = dt.date.fromisoformat(day)
        except ValueError:
            raise Invalid(
                _("this names no day."), field="day", remedy=_("Write it like 14 Oct 2026.")
            ) from None
        if found > self._context.today():
            raise Invalid(
                _("this day is still to come."),
                field="day",
                remedy=_("Log it when it has happened; until then it is a next step."),
            )

    def _newcomers(self, unit: Unit, account: str, names: Iterable[str]) -> list[str]:
        """Ids of people at an account by name; who isn't there yet is added."""
        wanted = [name.strip() for name in names if name.strip()]
        if not wanted:
            return []
        here = unit.connection.execute(
            select(Person.name, Person.id)
            .join(Position, Position.person_id == Person.id)
            .where(Position.account_id == account, Position.ended.is_(None))
        )
        known = {fold(name): str(person) for name, person in here}
        found = []
        for name in wanted:
            if fold(name) not in known:
                values = self._records.checked("person", {"name": name})
                made = self._records.insert(unit, "person", values)
                unit.insert("position", {"person_id": made, "account_id": account})
                known[fold(name)] = made
            found.append(known[fold(name)])
        return found

    @staticmethod
    def _party_ids(unit: Unit, interaction: str, kind: str) -> list[str]:
        column = unit.tables.table("participant").c[f"{kind}_id"]
        held = select(column).where(Participant.interaction_id == interaction, column.is_not(None))
        return list(unit.connection.scalars(held))

    def _set_parties(self, unit: Unit, interaction: str, kind: str, ids: Iterable[str]) -> None:
        """Make exactly these people or members the ones who took part.

        Raises:
            Invalid: One of them isn't there.
        """
        wanted = dict.fromkeys(ids)
        if set(unit.stored_many(kind, list(wanted))) != set(wanted):
            raise Invalid(
                _("somebody who took part is not there any more."),
                field="participants",
                remedy=_("Choose them again."),
            )
        table = unit.tables.table("participant")
        column = table.c[f"{kind}_id"]
        held = unit.connection.execute(
            select(table.c.id, column).where(
                table.c.interaction_id == interaction, column.is_not(None)
            )
        ).all()
        for record, party in held:
            if party not in wanted:
                unit.delete("participant", record)
        present = {party for _record, party in held}
        for party in wanted:
            if party not in present:
                unit.insert("participant", {"interaction_id": interaction, f"{kind}_id": party})


def _attended(person: str) -> ColumnElement[bool]:
    return Row.id.in_(select(Participant.interaction_id).where(Participant.person_id == person))
