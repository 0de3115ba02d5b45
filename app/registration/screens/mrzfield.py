"""The input for a machine readable zone: a scanner's lines, whole or broken, arrive in one place."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent

from app.kernel.i18n import _
from app.registration.suggesting import is_complete, looks_like_zone
from app.widgets.fields import NoteField, TextField


class MrzField(NoteField):
    """Two or three lines, kept as scanned; `read` tells of a zone once it is whole, or when the cursor leaves it."""

    read = Signal(str)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__("scan", _("MRZ paspor atau SPLP: pindai atau ketik barisnya"), lines=2)
        self.editor.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.editor.setPlaceholderText("P<IDN…")
        self._told = ""
        self.editor.textChanged.connect(self._look)
        self.editor.installEventFilter(self)

    def catch(self, line: TextField) -> None:
        """Take over what a scanner writes into another field; the cursor comes along for the next line."""
        typed = line.line.text()
        if looks_like_zone(typed):
            line.set_value(None)
            self.editor.setPlainText(typed)
            self.editor.setFocus()
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    def empty(self) -> None:
        """Forget the zone."""
        self._told = ""
        self.set_value(None)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Leaving the field says what is wrong with half a zone; Ctrl+Enter keeps the form around it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _keeps(event):
            self.submitted.emit()
            return True
        if event.type() == QEvent.Type.FocusOut and self.editor.toPlainText().strip():
            self._tell()
        return super().eventFilter(target, event)

    def _look(self) -> None:
        if is_complete(self.editor.toPlainText()):
            self._tell()

    def _tell(self) -> None:
        text = self.editor.toPlainText().strip()
        if text != self._told:
            self._told = text
            self.read.emit(text)


def _keeps(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
