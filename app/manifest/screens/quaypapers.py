"""What leaves the quay on paper or as a file: check list, who is left, the result to sign, the workbook, the counts."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.files import hand_out
from app.kernel.i18n import _
from app.manifest import exports, replacing, results, share, sheets
from app.manifest.board import Board
from app.manifest.replacing import Compared
from app.manifest.screens.lists_apart import ListsApartDialog
from app.manifest.screens.quay import Quay
from app.manifest.screens.remaining import QuayPaper, RemainingDialog
from app.manifest.screens.sharing import ShareDialog
from app.manifest.workbook import workbook
from app.widgets.dialogs import save_file
from app.widgets.message import Message
from app.widgets.operations import Operations, Progress

EVERYBODYS = ("remaining", "paper", "share")
TO_HAND_OVER = ("result", "export")
"""What takes names off the desk: only for those who may print."""


class QuayPapers(QObject):
    """Opens the right dialog over the screen."""

    told = Signal(object)

    def __init__(self, over: QWidget, ops: Operations, quay: Quay) -> None:
        super().__init__(over)
        self._over, self._ops, self._quay = over, ops, quay

    def show(self, what: str, shown: Board) -> None:
        """One of EVERYBODYS or TO_HAND_OVER for a ship."""
        batch_id = shown.batch.id
        if what == "remaining":
            RemainingDialog(self._over, shown, self._quay, self._ops).open()
        elif what == "paper":
            self._paper(_("Daftar periksa"), partial(sheets.check_list, batch_id=batch_id))
        elif what == "result":
            self._paper(_("Hasil pemeriksaan"), partial(results.result_sheet, batch_id=batch_id))
        elif what == "export":
            self._ask_place(shown)
        else:
            text = share.message(shown, self._quay.site, self._quay.clock())
            ShareDialog(self._over, text, self._quay, self._ops).open()

    def lists_apart(self, manifest_id: str) -> None:
        """What a list says otherwise than the one it stands in for."""
        wanted = self._ops.read(lambda r: replacing.compared(r, manifest_id), latest="arrival.apart")
        wanted.then(self._show_apart)

    def export(self, batch_id: str, path: Path) -> None:
        """Write the outcome of a ship into a workbook, in the background; it is noted before it is written."""
        named = (self._quay.site, self._quay.zone, self._quay.clock())
        written = self._ops.hand_out(
            "manifest.export",
            lambda w: exports.export(w, batch_id),
            partial(_write, path, named),
            lambda w, given: exports.unwritten(w, given.note),
            Progress(_("Menulis XLSX …")),
        )
        written.then(lambda _nothing: self._written(path))

    def _paper(self, title: str, make: Any) -> None:
        QuayPaper(self._over, title, self._ops, make, self._quay.paper()).open()

    def _show_apart(self, compared: Compared) -> None:
        ListsApartDialog(self._over, compared).open()

    def _ask_place(self, shown: Board) -> None:
        named = "-".join(f"hasil {shown.batch.name} {shown.batch.day:%d-%m-%Y}".lower().split())
        safe = "".join(sign for sign in named if sign.isalnum() or sign in "-_")
        write = partial(self.export, shown.batch.id)
        save_file(self._over, _("Simpan hasil untuk Perwakilan RI"), Path(f"{safe}.xlsx"), write)

    def _written(self, path: Path) -> None:
        text = _("{name} tersimpan. Isinya nama; serahkan hanya kepada Perwakilan RI.").format(name=path.name)
        self.told.emit(Message(text, tone="good"))


def _write(path: Path, named: tuple[str, str, str], given: exports.Given) -> None:
    hand_out(path, workbook(given.outcome, *named))
