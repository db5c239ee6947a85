"""From messy cells to field values: one cell, a column, or what a person typed."""

from acctdesk.services.values.cell import Cell, Hints, Parsed, fold, is_blank, tidy
from acctdesk.services.values.column import Remarks, parse_column, parser
from acctdesk.services.values.dates import date_orders
from acctdesk.services.values.keys import (
    company_key,
    domain_of,
    email_key,
    id_key,
    person_key,
    phone_key,
)
from acctdesk.services.values.numbers import decimal_marks
from acctdesk.services.values.sentences import describe, expectation
from acctdesk.services.values.typed import parse_typed

__all__ = [
    "Cell", "Hints", "Parsed", "Remarks", "company_key", "date_orders", "decimal_marks",
    "describe", "domain_of", "email_key", "expectation", "fold", "id_key", "is_blank",
    "parse_column",
    "parse_typed", "parser", "person_key", "phone_key", "tidy",
]  # fmt: skip
