"""What a check found, sorted and put into words for the page; no widgets here.

Made on a worker's thread, since a roster of a hundred thousand rows has as many answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from acctdesk.services.catalogue import Catalogue, Field, Format, closed_list
from acctdesk.ui.imports.items import Item, Level, Repair
from acctdesk.ui.imports.notices import notices
from acctdesk.ui.imports.readings import readings
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.exchange.intake.checked import Checked
    from acctdesk.exchange.intake.drafts import ColumnDraft, SheetDraft
    from acctdesk.exchange.intake.findings import Difference, Findings, Group

LONGEST = 40
"""Characters of a cell that a heading quotes."""


@dataclass(frozen=True)
class SheetRows:
    """Which rows of a sheet there are, and what is the matter with them.

    Attributes:
        draft: The sheet.
        all: Numbers of the rows that are not blank.
        troubled: Those with a question, a problem or a notice.
        items: Row number to places in `Overview.items`.
    """

    draft: SheetDraft
    all: Sequence[int]
    troubled: Sequence[int]
    items: dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class Overview:
    """A check as the page shows it.

    Attributes:
        checked: The check.
        items: What needs the person, first things first.
        sheets: The sheets that are taken, by their place in the draft.
        changes: Differences to records that exist, as far as they are kept.
    """

    checked: Checked
    items: tuple[Item, ...]
    sheets: dict[int, SheetRows] = field(default_factory=dict)
    changes: tuple[Difference, ...] = ()

    @property
    def questions(self) -> int:
        """How many answers the import waits for."""
        return sum(item.level is Level.QUESTION for item in self.items)

    @property
    def problems(self) -> int:
        """How many problems can be mended but needn't be."""
        return sum(item.level is Level.PROBLEM for item in self.items)

    @property
    def rejected(self) -> int:
        """How many rows can't be taken."""
        return self.checked.findings.rejected

    def duplicates(self) -> int:
        """How many rows may be a record that exists, and wait for a decision."""
        return sum(
            item.repair is Repair.DUPLICATE and item.level is Level.QUESTION for item in self.items
        )


def overview(checked: Checked, catalogue: Catalogue) -> Overview:
    """Sort and word what a check found.

    Args:
        checked: The check.
        catalogue: All fields.
    """
    found = checked.findings
    sheets = {one.place: one for one in checked.draft.taken()}
    items = [_item(key, group, sheets, catalogue) for key, group in found.groups.items()]
    items += notices(checked, sheets)
    items.sort(key=lambda item: (item.level, _RANK.get(item.repair, 9)))
    rows = {place: _rows(sheet, found, items) for place, sheet in sheets.items()}
    return Overview(checked, tuple(items), rows, tuple(found.differences))


_RANK = {Repair.DATE_ORDER: 0, Repair.DECIMAL: 1, Repair.DUPLICATE: 2, Repair.CHOICE: 3,
         Repair.TEXT: 4, Repair.EXISTING: 5, Repair.SIMILAR: 6, Repair.ROWS: 7}  # fmt: skip

_TITLES = {
    "choice": lazy("%(column)s “%(found)s” is not known"),
    "country": lazy("“%(found)s” is not a country"),
    "language": lazy("“%(found)s” is not a language"),
    "currency": lazy("“%(found)s” is not a currency"),
    "time_zone": lazy("“%(found)s” is not a time zone"),
    "check": lazy("%(column)s “%(found)s” is neither yes nor no"),
    "email": lazy("E-mail “%(found)s” is not an address"),
    "phone": lazy("“%(found)s” is not a phone number"),
    "url": lazy("“%(found)s” is not a web address"),
    "date": lazy("%(column)s “%(found)s” is not a date"),
    "number": lazy("%(column)s “%(found)s” is not a number"),
    "whole_number": lazy("%(column)s “%(found)s” is not a whole number"),
    "percent": lazy("%(column)s “%(found)s” is not a percentage"),
    "too_large": lazy("%(column)s “%(found)s” is too large"),
    "too_long": lazy("%(column)s: this text is too long"),
    "cell_error": lazy("%(column)s “%(found)s” is a failed formula"),
    "reference": lazy("%(column)s “%(found)s” is not there"),
    "parent": lazy("Parent “%(found)s” is not among the accounts"),
    "account": lazy("No account has the id “%(found)s”"),
    "out_of_range": lazy("%(column)s “%(found)s” is not on the scale"),
    "cycle": lazy("%(column)s “%(found)s” leads in a circle"),
    "several": lazy("Several people are called “%(found)s”"),
    "duplicate_id": lazy("The id “%(found)s” is there twice"),
    "waiting": lazy("Does “%(found)s” pause the clock?"),
    "year": lazy("%(column)s “%(found)s” is too far away"),
    "gap": lazy("%(column)s: a time that the clocks left out"),
    "fold": lazy("%(column)s: a time that the clocks showed twice"),
    "service": lazy("No service of the account is called “%(found)s”"),
    "updated_taken": lazy("States taken to be as old as the last change"),
    "undated": lazy("A state without its moment"),
    "reopened": lazy("Open again, though once resolved"),
    "paused_long": lazy("It waited longer than it lasted"),
    "earlier": lazy("Something came before the opening"),
    "twice_number": lazy("A ticket has more than one row"),
    "no_number": lazy("The number of a ticket is missing"),
    "no_time": lazy("No moment says when it happened"),
    "disagree": lazy("Two rows disagree: %(column)s “%(found)s”"),
}
_BY_LIST = frozenset({"choice", "waiting", "country", "language", "currency", "time_zone", "check"})
_BY_TEXT = frozenset({"year", "email", "phone", "url", "date", "number", "whole_number", "percent",
                      "too_large", "out_of_range", "too_long", "cell_error"})  # fmt: skip

_REJECTS = frozenset({"no_number", "no_time"})
"""Problems for which a row can't be taken."""


def quoted(text: str, longest: int = LONGEST) -> str:
    """A cell's text, shortened to be quoted."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _column(group: Group, sheet: SheetDraft | None) -> ColumnDraft | None:
    if sheet is None or not group.column:
        return None
    return next((c for c in sheet.columns if c.heading.text == group.column), None)


def _field(key: str, catalogue: Catalogue) -> Field | None:
    kind, _dot, name = key.partition(".")
    known = {one.name: one for one in catalogue.kinds()}
    return known[kind].fields.get(name) if kind in known else None


def _item(
    key: tuple[str, ...], group: Group, sheets: dict[int, SheetDraft], catalogue: Catalogue
) -> Item:
    place = int(key[0])
    sheet = sheets.get(place)
    column, about = _column(group, sheet), _field(group.field, catalogue)
    told = {"column": group.column, "found": quoted(group.found)}
    make = {"date_order": _date_order, "decimal_mark": _decimal, "duplicate": _duplicate,
            "similar": _similar, "no_identity": _nameless,
            "merged": _merged, "twice": _twice}.get(group.code)  # fmt: skip
    if make is not None:
        level, repair, title, note, short = make(group, about)
    else:
        title = str(_TITLES.get(group.code, lazy("%(column)s “%(found)s” can't be read"))) % told
        level, repair, note = Level.PROBLEM, Repair.TEXT, _("Correct it or leave it empty")
        short = group.column
        if group.choices:
            level, repair, note = Level.NOTICE, Repair.CHOICE, group.remedy
        elif group.code in _BY_LIST and about is not None:
            repair, note = Repair.CHOICE, _("Choose what it means")
            if group.field == "ticket.state":
                note = group.remedy
            if group.code == "waiting":
                level = Level.NOTICE
        elif group.code in _REJECTS:
            repair, note = Repair.ROWS, group.remedy
        elif group.code not in _BY_TEXT:
            level, repair, note = Level.NOTICE, Repair.ROWS, group.remedy
            if group.code == "disagree":
                note = _("Expected %s. ") % group.expected + group.remedy
    choices: tuple[tuple[object, str], ...] = group.choices
    if not choices and repair is Repair.CHOICE and about is not None:
        choices = _choices(about)
    return Item(
        key, level, repair, title, note, short, place, group.rows, group, column, about, choices
    )


def _choices(about: Field) -> tuple[tuple[object, str], ...]:
    if about.format is Format.CHECK:
        return (("yes", _("Yes")), ("no", _("No")))
    return closed_list(about)


Said = tuple[Level, Repair, str, str, str]


def _date_order(group: Group, about: Field | None) -> Said:
    return (
        Level.QUESTION,
        Repair.DATE_ORDER,
        _("“%s” may be day-month or month-day") % group.column,
        readings(group, about) or group.remedy,
        _("Date order"),
    )


def _decimal(group: Group, about: Field | None) -> Said:
    return (
        Level.QUESTION,
        Repair.DECIMAL,
        _("“%s”: is the comma or the point the decimal mark?") % group.column,
        readings(group, about) or group.remedy,
        _("Decimal mark"),
    )


def _duplicate(group: Group, about: Field | None) -> Said:
    _record, held, score = group.detail or ("", "", 0)
    return (
        Level.QUESTION,
        Repair.DUPLICATE,
        _("“%(found)s” may be “%(held)s”") % {"found": quoted(group.found), "held": quoted(held)},
        _("“%(found)s” was merged into “%(held)s”")
        % {"found": quoted(group.found), "held": quoted(held)}
        if group.was
        else _("%s %% alike; in this workspace already") % score,
        _("Possible duplicate"),
    )


def _merged(group: Group, about: Field | None) -> Said:
    _record, held, _score = group.detail or ("", "", 0)
    return (
        Level.NOTICE,
        Repair.DUPLICATE if len(group.rows) == 1 else Repair.ROWS,
        _("“%(found)s” was merged into “%(held)s”")
        % {"found": quoted(group.found), "held": quoted(held)},
        _("The row only fills what is blank there"),
        _("Merged"),
    )


def _twice(group: Group, about: Field | None) -> Said:
    return (
        Level.NOTICE,
        Repair.DUPLICATE,
        _("Same record twice in the file: “%s”") % quoted(group.found),
        _("Expected %s. ") % group.expected + group.remedy,
        _("Twice"),
    )


def _similar(group: Group, about: Field | None) -> Said:
    _record, held, score = group.detail or ("", "", 0)
    return (
        Level.NOTICE,
        Repair.SIMILAR,
        _("Same company twice in the file?"),
        _("“%(found)s” and “%(held)s”, %(score)s %% alike; both are created")
        % {"found": quoted(group.found), "held": quoted(held), "score": score},
        _("Similar name"),
    )


def _nameless(group: Group, about: Field | None) -> Said:
    person = group.field.startswith("person")
    return (
        Level.PROBLEM,
        Repair.ROWS,
        _("The name of a person is missing") if person else _("The name of a company is missing"),
        _("Type it into the row; without it the row can't be taken"),
        _("No name"),
    )


def _rows(sheet: SheetDraft, found: Findings, items: list[Item]) -> SheetRows:
    fates = zip(*found.fates.get(sheet.place, ()), strict=True)
    every = [row for row, each in enumerate(fates) if any(each)]
    by_row: dict[int, list[int]] = {}
    for place, item in enumerate(items):
        if item.sheet == sheet.place and item.repair is not Repair.EXISTING:
            for row in item.rows:
                by_row.setdefault(row, []).append(place)
    existing = next((i for i, item in enumerate(items) if item.repair is Repair.EXISTING), -1)
    for one in found.differences:
        if one.sheet == sheet.place:
            held = by_row.setdefault(one.row, [])
            if existing not in held:
                held.append(existing)
    # Rows without a fate, such as one that only misses its name, must be seen all the same.
    missing = by_row.keys() - set(every)
    if missing:
        every = sorted([*every, *missing])
    return SheetRows(
        sheet, every, sorted(by_row), {row: tuple(held) for row, held in by_row.items()}
    )


def changed_fields(view: Overview) -> dict[tuple[int, int], int]:
    """How many fields each row of a sheet would change: by the sheet's place and row number."""
    counts: dict[tuple[int, int], int] = {}
    for one in view.changes:
        counts[one.sheet, one.row] = counts.get((one.sheet, one.row), 0) + 1
    return counts
