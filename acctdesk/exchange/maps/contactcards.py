"""Contact cards (vCard 3.0, RFC 2426), which every address book reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from acctdesk.clientview import Contact, View

_LONGEST = 75
"""Octets of a line before it is folded (RFC 2425)."""
_KINDS = {"work": "WORK,VOICE", "cell": "CELL", "voice": "VOICE"}


def to_vcards(view: View, notes: Sequence[str] = ()) -> bytes:
    """Write the contacts of a view, in UTF-8.

    Args:
        view: What was released: its contacts are written.
        notes: A note of our own for each contact, which makes its card private; none for a client.
    """
    contacts = [one for one in view.parts if isinstance(one, Contact)]
    lines: list[str] = []
    for contact, note in zip(contacts, notes or [""] * len(contacts), strict=True):
        lines += _card(contact, note)
    return "".join(folded(line) for line in lines).encode("utf-8")


def _card(contact: Contact, note: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    family, given = contact.family, contact.given
    if not (family or given):
        # An address book sorts by the last name: the last word is the best guess there is.
        given, _space, family = contact.name.rpartition(" ")
    yield "N:" + ";".join(map(escaped, (family, given, "", contact.salutation, "")))
    yield "FN:" + escaped(contact.name)
    if contact.organisation or contact.unit:
        parts = [contact.organisation, contact.unit] if contact.unit else [contact.organisation]
        yield "ORG:" + ";".join(map(escaped, parts))
    if contact.title:
        yield "TITLE:" + escaped(contact.title)
    for place, address in enumerate(contact.emails):
        yield f"EMAIL;TYPE=INTERNET{'' if place else ',PREF'}:" + escaped(address)
    for kind, phone in contact.phones:
        yield f"TEL;TYPE={_KINDS[kind]}:" + escaped(phone)
    if note:
        yield "NOTE:" + escaped(note)
        yield "CLASS:PRIVATE"
    yield "END:VCARD"


def escaped(text: str) -> str:
    """A text as a value: backslashes, commas, semicolons and new lines said otherwise."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(one for one in text if one >= " " or one == "\t")


def folded(line: str) -> str:
    """A line with its ending, broken after at most 75 octets, never inside a letter."""
    found: list[str] = []
    begin, octets = 0, 0
    for at, letter in enumerate(line):
        size = len(letter.encode("utf-8", "surrogatepass"))
        if octets + size > _LONGEST:
            found.append(line[begin:at])
            begin, octets = at, 1  # the space that goes before
        octets += size
    found.append(line[begin:])
    return "\r\n ".join(found) + "\r\n"
