"""What the search is narrowed to: kind, account, period, archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acctdesk.services.hits import MANY, Find
from acctdesk.ui.search.kinds import KindRow, kinds_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.words import _, lazy

ALL_OF_A_KIND = 500
"""Hits that are shown of one kind alone."""
PERIODS = (
    ("", lazy("Any time")),
    ("7", lazy("Last 7 days")),
    ("30", lazy("Last 30 days")),
    ("90", lazy("Last 90 days")),
    ("365", lazy("Last 12 months")),
)
"""Days back, and what that is called."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The filters as they are set.

    Attributes:
        kind: The kind that is wanted, or what stands for several; empty for everything.
        account: Id of the only account; empty for all.
        account_name: Its name.
        days: How many days back; empty for any time.
        archived: Whether archived records are found as well.
    """

    kind: str = ""
    account: str = ""
    account_name: str = ""
    days: str = ""
    archived: bool = False

    def find(self, words: str, today: dt.date) -> Find:
        """The question for some words."""
        return Find(
            words,
            kinds=kinds_of(self.kind) if self.kind else (),
            account=self.account,
            since=today - dt.timedelta(int(self.days)) if self.days else None,
            archived=self.archived,
            limit=ALL_OF_A_KIND if self.kind else MANY,
        )

    def params(self) -> dict[str, str]:
        """The filters as a place names them."""
        named = {
            "kind": self.kind, "only": self.account, "only_name": self.account_name,
            "days": self.days, "archived": "1" if self.archived else "",
        }  # fmt: skip
        return {name: value for name, value in named.items() if value}


def narrowed(params: Mapping[str, object]) -> Narrowed:
    """The filters that a place or a kept state names."""

    def said(name: str) -> str:
        value = params.get(name, "")
        return value if isinstance(value, str) else ""

    days = said("days")
    known = days in {code for code, _label in PERIODS}
    return Narrowed(
        said("kind"),
        said("only"),
        said("only_name"),
        days if known else "",
        said("archived") == "1",
    )


class Filters(QWidget):
    """The filters above the hits; each holds as soon as it is set.

    Args:
        theme: The theme in force.
    """

    changed = Signal()
    """Another filter is in force."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._now = Narrowed()
        self._row = FlowLayout(self, Space.CONTROL)
        self.kinds = KindRow(theme, self._row, self)
        self.kinds.chosen.connect(lambda kind: self._set(kind=kind))
        self.period = ComboBox(
            theme, _("Period of the log"), [(code, str(label)) for code, label in PERIODS]
        )
        self.period.setToolTip(_("A period leaves only what has a date: the contact log."))
        self.period.currentIndexChanged.connect(self._on_period)
        self._row.addWidget(self.period)
        self.archived = CheckBox(theme, _("Archived too"))
        self.archived.toggled.connect(lambda on: self._set(archived=on))
        self._row.addWidget(self.archived)
        self.account: Chip | None = None

    @property
    def now(self) -> Narrowed:
        """The filters in force."""
        return self._now

    def put(self, now: Narrowed) -> None:
        """Set all filters; no signal is sent."""
        self._now = now
        self.blockSignals(True)
        self.kinds.set_current(now.kind)
        self.period.setCurrentIndex([code for code, _label in PERIODS].index(now.days))
        self.archived.setChecked(now.archived)
        self.blockSignals(False)
        self._show_account()

    def only(self, account: str, name: str) -> None:
        """Search one account alone."""
        self._set(account=account, account_name=name)

    def clear(self) -> None:
        """Search everything again."""
        if self._now != Narrowed():
            self.put(Narrowed())
            self.changed.emit()

    def _on_period(self, at: int) -> None:
        self._set(days=PERIODS[at][0])

    def _set(self, **values: object) -> None:
        change: Callable[..., Narrowed] = replace
        now = change(self._now, **values)
        if now != self._now:
            self._now = now
            self._show_account()
            self.changed.emit()

    def _show_account(self) -> None:
        if self.account is not None:
            self.account.hide()
            self.account.deleteLater()
            self.account = None
        if self._now.account:
            chip = Chip(self._theme, _("Only %s") % self._now.account_name)
            chip.removed.connect(lambda: self._set(account="", account_name=""))
            chip.clicked.connect(lambda: self._set(account="", account_name=""))
            self.account = chip
            self._row.addWidget(chip)
            chip.show()
