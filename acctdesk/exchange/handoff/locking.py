"""Locks a workbook with a password, and keeps the password where the system keeps such things."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from acctdesk.errors import FileProblem, Invalid
from acctdesk.words import _

SERVICE = "AcctDesk hand-over"
"""Under what a password is kept."""
LONGEST = 255
"""Letters that spreadsheets take of a password."""

_BACKENDS = {
    "keyring.backends.Windows": "WinVaultKeyring",
    "keyring.backends.macOS": "Keyring",
    "keyring.backends.SecretService": "Keyring",
}
"""Where a password may be kept: Credential Manager, Keychain, Secret Service. Others write it down
in plain text, or say that they kept it and don't."""


def checked(password: str) -> str:
    """A password that a workbook can be locked with.

    Raises:
        Invalid: It is blank, or longer than spreadsheets take.
    """
    if not password.strip():
        raise Invalid(_("the password is blank."), field="password")
    if len(password) > LONGEST:
        raise Invalid(
            _("the password is longer than %s letters, and spreadsheets don't take it.") % LONGEST,
            remedy=_("Choose a shorter one."),
            field="password",
        )
    return password


def lock(plain: Path, locked: Path, password: str) -> None:
    """Encrypt a workbook (agile encryption, AES-256) so that spreadsheets ask for its password.

    Args:
        plain: The workbook.
        locked: The file to write.
        password: The password.

    Raises:
        Invalid: The password doesn't fit.
        OSError: The file can't be written.
    """
    from msoffcrypto.format.ooxml import OOXMLFile

    checked(password)
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)


def keep(origin: str, password: str) -> None:
    """Keep the password of a workbook in the system's own store.

    Args:
        origin: What tells the workbook from others, see `name_of`.
        password: The password.

    Raises:
        FileProblem: This system has no store for it, or it is locked.
    """
    store = _store()
    if store is None:
        raise _not_kept()
    try:
        store.set_password(SERVICE, origin, password)
        held = store.get_password(SERVICE, origin)
    except Exception as bad:  # each store fails in ways of its own
        raise _not_kept() from bad
    if held != password:
        raise _not_kept()


def kept(origin: str) -> str | None:
    """The password that was kept for a workbook; None where there is none, or no store."""
    store = _store()
    if store is None:
        return None
    with suppress(Exception):  # locked, or the person said no: then they type it
        found: str | None = store.get_password(SERVICE, origin)
        return found
    return None


def forget(origin: str) -> None:
    """Take a password out of the system's store; nothing happens where there is none."""
    store = _store()
    if store is not None:
        with suppress(Exception):
            store.delete_password(SERVICE, origin)


def name_of(path: Path) -> str:
    """What tells a workbook from others before it is opened: its name."""
    return path.name.casefold()


def can_keep() -> bool:
    """Whether this system has a store for passwords that we trust."""
    return _store() is not None


def _store() -> Any:
    """The system's store; None where it has none, or only one that isn't safe."""
    import keyring  # late: it looks through all installed packages
    from keyring.backends.chainer import ChainerBackend

    try:
        found = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - a broken backend is as good as none
        return None
    tried = found.backends if isinstance(found, ChainerBackend) else [found]
    return next((one for one in tried if _is_trusted(one)), None)


def _is_trusted(store: object) -> bool:
    kind = type(store)
    return _BACKENDS.get(kind.__module__) == kind.__name__


def _not_kept() -> FileProblem:
    return FileProblem(
        _("the password was not kept: this computer has no safe place for it, or it is locked."),
        remedy=_("Write it down elsewhere; the workbook can't be opened without it."),
    )
