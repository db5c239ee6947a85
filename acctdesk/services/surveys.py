"""Survey answers: written down, and put together with how many they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from acctdesk.errors import Invalid
from acctdesk.metrics.satisfaction import SCALES, score
from acctdesk.models import Answer as Row
from acctdesk.services.context import Context
from acctdesk.services.keypeople import key_people
from acctdesk.services.parties import (
    Parties,
    check_required,
    gone,
    rows_of,
    titles_at,
    whole_day,
)
from acctdesk.services.records import Records
from acctdesk.services.survey import Answer, Summary
from acctdesk.words import _
from acctdesk.workspace import Committed, Label

__all__ = ["Answer", "Summary", "Surveys"]


class Surveys:
    """Commands and queries over survey answers.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    # -- queries ---------------------------------------------------------------------------

    def get(self, answer: str) -> Answer:
        """One answer.

        Raises:
            NotFound: There is none.
        """
        found = self._read(Row.id == answer)
        if not found:
            raise gone(self._context, "answer")
        return found[0]

    def of_account(
        self,
        account: str,
        type: str = "",
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> tuple[Answer, ...]:
        """The answers of an account, the newest first.

        Args:
            account: Its id.
            type: Only to this question: "nps", "csat" or "ces".
            first: Only from this day on.
            last: Only until this day.
        """
        where = [Row.account_id == account]
        if type:
            where.append(Row.type == type)
        if first is not None:
            where.append(Row.day >= first.isoformat())
        if last is not None:
            where.append(Row.day <= last.isoformat())
        return self._read(*where)

    def summary(self, account: str, type: str, first: dt.date, last: dt.date) -> Summary:
        """What the answers to one question come to in some time.

        Of each person their newest answer counts; answers without a name count each.

        Args:
            account: Account id.
            type: "nps", "csat" or "ces".
            first: First day.
            last: Last day.

        Returns:
            A score where ten or more answered; below that the answers alone, and always the key
            people who said nothing.
        """
        newest: dict[str, Answer] = {}
        for one in self.of_account(account, type, first, last):
            newest.setdefault(one.person.id if one.person else one.id, one)
        with self._context.workspace.read() as connection:
            keys = key_people(connection, account)
        return Summary(
            type,
            first,
            last,
            score(type, [one.score for one in newest.values()]),
            tuple(newest.values()),
            tuple(one.party for one in keys if one.party.id not in newest),
        )

    def _read(self, *where: ColumnElement[bool]) -> tuple[Answer, ...]:
        table = Row.__table__
        statement = select(table).where(*where).order_by(table.c.day.desc(), table.c.id.desc())
        with self._context.workspace.read() as connection:
            rows = rows_of(connection, statement)
            named = Parties(connection, rows)
            people: dict[str, list[str]] = {}
            for row in rows:
                if row["person_id"]:
                    people.setdefault(row["account_id"], []).append(row["person_id"])
            titles = {one: titles_at(connection, one, held) for one, held in people.items()}
        return tuple(
            Answer(
                row["id"], row["account_id"], named.person(row),
                titles.get(row["account_id"], {}).get(row["person_id"] or "", ""), row["type"],
                row["score"], row["day"], row["comment"] or "", bool(row["may_quote"]),
                row["survey"] or "", row["note"] or "",
            )
            for row in rows
        )  # fmt: skip

    # -- commands --------------------------------------------------------------------------

    def add(self, account: str, values: Mapping[str, Any]) -> tuple[str, Committed | None]:
        """Write down an answer.

        Args:
            account: Whose.
            values: By field name; the day is today unless they say otherwise.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit or is missing, or the score is off the question's scale.
        """
        [made], change = self.add_many(account, [values])
        return made, change

    def add_many(
        self, account: str, rows: Sequence[Mapping[str, Any]]
    ) -> tuple[tuple[str, ...], Committed | None]:
        """Write down answers as one change; see `add`."""
        usual = {"day": self._context.today().isoformat()}
        checked = []
        for values in rows:
            one = self._records.checked("answer", {**usual, **values, "account_id": account})
            check_required(self._context, "answer", one)
            self._check(one)
            checked.append(one)
        name = self._records.get("account", account).title
        message = "Add an answer of {name}" if len(checked) == 1 else "Add {n} answers of {name}"
        with self._context.write(message, name=name, n=len(checked)) as unit:
            made = [self._records.insert(unit, "answer", one) for one in checked]
            return tuple(made), unit.commit()

    def edit(self, answer: str, values: Mapping[str, Any]) -> Committed | None:
        """Change an answer.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such answer.
        """
        checked = self._records.checked("answer", values)
        with self._context.write("Edit an answer of {name}", name="") as unit:
            held = unit.get("answer", answer)
            self._check({**held, **checked})
            name = unit.get("account", held["account_id"])["name"]
            unit.retitle(Label(unit.label.message, {"name": name}))
            self._records.update(unit, "answer", [answer], checked)
            return unit.commit()

    def delete(self, ids: Sequence[str]) -> Committed | None:
        """Delete answers; undo brings them back.

        Raises:
            NotFound: One isn't there.
        """
        return self._records.delete("answer", ids)

    def _check(self, values: Mapping[str, Any]) -> None:
        whole_day(values, "day")
        if values["day"] > self._context.today().isoformat():
            raise Invalid(
                _("this day is still to come."),
                field="day",
                remedy=_("Write the day on which they answered."),
            )
        least, most = SCALES[values["type"]]
        if not least <= values["score"] <= most:
            raise Invalid(
                _("an answer to this question goes from %(least)s to %(most)s.")
                % {"least": least, "most": most},
                field="score",
                remedy=_("Write the score as it was given."),
            )
