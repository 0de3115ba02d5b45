"""What came back for a paper: where it was sent, each receipt, and deciding about one that says otherwise."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.handover import judging, receipts_back
from app.handover.receipts_back import ReceiptView
from app.handover.sending import Sent
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, ask_reason
from app.widgets.labels import label, moment_words
from app.widgets.layouts import clear, column, panel, row
from app.widgets.operations import Begun

Decide = Callable[[str, bool, str], Begun]
"""A receipt (id), whether to follow it, and why."""


class ReceiptsPanel(QWidget):
    """Hidden while nothing was sent and nothing came back."""

    def __init__(self, zone: str, decide: Decide) -> None:
        super().__init__()
        self._zone, self._decide = zone, decide
        self._lines = column(gap=8)
        self.setLayout(column(panel(column(label(_("Kiriman dan tanda terima"), "eyebrow"), self._lines, gap=8))))
        self.hide()

    def show_all(self, sent: Sequence[Sent], receipts: Sequence[ReceiptView], may_decide: bool) -> None:
        """Show what went and what came."""
        clear(self._lines)
        for one in sent:
            when = moment_words(one.at, self._zone)
            told = _("Dikirim ke {office}, {when}").format(office=one.partner_name, when=when)
            times = _("{n} kali").format(n=one.times)
            self._lines.addWidget(label(f"{told} · {times}" if one.times > 1 else told, "muted", wrap=True))
        for receipt in receipts:
            self._lines.addWidget(self._receipt(receipt, may_decide))
        self.setVisible(bool(sent or receipts))

    def ask(self, receipt: ReceiptView, follow: bool) -> None:
        """Why it is decided so."""
        title = _("Ikuti tanda terima?") if follow else _("Tetap pada catatan?")
        text = _("Catatan surat dan tanggungan orangnya disesuaikan dengan tanda terima ini.")
        stays = _("Tanda terima ini tersimpan; catatan surat tidak berubah.")
        question = Question(title, text if follow else stays, _("Ikuti") if follow else _("Tetap"))
        ask_reason(self, question, lambda _code, reason: self._decide(receipt.id, follow, reason))

    def _receipt(self, receipt: ReceiptView, may_decide: bool) -> QWidget:
        waits = receipt.state == judging.DIFFERS
        source = _("lewat kode") if receipt.source == receipts_back.CODE else _("ke-{n}").format(n=receipt.revision)
        title = _("Tanda terima {source} · {office}").format(source=source, office=receipt.from_name)
        when = moment_words(receipt.answered_at or receipt.at, self._zone)
        said = [_("{who}, {when}").format(who=receipt.signed_by or "–", when=when)]
        said += [_("Catatan: {text}").format(text=receipt.remarks)] if receipt.remarks else []
        said += [receipt.decision] if receipt.decision else []
        parts: list[QWidget] = [label(title, "strong", wrap=True), label("\n".join(said), "muted", wrap=True)]
        if receipt.extras:
            text = _("Datang tanpa tercantum: {names}").format(names=", ".join(receipt.extras))
            parts.append(label(text, "", "warn", wrap=True))
        if waits:
            parts.append(label("\n".join(receipt.differences[:8]), "strong", "warn", wrap=True))
        whole = QWidget()
        whole.setLayout(column(*parts, *([self._choices(receipt)] if waits and may_decide else []), gap=4))
        return whole

    def _choices(self, receipt: ReceiptView) -> QWidget:
        follow = button(_("Ikuti tanda terima …"), lambda: self.ask(receipt, follow=True), "", "check")
        stay = button(_("Tetap pada catatan …"), lambda: self.ask(receipt, follow=False), "quiet")
        follow.setVisible(receipt.source == receipts_back.BUNDLE)
        made = QWidget()
        made.setLayout(column(row(follow, 1), row(stay, 1), gap=6))
        return made
