"""Settings: the desks of the post — this one, the others, revoking a lost one; admitting and joining are at Sinkron."""

from app.access.devices import DeskView, authority_fingerprint, list_devices, revoke_device
from app.access.screens.reach import Reach
from app.access.screens.section import Section, titled
from app.bundle.certificates import State
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, ask_reason
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.operations import Begun
from app.widgets.tables import Column, Mark, RowTable

STATES = {
    State.VALID: (N_("sah"), "circle-check", "good"),
    State.EXPIRED: (N_("masa berlaku habis"), "clock", "warn"),
    State.REVOKED: (N_("dicabut"), "circle-alert", "bad"),
}


class DesksSection(Section):
    """Every desk with what its certificate is worth; the first desk of a post revokes."""

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
        self._more = button(_("Buka Sinkron › Loket & pusat"), lambda: self.go.emit("sync", "desks"), "", "usb")
        self._revoke = button(_("Cabut …"), self._ask_revoke, "quiet", "trash-2")
        self._code = label("", "code")
        self._code_text = label(_("Kode loket utama, dibacakan kepada yang membuka paketnya:"), "muted", wrap=True)
        first = titled(_("Loket pos ini"), self.table, row(self._revoke, 1))
        self._second = titled(_("Kode pengenal"), self._code_text, self._code)
        told = _("Laptop tambahan diterima, dan loket darurat bergabung, lewat flashdisk di Sinkron › Loket & pusat.")
        third = titled(_("Menambah atau bergabung"), label(told, "muted", wrap=True), row(self._more, 1))
        self.setLayout(column(first, third, self._second, 1, gap=16))

    def load(self) -> None:
        """Read the desks."""
        reach = self.reach
        reach.look(list_devices, latest="desks").then(self._show)
        main = reach.office.desk.is_authority and not reach.office.device.emergency
        self._revoke.setVisible(main and reach.may("access.devices"))
        self._second.setVisible(main)
        self._code.setText(authority_fingerprint(reach.office) if main else "")
        self._offer(self.table.current())

    def _show(self, desks: list[DeskView]) -> None:
        self.table.set_rows(desks)
        self._offer(self.table.current())

    def _offer(self, desk: DeskView | None) -> None:
        self._revoke.setEnabled(desk is not None and not desk.is_this and desk.state != State.REVOKED)

    def _ask_revoke(self) -> None:
        desk: DeskView | None = self.table.current()
        if desk is None:
            return
        text = _("Yang dicatat loket itu sampai yang sudah ada di sini tetap dipercaya; sesudahnya tidak.")
        title = _("Cabut loket {letter}?").format(letter=desk.letter)
        question = Question(title, text, _("Cabut"), danger=True)
        ask_reason(self, question, lambda _code, why: self._revoke_now(desk.id, why))

    def _revoke_now(self, device_id: str, why: str) -> Begun:
        revoked = self.reach.act(lambda office: revoke_device(office, device_id, why))
        return revoked.then(lambda _record: self.load())


def _name(desk: DeskView) -> str:
    parts = [desk.name, _("laptop ini") if desk.is_this else "", _("darurat") if desk.emergency else ""]
    return " · ".join(part for part in parts if part)


def _state(desk: DeskView) -> Mark:
    text, glyph, tone = STATES.get(desk.state, (N_("belum dikenal"), "circle-alert", "warn"))
    return Mark(_(text), glyph, tone)
