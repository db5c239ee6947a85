"""Currencies by code, sign and name."""

from __future__ import annotations

import functools

from acctdesk.services.values.cell import fold

SIGNS = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "¥": "JPY", "$": "USD",
    "US$": "USD", "us$": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD", "AUD$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "SG$": "SGD",
    "R$": "BRL", "MX$": "MXN", "NT$": "TWD", "zł": "PLN", "zl": "PLN", "kč": "CZK", "kc": "CZK",
    "ft": "HUF", "lei": "RON", "₹": "INR", "rs": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "₪": "ILS", "₩": "KRW", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP", "fr": "CHF",
    "sfr": "CHF", "dollar": "USD", "dollars": "USD", "pound": "GBP", "pounds": "GBP", "$US": "USD",
    "$CA": "CAD", "$AU": "AUD", "$NZ": "NZD", "£GB": "GBP", "kr": "SEK", "zloty": "PLN",
    "złoty": "PLN", "zlotys": "PLN", "franken": "CHF", "kronen": "SEK", "kronor": "SEK",
    "kroner": "NOK",
}  # fmt: skip
"""Signs and everyday words to ISO 4217 codes; letters in lower case unless a "$" follows them."""

SHARED_SIGNS = frozenset(
    {"$", "¥", "kr", "kronen", "rs", "dollar", "dollars", "pound", "pounds", "fr"}
)
"""Signs that several currencies use: read as the most common one, with a note."""


_UNIONS = frozenset({"XAF", "XOF", "XCD", "XPF"})


@functools.cache
def _codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale.parse("en").currencies)


@functools.cache
def _names() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for tag in ("en", "de", "fr", "es", "it", "nl", "pl"):
        for code, name in Locale.parse(tag).currencies.items():
            # Currencies of the past carry their years in brackets and are nobody's contract; of
            # those without a country (X…) only the unions' are money, the others metal.
            if "(" not in name and (code[0] != "X" or code in _UNIONS):
                found.setdefault(fold(name), code)
    return found


@functools.lru_cache(maxsize=1024)
def currency_of(word: str) -> str:
    """The ISO 4217 code that a code in any case stands for; empty when it is none."""
    code = word.strip().rstrip(".").upper()
    return code if len(code) == 3 and code.isascii() and code in _codes() else ""


def find_currency(text: str) -> tuple[str, bool]:
    """The currency that a code, a sign or a name stands for.

    Args:
        text: One tidied line.

    Returns:
        The ISO 4217 code, empty when unknown, and whether the sign is shared by several.
    """
    sign = text if text in SIGNS else text.rstrip(".").lower()
    if sign in SIGNS:
        return SIGNS[sign], sign in SHARED_SIGNS
    return currency_of(text) or _names().get(fold(text), ""), False


def guess_currency(text: str) -> str:
    """The currency a misspelt code or name is nearest to; empty when none is near."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(fold(text), _names().keys(), scorer=fuzz.ratio, score_cutoff=80)
    return _names()[near[0]] if near else ""
