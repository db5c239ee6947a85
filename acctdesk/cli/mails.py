"""What goes to a client around a review, as drafts of mails and entries of calendars."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.cli.naming import account_named
from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid, NotFound
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk
    from acctdesk.services.follow_up import Mail
    from acctdesk.services.meeting import Meeting


def add(exports: Commands) -> None:
    """Add `export minutes` and `export invitation`.

    Args:
        exports: The commands beneath `export`.
    """
    minutes = exports.add(
        "minutes",
        _minutes,
        _("minutes, decisions and actions of a review for its client, as a draft of a mail (.eml)"),
    )
    invitation = exports.add(
        "invitation",
        _invitation,
        _("the invitation to a review with its agenda, as a draft of a mail (.eml) or for a"
          " calendar (.ics)"),
    )  # fmt: skip
    for parser, usual in (
        (minutes, _("a quarter, month or year; the last review that was held when not given")),
        (invitation, _("a quarter, month or year; the next planned review when not given")),
    ):
        parser.add_argument("--account", required=True, metavar="NAME", help=_("its name or id"))
        parser.add_argument("--period", metavar="P", help=usual)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=_("the file"))


def _minutes(arguments: argparse.Namespace) -> None:
    with desk_of(arguments) as desk:
        review = _review(desk, arguments, "held")
        _write(desk, arguments, review, desk.meetings.follow_up(review.id), (".eml",))


def _invitation(arguments: argparse.Namespace) -> None:
    with desk_of(arguments) as desk:
        review = _review(desk, arguments, "planned")
        _write(desk, arguments, review, desk.meetings.invitation(review.id), (".eml", ".ics"))


def _review(desk: Desk, arguments: argparse.Namespace, state: str) -> Meeting:
    """The review that is meant: the last one that was held, or the next one that is planned."""
    account, name = account_named(desk, arguments.account)
    held = [one for one in desk.meetings.of_account(account) if one.type != "internal"]
    if arguments.period:
        from acctdesk.metrics.reviews import period_code

        try:
            period = period_code(arguments.period)
        except ValueError:
            raise Invalid(
                _("“%s” is no period.") % arguments.period,
                where="--period",
                remedy=_("Write a quarter, month or year: 2026Q3, 2026-09, 2026."),
            ) from None
        held = [one for one in held if one.period == period and one.state != "cancelled"]
    else:
        held = [one for one in held if one.state == state]
    if not held:
        raise NotFound(
            _("there is no such review of %s.") % name,
            remedy=_("See them with: acctdesk list reviews"),
        )
    # The newest first: of those to come the next one is the last.
    return held[-1] if state == "planned" and not arguments.period else held[0]


def _write(
    desk: Desk,
    arguments: argparse.Namespace,
    review: Meeting,
    mail: Mail,
    endings: tuple[str, ...],
) -> None:
    from acctdesk.exchange.mail.draft import write_draft
    from acctdesk.exchange.mail.entry import write_entry

    out: Path = arguments.out
    ending = out.suffix.lower()
    if ending not in endings:
        raise Invalid(
            _("a file that ends in “%s” can't be written.") % ending,
            where="--out",
            remedy=_("Use a name that ends in %s.") % ", ".join(endings),
        )
    if ending == ".eml":
        write_draft(mail.view, out, mail.language)
    else:
        write_entry(
            mail.view, out, uid=mail.uid, starts=mail.starts, minutes=mail.minutes,
            place=mail.place, cancelled=mail.cancelled, now=desk.context.now(),
        )  # fmt: skip
    show(
        arguments,
        {"file": str(out), "review": review.id, "account": review.account_name,
         "title": mail.view.title.text, "language": mail.language},
        _("Exported “{title}” to {file}.").format(title=mail.view.title.text, file=out),
    )  # fmt: skip
