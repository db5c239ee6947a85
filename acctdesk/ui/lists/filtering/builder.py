"""Builds a filter: conditions that hold all, any of which holds, or none of which holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.services.filters import Condition, Match, Mode, conditions_of
from acctdesk.ui.lists.filtering.row import ConditionRow, choices_for, ops_offered
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.lists.said import say_match
from acctdesk.ui.lists.spec import ListSpec
from acctdesk.ui.lists.state import ViewState
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, lazy

MODES: tuple[tuple[Mode, object], ...] = (
    ("all", lazy("all of these hold")),
    ("any", lazy("any of these holds")),
    ("none", lazy("none of these holds")),
)
WIDE = 740
"""Width at 100 %, in pixels."""


class Group(QWidget):
    """Conditions put together, and groups of conditions within them.

    Args:
        builder: What it is part of.
        match: What it begins with.
        nested: Whether it stands within another group; groups in it are kept, but not edited.
    """

    changed = Signal()
    """It reads differently now."""
    removed = Signal()
    """It is to go."""

    def __init__(self, builder: FilterBuilder, match: Match, *, nested: bool) -> None:
        super().__init__()
        self._builder, self._nested = builder, nested
        theme = builder.theme
        self.parts: list[ConditionRow | Group | _Kept] = []
        self._column = QVBoxLayout(self)
        inset = theme.px(Space.CARD) if nested else 0
        self._column.setContentsMargins(inset, 0, 0, 0)
        self._column.setSpacing(Space.CONTROL)
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        words = _("where") if nested else _("Show records where")
        head.addWidget(Label(theme, words, "body" if nested else "strong"))
        self.mode = ComboBox(theme, words, [(mode, str(said)) for mode, said in MODES])
        self.mode.set_value(match.mode)
        self.mode.activated.connect(lambda _at: self.changed.emit())
        head.addWidget(self.mode)
        head.addStretch(1)
        if nested:
            away = IconButton(theme, "x", _("Remove group"))
            away.clicked.connect(self.removed.emit)
            head.addWidget(away)
        self._column.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.CONTROL)
        self._column.addLayout(self._list)
        foot = QHBoxLayout()
        self.more = Button(theme, _("Add condition"), "quiet", icon="plus")
        self.more.clicked.connect(lambda: self.add())
        foot.addWidget(self.more)
        if not nested:
            group = Button(theme, _("Add group"), "quiet", icon="plus")
            group.clicked.connect(self.add_group)
            foot.addWidget(group)
        foot.addStretch(1)
        self._column.addLayout(foot)
        for part in match.parts:
            self._put(part)

    def match(self) -> Match:
        """The filter it builds; conditions without a value are left out."""
        found: list[Condition | Match] = []
        for part in self.parts:
            if isinstance(part, Group):
                inner = part.match()
                if inner.parts:
                    found.append(inner)
            elif isinstance(part, _Kept):
                found.append(part.part)
            elif (one := part.condition()) is not None:
                found.append(one)
        mode = next(one for one, _words in MODES if one == self.mode.value())
        return Match(mode, tuple(found))

    def add(self, field: str = "") -> ConditionRow:
        """Add a condition.

        Args:
            field: On this field; on one that isn't used yet when it is empty.
        """
        fields = self._builder.fields
        used = {one.field for one in conditions_of(self.match())}
        usual = [*self._builder.quick, *fields]
        name = field or next((one for one in usual if one in fields and one not in used), usual[0])
        ops = ops_offered(fields[name], choices_for(fields[name], self._builder.model.offers))
        row = self._row(Condition(name, ops[0]))
        row.begin(at_value=bool(field))
        self._builder.fit()
        self.changed.emit()
        return row

    def add_group(self) -> None:
        """Add a group with one condition."""
        group = self._group(Match("any"))
        group.add()

    def _put(self, part: Condition | Match) -> None:
        if isinstance(part, Match):
            if self._nested:
                self._keep(part)
            else:
                self._group(part)
        elif part.field in self._builder.fields:
            self._row(part)
        else:
            self._keep(part)

    def _row(self, condition: Condition) -> ConditionRow:
        builder = self._builder
        row = ConditionRow(
            builder.theme, builder.fields, builder.model.offers, builder.today, condition
        )
        row.removed.connect(lambda: self._drop(row))
        self._take(row)
        return row

    def _group(self, match: Match) -> Group:
        group = Group(self._builder, match, nested=True)
        group.removed.connect(lambda: self._drop(group))
        self._take(group)
        return group

    def _keep(self, part: Condition | Match) -> None:
        kept = _Kept(self._builder, part)
        kept.removed.connect(lambda: self._drop(kept))
        self.parts.append(kept)
        self._list.addWidget(kept)

    def _take(self, part: ConditionRow | Group) -> None:
        part.changed.connect(self.changed)
        self.parts.append(part)
        self._list.addWidget(part)
        part.show()

    def _drop(self, part: ConditionRow | Group | _Kept) -> None:
        at = self.parts.index(part)
        self.parts.remove(part)
        self._list.removeWidget(part)
        part.hide()
        part.deleteLater()
        self.changed.emit()
        self._builder.fit()
        left = [one for one in self.parts if isinstance(one, ConditionRow)]
        if left:
            left[min(at, len(left) - 1)].begin()
        else:
            self.more.setFocus()


class _Kept(QWidget):
    """A part that is kept as it is: it is too deep, or speaks of a field that is gone."""

    removed = Signal()

    def __init__(self, builder: FilterBuilder, part: Condition | Match) -> None:
        super().__init__()
        self.part = part
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        if isinstance(part, Match):
            words = say_match(part, builder.fields, builder.name_of)
        else:
            words = _("A condition on a field that is not there any more")
        row.addWidget(Label(builder.theme, words, tone="secondary", wrap=True), 1)
        away = IconButton(builder.theme, "x", _("Remove condition"))
        away.clicked.connect(self.removed.emit)
        row.addWidget(away)


class FilterBuilder(Popover):
    """The filter of a list; what is entered counts at once.

    Args:
        theme: The theme in force.
        spec: Which list.
        state: The view in force.
        model: Knows the fields, and what can be chosen.
        parent: The list's page; tells the day.
    """

    def __init__(
        self, theme: Theme, spec: ListSpec, state: ViewState, model: ListModel, parent: QWidget
    ) -> None:
        super().__init__(theme, _("Filter"), parent)
        self.theme, self.quick, self.model = theme, spec.quick, model
        self.fields: dict[str, Field] = {one.name: one for one in model.fields()}
        self.today = parent.desk.context.today  # type: ignore[attr-defined]
        self._state = state
        self._frame = QScrollArea()
        self._frame.setWidgetResizable(True)
        self._frame.setFrameShape(QScrollArea.Shape.NoFrame)
        self._frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frame.setAccessibleName(_("Conditions"))
        self._inner = inner = QWidget()
        inner.setProperty("plane", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        self.root = Group(self, state.view.where or Match(), nested=False)
        column.addWidget(self.root)
        column.addStretch(1)
        self._frame.setWidget(inner)
        self.body.addWidget(self._frame)
        foot = QHBoxLayout()
        foot.addStretch(1)
        clear = Button(theme, _("Clear filter"), "quiet")
        clear.clicked.connect(self._clear)
        foot.addWidget(clear)
        done = Button(theme, _("Done"), "secondary")
        done.clicked.connect(self.close)
        foot.addWidget(done)
        self.body.addLayout(foot)
        self.root.changed.connect(self._apply)
        self.fit()

    def name_of(self, field: Field, value: object) -> str:
        """What a reference is called."""
        options = self.model.offers.options(field.target)
        return next((words for one, words in options if one == value), "")

    def begin(self, part: int = -1) -> None:
        """Give a condition the keyboard: the one at a place, else the first, else a new one.

        Args:
            part: Its place; -1 for the first.
        """
        parts: Sequence[object] = self.root.parts
        if not parts:
            self.root.add()
            return
        chosen = parts[part] if 0 <= part < len(parts) else parts[0]
        if isinstance(chosen, Group):
            chosen = chosen.parts[0] if chosen.parts else chosen
        if isinstance(chosen, ConditionRow):
            chosen.begin(at_value=part >= 0)
        else:
            self.root.more.setFocus()

    def add(self, field: str) -> None:
        """Add a condition on a field, and give its value the keyboard."""
        self.root.add(field)

    def fit(self) -> None:
        """Make it as high as its conditions need, within the screen."""
        inner = self._inner
        inner.adjustSize()
        room = self.room()
        wide = min(self.theme.px(WIDE), room.width() - 80)
        self._frame.setFixedWidth(wide)
        needed = max(inner.heightForWidth(wide - 24), inner.minimumSizeHint().height())
        self._frame.setFixedHeight(min(needed + 8, room.height() * 6 // 10))
        self.adjustSize()

    def _apply(self) -> None:
        where = self.root.match()
        self._state.change(where=where if where.parts else None)
        self.fit()

    def _clear(self) -> None:
        self._state.change(where=None)
        self.close()
