"""Notes: what the few signs do, and that everything else is shown as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from acctdesk.ui.record.marking import may_open, to_markdown
from acctdesk.ui.record.value import _FEATURES


def shown(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setMarkdown(to_markdown(text), _FEATURES)
    return document


def bold(document: QTextDocument) -> list[str]:
    found = []
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            if fragment.charFormat().fontWeight() > 500:
                found.append(fragment.text())
            part += 1
        block = block.next()
    return found


def test_bold_italic_lists_and_links(qapp) -> None:
    document = shown("Prefers **calls**.\n- Ask for *Jana*\n- [plan](example.com/p)\nafter")
    assert bold(document) == ["calls"]
    assert document.toPlainText() == "Prefers calls.\nAsk for Jana\nplan\nafter"
    lists = [document.findBlockByNumber(at).textList() for at in range(4)]
    assert [one is not None for one in lists] == [False, True, True, False]
    assert 'href="https://example.com/p"' in document.toHtml()


def test_lines_stay_lines(qapp) -> None:
    assert shown("one\ntwo\n\nthree").toPlainText().splitlines() == ["one", "two", "three"]


def test_addresses_become_links_by_themselves(qapp) -> None:
    html = shown("See https://x.example/a_b_c. Ask jo@x.example!").toHtml()
    assert 'href="https://x.example/a_b_c"' in html
    assert 'href="mailto:jo@x.example"' in html


@pytest.mark.parametrize(
    "text",
    ["# no heading", "> no quote", "---", "===", "<b>no</b> &amp; tag", "`no code`", "a | b\n-|-",
     "![p](file:///etc/passwd)", "[x](javascript:alert)", "2019. was good", "~~kept~~", "-",
     "1)", "12.", "a\\b"],
)  # fmt: skip
def test_what_is_no_sign_of_ours_is_shown_as_typed(qapp, text: str) -> None:
    document = shown(text)
    assert document.toPlainText() == text
    html = document.toHtml()
    assert not re.search(r"<(h\d|blockquote|pre|img|table|hr|a )", html.split("<body")[1])


@given(text=st.text(alphabet="ab1 .#>-=<&`|~\\!()\n+", max_size=40))
def test_no_letter_is_lost(qapp, text: str) -> None:
    # List items lose their sign, which is what it is for.
    told = "\n".join(
        re.sub(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?=\S)", "", line) for line in text.splitlines()
    )
    # An item in an item is a list in a list.
    if re.search(r"^\s*(?:[-*+]|\d{1,3}[.)])\s", told, re.MULTILINE):
        return
    assert "".join(shown(text).toPlainText().split()) == "".join(told.split())


@pytest.mark.parametrize(
    ("address", "may"),
    [("https://x.example", True), ("mailto:a@b.example", True), ("tel:+3110", True),
     ("file:///etc/passwd", False), ("javascript:1", False), ("smb://x", False), ("", False)],
)  # fmt: skip
def test_only_web_mail_and_phone_are_opened(address: str, may: bool) -> None:
    assert may_open(address) is may
