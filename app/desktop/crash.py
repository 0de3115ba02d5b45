"""A defect met a user: say so calmly, keep what is typed, and write a report that holds nobody's data."""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.kernel.errors import UserError
from app.kernel.files import replace_atomically
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.labels import label
from app.widgets.layouts import row


def report_of(error: BaseException) -> str:
    """Where it happened and on what; never what was said or entered, because messages may quote a person."""
    lines = [
        f"Pulang · Python {platform.python_version()} · Qt {PySide6.__version__} · {platform.platform()}",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


class CrashHandler(QObject):
    """Takes every exception nobody expected, from any thread; shows at most one dialog at a time."""

    caught = Signal(object)

    def __init__(self, folder: Path, keep_drafts: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self._folder, self._keep = folder, keep_drafts
        self._sheet: Sheet | None = None
        self.last_report: Path | None = None
        self.caught.connect(self._handle)

    def install(self) -> None:
        """Catch what nobody else does."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self.caught.emit(args.exc_value)

    def remove(self) -> None:
        """Leave exceptions to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def keep_with(self, keep_drafts: Callable[[], object]) -> None:
        """What saves the drafts once there is a window."""
        self._keep = keep_drafts

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.caught.emit(error)

    def _handle(self, error: BaseException) -> None:
        if self._sheet is not None:
            return
        self._try_to_keep()
        self._write(error)
        self._show(error)

    def _try_to_keep(self) -> None:
        try:
            self._keep()
        except Exception as error:  # noqa: BLE001 - the second failure must not hide the first
            self._write(error)

    def _write(self, error: BaseException) -> None:
        path = self._folder / f"laporan-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_atomically(path, report_of(error).encode())
        except OSError:
            return
        self.last_report = path

    def _show(self, error: BaseException) -> None:
        place = str(self.last_report) if self.last_report else _("(laporan tidak dapat ditulis)")
        code = error.code if isinstance(error, UserError) else type(error).__name__
        question = Question(
            _("Ada yang tidak beres di aplikasi"),
            _("Yang sudah disimpan tetap aman, dan isian yang belum disimpan sudah dicatat. Anda dapat melanjutkan."),
            _("Lanjutkan"),
        )
        where = label(
            _("Laporan tanpa data pribadi: {path} ({code})").format(path=place, code=code), "caption", wrap=True
        )
        close = button(_("Tutup aplikasi"), QApplication.quit, "quiet")
        copy = button(_("Salin laporan"), lambda: QApplication.clipboard().setText(report_of(error)), "quiet", "copy")
        self._sheet = Sheet(QApplication.activeWindow(), question, where, row(copy, close, 1))
        self._sheet.no.hide()
        self._sheet.finished.connect(self._closed)
        self._sheet.open()

    def _closed(self) -> None:
        self._sheet = None
