"""A view as a draft of an e-mail (.eml), which mail programs open ready to be sent.

Who sends it and when is not in it: the mail program fills that in.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from acctdesk.clientview import Contact, Table, Text, View
from acctdesk.exchange.atomic import replacing

_CELL = "padding: 2px 16px 2px 0; text-align: left; vertical-align: top"


def write_draft(view: View, path: Path, language: str = "") -> None:
    """Write a view as a draft.

    Args:
        view: Its title is the subject, its contacts are who gets it, the rest is the message.
        path: The file, replaced as a whole.
        language: BCP 47 tag of what it speaks.

    Raises:
        Problem: The file can't be written.
    """
    made = to_draft(view, language)
    with replacing(path) as part:
        part.write_bytes(made)


def to_draft(view: View, language: str = "") -> bytes:
    """A view as the bytes of a draft; see `write_draft`."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _line(view.title.text)
    addresses = [one for part in view.parts if isinstance(part, Contact) for one in _reached(part)]
    if addresses:
        message["To"] = addresses
    # What tells a mail program that it was never sent, and is to be edited.
    message["X-Unsent"] = "1"
    parts = [one for one in view.parts if isinstance(one, (Text, Table))]
    message.set_content("\n".join(_plain(parts)))
    message.add_alternative("".join(_rich(parts, language)), subtype="html")
    if language:
        message["Content-Language"] = language
    return message.as_bytes()


def _reached(contact: Contact) -> Iterator[Address]:
    for email in contact.emails[:1]:
        user, at, domain = email.rpartition("@")
        # A domain in another script goes as it does in the name system; a user can't.
        if at and user and email.isprintable() and not set(email) & set(' ,;:<>()[]"\\'):
            host = domain if domain.isascii() else domain.encode("idna").decode("ascii")
            if user.isascii():
                yield Address(_line(contact.name), user, host)


def _line(text: str) -> str:
    """A text on one line: a header has but one."""
    return " ".join(text.split())


def _plain(parts: list[Text | Table]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Text):
            if part.role == "heading":
                yield part.text
                yield "-" * len(part.text)
            else:
                yield part.text
                yield ""
            continue
        for row in part.rows:
            first, *rest = row
            said = [
                f"{heading}: {cell}"
                for heading, cell in zip(part.headings[1:], rest, strict=True)
                if cell
            ]
            yield f"* {first}" + (f" ({', '.join(said)})" if said else "")
        yield ""


def _rich(parts: list[Text | Table], language: str) -> Iterator[str]:
    spoken = f' lang="{html.escape(language)}"' if language else ""
    yield f'<!DOCTYPE html><html{spoken}><head><meta charset="utf-8"></head><body>'
    for part in parts:
        if isinstance(part, Table):
            yield '<table cellspacing="0"><thead><tr>'
            for one in part.headings:
                yield f'<th scope="col" style="{_CELL}">{html.escape(one)}</th>'
            yield "</tr></thead><tbody>"
            for row in part.rows:
                yield "<tr>"
                yield from (f'<td style="{_CELL}">{html.escape(one)}</td>' for one in row)
                yield "</tr>"
            yield "</tbody></table>"
        else:
            tag = "h3" if part.role == "heading" else "p"
            yield f"<{tag}>{html.escape(part.text)}</{tag}>"
    yield "</body></html>"
