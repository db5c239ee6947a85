"""Every field is described, once, and is internal unless it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from acctdesk.compose import Desk
from acctdesk.models import Base, Record, read_catalogue
from acctdesk.models.base import describe
from acctdesk.models.column import field
from acctdesk.services.catalogue import Audience, Format, closed_list


@pytest.fixture
def planted() -> Iterator[list[type]]:
    """Mapped classes made by a test; the catalogue, which goes by tables, forgets them again."""
    made: list[type] = []
    yield made
    for cls in made:
        Base.metadata.remove(cls.__table__)  # type: ignore[attr-defined]


def test_a_column_without_a_description_is_refused(planted: list[type]) -> None:
    class Forgotten(Record):
        __tablename__ = "forgotten"
        kind = describe("forgotten", "Forgotten", "Forgotten", title="name")
        name: Mapped[str] = field("Name")
        secret: Mapped[str] = mapped_column(String)

    planted.append(Forgotten)
    with pytest.raises(LookupError, match=r"forgotten\.secret"):
        read_catalogue()


def test_a_field_that_says_nothing_of_its_audience_is_internal(planted: list[type]) -> None:
    class Quiet(Record):
        __tablename__ = "quiet"
        kind = describe("quiet", "Quiet", "Quiet", title="name")
        name: Mapped[str] = field("Name")
        told: Mapped[str] = field("Told", client=True)

    planted.append(Quiet)
    catalogue = read_catalogue()
    assert catalogue.field("quiet", "name").audience is Audience.INTERNAL
    assert catalogue.field("quiet", "told").audience is Audience.CLIENT
    assert catalogue.field("quiet", "id").audience is Audience.INTERNAL


def test_the_planted_classes_are_gone() -> None:
    assert {"forgotten", "quiet"}.isdisjoint(kind.name for kind in read_catalogue().kinds())


def test_every_field_has_a_label_and_fits_together(desk: Desk) -> None:
    kinds = {kind.name: kind for kind in desk.fields.catalogue.kinds()}
    assert len(kinds) >= 10
    for kind in kinds.values():
        assert str(kind.label)
        assert str(kind.plural)
        assert not kind.title or kind.title in kind.fields
        assert not kind.owner or kind.owner in kind.fields
        for one in kind.fields.values():
            assert str(one.label).strip(), one.key
            assert (one.format is Format.REFERENCE) == bool(one.target), one.key
            assert not one.target or one.target in kinds, one.key
            assert (one.format is Format.CHOICE) <= bool(one.choices), one.key
            codes = [choice.code for choice in one.choices]
            assert len(set(codes)) == len(codes), one.key
            assert all(str(choice.label) for choice in one.choices)
            assert one.synonyms == tuple(word.lower() for word in one.synonyms), one.key


def test_labels_are_sentence_case_and_apart_within_a_kind(desk: Desk) -> None:
    for kind in desk.fields.catalogue.kinds():
        labels = [str(one.label) for one in desk.fields.of(kind.name)]
        assert len(set(labels)) == len(labels), kind.name
        assert all(label[0].isupper() and label == label.strip(" .:") for label in labels)


def test_what_a_reference_needs_comes_before_it(desk: Desk) -> None:
    order = {kind.name: kind.order for kind in desk.fields.catalogue.kinds()}
    for kind in desk.fields.catalogue.kinds():
        for one in kind.fields.values():
            if one.target and one.target != kind.name:
                assert order[one.target] < order[kind.name], one.key


SECRET = {
    "account": {"tier", "rag", "rag_reason", "annual_value", "notes", "goals", "plan", "tags"},
    "person": {"notes"},
    "member": {"role", "email", "phone"},
}


@pytest.mark.parametrize("kind", SECRET)
def test_what_is_ours_alone_is_internal(desk: Desk, kind: str) -> None:
    internal = {one.name for one in desk.fields.of(kind) if one.audience is Audience.INTERNAL}
    assert internal >= SECRET[kind]


def test_system_fields_are_not_shown_or_imported(desk: Desk) -> None:
    for kind in desk.fields.catalogue.kinds():
        assert "id" not in {one.name for one in desk.fields.of(kind.name)}
        assert not kind.fields["id"].importable


@pytest.mark.parametrize(
    ("name", "code", "label"),
    [
        ("tier", "A", "A"), ("phase", "steady", "Steady"), ("country", "DE", "Germany"),
        ("language", "nl", "Dutch"), ("currency", "EUR", "EUR · Euro"),
        ("time_zone", "America/New_York", "America/New York"),
    ],
)  # fmt: skip
def test_closed_lists_have_codes_and_labels(desk: Desk, name: str, code: str, label: str) -> None:
    rows = closed_list(desk.fields.field("account", name))
    assert dict(rows)[code] == label
    assert len({code for code, _label in rows}) == len(rows)


def test_an_open_field_has_no_list(desk: Desk) -> None:
    assert closed_list(desk.fields.field("account", "city")) == ()


def test_the_list_of_countries_has_no_continents_or_unions(desk: Desk) -> None:
    codes = {code for code, _name in closed_list(desk.fields.field("account", "country"))}
    assert {"CH", "US", "JP"} <= codes
    assert codes.isdisjoint({"EU", "UN", "ZZ", "001", "150", "XA", "XB", "QO", "EZ"})
