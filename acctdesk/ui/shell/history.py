"""Where one has been, so that back and forward lead there."""

from __future__ import annotations

from acctdesk.ui.shell.places import Place

LIMIT = 100
"""Places remembered; the oldest are forgotten."""


class History:
    """A trail of places with a present one. No Qt, no signals."""

    def __init__(self) -> None:
        self._trail: list[Place] = []
        self._at = -1

    @property
    def present(self) -> Place | None:
        """Where one is; None before the first visit."""
        return self._trail[self._at] if self._trail else None

    @property
    def can_back(self) -> bool:
        """Whether something lies behind."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether one went back before."""
        return self._at < len(self._trail) - 1

    def visit(self, place: Place) -> None:
        """Go to a new place; what lay ahead is forgotten. Staying adds nothing."""
        if place == self.present:
            return
        del self._trail[self._at + 1 :]
        self._trail.append(place)
        del self._trail[:-LIMIT]
        self._at = len(self._trail) - 1

    def replace(self, place: Place) -> None:
        """Put another place where one is, such as the same with a tab chosen."""
        if self._trail:
            self._trail[self._at] = place

    def back(self) -> Place | None:
        """One step back; None at the beginning."""
        if not self.can_back:
            return None
        self._at -= 1
        return self._trail[self._at]

    def forward(self) -> Place | None:
        """One step forward; None at the end."""
        if not self.can_forward:
            return None
        self._at += 1
        return self._trail[self._at]
