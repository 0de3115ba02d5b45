"""Wizard pages of a spare laptop: counting within a minute, and joining the post by files."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.access.screens.entrance import Page
from app.access.screens.secret_fields import PassphraseField, StrengthLine
from app.access.screens.site_pages import show_problems
from app.access.wizard import ZONES, emergency_problems
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import choose_folder, open_file
from app.widgets.fields import SegmentField, TextField
from app.widgets.form import Form
from app.widgets.labels import label, retone
from app.widgets.layouts import column, panel, row


class QuickPage(Page):
    """Who counts and a passphrase; code and zone of the post where they are known."""

    def __init__(self, joining: bool) -> None:
        lead = _("Dua isian cukup. Kode pos membuat hitungan ini nanti menyatu dengan pos; boleh kosong.")
        if joining:
            lead = _("Pakai kode pos yang sama dengan loket utama, supaya catatan kedua laptop menjadi satu.")
        title = _("Loket tambahan") if joining else _("Loket darurat")
        super().__init__(title, lead, _("Siapkan loket") if joining else _("Mulai menghitung"))
        self._joining = joining
        officer = TextField("officer", _("Nama petugas"), required=True)
        self._secret = PassphraseField("passphrase", _("Kata sandi"))
        code = TextField("site_code", _("Kode pos"), required=joining).placeholder("NNK")
        code.line.setMaxLength(6)
        zone = SegmentField("zone", _("Zona waktu"), [(one, one) for one in ZONES])
        self.form = Form([officer, self._secret, code, zone])
        self.form.submitted.connect(self.moved_on)
        self.form.load({"zone": "WITA"})
        look = button(_("Tampilkan kata sandi"), kind="quiet", glyph="eye")
        look.setCheckable(True)
        look.toggled.connect(self._reveal)
        self._reveal_button = look
        strength = StrengthLine(self._secret)
        line = row(strength, look, gap=10)
        line.setStretch(0, 1)
        self.setLayout(column(self.form, line, 1, gap=16))

    def first_focus(self) -> QWidget | None:
        """The name."""
        return self.form.field("officer")

    def may_go_on(self) -> bool:
        """Show what is missing."""
        return show_problems(self.form, emergency_problems(self.form.collect(), self._joining))

    def _reveal(self, shown: bool) -> None:
        self._secret.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class JoinPage(Page):
    """The request goes to the main desk on a stick, the kit comes back; a code read aloud ties both together."""

    ask_written = Signal(object)
    kit_given = Signal(object, str)

    def __init__(self) -> None:
        lead = _(
            "Tiga langkah antara dua laptop. Boleh dilanjutkan nanti dari Pengaturan; loket ini sudah dapat mencatat."
        )
        super().__init__(_("Bergabung ke pos"), lead, _("Buka Pulang"))
        self._own, self._asked = label("", "figure-small"), label("", "caption", wrap=True)
        self._code = TextField("code", _("Kode dari layar loket utama")).placeholder("XXXX-XXXX-XXXX")
        self._done = label("", "strong", "good", wrap=True)
        write = button(_("Simpan permintaan …"), self._ask_folder, "primary", "usb")
        read = button(_("Buka paket …"), self._ask_kit, "", "download")
        first = panel(
            column(
                label(_("1  Simpan permintaan ke flashdisk"), "heading"),
                row(write, self._asked, 1, gap=12),
                row(label(_("Kode laptop ini"), "muted"), self._own, 1, gap=10),
                gap=10,
            )
        )
        middle_text = _("Di loket utama: Pengaturan › Loket › Terima loket. Bandingkan kode di kedua layar.")
        second = panel(
            column(label(_("2  Diterima loket utama"), "heading"), label(middle_text, "muted", wrap=True), gap=6)
        )
        third = panel(
            column(
                label(_("3  Buka paket yang dibuat loket utama"), "heading"),
                self._code,
                row(read, self._done, 1, gap=12),
                gap=10,
            )
        )
        self.setLayout(column(first, second, third, 1, gap=12))

    def show_own_code(self, code: str) -> None:
        """Show the code of this laptop."""
        self._own.setText(code)

    def show_request(self, path: Path) -> None:
        """Tell where the request lies."""
        retone(self._asked, _("Tersimpan: {name}").format(name=path.name), "good")

    def show_joined(self, name: str) -> None:
        """Tell that it is done."""
        self._done.setText(_("Laptop ini sekarang loket {name}.").format(name=name))

    def _ask_folder(self) -> None:
        choose_folder(self, _("Pilih flashdisk"), self.ask_written.emit)

    def _ask_kit(self) -> None:
        code = str(self._code.value() or "")
        self._code.show_problem("" if code else _("Tulis kode yang terlihat di layar loket utama."))
        if code:
            open_file(
                self, _("Pilih paket pengenal"), "Pulang (*.pulang)", lambda path: self.kit_given.emit(path, code)
            )
