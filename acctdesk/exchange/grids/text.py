"""A list as a text file: UTF-8 with a mark, commas, ISO values, records only.

Spreadsheets run a cell that starts like a formula, also one that came from a client's mail. Such a
text gets an apostrophe in front, and import takes it away again; see docs/decisions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.cells import NUMERIC, text_cell
from acctdesk.exchange.grids.content import Content
from acctdesk.models.catalogue import Field
from acctdesk.services.lanes import Job

_STARTS = r"(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
_UNSAFE = re.compile(rf"'*{_STARTS}")
_GUARDED = re.compile(rf"'+{_STARTS}")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `unguarded` gives the text back."""
    return f"'{text}" if _UNSAFE.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def write_text(content: Content, path: Path, job: Job | None = None) -> int:
    """Write a list as a text file.

    Group heads and sums are left out: a text file is for programs.

    Args:
        content: The list.
        path: The .csv file; it is replaced as a whole or not at all.
        job: Told the progress; may be cancelled.

    Returns:
        How many records were written.

    Raises:
        FileProblem: The file can't be written.
        Cancelled: The person stopped it; there is no new file.
    """
    columns = [(content.place(field.name), cell_of(field)) for field in content.fields]
    heads = [content.id_heading, *(guarded(content.headings[f.name]) for f in content.fields)]
    done = 0
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heads)
        for rows in content.pages():
            writer.writerows(
                [row[0], *(cell(row[place]) for place, cell in columns)] for row in rows
            )
            done += len(rows)
            if job is not None:
                job.progress(done / max(len(content.ids), 1))
    return done


def cell_of(field: Field) -> Callable[[Any], str]:
    """The function that turns a field's values into cells of a text file."""
    cell = text_cell(field)
    if field.format in NUMERIC:
        return cell  # "-5" is a number and no formula
    return lambda value: guarded(cell(value))
