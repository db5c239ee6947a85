"""Step 2: why, to whom, and what of the accounts goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from acctdesk.services.handover.parcel import Purpose
from acctdesk.ui.handover.giving_draft import DOCUMENTS
from acctdesk.ui.handover.said import DOCUMENTS as DOCUMENT_WORDS
from acctdesk.ui.handover.said import PURPOSES
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import CheckBox, ValidatedField
from acctdesk.ui.widgets.pieces import clear
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number

if TYPE_CHECKING:
    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.theme.theme import Theme

WIDE = 820
"""Width at 100 % from which the cards stand in two columns."""
NOTE = 96
"""Height of the note at 100 %."""
LONG = 360
"""Width at 100 % of the line with a name."""


class SectionRow(QWidget):
    """A section with its tick, and how many records it has.

    Args:
        theme: The theme in force.
        label: What it is called.
    """

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        self.tick = CheckBox(theme, label)
        self.count = Label(theme, "", tone="secondary")
        row.addWidget(self.tick, 1)
        row.addWidget(self.count)

    def set_count(self, count: int | None) -> None:
        """Say how many records there are; None while nobody knows."""
        words = "" if count is None else number(count)
        self.count.setText(words)
        self.tick.setAccessibleDescription(words)


class ContentStep(QWidget):
    """Purpose, colleague and note; sections, private notes and documents.

    Args:
        theme: The theme in force.
        session: The hand-over.
    """

    def __init__(self, theme: Theme, session: GivingSession) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._back = False
        self.rows: dict[str, SectionRow] = {}
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(Space.CARD_GAP)
        self._sides.addLayout(self._left(), 1)
        self._sides.addLayout(self._right(), 1)
        session.changed.connect(self.follow)
        session.offered.connect(self._on_offered)
        session.counted.connect(self._count)
        theme.changed.connect(self._fit)
        self._fit()
        self._on_offered()
        self._count()
        self.follow()

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self.purpose

    # -- building --------------------------------------------------------------------------

    def _left(self) -> QVBoxLayout:
        theme, session = self._theme, self._session
        column = QVBoxLayout()
        column.setSpacing(Space.CARD_GAP)
        why = Card(theme, _("Why, and to whom"))
        self._purposes = QVBoxLayout()
        self.purpose = self._segments()
        self._purposes.addWidget(self.purpose, 0, Qt.AlignmentFlag.AlignLeft)
        why.body.addLayout(self._purposes)
        self.meaning = Label(theme, "", tone="secondary", wrap=True)
        why.add(self.meaning)
        self.peer = QLineEdit()
        self.peer.setPlaceholderText(_("Name of your colleague"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self.peer)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("choices")
        popup.setAccessibleName(_("Colleagues"))
        completer.setPopup(popup)
        self.peer.setCompleter(completer)
        self.peer.textChanged.connect(lambda words: session.decide(peer=words.strip()))
        self._who = ValidatedField(
            theme, _("To whom"), self.peer, help=_("Stands on the cover and in the record.")
        )
        row = QHBoxLayout()
        row.addWidget(self._who)
        row.addStretch(1)
        why.body.addLayout(row)
        column.addWidget(why)
        note = Card(theme, _("A note to your colleague"))
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(_("A note to your colleague"))
        self.note.setPlaceholderText(_("What they should know first"))
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(lambda: session.decide(note=self.note.toPlainText()))
        note.add(self.note)
        column.addWidget(note)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        theme, session = self._theme, self._session
        column = QVBoxLayout()
        column.setSpacing(Space.CARD_GAP)
        self._what = Card(theme, _("What goes along"))
        self._what.body.setSpacing(Space.TIGHT)
        self._what.add(
            Label(
                theme, _("The accounts with their details always do."), tone="secondary", wrap=True
            )
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._what.body.addLayout(self._list)
        column.addWidget(self._what)
        own = Card(theme, _("Private notes"))
        self.private = CheckBox(theme, _("Hand over my private notes"))
        self.private.toggled.connect(lambda on: session.decide(private=on))
        own.add(self.private)
        own.add(
            Label(
                theme,
                _("Internal notes on accounts, people, promises, goals and risks, what people win "
                  "by it themselves, and your speaker notes. They stay here unless you tick this."),
                tone="secondary", wrap=True,
            )
        )  # fmt: skip
        column.addWidget(own)
        self._files = Card(theme, _("Documents"))
        words = [str(label) for _code, label in DOCUMENT_WORDS]
        self.documents = Segmented(theme, _("How documents go along"), words)
        self.documents.chosen.connect(lambda at: session.decide(documents=DOCUMENTS[at]))
        row = QHBoxLayout()
        row.addWidget(self.documents)
        row.addStretch(1)
        self._files.body.addLayout(row)
        self._files.add(
            Label(
                theme,
                _("They lie beside the workbook; send them along with it."),
                tone="secondary", wrap=True,
            )
        )  # fmt: skip
        column.addWidget(self._files)
        column.addStretch(1)
        return column

    def _segments(self) -> Segmented:
        offered = PURPOSES if self._back else PURPOSES[:2]
        made = Segmented(self._theme, _("Purpose"), [str(label) for _c, label, _m in offered])
        made.chosen.connect(self._choose_purpose)
        return made

    # -- deciding --------------------------------------------------------------------------

    def _choose_purpose(self, at: int) -> None:
        purpose = PURPOSES[at][0]
        session = self._session
        if purpose is Purpose.RETURN and not session.draft.peer:
            session.decide(purpose=purpose.value, peer=session.came_from())
        else:
            session.decide(purpose=purpose.value)

    def _tick(self, code: str, *, on: bool) -> None:
        left_out = self._session.draft.left_out
        self._session.decide(left_out=left_out - {code} if on else left_out | {code})

    # -- showing ---------------------------------------------------------------------------

    def follow(self) -> None:
        """Show what was decided."""
        session, draft = self._session, self._session.draft
        came_from = session.came_from()
        if bool(came_from) != self._back:
            self._offer_back(on=bool(came_from))
        codes = [code.value for code, _label, _meaning in PURPOSES]
        at = codes.index(draft.purpose)
        if at == len(codes) - 1 and session.offer is not None and not came_from:
            # The accounts are others by now, and came from nobody.
            session.decide(purpose=Purpose.HANDOVER.value)
            return
        self.purpose.set_current(at)
        self.meaning.setText(
            _("The accounts go back to %s.") % came_from
            if at == len(codes) - 1
            else str(PURPOSES[at][2])
        )
        if self.peer.text().strip() != draft.peer:
            self.peer.setText(draft.peer)
        if self.note.toPlainText() != draft.note:
            self.note.setPlainText(draft.note)
        for code, row in self.rows.items():
            row.tick.setChecked(code not in draft.left_out)
        self.private.setChecked(draft.private)
        self.documents.set_current(DOCUMENTS.index(draft.documents))
        self._show_files()

    def _offer_back(self, *, on: bool) -> None:
        focused = self.purpose.hasFocus()
        self._back = on
        clear(self._purposes)
        before, self.purpose = self.purpose, self._segments()
        self._purposes.addWidget(self.purpose, 0, Qt.AlignmentFlag.AlignLeft)
        # Made later, it would come last for Tab.
        QWidget.setTabOrder(before, self.purpose)
        if focused:
            self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_offered(self) -> None:
        offer = self._session.offer
        if offer is None:
            return
        self._names.setStringList(list(offer.colleagues))
        if not self.rows:
            last: QWidget = self.note
            for code, label in offer.sections:
                row = self.rows[code] = SectionRow(self._theme, label)
                row.tick.toggled.connect(lambda on, code=code: self._tick(code, on=on))
                self._list.addWidget(row)
                QWidget.setTabOrder(last, row.tick)
                last = row.tick
        self.follow()

    def _count(self) -> None:
        counts = self._session.counts
        for code, row in self.rows.items():
            # The history isn't records: what changed is told line by line.
            row.set_count(counts.get(code) if counts is not None and code != "history" else None)
        self._show_files()

    def _show_files(self) -> None:
        counts, left_out = self._session.counts, self._session.draft.left_out
        some = counts is None or counts.get("documents", 0) > 0
        self._files.setVisible(some and "documents" not in left_out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two don't fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        wide = self.width() >= px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if wide else down)
        self.note.setFixedHeight(px(NOTE))
        self._who.setFixedWidth(min(px(LONG), max(self.width() - 2 * Space.CARD, px(200))))
