"""Settings: the people who sign papers, with NIP, rank, position, and on whose behalf."""

from dataclasses import fields

from app.access.screens.reach import Reach
from app.access.screens.section import FormSheet, Section, titled
from app.access.sites import (
    CAPACITIES,
    SignatoryDraft,
    SignatoryView,
    add_signatory,
    change_signatory,
    list_signatories,
    retire_signatory,
)
from app.access.wizard import text_of
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, confirm
from app.widgets.fields import SegmentField, TextField, Value
from app.widgets.form import Form
from app.widgets.layouts import column, row
from app.widgets.operations import Begun, Pending
from app.widgets.tables import Column, Empty, RowTable


class SignatoriesSection(Section):
    """A list; Enter or a double click opens one."""

    lead = N_("Dipilih saat berita acara dicetak. Surat yang sudah dicetak tetap memakai nama waktu itu.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        columns = (
            Column(_("Nama"), lambda one: one.name, 0, detail=lambda one: one.nip and f"NIP {one.nip}"),
            Column(_("Jabatan"), lambda one: " ".join(part for part in (one.capacity, one.position) if part), 260),
            Column(_("Pangkat"), lambda one: one.rank, 130),
        )
        self.table = RowTable(columns, key=lambda one: one.id)
        self.table.setMinimumHeight(300)
        self.table.opened.connect(self._edit)
        hint = _("Tambahkan kepala pos dan pejabat yang biasa menandatangani.")
        self.table.set_empty(Empty(_("Belum ada penanda tangan."), hint, "pencil", _("Tambah"), self._add))
        add = button(_("Tambah"), self._add, "primary", "plus")
        self._change = button(_("Ubah"), lambda: self._edit(self.table.current()), "", "pencil")
        self._retire = button(_("Hapus dari daftar"), self._ask_retire, "quiet", "trash-2")
        self.table.marked.connect(self._offer)
        self.setLayout(
            column(titled(_("Penanda tangan"), self.table, row(self._change, self._retire, 1), tools=(add,)))
        )
        self._offer(None)

    def load(self) -> None:
        """Read the list."""
        self.reach.ops.read(list_signatories, latest="signatories").then(self.table.set_rows)

    def _offer(self, one: SignatoryView | None) -> None:
        self._change.setEnabled(one is not None)
        self._retire.setEnabled(one is not None)

    def _add(self) -> None:
        def save(values: dict[str, Value]) -> Pending[SignatoryView]:
            draft = _draft(values)
            return self.reach.ops.write("access.signatory", lambda w: add_signatory(w, draft)).then(self._done)

        FormSheet(self, Question(_("Penanda tangan baru"), "", _("Tambahkan")), _form(), save).open()

    def _edit(self, one: SignatoryView | None) -> None:
        if one is None:
            return

        def save(values: dict[str, Value]) -> Pending[SignatoryView]:
            draft = _draft(values)
            return self.reach.ops.write("access.signatory", lambda w: change_signatory(w, one.id, draft)).then(
                self._done
            )

        form = _form()
        form.load({field.name: getattr(one, field.name) or None for field in fields(one)})
        FormSheet(self, Question(one.name, "", _("Simpan")), form, save).open()

    def _ask_retire(self) -> None:
        one = self.table.current()
        if one is None:
            return
        question = Question(
            _("Hapus {name} dari daftar?").format(name=one.name),
            _("Surat yang sudah dicetak tidak berubah."),
            _("Hapus"),
        )
        confirm(self, question, lambda: self._retire_now(one.id))

    def _retire_now(self, signatory_id: str) -> Begun:
        gone = self.reach.ops.write("access.signatory", lambda w: retire_signatory(w, signatory_id))
        return gone.then(lambda _none: self.load())

    def _done(self, one: SignatoryView) -> None:
        self.load()
        self.tell(_("{name} tersimpan.").format(name=one.name))


def _form() -> Form:
    capacity = [(code, code or _("biasa")) for code in CAPACITIES]
    parts = (
        TextField("name", _("Nama dan gelar"), required=True),
        TextField("nip", _("NIP")),
        TextField("rank", _("Pangkat / golongan")),
        TextField("position", _("Jabatan")),
        TextField("institution", _("Instansi")),
        SegmentField("capacity", _("Menandatangani"), capacity),
        TextField("on_behalf_of", _("Atas nama (untuk a.n. dan u.b.)")),
        TextField("address", _("Alamat")),
    )
    form = Form(parts, wide=("name", "capacity"))
    form.load({"capacity": ""})
    return form


def _draft(values: dict[str, Value]) -> SignatoryDraft:
    return SignatoryDraft(**{field.name: text_of(values, field.name) for field in fields(SignatoryDraft)})
