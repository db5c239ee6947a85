"""The shortcuts on paper: the same preview, pages and PDF as those of lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from acctdesk.errors import Problem
from acctdesk.ui.printing.lines import Cell, Column, Printed
from acctdesk.ui.printing.output import page_image, print_pages, write_pdf
from acctdesk.ui.printing.pages import SAMPLE, Pages, Setup, usual_paper
from acctdesk.ui.printing.preview import Preview
from acctdesk.ui.shell.page import Page
from acctdesk.ui.shortcuts.model import KeyRow
from acctdesk.words import _, _n


class KeyLines:
    """All keys as lines of a page: a head for each menu, and beneath it actions and keys.

    Args:
        rows: Titles, and what stands under them; actions without keys are left out.
    """

    confidential = False
    lines_each = 1

    def __init__(self, rows: Sequence[tuple[str, Sequence[KeyRow]]]) -> None:
        self.columns: tuple[Column, ...] = (
            Column(_("Action"), False, True),
            Column(_("Keys"), False, True),
        )
        self._lines: list[Printed] = []
        self._keyed = 0
        for title, held in rows:
            keyed = [row for row in held if row.keys]
            if keyed:
                self._lines.append(Printed("head", (Cell(title), Cell(""))))
            for row in keyed:
                cells = (Cell(row.label), Cell(_(" or ").join(row.keys)))
                self._lines.append(Printed("record", cells))
            self._keyed += len(keyed)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def title(self) -> str:
        """What stands over them."""
        return _("Keyboard shortcuts")

    def notes(self) -> tuple[str, ...]:
        """How many actions have keys."""
        return (_n("{n} action", "{n} actions", self._keyed),)

    def read(self, start: int, count: int) -> list[Printed]:
        """Some of the lines."""
        return self._lines[start : start + count]


class KeysPrinting(QObject):
    """Shows how the keys look on paper; from there they are printed or saved as a PDF.

    Args:
        page: The page of shortcuts.
        rows: See `KeyLines`.
    """

    def __init__(self, page: Page, rows: Sequence[tuple[str, Sequence[KeyRow]]]) -> None:
        super().__init__(page)
        self._page, self.lines = page, KeyLines(rows)
        self._sample = self.lines.read(0, SAMPLE)
        self._day = dt.datetime.now().astimezone().date()
        setup = Setup(usual_paper(), landscape=False, internal=False)
        self.preview = Preview(
            page.theme, self.lines, self._sample, setup, self._day, _render, page.window()
        )
        self.preview.pdf_wanted.connect(self._save)
        self.preview.print_wanted.connect(self._print)
        self.preview.finished.connect(lambda _how: self._end())
        self.preview.open()

    def _end(self) -> None:
        self.preview.deleteLater()
        self.deleteLater()

    def _pages(self, setup: Setup) -> Pages:
        family = self._page.theme.font().family()
        return Pages(self.lines, self._sample, setup, family, self._day)

    def _save(self, setup: Setup) -> None:
        shell = self._page.shell
        path = shell.ask.save_file(_("Save as PDF"), "PDF (*.pdf)")
        if path is None:
            return
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        words = ("Saved {n} page as %s", "Saved {n} pages as %s")
        self._do(lambda: write_pdf(self._pages(setup), path), lambda n: _n(*words, n) % path.name)

    def _print(self, setup: Setup) -> None:
        from acctdesk.ui.printing import asking

        pages = self._pages(setup)
        printer = asking.ask_printer(self.preview, setup, self.lines.title, pages.count)
        if printer is None:
            return
        words = ("Sent {n} page to the printer", "Sent {n} pages to the printer")
        self._do(lambda: print_pages(pages, printer), lambda n: _n(*words, n))

    def _do(self, work: Callable[[], int], said: Callable[[int], str]) -> None:
        """Carry it out at once: all keys are a page or two."""
        try:
            words = said(work())
        except Problem as problem:
            words = str(problem)
        self.preview.accept()
        self._page.shell.toast(words)


def _render(
    pages: Pages, page: int, size: QSize, ratio: float, done: Callable[[QImage], object]
) -> None:
    done(page_image(pages, page, size, ratio))
