"""A brief on paper: all of it is there, on few pages, inside their rim, and marked internal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import Look
from acctdesk.drawing.scene import Anchor, Group, Scene, Shape, Text
from acctdesk.errors import FileProblem
from acctdesk.exchange.handoff.briefpages import A4, BriefCover, brief_pages
from acctdesk.exchange.handoff.briefpdf import write_brief
from acctdesk.exchange.handoff.setting import BODY, NOTE, STRONG, Part, Setter
from acctdesk.services.handover.brief import (
    HIGH,
    LOW,
    MEDIUM,
    AccountBrief,
    Brief,
    Coming,
    Level,
    Ours,
    Owed,
    Thing,
    Who,
)
from acctdesk.services.handover.parcel import Purpose
from acctdesk.ui.printing.scenes import write_pages
from tests.exchange.maps.reading import pdf_texts

DAY = dt.date(2026, 11, 23)
COVER = BriefCover("Mara Klein", "Jonas Feld", Purpose.HANDOVER, "Call Ann first.")
ACME = AccountBrief(
    account="acme",
    name="Acme & Sons",
    facts=(
        ("tier", "A"), ("rag", ("red", "Two outages")), ("annual_value", (Decimal(90_000), "EUR")),
        ("renewal_date", "2027-03-15"), ("sector", "Logistics"), ("city", ("Prague", "CZ")),
        ("goals", "Grow by half without more staff."), ("aims", ("Half the tickets", "One desk")),
    ),
    top=(
        Thing("promise_overdue", {"title": "Report", "side": "ours", "owner": "Mara Klein",
                                  "due": "2026-11-20", "days": 3}, HIGH, ("promise", "p")),
        Thing("health", {"rag": "red", "reason": "Two outages"}, HIGH, ("account", "acme")),
        Thing("unmet", {"name": "Ann Lee", "title": "CFO"}, MEDIUM, ("position", "q")),
        Thing("no_decision_maker", {}, LOW, ("account", "acme")),
    ),
    team=(Ours("m", "Mara Klein", ("owner",)), Ours("j", "Jonas Feld", ("delivery",))),
    who=(
        Who("a", "q", "Ann Lee", "CFO", ("economic_buyer",), "sceptic", "in_post",
            "ann.lee@a-very-long-name-of-a-company.example", "+420 1", "By phone",
            ("Mara Klein", "Jonas Feld", "Zoe"), "2026-11-01"),
        Who("b", "r", "Bob Ray"),
    ),
    levels=(
        Level("o", "First response", "Desk", "response", "share", Decimal("0.9"),
              Decimal("0.846"), "breached", "month", "2026-11-01", "2026-11-30", True),
        Level("u", "Quality", "", "quality", "points", None, None, "no_data", "month",
              "2026-11-01", "2026-11-30", True),
    ),
    promises=(
        Owed("p", "Report", "ours", "Mara Klein", "Ann Lee", "2026-10-01", "2026-11-20", 3),
        Owed("s", "Access", "theirs"),
    ),
    dates=(Coming("2027-03-15", "renewal", {}, ("account", "acme")),),
    more={"promises": 2},
)  # fmt: skip
BARE = AccountBrief("bare", "Bare")


def written(shapes: Sequence[Shape]) -> Iterator[Text]:
    for one in shapes:
        if isinstance(one, Text):
            yield one
        elif isinstance(one, Group):
            yield from written(one.shapes)


def words(scene: Scene) -> list[str]:
    return [one.words for one in written(scene.shapes)]


def pages(*accounts: AccountBrief) -> list[Scene]:
    return brief_pages(Brief(accounts, DAY), COVER, Inter())


def test_the_cover_says_from_whom_to_whom_and_where_each_account_is() -> None:
    cover, *rest = pages(ACME, BARE)
    said = words(cover)
    for one in ("Hand-over of 2 accounts", "Mara Klein", "Jonas Feld", "23 Nov 2026",
                "Handed over for good", "Call Ann first.", "Acme & Sons", "€ 90,000",
                "15 Mar 2027", "Red", "Act now", "Watch"):  # fmt: skip
        assert one in said
    begins = {next(iter(words(page)[4:])): number for number, page in enumerate(rest, 2)}
    assert begins["Bare"] == len(rest) + 1
    assert [one for one in said if one.isdecimal()] == ["2", "1", "2", str(begins["Bare"])]


def test_an_account_is_told_on_a_page_or_two() -> None:
    [_cover, *rest] = pages(ACME)
    assert len(rest) <= 2
    said = [one for page in rest for one in words(page)]
    for one in ("Acme & Sons", "Logistics · Prague, Czechia", "Know this first", "Act now",
                "Our promise “Report” is 3 days overdue", "Mara Klein · due 20 Nov 2026",
                "It isn't known who decides", "Next dates", "Up for renewal", "Our team",
                "Who matters", "Economic buyer", "Sceptic", "ann.lee",
                "@a-very-long-name-of-a-", "+420 1", "By phone", "Mara Klein, Jonas Feld",
                "and 1 more", "Last contact 1 Nov 2026", "No contact data", "Nobody of us",
                "Service levels", "Breached", "84.6 %", "90 %", "No data", "Open promises",
                "Ours · Mara Klein", "3 days overdue", "Theirs · nobody named", "No date",
                "and 2 more", "What the client wants", "Grow by half without more staff.",
                "• Half the tickets"):  # fmt: skip
        assert one in said, one


def test_every_page_is_internal_and_counted() -> None:
    found = pages(ACME, BARE)
    for number, page in enumerate(found, 1):
        assert "Internal" in words(page)
        assert f"Page {number} of {len(found)}" in words(page)


def test_nothing_is_known_and_nothing_is_invented() -> None:
    [_cover, page] = pages(BARE)
    said = words(page)
    assert "Nothing is overdue, at risk or soon to end." in said
    assert not {"Who matters", "Service levels", "Open promises", "Our team"} & set(said)


def test_no_words_leave_the_paper_or_cover_others() -> None:
    long = "Nordwestdeutsche Versicherungsgesellschaft " * 3
    nasty = replace(
        ACME, name=long,
        who=tuple(replace(ACME.who[0], name=long, title="x" * 300, phone="9" * 90)
                  for _n in range(8)),
        promises=tuple(replace(ACME.promises[0], title=long) for _n in range(12)),
        levels=ACME.levels * 5,
        facts=(*ACME.facts[:-2], ("goals", "目標" * 400), ("aims", (long, "a" * 400))),
    )  # fmt: skip
    measure = Inter()
    for page in pages(nasty):
        placed: dict[float, list[tuple[float, float]]] = {}
        for one in written(page.shapes):
            wide = measure.width(one.words, one.size, one.weight)
            left = (
                one.at.x
                - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[one.anchor]
            )
            assert 0 <= left <= left + wide <= A4[0] - 50.0, one.words
            assert 0 <= one.at.y <= A4[1] - 20.0
            placed.setdefault(one.at.y, []).append((left, left + wide))
        for line in placed.values():
            line.sort()
            for (_left, end), (begin, _right) in pairwise(line):
                assert end <= begin


def test_a_table_that_goes_on_has_its_headings_again() -> None:
    many = replace(ACME, promises=tuple(replace(ACME.promises[0], title=f"Report {n}")
                                        for n in range(40)))  # fmt: skip
    rest = pages(many)[1:]
    told = [page for page in rest if any(one.startswith("Report ") for one in words(page))]
    assert len(told) > 1
    assert all("Who keeps it" in words(page) for page in told)
    numbers = [one for page in rest for one in words(page) if one.startswith("Report ")]
    assert numbers == [f"Report {n}" for n in range(40)]


def test_a_long_word_is_torn_and_words_that_fit_share_a_line() -> None:
    setter = Setter(Look(), Inter())
    torn = setter.cell([Part("Informationssicherheitsbeauftragter", BODY, 3)], 150.0)
    assert [one.words for one in written(torn.draw(0.0, 0.0))] == [
        "Informationssicherheits-", "beauftragter",
    ]  # fmt: skip
    first, second = Part("Jana", STRONG), Part("Director", NOTE)
    assert setter.after(first, second, 200.0).height == STRONG.leading
    assert setter.after(first, second, 50.0).height == STRONG.leading + NOTE.leading


def test_the_file_holds_every_page(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "brief.pdf"
    assert write_brief(Brief((BARE,), DAY), COVER, path, write_pages) == 2
    said = pdf_texts(path)
    assert "Hand-over of Bare" in said
    assert "Page 2 of 2" in said


def test_it_speaks_the_language_that_is_asked_for(tmp_path: Path) -> None:
    taken: list[Scene] = []
    write_brief(
        Brief((ACME,), DAY),
        COVER,
        tmp_path / "brief.pdf",
        lambda scenes, _part: taken.extend(scenes),
        language="de-DE",
    )
    assert "15. März 2027" in words(taken[0])


@pytest.mark.parametrize("name", ["brief.docx", "brief"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileProblem):
        write_brief(Brief((), DAY), COVER, tmp_path / name, lambda _scenes, _part: None)
    assert not list(tmp_path.iterdir())
