"""Settings: the recovery sheets — how they stand, print them while they wait, check them, make new ones."""

from datetime import date

from app.access.handouts import Handouts, waiting_handouts
from app.access.office import Office
from app.access.papers import recovery_sheet_pdf
from app.access.recovery import RecoveryStatus, check_sheets, defer_sheets, recovery_status, renew_sheets
from app.access.roles import vault_label
from app.access.screens.paper_view import PaperView
from app.access.screens.reach import Reach
from app.access.screens.section import Section, ask_passphrase, titled
from app.access.screens.sheet_pages import SheetsPage, VerifyPage
from app.access.views import Sheet
from app.kernel.clock import local
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, confirm
from app.widgets.fields import Value
from app.widgets.icons import Glyph
from app.widgets.labels import label, retone
from app.widgets.layouts import column, row
from app.widgets.operations import Pending

TONES = {"checked": "good", "asked": "warn", "deferred": "warn", "overdue": "bad"}
GLYPHS = {"checked": "circle-check", "overdue": "circle-alert"}


class RecoverySection(Section):
    """One sentence on how they stand, then what is to be done."""

    lead = N_("Tiga lembar; dua di antaranya membuka data bila semua kata sandi hilang.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self._sign, self._state = Glyph("shield"), label("", "heading", wrap=True)
        self._detail = label("", "muted", wrap=True)
        self.print_button = button(_("Lihat dan cetak lembar …"), self._ask_sheets, "", "printer")
        self._renew = button(_("Buat lembar baru …"), self._ask_renew, "quiet", "refresh-cw")
        state = row(self._sign, self._state, gap=10)
        state.setStretch(1, 1)
        first = titled(_("Keadaan"), state, self._detail, row(self.print_button, self._renew, 1, gap=10))
        self._sheets = SheetsPage()
        self._sheets.paper_asked.connect(self._show_sheet)
        self._printing = titled(_("Lembar yang menunggu dicetak"), self._sheets)
        self._printing.hide()
        self.verify = VerifyPage()
        self.verify.deferred.connect(self._defer)
        self.check_button = button(_("Periksa"), self._check, "primary")
        self._checking = titled(
            _("Periksa dua lembar"), label(_(CHECK_TEXT), "muted", wrap=True), self.verify, row(self.check_button, 1)
        )
        self.setLayout(column(first, self._printing, self._checking, 1, gap=16))

    def load(self) -> None:
        """Read how they stand."""
        self.reach.look(recovery_status, latest="recovery").then(self._show)

    def _show(self, status: RecoveryStatus) -> None:
        zone = self.reach.office.site.zone
        due = f"{local(status.due_at, zone):%d-%m %H.%M}"
        text = {
            "checked": _("Lembar sudah diperiksa."),
            "asked": _("Belum diperiksa; batasnya {due}.").format(due=due),
            "deferred": _("Ditunda sampai {due}.").format(due=due),
            "overdue": _("Belum diperiksa, dan batas waktunya sudah lewat."),
        }[status.step]
        retone(self._state, text, TONES[status.step])
        self._sign.show_icon(GLYPHS.get(status.step, "triangle-alert"), TONES[status.step])
        self._detail.setText(_detail(status, zone))
        self._checking.setVisible(status.step != "checked" or bool(status.missing))
        self.print_button.setVisible(status.step != "checked")
        self._renew.setVisible(self.reach.may("access.recovery"))
        self.verify.may_defer(status.step == "asked" and self.reach.may("access.recovery"))

    def _ask_sheets(self) -> None:
        text = _("Kata-kata lembar tersimpan di bawah kata sandi orang yang membuatnya, sampai lembar diperiksa.")
        question = Question(_("Lihat lembar pemulihan"), text, _("Lihat"))

        def read(values: dict[str, Value]) -> Pending[Handouts]:
            phrase = str(values["passphrase"])
            return self.reach.act(lambda office: waiting_handouts(office, phrase)).then(self._found)

        ask_passphrase(self, question, read)

    def _found(self, handouts: Handouts) -> None:
        self._offer(handouts.sheets)
        if not handouts.sheets:
            self.tell(_("Tidak ada lembar yang menunggu dicetak di bawah nama Anda."))

    def _offer(self, sheets: tuple[Sheet, ...]) -> None:
        self._sheets.show_sheets(sheets)
        self._printing.setVisible(bool(sheets))

    def _show_sheet(self, sheet: Sheet) -> None:
        self._sheets.show_taken(sheet)
        view = PaperView(self, self.reach.ops, _("Lembar pemulihan {n}").format(n=sheet.number))
        name = f"lembar-pemulihan-{sheet.mark}-{sheet.number}.pdf"

        def draw(paper: str) -> Pending[bytes]:
            drawn = self.reach.look(lambda office: recovery_sheet_pdf(office.site, sheet, today_at(office), paper))
            return drawn.otherwise(self.refuse)

        view.draw(draw, name, self.reach.frame.settings.paper)
        view.open()

    def _check(self) -> None:
        if not self.verify.may_go_on():
            return
        texts = self.verify.texts()
        self.check_button.setEnabled(False)
        checked = self.reach.act(lambda office: check_sheets(office, texts)).then(self._checked)
        checked.otherwise(self.refuse).finally_(lambda: self.check_button.setEnabled(True))

    def _checked(self, status: RecoveryStatus) -> None:
        self.verify.clear()
        self._printing.hide()
        self._show(status)
        self.reach.frame.look_again()
        self.tell(_("Lembar cocok. Simpan ketiganya di tempat yang berbeda."))

    def _defer(self) -> None:
        self.reach.act(defer_sheets).then(lambda _none: self._settled()).otherwise(self.refuse)

    def _ask_renew(self) -> None:
        text = _("Lembar lama tetap berlaku sampai lembar baru dicetak dan diperiksa, lalu tidak berlaku lagi.")
        question = Question(_("Buat tiga lembar baru?"), text, _("Buat lembar baru"))
        confirm(self, question, lambda: self.reach.act(renew_sheets).then(self._renewed).otherwise(self.refuse))

    def _renewed(self, sheets: tuple[Sheet, ...]) -> None:
        self._offer(sheets)
        self._settled()

    def _settled(self) -> None:
        self.load()
        self.reach.frame.look_again()


CHECK_TEXT = N_("Ketik kata-kata dari kertasnya (empat huruf pertama cukup) atau pindai kodenya.")


def today_at(office: Office) -> date:
    """The date on the wall of the post."""
    return local(office.clock.now(), office.site.zone).date()


def _detail(status: RecoveryStatus, zone: str) -> str:
    made = f"{local(status.created_at, zone):%d-%m-%Y}"
    text = _("Tanda perangkat {mark}, dibuat {made}.").format(mark=status.mark, made=made)
    if status.missing:
        vaults = ", ".join(vault_label(vault) for vault in sorted(status.missing))
        also = _("Belum mencakup {vaults}: pemegangnya perlu memeriksa dua lembar juga.").format(vaults=vaults)
        return f"{text} {also}"
    return text
