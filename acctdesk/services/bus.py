"""The change bus: every committed change is told once to all who listen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from acctdesk.workspace import Committed

Listener = Callable[[Committed], None]


class ChangeBus:
    """Tells listeners what was committed, on the thread that committed it.

    A listener that must be on another thread takes itself there.
    """

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._guard = threading.Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Listen from now on.

        Returns:
            What ends it; harmless when called twice.
        """
        with self._guard:
            self._listeners.append(listener)

        def end() -> None:
            with self._guard:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def publish(self, change: Committed) -> None:
        """Tell everybody."""
        with self._guard:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(change)
