"""How decks look: the template, our logo, a colour; and of one client their logo and colour."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.errors import FileProblem, Invalid
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.attachment import Attachment
    from acctdesk.ui.desk import Change, Desk

COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_CALLED = "look of decks"
"""What changes of these settings are told as."""
SHOWN = 3
"""Placeholders that are named, of those that are missing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What decks are made with.

    Attributes:
        template: Name of the file; empty for the program's own.
        missing: What the template lacks, in words.
        broken: Why the template can't be used at all; empty where it can.
        logo: Name of our logo's file; empty for none.
        accent: Colour as "#rrggbb"; empty for the program's own.
    """

    template: str = ""
    missing: tuple[str, ...] = ()
    broken: str = ""
    logo: str = ""
    accent: str = ""

    @property
    def word(self) -> str:
        """What the check of the template found, in a few words."""
        if self.broken:
            return _("Can't be used")
        if self.missing:
            count = len(self.missing)
            return _n("{n} placeholder missing", "{n} placeholders missing", count)
        return _("Complete")

    @property
    def said(self) -> str:
        """Which template is used, and what it lacks."""
        if not self.template:
            return _("The program's own")
        if self.broken:
            return self.broken
        if not self.missing:
            return self.template
        names = ", ".join(self.missing[:SHOWN]) + (" …" if len(self.missing) > SHOWN else "")
        return _("{file}, without {missing}").format(file=self.template, missing=names)

    @property
    def complete(self) -> bool:
        """Whether decks can be written into the template."""
        return not (self.missing or self.broken)


def read_look(desk: Desk) -> Look:
    """Read how decks look, and check the template; for a lane."""
    from acctdesk.services.review.branding import ACCENT, LOGO, TEMPLATE

    template, logo = _held(desk, TEMPLATE), _held(desk, LOGO)
    missing: tuple[str, ...] = ()
    broken = ""
    if template is not None:
        try:
            missing = _checked(template.name, desk.attachments.content(template.id))
        except FileProblem as problem:
            broken = str(problem)
    return Look(
        template.name if template else "", missing, broken, logo.name if logo else "",
        desk.settings.get(ACCENT),
    )  # fmt: skip


def _held(desk: Desk, setting: str) -> Attachment | None:
    chosen = desk.settings.get(setting)
    found = _files(desk) if chosen else ()
    return next((one for one in found if one.id == chosen), None)


def _files(desk: Desk) -> Sequence[Attachment]:
    me = desk.settings.me.id
    return desk.attachments.of("member", me) if me else ()


def _checked(name: str, data: bytes) -> tuple[str, ...]:
    from acctdesk.exchange.decks.template import check_template

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(data)
        return tuple(map(str, check_template(path)))


def choose_template(desk: Desk, path: Path) -> Sequence[Change]:
    """Take a presentation as the template; it is copied into the workspace.

    One that lacks something is taken as well: what it lacks is said beside it.

    Args:
        desk: The open workspace.
        path: The file.

    Raises:
        FileProblem: It can't be read, or isn't a presentation that is safe to open.
        Invalid: Nobody has said who they are yet.
    """
    from acctdesk.exchange.decks.template import check_template
    from acctdesk.services.review.branding import TEMPLATE

    check_template(path)
    return _keep(desk, TEMPLATE, path)


def choose_logo(desk: Desk, path: Path) -> Sequence[Change]:
    """Take a picture as our logo; it is copied into the workspace.

    Args:
        desk: The open workspace.
        path: The file.

    Raises:
        FileProblem: It can't be read, is too large, or is no picture that a deck can hold.
        Invalid: Nobody has said who they are yet.
    """
    from acctdesk.services.review.branding import LOGO

    check_logo(path)
    return _keep(desk, LOGO, path)


def check_logo(path: Path) -> bytes:
    """The bytes of a picture that a deck can hold as a logo.

    Args:
        path: The file.

    Raises:
        FileProblem: It can't be read, is too large, or is no such picture.
    """
    from acctdesk.services.review.blocks.picture import kind_of
    from acctdesk.services.review.branding import LARGEST

    try:
        if path.stat().st_size > LARGEST:
            raise FileProblem(
                _("it is too large for a logo."), where=path.name,
                remedy=_("Save it smaller: a logo needs 4 MB at most."),
            )  # fmt: skip
        data = path.read_bytes()
    except OSError as bad:
        raise FileProblem(_("it can't be read."), where=path.name) from bad
    if not kind_of(data):
        raise FileProblem(
            _("it is no picture that a deck can hold."), where=path.name,
            remedy=_("Save it as PNG or JPEG."),
        )  # fmt: skip
    return data


def forget(desk: Desk, setting: str) -> Sequence[Change]:
    """Use the program's own again instead of what was chosen.

    Args:
        desk: The open workspace.
        setting: `TEMPLATE`, `LOGO` or `ACCENT` of `acctdesk.services.review.branding`.
    """
    change = desk.settings.set(setting, "", _CALLED)
    return [change] if change is not None else []


def choose_accent(desk: Desk, typed: str, account: str = "") -> Sequence[Change]:
    """Take a colour for decks; nothing typed takes the usual one again.

    Args:
        desk: The open workspace.
        typed: "#rrggbb", with or without its sign.
        account: Whose decks; all unless given.

    Raises:
        Invalid: It is no colour.
    """
    from acctdesk.services.review.branding import ACCENT, accent_of

    name = accent_of(account) if account else ACCENT
    found = COLOUR.fullmatch(typed.strip())
    if found is None and typed.strip():
        raise Invalid(_("this is no colour."), field="accent", remedy=_("Write it like #0B5CAD."))
    change = desk.settings.set(name, f"#{found[1].lower()}" if found else "", _CALLED)
    return [change] if change is not None else []


def choose_client_logo(desk: Desk, account: str, path: Path) -> Sequence[Change]:
    """Take a picture as the logo of a client; it is attached to the account as "logo".

    Args:
        desk: The open workspace.
        account: Account id.
        path: The file.

    Raises:
        FileProblem: It can't be read, is too large, or is no picture that a deck can hold.
    """
    data = check_logo(path)
    name = "logo.png" if data.startswith(b"\x89PNG") else "logo.jpg"
    _made, change = desk.attachments.add_content("account", account, name, data)
    return [change] if change is not None else []


def _keep(desk: Desk, setting: str, path: Path) -> Sequence[Change]:
    me = desk.settings.me.id
    if not me:
        raise Invalid(
            _("nobody has said who they are yet."), remedy=_("Fill in your name under “Me” first.")
        )
    made, attached = desk.attachments.add_file("member", me, path)
    chosen = desk.settings.set(setting, made, _CALLED)
    return [one for one in (attached, chosen) if one is not None]
