"""What was changed, undone and done again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Problem
from acctdesk.words import _, moment

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands


def add(commands: Commands) -> None:
    """Add `undo`, `redo` and `history`."""
    undo = commands.add("undo", _undo, _("take back the last change, or the one that is named"))
    undo.add_argument("change", nargs="?", help=_("id of a change, or its beginning"))
    redo = commands.add("redo", _redo, _("bring back the change undone last, or the one named"))
    redo.add_argument("change", nargs="?", help=_("id of a change, or its beginning"))
    history = commands.add("history", _history, _("print the changes, newest first"))
    history.add_argument("--limit", type=int, default=50, metavar="N")


def _history(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.wording import say

    with desk_of(arguments) as desk:
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
    show(arguments, rows, text)


def _undo(arguments: argparse.Namespace) -> None:
    _step(arguments, again=False)


def _redo(arguments: argparse.Namespace) -> None:
    _step(arguments, again=True)


def _step(arguments: argparse.Namespace, *, again: bool) -> None:
    from acctdesk.exchange.wording import say, undone

    with desk_of(arguments, write=True) as desk:
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
        show(arguments, {"change": done.change.id if done.change else None, "kept": kept}, words)
