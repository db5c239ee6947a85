"""Cells that somebody typed into a hand-over workbook, as the values they stand for.

Excel and LibreOffice make of what is typed what they like: a number, a date, a text, a truth. Here
it becomes what is stored, or it is told what was expected instead. Only cells that differ from what
was written come here, so each may take its time.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from acctdesk.exchange.handoff.cells import SCALED, choices
from acctdesk.exchange.reading import Cell
from acctdesk.exchange.tickets.moments import SECOND, Clock, MomentReader
from acctdesk.models.catalogue import Field, Format
from acctdesk.models.stored import UNIT
from acctdesk.services.values import Hints, expectation, fold, parser
from acctdesk.services.values.cell import as_text, is_error
from acctdesk.services.values.choices import read_tags
from acctdesk.services.values.dates import date_reader
from acctdesk.words import _, speaking

LONGEST = 100_000
"""Letters that are taken from a cell; no workbook holds as many."""

Find: TypeAlias = Callable[[str, str], str | None]
"""Tells the id of a record by its kind and its name."""

_TEXTS = frozenset({Format.TEXT, Format.LONG_TEXT})
_CLOSED = frozenset({Format.CHOICE, Format.COUNTRY, Format.LANGUAGE, Format.CHECK})
_NUMBERS = SCALED | {Format.INTEGER}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell stands for.

    Attributes:
        value: What is stored; None for a blank cell, and where the cell isn't understood.
        expected: What the field expected, in words; empty where the cell is understood.
        currency: The ISO 4217 code that an amount named for itself; empty for none.
    """

    value: Any
    expected: str = ""
    currency: str = ""


Reader: TypeAlias = Callable[[Cell], Meant]
"""Reads a cell of one field; it never raises."""

BLANK = Meant(None)


class Understanding:
    """Makes the readers of fields.

    Args:
        language: The language of the workbook (BCP 47): its labels, decimal mark, order of dates.
        find: Tells records by their names.
        said: By field key, labels of closed lists by code, where they aren't today's.
    """

    def __init__(
        self,
        language: str,
        find: Find,
        said: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._language, self._find, self._said = language, find, said or {}
        self._made: dict[str, Reader] = {}

    def reader(self, field: Field) -> Reader:
        """The reader of a field's cells; each field's is made once."""
        found = self._made.get(field.key)
        if found is None:
            found = self._made[field.key] = self._reader(field)
        return found

    def _reader(self, field: Field) -> Reader:
        form = field.format
        if form in _TEXTS:
            return _text
        if form is Format.REFERENCE:
            return functools.partial(self._reference, field)
        if form is Format.MOMENT:
            return functools.partial(_moment, self._hints(field).date_order)
        if form is Format.TAGS:
            return functools.partial(_tags, field, self._labels(field))
        if form in _CLOSED:
            return self._listed(field)
        return self._parsed(field)

    def _hints(self, field: Field) -> Hints:
        order, decimal = _writing(self._language)
        return Hints(date_order=order, decimal=decimal, percent=field.format is Format.PERCENT)

    def _labels(self, field: Field) -> dict[str, str]:
        """Codes by labels as the workbook shows them, folded."""
        said = self._said.get(field.key)
        if said is None:
            with speaking(self._language):
                said = choices(field)
        return {fold(label): code for code, label in said.items()}

    def _parsed(self, field: Field) -> Reader:
        hints = self._hints(field)
        serial = field.format is Format.DATE
        read = date_reader(field, hints, serials=True) if serial else parser(field, hints)

        def reading(cell: Cell) -> Meant:
            found = read(cell)
            if found.problem:
                return Meant(None, expectation(found.problem, field)[0])
            return Meant(_stored(field.format, found.value), "", found.currency)

        return reading

    def _listed(self, field: Field) -> Reader:
        labels = self._labels(field)
        parsed = self._parsed(field)
        tick = field.format is Format.CHECK

        def reading(cell: Cell) -> Meant:
            code = labels.get(fold(as_text(cell))) if cell is not None else None
            if code is None:
                return parsed(cell)
            return Meant(code == "1" if tick else code)

        return reading

    def _reference(self, field: Field, cell: Cell) -> Meant:
        text = cleaned(as_text(cell))
        if not text:
            return BLANK
        found = self._find(field.target, text)
        return Meant(found) if found else Meant(None, _("a name that this workbook knows"))


def cleaned(text: str) -> str:
    """A text without what no workbook holds and without blanks around it; line breaks as one."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def _text(cell: Cell) -> Meant:
    text = cleaned(as_text(cell))
    if is_error(text):
        return Meant(None, _("a value"))
    if len(text) > LONGEST:
        return Meant(None, _("a shorter text"))
    return Meant(text or None)


def _tags(field: Field, labels: Mapping[str, str], cell: Cell) -> Meant:
    text = cleaned(as_text(cell))
    if is_error(text):
        return Meant(None, _("a value"))
    found: list[Any] = []
    for word in read_tags(text):
        code = labels.get(fold(word))
        if code is None and field.choices:
            read = parser(field, Hints())(word)
            if read.problem or not isinstance(read.value, tuple):
                return Meant(None, expectation("choice", field)[0])
            found += read.value
        else:
            found.append(code or word)
    return Meant(_stored(Format.TAGS, found))


def _moment(order: str, cell: Cell) -> Meant:
    if isinstance(cell, dt.datetime):
        return Meant(_instant(rounded(cell).replace(tzinfo=dt.UTC)))
    values, odd = MomentReader(Clock("UTC"), order).column([cell])
    if odd:
        return Meant(None, _("a day and a time in UTC"))
    return BLANK if values[0] is None else Meant(
        _instant(_EPOCH + dt.timedelta(seconds=values[0] // SECOND))
    )  # fmt: skip


def rounded(moment: dt.datetime) -> dt.datetime:
    """A moment to the second: spreadsheets keep it as a fraction of a day."""
    if not moment.microsecond:
        return moment
    second = dt.timedelta(seconds=moment.microsecond >= 500_000)
    return moment.replace(microsecond=0) + second


def _instant(moment: dt.datetime) -> str:
    return f"{moment.isoformat(timespec='microseconds')[:-6]}Z"


def _stored(form: Format, value: Any) -> Any:
    """A Python value as it is stored."""
    if value is None:
        return None
    if form in SCALED:
        return int((Decimal(value) * UNIT).to_integral_value())
    if form is Format.TAGS:
        import orjson

        return orjson.dumps(sorted(set(value), key=str.casefold)).decode() if value else None
    return value


_DAY_FIRST = re.compile(r"[dMy]")


@functools.cache
def _writing(language: str) -> tuple[str, str]:
    """How dates and decimals are written in a language.

    Returns:
        The order of day, month and year, empty where the language alone doesn't tell; and the
        decimal mark, empty where it is neither point nor comma.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "", "."
    order = "".join(dict.fromkeys(_DAY_FIRST.findall(locale.date_formats["short"].pattern)))
    if language == "en":
        order = ""  # half of those who write English put the month first
    mark = locale.number_symbols["latn"]["decimal"]
    known = {"dMy": "dmy", "Mdy": "mdy", "yMd": "ymd"}
    return known.get(order, ""), mark if mark in ".," else ""
