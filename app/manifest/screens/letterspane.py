"""The letters of a ship: what each says, to be corrected, and the berita acara its people came with."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from app.kernel.i18n import _
from app.manifest import exports, letters
from app.manifest.letters import LetterView
from app.manifest.screens.letterform import (
    letter_form,
    letter_in,
    record_form,
    record_in,
    show_letter,
    show_record,
)
from app.widgets.buttons import button
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row, scrolled
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.tables import Column, Empty, RowTable


class LettersPane(QWidget):
    """A list of letters on the left, the chosen one on the right."""

    finished = Signal()
    told = Signal(object)
    import_wanted = Signal()
    apart_wanted = Signal(str)
    """What a letter (its id) says otherwise than the one it replaced."""

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self._title, self.exported = label("", "title"), label("", "muted", wrap=True)
        self._batch = ""
        self.table = RowTable(_columns(), key=lambda view: view.id)
        self.table.setFixedWidth(400)
        self.table.marked.connect(self._chosen)
        empty = Empty(_("Belum ada surat"), _("Impor daftar, atau catat jumlahnya saja."), "file-text")
        self.table.set_empty(empty)
        self.letter, self.record = letter_form(), record_form()
        self._tabs = QTabWidget()
        self._tabs.addTab(self._page(self.letter, self._keep_letter), _("Isi surat"))
        self._tabs.addTab(self._page(self.record, self._keep_record), _("Berita acara kedatangan"))
        back = button(_("Kembali ke absen"), self.finished.emit, glyph="arrow-left")
        more = button(_("Impor daftar"), self.import_wanted.emit, "primary", "upload")
        self._apart = button(_("Beda dengan daftar lama"), self._ask_apart, "quiet", "copy")
        body = row(self.table, self._tabs, gap=20)
        body.setStretch(1, 1)
        self.setLayout(column(row(self._title, 1, self._apart, back, more, gap=10), body, self.exported, gap=14))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just made

    def show_letters(self, batch_id: str, ship: str, known: Sequence[LetterView]) -> None:
        """The letters of a ship."""
        self._batch = batch_id
        self.show_exports()
        self._title.setText(_("Surat untuk {ship}").format(ship=ship))
        before = self.table.current()
        self.table.set_rows(list(known))
        if before is None or self.table.current() is None:
            self.table.go_to(0)
        self._tabs.setVisible(bool(known))

    def show_exports(self) -> None:
        """Which files with its result were handed out."""
        batch_id = self._batch
        self._ops.read(lambda r: exports.told(r, batch_id), latest="arrival.exports").then(self._exported)

    def draft(self) -> dict[str, object]:
        """What is typed and not kept."""
        current = self.table.current()
        if current is None or not (self.letter.is_changed() or self.record.is_changed()):
            return {}
        return {"id": current.id, "letter": self.letter.draft(), "record": self.record.draft()}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back onto its letter."""
        if self.table.select(draft.get("id")):
            for form, name in ((self.letter, "letter"), (self.record, "record")):
                said = draft.get(name)
                form.restore(said if isinstance(said, dict) else {})

    def _page(self, form: Form, keep: object) -> QWidget:
        save = button(_("Simpan"), keep if callable(keep) else None, "primary", "save")
        content = scrolled(holder(column(form, 1, margins=(2, 14, 14, 8))))
        return holder(column(content, row(1, save), gap=10))

    def _exported(self, said: str) -> None:
        self.exported.setText(said)
        self.exported.setVisible(bool(said))

    def _ask_apart(self) -> None:
        current = self.table.current()
        if current is not None:
            self.apart_wanted.emit(current.id)

    def _chosen(self, view: LetterView | None) -> None:
        self._apart.setVisible(view is not None and view.replaces is not None)
        if view is not None:
            show_letter(self.letter, view.letter)
            show_record(self.record, view.record)

    def _keep_letter(self) -> None:
        current = self.table.current()
        if current is not None and self.letter.check():
            said = letter_in(self.letter)
            pending = self._ops.write("manifest.letter", lambda w: letters.edit_letter(w, current.id, said))
            pending.then(partial(self._kept, _("Surat tersimpan.")))

    def _keep_record(self) -> None:
        current = self.table.current()
        if current is not None and self.record.check():
            said = record_in(self.record)
            pending = self._ops.write("manifest.record", lambda w: letters.record_incoming(w, current.id, said))
            pending.then(partial(self._kept, _("Berita acara tersimpan.")))

    def _kept(self, text: str, _nothing: object) -> None:
        self.told.emit(Message(text, tone="good"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Surat"), lambda view: view.title, 0, "strong"),
        Column(_("Orang"), _people, 92, "muted"),
        Column(_("BA"), lambda view: _("ada") if view.record.number else "–", 52, "muted"),
    )


def _people(view: LetterView) -> str:
    return _("jumlah saja") if view.count_only else str(view.line_count)
