"""How decks look: one colour, our logo and the client's."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import Connection, select

from acctdesk.clientview import Brand, Picture
from acctdesk.errors import Problem
from acctdesk.models import Attachment, Setting
from acctdesk.services.review.blocks.picture import kind_of
from acctdesk.words import _

ACCENT, LOGO, TEMPLATE = "deck_accent", "deck_logo", "deck_template"
"""Settings: the colour as "#rrggbb", and the ids of the attachments that are our logo and the
presentation whose layouts decks are written into."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LARGEST = 4 * 1024 * 1024
"""Bytes of a logo at most; a larger one would make every deck as large."""


def accent_of(account: str) -> str:
    """The setting that is the colour of one client's decks.

    Args:
        account: Account id.
    """
    return f"{ACCENT}:{account}"


def brand_of(
    connection: Connection, account: str, name: str, file: Callable[[str], bytes]
) -> Brand:
    """The look of an account's decks.

    The client's logo is the picture on the account whose file is called "logo".

    Args:
        connection: A read connection.
        account: Account id.
        name: What the client is called, as it may be shown.
        file: Reads an attachment.
    """
    names = (ACCENT, LOGO, accent_of(account))
    wanted = select(Setting.name, Setting.value).where(Setting.name.in_(names))
    settings = {row.name: row.value for row in connection.execute(wanted)}
    accent = settings.get(accent_of(account)) or settings.get(ACCENT) or ""
    ours = _picture(settings.get(LOGO) or "", _("Our logo"), file)
    row = connection.execute(
        select(Attachment.id)
        .where(Attachment.record_id == account, Attachment.name.ilike("logo.%"))
        .order_by(Attachment.id.desc())
        .limit(1)
    ).scalar()
    theirs = _picture(row or "", _("Logo of %s") % name if name else _("Logo"), file)
    if _COLOUR.fullmatch(accent):
        return Brand(accent.lower(), ours, theirs)
    return Brand(ours=ours, theirs=theirs)


def _picture(attachment: str, alt: str, file: Callable[[str], bytes]) -> Picture | None:
    if not attachment:
        return None
    try:
        data = file(attachment)
    except (Problem, OSError):
        return None  # a deck without it is better than none
    kind = kind_of(data)
    return Picture(data, kind, alt) if kind and len(data) <= LARGEST else None
