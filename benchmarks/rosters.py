"""Makes the large rosters that the benchmarks import: credible, all names unique."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import xlsxwriter

COUNTRIES = {"Germany": "+49 30", "Netherlands": "+31 20", "United Kingdom": "+44 20",
             "Switzerland": "+41 44", "Norway": "+47 22", "Poland": "+48 22"}  # fmt: skip
SECTORS = ("Logistics", "Retail", "Banking", "Energy", "Insurance", "Public sector", "Medtech")
CITIES = ("Berlin", "Rotterdam", "London", "Zürich", "Oslo", "Warszawa", "Hamburg", "Leeds")
FORMS = ("GmbH", "B.V.", "Ltd", "AG", "AS", "Sp. z o.o.", "SE", "plc")
SYLLABLES = ("nor", "wind", "hel", "ve", "ban", "co", "au", "ro", "key", "stone", "lu", "men",
             "pet", "rel", "sa", "va", "or", "chard", "del", "ta", "ced", "ar", "ib", "er",
             "fjord", "tes", "quar", "ry", "mesa", "vis", "tu", "har", "bour", "li", "to",
             "ral")  # fmt: skip
FIRST = ("Jana", "Rui", "Kari", "Ann", "Tomasz", "Lena", "Björn", "Mei", "Sofia", "David", "Noor")
LAST = ("Ode", "Faria", "Lund", "Kelly", "Nowak", "Weiß", "Holm", "Wang", "Russo", "Clark", "Aziz")
TITLES = ("CIO", "CFO", "Head of IT", "Procurement manager", "IT service manager", "CISO")

ACCOUNT_HEADINGS = (
    "Client", "Legal name", "Sector", "Tier", "Annual value", "Currency", "Renewal date",
    "Client since", "Employees", "Street", "Postal code", "City", "Country", "Website", "Phone",
)  # fmt: skip
CONTACT_HEADINGS = (
    "Company", "Sector", "City", "Country", "Website", "Tier", "Annual value", "Renewal date",
    "First name", "Last name", "Title", "Department", "E-mail", "Phone", "Mobile",
)  # fmt: skip


def names(count: int, rng: random.Random) -> list[str]:
    """Company names, each once."""
    made: dict[str, None] = {}
    while len(made) < count:
        word = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).capitalize()
        made[f"{word} {rng.choice(SECTORS)} {rng.choice(FORMS)}"] = None
    return list(made)


def account_roster(path: Path, rows: int) -> None:
    """One row an account, 15 columns."""
    rng = random.Random(7)
    first = dt.date(2010, 1, 1)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Clients")
    sheet.write_row(0, 0, ACCOUNT_HEADINGS)
    for row, name in enumerate(names(rows, rng), 1):
        country = rng.choice(tuple(COUNTRIES))
        site = name.split()[0].lower()
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, f"{name} ({rng.randint(100, 999)})")
        sheet.write_string(row, 2, rng.choice(SECTORS))
        sheet.write_string(row, 3, rng.choice("ABCD"))
        sheet.write_number(row, 4, rng.randint(5, 3000) * 1000)
        sheet.write_string(row, 5, rng.choice(("EUR", "GBP", "CHF", "NOK", "PLN")))
        sheet.write_datetime(row, 6, first + dt.timedelta(rng.randint(6000, 7500)), day)
        sheet.write_datetime(row, 7, first + dt.timedelta(rng.randint(0, 6000)), day)
        sheet.write_number(row, 8, rng.randint(10, 50_000))
        sheet.write_string(row, 9, f"{rng.choice(LAST)}straat {rng.randint(1, 400)}")
        sheet.write_string(row, 10, f"{rng.randint(1000, 99999):05d}")
        sheet.write_string(row, 11, rng.choice(CITIES))
        sheet.write_string(row, 12, country)
        sheet.write_string(row, 13, f"www.{site}-{row}.example")
        sheet.write_string(row, 14, f"{COUNTRIES[country]} {rng.randint(1000000, 9999999)}")
    book.close()


def contact_roster(path: Path, rows: int) -> None:
    """One row a contact, the company repeated about ten times, 15 columns."""
    rng = random.Random(8)
    first = dt.date(2026, 1, 1)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Contacts")
    sheet.write_row(0, 0, CONTACT_HEADINGS)
    row = 0
    for number, name in enumerate(names(max(1, rows // 10), rng)):
        country = rng.choice(tuple(COUNTRIES))
        site = f"{name.split()[0].lower()}-{number}.example"
        company = (name, rng.choice(SECTORS), rng.choice(CITIES), country, f"www.{site}",
                   rng.choice("ABCD"))  # fmt: skip
        value, until = rng.randint(5, 3000) * 1000, first + dt.timedelta(rng.randint(0, 900))
        for _each in range(10):
            row += 1
            given, family = rng.choice(FIRST), f"{rng.choice(LAST)}-{row}"
            for column, text in enumerate(company):
                sheet.write_string(row, column, text)
            sheet.write_number(row, 6, value)
            sheet.write_datetime(row, 7, until, day)
            sheet.write_string(row, 8, given)
            sheet.write_string(row, 9, family)
            sheet.write_string(row, 10, rng.choice(TITLES))
            sheet.write_string(row, 11, rng.choice(("IT", "Finance", "Procurement", "Operations")))
            sheet.write_string(row, 12, f"{given}.{family}@{site}".lower())
            sheet.write_string(row, 13, f"{COUNTRIES[country]} {1000000 + row}")
            sheet.write_string(row, 14, f"+49 170 {1000000 + row}")
    book.close()
