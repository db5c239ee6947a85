"""A ledger as a file that a client can open."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path


def write_ledger(lines: Sequence[Sequence[str]], path: Path) -> None:
    """Write lines as CSV, whole or not at all; nothing in them is a formula when it is opened.

    Args:
        lines: Headings and rows.
        path: Of the file.

    Raises:
        FileProblem: The file can't be written.
    """
    from acctdesk.exchange.atomic import replacing
    from acctdesk.exchange.grids.text import guarded

    # The mark at the beginning says UTF-8 to Excel.
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([guarded(one) for one in line] for line in lines)
