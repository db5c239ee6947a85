"""The few signs that format a note, and what they look like.

A note is plain text in which ``**bold**``, ``*italic*``, lines that begin with ``- `` or ``1. ``
and ``[words](address)`` mean what they mean in Markdown; addresses alone become links by
themselves. Everything else is shown as it was typed, line by line.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
_SIGN = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_RISKY = re.compile(r"[\\<&`|~]")
_START = re.compile(r"^(\s*)(\d{4,}(?=[.)])|\d{1,3}(?=[.)]\s*$)|(?=[#>=_]|-{2,}|\*{3,}|[-*+]\s*$))")
_BARE = re.compile(
    r"(?<![\w(\[/@])(?:https?://[^\s<>\"\\]+[^\s<>\"\\.,;:!?)\]]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_LINK = re.compile(r"!?\[[^\]\n]*\]\([^)\s]*\)")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s]*)?", re.IGNORECASE)
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def to_markdown(text: str) -> str:
    """A note as Markdown that says the same and nothing more: no HTML, pictures, headings, code.

    Args:
        text: The note as it was typed.
    """
    lines = text.replace("\r\n", "\n").replace("\t", "    ").rstrip().split("\n")
    told: list[str] = []
    before_item = False
    for at, line in enumerate(lines):
        item = bool(_ITEM.match(line))
        if not item:
            indented = before_item and line.startswith("  ")
            line = ("  " if indented else "") + line.strip()
            if before_item and line and not indented:
                # What follows a list without indentation isn't part of its last item.
                told.append("")
        elif told and told[-1] and not before_item:
            told.append("")
        line = _plain(line)
        follows = at + 1 < len(lines) and lines[at + 1].strip()
        if line.strip() and follows and not _ITEM.match(lines[at + 1]):
            # Two blanks keep the end of the line that somebody typed.
            line += "  "
        told.append(line)
        if line.strip():
            before_item = item or (before_item and line.startswith("  "))
    return "\n".join(told)


def may_open(address: str) -> bool:
    """Whether a link may be opened: the web, mail and phone only."""
    return address.lower().startswith(_SCHEMES)


def _plain(line: str) -> str:
    """A line in which nothing but the signs we know has a meaning."""
    told = []
    last = 0
    for link in _LINK.finditer(line):
        told.append(_words(line[last : link.start()]))
        whole = link[0]
        if whole.startswith("!"):
            # A picture would be loaded from wherever it is; its name will do.
            told.append("\\!")
            whole = whole[1:]
        words, _mid, address = whole.rpartition("](")
        shown, address = _RISKY.sub(_escape, words[1:]), address[:-1]
        if _HOST.fullmatch(address):
            address = f"https://{address}"
        told.append(f"[{shown}](<{address}>)" if may_open(address) else f"\\[{shown}]({address})")
        last = link.end()
    told.append(_words(line[last:]))
    all_ = "".join(told)
    # What an item says may begin like a heading or a quotation as well.
    sign = _SIGN.match(all_) if _ITEM.match(line) else None
    start = sign.end() if sign else 0
    return all_[:start] + _START.sub(r"\1\2\\", all_[start:])


def _words(text: str) -> str:
    told = []
    last = 0
    for bare in _BARE.finditer(text):
        told.append(_RISKY.sub(_escape, text[last : bare.start()]))
        scheme = "" if "://" in bare[0] else "mailto:"
        shown = re.sub(r"[*_\[\]]", r"\\\g<0>", _RISKY.sub(_escape, bare[0]))
        told.append(f"[{shown}](<{scheme}{bare[0]}>)")
        last = bare.end()
    told.append(_RISKY.sub(_escape, text[last:]))
    return "".join(told)


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
