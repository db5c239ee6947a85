"""What a page is to the window, and the window to a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acctdesk.ui.shell.places import Params as Params
from acctdesk.ui.shell.places import Place as Place
from acctdesk.ui.shell.places import Placement as Placement
from acctdesk.ui.shell.places import Section as Section
from acctdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from acctdesk.ui.shell.actions import ActionSet
    from acctdesk.ui.shell.ask import Ask


class Crumb(NamedTuple):
    """One step of the way to the present place.

    Attributes:
        label: The words.
        place: Where a click leads; None for the last step.
    """

    label: str
    place: Place | None = None


class JobHandle(Protocol):
    """A long job as the status bar shows it."""

    def set_progress(self, share: float | None, label: str = "") -> None:
        """Tell how far it is.

        Args:
            share: 0 to 1; None while nobody knows.
            label: New words; empty keeps the old.
        """

    def finish(self) -> None:
        """Take the job off the status bar."""


class Shell(Protocol):
    """What a page may ask of the window it lives in."""

    @property
    def theme(self) -> Theme:
        """The theme in force."""

    @property
    def ask(self) -> Ask:
        """The one way to question the person."""

    @property
    def action_set(self) -> ActionSet:
        """Every action of the program."""

    def go(self, place: Place) -> None:
        """Go somewhere, and remember the way back."""

    def replace_place(self, place: Place) -> None:
        """Say more exactly where one is, without a step in the history."""

    def toast(
        self,
        text: str,
        *,
        undo: Callable[[], None] | None = None,
        action: str = "",
        more: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Say something in passing.

        Args:
            text: One short sentence.
            undo: Called when the toast's button is pressed; None shows no button.
            action: Words of the button; empty is "Undo".
            more: Words of a second button, and what it does.
        """

    def set_message(self, text: str) -> None:
        """Set the left text of the status bar; empty restores "All changes kept"."""

    def set_selection_text(self, text: str) -> None:
        """Set the right text of the status bar, such as "12 selected of 42"."""

    def add_job(self, label: str, cancel: Callable[[], None] | None = None) -> JobHandle:
        """Show a long job in the status bar.

        Args:
            label: What is being done.
            cancel: Called when Cancel is pressed; None offers no Cancel.
        """

    def set_badge(self, section: str, text: str, *, alarm: bool = False) -> None:
        """Set the count beside a section in the sidebar.

        Args:
            section: Its id.
            text: The count; empty removes it.
            alarm: Whether it must be acted on: adds a triangle and a colour.
        """


class Page(QWidget):
    """One page of the content area. Subclass it; the window calls the hooks.

    A page is built at its first visit and kept. While hidden it does no work: `mark_stale`
    refreshes at once when the page is shown and otherwise at its next showing.

    Args:
        shell: The window as far as a page may use it.
    """

    title_changed = Signal()
    """The title or breadcrumb reads differently now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.theme = shell.theme
        self.setProperty("plane", "page")
        self._stale = True

    def title(self) -> str:
        """What the top bar says; the section's label unless overridden with something else."""
        return ""

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """The steps before the title; empty at the top of a section."""
        return ()

    def activated(self, params: Params) -> None:
        """The page is shown for a place.

        Args:
            params: What to show; empty for the section as it was left.
        """

    def deactivated(self) -> None:
        """Another page is shown from now on."""

    def refresh(self) -> None:
        """Read again what is shown; called when stale and shown."""

    def state(self) -> dict[str, object]:
        """What to keep over a restart: names and values that fit JSON."""
        return {}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back what `state` returned, perhaps from an older version of the program."""

    def inspector(self) -> QWidget | None:
        """The widget for the right inspector (F4); None for a page without."""
        return None

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through within the page, in order."""
        return (self,)

    def mark_stale(self) -> None:
        """Something shown here has changed elsewhere."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        self._freshen()

    def _freshen(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()


PageFactory = Callable[[Shell], Page]
"""Builds a page at its first visit. The application hands in services by closure."""
