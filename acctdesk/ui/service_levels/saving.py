"""What was entered into a form becomes a command; plain functions for the write lane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Format
from acctdesk.ui.entering import values_of
from acctdesk.ui.service_levels.moments import read_moment
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Field
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.service_levels.reading import Draft


def save(desk: Desk, draft: Draft, entered: Mapping[str, object]) -> tuple[str, Change | None]:
    """Keep what was entered into a form, as one change.

    Args:
        desk: The open workspace.
        draft: What the form showed.
        entered: By field: a code or id, or text as it was typed.

    Returns:
        Id of the record, and the change; None when nothing differs.

    Raises:
        Invalid: A value can't be read, doesn't fit, or is missing.
    """
    by_name = {one.name: one for one in draft.fields}
    values: dict[str, Any] = {}
    for name, value in entered.items():
        field = by_name.get(name)
        if field is None:
            values[name] = value
        elif isinstance(value, str) and value and field.target:
            # Chosen from a list: an id already.
            values[name] = value
        elif field.format is Format.MOMENT and isinstance(value, str):
            day = desk.fields.field("measurement", "day")
            values[name] = _kept(draft, field, read_moment(
                field, day, value, desk.context.today()))  # fmt: skip
        elif draft.kind == "objective" and name in _SHARES and _is_percent(value):
            read = values_of(desk, field, str(value).strip()[:-1])[name]
            values[name] = None if read is None else Decimal(read) / 100
        else:
            # An amount typed with its currency says that too, unless the form says it itself.
            for key, one in values_of(desk, field, value).items():
                if one is not None or key not in values:
                    values[key] = one
    if draft.record is not None:
        return draft.record.id, _edit(desk, draft.kind, draft.record.id, values)
    return _create(desk, draft.kind, values)


_SHARES = ("target", "warning")
"""Numbers of an objective that may be typed as a percentage."""


def _is_percent(value: object) -> bool:
    return isinstance(value, str) and value.strip().endswith("%")


def _kept(draft: Draft, field: Field, read: dt.datetime | None) -> dt.datetime | None:
    """A moment that was typed; the one that is there where its minute stayed.

    A form shows minutes, a service desk tells seconds.
    """
    before = draft.record[field.name] if draft.record is not None else None
    if isinstance(before, dt.datetime) and read is not None:
        same = before.replace(second=0, microsecond=0) == read
        return before if same else read
    return read


def _edit(desk: Desk, kind: str, record: str, values: Mapping[str, Any]) -> Change | None:
    levels = desk.service_levels
    if kind == "ticket":
        return levels.edit_ticket(record, values)
    return levels.edit(kind, record, values)


def _create(desk: Desk, kind: str, values: dict[str, Any]) -> tuple[str, Change | None]:
    levels = desk.service_levels
    if kind == "agreement":
        account = _needed(values, "account_id", _("Account"))
        return levels.add_agreement(account, values)
    if kind == "ticket":
        account = _needed(values, "account_id", _("Account"))
        return levels.add_ticket(account, values)
    if kind == "agreement_version":
        since = _needed(values, "valid_from", _("Valid from"))
        return levels.add_version(str(values["agreement_id"]), since, str(values["note"] or ""))
    if kind == "objective":
        return levels.add_objective(str(values.pop("version_id")), values)
    return levels.create(kind, values)


def _needed(values: dict[str, Any], name: str, label: str) -> str:
    found = str(values.pop(name, None) or "")
    if not found:
        raise Invalid(_("%s is missing.") % label, field=name, remedy=_("Fill it in."))
    return found


def measurements(desk: Desk, text: str) -> list[tuple[str, Decimal]]:
    """Days and values of a typed or pasted block: one a line, the day first.

    Raises:
        Invalid: A line can't be read; says which.
    """
    day_field = desk.fields.field("measurement", "day")
    value_field = desk.fields.field("measurement", "value")
    found: list[tuple[str, Decimal]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        day, value = _parts(line)
        try:
            read_day = values_of(desk, day_field, day)["day"]
            read_value = values_of(desk, value_field, value)["value"]
        except Invalid as problem:
            raise Invalid(
                problem.what, where=_("line %d") % number, remedy=problem.remedy
            ) from problem
        if read_day is None or read_value is None:
            raise Invalid(
                _("a day and a value are expected in “%s”.") % line.strip(),
                where=_("line %d") % number,
                remedy=_("Write it like 2026-11-23 4.2."),
            )
        found.append((_whole_day(str(read_day), number), Decimal(read_value)))
    return found


def _parts(line: str) -> tuple[str, str]:
    """A line parted at its tab, semicolon, or last blank."""
    for sign in ("\t", ";"):
        if sign in line:
            day, _sign, value = line.partition(sign)
            return day.strip(), value.strip()
    day, _blank, value = line.strip().rpartition(" ")
    return day.strip(), value.strip()


def _whole_day(day: str, number: int) -> str:
    try:
        return dt.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise Invalid(
            _("“%s” is no day.") % day,
            where=_("line %d") % number,
            remedy=_("Write it like 2026-11-23."),
        ) from error
