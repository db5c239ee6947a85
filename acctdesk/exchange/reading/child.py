"""The reading process: opens one untrusted file and writes its cells to its standard output.

It gets its job as JSON on standard input, puts up its own fence, and ends. Whatever goes wrong
leaves as a frame; nothing is printed.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

import orjson

from acctdesk.exchange.reading import guard, kinds
from acctdesk.exchange.reading.cells import Limits
from acctdesk.exchange.reading.output import Output
from acctdesk.exchange.reading.refusal import Refused

if TYPE_CHECKING:
    from types import ModuleType

_BUFFER = 1024 * 1024


def _zip(source: BinaryIO, path: str, out: Output, limits: Limits, *, avoid: bool) -> None:
    from acctdesk.exchange.reading import package, workbook

    found = package.scan(source, limits)
    out.meta(kind=found.kind)
    out.share(0.0, 1.0)
    handle: str | IO[bytes] = path or source
    if found.kind in ("xlsx", "xlsm"):
        workbook.read_ooxml(handle, found, out, avoid=avoid)
    else:
        workbook.read_other(handle, found.kind, found, out, limits)


def _ole(
    source: BinaryIO, job: dict[str, Any], path: str, out: Output, limits: Limits, *, avoid: bool
) -> None:
    from acctdesk.exchange.reading import locked, workbook

    inside = locked.contents(source)
    plain = locked.unlock(source, job["password"], locked=inside == "locked")
    if inside == "locked" and plain is not None:
        _zip(plain, "", out, limits, avoid=avoid)
        return
    out.meta(kind="xls")
    workbook.read_other(plain if plain is not None else path, "xls", None, out, limits)


def _renamed(out: Output, path: str, kind: str) -> None:
    """Say when a file that calls itself a workbook is something simpler."""
    ending = os.path.splitext(path)[1].lower()
    if ending in (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"):
        out.note("renamed", ending=ending, kind=kind)


def read(source: BinaryIO, path: str, job: dict[str, Any], out: Output, limits: Limits) -> None:
    """Read one file, whatever its name says it is.

    Args:
        source: The open file.
        path: Its path.
        job: The job: password, name, whether to avoid the fast reader.
        out: Where the cells go.
        limits: What is refused.

    Raises:
        Refused: The file is not read.
    """
    kind = kinds.kind_of(source)
    avoid = bool(job["avoid"])
    if kind == kinds.ZIP:
        _zip(source, path, out, limits, avoid=avoid)
    elif kind == kinds.OLE:
        _ole(source, job, path, out, limits, avoid=avoid)
    elif kind == kinds.HTML:
        from acctdesk.exchange.reading.markup import read_html

        out.meta(kind="html")
        _renamed(out, path, "html")
        read_html(source, job["sheet"], out, limits)
    elif kind == kinds.XML_SHEET:
        from acctdesk.exchange.reading.markup import read_spreadsheetml

        out.meta(kind="xml")
        _renamed(out, path, "xml")
        read_spreadsheetml(source, out, limits)
    else:
        from acctdesk.exchange.reading.plaintext import read_text

        out.meta(kind="csv")
        _renamed(out, path, "csv")
        read_text(source, job["sheet"], out, limits)


def _where(bad: BaseException) -> str:
    """Where a fault arose: files and lines, none of the values, which belong to the client."""
    steps = traceback.extract_tb(bad.__traceback__)[-4:]
    at = " < ".join(f"{os.path.basename(s.filename)}:{s.lineno}" for s in reversed(steps))
    return f"{type(bad).__name__} {at}"


def main() -> int:
    """Do the job on standard input; the program's entry for ``_read``.

    Returns:
        The exit code: 0 when a last frame was written, whatever it says.
    """
    with os.fdopen(os.dup(0), "rb") as jobs:
        job: dict[str, Any] = orjson.loads(jobs.read())
    limits = Limits(**job["limits"])
    # The cells get a handle of their own; a library that prints must not print among them.
    spool = os.fdopen(os.dup(1), "wb", _BUFFER)
    os.dup2(2, 1)
    # openpyxl would load numpy where there is one, and that needs more than the fence leaves it.
    sys.modules["numpy"] = cast("ModuleType", None)
    # It would also read with lxml, past the library that refuses entities (docs/decisions/0004).
    sys.modules["lxml"] = cast("ModuleType", None)
    # Loaded while the fence is down, so that what runs behind it is there already.
    from acctdesk.exchange.reading import package, plaintext, workbook  # noqa: F401

    guard.limit(limits.memory_bytes, job["seconds"], limits.spool_bytes)
    guard.forbid()
    out = Output(spool, limits)
    try:
        path = os.fsdecode(bytes.fromhex(job["path"]))
        with open(path, "rb") as source:
            read(source, path, job, out, limits)
        out.end()
    except Refused as why:
        out.refused(why)
    except MemoryError:
        out.refused(Refused("memory"))
    except OSError as bad:
        out.refused(Refused("unreadable", reason=bad.strerror or type(bad).__name__))
    except Exception as bad:  # noqa: BLE001 - untrusted input may upset any library in any way
        out.fault(_where(bad))
    spool.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
