"""Accounts go into a workbook and out of it without loss: point 42 of the checklist.

And without a formula (43), and without private notes unless they are asked for (44).
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from acctdesk.compose import Desk, create_desk, open_desk
from acctdesk.errors import FileProblem, PasswordNeeded
from acctdesk.exchange.handoff.courier import Options, hand_over, open_handover, take_over
from acctdesk.exchange.sample import make_sample
from acctdesk.models.catalogue import Format
from acctdesk.services.handover.belonging import OWN
from acctdesk.services.handover.scope import Scope
from acctdesk.services.handover.threeway import Side

ODD = (
    "=1+1", "+49 30 901820", "-5", "@me", "\tx", "a\nb", "a\r\nb", "\U0001f600", "ملاحظة", "007",
    "x" * 32_767, "_x0041_", "<r><t>b</t></r>", "'quoted", " edges ", "TRUE", "2026-02-30", "1e400",
    "\x0b", "\ud7ff", "﷽" * 400,
)  # fmt: skip
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
texts = st.one_of(st.sampled_from(ODD), st.text(letters, min_size=1, max_size=20))


def content(desk: Desk) -> dict[tuple[str, str], dict[str, Any]]:
    """Every row but those about the workspace itself."""
    workspace = desk.workspace
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with workspace.read() as connection:
        for kind in workspace.tables.kinds:
            if kind not in OWN:
                for row in connection.execute(select(workspace.tables.table(kind))).mappings():
                    found[kind, row["id"]] = dict(row)
    return found


def accounts(desk: Desk) -> tuple[str, ...]:
    return tuple(sorted(one for kind, one in content(desk) if kind == "account"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("sample") / "sample.acctdesk"
    make_sample(path, today=dt.date(2026, 10, 14))
    with open_desk(path) as desk:
        yield desk


@pytest.fixture(scope="module")
def whole(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of the sample in a workbook, private notes included."""
    path = tmp_path_factory.mktemp("given") / "all.xlsx"
    hand_over(sample, Scope(accounts(sample), private=True), path)
    return path


def test_the_whole_sample_arrives_as_it_was(sample: Desk, whole: Path, tmp_path: Path) -> None:
    with create_desk(tmp_path / "b.acctdesk") as there:
        opening = open_handover(there, whole)
        assert not opening.opened.edited
        assert opening.opened.findings == ()
        assert opening.missing == ()
        taken, documents = take_over(there, opening, {})
        assert (taken.dangling, taken.dropped) == (0, 0)
        assert content(there) == content(sample)
        assert documents
        for one in sample.handovers.copies.of(opening.taking.parcel):
            data = sample.handovers.copies.content(one.sha256)
            assert there.handovers.copies.content(one.sha256) == data
        assert open_handover(there, whole).taking.nothing_new
        there.history.undo()
        assert content(there) == {}


def test_no_cell_is_a_formula(whole: Path) -> None:
    """Point 43, in the file itself: what reads it back can't hide one."""
    with zipfile.ZipFile(whole) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) > 20
        for name in sheets:
            assert not re.search(rb"<f[ >]", book.read(name)), name


def test_private_notes_stay_unless_they_are_asked_for(sample: Desk, tmp_path: Path) -> None:
    """Point 44: neither on a sheet, nor in history, nor in the exact content."""
    noted = {
        key[1]: row["notes"] for key, row in content(sample).items()
        if key[0] in ("account", "person") and row["notes"]
    }  # fmt: skip
    assert noted
    path = tmp_path / "given.xlsx"
    whose = [key[1] for key, row in content(sample).items() if key[0] == "account" and row["notes"]]
    hand_over(sample, Scope(tuple(whose[:2])), path, Options(documents=False))
    with zipfile.ZipFile(path) as book:
        told = b"".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")
    assert not [note for note in noted.values() if note.split("\n")[0][:60] in told]
    with create_desk(tmp_path / "b.acctdesk") as there:
        take_over(there, open_handover(there, path), {})
        assert not [row for row in content(there).values() if row.get("notes")]


def test_a_locked_workbook_opens_with_its_password_alone(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    [first, *_rest] = accounts(sample)
    hand_over(sample, Scope((first,)), path, Options(password="Straße 9", documents=False))
    assert not zipfile.is_zipfile(path)
    with create_desk(tmp_path / "b.acctdesk") as there:
        for word in (None, "Strasse 9"):
            with pytest.raises(PasswordNeeded):
                open_handover(there, path, word)
        opening = open_handover(there, path, "Straße 9")
        assert opening.opened.encrypted
        take_over(there, opening, {})
        assert accounts(there) == (first,)


def test_documents_go_as_an_archive_too_and_a_missing_one_is_named(
    sample: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "given.xlsx"
    less = frozenset({"tickets", "log", "levels", "plans", "history", "promises", "satisfaction"})
    given_ = hand_over(sample, Scope(accounts(sample), less), path, Options(zipped=True))
    assert given_.documents is not None
    assert given_.documents.suffix == ".zip"
    away = tmp_path / "elsewhere"
    away.mkdir()
    lone = Path(shutil.copy(path, away))
    with create_desk(tmp_path / "b.acctdesk") as there:
        opening = open_handover(there, lone)
        assert len(opening.missing) == given_.count
        assert take_over(there, opening, {})[1] == 0
        # They come later.
        shutil.copy(given_.documents, away)
        again = open_handover(there, lone)
        assert (again.found, again.missing) == (given_.count, ())
        assert take_over(there, again, {})[1] == given_.count


def test_a_place_that_cannot_be_written_keeps_no_record(sample: Desk, tmp_path: Path) -> None:
    before = sample.handovers.records()
    with pytest.raises(FileProblem):
        hand_over(sample, Scope(accounts(sample)[:1]), tmp_path / "no" / "such" / "x.xlsx")
    with pytest.raises(FileProblem):
        hand_over(sample, Scope(accounts(sample)[:1]), tmp_path / "x.csv")
    brief = tmp_path / "no" / "brief.pdf"
    with pytest.raises(FileProblem):
        hand_over(
            sample, Scope(accounts(sample)[:1]), tmp_path / "y.xlsx", Options(brief=brief),
            write_pages=lambda _scenes, _part: None,
        )  # fmt: skip
    assert list(tmp_path.glob("*.xlsx")) == []
    assert sample.handovers.records() == before


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(texts, min_size=8, max_size=8),
    st.integers(-(10**14), 10**14),
    st.sampled_from(["1789", "1899-12-31", "1900-02-28", "2026-02", "9999-12-31"]),
)
def test_every_kind_of_value_goes_there_and_back(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], number: int, day: str
) -> None:
    """What spreadsheets spoil neither counts as an edit nor gets lost."""
    folder = tmp_path_factory.mktemp("generated")
    with create_desk(folder / "a.acctdesk") as here, create_desk(folder / "b.acctdesk") as there:
        names = [f"{n} {one}".strip() for n, one in enumerate(values)]
        account, _change = here.accounts.create({"name": names[0]})
        fields = [
            here.custom_fields.define("account", label, form)[0]
            for label, form in (("N", Format.NUMBER), ("D", Format.DATE), ("T", Format.LONG_TEXT))
        ]
        with here.context.write("Fill") as unit:
            # As it may have come from anywhere: no form has tidied it.
            unit.update(
                "account", account,
                {"notes": values[1], "legal_name": values[2], "postal_code": "00501",
                 "client_since": day, "annual_value": number, "currency": "EUR",
                 "tags": tuple(values[3:5]), "phone": "+49 30 901820"},
            )  # fmt: skip
            for field, held in zip(
                fields, ({"number": number}, {"text": day}, {"text": values[5]}), strict=True
            ):
                unit.insert("custom_value", {"field_id": field, "record_id": account, **held})
            person = unit.insert("person", {"name": names[6], "notes": values[7]})
            unit.insert("position", {"person_id": person, "account_id": account, "place": 1})
            assert unit.commit()
        path = folder / "given.xlsx"
        hand_over(here, Scope((account,), private=True), path)
        opening = open_handover(there, path)
        assert [str(one) for one in opening.opened.findings] == []
        assert opening.opened.edits == ()
        take_over(there, opening, {})
        assert content(there) == content(here)
        there.records.edit("account", account, {"city": "Bonn"})
        here.records.edit("account", account, {"city": "Kiel"})
        back = folder / "back.xlsx"
        hand_over(there, Scope((account,), private=True), back)
        home = open_handover(here, back)
        [clash] = home.taking.clashes
        assert clash.field == "city"
        take_over(here, home, {(clash.key, clash.field): Side.OURS})
        assert here.records.get("account", account)["city"] == "Kiel"
