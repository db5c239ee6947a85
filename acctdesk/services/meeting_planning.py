"""Planning reviews from templates: one, or those of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from acctdesk.errors import Invalid, NotFound
from acctdesk.metrics.reviews import period_code, period_near
from acctdesk.services.context import Context
from acctdesk.services.meeting import PLANNED, Proposal
from acctdesk.services.meeting_parts import STEP, MeetingParts, insert_part
from acctdesk.services.parties import check_required, whole_day
from acctdesk.services.records import Records
from acctdesk.services.settings import Settings
from acctdesk.services.templates import Template, templates
from acctdesk.words import _, speaking
from acctdesk.workspace import Committed, Unit


class MeetingPlanning(MeetingParts):
    """Commands that plan reviews, each one change.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        super().__init__(context, records)
        self._settings = Settings(context)

    def templates(self) -> tuple[Template, ...]:
        """The templates that a review can be planned from."""
        return templates()

    def plan(
        self,
        account: str,
        template: str,
        starts: dt.datetime,
        values: Mapping[str, Any] | None = None,
    ) -> tuple[str, Committed | None]:
        """Plan a review from a template: its agenda and slides, led by me.

        Titles are written in the language of the client.

        Args:
            account: Whose.
            template: Code of the template.
            starts: When it starts.
            values: Fields that are to be otherwise than the template has them.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such account or template.
        """
        [made], change = self._plan_all(account, template, [(starts, values or {})])
        return made, change

    def plan_quarters(
        self, account: str, proposals: Sequence[Proposal], template: str = "qbr"
    ) -> tuple[tuple[str, ...], Committed | None]:
        """Plan the proposed reviews of a year as one change; those that are there stay.

        Args:
            account: Whose.
            proposals: From `plan_year`; their moments may be others.
            template: Code of the template.

        Returns:
            The ids of what was planned, and the change.

        Raises:
            NotFound: There is no such account or template.
        """
        new = [(one.starts, {"period": one.period}) for one in proposals if one.meeting is None]
        return self._plan_all(account, template, new)

    def _plan_all(
        self,
        account: str,
        template: str,
        wanted: Sequence[tuple[dt.datetime, Mapping[str, Any]]],
    ) -> tuple[tuple[str, ...], Committed | None]:
        used = next((one for one in templates() if one.code == template), None)
        if used is None:
            raise NotFound(_("there is no template “%s”.") % template, remedy=_("Choose another."))
        record = self._records.get("account", account)
        checked = [self._planned(record, used, starts, values) for starts, values in wanted]
        name = record.title
        message = (
            "Plan {title} with {name}" if len(checked) == 1 else "Plan {n} reviews with {name}"
        )
        title = checked[0]["title"] if checked else ""
        with self._context.write(message, title=title, name=name, n=len(checked)) as unit:
            made = tuple(self._insert(unit, used, one) for one in checked)
            return made, unit.commit()

    def _planned(
        self, account: Any, template: Template, starts: dt.datetime, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        language = values.get("language") or account["language"]
        with speaking(language or "en"):
            title = template.label
        usual: dict[str, Any] = {
            "account_id": account.id, "type": template.type, "title": title, "starts": starts,
            "minutes": template.minutes, "state": PLANNED, "template": template.code,
            "member_id": self._context.author.id,
        }  # fmt: skip
        if template.period:
            day = starts.astimezone().date()
            usual["period"] = period_near(day, template.period, self._settings.fiscal_month)
        checked = self._records.checked("meeting", {**usual, **values})
        check_required(self._context, "meeting", checked)
        return fitted(checked)

    def _insert(self, unit: Unit, template: Template, checked: Mapping[str, Any]) -> str:
        made = self._records.insert(unit, "meeting", checked)
        account = unit.get("account", checked["account_id"])
        with speaking(checked.get("language") or account["language"] or "en"):
            for at, item in enumerate(template.agenda, 1):
                values = {
                    "meeting_id": made, "position": at * STEP, "title": _(item.title),
                    "minutes": item.minutes, "looks": item.looks, "block": item.block or None,
                    "member_id": checked.get("member_id"),
                }  # fmt: skip
                insert_part(unit, self._records, "agenda_item", values)
        for at, slide in enumerate(template.slides, 1):
            part = self._checked_part(
                "slide",
                {"meeting_id": made, "block": slide.block, "minutes": slide.minutes,
                 "options": slide.options},
            )  # fmt: skip
            insert_part(unit, self._records, "slide", {**part, "position": at * STEP})
        if checked.get("member_id"):
            asked = {"meeting_id": made, "member_id": checked["member_id"], "state": "accepted",
                     "role": "presents"}  # fmt: skip
            self._records.insert(unit, "attendee", asked)
        return made


def fitted(checked: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a review that fit one another, the period in its usual writing.

    Args:
        checked: Checked values by field.

    Raises:
        Invalid: They don't.
    """
    found = dict(checked)
    whole_day(found, "pre_read_due", "pre_read_sent", "rehearsed")
    if found.get("period"):
        try:
            found["period"] = period_code(found["period"])
        except ValueError:
            raise Invalid(
                _("“%s” is no period.") % found["period"],
                field="period",
                remedy=_("Write a quarter like 2026-Q3, a month like 2026-09, or a year."),
            ) from None
    if found.get("minutes") == 0:
        raise Invalid(
            _("a review takes some time."), field="minutes", remedy=_("Write its minutes.")
        )
    return found
