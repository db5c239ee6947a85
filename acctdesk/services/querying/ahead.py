"""What a list will need soon, made ready while nobody waits for it."""

from __future__ import annotations

from acctdesk.services.filters import CODED
from acctdesk.services.querying.keys import coded
from acctdesk.services.querying.parting import load
from acctdesk.services.querying.reading import Reading
from acctdesk.words import current_locale


def prepare(reading: Reading) -> None:
    """Make ready what the first typed word and the first sorting need.

    Args:
        reading: The list, whatever its filter.
    """
    shelf, kind = reading.shelf, reading.query.kind
    shelf.scanned(reading.connection)
    shelf.texts(reading.connection)
    # The names of countries and languages are a file of their own that has to be loaded.
    for field in reading.catalogue.kind(kind).fields.values():
        if field.format in CODED:
            coded(field, current_locale())
    load(shelf.size)
