"""Rows of a grid as pictures: a row that stays while one types is put down again, not painted."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from PySide6.QtGui import QImage, QPixmap

MOST = 50
"""Pictures kept: two screens of rows. More would mean fresh memory, and that is slow."""
MOST_BYTES = 48 * 2**20
"""Memory for pictures at most, on screens with many pixels."""
_BYTES = 4
"""Of a pixel."""


class _Kept(NamedTuple):
    content: object
    shape: Hashable
    picture: QPixmap | QImage


class RowPictures:
    """Keeps the rows painted last, as long as their content and their columns stay the same."""

    def __init__(self) -> None:
        self._kept: dict[int, _Kept] = {}
        self._bytes = 0

    def clear(self) -> None:
        """Paint every row anew."""
        self._kept.clear()
        self._bytes = 0

    def ids(self) -> frozenset[int]:
        """The rows of which there are pictures, as `id` tells what they show."""
        return frozenset(self._kept)

    def find(self, content: object, shape: Hashable) -> QPixmap | QImage | None:
        """The picture of a row; None when it has to be painted.

        Args:
            content: What the row shows; another object whenever that changes.
            shape: Where its columns stand, its height and all else that holds for every row.
        """
        key = id(content)
        kept = self._kept.get(key)
        if kept is None or kept.content is not content or kept.shape != shape:
            return None
        # Those seen last are kept longest.
        self._kept[key] = self._kept.pop(key)
        return kept.picture

    def keep(self, content: object, shape: Hashable, picture: QPixmap | QImage) -> None:
        """Keep the picture of a row; those not seen for longest go."""
        self._drop(id(content))
        self._kept[id(content)] = _Kept(content, shape, picture)
        self._bytes += _size(picture)
        while self._bytes > MOST_BYTES or len(self._kept) > MOST:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: int) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= _size(gone.picture)


def _size(picture: QPixmap | QImage) -> int:
    return picture.width() * picture.height() * _BYTES
