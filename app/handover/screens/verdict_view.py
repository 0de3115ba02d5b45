"""The answer to “is this paper genuine?” in large words, with what the code states."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.handover import verify
from app.handover.verify import Facts, Verdict
from app.kernel.i18n import _
from app.reference.institutions import known_site
from app.widgets.icons import Glyph
from app.widgets.labels import label, moment_words, retone
from app.widgets.layouts import clear, column, holder, panel, row, rule

_TONES = {
    verify.GENUINE: ("circle-check", "good"),
    verify.ALTERED: ("circle-alert", "bad"),
    verify.UNKNOWN: ("circle-help", "warn"),
    verify.CALLED_OFF: ("x", "bad"),
}


class VerdictView(QWidget):
    """Nothing yet, a verdict, or why nothing could be said."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._word = Glyph("scan-line", "faint", 40), label("", "figure")
        self._sentence = label("", "", wrap=True)
        self._facts = column(gap=0)
        head = row(self._sign, self._word, 1, gap=14)
        self.setLayout(column(panel(column(head, self._sentence, self._facts, 1, gap=14))))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Before anything was asked."""
        self._show("scan-line", "faint", "–")
        retone(self._word, _("Belum ada"), "")
        self._sentence.setText(_("Buka atau seret foto, pindaian, atau PDF suratnya; atau pindai kode QR-nya."))

    def show_refusal(self, text: str, hint: str) -> None:
        """Nothing could be read."""
        self._show("triangle-alert", "warn", _("Tidak terbaca"))
        self._sentence.setText(f"{text} {hint}".strip())

    def show_verdict(self, verdict: Verdict) -> None:
        """The answer, its reason, and what the code states."""
        glyph, tone = _TONES[verdict.answer]
        self._show(glyph, tone, _(verify.ANSWERS[verdict.answer]))
        self._sentence.setText(_reason(verdict))
        self.setAccessibleName(verdict.sentence)
        if verdict.facts:
            self._facts.addWidget(rule())
            self._facts.addWidget(_table(verdict.facts, verdict.differing))

    def _show(self, glyph: str, tone: str, word: str) -> None:
        clear(self._facts)
        self._sign.show_icon(glyph, tone)
        retone(self._word, word, tone if tone != "faint" else "")
        self.setAccessibleName(word)


def _reason(verdict: Verdict) -> str:
    """What led to the answer; the facts themselves stand in the table."""
    if verdict.facts is None:
        return verdict.sentence.partition(". ")[2] or verdict.sentence
    if verdict.genuine:
        said = _("Ditandatangani pos penerbit. Cocokkan isinya dengan yang tertulis di kertas.")
        return f"{said} {verdict.reason}".strip()
    return verdict.reason or verdict.sentence.partition(". ")[2] or verdict.sentence


def _table(facts: Facts, differing: tuple[int, ...]) -> QWidget:
    place = known_site(facts.number.partition("-")[0])
    said = [
        (_("Nomor kendali"), facts.number),
        (_("Kode pendek"), facts.short_code),
        (_("Pos penerbit"), f"{facts.site} ({facts.desk})"),
        (_("Waktu"), moment_words(facts.time, place.zone if place else "WIB")),
        (_("Pihak pertama"), facts.giver),
        (_("Pihak kedua"), facts.receiver),
        (_("Jumlah"), _("{n} orang: {counts}").format(n=facts.counts.total, counts=facts.counts)),
    ]
    if differing:
        said.append((_("Baris yang berbeda"), ", ".join(map(str, differing))))
    grid = QGridLayout()
    grid.setContentsMargins(0, 12, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for line, (name, value) in enumerate(said):
        grid.addWidget(label(name, "muted"), line, 0)
        grid.addWidget(label(value, "strong", wrap=True), line, 1)
    return holder(grid)
