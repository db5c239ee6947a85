"""Copies of files that go along with a parcel: which there are, which are missing here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from acctdesk.errors import NotFound
from acctdesk.models import Blob
from acctdesk.services.context import Context
from acctdesk.services.handover.belonging import Belonging
from acctdesk.services.handover.keeping import put
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.handover.stored import RowReads
from acctdesk.words import _
from acctdesk.workspace.bulk import among


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a file that lies in the workspace.

    Attributes:
        sha256: Hash of its bytes.
        name: What the file is called.
        account: Name of the account that it is attached to, or to something of it; empty where it
            is several accounts'.
    """

    sha256: str
    name: str
    account: str = ""


def named(parcel: Parcel) -> dict[str, str]:
    """Copies that the attachments of a parcel refer to: hash and name."""
    columns = parcel.columns.get("attachment", ())
    if "sha256" not in columns:
        return {}
    at, name = columns.index("sha256"), columns.index("name")
    return {row[at]: str(row[name]) for row in parcel.rows.get("attachment", ()) if row[at]}


class Copies:
    """Reads and keeps copies of files.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, parcel: Parcel) -> tuple[Copy, ...]:
        """The copies that go along with a parcel, account by account.

        Args:
            parcel: The parcel.
        """
        wanted = named(parcel)
        if not wanted:
            return ()
        with self._context.workspace.read() as connection:
            there = _present(connection, wanted)
        owners = self._owners(parcel)
        found = [
            Copy(one, name, owners.get(one, "")) for one, name in wanted.items() if one in there
        ]
        return tuple(sorted(found, key=lambda one: (one.account, one.name, one.sha256)))

    def _owners(self, parcel: Parcel) -> dict[str, str]:
        """By hash, the one account that a copy belongs to."""
        belonging = Belonging(self._context.workspace.tables)
        reads = RowReads(parcel.columns, parcel.rows)
        columns = parcel.columns["attachment"]
        place = columns.index("sha256")
        hashes = {row[0]: row[place] for row in parcel.rows["attachment"]}
        found: dict[str, str] = {}
        for account, name in zip(parcel.accounts, parcel.names, strict=True):
            for kind, record in belonging.of([account], reads):
                if kind == "attachment" and hashes.get(record):
                    one = hashes[record]
                    found[one] = name if found.get(one, name) == name else ""
        return found

    def content(self, sha256: str) -> bytes:
        """The bytes of a copy.

        Raises:
            NotFound: There is none.
        """
        with self._context.workspace.read() as connection:
            data = connection.execute(select(Blob.data).where(Blob.sha256 == sha256)).scalar()
        if data is None:
            raise NotFound(_("this document is not there any more."))
        return bytes(data)

    def lacking(self, parcel: Parcel) -> dict[str, str]:
        """Copies that a parcel refers to and that aren't here: hash and name."""
        wanted = named(parcel)
        if not wanted:
            return {}
        with self._context.workspace.read() as connection:
            there = _present(connection, wanted)
        return {one: name for one, name in wanted.items() if one not in there}

    def add(self, contents: Iterable[bytes]) -> int:
        """Keep copies; they aren't journalled, since an undo brings back what refers to them.

        Args:
            contents: Their bytes.

        Returns:
            How many there were.
        """
        count = 0
        with self._context.workspace.transaction() as connection:
            for data in contents:
                put(connection, data)
                count += 1
            connection.commit()
        return count


def _present(connection: Connection, hashes: Iterable[str]) -> set[str]:
    return set(connection.scalars(select(Blob.sha256).where(among(Blob.sha256, list(hashes)))))
