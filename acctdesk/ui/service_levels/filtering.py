"""Which gauges are shown: by account, service, kind, standing and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.service_levels import said
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, SearchField, ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.service_level import Gauge


@dataclass(frozen=True, slots=True)
class Sieve:
    """What gauges must be like to be shown; blank means any.

    Attributes:
        words: All of these are in its name, account, service or agreement.
        account: Account id.
        service: Name of the service.
        kind: Kind of the objective.
        standings: One of these.
    """

    words: str = ""
    account: str = ""
    service: str = ""
    kind: str = ""
    standings: frozenset[str] = frozenset()

    def lets(self, gauge: Gauge) -> bool:
        """Whether a gauge is shown."""
        if self.standings and gauge.standing not in self.standings:
            return False
        if self.account and gauge.account != self.account:
            return False
        if self.service and gauge.service_name != self.service:
            return False
        if self.kind and gauge.kind != self.kind:
            return False
        text = " ".join(
            (gauge.name, gauge.account_name, gauge.service_name, gauge.agreement_name)
        ).casefold()
        return all(word in text for word in self.words.casefold().split())

    @property
    def conditions(self) -> int:
        """How many conditions are set beside the standing, which has its chips."""
        return sum(map(bool, (self.words.strip(), self.account, self.service, self.kind)))

    def state(self) -> dict[str, object]:
        """It as names and values that fit JSON."""
        return {
            "words": self.words, "account": self.account, "service": self.service,
            "kind": self.kind, "standings": sorted(self.standings),
        }  # fmt: skip


def sieve_of(state: Mapping[str, object]) -> Sieve:
    """What `Sieve.state` returned, perhaps from an older version of the program."""
    names = ("words", "account", "service", "kind")
    held = {name: str(state.get(name) or "") for name in names}
    standings = state.get("standings")
    kept = [str(one) for one in standings] if isinstance(standings, list) else []
    return Sieve(**held, standings=frozenset(kept) & frozenset(said.STATUS))


def sifted(gauges: Iterable[Gauge], sieve: Sieve) -> list[Gauge]:
    """The gauges that are shown, in their order."""
    return [one for one in gauges if sieve.lets(one)]


class FilterPopover(Popover):
    """Asks which gauges to show; what is chosen takes effect at once.

    Args:
        theme: The theme in force.
        gauges: All gauges there are: what can be chosen comes from them.
        sieve: What is chosen now.
        parent: The widget it belongs to.
        alone: Whether there is one account only.
    """

    chosen = Signal(object)
    """Another `Sieve`."""

    def __init__(
        self, theme: Theme, gauges: Sequence[Gauge], sieve: Sieve, parent: QWidget, *, alone: bool
    ) -> None:
        super().__init__(theme, _("Filter gauges"), parent)
        self._sieve = sieve
        self.words = SearchField(theme, _("Words in name, account or service"))
        self.words.setText(sieve.words)
        self.words.setMinimumWidth(theme.px(280))
        self.words.textChanged.connect(lambda text: self._set(words=text))
        self.body.addWidget(self.words)
        accounts = sorted(
            {(one.account, one.account_name) for one in gauges}, key=lambda one: one[1].casefold()
        )
        services = sorted({one.service_name for one in gauges if one.service_name}, key=str.lower)
        kinds = [kind for kind in said.KINDS if any(one.kind == kind for one in gauges)]
        self.account = self._choice(theme, "account", _("Account"), accounts, sieve.account)
        self.account.setVisible(not alone)
        pairs = [(one, one) for one in services]
        self.service = self._choice(theme, "service", _("Service"), pairs, sieve.service)
        pairs = [(kind, str(said.KINDS[kind])) for kind in kinds]
        self.kind = self._choice(theme, "kind", _("Kind"), pairs, sieve.kind)
        row = QHBoxLayout()
        row.addStretch(1)
        self.clear = Button(theme, _("Show all"), "quiet")
        self.clear.clicked.connect(self._clear)
        row.addWidget(self.clear)
        self.body.addLayout(row)

    def _choice(
        self, theme: Theme, name: str, label: str, pairs: Sequence[tuple[str, str]], now: str
    ) -> ValidatedField:
        box = ComboBox(theme, label, [("", _("All")), *pairs])
        box.set_value(now)
        box.activated.connect(lambda _at: self._set(**{name: str(box.value() or "")}))
        field = ValidatedField(theme, label, box)
        self.body.addWidget(field)
        return field

    def _set(self, **values: str) -> None:
        self._sieve = replace(self._sieve, **values)  # type: ignore[arg-type]
        self.chosen.emit(self._sieve)

    def _clear(self) -> None:
        self._sieve = Sieve()
        self.chosen.emit(self._sieve)
        self.close()
