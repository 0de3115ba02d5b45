"""Codes two people compare aloud, large; and opening a kit with the code its maker read out."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.sync.kits import read_kit
from app.sync.screens.bench import Bench
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import open_file
from app.widgets.fields import TextField
from app.widgets.labels import label
from app.widgets.layouts import column, row


class CodeView(QWidget):
    """A fingerprint in groups, to be read out."""

    def __init__(self, bench: Bench, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self.code = label("", "figure-mid")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = icon_button("copy", _("Salin kode"), lambda: bench.copy(self.code.text()))
        self.setLayout(column(label(caption, "caption", wrap=True), row(self.code, copy, 1, gap=8), gap=1))

    def show_code(self, code: str) -> None:
        """Show another code."""
        self.code.setText(code)
        self.setAccessibleName(f"{self._caption}: {code}")


class KitStep(QWidget):
    """Choose the kit, type the code, join."""

    joined = Signal(object)
    """It worked (app.sync.kits.Joined)."""

    def __init__(self, bench: Bench, caption: str) -> None:
        super().__init__()
        self._bench = bench
        self._path: Path | None = None
        self.file = label(_("Belum dipilih."), "muted", wrap=True)
        choose = button(_("Pilih paket …"), self._choose)
        self.code = TextField("code", caption, required=True).placeholder("XXXX-XXXX-XXXX")
        self.join_button = button(_("Kode cocok – buka paket"), self.join, "primary", "check")
        self.code.line.returnPressed.connect(self.join)
        picked = row(choose, self.file)
        picked.setStretch(1, 1)
        self.setLayout(column(picked, self.code, row(self.join_button, 1), gap=8))

    def use(self, path: Path) -> None:
        """Choose a kit."""
        self._path = path
        self.file.setText(path.name)
        self.code.setFocus()

    def join(self) -> None:
        """Open the kit with the code."""
        path, code = self._path, str(self.code.value() or "")
        if path is None:
            self._bench.tell(_("Pilih dahulu berkas paketnya."), tone="warn")
        elif self.code.check():
            self.join_button.setEnabled(False)
            pending = self._bench.write(lambda office: read_kit(office, path, code), merge=True)
            pending.then(self._joined).otherwise(self._bench.refuse)
            pending.finally_(self._ended)

    def draft(self) -> dict[str, object]:
        """What was chosen and typed."""
        draft: dict[str, object] = {"code": self.code.value()} if self.code.value() else {}
        return draft | ({"path": str(self._path)} if self._path else {})

    def restore(self, draft: object) -> None:
        """Put it back."""
        if isinstance(draft, dict):
            if draft.get("path"):
                self.use(Path(str(draft["path"])))
            self.code.set_value(str(draft.get("code") or "") or None)

    def _choose(self) -> None:
        open_file(self, _("Pilih paket pengenal"), _("Paket pengenal (*.pulang)"), self.use)

    def _joined(self, joined: object) -> None:
        self._path = None
        self.code.set_value(None)
        self.file.setText(_("Belum dipilih."))
        self.joined.emit(joined)
        self._bench.done.emit()

    def _ended(self) -> None:
        self.join_button.setEnabled(True)
