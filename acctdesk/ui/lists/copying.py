"""What copying in a list puts on the clipboard: words for people, typed cells for spreadsheets.

A spreadsheet takes the table with its numbers and dates as numbers and dates, and texts as texts,
whatever they begin with; a mail takes the words as they are seen; a list takes values that mean
the same when they are typed again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import QMimeData

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.record import Record
from acctdesk.ui.entry import CLOSED, cell, currency_of, in_words, to_edit
from acctdesk.ui.widgets.tsv import to_tsv

OWN = "application/x-acctdesk-cells"
"""Our own form on the clipboard: tab-separated values as one types them."""
_NUMBERS = (Format.INTEGER, Format.NUMBER, Format.PERCENT, Format.MONEY)
_FIRST_DAY = dt.date(1899, 12, 30)
"""The day that spreadsheets count from."""

Row = Sequence[Record | None]
"""The record of each column; None where that cell isn't selected."""


class Clip(NamedTuple):
    """Copied cells in their three forms.

    Attributes:
        words: As they are seen, tab-separated.
        own: As one would type them, tab-separated.
        table: As HTML, for spreadsheets.
    """

    words: str
    own: str
    table: str


def clip(fields: Sequence[Field], rows: Sequence[Row]) -> Clip:
    """Write cells in all forms; takes its time for very many, and may do so on any thread.

    Args:
        fields: The fields of the columns.
        rows: For each row and column the record whose value is copied.
    """
    return Clip(
        to_tsv([_each(fields, row, cell) for row in rows]),
        to_tsv([_each(fields, row, as_typed) for row in rows]),
        _table(fields, rows),
    )


def mime_of(made: Clip) -> QMimeData:
    """Copied cells as the clipboard takes them."""
    mime = QMimeData()
    mime.setText(made.words)
    mime.setData(OWN, made.own.encode())
    mime.setHtml(made.table)
    return mime


def as_typed(field: Field, record: Record) -> str:
    """A value as one would type it."""
    value, title = record[field.name], record.titles.get(field.name, "")
    if field.format in CLOSED or field.format is Format.CHECK:
        return in_words(field, value) if value is not None else ""
    return to_edit(field, value, title=title, currency=currency_of(field, record))


def pasted(mime: QMimeData) -> str:
    """The block on the clipboard: our own form where it is there, else the words."""
    if mime.hasFormat(OWN):
        return bytes(mime.data(OWN).data()).decode()
    return mime.text()


def _each(fields: Sequence[Field], row: Row, say: Any) -> list[str]:
    return ["" if one is None else say(f, one) for f, one in zip(fields, row, strict=True)]


def _table(fields: Sequence[Field], rows: Sequence[Row]) -> str:
    lines = "".join(
        "<tr>" + "".join(_td(f, one) for f, one in zip(fields, row, strict=True)) + "</tr>"
        for row in rows
    )
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<head><meta charset="utf-8"></head><body><table>{lines}</table></body></html>'
    )


def _td(field: Field, record: Record | None) -> str:
    if record is None:
        return "<td></td>"
    value, words = record[field.name], escape(cell(field, record))
    if value is not None and field.format in _NUMBERS:
        number = f"{Decimal(value):f}"
        shape = "0.0%" if field.format is Format.PERCENT else "General"
        return _typed(number, shape, words)
    if field.format is Format.DATE and isinstance(value, str) and len(value) == 10:
        days = (dt.date.fromisoformat(value) - _FIRST_DAY).days
        return _typed(str(days), "d mmm yyyy", words)
    # As text: a spreadsheet would take "=…" for a formula, and zeros in front away.
    return f"<td style=\"mso-number-format:'\\@'\">{words}</td>"


def _typed(number: str, shape: str, words: str) -> str:
    style = f"mso-number-format:'{shape}'"
    return f'<td style="{style}" x:num="{number}" sdval="{number}">{words}</td>'
