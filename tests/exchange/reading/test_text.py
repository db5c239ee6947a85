from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.errors import FileProblem
from acctdesk.exchange.reading import Limits, read_pasted, read_table

from .making import cells


def write(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


GERMAN = "Kunde;Straße;Betrag\nMüller & Söhne;Gärtnerweg 3;1.234,50 €\nJäger;Übersee;7,00 €\n"
POLISH = (
    "Klient;Miasto\nŻółw Sp. z o.o.;Łódź\nGęś i Źrebię;Wąchock\nPąk;Święty Krzyż\nŚnieg;Żary\n" * 4
)
RUSSIAN = "Клиент;Город\nЗаря и партнёры;Москва\nСевер;Нижний Новгород\n" * 4


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "utf-8-sig", "utf-8"),
        (GERMAN, "utf-16", "utf-16"),
        (GERMAN, "utf-16-le", "utf-16-le"),
        (GERMAN, "utf-16-be", "utf-16-be"),
        (GERMAN, "cp1252", "cp1252"),
        (POLISH, "cp1250", "cp1250"),
        (RUSSIAN, "cp1251", "cp1251"),
    ],
)
def test_encodings(tmp_path: Path, text: str, codec: str, name: str) -> None:
    with read_table(write(tmp_path, text.encode(codec))) as table:
        assert (table.encoding, table.delimiter) == (name, ";")
        expected = [line.split(";") for line in text.splitlines()]
        assert cells(table.sheets[0]) == expected
        guessed = any("guessed" in note for note in table.notes)
        assert guessed == (name.startswith("cp"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [["Name", "City", "Note"], ["Acme", "Oslo, NO", "a; b | c"], ["Globex", "Bern", "x"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    with read_table(write(tmp_path, text.getvalue())) as table:
        assert table.delimiter == delimiter
        assert cells(table.sheets[0]) == rows


def test_a_first_line_names_the_delimiter_and_keeps_its_row_number(tmp_path: Path) -> None:
    with read_table(write(tmp_path, "sep=#\r\na,b#c\r\n1,2#3\r\n")) as table:
        assert table.delimiter == "#"
        assert cells(table.sheets[0]) == [[None, None], ["a,b", "c"], ["1,2", "3"]]


def test_ragged_rows_are_padded_and_told(tmp_path: Path) -> None:
    with read_table(write(tmp_path, "a,b,c\n1,2\n\n3,4,5,6\n7,8,9\n")) as table:
        assert cells(table.sheets[0]) == [
            ["a", "b", "c", None],
            ["1", "2", None, None],
            [None] * 4,
            ["3", "4", "5", "6"],
            ["7", "8", "9", None],
        ]
        assert "2 rows have fewer or more cells than most. The first is row 2." in table.notes


def test_nuls_go_and_are_told(tmp_path: Path) -> None:
    with read_table(
        write(
            tmp_path,
            "a,b\n1\0,2\n"
            + "some longer text in the cells,and another one that is long\n1\0,2\n" * 19,
        )
    ) as table:
        assert cells(table.sheets[0])[1] == ["1", "2"]
        assert "20 NUL characters were removed." in table.notes


def test_line_breaks_in_quotes_and_text_stays_text(tmp_path: Path) -> None:
    text = 'id,note,date\r\n007,"two\nlines, and a ""quote""",2026-10-14\r\n'
    with read_table(write(tmp_path, text)) as table:
        assert cells(table.sheets[0])[1] == ["007", 'two\nlines, and a "quote"', "2026-10-14"]


def test_a_backslash_at_the_end_of_a_cell_escapes_nothing(tmp_path: Path) -> None:
    text = 'name,folder\r\n"Acme","C:\\data\\"\r\n"Globex","D:\\"\r\n'
    with read_table(write(tmp_path, text)) as table:
        assert cells(table.sheets[0])[1:] == [["Acme", "C:\\data\\"], ["Globex", "D:\\"]]
    text = 'name,note\r\n"Acme","said \\"yes\\" twice"\r\n"Globex","said \\"no\\" once"\r\n'
    with read_table(write(tmp_path, text)) as table:
        assert cells(table.sheets[0])[1] == ["Acme", 'said "yes" twice']


def test_an_unclosed_quotation_names_its_row(tmp_path: Path) -> None:
    rows = "".join(f"{n},x\n" for n in range(50))
    with pytest.raises(FileProblem, match="opens in row 3 never closes"):
        read_table(write(tmp_path, 'id,note\n1,ok\n2,"open\n' + rows))


def test_a_huge_cell_and_a_wide_row_are_refused_with_their_row(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="Row 2 has a text longer than 100"):
        read_table(write(tmp_path, f"a,b\n{'x' * 200},1\n"), limits=Limits(field_chars=100))
    with pytest.raises(FileProblem, match="Row 2 has 4 columns; 3 are the most"):
        read_table(write(tmp_path, "a,b,c\n1,2,3,4\n"), limits=Limits(columns=3))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(tmp_path: Path, ending: str) -> None:
    with read_table(write(tmp_path, ending.join(["a,b", "1,2", "3,4"]))) as table:
        assert cells(table.sheets[0]) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    with read_table(write(tmp_path, "a\tb\n1\t2\n", "export.xls")) as table:
        assert (table.kind, table.delimiter) == ("csv", "\t")
        assert cells(table.sheets[0]) == [["a", "b"], ["1", "2"]]
        assert any("name ends in .xls" in note for note in table.notes)


def test_web_page_called_xls(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='utf-8'><style>td{}</style></head><body><p>no</p><table>"
        "<tr><th>Name</th><th colspan=2>Value</th></tr>"
        "<tr><td rowspan=2>Acme &amp; Söhne</td><td>1</td><td>two<br>lines</td></tr>"
        "<tr><td>3</td><td></td></table></body></html>"
    )
    with read_table(write(tmp_path, page, "export.xls")) as table:
        assert table.kind == "html"
        assert cells(table.sheets[0]) == [
            ["Name", "Value", None],
            ["Acme & Söhne", "1", "two\nlines"],
            [None, "3", None],
        ]
    with pytest.raises(FileProblem, match="without a table"):
        read_table(write(tmp_path, "<html><body>Session expired</body></html>", "export.xls"))


def test_xml_spreadsheet_2003(tmp_path: Path) -> None:
    xml = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Title</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="Number">2.5</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2026-10-14T00:00:00.000</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    with read_table(write(tmp_path, xml, "export.xls")) as table:
        import datetime as dt

        assert table.kind == "xml"
        assert cells(table.sheets[0]) == [
            ["Title", None, True],
            [None] * 3,
            [None, 2.5, dt.date(2026, 10, 14)],
        ]
        assert table.sheets[0].merged == ((1, 0, 1, 1),)
    bomb = xml.replace("<?mso", '<!DOCTYPE a [<!ENTITY b "c">]><?mso').replace("Title", "&b;")
    with pytest.raises(FileProblem, match="declares entities"):
        read_table(write(tmp_path, bomb, "export.xls"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"MIME-Version: 1.0\n", "saved web page"),
        (bytes(range(256)) * 8, "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "damaged"),
        (b"PK\x03\x04" + b"x" * 600, "damaged"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(FileProblem, match=reason):
        read_table(write(tmp_path, content, "file.xlsx"))


def test_pasted_block() -> None:
    text = 'Name\tNote\r\nAcme\t"two\nlines and a ""quote"""\r\n\t\r\nGlobex\t007\t\r\n\r\n'
    with read_pasted(text) as table:
        assert table.kind == "pasted"
        assert (table.sheets[0].rows, table.sheets[0].columns) == (4, 2)
        assert cells(table.sheets[0]) == [
            ["Name", "Note"],
            ["Acme", 'two\nlines and a "quote"'],
            [None, None],
            ["Globex", "007"],
        ]
    assert read_pasted("").sheets[0].rows == 0


_CHARACTER = st.one_of(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"),
    st.sampled_from('\n\t";,'),
)
_FIELD = st.text(_CHARACTER, max_size=12)
_ROWS = st.lists(st.lists(_FIELD, min_size=2, max_size=4), min_size=2, max_size=8)


def _expected(rows: list[list[str]]) -> list[list[str | None]]:
    width = max((n for row in rows for n, v in enumerate(row, 1) if v), default=0)
    blank: list[list[str | None]] = [
        [value or None for value in (row + [""] * width)[:width]] for row in rows
    ]
    while blank and not any(blank[-1]):
        blank.pop()
    return blank


@settings(max_examples=200, deadline=None)
@given(rows=_ROWS)
def test_what_excel_copies_comes_back(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t").writerows(rows)
    assert cells(read_pasted(text.getvalue()).sheets[0]) == _expected(rows)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=_ROWS)
def test_what_csv_writes_comes_back(tmp_path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    text.write("sep=;\r\n")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    with read_table(write(tmp_path, text.getvalue())) as table:
        assert cells(table.sheets[0])[1:] == _expected(rows)
