# ruff: noqa: E501
"""Renders the window with demo content, to be looked at.

Run: ``python tests/ui/gallery.py OUT [name…]``. Needs no display.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.shell.page import Crumb, Page, Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button, IconButton, MenuButton
from acctdesk.ui.widgets.cards import Avatar, Card, Meter
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import CheckBox, ComboBox, SearchField, ValidatedField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader, SectionHeader
from acctdesk.ui.widgets.layouts import KeyValueList
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.roles import (
    ColumnRole,
    Kind,
    KindRole,
    PendingRole,
    ProblemRole,
    SecondaryRole,
    ShareRole,
    StatusRole,
    TagsRole,
    ToneRole,
)
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.steps import Segmented, Stepper, TabBar
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.toast import Banner
from acctdesk.words import lazy

M, R, B, N = Status.MET, Status.RISK, Status.BREACHED, Status.NO_DATA
COLUMNS = [
    ("Name", Kind.NAME),
    ("Tier", Kind.TIER),
    ("Health", Kind.STATUS),
    ("ARR", Kind.NUMBER),
    ("Next touch", Kind.DATE),
    ("Notice deadline", Kind.DATE),
    ("Service level", Kind.STATUS),
    ("Open issues", Kind.NUMBER),
    ("NPS", Kind.NUMBER),
]
ROWS = [
    ("Northwind Logistics", "A", (R, "At risk 48"), "€ 1,240,000", "2 Dec 2026", "14 Dec 2026", (R, "95.4 %"), "5", ("31", "n=22")),
    ("Helvetia Medtech", "A", (M, "Healthy 86"), "CHF 980,000", "24 Nov 2026", "31 Mar 2027", (M, "99.2 %"), "1", ("58", "n=18")),
    ("Banco Litoral", "A", (M, "Healthy 79"), "€ 910,400", "26 Nov 2026", "30 Jan 2027", (M, "98.8 %"), "2", ("44", "n=31")),
    ("Aurora Grid", "A", (R, "Watch 61"), "NOK 8,200,000", "!Overdue 3 d", "1 Feb 2027", (M, "97.9 %"), "3", ("12", "n=14")),
    ("Keystone Insurance", "B", (B, "At risk 39"), "£ 610,000", "Today", "5 Dec 2026", (B, "86.1 %"), "8", ("−8", "n=26")),
    ("Lumen Retail Group", "B", (M, "Healthy 82"), "€ 540,000", "1 Dec 2026", "12 Jun 2027", (M, "99.0 %"), "0", ("50", "n=12")),
    ("Petrel Airways", "B", (M, "Healthy 77"), "€ 498,000", "3 Dec 2026", "15 May 2027", (M, "98.1 %"), "1", ("36", "n=11")),
    ("Sava Telecom", "B", (R, "Watch 66"), "€ 455,000", "30 Nov 2026", "20 Jan 2027", (R, "95.2 %"), "4", ("20", "n=15")),
    ("Orchard Foods", "B", (M, "Healthy 74"), "PLN 1,900,000", "4 Dec 2026", "1 Sep 2027", (M, "97.7 %"), "2", ("40", "n=10")),
    ("Delta Municipal Water", "B", (N, "No data"), "€ 310,000", "8 Dec 2026", "31 Dec 2027", (N, "No data"), "0", ("–", "n=3")),
    ("Cedar Health", "C", (M, "Healthy 81"), "€ 268,000", "10 Dec 2026", "30 Apr 2027", (M, "98.4 %"), "1", ("47", "n=15")),
    ("Iberia Ports", "C", (M, "Healthy 72"), "€ 240,000", "12 Dec 2026", "28 Feb 2027", (M, "97.0 %"), "2", ("33", "n=12")),
    ("Fjord Seafood", "C", (R, "Watch 58"), "NOK 2,300,000", "9 Dec 2026", "15 Jan 2027", (R, "96.8 %"), "3", ("10", "n=10")),
    ("Tessera Legal", "C", (M, "Healthy 84"), "€ 185,000", "15 Dec 2026", "1 Jul 2027", (M, "99.4 %"), "0", ("66", "n=11")),
    ("Quarry & Stone", "C", (M, "Healthy 76"), "€ 172,000", "16 Dec 2026", "31 Aug 2027", (M, "98.0 %"), "1", ("42", "n=10")),
]  # fmt: skip


NOWHERE = QModelIndex()


class Table(QAbstractTableModel):
    """Rows of plain values; a pair is a status or a suffix, a leading "!" is danger."""

    def __init__(self, columns, rows, pending=(), problems=()):
        super().__init__()
        self.columns, self.rows = columns, rows
        self.pending, self.problems = set(pending), dict(problems)

    def rowCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=NOWHERE):
        return len(self.columns)

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation != Qt.Orientation.Horizontal:
            return None
        name, kind = self.columns[section]
        return {0: name, KindRole: kind, ColumnRole: name}.get(role)

    def flags(self, index):
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index, value, role=Qt.ItemDataRole.EditRole):
        row = list(self.rows[index.row()])
        row[index.column()] = value
        self.rows[index.row()] = tuple(row)
        self.dataChanged.emit(index, index)
        return True

    def data(self, index, role=0):
        value = self.rows[index.row()][index.column()]
        kind = self.columns[index.column()][1]
        where = (index.row(), index.column())
        if role in (0, 2):
            if isinstance(value, tuple):
                return value[1] if kind == Kind.STATUS else value[0]
            return value.lstrip("!")
        if role == StatusRole and kind == Kind.STATUS:
            return value[0]
        if role == SecondaryRole and kind == Kind.NUMBER and isinstance(value, tuple):
            return value[1]
        if role == ToneRole and isinstance(value, str) and value.startswith("!"):
            return "danger"
        if role == PendingRole:
            return where in self.pending
        if role == ProblemRole:
            return self.problems.get(where)
        if role == ShareRole and kind == Kind.PROGRESS:
            return float(value.rstrip(" %")) / 100
        if role == TagsRole and kind == Kind.TAGS:
            return value
        return None


def margins(layout, flush=False):
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(14)
    return layout


class AccountsPage(Page):
    def __init__(self, shell):
        super().__init__(shell)
        th = self.theme
        col = margins(QVBoxLayout(self))
        head = PageHeader(th, "Accounts")
        menu = QMenu()
        menu.addAction("My key accounts")
        menu.addAction("All accounts")
        head.add_beside(MenuButton(th, "My key accounts", menu, "quiet", icon="bookmark"))
        for text, icon in (
            ("Filter", "list-filter"),
            ("Sort", "arrow-up-down"),
            ("Columns", "columns-3"),
        ):
            head.add(Button(th, text, icon=icon))
        head.add(Button(th, "New account", "primary", icon="plus"))
        col.addWidget(head)
        chips = QWidget()
        flow = FlowLayout(chips)
        flow.addWidget(Chip(th, "Status is active"))
        flow.addWidget(Chip(th, "Tier is A, B or C"))
        flow.addWidget(Label(th, "sorted by tier, then ARR", "caption", "secondary"))
        col.addWidget(chips)
        self.grid = GridView(th, "Accounts")
        self.grid.setModel(Table(COLUMNS, ROWS, pending=[(2, 4)], problems={(5, 5): "Not a date"}))
        card = Card(th, flush=True)
        card.add(self.grid, 1)
        card.add(Line(th))
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 6)
        foot.setSpacing(12)
        foot.addWidget(Label(th, "42 accounts", "caption_strong"))
        foot.addWidget(
            Label(
                th, "€ 7.84 m ARR at the rates of 20 Nov   median health 74", "caption", "secondary"
            ),
            1,
        )
        card.body.addLayout(foot)
        col.addWidget(card, 1)
        self.grid.selectRow(0)
        self.pane = QWidget()
        side = QVBoxLayout(self.pane)
        side.setContentsMargins(18, 18, 18, 18)
        side.setSpacing(12)
        who = QHBoxLayout()
        who.setSpacing(10)
        who.addWidget(Avatar(th, "Northwind Logistics", 36, square=True))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(th, "Northwind Logistics", "strong"))
        words.addWidget(
            Label(
                th, "Logistics · Rotterdam · client since 2019", "caption", "secondary", wrap=True
            )
        )
        who.addLayout(words, 1)
        side.addLayout(who)
        acts = QHBoxLayout()
        acts.addWidget(Button(th, "Open", "primary"))
        acts.addWidget(Button(th, "Log a call", icon="phone"))
        acts.addStretch(1)
        side.addLayout(acts)
        side.addWidget(Line(th))
        side.addWidget(StatusLabel(th, R, "Health 48, at risk", "strong"))
        bars = QGridLayout()
        bars.setVerticalSpacing(10)
        for at, (name, value, role) in enumerate(
            [
                ("Delivery", 41, "breached"),
                ("Relationship", 52, "risk"),
                ("Engagement", 35, "breached"),
                ("Promises", 72, "met"),
            ]
        ):
            bars.addWidget(Label(th, name, "caption"), at, 0)
            bars.addWidget(Meter(th, f"{name} {value}", value / 100, role), at, 1)
            bars.addWidget(Label(th, str(value), "caption"), at, 2)
        side.addLayout(bars)
        side.addWidget(Line(th))
        kv = KeyValueList(th)
        kv.add("Sponsor", "Jana Ode, CIO")
        team = QWidget()
        row = QHBoxLayout(team)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name in ("Milan Kos", "Tara Rios", "Eva Duda"):
            row.addWidget(Avatar(th, name, 24))
        row.addStretch(1)
        kv.add("Account team", team)
        kv.add("Renewal", "14 Mar 2027, auto")
        kv.add("Next QBR", "4 Dec 2026")
        side.addWidget(kv)
        side.addWidget(Line(th))
        side.addWidget(SectionHeader(th, "Open promises", 2))
        side.addWidget(StatusLabel(th, B, "DR test report, 3 d overdue", "caption"))
        side.addWidget(StatusLabel(th, N, "Staffing plan Q1, due 2 Dec", "caption"))
        side.addStretch(1)

    def inspector(self):
        return self.pane


class ImportPage(Page):
    def title(self):
        return "Kundenliste 2026"

    def breadcrumb(self):
        return (Crumb("Import", Place("import")),)

    def __init__(self, shell):
        super().__init__(shell)
        th = self.theme
        col = margins(QVBoxLayout(self))
        col.addWidget(
            PageHeader(
                th,
                "Import a client roster",
                "Kundenliste 2026 (final).xlsx · sheet “Clients” · header in row 4",
            )
        )
        top = QHBoxLayout()
        self.stepper = Stepper(th, "Import", ["File", "Match", "Check", "Import"])
        self.stepper.set_current(2)
        top.addWidget(self.stepper)
        top.addStretch(1)
        for text, status in (("180 new", M), ("24 updated", None), ("4 need you", B)):
            top.addWidget(Badge(th, text, status=status))
        col.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = Card(th, "What needs you", "grouped by repair", flush=True)
        for status, head, note, act in (
            (B, "Tier “Gold” is not a tier", "Choose what it means", "Apply to all 3"),
            (
                R,
                "“Client since” may be day-month",
                "03/04/25 could be 3 April or 4 March",
                "Day first",
            ),
            (
                N,
                "Same company twice in the file",
                "“Acme Ltd” and “ACME Limited”, 96 % alike",
                "Compare",
            ),
        ):
            item = QVBoxLayout()
            item.setContentsMargins(16, 12, 16, 12)
            item.setSpacing(2)
            item.addWidget(StatusLabel(th, status, head, "strong"))
            inner = QVBoxLayout()
            inner.setContentsMargins(19, 0, 0, 0)
            inner.addWidget(Label(th, note, "caption", "secondary", wrap=True))
            line = QHBoxLayout()
            if status == B:
                line.addWidget(ComboBox(th, "Tier", [(c, c) for c in "ABCD"]))
            line.addWidget(Button(th, act, "link"))
            line.addStretch(1)
            inner.addLayout(line)
            item.addLayout(inner)
            left.body.addLayout(item)
            left.add(Line(th, "table_line"))
        left.body.addStretch(1)
        row.addWidget(left, 2)
        right = Card(th, "Rows", "nothing is written until you import", flush=True)
        right.head.insertWidget(1, Chip(th, "only problems"))
        self.grid = GridView(th, "Rows")
        self.grid.setModel(
            Table(
                [
                    ("Row", Kind.NUMBER),
                    ("Client", Kind.NAME),
                    ("Owner", Kind.AVATAR),
                    ("Complete", Kind.PROGRESS),
                    ("Tags", Kind.TAGS),
                    ("Problem", Kind.STATUS),
                ],
                [
                    ("42", "Acme Ltd", "Jana Ode", "80 %", ("key", "EU"), (B, "Tier")),
                    ("57", "Borealis AS", "Milan Kos", "100 %", ("nordics",), (R, "Date order")),
                    (
                        "58",
                        "ACME Limited",
                        "Tara Rios",
                        "35 %",
                        ("key", "EU", "renewal", "watch"),
                        (N, "Duplicate of row 42"),
                    ),
                ],
            )
        )
        right.add(self.grid, 1)
        row.addWidget(right, 3)
        col.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.addWidget(Button(th, "Back"))
        foot.addWidget(
            Label(th, "One step to undo, also tomorrow.", "caption", "secondary", wrap=True), 1
        )
        foot.addWidget(Button(th, "Save rejected rows"))
        foot.addWidget(Button(th, "Import 212 rows", "primary"))
        col.addLayout(foot)


class FormPage(Page):
    def __init__(self, shell):
        super().__init__(shell)
        th = self.theme
        col = margins(QVBoxLayout(self))
        head = PageHeader(th, "Settings")
        head.add(SearchField(th, "Search settings", "Ctrl F"))
        head.add(IconButton(th, "ellipsis", "More"))
        col.addWidget(head)
        col.addWidget(
            TabBar(
                th,
                "Settings",
                [
                    "Appearance",
                    "Locale",
                    "Reminders",
                    "Service level rules",
                    "Shortcuts",
                    "Backup",
                    "Security",
                ],
            )
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        look = Card(th, "Appearance")
        look.add(Label(th, "Colours", "medium"))
        look.add(Segmented(th, "Colours", ["System", "Light", "Dark", "High contrast"]))
        look.add(CheckBox(th, "Compact rows"))
        on = CheckBox(th, "Show the inspector on wide windows")
        on.setChecked(True)
        look.add(on)
        acts = QHBoxLayout()
        for text, kind in (
            ("Save", "primary"),
            ("Reset", "secondary"),
            ("Later", "quiet"),
            ("Purge", "danger"),
        ):
            acts.addWidget(Button(th, text, kind))
        off = Button(th, "Can’t now")
        off.setEnabled(False)
        acts.addWidget(off)
        acts.addStretch(1)
        look.body.addLayout(acts)
        look.body.addStretch(1)
        row.addWidget(look, 1)
        form = Card(th, "New account")
        name = ValidatedField(th, "Name", QLineEdit("Globex"), required=True)
        form.add(name)
        mail = ValidatedField(th, "E-mail", QLineEdit("b.levy@expressl&t.net"))
        mail.set_problem("This is not an address: & can’t stand in a domain")
        form.add(mail)
        form.add(
            ValidatedField(
                th,
                "Tier",
                ComboBox(th, "Tier", [(c, c) for c in "ABCD"]),
                help="Decides the contact cadence",
            )
        )
        form.add(ValidatedField(th, "Notes", QPlainTextEdit("Met at the fair.")))
        row.addWidget(form, 1)
        col.addLayout(row, 1)
        self.name = name


class EmptyPage(Page):
    def __init__(self, shell):
        super().__init__(shell)
        col = margins(QVBoxLayout(self))
        col.addWidget(PageHeader(self.theme, "Issues"))
        card = Card(self.theme, flush=True)
        grid = GridView(self.theme, "Issues")
        grid.setModel(Table(COLUMNS, []))
        grid.set_empty(
            EmptyState(
                self.theme,
                "circle-check",
                "No open issues",
                "Log what a client complains about, and it shows here until it is settled.",
                "Log an issue",
                primary=True,
            )
        )
        card.add(grid, 1)
        col.addWidget(card, 1)


SECTIONS = [
    Section("today", lazy("Today"), "sun", EmptyPage),
    Section("portfolio", lazy("Portfolio"), "layout-dashboard", EmptyPage),
    Section("accounts", lazy("Accounts"), "building-2", AccountsPage),
    Section("sla", lazy("Service levels"), "gauge", EmptyPage),
    Section("issues", lazy("Issues"), "triangle-alert", EmptyPage),
    Section("renewals", lazy("Renewals"), "calendar-clock", EmptyPage),
    Section("growth", lazy("Growth"), "trending-up", EmptyPage),
    Section("satisfaction", lazy("Satisfaction"), "smile", EmptyPage),
    Section("qbr", lazy("QBRs"), "presentation", EmptyPage),
    Section("import", lazy("Import"), "file-input", ImportPage, "tools"),
    Section("handoff", lazy("Hand over"), "arrow-left-right", EmptyPage, "tools"),
    Section("settings", lazy("Settings"), "settings", FormPage, "foot"),
]


def make_window(theme: Theme, folder: str) -> MainWindow:
    settings = QSettings(f"{folder}/state.ini", QSettings.Format.IniFormat)
    window = MainWindow(theme, SECTIONS, settings)
    window.sidebar.workspace.set_workspace("My accounts", "42 accounts · encrypted")
    for section, text in (("today", "7"), ("accounts", "42"), ("issues", "9"), ("qbr", "1")):
        window.set_badge(section, text)
    window.set_badge("sla", "2", alarm=True)
    window.action_set.action("palette").setEnabled(True)
    return window


def main(out: str, only: list[str]) -> None:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    theme = Theme(app, mode=Mode.LIGHT)
    with tempfile.TemporaryDirectory() as temp:
        window = make_window(theme, temp)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window, 2000)
        shots = [
            (section, mode, size, scale)
            for section in ("accounts", "import", "settings", "issues")
            for mode in (Mode.LIGHT, Mode.DARK, Mode.CONTRAST)
            for size, scale in (((1600, 1000), 100), ((960, 600), 100), ((960, 600), 200))
            if scale == 100 or mode == Mode.LIGHT
        ]
        for section, mode, size, scale in shots:
            name = f"{section}-{mode}-{size[0]}-{scale}"
            if only and not any(part in name for part in only):
                continue
            theme.set_mode(mode)
            theme.set_text_scale(scale)
            window.resize(*size)
            window.go(Place("issues"))
            window.go(Place(section))
            banner = section == "import"
            window.set_banner(
                Banner(theme, "Sample workspace: nothing here is real.", action="Open my own")
                if banner
                else None
            )
            if section == "import":
                window.toast("Globex archived", undo=lambda: None)
                window.toast("3 promises moved to Tara Rios")
                job = window.add_job("Reading roster", lambda: None)
                job.set_progress(0.43)
            window.set_selection_text("1 selected of 42" if section == "accounts" else "")
            if section == "accounts":
                window.page(section).grid.setFocus()
            if section == "settings":
                window.page(section).name.editor.setFocus()
            for _turn in range(4):
                app.processEvents()
            window.grab().save(str(folder / f"{name}.png"))
            if section == "import":
                job.finish()
                for toast in window.toasts.toasts():
                    toast._close()
            app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
