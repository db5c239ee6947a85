"""The strip that shows what a pasted block would do, before it does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from acctdesk.ui.lists.spec import ListSpec
from acctdesk.ui.lists.writing import Block
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

MOST_CELLS = 20
"""Cells up to which a block without problems is pasted without a look at it first."""
MOST_NAMED = 3
"""Reasons, and cells of each, that are named."""
NARROW = 560
"""Width at 100 % below which the buttons stand beneath the words."""
LONGEST = 40
"""Letters of a refused text that are shown."""


class PasteStrip(Card):
    """Says what is about to be pasted and what can't be, with a button for each way on.

    Args:
        theme: The theme in force.
        spec: Which list.
        block: What was read.
    """

    confirmed = Signal()
    """The cells that could be read are to be pasted."""
    dismissed = Signal()
    """Nothing is to be pasted."""

    def __init__(self, theme: Theme, spec: ListSpec, block: Block) -> None:
        super().__init__(theme)
        self.setAccessibleName(_("Paste"))
        self._theme = theme
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(Space.CONTROL)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, summary(spec, block), "strong", wrap=True))
        for line in left_out(block):
            words.addWidget(Label(theme, line, "caption", "secondary", wrap=True))
        for line in refusals(block):
            words.addWidget(Label(theme, line, "caption", "danger", wrap=True))
        row.addLayout(words, 1)
        verbs = QHBoxLayout()
        verbs.setSpacing(Space.CONTROL)
        verbs.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.dismissed.emit)
        verbs.addWidget(cancel)
        verb = _n("Paste {n} cell", "Paste {n} cells", block.cells)
        self.paste = Button(theme, verb, "secondary", icon="clipboard-paste")
        self.paste.setEnabled(block.cells > 0)
        self.paste.clicked.connect(self.confirmed.emit)
        verbs.addWidget(self.paste)
        row.addLayout(verbs)
        self.body.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beneath the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)


def summary(spec: ListSpec, block: Block) -> str:
    """Where a block goes: "100 cells into 20 accounts: Tier, Phase and City"."""
    into = _("{cells} into {records}").format(
        cells=_n("{n} cell", "{n} cells", block.cells), records=spec.said.count(len(block.values))
    )
    names = [str(one.label) for one in block.columns]
    if not names:
        return into
    listed = ", ".join(names[:-1]) + _(" and ") + names[-1] if len(names) > 1 else names[0]
    return f"{into}: {listed}"


def left_out(block: Block) -> list[str]:
    """What of a block goes nowhere, though nothing is wrong with it."""
    lines = []
    if block.fixed:
        said = _n(
            "{n} column is worked out and left as it is: {names}",
            "{n} columns are worked out and left as they are: {names}",
            len(block.fixed),
        )
        lines.append(said.replace("{names}", ", ".join(str(one.label) for one in block.fixed)))
    if block.beyond:
        lines.append(
            _n("{n} row lies beyond the list", "{n} rows lie beyond the list", block.beyond)
        )
    if block.wide:
        lines.append(
            _n("{n} column lies beyond the list", "{n} columns lie beyond the list", block.wide)
        )
    return lines


def refusals(block: Block) -> list[str]:
    """Why cells can't be read, the reason of most cells first."""
    lines = []
    reasons = sorted(block.reasons.items(), key=lambda one: -len(one[1]))
    for reason, cells in reasons[:MOST_NAMED]:
        places = ", ".join(
            _("{record}, {field}: “{text}”").format(record=record, field=label, text=_short(text))
            for record, label, text in cells[:MOST_NAMED]
        )
        more = len(cells) - MOST_NAMED
        rest = " " + _n("and {n} more", "and {n} more", more) if more > 0 else ""
        count = _n("{n} cell", "{n} cells", len(cells))
        lines.append(f"{count}: {reason.rstrip('.')} – {places}{rest}")
    others = reasons[MOST_NAMED:]
    if others:
        left = sum(len(cells) for _reason, cells in others)
        lines.append(_n("and {n} more cell", "and {n} more cells", left))
    return lines


def worth_a_look(block: Block) -> bool:
    """Whether a block is shown before it is pasted."""
    odd = block.reasons or block.fixed or block.beyond or block.wide
    return block.cells > MOST_CELLS or bool(odd)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
