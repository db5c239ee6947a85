"""Work under way and what went wrong with it, told in the page itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Meter
from acctdesk.ui.widgets.pieces import Glyph, IconMark
from acctdesk.ui.widgets.status import Status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class Trouble(QWidget):
    """What went wrong, where, and the remedy, in place.

    Args:
        theme: The theme in force.
        problem: What went wrong.
        icon: Lucide's name, for what isn't wrong but belongs elsewhere; empty shows a cross.
    """

    def __init__(self, theme: Theme, problem: Problem, *, icon: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        mark = IconMark(theme, icon) if icon else Glyph(theme, Status.BREACHED)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        head = sentence(problem)
        lines.addWidget(Label(theme, head, "medium", wrap=True))
        if problem.remedy:
            lines.addWidget(Label(theme, problem.remedy, "caption", "secondary", wrap=True))
        row.addLayout(lines, 1)
        self.lines = lines
        self.setAccessibleName(f"{head} {problem.remedy}".strip())


def sentence(problem: Problem) -> str:
    """Where and what, as one sentence."""
    what = problem.what[:1].upper() + problem.what[1:]
    return f"{problem.where}: {what}" if problem.where else what


class Progress(QWidget):
    """What is being done, how far it is, and Cancel.

    Args:
        theme: The theme in force.
        cancel: Called when Cancel is pressed.
    """

    def __init__(self, theme: Theme, cancel: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD_GAP)
        self._words = Label(theme, "", "body", wrap=True)
        self._meter = Meter(theme, "", 0.0, "accent")
        self._share = Label(theme, "0 %", "caption", "secondary")
        self._cancel = Button(theme, _("Cancel"))
        self._cancel.clicked.connect(lambda: self._on_cancel(cancel))
        row.addWidget(self._words, 2)
        row.addWidget(self._meter, 1)
        row.addWidget(self._share)
        row.addWidget(self._cancel)

    def begin(self, label: str) -> None:
        """Show a new job."""
        self._words.setText(label)
        self._cancel.setEnabled(True)
        self.set_share(0.0)

    def set_share(self, share: float) -> None:
        """Tell how far it is, 0 to 1."""
        self._meter.set_share(share)
        words = f"{int(share * 100)} %"
        self._share.setText(words)
        self._meter.setAccessibleName(f"{self._words.text()}, {words}")

    def _on_cancel(self, cancel: Callable[[], object]) -> None:
        self._cancel.setEnabled(False)
        self._words.setText(_("Stopping…"))
        cancel()
