"""Emptying a field in several records at once: a button beside its editor.

What differs can't be emptied by deleting it: nothing stands in the editor to be deleted.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.words import _


class ClearButton(Button):
    """Empties a field in all records that are shown; the keyboard reaches it behind the editor.

    Args:
        theme: The theme in force.
        field: The field.
    """

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__(theme, _("Clear"), "link")
        self.setAccessibleName(_("Clear %s in all selected records") % field.label)
        self.setToolTip(self.accessibleName())
        # Pressing it must not take the focus off the editor, which would close with it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def may_clear(field: Field, editor: QWidget | None, *, several: bool) -> bool:
    """Whether a button to clear a field makes sense.

    Args:
        field: The field.
        editor: Its editor; a list has a blank choice itself.
        several: Whether the records differ.
    """
    return several and isinstance(editor, (QLineEdit, QPlainTextEdit)) and not field.required
