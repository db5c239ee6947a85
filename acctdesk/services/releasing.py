"""What is released to a client: fields whose audience says so, as the shapes of `clientview`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from acctdesk.clientview import Contact, Node, Table, Text, Tree, View
from acctdesk.models.catalogue import Audience, Catalogue
from acctdesk.services.stakeholder import Card, StakeholderMap
from acctdesk.words import _

_SAYS: dict[str, Callable[[Card], str]] = {
    "person.name": lambda card: card.name,
    "position.title": lambda card: card.title,
    "unit.name": lambda card: card.unit_name,
}
"""The fields that a card may say to a client, and where it has them."""
_HEADED = {"unit.name": "position.unit_id"}
"""Fields whose heading is that of another one: two columns called "Name" say little."""


class Gate:
    """Lets the values of released fields through and no others.

    Args:
        catalogue: Says of every field who may see it.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def lets(self, key: str) -> bool:
        """Whether a client may see a field ("position.title")."""
        kind, _dot, name = key.partition(".")
        return self._catalogue.field(kind, name).audience is Audience.CLIENT

    def text(self, key: str, value: str) -> str:
        """The value of a field where a client may see it; empty otherwise."""
        return value if self.lets(key) else ""

    def label(self, key: str) -> str:
        """What a field is called."""
        kind, _dot, name = key.partition(".")
        return str(self._catalogue.field(kind, name).label)


def released_map(seen: StakeholderMap, gate: Gate) -> View:
    """The map of an account as its client may see it: names, titles, units and reporting lines.

    Who is parked is left out: where they belong is not known. A placeholder shows its title, which
    is a field that clients may see, and nothing tells that it is one.

    Args:
        seen: The map.
        gate: Says what is released.

    Returns:
        A view with the tree, and with the same as a table for whoever reads rather than looks.
    """
    cards = [card for card in seen.cards if not card.parked]
    places = {card.position: at for at, card in enumerate(cards)}
    lines = gate.lets("position.manager_id")
    said = [_lines(card, gate) for card in cards]
    nodes = tuple(
        Node(
            tuple(line for line in said[at] if line), places.get(card.manager, -1) if lines else -1
        )
        for at, card in enumerate(cards)
    )
    keys = [key for key in _SAYS if gate.lets(key)]
    headings = [gate.label(_HEADED.get(key, key)) for key in keys]
    rows = [
        [line for key, line in zip(_SAYS, said[at], strict=True) if key in keys]
        for at in range(len(cards))
    ]
    if lines:
        headings.append(gate.label("position.manager_id"))
        for at, node in enumerate(nodes):
            above = nodes[node.above].lines if node.above >= 0 else ()
            rows[at].append(above[0] if above else "")
    name = gate.text("account.name", seen.account_name)
    title = _("Organisation of %s") % name if name else _("Organisation")
    table = Table(tuple(headings), tuple(map(tuple, rows)))
    return View(Text(title, "title"), (Tree(nodes), table))


def _lines(card: Card, gate: Gate) -> tuple[str, ...]:
    return tuple(gate.text(key, say(card)) for key, say in _SAYS.items())


CONTACT = (
    "given_name", "family_name", "salutation", "email", "other_email", "phone", "mobile",
    "other_phone", "language",
)  # fmt: skip
"""The fields of a person that a contact card says, where they are released."""


def released_contacts(
    seen: StakeholderMap, people: Mapping[str, Mapping[str, Any]], gate: Gate
) -> View:
    """How the people on a map are reached, as their own company may see it.

    Args:
        seen: The map; placeholders and who is parked are left out.
        people: What is said of each person, by id, then by the names in `CONTACT`.
        gate: Says what is released.

    Returns:
        A view with a contact for each person, in the order of the map.
    """
    organisation = gate.text("account.name", seen.account_name)
    said: dict[str, Contact] = {}
    for card in seen.cards:
        if card.is_placeholder or card.parked or card.person in said:
            continue
        values = people.get(card.person, {})
        own = {name: gate.text(f"person.{name}", str(values.get(name) or "")) for name in CONTACT}
        numbers = (("work", own["phone"]), ("cell", own["mobile"]), ("voice", own["other_phone"]))
        said[card.person] = Contact(
            gate.text("person.name", card.name), own["given_name"], own["family_name"],
            own["salutation"], organisation, gate.text("unit.name", card.unit_name),
            gate.text("position.title", card.title),
            tuple(one for one in (own["email"], own["other_email"]) if one),
            tuple(one for one in numbers if one[1]), own["language"],
        )  # fmt: skip
    title = _("Contacts at %s") % organisation if organisation else _("Contacts")
    return View(Text(title, "title"), tuple(said.values()))
