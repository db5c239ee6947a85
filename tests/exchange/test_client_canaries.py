"""Whatever leaves the program for a client is searched for tokens, down to parts within parts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile, is_zipfile

import pytest

from acctdesk.clientview import Deck
from acctdesk.compose import Desk
from acctdesk.exchange.decks.exporting import deck_file_name, export_deck
from acctdesk.exchange.mail.draft import write_draft
from acctdesk.exchange.mail.entry import write_entry
from acctdesk.services.review.freezing import changed
from acctdesk.ui.printing.scenes import write_pages
from acctdesk.workspace import Workspace
from tests.canaries import NOW, Canaries, planted
from tests.exchange.maps.reading import pdf_texts

pytestmark = pytest.mark.slow

SHOWN = {"promise.title", "objective.name", "risk.response", "person.name", "slide.body"}
"""Of what is shown, some fields that must be found in every form of a deck."""


@pytest.fixture(scope="module")
def nest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    path = tmp_path_factory.mktemp("canaries") / "book.acctdesk"
    Workspace.create(path).close()
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as made:
        return path, planted(made)


@pytest.fixture
def canaries(nest: tuple[Path, Canaries]) -> Canaries:
    return nest[1]


@pytest.fixture
def desk(nest: tuple[Path, Canaries], tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(nest[0], tmp_path / "book.acctdesk")
    with Desk(Workspace.open(tmp_path / "book.acctdesk"), today=NOW.date, now=lambda: NOW) as made:
        yield made


def texts_of(data: bytes, name: str) -> Iterator[str]:
    """Everything that a file says: names of parts, text, attributes, workbooks within it."""
    yield name
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            yield archive.comment.decode("utf-8", "replace")
            for one in archive.namelist():
                yield from texts_of(archive.read(one), one)
    elif name.endswith((".xml", ".rels", ".vml")):
        for node in ET.fromstring(data).iter():
            yield node.tag
            yield from (node.text or "", node.tail or "", *node.attrib.values())
        # A text may be parted by marks of its letters: once more without them.
        yield re.sub(r"<[^>]*>", "", data.decode("utf-8"))
    elif name.endswith(".pdf"):
        raise AssertionError("a PDF is read from its path")
    else:
        yield data.decode("utf-8", "replace")


def file_texts(path: Path) -> list[str]:
    """Everything that a file says, its own name too."""
    raw = path.read_bytes()
    if path.suffix == ".pdf":
        return [path.name, *pdf_texts(path), raw.decode("latin-1")]
    if path.suffix == ".eml":
        told = message_from_bytes(raw, policy=policy.default)
        bodies = [str(part.get_content()) for part in told.walk() if not part.is_multipart()]
        return [path.name, *map(str, told.values()), *bodies, raw.decode("utf-8", "replace")]
    if path.suffix == ".ics":
        return [path.name, raw.decode("utf-8").replace("\r\n ", "")]
    return list(texts_of(raw, path.name))


def exported(deck: Deck, folder: Path, suffix: str) -> list[str]:
    path = folder / deck_file_name(deck, NOW.date(), suffix)
    export_deck(deck, path, write_pages)
    return file_texts(path)


@pytest.mark.parametrize("suffix", [".pptx", ".pdf", ".xlsx"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_form_of_a_deck_holds_a_token(
    desk: Desk, canaries: Canaries, tmp_path: Path, qapp: object, suffix: str, language: str
) -> None:
    desk.meetings.edit(canaries.meeting, {"language": language})
    built = desk.decks.build(canaries.meeting)
    texts = exported(built.deck, tmp_path, suffix)
    assert canaries.leaks(texts) == []
    shown = canaries.keys(texts)
    # Numbers alone have no use for paragraphs.
    assert (SHOWN - {"slide.body"} if suffix == ".xlsx" else SHOWN) <= shown
    all_of_them = "\n".join(dict.fromkeys(texts))
    for record in (canaries.account, canaries.meeting, canaries.other, *built.rows):
        assert record not in all_of_them


@pytest.mark.parametrize("suffix", [".pptx", ".pdf", ".xlsx"])
def test_the_same_search_finds_what_a_deck_should_not_have_had(
    desk: Desk, canaries: Canaries, tmp_path: Path, qapp: object, suffix: str
) -> None:
    deck = desk.decks.build(canaries.meeting).deck
    token = sorted(one for one in canaries.forbidden if not one.isdigit())[0]
    number = next(one for one in canaries.forbidden if len(one) == 9 and one.isdigit())
    for leak in (token, f"€ {int(number):,}"):
        leaky = changed(deck, lambda text, leak=leak: f"{text} {leak}" if text else text)
        assert canaries.leaks(exported(leaky, tmp_path, suffix))


def mails(desk: Desk, canaries: Canaries, folder: Path) -> Iterator[Path]:
    for make, name in ((desk.meetings.follow_up, "minutes"), (desk.meetings.invitation, "asked")):
        mail = make(canaries.meeting)
        draft, entry = folder / f"{name}.eml", folder / f"{name}.ics"
        write_draft(mail.view, draft, mail.language)
        write_entry(
            mail.view, entry, uid=mail.uid, starts=mail.starts, minutes=mail.minutes,
            place=mail.place, cancelled=mail.cancelled, now=NOW,
        )  # fmt: skip
        yield from (draft, entry)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_mail_and_no_entry_of_a_calendar_holds_a_token(
    desk: Desk, canaries: Canaries, tmp_path: Path, language: str
) -> None:
    desk.meetings.edit(canaries.meeting, {"language": language})
    found: set[str] = set()
    for path in mails(desk, canaries, tmp_path):
        texts = file_texts(path)
        assert canaries.leaks(texts) == [], path.name
        found |= canaries.keys(texts)
    assert {"meeting.title", "agenda_item.title", "decision.title"} <= found


def test_the_report_and_the_map_hold_no_token_either(
    desk: Desk, canaries: Canaries, tmp_path: Path, qapp: object
) -> None:
    from acctdesk.exchange.reports.exporting import export_report
    from acctdesk.exchange.reports.reading import Cover

    view = desk.service_levels.released(canaries.account)
    for suffix in (".xlsx", ".pdf"):
        path = tmp_path / f"report{suffix}"
        export_report(view, Cover("Nov 2026", "23 Nov 2026"), path, write_pages)
        texts = file_texts(path)
        assert canaries.leaks(texts) == []
        assert {"objective.name", "ticket.title"} <= canaries.keys(texts)
    released: Callable[[str], object] = desk.stakeholders.released
    assert canaries.leaks([repr(released(canaries.account))]) == []
