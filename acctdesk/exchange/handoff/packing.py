"""The exact content of a hand-over workbook, as texts for the cells of its hidden sheet.

The sheets that people read round, sort and shorten; what the program merges with is packed beside
them: which workspace it comes from, which state of it, and every stored value. A hundred thousand
tickets take some four hundred cells. A digest tells whether any of it is missing or altered.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from acctdesk.errors import FileProblem
from acctdesk.services.handover.freight import Torn, load, unload
from acctdesk.services.handover.parcel import Parcel
from acctdesk.words import _

FORMAT = 1
"""Version of this way of packing."""
MARK = "AcctDesk hand-over"
"""What the first cell says, so that the sheet is known by it whatever it is called."""
CELL = 32_000
"""Letters to a cell; a workbook's cell holds at most 32,767."""

_QUOTE = "'"
"""Stands before each part: a cell never begins with what a spreadsheet takes for a formula."""


def pack(parcel: Parcel) -> list[str]:
    """The texts of the cells, one beneath the other.

    Base 64, since workbooks read "_x0041_" as a letter and base 85 may hold it.

    Args:
        parcel: What the workbook holds.
    """
    freight, digest = load(parcel)
    body = base64.b64encode(freight).decode()
    parts = [_QUOTE + body[start : start + CELL] for start in range(0, len(body), CELL)]
    return [MARK, str(FORMAT), digest, str(len(parts)), *parts]


def unpack(cells: Sequence[str]) -> Parcel:
    """What the cells of a hidden sheet say.

    Args:
        cells: Their texts, one beneath the other; empty ones at the end don't count. A number
            that another program made of a text of digits may be given as it is shown.

    Raises:
        FileProblem: They are incomplete, altered, or of a newer version.
    """
    texts = [one.strip() for one in cells]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) < 4 or texts[0] != MARK:
        raise damaged(_("its sheet with the exact content is missing or empty."))
    _mark, version, digest, count, *parts = texts
    if version.isdigit() and int(version) > FORMAT:
        raise FileProblem(
            _("a newer AcctDesk wrote this hand-over workbook."),
            remedy=_("Update AcctDesk, or ask for a workbook from your version."),
        )
    if not count.isdigit() or int(count) != len(parts) or version != str(FORMAT):
        raise damaged(_("its exact content is incomplete."))
    try:
        freight = base64.b64decode(
            "".join(one.removeprefix(_QUOTE) for one in parts), validate=True
        )
        return unload(freight, digest)
    except Torn as torn:
        if torn.missing:
            raise damaged(_("its exact content is incomplete.")) from None
        raise damaged(_("its exact content was altered.")) from None
    except (ValueError, binascii.Error):
        raise damaged(_("its exact content was altered.")) from None


def damaged(what: str) -> FileProblem:
    """A package that is refused as a whole.

    Args:
        what: What is wrong with it, as a clause that follows the file's name.
    """
    return FileProblem(what, remedy=_("Ask for the workbook again; nothing was taken over."))
