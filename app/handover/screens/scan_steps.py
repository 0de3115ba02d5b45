"""The scan of a signed paper on screen: attaching one from a file, and looking at the one that is attached."""

from collections.abc import Callable
from pathlib import Path

from app.handover import scans
from app.handover.scans import Scanned
from app.handover.screens.context import Page
from app.kernel.i18n import _
from app.widgets.dialogs import open_file
from app.widgets.message import Message
from app.widgets.scan_dialog import SCANS, ScanDialog


class ScanSteps:
    """Attaching and showing, for whatever paper the page is about."""

    def __init__(self, page: Page, kind: Scanned, changed: Callable[[], object]) -> None:
        self._page, self._kind, self._changed = page, kind, changed

    def ask(self, paper_id: str) -> None:
        """Choose the file."""
        open_file(self._page, _("Pilih pindaian atau foto surat yang ditandatangani"), SCANS,
                  lambda path: self.attach(paper_id, path))  # fmt: skip

    def attach(self, paper_id: str, path: Path) -> None:
        """Attach it."""
        kind, keep = self._kind, self._page.context.keep
        pending = self._page.ops.write(
            "handover.scan", lambda w: scans.attach(w, kind, paper_id, path.read_bytes(), keep)
        )
        pending.then(self._attached)

    def show(self, number: str, digest: str) -> None:
        """Open the scan that is attached."""
        read = self._page.context.read_scan
        if read is not None:
            title = _("Pindaian {number}").format(number=number)
            pending = self._page.ops.compute(lambda: read(digest), latest="handover.scan")
            pending.then(lambda content: ScanDialog(self._page, self._page.ops, title, (digest, content)).open())

    def _attached(self, digest: str) -> None:
        text = _("Pindaian dilampirkan. Sidik isinya {digest}…").format(digest=digest[:12])
        self._page.said.emit(Message(text, "", "good"))
        self._changed()
