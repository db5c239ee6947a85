"""Where the window shows what was found: every kind has a place and a sign."""

from __future__ import annotations

import pytest

from acctdesk.services.hits import KINDS, Hit, Marked
from acctdesk.ui.search.places import ICONS, place_of
from acctdesk.ui.search.said import kind_title
from acctdesk.ui.theme.resources import resource


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_place_a_name_and_a_sign(kind: str) -> None:
    place = place_of(
        Hit(kind, "r1", Marked("x"), "Acme", "a1", owner_kind="account", owner_id="a1")
    )
    assert place.section in ("accounts", "people", "reviews", "service_levels")
    assert {"r1", "a1"} & set(place.params.values())
    assert kind_title(kind)
    assert resource("icons", f"{ICONS[kind]}.svg").is_file()


def test_a_review_and_its_files_open_its_page() -> None:
    found = Hit("meeting", "m1", Marked("QBR"), "Acme", "a1")
    assert place_of(found).params == {"review": "m1"}
    file = Hit("attachment", "f1", Marked("x"), "Acme", "a1", owner_kind="meeting", owner_id="m1")
    assert place_of(file) == place_of(found)
