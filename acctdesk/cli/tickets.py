"""Bringing tickets in."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Problem
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands
    from acctdesk.exchange.intake.answers import Answers
    from acctdesk.exchange.intake.checked import Checked
    from acctdesk.exchange.tickets.importer import TicketImport

FIELDS = {
    "number": "ticket.number", "title": "ticket.title", "priority": "ticket.priority",
    "cause": "ticket.category", "service": "ticket.service_id", "state": "ticket.state",
    "opened": "ticket.opened", "responded": "ticket.responded", "resolved": "ticket.resolved",
    "closed": "ticket.closed", "updated": "ticket.#updated", "paused": "ticket.#paused",
    "assignee": "ticket.assignee", "source": "ticket.source",
}  # fmt: skip
"""What `--map` calls a field, with the target it stands for."""
IGNORED = "ignored"
"""What `--states` says of a word that is passed over."""


def add(importing: Commands) -> None:
    """Add `import tickets`.

    Args:
        importing: The command `import`.
    """
    text = _("tickets of a service desk: one row a ticket, or one row an event")
    tickets = importing.add("tickets", _import_tickets, text)
    tickets.add_argument("files", nargs="+", type=Path, metavar="FILE")
    tickets.add_argument(
        "--account", required=True, metavar="NAME", help=_("whose tickets they are; may be new")
    )
    tickets.add_argument(
        "--map", nargs="+", action="extend", default=[], metavar="FIELD=HEADING",
        help=_("which column is which field: %s") % ", ".join(FIELDS),
    )  # fmt: skip
    tickets.add_argument(
        "--states", nargs="+", action="extend", default=[], metavar="WORD=STAGE",
        help=_("what a state means: a stage (opened, paused, resolved …), or ignored"),
    )  # fmt: skip
    tickets.add_argument(
        "--zone", default="", metavar="ZONE", help=_("time zone of the file, as Europe/Berlin")
    )
    tickets.add_argument(
        "--rows", default="", choices=("ticket", "event"), help=_("what a row is, if not found out")
    )
    tickets.add_argument(
        "--dates", default="", choices=("dmy", "mdy", "ymd"), help=_("order of day, month and year")
    )
    tickets.add_argument(
        "--dry-run", "--check", dest="check", action="store_true",
        help=_("check only; nothing is written"),
    )  # fmt: skip
    from acctdesk.cli.importing import add_files_options

    add_files_options(tickets)


def _import_tickets(arguments: argparse.Namespace) -> None:
    from acctdesk.cli.importing import carry_out, import_desk, open_files
    from acctdesk.exchange.tickets.importer import TicketImport

    if not arguments.account.strip():
        raise Problem(
            _("the account has no name."),
            where="--account",
            remedy=_("Say whose tickets they are."),
        )
    answers = _answers(arguments)
    with import_desk(arguments) as desk:
        run = TicketImport(desk.imports, arguments.account.strip())
        run.answers = answers
        try:
            open_files(run, arguments)
            _match(run, arguments)
            _tell(run)
            carry_out(run, arguments, _outcome, _summary)
        finally:
            run.close()


def _answers(arguments: argparse.Namespace) -> Answers:
    from acctdesk.exchange.intake.answers import Answers, read_answers
    from acctdesk.metrics.service.clock import STAGES
    from acctdesk.services.values import fold

    made = read_answers(arguments.answers) if arguments.answers else Answers()
    words: dict[str, str | None] = dict(made.words.get(FIELDS["state"], {}))
    for said in arguments.states:
        word, _equals, stage = said.rpartition("=")
        if not word.strip() or stage not in (*STAGES, IGNORED):
            raise Problem(
                _("“%s” says of no state what it means.") % said,
                where="--states",
                remedy=_("Write a word, = and one of: %s.") % ", ".join((*STAGES, IGNORED)),
            )
        words[fold(word)] = None if stage == IGNORED else stage
    return replace(
        made,
        words={**made.words, FIELDS["state"]: words} if words else made.words,
        zone=arguments.zone.strip() or made.zone,
        rows=arguments.rows or made.rows,
        account="",
    )


def _match(run: TicketImport, arguments: argparse.Namespace) -> None:
    """Take what `--map` and `--dates` say; both are about headings that the files must have."""
    if not arguments.map and not arguments.dates:
        return
    headings = {
        one.heading.text.casefold(): one.heading.text
        for sheet in run.draft().sheets
        for one in sheet.columns
    }
    columns = dict(run.answers.columns)
    for said in arguments.map:
        name, _equals, heading = said.partition("=")
        if name.strip().casefold() not in FIELDS:
            raise Problem(
                _("there is no field “%s”.") % name,
                where="--map",
                remedy=_("Use: %s.") % ", ".join(FIELDS),
            )
        found = headings.get(heading.strip().casefold())
        if found is None:
            raise Problem(
                _("no column is headed “%s”.") % heading.strip(),
                where="--map",
                remedy=_("There are: %s.") % ", ".join(headings.values()),
            )
        columns[found] = FIELDS[name.strip().casefold()]
    orders = dict(run.answers.date_orders)
    if arguments.dates:
        orders |= dict.fromkeys(headings.values(), arguments.dates)
    run.answers = replace(run.answers, columns=columns, date_orders=orders)


def _tell(run: TicketImport) -> None:
    for file in run.files:
        for note in file.notes:
            sys.stderr.write(f"{file.name}: {note}\n")
    for sheet in run.draft().sheets:
        if not sheet.taken:
            sys.stderr.write(f"{sheet.file.name}, {sheet.name}: {sheet.reason}\n")


def _outcome(checked: Checked, change: str | None) -> dict[str, Any]:
    found = checked.findings
    return {
        **found.counts["ticket"].as_json(),
        "events": getattr(found, "events", 0),
        "open": getattr(found, "open", 0),
        "rows": checked.draft.rows,
        "zone": checked.draft.zone,
        "states": {
            one.word: {"rows": one.rows, "stage": one.stage, "matched": one.how}
            for one in checked.draft.states
        },
        "findings": list(found.problems()),
        "change": change,
    }


def _summary(checked: Checked, change: str | None) -> str:
    from acctdesk.exchange.intake.rejects import reason

    found = checked.findings
    lines = [
        _("Tickets: %(read)s read, %(created)s created, %(updated)s updated, %(unchanged)s"
          " unchanged; %(rejected)s rows rejected") % found.counts["ticket"].as_json(),
        _n("{n} of them is open.", "{n} of them are open.", getattr(found, "open", 0)),
    ]  # fmt: skip
    for group in found.groups.values():
        rows = ", ".join(map(str, group.rows[:5])) + (" …" if len(group.rows) > 5 else "")
        lines.append(f"{group.file}, {group.sheet}, {_('row')} {rows}: {reason(group)}")
    lines += found.notes
    if change:
        lines.append(_("Take it back with: acctdesk undo %s") % change)
    return "\n".join(lines)
