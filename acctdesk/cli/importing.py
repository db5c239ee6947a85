"""Bringing files in."""

from __future__ import annotations

import argparse
import getpass
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.cli import handover, tickets
from acctdesk.cli.where import desk_of, path_of, show
from acctdesk.errors import PasswordNeeded, Problem
from acctdesk.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk
    from acctdesk.exchange.intake.checked import Checked
    from acctdesk.exchange.intake.importer import Import


def add(commands: Commands) -> None:
    """Add `import`."""
    importing = commands.under("import", _("bring files in"), "KIND")
    text = _("a client roster: accounts and people from workbooks and text files")
    _add_options(importing.add("roster", _import_roster, text))
    text = _("the organisation of a client: people with their managers, by name, id or e-mail")
    people = importing.add("people", _import_people, text)
    people.add_argument(
        "--account", required=True, metavar="NAME", help=_("whose people they are; may be new")
    )
    _add_options(people)
    tickets.add(importing)
    handover.add_import(importing)


def _add_options(roster: argparse.ArgumentParser) -> None:
    roster.add_argument("files", nargs="+", type=Path, metavar="FILE")
    roster.add_argument("--check", action="store_true", help=_("check only; nothing is written"))
    add_files_options(roster)


def add_files_options(parser: argparse.ArgumentParser) -> None:
    """Add what all imports take besides their files."""
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help=_("decisions as JSON; see the user guide")
    )
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help=_("password of locked workbooks")
    )
    parser.add_argument(
        "--rejected", type=Path, metavar="FILE", help=_("save rows that can't be taken (.xlsx)")
    )


def _import_roster(arguments: argparse.Namespace) -> None:
    _import(arguments, "")


def _import_people(arguments: argparse.Namespace) -> None:
    if not arguments.account.strip():
        raise Problem(
            _("the account has no name."), where="--account", remedy=_("Say whose people they are.")
        )
    _import(arguments, arguments.account.strip())


def _import(arguments: argparse.Namespace, home: str) -> None:
    from acctdesk.exchange.intake.answers import read_answers
    from acctdesk.exchange.roster.importer import RosterImport

    answers = read_answers(arguments.answers) if arguments.answers else None
    with import_desk(arguments) as desk:
        run = RosterImport(desk.imports, home)
        if answers is not None:
            run.answers = answers
        try:
            open_files(run, arguments)
            for file in run.files:
                for note in file.notes:
                    sys.stderr.write(f"{file.name}: {note}\n")
            for sheet in run.draft().sheets:
                if not sheet.taken:
                    sys.stderr.write(f"{sheet.file.name}, {sheet.name}: {sheet.reason}\n")
            carry_out(run, arguments, _outcome, _summary)
        finally:
            run.close()


@contextmanager
def import_desk(arguments: argparse.Namespace) -> Iterator[Desk]:
    """The workspace of an import; a check reads it, or stands on an empty one of its own.

    Args:
        arguments: "check" says that nothing is written.
    """
    from acctdesk.compose import create_desk

    if not arguments.check:
        with desk_of(arguments, write=True, make=True) as desk:
            yield desk
    elif path_of(arguments).exists():
        with desk_of(arguments) as desk:
            yield desk
    else:
        with (
            tempfile.TemporaryDirectory(prefix="acctdesk-") as folder,
            create_desk(Path(folder) / "empty.acctdesk") as desk,
        ):
            yield desk


def open_files(run: Import, arguments: argparse.Namespace) -> None:
    """Open the files of an import; the password of a locked one is asked for, or read.

    Args:
        run: The import.
        arguments: "files" and "password_file".

    Raises:
        Problem: One can't be opened.
    """
    passwords: dict[Path, str] = {}
    if arguments.password_file:
        try:
            word = arguments.password_file.read_text(encoding="utf-8").rstrip("\r\n")
        except OSError as error:
            raise Problem(
                _("the password can't be read (%s).") % error.strerror,
                where=str(arguments.password_file),
            ) from error
        passwords = dict.fromkeys(arguments.files, word)
    try:
        run.open(arguments.files, passwords)
    except PasswordNeeded as locked:
        if not sys.stdin.isatty() or passwords:
            locked.remedy = _("Give its password with --password-file FILE.")
            raise
        word = getpass.getpass(_("Password of %s: ") % locked.where)
        run.open(arguments.files, dict.fromkeys(arguments.files, word))


def carry_out(
    run: Import,
    arguments: argparse.Namespace,
    outcome: Callable[[Checked, str | None], dict[str, Any]],
    summary: Callable[[Checked, str | None], str],
) -> None:
    """Check an import, write it unless only a check was asked for, and say how it went.

    Args:
        run: The import, its files open.
        arguments: "check" and "rejected".
        outcome: Of a check and the id of its change, for `--json`.
        summary: The same for a person.

    Raises:
        Problem: It can't be imported.
    """
    checked = run.check()
    change = None
    if not arguments.check:
        done = run.apply()
        change = done.id if done else None
        checked = run.checked or checked
    if arguments.rejected:
        from acctdesk.exchange.intake.rejects import save_rejected

        save_rejected(checked, arguments.rejected)
    show(arguments, outcome(checked, change), summary(checked, change))


def _outcome(checked: Checked, change: str | None) -> dict[str, Any]:
    found = checked.findings
    outcome: dict[str, Any] = {
        "accounts": found.accounts.as_json(),
        "people": found.people.as_json(),
        "problems": list(found.problems()),
        "change": change,
    }
    return outcome | found.organisation.as_json() if found.organisation else outcome


def _summary(checked: Checked, change: str | None) -> str:
    from acctdesk.exchange.intake.rejects import reason

    found = checked.findings
    lines = []
    for label, counts in ((_("Accounts"), found.accounts), (_("People"), found.people)):
        lines.append(
            _("%(label)s: %(read)s read, %(created)s created, %(updated)s updated, %(unchanged)s"
              " unchanged, %(skipped)s skipped, %(rejected)s rejected")
            % {"label": label, **counts.as_json()}
        )  # fmt: skip
    if found.organisation:
        lines.append(
            _("Organisation: %(roots)s at the top, %(depth)s levels, %(placeholders)s placeholders,"
              " %(cycles)s circles left out")
            % found.organisation.as_json()
        )  # fmt: skip
    for group in found.groups.values():
        rows = ", ".join(map(str, group.rows[:5])) + (" …" if len(group.rows) > 5 else "")
        lines.append(f"{group.file}, {group.sheet}, {_('row')} {rows}: {reason(group)}")
    lines += found.notes
    if change:
        lines.append(_("Take it back with: acctdesk undo %s") % change)
    return "\n".join(lines)
