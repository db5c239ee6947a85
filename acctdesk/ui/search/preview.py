"""A look at one hit: everything that is known of it, what was found first, and marked."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Format
from acctdesk.services.hits import Hit
from acctdesk.services.marks import find
from acctdesk.ui.entry import in_words
from acctdesk.ui.search.said import beside
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import TYPE, Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.marked import runs
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, date

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Line:
    """One fact.

    Attributes:
        label: What it is.
        text: What it says.
        marks: The parts of it that were looked for.
    """

    label: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the preview shows.

    Attributes:
        hit: The hit.
        kind: What it is, in words.
        lines: Its facts: those that hold what was looked for first.
    """

    hit: Hit
    kind: str
    lines: tuple[Line, ...]


def see(desk: Desk, hit: Hit, words: Sequence[str]) -> Seen:
    """Read what is known of a hit; not on the window's thread.

    Args:
        desk: The open workspace.
        hit: The hit.
        words: The folded words that were looked for.

    Raises:
        NotFound: It is gone.
    """
    record = desk.records.get(hit.kind, hit.id)
    kind = desk.fields.kind(hit.kind)
    lines = []
    if hit.kind == "person":
        for post in desk.people.positions([hit.id]).get(hit.id, ()):
            parts = [post["title"], post["unit"], post["account"]]
            if post["ended"]:
                parts.append(_("until %s") % date(post["ended"]))
            text = ", ".join(part for part in parts if part)
            lines.append(Line(_("Position"), text, find(text, words)))
    for field in desk.fields.of(hit.kind):
        if field.name == kind.title or record[field.name] is None:
            continue
        currency = str(record["currency"] or "") if field.format is Format.MONEY else ""
        title = record.titles.get(field.name, "")
        text = in_words(field, record[field.name], title=title, currency=currency)
        if text:
            lines.append(Line(str(field.label), text, find(text, words)))
    lines.sort(key=lambda line: not line.marks)
    return Seen(hit, str(kind.label), tuple(lines))


class Preview(QWidget):
    """Shows a hit beside the list.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._seen: Seen | None = None
        self.setProperty("plane", "surface")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        # In a widget of their own: they come and go together.
        self._parts = QWidget()
        self._parts.hide()
        around.addWidget(self._parts)
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        column.setSpacing(Space.TIGHT)
        self.kind = Label(theme, "", "caption_medium", "secondary")
        self.title = Label(theme, "", "subtitle", wrap=True)
        self.beside = Label(theme, "", tone="secondary", wrap=True)
        for label in (self.kind, self.title, self.beside):
            column.addWidget(label)
        column.addSpacing(Space.CONTROL)
        self.open = Button(theme, _("Open"), "primary")
        column.addWidget(self.open)
        column.addSpacing(Space.CONTROL)
        self.body = QTextBrowser()
        self.body.setObjectName("preview")
        self.body.setAccessibleName(_("What is known of it"))
        self.body.setProperty("plain", True)
        self.body.setOpenLinks(False)
        self.body.setTabChangesFocus(True)
        self.body.document().setDocumentMargin(2)
        column.addWidget(self.body, 1)
        theme.changed.connect(self._tell)

    def show_seen(self, seen: Seen | None) -> None:
        """Show something else; None shows nothing."""
        if seen is not self._seen:
            self._seen = seen
            self._tell()

    def _tell(self) -> None:
        seen = self._seen
        self._parts.setVisible(seen is not None)
        if seen is None:
            return
        self.kind.setText(seen.kind)
        self.title.setText(seen.hit.title.text)
        told = beside(seen.hit)
        self.beside.setText(told)
        self.beside.setVisible(bool(told))
        self.body.setHtml(self._html(seen))

    def _html(self, seen: Seen) -> str:
        """The facts as a document; what was typed by people is never read as markup."""
        theme = self._theme
        tint, text = theme.tokens.hex("selection"), theme.tokens.hex("text")
        quiet = theme.tokens.hex("secondary")
        small, body = theme.px(TYPE["caption"].size), theme.px(TYPE["body"].size)
        parts = []
        for line in seen.lines:
            said = "".join(
                f'<span style="background-color:{tint}; font-weight:600">{html.escape(part)}</span>'
                if is_marked
                else html.escape(part)
                for part, is_marked in runs(line.text, line.marks)
            ).replace("\n", "<br>")
            parts.append(
                f'<p style="margin:0; color:{quiet}; font-size:{small}px">'
                f"{html.escape(line.label)}</p>"
                f'<p style="margin:0 0 {theme.px(10)}px 0; color:{text}; font-size:{body}px">'
                f"{said}</p>"
            )
        return "".join(parts)
