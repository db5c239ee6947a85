"""Who works with us at the client: names, titles, units and reporting lines."""

from __future__ import annotations

from acctdesk.clientview import Slide, Table, Tree
from acctdesk.services.releasing import released_map
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, _n, lazy


class Map(Block):
    """The stakeholder map as its client may see it, with the same as a table prepared."""

    code = "map"
    label = lazy("Stakeholder map")
    agenda = ("organisation", "who is who", "stakeholder", "contacts")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without people."""
        stock = material.stock
        view = released_map(stock.reach.map(stock.account_id), stock.gate)
        trees = tuple(one for one in view.parts if isinstance(one, Tree) and _says(one))
        if not trees:
            return ()
        tables = tuple(one for one in view.parts if isinstance(one, Table))
        count = sum(len(one.nodes) for one in trees)
        people = _n("{n} person or role", "{n} people and roles", count)
        if client := stock.account.text("name"):
            people = _("{people} at {client}").format(people=people, client=client)
        listed = Slide(_("People"), people, view.title.text, tables)
        return (Slide(_("Who is who"), people, view.title.text, trees, more=(listed,)),)


def _says(tree: Tree) -> bool:
    return any(node.lines for node in tree.nodes)
