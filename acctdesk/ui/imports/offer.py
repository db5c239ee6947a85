"""Offers to go on with an import that an earlier start left unfinished."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.imports.kept import Found
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.pieces import IconMark
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, moment


class Offer(Card):
    """What was left unfinished, what happened to its files since, and the two ways on.

    Args:
        theme: The theme in force.
    """

    wanted = Signal(object)
    """Go on with it: the `Found`."""
    discarded = Signal(object)
    """Forget it: the `Found`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.found: Found | None = None
        row = QHBoxLayout()
        row.setSpacing(Space.CARD_GAP)
        row.addWidget(IconMark(theme, "history", "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._head = Label(theme, "", "strong", wrap=True)
        self.note = Label(theme, "", "caption", "secondary", wrap=True)
        words.addWidget(self._head)
        words.addWidget(self.note)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL)
        self.go_on = Button(theme, " ", icon="arrow-right")
        self.go_on.clicked.connect(lambda: self.wanted.emit(self.found))
        self.drop = Button(theme, _("Discard"), "quiet")
        self.drop.clicked.connect(lambda: self.discarded.emit(self.found))
        flow.addWidget(self.go_on)
        flow.addWidget(self.drop)
        self.body.addWidget(deeds)
        self.hide()

    def show_found(self, found: Found | None) -> None:
        """Offer an import; None withdraws the offer."""
        self.found = found
        if found is None:
            self.hide()
            return
        title = found.kept.title
        self._head.setText(_("An import was left unfinished"))
        self.note.setText(
            " ".join([_("Last worked on %s.") % moment(found.kept.when), *fared(found)])
        )
        self.go_on.set_text(_("Continue with %s") % title)
        self.go_on.setEnabled(found.readable)
        self.drop.setAccessibleName(_("Discard the import of %s") % title)
        self.setAccessibleName(f"{self._head.text()}: {title}. {self.note.text()}")
        self.show()


def fared(found: Found) -> list[str]:
    """What happened to the files since, and what that means: a sentence each."""
    said = []
    if found.changed:
        said.append(
            _n("%s has changed since: it is read anew.", "%s have changed since: they are read "
               "anew.", len(found.changed)) % ", ".join(found.changed)
        )  # fmt: skip
        said.append(_("What was decided for single rows is asked again."))
    if found.gone:
        said.append(
            _n("%s isn't where it was.", "%s aren't where they were.", len(found.gone))
            % ", ".join(found.gone)
        )
    if found.gone and not found.readable:
        said.append(_("Put it back and start again, or discard the import."))
    return said
