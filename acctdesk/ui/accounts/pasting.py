"""The strip that shows what a pasted block would do, before it does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from acctdesk.ui.accounts.writing import Block
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

MOST_CELLS = 20
"""Cells up to which a block without problems is pasted without a look at it first."""
MOST_NAMED = 4


class PasteStrip(Card):
    """Says what is about to be pasted and what can't be read, with a button for each way on.

    Args:
        theme: The theme in force.
        block: What was read.
    """

    confirmed = Signal()
    """The cells that could be read are to be pasted."""
    dismissed = Signal()
    """Nothing is to be pasted."""

    def __init__(self, theme: Theme, block: Block) -> None:
        super().__init__(theme)
        self.setAccessibleName(_("Paste"))
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, summary(block), "strong", wrap=True))
        for line in block.problems[:MOST_NAMED]:
            words.addWidget(Label(theme, line, "caption", "danger", wrap=True))
        rest = len(block.problems) - MOST_NAMED
        if rest > 0:
            more = _n("and {n} more cell", "and {n} more cells", rest)
            words.addWidget(Label(theme, more, "caption", "danger"))
        row.addLayout(words, 1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.dismissed.emit)
        row.addWidget(cancel)
        self.paste = Button(
            theme, _n("Paste {n} cell", "Paste {n} cells", block.cells), "secondary"
        )
        self.paste.setEnabled(block.cells > 0)
        self.paste.clicked.connect(self.confirmed.emit)
        row.addWidget(self.paste)
        self.body.addLayout(row)


def summary(block: Block) -> str:
    """What pasting a block means: where it goes, what is left out."""
    accounts = len(block.values)
    parts = [
        _("{cells} into {accounts}").format(
            cells=_n("{n} cell", "{n} cells", block.cells),
            accounts=_n("{n} account", "{n} accounts", accounts),
        )
    ]
    if block.problems:
        bad = len(block.problems)
        parts.append(_n("{n} cell can't be read", "{n} cells can't be read", bad))
    if block.beyond:
        parts.append(
            _n("{n} row lies beyond the list", "{n} rows lie beyond the list", block.beyond)
        )
    return ", ".join(parts)


def worth_a_look(block: Block) -> bool:
    """Whether a block is shown before it is pasted."""
    return block.cells > MOST_CELLS or bool(block.problems) or block.beyond > 0
