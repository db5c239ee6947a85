"""Table files from outside become plain cells, read in a process of their own.

`read_table` and `read_pasted` are all a caller needs. The names load when first asked for: the
reading process imports this package as well and must start fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acctdesk.exchange.reading.cells import Cell, Chunk, ColumnFormat, Limits

if TYPE_CHECKING:
    from acctdesk.exchange.reading.pasted import read_pasted
    from acctdesk.exchange.reading.process import read_table
    from acctdesk.exchange.reading.table import Sheet, TableFile

__all__ = [
    "Cell",
    "Chunk",
    "ColumnFormat",
    "Limits",
    "Sheet",
    "TableFile",
    "read_pasted",
    "read_table",
]

_HOMES = {
    "Sheet": "table",
    "TableFile": "table",
    "read_pasted": "pasted",
    "read_table": "process",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
