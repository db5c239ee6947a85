"""E-mail addresses, phone numbers and web addresses.

Each has a regular expression that accepts the common shapes at once; the heavy libraries load and
run only for the unusual ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from acctdesk.services.values.cell import Hints, Parsed

_LABEL = r"[a-z0-9]+(?:-+[a-z0-9]+)*"
_HOST = rf"(?:{_LABEL}\.)+(?:[a-z]{{2,24}}|xn--[a-z0-9-]{{2,59}})"
_LOCAL = r"[A-Za-z0-9_%+'&=-]+(?:\.[A-Za-z0-9_%+'&=-]+)*"

PLAIN_EMAIL = re.compile(rf"{_LOCAL}@{_HOST}")
"""Addresses that need no second look: lower-case domain, usual characters."""

PLAIN_PHONE = re.compile(r"\+?\(?\d(?:[ ()/.-]{0,2}\d){5,15}(?: ?(?:x|ext\.?|ext:|-) ?\d{1,6})?")
"""Phone numbers that need no second look: 6 to 16 digits with the usual marks between."""

PLAIN_URL = re.compile(rf"(?:https?://)?{_HOST}(?::\d{{2,5}})?(?:[/?#][^\s<>\"]*)?")
"""Web addresses that need no second look: lower-case host with a top-level domain."""

LONGEST_EMAIL = 254
LONGEST_PHONE = 60
LONGEST_URL = 2048

_ANGLE = re.compile(r"<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+?)\s*>")
_SEVERAL = re.compile(
    r"\s*[;,|\n]\s*|\s*/\s*(?=\S+@)|\s+(?:or|and|oder|und|ou|et|y)\s+|\s+(?=\S+@)"
)
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|\s+at\s+|@+)\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*(?:\(dot\)|\[dot\]|\(punkt\)|\s+dot\s+)\s*", re.IGNORECASE)


def read_email(text: str, hints: Hints) -> Parsed:
    """Read an e-mail address.

    Args:
        text: One tidied line, not blank.
        hints: Not used; every reader takes them.

    Returns:
        The address with its domain in lower case, the first of several with a note.
    """
    if len(text) <= LONGEST_EMAIL and PLAIN_EMAIL.fullmatch(text):
        return Parsed(text)
    found = _ANGLE.findall(text)
    if found:
        first = _one_email(found[0])
        several = len(found) > 1
    else:
        parts = [part for part in _SEVERAL.split(text) if part]
        emails = [part for part in parts if "@" in part]
        several = len(emails) > 1
        first = _one_email(emails[0]) if several or (len(parts) == 1 and emails) else ""
        first = first or _one_email(text)
    if first:
        return Parsed(first, note="several" if several else "")
    return Parsed(None, "email", suggestion=_repaired_email(text))


def _one_email(text: str) -> str:
    """An address made regular, or empty when it is none."""
    text = text.strip(" \t.,;:<>()[]\"'")
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    local, at, domain = text.rpartition("@")
    if not at or len(text) > LONGEST_EMAIL:
        return ""
    text = f"{local}@{domain.lower()}"
    if PLAIN_EMAIL.fullmatch(text):
        return text
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False, allow_quoted_local=True)
    except (EmailNotValidError, ValueError, IndexError):
        return ""
    return found.normalized


def _repaired_email(text: str) -> str | None:
    """The address that was probably meant, when dropping what can't be there leaves one."""
    if len(text) > LONGEST_EMAIL:
        return None
    text = _DOT.sub(".", _AT.sub("@", text)).replace("mailto:", "")
    local, at, domain = text.rpartition("@")
    if not at or "@" in local:
        return None
    local = re.sub(r"\.{2,}", ".", re.sub(r"[^\w%+'&=.-]+", "", local, flags=re.ASCII)).strip(".")
    domain = re.sub(r"[^a-z0-9.-]+", "", domain.lower().replace(",", ".").replace(";", "."))
    domain = re.sub(r"\.{2,}", ".", domain).strip(".-")
    repaired = f"{local}@{domain}"
    return repaired if PLAIN_EMAIL.fullmatch(repaired) else None


_PHONE_LABEL = re.compile(
    r"^(?:tel|phone|telefon|téléphone|teléfono|fon|mobile?|mob|handy|cell|fax|office|work|direct"
    r"|[tmpfwhd])(?:\.|\b)\s*(?:no\.?|nr\.?)?\s*[:.]?\s*",
    re.IGNORECASE,
)
_PHONE_NOTE = re.compile(r"\s*\((?:[^\W\d_][^()\d]*)\)\s*$|\s+[^\W\d_][^\d()]*$")
_PHONES = re.compile(r"\s*[;|,\n]\s*|\s+(?:/|or|and|oder|und|ou|et|y)\s+")
_EXTENSION = re.compile(
    r"[\s,;]*(?:x|ext(?:ension)?|durchwahl|dw|poste|int)\.?\s*:?\s*#?(\d{1,6})$", re.IGNORECASE
)
_PHONE_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_NUMBER = re.compile(r"\d+(?:\.0+)?")
_SCIENCE = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")


def read_phone(text: str, hints: Hints) -> Parsed:
    """Read a phone number.

    Args:
        text: One tidied line, not blank.
        hints: `pad` restores zeros that a spreadsheet dropped; `default_region` says whose
            national numbers they are.

    Returns:
        The number as it was written, tidied; the first of several with a note.
    """
    if _NUMBER.fullmatch(text):
        text = text.partition(".")[0].zfill(hints.pad)
    if len(text) <= LONGEST_PHONE and PLAIN_PHONE.fullmatch(text):
        return Parsed(text)
    science = _SCIENCE.fullmatch(text)
    if science:
        return _from_science(science)
    if len(text) > 4 * LONGEST_PHONE:
        return Parsed(None, "phone")
    text = text.translate(_DASHES)
    whole = _one_phone(text, hints)
    if whole:
        return Parsed(whole)
    parts = [part for part in _PHONES.split(text) if part]
    first = _one_phone(parts[0], hints) if len(parts) > 1 else ""
    return Parsed(first, note="several") if first else Parsed(None, "phone")


def _from_science(science: re.Match[str]) -> Parsed:
    """The digits of "4.930123E+11"; where the spreadsheet dropped some, none are invented."""
    whole, rest, power = science[1], science[2] or "", int(science[3])
    digits = (whole + rest).ljust(power + 1, "0")
    if not 6 <= len(digits) <= 15 or len(rest) > power:
        return Parsed(None, "phone")
    # Excel shows 2 to 6 digits of such a number: with fewer than 9 the others are probably lost.
    return Parsed(digits, note="" if len(rest) >= 8 else "guessed")


def _one_phone(text: str, hints: Hints) -> str:
    """A number made regular, or empty when it is none."""
    text = re.sub(r"^(?:tel|callto|sip):(?://)?", "", text, flags=re.IGNORECASE)
    text = _PHONE_LABEL.sub("", text) if not text[:1].isdecimal() else text
    text = _PHONE_NOTE.sub("", text).strip(" .,;:")
    extension = _EXTENSION.search(text)
    number = text[: extension.start()] if extension else text
    number = _PHONE_SPACES.sub(" ", number).replace("[", "(").replace("]", ")")
    number = re.sub(r"\( ?(\d+) ?\)", r"(\1)", re.sub(r"^\+ +", "+", number))
    if not number or len(number) > LONGEST_PHONE:
        return ""
    tail = f" ext. {extension[1]}" if extension else ""
    if PLAIN_PHONE.fullmatch(number):
        return number + tail
    import phonenumbers

    try:
        found = phonenumbers.parse(number, hints.default_region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(found):
        return ""
    # Letters ("0800 FLOWERS") and marks of other scripts are kept: they are what people dial.
    return number + tail


_URL_SPLIT = re.compile(r"\s*[;|]\s*|,?\s+(?:or|and|oder|und|/)?\s*")
_URL = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>[^\s/?#:@<>\"(){}\[\]|\\^`,;&=+$*!%'~]+)"
    r"(?P<rest>(?::\d{2,5})?(?:[/?#][^\s<>\"]*)?)",
    re.IGNORECASE,
)
_HOST_SHAPE = re.compile(rf"{_HOST}")


def read_url(text: str, hints: Hints) -> Parsed:
    """Read a web address; nothing is added to it, its host is written in lower case.

    Args:
        text: One tidied line, not blank.
        hints: Not used; every reader takes them.

    Returns:
        The address, the first of several with a note.
    """
    if len(text) <= LONGEST_URL and PLAIN_URL.fullmatch(text):
        return Parsed(text)
    parts = [part for part in _URL_SPLIT.split(text.strip("<>\"' ")) if part]
    first = _one_url(parts[0]) if parts else ""
    if not first:
        repaired = _one_url("".join(parts).replace(",", "."))
        return Parsed(None, "url", suggestion=repaired or None)
    if len(parts) > 1 and not all(map(_one_url, parts)):
        return Parsed(None, "url", suggestion=first)
    return Parsed(first, note="several" if len(parts) > 1 else "")


def _one_url(text: str) -> str:
    found = _URL.fullmatch(text.rstrip(".,;")) if len(text) <= LONGEST_URL else None
    if found is None:
        return ""
    scheme, host = (found["scheme"] or "").lower(), found["host"].lower()
    if scheme not in ("", "http", "https"):
        return ""
    # An intranet's host has no dot; without a scheme it could be any word.
    plain = host if host.isascii() else _ascii_host(host)
    if not _HOST_SHAPE.fullmatch(plain) and not (scheme and re.fullmatch(r"[a-z0-9.-]+", plain)):
        return ""
    return f"{scheme}://{host}{found['rest']}" if scheme else f"{host}{found['rest']}"


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


TextReader = Callable[[str, Hints], Parsed]
"""Reads one tidied, filled line."""
