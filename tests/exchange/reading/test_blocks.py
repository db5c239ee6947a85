"""Text is read in blocks; rows come out as if it had been read as a whole."""

from __future__ import annotations

import csv
import io
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.exchange.reading import plaintext
from acctdesk.exchange.reading.cells import USUAL
from acctdesk.exchange.reading.dialect import Dialect
from acctdesk.exchange.reading.output import Output
from acctdesk.exchange.reading.refusal import Refused

CELLS = st.text(st.sampled_from('ab;"\n\r é'), max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=12)


def _read(text: str, block: int) -> tuple[list[list[str]], plaintext._Reader, plaintext._Blocks]:
    raw = io.BytesIO(text.encode())
    blocks = plaintext._Blocks(
        plaintext._text_of(raw, "utf-8"), raw, Output(io.BytesIO(), USUAL), len(text)
    )
    reader = plaintext._Reader(blocks, Dialect(";", '"', ""), USUAL)
    with patch.object(plaintext, "_BLOCK", block):
        return [list(row) for row in reader.rows()], reader, blocks


@given(TABLES, st.integers(1, 30), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_rows_are_the_same_whatever_the_size_of_a_block(
    table: list[list[str]], block: int, end: str, quoted: bool
) -> None:
    out = io.StringIO(newline="")
    how = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=";", lineterminator=end, quoting=how).writerows(table)
    text = io.StringIO(out.getvalue(), newline="")
    whole = list(csv.reader(text, delimiter=";", skipinitialspace=True))
    rows, reader, _blocks = _read(out.getvalue(), block)
    assert rows == whole
    counted = [len(row) for row in whole if len(row) > 1 or (row and row[0])]
    assert sorted(reader.lengths.elements()) == sorted(counted)
    odd = next((n for n, row in enumerate(whole, 1)
                if (len(row) > 1 or (row and row[0])) and len(row) != counted[0]), 0)  # fmt: skip
    assert reader.first_odd == odd


def test_signs_of_nothing_are_left_out_and_counted() -> None:
    rows, _reader, blocks = _read("a;b\n\0\0\0\0c;\0d\n\0\0\0\0", 4)
    assert rows == [["a", "b"], ["c", "d"]]
    assert blocks.nuls == 9


@pytest.mark.parametrize("block", [3, 1000])
def test_a_quotation_that_never_closes_is_refused_with_its_row(block: int) -> None:
    with pytest.raises(Refused) as refused:
        _read('a;b\nc;"d\ne;f\ng;h\n', block)
    assert (refused.value.code, refused.value.values["row"]) == ("quote", 2)


@pytest.mark.parametrize("block", [3, 1_000_000])
def test_a_cell_that_is_too_long_is_refused_with_its_row(block: int) -> None:
    long = "x" * (USUAL.field_chars + 1)
    with pytest.raises(Refused) as refused:
        _read(f"a;b\nc;d\ne;{long}\n", block)
    assert (refused.value.code, refused.value.values["row"]) == ("field", 3)
