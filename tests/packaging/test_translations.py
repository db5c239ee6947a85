"""Whatever a client may read is translated, and what is compiled is what was translated."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


def loaded() -> ModuleType:
    path = ROOT / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translations = loaded()


@pytest.fixture(scope="module")
def template() -> Catalog:
    found: Catalog = translations.collected()
    return found


def po(language: str) -> Catalog:
    with translations.po_path(language).open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def test_what_clients_read_is_collected(template: Catalog) -> None:
    for message in (
        "Prepared for %s", "All {n} objectives were met throughout", "Kept", "Business unit",
        "On track", "{hours} h {minutes} min",
    ):  # fmt: skip
        assert any(message in (one.id if isinstance(one.id, tuple | list) else (one.id,))
                   for one in template), message  # fmt: skip
    assert len(translations.sources()) > 25


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_all_of_it_is_translated(language: str, template: Catalog) -> None:
    """To mend it, run packaging/translations.py and fill in what is empty in the .po."""
    assert translations.missing(translations.updated(language, template)) == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_what_is_compiled_is_what_was_translated(language: str) -> None:
    path = translations.po_path(language)
    assert path.with_suffix(".mo").read_bytes() == translations.as_mo(po(language))


def test_a_lost_placeholder_is_found() -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("Kept %s", "Erledigt")
    catalogue.add(("{n} day", "{n} days"), ("{n} Tag", "{n} Tage"))
    catalogue.add("{name} is {value}", "{name} ist {wert}")
    catalogue.add("Open", "")
    assert translations.missing(catalogue) == ["Kept %s", "{name} is {value}", "Open"]
