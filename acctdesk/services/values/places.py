"""Countries, languages and time zones by code or by name in the languages of our rosters."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from acctdesk.services.values.cell import Hints, Parsed, fold

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")
"""The languages whose names of countries and languages are known."""

_COUNTRIES = {
    "uk": "GB", "u k": "GB", "great britain": "GB", "britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "northern ireland": "GB", "grossbritannien": "GB",
    "usa": "US", "u s": "US", "u s a": "US", "america": "US", "united states of america": "US",
    "the united states": "US", "estados unidos": "US", "eua": "US", "ee uu": "US", "eeuu": "US",
    "holland": "NL", "the netherlands": "NL", "korea": "KR", "south korea": "KR",
    "republic of korea": "KR", "korea republic of": "KR", "korea south": "KR",
    "north korea": "KP", "czech republic": "CZ", "tschechische republik": "CZ",
    "republique tcheque": "CZ", "russian federation": "RU", "uae": "AE", "u a e": "AE",
    "emirates": "AE", "ivory coast": "CI", "burma": "MM", "macedonia": "MK",
    "north macedonia": "MK", "swaziland": "SZ", "cape verde": "CV", "east timor": "TL",
    "vatican": "VA", "viet nam": "VN", "turkey": "TR", "slovak republic": "SK",
    "republic of ireland": "IE", "eire": "IE", "prc": "CN", "pr china": "CN", "p r china": "CN",
    "peoples republic of china": "CN", "mainland china": "CN", "hong kong": "HK", "macau": "MO",
    "taiwan": "TW", "brasil": "BR", "bosnia": "BA", "bolivia": "BO", "venezuela": "VE",
    "tanzania": "TZ", "syria": "SY", "iran": "IR", "laos": "LA", "moldova": "MD",
    "brunei": "BN", "deutschland": "DE", "brd": "DE", "ksa": "SA", "kingdom of saudi arabia": "SA",
    "rsa": "ZA", "schweiz suisse": "CH", "d": "DE", "ger": "DE", "aut": "AT", "sui": "CH",
}  # fmt: skip
"""What people write and no list of names holds; each means one country to nearly everyone."""


def _global(table: str) -> dict[str, Any]:
    """One of the tables of CLDR that belong to no language."""
    from babel.core import get_global

    return dict(get_global(table))  # type: ignore[arg-type]


_SHARED_NAMES = frozenset({"congo", "kongo"})
"""Names of more than one country: a person has to say which."""

_NO_COUNTRIES = frozenset({"ZZ", "EU", "UN", "EZ", "XA", "XB", "QO"})


@functools.cache
def _country_codes() -> dict[str, str]:
    """Alpha-2 and alpha-3 codes, lower case, to alpha-2 codes."""
    from babel import Locale

    codes: dict[str, str] = {
        code.lower(): code
        for code in map(str, Locale.parse("en").territories)
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
    for old, now in _global("territory_aliases").items():
        if len(old) == 3 and old.isalpha() and len(now) == 1 and now[0].lower() in codes:
            codes[old.lower()] = now[0]
    return codes


@functools.cache
def _country_names(language: str) -> dict[str, str]:
    """Names of countries in one language, folded, to alpha-2 codes."""
    from babel import Locale

    codes = _country_codes()
    found: dict[str, str] = {}
    for code, name in Locale.parse(language).territories.items():
        if code.lower() in codes:
            found.setdefault(fold(name), code)
            # "Hong Kong SAR China", "Myanmar (Burma)": the first words alone will do.
            short = re.split(r"\s*\(| SAR ", name)[0]
            found.setdefault(fold(short), code)
    return found


@functools.lru_cache(maxsize=4096)
def find_country(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country's code or name; empty when it isn't known."""
    word = fold(text)
    word = word.removeprefix("the ") if word not in _COUNTRIES else word
    found = _COUNTRIES.get(word) or _country_codes().get(word)
    if found or word in _SHARED_NAMES:
        return found or ""
    # The other languages load only when English doesn't know the name.
    return next((code for tag in LANGUAGES if (code := _country_names(tag).get(word))), "")


def read_country(text: str, hints: Hints) -> Parsed:
    """Read a country; a name that is only similar is proposed, never taken.

    Args:
        text: One tidied line, not blank.
        hints: Not used; every reader takes them.
    """
    found = find_country(text)
    if found:
        return Parsed(found)
    # "Germany (DE)", "DE - Germany", "DE / Germany" say it twice.
    parts = [part for part in re.split(r"\s*[(),;/|]\s*|\s+[-–]\s+", text) if part]
    codes = {find_country(part) for part in parts}
    if len(parts) > 1 and len(codes) == 1 and "" not in codes:
        return Parsed(codes.pop())
    return Parsed(None, "country", suggestion=_near_country(fold(text)))


@functools.lru_cache(maxsize=1024)
def _near_country(word: str) -> str | None:
    if len(word) < 4:
        return None
    return nearest(word, _all_countries())


@functools.cache
def _all_countries() -> dict[str, str]:
    names: dict[str, str] = dict(_COUNTRIES)
    for tag in LANGUAGES:
        names.update(_country_names(tag))
    return names


def nearest(word: str, names: dict[str, str], cutoff: float = 80) -> str | None:
    """What the most similar of some folded names stands for, None when none is similar.

    Args:
        word: A folded word.
        names: Folded names to what they stand for.
        cutoff: Similarity from 0 to 100 below which nothing is proposed.
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, names.keys(), scorer=fuzz.ratio, score_cutoff=cutoff)
    return names[found[0]] if found else None


_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([A-Z][a-z]{3}))?(?:[-_]([a-zA-Z]{2}))?")
_NAMED_REGION = re.compile(r"(.+?)\s*(?:\((.+)\)|[,/-]\s*(\S.*))")
_LANGUAGES = {
    "ger": "de", "fre": "fr", "dut": "nl", "cze": "cs", "gre": "el", "chi": "zh", "slo": "sk",
    "rum": "ro", "per": "fa", "alb": "sq", "arm": "hy", "ice": "is", "mac": "mk", "may": "ms",
    "geo": "ka", "bur": "my", "wel": "cy", "baq": "eu", "flemish": "nl", "mandarin": "zh",
    "cantonese": "yue", "castilian": "es", "castellano": "es", "farsi": "fa", "norwegian": "nb",
    "norsk": "nb", "no": "nb", "brazilian": "pt-BR", "swiss german": "gsw",
    "brazilian portuguese": "pt-BR", "american english": "en-US", "british english": "en-GB",
}  # fmt: skip
"""Bibliographic codes and everyday names that CLDR's lists don't hold."""


@functools.cache
def _language_names(language: str) -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for code, name in Locale.parse(language).languages.items():
        if len(code) <= 3:
            found.setdefault(fold(name), code)
    return found


_AUTONYM_CODES = """
    pl cs sk hu ro bg el tr ru uk sv da nb fi et lv lt sl hr sr ja zh ko ar he hi th vi id ca
"""


@functools.cache
def _autonyms() -> dict[str, str]:
    """What speakers of the common languages call them."""
    from babel import Locale

    found: dict[str, str] = {}
    for code in _AUTONYM_CODES.split():
        name = Locale.parse(code).languages.get(code)
        if name:
            found[fold(name)] = code
    return found


@functools.cache
def _language_codes() -> dict[str, str]:
    """Two- and three-letter codes to the shortest code of the language."""
    from babel import Locale

    codes: dict[str, str] = {
        code: code for code in map(str, Locale.parse("en").languages) if len(code) <= 3
    }
    for old, now in _global("language_aliases").items():
        if now in codes and len(old) <= 3:
            codes[old] = now
    return codes


@functools.lru_cache(maxsize=1024)
def find_language(text: str) -> str:
    """The BCP 47 tag of a language's code or name; empty when it isn't known."""
    word = fold(text)
    if word in _LANGUAGES:
        return _LANGUAGES[word]
    tag = _TAG.fullmatch(text)
    if tag and tag[1].lower() in _language_codes():
        code = _language_codes()[tag[1].lower()]
        region = (tag[3] or "").upper()
        if not region or region.lower() in _country_codes():
            return "-".join(part for part in (code, tag[2], region) if part)
    # Each table loads only when those before it don't know the name.
    for language in LANGUAGES:
        if word in _language_names(language):
            return _language_names(language)[word]
    if word in _autonyms():
        return _autonyms()[word]
    named = _NAMED_REGION.fullmatch(text)
    if named:
        language, place = find_language(named[1]), find_country(named[2] or named[3])
        if language and place and "-" not in language:
            return f"{language}-{place}"
    return ""


def read_language(text: str, hints: Hints) -> Parsed:
    """Read a language as a BCP 47 tag ("de", "en-GB"); the first of several with a note.

    Args:
        text: One tidied line, not blank.
        hints: Not used; every reader takes them.
    """
    found = find_language(text)
    if found:
        return Parsed(found)
    parts = [part for part in re.split(r"\s*[,;/|+&]\s*", text) if part]
    first = find_language(parts[0]) if len(parts) > 1 else ""
    if first and all(map(find_language, parts)):
        return Parsed(first, note="several")
    word = fold(text)
    near = nearest(word, _all_languages()) if len(word) > 3 else None
    return Parsed(None, "language", suggestion=near)


@functools.cache
def _all_languages() -> dict[str, str]:
    names: dict[str, str] = {}
    for tag in LANGUAGES:
        names.update(_language_names(tag))
    return names


_ZONES = {
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin", "met": "Europe/Berlin", "wet": "Europe/Lisbon",
    "west": "Europe/Lisbon", "eet": "Europe/Helsinki", "eest": "Europe/Helsinki",
    "bst": "Europe/London", "gmt": "Europe/London", "msk": "Europe/Moscow",
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York",
    "eastern": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
    "ct": "America/Chicago", "central": "America/Chicago", "mst": "America/Denver",
    "mdt": "America/Denver", "mt": "America/Denver", "mountain": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles", "ist": "Asia/Kolkata", "sgt": "Asia/Singapore",
    "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "hkt": "Asia/Hong_Kong", "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney", "gst": "Asia/Dubai", "sast": "Africa/Johannesburg",
    "brt": "America/Sao_Paulo",
}  # fmt: skip
"""The place that most likely stands behind an abbreviation; proposed, never taken."""

_OFFSETS = {
    -480: "America/Los_Angeles", -420: "America/Denver", -360: "America/Chicago",
    -300: "America/New_York", -180: "America/Sao_Paulo", 0: "Europe/London",
    60: "Europe/Berlin", 120: "Europe/Helsinki", 180: "Europe/Istanbul", 240: "Asia/Dubai",
    330: "Asia/Kolkata", 420: "Asia/Bangkok", 480: "Asia/Singapore", 540: "Asia/Tokyo",
    600: "Australia/Sydney", 720: "Pacific/Auckland",
}  # fmt: skip
"""A well-known place for an offset from UTC in minutes; proposed, never taken."""

_OFFSET = re.compile(r"\(?(?:UTC|GMT|Z)?\s*([+\-−±])\s*(\d{1,2})(?::?(\d{2}))?\)?.*", re.IGNORECASE)


@functools.cache
def _zones() -> dict[str, str]:
    """IANA ids, Windows names and places, folded, to IANA ids."""
    from zoneinfo import available_timezones

    ids = [zone for zone in available_timezones() if "/" in zone and not zone.startswith("posix")]
    found = {fold(zone): zone for zone in sorted(ids)}
    found.update({"utc": "UTC", "etc utc": "UTC", "zulu": "UTC"})
    for name, zone in _global("windows_zone_mapping").items():
        found.setdefault(fold(name), str(zone))
    for place, zone in _places(ids).items():
        found.setdefault(place, zone)
    return found


def _places(ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for zone in sorted(ids):
        area, _slash, place = zone.partition("/")
        if area in ("Africa", "America", "Asia", "Australia", "Europe", "Pacific", "Atlantic"):
            found.setdefault(fold(place.rpartition("/")[2]), zone)
    return found


def read_time_zone(text: str, hints: Hints) -> Parsed:
    """Read a time zone as an IANA id; abbreviations and offsets only lead to a proposal.

    An offset such as "UTC+1" doesn't say when the clocks change, so that a person must choose.

    Args:
        text: One tidied line, not blank.
        hints: Not used; every reader takes them.
    """
    word = fold(text)
    zones = _zones()
    if word in zones:
        return Parsed(zones[word])
    if word in _ZONES:
        return Parsed(None, "time_zone", suggestion=_ZONES[word])
    named = [zones[name] for part in re.split(r"[(),;/]", text) if (name := fold(part)) in zones]
    offset = _OFFSET.fullmatch(text)
    if offset and not named:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        minutes = minutes if offset[1] == "+" else -minutes
        return Parsed(None, "time_zone", suggestion=_OFFSETS.get(minutes))
    suggestion = named[0] if named else nearest(word, zones) if len(word) > 3 else None
    return Parsed(None, "time_zone", suggestion=suggestion)
