"""Promises of either side: made, kept with evidence, dropped, and counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from acctdesk.errors import Invalid
from acctdesk.metrics.promises import OPEN, STANDINGS, days_late, standing, tally
from acctdesk.models import Account, Meeting
from acctdesk.models import Promise as Row
from acctdesk.services.context import Context
from acctdesk.services.parties import Parties, check_required, day_of, gone, rows_of, whole_day
from acctdesk.services.promise import DROPPED, KEPT, OURS, Ledger, Promise
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit

__all__ = ["Ledger", "Promise", "Promises", "ledger", "read_promises"]


class Promises:
    """Commands and queries over promises.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    # -- queries ---------------------------------------------------------------------------

    def get(self, promise: str) -> Promise:
        """One promise.

        Raises:
            NotFound: There is none.
        """
        found = self._read(Row.id == promise)
        if not found:
            raise gone(self._context, "promise")
        return found[0]

    def of_account(self, account: str) -> Ledger:
        """All promises of an account with their count."""
        return ledger(self._read(Row.account_id == account))

    def of_meeting(self, meeting: str) -> Ledger:
        """The promises that were made at a review."""
        return ledger(self._read(Row.meeting_id == meeting))

    def of_person(self, person: str) -> Ledger:
        """What somebody of a client promised, or was promised."""
        return ledger(self._read(Row.person_id == person))

    def open(self, account: str = "") -> Ledger:
        """What is still to be kept, overdue first.

        Args:
            account: Only of this account; of all when empty.
        """
        where = [Row.state == OPEN] + ([Row.account_id == account] if account else [])
        return ledger(self._read(*where))

    def _read(self, *where: ColumnElement[bool]) -> list[Promise]:
        with self._context.workspace.read() as connection:
            return read_promises(connection, self._context.today(), *where)

    # -- commands --------------------------------------------------------------------------

    def make(self, account: str, values: Mapping[str, Any]) -> tuple[str, Committed | None]:
        """Write down a promise.

        Args:
            account: Whose.
            values: By field name; it is ours, open and made today unless they say otherwise.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit or is missing.
        """
        [made], change = self.make_many(account, [values])
        return made, change

    def make_many(
        self, account: str, rows: Sequence[Mapping[str, Any]]
    ) -> tuple[tuple[str, ...], Committed | None]:
        """Write down promises as one change, as after a meeting; see `make`."""
        usual = {"side": OURS, "state": OPEN, "made": self._context.today().isoformat()}
        checked = []
        for values in rows:
            one = self._records.checked("promise", {**usual, **values, "account_id": account})
            check_required(self._context, "promise", one)
            checked.append(self._fitted(one, {}))
        title = checked[0]["title"] if checked else ""
        message = "Promise “{title}”" if len(checked) == 1 else "Write down {n} promises"
        with self._context.write(message, title=title, n=len(checked)) as unit:
            made = [self._insert(unit, one) for one in checked]
            return tuple(made), unit.commit()

    def _insert(self, unit: Unit, checked: Mapping[str, Any]) -> str:
        self._check_meeting(unit, checked["account_id"], checked.get("meeting_id"))
        return self._records.insert(unit, "promise", checked)

    def edit(self, promise: str, values: Mapping[str, Any]) -> Committed | None:
        """Change a promise.

        Args:
            promise: Its id.
            values: The fields to change. A state brings its day along: today unless it is given.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such promise.
        """
        return self._edit("Edit the promise “{title}”", promise, values)

    def keep(
        self, promise: str, day: dt.date | None = None, evidence: str | None = None
    ) -> Committed | None:
        """Say that a promise was kept.

        Args:
            promise: Its id.
            day: When; today when not given.
            evidence: How one sees it, as the client may read it; what stands there when None.

        Raises:
            Invalid: The day is still to come, or before it was made.
            NotFound: There is no such promise.
        """
        done = (day or self._context.today()).isoformat()
        values: dict[str, Any] = {"state": KEPT, "done": done}
        if evidence is not None:
            values["evidence"] = evidence
        return self._edit("Keep the promise “{title}”", promise, values)

    def drop(self, promise: str, day: dt.date | None = None) -> Committed | None:
        """Say that a promise was given up; see `keep`."""
        done = (day or self._context.today()).isoformat()
        return self._edit("Drop the promise “{title}”", promise, {"state": DROPPED, "done": done})

    def reopen(self, promise: str) -> Committed | None:
        """Say that a promise is still to be kept; see `keep`."""
        return self._edit("Open the promise “{title}” again", promise, {"state": OPEN})

    def agree(self, ids: Sequence[str], *, agreed: bool = True) -> Committed | None:
        """Say that promises were agreed with the client, who sees them from then on.

        Args:
            ids: Which.
            agreed: False takes it back.

        Raises:
            NotFound: One isn't there.
        """
        many = "Agree {n} promises" if agreed else "Take back the agreement to {n} promises"
        one = "Agree the promise “{title}”" if agreed else "Take back the agreement to “{title}”"
        with self._context.write(many, n=len(ids)) as unit:
            if len(ids) == 1:
                unit.retitle(Label(one, {"title": unit.get("promise", ids[0])["title"]}))
            self._records.update(unit, "promise", ids, {"agreed": agreed})
            return unit.commit()

    def delete(self, ids: Sequence[str]) -> Committed | None:
        """Delete promises; undo brings them back.

        Raises:
            NotFound: One isn't there.
        """
        return self._records.delete("promise", ids)

    def _edit(self, message: str, promise: str, values: Mapping[str, Any]) -> Committed | None:
        checked = self._records.checked("promise", values)
        with self._context.write(message, title="") as unit:
            held = unit.get("promise", promise)
            fitted = self._fitted(checked, held)
            unit.retitle(Label(message, {"title": fitted.get("title", held["title"])}))
            account = fitted.get("account_id", held["account_id"])
            self._check_meeting(unit, account, fitted.get("meeting_id", held["meeting_id"]))
            self._records.update(unit, "promise", [promise], fitted)
            return unit.commit()

    # -- checks ----------------------------------------------------------------------------

    def _fitted(self, checked: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
        """Values that fit one another: what is open isn't done, what is done has a day.

        Raises:
            Invalid: They don't.
        """
        found = dict(checked)
        now = {**held, **found}
        whole_day(found, "made", "due", "done")
        if now["state"] == OPEN:
            if found.get("done"):
                raise Invalid(
                    _("what is open is not done yet."),
                    field="done",
                    remedy=_("Say that it was kept, or take the day away."),
                )
            if now.get("done"):
                found["done"] = None
        elif not now.get("done") and "state" in found:
            found["done"] = self._context.today().isoformat()
        now |= found
        if now.get("done") and now["done"] > self._context.today().isoformat():
            raise Invalid(
                _("this day is still to come."),
                field="done",
                remedy=_("Write the day on which it was done."),
            )
        for name in ("due", "done"):
            if now.get(name) and now[name] < now["made"]:
                raise Invalid(
                    _("this day is before the one on which it was made."),
                    field=name,
                    remedy=_("Correct one of the two."),
                )
        return found

    @staticmethod
    def _check_meeting(unit: Unit, account: str, meeting: str | None) -> None:
        if meeting is None:
            return
        held = unit.stored_many("meeting", [meeting]).get(meeting)
        if held is not None and held["account_id"] != account:
            raise Invalid(
                _("this review is another account's."),
                field="meeting_id",
                remedy=_("Choose one of the same account."),
            )


def read_promises(
    connection: Connection, today: dt.date, *where: ColumnElement[bool]
) -> list[Promise]:
    """The promises that some conditions choose.

    Args:
        connection: A read connection.
        today: The day they stand as of.
        *where: The conditions.
    """
    table = Row.__table__
    statement = (
        select(*table.c, Account.name.label("account_name"), Meeting.title.label("meeting_title"))
        .join(Account, Account.id == Row.account_id)
        .outerjoin(Meeting, Meeting.id == Row.meeting_id)
        .where(*where)
    )
    rows = rows_of(connection, statement)
    named = Parties(connection, rows)
    return [_promise(row, named, today) for row in rows]


def _promise(row: Mapping[str, Any], named: Parties, today: dt.date) -> Promise:
    due, done = day_of(row["due"]), day_of(row["done"])
    return Promise(
        id=row["id"],
        account=row["account_id"],
        account_name=row["account_name"],
        title=row["title"],
        side=row["side"],
        member=named.member(row),
        person=named.person(row),
        meeting=row["meeting_id"] or "",
        meeting_title=row["meeting_title"] or "",
        made=row["made"],
        due=row["due"] or "",
        state=row["state"],
        done=row["done"] or "",
        evidence=row["evidence"] or "",
        agreed=bool(row["agreed"]),
        note=row["note"] or "",
        standing=standing(row["state"], due, done, today),
        late=days_late(row["state"], due, done, today),
    )


def ledger(promises: Sequence[Promise]) -> Ledger:
    """Promises in order, with their count.

    Args:
        promises: In any order.
    """
    waiting = sorted(
        (one for one in promises if one.state == OPEN),
        key=lambda one: (STANDINGS.index(one.standing), one.due or "9999", one.made, one.id),
    )
    over = sorted(
        (one for one in promises if one.state != OPEN),
        key=lambda one: (one.done, one.id),
        reverse=True,
    )
    ours = [one.standing for one in promises if one.side == OURS]
    theirs = [one.standing for one in promises if one.side != OURS]
    return Ledger((*waiting, *over), tally([*ours, *theirs]), tally(ours), tally(theirs))
