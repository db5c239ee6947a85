"""Step 3: how far the accounts are ready, and where one mends what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.handover.giving_models import ReadinessModel
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card, Meter
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.pieces import Column, Glyph, chain, stops
from acctdesk.ui.widgets.status import Status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.handover.reading import CheckLine, Judged
    from acctdesk.ui.theme.theme import Theme

WIDE = 860
"""Width at 100 % from which the checks stand beside the accounts."""
LEAST = 220
"""Height at 100 % that the checks keep beneath them."""


class CheckRow(QWidget):
    """One check: what is asked or missing, and the way to mend it.

    Args:
        theme: The theme in force.
        met: Whether it stands for checks that are met.
    """

    fix_wanted = Signal(object)
    """The `CheckLine` is to be mended."""

    def __init__(self, theme: Theme, *, met: bool) -> None:
        super().__init__()
        self.line: CheckLine | None = None
        row = QHBoxLayout(self)
        edge = 3 if met else 2
        row.setContentsMargins(0, edge, 0, edge)
        row.setSpacing(Space.CONTROL)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Glyph(theme, Status.MET if met else Status.RISK), 0, middle)
        self._words = Label(theme, "", wrap=True)
        row.addWidget(self._words, 1)
        self.fix: Button | None = None
        if not met:
            self.fix = Button(theme, _("Fix"))
            self.fix.clicked.connect(lambda: self.fix_wanted.emit(self.line))
            row.addWidget(self.fix, 0, middle)

    def show_line(self, line: CheckLine) -> None:
        """Stand for a check."""
        self.line = line
        self._words.setText(line.asks if line.met else line.missing)
        self._words.setToolTip("" if line.met else line.asks)
        told = _("done") if line.met else line.missing
        self.setAccessibleName(f"{line.asks}: {told}")
        if self.fix is not None:
            self.fix.setAccessibleName(_("Fix: %s") % line.missing)


class CheckGroup(QWidget):
    """Checks of one standing under a heading; its rows are used again for the next account.

    Args:
        theme: The theme in force.
        met: Whether it holds those that are met.
    """

    fix_wanted = Signal(object)
    """A `CheckLine` is to be mended."""

    def __init__(self, theme: Theme, *, met: bool) -> None:
        super().__init__()
        self._theme, self._met = theme, met
        self._rows: list[CheckRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Space.CONTROL)
        self._column.setSpacing(0)
        head = _("Done") if met else _("Missing")
        self._column.addWidget(Label(theme, head, "caption_strong", "secondary"))

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show other checks."""
        while len(self._rows) < len(lines):
            row = CheckRow(self._theme, met=self._met)
            row.fix_wanted.connect(self.fix_wanted)
            self._column.addWidget(row)
            self._rows.append(row)
        for at, row in enumerate(self._rows):
            if at < len(lines):
                row.show_line(lines[at])
            row.setVisible(at < len(lines))
        self.setVisible(bool(lines))

    def rows(self) -> list[CheckRow]:
        """The rows that are shown."""
        return [row for row in self._rows if not row.isHidden()]


class ReadyStep(QWidget):
    """The accounts with their shares, and the checks of the one that is chosen.

    Args:
        theme: The theme in force.
        session: The hand-over.
    """

    fix_wanted = Signal(object)
    """A `CheckLine` is to be mended."""

    def __init__(self, theme: Theme, session: GivingSession) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._account = ""
        self._shown: Judged | None = None
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(Space.CARD_GAP)
        self.model = ReadinessModel(self)
        self.grid = GridView(theme, _("Readiness of the accounts"))
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        unfold_when_low(theme, self.grid)
        self.grid.selectionModel().currentRowChanged.connect(self._on_current)
        self.grid.open_requested.connect(lambda _index: self._to_fix())
        left = Card(theme, flush=True)
        left.add(self.grid, 1)
        self._sides.addWidget(left, 1)
        self._card = Card(theme, " ")
        self.share = Label(theme, "", "strong")
        self._card.head.addWidget(self.share)
        self.meter = Meter(theme, "", 0.0)
        self._card.add(self.meter)
        self._column = Column(_("Checks"))
        self._column.body.setContentsMargins(0, 0, Space.CONTROL, 0)
        self.missing, self.done = CheckGroup(theme, met=False), CheckGroup(theme, met=True)
        self.missing.fix_wanted.connect(self.fix_wanted)
        for group in (self.missing, self.done):
            self._column.body.addWidget(group)
        self._column.body.addStretch(1)
        self._card.add(self._column, 1)
        self._sides.addWidget(self._card, 1)
        session.judged.connect(self._show)
        theme.changed.connect(self._fit)
        self._fit()
        self._card.hide()
        self._say_wait()

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self.grid

    def follow(self) -> None:
        """Nothing here is decided: what is missing is read when the step is entered."""

    def sentence(self) -> str:
        """What to know before one goes on."""
        rows = self._session.readiness
        if rows is None:
            return ""
        ready = sum(1 for one in rows if not one.missing)
        if ready == len(rows):
            return _("Nothing is missing.")
        some = len(rows) - ready
        return _n(
            "{n} account lacks something. You can hand over all the same.",
            "{n} accounts lack something. You can hand over all the same.",
            some,
        )

    def _say_wait(self) -> None:
        self.grid.set_empty(
            EmptyState(self._theme, "circle-check", _("Looking at what is known and done"))
        )

    def _show(self) -> None:
        rows = self._session.readiness or ()
        self.model.show(rows)
        self.grid.fit_columns()
        at = max(self.model.row_of(self._account), 0)
        if rows:
            self.grid.setCurrentIndex(self.model.index(at, 0))
            self._open(self.model.account(at))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._open(self.model.account(index.row()))

    def _open(self, one: Judged | None) -> None:
        if one is None or one == self._shown:
            return
        self._shown, self._account = one, one.account
        self._card.title.setText(one.name)
        self.share.setText(one.score)
        self.meter.setAccessibleName(_("Readiness %s") % percent(one.share, 0))
        self.meter.set_share(one.share, "met" if not one.missing else "accent")
        self.missing.show_lines([line for line in one.checks if not line.met])
        self.done.show_lines([line for line in one.checks if line.met])
        chain(self.grid, stops(self.missing))
        self._column.verticalScrollBar().setValue(0)
        self._card.show()

    @property
    def rows(self) -> list[CheckRow]:
        """The checks that are shown, those that aren't met first."""
        return [*self.missing.rows(), *self.done.rows()]

    def _to_fix(self) -> None:
        """Enter on an account leads to the first thing that can be mended."""
        first = next((row.fix for row in self.rows if row.fix is not None), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The checks stand beneath the accounts where there is no room beside them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._theme.px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if wide else down)
        self._column.setMinimumHeight(self._theme.px(LEAST))
        self.meter.setFixedHeight(self._theme.px(16))
