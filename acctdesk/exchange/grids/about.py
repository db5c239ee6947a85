"""The page beside an exported list that tells what it is: of what, when, by which filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from acctdesk.exchange.grids.cells import cut
from acctdesk.exchange.grids.content import Content
from acctdesk.exchange.grids.looks import SIGNS, Looks
from acctdesk.exchange.grids.wording import filter_words, sort_words
from acctdesk.models.catalogue import Audience, Field, Format
from acctdesk.words import _, lazy, moment, number

_FORMATS = {
    Format.TEXT: lazy("Text"),
    Format.LONG_TEXT: lazy("Long text"),
    Format.INTEGER: lazy("Whole number"),
    Format.NUMBER: lazy("Number"),
    Format.PERCENT: lazy("Percentage"),
    Format.MONEY: lazy("Money, in the currency of its row"),
    Format.DATE: lazy("Date; a month or a year alone is text"),
    Format.MOMENT: lazy("Day and time, in UTC"),
    Format.CHECK: lazy("Tick"),
    Format.CHOICE: lazy("Choice"),
    Format.TAGS: lazy("Words, parted by commas"),
    Format.EMAIL: lazy("E-mail address"),
    Format.PHONE: lazy("Phone number"),
    Format.URL: lazy("Web address"),
    Format.COUNTRY: lazy("Country"),
    Format.CURRENCY: lazy("Currency, ISO code"),
    Format.LANGUAGE: lazy("Language"),
    Format.TIME_ZONE: lazy("Time zone"),
    Format.REFERENCE: lazy("Name of another record"),
}
"""What the values of a column are, for somebody who reads the file."""


def facts(content: Content, when: dt.datetime) -> Iterator[tuple[str, str]]:
    """What there is to tell about a list: a name and a sentence each.

    Args:
        content: The list.
        when: The moment of the export.
    """
    fields = {one.name: one for one in content.kind.fields.values()}
    view, query = content.view, content.query
    yield _("List"), content.request.title
    yield _("Records"), f"{number(content.count)} {_in_sentence(str(content.kind.plural))}"
    yield _("Exported"), moment(when)
    yield from content.request.notes
    if content.request.ids:
        yield _("Selection"), _("Only the records that were selected.")
    if query.words.strip():
        yield _("Words"), query.words.strip()
    if words := filter_words(view.where, fields, content.title_of):
        yield _("Filter"), words
    if query.group:
        yield _("Grouped by"), _(", ").join(str(fields[name].label) for name in query.group)
    if words := sort_words(view.sort, fields):
        yield _("Order"), words
    for mark, words in content.marking.words(fields, content.title_of):
        yield _("Marked %s") % SIGNS[mark.tone], words
    yield (
        _("Archived"),
        _("Archived records are included.")
        if query.archived
        else _("Archived records are left out."),
    )


def _in_sentence(word: str) -> str:
    return word[:1].lower() + word[1:]


def meaning(field: Field) -> tuple[str, str, str]:
    """What a column is, what it means, and who may see it."""
    note = str(field.help)
    if field.computed:
        note = _("%s Worked out by AcctDesk; import leaves it alone.") % note
    seen = _("Client may see it") if field.audience is Audience.CLIENT else _("Internal")
    return str(_FORMATS[field.format]), note.strip(), seen


def write_about(page: Any, looks: Looks, content: Content, when: dt.datetime) -> None:
    """Write the page that tells about a list.

    Args:
        page: An empty sheet.
        looks: Formats of its workbook.
        content: The list.
        when: The moment of the export.
    """
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 44)
    page.set_column(2, 2, 60)
    page.set_column(3, 3, 18)
    page.hide_gridlines(2)
    page.write_string(0, 0, cut(content.request.title), looks.title())
    row = 2
    for name, words in facts(content, when):
        page.write_string(row, 0, name, looks.caption())
        page.write_string(row, 1, cut(words), looks.words())
        row += 1
    row += 1
    for place, name in enumerate((_("Column"), _("Values"), _("Meaning"), _("Audience"))):
        page.write_string(row, place, name, looks.head())
    for field in content.fields:
        row += 1
        page.write_string(row, 0, content.headings[field.name], looks.words())
        for place, words in enumerate(meaning(field), 1):
            page.write_string(row, place, words, looks.words())
    row += 1
    # In quotes: the heading itself tells import which sheet holds the records.
    page.write_string(row, 0, f"“{content.id_heading}”", looks.words())
    page.write_string(row, 1, _("Text, in the hidden first column"), looks.words())
    page.write_string(
        row,
        2,
        _("Says which record a row is, so that the list can be changed here and imported again."
          " Leave it blank in new rows."),
        looks.words(),
    )  # fmt: skip
