"""Settings: the desks of the post — this one, the others, admitting one more, revoking a lost one, joining a post."""

from functools import partial
from pathlib import Path
from typing import Any

from app.access.devices import DeskView, authority_fingerprint, list_devices, revoke_device
from app.access.screens.quick_pages import JoinPage
from app.access.screens.reach import Reach
from app.access.screens.section import FormSheet, Section, titled
from app.access.wizard import text_of
from app.bundle.certificates import State
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, ask_reason, choose_folder, open_file, tell
from app.widgets.fields import TextField, Value
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Pending
from app.widgets.tables import Column, Mark, RowTable

STATES = {
    State.VALID: (N_("sah"), "circle-check", "good"),
    State.EXPIRED: (N_("masa berlaku habis"), "clock", "warn"),
    State.REVOKED: (N_("dicabut"), "circle-alert", "bad"),
}


class DesksSection(Section):
    """Every desk with what its certificate is worth; the first desk of a post admits and revokes."""

    lead = N_("Laptop yang mencatat untuk pos ini. Yang hilang dicabut: catatannya sesudah itu tidak dipercaya lagi.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        columns = (
            Column(_("Loket"), lambda desk: desk.letter, 70),
            Column(_("Nama"), _name, 0),
            Column(_("Sertifikat"), _state, 190, "mark"),
        )
        self.table = RowTable(columns, key=lambda desk: desk.id)
        self.table.setMinimumHeight(200)
        self.table.marked.connect(self._offer)
        self._admit = button(_("Terima loket …"), self._ask_request, "primary", "plus")
        self._revoke = button(_("Cabut …"), self._ask_revoke, "quiet", "trash-2")
        self._code = label("", "code")
        self._code_text = label(_("Kode loket utama, dibacakan kepada yang membuka paketnya:"), "muted", wrap=True)
        first = titled(_("Loket pos ini"), self.table, row(self._revoke, 1), tools=(self._admit,))
        self._second = titled(_("Kode pengenal"), self._code_text, self._code)
        self.join = JoinPage()
        self.join.ask_written.connect(self._write_request)
        self.join.kit_given.connect(self._read_kit)
        self._third = titled(_("Bergabung ke pos"), self.join)
        self.setLayout(column(first, self._second, self._third, 1, gap=16))

    def load(self) -> None:
        """Read the desks."""
        reach = self.reach
        reach.look(list_devices, latest="desks").then(self._show)
        main = reach.office.desk.is_authority and not reach.office.device.emergency
        self._admit.setVisible(main and reach.may("access.devices"))
        self._revoke.setVisible(main and reach.may("access.devices"))
        self._second.setVisible(main)
        self._code.setText(authority_fingerprint(reach.office) if main else "")
        self._third.setVisible(reach.office.device.emergency)
        if reach.office.device.emergency:
            self.join.show_own_code(reach.joining.own_code(reach.office))
        self._offer(self.table.current())

    def _show(self, desks: list[DeskView]) -> None:
        self.table.set_rows(desks)
        self._offer(self.table.current())

    def _offer(self, desk: DeskView | None) -> None:
        self._revoke.setEnabled(desk is not None and not desk.is_this and desk.state != State.REVOKED)

    def _ask_request(self) -> None:
        open_file(self, _("Pilih permintaan dari loket baru"), "Pulang (*.json)", self._read_request)

    def _read_request(self, path: Path) -> None:
        joining = self.reach.joining
        self.reach.ops.compute(lambda: joining.read_request(path)).then(self._ask_admit).otherwise(self.refuse)

    def _ask_admit(self, request: Any) -> None:
        name = TextField("name", _("Nama loket"), required=True)
        name.set_value(request.name)
        text = _("Bandingkan kode ini dengan kode di layar laptop baru. Bila berbeda, jangan lanjutkan.")
        question = Question(_("Terima loket {letter}").format(letter=request.letter), text, _("Terima, simpan paket …"))

        def save(values: dict[str, Value]) -> Pending[Any]:
            chosen = text_of(values, "name")
            choose_folder(self, _("Pilih flashdisk"), partial(self._admit_now, request, chosen))
            return self.reach.ops.compute(lambda: None)

        FormSheet(self, question, Form([name], columns=1), save, label(request.code, "code")).open()

    def _admit_now(self, request: Any, name: str, folder: Path) -> None:
        joining = self.reach.joining
        made = self.reach.act(lambda office: joining.admit(office, request, folder, name))
        made.then(self._admitted).otherwise(self.refuse)

    def _admitted(self, kit: tuple[Path, str]) -> None:
        path, code = kit
        self.load()
        text = _("Paket {name} tersimpan. Di laptop baru, buka paket itu dan ketik kode ini: {code}")
        tell(self, _("Loket diterima"), text.format(name=path.name, code=code))

    def _ask_revoke(self) -> None:
        desk: DeskView | None = self.table.current()
        if desk is None:
            return
        text = _("Yang dicatat loket itu sampai yang sudah ada di sini tetap dipercaya; sesudahnya tidak.")
        title = _("Cabut loket {letter}?").format(letter=desk.letter)
        question = Question(title, text, _("Cabut"), danger=True)
        ask_reason(self, question, lambda _code, why: self._revoke_now(desk.id, why))

    def _revoke_now(self, device_id: str, why: str) -> None:
        revoked = self.reach.act(lambda office: revoke_device(office, device_id, why))
        revoked.then(lambda _record: self.load()).otherwise(self.refuse)

    def _write_request(self, folder: Path) -> None:
        joining = self.reach.joining
        written = self.reach.act(lambda office: joining.write_request(office, folder))
        written.then(self.join.show_request).otherwise(self.refuse)

    def _read_kit(self, path: Path, code: str) -> None:
        joining = self.reach.joining
        joined = self.reach.act(lambda office: joining.read_kit(office, path, code))
        joined.then(self._joined).otherwise(self.refuse)

    def _joined(self, name: str) -> None:
        self.join.show_joined(name)
        self.load()


def _name(desk: DeskView) -> str:
    parts = [desk.name, _("laptop ini") if desk.is_this else "", _("darurat") if desk.emergency else ""]
    return " · ".join(part for part in parts if part)


def _state(desk: DeskView) -> Mark:
    text, glyph, tone = STATES.get(desk.state, (N_("belum dikenal"), "circle-alert", "warn"))
    return Mark(_(text), glyph, tone)
