"""What is done on the panel and behind it, each as one change that can be undone."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from acctdesk.ui.entering import values_of
from acctdesk.ui.service_levels import said, saving, tables
from acctdesk.ui.service_levels.board import DIAL, LINEAR
from acctdesk.ui.service_levels.form import EDIT
from acctdesk.ui.service_levels.ledgerfile import write_ledger
from acctdesk.ui.shell.places import Place
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from pathlib import Path

    from acctdesk.services.service_level import Gauge
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.service_levels.view import LevelsView
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo


class Acting(QObject):
    """Carries out what is asked for.

    Args:
        view: Where it is asked.
        desk: The open workspace.
        tasks: Runs the commands.
        undo: Offers to undo them.
    """

    def __init__(self, view: LevelsView, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(view)
        self._view, self._desk, self._tasks, self._undo = view, desk, tasks, undo
        self._folder: Path | None = None
        self.popover: QWidget | None = None

    def run(self, action_id: str) -> bool:
        """Do what an action means here; whether it means something."""
        command = self._commands().get(action_id)
        if command is None:
            return False
        command()
        return True

    def _commands(self) -> dict[str, Callable[[], object]]:
        view, panel = self._view, self._view.panel
        able = not self._desk.read_only
        found: dict[str, Callable[[], object]] = {
            "levels.setup": lambda: view.go({"setup": "agreement"}),
            "levels.style": self._turn_style,
        }
        if able:
            found["levels.import"] = self.import_tickets
        front = view.where
        if not front:
            found |= {
                "filter": panel.open_filter,
                "levels.alerts": lambda: self.show_alerts(panel.alerts),
                "levels.report": lambda: self.report(panel.report),
            }
            if able:
                found["new"] = lambda: view.open_form("agreement", "", {})
        gauge = self.gauge()
        if gauge is not None:
            found["levels.open"] = lambda: view.go({"objective": gauge.objective})
            if able:
                found["levels.edit"] = lambda: view.open_form("objective", gauge.objective, {})
        if "setup" in front and able:
            found["new"] = lambda: view.open_form(view.setup.list_name(), "", {})
        return found

    def gauge(self) -> Gauge | None:
        """The objective that is looked at, or on which the keyboard is; None for none."""
        view = self._view
        detail = view.detail.detail()
        if "objective" in view.where and detail is not None:
            return detail.gauge
        current, panel = view.panel.board.current(), view.panel.panel()
        if view.where or current is None or panel is None:
            return None
        return next((one for one in panel.gauges if one.objective == current.id), None)

    # -- forms -----------------------------------------------------------------------------

    def save(self) -> None:
        """Keep what was entered into the form."""
        form = self._view.form
        draft = form.draft()
        if draft is None or self._desk.read_only:
            return
        entered = form.entered()
        new = draft.record is None

        def done(made: tuple[str, Change | None]) -> None:
            record, change = made
            words = _("Added: %s") if new else _("Changed: %s")
            if change is not None:
                self._undo.offer(words % str(EDIT[draft.kind]), change)
            if new and draft.kind == "agreement":
                # An agreement without a promise isn't of use yet.
                self._view.go({"setup": "agreement"})
                self._view.setup.select(f"agreement:{record}")
            else:
                self._view.leave_form()

        self._tasks.write(
            form, functools.partial(saving.save, self._desk, draft, entered), done, form.refuse
        )

    def delete(self) -> None:
        """Delete the record of the form; Undo is offered."""
        form = self._view.form
        draft = form.draft()
        if draft is None or draft.record is None:
            return
        kind, record = draft.kind, draft.record.id

        def done(change: Change | None) -> None:
            self._undo.offer(_("Deleted: %s") % str(EDIT[kind]), change)
            # What it was opened from may be about the record that is gone.
            self._view.go({"setup": kind} if kind in EDIT else {})

        self._tasks.write(
            form, lambda: self._desk.service_levels.delete(kind, [record]), done, form.refuse
        )

    # -- small surfaces --------------------------------------------------------------------

    def show_alerts(self, anchor: QWidget) -> None:
        """Show all alerts in one list."""
        from acctdesk.ui.service_levels.popovers import AlertsPopover

        view = self._view
        if not view.alerts:
            return
        popover = AlertsPopover(view.shell.theme, view.alerts, view)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.wanted.connect(lambda objective: view.go({"objective": objective}))
        popover.open_at(anchor)
        self.popover = popover

    def measure(self, anchor: QWidget) -> None:
        """Ask for measurements of the objective that is looked at."""
        from acctdesk.ui.service_levels.popovers import MeasurePopover

        gauge = self.gauge()
        if gauge is None:
            return
        popover = MeasurePopover(self._view.shell.theme, gauge.name, self._view)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.popover = popover

        def keep() -> None:
            text, source = popover.lines.toPlainText(), popover.source.text()

            def task() -> tuple[int, Change | None]:
                rows = saving.measurements(self._desk, text)
                levels = self._desk.service_levels
                return len(rows), levels.measure(gauge.objective, rows, source)

            def done(made: tuple[int, Change | None]) -> None:
                count, change = made
                popover.close()
                words = _n("Added {n} measurement", "Added {n} measurements", count)
                self._undo.offer(words if count else _("Nothing was typed"), change)

            self._tasks.write(popover, task, done, popover.refuse)

        popover.kept.connect(keep)
        popover.open_under(anchor)
        popover.lines.setFocus()

    def give_credit(self, first: str, anchor: QWidget) -> None:
        """Ask what was given for a period.

        Args:
            first: ISO day, the first of the period.
            anchor: Where to ask.
        """
        from acctdesk.ui.service_levels.popovers import CreditPopover

        gauge, detail = self.gauge(), self._view.detail.detail()
        if gauge is None or detail is None:
            return
        line = next(one for one in detail.credits if one.period.first.isoformat() == first)
        title = f"{line.name} · {said.period(line.period)}"
        popover = CreditPopover(self._view.shell.theme, title, said.amount(line.money), self._view)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.popover = popover

        def keep() -> None:
            text, state = popover.amount.text(), str(popover.state.value())

            def task() -> Change | None:
                field = self._desk.fields.field("credit", "amount")
                read = values_of(self._desk, field, text)
                amount = None if read["amount"] is None else Decimal(read["amount"])
                day = dt.date.fromisoformat(first)
                return self._desk.service_levels.issue(
                    gauge.objective, day, state, amount, str(read.get("currency") or "")
                )

            def done(change: Change | None) -> None:
                popover.close()
                self._undo.offer(_("Kept the credit of %s") % said.period(line.period), change)

            self._tasks.write(popover, task, done, popover.refuse)

        popover.kept.connect(keep)
        popover.open_under(anchor)
        popover.amount.setFocus()

    def approve(self, exclusion: str) -> None:
        """Ask who agreed to an exclusion."""
        from acctdesk.ui.service_levels.popovers import ApprovePopover

        popover = ApprovePopover(self._view.shell.theme, self._view)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.popover = popover

        def keep() -> None:
            by = popover.by.text()

            def done(change: Change | None) -> None:
                popover.close()
                self._undo.offer(_("Approved the exclusion"), change)

            self._tasks.write(
                popover, lambda: self._desk.service_levels.approve([exclusion], by), done,
                popover.refuse,
            )  # fmt: skip

        popover.kept.connect(keep)
        popover.open_under(self._view.setup.approve)
        popover.by.setFocus()

    # -- ways out --------------------------------------------------------------------------

    def import_tickets(self) -> None:
        """Go to the import; on an account's tab with that account chosen."""
        shell, account = self._view.shell, self._view.account
        if not account:
            shell.go(Place("import"))
            return
        self._tasks.read(
            self,
            lambda: self._desk.records.get("account", account).title,
            lambda name: shell.go(Place("import", {"account": name})),
        )

    def report(self, anchor: QWidget) -> None:
        """Ask for the client's report."""
        from acctdesk.ui.service_levels.reporting import ReportPopover

        panel = self._view.panel.panel()
        if panel is None or not panel.gauges:
            return
        popover = ReportPopover(self._view, self._desk, self._tasks, panel)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.open_at(anchor)
        self.popover = popover

    def export_ledger(self) -> None:
        """Ask where, and write the ledger to a file."""
        from acctdesk.ui.service_levels.written import tell_written

        told = self._view.ledger.told()
        if told is None:
            return
        shell = self._view.shell
        name = " ".join(filter(None, (_("Ledger"), told.number or told.title[:40] or told.record)))
        from pathlib import Path

        plain = "".join(one if one.isalnum() or one in " -_–" else " " for one in name)
        proposal = (self._folder or Path.home()) / f"{plain}.csv"
        path = shell.ask.save_file(_("Export the ledger"), "CSV (*.csv)", proposal)
        if path is None:
            return
        self._folder = path.parent
        lines = [[told.number or _("Outage"), told.title, told.name], [],
                 *tables.ledger(told).lines()]  # fmt: skip

        def done(_nothing: None) -> None:
            tell_written(shell, _("Exported %s") % path.name, path)

        self._tasks.work(self, lambda: write_ledger(lines, path), done)

    def _turn_style(self) -> None:
        board = self._view.panel.board
        other = DIAL if board.gauge_style() == LINEAR else LINEAR
        self._view.panel.set_style(other)
