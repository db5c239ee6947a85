"""The change bus: every committed change is told once to all who listen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acctdesk.workspace import Committed

    Listener = Callable[[Committed], None]


class ChangeBus:
    """Tells listeners what was committed, on the thread that committed it.

    A listener that must be on another thread takes itself there.
    """

    def __init__(self) -> None:
        # By subscription, since one listener may listen twice.
        self._listeners: dict[object, Listener] = {}
        self._guard = threading.Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Listen from now on.

        Returns:
            What ends it; harmless when called twice.
        """
        subscription = object()
        with self._guard:
            self._listeners[subscription] = listener

        def end() -> None:
            with self._guard:
                self._listeners.pop(subscription, None)

        return end

    def publish(self, change: Committed) -> None:
        """Tell everybody, then raise what the first listener raised, if any did."""
        with self._guard:
            listeners = tuple(self._listeners.values())
        failed: list[Exception] = []
        for listener in listeners:
            try:
                listener(change)
            except Exception as error:  # noqa: BLE001 - the others must still be told
                failed.append(error)
        if failed:
            raise failed[0]
