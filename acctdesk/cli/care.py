"""The care for workspace files: made, checked, copied and restored."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.cli.where import desk_of, path_of, show
from acctdesk.errors import Problem
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands


def add(commands: Commands) -> None:
    """Add `check`, `backup`, `restore`, `new` and `sample`."""
    commands.add("check", _check, _("check the whole workspace file"))
    backup = commands.add("backup", _backup, _("write a verified copy"))
    backup.add_argument("--out", type=Path, metavar="FILE")
    restore = commands.add("restore", _restore, _("put a backup in the place of the workspace"))
    restore.add_argument("backup", type=Path)
    new = commands.add("new", _new, _("make an empty workspace"))
    new.add_argument("file", type=Path)
    sample = commands.add("sample", _sample, _("make the sample workspace"))
    sample.add_argument("file", type=Path)


def _check(arguments: argparse.Namespace) -> None:
    with desk_of(arguments) as desk:
        faults = desk.workspace.check()
        show(
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


def _backup(arguments: argparse.Namespace) -> None:
    with desk_of(arguments) as desk:
        made = desk.workspace.back_up(arguments.out)
    show(arguments, {"backup": str(made)}, str(made))


def _restore(arguments: argparse.Namespace) -> None:
    from acctdesk.workspace import Workspace

    path = path_of(arguments)
    kept = Workspace.restore(path, arguments.backup)
    text = _("Restored. The former file is kept as %s.") % kept if kept else _("Restored.")
    show(arguments, {"workspace": str(path), "former": str(kept) if kept else None}, text)


def _new(arguments: argparse.Namespace) -> None:
    from acctdesk.compose import create_desk

    create_desk(arguments.file).close()
    show(arguments, {"workspace": str(arguments.file)}, _("Made %s.") % arguments.file)


def _sample(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.sample import make_sample

    make_sample(arguments.file)
    show(arguments, {"workspace": str(arguments.file)}, _("Made %s.") % arguments.file)
