"""Tags as chips, with a line that completes those that are used elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.words import _, number

MOST_SOME = 6
"""Tags that only some of several records have, shown before the rest is only counted."""
WIDEST = 112
"""Width of a chip's words at 100 %; longer ones end in "…"."""


class TagsField(QWidget):
    """The tags of a record, or of several: those that only some have stand faint behind.

    Enter or a comma adds what was typed; the cross of a chip takes the tag off.

    Args:
        theme: The theme in force.
        name: What they are called.
        able: Whether they can be changed.
    """

    added = Signal(str)
    """A tag is to be put on."""
    removed = Signal(str)
    """A tag is to be taken off."""

    def __init__(self, theme: Theme, name: str, *, able: bool = True) -> None:
        super().__init__()
        self._theme, self._able = theme, able
        self._tags: tuple[str, ...] = ()
        self._some: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, 6)
        self.setAccessibleName(name)
        self.button = Button(theme, _("Add tag"), "link", icon="plus")
        self.button.clicked.connect(self.type)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(_("Add tag"))
        self.line.setPlaceholderText(_("Tag, then Enter"))
        self.line.hide()
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._popup = QListView()
        self._popup.setObjectName("choices")
        self._popup.setAccessibleName(_("Tags"))
        completer.setPopup(self._popup)
        completer.activated.connect(self._take)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._on_text)
        self.line.installEventFilter(self)
        if able:
            self._flow.addWidget(self.button)
        else:
            self.button.setParent(self)
            self.button.hide()
        self._retheme()
        theme.changed.connect(self._retheme)

    def tags(self) -> tuple[str, ...]:
        """The tags that all have."""
        return self._tags

    def set_tags(self, tags: Sequence[str], some: Sequence[str] = ()) -> None:
        """Show tags.

        Args:
            tags: Those that all records have.
            some: Those that only some of several records have.
        """
        if (tuple(tags), tuple(some)) == (self._tags, self._some):
            return
        self._tags, self._some = tuple(tags), tuple(some)
        # Whatever is shown in a visible layout lays all of it out anew; hidden, it costs nothing.
        again = not self.isHidden() and not self.line.hasFocus()
        if again:
            self.hide()
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._flow.removeWidget(self.button)
        self._flow.removeWidget(self.line)
        for tag in (*self._tags, *self._some[:MOST_SOME]):
            everywhere = tag in self._tags
            words = tag if everywhere else _("some: %s") % tag
            shown = self._theme.elide("caption_medium", words, self._theme.px(WIDEST))
            chip = Chip(self._theme, shown, removable=self._able)
            chip.setAccessibleName(words)
            chip.removed.connect(lambda tag=tag: self.removed.emit(tag))
            if not everywhere and self._able:
                chip.setToolTip(_("Press to put it on all"))
                chip.clicked.connect(lambda tag=tag: self.added.emit(tag))
            self._put(chip)
        hidden = self._some[MOST_SOME:]
        if hidden:
            more = Chip(self._theme, _("some: %s more") % number(len(hidden)), removable=False)
            more.setToolTip(", ".join(hidden))
            self._put(more)
        if self._able:
            self._flow.addWidget(self.line)
            self._flow.addWidget(self.button)
        if again:
            self.show()
        self.updateGeometry()

    def _put(self, chip: Chip) -> None:
        self._chips.append(chip)
        self._flow.addWidget(chip)
        chip.show()

    def set_known(self, tags: Sequence[str]) -> None:
        """Change what is completed."""
        self._known.setStringList(list(tags))

    def type(self) -> None:
        """Open the line."""
        if self._able:
            if self._flow.indexOf(self.line) < 0:
                self._flow.removeWidget(self.button)
                self._flow.addWidget(self.line)
                self._flow.addWidget(self.button)
            self.button.hide()
            self.line.show()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds, Esc closes the line, leaving adds what stands in it."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self._take(self.line.text())
                    return True
                if event.key() == Qt.Key.Key_Escape:
                    self.line.clear()
                    self._close()
                    self.button.setFocus()
                    return True
        elif event.type() == QEvent.Type.FocusOut and not self._popup.isVisible():
            self._take(self.line.text())
            self._close()
        return super().eventFilter(watched, event)

    def _on_text(self, text: str) -> None:
        if "," in text:
            self._take(text)

    def _take(self, text: str) -> None:
        words = [" ".join(one.split()) for one in text.split(",")]
        self.line.clear()
        # The completer writes its choice into the line after telling of it.
        QTimer.singleShot(0, self.line, self.line.clear)
        for word in words:
            if word and word.casefold() not in {one.casefold() for one in self._tags}:
                self.added.emit(word)

    def _close(self) -> None:
        self.line.hide()
        self.button.show()

    def _retheme(self) -> None:
        self.line.setFixedWidth(self._theme.px(140))
        self.setMinimumHeight(self._theme.px(Size.CONTROL))
