"""What a list will need soon, made ready while nobody waits for it."""

from __future__ import annotations

from acctdesk.services.filters import CODED
from acctdesk.services.querying.keys import coded
from acctdesk.services.querying.parting import load
from acctdesk.services.querying.reading import Reading
from acctdesk.words import current_locale


def load_for(reading: Reading) -> None:
    """Load what the first sorting needs beside the records: less than a tenth of a second.

    Args:
        reading: The list, whatever its filter.
    """
    load(reading.shelf.size)
    # The names of countries and languages are a file of their own that has to be loaded.
    for field in reading.catalogue.kind(reading.query.kind).fields.values():
        if field.format in CODED:
            coded(field, current_locale())


def prepare(reading: Reading) -> None:
    """Make ready all that the first typed word and the first sorting need.

    Args:
        reading: The list, whatever its filter.
    """
    load_for(reading)
    reading.shelf.ready(reading.connection)
