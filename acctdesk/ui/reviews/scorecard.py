"""Satisfaction in the period of a review: what was answered; a score from ten answers on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from acctdesk.metrics.satisfaction import FEWEST, NPS, SCALES
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from acctdesk.services.survey import Summary
    from acctdesk.ui.theme.theme import Theme

NAMES = {"nps": "NPS", "csat": "CSAT", "ces": "CES"}


class Answers(QWidget):
    """Answers as dots over their scale while they are few, else as a stack of their groups.

    Args:
        theme: The theme in force.
        summary: What was answered.
    """

    def __init__(self, theme: Theme, summary: Summary) -> None:
        super().__init__()
        self._theme, self._summary = theme, summary
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(answers_words(summary))
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(self._theme.px(200), self._theme.px(44 if self._dotted() else 18))

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is readable."""
        return QSize(self._theme.px(140), self.sizeHint().height())

    def _dotted(self) -> bool:
        return self._summary.score.n < FEWEST

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dots, or the stack."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._dotted():
            self._paint_dots(painter)
        else:
            self._paint_stack(painter)

    def _paint_stack(self, painter: QPainter) -> None:
        theme, groups = self._theme, self._summary.score.groups
        roles = ("met", "no_data", "breached") if len(groups) == 3 else ("met", "no_data")
        total, left = sum(groups) or 1, 0.0
        high = theme.px(14)
        for count, role in zip(groups, roles, strict=True):
            wide = self.width() * count / total
            painter.setBrush(theme.colour(role))  # type: ignore[arg-type]
            painter.drawRect(QRectF(left, 2, max(wide - 2, 0), high))
            left += wide

    def _paint_dots(self, painter: QPainter) -> None:
        theme = self._theme
        least, most = SCALES[self._summary.type]
        px = theme.px
        step = (self.width() - px(16)) / (most - least)
        base = px(22)
        painter.setBrush(theme.colour("border"))
        painter.drawRect(QRectF(px(8), base, self.width() - px(16), 1))
        painter.setFont(theme.font("caption"))
        for value in range(least, most + 1):
            centre = px(8) + (value - least) * step
            count = sum(one.score == value for one in self._summary.answers)
            painter.setPen(theme.colour("secondary"))
            words = QRectF(centre - px(14), base + 2, px(28), px(18))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), number(value))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour("met")))
            for at in range(min(count, 3)):
                edge = px(8)
                painter.drawEllipse(
                    QRectF(centre - edge / 2, base - (at + 1) * (edge - 1) - 2, edge, edge)
                )


def answers_words(summary: Summary) -> str:
    """What was answered, in words: score, how many, and the groups."""
    score = summary.score
    counted = _n("{n} answer", "{n} answers", score.n)
    if score.value is None:
        given = ", ".join(number(one.score) for one in reversed(summary.answers))
        return _("{n}: {scores}").format(n=counted, scores=given)
    if score.type == NPS:
        good, even, bad = score.groups
        return _("{n}: {good} promoters, {even} passives, {bad} detractors").format(
            n=counted, good=good, even=even, bad=bad
        )
    return _("{n}: {good} satisfied, {others} others").format(
        n=counted, good=score.groups[0], others=score.groups[1]
    )


def score_words(summary: Summary) -> str:
    """The score, or that there are too few answers for one."""
    score, name = summary.score, NAMES[summary.type]
    if score.value is None:
        return _("{name}: too few answers for a score (n = {n})").format(name=name, n=score.n)
    figure = float(score.value) if score.type == NPS else float(score.value) * 100
    unit = "" if score.type == NPS else " %"
    low, high = score.low or 0.0, score.high or 0.0
    if score.type != NPS:
        low, high = low * 100, high * 100
    return _("{name} {value} (n = {n}, {low} to {high})").format(
        name=name, value=f"{number(figure, 0)}{unit}", n=score.n, low=number(low, 0),
        high=number(high, 0),
    )  # fmt: skip


class ScoreCard(Card):
    """Satisfaction in the period of a review.

    Args:
        theme: The theme in force.
        able: Whether anything can be changed.
    """

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, _("Satisfaction"))
        self._theme = theme
        self._told: tuple[Summary, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._button = Button(theme, _("Add an answer"), "quiet", icon="plus")
        if able:
            self.head.addWidget(self._button)
        else:
            self._button.setParent(self)
            self._button.hide()
        self.empty = Label(
            theme, _("Nobody was asked, or nobody answered in this time."), tone="secondary",
            wrap=True,
        )  # fmt: skip
        self.add(self.empty)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.CONTROL)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    @property
    def add_wanted(self) -> SignalInstance:
        """An answer is to be added."""
        return self._button.clicked

    @property
    def button(self) -> Button:
        """What adds an answer."""
        return self._button

    def show_scores(self, scores: Sequence[Summary]) -> None:
        """Show what was answered, by question."""
        told = tuple(scores)
        if told == self._told:
            return
        self._told = told
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.empty.setVisible(not told)
        for one in told:
            self._rows.addWidget(Label(self._theme, score_words(one), "medium", wrap=True))
            self._rows.addWidget(Answers(self._theme, one))
            words = [answers_words(one)] if one.score.value is not None else []
            if one.silent:
                names = ", ".join(party.name for party in one.silent[:3])
                more = len(one.silent) - 3
                names += _n(" and {n} more", " and {n} more", more) if more > 0 else ""
                words.append(_("No answer from %s") % names)
            for text in words:
                self._rows.addWidget(Label(self._theme, text, "caption", "secondary", wrap=True))

    def words(self) -> list[str]:
        """What it says."""
        return [score_words(one) for one in self._told or ()]
