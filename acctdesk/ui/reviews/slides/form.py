"""The fields of one slide; each is kept when it is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from acctdesk.ui.reviews.slides.editing import TEXTS
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import CheckBox, ComboBox, ValidatedField
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, lazy, number

if TYPE_CHECKING:
    from acctdesk.ui.reviews.slides.editing import Draft
    from acctdesk.ui.theme.theme import Theme

LONG: Mapping[str, int] = {"body": 5, "outlook": 3, "deck_notes": 3, "speaker_notes": 5}
"""Fields of several lines, and how many are seen at once."""
LABELS: Mapping[str, Lazy] = {
    "title": lazy("Title"),
    "subtitle": lazy("Subtitle"),
    "body": lazy("Text"),
    "outlook": lazy("What comes next"),
    "deck_notes": lazy("Notes in the deck"),
    "speaker_notes": lazy("Speaker notes"),
}
HELP: Mapping[str, Lazy] = {
    "body": lazy("One paragraph a line; “# ” begins a heading, “- ” an item."),
    "outlook": lazy("One paragraph a line, under a heading of its own."),
    "deck_notes": lazy("The client gets them with the deck."),
    "speaker_notes": lazy("For your second screen alone; they are in no file."),
}
TABLE = lazy("One row a line, the first are the headings; part cells by | or paste them.")
MOST_MINUTES = 600
_ONE: Mapping[str, tuple[str, str, Lazy]] = {
    "chart": ("objective", "objectives", lazy("Objective")),
    "quote": ("answer", "answers", lazy("Quote")),
    "picture": ("attachment", "pictures", lazy("Picture")),
}
"""By block: the option of which one value is chosen, where its choices are, and its words."""
_SEVERAL = frozenset({"gauges", "scorecard"})
_USUAL: Mapping[str, Lazy] = {
    "chart": lazy("The next that needs attention"),
    "quote": lazy("The newest that may be quoted"),
    "picture": lazy("None"),
}


class SlideForm(QWidget):
    """The fields of a slide.

    Args:
        theme: The theme in force.
    """

    typed = Signal()
    """Something stands otherwise in a field."""
    kept = Signal(dict)
    """What was changed is to be kept: fields by name."""
    file_wanted = Signal()
    """A picture is to be chosen from the files."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._draft: Draft | None = None
        self._filling = False
        self.texts: dict[str, ValidatedField] = {}
        self.choice: ComboBox | None = None
        self.ticks: dict[str, CheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None

    # -- what is shown ---------------------------------------------------------------------

    def show_draft(self, draft: Draft) -> None:
        """Show a slide; what is being typed stays.

        Args:
            draft: The slide.
        """
        before, self._draft = self._draft, draft
        same = (
            before is not None
            and before.told.id == draft.told.id
            and before.choices == draft.choices
        )
        if not same:
            self._build(draft)
        self._fill(draft, before if same else None)

    def values(self) -> dict[str, Any]:
        """All fields as they stand in the form."""
        found: dict[str, Any] = {name: self.texts[name].text() for name in TEXTS}
        found["hidden"] = self.hidden.isChecked()
        typed = self.texts["minutes"].text()
        kept = self._draft.told.minutes if self._draft is not None else None
        found["minutes"] = kept if _complaint(typed) else _minutes(typed)
        found["options"] = self._options()
        return found

    def changes(self) -> dict[str, Any]:
        """The fields that stand otherwise than they are kept."""
        if self._draft is None:
            return {}
        kept = self._draft.values
        return {name: one for name, one in self.values().items() if one != kept[name]}

    def keep(self) -> None:
        """Have what was changed kept."""
        if not self._filling and (changed := self.changes()):
            self.kept.emit(changed)

    def choose_picture(self, attachment: str, name: str) -> None:
        """Choose a picture that was attached just now.

        Args:
            attachment: Its id.
            name: Name of its file.
        """
        if self.choice is not None:
            self.choice.addItem(name, attachment)
            self.choice.set_value(attachment)
            self.keep()

    # -- building --------------------------------------------------------------------------

    def _build(self, draft: Draft) -> None:
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = inner = QWidget(self)
        self._column.addWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        self.texts.clear()
        for name in ("title", "subtitle"):
            column.addWidget(self._text(name, draft))
        self._add_options(column, draft)
        for name in ("body", "outlook"):
            column.addWidget(self._text(name, draft))
        self.detail = CheckBox(self._theme, _("More detail on request"))
        self.hidden = CheckBox(self._theme, _("Hidden: not presented, in no file"))
        for box in (self.detail, self.hidden):
            box.toggled.connect(self._on_choice)
            column.addWidget(box)
        column.addWidget(self._text("deck_notes", draft))
        column.addWidget(Line(self._theme))
        column.addWidget(Label(self._theme, _("Internal: only you see this"), "strong", wrap=True))
        column.addWidget(self._text("speaker_notes", draft))
        minutes = QLineEdit()
        minutes.setMaximumWidth(self._theme.px(96))
        self.texts["minutes"] = field = ValidatedField(
            self._theme, _("Speaker minutes"), minutes, _complaint, help=" "
        )
        minutes.textEdited.connect(self._on_typed)
        minutes.editingFinished.connect(self.keep)
        column.addWidget(field)
        column.addStretch(1)
        inner.show()

    def _text(self, name: str, draft: Draft) -> ValidatedField:
        editor: QLineEdit | QPlainTextEdit
        if name in LONG:
            editor = QPlainTextEdit()
            editor.setTabChangesFocus(True)
            line = self._theme.line("body")
            editor.setFixedHeight(line * LONG[name] + self._theme.px(14))
            editor.textChanged.connect(self._on_typed)
        else:
            editor = QLineEdit()
            editor.textEdited.connect(self._on_typed)
        words = HELP.get(name)
        if name == "body" and draft.told.block == "table":
            words = TABLE
        field = ValidatedField(
            self._theme, str(LABELS[name]), editor, help=str(words) if words else ""
        )
        if isinstance(editor, QLineEdit):
            editor.editingFinished.connect(self.keep)
        else:
            field.validated.connect(lambda _right: self.keep())
        self.texts[name] = field
        return field

    def _add_options(self, column: QVBoxLayout, draft: Draft) -> None:
        self.choice, self.ticks = None, {}
        code = draft.told.block
        if code in _ONE:
            _name, where, label = _ONE[code]
            offered: Sequence[tuple[str, str]] = getattr(draft.choices, where)
            choices: list[tuple[object, str]] = [("", str(_USUAL[code])), *offered]
            self.choice = ComboBox(self._theme, str(label), choices)
            self.choice.activated.connect(self._on_choice)
            column.addWidget(ValidatedField(self._theme, str(label), self.choice))
        if code == "picture":
            row = QHBoxLayout()
            self.file = Button(self._theme, _("Choose a file…"), icon="image")
            self.file.clicked.connect(self.file_wanted)
            row.addWidget(self.file)
            row.addStretch(1)
            column.addLayout(row)
        if code in _SEVERAL and draft.choices.objectives:
            column.addWidget(Label(self._theme, _("Objectives"), "medium"))
            told = (
                _("Nothing ticked shows all of them.")
                if code == "scorecard"
                else _("Nothing ticked shows what needs attention first; six at most.")
            )
            column.addWidget(Label(self._theme, told, "caption", "secondary", wrap=True))
            for objective, words in draft.choices.objectives:
                box = CheckBox(self._theme, words)
                box.toggled.connect(self._on_choice)
                self.ticks[objective] = box
                column.addWidget(box)

    # -- filling and reading ---------------------------------------------------------------

    def _fill(self, draft: Draft, before: Draft | None) -> None:
        """Put in what is kept, but for a field that was changed since and isn't kept yet."""
        kept = draft.values
        was = before.values if before is not None else kept
        self._filling = True
        try:
            for name in TEXTS:
                field = self.texts[name]
                if before is None or field.text() == was[name]:
                    _put(field, kept[name])
            minutes = self.texts["minutes"]
            if before is None or not minutes.editor.hasFocus():
                _put(minutes, "" if kept["minutes"] is None else str(kept["minutes"]))
            self.hidden.setChecked(bool(kept["hidden"]))
            options = kept["options"]
            self.detail.setChecked(bool(options.get("detail", True)))
            if self.choice is not None:
                self.choice.set_value(options.get(_ONE[draft.told.block][0], ""))
                if self.choice.currentIndex() < 0:
                    self.choice.setCurrentIndex(0)
            ticked = options.get("objectives") or ()
            for objective, box in self.ticks.items():
                box.setChecked(objective in ticked)
            for name, made in zip(("title", "subtitle"), draft.made, strict=True):
                editor = self.texts[name].editor
                if isinstance(editor, QLineEdit):
                    editor.setPlaceholderText(made)
        finally:
            self._filling = False
        self._count_minutes()
        self.setEnabled(not draft.frozen)

    def _options(self) -> dict[str, Any]:
        """What the block is told: what else it was told stays."""
        draft = self._draft
        if draft is None:
            return {}
        found = dict(draft.told.options)
        if self.choice is not None:
            _set(found, _ONE[draft.told.block][0], str(self.choice.value() or ""))
        if self.ticks:
            _set(found, "objectives", [one for one, box in self.ticks.items() if box.isChecked()])
        if self.detail.isChecked():
            found.pop("detail", None)
        else:
            found["detail"] = False
        return found

    def _on_typed(self, *_text: object) -> None:
        if not self._filling:
            self._count_minutes()
            self.typed.emit()

    def _on_choice(self, *_value: object) -> None:
        if not self._filling:
            self.typed.emit()
            self.keep()

    def _count_minutes(self) -> None:
        """Beneath the minutes: what all speakers take, and what the agenda gives them."""
        draft = self._draft
        if draft is None:
            return
        typed = self.texts["minutes"].text()
        left_out = self.hidden.isChecked() or _complaint(typed)
        mine = 0 if left_out else _minutes(typed) or 0
        told = {"speaks": number(draft.speaks + mine), "agenda": number(draft.agenda)}
        if not draft.agenda:
            words = _("All slides: {speaks} min.").format(**told)
        elif draft.speaks + mine > draft.agenda:
            words = _("All slides: {speaks} min, the agenda has {agenda}: too long.").format(**told)
        else:
            words = _("All slides: {speaks} of {agenda} min on the agenda.").format(**told)
        self.texts["minutes"].set_help(words)


def _minutes(typed: str) -> int | None:
    """Minutes that were typed; None for nothing."""
    return int(typed) if typed.strip() else None


def _complaint(typed: str) -> str:
    """What is wrong with typed minutes; empty where nothing is."""
    said = typed.strip()
    if not said or (said.isascii() and said.isdecimal() and int(said) <= MOST_MINUTES):
        return ""
    return _("Write whole minutes, %s at most") % number(MOST_MINUTES)


def _put(field: ValidatedField, text: str) -> None:
    editor = field.editor
    if field.text() == text:
        return
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(0)


def _set(options: dict[str, Any], name: str, value: object) -> None:
    """Say a choice; nothing chosen is not said at all."""
    if value:
        options[name] = value
    else:
        options.pop(name, None)
