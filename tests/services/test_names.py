"""Names in memory: what they find, in which order, and what is nearly so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.names import (
    BEGINS,
    BESIDE,
    EXACT,
    INSIDE,
    WORD,
    Belonging,
    Name,
    Names,
)
from acctdesk.workspace.folding import fold

SOME = [
    Name("a1", "Northwind Logistics", "Berlin"),
    Name("a2", "Müller & Söhne"),
    Name("a3", "Great Northern Rail"),
    Name("a4", "Li Wei Trading"),
    Name("p1", "王伟", "CIO Northwind Logistics"),
    Name("p2", "Ann Ode", "CFO Great Northern Rail"),
    Name("p3", "Liam North-Smith", "CIO Müller & Söhne"),
    Name("p4", "Strauß, Jörg", "Einkauf"),
]


def ids(names: Names, words: str, limit: int = 10, **more: bool) -> list[str]:
    return [one.id for one in names.find(fold(words).split(), limit, **more)]


def test_a_name_is_found_by_any_part_whatever_its_case_and_accents() -> None:
    names = Names.of(SOME)
    assert ids(names, "MULLER") == ["a2", "p3"]
    assert ids(names, "soh") == ["a2", "p3"]
    assert ids(names, "strauss") == ["p4"]
    assert ids(names, "straus") == ["p4"]
    assert ids(names, "jorg") == ["p4"]


def test_beginnings_come_before_words_and_words_before_parts() -> None:
    found = Names.of(SOME).find(["north"], 10)
    assert [(one.id, one.rank) for one in found] == [
        ("a1", BEGINS), ("a3", WORD), ("p3", WORD), ("p1", BESIDE), ("p2", BESIDE),
    ]  # fmt: skip
    assert Names.of(SOME).find(["li"], 10)[0].rank == BEGINS
    assert Names.of(SOME).find(["orthern"], 10)[0].rank == INSIDE
    assert Names.of(SOME).find(fold("northwind logistics").split(), 10)[0].rank == EXACT


def test_one_letter_two_letters_and_scripts_without_spaces() -> None:
    names = Names.of(SOME)
    assert ids(names, "Li")[:2] == ["a4", "p3"]
    assert ids(names, "l")[:2] == ["a4", "p3"]
    assert ids(names, "王伟") == ["p1"]
    assert ids(names, "伟") == ["p1"]


def test_a_person_is_found_by_name_and_account_together() -> None:
    names = Names.of(SOME)
    assert ids(names, "cio northwind") == ["p1"]
    assert ids(names, "ann north") == ["p2"]
    assert ids(names, "ann berlin") == []


def test_archived_names_are_found_only_when_asked_for() -> None:
    names = Names.of([Name("a", "Acme"), Name("b", "Acme Old", archived=True)])
    assert ids(names, "acme") == ["a"]
    assert ids(names, "acme", archived=True) == ["a", "b"]


def test_a_patch_changes_adds_and_removes() -> None:
    names = Names.of(SOME).patched(
        {"a1", "p2", "new"}, [Name("a1", "Northwind Group"), Name("new", "Norwest")]
    )
    assert ids(names, "northwind group") == ["a1"]
    assert ids(names, "ann") == []
    assert ids(names, "logistics") == ["p1"]  # only beside a name
    assert ids(names, "nor")[:2] == ["a1", "new"]
    again = names.patched({"new"}, [Name("new", "Southwest")])
    assert ids(again, "norwest") == []
    assert ids(again, "southwest") == ["new"]
    assert ids(again, "northwind group") == ["a1"]


def test_a_word_mistyped_by_a_letter_is_recognised() -> None:
    names = Names.of(SOME)
    assert names.near("nortwind") == ["northwind"]
    assert names.near("norhtwind") == ["northwind"]
    assert names.near("lgistics") == ["logistics"]
    assert names.near("nortwi") == ["northwind"]  # still being typed
    assert names.near("qqqqqq") == []
    assert names.near("li") == []
    patched = names.patched({"x"}, [Name("x", "Quicksilver")])
    assert patched.near("quiksilver") == ["quicksilver"]


def test_the_best_are_found_however_many_hold_a_frequent_letter() -> None:
    many = [Name(f"n{i}", f"Person {i:05d}", "somewhere") for i in range(20_000)]
    names = Names.of([*many, Name("e", "Eve Ode"), Name("x", "Xavier E. Ode")])
    found = ids(names, "e", 5)
    assert found[0] == "e"
    assert found[1] == "x"
    assert ids(names, "ode eve", 5) == ["e"]
    assert ids(names, "person 19999", 5) == ["n19999"]


words = st.text(alphabet="abAB äßé王伟-x", min_size=1, max_size=8)


@given(st.lists(st.tuples(words, words, st.booleans()), max_size=12), words)
def test_it_finds_what_looking_at_every_line_finds(
    rows: list[tuple[str, str, bool]], asked: str
) -> None:
    names = [Name(str(i), *row) for i, row in enumerate(rows)]
    parts = list(dict.fromkeys(fold(asked).split()))
    if not parts:
        return
    plain = {
        one.id
        for one in names
        if not one.archived
        and all(
            part in " ".join(fold(one.name).split()) or part in " ".join(fold(one.beside).split())
            for part in parts
        )
    }
    assert {one.id for one in Names.of(names).find(parts, 100)} == plain
    half = len(names) // 2
    built = Names.of(names[:half]).patched([one.id for one in names[half:]], names[half:])
    assert {one.id for one in built.find(parts, 100)} == plain


def test_who_works_at_several_accounts_is_found_by_each_of_them() -> None:
    firms = ["Northwind Logistics", "Great Rail", "Müller & Söhne"]
    posts = Belonging(firms, {0: (0, 1), 1: (1,), 2: (1, 2)})
    names = Names(["p0", "p1", "p2"], ["Lena Ode", "Lena Faria", "Lena Kim"], [""] * 3, (), posts)
    assert ids(names, "lena north") == ["p0", "p1"]
    assert ids(names, "lena rail") == ["p1"]
    assert ids(names, "lena soh") == ["p1", "p2"]
    assert ids(names, "lena north muller") == ["p1"]
    assert ids(names, "kim north") == []
    nobody = Names(["p0"], ["Lena Ode"], [""], (), Belonging(firms, {}))
    assert ids(nobody, "lena north") == []
