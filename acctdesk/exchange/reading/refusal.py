"""How the reading process says no: a code and plain values, put into words by the program."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - the file is refused, nothing failed
    """The file is not read.

    Args:
        code: Key of the reason in `reasons`.
        values: What the reason's text names: a row, a size, a kind.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
