"""Renders every step of an import of tickets, to be looked at.

Run: ``python tests/ui/imports/look_tickets.py OUT [+light +dark +contrast +small +large]``.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtWidgets import QApplication

from acctdesk.ui.theme.theme import Mode, Theme
from tests.ui.imports.look import Studio

LOG = """number,incident_state,opened_at,sys_updated_at,priority,category,contact_type,u_symptom
INC0000045,New,29/2/2016 01:16,29/2/2016 01:23,3 - Moderate,Category 55,Phone,Symptom 72
INC0000045,Awaiting Vendor,29/2/2016 01:16,29/2/2016 08:53,3 - Moderate,Category 55,Phone,Symptom 72
INC0000045,-100,29/2/2016 01:16,29/2/2016 11:29,3 - Moderate,Category 55,Phone,Symptom 72
INC0000045,Closed,29/2/2016 01:16,5/3/2016 12:00,3 - Moderate,Category 55,Phone,Symptom 72
INC0000047,New,29/2/2016 04:40,29/2/2016 04:57,2 - High,Category 40,Phone,Symptom 471
INC0000047,Active,29/2/2016 04:40,29/2/2016 05:30,2 - High,Category 40,Phone,Symptom 471
INC0000047,Awaiting User Info,29/2/2016 04:40,1/3/2016 09:14,2 - High,Category 40,Phone,Symptom 471
INC0000047,Resolved,29/2/2016 04:40,1/3/2016 09:52,2 - High,Category 40,Phone,Symptom 471
,New,29/2/2016 04:40,1/3/2016 09:52,2 - High,Category 40,Phone,Symptom 471
INC0000048,New,29/2/2016 04:40,soon,2 - High,Category 40,Phone,Symptom 471
INC0000048,Resolved,29/2/2016 04:40,2/3/2016 10:11,2 - High,Category 40,Phone,Symptom 471
"""


def tour(studio: Studio) -> None:
    page, session = studio.page, studio.page.session
    studio.desk.accounts.create({"name": "Globex Logistics AG"})
    path = studio.home / "incident export 2016.csv"
    path.write_text(LOG, "utf-8")
    page.open([path])
    studio.until(lambda: not session.empty)
    studio.shot("tickets-file")
    session.set_answers(replace(session.answers, account="Globex Logistics AG"))
    studio.until(lambda: True)
    page._continue()
    studio.until(lambda: True)
    studio.shot("tickets-match")
    page._continue()
    studio.until(lambda: session.view is not None)
    studio.shot("tickets-check")
    page._import()
    studio.until(lambda: page.result is not None)
    studio.shot("tickets-done")


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    flags = set(sys.argv[2:])
    app = QApplication([])
    theme = Theme(app, mode=Mode.LIGHT)
    for tag, mode, scale, size in (
        ("light", Mode.LIGHT, 100, (1600, 1000)), ("dark", Mode.DARK, 100, (1600, 1000)),
        ("contrast", Mode.CONTRAST, 100, (1600, 1000)), ("small", Mode.LIGHT, 100, (960, 600)),
        ("large", Mode.DARK, 200, (960, 600)),
    ):  # fmt: skip
        if flags and f"+{tag}" not in flags:
            continue
        theme.set_mode(mode)
        theme.set_text_scale(scale)
        studio = Studio(out, theme, tag, size)
        tour(studio)
        studio.close()


if __name__ == "__main__":
    main()
