"""Accounts handed over as a workbook, and taken over from one."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.cli.naming import account_named
from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid, PasswordNeeded, Problem
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk
    from acctdesk.drawing.scene import Scene
    from acctdesk.exchange.handoff.courier import Opening
    from acctdesk.services.handover.handovers import Taken
    from acctdesk.services.handover.taking import Difference
    from acctdesk.services.handover.threeway import Key, Side

SECTIONS = (
    "people", "levels", "tickets", "log", "reviews", "promises", "plans", "satisfaction",
    "documents", "history",
)  # fmt: skip
"""Codes of what may be left out; held against the services by a test."""
PURPOSES = ("handover", "copy", "return")
"""Likewise why accounts are handed over."""
_MOST = 20
"""Records that are told one by one to a person; `--json` tells all."""
_PART = 500


def add_export(exports: Commands) -> None:
    """Add `export handoff`.

    Args:
        exports: The commands beneath `export`.
    """
    given = exports.add(
        "handoff",
        _export,
        _("accounts as a workbook for the colleague who takes them over"),
    )
    given.add_argument(
        "accounts", nargs="*", metavar="ACCOUNT", help=_("names or ids; all with --all")
    )
    given.add_argument("--all", action="store_true", help=_("all accounts"))
    given.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=_("the workbook (.xlsx)")
    )
    given.add_argument("--to", default="", metavar="NAME", help=_("who takes them over"))
    given.add_argument(
        "--purpose", choices=PURPOSES, default=PURPOSES[0],
        help=_("for good, for a while, or back to whom they came from"),
    )  # fmt: skip
    given.add_argument(
        "--without", nargs="+", action="extend", default=[], choices=SECTIONS,
        metavar="SECTION", help=_("what stays here: %s") % ", ".join(SECTIONS),
    )  # fmt: skip
    given.add_argument(
        "--private", action="store_true", help=_("with private notes, which stay here otherwise")
    )
    given.add_argument("--note", default="", metavar="TEXT", help=_("a word to the colleague"))
    given.add_argument(
        "--documents", choices=("folder", "zip", "none"), default="folder",
        help=_("documents that lie in the workspace, beside the workbook"),
    )  # fmt: skip
    given.add_argument(
        "--brief", type=Path, metavar="FILE", help=_("also a brief of each account as .pdf")
    )
    given.add_argument(
        "--password-file", type=Path, metavar="FILE", help=_("lock the workbook with a password")
    )


def add_import(importing: Commands) -> None:
    """Add `import handoff`.

    Args:
        importing: The command `import`.
    """
    taken = importing.add(
        "handoff", _import, _("accounts from the workbook of a colleague, or one given back")
    )
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument(
        "--check", action="store_true", help=_("tell what it would do; nothing is written")
    )
    taken.add_argument(
        "--conflicts", choices=("ask", "ours", "theirs"), default="ask",
        help=_("whose value is kept where both sides changed one; unless said, such a workbook is"
               " refused with the list of them"),
    )  # fmt: skip
    taken.add_argument("--from", dest="peer", default="", metavar="NAME", help=_("who gave them"))
    taken.add_argument(
        "--apart", nargs="+", action="extend", default=[], metavar="ID",
        help=_("records of the workbook that are not the ones here that are called the same"),
    )  # fmt: skip
    taken.add_argument(
        "--password-file", type=Path, metavar="FILE", help=_("password of a locked workbook")
    )


# -- giving --------------------------------------------------------------------------------


def _export(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.handoff.courier import Options, hand_over
    from acctdesk.exchange.handoff.fixing import summary
    from acctdesk.services.handover.parcel import Purpose
    from acctdesk.services.handover.scope import Scope

    if bool(arguments.accounts) is arguments.all:
        raise Invalid(
            _("it isn't said which accounts."),
            where="export handoff",
            remedy=_("Name them, or write --all."),
        )
    password = _password(arguments.password_file) if arguments.password_file else ""
    with desk_of(arguments, write=True) as desk:
        accounts = _all(desk) if arguments.all else _named(desk, arguments.accounts)
        scope = Scope(
            accounts,
            frozenset(arguments.without),
            arguments.private,
            Purpose(arguments.purpose),
            arguments.note.strip(),
        )
        options = Options(
            peer=arguments.to.strip(),
            password=password,
            documents=arguments.documents != "none",
            zipped=arguments.documents == "zip",
            brief=arguments.brief,
        )
        ready = desk.handovers.readiness(accounts)
        given = hand_over(desk, scope, arguments.out, options, write_pages=_write_pages)
        told = [f"{one.name}: {summary(one)}" for one in ready]
    for warning in given.warnings:
        sys.stderr.write(f"acctdesk: {warning}\n")
    parcel = given.written.parcel
    words = [
        _n("Handed over {n} account to %s.", "Handed over {n} accounts to %s.", len(accounts))
        % arguments.out
    ]
    if given.documents is not None:
        words.append(
            _n("{n} document is in %s.", "{n} documents are in %s.", given.count) % given.documents
        )
    if arguments.brief:
        words.append(
            _n("The brief has {n} page: %s.", "The brief has {n} pages: %s.", given.pages)
            % arguments.brief
        )
    if given.change:
        words.append(_("Take the record of it back with: acctdesk undo %s") % given.change.id)
    show(
        arguments,
        {
            "file": str(arguments.out),
            "accounts": list(parcel.names),
            "records": parcel.count(),
            "sheets": list(given.written.sheets),
            "locked": given.written.locked,
            "documents": str(given.documents) if given.documents else None,
            "readiness": {one.name: round(float(one.share), 3) for one in ready},
            "change": given.change.id if given.change else None,
        },
        "\n".join([*told[:_MOST], *words]),
    )


def _named(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(account_named(desk, one)[0] for one in names))


def _all(desk: Desk) -> tuple[str, ...]:
    from acctdesk.services.query import ListQuery

    return tuple(desk.listing.ids(ListQuery("account", archived=True)))


def _write_pages(scenes: Sequence[Scene], part: Path) -> None:
    # Only now: whoever exports no brief has no need of Qt.
    from acctdesk.ui.printing.scenes import Display

    Display().pages(scenes, part)


def _password(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise Problem(
            _("the password can't be read (%s).") % error.strerror, where=str(path)
        ) from error


# -- taking --------------------------------------------------------------------------------


def _import(arguments: argparse.Namespace) -> None:
    from acctdesk.cli.importing import import_desk
    from acctdesk.exchange.handoff.courier import take_over

    with import_desk(arguments) as desk:
        opening = _opened(desk, arguments)
        taken: Taken | None = None
        added = 0
        outcome = _outcome(opening)
        text = _told(opening)
        if not arguments.check:
            choices = _choices(opening, arguments.conflicts, text)
            taken, added = take_over(desk, opening, choices, peer=arguments.peer.strip())
        change = taken.change.id if taken and taken.change else None
        if added:
            text.append(_n("{n} document was added.", "{n} documents were added.", added))
        if change:
            text.append(_("Take it back with: acctdesk undo %s") % change)
        show(arguments, {**outcome, "documents": added, "change": change}, "\n".join(text))


def _opened(desk: Desk, arguments: argparse.Namespace) -> Opening:
    from acctdesk.exchange.handoff.courier import open_handover

    given = _password(arguments.password_file) if arguments.password_file else None
    try:
        return open_handover(desk, arguments.file, given, apart=arguments.apart)
    except PasswordNeeded as locked:
        if not sys.stdin.isatty() or given is not None:
            locked.remedy = _("Give its password with --password-file FILE.")
            raise
        word = getpass.getpass(_("Password of %s: ") % locked.where)
        return open_handover(desk, arguments.file, word, apart=arguments.apart)


def _choices(opening: Opening, rule: str, told: Sequence[str]) -> dict[tuple[Key, str], Side]:
    """Whose value is kept, by the rule that was given.

    Raises:
        Invalid: There are conflicts and no rule.
    """
    from acctdesk.services.handover.threeway import Side

    clashes = opening.taking.clashes
    if clashes and rule == "ask":
        sys.stderr.write("\n".join(told) + "\n")
        raise Invalid(
            _n("{n} conflict isn't decided.", "{n} conflicts aren't decided.", len(clashes)),
            where=opening.opened.path.name if opening.opened.path else "",
            remedy=_("Decide them in the window, or for all with --conflicts ours or theirs."),
        )
    return {(one.key, one.field): Side(rule) for one in clashes} if clashes else {}


def _told(opening: Opening) -> list[str]:
    """What a workbook would do, for a person."""
    from acctdesk.services.handover.register import listed

    taking, parcel = opening.taking, opening.taking.parcel
    lines = [
        _("From %(who)s, made %(when)s: %(names)s")
        % {
            "who": parcel.by or _("somebody"),
            "when": parcel.made[:16].replace("T", " "),
            "names": listed(parcel.names),
        }
    ]
    if taking.nothing_new:
        lines.append(_("It holds nothing that isn't here already."))
    lines += [
        _("%(label)s: %(added)s new, %(changed)s changed, %(deleted)s deleted,"
          " %(clashes)s in conflict")
        % {"label": one.label, "added": one.added, "changed": one.changed,
           "deleted": one.deleted, "clashes": one.clashes}
        for one in taking.counts
    ]  # fmt: skip
    for difference in taking.differences(what="clash", count=_MOST):
        lines += _clash(difference)
    for match in taking.matched:
        if match.title and match.kind in ("account", "person", "member"):
            lines.append(
                _("“%(title)s” is taken for the one that is here (keep apart: --apart %(id)s).")
                % {"title": match.title, "id": match.theirs}
            )
    lines += [str(one) for one in opening.opened.findings]
    if opening.missing:
        lines.append(_("Documents that are not beside it: %s") % ", ".join(opening.missing))
    return lines


def _clash(one: Difference) -> list[str]:
    """A record that both sides changed, in lines."""
    about = f"{one.label} “{one.title}”" + (f" ({one.account})" if one.account else "")
    made = []
    for field in one.fields:
        if not field.clash:
            continue
        if not field.field:
            made.append(
                _("Conflict: %s was deleted there and changed here.") % about
                if field.ours
                else _("Conflict: %s was changed there and deleted here.") % about
            )
            continue
        made.append(
            _("Conflict: %(about)s, %(label)s: was “%(was)s”, here “%(here)s”, there “%(there)s”.")
            % {"about": about, "label": field.label, "was": _shown(field.before),
               "here": _shown(field.ours), "there": _shown(field.theirs)}
        )  # fmt: skip
    return made


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _outcome(opening: Opening) -> dict[str, Any]:
    """What a workbook would do, for a program."""
    taking, parcel, opened = opening.taking, opening.taking.parcel, opening.opened
    listed: list[dict[str, Any]] = []
    for start in range(0, taking.count(), _PART):
        listed += [_record(one) for one in taking.differences(start=start, count=_PART)]
    return {
        "by": parcel.by,
        "made": parcel.made,
        "purpose": parcel.purpose,
        "accounts": list(parcel.names),
        "schema": parcel.schema,
        "left_out": list(parcel.left_out),
        "private": parcel.private,
        "nothing_new": taking.nothing_new,
        "counts": {
            one.kind: {"new": one.added, "changed": one.changed, "deleted": one.deleted,
                       "conflicts": one.clashes}
            for one in taking.counts
        },
        "differences": listed,
        "matched": [
            {"kind": one.kind, "title": one.title, "there": one.theirs, "here": one.ours}
            for one in taking.matched
        ],
        "edited": {"cells": len(opened.edits), "added": len(opened.added),
                   "removed": len(opened.removed)},
        "findings": [str(one) for one in opened.findings],
        "documents_missing": list(opening.missing),
    }  # fmt: skip


def _record(one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind, "id": one.record, "title": one.title, "account": one.account,
        "what": one.what, "edited": one.edited,
        "fields": {
            field.field or "*": {
                "before": _plain(field.before), "here": _plain(field.ours),
                "there": _plain(field.theirs), "conflict": field.clash,
            }
            for field in one.fields
        },
    }  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
