"""How it is said: translation, and the one place that formats dates, numbers and money.

Every word a person reads passes through here. The formats of the window are set once; a text can
also be said in another language for one call, because a deck speaks the client's language while
the window speaks its manager's. What is translated is what clients get, so the window keeps to
English, whatever its formats: half of it in another language would be worse. Babel and gettext
catalogues load when first needed: the first paint of the window does not wait for them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal
    from gettext import NullTranslations

    from babel import Locale

_language: ContextVar[str] = ContextVar("language", default="")
_chosen: list[str] = ["en"]
"""The window's language and formats: a BCP 47 tag such as "en-GB". One cell, set by the app."""


def set_locale(tag: str) -> None:
    """Set the language and the formats of the whole program.

    Args:
        tag: A BCP 47 tag ("de", "en-GB").
    """
    _chosen[0] = tag or "en"


def current_locale() -> str:
    """The BCP 47 tag in force for this call."""
    return _language.get() or _chosen[0]


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Say everything inside the block in another language.

    Args:
        tag: A BCP 47 tag.
    """
    token = _language.set(tag)
    try:
        yield
    finally:
        _language.reset(token)


def speaks(tag: str) -> bool:
    """Whether there are texts in a language, so that a client can be spoken to in it.

    Args:
        tag: A BCP 47 tag; an empty one is no language.
    """
    found = _catalogue(tag)
    return bool(tag) and (_language_of(tag) == "en" or bool(found and found.info()))


def _language_of(tag: str) -> str:
    return tag.replace("-", "_").split("_")[0].lower()


@functools.cache
def _catalogue(tag: str) -> NullTranslations | None:
    language = tag.replace("-", "_")
    if not tag or _language_of(tag) == "en":
        return None
    import gettext

    here = Path(__file__).parent
    for folder in (here / "resources" / "translations", here.parent / "resources" / "translations"):
        if folder.is_dir():
            return gettext.translation("acctdesk", folder, [language], fallback=True)
    return None


def _(message: str) -> str:
    """Translate a message into the language in force."""
    found = _catalogue(_language.get())
    return found.gettext(message) if found else message


def _n(one: str, many: str, n: int) -> str:
    """Translate a message that counts, and put the formatted number in for ``{n}``.

    Args:
        one: The English singular, with ``{n}`` where the number stands.
        many: The English plural.
        n: The number that decides.
    """
    found = _catalogue(_language.get())
    text = found.ngettext(one, many, n) if found else (one if n == 1 else many)
    return text.replace("{n}", number(n))


class Lazy:
    """A message that is translated when it is read, for labels made at import time."""

    __slots__ = ("message",)

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return _(self.message)

    def __repr__(self) -> str:
        return f"lazy({self.message!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lazy) and other.message == self.message

    def __hash__(self) -> int:
        return hash(self.message)


def lazy(message: str) -> Lazy:
    """Mark a message for translation at reading time."""
    return Lazy(message)


@functools.cache
def _babel(tag: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def locale() -> Locale:
    """Babel's locale in force."""
    return _babel(current_locale())


def number(value: float | Decimal, digits: int | None = None) -> str:
    """Format a number with the locale's grouping.

    Args:
        value: The number.
        digits: Decimals to show; None keeps up to three and drops trailing zeros.
    """
    if digits is None and isinstance(value, int) and -1000 < value < 1000:
        return str(value).replace("-", "−")
    from babel.numbers import format_decimal

    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=locale()).replace("-", "−")


def percent(value: float | Decimal, digits: int = 1) -> str:
    """Format a share (0.954) as a percentage ("95.4 %").

    Args:
        value: The share, 1 being the whole.
        digits: Decimals to show.
    """
    from decimal import Decimal

    return f"{number(Decimal(str(value)) * 100, digits)} %"


def money(value: Decimal, currency: str) -> str:
    """Format an amount with its currency's sign, without decimals where there are none.

    Args:
        value: The amount in units of the currency.
        currency: ISO 4217 code; empty when it isn't known, and then no sign is shown.
    """
    digits = 0 if value == value.to_integral_value() else 2
    if not currency:
        return number(value, digits)
    from babel.numbers import get_currency_symbol

    symbol = get_currency_symbol(currency, locale=locale())
    return f"{symbol} {number(value, digits)}"


@functools.lru_cache(maxsize=4096)
def _iso_date(text: str, tag: str) -> str:
    import datetime as dt

    from babel.dates import format_date, format_skeleton

    where = _babel(tag)
    if len(text) == 4:
        return text
    if len(text) == 7:
        first = dt.date(int(text[:4]), int(text[5:7]), 1)
        return str(format_skeleton("yMMM", first, locale=where))
    day = dt.date.fromisoformat(text)
    if where.language == "en":
        return str(format_date(day, "d MMM y", locale=where))
    return str(format_skeleton("yMMMd", day, locale=where))


def date(value: str | dt.date) -> str:
    """Format a date as "14 Oct 2026", keeping its precision ("2019", "Mar 2019").

    Args:
        value: A date, or ISO 8601 text of a year, a month or a day.
    """
    text = value if isinstance(value, str) else value.isoformat()
    return _iso_date(text[:10], current_locale())


def quarter(year: int, number: int) -> str:
    """Name a quarter: "Q4 2026".

    Args:
        year: The year.
        number: 1 to 4.
    """
    return _("Q{number} {year}").format(number=number, year=year)


def moment(value: dt.datetime) -> str:
    """Format an instant in the computer's own zone: "14 Oct 2026, 14:02"."""
    from babel.dates import format_time

    local = value.astimezone()
    return f"{date(local.date())}, {format_time(local, 'HH:mm', locale=locale())}"


def initials(name: str) -> str:
    """Up to two letters that stand for a name; "?" for none.

    Args:
        name: A person's or company's name.
    """
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    last = words[-1][0] if len(words) > 1 else ""
    return (words[0][0] + last).upper()


def names(kind: str) -> dict[str, str]:
    """The locale's names of a closed list.

    Args:
        kind: "territories", "languages" or "currencies".

    Returns:
        Code to name, e.g. ``{"DE": "Germany"}``.
    """
    return _names(kind, current_locale())


@functools.lru_cache(maxsize=16)
def _names(kind: str, tag: str) -> dict[str, str]:
    found: Any = getattr(_babel(tag), kind)
    return {str(code): str(name) for code, name in found.items()}
