"""The map leaves the window: for the client, or internal and watermarked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.running import Running
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, _n, lazy

if TYPE_CHECKING:
    from acctdesk.exchange.maps.exporting import Request
    from acctdesk.services.lanes import Job
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

FORMATS: tuple[tuple[str, Lazy, str, str], ...] = (
    (".pdf", lazy("PDF, to print and send"), "file-text", "PDF (*.pdf)"),
    (".png", lazy("Picture (PNG)"), "image", "PNG (*.png)"),
    (".svg", lazy("Drawing (SVG)"), "workflow", "SVG (*.svg)"),
    (".xlsx", lazy("Excel workbook"), "file-spreadsheet", "Excel (*.xlsx)"),
    (".vcf", lazy("Contact cards (vCard)"), "users", "vCard (*.vcf)"),
)
"""What a map can be exported as: ending, words, icon, and pattern of the file chooser."""

_WIDTH = 300
_NOTES: tuple[Lazy, Lazy] = (
    lazy("Names, titles, units and reporting lines. Nothing else is in the file."),
    lazy("Attitudes, roles, ties and relationships too. Every drawing is watermarked, and every"
         " printed page says “Internal”."),
)  # fmt: skip


class ExportMenu(Popover):
    """For whom, what is drawn, and as which file.

    Args:
        theme: The theme in force.
        parent: The widget it belongs to.
    """

    chosen = Signal(str, bool, str)
    """The person chose: ending, whether internal, and "chart" or "grid"."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Export the map"), parent)
        self.body.addWidget(Label(theme, _("Export the map"), "strong"))
        self.audience = Segmented(
            theme, _("For whom"), (_("For the client"), _("Internal, watermarked"))
        )
        self.audience.chosen.connect(lambda _at: self._follow())
        self.body.addWidget(self.audience)
        self._note = Label(theme, str(_NOTES[0]), "caption", "secondary", wrap=True)
        self._note.setFixedWidth(theme.px(_WIDTH))
        self.body.addWidget(self._note)
        self.drawn = Segmented(theme, _("What is drawn"), (_("Org chart"), _("Power / interest")))
        self.body.addWidget(self.drawn)
        files = QVBoxLayout()
        files.setContentsMargins(0, Space.CONTROL, 0, 0)
        files.setSpacing(0)
        self.formats: dict[str, Button] = {}
        for suffix, words, icon, _pattern in FORMATS:
            button = Button(theme, str(words), "quiet", icon=icon)
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(lambda _on=False, suffix=suffix: self._choose(suffix))
            files.addWidget(button)
            self.formats[suffix] = button
        self.body.addLayout(files)
        self._follow()

    def open_at(self, anchor: QWidget, *, grid: bool = False) -> None:
        """Show it under its button; the client's file is what is offered first.

        Args:
            anchor: The button.
            grid: Whether power and interest are looked at: what is drawn of them is internal.
        """
        self.audience.set_current(0)
        self.drawn.set_current(1 if grid else 0)
        self._follow()
        self.open_under(anchor)
        self.audience.setFocus()

    def _follow(self) -> None:
        internal = bool(self.audience.current())
        self._note.setText(str(_NOTES[internal]))
        self.drawn.setVisible(internal)
        self.adjustSize()

    def _choose(self, suffix: str) -> None:
        internal = bool(self.audience.current())
        grid = internal and bool(self.drawn.current())
        self.close()
        self.chosen.emit(suffix, internal, "grid" if grid else "chart")


class ExportButton(Button):
    """The button "Export" of a map, with its menu and what it does.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Does the work.
        theme: The theme in force.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        super().__init__(theme, _("Export"), icon="download")
        self._shell, self._desk = shell, desk
        self._account, self._name = "", ""
        self._day: dt.date | None = None
        self._folder: Path | None = None
        self._menu: ExportMenu | None = None
        self.grid = False
        """Whether power and interest are in front, and drawn unless something else is chosen."""
        self.running = Running(shell, tasks, self)
        self.open_file: Callable[[Path], None] = _open_file
        self.setToolTip(_("Export the map as a drawing, a workbook or contact cards"))
        self.clicked.connect(self.open_menu)
        self.setEnabled(False)

    def set_subject(self, account: str, account_name: str, day: dt.date | None) -> None:
        """Say which map is exported.

        Args:
            account: Account id; empty for none.
            account_name: Its name.
            day: As of which day; None for now.
        """
        self._account, self._name, self._day = account, account_name, day
        self.setEnabled(bool(account))

    @property
    def menu_shown(self) -> ExportMenu:
        """The menu, made when first asked for."""
        if self._menu is None:
            self._menu = ExportMenu(self._theme, self)
            self._menu.chosen.connect(self.export)
        return self._menu

    def open_menu(self) -> None:
        """Ask for whom, and as what."""
        if self._menu is not None:
            # Anew: its sizes are those of the text it was made with.
            self._menu.deleteLater()
            self._menu = None
        self.menu_shown.open_at(self, grid=self.grid)

    def export(self, suffix: str, internal: bool = False, view: str = "chart") -> None:
        """Ask where, and export.

        Args:
            suffix: What it is exported as: one of `FORMATS`.
            internal: Whether it shows what only we may know.
            view: "chart" or "grid".
        """
        from acctdesk.exchange.maps.exporting import PICTURES, Request, export_map

        if view == "grid" and suffix not in PICTURES:
            view = "chart"
        request = Request(self._account, internal, self._day, view)
        path = self._ask(request, suffix)
        if path is None:
            return
        desk = self._desk

        def work(job: Job) -> int:
            from acctdesk.ui.printing.scenes import write_scene

            return export_map(desk, request, path, write_scene, job).people

        def done(people: int) -> None:
            if internal:
                words = _n(
                    "Exported {n} person to %s. It is internal",
                    "Exported {n} people to %s. It is internal",
                    people,
                )
            else:
                words = _n("Exported {n} person to %s", "Exported {n} people to %s", people)
            folder = (_("Show in folder"), lambda: self.open_file(path.parent))
            self._shell.toast(
                words % path.name, undo=lambda: self.open_file(path), action=_("Open"), more=folder
            )

        self.running.run(_("Exporting %s") % path.name, work, done)

    def _ask(self, request: Request, suffix: str) -> Path | None:
        from acctdesk.exchange.maps.exporting import map_file_name

        pattern = next(one[3] for one in FORMATS if one[0] == suffix)
        day = self._day or self._desk.context.today()
        name = map_file_name(self._name, request, day, suffix)
        title = _("Export as internal") if request.internal else _("Export for the client")
        path = self._shell.ask.save_file(title, pattern, (self._folder or Path.home()) / name)
        if path is None:
            return None
        self._folder = path.parent
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def make_export_menu(
    shell: Shell, desk: Desk, tasks: Tasks, undo: Undo | QObject, theme: Theme
) -> ExportButton:
    """The button for the bar of a map.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Does the work.
        undo: Not needed: an export changes nothing.
        theme: The theme in force.
    """
    del undo
    return ExportButton(shell, desk, tasks, theme)


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
