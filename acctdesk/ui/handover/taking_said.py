"""What the page says on which accounts are taken over: who gave what, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from acctdesk.services.catalogue import Format
from acctdesk.services.handover.parcel import Purpose
from acctdesk.services.handover.threeway import WHOLE, Key, Side
from acctdesk.ui.entry import in_words
from acctdesk.ui.widgets.status import Status
from acctdesk.words import _, _n, lazy, moment, number

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Catalogue, Field
    from acctdesk.services.handover.parcel import Parcel
    from acctdesk.services.handover.taking import Difference, FieldDifference, Taking
    from acctdesk.ui.handover.conflict_decisions import Decisions

NEW, CHANGED, DELETED, CLASH, WAITING, EDITED = (
    "new", "changed", "deleted", "clash", "waiting", "edited",
)  # fmt: skip
"""What becomes of records, and those that were edited in the workbook; see `Difference.what`."""

BECOMES = {
    NEW: lazy("+ New"),
    CHANGED: lazy("→ Changed"),
    DELETED: lazy("− Deleted"),
    CLASH: lazy("Conflict"),
    WAITING: lazy("Waits"),
}
"""What becomes of a record, with its sign where it has no glyph of a status."""
MEANS = {
    NEW: lazy("It is new here and will be added."),
    CHANGED: lazy("It was changed there and not here: the change is taken over."),
    DELETED: lazy("It was deleted there and not touched here: it goes here as well."),
    CLASH: lazy("Both sides changed it. Say which is kept."),
    WAITING: lazy("What becomes of it depends on how a conflict about another record is decided."),
}
"""The same as a sentence."""
SIDES = {Side.OURS: lazy("Mine kept"), Side.THEIRS: lazy("Theirs taken")}
"""What was decided."""
PURPOSES = {
    Purpose.HANDOVER: lazy("For good"),
    Purpose.COPY: lazy("For a while"),
    Purpose.RETURN: lazy("Given back"),
}
"""Why accounts came."""
MOST_NAMED = 2
"""Fields that a row tells before it only counts."""
SHORT = 60
"""Letters of a value that a row tells."""
CURRENCY = "currency"
"""The field that says in which currency the amounts of a record are."""
_DASH = "–"


def title(parcel: Parcel) -> str:
    """What is taken over: "Take over 2 accounts"."""
    if parcel.purpose is Purpose.RETURN:
        return _n("Take {n} account back", "Take {n} accounts back", len(parcel.accounts))
    return _n("Take over {n} account", "Take over {n} accounts", len(parcel.accounts))


def origin(parcel: Parcel) -> str:
    """Who handed it over, and when: "from Mara Klein, 4 Mar 2026, 14:02"."""
    parts = [_("from %s") % parcel.by if parcel.by else "", when(parcel)]
    return ", ".join(part for part in parts if part)


def when(parcel: Parcel) -> str:
    """When it was handed over; empty where that isn't told."""
    try:
        return moment(dt.datetime.fromisoformat(parcel.made))
    except ValueError:
        return ""


def left_out(parcel: Parcel) -> tuple[str, ...]:
    """What was left out, section by section."""
    from acctdesk.services.handover.scope import SECTIONS

    labels = {one.code: str(one.label) for one in SECTIONS}
    found = [labels.get(code, code) for code in parcel.left_out]
    return tuple(found if parcel.private else [*found, _("Private notes")])


# -- a row -------------------------------------------------------------------------------------


def standing(one: Difference, decisions: Decisions) -> tuple[str, Status | None]:
    """What becomes of a record, in a word or two, and the glyph of that."""
    if one.what != CLASH:
        glyph = Status.NO_DATA if one.what == WAITING else None
        return str(BECOMES[one.what]), glyph
    key: Key = (one.kind, one.record)
    total, left = len(decisions.of(key)), decisions.open_of(key)
    if left:
        words = str(BECOMES[CLASH])
        if total > 1:
            words = _("{open} of {all} open").format(open=number(left), all=number(total))
        return words, Status.RISK
    side = decisions.side_of(key)
    return (str(SIDES[side]) if side else _("Decided")), Status.MET


def about(one: Difference) -> str:
    """What it is, and where it belongs: "Ticket · Acme"."""
    account = one.account if one.account != one.title else ""
    parts = [one.label, account, _("edited in the workbook") if one.edited else ""]
    return " · ".join(part for part in parts if part)


def summary(one: Difference, values: Values) -> str:
    """What differs, as far as a row can tell it."""
    told = [field for field in one.fields if field.field != WHOLE]
    if any(field.field == WHOLE for field in one.fields):
        whole = next(field for field in one.fields if field.field == WHOLE)
        return _("Changed here, deleted there") if whole.ours else _("Deleted here, changed there")
    if one.what == NEW or goes(one):
        # Its name and its account stand beside it.
        known = (one.title, one.account)
        told = [one for one in told if one.theirs not in known and one.ours not in known]
    # What has to be decided is told before what goes without saying.
    told.sort(key=lambda field: not field.clash)
    parts = [_part(one, field, values) for field in told[:MOST_NAMED]]
    more = len(told) - MOST_NAMED
    if more > 0:
        parts.append(_n("{n} more", "{n} more", more))
    return " · ".join(parts)


def goes(one: Difference) -> bool:
    """Whether a record goes, or would."""
    return one.what == DELETED or (
        one.what == WAITING and all(field.theirs is None for field in one.fields)
    )


def _part(one: Difference, field: FieldDifference, values: Values) -> str:
    ours, theirs = (_short(values.say(one, field, side)) for side in Side)
    if goes(one):
        return f"{field.label}: {ours}"
    if one.what == NEW or (one.what == WAITING and field.ours is None):
        return f"{field.label}: {theirs}"
    if field.clash:
        return _("{field}: {ours} or {theirs}").format(field=field.label, ours=ours, theirs=theirs)
    return f"{field.label}: {ours} → {theirs}"


def _short(text: str) -> str:
    line = " ".join(text.split()) or _DASH
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


# -- values ------------------------------------------------------------------------------------


class Values:
    """Puts values into words.

    Args:
        catalogue: All fields.
        taking: Knows the currency of records in which it is the same on both sides.
    """

    def __init__(self, catalogue: Catalogue, taking: Taking | None = None) -> None:
        self._taking = taking
        self._kinds = {one.name: one for one in catalogue.kinds()}

    def field(self, kind: str, name: str) -> Field | None:
        """A field; None where this program doesn't know it."""
        known = self._kinds.get(kind)
        return known.fields.get(name) if known is not None else None

    def label(self, kind: str, name: str) -> str:
        """What a field is called; the record as a whole where it is empty."""
        if name == WHOLE:
            return _("Deleted on one side")
        found = self.field(kind, name)
        return str(found.label) if found is not None else name

    def plural(self, kind: str) -> str:
        """What several of a kind are called."""
        known = self._kinds.get(kind)
        return str(known.plural) if known is not None else kind

    def singular(self, kind: str) -> str:
        """What one of a kind is called."""
        known = self._kinds.get(kind)
        return str(known.label) if known is not None else kind

    def say(self, one: Difference, field: FieldDifference, side: Side | None) -> str:
        """A value of a record; empty for none.

        Args:
            one: The record.
            field: The field.
            side: Whose value; None for what it was when both had the same.
        """
        value = {Side.OURS: field.ours, Side.THEIRS: field.theirs, None: field.before}[side]
        if value is None or value == ():
            return ""
        known = self.field(one.kind, field.field)
        if known is None:
            return str(value)
        currency = self._currency(one, side) if known.format is Format.MONEY else ""
        return in_words(known, value, title=str(value), currency=currency)

    def _currency(self, one: Difference, side: Side | None) -> str:
        """The currency that amounts of a record are in."""
        for field in one.fields:
            if field.field == CURRENCY:
                told = field.theirs if side is Side.THEIRS else field.ours
                return str(told or "")
        if self._taking is None:
            return ""
        compared = self._taking.compared
        rows = compared.theirs if side is Side.THEIRS else compared.ours
        return str(rows.get((one.kind, one.record), {}).get(CURRENCY) or "")


def open_conflicts(open_: int) -> str:
    """How many conflicts wait: "3 conflicts are open"."""
    return _n("{n} conflict is open", "{n} conflicts are open", open_)
