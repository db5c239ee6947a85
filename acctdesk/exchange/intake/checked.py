"""What a check leaves behind: the plan, and everything it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from acctdesk.exchange.intake.drafts import Draft
from acctdesk.exchange.intake.findings import Findings
from acctdesk.services.imports import Plan


class Closable(Plan, Protocol):
    """A plan that holds something until it is closed."""

    def close(self) -> None:
        """Let go of it."""


@dataclass
class Checked:
    """What a check worked out.

    Attributes:
        draft: The draft that was checked.
        plan: The writes, ready for `Imports.apply`.
        findings: Problems, counts and differences.
    """

    draft: Draft
    plan: Closable
    findings: Findings

    @property
    def writes(self) -> int:
        """How many records the import would create or change."""
        return sum(one.created + one.updated for one in self.findings.counts.values())

    def close(self) -> None:
        """Drop the plan."""
        self.plan.close()
