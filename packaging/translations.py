"""Collects what clients read, brings the translations up to date, and compiles them.

    python packaging/translations.py            updates every .po and .mo
    python packaging/translations.py --check    says what is missing and fails

Only what a deck, a report or a mail to a client can say is collected: the window speaks English.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
DOMAIN = "acctdesk"
LANGUAGES = ("de", "fr")

SOURCES = (
    "acctdesk/words.py",
    "acctdesk/services/review/blocks/*.py",
    "acctdesk/services/review/said.py",
    "acctdesk/services/review/branding.py",
    "acctdesk/services/review/wanted.py",
    "acctdesk/services/follow_up.py",
    "acctdesk/services/releasing.py",
    "acctdesk/services/service/releasing.py",
    "acctdesk/services/service/wording.py",
    "acctdesk/exchange/reports/*.py",
    "acctdesk/exchange/decks/**/*.py",
    "acctdesk/exchange/mail/**/*.py",
    "acctdesk/drawing/**/*.py",
    "acctdesk/models/meeting.py",
    "acctdesk/models/promise.py",
    "acctdesk/models/goal.py",
    "acctdesk/models/survey.py",
    "acctdesk/ui/presenting/wording.py",
)
"""Modules whose texts a client may read."""
OURS = ("acctdesk/exchange/decks/markup.py", "acctdesk/exchange/decks/template.py")
"""Modules beside them that speak to ourselves alone."""
LABELS = ("person.name", "position.title", "position.unit_id", "position.manager_id")
"""Fields whose labels stand above columns for a client."""
KEYWORDS: dict[str, tuple[int, ...]] = {"_": (1,), "lazy": (1,), "_n": (1, 2)}


def collected() -> Catalog:
    """Everything a client may read, in English."""
    catalogue = Catalog(project="AcctDesk", charset="utf-8", fuzzy=False)
    for path in sources():
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, KEYWORDS):
                catalogue.add(message, locations=[(path.relative_to(ROOT).as_posix(), None)])
    for message, key in (*labels(), *templates()):
        catalogue.add(message, locations=[(key, None)])
    return catalogue


def sources() -> list[Path]:
    """The modules, in one order."""
    ours = {ROOT / one for one in OURS}
    return sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)} - ours)


def labels() -> Iterator[tuple[str, str]]:
    """Labels of fields that clients see above columns."""
    from acctdesk.models import read_catalogue

    catalogue = read_catalogue()
    for key in LABELS:
        kind, name = key.split(".")
        yield catalogue.field(kind, name).label.message, key


def templates() -> Iterator[tuple[str, str]]:
    """Titles of reviews and of their agendas, which are written in the client's language."""
    for path in sorted((ROOT / "resources" / "templates" / "reviews").glob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        for message in (held["title"], *(one["title"] for one in held["agenda"])):
            yield message, path.relative_to(ROOT).as_posix()


def updated(language: str, template: Catalog) -> Catalog:
    """The translation of a language with all that is collected, and nothing else.

    Args:
        language: Its code.
        template: What is collected.
    """
    path = po_path(language)
    held = Catalog(locale=language)
    if path.is_file():
        with path.open("rb") as file:
            held = read_po(file, locale=language, charset="utf-8")
    made = Catalog(
        locale=language, project="AcctDesk", charset="utf-8", fuzzy=False,
        header_comment="# What clients read, in this language. packaging/translations.py keeps it.",
        version="1", msgid_bugs_address="-", last_translator="AcctDesk", language_team="AcctDesk",
        creation_date=held.creation_date, revision_date=held.creation_date,
    )  # fmt: skip
    for message in template:
        if message.id:
            known = held.get(message.id)
            made.add(message.id, known.string if known else "", locations=message.locations)
    return made


def missing(catalogue: Catalog) -> list[str]:
    """Messages without a translation, or whose placeholders got lost in it."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        fitting = [_places(one) for one in ids]
        if not all(strings) or any(_places(one) not in fitting for one in strings):
            found.append(ids[0])
    return found


def _places(text: str) -> list[str]:
    """The placeholders of a text, in order of their names."""
    return sorted(re.findall(r"\{\w*\}|%[sd]", text))


def po_path(language: str) -> Path:
    """Where a language's translation is."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def as_po(catalogue: Catalog) -> bytes:
    """A translation as its file."""
    held = BytesIO()
    write_po(held, catalogue, sort_output=True, omit_header=False, width=100, no_location=False)
    return held.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """A translation as it is read by the program."""
    held = BytesIO()
    write_mo(held, catalogue)
    return held.getvalue()


def main() -> int:
    """Update or check all languages."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="change nothing, fail when stale")
    check = arguments.parse_args().check
    template, failed = collected(), False
    for language in LANGUAGES:
        catalogue = updated(language, template)
        path = po_path(language)
        lost = missing(catalogue)
        for message in lost:
            print(f"{language}: not translated: {message}", file=sys.stderr)
        failed = failed or bool(lost)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_po(catalogue))
            path.with_suffix(".mo").write_bytes(as_mo(catalogue))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
