"""How hard tests try that draw their own cases.

Every run tries enough to notice what breaks; `ACCTDESK_THOROUGH=1` tries as often as one may want
to wait for, before a release or after a change to what they prove.
"""

from __future__ import annotations

import os
from typing import TypeVar

THOROUGH = bool(os.environ.get("ACCTDESK_THOROUGH"))

T = TypeVar("T")


def tries(usual: T, thorough: T) -> T:
    """What to try in every run, and what to try when there is time."""
    return thorough if THOROUGH else usual
