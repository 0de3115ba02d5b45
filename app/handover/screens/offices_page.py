"""Kantor: the offices people are handed to or come from, this office's own card, and how two offices meet."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.access.office import ACT
from app.access.partners import BY_CENTRE, OfficeCard, PartnerView, partners
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.courier import Courier
from app.kernel.i18n import _
from app.printing.qr import matrix
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, Sheet, choose_folder, open_file, tell
from app.widgets.fields import TextField
from app.widgets.labels import label
from app.widgets.layouts import Beside, column, panel, row
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations
from app.widgets.qr_view import QrView
from app.widgets.tables import Column, Empty, Mark, RowTable

SIDE_WIDTH = 360
QR_SIDE = 470


class OfficesPage(Page):
    """The table of offices; beside it the own code and the two steps by which offices get to know each other."""

    def __init__(self, ops: Operations, context: HandoverContext, courier: Courier) -> None:
        super().__init__(ops, context)
        self.courier = courier
        self._qr = ""
        self.table = RowTable(self._columns(), key=lambda one: one.id)
        self.table.setAccessibleName(_("Kantor yang dikenal"))
        self.table.marked.connect(lambda _one: self._show_tools())
        self.code = label("", "figure-mid")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.kit_button = button(_("Tulis paket pengenal …"), self._ask_kit_folder, "", "usb")
        self._teach()
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = Head([back, label(_("Kantor"), "title")])
        head.set_tools([self.kit_button])
        whole = column(head, Beside(self.table, self._side(), SIDE_WIDTH), gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def begin(self) -> None:
        """Read the offices and the own code."""
        self.ops.read(partners, latest="handover.offices").then(self._loaded)
        self.ops.write(ACT, self.courier.own_card).then(self._own_card)

    def first_focus(self) -> QWidget:
        """The table, or opening a card while there is none."""
        return self.table if self.table.rows else self.open_button

    def accept(self, card: OfficeCard) -> None:
        """Ask for the code that office reads out, and keep its keys."""
        text = _("Telepon kantor itu dan minta kodenya dibacakan dari layarnya. Ketik yang dibacakan, jangan disalin.")
        typed = TextField("code", _("Kode yang dibacakan"), required=True).placeholder("XXXX-XXXX-XXXX")
        question = Question(_("Kenal {name} ({code})?").format(name=card.name, code=card.code), text, _("Kode cocok"))
        sheet = Sheet(self, question, typed)
        sheet.when_yes(lambda: self._accept(card, str(typed.value() or "")))
        sheet.open()
        typed.setFocus()

    def open_card(self, path: Path) -> None:
        """Look at a card in a file or on a picture."""
        self.ops.compute(lambda: self.courier.read_card(path)).then(self.accept)

    def open_kit(self, path: Path) -> None:
        """Ask for the code of a kit's sender and open it."""
        typed = TextField("code", _("Kode yang dibacakan"), required=True).placeholder("XXXX-XXXX-XXXX")
        text = _("Minta pengirim paket membacakan kodenya lewat telepon.")
        sheet = Sheet(self, Question(_("Buka paket pengenal?"), text, _("Kode cocok")), typed)
        sheet.when_yes(lambda: self._read_kit(path, str(typed.value() or "")))
        sheet.open()
        typed.setFocus()

    def write_card(self, folder: Path) -> None:
        """Write the own card into a folder."""
        pending = self.ops.write(ACT, lambda office: self.courier.write_card(office, folder))
        pending.then(lambda made: self._written(made[0], made[1], _("kartu kantor")))

    def write_kit(self, folder: Path) -> None:
        """Write the kit for the office under the cursor."""
        partner = self.table.current()
        if partner is not None:
            pending = self.ops.write(ACT, lambda office: self.courier.write_kit(office, partner.id, folder))
            pending.then(lambda made: self._written(made[0], made[1], _("paket pengenal")))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Kode"), lambda one: one.code, 92, "strong"),
            Column(_("Nama"), lambda one: one.name, detail=lambda one: one.fingerprint),
            Column(_("Laptop"), lambda one: one.desks, 72, "number"),
            Column(_("Dikenal lewat"), self._mark, 170, "mark"),
        )

    @staticmethod
    def _mark(one: PartnerView) -> Mark:
        if one.vouched_by == BY_CENTRE:
            return Mark(_("pusat"), "shield", "good")
        return Mark(_("kode dibandingkan"), "circle-check", "good")

    def _side(self) -> QWidget:
        self.open_button = button(_("Buka kartu kantor …"), self._ask_card, "primary", "user-plus")
        kit = button(_("Buka paket pengenal …"), self._ask_kit, "", "download")
        card = button(_("Tulis kartu kantor ini …"), self._ask_card_folder, "", "usb")
        shown = button(_("Tampilkan QR"), self._show_qr, "quiet", "scan-line")
        hint = _("Bacakan lewat telepon ketika kantor lain membuka kartu atau paket dari sini.")
        mine = panel(
            column(
                label(_("Kode kantor ini"), "eyebrow"),
                self.code,
                label(hint, "caption", wrap=True),
                row(card, 1),
                row(shown, 1),
                gap=8,
            )
        )
        steps = (
            label(_("Dua langkah, sekali saja"), "eyebrow"),
            label(_("1  Penerima menulis kartunya; pengirim membukanya di sini."), wrap=True),
            row(self.open_button, 1),
            label(_("2  Pengirim menulis paket pengenal; penerima membukanya di sini."), wrap=True),
            row(kit, 1),
        )
        whole = QWidget()
        whole.setLayout(column(mine, panel(column(*steps, gap=10)), 1, gap=12))
        return whole

    def _teach(self) -> None:
        text = _("Buka kartu kantor penerima, atau paket pengenal pos pengirim. Kodenya dibandingkan lewat telepon.")
        self.table.set_empty(Empty(_("Belum ada kantor yang dikenal"), text, "house"))

    def _loaded(self, found: list[PartnerView]) -> None:
        self.table.set_rows(found)
        self.table.go_to(0)
        self._show_tools()

    def _show_tools(self) -> None:
        self.kit_button.setVisible(self.table.current() is not None and self.context.may("sync.enrol"))

    def _own_card(self, card: tuple[str, str]) -> None:
        self._qr = card[0]
        self.code.setText(card[1])
        self.code.setAccessibleName(_("Kode kantor ini: {code}").format(code=card[1]))

    def _accept(self, card: OfficeCard, code: str) -> Begun:
        return self.ops.write(ACT, lambda office: self.courier.accept(office, card, code)).then(self._accepted)

    def _accepted(self, partner: PartnerView) -> None:
        text = _("{name} sekarang dikenal; surat dapat dikirim ke sana.").format(name=partner.name)
        hint = _("Tulis juga paket pengenal, supaya kantor itu mengenal pos ini.")
        self.said.emit(Message(text, hint, "good"))
        self.begin()

    def _read_kit(self, path: Path, code: str) -> Begun:
        return self.ops.write(ACT, lambda office: self.courier.read_kit(office, path, code)).then(self._joined)

    def _joined(self, name: str) -> None:
        text = _("{name} sekarang dikenal; berkas serah terimanya dapat dimuat.").format(name=name)
        self.said.emit(Message(text, "", "good"))
        self.begin()

    def _written(self, path: Path, code: str, what: str) -> None:
        text = _("Tertulis: {name}. Bacakan kode ini ketika {what} dibuka:").format(name=path.name, what=what)
        tell(self, code, text).yes.setFocus()

    def _show_qr(self) -> None:
        view = QrView(_("Kartu kantor ini"), QR_SIDE)
        if self._qr:
            view.show_code(matrix(self._qr))
        text = _("Foto atau pindai di kantor lain, lalu bacakan kodenya: {code}").format(code=self.code.text())
        sheet = Sheet(self, Question(_("Kartu kantor ini"), text, _("Tutup")), row(1, view, 1))
        sheet.no.hide()
        sheet.open()

    def _ask_card(self) -> None:
        kinds = _("Kartu kantor (*.json *.png *.jpg *.jpeg *.pdf)")
        open_file(self, _("Buka kartu kantor"), kinds, self.open_card)

    def _ask_kit(self) -> None:
        open_file(self, _("Buka paket pengenal"), _("Paket pengenal (*.pulang)"), self.open_kit)

    def _ask_card_folder(self) -> None:
        choose_folder(self, _("Pilih flashdisk untuk kartu"), self.write_card)

    def _ask_kit_folder(self) -> None:
        choose_folder(self, _("Pilih flashdisk untuk paket"), self.write_kit)
