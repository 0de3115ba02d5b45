"""A ship, bus or flight that is expected or has come: its name is enough, the rest can follow."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.manifest.letters import BatchDraft
from app.reference.enumerations import choices
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, TextField
from app.widgets.form import Form
from app.widgets.operations import Begun


class ShipDialog(Sheet):
    """Asks for what is known of a ship."""

    def __init__(self, parent: QWidget, known: BatchDraft | None, keep: Callable[[BatchDraft], Begun]) -> None:
        kinds = tuple((choice.code, choice.name) for choice in choices("jenis_kedatangan"))
        self._form = Form(
            (
                TextField("name", _("Nama kapal, bus, atau penerbangan"), required=True),
                TextField("port_from", _("Dari pelabuhan")).placeholder(_("Tawau")),
                ChoiceField("arrival_kind", _("Jenis kedatangan"), kinds),
                TextField("escort", _("Petugas pengantar")),
                TextField("note", _("Catatan")),
            ),
            wide=("name", "note"),
        )
        title = _("Perbaiki kapal") if known else _("Kapal atau rombongan baru")
        text = "" if known else _("Namanya saja cukup; yang lain dapat diisi nanti.")
        super().__init__(parent, Question(title, text, _("Simpan")), self._form)
        self._keep = keep
        self.when_yes(self._send)
        if known is not None:
            names = ("name", "port_from", "arrival_kind", "escort", "note")
            self._form.load({name: getattr(known, name) for name in names})
        elif kinds:
            self._form.field("arrival_kind").set_value(kinds[0][0])
        self._form.submitted.connect(self.accept)
        self._form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Keep, once there is a name; open until it was kept."""
        if self._form.check():
            super().accept()

    def _send(self) -> Begun:
        said = {name: str(value) if value else None for name, value in self._form.collect().items()}
        name = said.pop("name") or ""
        kind = said.pop("arrival_kind") or "deportasi"
        return self._keep(BatchDraft(name, kind, name, said["port_from"], None, said["escort"], said["note"]))
