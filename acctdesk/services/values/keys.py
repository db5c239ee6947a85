"""Keys under which two ways of writing the same thing meet: the evidence for duplicates."""

from __future__ import annotations

import functools
import re
import string
from urllib.parse import unquote

from acctdesk.services.values.cell import tidy, unaccent

_FREEMAIL_WORDS = """
    gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de
    hotmail.it hotmail.es live.com live.co.uk live.de live.fr live.nl msn.com yahoo.com
    yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.in yahoo.co.jp ymail.com
    rocketmail.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de
    t-online.de freenet.de arcor.de mail.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr
    laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it wp.pl onet.pl op.pl o2.pl
    interia.pl gazeta.pl ziggo.nl kpnmail.nl xs4all.nl planet.nl home.nl bluewin.ch
    protonmail.com proton.me pm.me tutanota.com tuta.io fastmail.com zoho.com mail.com mail.ru
    yandex.ru yandex.com bk.ru list.ru inbox.ru qq.com 163.com 126.com sina.com naver.com
    hanmail.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net
    btinternet.com sky.com terra.com.br uol.com.br bol.com.br seznam.cz centrum.cz
"""
FREEMAIL = frozenset(_FREEMAIL_WORDS.split())
"""Domains of providers for everybody: they say nothing about the employer."""

_CODES = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
"""Country calling codes, none of which begins another (ITU E.164)."""

_EXTENSION = re.compile(
    r"\s*(?:x|ext(?:ension)?\.?|durchwahl|dw\.?)\s*:?\s*\d{1,6}$", re.IGNORECASE
)
_LETTER = re.compile(r"[a-zA-Z]")
_NO_DIGITS = re.compile(r"[^0-9]+")
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([^/?#:\s]+)")
_SPLIT = re.compile(r"[\W_]+")


def email_key(email: str) -> str:
    """An address in the form in which two are the same; empty when it is none.

    Nothing is dropped from the local part: only some providers ignore dots and "+tags".
    """
    key = tidy(email).casefold().removeprefix("mailto:")
    return key if "@" in key else ""


def domain_of(text: str) -> str:
    """The domain of an e-mail or web address, without "www."; empty for freemail and non-domains.

    Args:
        text: "b.levy@acme.co.uk", "https://www.acme.co.uk/contact".
    """
    text = tidy(text).lower()
    found = _HOST.match(unquote(text.removeprefix("mailto:")))
    host = found[1].strip(".").removeprefix("www.") if found else ""
    if "xn--" in host:
        try:
            host = host.encode("ascii").decode("idna")
        except UnicodeError:
            return ""
    return "" if host in FREEMAIL or "." not in host else host


def phone_key(phone: str) -> str:
    """The national digits of a phone number, whether or not its country code is written.

    Two numbers of different countries may share a key: it is evidence beside others, no proof.

    Returns:
        The digits without country code, trunk prefix and extension; empty below five digits.
    """
    text = tidy(phone)
    if _LETTER.search(text):
        text = _EXTENSION.sub("", text)
    text = text.replace("(0)", "")
    digits = _NO_DIGITS.sub("", text)
    if text.lstrip("(").startswith("+") or digits.startswith("00"):
        digits = digits.lstrip("0") if digits.startswith("00") else digits
        code = _CODES.match(digits)
        digits = digits[code.end() :] if code else digits
    elif len(digits) == 11 and digits[0] in "18":
        digits = digits[1:]  # North America and Russia write their trunk prefix as 1 and 8
    digits = digits.lstrip("0")
    return digits if len(digits) >= 5 else ""


@functools.cache
def _legal_forms() -> tuple[frozenset[tuple[str, ...]], frozenset[str], int]:
    """Legal forms as words, the last words of them, and the most words one has."""
    from cleanco.clean import prepare_default_terms

    forms = {tuple(_SPLIT.split(" ".join(words))) for _count, words in prepare_default_terms()}
    forms |= {("gmbh", "co", "kg"), ("gmbh", "and", "co", "kg"), ("ag", "and", "co", "kg"),
              ("and", "co"), ("and", "co", "kg"), ("s", "a"), ("s", "l"), ("s", "p", "a"),
              ("b", "v"), ("n", "v"), ("a", "s"), ("s", "r", "l"), ("sp", "z", "o", "o"),
              ("s", "a", "s"), ("l", "l", "c"), ("e", "v"), ("e", "k"), ("s", "r", "o"),
              ("a", "g"), ("k", "k"), ("z", "o", "o"), ("sp", "zoo"), ("spolka", "akcyjna"),
              ("pty",), ("pvt",), ("pte",), ("private",), ("kgaa",), ("mbh",), ("ug",), ("ohg",),
              ("doo",), ("d", "o", "o"), ("holding",), ("holdings",), ("se",), ("gmbh",),
              ("haftungsbeschrankt",)}  # fmt: skip
    forms.discard(("",))
    return frozenset(forms), frozenset(form[-1] for form in forms), max(map(len, forms))


_LEGAL_PREFIXES = frozenset({"ab", "pt", "ooo", "oao", "zao", "pao"})
"""Legal forms that stand before the name; others there are the name ("AG Barr")."""


@functools.lru_cache(maxsize=4096)
def company_key(name: str) -> str:
    """A company's name without case, accents, punctuation, "The" and legal forms.

    At least one word stays, so that a name made of legal forms alone keeps a key.
    """
    words = [w for w in _SPLIT.split(unaccent(name).replace("&", " and ").replace("+", " and "))
             if w]  # fmt: skip
    forms, lasts, most = _legal_forms()
    before = 0
    while len(words) > 1 and len(words) != before:
        before = len(words)
        if words[0] == "the" or words[0] in _LEGAL_PREFIXES:
            del words[0]
        longest = min(most, len(words) - 1)
        if words[-1] in lasts:
            form = next((n for n in range(longest, 0, -1) if tuple(words[-n:]) in forms), 0)
            del words[len(words) - form :]
        if len(words) > 1 and words[-1] == "and":
            del words[-1]
    return " ".join(words)


_HONORIFICS_WORDS = """
    mr mrs ms miss mx dr prof professor sir dame herr frau hr fr mme mlle m sr sra srta sig
    sigra dott dottssa ing dipl mag mba phd msc bsc llm cpa jr ii iii dhr mevr pan pani inz
"""
_HONORIFICS = frozenset(_HONORIFICS_WORDS.split())


@functools.lru_cache(maxsize=4096)
def person_key(name: str) -> str:
    """A person's name without case, accents and titles, its words in alphabetical order.

    So "Levy, Bob" and "Dr. Bob Lévy" are the same.
    """
    words = [word for word in _SPLIT.split(unaccent(name)) if word]
    plain = [word for word in words if word not in _HONORIFICS]
    return " ".join(sorted(plain or words))


_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")
_CAPITALS = str.maketrans(
    {c: "1" if c in string.ascii_uppercase else "0" for c in string.ascii_letters + string.digits}
)
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def id_key(value: object) -> str:
    """An id of another system in the form in which two are the same.

    Salesforce writes the id of a record with 15 characters, whose case matters, or with 18, the
    last three saying which letters are capitals. When those three are right, both forms meet in
    the first 15; any other id only loses spaces around it and the ".0" of a spreadsheet.

    Args:
        value: Text or number.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = tidy(str(value))
    if len(text) != 18 or not _ID.fullmatch(text):
        return text
    capitals = text.translate(_CAPITALS)
    suffix = "".join(_SUFFIX[int(capitals[i : i + 5][::-1], 2)] for i in (0, 5, 10))
    return text[:15] if suffix == text[15:].upper() else text
