"""Whom people report to: named anywhere in the files, so resolved when all rows were read.

A manager is named by an id, an e-mail address or a name. Who isn't at the account gets a
placeholder, a post that nobody is known to hold, titled as the file calls them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from acctdesk.exchange.intake.answers import FILL, LEAVE
from acctdesk.exchange.intake.findings import Group, Hole, Organisation
from acctdesk.exchange.roster.block import Block, Column, SheetReader
from acctdesk.exchange.roster.directory import SEVERAL
from acctdesk.exchange.roster.shared import Desk
from acctdesk.models import new_id
from acctdesk.services.values import fold
from acctdesk.words import _

Post = tuple[str, str]
"""Whose post it is and where: person id and account id."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row says: person and account by their places, and who the manager is called."""

    person: int
    account: int
    text: str
    reader: SheetReader
    column: Column
    row: int


class Managers:
    """Collects what rows say about managers.

    Args:
        desk: The tools of the check.
        changed: Counts an existing person as changed after their row was taken.
    """

    def __init__(self, desk: Desk, changed: Callable[[int, SheetReader, int], None]) -> None:
        self._desk, self._changed = desk, changed
        self._said: list[_Said] = []
        self._made: dict[Post, str] = {}
        self._first: dict[str, int] = {}
        self._links: dict[str, _Said] = {}
        self._above: dict[str, str] = {}
        self._held: dict[str, str] = {}
        self._holes: dict[tuple[str, str], str] = {}
        self._missed: dict[tuple[str, str], Hole] = {}
        self._read: set[str] = set()
        self._waiting: dict[tuple[str, str], str] = {}
        self._filled: dict[str, Post] = {}

    def note(
        self, reader: SheetReader, at: int, block: Block, refs: list[int], accounts: list[int]
    ) -> None:
        """Take what a block of rows says.

        Args:
            reader: The sheet.
            at: Place of the column among the reader's.
            block: The rows.
            refs: For each row the place of its person; negative for none.
            accounts: Likewise of its account.
        """
        column = reader.columns[at]
        for i, text in enumerate(block.values[at]):
            if text is not None and refs[i] >= 0 and accounts[i] >= 0:
                said = _Said(refs[i], accounts[i], str(text), reader, column, block.rows[i])
                self._said.append(said)

    def made(self, ids: Iterable[str], people: Iterable[str], accounts: Iterable[str]) -> None:
        """Note posts that were planned."""
        for one, person, account in zip(ids, people, accounts, strict=True):
            self._made.setdefault((person, account), one)

    def repeats(self, reader: SheetReader, row: int, outer: str, text: str) -> bool:
        """Whether an earlier row of an organisation had the same id; then it is told.

        Args:
            reader: The sheet.
            row: Row number.
            outer: The id as it is compared.
            text: The id as it stands in the file.
        """
        first = self._first.setdefault(outer, row)
        if first == row:
            return False
        column = next(c for c in reader.columns if (c.kind, c.name) == ("person", "#id"))
        self._desk.findings.add(
            (str(reader.draft.place), column.heading, "duplicate_id", outer),
            row,
            lambda: Group(
                reader.draft.file.name,
                reader.draft.name,
                column.heading,
                "duplicate_id",
                "person.#id",
                text,
                _("an id of its own; row %s has the same") % first,
                _("Mend one of the ids. The first row is taken, this one is not."),
            ),
        )
        return True

    def fill(self, post: Post, called: Iterable[object], said: dict[str, Any]) -> bool:
        """Let somebody hold the placeholder that an earlier import made for them.

        Args:
            post: Whose post it is and where.
            called: What files may call them: name, id, address.
            said: What the row says of the post.

        Returns:
            Whether there was such a placeholder.
        """
        account = post[1]
        if account not in self._read:
            self._read.add(account)
            for one in self._desk.imports.organisation([account]):
                if not one.person and one.title:
                    self._waiting.setdefault((account, fold(one.title)), one.id)
        for name in called:
            hole = self._waiting.pop((account, fold(str(name))), None)
            if hole is not None:
                self._filled[hole] = post
                # Its title was what it was called for want of a name.
                values = {"title": None, "status": "in_post", "person_id": post[0]}
                kept = {name: value for name, value in said.items() if value is not None}
                self._desk.plan.update("position", hole, values | kept)
                return True
        return False

    # -- resolving -------------------------------------------------------------------------

    def resolve(self) -> None:
        """Find every manager, make placeholders, open circles, and plan the lines."""
        if not self._said and not self._desk.home:
            return
        accounts = {self._desk.accounts.ids[one.account] for one in self._said}
        accounts |= {self._desk.home} - {""}
        posts = self._known(accounts)
        for (person, account), one in self._made.items():
            posts[person, account] = one
            if account in accounts:
                self._held.setdefault(one, "")
        for said in self._said:
            post = posts.get(self._key(said, said.person))
            if post is not None and post not in self._links and self._may_change(said, post):
                manager = self._manager(said, posts)
                if manager:
                    self._links[post] = said
                    self._above[post] = manager
        cycles = self._open_circles()
        for post, said in self._links.items():
            self._plan(post, said, posts)
        self._desk.findings.organisation = self._organisation(cycles)

    def _known(self, accounts: Iterable[str]) -> dict[Post, str]:
        posts: dict[Post, str] = {}
        for one in self._desk.imports.organisation(sorted(accounts)):
            self._held[one.id] = one.manager
            if one.id in self._filled:
                posts[self._filled[one.id]] = one.id
            elif one.person:
                posts.setdefault((one.person, one.account), one.id)
            elif one.title:
                self._holes.setdefault((one.account, fold(one.title)), one.id)
        return posts

    def _key(self, said: _Said, person: int) -> Post:
        return self._desk.people.ids[person], self._desk.accounts.ids[said.account]

    def _may_change(self, said: _Said, post: str) -> bool:
        """Whether the column may say something of a post that exists."""
        mode = said.column.draft.mode
        return mode != LEAVE and not (mode == FILL and self._held.get(post))

    def _manager(self, said: _Said, posts: dict[Post, str]) -> str:
        """The post of whom a row names; a placeholder's when they aren't at the account."""
        found = self._desk.people.named(said.text, said.account)
        if found == SEVERAL:
            self._tell(
                said,
                "several",
                _("somebody who can't be mistaken; several are called so"),
                _("Name them by id or e-mail. The person is taken without a manager."),
            )
            return ""
        if found >= 0 and (post := posts.get(self._key(said, found))) is not None:
            return post
        account = self._desk.accounts.ids[said.account]
        key = (account, fold(said.text))
        if key not in self._holes:
            hole = self._holes[key] = new_id()
            self._held[hole] = ""
            # The columns of all other new posts: what a manager has above is filled in at the end.
            self._desk.plan.add(
                "position",
                ("id", "account_id", "title", "status", "manager_id"),
                [(hole, account, said.text, "unknown", None)],
            )
        self._miss(key, said)
        return self._holes[key]

    def _miss(self, key: tuple[str, str], said: _Said) -> None:
        """Note that a row names somebody who isn't at the account."""
        place = said.reader.draft.place
        held = self._missed.setdefault(key, Hole(said.text, place, []))
        if held.sheet == place:
            held.rows.append(said.row)
        else:
            held.more += 1

    def _open_circles(self) -> int:
        """Leave out the last row's line of every circle; tell all rows that make it."""
        above = {**self._held, **self._above}
        safe: set[str] = {""}
        cycles = 0
        for start in list(above):
            path: dict[str, None] = {}
            current = start
            while current not in safe and current not in path:
                path[current] = None
                current = above.get(current, "")
            if current in path:
                ring = list(path)[list(path).index(current) :]
                said = sorted(
                    (self._links[one] for one in ring if one in self._links),
                    key=lambda one: (one.reader.draft.place, one.row),
                )
                cycles += 1
                for one in said:
                    self._tell_circle(one, said)
                for post in [one for one in ring if self._links.get(one) is said[-1]]:
                    del self._links[post]
                    # As it was before; nobody, where that would lead back as well.
                    held = self._held.get(post, "")
                    above[post] = self._above[post] = "" if held in ring else held
            safe.update(path)
        return cycles

    def _tell_circle(self, one: _Said, ring: list[_Said]) -> None:
        if len(ring) == 1:
            expected = _("somebody else than the person")
        else:
            expected = _("somebody who doesn't report to the person; rows %s lead in a circle") % (
                ", ".join(str(each.row) for each in ring)
            )
        remedy = _("Mend one of them. The last of these rows is taken without a manager.")
        self._tell(one, f"cycle {ring[0].row}", expected, remedy)

    def _tell(self, one: _Said, code: str, expected: str, remedy: str) -> None:
        self._desk.findings.add(
            (str(one.reader.draft.place), one.column.heading, code, fold(one.text)),
            one.row,
            lambda: Group(
                one.reader.draft.file.name,
                one.reader.draft.name,
                one.column.heading,
                code.partition(" ")[0],
                "position.manager_id",
                one.text,
                expected,
                remedy,
            ),
        )

    def _plan(self, post: str, said: _Said, posts: dict[Post, str]) -> None:
        desk, manager = self._desk, self._above[post]
        person, account = self._key(said, said.person)
        if (person, account) in self._made:
            desk.plan.links.setdefault("position", {})[post] = manager
            return
        name = desk.people.names[said.person]
        current = {"manager_id": self._held.get(post) or None}
        offered = [(said.column, manager, False)]
        if desk.compare(said.reader, "position", post, name, current, offered, said.row):
            self._changed(said.person, said.reader, said.row)

    def _organisation(self, cycles: int) -> Organisation:
        above = {post: self._above.get(post, held) for post, held in self._held.items()}
        above = {post: one if one in above else "" for post, one in above.items()}
        levels: dict[str, int] = {"": 0}
        for start in above:
            path: dict[str, None] = {}
            current = start
            while current not in levels and current not in path:
                path[current] = None
                current = above[current]
            level = levels.get(current, 0)
            for one in reversed(path):
                level += 1
                levels[one] = level
        return Organisation(
            sum(not one for one in above.values()),
            max(levels.values()),
            len(self._holes),
            cycles,
            tuple(self._missed.values()),
        )
