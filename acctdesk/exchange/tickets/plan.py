"""What a check of tickets worked out, waiting until the person says import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from acctdesk.services.imports import Inserts, Updates


@dataclass
class TicketPlan:
    """The writes of an import of tickets; see `acctdesk.services.imports.Plan`.

    Attributes:
        label: Message of the change.
        params: What fills the message.
        seen: Number of the newest change the check has seen.
        learned: What is to be remembered: topic to key to target.
        inserts: New rows, in order.
        updates: Changes of tickets that exist, by id.
    """

    label: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    seen: int = 0
    learned: dict[str, dict[str, str]] = field(default_factory=dict)
    inserts: list[Inserts] = field(default_factory=list)
    updates: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many batches there are, for the progress."""
        return len(self.inserts) + bool(self.updates)

    def batches(self) -> Iterator[Inserts | Updates]:
        """The writes, in order."""
        yield from self.inserts
        if self.updates:
            yield Updates("ticket", list(self.updates.items()))

    def close(self) -> None:
        """Let go of the writes."""
        self.inserts, self.updates = [], {}
