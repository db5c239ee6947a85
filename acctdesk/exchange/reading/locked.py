"""Containers of the old kind (OLE): Excel 97 to 2003 workbooks, and anything under a password."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any, BinaryIO

from acctdesk.exchange.reading.refusal import Refused

_BUILT_IN = "VelvetSweatshop"
"""Excel's own password for workbooks that are locked against changes only."""


def contents(source: BinaryIO) -> str:
    """What a container holds: "xls", or "locked" for an encrypted .xlsx, .xlsm or .xlsb.

    Args:
        source: The file.

    Raises:
        Refused: It is damaged, or holds something else.
    """
    import olefile  # type: ignore[import-untyped]

    source.seek(0)
    try:
        with olefile.OleFileIO(source) as container:
            names = {"/".join(entry).lower() for entry in container.listdir()}
    except Exception as bad:
        raise Refused("damaged") from bad
    finally:
        source.seek(0)
    if "encryptedpackage" in names:
        return "locked"
    if "workbook" in names or "book" in names:
        return "xls"
    for stream, kind in (("worddocument", "Word"), ("powerpoint document", "PowerPoint")):
        if stream in names:
            raise Refused("not_table", kind=kind)
    raise Refused("not_table", kind="OLE")


def _office_file(source: BinaryIO) -> Any:
    import msoffcrypto
    from msoffcrypto.format import xls97

    # It would decrypt by way of a temporary file, which this process may not write.
    xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)
    source.seek(0)
    return msoffcrypto.OfficeFile(source)


def unlock(source: BinaryIO, password: str | None, *, locked: bool) -> BinaryIO | None:
    """Decrypt a workbook in memory.

    Args:
        source: The file.
        password: The person's password; None: none given yet.
        locked: Whether the container is known to be encrypted; an .xls says so itself.

    Returns:
        The decrypted file, or None when it isn't encrypted.

    Raises:
        Refused: A password is needed or wrong, or the encryption is unknown.
    """
    from msoffcrypto import exceptions

    try:
        file = _office_file(source)
        if not locked and not file.is_encrypted():
            return None
    except Exception as bad:
        if not locked:
            # Its reader decides whether a damaged header matters.
            return None
        raise Refused("damaged") from bad
    for attempt in dict.fromkeys(p for p in (password, _BUILT_IN) if p):
        plain = io.BytesIO()
        try:
            file = _office_file(source)
            file.load_key(password=attempt)
            file.decrypt(plain)
        except (exceptions.InvalidKeyError, exceptions.DecryptionError):
            continue
        except MemoryError:
            raise
        except Exception as bad:
            raise Refused("cipher") from bad
        plain.seek(0)
        if locked and plain.read(2) != b"PK":
            continue
        plain.seek(0)
        return plain
    raise Refused("password_wrong" if password else "password_needed")
