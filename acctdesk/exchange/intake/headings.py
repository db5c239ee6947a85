"""Headings as words, so that one that is written otherwise is still the same."""

from __future__ import annotations

import re

from acctdesk.services.values import fold

_SUFFIX = re.compile(r"__(?:c|r|pc)$", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")


def normal(heading: str) -> str:
    """A heading as words: "BillingCity__c", "billing_city" and "Billing  city:" are the same."""
    text = _SUFFIX.sub("", heading.strip())
    return fold(_CAMEL.sub(" ", text).replace("_", " "))


def remembered_key(heading: str) -> str:
    """The form of a heading under which an answer is remembered."""
    return normal(heading)
