"""The demo pages of the gallery."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.shell.page import Crumb, Page, Place
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
    Kind,
)
from acctdesk.ui.widgets.status import StatusLabel
from acctdesk.ui.widgets.steps import Segmented, Stepper, TabBar
from acctdesk.ui.widgets.text import Label
from tests.ui.gallery_table import COLUMNS, ROWS, B, M, N, R, Table


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
