"""One condition as a row: field, comparison, value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.filters import ME, TEXTUAL, Condition, Op, op_label, ops_for
from acctdesk.ui.lists.filtering.values import ValueEditor, editor_for
from acctdesk.ui.lists.offers import Choices, Offers
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

PAUSE = 200
"""Milliseconds after the last key before a typed value counts."""
_LISTS = (Op.IN, Op.NOT_IN)
_BY_NAME = (Op.CONTAINS, Op.NOT_CONTAINS, Op.STARTS, Op.EMPTY, Op.NOT_EMPTY)


def choices_for(field: Field, offers: Offers) -> Choices:
    """What the value of a condition can be chosen from; empty for one that is typed."""
    if field.format is Format.TAGS:
        return offers.tags(field)
    found = offers.of(field)
    if field.target == "member":
        return ((ME, _("me")), *found)
    return found


def ops_offered(field: Field, choices: Choices) -> tuple[Op, ...]:
    """The comparisons that can be built here: those whose value can be entered."""
    ops = ops_for(field)
    if field.format in TEXTUAL or (field.format is Format.TAGS and not choices):
        return tuple(one for one in ops if one not in _LISTS)
    if field.format is Format.REFERENCE and not choices:
        return tuple(one for one in ops if one in _BY_NAME)
    return ops


class ConditionRow(QWidget):
    """Edits one condition.

    Args:
        theme: The theme in force.
        fields: The fields by name.
        offers: What can be chosen.
        today: Tells the day.
        condition: What it begins with; a value of None is one that is still to be entered.
    """

    changed = Signal()
    """The condition reads differently now."""
    removed = Signal()
    """It is to go."""

    def __init__(
        self,
        theme: Theme,
        fields: Mapping[str, Field],
        offers: Offers,
        today: Callable[[], dt.date],
        condition: Condition,
    ) -> None:
        super().__init__()
        self._theme, self._fields, self._offers, self._today = theme, fields, offers, today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        whole = QHBoxLayout()
        whole.setSpacing(Space.CONTROL)
        column.addLayout(whole)
        # With large text on a small screen the parts stand one below the other.
        parts = QWidget()
        self._line = FlowLayout(parts, Space.CONTROL)
        whole.addWidget(parts, 1)
        names = [(name, str(one.label)) for name, one in fields.items()]
        self.field = ComboBox(theme, _("Field"), names)
        self.field.setFixedWidth(theme.px(170))
        self.field.set_value(condition.field)
        self.field.activated.connect(lambda _at: self._on_field())
        self._line.addWidget(self.field)
        self.op = ComboBox(theme, _("Comparison"))
        self.op.setFixedWidth(theme.px(140))
        self.op.activated.connect(lambda _at: self._on_op())
        self._line.addWidget(self.op)
        self.editor: ValueEditor | None = None
        self._away = IconButton(theme, "x", _("Remove condition"))
        self._away.clicked.connect(self.removed.emit)
        whole.addWidget(self._away, 0, Qt.AlignmentFlag.AlignTop)
        self._problem = Label(theme, "", "caption", "danger", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._tell)
        self._show_ops(Op(condition.op))
        self._show_editor(condition.value)

    def condition(self) -> Condition | None:
        """The condition; None while its value is missing or can't be read."""
        field, op = self._field(), self._op()
        if op in (Op.EMPTY, Op.NOT_EMPTY):
            return Condition(field.name, op)
        value = self.editor.value() if self.editor is not None else None
        return None if value is None else Condition(field.name, op, value)

    def begin(self, *, at_value: bool = False) -> None:
        """Give the keyboard to the field, or to the value."""
        if at_value and self.editor is not None:
            self.editor.begin()
        else:
            self.field.setFocus()

    def problem(self) -> str:
        """What is wrong with the value; empty when nothing is."""
        return self.editor.problem() if self.editor is not None else ""

    def _field(self) -> Field:
        return self._fields[str(self.field.value())]

    def _op(self) -> Op:
        return Op(str(self.op.value()))

    def _show_ops(self, chosen: Op | None) -> None:
        field = self._field()
        ops = list(ops_offered(field, choices_for(field, self._offers)))
        if chosen is not None and chosen not in ops and chosen in ops_for(field):
            ops.append(chosen)
        self.op.clear()
        for one in ops:
            self.op.addItem(op_label(one, field), one.value)
        self.op.set_value((chosen if chosen in ops else ops[0]).value)
        self.op.updateGeometry()

    def _show_editor(self, value: Any) -> None:
        if self.editor is not None:
            self._line.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        field = self._field()
        self.editor = editor_for(
            self._theme, field, self._op(), value, choices_for(field, self._offers), self._today
        )
        if self.editor is not None:
            self._line.addWidget(self.editor)
            self.editor.changed.connect(self._pause.start)
            self.editor.show()

    def _on_field(self) -> None:
        self._show_ops(None)
        self._show_editor(None)
        self._tell()

    def _on_op(self) -> None:
        kept = self.editor.value() if self.editor is not None else None
        op = self._op()
        if op in _LISTS and kept is not None and not isinstance(kept, tuple):
            kept = (kept,)
        elif op not in _LISTS and isinstance(kept, tuple):
            kept = kept[0] if kept else None
        self._show_editor(kept)
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        problem = self.problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.changed.emit()
