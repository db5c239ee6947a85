"""A list leaves the program: as a workbook, as text, on paper, as a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu

from acctdesk.exchange.grids.content import Content, Request
from acctdesk.exchange.grids.exporting import export_grid, file_name
from acctdesk.services.lanes import Job
from acctdesk.ui.printing.lines import Lines
from acctdesk.ui.printing.pages import SAMPLE, Pages, Setup, usual_paper
from acctdesk.ui.running import Running
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.ui.lists.page import ListPage
    from acctdesk.ui.printing.lines import Printed
    from acctdesk.ui.printing.preview import Preview

MOST_PICTURED = 200
"""Lines of a picture; more of them nobody reads in one."""
FEW = 6
"""Columns up to which a list is printed upright at first."""


class Exporting(QObject):
    """Exports, prints and pictures of a list.

    Args:
        page: The list.
    """

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self._page = page
        self.running = Running(page.shell, page.tasks, self)
        self.preview: Preview | None = None
        """The preview that is open."""
        self._setup: Setup | None = None
        self._folder: Path | None = None
        self.open_file: Callable[[Path], None] = _open_file

    def fill_menu(self, menu: QMenu) -> None:
        """Add the ways out to the menu "More"."""
        actions = self._page.shell.action_set
        for name in ("list.export", "list.export_csv", "print", "list.copy_picture",
                     "list.save_picture"):  # fmt: skip
            if name in actions:
                menu.addAction(actions.action(name))
        chosen = len(self._page.selected())
        if chosen > 1:
            words = _n("Export {n} selected to Excel…", "Export {n} selected to Excel…", chosen)
            action = menu.addAction(self._page.theme.icon("file-spreadsheet"), words)
            action.triggered.connect(lambda: self.export(selected=True))

    def run_command(self, action_id: str) -> bool:
        """Do what an action of the window means here; whether it means something."""
        commands: dict[str, Callable[[], object]] = {
            "print": self.print,
            "list.export": self.export,
            "list.export_csv": lambda: self.export(".csv"),
            "list.copy_picture": self.copy_picture,
            "list.save_picture": self.save_picture,
        }
        command = commands.get(action_id)
        if command is not None:
            command()
        return command is not None

    # -- files -----------------------------------------------------------------------------

    def export(self, suffix: str = ".xlsx", *, selected: bool = False) -> None:
        """Ask where, and export the list.

        Args:
            suffix: What it is exported as: ".xlsx" or ".csv".
            selected: Whether only the selected records are.
        """
        kinds = {
            ".xlsx": _("Excel workbook") + " (*.xlsx)",
            ".csv": _("Text file") + " (*.csv)",
        }
        request = self.request(ids=self._page.selected() if selected else ())
        titles = {".xlsx": _("Export to Excel"), ".csv": _("Export to CSV")}
        path = self._ask(titles[suffix], kinds[suffix], request.title, suffix)
        if path is None:
            return
        desk, when = self._page.desk, dt.datetime.now(dt.UTC)

        def done(count: int) -> None:
            # Whole sentences, so that they can be translated.
            words = _n("Exported {n} record to %s", "Exported {n} records to %s", count)
            self._offer(words % path.name, path)

        self.running.run(
            _("Exporting %s") % path.name,
            lambda job: export_grid(desk, request, path, when, job),
            done,
        )

    def save_picture(self) -> None:
        """Ask where, and save the rows in sight, or those selected, as a picture."""
        request = self.request()
        path = self._ask(_("Save as picture"), _("Picture") + " (*.png)", request.title, ".png")
        if path is None:
            return

        def save(job: Job) -> int:
            from acctdesk.exchange.atomic import replacing

            image = draw()
            with replacing(path) as part:
                if not image.save(str(part), "PNG"):  # type: ignore[call-overload]
                    raise OSError(_("the picture can't be written"))
            return image.height()

        draw = self._drawn()
        self.running.run(
            _("Saving %s") % path.name,
            save,
            lambda _high: self._offer(_("Saved %s") % path.name, path),
        )

    def copy_picture(self) -> None:
        """Copy the rows in sight, or those selected, as a picture."""
        draw = self._drawn()

        def done(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            self._page.shell.toast(_("Copied as a picture"))

        self._page.tasks.work(self, draw, done)

    # -- paper -----------------------------------------------------------------------------

    def print(self) -> None:
        """Show how the list looks on paper; from there it is printed or saved as a PDF."""
        request, desk = self.request(), self._page.desk

        def read() -> tuple[Lines, list[Printed]]:
            lines = Lines(Content(desk, request))
            return lines, lines.read(0, SAMPLE)

        self._page.tasks.work(self, read, lambda made: self._preview(*made))

    def _preview(self, lines: Lines, sample: list[Printed]) -> None:
        from acctdesk.ui.printing.preview import Preview

        if self.preview is not None:
            self.preview.close()
        setup = self._setup or Setup(usual_paper(), landscape=len(lines.columns) > FEW)
        setup = replace(setup, internal=setup.internal and lines.confidential)
        page = self._page
        today = page.desk.context.today()
        window = page.window()
        preview = Preview(page.theme, lines, sample, setup, today, self._render, window)
        preview.setup_changed.connect(self._remember)
        preview.pdf_wanted.connect(lambda chosen: self._save_pdf(lines, sample, chosen))
        preview.print_wanted.connect(lambda chosen: self._print(lines, sample, chosen))
        preview.finished.connect(self._forget)
        self.preview = preview
        preview.open()

    def _remember(self, setup: Setup) -> None:
        self._setup = setup

    def _forget(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None

    def _render(
        self,
        pages: Pages,
        page: int,
        size: QSize,
        ratio: float,
        done: Callable[[QImage], object],
    ) -> None:
        from acctdesk.ui.printing.output import page_image

        if self.preview is not None:
            receiver = self.preview
            self._page.tasks.work(receiver, lambda: page_image(pages, page, size, ratio), done)

    def _save_pdf(self, lines: Lines, sample: list[Printed], setup: Setup) -> None:
        from acctdesk.ui.printing.output import write_pdf

        path = self._ask(_("Save as PDF"), "PDF (*.pdf)", lines.title, ".pdf")
        if path is None:
            return
        pages = self._pages(lines, sample, setup)
        self._close()

        def done(count: int) -> None:
            words = _n("Saved {n} page as %s", "Saved {n} pages as %s", count)
            self._offer(words % path.name, path)

        self.running.run(
            _("Saving %s") % path.name, lambda job: write_pdf(pages(), path, job), done
        )

    def _print(self, lines: Lines, sample: list[Printed], setup: Setup) -> None:
        from acctdesk.ui.printing import asking
        from acctdesk.ui.printing.output import print_pages

        pages = self._pages(lines, sample, setup)
        assert self.preview is not None  # noqa: S101 - its button was pressed
        printer = asking.ask_printer(self.preview, setup, lines.title, self.preview.pages.count)
        if printer is None:
            return
        self._close()
        words = ("Sent {n} page to the printer", "Sent {n} pages to the printer")
        self.running.run(
            _("Printing %s") % lines.title,
            lambda job: print_pages(pages(), printer, job),
            lambda count: self._page.shell.toast(_n(*words, count)),
        )

    def _pages(self, lines: Lines, sample: list[Printed], setup: Setup) -> Callable[[], Pages]:
        """Makes the pages anew, for the thread that paints them."""
        family, today = self._page.theme.font().family(), self._page.desk.context.today()
        return lambda: Pages(lines, sample, setup, family, today)

    def _close(self) -> None:
        if self.preview is not None:
            self.preview.accept()

    # -- what it is about ------------------------------------------------------------------

    def request(self, ids: tuple[str, ...] = ()) -> Request:
        """The list as it is shown.

        Args:
            ids: Only these of its records; empty for all.
        """
        page = self._page
        view = page.view()
        return Request(
            view,
            tuple(one.name for one in page.columns_shown()),
            view.name or str(page.spec.words.title),
            ids=ids,
            notes=((_("Workspace"), page.desk.path.stem),),
        )

    def in_sight(self) -> tuple[str, ...]:
        """The records whose rows are in sight, from top to bottom."""
        grid, rows = self._page.grid, self._page.model.store.rows
        first = max(grid.rowAt(0), 0)
        last = grid.rowAt(grid.viewport().height() - 1)
        last = last if last >= 0 else self._page.model.rowCount() - 1
        found = (rows.record(row) for row in range(first, last + 1))
        return tuple(one for one in found if one is not None)

    def _drawn(self) -> Callable[[], QImage]:
        """Draws what is selected, or else what is in sight; for another thread."""
        page = self._page
        chosen, seen = page.selected(), self.in_sight()
        several = len(chosen) > 1
        request, desk = self.request(chosen if several else ()), page.desk
        family, today = page.theme.font().family(), desk.context.today()

        def draw() -> QImage:
            from acctdesk.ui.printing.output import picture

            content = Content(desk, request)
            first, count = 0, content.line_count
            if not several and seen:
                first = max(content.line_of(seen[0]), 0)
                count = max(content.line_of(seen[-1]) - first + 1, 1)
                # A head right above the first row belongs to it.
                while first and content.lines(first - 1, 1)[0].head is not None:
                    first, count = first - 1, count + 1
            lines = Lines(content, first, min(count, MOST_PICTURED))
            return picture(lines, lines.read(0, MOST_PICTURED), family, today)

        return draw

    def _ask(self, title: str, patterns: str, name: str, suffix: str) -> Path | None:
        folder = self._folder or Path.home()
        today = self._page.desk.context.today()
        proposal = folder / file_name(name, today, suffix)
        path = self._page.shell.ask.save_file(title, patterns, proposal)
        if path is None:
            return None
        self._folder = path.parent
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def _offer(self, words: str, path: Path) -> None:
        folder = (_("Show in folder"), lambda: self.open_file(path.parent))
        self._page.shell.toast(
            words, undo=lambda: self.open_file(path), action=_("Open"), more=folder
        )


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
