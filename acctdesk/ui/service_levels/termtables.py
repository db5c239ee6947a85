"""The lists of what gauges follow from, as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from acctdesk.ui.service_levels import said, tables
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.roles import Kind
from acctdesk.ui.widgets.tabled import Column, Row, Table
from acctdesk.words import Lazy, _, date, lazy, locale, money, number

if TYPE_CHECKING:
    from acctdesk.services.record import Record
    from acctdesk.services.service_terms import ObjectiveTold, TicketTold
    from acctdesk.ui.service_levels.reading import Terms

STATES: Mapping[str, Lazy] = {
    "opened": lazy("Opened"),
    "responded": lazy("Responded"),
    "paused": lazy("Paused"),
    "resolved": lazy("Resolved"),
    "closed": lazy("Closed"),
    "reopened": lazy("Reopened"),
}
"""The states of tickets."""


def _agreements(terms: Terms) -> Table:
    columns = (
        Column("name", _("Agreement, version, objective"), Kind.NAME),
        Column("kind", _("Kind")),
        Column("service", _("Service")),
        Column("target", _("Target"), Kind.NUMBER),
        Column("client", _("Client sees it")),
    )
    rows: list[Row] = []
    for one in terms.agreements:
        line = " · ".join(filter(None, (one.account_name, one.reference)))
        head = Cell(one.name, extra=line, indent=1)
        rows.append(Row(f"agreement:{one.id}", (head, *(Cell() for _at in range(4)))))
        for version in one.versions:
            since = date(version.valid_from) if version.valid_from else _("the beginning")
            words = _("from %s") % since
            if version.valid_to:
                words += " " + _("to %s") % date(version.valid_to)
            cell = Cell(_("Version %s") % words, extra=version.note, indent=2)
            rows.append(
                Row(f"agreement_version:{version.id}", (cell, *(Cell() for _at in range(4))))
            )
            rows += map(_objective, version.objectives)
    return Table(columns, tuple(rows))


def _objective(objective: ObjectiveTold) -> Row:
    values = objective.values
    target, unit = values.get("target"), str(values.get("unit") or "")
    words = ""
    if target is not None:
        share = objective.kind not in ("quality", "satisfaction", "custom")
        words = said.promise(target, "share" if share else unit)  # type: ignore[arg-type]
        words = ("≤ " if values.get("direction") == "down" else "≥ ") + words
    return Row(
        f"objective:{objective.id}",
        (
            Cell(objective.name, indent=3),
            Cell(str(said.KINDS.get(objective.kind, objective.kind))),
            Cell(objective.service_name),
            Cell(words),
            Cell(_("Yes") if values.get("client_safe") else _("No")),
        ),
    )


def _services(terms: Terms) -> Table:
    columns = (
        Column("name", _("Service"), Kind.NAME),
        Column("account", _("Account")),
        Column("charge", _("Monthly charge"), Kind.NUMBER),
        Column("users", _("Users"), Kind.NUMBER),
        Column("calendar", _("Service hours")),
    )

    def row(one: Record) -> tuple[Cell, ...]:
        charge = one["monthly_charge"]
        return (
            Cell(one.title),
            Cell(one.titles.get("account_id", "")),
            Cell(money(charge, str(one["currency"] or "")) if charge is not None else ""),
            Cell(number(one["users"]) if one["users"] is not None else ""),
            Cell(one.titles.get("calendar_id", "") or _("Always")),
        )

    return Table(columns, tuple(Row(f"service:{one.id}", row(one)) for one in
                                terms.records.get("service", ())))  # fmt: skip


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _calendars(terms: Terms) -> Table:
    columns = (
        Column("name", _("Calendar"), Kind.NAME),
        Column("zone", _("Time zone")),
        Column("hours", _("Weekly hours")),
        Column("country", _("Holidays of")),
    )

    def row(one: Record) -> tuple[Cell, ...]:
        names = locale().days["format"]["abbreviated"]
        hours = [(at, str(one[day] or "")) for at, day in enumerate(_DAYS) if one[day]]
        said_hours = {text for _at, text in hours}
        if len(said_hours) == 1 and len(hours) > 1:
            words = f"{names[hours[0][0]]}–{names[hours[-1][0]]} {hours[0][1]}"
        else:
            words = ", ".join(f"{names[at]} {text}" for at, text in hours)
        return (
            Cell(one.title), Cell(str(one["zone"] or "").replace("_", " ")), Cell(words),
            Cell(" ".join(filter(None, (str(one["country"] or ""),
                                        str(one["subdivision"] or ""))))),
        )  # fmt: skip

    return Table(columns, tuple(Row(f"calendar:{one.id}", row(one)) for one in
                                terms.records.get("calendar", ())))  # fmt: skip


def _exclusions(terms: Terms) -> Table:
    columns = (
        Column("reason", _("Reason"), Kind.NAME),
        Column("kind", _("Kind")),
        Column("agreement", _("Agreement")),
        Column("from", _("From")),
        Column("to", _("To")),
        Column("approved", _("Approved by")),
    )
    words = {"maintenance": _("Maintenance"), "force_majeure": _("Force majeure")}

    def row(one: Record) -> tuple[Cell, ...]:
        by = str(one["approved_by"] or "")
        return (
            Cell(one.title or words.get(str(one["type"]), "")),
            Cell(words.get(str(one["type"]), "")),
            Cell(one.titles.get("agreement_id", "")),
            Cell(tables.local(one["begins"])),
            Cell(tables.local(one["ends"])),
            Cell(by or _("Nobody yet: it leaves nothing out"), tone="" if by else "danger"),
        )

    return Table(columns, tuple(Row(f"exclusion:{one.id}", row(one)) for one in
                                terms.records.get("exclusion", ())))  # fmt: skip


def _outages(terms: Terms) -> Table:
    columns = (
        Column("service", _("Service"), Kind.NAME),
        Column("from", _("From")),
        Column("to", _("To")),
        Column("users", _("Users affected"), Kind.NUMBER),
        Column("summary", _("Summary")),
    )

    def row(one: Record) -> tuple[Cell, ...]:
        users = one["users"]
        return (
            Cell(one.titles.get("service_id", "")),
            Cell(tables.local(one["begins"])),
            Cell(tables.local(one["ends"]) if one["ends"] is not None else _("Still going on")),
            Cell(number(users) if users is not None else _("All")),
            Cell(str(one["summary"] or "")),
        )

    held = sorted(terms.records.get("outage", ()), key=lambda one: one["begins"], reverse=True)
    return Table(columns, tuple(Row(f"outage:{one.id}", row(one)) for one in held))


def _tickets(terms: Terms) -> Table:
    columns = (
        Column("number", _("Ticket"), Kind.NAME),
        Column("title", _("Title")),
        Column("priority", _("Priority")),
        Column("state", _("State")),
        Column("opened", _("Opened")),
        Column("resolved", _("Resolved")),
    )

    def row(one: TicketTold) -> tuple[Cell, ...]:
        return (
            Cell(one.number), Cell(one.title), Cell(one.priority),
            Cell(str(STATES.get(one.state, one.state))),
            Cell(tables.local(one.opened) if one.opened is not None else ""),
            Cell(tables.local(one.resolved) if one.resolved is not None else ""),
        )  # fmt: skip

    return Table(columns, tuple(Row(f"ticket:{one.id}", row(one)) for one in terms.tickets))


TABLES: Mapping[str, Callable[[Terms], Table]] = {
    "agreement": _agreements,
    "service": _services,
    "calendar": _calendars,
    "exclusion": _exclusions,
    "outage": _outages,
    "ticket": _tickets,
}
"""The table of each list, by the kind of its records."""
