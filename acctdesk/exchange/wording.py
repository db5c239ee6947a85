"""Changes in words: what the journal's labels say to a person."""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.services.historical_words import say
from acctdesk.words import _, lazy
from acctdesk.workspace.journal import Kept

__all__ = ["LABELS", "MOST_NAMED", "kept_rows", "say", "undone"]

LABELS = (
    lazy("Add {kind} {name}"),
    lazy("Edit {fields}"),
    lazy("Delete {kind} {name}"),
    lazy("Change the account team"),
    lazy("Add the field {name}"),
    lazy("Rename the field {name}"),
    lazy("Remove a field"),
    lazy("Remove the field {name}"),
    lazy("Say who may see the field {name}"),
    lazy("Add the choice {choice} to {name}"),
    lazy("Rename the choice {choice} of {name}"),
    lazy("Order the choices of {name}"),
    lazy("Remove the choice {choice} of {name}"),
    lazy("Change the setting {name}"),
    lazy("Say who I am: {name}"),
    lazy("Import {file}"),
    lazy("Import {n} tickets"),
    lazy("Import the ticket {number}"),
    lazy("Log “{subject}”"),
    lazy("Log {n} entries"),
    lazy("Edit the entry “{subject}”"),
    lazy("Finish the step “{step}”"),
    lazy("Open the step “{step}” again"),
    lazy("Attach “{name}”"),
    lazy("Attach {n} files"),
    lazy("Archive {kind} {name}"),
    lazy("Purge {n} records"),
    lazy("Erase one person"),
    lazy("Take {kind} {name} back into use"),
    lazy("Add {name} to the map"),
    lazy("Remove {name} from the map"),
    lazy("Remove {n} people from the map"),
    lazy("Move {name} under {other}"),
    lazy("Move {n} people under {other}"),
    lazy("Move {name} to the top"),
    lazy("Move {n} people to the top"),
    lazy("Order {name}"),
    lazy("Park {name}"),
    lazy("Park {n} people"),
    lazy("Move the card of {name}"),
    lazy("Move {n} cards"),
    lazy("Tidy up the map"),
    lazy("Move {name} on the grid"),
    lazy("Rename {name}"),
    lazy("Revert {field} of {name}"),
    lazy("Revert what was done to {name}"),
    lazy("Say who {title} is"),
    lazy("Move {name} to {account}"),
    lazy("Connect {name} with {other}"),
    lazy("Disconnect"),
    lazy("Say how {name} knows {other}"),
    lazy("Edit {kind} {name}"),
    lazy("Plan {title} with {name}"),
    lazy("Plan {n} reviews with {name}"),
    lazy("Plan {title} again"),
    lazy("Edit {title}: {fields}"),
    lazy("Hold {title}"),
    lazy("Cancel {title}"),
    lazy("Freeze the deck of {title}"),
    lazy("Prepare {title}"),
    lazy("Invite {name} to {title}"),
    lazy("Invite {n} people to {title}"),
    lazy("Uninvite {name}"),
    lazy("Uninvite {n} people"),
    lazy("Answer of {name}"),
    lazy("Answers of {n} people"),
    lazy("Role of {name}"),
    lazy("Roles of {n} people"),
    lazy("Add “{title}” to the agenda"),
    lazy("Edit “{title}” on the agenda"),
    lazy("Move “{title}” on the agenda"),
    lazy("Take “{title}” off the agenda"),
    lazy("Take {n} items off the agenda"),
    lazy("Add a slide"),
    lazy("Edit a slide"),
    lazy("Move a slide"),
    lazy("Remove a slide"),
    lazy("Remove {n} slides"),
    lazy("Promise “{title}”"),
    lazy("Write down {n} promises"),
    lazy("Edit the promise “{title}”"),
    lazy("Keep the promise “{title}”"),
    lazy("Drop the promise “{title}”"),
    lazy("Open the promise “{title}” again"),
    lazy("Agree the promise “{title}”"),
    lazy("Agree {n} promises"),
    lazy("Take back the agreement to “{title}”"),
    lazy("Take back the agreement to {n} promises"),
    lazy("Write down the plan of {name}"),
    lazy("Add an answer of {name}"),
    lazy("Add {n} answers of {name}"),
    lazy("Edit an answer of {name}"),
    lazy("Hand over {names}"),
    lazy("Take over {names}"),
    lazy("Tick a step of a hand-over"),
    lazy("Untick a step of a hand-over"),
    lazy("Add a step to a hand-over"),
    lazy("Remove a step of a hand-over"),
    lazy("Edit a hand-over"),
)
"""The journal's labels, so that they are found by who translates."""

_WHY = {
    "edited": lazy("changed since"),
    "children": lazy("something was added to it since"),
    "gone": lazy("deleted since"),
    "parent": lazy("what it belongs to is gone"),
}
MOST_NAMED = 3
"""Names that a sentence lists before it only counts."""


def undone(words: str, kept: Sequence[Kept], *, again: bool = False) -> str:
    """What an undo did, and what it left alone.

    Args:
        words: What the change is called.
        kept: What it left alone.
        again: Whether the change was redone.
    """
    head = (_("Redone: %s") if again else _("Undone: %s")) % words
    if not kept:
        return head
    return f"{head}. {kept_rows(kept)}"


def kept_rows(kept: Sequence[Kept]) -> str:
    """Names of rows that an undo left alone, with the reason: "Kept: Acme (changed since)"."""
    named = [f"{one.title or one.kind} ({_WHY.get(one.why, one.why)})" for one in kept]
    rest = len(named) - MOST_NAMED
    words = ", ".join(named[:MOST_NAMED])
    if rest > 0:
        words = _("{names} and {n} more").format(names=words, n=rest)
    return _("Kept as it is: %s") % words
