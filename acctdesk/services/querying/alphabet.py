"""Long columns of texts put into order without comparing one text with another in Python."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from acctdesk.services.querying.seats import Places
from acctdesk.workspace.folding import fold

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

_PARTING = "\x1f"
_WIDE = 8
"""Bytes of each text that are compared at once."""


def alphabetical(
    texts: Sequence[str | None],
    given: Sequence[int],
    places: Sequence[int],
    *,
    descending: bool,
) -> Places | None:
    """The places of texts in the order of what they are without case and diacritics.

    The texts are laid side by side as bytes, whose order is that of their letters. Eight bytes of
    each make a number; those are sorted at once, and only texts that are still equal are looked at
    further.

    Args:
        texts: The texts; None for none.
        given: The numbers of those that are to be ordered; equals stay in this order.
        places: The place of each text.
        descending: Whether the last letters come first.

    Returns:
        Their places; None when a text has a letter in it that nobody writes.
    """
    import numpy as np

    laid = _laid(texts)
    if laid is None:
        return None
    blob, starts, sizes = laid
    order = np.array(given, dtype=np.int32)
    group = np.zeros(len(order), dtype=np.int64)
    near = np.arange(len(order))
    done = 0
    while len(near) > 1:
        rows, held = order[near], group[near]
        words = _words(blob, starts[rows] + done, sizes[rows] - done)
        if descending:
            words = ~words
        turned = np.lexsort((words, held)) if done else np.argsort(words, kind="stable")
        rows, words = rows[turned], words[turned]
        order[near] = rows
        same = (words[1:] == words[:-1]) & (held[1:] == held[:-1])
        now = np.concatenate(([0], np.cumsum(~same)))
        done += _WIDE
        # Texts that are equal so far are looked at further where one of them goes on.
        goes_on = np.bincount(now, weights=sizes[rows] > done) > 0
        alone = np.bincount(now) < 2
        group[near] = now
        near = near[(goes_on & ~alone)[now]]
    found = np.asarray(places, dtype=np.int32)[order]
    return array("i", found.tobytes())


def begun_within(texts: Sequence[str | None], beyond: Collection[str]) -> list[int] | None:
    """Where texts stand whose first letter isn't one of some.

    Args:
        texts: The texts; None counts as empty.
        beyond: Letters of ASCII.

    Returns:
        None when a text has a letter in it that nobody writes.
    """
    import numpy as np

    found = _side_by_side(texts)
    if found is None:
        return None
    plain, starts, _ends = found
    # What is empty begins with the letter that parts texts.
    first = np.frombuffer(plain + _PARTING.encode(), dtype=np.uint8)[starts]
    wanted = np.ones(256, dtype=bool)
    wanted[[ord(one) for one in beyond if one != _PARTING]] = False
    return np.flatnonzero(wanted[first]).tolist()


def _side_by_side(texts: Sequence[str | None]) -> tuple[bytes, Numbers, Numbers] | None:
    """Texts as bytes one after the other: the bytes, where each begins, where it ends."""
    import numpy as np

    try:
        joined = _PARTING.join(texts)  # type: ignore[arg-type]
    except TypeError:  # asking each whether it is a text takes longer than joining them
        joined = _PARTING.join(["" if one is None else one for one in texts])
    if "\0" in joined:
        return None
    plain = joined.encode(errors="surrogatepass")
    ends = np.flatnonzero(np.frombuffer(plain, dtype=np.uint8) == ord(_PARTING))
    if len(ends) != len(texts) - 1:
        return None
    return plain, np.concatenate(([0], ends + 1)), np.concatenate((ends, [len(plain)]))


def _laid(texts: Sequence[str | None]) -> tuple[Numbers, Numbers, Numbers] | None:
    """Folded texts as bytes one after the other: the bytes, where each begins, how long it is."""
    import numpy as np

    found = _side_by_side(texts)
    if found is None:
        return None
    plain, starts, ends = found
    plain = plain.lower()
    if not plain.isascii():
        # What is more than ASCII is folded together, and laid behind the others.
        above = np.flatnonzero(np.frombuffer(plain, dtype=np.uint8) > 127)
        foreign = np.unique(np.searchsorted(ends, above, side="right"))
        folded = [one.encode(errors="surrogatepass") for one in _folded(texts, foreign.tolist())]
        sizes = np.fromiter(map(len, folded), dtype=np.int64, count=len(folded))
        starts[foreign] = len(plain) + np.cumsum(sizes) - sizes
        ends[foreign] = starts[foreign] + sizes
        plain = b"".join((plain, *folded))
    # There is always something to look at behind the last text.
    return np.frombuffer(plain + bytes(_WIDE), dtype=np.uint8), starts, ends - starts


def _folded(texts: Sequence[str | None], at: Sequence[int]) -> list[str]:
    chosen = [texts[one] or "" for one in at]
    found = fold(_PARTING.join(chosen)).split(_PARTING)
    return found if len(found) == len(chosen) else [fold(one) for one in chosen]


def _words(blob: Numbers, starts: Numbers, sizes: Numbers) -> Numbers:
    """The next eight bytes of each text as a number; 0 where a text has ended."""
    import numpy as np

    windows = np.lib.stride_tricks.sliding_window_view(blob, _WIDE)
    # A text that has ended may begin anywhere: nothing of what stands there is kept.
    letters = windows[np.minimum(starts, len(windows) - 1)]
    words = letters.view(">u8").astype(np.uint64)[:, 0]
    kept = np.array([2**64 - 2 ** (64 - 8 * one) for one in range(_WIDE + 1)], dtype=np.uint64)
    found: Numbers = words & kept[np.clip(sizes, 0, _WIDE)]
    return found
