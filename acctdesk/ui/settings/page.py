"""The settings. Each holds as soon as it is chosen; there is nothing to save."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field, Format, closed_list
from acctdesk.services.settings import FISCAL_MONTH, HOME_COUNTRY, HOME_CURRENCY
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.preferences import Preferences
from acctdesk.ui.reviews.slides.lookcard import LookCard
from acctdesk.ui.settings.fields import FieldsCard
from acctdesk.ui.settings.keeping import KeepingCard
from acctdesk.ui.settings.parts import Setting
from acctdesk.ui.shell.page import Page, Params, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import SCALES, Mode
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, lazy, locale, moment, number

MODES = (Mode.SYSTEM, Mode.LIGHT, Mode.DARK, Mode.CONTRAST)
LOCALES = (
    "en-GB", "en-US", "en-IE", "en-CA", "en-AU", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CH",
    "fr-BE", "fr-CA", "es-ES", "es-MX", "it-IT", "it-CH", "nl-NL", "nl-BE", "pl-PL", "pt-PT",
    "pt-BR", "cs-CZ", "da-DK", "nb-NO", "sv-SE", "fi-FI", "hu-HU", "ro-RO",
)  # fmt: skip
"""Formats offered; the computer's own comes first."""
WIDEST = 860
"""Lines longer than this are hard to follow; pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class State:
    """What the settings of a workspace are.

    Attributes:
        name: My name; empty before anybody said.
        email: My e-mail address.
        month: Month in which the fiscal year starts.
        country: Home country.
        currency: Home currency.
        size: Bytes of the file.
        backups: Name and moment of each backup, newest first.
    """

    name: str
    email: str
    month: int
    country: str
    currency: str
    size: int
    backups: tuple[tuple[str, dt.datetime], ...]


def read_state(desk: Desk) -> State:
    """Read the settings of a workspace."""
    me = desk.settings.me
    email = str(desk.records.get("member", me.id)["email"] or "") if me.id else ""
    held = [
        (one.name, dt.datetime.fromtimestamp(one.stat().st_mtime, dt.UTC))
        for one in reversed(desk.workspace.backups())
    ]
    return State(
        me.name, email, desk.settings.fiscal_month, desk.settings.get(HOME_COUNTRY),
        desk.settings.get(HOME_CURRENCY), desk.path.stat().st_size, tuple(held),
    )  # fmt: skip


CARDS = (
    ("look", lazy("Appearance")),
    ("formats", lazy("Language and formats")),
    ("me", lazy("Me")),
    ("firm", lazy("Firm")),
    ("decks", lazy("Presentation")),
    ("fields", lazy("Custom fields")),
    ("workspace", lazy("Workspace")),
    ("keeping", lazy("What is kept")),
    ("about", lazy("About")),
)
"""The parts of the settings in their order: a name for places, and the words."""


def _takes_keys(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


class SettingsPage(Page):
    """Everything that can be set.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        preferences: What holds for the window.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__(shell)
        self._desk, self._tasks, self._preferences = desk, tasks, preferences
        self._read = Latest(tasks, self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        inner = QWidget()
        self._inner = inner
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        column.addWidget(PageHeader(self.theme, _("Settings")))
        self.fields = FieldsCard(shell, desk, tasks)
        self.decks = LookCard(shell, desk, tasks)
        self.keeping = KeepingCard(shell, desk, tasks)
        cards = (
            self._appearance(), self._formats(), self._me(), self._firm(), self.decks,
            self.fields, self._workspace(), self.keeping, self._about(),
        )  # fmt: skip
        self._cards = dict(zip((code for code, _label in CARDS), cards, strict=True))
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        outer.addWidget(inner, 1)
        outer.addStretch(0)
        self._fit()
        self.theme.changed.connect(self._fit)
        tasks.changed.connect(self._on_change)
        preferences.changed.connect(self._follow)
        preferences.changed.connect(lambda: self.formats.set_value(preferences.chosen_locale))

    def activated(self, params: Params) -> None:
        """Bring the card that the place names into sight."""
        card = self._cards.get(params.get("card", ""))
        if card is not None:
            QTimer.singleShot(0, card, lambda: self._reveal(card))

    def _reveal(self, card: Card) -> None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(card, 0, Space.PAGE)
        first = next((one for one in card.findChildren(QWidget) if _takes_keys(one)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read what is set in the workspace."""
        self._read.read(lambda: read_state(self._desk), self._show)
        self.fields.refresh()
        self.decks.refresh()
        self.keeping.refresh()

    def run_command(self, _action_id: str) -> bool:
        """Nothing here answers to an action."""
        return False

    # -- the window ------------------------------------------------------------------------

    def _appearance(self) -> Card:
        card = Card(self.theme, _("Appearance"))
        words = [_("System"), _("Light"), _("Dark"), _("High contrast")]
        self.mode = Segmented(self.theme, _("Colours"), words)
        self.mode.chosen.connect(lambda at: self._preferences.set_mode(MODES[at]))
        card.add(Setting(self.theme, _("Colours"), "", self.mode))
        self.scale = Segmented(self.theme, _("Text size"), [f"{percent} %" for percent in SCALES])
        self.scale.chosen.connect(lambda at: self._preferences.set_text_scale(SCALES[at]))
        card.add(Setting(self.theme, _("Text size"), "", self.scale))
        self.density = Segmented(self.theme, _("Rows"), [_("Comfortable"), _("Compact")])
        self.density.chosen.connect(lambda at: self._preferences.set_compact(at == 1))
        card.add(Setting(self.theme, _("Rows"), _("How close rows of tables stand."), self.density))
        self._follow()
        return card

    def _follow(self) -> None:
        """Show what holds, whoever chose it: the palette and the menus do so too."""
        chosen = self._preferences
        nearest = min(SCALES, key=lambda one: abs(one - chosen.text_scale))
        for control, at in (
            (self.mode, MODES.index(chosen.mode)),
            (self.scale, SCALES.index(nearest)),
            (self.density, int(chosen.compact)),
        ):
            if control.current() != at:
                control.set_current(at)

    def _formats(self) -> Card:
        card = Card(self.theme, _("Language and formats"))
        here = locale()
        named = sorted(
            ((tag, here.parse(tag, sep="-").get_display_name(here) or tag) for tag in LOCALES),
            key=lambda one: one[1].casefold(),
        )
        choices = (("", _("As on this computer")), *named)
        self.formats = ComboBox(self.theme, _("Formats"), choices)
        self.formats.setFixedWidth(self.theme.px(280))
        self.formats.set_value(self._preferences.chosen_locale)
        self.formats.activated.connect(
            lambda _at: self._preferences.set_locale(str(self.formats.value() or ""))
        )
        note = _("How dates, numbers and money are written. Now: %s") % _example()
        card.add(Setting(self.theme, _("Formats"), note, self.formats))
        return card

    # -- the workspace ---------------------------------------------------------------------

    def _me(self) -> Card:
        card = Card(self.theme, _("Me"))
        self.name = QLineEdit()
        self.email = QLineEdit()
        for line in (self.name, self.email):
            line.setMinimumWidth(self.theme.px(280))
            line.setReadOnly(self._desk.read_only)
            line.editingFinished.connect(self._introduce)
        note = _("Stands in the history beside what you change, and owns what you add.")
        card.add(Setting(self.theme, _("Name"), note, self.name))
        card.add(Setting(self.theme, _("E-mail"), "", self.email))
        self.who_problem = Label(self.theme, "", "caption", "danger", wrap=True)
        self.who_problem.hide()
        card.add(self.who_problem)
        return card

    def _firm(self) -> Card:
        card = Card(self.theme, _("Firm"))
        months = locale().months["stand-alone"]["wide"]
        self.month = ComboBox(
            self.theme, _("Fiscal year starts"), [(str(at), months[at]) for at in range(1, 13)]
        )
        self.country = ComboBox(self.theme, _("Home country"), _listed(Format.COUNTRY))
        self.currency = ComboBox(self.theme, _("Home currency"), _listed(Format.CURRENCY))
        for combo, name, label, note in (
            (self.month, FISCAL_MONTH, _("Fiscal year starts"), _("Quarters count from here.")),
            (self.country, HOME_COUNTRY, _("Home country"),
             _("Phone numbers without a country code are read as from here.")),
            (self.currency, HOME_CURRENCY, _("Home currency"), ""),
        ):  # fmt: skip
            combo.setEnabled(not self._desk.read_only)
            combo.setFixedWidth(self.theme.px(280))
            combo.activated.connect(lambda _at, name=name, combo=combo: self._set(name, combo))
            card.add(Setting(self.theme, label, note, combo))
        return card

    def _workspace(self) -> Card:
        card = Card(self.theme, _("Workspace"))
        folder = Button(self.theme, _("Show in folder"), icon="folder-open")
        folder.clicked.connect(self._show_folder)
        file = Setting(self.theme, self._desk.path.name, str(self._desk.path.parent), folder)
        card.add(file)
        self.file_note = file.note
        self.back_up = Button(self.theme, _("Back up now"), icon="save")
        action = self.shell.action_set.action("workspace.back_up")
        self.back_up.setEnabled(not self._desk.read_only)
        self.back_up.clicked.connect(lambda: action.trigger())
        backups = Setting(self.theme, _("Backups"), _("None yet"), self.back_up)
        self.backups = backups.note
        card.add(backups)
        self.check = Button(self.theme, _("Check now"), icon="shield")
        self.check.clicked.connect(self._check)
        checking = Setting(
            self.theme, _("Integrity"), _("Reads the whole file and verifies it."), self.check
        )
        self.soundness = checking.note
        card.add(checking)
        return card

    def _about(self) -> Card:
        card = Card(self.theme, _("About"))
        try:
            mine = version("acctdesk")
        except PackageNotFoundError:
            mine = _("from source")
        python = ".".join(map(str, sys.version_info[:3]))
        words = _("AcctDesk %(version)s, Python %(python)s. Everything stays on this computer.")
        card.add(
            Label(self.theme, words % {"version": mine, "python": python}, "body", "secondary",
                  wrap=True)
        )  # fmt: skip
        return card

    # -- inside ----------------------------------------------------------------------------

    def _show(self, state: State) -> None:
        for line, text in ((self.name, state.name), (self.email, state.email)):
            if not line.hasFocus():
                line.setText(text)
                line.setCursorPosition(0)
        self.month.set_value(str(state.month))
        self.country.set_value(state.country)
        self.currency.set_value(state.currency)
        kept = number(max(round(state.size / 1024 / 1024, 1), 0.1))
        self.file_note.setText(
            _("{folder} · {size} MB").format(folder=self._desk.path.parent, size=kept)
        )
        if state.backups:
            newest = moment(state.backups[0][1])
            count = _n("{n} backup", "{n} backups", len(state.backups))
            words = _("{count}, the newest of {when}. They stand beside the workspace.")
            self.backups.setText(words.format(count=count, when=newest))

    def _introduce(self) -> None:
        name, email = self.name.text().strip(), self.email.text().strip()

        def task() -> Change | None:
            me = self._desk.settings.me
            if me.id is None:
                return self._desk.settings.introduce(name, email)
            return self._desk.records.edit("member", me.id, {"name": name, "email": email})

        def refuse(words: str) -> None:
            self.who_problem.setText(words)
            self.who_problem.setVisible(bool(words))

        if not self._desk.read_only and (name or email):
            self._tasks.write(
                self, task, lambda _change: refuse(""), lambda problem: refuse(str(problem))
            )

    def _set(self, name: str, combo: ComboBox) -> None:
        value = str(combo.value() or "")
        self._tasks.write(self, lambda: self._desk.settings.set(name, value))

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.soundness.setText(_("Checking…"))

        def done(faults: list[str]) -> None:
            self.check.setEnabled(True)
            words = _("Sound, checked %s.") % moment(dt.datetime.now().astimezone())
            self.soundness.setText(_("Damaged: %s") % faults[0] if faults else words)
            self.soundness.set_tone("danger" if faults else "secondary")

        self._tasks.work(self, self._desk.workspace.check, done)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._desk.path).parent)))

    def _on_change(self, change: Change) -> None:
        if change.touched.keys() & {
            "setting",
            "member",
            "custom_field",
            "custom_value",
            "attachment",
        }:
            self.mark_stale()

    def _fit(self) -> None:
        self._inner.setMaximumWidth(self.theme.px(WIDEST))


def _listed(form: Format) -> Sequence[tuple[object, str]]:
    probe = Field(kind="", name="", label="", format=form)
    return (("", ""), *closed_list(probe))


def _example() -> str:
    from decimal import Decimal

    from acctdesk.words import date, money

    return f"{date('2026-10-14')} · {money(Decimal('1234.50'), 'EUR')}"
