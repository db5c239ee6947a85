"""The custom fields of the workspace: add, rename, show, hide, remove."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from acctdesk.errors import Invalid, Problem
from acctdesk.services.catalogue import Audience, Format
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.settings.fielditem import FieldItem, OwnField
from acctdesk.ui.settings.newfield import NewField, Wanted
from acctdesk.ui.shell.page import Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n


def read_fields(desk: Desk) -> tuple[OwnField, ...]:
    """Read the custom fields with their use; for a lane."""
    from acctdesk.services.custom_fields import FORMATS, OWNERS

    holds = {form: str(words) for form, words in FORMATS}
    used = desk.custom_fields.used()
    found = []
    defined = desk.custom_fields.defined()
    for kind in OWNERS:
        owner = str(desk.fields.kind(kind).plural)
        for field in (one for one in defined if one.kind == kind):
            counts: dict[str, int] = {}
            if field.format is Format.CHOICE:
                counts = desk.custom_fields.used_choices(field.name)
            offered = [one.code for one in field.choices]
            left = sorted(counts.keys() - set(offered), key=str.casefold)
            found.append(
                OwnField(
                    field, owner, holds.get(field.format, ""), used.get(field.name, 0),
                    tuple((one, counts.get(one, 0)) for one in offered),
                    tuple((one, counts[one]) for one in left),
                )
            )  # fmt: skip
    return tuple(found)


class FieldsCard(Card):
    """All custom fields, and the form for a new one.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__(shell.theme, _("Custom fields"))
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._read = Latest(tasks, self)
        self._able = not desk.read_only
        theme = shell.theme
        self.items: dict[str, FieldItem] = {}
        self._lines: dict[str, Line] = {}
        self.nothing = Label(
            theme, _("None yet. Add what your firm keeps about clients beyond the usual."),
            "caption", "secondary", wrap=True,
        )  # fmt: skip
        self.nothing.hide()
        self.add(self.nothing)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.form: NewField | None = None
        self.add_button = Button(theme, _("Add field"), icon="plus")
        self.add_button.setEnabled(self._able)
        self.add_button.clicked.connect(self._show_form)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Read the fields again."""
        self._read.read(lambda: read_fields(self._desk), self._show)

    def _show(self, found: tuple[OwnField, ...]) -> None:
        gone = self.items.keys() - {one.field.name for one in found}
        for name in gone:
            item, line = self.items.pop(name), self._lines.pop(name)
            for widget in (item, line):
                self._list.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for at, own in enumerate(found):
            name = own.field.name
            if name in self.items:
                self.items[name].show_field(own)
            else:
                self.items[name], self._lines[name] = self._new_item(own), Line(self._shell.theme)
            place = 2 * at
            if self._list.indexOf(self.items[name]) != place:
                self._list.removeWidget(self.items[name])
                self._list.removeWidget(self._lines[name])
                self._list.insertWidget(place, self.items[name])
                self._list.insertWidget(place + 1, self._lines[name])
        self.nothing.setVisible(not found)

    def _new_item(self, own: OwnField) -> FieldItem:
        item = FieldItem(self._shell.theme, own, able=self._able)
        field = own.field.name
        custom = self._desk.custom_fields
        item.renamed.connect(lambda label: self._do(item, lambda: custom.rename(field, label)))
        item.shown_to.connect(
            lambda audience: self._do(item, lambda: custom.set_audience(field, Audience(audience)))
        )
        item.removed.connect(lambda: self._remove(item))
        item.built.connect(functools.partial(self._wire_choices, item))
        return item

    def _wire_choices(self, item: FieldItem) -> None:
        """Give the choices of an editor that was just made their meaning."""
        field, custom, choices = item.own.field.name, self._desk.custom_fields, item.choices
        if choices is None:
            return
        choices.added.connect(lambda one: self._do(item, lambda: custom.add_choice(field, one)))
        choices.renamed.connect(
            lambda one, label: self._do(item, lambda: custom.rename_choice(field, one, label))
        )
        choices.moved.connect(
            lambda one, place: self._do(item, lambda: custom.move_choice(field, one, place))
        )
        choices.removed.connect(lambda one: self._remove_choice(item, one))

    # -- commands --------------------------------------------------------------------------

    def _do(
        self,
        item: FieldItem,
        task: Callable[[], Change | None],
        said: Callable[[], str] | None = None,
    ) -> None:
        """Run a command about a field; what it complains about is said in its editor."""

        def refuse(words: str, field: str = "") -> None:
            # The editor of a field that was removed may have gone before its answer came.
            if self.items.get(item.own.field.name) is item:
                item.refuse(words, field)

        def done(change: Change | None) -> None:
            refuse("")
            if said is not None:
                self._offer_undo(said(), change)

        def failed(problem: Problem) -> None:
            refuse(_sentence(problem), problem.field if isinstance(problem, Invalid) else "")
            self.refresh()

        self._tasks.write(self, task, done, failed)

    def _remove(self, item: FieldItem) -> None:
        own = item.own

        def said() -> str:
            label = str(own.field.label)
            if not own.used:
                return _("Removed the field %s") % label
            words = _n("Removed the field %s with {n} value",
                       "Removed the field %s with {n} values", own.used)  # fmt: skip
            return words % label

        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._do(item, lambda: self._desk.custom_fields.remove(own.field.name), said)

    def _remove_choice(self, item: FieldItem, choice: str) -> None:
        used = dict(item.own.choices).get(choice, 0)
        field = item.own.field.name

        def said() -> str:
            if not used:
                return _("Removed the choice %s") % choice
            words = _n("Removed the choice %s. {n} record still has it.",
                       "Removed the choice %s. {n} records still have it.", used)  # fmt: skip
            return words % choice

        self._do(item, lambda: self._desk.custom_fields.remove_choice(field, choice), said)

    def _offer_undo(self, words: str, change: Change | None) -> None:
        if change is None:
            return
        history, receiver = self._desk.history, self

        def undo() -> None:
            self._tasks.write(receiver, lambda: history.revert(change.id))

        self._shell.toast(words, undo=undo)

    # -- a new field -----------------------------------------------------------------------

    def _show_form(self) -> None:
        from acctdesk.services.custom_fields import FORMATS, OWNERS

        if self.form is None:
            kinds = tuple((kind, str(self._desk.fields.kind(kind).plural)) for kind in OWNERS)
            formats = tuple((form, str(words)) for form, words in FORMATS)
            self.form = NewField(self._shell.theme, kinds, formats)
            self.form.wanted.connect(self._define)
            self.form.closed.connect(self._hide_form)
            self.body.insertWidget(self.body.indexOf(self.add_button), self.form)
        self.form.clear()
        self.form.show()
        self.add_button.hide()
        self.form.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_form(self) -> None:
        if self.form is not None:
            self.form.hide()
        self.add_button.show()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _define(self, wanted: Wanted) -> None:
        def task() -> tuple[str, Change | None]:
            return self._desk.custom_fields.define(
                wanted.kind, wanted.label, wanted.form, wanted.choices, wanted.audience
            )

        def failed(problem: Problem) -> None:
            if self.form is not None:
                field = problem.field if isinstance(problem, Invalid) else ""
                self.form.refuse(_sentence(problem), field)

        self._tasks.write(self, task, lambda _made: self._hide_form(), failed)


def _sentence(problem: Problem) -> str:
    """What is wrong and what to do, as sentences."""
    what = problem.what[:1].upper() + problem.what[1:]
    return f"{what} {problem.remedy}".strip()
