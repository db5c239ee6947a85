"""Asking people to a review: theirs from the stakeholder map, and ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.log.draft import Someone
from acctdesk.ui.log.picker import PeoplePicker
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.reviews.reading import Sheet
    from acctdesk.ui.theme.theme import Theme


class InviteForm(Popover):
    """Names that are typed and completed.

    Args:
        theme: The theme in force.
        sheet: The review.
        parent: The widget it belongs to.
    """

    kept = Signal()
    """They are to be asked."""

    def __init__(self, theme: Theme, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(theme, _("Add participants"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Label(theme, _("Add participants"), "strong"))
        self.picker = PeoplePicker(theme, _("Type a name"), can_add=False)
        self.picker.setMinimumWidth(theme.px(320))
        asked = {one.party.id for one in sheet.told.attendees}
        self.picker.set_offered(
            [Someone(id_, name) for id_, name in sheet.people if id_ not in asked]
            + [Someone(id_, name, "us") for id_, name in sheet.members if id_ not in asked]
        )
        self.body.addWidget(self.picker)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        self.save = Button(theme, _("Invite"), "primary")
        self.save.clicked.connect(self.kept)
        row.addWidget(cancel)
        row.addWidget(self.save)
        self.body.addLayout(row)
        self.save.setEnabled(False)
        self.picker.changed.connect(lambda: self.save.setEnabled(bool(self.picker.people())))

    def chosen(self) -> tuple[list[str], list[str]]:
        """Ids of the client's people, and of ours."""
        people = [one.id for one in self.picker.people() if one.side == "client" and one.id]
        members = [one.id for one in self.picker.people() if one.side == "us" and one.id]
        return people, members

    def open_at(self, anchor: QWidget) -> None:
        """Open beneath a widget."""
        self.open_under(anchor)
        self.picker.line.setFocus(Qt.FocusReason.OtherFocusReason)
