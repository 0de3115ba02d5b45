"""Settings of this laptop: language, look, idle lock, paper; and the one-page threat model."""

from dataclasses import replace

from app.access.screens.reach import Reach
from app.access.screens.section import Section, titled
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.fields import SegmentField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, row

IDLE_MINUTES = (3, 5, 10, 20)


class PreferencesSection(Section):
    """Taken over at once, kept on this laptop."""

    lead = N_("Berlaku langsung di laptop ini; yang sedang diketik tidak hilang.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        languages = [("id", "Bahasa Indonesia"), ("en", "English")]
        looks = [("light", _("Terang")), ("dark", _("Gelap")), ("system", _("Ikut laptop"))]
        minutes = [(str(number), _("{n} menit").format(n=number)) for number in IDLE_MINUTES]
        papers = [("A4", "A4"), ("F4", "F4 (215 × 330 mm)")]
        self.form = Form(
            [
                SegmentField("language", _("Bahasa"), languages),
                SegmentField("theme", _("Warna"), looks),
                SegmentField("idle", _("Terkunci bila tidak dipakai selama"), minutes),
                SegmentField("paper", _("Kertas"), papers),
            ],
            columns=1,
        )
        self.form.changed.connect(self._take)
        self._loading = False
        self.setLayout(column(titled(_("Laptop ini"), row(self.form, 1)), 1, gap=16))

    def load(self) -> None:
        """Show the preferences in use."""
        settings = self.reach.frame.settings
        self._loading = True
        self.form.load(
            {
                "language": settings.language,
                "theme": settings.theme,
                "idle": str(settings.idle_minutes),
                "paper": settings.paper,
            }
        )
        self._loading = False

    def _take(self) -> None:
        values = self.form.collect()
        if self._loading or None in values.values():
            return
        wanted = replace(
            self.reach.frame.settings,
            language=str(values["language"]),
            theme=str(values["theme"]),
            idle_minutes=int(str(values["idle"])),
            paper=str(values["paper"]),
        )
        if wanted != self.reach.frame.settings:
            self.reach.frame.prefer(wanted)


class SafetySection(Section):
    """What a thief, a finder or a curious colleague gets and does not get."""

    lead = N_("Semua data tersandi, selalu. Aplikasi tidak punya tombol untuk mematikannya.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        text = _(
            "Satu halaman: laptop dicuri, flashdisk ditemukan orang, rekan yang ingin tahu, cadangan lama, listrik "
            "padam. Untuk masing-masing: apa yang didapat orang itu, apa yang tidak, dan apa yang perlu Anda lakukan."
        )
        show = button(_("Baca halaman keamanan"), lambda: reach.frame.show_help("keamanan"), "primary", "shield")
        self._vaults = label("", "muted", wrap=True)
        first = titled(_("Bila terjadi sesuatu"), label(text, "", wrap=True), row(show, 1))
        second = titled(_("Yang terbuka untuk Anda"), self._vaults)
        self.setLayout(column(first, second, 1, gap=16))

    def load(self) -> None:
        """Say which vaults are open."""
        office = self.reach.office
        opened = [text for vault, text in _vault_texts().items() if office.holds(vault)]
        closed = [text for vault, text in _vault_texts().items() if not office.holds(vault)]
        shut = _("Tertutup bagi peran Anda: {vaults}.").format(vaults=", ".join(closed)) if closed else ""
        self._vaults.setText(" ".join([_("Terbuka: {vaults}.").format(vaults=", ".join(opened)), shut]).strip())


def _vault_texts() -> dict[str, str]:
    return {"general": _("data umum"), "health": _("data kesehatan"), "protection": _("data Perlindungan")}
