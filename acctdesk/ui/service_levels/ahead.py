"""Importing this draws a first chart nobody sees: matplotlib and its fonts are loaded then.

It is imported at rest, on a thread, so that the first chart somebody asks for is there at once.
"""

from __future__ import annotations

from acctdesk.errors import Problem

try:
    from acctdesk.drawing.rendering import warm

    warm()
except Problem:
    # Without the library charts say so where they would stand.
    pass
