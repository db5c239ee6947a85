"""Commands on what was agreed and what was given: agreements, exclusions, measurements, credits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.models import Agreement, AgreementVersion, Credit, Objective, new_id, new_ids
from acctdesk.services.context import Context
from acctdesk.services.records import Records
from acctdesk.services.service.fitting import check, check_place, month_number
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit

KINDS = (
    "calendar", "service", "agreement", "agreement_version", "objective", "exclusion", "outage",
    "measurement", "credit",
)  # fmt: skip
"""The kinds that are made and edited here; tickets have commands of their own."""


class Agreeing:
    """Commands on service levels, each one change.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    # -- any kind --------------------------------------------------------------------------

    def create(self, kind: str, values: Mapping[str, Any]) -> tuple[str, Committed | None]:
        """Make a calendar, a service, an outage or the like.

        Args:
            kind: One of `KINDS`.
            values: By field name.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit, alone or with the others, or a required one is missing.
        """
        self._check_kind(kind)
        if kind == "measurement":
            values = {**values, **self._account_of(values)}
        checked = self._records.checked(kind, values)
        self._check_required(kind, checked)
        check(kind, checked)
        if kind == "calendar":
            check_place(checked)
        described = self._context.catalogue.kind(kind)
        name = str(checked.get(described.title) or "") if described.title else ""
        with self._context.write("Add {kind} {name}", kind=kind, name=name) as unit:
            if kind == "measurement":
                checked["month"] = month_number(checked["day"])
            return self._records.insert(unit, kind, checked), unit.commit()

    def edit(self, kind: str, record: str, values: Mapping[str, Any]) -> Committed | None:
        """Change fields of a record; what it is held against is checked as a whole.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit, alone or with the others.
            NotFound: It isn't there.
        """
        self._check_kind(kind)
        checked = self._records.checked(kind, values)
        labels = ", ".join(str(self._context.catalogue.field(kind, name).label) for name in checked)
        with self._context.write("Edit {fields}", kind=kind, fields=labels) as unit:
            held = unit.get(kind, record)
            check(kind, {**held, **checked})
            if kind == "calendar" and {"country", "subdivision"} & checked.keys():
                check_place({**held, **checked})
            if kind == "measurement" and "day" in checked:
                checked["month"] = month_number(checked["day"])
            self._records.update(unit, kind, [record], checked)
            return unit.commit()

    def delete(self, kind: str, ids: Sequence[str]) -> Committed | None:
        """Delete records with all that can't be without them; undo brings it back.

        Raises:
            NotFound: One isn't there.
        """
        return self._records.delete(kind, ids)

    # -- agreements ------------------------------------------------------------------------

    def add_agreement(
        self,
        account: str,
        values: Mapping[str, Any],
        valid_from: str | None = None,
        objectives: Sequence[Mapping[str, Any]] = (),
    ) -> tuple[str, Committed | None]:
        """Make an agreement with its first version.

        Args:
            account: Account id.
            values: Fields of the agreement.
            valid_from: First day of the version; always when not given.
            objectives: Fields of its objectives.

        Returns:
            The agreement's id and the change.

        Raises:
            Invalid: A value doesn't fit.
        """
        checked = self._records.checked("agreement", {**values, "account_id": account})
        self._check_required("agreement", checked)
        version = self._records.checked("agreement_version", {"valid_from": valid_from})
        promised = [self._objective(one) for one in objectives]
        with self._context.write("Add agreement {name}", name=checked["name"]) as unit:
            made = self._records.insert(unit, "agreement", checked)
            first = self._records.insert(
                unit, "agreement_version", {**version, "agreement_id": made}
            )
            for one in promised:
                self._records.insert(unit, "objective", {**one, "version_id": first})
            return made, unit.commit()

    def add_objective(
        self, version: str, values: Mapping[str, Any]
    ) -> tuple[str, Committed | None]:
        """Make an objective of a version; see `create`."""
        checked = self._objective(values)
        with self._context.write("Add objective {name}", name=checked["name"]) as unit:
            made = self._records.insert(unit, "objective", {**checked, "version_id": version})
            return made, unit.commit()

    def _objective(self, values: Mapping[str, Any]) -> dict[str, Any]:
        checked = self._records.checked("objective", values)
        self._check_required("objective", checked, but=("version_id",))
        check("objective", checked)
        return checked

    def add_version(
        self, agreement: str, valid_from: str, note: str = ""
    ) -> tuple[str, Committed | None]:
        """Make a new version of an agreement: the newest one's objectives, to be edited.

        The version before ends on the day before; its objectives stay, and with them what was
        promised then.

        Args:
            agreement: Agreement id.
            valid_from: First day of the new version.
            note: What is changed, and why.

        Returns:
            The version's id and the change.

        Raises:
            Invalid: The day isn't one, or not after the version before has begun.
            NotFound: There is no such agreement.
        """
        try:
            first = dt.date.fromisoformat(valid_from)
        except ValueError as error:
            raise Invalid(
                _("“%s” is no day.") % valid_from,
                field="valid_from",
                remedy=_("Write it as 2026-11-23."),
            ) from error
        with self._context.write("New version of {name}", name="") as unit:
            held = unit.get("agreement", agreement)
            unit.retitle(Label("New version of {name}", {"name": held["name"]}))
            versions = self._versions(unit, agreement)
            last = versions[-1] if versions else None
            if last is not None and (last["valid_from"] or "") >= valid_from:
                raise Invalid(
                    _("a version that begins on %s is there already.") % last["valid_from"],
                    field="valid_from",
                    remedy=_("Choose a later day."),
                )
            made = unit.insert(
                "agreement_version",
                {"agreement_id": agreement, "valid_from": valid_from, "note": note or None},
            )
            if last is not None:
                day = (first - dt.timedelta(days=1)).isoformat()
                if not last["valid_to"] or last["valid_to"] > day:
                    unit.update("agreement_version", last["id"], {"valid_to": day})
                self._copy(unit, last["id"], made)
            return made, unit.commit()

    @staticmethod
    def _versions(unit: Unit, agreement: str) -> list[dict[str, Any]]:
        table = AgreementVersion.__table__
        rows = unit.connection.execute(select(table).where(table.c.agreement_id == agreement))
        return sorted((dict(row._mapping) for row in rows), key=lambda one: one["valid_from"] or "")

    @staticmethod
    def _copy(unit: Unit, version: str, into: str) -> None:
        table = Objective.__table__
        rows = unit.connection.execute(select(table).where(table.c.version_id == version)).all()
        for row in rows:
            values = dict(row._mapping)
            values |= {"series": values["series"] or values["id"], "version_id": into}
            values["id"] = new_id()
            unit.insert("objective", values)

    # -- exclusions ------------------------------------------------------------------------

    def approve(
        self, exclusions: Sequence[str], by: str, day: str | None = None
    ) -> Committed | None:
        """Say who agreed to exclusions; they leave nothing out before.

        Args:
            exclusions: Which.
            by: Who agreed to them.
            day: When; today when not given.

        Raises:
            Invalid: Nobody is named.
            NotFound: One isn't there.
        """
        if not by.strip():
            raise Invalid(
                _("nobody is named."), field="approved_by", remedy=_("Say who agreed to it.")
            )
        day = day or self._context.today().isoformat()
        checked = self._records.checked("exclusion", {"approved_by": by, "approved_on": day})
        with self._context.write("Approve {kind}", kind="exclusion", n=len(exclusions)) as unit:
            self._records.update(unit, "exclusion", exclusions, checked)
            return unit.commit()

    # -- measurements ----------------------------------------------------------------------

    def measure(
        self, objective: str, rows: Sequence[tuple[str, Decimal]], source: str = ""
    ) -> Committed | None:
        """Write down values of a figure: one, or a pasted block.

        Args:
            objective: Objective id.
            rows: ISO days and values.
            source: Where they come from.

        Returns:
            The change, or None for no rows.

        Raises:
            Invalid: A day or a value doesn't fit.
            NotFound: There is no such objective.
        """
        if not rows:
            return None
        account = self._account_of({"objective_id": objective})["account_id"]
        made = []
        for one, (day, value) in zip(new_ids(len(rows)), rows, strict=True):
            checked = self._records.checked("measurement", {"day": day, "value": value})
            made.append(
                (one, objective, account, day, month_number(day), checked["value"], source or None)
            )
        name = self._records.get("objective", objective).title
        with self._context.write("Measure {name}", name=name, count=len(rows)) as unit:
            columns = ("id", "objective_id", "account_id", "day", "month", "value", "source")
            unit.insert_many("measurement", columns, made)
            return unit.commit()

    def _account_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        objective = str(values.get("objective_id") or "")
        statement = (
            select(Agreement.account_id)
            .join(AgreementVersion, AgreementVersion.agreement_id == Agreement.id)
            .join(Objective, Objective.version_id == AgreementVersion.id)
            .where(Objective.id == objective)
        )
        with self._context.workspace.read() as connection:
            found = connection.execute(statement).scalar()
        if found is None:
            self._records.get("objective", objective)  # says that it isn't there
        return {"account_id": found}

    # -- credits ---------------------------------------------------------------------------

    def write_credit(
        self,
        objective: str,
        first: dt.date,
        amount: Decimal,
        currency: str,
        state: str = "issued",
        day: str | None = None,
    ) -> Committed | None:
        """Write down the credit of a period: confirmed, issued or agreed.

        Args:
            objective: Objective id.
            first: First day of the period.
            amount: What was given.
            currency: ISO code.
            state: "confirmed", "issued" or "agreed".
            day: When; today when not given.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such objective.
        """
        values = {
            "objective_id": objective, "first_day": first.isoformat(), "amount": amount,
            "currency": currency, "state": state,
            "day": day or self._context.today().isoformat(),
        }  # fmt: skip
        checked = self._records.checked("credit", values)
        name = self._records.get("objective", objective).title
        with self._context.write("Credit for {name}", name=name) as unit:
            table = Credit.__table__
            held = unit.connection.execute(
                select(table.c.id).where(
                    table.c.objective_id == objective, table.c.first_day == first.isoformat()
                )
            ).scalar()
            if held is None:
                self._records.insert(unit, "credit", checked)
            else:
                self._records.update(unit, "credit", [held], checked)
            return unit.commit()

    # -- checks ----------------------------------------------------------------------------

    def _check_kind(self, kind: str) -> None:
        if kind not in KINDS:
            raise ValueError(kind)

    def _check_required(
        self, kind: str, checked: Mapping[str, Any], but: Sequence[str] = ()
    ) -> None:
        for one in self._context.catalogue.kind(kind).fields.values():
            missing = checked.get(one.name) in (None, "")
            if one.required and not one.system and one.name not in but and missing:
                raise Invalid(
                    _("%s is missing.") % one.label, field=one.name, remedy=_("Fill it in.")
                )
