"""Tabs of an account that come from elsewhere: gauges and reviews, each made when first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from acctdesk.ui.shell.places import Place

if TYPE_CHECKING:
    from acctdesk.ui.account.tabs import PartFactory, PartTab
    from acctdesk.ui.shell.page import Shell


class Parts:
    """Makes the tabs, and keeps what each remembers until it is made.

    Args:
        shell: The window.
        factories: What makes each tab, by its name; None where there is no such tab.
        account: Tells the account in front.
        made: Gets each tab that was made.
    """

    def __init__(
        self,
        shell: Shell,
        factories: Mapping[str, PartFactory | None],
        account: Callable[[], str],
        made: Callable[[PartTab], object],
    ) -> None:
        self._shell, self._account, self._on_made = shell, account, made
        self._factories = {name: one for name, one in factories.items() if one is not None}
        self.missing = frozenset(name for name, one in factories.items() if one is None)
        self._made: dict[str, PartTab] = {}
        self._states: dict[str, Mapping[str, object]] = {}

    def __contains__(self, name: str) -> bool:
        """Whether a tab is one of these."""
        return name in self._factories

    def get(self, name: str) -> PartTab:
        """The tab of a name, made when it is first wanted."""
        if name not in self._made:
            made = self._made[name] = self._factories[name](
                self._shell,
                lambda where: Place("accounts", {"account": self._account(), "tab": name, **where}),
            )
            made.restore(self._states.get(name, {}))
            self._on_made(made)
        return self._made[name]

    def state(self) -> dict[str, object]:
        """What the tabs keep over a restart."""
        held = {name: one.state() for name, one in self._made.items()}
        return {**self._states, **held}

    def restore(self, state: object) -> None:
        """Take it back."""
        held = state.items() if isinstance(state, dict) else ()
        self._states = {name: one for name, one in held if isinstance(one, dict)}
