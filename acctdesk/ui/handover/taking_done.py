"""What was taken over: a calm summary, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.pieces import IconMark, clear
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.services.handover.parcel import Parcel
    from acctdesk.services.handover.taking import KindCount
    from acctdesk.ui.handover.taking_state import Result

MOST_KINDS = 12
"""Kinds that the summary lists; the rest are counted together."""


class TakingDone(Card):
    """The summary.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.CONTROL)
        self.body.addLayout(self._lines)
        # Here and not at the foot of the page: a toast lies over that.
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL + 2)
        self.show_accounts = Button(theme, _("Open account"), "primary", icon="building-2")
        self.checklist = Button(theme, _("Open the checklist"), icon="list")
        self.undo = Button(theme, _("Undo taking over"), icon="undo-2")
        self.again = Button(theme, _("Look at it again"), icon="arrow-left")
        self.another = Button(theme, _("Take over another"), icon="file-input")
        for one in (self.show_accounts, self.checklist, self.undo, self.again, self.another):
            flow.addWidget(one)
        self.body.addSpacing(Space.CONTROL)
        self.body.addWidget(deeds)
        self.body.addStretch(1)

    def show_result(self, result: Result, parcel: Parcel) -> None:
        """Show what was taken over, or that it was taken back.

        Args:
            result: What was done.
            parcel: What came.
        """
        clear(self._lines)
        theme, undone = self._theme, result.undone
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, Space.TIGHT)
        row.setSpacing(Space.CARD_GAP)
        icon = "undo-2" if undone else "circle-check"
        row.addWidget(IconMark(theme, icon, "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = _("Taking over was undone") if undone else headline(result, parcel)
        self.setAccessibleName(title)
        words.addWidget(Label(theme, title, "subtitle", wrap=True))
        told = undone or ", ".join(parcel.names[:6])
        words.addWidget(Label(theme, told, tone="secondary", wrap=True))
        row.addLayout(words, 1)
        self._lines.addWidget(head)
        if not undone:
            if result.counts:
                self._lines.addWidget(self._table(result))
            for text in extras(result):
                self._lines.addWidget(Label(theme, text, tone="secondary", wrap=True))
        one = len(result.accounts) == 1
        self.show_accounts.set_text(_("Open account") if one else _("Show accounts"))
        self.show_accounts.setVisible(not undone)
        self.checklist.setVisible(bool(result.record) and not undone)
        self.undo.setVisible(bool(result.change) and not undone)
        self.again.setVisible(bool(undone))

    def _table(self, result: Result) -> QWidget:
        theme = self._theme
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, Space.CONTROL, 0, Space.CONTROL)
        grid.setHorizontalSpacing(Space.PAGE)
        grid.setVerticalSpacing(Space.CONTROL - 2)
        right = Qt.AlignmentFlag.AlignRight
        columns = [
            (words, field)
            for words, field in (
                (_("New"), "added"), (_("Changed"), "changed"), (_("Deleted"), "deleted"),
                (_("Decided"), "clashes"),
            )
            if any(getattr(one, field) for one in result.counts)
        ]  # fmt: skip
        for at, (words, _field) in enumerate(columns, start=1):
            grid.addWidget(Label(theme, words, "caption_medium", "secondary"), 0, at, right)
        grid.addWidget(Line(theme), 1, 0, 1, len(columns) + 1)
        # The accounts, then what there is most of.
        counts = sorted(result.counts, key=lambda one: (one.kind != "account", -_total(one)))
        for at, one in enumerate(counts[:MOST_KINDS], start=2):
            grid.addWidget(Label(theme, one.label), at, 0)
            for place, (words, field) in enumerate(columns, start=1):
                value = getattr(one, field)
                label = Label(theme, number(value) if value else "–", "strong" if value else "body")
                label.setAccessibleName(f"{one.label}, {words}: {value}")
                grid.addWidget(label, at, place, right)
        more = counts[MOST_KINDS:]
        if more:
            n = sum(map(_total, more))
            said = _n("and {n} record of other kinds", "and {n} records of other kinds", n)
            at = MOST_KINDS + 2
            grid.addWidget(Label(theme, said, "caption", "secondary"), at, 0, 1, len(columns) + 1)
        grid.setColumnStretch(len(columns) + 1, 1)
        grid.setColumnMinimumWidth(0, theme.px(160))
        return made


def _total(one: KindCount) -> int:
    return one.added + one.changed + one.deleted + one.clashes


def headline(result: Result, parcel: Parcel) -> str:
    """What was done, in one sentence."""
    if not result.change:
        return _("Nothing had to be changed")
    count = _n("{n} account", "{n} accounts", len(parcel.accounts))
    if not parcel.by:
        return _("Took over %s") % count
    return _("Took over {accounts} from {name}").format(accounts=count, name=parcel.by)


def extras(result: Result) -> list[str]:
    """What else there is to say."""
    said = []
    if result.documents:
        said.append(_n("{n} document was added.", "{n} documents were added.", result.documents))
    if result.dangling:
        said.append(
            _n("{n} reference leads to a record that didn't come along; it is kept for the way"
               " back.",
               "{n} references lead to records that didn't come along; they are kept for the way"
               " back.", result.dangling)
        )  # fmt: skip
    if result.dropped:
        said.append(
            _n("{n} record was left out: it can't be without one that isn't here.",
               "{n} records were left out: they can't be without others that aren't here.",
               result.dropped)
        )  # fmt: skip
    said.append(_("One step to undo, also tomorrow: here, with Ctrl+Z, or in the history."))
    return said
