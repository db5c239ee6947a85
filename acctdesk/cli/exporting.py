"""Lists as files."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.cli.choosing import KINDS, add_choosing, chosen
from acctdesk.cli.where import desk_of, show
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands


def add(commands: Commands) -> None:
    """Add `export grid`."""
    exports = commands.under("export", _("write a list to a file"), "WHAT")
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
