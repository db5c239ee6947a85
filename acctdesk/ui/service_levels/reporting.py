"""The client's report is asked for: of whom, over which period, and as which file."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.service_levels import said
from acctdesk.ui.service_levels.written import tell_written
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.layouts import Popover, PopoverPart
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
LENGTHS: Mapping[str, Lazy] = {
    "week": lazy("Week"), "month": lazy("Month"), "quarter": lazy("Quarter"), "year": lazy("Year"),
}  # fmt: skip
"""How long a time a report can be about."""
LATEST: Mapping[str, int] = {"week": 13, "month": 13, "quarter": 8, "year": 3}
"""How many times of a length can be chosen."""


@dataclass(frozen=True, slots=True)
class Time:
    """What a report is about.

    Attributes:
        day: Its last day, or today while it runs: of each objective the period that holds it.
        words: In words.
        short: As part of a file's name.
    """

    day: dt.date
    words: str
    short: str


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
            _("Only objectives a client may see, each in its last period of that time, and credits "
              "once issued or agreed."),
            "caption", "secondary", wrap=True,
        )  # fmt: skip
        # What is asked scrolls where the screen is low; the ways out stay.
        self.part = PopoverPart(theme, _("Account and time"))
        self.part.column.setSpacing(theme.px(6))
        self.part.column.addWidget(note)
        self.body.addWidget(self.part)
        accounts = sorted(
            {(one.account, one.account_name) for one in panel.gauges if one.client_safe},
            key=lambda one: one[1].casefold(),
        )
        self.account = ComboBox(theme, _("Account"), accounts)
        current = view.acting.gauge()
        if current is not None and current.account in dict(accounts):
            self.account.set_value(current.account)
        whose = ValidatedField(theme, _("Account"), self.account)
        self.part.column.addWidget(whose)
        if view.alone:
            whose.hide()
        kinds = [(one, str(words)) for one, words in LENGTHS.items()]
        self.length = ComboBox(theme, _("Length"), kinds)
        self.length.set_value("month")
        self.part.column.addWidget(ValidatedField(theme, _("Length"), self.length))
        self.period = ComboBox(theme, _("Period"), self._choices())
        self.part.column.addWidget(ValidatedField(theme, _("Period"), self.period))
        self.length.currentIndexChanged.connect(self._on_length)
        self.account.currentIndexChanged.connect(self._on_length)
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

    def open_at(self, anchor: QWidget) -> None:
        """Open beneath a widget."""
        self.part.fit(self, self._view.shell.theme.px(312))
        self.open_under(anchor)

    def _choices(self) -> list[tuple[object, str]]:
        """The running time of the chosen length and those before it, by their place."""
        account = str(self.account.value() or "")
        self._times = times(self._panel, account, str(self.length.value()))
        return [(at, one.words) for at, one in enumerate(self._times)]

    def _on_length(self, _at: int) -> None:
        choices = self._choices()
        self.period.clear()
        for value, words in choices:
            self.period.addItem(words, value)

    def _export(self, suffix: str, pattern: str) -> None:
        account, chosen = str(self.account.value() or ""), self.period.value()
        time = self._times[chosen if isinstance(chosen, int) else 0]
        name = self.account.currentText()
        self.close()
        shell = self._view.shell
        title = _("Service levels {account} {period}").format(account=name, period=time.short)
        plain = "".join(one if one.isalnum() or one in " -–" else " " for one in title)
        path = shell.ask.save_file(_("Client report"), pattern, Path.home() / f"{plain}{suffix}")
        if path is None:
            return
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
        desk = self._desk

        def done(objectives: int) -> None:
            words = _n("Exported {n} objective to %s", "Exported {n} objectives to %s", objectives)
            tell_written(shell, words % path.name, path)

        task = functools.partial(write_report, desk, account, time, path)
        self._tasks.work(self._view, task, done)


def times(panel: Panel, account: str, length: str) -> list[Time]:
    """The running time of a length and those before it, the newest first.

    A year is that of the account's contract where one of its objectives goes by it.

    Args:
        panel: Tells today, and the periods of the account's objectives.
        account: Account id; empty for none.
        length: One of `LENGTHS`.
    """
    today = panel.now.date()
    yearly = [
        one.period.first
        for one in panel.gauges
        if one.account == account and one.period.kind == "contract_year"
    ]
    found = []
    first = _begin(today, length, min(yearly, default=dt.date(today.year, 1, 1)))
    after = _after(first, length)
    for at in range(LATEST[length]):
        last = after - dt.timedelta(days=1)
        words, short = _said(first, last, length)
        found.append(Time(min(last, today), words + (_(" so far") if not at else ""), short))
        first, after = _begin(first - dt.timedelta(days=1), length, _moved(first, -12)), first
    return found


def _begin(day: dt.date, length: str, year: dt.date) -> dt.date:
    """First day of the time a day is in; of a year, the one given."""
    if length == "week":
        return day - dt.timedelta(days=day.weekday())
    if length == "month":
        return day.replace(day=1)
    return dt.date(day.year, day.month - (day.month - 1) % 3, 1) if length == "quarter" else year


def _after(first: dt.date, length: str) -> dt.date:
    """The first day that isn't in it any more."""
    if length == "week":
        return first + dt.timedelta(days=7)
    return _moved(first, {"month": 1, "quarter": 3}.get(length, 12))


def _moved(first: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of a month that is shorter."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


def _said(first: dt.date, last: dt.date, length: str) -> tuple[str, str]:
    """A time in words, and as part of a file's name."""
    if length == "week":
        return f"{date(first)} – {date(last)}", first.isoformat()
    if length == "month":
        return f"{said.month_name(first.month)} {first.year}", first.isoformat()[:7]
    if length == "quarter":
        number = (first.month + 2) // 3
        words = _("Q{n} {year}").format(n=number, year=first.year)
        return words, f"{first.year}-Q{number}"
    if (first.month, first.day) == (1, 1):
        return str(first.year), str(first.year)
    return _("year to %s") % date(last), f"{first.year}-{last.year}"


def write_report(desk: Desk, account: str, time: Time, path: Path) -> int:
    """Write what is released of an account to a file, by its ending; for any thread.

    Args:
        desk: The open workspace.
        account: Account id.
        time: What it is about.
        path: Ends in ".pdf" or ".xlsx".

    Returns:
        How many objectives are in it.
    """
    from acctdesk.exchange.reports.exporting import export_report
    from acctdesk.exchange.reports.reading import Cover
    from acctdesk.ui.printing.scenes import write_pages

    released = desk.service_levels.released(account, time.day)
    cover = Cover(time.words, date(desk.context.today()), desk.settings.me.name)
    return export_report(released, cover, path, write_pages)
