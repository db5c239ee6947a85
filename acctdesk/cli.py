"""The scripts' face: what the window does, by commands, without a display.

Results go to standard output, messages to standard error. Exit status 0 is done, 1 refused with
a message, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from acctdesk.errors import PasswordNeeded, Problem
from acctdesk.words import _, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from acctdesk.compose import Desk
    from acctdesk.exchange.roster.checking import Checked

WORKSPACE = "ACCTDESK_WORKSPACE"
"""Environment variable that names the workspace when no option does."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: Arguments behind the program's name; those of the process unless given.

    Returns:
        The exit status.
    """
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], None] = arguments.command
    try:
        command(arguments)
    except Problem as problem:
        sys.stderr.write(f"acctdesk: {problem}\n")
        return 1
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"acctdesk: {_('Stopped; nothing was changed.')}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    from acctdesk import __version__

    parser = argparse.ArgumentParser(
        prog="acctdesk", description=_("Account management at your desk. Without a command it opens"
                                       " the window.")
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"AcctDesk {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--workspace", type=Path, metavar="W",
        help=_("the workspace file; otherwise $%s, otherwise your own") % WORKSPACE,
    )  # fmt: skip
    common.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def command(name: str, run: Callable[..., None], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=text, description=text)
        made.set_defaults(command=run)
        return made

    _import_parser(commands, common)
    listed = command("list", _list, _("print accounts or people"))
    listed.add_argument("what", choices=("accounts", "people"))
    undo = command("undo", _undo, _("take back the last change, or the one that is named"))
    undo.add_argument("change", nargs="?", help=_("id of a change, or its beginning"))
    redo = command("redo", _redo, _("bring back the change undone last, or the one named"))
    redo.add_argument("change", nargs="?", help=_("id of a change, or its beginning"))
    history = command("history", _history, _("print the changes, newest first"))
    history.add_argument("--limit", type=int, default=50, metavar="N")
    command("check", _check, _("check the whole workspace file"))
    backup = command("backup", _backup, _("write a verified copy"))
    backup.add_argument("--out", type=Path, metavar="FILE")
    restore = command("restore", _restore, _("put a backup in the place of the workspace"))
    restore.add_argument("backup", type=Path)
    new = command("new", _new, _("make an empty workspace"))
    new.add_argument("file", type=Path)
    sample = command("sample", _sample, _("make the sample workspace"))
    sample.add_argument("file", type=Path)
    return parser


def _import_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    text = _("bring files in")
    importing = commands.add_parser("import", help=text, description=text)
    kinds = importing.add_subparsers(required=True, metavar="KIND")
    text = _("a client roster: accounts and people from workbooks and text files")
    roster = kinds.add_parser("roster", parents=[common], help=text, description=text)
    roster.add_argument("files", nargs="+", type=Path, metavar="FILE")
    roster.add_argument("--check", action="store_true", help=_("check only; nothing is written"))
    roster.add_argument(
        "--answers", type=Path, metavar="FILE", help=_("decisions as JSON; see the user guide")
    )
    roster.add_argument(
        "--password-file", type=Path, metavar="FILE", help=_("password of locked workbooks")
    )
    roster.add_argument(
        "--rejected", type=Path, metavar="FILE", help=_("save rows that can't be taken (.xlsx)")
    )
    roster.set_defaults(command=_import_roster)


# -- where ---------------------------------------------------------------------------------


def _path(arguments: argparse.Namespace) -> Path:
    if arguments.workspace is not None:
        given: Path = arguments.workspace
        return given
    named = os.environ.get(WORKSPACE)
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("AcctDesk", appauthor=False) / "My accounts.acctdesk"


@contextmanager
def _desk(
    arguments: argparse.Namespace, *, write: bool = False, make: bool = False
) -> Iterator[Desk]:
    """The workspace of a command; one that only reads leaves it to whoever has it open."""
    from acctdesk.compose import create_desk, open_desk

    path = _path(arguments)
    if make and not path.exists():
        sys.stderr.write(_("acctdesk: made the workspace %s\n") % path)
        desk = create_desk(path)
    else:
        desk = open_desk(path, read_only=not write)
    with desk:
        yield desk


def _print(arguments: argparse.Namespace, value: Any, text: str) -> None:
    if arguments.json:
        sys.stdout.write(orjson.dumps(value, default=str).decode() + "\n")
    elif text:
        sys.stdout.write(text.rstrip() + "\n")


# -- import --------------------------------------------------------------------------------


def _import_roster(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.roster.answers import read_answers
    from acctdesk.exchange.roster.importer import RosterImport

    answers = read_answers(arguments.answers) if arguments.answers else None
    with _import_desk(arguments) as desk:
        run = RosterImport(desk.imports)
        if answers is not None:
            run.answers = answers
        try:
            _open(run, arguments)
            for file in run.files:
                for note in file.notes:
                    sys.stderr.write(f"{file.name}: {note}\n")
            for sheet in run.draft().sheets:
                if not sheet.taken:
                    sys.stderr.write(f"{sheet.file.name}, {sheet.name}: {sheet.reason}\n")
            checked = run.check()
            change = None
            if not arguments.check:
                done = run.apply()
                change = done.id if done else None
                checked = run.checked or checked
            if arguments.rejected:
                from acctdesk.exchange.roster.rejects import save_rejected

                save_rejected(checked, arguments.rejected)
            _print(arguments, _outcome(checked, change), _summary(checked, change))
        finally:
            run.close()


@contextmanager
def _import_desk(arguments: argparse.Namespace) -> Iterator[Desk]:
    """A check writes nothing: it reads the workspace, or stands on an empty one of its own."""
    from acctdesk.compose import create_desk

    if not arguments.check:
        with _desk(arguments, write=True, make=True) as desk:
            yield desk
    elif _path(arguments).exists():
        with _desk(arguments) as desk:
            yield desk
    else:
        with (
            tempfile.TemporaryDirectory(prefix="acctdesk-") as folder,
            create_desk(Path(folder) / "empty.acctdesk") as desk,
        ):
            yield desk


def _open(run: Any, arguments: argparse.Namespace) -> None:
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


def _outcome(checked: Checked, change: str | None) -> dict[str, Any]:
    found = checked.findings
    return {
        "accounts": found.accounts.as_json(),
        "people": found.people.as_json(),
        "problems": list(found.problems()),
        "change": change,
    }


def _summary(checked: Checked, change: str | None) -> str:
    from acctdesk.exchange.roster.rejects import reason

    found = checked.findings
    lines = []
    for label, counts in ((_("Accounts"), found.accounts), (_("People"), found.people)):
        lines.append(
            _("%(label)s: %(read)s read, %(created)s created, %(updated)s updated, %(unchanged)s"
              " unchanged, %(skipped)s skipped, %(rejected)s rejected")
            % {"label": label, **counts.as_json()}
        )  # fmt: skip
    for group in found.groups.values():
        rows = ", ".join(map(str, group.rows[:5])) + (" …" if len(group.rows) > 5 else "")
        lines.append(f"{group.file}, {group.sheet}, {_('row')} {rows}: {reason(group)}")
    lines += found.notes
    if change:
        lines.append(_("Take it back with: acctdesk undo %s") % change)
    return "\n".join(lines)


# -- reading -------------------------------------------------------------------------------


def _list(arguments: argparse.Namespace) -> None:
    from acctdesk.services.listing import ListQuery, Sort

    kind = {"accounts": "account", "people": "person"}[arguments.what]
    with _desk(arguments) as desk:
        ids = desk.listing.ids(ListQuery(kind, sort=(Sort("name"),)))
        rows: list[dict[str, Any]] = []
        fields = desk.fields.of(kind)
        for start in range(0, len(ids), 500):
            part = desk.listing.page(kind, ids[start : start + 500])
            posts = desk.people.positions([one.id for one in part]) if kind == "person" else {}
            for one in part:
                row: dict[str, Any] = {"id": one.id}
                for field in fields:
                    row[str(field.label) if field.custom else field.name] = one[field.name]
                    if field.target:
                        row[field.name.removesuffix("_id")] = one.titles.get(field.name)
                if kind == "person":
                    row["positions"] = posts.get(one.id, [])
                rows.append(row)
        _print(arguments, rows, _table(rows, kind))


def _table(rows: list[dict[str, Any]], kind: str) -> str:
    columns = {
        "account": ("name", "tier", "phase", "city", "country", "owner"),
        "person": ("name", "email", "phone"),
    }[kind]
    cells = [[str(row.get(name) or "") for name in columns] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    lines = ["  ".join(name.ljust(width) for name, width in zip(columns, widths, strict=True))]
    lines += [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in cells
    ]
    return "\n".join(line.rstrip() for line in lines)


def _history(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.wording import say

    with _desk(arguments) as desk:
        rows = [
            {
                "change": one.id,
                "at": one.at.isoformat(),
                "author": one.author,
                "label": say(one.label, desk.fields.catalogue),
                "mode": one.mode,
                "rows": one.rows,
                "undone": one.undone,
                "_at": moment(one.at),
            }
            for one in desk.history.recent(arguments.limit)
        ]
    text = "\n".join(
        f"{row['change']}  {row['_at']}  {row['author'] or '-'}  {row['label']}"
        + {"undo": _(" (undo)"), "redo": _(" (redo)")}.get(str(row["mode"]), "")
        + (_(" (undone)") if row["undone"] else "")
        for row in rows
    )
    for row in rows:
        del row["_at"]
    _print(arguments, rows, text)


def _check(arguments: argparse.Namespace) -> None:
    with _desk(arguments) as desk:
        faults = desk.workspace.check()
        _print(
            arguments,
            {"workspace": str(desk.path), "sound": not faults, "faults": faults},
            "" if faults else _("%s is sound.") % desk.path.name,
        )
        if faults:
            raise Problem(
                _("it is damaged: %s.") % "; ".join(faults[:5]),
                where=desk.path.name,
                remedy=_("Restore a backup with: acctdesk restore BACKUP"),
            )


# -- undo ----------------------------------------------------------------------------------


def _undo(arguments: argparse.Namespace) -> None:
    _step(arguments, again=False)


def _redo(arguments: argparse.Namespace) -> None:
    _step(arguments, again=True)


def _step(arguments: argparse.Namespace, *, again: bool) -> None:
    from acctdesk.exchange.wording import say, undone

    with _desk(arguments, write=True) as desk:
        if arguments.change:
            found = desk.history.find(arguments.change)
            if found.undone is not again:
                raise Problem(
                    _("this change is not undone.")
                    if again
                    else _("this change is undone already."),
                    where=found.id,
                )
            done = desk.history.revert(found.id)
        else:
            done = desk.history.redo() if again else desk.history.undo()
        kept = [
            {"kind": one.kind, "id": one.record, "name": one.title, "why": one.why,
             "fields": list(one.fields)}
            for one in done.kept
        ]  # fmt: skip
        words = undone(say(done.of, desk.fields.catalogue), done.kept, again=again)
        _print(arguments, {"change": done.change.id if done.change else None, "kept": kept}, words)


# -- care ----------------------------------------------------------------------------------


def _backup(arguments: argparse.Namespace) -> None:
    with _desk(arguments) as desk:
        made = desk.workspace.back_up(arguments.out)
    _print(arguments, {"backup": str(made)}, str(made))


def _restore(arguments: argparse.Namespace) -> None:
    from acctdesk.workspace import Workspace

    path = _path(arguments)
    kept = Workspace.restore(path, arguments.backup)
    text = _("Restored. The former file is kept as %s.") % kept if kept else _("Restored.")
    _print(arguments, {"workspace": str(path), "former": str(kept) if kept else None}, text)


def _new(arguments: argparse.Namespace) -> None:
    from acctdesk.compose import create_desk

    create_desk(arguments.file).close()
    _print(arguments, {"workspace": str(arguments.file)}, _("Made %s.") % arguments.file)


def _sample(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.sample import make_sample

    make_sample(arguments.file)
    _print(arguments, {"workspace": str(arguments.file)}, _("Made %s.") % arguments.file)
