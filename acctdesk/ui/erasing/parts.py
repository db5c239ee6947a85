"""Parts of the page: lines under a heading, the texts, and the backups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from acctdesk.ui.erasing.model import MentionsGrid, MentionsModel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import CheckBox
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.sheet import TWO_LINES
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.mentions import Mention

_TOP = Qt.AlignmentFlag.AlignTop
_ROWS = 8
"""Texts that are in sight before one scrolls."""


class LinesCard(Card):
    """Lines under a heading: what each is about, and how much or what it is.

    Args:
        theme: The theme in force.
        heading: The heading.
        note: Grey words beneath the lines; empty for none.
    """

    def __init__(self, theme: Theme, heading: str, note: str = "") -> None:
        super().__init__(theme, heading)
        self._theme = theme
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.PAGE)
        self._grid.setVerticalSpacing(Space.TIGHT)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.add(self._lines)
        if note:
            self.add(Label(theme, note, "caption", "secondary", wrap=True))
        self.body.addStretch(1)

    def show_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show other lines."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value) in enumerate(rows):
            words = Label(self._theme, name, "body", "secondary" if value else "text", wrap=True)
            # Long words break in the wide column, or over both where they stand alone.
            words.setAlignment(_TOP)
            self._grid.addWidget(words, at, 0, 1, 1 if value else 2)
            if value:
                said = Label(self._theme, value, "body", wrap=True)
                said.setAlignment(_TOP)
                self._grid.addWidget(said, at, 1)


class MentionsCard(Card):
    """The texts that may name the person; the ticked ones lose the name.

    Args:
        theme: The theme in force.
    """

    turned = Signal()
    """Another number of texts is ticked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Texts that may name them"), flush=True)
        self._theme = theme
        self._able = True
        self.all = Button(theme, _("Tick all"), "quiet")
        self.none = Button(theme, _("Tick none"), "quiet")
        self.head.addWidget(self.all)
        self.head.addWidget(self.none)
        self.hint = Label(theme, "", "body", "secondary", wrap=True)
        self.hint.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD_GAP)
        self.add(self.hint)
        self.model = MentionsModel(self)
        self.grid = MentionsGrid(theme, _("Texts that may name them"))
        self.grid.set_two_lines(True)
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        unfold_when_low(theme, self.grid)
        self.add(self.grid, 1)
        self.all.clicked.connect(lambda: self.model.tick_all(True))
        self.none.clicked.connect(lambda: self.model.tick_all(False))
        self.grid.clicked.connect(self._on_click)
        self.model.turned.connect(self.turned)
        self.model.turned.connect(self._tell)
        theme.changed.connect(self._fit)

    def show_mentions(
        self,
        mentions: Sequence[Mention],
        places: Mapping[str, tuple[str, str, str]],
        alike: Sequence[str],
    ) -> None:
        """Show the texts.

        Args:
            mentions: They.
            places: By their keys, where each stands.
            alike: Names of others who have the same name or address: nothing is ticked then.
        """
        words = _("In the ticked texts “…” takes the place of the name, in their history as well.")
        if alike:
            words += " " + _(
                "Others have the same name or address (%s), so nothing is ticked: tick what means"
                " this person."
            ) % ", ".join(alike)
        self.hint.setText(words)
        self.model.show(mentions, places, ticked=not alike)
        self.grid.fit_columns()
        self._fit()

    def able(self, on: bool) -> None:
        """Whether one may tick."""
        self._able = on
        self.grid.setEnabled(on)
        self._tell()

    def _on_click(self, index: QModelIndex) -> None:
        # The box itself is turned over by its cell.
        if index.column() != 0:
            self.model.turn(index.row())

    def _tell(self) -> None:
        left, count = len(self.model.left()), self.model.rowCount()
        self.all.setEnabled(self._able and bool(left))
        self.none.setEnabled(self._able and left < count)

    def _fit(self) -> None:
        rows = min(max(self.model.rowCount(), 1), _ROWS)
        self.grid.set_least(self._theme.px(TWO_LINES) * rows + self._theme.px(40))


class CopiesCard(LinesCard):
    """The backups that know the person, and whether they go.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Backups that know them"))
        self.drop = CheckBox(theme, _("Delete these once the new backup is made"))
        self.add(self.drop)

    def show_copies(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show their names, and when they go by themselves."""
        self.show_rows(rows)
        self.drop.setAccessibleDescription(_n("{n} backup", "{n} backups", len(rows)))
