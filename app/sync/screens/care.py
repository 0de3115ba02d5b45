"""Care of this laptop: a copy now, and a check-up that says in words what is in order and what is not."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.access.backup import back_up
from app.access.office import Office
from app.bundle.files import Written
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext, pgettext
from app.sync.doctor import Checkup, check_up, rebuild_vault
from app.sync.overview import Overview
from app.sync.screens.bench import Bench
from app.sync.screens.stick import Outcome
from app.sync.screens.words import size_words
from app.widgets.buttons import button
from app.widgets.dialogs import Question, at_once, choose_folder, confirm
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, panel, row, rule
from app.widgets.operations import Progress


class CarePanel(QWidget):
    """Backup at the left, check-up at the right."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._last = label("", "strong", wrap=True)
        self.outcome = Outcome()
        self.backup_button = button(_("Buat cadangan sekarang …"), self._choose, "primary", "save")
        self.check_button = button(_("Periksa laptop ini"), self.check, "", "list-checks")
        self.rebuild_button = button(_("Susun ulang dari jurnal …"), self._ask_rebuild, "link")
        self.verdict = label(_("Belum diperiksa hari ini."), "muted", wrap=True)
        self.findings = column(gap=10)
        line = row(self._backup(), self._checkup(), gap=18)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        self.setLayout(column(line, 1))

    def show_overview(self, seen: Overview) -> None:
        """Show when the last copy was made."""
        may = self._bench.desk.may("backup")
        self.backup_button.setVisible(may)
        self.rebuild_button.setVisible(self._bench.desk.may("backup.restore"))
        if seen.backup_at is None:
            self._last.setText(_("Belum pernah dibuat cadangan."))
            return
        text = _("Cadangan terakhir {when} ({age}).")
        self._last.setText(text.format(when=self._bench.when(seen.backup_at), age=self._bench.ago(seen.backup_at)))

    def back_up(self, folder: Path) -> None:
        """Write a verified copy into a folder."""
        progress = Progress(_("Membuat cadangan – jangan dicabut"))
        self.backup_button.setEnabled(False)
        self.outcome.show_busy(_("Menyalin, lalu membaca ulang untuk memastikan …"))
        pending = self._bench.write(lambda office: back_up(office, folder), progress)
        pending.then(self._backed_up).otherwise(self._refused)
        pending.finally_(partial(self.backup_button.setEnabled, True))

    def check(self) -> None:
        """Examine everything that is open."""
        self.check_button.setEnabled(False)
        self.verdict.setText(_("Sedang memeriksa …"))
        pending = self._bench.read(check_up, "sync.checkup", Progress(_("Memeriksa laptop ini")))
        pending.then(self.show_checkup).otherwise(self._bench.refuse)
        pending.finally_(partial(self.check_button.setEnabled, True))

    def show_checkup(self, checkup: Checkup) -> None:
        """Show the findings, what is wrong first."""
        clear(self.findings)
        bad = sum(not finding.good for finding in checkup.findings)
        self.verdict.setText(
            _("Semua baik.")
            if checkup.sound
            else ngettext("{n} hal perlu perhatian.", "{n} hal perlu perhatian.", bad).format(n=bad)
        )
        for place, finding in enumerate(sorted(checkup.findings, key=lambda one: one.good)):
            if place:
                self.findings.addWidget(rule())
            glyph = Glyph("circle-check" if finding.good else "circle-alert", "good" if finding.good else "bad")
            line = row(glyph, label(finding.text, "" if finding.good else "strong", wrap=True), gap=10)
            line.setStretch(1, 1)
            self.findings.addLayout(line)

    def _backup(self) -> QWidget:
        hint = _(
            "Salinan penuh laptop ini, tetap tersandi: yang menemukannya tidak dapat membacanya. "
            "Simpan di flashdisk lain, jauh dari laptop ini."
        )
        box = column(
            label(_("Cadangan"), "eyebrow"), self._last, label(hint, "muted", wrap=True), row(self.backup_button, 1),
            gap=10,
        )  # fmt: skip
        return holder(column(panel(box), self.outcome, 1, gap=12))

    def _checkup(self) -> QWidget:
        head = row(label(pgettext("data", "Pemeriksaan"), "eyebrow"), 1, self.rebuild_button, self.check_button)
        return holder(column(panel(column(head, self.verdict, self.findings, gap=10)), 1))

    def _choose(self) -> None:
        choose_folder(self, _("Pilih tempat cadangan"), self.back_up)

    def _backed_up(self, written: Written) -> None:
        detail = _("{size}. Sudah dibaca ulang dan cocok.").format(size=size_words(written.size))
        self.outcome.show_good(_("Cadangan berhasil – boleh dicabut"), written.path.name, detail)
        self._bench.done.emit()

    def _refused(self, error: UserError) -> None:
        self.outcome.show_bad(error)
        if not self.outcome.isVisible():
            self._bench.refuse(error)

    def _ask_rebuild(self) -> None:
        text = _(
            "Semua tabel disusun ulang dari jurnal. Tidak ada catatan yang hilang; bisa makan waktu beberapa menit."
        )
        confirm(self, Question(_("Susun ulang dari jurnal?"), text, _("Susun ulang")), at_once(self._rebuild))

    def _rebuild(self) -> None:
        progress = Progress(_("Menyusun ulang dari jurnal"))
        pending = self._bench.write(_rebuild_all, progress, merge=True)
        pending.then(self._rebuilt).otherwise(self._bench.refuse)

    def _rebuilt(self, equal: bool) -> None:
        if equal:
            self._bench.tell(_("Disusun ulang: hasilnya sama dengan sebelumnya."))
        else:
            self._bench.tell(_("Disusun ulang: tabel yang keliru sudah dibetulkan dari jurnal."), tone="warn")
        self._bench.done.emit()


def _rebuild_all(office: Office) -> bool:
    return {rebuild_vault(office, name) for name in office.vaults} == {True}
