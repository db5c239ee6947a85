"""The filter language of the command line: "tier = A and renewal date within next 90 days".

A filter is conditions joined by `and`, `or` and `not`, with brackets. A condition is a field, by
its name or its label, a comparison, and a value; values with `and`, `or`, commas or brackets in
them stand in double quotes. See docs/guide.md.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.filters import Condition, FilterProblem, Match, Mode, Op, ops_for
from acctdesk.services.filtervalues import Refuse, Values
from acctdesk.services.query import Sort
from acctdesk.services.spans import Relative, Span
from acctdesk.words import _
from acctdesk.workspace.folding import fold

Resolve = Callable[[Field, str], Sequence[str]]
"""The ids of the records of a reference's kind that have a name."""

_TOKEN = re.compile(
    r"\s*(?:(?P<quoted>\"(?:[^\"\\]|\\.)*\"|“[^”]*”)"
    r"|(?P<sign><=|>=|!=|<>|!~|[=<>~(),])"
    r"|(?P<word>[^\s(),=<>!~\"“]+))"
)

_SIGNS = {
    "=": Op.IS, "!=": Op.IS_NOT, "<>": Op.IS_NOT, "<": Op.UNDER, "<=": Op.AT_MOST, ">": Op.OVER,
    ">=": Op.AT_LEAST, "~": Op.CONTAINS, "!~": Op.NOT_CONTAINS,
}  # fmt: skip
_PHRASES = {
    "is not empty": Op.NOT_EMPTY, "not empty": Op.NOT_EMPTY, "is empty": Op.EMPTY,
    "empty": Op.EMPTY, "is not one of": Op.NOT_IN, "is none of": Op.NOT_IN, "not in": Op.NOT_IN,
    "is not in": Op.NOT_IN, "is one of": Op.IN, "in": Op.IN, "is in": Op.IN,
    "is not": Op.IS_NOT, "is": Op.IS,
    "does not contain": Op.NOT_CONTAINS, "doesn't contain": Op.NOT_CONTAINS,
    "contains": Op.CONTAINS, "starts with": Op.STARTS,
    "before": Op.UNDER, "under": Op.UNDER, "less than": Op.UNDER, "after": Op.OVER,
    "over": Op.OVER, "more than": Op.OVER, "on or before": Op.AT_MOST, "at most": Op.AT_MOST,
    "on or after": Op.AT_LEAST, "at least": Op.AT_LEAST, "since": Op.AT_LEAST,
    "within": Op.WITHIN,
}  # fmt: skip
_PHRASES.update(
    {f"is {phrase}": op for phrase, op in tuple(_PHRASES.items()) if not phrase.startswith("is")}
)
_LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in _PHRASES)
_JOINTS = ("and", "or", "not")
_BLANK = (Op.EMPTY, Op.NOT_EMPTY)


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the text.

    Attributes:
        kind: "word", "quoted" or "sign".
        text: What it says, without quotes.
        at: Where it begins, from 1.
    """

    kind: str
    text: str
    at: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of some words."""
        return self.kind == "word" and self.text.lower() in words


def parse_filter(
    text: str,
    fields: Iterable[Field],
    *,
    today: dt.date,
    resolve: Resolve | None = None,
) -> Match:
    """Read a filter.

    Args:
        text: The filter.
        fields: The fields of the kind.
        today: The day that "+30" or "friday" are counted from.
        resolve: Finds records by name; without it, a reference is compared by its name's parts.

    Raises:
        FilterProblem: It can't be understood; says where and what would be.
    """
    return _Parser(text, fields, Values(today, resolve)).whole()


def parse_sort(text: str, fields: Iterable[Field]) -> tuple[Sort, ...]:
    """Read an order: fields parted by commas, each with "desc" behind it to begin with the largest.

    Args:
        text: The order.
        fields: The fields of the kind.

    Raises:
        FilterProblem: A field is unknown.
    """
    names = _names(fields)
    found: list[Sort] = []
    for part in filter(None, map(str.strip, text.split(","))):
        name, _space, way = part.rpartition(" ")
        down = {"desc": True, "descending": True, "asc": False, "ascending": False}.get(way.lower())
        name = part if down is None else name
        if (field := names.get(_key(name))) is None:
            raise _unknown(name, names, where=_("order"))
        found.append(Sort(field.name, bool(down)))
    return tuple(found)


def _unknown(name: str, names: Mapping[str, Field], where: str) -> FilterProblem:
    from rapidfuzz import process

    labels = sorted({str(one.label) for one in names.values()})
    near = process.extract(name, labels, limit=3, processor=fold)
    return FilterProblem(
        _("there is no field “%s”.") % name,
        where=where,
        remedy=_("Perhaps you mean: %s.") % ", ".join(one for one, *_more in near),
    )


class _Parser:
    """Reads one filter from left to right."""

    def __init__(self, text: str, fields: Iterable[Field], values: Values) -> None:
        self._text, self._values = text, values
        self._fields = _names(fields)
        self._tokens = list(_tokens(text))
        self._next = 0

    # -- the shape -------------------------------------------------------------------------

    def whole(self) -> Match:
        if not self._tokens:
            return Match()
        found = self._any()
        if (token := self._peek()) is not None:
            raise self._problem(_("“%s” is unexpected.") % token.text, token.at)
        return found if isinstance(found, Match) else Match("all", (found,))

    def _any(self) -> Match | Condition:
        return self._joined("or", "any", self._all)

    def _all(self) -> Match | Condition:
        return self._joined("and", "all", self._one)

    def _joined(
        self, word: str, mode: Mode, part: Callable[[], Match | Condition]
    ) -> Match | Condition:
        parts = [part()]
        while (token := self._peek()) is not None and token.is_word(word):
            self._next += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Match(mode, tuple(parts))

    def _one(self) -> Match | Condition:
        token = self._peek()
        if token is None:
            raise self._problem(_("the filter ends too early."), len(self._text) + 1)
        if token.is_word("not"):
            self._next += 1
            return Match("none", (self._one(),))
        if token.kind == "sign" and token.text == "(":
            self._next += 1
            found = self._any()
            self._closing(token.at)
            return found
        return self._condition()

    def _closing(self, opened: int) -> None:
        token = self._peek()
        if token is None or token.kind != "sign" or token.text != ")":
            raise self._problem(
                _("a bracket is not closed."), opened, remedy=_("Put “)” where it ends.")
            )
        self._next += 1

    # -- a condition -----------------------------------------------------------------------

    def _condition(self) -> Match | Condition:
        field = self._field()
        at = self._at()
        op = self._op(field)
        if op is None:
            return Condition(field.name, Op.IS, True)
        if op in _BLANK:
            return Condition(field.name, op)
        if op not in ops_for(field):
            raise self._problem(
                _("%s can't be compared like this.") % field.label,
                at,
                remedy=_("Use one of: %s.") % ", ".join(_said(one) for one in ops_for(field)),
            )
        if op in (Op.IN, Op.NOT_IN):
            return Condition(field.name, op, self._list(field))
        return self._valued(field, op, *self._value(field))

    def _valued(self, field: Field, op: Op, text: str, at: int) -> Match | Condition:
        value = self._values.read(field, op, text, self._refusal(at))
        if isinstance(value, (Span, Relative)) and op in (Op.IS, Op.IS_NOT):
            within = Condition(field.name, Op.WITHIN, value)
            return within if op is Op.IS else Match("none", (within,))
        if field.format is Format.REFERENCE and op in (Op.IS, Op.IS_NOT):
            if isinstance(value, tuple):
                return Condition(field.name, Op.IN if op is Op.IS else Op.NOT_IN, value)
            if not self._values.resolves:
                parts = Op.CONTAINS if op is Op.IS else Op.NOT_CONTAINS
                return Condition(field.name, parts, value)
        return Condition(field.name, op, value)

    def _field(self) -> Field:
        """The longest run of words that names a field."""
        token = self._tokens[self._next]
        run: list[str] = []
        best: tuple[Field, int] | None = None
        for ahead, one in enumerate(self._tokens[self._next :], self._next + 1):
            if one.kind == "sign" or (one.kind == "quoted" and run):
                break
            run.append(one.text)
            if (found := self._fields.get(_key(" ".join(run)))) is not None:
                best = found, ahead
            if one.kind == "quoted":
                break
        if best is None:
            raise _unknown(token.text, self._fields, _("filter, character %s") % token.at)
        self._next = best[1]
        return best[0]

    def _op(self, field: Field) -> Op | None:
        """The comparison; None for a tick that stands alone."""
        token = self._peek()
        if token is not None and token.kind == "sign" and token.text in _SIGNS:
            self._next += 1
            return _SIGNS[token.text]
        words: list[str] = []
        best: tuple[Op, int] | None = None
        for one in self._tokens[self._next : self._next + _LONGEST_PHRASE]:
            if one.kind != "word":
                break
            words.append(one.text.lower())
            if (op := _PHRASES.get(" ".join(words))) is not None:
                best = op, len(words)
        if best is not None:
            self._next += best[1]
            return best[0]
        alone = token is None or token.is_word(*_JOINTS) or token.text == ")"
        if field.format is Format.CHECK and alone:
            return None
        raise self._problem(
            _("behind %s stands no comparison.") % field.label,
            self._at(),
            _("Use one of: %s.") % ", ".join(_said(one) for one in ops_for(field)),
        )

    def _value(self, field: Field) -> tuple[str, int]:
        at = self._at()
        token = self._peek()
        if token is not None and token.kind == "quoted":
            self._next += 1
            return token.text, at
        end = at - 1
        first = self._next
        while (token := self._peek()) is not None and token.kind == "word":
            if token.is_word("and", "or"):
                break
            self._next += 1
            end = token.at - 1 + len(token.text)
        if self._next == first:
            raise self._problem(
                _("behind %s a value is missing.") % field.label,
                at,
                _("Put it behind the comparison, in quotes when it holds signs."),
            )
        return self._text[at - 1 : end], at

    def _list(self, field: Field) -> tuple[object, ...]:
        token = self._peek()
        opened = token is not None and token.kind == "sign" and token.text == "("
        at = self._at()
        self._next += opened
        found: list[object] = []
        while True:
            text, where = self._value(field)
            value = self._values.read(field, Op.IN, text, self._refusal(where))
            found += value if isinstance(value, tuple) else (value,)
            token = self._peek()
            if token is None or token.kind != "sign" or token.text != ",":
                break
            self._next += 1
        if opened:
            self._closing(at)
        return tuple(found)

    # -- where it is -----------------------------------------------------------------------

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _at(self) -> int:
        token = self._peek()
        return token.at if token is not None else len(self._text) + 1

    def _refusal(self, at: int) -> Refuse:
        return lambda what, remedy: self._problem(what, at, remedy)

    def _problem(self, what: str, at: int, remedy: str = "") -> FilterProblem:
        return FilterProblem(what, where=_("filter, character %s") % at, remedy=remedy)


def _tokens(text: str) -> Iterable[_Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            place = at + len(text[at:]) - len(text[at:].lstrip()) + 1
            raise FilterProblem(
                _("“%s” can't stand here.") % text[place - 1],
                where=_("filter, character %s") % place,
                remedy=_("Put values with signs in double quotes."),
            )
        said = found[found.lastgroup]
        if found.lastgroup == "quoted":
            said = re.sub(r"\\(.)", r"\1", said[1:-1]) if said[0] == '"' else said[1:-1]
        yield _Token(found.lastgroup, said, found.start(found.lastgroup) + 1)
        at = found.end()


def _key(words: str) -> str:
    return " ".join(fold(words).replace("_", " ").replace("-", " ").split())


def _names(fields: Iterable[Field]) -> dict[str, Field]:
    """The fields by what they may be called; a label goes before another field's name."""
    fields = list(fields)
    found: dict[str, Field] = {}
    for one in fields:
        found[_key(str(one.label))] = one
    for one in fields:
        found.setdefault(_key(one.name), one)
        if one.format is Format.REFERENCE:
            found.setdefault(_key(one.name.removesuffix("_id")), one)
    return found


def _said(op: Op) -> str:
    """How a comparison is written."""
    sign = next((sign for sign, one in _SIGNS.items() if one is op), None)
    return sign or next(phrase for phrase, one in _PHRASES.items() if one is op)
