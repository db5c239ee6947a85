"""Fields that the person defines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import func, select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import CustomField, CustomValue
from acctdesk.models.catalogue import Audience, Choice, Field, Format
from acctdesk.models.custom import CUSTOM_FORMATS
from acctdesk.services.context import Context
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit

OWNERS = ("account", "person")
"""Kinds whose records may have custom fields."""
FORMATS = tuple((Format(one.code), one.label) for one in CUSTOM_FORMATS)
"""What a custom field may hold, and how that is called."""


class CustomFields:
    """Defines, changes and removes custom fields. Every command is one step to undo.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- queries ---------------------------------------------------------------------------

    def defined(self) -> tuple[Field, ...]:
        """All custom fields in their order, as they are kept.

        The catalogue has them too, but is made anew only after a change was told: who hears of it
        first would see the fields of before.
        """
        statement = select(
            CustomField.of_kind,
            CustomField.id,
            CustomField.label,
            CustomField.format,
            CustomField.choices,
            CustomField.audience,
        ).order_by(CustomField.position, CustomField.label)
        with self._context.workspace.read() as connection:
            rows = connection.execute(statement).all()
        return tuple(
            Field(
                kind, name, label, Format(form),
                choices=tuple(Choice(one, one) for one in choices or ()),
                audience=Audience(audience), custom=True,
            )
            for kind, name, label, form, choices, audience in rows
        )  # fmt: skip

    def used(self) -> dict[str, int]:
        """How many records have a value, by field; fields without any are absent."""
        statement = select(CustomValue.field_id, func.count()).group_by(CustomValue.field_id)
        with self._context.workspace.read() as connection:
            return {str(field): int(count) for field, count in connection.execute(statement)}

    def used_choices(self, field: str) -> dict[str, int]:
        """How many records have each choice; also those that are no longer offered."""
        statement = (
            select(CustomValue.text, func.count())
            .where(CustomValue.field_id == field, CustomValue.text.is_not(None))
            .group_by(CustomValue.text)
        )
        with self._context.workspace.read() as connection:
            return {str(text): int(count) for text, count in connection.execute(statement)}

    # -- commands --------------------------------------------------------------------------

    def define(
        self,
        kind: str,
        label: str,
        form: Format = Format.TEXT,
        choices: Iterable[str] = (),
        audience: Audience = Audience.INTERNAL,
    ) -> tuple[str, Committed | None]:
        """Add a field to a kind of record; internal unless somebody says otherwise.

        Args:
            kind: The kind of record.
            label: What a person calls it.
            form: What it holds; one of `acctdesk.models.custom.CUSTOM_FORMATS`.
            choices: What may be chosen, for a `Format.CHOICE`.
            audience: Who may see it.

        Returns:
            The field's id and the change.

        Raises:
            Invalid: The label is empty or taken, the type isn't offered, or two choices are the
                same.
        """
        with self._context.write("Add the field {name}", name=label.strip()) as unit:
            made = self.insert(unit, kind, label, form, choices, audience)
            return made, unit.commit()

    def insert(
        self,
        unit: Unit,
        kind: str,
        label: str,
        form: Format,
        choices: Iterable[str] = (),
        audience: Audience = Audience.INTERNAL,
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
                "choices": _distinct(choices),
                "audience": str(audience),
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

    def set_audience(self, field: str, audience: Audience) -> Committed | None:
        """Say who may see a field.

        Raises:
            NotFound: There is no such field.
        """
        with self._context.write("Say who may see the field {name}") as unit:
            self._name(unit, field, "Say who may see the field {name}")
            unit.update("custom_field", field, {"audience": str(audience)})
            return unit.commit()

    def add_choice(self, field: str, choice: str) -> Committed | None:
        """Offer one more choice, as the last.

        Raises:
            Invalid: It is empty, or offered already.
            NotFound: There is no such field.
        """
        return self._change(
            field, "Add the choice {choice} to {name}", choice, lambda held: [*held, choice]
        )

    def rename_choice(self, field: str, choice: str, label: str) -> Committed | None:
        """Call a choice otherwise; records that have it follow.

        Raises:
            Invalid: The new name is empty, or offered already.
            NotFound: There is no such field, or no such choice.
        """
        label = " ".join(label.split())

        def renamed(held: list[str]) -> list[str]:
            return [label if one == choice else one for one in held]

        def follow(unit: Unit) -> None:
            values = unit.connection.scalars(
                select(CustomValue.id).where(
                    CustomValue.field_id == field, CustomValue.text == choice
                )
            ).all()
            for one in values:
                unit.update("custom_value", one, {"text": label})

        message = "Rename the choice {choice} of {name}"
        return self._change(field, message, choice, renamed, follow, there=True)

    def move_choice(self, field: str, choice: str, place: int) -> Committed | None:
        """Put a choice elsewhere in the order.

        Args:
            field: The field.
            choice: Which.
            place: Where it stands afterwards, from 0; beyond the ends is at the end.

        Raises:
            NotFound: There is no such field, or no such choice.
        """

        def moved(held: list[str]) -> list[str]:
            rest = [one for one in held if one != choice]
            at = min(max(place, 0), len(rest))
            return [*rest[:at], choice, *rest[at:]]

        return self._change(field, "Order the choices of {name}", choice, moved, there=True)

    def remove_choice(self, field: str, choice: str) -> Committed | None:
        """Offer a choice no longer; records that have it keep it, readable as it is.

        Raises:
            NotFound: There is no such field, or no such choice.
        """

        def without(held: list[str]) -> list[str]:
            return [one for one in held if one != choice]

        message = "Remove the choice {choice} of {name}"
        return self._change(field, message, choice, without, there=True)

    def _change(
        self,
        field: str,
        message: str,
        choice: str,
        change: Callable[[list[str]], list[str]],
        follow: Callable[[Unit], None] = lambda unit: None,
        *,
        there: bool = False,
    ) -> Committed | None:
        """Replace the choices of a field.

        Args:
            field: The field.
            message: What the change is called.
            choice: The choice it is about.
            change: Gets the choices and returns the new ones.
            follow: Does what follows from it, inside the same unit.
            there: Whether the choice must be one of those that are offered.
        """
        with self._context.write(message, choice=choice.strip()) as unit:
            held = list(self._name(unit, field, message, choice=choice.strip())["choices"] or ())
            if there and choice not in held:
                raise NotFound(
                    _("there is no choice “%s” any more.") % choice,
                    remedy=_("Look at the list again."),
                )
            unit.update("custom_field", field, {"choices": _distinct(change(held))})
            follow(unit)
            return unit.commit()

    @staticmethod
    def _name(unit: Unit, field: str, message: str, **params: str) -> dict[str, Any]:
        """The values of a field, whose name the change is called by."""
        values = unit.get("custom_field", field)
        unit.retitle(Label(message, {"name": values["label"], **params}))
        return values

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
        """Remove a field with its values; undo brings both back.

        Raises:
            NotFound: There is no such field.
        """
        with self._context.write("Remove the field {name}") as unit:
            self._name(unit, field, "Remove the field {name}")
            values = unit.connection.scalars(
                select(CustomValue.id).where(CustomValue.field_id == field)
            ).all()
            for one in values:
                unit.delete("custom_value", one)
            unit.delete("custom_field", field)
            return unit.commit()


def _distinct(choices: Iterable[str]) -> tuple[str, ...]:
    """Choices, tidied; of a list that a person gave.

    Raises:
        Invalid: One is empty, or two read the same.
    """
    tidy = tuple(" ".join(one.split()) for one in choices)
    seen: set[str] = set()
    for one in tidy:
        if not one:
            raise Invalid(
                _("a choice has no name."), field="choices", remedy=_("Type what it is called.")
            )
        if one.casefold() in seen:
            raise Invalid(
                _("there is a choice “%s” already.") % one,
                field="choices",
                remedy=_("Choose another name."),
            )
        seen.add(one.casefold())
    return tidy
