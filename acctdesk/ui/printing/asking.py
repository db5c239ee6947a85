"""Which printer: the system's own dialog."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from acctdesk.ui.printing.output import page_layout
from acctdesk.ui.printing.pages import Setup


def ask_printer(parent: QWidget, setup: Setup, title: str, pages: int) -> QPrinter | None:
    """Ask where to print; None when it was cancelled.

    Args:
        parent: The window the dialog belongs to.
        setup: How the list is printed.
        title: What the job is called in the printer's queue.
        pages: How many pages there are.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(setup))
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCreator("AcctDesk")
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None
