"""What was changed, undone and done again."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.cli.naming import account_named
from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid, NotFound, Problem
from acctdesk.words import _, _n, moment

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk
    from acctdesk.services.catalogue import Catalogue, Field
    from acctdesk.services.history import HistoryHit


def add(commands: Commands) -> None:
    """Add `undo`, `redo`, `revert`, `history`, `trash` and `bring-back`."""
    undo = commands.add("undo", _undo, _("take back the last change, or the one that is named"))
    undo.add_argument("change", nargs="?", help=_("id of a change, or its beginning"))
    redo = commands.add("redo", _redo, _("bring back the change undone last, or the one named"))
    redo.add_argument("change", nargs="?", help=_("id of a change, or its beginning"))
    revert = commands.add(
        "revert", _revert, _("take back what a change did to one record, or to one field of it")
    )
    revert.add_argument("change", help=_("id of a change, or its beginning"))
    revert.add_argument("record", help=_("id of the record, as `history --json` tells it"))
    revert.add_argument("--field", metavar="NAME", help=_("only this field: its name or key"))
    revert.add_argument(
        "--force", action="store_true", help=_("also when it was changed again later")
    )
    history = commands.add("history", _history, _("print the changes, newest first"))
    history.add_argument("--limit", type=int, default=50, metavar="N")
    history.add_argument("--account", metavar="NAME", help=_("only of this account: name or id"))
    history.add_argument("--field", metavar="NAME", help=_("only of this field: its name or key"))
    history.add_argument(
        "--search", metavar="WORDS", default="",
        help=_("only what holds these words, in its name, its author, a record or a value"),
    )  # fmt: skip
    history.add_argument("--author", metavar="NAME", help=_("only what this person changed"))
    history.add_argument("--since", metavar="DATE", help=_("14 Oct 2026, 2026-10-14, -30"))
    history.add_argument("--until", metavar="DATE", help=_("the last day, like --since"))
    history.add_argument(
        "--out", type=Path, metavar="FILE",
        help=_("write every field that was changed to a .xlsx or .csv file instead"),
    )  # fmt: skip
    trash = commands.add("trash", _trash, _("print what was deleted, newest first"))
    trash.add_argument("--search", metavar="WORDS", default="", help=_("only names with these"))
    trash.add_argument(
        "--out", type=Path, metavar="FILE", help=_("write it to a .xlsx or .csv file instead")
    )
    back = commands.add("bring-back", _bring_back, _("bring deleted records back from the trash"))
    back.add_argument("record", nargs="+", help=_("id of a record, as `trash` prints it"))


# -- history ---------------------------------------------------------------------------------


def _history(arguments: argparse.Namespace) -> None:
    with desk_of(arguments) as desk:
        asked = _asked(arguments, desk)
        if arguments.out is not None:
            from acctdesk.exchange.history import export_history

            count = export_history(desk.history, asked, arguments.out, dt.datetime.now(dt.UTC))
            words = _n("Exported {n} line to %s.", "Exported {n} lines to %s.", count)
            told = {"file": str(arguments.out), "lines": count}
            show(arguments, told, words % arguments.out)
            return
        hits = desk.history.search(**asked, limit=max(arguments.limit, 1)).hits
        rows = [_told(one, desk.fields.catalogue) for one in hits]
    text = "\n".join(
        f"{row['change']}  {moment(hit.entry.at)}  {row['author'] or '-'}  {row['label']}"
        + {"undo": _(" (undo)"), "redo": _(" (redo)")}.get(str(row["mode"]), "")
        + (_(" (undone)") if row["undone"] else "")
        for row, hit in zip(rows, hits, strict=True)
    )
    show(arguments, rows, text)


def _told(hit: HistoryHit, catalogue: Catalogue) -> dict[str, Any]:
    from acctdesk.exchange.wording import say

    one = hit.entry
    touched = [
        {
            "kind": row.kind,
            "id": row.record,
            "name": row.title,
            "done": row.op,
            "fields": [
                {"field": each.field, "label": each.label, "before": each.before,
                 "after": each.after}
                for each in row.fields
            ],
        }
        for row in hit.rows
    ]  # fmt: skip
    return {
        "change": one.id,
        "at": one.at.isoformat(),
        "author": one.author,
        "label": say(one.label, catalogue),
        "mode": one.mode,
        "rows": one.rows,
        "undone": one.undone,
        "touched": touched,
        "more": hit.more,
    }


def _asked(arguments: argparse.Namespace, desk: Desk) -> dict[str, Any]:
    """What is looked for, as `History.search` takes it."""
    account = account_named(desk, arguments.account)[0] if arguments.account else None
    field = _field_named(desk, arguments.field) if arguments.field else None
    return {
        "words": arguments.search,
        "account": account,
        "field": _key(field) if field is not None else None,
        "author": arguments.author,
        "since": _day(desk, arguments.since, "--since"),
        "until": _day(desk, arguments.until, "--until"),
    }


def _key(field: Field) -> str:
    return field.name if field.custom else field.key


def _field_named(desk: Desk, named: str, kind: str = "") -> Field:
    """The field that is meant: by its key, its id, or what a person calls it.

    Raises:
        NotFound: There is none.
        Problem: Several kinds of records have one.
    """
    from acctdesk.services.marks import fold

    wanted = fold(named)
    kinds = [one for one in desk.fields.catalogue.kinds() if kind in ("", one.name)]
    fields = [one for each in kinds for one in each.fields.values() if not one.system]
    found = [one for one in fields if named in (one.key, one.name) and (kind or one.custom)]
    found = found or [one for one in fields if named == one.key]
    found = found or [one for one in fields if fold(str(one.label)) == wanted]
    if not found:
        raise NotFound(
            _("there is no field “%s”.") % named, remedy=_("Use its name, like City, or its key.")
        )
    if len(found) > 1:
        raise Problem(
            _("several fields are called so: %s.") % ", ".join(map(_key, found)),
            remedy=_("Name one by its key."),
        )
    return found[0]


def _day(desk: Desk, text: str | None, option: str) -> dt.date | None:
    """A day as people type it; None for nothing.

    Raises:
        Invalid: It is no day.
    """
    if not text:
        return None
    from acctdesk.services.catalogue import Field, Format
    from acctdesk.services.values import Hints, parse_typed

    probe = Field("", "day", "", Format.DATE)
    found = parse_typed(probe, text, Hints(), desk.context.today())
    if found.problem or not isinstance(found.value, str) or len(found.value) != 10:
        raise Invalid(
            _("“%s” is no day.") % text, where=option, remedy=_("Write it like 2026-10-14.")
        )
    return dt.date.fromisoformat(found.value)


# -- trash -----------------------------------------------------------------------------------


def _trash(arguments: argparse.Namespace) -> None:
    with desk_of(arguments) as desk:
        found = desk.trash.deleted(arguments.search)
        catalogue = desk.fields.catalogue
        if arguments.out is not None:
            from acctdesk.exchange.history import export_trash

            count = export_trash(found, catalogue, arguments.out, dt.datetime.now(dt.UTC))
            words = _n("Exported {n} record to %s.", "Exported {n} records to %s.", count)
            told = {"file": str(arguments.out), "records": count}
            show(arguments, told, words % arguments.out)
            return
        kinds = {one.name: str(one.label) for one in catalogue.kinds()}
    rows = [
        {"id": one.record, "kind": one.kind, "name": one.title, "at": one.at.isoformat(),
         "author": one.author, "change": one.change, "merged": one.merged}
        for one in found
    ]  # fmt: skip
    text = "\n".join(
        f"{one.record}  {moment(one.at)}  {one.author or '-'}  {kinds[one.kind]}: {one.title}"
        + (_(" (merged into another)") if one.merged else "")
        for one in found
    )
    show(arguments, rows, text)


def _bring_back(arguments: argparse.Namespace) -> None:
    with desk_of(arguments, write=True) as desk:
        back = desk.trash.restore(arguments.record)
    count = len(arguments.record)
    words = _n("Brought {n} record back.", "Brought {n} records back.", count)
    if back.missing:
        gone = _("Without %s: what it belongs to is gone.") % ", ".join(back.missing)
        words = f"{words} {gone}"
    told = {"change": back.change.id if back.change else None, "missing": list(back.missing)}
    show(arguments, told, words)


# -- back and forth --------------------------------------------------------------------------


def _revert(arguments: argparse.Namespace) -> None:
    with desk_of(arguments, write=True) as desk:
        found = desk.history.find(arguments.change)
        rows = desk.history.details(found.id)
        mine = [one for one in rows if one.record == arguments.record]
        kind = mine[0].kind if mine else desk.history.kind_of(arguments.record)
        history, force = desk.history, arguments.force
        if arguments.field:
            field = _field_named(desk, arguments.field, kind)
            done = history.revert_field(
                found.id, kind, arguments.record, field.name, even_if_changed=force
            )
        else:
            done = history.revert_row(found.id, kind, arguments.record, even_if_changed=force)
        from acctdesk.exchange.wording import say

        words = say(done.label, desk.fields.catalogue)
    show(arguments, {"change": done.id}, f"{words}.")


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
