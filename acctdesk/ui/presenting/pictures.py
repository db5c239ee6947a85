"""Slides as pictures, made on a thread of their own and ahead of being seen."""

from __future__ import annotations

import functools
import logging
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Protocol

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from acctdesk.clientview import Deck
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Scene
from acctdesk.ui.presenting.spots import Spot, spots_of
from acctdesk.ui.presenting.talk import Step
from acctdesk.ui.widgets.shapes import Fonts, paint_scene

MOST_BYTES = 160_000_000
"""What pictures may take that nobody wants now: four of a 4K screen, twenty of a common one."""
LOG = logging.getLogger("acctdesk")


class Draw(Protocol):
    """Lays a slide out as a scene; called on another thread than the window's."""

    def __call__(self, deck: Deck, slide: int, detail: int, measure: Measure) -> Scene:
        """Lay it out.

        Args:
            deck: What it is of.
            slide: Which slide, from 0.
            detail: 0 for the slide itself, else which of its details, from 1.
            measure: Says how wide words are.
        """


class Key(NamedTuple):
    """A picture: of what, and how large in pixels of the screen."""

    step: Step
    wide: int
    high: int


class _Made(NamedTuple):
    key: Key
    scene: Scene | None
    spots: tuple[Spot, ...]
    picture: QImage | None


class Pictures(QObject):
    """Makes pictures of a deck's slides, the most wanted first, and keeps them.

    Args:
        deck: Whose slides.
        draw: Lays them out.
        parent: Its owner. `stop` it before it goes.
    """

    ready = Signal(object)
    """The `Step` of which there is a new picture."""
    broken = Signal(object)
    """The `Step` that couldn't be drawn."""
    _done = Signal(object)

    def __init__(self, deck: Deck, draw: Draw, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deck, self._draw = deck, draw
        self._wishes: dict[str, tuple[int, list[Key]]] = {}
        self._held: OrderedDict[Key, QImage] = OrderedDict()
        self._scenes: dict[Step, tuple[Scene, tuple[Spot, ...]]] = {}
        self._broken: set[Step] = set()
        self._busy = self._stopped = False
        # Of the thread alone.
        self._fonts: Fonts | None = None
        self._pool = ThreadPoolExecutor(1, "slides")
        # An owner that forgets to stop it leaves no thread behind that tells what is gone.
        end = functools.partial(self._pool.shutdown, wait=True, cancel_futures=True)
        self.destroyed.connect(lambda _gone=None: end())
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def deck(self) -> Deck:
        """Whose slides."""
        return self._deck

    def failed(self, step: Step) -> bool:
        """Whether a slide couldn't be drawn."""
        return step in self._broken

    def scene(self, step: Step) -> Scene | None:
        """The slide as shapes; None while it isn't laid out."""
        found = self._scenes.get(step)
        return found[0] if found else None

    def spots(self, step: Step) -> tuple[Spot, ...]:
        """The values on a slide; none while it isn't laid out."""
        found = self._scenes.get(step)
        return found[1] if found else ()

    def picture(self, step: Step, size: QSize) -> QImage | None:
        """A picture that was made already; None for none.

        Args:
            step: Of what.
            size: In pixels of the screen.
        """
        key = Key(step, size.width(), size.height())
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def nearest(self, step: Step, wide: int) -> QImage | None:
        """The picture of a slide that comes nearest to a width; None for none.

        Args:
            step: Of what.
            wide: In pixels of the screen. A larger picture is nearer than a smaller one.
        """
        found = [one for one in self._held if one.step == step]
        if not found:
            return None
        return self._held[min(found, key=lambda one: (one.wide < wide, abs(one.wide - wide)))]

    def wish(self, who: str, rank: int, steps: Iterable[Step], size: QSize) -> None:
        """Say what somebody wants to show now or soon, instead of what they said before.

        Args:
            who: Name of who wants it.
            rank: Who is served first: the lowest.
            steps: Of what, the most urgent first.
            size: In pixels of the screen.
        """
        wanted = [Key(one, size.width(), size.height()) for one in steps]
        self._wishes[who] = (rank, wanted if not size.isEmpty() else [])
        self._next()

    def forget(self, who: str) -> None:
        """Somebody wants nothing any more."""
        self._wishes.pop(who, None)

    def tidy(self) -> None:
        """Let go of every picture that nobody wants now."""
        self._make_room(0)

    def stop(self) -> None:
        """Make no more; what is being made is waited for."""
        self._stopped = True
        self._wishes.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    # -- inside ----------------------------------------------------------------------------

    def _wanted(self) -> list[Key]:
        ranked = sorted(self._wishes.values(), key=lambda one: one[0])
        return [key for _rank, keys in ranked for key in keys]

    def _next(self) -> None:
        if self._busy or self._stopped:
            return
        for key in self._wanted():
            if key not in self._held and key.step not in self._broken:
                self._busy = True
                self._pool.submit(self._make, key, self._scenes.get(key.step))
                return

    def _make(self, key: Key, known: tuple[Scene, tuple[Spot, ...]] | None) -> None:
        """On the thread of pictures."""
        scene: Scene | None = None
        spots: tuple[Spot, ...] = ()
        picture: QImage | None = None
        try:
            fonts = self._fonts = self._fonts or Fonts(("Inter",))
            if known is None:
                scene = self._draw(self._deck, *key.step, fonts)
                spots = spots_of(scene, fonts)
            else:
                scene, spots = known
            picture = painted(scene, QSize(key.wide, key.high), fonts)
        except Exception:
            LOG.exception("a slide was not drawn")
            scene = picture = None
        if shiboken6.isValid(self):
            self._done.emit(_Made(key, scene, spots, picture))

    def _take(self, made: _Made) -> None:
        self._busy = False
        if self._stopped:
            return
        if made.scene is None or made.picture is None:
            self._broken.add(made.key.step)
            self.broken.emit(made.key.step)
        else:
            self._scenes[made.key.step] = (made.scene, made.spots)
            self._held[made.key] = made.picture
            self._make_room(MOST_BYTES)
            self.ready.emit(made.key.step)
        self._next()

    def _make_room(self, most: int) -> None:
        wanted = set(self._wanted())
        loose = [one for one in self._held if one not in wanted]
        taken = sum(4 * one.wide * one.high for one in loose)
        for key in loose:
            if taken <= most:
                return
            taken -= 4 * key.wide * key.high
            del self._held[key]


def painted(scene: Scene, size: QSize, fonts: Fonts) -> QImage:
    """A scene as a picture; on any thread.

    Args:
        scene: What to paint.
        size: In pixels; what the scene doesn't fill of it has the scene's ground.
        fonts: Of the same thread.
    """
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(scene.background or Qt.GlobalColor.white)
    bounds = scene.bounds
    scale = min(size.width() / bounds.width, size.height() / bounds.height)
    painter = QPainter(image)
    painter.translate(
        (size.width() - scale * bounds.width) / 2, (size.height() - scale * bounds.height) / 2
    )
    painter.scale(scale, scale)
    painter.translate(-bounds.x, -bounds.y)
    paint_scene(painter, scene, fonts)
    painter.end()
    return image
