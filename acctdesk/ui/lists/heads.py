"""The heads of groups and the totals of branches, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.outline import GroupHead, Totals
from acctdesk.ui.entry import in_words
from acctdesk.ui.lists.figures import briefly, figures
from acctdesk.ui.lists.rows import Folded
from acctdesk.ui.widgets.cell import Band
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.lists.model import ListModel


def band_of(model: ListModel, folded: Folded, summary: Mapping[str, Any]) -> Band:
    """What the head of a group says.

    Args:
        model: The list.
        folded: The head.
        summary: What is told of each field.
    """
    head = folded.head
    sums = {}
    for name, told in head.sums.items():
        column = model.column(name)
        if column >= 0:
            field = model.fields()[column]
            sums[column] = briefly(figures(field, summary.get(name, "sum"), told))
    label = label_of(model, folded)
    return Band(label, model.count_said(head.count), head.level, folded.open, sums)


def label_of(model: ListModel, folded: Folded) -> str:
    """What the records of a group have in common, in words."""
    field = _grouped_by(model, folded)
    head: GroupHead = folded.head
    if field is None:
        return str(head.label_value or "")
    if head.value is None or head.value == ():
        return _("No %s") % str(field.label).lower()
    if field.format is Format.REFERENCE:
        return str(head.label_value or "")
    text = in_words(field, head.value)
    return _("{field}: {value}").format(field=field.label, value=text) if _bare(field) else text


def _bare(field: Field) -> bool:
    """Whether a value says little without its field's name."""
    return (
        field.format not in (Format.CHOICE, Format.COUNTRY, Format.DATE)
        or len(max((str(one.label) for one in field.choices), key=len, default="long")) < 3
    )


def _grouped_by(model: ListModel, folded: Folded) -> Field | None:
    names = model.grouped_by
    at = model.column(names[folded.head.level]) if folded.head.level < len(names) else -1
    return model.fields()[at] if at >= 0 else None


def total_of(field: Field, summary: Mapping[str, Any], totals: Totals) -> str:
    """What a branch comes to in a field, after the record's own value."""
    told = totals.get(field.name, {})
    words = briefly(figures(field, summary.get(field.name, "sum"), told))
    return _("Σ %s") % words if words else ""
