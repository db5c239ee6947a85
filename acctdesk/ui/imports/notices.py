"""What is good to know of a check as a whole: counted or summed up, with nothing to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from acctdesk.ui.imports.items import Item, Level, Repair
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.exchange.intake.checked import Checked
    from acctdesk.exchange.intake.drafts import SheetDraft
    from acctdesk.exchange.intake.findings import Organisation


def notices(checked: Checked, sheets: dict[int, SheetDraft]) -> list[Item]:
    """Word what a check found beside its problems.

    Args:
        checked: The check.
        sheets: The sheets that are taken, by their place in the draft.
    """
    found = checked.findings
    made: list[Item] = []
    held = sum(one.updated for one in found.counts.values())
    if held:
        rows = sorted({d.row for d in found.differences})
        places = {d.sheet for d in found.differences}
        fields = len(found.differences)
        change = _n("{n} field would change", "{n} fields would change", fields)
        if fields >= found.MOST_DIFFERENCES:
            change = _("more than %s fields would change") % number(fields)
        blanks = any(c.clear for s in sheets.values() for c in s.columns)
        note = _("Some blanks erase; %s") if blanks else _("Blanks keep what is there; %s")
        made.append(
            Item(
                ("", "existing"), Level.NOTICE, Repair.EXISTING, _("Already in this workspace"),
                note % change, "", min(places, default=-1), rows,
            )
        )  # fmt: skip
    if found.new_members:
        names = ", ".join(found.new_members[:3]) + (" …" if len(found.new_members) > 3 else "")
        made.append(
            Item(
                ("", "members"), Level.NOTICE, Repair.NONE,
                _n("{n} new member of your team", "{n} new members of your team",
                   len(found.new_members)),
                names, "",
            )
        )  # fmt: skip
    kept = [c.heading.text for s in sheets.values() for c in s.columns if c.keep]
    if kept:
        made.append(
            Item(
                ("", "fields"), Level.NOTICE, Repair.NONE,
                _n("{n} new custom field", "{n} new custom fields", len(kept)),
                ", ".join(kept[:4]) + (" …" if len(kept) > 4 else ""), "",
            )
        )  # fmt: skip
    if found.organisation is not None:
        made += _organisation(found.organisation)
    made += [
        Item(("", "note", text), Level.NOTICE, Repair.NONE, text, "", "") for text in found.notes
    ]
    return made


def _organisation(found: Organisation) -> Iterator[Item]:
    """Who is named as a manager and isn't there, by row; and what the lines come to."""
    for hole in found.holes:
        yield Item(
            ("", "hole", str(hole.sheet), hole.name),
            Level.NOTICE,
            Repair.ROWS,
            _("“%s” is a manager, but not listed") % hole.name,
            _n("A placeholder holds their place; {n} person reports to it",
               "A placeholder holds their place; {n} people report to it",
               len(hole.rows) + hole.more),
            _("Placeholder"),
            hole.sheet,
            tuple(hole.rows),
        )  # fmt: skip
    if found.depth > 1:
        told = [
            _n("{n} at the top", "{n} at the top", found.roots),
            _n("{n} level", "{n} levels", found.depth),
            _n("{n} placeholder", "{n} placeholders", found.placeholders),
        ]
        if found.cycles:
            told.append(_n("{n} circle left out", "{n} circles left out", found.cycles))
        yield Item(
            ("", "organisation"), Level.NOTICE, Repair.NONE, _("Reporting lines"),
            " · ".join(told), "",
        )  # fmt: skip
