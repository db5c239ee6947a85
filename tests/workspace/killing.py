"""What the process does that is killed in `test_kill`; imported by a fork server."""

from __future__ import annotations

from pathlib import Path

from acctdesk.compose import open_desk
from acctdesk.exchange.roster.importer import RosterImport


def import_roster(workspace: str, roster: str, begun: object) -> None:
    """Check a roster, say that writing begins, and write it."""
    with open_desk(Path(workspace)) as desk:
        run = RosterImport(desk.imports)
        run.open([Path(roster)])
        run.check()
        begun.set()  # type: ignore[attr-defined]
        run.apply()
