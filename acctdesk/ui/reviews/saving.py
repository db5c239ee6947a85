"""What was entered on the page of a review becomes a command; for the write lane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Format
from acctdesk.ui.entering import values_of
from acctdesk.ui.reviews.moments import read_start
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.meeting import Meeting
    from acctdesk.services.record import Record
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.reviews.reading import Draft

WITH_MEETING = frozenset({"promise", "decision", "risk"})
"""Kinds whose new records belong to the review they were added at."""
GOALS = frozenset({"goal", "decision", "risk", "initiative"})
"""Kinds that one service keeps."""


def save(
    desk: Desk, draft: Draft, entered: Mapping[str, object], meeting: Meeting
) -> tuple[str, Change | None]:
    """Keep what was entered into a form, as one change.

    Args:
        desk: The open workspace.
        draft: What the form showed.
        entered: By field: a code, id or tick, or text as it was typed.
        meeting: The review on whose page it was.

    Returns:
        Id of the record, and the change; None when nothing differs.

    Raises:
        Invalid: A value can't be read, doesn't fit, or is missing.
    """
    fields = {one.name: one for one in draft.fields}
    values: dict[str, Any] = {}
    for name, value in entered.items():
        field = fields[name]
        if field.format is Format.MOMENT:
            values[name] = _moment(desk, draft.record, name, str(value))
        elif isinstance(value, str) and value and field.target:
            # Chosen from a list: an id already.
            values[name] = value
        else:
            values |= values_of(desk, field, value)
    record = draft.record.id if draft.record is not None else ""
    if record:
        return record, edit(desk, draft.kind, record, values)
    return create(desk, draft.kind, values, meeting)


def _moment(desk: Desk, record: Record | None, name: str, text: str) -> dt.datetime:
    """A moment that was typed; the one that is there where its minute stayed."""
    before = record[name] if record is not None else None
    read = read_start(desk, text, name)
    if isinstance(before, dt.datetime) and before.replace(second=0, microsecond=0) == read:
        return before
    return read


def begun(kind: str, words: str) -> dict[str, Any]:
    """The values of a record of which only the title was typed; the client doesn't see it yet."""
    name = "name" if kind in ("goal", "risk", "initiative") else "title"
    usual: dict[str, dict[str, Any]] = {
        "agenda_item": {"minutes": 10, "looks": "forward"},
        "promise": {"side": "ours"},
        "goal": {"state": "planned"},
        "decision": {"state": "wanted"},
        "risk": {"state": "open"},
        "initiative": {"state": "planned"},
    }
    return {**usual[kind], name: words}


def create(
    desk: Desk, kind: str, values: Mapping[str, Any], meeting: Meeting
) -> tuple[str, Change | None]:
    """Make a record on the page of a review.

    Raises:
        Invalid: A value doesn't fit, or is missing.
    """
    own = dict(values)
    if kind in WITH_MEETING:
        own.setdefault("meeting_id", meeting.id)
    if kind == "agenda_item":
        return desk.meetings.add_item(meeting.id, own)
    if kind == "promise":
        # What is said at a review was made on its day, though it is written down later.
        own["made"] = own.get("made") or min(meeting.day, desk.context.today()).isoformat()
        own["member_id"] = own.get("member_id") or (
            desk.settings.me.id if own.get("side", "ours") == "ours" else None
        )
        return desk.promises.make(meeting.account, own)
    if kind == "answer":
        return desk.surveys.add(meeting.account, own)
    return desk.goals.create(kind, meeting.account, own)


def edit(desk: Desk, kind: str, record: str, values: Mapping[str, Any]) -> Change | None:
    """Change a record of a review, or the review itself.

    Raises:
        Invalid: A value doesn't fit.
    """
    if kind == "meeting":
        return desk.meetings.edit(record, values)
    if kind == "agenda_item":
        return desk.meetings.edit_item(record, values)
    if kind == "promise":
        return desk.promises.edit(record, values)
    if kind == "answer":
        return desk.surveys.edit(record, values)
    return desk.goals.edit(kind, record, values)


def delete(desk: Desk, kind: str, record: str) -> Change | None:
    """Delete a record of a review; undo brings it back."""
    if kind == "agenda_item":
        return desk.meetings.remove_items([record])
    if kind == "promise":
        return desk.promises.delete([record])
    if kind == "answer":
        return desk.surveys.delete([record])
    return desk.goals.delete(kind, [record])


def act(desk: Desk, name: str, kind: str, record: str) -> Change | None:
    """Do one of the acts that need nothing to be typed.

    Args:
        desk: The open workspace.
        name: "keep", "drop", "reopen", "agree", "hide" or "delete".
        kind: Kind of the record.
        record: Its id.
    """
    if name == "delete":
        return delete(desk, kind, record)
    if name in ("agree", "hide"):
        shown = name == "agree"
        if kind == "promise":
            return desk.promises.agree([record], agreed=shown)
        return desk.goals.release(kind, [record], released=shown)
    commands = {
        "keep": desk.promises.keep, "drop": desk.promises.drop, "reopen": desk.promises.reopen,
    }  # fmt: skip
    return commands[name](record)


def plan(desk: Desk, entered: Mapping[str, str]) -> tuple[tuple[str, ...], Change | None]:
    """Plan a review, or the four of a fiscal year.

    Args:
        desk: The open workspace.
        entered: "account" (id or name), "template", and "starts", "period" and "place", or "year".

    Returns:
        Ids of what was planned, and the change.

    Raises:
        Invalid: Something can't be read, or is missing.
    """
    field = desk.fields.field("meeting", "account_id")
    account = values_of(desk, field, entered.get("account", ""))["account_id"]
    if not account:
        raise Invalid(
            _("the account is missing."), field="account", remedy=_("Say whose review it is.")
        )
    if "year" in entered:
        try:
            year = int(entered["year"])
        except ValueError as error:
            raise Invalid(
                _("“%s” is no year.") % entered["year"],
                field="year",
                remedy=_("Write it like 2027."),
            ) from error
        proposals = desk.meetings.plan_year(account, year)
        if all(one.meeting is not None for one in proposals):
            raise Invalid(
                _("all four reviews of this year are planned."), field="year",
                remedy=_("Choose another year."),
            )  # fmt: skip
        return desk.meetings.plan_quarters(account, proposals, entered["template"])
    starts = read_start(desk, entered.get("starts", ""))
    values = {name: entered[name] for name in ("period", "place") if entered.get(name, "").strip()}
    made, change = desk.meetings.plan(account, entered["template"], starts, values)
    return (made,), change
