"""Small XML of a workbook, read with expat and without any document type or entity."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from acctdesk.exchange.reading.refusal import Refused

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Chars = Callable[[str], None]


def _no_doctype(*_: object) -> None:
    raise Refused("doctype")


def local(name: str) -> str:
    """A tag or attribute name without its namespace prefix."""
    return name.rpartition(":")[2]


def parser(start: Start, end: End | None = None, chars: Chars | None = None) -> expat.XMLParserType:
    """Make an expat parser that refuses document types and entities.

    Args:
        start: Called for each start tag with its name without prefix and its attributes.
        end: Called for each end tag.
        chars: Called with text.
    """
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _no_doctype
    made.EntityDeclHandler = _no_doctype
    made.ExternalEntityRefHandler = _no_doctype  # type: ignore[assignment]
    made.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    if end is not None:
        made.EndElementHandler = lambda name: end(local(name))
    if chars is not None:
        made.CharacterDataHandler = chars
    return made


def parse(
    stream: BinaryIO, start: Start, end: End | None = None, chars: Chars | None = None
) -> None:
    """Read a whole XML part.

    Args:
        stream: The part.
        start: As for `parser`.
        end: As for `parser`.
        chars: As for `parser`.

    Raises:
        Refused: The XML is broken or declares a document type.
    """
    made = parser(start, end, chars)
    try:
        made.ParseFile(stream)
    except expat.ExpatError as bad:
        raise Refused("damaged") from bad


def attribute(attributes: dict[str, str], name: str) -> str:
    """The value of an attribute whatever its prefix, or ""."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local(key) == name), "")
