"""Settings of the workspace: who I am, and where the fiscal year starts."""

from __future__ import annotations

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.models import Setting
from acctdesk.services.context import ME, Context
from acctdesk.words import _
from acctdesk.workspace import Author, Committed

FISCAL_MONTH = "fiscal_month"
HOME_COUNTRY = "home_country"
HOME_CURRENCY = "home_currency"


class Settings:
    """Reads and writes the workspace's settings.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, name: str, default: str = "") -> str:
        """A setting's value."""
        statement = select(Setting.value).where(Setting.name == name)
        with self._context.workspace.read() as connection:
            return connection.execute(statement).scalar() or default

    def set(self, name: str, value: str, called: str = "") -> Committed | None:
        """Change a setting.

        Args:
            name: Its name.
            value: Its value.
            called: What it is called where changes are told, in English; its name unless given.
        """
        with self._context.write("Change the setting {name}", name=called or name) as unit:
            held = unit.connection.scalars(select(Setting.id).where(Setting.name == name)).first()
            if held is None:
                unit.insert("setting", {"name": name, "value": value})
            else:
                unit.update("setting", held, {"value": value})
            return unit.commit()

    @property
    def me(self) -> Author:
        """Who I am; an author without id before it was asked."""
        return self._context.author

    def introduce(self, name: str, email: str = "") -> Committed | None:
        """Say who I am: a member of our team with this name, new unless they are there already.

        Args:
            name: My name.
            email: My e-mail address; may be empty.

        Raises:
            Invalid: The name is empty.
        """
        name = name.strip()
        if not name:
            raise Invalid(_("your name is missing."), field="name", remedy=_("Fill it in."))
        with self._context.write("Say who I am: {name}", name=name) as unit:
            table = unit.tables.table("member")
            held = unit.connection.scalars(select(table.c.id).where(table.c.name == name)).first()
            if held is None:
                held = unit.insert(
                    "member",
                    {"name": name, "email": email.strip() or None, "role": "account_manager"},
                )
            setting = unit.connection.scalars(select(Setting.id).where(Setting.name == ME)).first()
            if setting is None:
                unit.insert("setting", {"name": ME, "value": held})
            else:
                unit.update("setting", setting, {"value": held})
            return unit.commit()

    @property
    def fiscal_month(self) -> int:
        """The month in which the fiscal year starts, 1 to 12."""
        return int(self.get(FISCAL_MONTH, "1"))
