"""Long work shown quietly: what runs, how far it is, and a way to stop it."""

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.labels import counted, label
from app.widgets.layouts import column, row
from app.widgets.operations import Operations, Progress


class ProgressStrip(QWidget):
    """One line for the operation that runs; hidden while nothing takes long."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._text, self._count = label("", "strong"), label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = button(_("Hentikan"), self._cancel)
        ground = QFrame()
        ground.setProperty("kind", "message")
        ground.setLayout(row(self._text, self._bar, self._count, self._stop, gap=12, margins=(14, 7, 8, 7)))
        self.setLayout(column(ground, margins=(24, 10, 24, 0)))
        operations.progressing.connect(self._begin)
        self.hide()

    def _begin(self, progress: Progress) -> None:
        self._progress = progress
        self._text.setText(progress.text)
        self._bar.setAccessibleName(progress.text)
        self._stop.setEnabled(True)
        self._moved(0, 0)
        progress.moved.connect(self._moved)
        progress.ended.connect(self._end)
        self.show()

    def _moved(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = _("{done} dari {total}").format(done=counted(done), total=counted(total))
        self._count.setText(words if total else "")

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        if self._progress is not None:
            self._progress.cancel()

    def _end(self) -> None:
        self._progress = None
        self.hide()
