"""Fields that the person defines."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from acctdesk.errors import Invalid
from acctdesk.models import CustomField, CustomValue
from acctdesk.models.catalogue import Format
from acctdesk.models.custom import CUSTOM_FORMATS
from acctdesk.services.context import Context
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit


class CustomFields:
    """Defines, renames and removes custom fields.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def define(
        self, kind: str, label: str, form: Format = Format.TEXT, choices: Iterable[str] = ()
    ) -> tuple[str, Committed | None]:
        """Add a field to a kind of record; internal until somebody says otherwise.

        Returns:
            The field's id and the change.

        Raises:
            Invalid: The label is empty or taken, or the type isn't offered.
        """
        with self._context.write("Add the field {name}", name=label) as unit:
            made = self.insert(unit, kind, label, form, choices)
            return made, unit.commit()

    def insert(
        self, unit: Unit, kind: str, label: str, form: Format, choices: Iterable[str] = ()
    ) -> str:
        """Add a field inside a unit; see `define`."""
        label = self._free(kind, label)
        if form not in {one.code for one in CUSTOM_FORMATS}:
            raise Invalid(_("a custom field can't be of this type."), field="format")
        last = unit.connection.execute(select(func.max(CustomField.position))).scalar() or 0
        return unit.insert(
            "custom_field",
            {
                "of_kind": kind,
                "label": label,
                "format": str(form),
                "choices": tuple(choices),
                "audience": "internal",
                "position": last + 1,
            },
        )

    def rename(self, field: str, label: str) -> Committed | None:
        """Give a field another name.

        Raises:
            Invalid: The name is empty or taken.
            NotFound: There is no such field.
        """
        with self._context.write("Rename the field {name}", name=label.strip()) as unit:
            kind = unit.get("custom_field", field)["of_kind"]
            unit.update("custom_field", field, {"label": self._free(kind, label, but=field)})
            return unit.commit()

    def _free(self, kind: str, label: str, but: str = "") -> str:
        """A label, tidied, that no field of the kind has but perhaps one.

        Raises:
            Invalid: It is empty or taken.
        """
        label = label.strip()
        taken = {
            str(field.label).casefold()
            for field in self._context.catalogue.fields(kind)
            if field.name != but
        }
        if not label or label.casefold() in taken:
            raise Invalid(
                _("there is a field “%s” already.") % label if label else _("the name is missing."),
                field="label",
                remedy=_("Choose another name."),
            )
        return label

    def remove(self, field: str) -> Committed | None:
        """Remove a field with its values; undo brings both back."""
        with self._context.write("Remove a field") as unit:
            values = unit.connection.scalars(
                select(CustomValue.id).where(CustomValue.field_id == field)
            ).all()
            for one in values:
                unit.delete("custom_value", one)
            unit.delete("custom_field", field)
            return unit.commit()
