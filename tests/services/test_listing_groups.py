"""Groups with subtotals, trees with totals, and summaries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.services.catalogue import Format
from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.query import ListQuery, Sort
from tests.services.making import Book


def names(book: Book, ids: list[str]) -> list[str]:
    return [one.title for one in book.desk.listing.page("account", ids)]


def firms(book: Book) -> None:
    for name, tier, city, value, code in (
        ("d", "B", "ulm", 5, "EUR"), ("a", "A", "Ulm", 10, "EUR"), ("e", None, "Bonn", 1, None),
        ("b", "A", "Bonn", 20, "CHF"), ("c", "A", "Ulm", 30, "EUR"), ("f", None, None, None, "EUR"),
    ):  # fmt: skip
        book.account(
            name, tier=tier, city=city, currency=code,
            annual_value=None if value is None else Decimal(value),
        )  # fmt: skip


def test_groups_stand_in_the_order_of_their_field_with_sums_for_each_currency(book: Book) -> None:
    firms(book)
    outline = book.desk.listing.outline(ListQuery("account", group=("tier",)))
    assert names(book, outline.ids) == ["a", "b", "c", "d", "e", "f"]
    assert [(one.level, one.value, one.start, one.count) for one in outline.groups] == [
        (0, "A", 0, 3), (0, "B", 3, 1), (0, None, 4, 2),
    ]  # fmt: skip
    assert [one.sums["annual_value"] for one in outline.groups] == [
        {"EUR": Decimal(40), "CHF": Decimal(20)}, {"EUR": Decimal(5)}, {"": Decimal(1)},
    ]  # fmt: skip
    assert list(outline.groups[0].sums["annual_value"]) == ["EUR", "CHF"]


def test_groups_within_groups_and_the_order_within_them(book: Book) -> None:
    firms(book)
    query = ListQuery(
        "account", group=("tier", "city"), sort=(Sort("tier", True), Sort("name", True))
    )
    outline = book.desk.listing.outline(query, {"size": "count"})
    assert names(book, outline.ids) == ["d", "b", "c", "a", "e", "f"]
    assert [(one.level, one.value, one.start, one.count) for one in outline.groups] == [
        (0, "B", 0, 1), (1, "ulm", 0, 1),
        (0, "A", 1, 3), (1, "Bonn", 1, 1), (1, "Ulm", 2, 2),
        (0, None, 4, 2), (1, "Bonn", 4, 1), (1, None, 5, 1),
    ]  # fmt: skip
    assert outline.groups[0].sums == {"size": {"": 0}}


def test_words_that_differ_in_case_are_one_group(book: Book) -> None:
    firms(book)
    outline = book.desk.listing.outline(ListQuery("account", group=("city",)))
    assert [(one.value, one.count) for one in outline.groups] == [
        ("Bonn", 2), ("Ulm", 3), (None, 1),
    ]  # fmt: skip


def test_dates_are_grouped_by_month_and_kept_in_order(book: Book) -> None:
    for name, day in (("a", "2026-05-30"), ("b", "2026"), ("c", "2026-05"), ("d", "2025-12-01"),
                      ("e", "2026-05-02")):  # fmt: skip
        book.account(name, renewal_date=day)
    outline = book.desk.listing.outline(ListQuery("account", group=("renewal_date",)))
    assert [(one.value, one.count) for one in outline.groups] == [
        ("2025-12", 1), ("2026", 1), ("2026-05", 3),
    ]  # fmt: skip
    assert names(book, outline.ids)[2:] == ["a", "c", "e"]
    query = ListQuery("account", group=("renewal_date",), sort=(Sort("renewal_date", True),))
    assert names(book, book.desk.listing.outline(query).ids) == ["a", "e", "c", "b", "d"]


def test_a_reference_groups_by_what_it_refers_to_and_shows_its_name(book: Book) -> None:
    zed, _change = book.desk.records.create("member", {"name": "zed"})
    ann, _change = book.desk.records.create("member", {"name": "Ann"})
    for name, owner in (("a", zed), ("b", ann), ("c", None), ("d", zed)):
        book.account(name, owner_id=owner)
    outline = book.desk.listing.outline(ListQuery("account", group=("owner_id",)))
    assert [(one.value, one.label_value, one.count) for one in outline.groups] == [
        (ann, "Ann", 1), (zed, "zed", 2), (None, None, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "given", "values"),
    [
        (Format.NUMBER, [Decimal("2.5"), 10, None], [Decimal("2.5"), Decimal(10), None]),
        (Format.CHECK, [True, False, None], [False, True, None]),
        (Format.TEXT, ["b", "A", None], ["A", "b", None]),
        (Format.DATE, ["2026-05-02", "2025", None], ["2025", "2026-05", None]),
    ],
)
def test_a_custom_field_groups(
    book: Book, form: Format, given: list[Any], values: list[Any]
) -> None:
    field, _change = book.desk.custom_fields.define("account", "Own", form)
    for number, value in enumerate(given):
        book.account(f"no {number}", **{field: value})
    outline = book.desk.listing.outline(ListQuery("account", group=(field,)))
    assert [one.value for one in outline.groups] == values


def test_tags_and_figures_group(book: Book) -> None:
    one, two = book.account("one", tags=["b", "a"]), book.account("two")
    book.person(one, "Ann")
    outline = book.desk.listing.outline(ListQuery("account", group=("tags",)))
    assert [(head.value, head.count) for head in outline.groups] == [(("a", "b"), 1), (None, 1)]
    outline = book.desk.listing.outline(ListQuery("account", group=("people",)))
    assert outline.ids[-1 if outline.groups[0].value else 0] == two
    assert {head.value for head in outline.groups} & {1}


def test_an_empty_list_has_no_groups(book: Book) -> None:
    assert book.desk.listing.outline(ListQuery("account", group=("tier",))).groups == ()
    book.account("a")
    outline = book.desk.listing.outline(ListQuery("account", words="zzz", group=("tier",)))
    assert (outline.ids, outline.groups) == ([], ())


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("ABC "), st.sampled_from(["Ulm", "Bonn", ""])),
                max_size=12), st.data())  # fmt: skip
def test_groups_cover_the_list_without_gap_or_overlap(
    made: list[tuple[str, str]], data: st.DataObject
) -> None:
    import tempfile
    from pathlib import Path

    from acctdesk.compose import create_desk

    with (
        tempfile.TemporaryDirectory() as folder,
        create_desk(Path(folder) / "b.acctdesk") as desk,
    ):
        book = Book(desk)
        for number, (tier, city) in enumerate(made):
            book.account(f"{number:02}", tier=tier.strip() or None, city=city or None)
        group = data.draw(st.permutations(["tier", "city"]).map(tuple))
        outline = desk.listing.outline(ListQuery("account", group=group))
        records = desk.listing.page("account", outline.ids)
        for level in range(2):
            at = 0
            heads = [one for one in outline.groups if one.level == level]
            for head in heads:
                assert head.start == at
                at += head.count
                part = records[head.start : at]
                assert {one[group[level]] for one in part} == {head.value}
            assert at == len(made)
            paths = [tuple(records[one.start][name] for name in group[: level + 1])
                     for one in heads]  # fmt: skip
            assert len(set(paths)) == len(paths)


# -- trees -----------------------------------------------------------------------------------


def branches(book: Book) -> dict[str, str]:
    ids: dict[str, str] = {}
    for name, parent, value in (
        ("Zed group", None, 1), ("Acme", None, 2), ("Zed south", "Zed group", 4),
        ("Zed north", "Zed group", 8), ("Zed north two", "Zed north", 16), ("Lone", None, 32),
    ):  # fmt: skip
        ids[name] = book.account(
            name, parent_id=ids.get(parent or ""), annual_value=Decimal(value), currency="EUR",
            tier="A" if value in (4, 32) else "B",
        )  # fmt: skip
    return ids


def test_a_tree_shows_children_after_their_parents_with_totals(book: Book) -> None:
    ids = branches(book)
    tree = book.desk.listing.tree(ListQuery("account"))
    assert names(book, tree.ids) == [
        "Acme", "Lone", "Zed group", "Zed north", "Zed north two", "Zed south",
    ]  # fmt: skip
    assert tree.depth == [0, 0, 0, 1, 2, 1]
    assert tree.totals == {
        ids["Zed group"]: {"annual_value": {"EUR": Decimal(29)}},
        ids["Zed north"]: {"annual_value": {"EUR": Decimal(24)}},
    }
    assert tree.context == frozenset()
    query = ListQuery("account", sort=(Sort("annual_value", True),), group=("tier",))
    tree = book.desk.listing.tree(query, {})
    assert names(book, tree.ids) == [
        "Lone", "Acme", "Zed group", "Zed north", "Zed north two", "Zed south",
    ]  # fmt: skip
    assert tree.totals == {}


def test_a_filtered_tree_shows_what_is_above_and_beneath(book: Book) -> None:
    ids = branches(book)
    tree = book.desk.listing.tree(ListQuery("account", words="zed north"))
    assert names(book, tree.ids) == ["Zed group", "Zed north", "Zed north two"]
    assert tree.context == {ids["Zed group"]}
    only_a = ListQuery("account", where=Match("all", (Condition("tier", Op.IS, "A"),)))
    tree = book.desk.listing.tree(only_a)
    assert names(book, tree.ids) == ["Lone", "Zed group", "Zed south"]
    assert tree.context == {ids["Zed group"]}
    group = ListQuery("account", words="zed group")
    assert len(book.desk.listing.tree(group).ids) == 4


def test_children_of_an_archived_parent_stand_by_themselves(book: Book) -> None:
    ids = branches(book)
    book.desk.records.archive("account", [ids["Zed group"]])
    tree = book.desk.listing.tree(ListQuery("account"))
    assert names(book, tree.ids) == ["Acme", "Lone", "Zed north", "Zed north two", "Zed south"]
    assert tree.depth == [0, 0, 0, 1, 0]
    with_it = book.desk.listing.tree(ListQuery("account", archived=True))
    assert len(with_it.ids) == 6


def test_a_loop_that_something_left_behind_is_still_shown(book: Book) -> None:
    one = book.account("one")
    two = book.account("two", parent_id=one)
    with book.desk.context.write("Loop") as unit:
        unit.update("account", one, {"parent_id": two})
        unit.commit()
    tree = book.desk.listing.tree(ListQuery("account"))
    assert sorted(tree.ids) == sorted([one, two])
    assert sorted(tree.depth) == [0, 1]


def test_records_without_parents_have_no_tree(book: Book) -> None:
    with pytest.raises(ValueError, match="person"):
        book.desk.listing.tree(ListQuery("person"))


# -- summaries -------------------------------------------------------------------------------


def test_a_summary_tells_of_every_field_what_fits_it(book: Book) -> None:
    firms(book)
    listing = book.desk.listing
    told = {how: listing.summary(ListQuery("account"), {"annual_value": how})["annual_value"]
            for how in listing.hows(book.desk.fields.field("account", "annual_value"))}  # fmt: skip
    assert told == {
        "sum": {"EUR": Decimal(45), "CHF": Decimal(20), "": Decimal(1)},
        "average": {"EUR": Decimal(15), "CHF": Decimal(20), "": Decimal(1)},
        "median": {"EUR": Decimal(10), "CHF": Decimal(20), "": Decimal(1)},
        "min": {"EUR": Decimal(5), "CHF": Decimal(20), "": Decimal(1)},
        "max": {"EUR": Decimal(30), "CHF": Decimal(20), "": Decimal(1)},
        "count": {"": 5}, "empty": {"": 1}, "distinct": {"": 5},
    }  # fmt: skip
    only = ListQuery("account", words="ulm")
    assert listing.summary(only, {"tier": "distinct", "city": "count"}) == {
        "tier": {"": 2}, "city": {"": 3},
    }  # fmt: skip
    assert listing.summary(only, {}) == {}
    assert listing.summary(ListQuery("person"), {"name": "count"}) == {"name": {"": 0}}


def test_numbers_dates_and_halves(book: Book) -> None:
    share, _change = book.desk.custom_fields.define("account", "Share", Format.PERCENT)
    for name, size, day, part in (
        ("a", 1, "2026-05-03", Decimal("0.1")),
        ("b", 4, "2026", Decimal("0.15")),
    ):
        book.account(name, size=size, renewal_date=day, **{share: part})
    listing = book.desk.listing
    how = {"size": "average", "renewal_date": "max", share: "average"}
    assert listing.summary(ListQuery("account"), how) == {  # type: ignore[arg-type]
        "size": {"": Decimal("2.5")}, "renewal_date": {"": "2026-05-03"},
        share: {"": Decimal("0.125")},
    }  # fmt: skip
    assert listing.summary(ListQuery("account"), {"size": "median"}) == {
        "size": {"": Decimal("2.5")}
    }
    assert "sum" not in listing.hows(book.desk.fields.field("account", share))
    assert listing.hows(book.desk.fields.field("account", "name")) == ("count", "empty", "distinct")
