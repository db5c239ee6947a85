"""What a list of changes is narrowed to: words, kind, field, author, period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acctdesk.services.catalogue import Catalogue
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.fields import ComboBox, SearchField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.words import _, lazy

PERIODS = (
    ("", lazy("Any time")),
    ("0", lazy("Today")),
    ("7", lazy("Last 7 days")),
    ("30", lazy("Last 30 days")),
    ("90", lazy("Last 90 days")),
    ("365", lazy("Last 12 months")),
)
"""Days back, and what that is called."""
UNSAID = frozenset({"alias", "distinct_pair", "external_id", "custom_value", "setting"})
"""Kinds that aren't offered: nobody looks for them by what they are."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The filters as they are set.

    Attributes:
        words: What is looked for.
        account: Id of the only account; empty for all.
        record: Id of the only record; empty for all.
        kind: The only kind; empty for all.
        field: Key of the only field, or the id of a custom one; empty for all.
        author: Name of the only author; None for all.
        days: How many days back; empty for any time.
    """

    words: str = ""
    account: str = ""
    record: str = ""
    kind: str = ""
    field: str = ""
    author: str | None = None
    days: str = ""

    def asked(self, today: dt.date) -> dict[str, Any]:
        """The arguments of `History.search`."""
        return {
            "words": self.words,
            "account": self.account or None,
            "record": self.record or None,
            "kind": self.kind or None,
            "field": self.field or None,
            "author": self.author,
            "since": today - dt.timedelta(days=int(self.days)) if self.days else None,
        }

    def is_narrow(self) -> bool:
        """Whether anything is left out, whose history it is aside."""
        return bool(self.words or self.kind or self.field or self.days) or self.author is not None


class Filters(QWidget):
    """The box and the filters above a list of changes; each holds as soon as it is set.

    Args:
        theme: The theme in force.
        kind: The only kind whose fields are offered; empty offers kinds.
    """

    changed = Signal()
    """Another filter is in force."""

    def __init__(self, theme: Theme, kind: str = "") -> None:
        super().__init__()
        self._theme, self._only = theme, kind
        self._now = Narrowed()
        self._catalogue: Catalogue | None = None
        self._people: tuple[str, ...] | None = None
        self.row = FlowLayout(self, Space.CONTROL)
        self.box = SearchField(theme, _("Search the history"))
        self.box.textChanged.connect(lambda text: self._set(words=text.strip()))
        self.kinds = ComboBox(theme, _("Kind of record"), [("", _("All records"))])
        self.fields = ComboBox(theme, _("Field"), [("", _("All fields"))])
        self.authors = ComboBox(theme, _("Author"), [(None, _("Everybody"))])
        self.period = ComboBox(theme, _("Period"), [(one, str(label)) for one, label in PERIODS])
        self.kinds.currentIndexChanged.connect(lambda _at: self._on_kind())
        for combo, name in (
            (self.fields, "field"), (self.authors, "author"), (self.period, "days"),
        ):  # fmt: skip
            self._follow(combo, name)
        for one in (self.box, self.kinds, self.fields, self.authors, self.period):
            self.row.addWidget(one)
        self.kinds.setVisible(not kind)
        self.fields.setVisible(bool(kind))
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def now(self) -> Narrowed:
        """The filters in force."""
        return self._now

    def offer(self, catalogue: Catalogue, authors: Sequence[str]) -> None:
        """Offer what there is to choose from.

        Args:
            catalogue: Names kinds and fields.
            authors: Names of all who changed something; empty for nobody.
        """
        if catalogue is not self._catalogue:
            self._catalogue = catalogue
            kinds: list[tuple[object, str]] = [
                (one.name, str(one.label)) for one in catalogue.kinds() if one.name not in UNSAID
            ]
            kinds.sort(key=lambda one: one[1].casefold())
            _offer(self.kinds, [("", _("All records")), *kinds], self._now.kind)
            self._offer_fields()
        if tuple(authors) != self._people:
            self._people = tuple(authors)
            named = [(one, one or _("Nobody yet")) for one in authors]
            _offer(self.authors, [(None, _("Everybody")), *named], self._now.author)

    def put(self, now: Narrowed) -> None:
        """Set all filters; no signal is sent."""
        self._now = now
        self.box.blockSignals(True)
        self.box.setText(now.words)
        self.box.blockSignals(False)
        for combo, value in (
            (self.kinds, now.kind), (self.authors, now.author), (self.period, now.days),
        ):  # fmt: skip
            combo.blockSignals(True)
            combo.set_value(value)
            combo.blockSignals(False)
        self._offer_fields()

    def clear(self) -> None:
        """Show everything of what it is the history of."""
        self.put(Narrowed(account=self._now.account, record=self._now.record))
        self.changed.emit()

    def only(self, *, account: str, record: str = "") -> None:
        """Set whose history it is: an account's, a record's, or with neither everybody's."""
        self._set(account=account, record=record)

    def _follow(self, combo: ComboBox, name: str) -> None:
        combo.currentIndexChanged.connect(lambda _at: self._set(**{name: combo.value()}))

    def _on_kind(self) -> None:
        kind = str(self.kinds.value() or "")
        self._set(kind=kind, field="")
        self._offer_fields()

    def _offer_fields(self) -> None:
        kind = self._only or self._now.kind
        listed: list[tuple[object, str]] = [("", _("All fields"))]
        if kind and self._catalogue is not None:
            fields = [one for one in self._catalogue.fields(kind) if not one.computed]
            named = [(one.name if one.custom else one.key, str(one.label)) for one in fields]
            listed += sorted(named, key=lambda one: one[1].casefold())
        _offer(self.fields, listed, self._now.field)
        self.fields.setVisible(bool(kind))

    def _set(self, **values: Any) -> None:
        now = replace(self._now, **values)
        if now != self._now:
            self._now = now
            self.changed.emit()

    def _fit(self) -> None:
        self.box.setFixedWidth(self._theme.px(240))


def _offer(combo: ComboBox, listed: Sequence[tuple[object, str]], value: object) -> None:
    combo.blockSignals(True)
    combo.clear()
    for one, words in listed:
        combo.addItem(words, one)
    combo.set_value(value)
    if combo.currentIndex() < 0:
        combo.setCurrentIndex(0)
    combo.blockSignals(False)
    combo.updateGeometry()
