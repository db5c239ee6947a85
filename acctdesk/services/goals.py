"""Where a client wants to go: goals, decisions, risks, and the initiatives of the road map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select

from acctdesk.errors import Invalid
from acctdesk.metrics.goals import progress
from acctdesk.models import Decision as DecisionRow
from acctdesk.models import Goal as GoalRow
from acctdesk.models import Initiative as InitiativeRow
from acctdesk.models import Risk as RiskRow
from acctdesk.services.context import Context
from acctdesk.services.goal import Decision, Goal, Initiative, Risk
from acctdesk.services.parties import Parties, check_required, gone, rows_of, whole_day
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit

__all__ = ["KINDS", "Decision", "Goal", "Goals", "Initiative", "Risk"]

KINDS = ("goal", "decision", "risk", "initiative")
"""The kinds that are made and edited here."""

_USUAL: dict[str, dict[str, Any]] = {
    "goal": {"state": "on_track"},
    "decision": {"state": "wanted"},
    "risk": {"state": "open"},
    "initiative": {"state": "planned"},
}
_RELEASED = {"goal": "agreed", "decision": "client_safe", "risk": "client_safe",
             "initiative": "client_safe"}  # fmt: skip
_LEVELS = ("high", "medium", "low", "")
_OVER = {
    "goal": ("reached", "missed", "dropped"),
    "decision": ("made", "withdrawn"),
    "risk": ("closed",),
    "initiative": ("done", "stopped"),
}
"""By kind, the states in which nothing is to be done any more."""

Told = TypeVar("Told")


class Goals:
    """Commands and queries over goals, decisions, risks and initiatives.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    # -- queries ---------------------------------------------------------------------------

    def goals(self, account: str) -> tuple[Goal, ...]:
        """The goals of an account: those to be reached by their day, then what is over."""
        found = self._read(GoalRow, _goal, GoalRow.account_id == account)
        return tuple(sorted(found, key=lambda one: _order("goal", one.state, one.due, one.id)))

    def goal(self, goal: str) -> Goal:
        """One goal.

        Raises:
            NotFound: There is none.
        """
        return self._one("goal", self._read(GoalRow, _goal, GoalRow.id == goal))

    def decisions(self, account: str) -> tuple[Decision, ...]:
        """The decisions of an account: those wanted by their day, then those made."""
        return self._decisions(DecisionRow.account_id == account)

    def decisions_of(self, meeting: str) -> tuple[Decision, ...]:
        """The decisions wanted or made at a review; see `decisions`."""
        return self._decisions(DecisionRow.meeting_id == meeting)

    def decision(self, decision: str) -> Decision:
        """One decision.

        Raises:
            NotFound: There is none.
        """
        return self._one("decision", self._decisions(DecisionRow.id == decision))

    def _decisions(self, *where: ColumnElement[bool]) -> tuple[Decision, ...]:
        found = self._read(DecisionRow, _decision, *where)
        return tuple(sorted(found, key=lambda one: _order("decision", one.state, one.due, one.id)))

    def risks(self, account: str) -> tuple[Risk, ...]:
        """The risks of an account: the greatest first, closed ones last."""
        found = self._read(RiskRow, _risk, RiskRow.account_id == account)
        return tuple(sorted(found, key=_greatest))

    def risk(self, risk: str) -> Risk:
        """One risk.

        Raises:
            NotFound: There is none.
        """
        return self._one("risk", self._read(RiskRow, _risk, RiskRow.id == risk))

    def initiatives(self, account: str) -> tuple[Initiative, ...]:
        """The road map of an account, what begins first at the beginning."""
        found = self._read(InitiativeRow, _initiative, InitiativeRow.account_id == account)
        goals = {one.id: one.name for one in self.goals(account)}
        named = (_named(one, goals) for one in found)
        return tuple(sorted(named, key=lambda one: (one.begins or "9999", one.ends, one.id)))

    def initiative(self, initiative: str) -> Initiative:
        """One initiative.

        Raises:
            NotFound: There is none.
        """
        found = self._read(InitiativeRow, _initiative, InitiativeRow.id == initiative)
        one = self._one("initiative", found)
        return _named(one, {one.goal: self.goal(one.goal).name} if one.goal else {})

    def _read(
        self,
        of: Any,
        made: Callable[[Mapping[str, Any], Parties], Told],
        *where: ColumnElement[bool],
    ) -> list[Told]:
        with self._context.workspace.read() as connection:
            rows = rows_of(connection, select(of.__table__).where(*where))
            named = Parties(connection, rows)
        return [made(row, named) for row in rows]

    def _one(self, kind: str, found: Sequence[Told]) -> Told:
        if not found:
            raise gone(self._context, kind)
        return found[0]

    # -- commands --------------------------------------------------------------------------

    def create(
        self, kind: str, account: str, values: Mapping[str, Any]
    ) -> tuple[str, Committed | None]:
        """Write down a goal, a decision, a risk or an initiative.

        Args:
            kind: One of `KINDS`.
            account: Whose.
            values: By field name; the state is the one it begins with unless they say otherwise.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit, alone or with the others, or a required one is missing.
        """
        checked = self._records.checked(kind, {**_USUAL[kind], **values, "account_id": account})
        check_required(self._context, kind, checked)
        fitted = self._fitted(kind, checked, {})
        name = fitted[self._context.catalogue.kind(kind).title]
        with self._context.write("Add {kind} {name}", kind=kind, name=name) as unit:
            self._check_same_account(unit, account, fitted)
            return self._records.insert(unit, kind, fitted), unit.commit()

    def edit(self, kind: str, record: str, values: Mapping[str, Any]) -> Committed | None:
        """Change a goal, a decision, a risk or an initiative.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit, alone or with the others.
            NotFound: It isn't there.
        """
        checked = self._records.checked(kind, values)
        title = self._context.catalogue.kind(kind).title
        with self._context.write("Edit {kind} {name}", kind=kind, name="") as unit:
            held = unit.get(kind, record)
            fitted = self._fitted(kind, checked, held)
            name = fitted.get(title, held[title])
            unit.retitle(Label(unit.label.message, {"kind": kind, "name": name}))
            self._check_same_account(unit, held["account_id"], fitted)
            self._records.update(unit, kind, [record], fitted)
            return unit.commit()

    def decide(self, decision: str, outcome: str, day: dt.date | None = None) -> Committed | None:
        """Say what was decided.

        Args:
            decision: The decision.
            outcome: What, as the client may read it.
            day: When; today when not given.

        Raises:
            Invalid: The day is still to come.
            NotFound: There is no such decision.
        """
        made = (day or self._context.today()).isoformat()
        return self.edit("decision", decision, {"state": "made", "outcome": outcome, "day": made})

    def release(self, kind: str, ids: Sequence[str], *, released: bool = True) -> Committed | None:
        """Let the client see records, or no longer.

        Args:
            kind: One of `KINDS`.
            ids: Which.
            released: False takes it back.

        Raises:
            NotFound: One isn't there.
        """
        field = self._context.catalogue.field(kind, _RELEASED[kind])
        with self._context.write("Edit {fields}", fields=str(field.label), n=len(ids)) as unit:
            self._records.update(unit, kind, ids, {field.name: released})
            return unit.commit()

    def delete(self, kind: str, ids: Sequence[str]) -> Committed | None:
        """Delete records; undo brings them back.

        Raises:
            NotFound: One isn't there.
        """
        if kind not in KINDS:
            raise ValueError(kind)
        return self._records.delete(kind, ids)

    # -- checks ----------------------------------------------------------------------------

    def _fitted(
        self, kind: str, checked: Mapping[str, Any], held: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Values that fit one another.

        Raises:
            Invalid: They don't.
        """
        found = dict(checked)
        now = {**held, **found}
        if kind == "decision":
            whole_day(found, "day")
            today = self._context.today().isoformat()
            if now["state"] != "made" and now.get("day"):
                found["day"] = None
            elif now["state"] == "made" and not now.get("day"):
                found["day"] = today
            if (found.get("day") or "") > today:
                raise Invalid(
                    _("this day is still to come."),
                    field="day",
                    remedy=_("Write the day on which it was decided."),
                )
        if kind == "goal":
            share = now.get("progress")
            if share is not None and not 0 <= share <= 1:
                raise Invalid(
                    _("progress goes from 0 to 100 %."),
                    field="progress",
                    remedy=_("Write how much of the way is done."),
                )
            if now.get("target") is not None and now["target"] == now.get("baseline"):
                raise Invalid(
                    _("the target is where it began."),
                    field="target",
                    remedy=_("Correct one of the two."),
                )
        if kind == "initiative" and now.get("begins") and now.get("ends"):
            # Of different precision: "2026-11" and "2026-11-05" may both be the beginning.
            shorter = min(len(now["begins"]), len(now["ends"]))
            if now["ends"][:shorter] < now["begins"][:shorter]:
                raise Invalid(
                    _("it ends before it begins."),
                    field="ends",
                    remedy=_("Correct one of the two."),
                )
        return found

    @staticmethod
    def _check_same_account(unit: Unit, account: str, values: Mapping[str, Any]) -> None:
        account = values.get("account_id") or account
        for name, kind in (("meeting_id", "meeting"), ("goal_id", "goal")):
            wanted = values.get(name)
            held = unit.stored_many(kind, [wanted]).get(wanted) if wanted else None
            if held is not None and held["account_id"] != account:
                raise Invalid(
                    _("this is another account's."),
                    field=name,
                    remedy=_("Choose one of the same account."),
                )


def _order(kind: str, state: str, due: str, record: str) -> tuple[bool, str, str]:
    return state in _OVER[kind], due or "9999", record


def _greatest(one: Risk) -> tuple[bool, int, int, str]:
    likelihood, impact = _LEVELS.index(one.likelihood), _LEVELS.index(one.impact)
    return one.state in _OVER["risk"], likelihood + impact, impact, one.id


def _goal(row: Mapping[str, Any], named: Parties) -> Goal:
    baseline, target, current = row["baseline"], row["target"], row["current"]
    share: Decimal | None = row["progress"]
    return Goal(
        row["id"], row["account_id"], row["name"], row["measure"] or "", row["unit"] or "",
        baseline, target, current, progress(baseline, target, current, share), row["due"] or "",
        row["state"], row["summary"] or "", named.person(row), named.member(row),
        bool(row["agreed"]), row["note"] or "",
    )  # fmt: skip


def _decision(row: Mapping[str, Any], named: Parties) -> Decision:
    return Decision(
        row["id"], row["account_id"], row["meeting_id"] or "", row["title"], row["state"],
        row["due"] or "", row["outcome"] or "", row["day"] or "", named.person(row),
        named.member(row), bool(row["client_safe"]), row["note"] or "",
    )  # fmt: skip


def _risk(row: Mapping[str, Any], named: Parties) -> Risk:
    return Risk(
        row["id"], row["account_id"], row["meeting_id"] or "", row["name"],
        row["likelihood"] or "", row["impact"] or "", row["response"] or "", row["state"],
        row["due"] or "", named.member(row), named.person(row), bool(row["client_safe"]),
        row["note"] or "",
    )  # fmt: skip


def _initiative(row: Mapping[str, Any], named: Parties) -> Initiative:
    return Initiative(
        row["id"], row["account_id"], row["name"], row["begins"] or "", row["ends"] or "",
        row["state"], row["value"] or "", row["goal_id"] or "", "", named.member(row),
        named.person(row), bool(row["client_safe"]), row["note"] or "",
    )  # fmt: skip


def _named(one: Initiative, goals: Mapping[str, str]) -> Initiative:
    return replace(one, goal_name=goals.get(one.goal, ""))
