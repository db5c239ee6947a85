"""Lists and maps as files."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.cli import decks, handover, mails
from acctdesk.cli.choosing import KINDS, add_choosing, chosen
from acctdesk.cli.naming import account_named
from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk
    from acctdesk.drawing.scene import Scene


def add(commands: Commands) -> None:
    """Add all that is exported."""
    exports = commands.under("export", _("write a list or a map to a file"), "WHAT")
    grid = exports.add(
        "grid", _grid, _("accounts or people as .xlsx or .csv, as a view shows them")
    )
    grid.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help=_("the file; its ending says what it is"),
    )  # fmt: skip
    grid.add_argument(
        "--kind", choices=tuple(KINDS), default="accounts", help=_("accounts unless said otherwise")
    )
    add_choosing(grid)
    chart = exports.add(
        "map",
        _map,
        _("the stakeholder map of an account as .svg, .pdf, .png, .xlsx or .vcf, for the client or"
          " internal"),
    )  # fmt: skip
    chart.add_argument("--account", required=True, metavar="NAME", help=_("its name or id"))
    chart.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help=_("the file; its ending says what it is"),
    )  # fmt: skip
    chart.add_argument(
        "--internal", action="store_true",
        help=_("with attitudes, roles and relationships, watermarked; otherwise names, titles and"
               " reporting lines, which the client may see"),
    )  # fmt: skip
    chart.add_argument(
        "--grid", action="store_true", help=_("draw power and interest instead of the org chart")
    )
    chart.add_argument("--as-of", metavar="DATE", help=_("14 Oct 2026, 2026-10-14; else now"))
    report = exports.add(
        "report",
        _report,
        _("the service levels of an account for its client, as .xlsx or .pdf"),
    )
    report.add_argument("--account", required=True, metavar="NAME", help=_("its name or id"))
    report.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help=_("the file; its ending says what it is"),
    )  # fmt: skip
    report.add_argument(
        "--period", metavar="P",
        help=_("a day, month, quarter or year, like 2026-10 or 2026-Q4: its last periods; the"
               " running ones when not given"),
    )  # fmt: skip
    decks.add(exports)
    mails.add(exports)
    handover.add_export(exports)


def _grid(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.grids.content import Request
    from acctdesk.exchange.grids.exporting import export_grid

    kind = KINDS[arguments.kind]
    with desk_of(arguments) as desk:
        view = chosen(arguments, desk, kind)
        fields = [one.field for one in view.columns]
        if not fields:
            # A view that leaves the columns to the window shows them all in a file.
            fields = [one.name for one in desk.fields.of(kind)]
        title = view.name or str(desk.fields.kind(kind).plural)
        request = Request(view, tuple(fields), title, notes=((_("Workspace"), desk.path.stem),))
        records = export_grid(desk, request, arguments.out, dt.datetime.now(dt.UTC))
    words = _n("Exported {n} record to %s.", "Exported {n} records to %s.", records)
    show(
        arguments,
        {"file": str(arguments.out), "view": title, "records": records},
        words % arguments.out,
    )


def _map(arguments: argparse.Namespace) -> None:
    from acctdesk.exchange.maps.exporting import Request, export_map

    with desk_of(arguments) as desk:
        account, _name = account_named(desk, arguments.account)
        day = _day(desk, arguments.as_of) if arguments.as_of else None
        view = "grid" if arguments.grid else "chart"
        request = Request(account, arguments.internal, day, view)
        found = export_map(desk, request, arguments.out, _paint)
    if arguments.internal:
        words = _n(
            "Exported {n} person to %s, internal.", "Exported {n} people to %s, internal.",
            found.people,
        )  # fmt: skip
    else:
        words = _n("Exported {n} person to %s.", "Exported {n} people to %s.", found.people)
    show(
        arguments,
        {
            "file": str(arguments.out),
            "account": found.account,
            "day": found.day.isoformat(),
            "internal": arguments.internal,
            "people": found.people,
        },
        words % arguments.out,
    )


def _report(arguments: argparse.Namespace) -> None:
    from acctdesk.cli.metrics import days_of
    from acctdesk.exchange.reports.exporting import export_report
    from acctdesk.exchange.reports.reading import Cover
    from acctdesk.words import date

    with desk_of(arguments) as desk:
        account, name = account_named(desk, arguments.account)
        now = desk.context.now()
        # Of the months of a quarter, the last one that has begun.
        last = min(days_of(arguments.period)[1], now.date()) if arguments.period else None
        view = desk.service_levels.released(account, last)
        asked = (arguments.period or "").strip().upper()
        year, _dash, quarter = asked.replace("-", "").partition("Q")
        if quarter:
            period = _("Q{quarter} {year}").format(quarter=quarter, year=year)
        else:
            period = date(asked) if asked else _("Running periods on %s") % date(now.date())
        cover = Cover(period, date(now.date()), desk.settings.me.name)
        objectives = export_report(view, cover, arguments.out, _write_pages)
    words = _n("Exported {n} objective to %s.", "Exported {n} objectives to %s.", objectives)
    show(
        arguments,
        {"file": str(arguments.out), "account": name, "period": arguments.period,
         "objectives": objectives},
        words % arguments.out,
    )  # fmt: skip


def _day(desk: Desk, text: str) -> dt.date:
    from acctdesk.services.values import Hints, describe, parse_typed

    field = desk.fields.field("interaction", "day")
    found = parse_typed(field, text, Hints(), desk.context.today())
    if found.problem:
        what, remedy = describe(found.problem, field, text)
        raise Invalid(what, where="--as-of", remedy=remedy)
    if len(str(found.value or "")) < 10:
        raise Invalid(
            _("this names no day."), where="--as-of", remedy=_("Write it like 14 Oct 2026.")
        )
    return dt.date.fromisoformat(str(found.value))


def _paint(scene: Scene, part: Path, suffix: str) -> None:
    # Only now: whoever exports a workbook has no need of Qt.
    from acctdesk.ui.printing.scenes import Display

    Display()(scene, part, suffix)


def _write_pages(scenes: Sequence[Scene], part: Path) -> None:
    from acctdesk.ui.printing.scenes import Display

    Display().pages(scenes, part)
