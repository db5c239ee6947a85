"""Keeps everything but the presentation off every screen."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from acctdesk.ui.widgets.stillness import keep_still

_UNSHOWN = Qt.WidgetAttribute.WA_DontShowOnScreen
_NATIVE = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
_TIPS = (QEvent.Type.ToolTip, QEvent.Type.WhatsThis, QEvent.Type.ContextMenu)
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Guard(QObject):
    """Hides the program, and refuses every window that isn't of the presentation.

    A widget tells that it is shown before its window is: it is then told to stay off the screen,
    and closed in the next turn, so that not even a flash of it is seen and whoever asked gets the
    answer of somebody who closed it. Choosers of the system, which Qt can't see, are replaced by
    Qt's own for as long.

    Args:
        main: The program's window.
        ours: Tells the windows that may be shown.
    """

    refused = Signal(str)
    """A window was kept off the screen: name of its class."""

    def __init__(self, main: QWidget, ours: Callable[[], Collection[QWidget]]) -> None:
        super().__init__()
        self._main, self._ours = main, ours
        self._state, self._place = Qt.WindowState.WindowNoState, QRect()
        self._others: list[QWidget] = []
        self._quits = self._native = self._standing = False

    @property
    def is_standing(self) -> bool:
        """Whether it keeps watch."""
        return self._standing

    def stand(self) -> None:
        """Hide the program and keep watch; our own windows are shown afterwards."""
        app = _application()
        if self._standing or app is None:
            return
        self._standing = True
        self._state, self._place = self._main.windowState(), self._main.geometry()
        # The last window in sight will be ours; closing it must not end the program.
        self._quits = QGuiApplication.quitOnLastWindowClosed()
        QGuiApplication.setQuitOnLastWindowClosed(False)
        self._native = QApplication.testAttribute(_NATIVE)
        QApplication.setAttribute(_NATIVE, True)
        keep_still(True)
        app.installEventFilter(self)
        QToolTip.hideText()
        ours = self._ours()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window not in ours and window is not self._main:
                if window.windowType() in _PASSING or window.isModal():
                    _dismiss(window)
                else:
                    self._others.append(window)
                    window.hide()
        self._main.hide()

    def lift(self) -> None:
        """End the watch and bring the program back as it was; safe to be called again."""
        app = _application()
        if not self._standing or app is None:
            return
        self._standing = False
        app.removeEventFilter(self)
        keep_still(False)
        QApplication.setAttribute(_NATIVE, self._native)
        for window in (self._main, *self._others):
            if shiboken6.isValid(window) and window.testAttribute(_UNSHOWN):
                # Refused a moment ago: it thinks that it is shown.
                window.hide()
                window.setAttribute(_UNSHOWN, False)
        if shiboken6.isValid(self._main):
            self._main.setWindowState(self._state)
            self._main.show()
            if self._main.geometry() != self._place and not self._state:
                self._main.setGeometry(self._place)
            self._main.activateWindow()
        for window in self._others:
            if shiboken6.isValid(window):
                window.show()
        self._others.clear()
        QGuiApplication.setQuitOnLastWindowClosed(self._quits)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse windows, tips and menus."""
        kind = event.type()
        if kind in _TIPS:
            return True
        if kind != QEvent.Type.Show:
            return False
        if isinstance(watched, QWidget):
            if watched.isWindow() and watched not in self._ours():
                self._refuse(watched)
                return True
        elif isinstance(watched, QWindow) and not _holds_widget(watched):
            self.refused.emit(watched.metaObject().className())
            QTimer.singleShot(0, watched, watched.hide)
        return False

    def _refuse(self, window: QWidget) -> None:
        self.refused.emit(window.metaObject().className())
        if not window.testAttribute(_UNSHOWN):
            # A modal dialog without a window would stay among those that block others (Qt 6.11).
            modality = window.windowModality()
            window.setWindowModality(Qt.WindowModality.NonModal)
            window.setAttribute(_UNSHOWN, True)
            QTimer.singleShot(0, self, functools.partial(self._close, window, modality))

    def _close(self, window: QWidget, modality: Qt.WindowModality) -> None:
        """Close what was refused, as somebody would who cancels."""
        # After the watch it may be shown again for good reason, and says so by that attribute.
        if not shiboken6.isValid(window) or not window.testAttribute(_UNSHOWN):
            return
        if not window.isWindow():
            # It was shown a moment before it found its place in a window.
            window.setAttribute(_UNSHOWN, False)
            return
        plain = window.windowType() == Qt.WindowType.Window and window is not self._main
        _dismiss(window)
        if shiboken6.isValid(window):
            window.setAttribute(_UNSHOWN, False)
            window.setWindowModality(modality)
            if plain and self._standing and window not in self._others:
                # A window of the program that was made anew meanwhile: shown afterwards.
                self._others.append(window)


def _dismiss(window: QWidget) -> None:
    if isinstance(window, QDialog):
        window.reject()
    if shiboken6.isValid(window):
        window.hide()


def _application() -> QApplication | None:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else None


def _holds_widget(window: QWindow) -> bool:
    return window.metaObject().className() == "QWidgetWindow"
