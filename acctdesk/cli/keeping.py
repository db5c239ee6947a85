"""What is kept of people and of what was deleted: told, exported, erased and purged."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid, NotFound, Problem
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk
    from acctdesk.exchange.erased import Lines

_MOST_NAMED = 5
"""People that a refusal names."""
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPAN = re.compile(r"(\d{1,4})([dwmy]?)")


def add(commands: Commands) -> None:
    """Add `person export`, `person erase` and `purge`."""
    person = commands.under("person", _("what is held on one person"), "WHAT")
    export = person.add("export", _export, _("write all that is held on a person"))
    export.add_argument("person", metavar="NAME", help=_("name or id"))
    export.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=_(".xlsx to read, or .json")
    )  # fmt: skip
    erase = person.add("erase", _erase, _("erase a person for good; nothing brings them back"))
    erase.add_argument("person", metavar="NAME", help=_("name or id"))
    erase.add_argument("--check", action="store_true", help=_("only say what would be erased"))
    erase.add_argument("--yes", action="store_true", help=_("do it; without this nothing is done"))
    erase.add_argument(
        "--leave-mentions", action="store_true",
        help=_("leave the name where it stands in texts about others"),
    )  # fmt: skip
    erase.add_argument(
        "--delete-backups", action="store_true",
        help=_("also delete older backups that know them, once a new one is made"),
    )  # fmt: skip
    erase.add_argument(
        "--report", type=Path, metavar="FILE", help=_("write the report: .txt, .xlsx")
    )
    purge = commands.add(
        "purge", _purge, _("remove for good what has been in the trash for long enough")
    )
    purge.add_argument(
        "--older-than", metavar="SPAN", default="",
        help=_("deleted longer ago: 30d, 6w, 3m, 1y; as the settings say unless given"),
    )  # fmt: skip
    purge.add_argument("--check", action="store_true", help=_("only say what would be purged"))


def person_named(desk: Desk, named: str) -> tuple[str, str]:
    """Id and name of the person that is meant, in the trash as well when they are named by id.

    Args:
        desk: The open workspace.
        named: Id or whole name.

    Raises:
        NotFound: There is none.
        Problem: There are several.
    """
    from acctdesk.services.values import fold

    everybody = dict(desk.records.options("person"))
    everybody |= {
        one.record: one.title
        for one in desk.trash.deleted(kinds=("person",))
        if one.record == named
    }
    if named in everybody:
        return named, everybody[named]
    found = [(one, name) for one, name in everybody.items() if fold(name) == fold(named)]
    if not found:
        raise NotFound(
            _("there is nobody called “%s”.") % named,
            remedy=_("See the names with: acctdesk list people"),
        )
    if len(found) > 1:
        names = ", ".join(f"{name} ({one})" for one, name in found[:_MOST_NAMED])
        raise Problem(
            _("several people are called so: %s.") % names, remedy=_("Name one by the id.")
        )
    return found[0]


def _export(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.person_data import write_held

    with desk_of(arguments) as desk:
        person, name = person_named(desk, arguments.person)
        held = desk.person_data.held(person)
        write_held(held, desk.fields.catalogue, arguments.out)
        told = {
            "person": person, "name": name, "file": str(arguments.out),
            "held": {one.kind: len(one.rows) for one in held.parts}, "entries": held.entries,
            "mentions": len(held.mentions), "backups": [str(one.path) for one in held.copies],
        }  # fmt: skip
    show(arguments, told, _("Wrote {file}: all that is held on {name}.").format(
        file=arguments.out, name=name
    ))  # fmt: skip


def _erase(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.erased import SUFFIXES, plan_lines, report_lines, write_report

    if arguments.report is not None and arguments.report.suffix.lower() not in SUFFIXES:
        raise Invalid(
            _("the report is written as .txt or .xlsx."), where=arguments.report.name,
            remedy=_("Give the file one of these endings."),
        )  # fmt: skip
    if not (arguments.check or arguments.yes):
        raise Invalid(
            _("erasing can't be undone."),
            remedy=_("See what would go with --check, and do it with --yes."),
        )
    with desk_of(arguments, write=not arguments.check) as desk:
        person, name = person_named(desk, arguments.person)
        plan, catalogue = desk.erasing.plan(person), desk.fields.catalogue
        if arguments.check:
            told = _as_json(plan_lines(plan, catalogue), person, name, list(plan.gone))
            told["mentions"] = [
                {"kind": one.kind, "record": one.record, "field": one.field, "text": one.around}
                for one in plan.mentions
            ]
            told["same_name_or_address"] = [one for _kind, one in plan.alike]
            told["backups"] = [str(one.path) for one in plan.copies]
            texts = _n("{n} text may name them.", "{n} texts may name them.", len(plan.mentions))
            show(arguments, told, f"{_text(plan_lines(plan, catalogue))}\n{texts}")
            return
        if plan.doubtful and plan.mentions and not arguments.leave_mentions:
            raise Problem(
                _("others have the same name or address: %s.")
                % ", ".join(one for _kind, one in plan.alike),
                remedy=_("Choose text by text in the window, or leave all: --leave-mentions"),
            )
        leave = [one.key for one in plan.mentions if arguments.leave_mentions or not one.sure]
        done = desk.erasing.erase(person, leave, drop_copies=arguments.delete_backups)
        if arguments.report is not None:
            write_report(done, catalogue, arguments.report)
        told = _as_json(report_lines(done, catalogue), person, name, list(done.gone))
        told |= {
            "texts": sum(n for _kind, n in done.texts), "left": done.left, "decks": done.decks,
            "backup": str(done.backup) if done.backup else None, "removed": list(done.removed),
            "backups": [str(one.path) for one in done.copies],
            "problems": [str(one) for one in done.problems],
        }  # fmt: skip
        show(arguments, told, _text(report_lines(done, catalogue)))


def _as_json(
    lines: list[Lines], person: str, name: str, gone: list[tuple[str, int]]
) -> dict[str, Any]:
    return {
        "person": person, "name": name, "gone": dict(gone),
        "said": {one.heading: [list(row) for row in one.rows] for one in lines},
    }  # fmt: skip


def _text(lines: list[Lines]) -> str:
    from acctdesk.exchange.erased import as_text

    return as_text(lines).rstrip("\n")


def _purge(arguments: argparse.Namespace) -> None:
    days = _days(arguments.older_than) if arguments.older_than else None
    with desk_of(arguments, write=not arguments.check) as desk:
        over = desk.retention.over(days)
        told: dict[str, Any] = {
            "records": [
                {
                    "id": one.record, "kind": one.kind, "name": one.title,
                    "deleted": one.at.isoformat(),
                }
                for one in over
            ],
            "purged": 0, "rows": 0, "decks": 0,
        }  # fmt: skip
        if arguments.check or not over:
            words = _n("{n} record would be purged.", "{n} records would be purged.", len(over))
        else:
            done = desk.purging.purge([one.record for one in over])
            told |= {"purged": done.records, "rows": done.rows, "decks": done.decks}
            words = _n("Purged {n} record.", "Purged {n} records.", done.records)
        show(arguments, told, words)


def _days(text: str) -> int:
    """A span in days.

    Raises:
        Invalid: It is none.
    """
    found = _SPAN.fullmatch(text.strip().lower())
    if not found:
        raise Invalid(
            _("“%s” is no span of time.") % text, where="--older-than",
            remedy=_("Write it like 30d, 6w, 3m or 1y."),
        )  # fmt: skip
    return int(found[1]) * _UNITS[found[2] or "d"]
