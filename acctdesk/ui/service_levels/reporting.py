"""The client's report is asked for: of whom, over which period, and as which file."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from acctdesk.ui.service_levels import said
from acctdesk.ui.service_levels.chartcard import open_file
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, _n, date, lazy

if TYPE_CHECKING:
    from acctdesk.services.service_level import Panel
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.service_levels.view import LevelsView
    from acctdesk.ui.tasks import Tasks

FORMATS: tuple[tuple[str, Lazy, str, str], ...] = (
    (".pdf", lazy("PDF, to print and send"), "file-text", "PDF (*.pdf)"),
    (".xlsx", lazy("Excel workbook with its charts"), "file-spreadsheet", "Excel (*.xlsx)"),
)
"""What a report can be: ending, words, icon, and pattern of the file chooser."""


class ReportPopover(Popover):
    """Asks for account, period and file.

    Args:
        view: Where it is asked.
        desk: The open workspace.
        tasks: Writes the file.
        panel: What is on the panel: its accounts and periods can be chosen.
    """

    def __init__(self, view: LevelsView, desk: Desk, tasks: Tasks, panel: Panel) -> None:
        theme = view.shell.theme
        super().__init__(theme, _("Client report"), view)
        self._view, self._desk, self._tasks, self._panel = view, desk, tasks, panel
        self.body.addWidget(Label(theme, _("Client report"), "strong"))
        note = Label(
            theme,
            _("Only objectives a client may see, and credits once issued or agreed."),
            "caption", "secondary", wrap=True,
        )  # fmt: skip
        note.setFixedWidth(theme.px(300))
        self.body.addWidget(note)
        accounts = sorted(
            {(one.account, one.account_name) for one in panel.gauges if one.client_safe},
            key=lambda one: one[1].casefold(),
        )
        self.account = ComboBox(theme, _("Account"), accounts)
        current = view.acting.gauge()
        if current is not None and current.account in dict(accounts):
            self.account.set_value(current.account)
        whose = ValidatedField(theme, _("Account"), self.account)
        self.body.addWidget(whose)
        if view.alone:
            whose.hide()
        self.period = ComboBox(theme, _("Period"), self._periods())
        self.body.addWidget(ValidatedField(theme, _("Period"), self.period))
        files = QVBoxLayout()
        files.setSpacing(0)
        self.formats: dict[str, Button] = {}
        for suffix, words, icon, pattern in FORMATS:
            button = Button(theme, str(words), "quiet", icon=icon)
            button.setStyleSheet("text-align: left;")
            button.setEnabled(bool(accounts))
            button.clicked.connect(
                lambda _on=False, suffix=suffix, pattern=pattern: self._export(suffix, pattern)
            )
            files.addWidget(button)
            self.formats[suffix] = button
        self.body.addLayout(files)
        if not accounts:
            none = Label(
                theme, _("No objective is marked so that a client may see it."), "caption",
                "danger", wrap=True,
            )  # fmt: skip
            none.setFixedWidth(theme.px(300))
            self.body.addWidget(none)

    def _periods(self) -> list[tuple[object, str]]:
        """The running month and those before it."""
        now = self._panel.now
        first = now.date().replace(day=1)
        found: list[tuple[object, str]] = []
        for _at in range(13):
            words = f"{said.month_name(first.month)} {first.year}"
            found.append((first.isoformat(), words + (_(" so far") if not found else "")))
            first = (first - dt.timedelta(days=1)).replace(day=1)
        return found

    def _export(self, suffix: str, pattern: str) -> None:
        account, first = str(self.account.value() or ""), str(self.period.value() or "")
        name = self.account.currentText()
        self.close()
        shell = self._view.shell
        title = _("Service levels {account} {period}").format(account=name, period=first[:7])
        plain = "".join(one if one.isalnum() or one in " -–" else " " for one in title)
        path = shell.ask.save_file(_("Client report"), pattern, Path.home() / f"{plain}{suffix}")
        if path is None:
            return
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
        desk, day = self._desk, dt.date.fromisoformat(first)

        def done(objectives: int) -> None:
            words = _n("Exported {n} objective to %s", "Exported {n} objectives to %s", objectives)
            shell.toast(words % path.name, undo=lambda: open_file(path), action=_("Open"))

        task = functools.partial(write_report, desk, account, day, path)
        self._tasks.work(self._view, task, done)


def write_report(desk: Desk, account: str, day: dt.date, path: Path) -> int:
    """Write what is released of an account to a file, by its ending; for any thread.

    Args:
        desk: The open workspace.
        account: Account id.
        day: A day of the period.
        path: Ends in ".pdf" or ".xlsx".

    Returns:
        How many objectives are in it.
    """
    from acctdesk.exchange.reports.exporting import export_report
    from acctdesk.exchange.reports.reading import Cover
    from acctdesk.ui.printing.scenes import write_pages

    released = desk.service_levels.released(account, day)
    today = desk.context.today()
    period = f"{said.month_name(day.month)} {day.year}"
    if (day.year, day.month) == (today.year, today.month):
        period = _("%s so far") % period
    cover = Cover(period, date(today), desk.settings.me.name)
    return export_report(released, cover, path, write_pages)
