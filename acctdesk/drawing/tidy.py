"""Where the nodes of an ordered forest stand across, level by level.

After C. Buchheim, M. Jünger, S. Leipert, "Improving Walker's Algorithm to Run in Linear Time",
Graph Drawing 2002, with three differences: a node has a reach of its own to the left and to the
right instead of one size for all; trees of a forest keep a wider gap; and nothing recurses, so that
a chain of any length can be drawn. It takes time in proportion to the number of nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gaps:
    """How far nodes of one level keep apart.

    Args:
        sibling: Between nodes of one parent.
        cousin: Between nodes of different parents.
        tree: Between nodes of different trees.
    """

    sibling: float
    cousin: float
    tree: float


def across(
    children: Sequence[Sequence[int]],
    lefts: Sequence[float],
    rights: Sequence[float],
    gaps: Gaps,
) -> list[float]:
    """Place each node: parents in the middle over their children, siblings in order, no overlap.

    Args:
        children: The children of each node, from left to right. The last node is the root of all:
            its children are the trees, and it takes no room itself.
        lefts: How far each node reaches to the left of its place.
        rights: How far each node reaches to the right of its place.
        gaps: How far nodes keep apart.

    Returns:
        The place of each node across, in the order given. Where it begins has no meaning.
    """
    return _Walk(children, lefts, rights, gaps).places()


class _Walk:
    """The two walks of the algorithm; names in brackets are those of the paper."""

    def __init__(
        self,
        children: Sequence[Sequence[int]],
        lefts: Sequence[float],
        rights: Sequence[float],
        gaps: Gaps,
    ) -> None:
        count = len(children)
        self._children, self._lefts, self._rights, self._gaps = children, lefts, rights, gaps
        self._root = count - 1
        self._parent = [-1] * count
        self._rank = [0] * count
        """Which child of its parent a node is ("number")."""
        for node, kids in enumerate(children):
            for rank, kid in enumerate(kids):
                self._parent[kid], self._rank[kid] = node, rank
        self._place = [0.0] * count
        """Preliminary place, as seen from the parent's branch ("prelim")."""
        self._branch = [0.0] * count
        """What is still to be added to all that stands below a node ("mod")."""
        self._thread = [-1] * count
        """Where an outline goes on below a node without children."""
        self._ancestor = list(range(count))
        self._shift = [0.0] * count
        self._change = [0.0] * count

    def places(self) -> list[float]:
        children, place, branch = self._children, self._place, self._branch
        downwards, todo = [], [self._root]
        while todo:
            node = todo.pop()
            downwards.append(node)
            todo.extend(children[node])
        self._first_walk(reversed(downwards))
        # Second walk: what was kept for a branch is handed down it.
        for node in downwards:
            if (moved := branch[node]) and (kids := children[node]):
                for kid in kids:
                    place[kid] += moved
                    branch[kid] += moved
        return place

    def _first_walk(self, upwards: reversed[int]) -> None:
        children, place, parents, ranks = self._children, self._place, self._parent, self._rank
        lefts, rights, gaps = self._lefts, self._rights, self._gaps
        lately = [kids[0] if kids else -1 for kids in children]
        """The paper's default ancestor of each parent's children so far."""
        for node in upwards:
            parent = parents[node]
            if parent < 0:
                self._spread(node)
                continue
            kids, rank = children[node], ranks[node]
            if kids:
                self._spread(node)
                middle = (place[kids[0]] + place[kids[-1]]) / 2
            else:
                middle = 0.0
            if not rank:
                place[node] = middle
                continue
            before = children[parent][rank - 1]
            gap = gaps.tree if parent == self._root else gaps.sibling
            place[node] = place[before] + rights[before] + gap + lefts[node]
            if kids:
                self._branch[node] = place[node] - middle
            below = gaps.tree if parent == self._root else gaps.cousin
            lately[parent] = self._apportion(node, before, lately[parent], below)

    def _spread(self, parent: int) -> None:
        """Give the siblings between two that were pushed apart their share ("execute shifts")."""
        shift = change = 0.0
        place, branch = self._place, self._branch
        for kid in reversed(self._children[parent]):
            if shift:
                place[kid] += shift
                branch[kid] += shift
            change += self._change[kid]
            shift += self._shift[kid] + change

    def _apportion(self, node: int, before: int, lately: int, gap: float) -> int:
        """Push a branch to the right until it is clear of all that stands left of it.

        Walks down the right outline of what stands left and the left outline of the branch, level
        by level, as far as both reach.

        Returns:
            The default ancestor from now on.
        """
        children, thread, place, branch = self._children, self._thread, self._place, self._branch
        lefts, rights, ancestor = self._lefts, self._rights, self._ancestor
        siblings = children[self._parent[node]]
        inner, outer = node, node  # left and right outline of the branch
        facing, far = before, siblings[0]  # right and left outline of what stands left
        at_inner = at_outer = branch[node]
        at_facing, at_far = branch[before], branch[far]
        while True:
            kids = children[facing]
            next_facing = kids[-1] if kids else thread[facing]
            kids = children[inner]
            next_inner = kids[0] if kids else thread[inner]
            if next_facing < 0 or next_inner < 0:
                break
            facing, inner = next_facing, next_inner
            kids = children[far]
            far = kids[0] if kids else thread[far]
            kids = children[outer]
            outer = kids[-1] if kids else thread[outer]
            ancestor[outer] = node
            push = (
                place[facing] + at_facing + rights[facing] + gap
                - (place[inner] + at_inner - lefts[inner])
            )  # fmt: skip
            if push > 0:
                other = ancestor[facing]
                if self._parent[other] != self._parent[node]:
                    other = lately
                self._push(other, node, push)
                at_inner += push
                at_outer += push
            at_facing += branch[facing]
            at_inner += branch[inner]
            at_far += branch[far]
            at_outer += branch[outer]
        if next_facing >= 0 and not children[outer] and thread[outer] < 0:
            thread[outer] = next_facing
            branch[outer] += at_facing - at_outer
        if next_inner >= 0 and not children[far] and thread[far] < 0:
            thread[far] = next_inner
            branch[far] += at_inner - at_far
            return node
        return lately

    def _push(self, other: int, node: int, push: float) -> None:
        """Move a branch right, and note the share of those between it and `other`."""
        between = self._rank[node] - self._rank[other]
        share = push / between
        self._change[node] -= share
        self._shift[node] += push
        self._change[other] += share
        self._place[node] += push
        self._branch[node] += push
