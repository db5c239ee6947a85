"""Sections and places in them: what the first paint needs to know of pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from acctdesk.ui.shell.page import PageFactory
    from acctdesk.words import Lazy

Params = Mapping[str, str]
_NOTHING: Params = MappingProxyType({})

Placement = Literal["main", "tools", "foot", "none"]


class Place(NamedTuple):
    """Somewhere one can go: a section, and what to show in it.

    Attributes:
        section: Id of the section.
        params: What the page shows there, such as ``{"account": "…", "tab": "sla"}``; the page
            gives it meaning, history keeps it.
    """

    section: str
    params: Params = _NOTHING


class Section:
    """A page, and as a rule the row of the sidebar that leads to it.

    Args:
        id: Stable name, used in places and settings.
        label: The words.
        icon: Lucide's name.
        factory: Builds the page at the first visit.
        placement: Main list, tools below the line, the foot, or no row at all, for a page that an
            action leads to.
    """

    __slots__ = ("factory", "icon", "id", "label", "placement")

    def __init__(
        self,
        id: str,
        label: Lazy,
        icon: str,
        factory: PageFactory,
        placement: Placement = "main",
    ) -> None:
        self.id, self.label, self.icon = id, label, icon
        self.factory, self.placement = factory, placement
