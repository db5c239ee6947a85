"""The menu of saved views: switch, save, save as, rename, delete, order, reset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from acctdesk.errors import Problem
from acctdesk.services.view import ListView
from acctdesk.ui.entering import complaint
from acctdesk.ui.prompt import NamePrompt
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change
    from acctdesk.ui.lists.page import ListPage


def fill_view_menu(page: ListPage, menu: QMenu) -> None:
    """Put the saved views and what can be done with the present one into a menu.

    Args:
        page: The list.
        menu: Emptied first.
    """
    menu.clear()
    state, views = page.view_state, page.tools.views
    own = [one for one in views if not one.builtin]
    for part in ([one for one in views if one.builtin], own):
        for view in part:
            action = menu.addAction(view.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(view.id == state.base.id)
            action.triggered.connect(lambda _on, view=view: _switch(page, view))
        if part:
            menu.addSeparator()
    able, base = not page.desk.read_only, state.base
    save = menu.addAction(page.theme.icon("save"), _("Save changes"))
    save.setEnabled(able and state.dirty and not base.builtin and bool(base.id))
    save.triggered.connect(lambda: save_view(page))
    keep = menu.addAction(page.theme.icon("plus"), _("Save as new view…"))
    keep.setEnabled(able)
    keep.triggered.connect(lambda: ask_new(page))
    reset = menu.addAction(page.theme.icon("rotate-ccw"), _("Discard changes"))
    reset.setEnabled(state.dirty)
    reset.triggered.connect(state.reset)
    if able and base.id and not base.builtin:
        menu.addSeparator()
        menu.addAction(page.theme.icon("pencil"), _("Rename…")).triggered.connect(
            lambda: ask_name(page)
        )
        at = [one.id for one in own].index(base.id) if base in own else 0
        up = menu.addAction(page.theme.icon("arrow-up"), _("Move up"))
        up.setEnabled(at > 0)
        up.triggered.connect(lambda: _write(page, lambda: page.desk.views.move(base.id, at - 1)))
        down = menu.addAction(page.theme.icon("arrow-down"), _("Move down"))
        down.setEnabled(at < len(own) - 1)
        down.triggered.connect(lambda: _write(page, lambda: page.desk.views.move(base.id, at + 1)))
        menu.addAction(page.theme.icon("trash-2"), _("Delete view")).triggered.connect(
            lambda: delete_view(page)
        )


def save_view(page: ListPage) -> None:
    """Save the view in force under its name."""
    view = page.view()
    _save(page, view, _("Saved the view %s") % view.name)


def ask_new(page: ListPage) -> None:
    """Ask for a name, and save the view in force as a new one."""
    prompt = NamePrompt(page.theme, _("New view"), _("Save view"), page)

    def keep(name: str) -> None:
        view = replace(page.view(), id="", name=name)
        _save(page, view, _("Saved the view %s") % name, prompt)

    _ask(page, prompt, keep)


def ask_name(page: ListPage) -> None:
    """Ask for another name of the view in force."""
    base = page.view_state.base
    prompt = NamePrompt(page.theme, _("Rename view"), _("Rename"), page)

    def keep(name: str) -> None:
        def done(_change: Change | None) -> None:
            prompt.close()

        page.tasks.write(
            page, lambda: page.desk.views.rename(base.id, name), done, _refusing(prompt)
        )

    _ask(page, prompt, keep)
    prompt.line.setText(base.name)
    prompt.line.selectAll()


def delete_view(page: ListPage) -> None:
    """Delete the view in force; Undo is offered."""
    base = page.view_state.base
    words = _("Deleted the view %s") % base.name
    page.tasks.write(
        page,
        lambda: page.desk.views.delete(base.id),
        lambda change: page.undo.offer(words, change),
    )


def _ask(page: ListPage, prompt: NamePrompt, keep: Callable[[str], None]) -> None:
    prompt.wanted.connect(keep)
    page.tools.prompt = prompt
    prompt.ask(page.bar.view)


def _refusing(prompt: NamePrompt | None) -> Callable[[Problem], None] | None:
    if prompt is None:
        return None
    return lambda problem: prompt.refuse(complaint(problem))


def _save(page: ListPage, view: ListView, words: str, prompt: NamePrompt | None = None) -> None:
    def done(made: tuple[str, Change | None]) -> None:
        if prompt is not None:
            prompt.close()
        page.view_state.saved(replace(view, id=made[0]))
        page.undo.offer(words, made[1])

    page.tasks.write(page, lambda: page.desk.views.save(view), done, _refusing(prompt))


def _switch(page: ListPage, view: ListView) -> None:
    page.view_state.switch(view)
    page.grid.setFocus()


def _write(page: ListPage, command: Callable[[], Change | None]) -> None:
    page.tasks.write(page, command)
