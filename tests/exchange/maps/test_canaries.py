"""A client's file holds none of the internal values; an internal one does, so the search works.

Tokens are planted in every typed field of every kind, custom fields among them, and in a second
account; words of closed lists stand for those that aren't typed (checklist 17 and 59).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import grimp
import pytest

from acctdesk.exchange.maps import released
from acctdesk.exchange.maps.exporting import Request, export_map
from acctdesk.models.catalogue import Format
from acctdesk.ui.printing.scenes import write_scene
from tests.exchange.maps.reading import pdf_texts, svg_texts, vcf_cards, xlsx_texts
from tests.services.making import Book
from tests.services.test_releasing import SEEN, Planter, internal, plant

CONTACT = {
    f"person.{name}" for name in ("given_name", "family_name", "salutation", "email",
                                  "other_email", "phone", "mobile", "other_phone")
}  # fmt: skip


def vcf_texts(path: Path) -> list[str]:
    cards = vcf_cards(path.read_bytes())
    return [part for card in cards for line in card for part in (line[0], line[1], *line[2])]


READ: dict[str, Callable[[Path], list[str]]] = {
    ".svg": svg_texts,
    ".pdf": pdf_texts,
    ".xlsx": xlsx_texts,
    ".vcf": vcf_texts,
}
SHOWN = {".svg": SEEN, ".pdf": SEEN, ".xlsx": SEEN, ".vcf": SEEN | CONTACT}
"""The fields that a client sees in each."""
OURS = {
    ".svg": set[str](),
    ".pdf": set[str](),
    ".xlsx": {"member.name", "relationship.note"},
    ".vcf": {"person.notes", "person.goals", "person.contact_preference", "person.decision_style"},
}
"""Internal typed fields that the internal file of each kind shows."""


@pytest.fixture
def planter(book: Book) -> Planter:
    for kind in ("account", "person"):
        book.desk.custom_fields.define(kind, f"Own {kind}", Format.TEXT)
    return Planter(book)


@pytest.fixture
def account(planter: Planter, qapp: object) -> str:
    made, _top = plant(planter, "ours")
    plant(planter, "theirs")
    planter.desk.people.add(made, {"name": "Kim", "notes": planter.token("ours person.notes")})
    return made


def exported(planter: Planter, account: str, path: Path, *, inside: bool = False) -> str:
    """All that can be read in an export, in one text."""
    export_map(planter.desk, Request(account, internal=inside), path, write_scene)
    return "\n".join(READ[path.suffix](path))


def words(planter: Planter) -> dict[str, str]:
    """Words of closed lists that are internal, and of what they are."""
    found: dict[str, str] = {}
    for key in ("position.attitude", "position.buying_roles", "relationship.strength",
                "relationship.now", "position.status"):  # fmt: skip
        kind, name = key.split(".")
        for choice in planter.fields[kind][name].choices:
            if str(choice.label) not in ("None", "Unknown"):
                found[str(choice.label)] = key
    return found


@pytest.mark.parametrize("suffix", READ)
def test_a_clients_file_holds_no_token(
    planter: Planter, account: str, tmp_path: Path, suffix: str
) -> None:
    text = exported(planter, account, tmp_path / f"map{suffix}")
    raw = (tmp_path / f"map{suffix}").read_bytes()
    for token, where in planter.tokens.items():
        side, key = where.split(" ")
        if side == "ours" and key in SHOWN[suffix]:
            continue
        assert token not in text, where
        assert token.encode() not in raw, where
    for word, where in words(planter).items():
        assert not re.search(rf"\b{word}\b", text), where
    for ids in planter.book.content().values():
        assert not [one for one in ids if one in text]
    assert "Internal" not in text
    # What a client may see is there: the file was read.
    for token, where in planter.tokens.items():
        side, key = where.split(" ")
        if side == "ours" and key in SEEN:
            assert token in text, where


@pytest.mark.parametrize("suffix", READ)
def test_the_same_search_finds_them_in_an_internal_file(
    planter: Planter, account: str, tmp_path: Path, suffix: str
) -> None:
    text = exported(planter, account, tmp_path / f"map{suffix}", inside=True)
    assert "Internal" in text
    found = {where for token, where in planter.tokens.items() if token in text}
    missing = {f"ours {key}" for key in OURS[suffix]} - found
    assert not missing
    hidden = set(internal(planter))
    assert bool(OURS[suffix]) == any(token in text for token in hidden)
    said = {w for word, w in words(planter).items() if re.search(rf"\b{word}\b", text)}
    assert {"position.attitude", "position.buying_roles"} <= said
    assert not {where for where in found if where.startswith("theirs")}


def test_a_pictures_pixels_hold_no_internal_colour(
    planter: Planter, account: str, tmp_path: Path
) -> None:
    """A picture has no letters to search; attitudes would show as their colours."""
    from PySide6.QtGui import QImage

    from acctdesk.drawing.look import Look, Tone

    shown: dict[bool, set[str]] = {}
    for inside in (False, True):
        path = tmp_path / f"map{inside}.png"
        export_map(planter.desk, Request(account, internal=inside), path, write_scene)
        image = QImage(str(path))
        assert image.width() > 500
        shown[inside] = {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)
        }
    cold, _outline = Look().tones[Tone.COLD]
    assert cold in shown[True]
    assert cold not in shown[False]


def test_what_draws_for_clients_knows_nothing_else() -> None:
    """It takes a view, and can't reach services, records or tables."""
    graph = grimp.build_graph("acctdesk", cache_dir=None)
    for room in ("services", "models", "workspace", "compose", "ui"):
        chain = graph.find_shortest_chain(released.__name__, f"acctdesk.{room}", as_packages=True)
        assert chain is None, chain
    tree = ast.parse(Path(released.__file__).read_text("utf-8"))
    [draw] = [
        one for one in tree.body
        if isinstance(one, ast.FunctionDef) and one.name == "released_chart"
    ]  # fmt: skip
    assert ast.unparse(draw.args.args[0]) == "view: View"
