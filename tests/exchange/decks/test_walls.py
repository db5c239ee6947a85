"""What writes a client's deck takes the deck alone, and can reach nothing else."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import grimp
import pytest

from acctdesk.clientview import Deck
from acctdesk.exchange.decks import exporting
from acctdesk.exchange.decks.exporting import export_deck
from acctdesk.ui.printing.scenes import write_pages
from tests import decks
from tests.exchange.decks.packages import said
from tests.exchange.maps.reading import pdf_texts

PURE = ("acctdesk.drawing.slides", *(f"acctdesk.exchange.decks.{one}" for one in (
    "cells", "chartdata", "charts", "markup", "numbers", "placing", "plain", "shares", "strokes",
    "tables", "template", "tracing", "trees", "words", "writing",
)))  # fmt: skip


def test_it_cant_reach_services_records_or_tables() -> None:
    graph = grimp.build_graph("acctdesk", cache_dir=None)
    rooms = ("services", "models", "workspace", "metrics", "compose", "ui")
    for module in PURE:
        for room in rooms:
            chain = graph.find_shortest_chain(module, f"acctdesk.{room}", as_packages=True)
            assert chain is None, chain
    direct = graph.find_modules_directly_imported_by(exporting.__name__)
    assert not [one for one in direct if one.split(".")[1] in ("services", "models", "workspace")]
    tree = ast.parse(Path(exporting.__file__).read_text("utf-8"))
    export = next(one for one in tree.body if isinstance(one, ast.FunctionDef))
    assert ast.unparse(export.args.args[0]) == "deck: Deck"


def marked(value: Any, found: list[str], path: str = "") -> Any:
    """The same deck with a token of its own in every text, so that one sees where each goes."""
    if isinstance(value, str):
        if path.rpartition(".")[2] in ("role", "tone", "shape", "layout", "kind", "accent",
                                       "language", "unit"):  # fmt: skip
            return value
        found.append(path)
        return f"TOK{len(found):04d}"
    if isinstance(value, tuple):
        return tuple(marked(one, found, path) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: marked(getattr(value, one.name), found, f"{path}.{one.name}")
                for one in fields(value)}  # fmt: skip
        return replace(value, **told)
    return value


@pytest.mark.parametrize("suffix", [".pptx", ".pdf"])
def test_what_is_prepared_for_questions_stays_out(
    suffix: str, tmp_path: Path, qapp: object
) -> None:
    places: list[str] = []
    deck: Deck = marked(decks.review(), places)
    path = tmp_path / f"deck{suffix}"
    export_deck(deck, path, write_pages)
    text = "\n".join(said(path) if suffix == ".pptx" else pdf_texts(path))
    out = {place for at, place in enumerate(places, 1) if f"TOK{at:04d}" in text}
    assert ".slides.title" in out
    assert ".slides.parts.rows" in out
    assert not [one for one in out if ".more" in one]
    assert (".slides.notes" in out) == (suffix == ".pptx")


def test_every_text_of_a_slide_is_in_its_presentation(tmp_path: Path) -> None:
    places: list[str] = []
    deck: Deck = marked(decks.review(), places)
    path = tmp_path / "deck.pptx"
    export_deck(deck, path, write_pages)
    text = "\n".join(said(path))
    lost = {place for at, place in enumerate(places, 1)
            if f"TOK{at:04d}" not in text and ".more" not in place}  # fmt: skip
    # The short name is for finding a slide; what labels a chart's axis is said by its places.
    assert lost <= {".slides.name", ".slides.parts.heading"}, lost
