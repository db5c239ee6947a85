"""Which sheets of the draft are taken, and whether their columns must be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acctdesk.exchange.intake.drafts import SheetDraft
    from acctdesk.ui.imports.session import Session


def chosen_sheets(session: Session) -> list[SheetDraft]:
    """The sheets that are taken, and those that would be once their columns are matched."""
    if session.draft is None:
        return []
    ticked = session.answers.sheets
    return [s for s in session.draft.sheets if s.taken or (s.name in ticked and s.row_count())]


def match_needed(session: Session) -> bool:
    """Whether a column, or a word for a state, was neither known, nor remembered, nor decided."""
    draft = session.draft
    states = draft.states if draft is not None else ()
    return any(one.how in ("guess", "ask", "unknown") for one in states) or any(
        column.match.how not in ("exact", "remembered")
        and not column.answered
        and bool(column.heading.samples)
        for sheet in chosen_sheets(session)
        for column in sheet.columns
    )
