"""The laws of handing over, on real workspaces: any edits, any exchange, parcels late or lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.models.catalogue import Format
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.handover.taking import Taking
from acctdesk.services.handover.threeway import WHOLE, Side
from tests.services.handover.sites import Site, amended

ODD = (
    "=1+1", "+49 30 901820", "-5", "@me", "\tx", "a\nb", "\U0001f600", "ملاحظة", "007",
    "x" * 32_767, "1e400", "_x0041_", "<r><t>b</t></r>", "'quoted", " edges ", "true", "2026-02-30",
)  # fmt: skip
letters = st.characters(exclude_categories=["Cs", "Cc"])
texts = st.one_of(st.sampled_from(ODD), st.text(letters, min_size=1, max_size=12)).filter(str.strip)
deeds = st.lists(
    st.tuples(
        st.sampled_from(["edit", "edit", "add", "delete", "give", "take", "take", "cell", "undo"]),
        st.booleans(),
        st.integers(0, 7),
        texts,
    ),
    max_size=14,
)
KINDS = ("account", "person", "unit", "promise", "interaction")
FIELDS = {
    "account": ("city", "notes"), "person": ("phone", "notes"), "unit": ("name",),
    "promise": ("title", "note"), "interaction": ("subject", "summary"),
}  # fmt: skip


class World:
    """Two managers, the parcels between them, and what was asked."""

    def __init__(self, one: Site, other: Site, account: str, side: Side) -> None:
        self.sites = (one, other)
        self.account, self.side = account, side
        self.parcels: list[tuple[Site, Parcel, Parcel]] = []
        self.asked = 0

    def do(self, what: str, who: bool, which: int, text: str) -> None:
        site = self.sites[who]
        if what == "give" and self.account in site.ids("account"):
            parcel = site.give(self.account)
            self.parcels.append((site, parcel, parcel))
        elif what == "cell" and self.parcels:
            # A colleague edits the workbook on its way.
            sender, parcel, last = self.parcels[-1]
            edited = amended(last, "account", self.account, city=text.strip())
            self.parcels.append((sender, parcel, edited))
        elif what == "take":
            sent = [one for one in self.parcels if one[0] is not site]
            if sent:
                self.take(site, *sent[-1 - max(which - 5, 0) % len(sent)][1:])
        elif what == "undo" and site.desk.history.next_undo() is not None:
            site.desk.history.undo()
        elif what == "add" and self.account in site.ids("account"):
            self.add(site, which, text)
        elif what in ("edit", "delete"):
            found = [(kind, one) for kind in KINDS for one in sorted(site.ids(kind))]
            if found:
                kind, record = found[which % len(found)]
                if what == "edit":
                    site.edit(kind, record, **{FIELDS[kind][which % len(FIELDS[kind])]: text})
                elif kind != "account":
                    site.desk.records.delete(kind, [record])

    def add(self, site: Site, which: int, text: str) -> None:
        if which % 3 == 0:
            site.person(self.account, text)
        elif which % 3 == 1:
            site.desk.records.create("unit", {"account_id": self.account, "name": text})
        else:
            site.desk.promises.make(
                self.account, {"title": text, "side": "ours", "made": "2026-01-01"}
            )

    def take(self, site: Site, parcel: Parcel, edited: Parcel) -> None:
        before = site.rows()
        taking = site.compare(parcel, edited)
        self.asked += len(taking.clashes)
        self.check_nothing_is_erased(site, taking, before)
        choices = {(one.key, one.field): self.side for one in taking.clashes}
        site.desk.handovers.take(taking, choices)
        again = site.compare(parcel, edited)
        assert not again.clashes, "what was decided is asked again"
        assert again.nothing_new, "merging twice must equal merging once"
        assert site.desk.workspace.check() == []

    def check_nothing_is_erased(self, site: Site, taking: Taking, before: Any) -> None:
        """Unasked, no value becomes another that isn't what both had in common last."""
        for step in taking.compared.merged.steps:
            if step.before is None:
                continue
            base = taking.compared.base.get(step.key)
            for name, old in step.before.items():
                if old is not None:
                    assert base is not None, "a value goes that nobody had in common"
                    assert base.get(name) == old
        assert before == site.rows(), "comparing wrote something"


@contextmanager
def world(template: Path, side: Side) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = Site.made(template, folder / "one.acctdesk")
        other = Site.made(template, folder / "other.acctdesk")
        try:
            account = one.account("Acme", city="Ulm", notes="Tea")
            one.person(account, "Jana Ode", title="CIO")
            one.desk.interactions.log(
                account, {"type": "call", "day": "2026-11-01", "subject": "Price"}
            )
            other.take(one.give(account))
            yield World(one, other, account, side)
        finally:
            one.close()
            other.close()


@pytest.fixture(scope="module")
def template(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace whose newest schema is there."""
    return Path(shutil.copy(blank, tmp_path_factory.mktemp("laws") / "blank.acctdesk"))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deeds, st.sampled_from(Side))
def test_any_exchange_keeps_everything_and_ends_alike(
    template: Path, deeds: list[tuple[str, bool, int, str]], side: Side
) -> None:
    with world(template, side) as made:
        for deed in deeds:
            made.do(*deed)
        one, other = made.sites
        if made.account in one.ids("account"):
            parcel = one.give(made.account)
            made.take(other, parcel, parcel)
        if made.account not in other.ids("account"):
            return
        parcel = other.give(made.account)
        made.take(one, parcel, parcel)
        if made.account in one.ids("account"):
            seen = one.pack(made.account), other.pack(made.account)
            assert content(seen[0]) == content(seen[1])
        asked = made.asked
        parcel = one.give(made.account)
        made.take(other, parcel, parcel)
        assert made.asked == asked


def content(parcel: Parcel) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {
        (kind, row[0]): tuple(row)
        for kind, rows in parcel.rows.items()
        if kind != "alias"
        for row in rows
    }


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=4, max_size=4), st.integers(-(10**11), 10**11))
def test_every_kind_of_value_arrives_as_it_was(
    template: Path, values: list[str], number: int
) -> None:
    with world(template, Side.THEIRS) as made:
        one, other = made.sites
        made_field, _change = one.desk.custom_fields.define("account", "Score", Format.NUMBER)
        since, _change = one.desk.custom_fields.define("account", "Founded", Format.DATE)
        one.edit(
            "account", made.account,
            **{
                "notes": values[0], "legal_name": values[1], "tags": tuple(values[2:]),
                "annual_value": number, "currency": "JPY", "client_since": "1899-12-31",
                "postal_code": "00501", made_field: number, since: "1789",
            },
        )  # fmt: skip
        other.take(one.give(made.account))
        assert other.rows() == {key: row for key, row in one.rows().items() if key[0] != "setting"}


def test_a_clash_about_the_whole_names_it(template: Path) -> None:
    with world(template, Side.OURS) as made:
        one, other = made.sites
        [talk] = one.ids("interaction")
        other.desk.records.delete("interaction", [talk])
        one.edit("interaction", talk, subject="Price and term")
        parcel = other.give(made.account)
        taking = one.compare(parcel)
        [found] = taking.differences(what="clash")
        assert (found.title, found.account) == ("Price and term", "Acme")
        assert [(field.field, field.ours, field.theirs) for field in found.fields] == [
            (WHOLE, True, False), ("subject", "Price and term", None),
        ]  # fmt: skip
