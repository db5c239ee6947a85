"""Whether what is said of service levels fits together, and can be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from acctdesk.errors import Invalid
from acctdesk.models.terms import WEEKDAYS, TermError, read_days, read_hours, read_tiers
from acctdesk.services.service.counting import month_of
from acctdesk.words import _
from acctdesk.workspace.daysoff import parts_of

_TIMED = ("response", "resolution")
_SHARES = ("availability", "response", "resolution", "first_contact")


def check(kind: str, values: Mapping[str, Any]) -> None:
    """Check what several fields say together, and texts that are read later.

    Args:
        kind: The kind of record.
        values: All its values by field.

    Raises:
        Invalid: They don't fit together, or a text can't be read.
    """
    if kind == "calendar":
        for day in WEEKDAYS:
            _readable(day, values.get(day), read_hours, _("Write hours like 09:00-17:00."))
        _readable(
            "own_days", values.get("own_days"), read_days,
            _("Write one day a line, like 2026-12-24 09:00-12:00."),
        )  # fmt: skip
    elif kind == "objective":
        _check_objective(values)
    elif kind in ("exclusion", "outage"):
        begin, end = values.get("begins"), values.get("ends")
        if begin is not None and end is not None and end <= begin:
            raise Invalid(
                _("it ends before it begins."), field="ends", remedy=_("Correct one of them.")
            )
    elif kind == "agreement_version":
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            raise Invalid(
                _("it ends before it begins."),
                field="valid_to",
                remedy=_("Correct one of them."),
            )


def _check_objective(values: Mapping[str, Any]) -> None:
    kind, target = values.get("type"), values.get("target")
    if kind in _TIMED and values.get("minutes") is None:
        raise Invalid(
            _("the time allowed is missing."),
            field="minutes",
            remedy=_("Say how many minutes of working time."),
        )
    if kind == "availability" and not values.get("service_id"):
        raise Invalid(
            _("it doesn't say which service is to be available."),
            field="service_id",
            remedy=_("Choose a service."),
        )
    if kind in _SHARES and target is not None and not 0 <= target <= 1:
        raise Invalid(
            _("a share lies between 0 and 100 %."),
            field="target",
            remedy=_("Write it like 99.9 %, or 0.999."),
        )
    _readable("tiers", values.get("tiers"), read_tiers, _("Write one tier a line, like 99.9 10."))


def check_place(values: Mapping[str, Any]) -> None:
    """Check that the holidays of a calendar's place are known.

    Loads the library that knows them where a country is named.

    Args:
        values: Values of the calendar by field.

    Raises:
        Invalid: They aren't.
    """
    country, part = values.get("country"), values.get("subdivision")
    if not country:
        return
    parts = parts_of(country)
    if parts is None:
        raise Invalid(
            _("the holidays of this country aren't known."),
            field="country",
            remedy=_("Leave it empty, and write them as own days."),
        )
    if part and part not in parts:
        raise Invalid(
            _("“%s” is no part of the country that has holidays of its own.") % part,
            field="subdivision",
            remedy=_("Choose one of: %s.") % ", ".join(parts) if parts else _("Leave it empty."),
        )


def _readable(
    field: str, text: str | None, read: Callable[[str | None], object], remedy: str
) -> None:
    try:
        read(text)
    except TermError as error:
        raise Invalid(_("“%s” can't be read.") % error.text, field=field, remedy=remedy) from error


def month_number(day: str) -> int:
    """A day's month as measurements keep it.

    Raises:
        Invalid: It is no day.
    """
    try:
        return month_of(dt.date.fromisoformat(day))
    except ValueError as error:
        raise Invalid(
            _("“%s” is no day.") % day, field="day", remedy=_("Write it as 2026-11-23.")
        ) from error
