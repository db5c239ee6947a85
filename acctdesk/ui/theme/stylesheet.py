"""The one style sheet. Short, because Qt matches every widget against every rule.

What has states of its own is painted by its widget; here are the stock widgets only. Dynamic
properties choose variants: ``kind`` on buttons, ``plane`` on frames, ``tone`` on labels.
"""

from __future__ import annotations

from collections.abc import Callable

from acctdesk.ui.theme.tokens import Size, Tokens


def stylesheet(t: Tokens, px: Callable[[float], int]) -> str:
    """The style sheet for a scheme and a text scale.

    Args:
        t: The colours.
        px: Scales a length of the design to the text scale.
    """
    pad = px(12)
    # The border counts outside min-height.
    inner = px(Size.CONTROL) - 2
    small = px(12)
    bar = 10
    return f"""
QWidget[plane="side"] {{ background: {t.side}; }}
QWidget[plane="page"] {{ background: {t.page}; }}
QWidget[plane="surface"] {{ background: {t.surface}; }}
QLabel[tone="secondary"] {{ color: {t.secondary}; }}
QLabel[tone="danger"] {{ color: {t.breached}; }}
QLabel[tone="accent"] {{ color: {t.accent}; }}
QAbstractButton {{ outline: none; }}
QPushButton {{
  background: {t.surface}; color: {t.text}; border: 1px solid {t.control_line};
  border-radius: {Size.RADIUS}px; min-height: {inner}px; padding: 0 {pad}px; font-weight: 500; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.pressed}; }}
QPushButton:disabled {{ color: {t.disabled}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; min-height: {inner - 2}px;
  padding: 0 {pad - 1}px; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[kind="danger"] {{ background: {t.danger}; color: {t.on_danger};
  border-color: {t.danger}; }}
QPushButton[kind="primary"]:focus, QPushButton[kind="danger"]:focus {{
  border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {{
  background: {t.chip}; color: {t.disabled}; border-color: {t.chip}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {t.pressed}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[drop="true"] {{ text-align: left; padding: 0 {px(32)}px 0 {pad}px; }}
QPushButton[drop="true"]:focus {{ padding: 0 {px(32) - 1}px 0 {pad - 1}px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[kind="link"] {{ background: transparent; border-color: transparent;
  color: {t.accent}; padding: 0 {px(4)}px; min-height: {px(22)}px; font-size: {small}px; }}
QPushButton[kind="link"][faint="true"] {{ color: {t.secondary}; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: 0 {px(3)}px;
  min-height: {px(20)}px; }}
QPushButton[kind="crumb"] {{ background: transparent; border-color: transparent;
  color: {t.secondary}; padding: 0 {px(4)}px; font-weight: 400; }}
QPushButton[kind="crumb"]:hover {{ color: {t.text}; background: {t.hover}; }}
QPushButton[kind="crumb"]:focus {{ border: 2px solid {t.accent}; padding: 0 {px(4) - 1}px; }}
QToolButton {{ background: transparent; border: 2px solid transparent;
  border-radius: {Size.RADIUS}px; padding: {px(4)}px; }}
QToolButton:hover {{ background: {t.pressed}; }}
QToolButton:pressed, QToolButton:checked {{ background: {t.selection}; }}
QToolButton:focus {{ border-color: {t.accent}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QDoubleSpinBox {{
  background: {t.surface}; color: {t.text}; border: 1px solid {t.border};
  border-radius: {Size.RADIUS}px; padding: 0 {px(8)}px;
  placeholder-text-color: {t.secondary};
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit, QDateEdit, QSpinBox, QDoubleSpinBox {{ min-height: {inner}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(4)}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus,
QDoubleSpinBox:focus {{ border: 2px solid {t.accent}; padding: 0 {px(8) - 1}px; }}
QLineEdit:focus, QDateEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
  min-height: {inner - 2}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {px(4) - 1}px; }}
QTextEdit[plain="true"] {{ border: none; border-radius: 0; padding: 0; }}
QTextEdit[plain="true"]:focus {{ border: 2px solid {t.accent}; padding: 0; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {t.disabled};
  border-color: {t.control_line}; }}
*[problem="true"] {{ border: 2px solid {t.breached}; }}
QLineEdit[cell="true"], QPlainTextEdit[cell="true"] {{ border-radius: 0; min-height: 0;
  border: 2px solid {t.accent}; }}
QFrame#popup, QListView#choices {{ background: {t.raised}; border: 1px solid {t.hairline};
  border-radius: {Size.RADIUS}px; padding: {px(4)}px; outline: none; }}
QListView#choices::item {{ min-height: {px(28)}px; padding: 0 {px(8)}px;
  border-radius: {Size.RADIUS - 2}px; color: {t.text}; }}
QListView#choices::item:selected {{ background: {t.selection}; }}
QMenuBar {{ background: {t.side}; color: {t.text}; border-bottom: 1px solid {t.hairline};
  padding: 0 {px(8)}px; }}
QMenuBar::item {{ background: transparent; padding: 5px {px(9)}px;
  border-radius: {Size.RADIUS - 2}px; }}
QMenuBar::item:selected {{ background: {t.pressed}; }}
QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.control_line};
  padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(10)}px;
  border-radius: {Size.RADIUS - 2}px; }}
QMenu::item:selected {{ background: {t.selection}; }}
QMenu::item:disabled {{ color: {t.disabled}; }}
QMenu {{ icon-size: {px(16)}px; }}
QMenu::indicator {{ width: {px(14)}px; height: {px(14)}px; }}
QMenu::icon {{ padding-left: {px(8)}px; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: {px(4)}px {px(8)}px; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.control_line};
  padding: {px(4)}px {px(6)}px; font-size: {small}px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {bar}px; }}
QScrollBar:horizontal {{ height: {bar}px; }}
QScrollBar::handle {{ background: {t.control_line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {t.border}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {t.hairline}; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget[plane="none"] {{ background: transparent;
  border: none; }}
"""
