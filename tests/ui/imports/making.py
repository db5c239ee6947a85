"""Rosters as people have them, made for the tests of the import page."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

HEADINGS = (
    "Kd-Nr", "Kunde", "Tier", "Kunde seit", "E-Mail", "Telefon", "Straße", "PLZ", "Ort", "Land",
    "Jahreswert", "Betreuer",
)  # fmt: skip
ROWS = (
    ("0042", "Acme GmbH", "Gold", "03/04/25", "j.ode@acme.example", "020 555 0142",
     "Am Markt 1", "01067", "Dresden", "Deutschland", "420.000,00", "Jana Ode"),
    ("0043", "Borealis AS", "A", "12/09/23", "post@borealis.example", "0047 22 55 01 93",
     "Storgata 5", "0155", "Oslo", "Norwegen", "95.500,50", "Jana Ode"),
    ("0044", "ACME  G.m.b.H.", "B", "01/02/24", "info@acme-gmbh.example", "0205550143",
     "Am Markt 1", "01067", "Dresden", "Deutschland", "1.000,00", "Jana Ode"),
    ("0045", "Express Logistik AG", "B", "11/11/19", "b.levy@expressl&t.net", "(030) 421-7800",
     "Hafenstr. 9", "20457", "Hamburg", "Deutschland", "88.000,00", "Tom Reis"),
    ("0046", "Grand Hotels SE", "Gold", "05/06/22", "t.barr@grand.example", "089 596 1000",
     "Ring 4", "80331", "München", "Deutschland", "312.000,00", "Tom Reis"),
    ("0047", "Helvetia Medtech AG", "A", "10/01/21", "einkauf@helvetia.example",
     "+41 44 555 01 77", "Seestr. 12", "8002", "Zürich", "Schweitz", "980.000,00", "Jana Ode"),
    ("0048", "Nordwind Energie GmbH", "Gold", "07/08/20", "kontakt@nordwind.example",
     "0421 330 55", "Weserweg 2", "28195", "Bremen", "Deutschland", "150.250,75", "Tom Reis"),
    ("0049", "", "C", "02/03/24", "wer@irgendwo.example", "0711 123456", "Königstr. 1", "70173",
     "Stuttgart", "Deutschland", "12.000,00", "Tom Reis"),
    ("0050", "Sava Telekom d.o.o.", "B", "09/10/18", "info@sava", "+386 1 555 01 20",
     "Dunajska 5", "1000", "Ljubljana", "Slowenien", "455.000,00", "Jana Ode"),
    ("0051", "Nordwind Energy GmbH", "C", "07/07/20", "", "", "", "", "Bremen", "Deutschland",
     "", "Tom Reis"),
    ("0052", "Cedar Health SARL", "B", "04/05/17", "hello@cedar.example", "+33 1 55 01 02 03",
     "Rue Bleue 3", "75009", "Paris", "Frankreich", "268.000,00", "Jana Ode"),
    ("0053", "Iberia Ports SA", "C", "12/12/16", "puertos@iberia.example", "+34 91 555 0133",
     "Calle Mayor 8", "28013", "Madrid", "Spanien", "240.000,00", "Tom Reis"),
)  # fmt: skip


def messy_workbook(path: Path) -> Path:
    """A German roster: title rows, a group of headings under a merged cell, unknown tiers, dates
    that read two ways, a misspelt country, bad addresses, a row without a name, a total, a
    hidden sheet.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    clients = book.add_worksheet("Kunden")
    clients.merge_range(0, 0, 0, len(HEADINGS) - 1, "Kundenliste 2026 – vertraulich")
    clients.write_string(1, 0, "Stand: 14.10.2026")
    clients.merge_range(2, 6, 2, 9, "Firma")
    clients.write_row(3, 0, HEADINGS)
    for at, row in enumerate(ROWS, start=4):
        for column, text in enumerate(row):
            if text:
                clients.write_string(at, column, text)
    clients.write_string(4 + len(ROWS), 1, "Summe")
    clients.write_string(4 + len(ROWS), 10, "3.021.751,25")
    hidden = book.add_worksheet("Archiv")
    hidden.write_row(0, 0, ("Kunde", "Ort"))
    hidden.write_row(1, 0, ("Alte Werft AG", "Kiel"))
    hidden.hide()
    notes = book.add_worksheet("Notizen")
    notes.write_string(0, 0, "Bitte bis Freitag zurück an Jana")
    book.close()
    return path


def clean_csv(path: Path, rows: int = 3) -> Path:
    """A file whose headings are the fields' own names."""
    names = ("Acme", "Borealis", "Cedar", "Delta", "Elbe", "Fjord", "Grand", "Helvetia")
    lines = ["Name,City,Country,Tier"]
    lines += [
        f"{names[i % len(names)]} {i:05d} Ltd,City {i % 50},Germany,{'ABCD'[i % 4]}"
        for i in range(rows)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def write(path: Path, *lines: str) -> Path:
    """A text file of lines."""
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def csv(path: Path, *rows: str) -> Path:
    """A file with name, city and tier."""
    return write(path, "Name,City,Tier", *rows)
