"""The menu of a column's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.filters import NUMERIC
from acctdesk.services.view import How
from acctdesk.ui.lists.figures import COUNTING, how_label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.lists.page import ListPage


def head_menu(page: ListPage, column: int) -> QMenu:
    """What one can do with a column.

    Args:
        page: The list.
        column: The model column; -1 beside the columns.
    """
    menu = QMenu(page)
    theme, state = page.theme, page.view_state
    if 0 <= column < len(page.model.fields()):
        field = page.model.fields()[column]
        rising, falling = order_words(field)
        up = menu.addAction(theme.icon("arrow-up"), _("Sort: %s") % rising)
        up.triggered.connect(lambda: page.columns.sort(field.name, descending=False))
        down = menu.addAction(theme.icon("arrow-down"), _("Sort: %s") % falling)
        down.triggered.connect(lambda: page.columns.sort(field.name, descending=True))
        if state.view.sort and state.view.sort[0].field != field.name:
            then = menu.addAction(_("Then sort by this"))
            then.triggered.connect(
                lambda: page.columns.sort(field.name, descending=False, further=True)
            )
        menu.addSeparator()
        _add_group(page, menu, field)
        by = menu.addAction(theme.icon("list-filter"), _("Filter by this…"))
        by.triggered.connect(lambda: page.tools.filter_by(field.name))
        _add_summary(page, menu, field)
        menu.addSeparator()
        _add_pin(page, menu, field)
        hide = menu.addAction(theme.icon("eye-off"), _("Hide column"))
        hide.setEnabled(len(page.columns.shown()) > 1)
        hide.triggered.connect(lambda: page.columns.hide(field.name))
        menu.addSeparator()
    choose = menu.addAction(theme.icon("columns-3"), _("Columns…"))
    choose.triggered.connect(page.tools.open_columns)
    return menu


def hows(field: Field) -> tuple[How, ...]:
    """What a summary can tell of a field, the most usual first."""
    counting: tuple[How, ...] = ("count", "empty", "distinct")
    if field.format in NUMERIC:
        adding: tuple[How, ...] = () if field.format is Format.PERCENT else ("sum",)
        return (*adding, "average", "median", "min", "max", *counting)
    return ("min", "max", *counting) if field.format is Format.DATE else counting


def order_words(field: Field) -> tuple[str, str]:
    """What the rising and the falling order of a field are called."""
    if field.format in NUMERIC:
        return _("Smallest first"), _("Largest first")
    if field.format is Format.DATE:
        return _("Earliest first"), _("Latest first")
    return _("A to Z"), _("Z to A")


def _add_group(page: ListPage, menu: QMenu, field: Field) -> None:
    state = page.view_state
    if state.view.tree or field.format in (Format.LONG_TEXT,):
        return
    grouped = field.name in state.view.group
    action = menu.addAction(
        page.theme.icon("layout-list"), _("Ungroup") if grouped else _("Group by this")
    )
    left = tuple(one for one in state.view.group if one != field.name)
    group = left if grouped else (*left, field.name)
    action.triggered.connect(lambda: state.change(group=group))


def _add_summary(page: ListPage, menu: QMenu, field: Field) -> None:
    state = page.view_state
    chosen = state.view.summary.get(field.name)
    below = menu.addMenu(_("Summary"))
    none = below.addAction(_("None"))
    none.setCheckable(True)
    none.setChecked(chosen is None)
    none.triggered.connect(lambda: _tell(page, field.name, None))
    for how in hows(field):
        if how == COUNTING[0]:
            below.addSeparator()
        action = below.addAction(how_label(how, field))
        action.setCheckable(True)
        action.setChecked(how == chosen)
        action.triggered.connect(lambda _on, how=how: _tell(page, field.name, how))


def _tell(page: ListPage, name: str, how: How | None) -> None:
    kept = {one: told for one, told in page.view_state.view.summary.items() if one != name}
    page.view_state.change(summary={**kept, name: how} if how is not None else kept)


def _add_pin(page: ListPage, menu: QMenu, field: Field) -> None:
    pinned = {one.field for one in page.view_state.columns() if one.pinned}
    icon = page.theme.icon("pin")
    if pinned:
        menu.addAction(icon, _("Unpin all")).triggered.connect(lambda: page.columns.pin_to(""))
    if field.name not in pinned:
        action = menu.addAction(icon, _("Pin up to here"))
        action.triggered.connect(lambda: page.columns.pin_to(field.name))
