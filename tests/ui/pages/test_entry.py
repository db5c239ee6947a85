"""What is shown can be typed again, and means the same."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Choice, Field, Format
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import choices_of, in_words, to_edit, typed
from acctdesk.words import speaking

TODAY = dt.date(2026, 11, 20)  # a Friday


def field(form: Format, name: str = "x") -> Field:
    return Field("account", name, "X", form, choices=(Choice("a", "Alpha"),))


AMOUNTS = st.decimals("-999999999", "999999999", places=2)


@pytest.mark.parametrize("tag", ["en-GB", "de-DE", "fr-FR", "en-US", "pl-PL"])
@given(value=AMOUNTS)
def test_amounts_mean_the_same_when_typed_again(tag: str, value: Decimal) -> None:
    one = field(Format.MONEY)
    with speaking(tag):
        text = to_edit(one, value, currency="EUR")
        found = typed(one, text, TODAY)
    assert found == {"x": value, "currency": "EUR"}


@pytest.mark.parametrize("tag", ["en-GB", "de-DE", "en-US"])
@given(share=st.decimals("0", "9", places=3))
def test_percentages_mean_the_same_when_typed_again(tag: str, share: Decimal) -> None:
    one = field(Format.PERCENT)
    with speaking(tag):
        assert typed(one, to_edit(one, share), TODAY) == {"x": share}


@given(
    day=st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), precision=st.sampled_from([4, 7, 10])
)
def test_dates_keep_their_precision(day: dt.date, precision: int) -> None:
    one, value = field(Format.DATE), day.isoformat()[:precision]
    assert typed(one, to_edit(one, value), TODAY) == {"x": value}


@pytest.mark.parametrize(
    ("text", "day"),
    [("fri", "2026-11-27"), ("+30", "2026-12-20"), ("14 Oct 2027", "2027-10-14"), ("2027", "2027")],
)
def test_short_forms_of_dates(text: str, day: str) -> None:
    assert typed(field(Format.DATE), text, TODAY) == {"x": day}


def test_the_order_of_a_date_is_the_locales() -> None:
    with speaking("en-GB"):
        assert typed(field(Format.DATE), "03/04/2027", TODAY) == {"x": "2027-04-03"}
    with speaking("en-US"):
        assert typed(field(Format.DATE), "03/04/2027", TODAY) == {"x": "2027-03-04"}


def test_a_blank_empties_and_nonsense_is_refused_with_a_remedy() -> None:
    assert typed(field(Format.DATE), "  ", TODAY) == {"x": None}
    assert typed(field(Format.TAGS), "", TODAY) == {"x": ()}
    with pytest.raises(Invalid) as refused:
        typed(field(Format.EMAIL), "nobody", TODAY)
    assert complaint(refused.value) == (
        "Expected an e-mail address, found “nobody”. Write one address, such as name@company.com."
    )


def test_a_custom_amount_has_no_say_on_the_currency() -> None:
    one = Field("account", "x", "X", Format.MONEY, custom=True)
    assert typed(one, "5 EUR", TODAY) == {"x": Decimal(5)}


def test_values_in_words() -> None:
    assert in_words(field(Format.CHOICE), "a") == "Alpha"
    assert in_words(field(Format.CHECK), False) == "No"
    # Tags of a closed list are said as its labels, others as they stand.
    assert in_words(field(Format.TAGS), ("a", "b")) == "Alpha, b"
    assert in_words(field(Format.REFERENCE), "id", title="Acme") == "Acme"
    assert in_words(field(Format.COUNTRY), "NL") == "Netherlands"
    assert in_words(Field("account", "rag", "Health", Format.CHOICE), None) == "No data"


def test_a_list_offers_nothing_first_unless_it_is_required() -> None:
    assert choices_of(field(Format.CHOICE)) == ((None, ""), ("a", "Alpha"))
    assert choices_of(field(Format.TEXT)) == ()
