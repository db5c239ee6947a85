"""Reads what is in front and fills the parts of the view with it."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acctdesk.ui.service_levels import reading
from acctdesk.ui.service_levels.setup import LISTS
from acctdesk.ui.tasks import Latest

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.services.service_detail import LedgerTold
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.service_levels.reading import Closer, Draft, Overview, Terms
    from acctdesk.ui.service_levels.view import LevelsView
    from acctdesk.ui.tasks import Tasks

PATIENCE = 400
"""Milliseconds for which the rest of a detail waits for its first chart."""


class Filling(QObject):
    """Reads on a lane, of each part only the newest wish.

    Args:
        view: Whose parts they are.
        desk: The open workspace.
        tasks: Reads.
    """

    def __init__(self, view: LevelsView, desk: Desk, tasks: Tasks) -> None:
        super().__init__(view)
        self._view, self._desk = view, desk
        self._read_panel, self._read = Latest(tasks, self), Latest(tasks, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PATIENCE)
        self._later.timeout.connect(self._read_detail)
        view.detail.glanced.connect(lambda: self._read_detail() if self._later.isActive() else None)

    def fill_panel(self) -> None:
        """Read the gauges and alerts."""
        account = self._view.account
        self._read_panel.read(
            functools.partial(reading.overview, self._desk, account),
            functools.partial(self._show_panel, account),
        )

    def fill_front(self) -> None:
        """Read what the place in force names, beside the panel."""
        view, desk, read = self._view, self._desk, self._read.read
        where = view.where
        if "form" in where:
            if self._is_shown(where["form"], where.get("record", "")):
                return  # what is typed stays
            read(
                functools.partial(reading.draft, desk, where["form"], where.get("record", "")),
                self._show_draft, self._miss,
            )  # fmt: skip
        elif "setup" in where:
            words = view.setup.words.text()
            read(functools.partial(reading.terms, desk, view.account, words), self._show_terms)
        elif "ledger" in where:
            objective, record = where.get("objective", ""), where["ledger"]
            task = functools.partial(reading.ledger, desk, objective, record)
            read(task, self._show_ledger, self._miss if objective else self._look_up)
        elif "objective" in where and not self._glance(where["objective"], where.get("first", "")):
            self._read_detail()

    def _glance(self, objective: str, first: str) -> bool:
        """Show what the panel knows of an objective; whether the rest is read after that.

        The first chart is drawn from it. Reading the rest meanwhile would take the interpreter
        from the drawing.
        """
        view, panel = self._view, self._view.panel.panel()
        if first or panel is None or not view.isVisible():
            return False
        gauge = next((one for one in panel.gauges if one.objective == objective), None)
        if gauge is None:
            return False
        waits = view.detail.glance(gauge, panel.now)
        if waits:
            self._later.start()
        if view.detail.detail() is None:
            view.show_part(view.detail)
        return waits

    def _read_detail(self) -> None:
        self._later.stop()
        where = self._view.where
        if "objective" in where and "ledger" not in where:
            task = functools.partial(
                reading.detail, self._desk, where["objective"], where.get("first", "")
            )
            self._read.read(task, self._show_detail, self._miss)

    def _is_shown(self, kind: str, record: str) -> bool:
        """Whether the form of a record is in front already."""
        draft = self._view.form.draft()
        if draft is None or self._view.front() is not self._view.form:
            return False
        return (draft.kind, draft.record.id if draft.record else "") == (kind, record)

    def _show_panel(self, account: str, found: Overview) -> None:
        view = self._view
        if account == view.account:
            view.alerts = found.alerts
            view.panel.show_panel(found.panel, len(found.alerts))
            view.turn()

    def _show_detail(self, found: Closer) -> None:
        self._view.detail.show_detail(found)
        self._view.show_part(self._view.detail)

    def _show_ledger(self, told: LedgerTold) -> None:
        self._view.ledger.show_ledger(told)
        self._view.show_part(self._view.ledger)

    def _show_terms(self, terms: Terms) -> None:
        view = self._view
        view.setup.show_terms(terms)
        wanted = view.where.get("setup", "")
        if wanted in LISTS and view.front() is not view.setup:
            view.setup.show_list(wanted)
        view.show_part(view.setup)

    def _show_draft(self, draft: Draft) -> None:
        view = self._view
        preset: dict[str, str] = json.loads(view.where.get("preset") or "{}")
        if view.alone and any(one.name == "account_id" for one in draft.fields):
            preset.setdefault("account_id", view.account)
        view.form.show_draft(draft, preset)
        view.show_part(view.form)

    def _look_up(self, _problem: Problem) -> None:
        """A ticket that was found by its number may fall under no objective."""
        record = self._view.where.get("ledger", "")
        task = functools.partial(reading.by_itself, self._desk, record)
        self._read.read(task, self._show_draft, self._miss)

    def _miss(self, _problem: Problem) -> None:
        self._view.show_part(self._view.gone)
