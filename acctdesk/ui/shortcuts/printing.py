"""The shortcuts on paper: two columns of menus, always black on white."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtGui import QTextDocument

from acctdesk.ui.shortcuts.model import KeyRow
from acctdesk.words import _


def document(rows: Sequence[tuple[str, Sequence[KeyRow]]]) -> QTextDocument:
    """A document of all keys.

    Args:
        rows: Titles, and what stands under them; actions without keys are left out.
    """
    parts = [f"<h1>{html.escape(_('Keyboard shortcuts'))}</h1>"]
    for title, held in rows:
        lines = [
            f"<tr><td width='260'>{html.escape(row.label)}</td>"
            f"<td><b>{html.escape(_(' or ').join(row.keys))}</b></td></tr>"
            for row in held
            if row.keys
        ]
        if lines:
            head = f"<h3>{html.escape(title)}</h3>"
            parts.append(f"{head}<table cellpadding='2'>{''.join(lines)}</table>")
    made = QTextDocument()
    made.setDefaultStyleSheet(
        "* { color: #000000; } h1 { font-size: 16pt; } h3 { font-size: 11pt; }"
    )
    made.setHtml("".join(parts))
    return made
