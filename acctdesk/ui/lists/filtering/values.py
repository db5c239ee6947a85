"""Editors for the value of a condition, one for each format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QWidget

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Field, Format
from acctdesk.services.filters import Every, Op, Relative, Span, Toward
from acctdesk.services.spans import LONGEST_REACH, SPAN_LABELS
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import hint_of, to_edit, typed
from acctdesk.ui.lists.filtering.many import Many
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.words import _, lazy

Choices = Sequence[tuple[object, str]]
WIDE = 300
"""Width of an editor at 100 %, in pixels."""


class ValueEditor(QWidget):
    """Takes the value of one condition.

    Args:
        theme: The theme in force.
    """

    changed = Signal()
    """The value is different now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)
        self.setFixedWidth(theme.px(WIDE))

    def value(self) -> Any:
        """The value; None while there is none."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is wrong with what was entered; empty when nothing is."""
        return ""

    def begin(self) -> None:
        """Give it the keyboard."""
        target = self.focusProxy() or self
        target.setFocus()


class ChoiceValue(ValueEditor):
    """One of a list.

    Args:
        theme: The theme in force.
        name: Accessible name.
        choices: Value and words of each.
        value: What is chosen.
    """

    def __init__(self, theme: Theme, name: str, choices: Choices, value: object) -> None:
        super().__init__(theme)
        self._choices = [(one, words) for one, words in choices if one is not None]
        # Qt would make plain texts and numbers of what it is given to keep.
        self._combo = ComboBox(
            theme, name, [(at, words) for at, (_one, words) in enumerate(self._choices)]
        )
        known = [one for one, _words in self._choices]
        self._combo.set_value(known.index(value) if value in known else None)
        self._combo.activated.connect(lambda _at: self.changed.emit())
        self._row.addWidget(self._combo, 1)
        self.setFocusProxy(self._combo)

    def value(self) -> Any:
        """The chosen value."""
        at = self._combo.value()
        return self._choices[at][0] if isinstance(at, int) else None


class ManyValue(ValueEditor):
    """Some of a list.

    Args:
        theme: The theme in force.
        name: Accessible name.
        choices: Value and words of each; None stands for an empty field.
        value: What is chosen.
    """

    def __init__(self, theme: Theme, name: str, choices: Choices, value: object) -> None:
        super().__init__(theme)
        held = value if isinstance(value, tuple | list) else () if value is None else (value,)
        self.many = Many(theme, name, choices, held)
        self.many.changed.connect(self.changed)
        self._row.addWidget(self.many, 1)
        self.setFocusProxy(self.many)

    def value(self) -> Any:
        """The chosen values."""
        return self.many.chosen() or None


class TypedValue(ValueEditor):
    """A typed value: text, a number, an amount, a date.

    Args:
        theme: The theme in force.
        field: The field it is compared with.
        value: What stands there.
        today: The day it is, for "fri" and "+30".
        plain: Whether any text will do, as for a part of a text.
        known: Words to complete from.
    """

    def __init__(
        self,
        theme: Theme,
        field: Field,
        value: object,
        today: Callable[[], dt.date],
        *,
        plain: bool,
        known: Sequence[str] = (),
    ) -> None:
        super().__init__(theme)
        self._field, self._today, self._plain = field, today, plain
        self._problem = ""
        self.line = QLineEdit(self._words(value))
        self.line.setAccessibleName(_("Value of %s") % field.label)
        if not plain:
            self.line.setPlaceholderText(hint_of(field))
        if known:
            completer = QCompleter(list(known), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            popup = QListView()
            popup.setObjectName("choices")
            completer.setPopup(popup)
            self.line.setCompleter(completer)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self._row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)

    def value(self) -> Any:
        """What was typed, read as the field's format is."""
        text = self.line.text().strip()
        self._problem = ""
        if not text or self._plain:
            return text or None
        try:
            found = typed(self._field, text, self._today())
        except Invalid as problem:
            self._problem = complaint(problem)
            return None
        value = found[self._field.name]
        if isinstance(value, tuple):
            return value[0] if len(value) == 1 else None
        return value

    def problem(self) -> str:
        """Why it can't be read."""
        self.value()
        return self._problem

    def _words(self, value: object) -> str:
        if value is None or isinstance(value, tuple | list | Span | Relative):
            return ""
        if self._plain or self._field.format is Format.TAGS:
            return str(value)
        return to_edit(self._field, value)


REACHES: tuple[tuple[str, object], ...] = (
    ("next", lazy("the next …")),
    ("last", lazy("the last …")),
)
UNITS = {
    Every.DAYS: lazy("days"),
    Every.WEEKS: lazy("weeks"),
    Every.MONTHS: lazy("months"),
    Every.QUARTERS: lazy("quarters"),
    Every.YEARS: lazy("years"),
}


class SpanValue(ValueEditor):
    """A range of days: one with a name, or so many days, weeks… back or ahead.

    Args:
        theme: The theme in force.
        name: Accessible name.
        value: A `Span` or `Relative`.
    """

    def __init__(self, theme: Theme, name: str, value: object) -> None:
        super().__init__(theme)
        spans = [(one.value, str(SPAN_LABELS[one])) for one in Span]
        choices = [*((key, str(words)) for key, words in REACHES), *spans]
        self._which = ComboBox(theme, name, choices)
        self._number = QLineEdit()
        self._number.setValidator(QIntValidator(0, LONGEST_REACH, self))
        self._number.setAccessibleName(_("How many"))
        self._number.setFixedWidth(theme.px(72))
        self._which.setMinimumWidth(theme.px(124))
        self._unit = ComboBox(theme, _("Of what"), [(k.value, str(w)) for k, w in UNITS.items()])
        reach = value if isinstance(value, Relative) else Relative(30)
        key = value.value if isinstance(value, Span) else reach.direction.value
        self._which.set_value(key)
        self._number.setText(str(reach.n))
        self._unit.set_value(reach.unit.value)
        for one in (self._which, self._number, self._unit):
            self._row.addWidget(one)
        self._row.setStretch(0, 1)
        self._which.activated.connect(lambda _at: self._follow())
        self._unit.activated.connect(lambda _at: self.changed.emit())
        self._number.textEdited.connect(lambda _text: self.changed.emit())
        self.setFocusProxy(self._which)
        self._show_reach()

    def value(self) -> Any:
        """The range."""
        which = str(self._which.value())
        if which not in {one.value for one in Toward}:
            return Span(which)
        if not self._number.hasAcceptableInput():
            return None
        n = int(self._number.text())
        return Relative(n, Every(str(self._unit.value())), Toward(which))

    def _follow(self) -> None:
        self._show_reach()
        self.changed.emit()

    def _show_reach(self) -> None:
        relative = str(self._which.value()) in {one.value for one in Toward}
        self._number.setVisible(relative)
        self._unit.setVisible(relative)


def editor_for(
    theme: Theme,
    field: Field,
    op: Op,
    value: object,
    choices: Choices,
    today: Callable[[], dt.date],
) -> ValueEditor | None:
    """The editor for the value of a condition; None where it takes none.

    Args:
        theme: The theme in force.
        field: The field.
        op: How it compares.
        value: What stands there.
        choices: What the field can be set to; empty for one that is typed.
        today: Tells the day.
    """
    if op in (Op.EMPTY, Op.NOT_EMPTY):
        return None
    name = _("Value of %s") % field.label
    if field.format is Format.CHECK:
        ticks = ((True, _("Yes")), (False, _("No")))
        return ChoiceValue(theme, name, ticks, bool(value) if value is not None else None)
    if op is Op.WITHIN:
        return SpanValue(theme, name, value)
    if op in (Op.IN, Op.NOT_IN):
        return ManyValue(theme, name, ((None, _("Empty")), *_filled(choices)), value)
    parts = op in (Op.CONTAINS, Op.NOT_CONTAINS, Op.STARTS)
    if choices and not parts and field.format is not Format.TAGS:
        return ChoiceValue(theme, name, choices, value)
    known = [words for _one, words in choices] if field.format is Format.TAGS else ()
    return TypedValue(theme, field, value, today, plain=parts, known=known)


def _filled(choices: Choices) -> Choices:
    return [one for one in choices if one[0] is not None]
