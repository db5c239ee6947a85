"""What a check leaves behind: the plan, and everything it found."""

from __future__ import annotations

from dataclasses import dataclass

from acctdesk.exchange.intake.drafts import Draft
from acctdesk.exchange.intake.findings import Findings
from acctdesk.exchange.intake.plan import PlanFile


@dataclass
class Checked:
    """What a check worked out.

    Attributes:
        draft: The draft that was checked.
        plan: The writes, ready for `Imports.apply`.
        findings: Problems, counts and differences.
    """

    draft: Draft
    plan: PlanFile
    findings: Findings

    @property
    def writes(self) -> int:
        """How many records the import would create or change."""
        return sum(one.created + one.updated for one in self.findings.counts.values())

    def close(self) -> None:
        """Drop the plan."""
        self.plan.close()
