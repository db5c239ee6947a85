"""The small button beside an address: writes, calls, opens; its menu copies."""

from __future__ import annotations

from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from acctdesk.services.catalogue import Format
from acctdesk.ui.record.value import open_link
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.words import _


class ContactLink(IconButton):
    """Opens an e-mail address, a phone number or a web address with the program for it.

    Args:
        theme: The theme in force.
        form: EMAIL, PHONE or URL.
    """

    def __init__(self, theme: Theme, form: Format) -> None:
        self._form = form
        icon, name = {
            Format.EMAIL: ("mail", _("Write an e-mail")),
            Format.PHONE: ("phone", _("Call")),
        }.get(form, ("external-link", _("Open in the browser")))
        super().__init__(theme, icon, name)
        self._name = name
        self._address = ""
        self.clicked.connect(self.open)
        # Its room stays, so that coming and going lays nothing out anew.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def _retheme(self) -> None:
        super()._retheme()
        # Narrower than others, for the sake of the address beside it.
        self.setFixedWidth(self._theme.px(28))

    def set_address(self, address: str) -> None:
        """Show it for an address; empty hides it."""
        self._address = address
        self.setToolTip(f"{self._name}: {address}")
        self.setAccessibleName(f"{self._name}: {address}" if address else self._name)
        if self.isHidden() == bool(address):
            self.setHidden(not address)

    def link(self) -> str:
        """The address with its scheme, fit for the system."""
        return link_of(self._form, self._address)

    def open(self) -> None:
        """Hand the address to the program for it."""
        if self._address:
            open_link(self.link())

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self._address)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open or copy."""
        menu = QMenu(self)
        menu.addAction(self._name).triggered.connect(self.open)
        menu.addAction(_("Copy")).triggered.connect(self.copy)
        menu.popup(event.globalPos())


def link_of(form: Format, address: str) -> str:
    """An address with its scheme: ``mailto:``, ``tel:`` or ``https://``; empty for none."""
    if not address:
        return ""
    if form is Format.EMAIL:
        return f"mailto:{address}"
    if form is Format.PHONE:
        return "tel:" + "".join(one for one in address if one.isdigit() or one == "+")
    return address if "://" in address else f"https://{address}"
