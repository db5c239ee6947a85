"""What stands beside the slides: what is withheld, advice, and on which screens they will be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.presenting.screens import apart, beside, screen_name, screens
from acctdesk.ui.presenting.talk import Talk
from acctdesk.ui.presenting.wording import WINDOW
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number, speaking


class Beside(QWidget):
    """Warnings, what is withheld, advice, and the choice of screens.

    Args:
        theme: The theme in force.
        talk: What is presented.
    """

    chosen = Signal()
    """Other screens were chosen, plugged or pulled."""

    def __init__(self, theme: Theme, talk: Talk) -> None:
        super().__init__()
        self._theme = theme
        self._found: list[QScreen] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        if talk.warnings:
            column.addWidget(self._warnings(talk.warnings))
        column.addWidget(self._screens())
        column.addWidget(self._advice(talk.deck.language))
        # The last: of an account that one knows well this is the longest.
        column.addWidget(self._withheld(talk.withheld))
        column.addStretch(1)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.look)
            app.screenRemoved.connect(self._forget)

    def screen_for_client(self) -> QScreen:
        """Where the client's window goes."""
        return self._screen(self.client) or self._here()

    def screen_for_notes(self) -> QScreen | None:
        """Where notes go; None for nowhere."""
        found = self._screen(self.notes)
        return found if found is not None and apart(found, self.screen_for_client()) else None

    def look(self, *_new: object) -> None:
        """Offer the screens there are now."""
        self._fill(screens())

    # -- inside ----------------------------------------------------------------------------

    def _warnings(self, warnings: tuple[str, ...]) -> Card:
        card = Card(self._theme, _("To look at"))
        for text in warnings:
            row = QHBoxLayout()
            row.setSpacing(self._theme.px(Space.CONTROL))
            row.addWidget(_Glyph(self._theme), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(self._theme, text, wrap=True), 1)
            card.body.addLayout(row)
        return card

    def _withheld(self, withheld: tuple[tuple[str, int], ...]) -> Card:
        card = Card(self._theme, _("Withheld from the client"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(self._theme.px(Space.TIGHT))
        for row, (kind, count) in enumerate(withheld):
            grid.addWidget(Label(self._theme, kind, wrap=True), row, 0)
            said = Label(self._theme, number(count), "medium")
            said.setAccessibleName(f"{kind}: {number(count)}")
            grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        if withheld:
            card.body.addLayout(grid)
            why = _("Kinds and counts only: this screen may be shared already.")
        else:
            why = _("Nothing that was chosen for these slides had to be left out.")
        card.add(Label(self._theme, why, "caption", "secondary", wrap=True))
        return card

    def _advice(self, language: str) -> Card:
        card = Card(self._theme, _("Before you share"))
        with speaking(language):
            # As the window is called for whoever looks for it in a list.
            window = str(WINDOW)
        share = _("Share the window “%s”, not the screen.") % window
        calm = _("Turn on Do not disturb: messages of other programs can't be kept away from here.")
        for text in (share, calm):
            card.add(Label(self._theme, text, wrap=True))
        return card

    def _screens(self) -> Card:
        card = Card(self._theme, _("Screens"))
        self.client = ComboBox(self._theme, _("Client's window"))
        self.notes = ComboBox(self._theme, _("Notes and minutes"))
        self._label = Label(self._theme, _("Notes and minutes"), "caption", "secondary")
        self._alone = Label(
            self._theme,
            _("There is one screen. Notes stay hidden: the client would see them."),
            "caption",
            "secondary",
            wrap=True,
        )
        card.add(Label(self._theme, _("Client's window"), "caption", "secondary"))
        card.add(self.client)
        card.add(self._label)
        card.add(self.notes)
        card.add(self._alone)
        self.client.activated.connect(self._on_client)
        self.notes.activated.connect(self.chosen)
        self._fill(screens())
        return card

    def _here(self) -> QScreen:
        return self.screen()

    def _screen(self, box: ComboBox) -> QScreen | None:
        at = box.value()
        return self._found[at] if isinstance(at, int) and 0 <= at < len(self._found) else None

    def _forget(self, gone: QScreen) -> None:
        self._fill([one for one in screens() if one is not gone])

    def _fill(self, found: list[QScreen]) -> None:
        here, kept = self._here(), self._screen(self.client)
        self._found = found
        self.client.clear()
        for at, one in enumerate(found):
            self.client.addItem(screen_name(one, at, here), at)
        # The client looks at another screen than the one at which all of this is checked.
        usual = beside(here, found) or here
        chosen = kept if kept in found else usual
        self.client.set_value(found.index(chosen) if chosen in found else 0)
        self._on_client()

    def _on_client(self) -> None:
        client, here, found = self.screen_for_client(), self._here(), self._found
        others = [at for at, one in enumerate(found) if apart(one, client)]
        self.notes.clear()
        for at in others:
            self.notes.addItem(screen_name(found[at], at, here), at)
        self.notes.addItem(_("Nowhere"), -1)
        at_mine = found.index(here) if here in found else -1
        self.notes.set_value(at_mine if at_mine in others else [*others, -1][0])
        for one in (self._label, self.notes):
            one.setVisible(bool(others))
        self._alone.setVisible(not others)
        self.chosen.emit()


class _Glyph(QWidget):
    """The sign of a warning; the words stand beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fit()
        theme.changed.connect(self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        edge = self._theme.px(GLYPH)
        box = QRectF(0, (self.height() - edge) / 2, edge, edge)
        paint_status(QPainter(self), self._theme, box, Status.RISK)

    def _fit(self) -> None:
        self.setFixedSize(self._theme.px(GLYPH), self._theme.line("body"))
