"""The page of the history: what was changed anywhere, by whom and when, and the way back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.log.accountline import AccountLine
from acctdesk.ui.past.filters import Narrowed
from acctdesk.ui.past.view import PastView
from acctdesk.ui.running import Running
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.words import _, _n

SECTION = "history"


class HistoryPage(Page):
    """Every change, searched and narrowed; takes parts of it back, and exports what is shown.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was taken back.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        self._desk = desk
        self._running = Running(shell, tasks, self)
        self._folder: Path | None = None
        self._name = ""
        self._chip: Chip | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        head = PageHeader(
            self.theme, _("History"), _("What was changed, by whom and when. Each part of it can be"
                                        " taken back by itself."),
        )  # fmt: skip
        self.trash = Button(self.theme, _("Trash"), icon="trash-2")
        self.trash.clicked.connect(lambda: self.shell.go(Place("trash")))
        self.export_button = Button(self.theme, _("Export…"), icon="download")
        self.export_button.clicked.connect(self.export)
        head.add(self.trash)
        head.add(self.export_button)
        column.addWidget(head)
        self.view = PastView(self.theme, desk, tasks, undo)
        self.account = AccountLine(desk, tasks)
        self.account.setPlaceholderText(_("Any account"))
        self.account.chosen.connect(lambda one: self.view.filters.only(account=one))
        self.view.filters.row.addWidget(self.account)
        column.addWidget(self.view, 1)
        self._fit()
        self.theme.changed.connect(self._fit)
        tasks.changed.connect(self._on_change)

    def title(self) -> str:
        """What the top bar says."""
        return _("History")

    def activated(self, params: Params) -> None:
        """Show what the place names; without anything the history as it was left."""
        if params:
            said = {name: str(value) for name, value in params.items()}
            self._show_of(
                Narrowed(
                    words=said.get("words", ""),
                    account=said.get("account", ""),
                    record=said.get("record", ""),
                    kind=said.get("kind", ""),
                    field=said.get("field", ""),
                    days=said.get("days", ""),
                ),
                said.get("name", ""),
            )
        self.view.filters.box.setFocus()

    def refresh(self) -> None:
        """Read it again."""
        self.view.mark_stale()

    def panes(self) -> tuple[QWidget, ...]:
        """Search, list, and the look at a change."""
        return (self.view.filters.box, self.view.list, self.view.details)

    def run_command(self, action_id: str) -> bool:
        """Export; nothing else here answers to an action."""
        if action_id == "list.export":
            self.export()
        return action_id == "list.export"

    def export(self) -> None:
        """Ask where, and write all changes that are shown, and those further back."""
        from acctdesk.exchange.grids.exporting import file_name
        from acctdesk.exchange.history import export_history

        now, today = self.view.filters.now, self._desk.context.today()
        name = file_name(" ".join(filter(None, [_("History"), self._name])), today)
        patterns = ";;".join([_("Excel workbook") + " (*.xlsx)", _("Text file") + " (*.csv)"])
        proposal = self._folder / name if self._folder is not None else Path(name)
        path = self.shell.ask.save_file(_("Export the history"), patterns, proposal)
        if path is None:
            return
        self._folder = path.parent
        desk, when = self._desk, dt.datetime.now(dt.UTC)

        def done(count: int) -> None:
            words = _n("Exported {n} line to %s", "Exported {n} lines to %s", count)
            self.shell.toast(words % path.name)

        self._running.run(
            _("Exporting %s") % path.name,
            lambda job: export_history(desk.history, now.asked(today), path, when, job),
            done,
        )

    # -- inside ----------------------------------------------------------------------------

    def _show_of(self, now: Narrowed, name: str) -> None:
        self._name = name if now.account or now.record else ""
        self.account.set_account(now.account, name if now.account else "")
        if self._chip is not None:
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if now.record:
            self._chip = Chip(self.theme, _("Only %s") % (name or _("one record")))
            for signal in (self._chip.removed, self._chip.clicked):
                signal.connect(self._any_record)
            self.view.filters.row.addWidget(self._chip)
            self._chip.show()
        self.account.setVisible(not now.record)
        self.view.show_of(now)

    def _any_record(self) -> None:
        self._show_of(replace(self.view.filters.now, record="", field=""), "")

    def _on_change(self, _change: Change) -> None:
        self.view.mark_stale()

    def _fit(self) -> None:
        self.account.setFixedWidth(self.theme.px(200))
