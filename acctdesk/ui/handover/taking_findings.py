"""What was edited in the workbook and not understood: where, what was expected, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.roles import Kind
from acctdesk.ui.widgets.tabled import Column, Row, Table, TableModel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number

if TYPE_CHECKING:
    from acctdesk.exchange.handoff.opened import Finding
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

WIDEST = 420
"""Width at 100 % that no column of the table gets wider than by its content alone."""


def table(findings: Sequence[Finding]) -> Table:
    """Findings as rows."""
    rows = []
    for at, one in enumerate(findings):
        where = number(one.row) if one.row else "–"
        rows.append(
            Row(
                str(at),
                (
                    Cell(one.sheet), Cell(where), Cell(one.column or "–"), Cell(one.found),
                    Cell(one.expected), Cell(" ".join(one.how.split()), tone="secondary"),
                ),
            )
        )  # fmt: skip
    return Table(
        (
            Column("sheet", _("Sheet"), Kind.NAME), Column("row", _("Row"), Kind.NUMBER),
            Column("column", _("Column")), Column("found", _("Found")),
            Column("expected", _("Expected")), Column("how", _("What became of it")),
        ),
        tuple(rows),
    )  # fmt: skip


def write(findings: Sequence[Finding], path: Path) -> None:
    """Save findings as a text file, a line each.

    Raises:
        FileProblem: It can't be written.
    """
    from acctdesk.exchange.atomic import replacing

    with replacing(path) as part:
        part.write_text("\n".join([*map(str, findings), ""]), encoding="utf-8")


class FindingsPanel(Card):
    """Lists findings, and saves them.

    Args:
        shell: Asks where to save.
        tasks: Saves.
    """

    def __init__(self, shell: Shell, tasks: Tasks) -> None:
        theme: Theme = shell.theme
        super().__init__(theme, _("Not understood"), flush=True)
        self._shell, self._tasks = shell, tasks
        self._findings: Sequence[Finding] = ()
        self._home = Path.home()
        self.model = TableModel(self)
        self.grid = GridView(theme, _("Cells and rows that weren't taken as they stand"))
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        unfold_when_low(theme, self.grid)
        self.grid.selectionModel().currentChanged.connect(lambda *_both: self._tell())
        self.add(self.grid, 1)
        self.add(Line(theme))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.CARD, Space.CONTROL, Space.CARD, Space.CONTROL)
        row.setSpacing(Space.CARD_GAP)
        self.said = Label(theme, "", "caption", "secondary", wrap=True)
        row.addWidget(self.said, 1)
        self.save = Button(theme, _("Save the list…"), icon="download")
        self.save.clicked.connect(self.save_list)
        row.addWidget(self.save)
        self.add(foot)

    def show_findings(self, findings: Sequence[Finding], path: Path | None) -> None:
        """Show other findings.

        Args:
            findings: They.
            path: The workbook; None where it is no file.
        """
        self._findings = findings
        self._home = path.with_suffix("") if path is not None else Path.home()
        self.model.show_table(table(findings))
        self.grid.fit_columns(WIDEST)
        if findings and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.model.index(0, 0))
        self._tell()

    def save_list(self) -> None:
        """Ask where, and save the list."""
        findings = self._findings
        name = _("%s – not understood.txt") % self._home.name
        path = self._shell.ask.save_file(
            _("Save the list"), _("Text") + " (*.txt)", self._home.with_name(name)
        )
        if path is not None and findings:
            self._tasks.work(
                self,
                lambda: write(findings, path),
                lambda _made: self._shell.toast(_("Saved in %s") % path.name),
            )

    def _tell(self) -> None:
        # A cell shows a line: the whole is read here.
        row = self.grid.currentIndex().row()
        there = 0 <= row < len(self._findings)
        self.said.setText(str(self._findings[row]) if there else "")
