"""Decks opened by another program, where it is installed: every page comes out, with its words."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from acctdesk.clientview import Deck
from acctdesk.drawing.slides import paginate
from acctdesk.exchange.decks.writing import write_deck
from tests import decks

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WORDS = shutil.which("pdftotext")


def pages(path: Path) -> list[str]:
    """The words of each page, as LibreOffice shows a presentation."""
    assert OFFICE is not None
    assert WORDS is not None
    home = path.parent / "office"
    done = subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation=file://{home}", "--convert-to", "pdf",
         "--outdir", str(path.parent), str(path)],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = subprocess.run(
        [WORDS, "-layout", str(path.with_suffix(".pdf")), "-"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return found.stdout.split("\f")[:-1]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None or WORDS is None,
                    reason="LibreOffice and pdftotext aren't installed here")  # fmt: skip
@pytest.mark.parametrize("deck", [decks.review(), decks.trying()], ids=["review", "trying"])
def test_it_opens_with_all_its_pages(deck: Deck, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    count = write_deck(deck, path)
    found = pages(path)
    assert len(found) == count
    for number, slide in enumerate(paginate(deck).slides, 1):
        # Spaces are the reader's guess.
        plain = re.sub(r"\s", "", found[number - 1])
        assert re.sub(r"\s", "", slide.title) in plain
        if number > 1:
            assert f"{number}/{count}" in plain
