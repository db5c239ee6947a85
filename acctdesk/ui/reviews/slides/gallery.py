"""Pictures of slides in small, made beside the window's thread and kept until they differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from acctdesk.clientview import Deck
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Scene
from acctdesk.ui.presenting.drawn import draw_slide
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.talk import Step
from acctdesk.ui.reviews.slides.reading import Seen, Shown

_WHO = "thumbs"
_OVER = 5000
"""Milliseconds after which a picture that is being made is surely made, and nobody's."""
_NOBODY = Deck("", "", "", "", "", "en", ())


class Gallery(QObject):
    """Has a picture of every block of slides; the former one until a new one is made.

    Args:
        parent: Its owner.
    """

    ready = Signal(str)
    """Key of a block of which there is a new picture."""
    broken = Signal(str)
    """Key of a block whose slide couldn't be drawn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: Pictures | None = None
        self._keys: dict[int, str] = {}
        self._held: dict[str, tuple[object, QImage]] = {}
        self._of: dict[str, object] = {}
        self._failed: set[str] = set()
        self._size = QSize()

    def show(self, seen: Seen) -> None:
        """Make pictures of these slides; of those that are as before they are there already."""
        self.stop()
        self._keys = {
            one.picture: key_of(one, at) for at, one in enumerate(seen.shown) if one.picture >= 0
        }
        self._of = {key: _look(seen.pictures[at]) for at, key in self._keys.items()}
        self._held = {key: held for key, held in self._held.items() if key in self._of}
        self._failed.clear()
        pictures = seen.pictures

        def draw(deck: Deck, slide: int, detail: int, measure: Measure) -> Scene:
            # A deck of its own for each hidden block: it counts for nothing in the others.
            deck, at = pictures[slide]
            return draw_slide(deck, at, detail, measure)

        self._made = Pictures(_NOBODY, draw, self)
        self._made.ready.connect(self._take)
        self._made.broken.connect(self._miss)
        self._wish()

    def set_size(self, size: QSize) -> None:
        """Say how large pictures are wanted, in pixels of the screen."""
        if size != self._size:
            self._size = size
            self._wish()

    def picture(self, key: str) -> QImage | None:
        """The picture of a block, perhaps of how it was before; None for none yet."""
        held = self._held.get(key)
        return held[1] if held is not None else None

    def failed(self, key: str) -> bool:
        """Whether a slide couldn't be drawn."""
        return key in self._failed

    @property
    def is_done(self) -> bool:
        """Whether every picture is of how its slide is now."""
        return all(self._is_fresh(one) or one in self._failed for one in self._of)

    def stop(self) -> None:
        """Make no more; what is being made isn't waited for."""
        old, self._made = self._made, None
        if old is not None:
            old.ready.disconnect(self._take)
            old.broken.disconnect(self._miss)
            old.forget(_WHO)
            QTimer.singleShot(_OVER, old, old.deleteLater)

    # -- inside ----------------------------------------------------------------------------

    def _is_fresh(self, key: str) -> bool:
        held = self._held.get(key)
        return (
            held is not None and held[1].width() == self._size.width() and held[0] == self._of[key]
        )

    def _wish(self) -> None:
        if self._made is None or self._size.isEmpty():
            return
        wanted = [Step(at) for at, key in self._keys.items() if not self._is_fresh(key)]
        # Of a size that was wanted before they are there already, and nobody tells of them again.
        self._made.wish(_WHO, 1, [one for one in wanted if not self._take(one)], self._size)

    def _take(self, step: Step) -> bool:
        """Take a picture over as soon as it is made in the size that is wanted now."""
        key = self._keys.get(step.slide)
        picture = self._made.picture(step, self._size) if self._made is not None else None
        if key is None or picture is None:
            return False
        self._held[key] = (self._of[key], picture)
        self.ready.emit(key)
        return True

    def _miss(self, step: Step) -> None:
        key = self._keys.get(step.slide)
        if key is not None:
            self._failed.add(key)
            self.broken.emit(key)


def key_of(one: Shown, at: int) -> str:
    """What a thumbnail is known by: its record, or its place where there is none."""
    return one.id or f"#{at}"


def _look(picture: tuple[Deck, int]) -> object:
    """Everything that a slide's picture follows from."""
    deck, at = picture
    around: Sequence[object] = (
        deck.title, deck.client, deck.period, deck.day, deck.by, deck.language, deck.brand,
        len(deck.slides),
    )  # fmt: skip
    return (tuple(around), at, deck.slides[at])
