"""The one delegate of grids: background, separators, focus, editing."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.cell import Index, cell_at
from acctdesk.ui.widgets.cells import CellPainter
from acctdesk.ui.widgets.editors import ChoiceEditor, LineEditor, TagsEditor, TextEditor
from acctdesk.ui.widgets.ops import PAD, STEP
from acctdesk.ui.widgets.roles import (
    BranchRole,
    ChoicesRole,
    Editor,
    EditorRole,
    HintRole,
    Kind,
    KindRole,
    LinkRole,
    ProblemRole,
    TypedRole,
)

_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUS = QStyle.StateFlag.State_HasFocus.value
_ENABLED = QStyle.StateFlag.State_Enabled.value


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a grid.

    Args:
        theme: The theme in force.
        view: The grid.
    """

    moved = Signal(int, int)
    """An edit was committed: rows and columns to move from here."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self.cells = CellPainter(theme)
        self.hover_row = -1
        self.row_height = 0
        self._kinds: dict[int, Kind] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Forget measures and the kinds of columns; the theme changed."""
        self._kinds.clear()
        self.cells.forget()

    def forget_kinds(self) -> None:
        """Ask anew how columns are painted; what was measured holds for any model."""
        self._kinds.clear()

    def kind(self, model: QAbstractItemModel, column: int) -> Kind:
        """How a column is painted."""
        found = self._kinds.get(column)
        if found is None:
            said = model.headerData(column, Qt.Orientation.Horizontal, KindRole)
            found = self._kinds[column] = Kind(said) if said else Kind.TEXT
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        theme = self._theme
        rect: QRect = option.rect
        state: int = option.state.value
        if state & _SELECTED:
            painter.fillRect(rect, theme.colour("selection"))
        elif index.row() == self.hover_row:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("table_line"))
        kind = self.kind(index.model(), index.column())
        self.cells.paint(painter, rect, index, kind, enabled=bool(state & _ENABLED))
        if state & _FOCUS:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def on_branch(self, index: Index, box: QRect, where: QPoint) -> bool:
        """Whether a place is on the arrow that shows or hides what is below a row.

        Args:
            index: The cell.
            box: Where it is.
            where: The place.
        """
        if index.data(BranchRole) is None:
            return False
        px = self._theme.px
        depth = max(cell_at(index, Kind.TEXT).indent - 1, 0)
        left = box.left() + px(PAD) - px(4) + depth * px(STEP)
        return left - px(2) <= where.x() < left + px(STEP)

    def is_link(self, index: Index) -> bool:
        """Whether a cell holds something that can be opened."""
        return bool(index.data(LinkRole))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Turn a tick over: by a click on its box, by Space."""
        ticks = index.data(EditorRole) == Editor.TICK
        if not ticks or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            box: QRect = option.rect
            near = abs(event.position().x() - box.center().x()) <= self._theme.px(14)
            return near and self.turn_over(index)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys = (Qt.Key.Key_Space, Qt.Key.Key_F2)
            return event.key() in keys and self.turn_over(index)
        return False

    @staticmethod
    def turn_over(index: Index) -> bool:
        """Tick what isn't ticked and the other way round."""
        model = index.model()
        now = bool(index.data(Qt.ItemDataRole.EditRole))
        return model.setData(index, not now, Qt.ItemDataRole.EditRole)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """What a cell needs to hide nothing."""
        kind = self.kind(index.model(), index.column())
        return QSize(self.cells.width(index, kind), self.row_height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the editor the model asks for."""
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        name = str(title or "")
        choices = index.data(ChoicesRole)
        wanted = index.data(EditorRole) or (Editor.CHOICE if choices else Editor.LINE)
        editor: QWidget
        if wanted == Editor.CHOICE:
            editor = ChoiceEditor(parent, self._theme, name, choices or ())
        elif wanted == Editor.TEXT:
            editor = TextEditor(parent, name)
        elif wanted == Editor.TAGS:
            editor = TagsEditor(parent, name, [str(words) for _value, words in choices or ()])
        elif wanted == Editor.TICK:
            return cast("QWidget", None)
        else:
            editor = LineEditor(parent, name, str(index.data(HintRole) or ""))
        editor.setFont(self._theme.font())
        editor.installEventFilter(self)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value in force."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceEditor):
            editor.set_value(value)
        elif isinstance(editor, TextEditor):
            editor.setPlainText("" if value is None else str(value))
        elif isinstance(editor, LineEditor):
            editor.setText("" if value is None else str(value))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the new value to the model; an unchanged or unreadable one is not handed over."""
        before = index.data(Qt.ItemDataRole.EditRole)
        value: object
        if isinstance(editor, ChoiceEditor):
            known, value = editor.chosen()
            if not known:
                if not index.data(TypedRole):
                    return
                value = editor.currentText().strip()
        elif isinstance(editor, TextEditor):
            value = editor.toPlainText()
        elif isinstance(editor, LineEditor):
            value = editor.text()
        else:
            return
        unchanged = value == before or (value == "" and before is None) or value == str(before)
        if not unchanged:
            model.setData(index, value, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lie over the cell; editors of several lines hang below it."""
        rect: QRect = option.rect
        if isinstance(editor, TextEditor):
            rect = QRect(rect.topLeft(), rect.size().expandedTo(editor.minimumSizeHint()))
            port = editor.parentWidget()
            if port is not None:
                rect.moveBottom(min(rect.bottom(), port.height() - 1))
                rect.moveRight(min(rect.right(), port.width() - 1))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter commits and moves down, Tab commits and moves right, Esc leaves it as it was."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = self._step(editor, event)
            if step is not None and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.moved.emit(*step)
                return True
            if isinstance(editor, TextEditor) and event.key() != Qt.Key.Key_Escape:
                # Qt's own filter would commit at Enter and Tab.
                return False
        return super().eventFilter(editor, event)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show what is wrong with a cell, or the whole of what it hides."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        rect: QRect = option.rect
        text = str(index.data(ProblemRole) or index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if not text and self.sizeHint(option, index).width() > rect.width() + 4:
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        # QToolTip would read markup in what clients typed.
        QToolTip.showText(event.globalPos(), _plain(text), view.viewport(), rect)
        return True

    def _step(self, editor: QObject, event: QKeyEvent) -> tuple[int, int] | None:
        key = event.key()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(editor, ChoiceEditor) and editor.view().isVisible():
            return None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(editor, TextEditor) and not ctrl:
                return None
            return (1, 0)
        if key == Qt.Key.Key_Tab:
            return (0, 1)
        if key == Qt.Key.Key_Backtab:
            return (0, -1)
        return None


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") if "<" in text else text
