"""A person is found in texts by full names, former ones, addresses and numbers, and by no less."""

from __future__ import annotations

import pytest

from acctdesk.services.calling import Called, called

ANNA = called(
    [
        {"name": "Dr. Anna Maria Müller", "given_name": "Anna", "family_name": "Müller",
         "email": "a.mueller@x.example", "phone": "+49 711 1234"},
        {"name": "Anna Schmidt"},
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Met ANNA MULLER today", "Met … today"),
        ("Müller, Anna said so", "… said so"),
        ("Anna Maria  Müller; Anna\nSchmidt", "…; …"),
        ("Anna Müllers Team", "… Team"),
        ("Straße ß Anna Müller, ok", "Straße ß …, ok"),
        ("write to A.Mueller@X.example!", "write to …!"),
        ("call +49 711 1234.", "call …."),
        ('["Anna Müller","other"]', '["…","other"]'),
    ],
)
def test_they_are_taken_out_as_they_were_written(text: str, left: str) -> None:
    assert ANNA.without(text) == left


@pytest.mark.parametrize(
    "text", ["Anna said so", "Müller", "Joanna Müller", "Anna Müllersen", "Anna and Müller", ""]
)
def test_less_than_a_name_and_other_names_stay(text: str) -> None:
    assert ANNA.without(text) is text


def test_a_script_without_spaces_is_found_anywhere() -> None:
    assert called([{"name": "山田太郎"}]).without("昨日山田太郎と話した") == "昨日…と話した"


def test_nobody_is_found_by_one_letter() -> None:
    nobody = called([{"name": "X"}, {"name": ""}, {}])
    assert not nobody
    assert nobody.without("X marks it") == "X marks it"
    assert not Called(frozenset(), frozenset())
