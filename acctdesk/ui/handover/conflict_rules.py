"""Rules that decide many conflicts at once, each with the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.services.handover.threeway import Side
from acctdesk.ui.handover.taking_said import open_conflicts
from acctdesk.words import _n

if TYPE_CHECKING:
    from acctdesk.ui.handover.taking_session import TakingSession
    from acctdesk.ui.shell.page import Shell


def rule(shell: Shell, session: TakingSession, side: Side, kind: str, field: str | None) -> None:
    """Keep one side's value of all conflicts that are open, and offer to undo that.

    Args:
        shell: Says what was decided.
        session: Holds the decisions.
        side: Whose value is kept.
        kind: Only of records of this kind; empty for any.
        field: Only of this field; None for any.
    """
    made = session.decide_open(side, kind, field)
    if made:
        words = (
            _n("Mine kept in {n} conflict", "Mine kept in {n} conflicts", len(made))
            if side is Side.OURS
            else _n("Theirs taken in {n} conflict", "Theirs taken in {n} conflicts", len(made))
        )
        shell.toast(words, undo=lambda: session.reopen(made))


def reopen(shell: Shell, session: TakingSession) -> None:
    """Withdraw all decisions, and offer to undo that.

    Args:
        shell: Says how many are open now.
        session: Holds the decisions.
    """
    before = dict(session.decisions.choices)
    session.reopen()

    def again() -> None:
        for at, side in before.items():
            session.decisions.decide(*at, side)
        session.decided.emit()

    shell.toast(open_conflicts(session.decisions.open), undo=again)
