"""The page's sentences about the import as a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from acctdesk.ui.imports.findings import Overview, quoted
from acctdesk.ui.imports.items import Item, Level, Repair
from acctdesk.ui.imports.session import Session
from acctdesk.ui.imports.sheets import chosen_sheets
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.status import Status
from acctdesk.words import _, _n, number


def draft_note(session: Session) -> str:
    """What is imported: "Clients.xlsx · sheet “Clients” · headings in row 4"."""
    draft = session.draft
    if draft is None or not draft.files:
        return ""
    sheets = chosen_sheets(session)
    said = [draft.title]
    if len(sheets) == 1:
        if len(sheets[0].file.sheets) > 1:
            said.append(_("sheet “%s”") % sheets[0].name)
        heads = sheets[0].layout.header_rows
        if heads and heads[-1] > 1:
            said.append(_("headings in row %s") % number(heads[-1]))
    elif sheets:
        said.append(_n("{n} sheet", "{n} sheets", len(sheets)))
    return " · ".join(said)


def count_badges(theme: Theme, view: Overview) -> list[QWidget]:
    """How the records fare, and how many things need the person."""
    counts = view.checked.findings.counts.values()
    made: list[QWidget] = []
    created = sum(one.created for one in counts)
    made.append(Badge(theme, _("%s new") % number(created), status=Status.MET))
    rest = (
        (sum(one.updated for one in counts), _("%s updated")),
        (sum(one.unchanged for one in counts), _("%s unchanged")),
        (sum(one.skipped for one in counts), _("%s skipped")),
    )
    made += [Badge(theme, words % number(count)) for count, words in rest if count]
    if view.rejected:
        made.append(Badge(theme, _("%s not taken") % number(view.rejected)))
    need = view.questions + view.problems
    if need:
        status = Status.BREACHED if view.problems else Status.RISK
        made.append(Badge(theme, _n("{n} needs you", "{n} need you", need), status=status))
    return made


def import_words(view: Overview | None) -> str:
    """The words of the button that imports."""
    if view is None or not view.checked.writes:
        return _("Import")
    if "ticket" in view.checked.findings.counts:
        return _n("Import {n} ticket", "Import {n} tickets", view.checked.writes)
    return _n("Import {n} record", "Import {n} records", view.checked.writes)


def check_sentence(
    view: Overview | None, *, checking: bool, stale: bool, read_only: bool
) -> tuple[str, bool]:
    """What to know before importing, and whether one can.

    Args:
        view: The check.
        checking: Whether a newer one is under way.
        stale: Whether it came to nothing.
        read_only: Whether the workspace may only be read.
    """
    if view is None:
        return "", False
    if read_only:
        return _("This workspace is open read-only: you can check, but not import."), False
    if view.questions:
        return _first(view), False
    if checking:
        return _("Checking your answer…"), False
    if stale:
        return _("Your last answer could not be checked. Go back and check again."), False
    if not view.checked.writes:
        return _("Everything in the file is in this workspace already."), False
    said = [_("One step to undo, also tomorrow.")]
    left = [item for item in view.items if item.level is Level.PROBLEM]
    if view.rejected:
        said.append(
            _n("{n} row can't be taken and is left out.",
               "{n} rows can't be taken and are left out.", view.rejected)
        )  # fmt: skip
    if any(item.repair in (Repair.CHOICE, Repair.TEXT) for item in left):
        said.append(_("Values that can't be read leave their field as it is."))
    return " ".join(said), True


def _first(view: Overview) -> str:
    asked = {item.repair for item in view.items if item.level is Level.QUESTION}
    told = []
    if Repair.DATE_ORDER in asked:
        told.append(_("choose the order of day and month"))
    if Repair.DECIMAL in asked:
        told.append(_("choose the decimal mark"))
    if Repair.DUPLICATE in asked:
        told.append(
            _n("decide {n} possible duplicate", "decide {n} possible duplicates",
               view.duplicates())
        )  # fmt: skip
    return _("Before importing: %s.") % ", ".join(told)


def explain(item: Item, row: int) -> tuple[str, str]:
    """What is the matter with a row, and what to do: "Row 42, Tier: expected …, found …"."""
    group = item.group
    if group is None:
        return _("Row %(row)s: %(what)s") % {"row": row, "what": item.title}, item.note
    where = _("Row %s") % row
    if group.column:
        where = f"{where}, {group.column}"
    if item.repair is Repair.DUPLICATE or item.repair is Repair.SIMILAR:
        return f"{where}: {item.title}", f"{item.note}. {group.remedy}"
    told = {"where": where, "found": quoted(group.found, 60), "expected": group.expected}
    if not group.found:
        return _("%(where)s: expected %(expected)s.") % told, group.remedy
    return _("%(where)s: found “%(found)s”, expected %(expected)s.") % told, group.remedy
