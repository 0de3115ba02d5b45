"""Who lacks what: the centre and every desk with what they have not acknowledged, and the last bundles that passed."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.bundle.container import SUFFIX
from app.kernel.i18n import _, ngettext, pgettext
from app.sync.outstanding import PeerState
from app.sync.overview import Overview
from app.sync.screens.bench import Bench
from app.sync.screens.words import kind_words
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label, pill
from app.widgets.layouts import Part, clear, column, holder, panel, row, rule
from app.widgets.tables import Column, Empty, Mark, RowTable

LATE = timedelta(days=2)


class StandingPanel(QWidget):
    """The list of addressees above the log."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._rows = column(gap=10)
        self._names: dict[str, str] = {}
        columns = (
            Column("", self._direction, 98, "mark"),
            Column(_("Berkas"), lambda one: one.name.removesuffix(SUFFIX), detail=_receipt),
            Column(_("Dari atau untuk"), self._sender, 190, spare=True),
            Column(pgettext("journal", "Catatan"), lambda one: one.summary.get("entries", 0), 76, "number"),
            Column(_("Waktu"), lambda one: bench.when(one.at), 152, "muted"),
        )
        self.log = RowTable(columns, key=lambda one: one.digest)
        self.log.setAccessibleName(_("Kiriman terakhir"))
        self.log.set_empty(
            Empty(
                _("Belum ada kiriman"),
                _("Pasang flashdisk, lalu tulis. Loket lain membacanya di laptopnya."),
                "usb",
            )
        )
        whole = column(
            panel(column(label(_("Sudah sampai kepada siapa"), "eyebrow"), self._rows, gap=12)),
            label(_("Kiriman terakhir"), "eyebrow"),
            self.log,
            gap=10,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_overview(self, seen: Overview) -> None:
        """Show another state."""
        self._names = seen.names
        clear(self._rows)
        for place, peer in enumerate(seen.standing.peers):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._peer(peer, seen))
        if not seen.standing.peers:
            nobody = _("Belum ada pusat atau loket lain. Data di laptop ini aman; daftarkan di bagian Loket & pusat.")
            self._rows.addWidget(label(nobody, "muted", wrap=True))
        self.log.set_rows(seen.passed)

    def _peer(self, peer: PeerState, seen: Overview) -> QWidget:
        name = (_("Pusat · {name}") if peer.is_centre else _("Loket {name}")).format(
            name=seen.names.get(peer.id, peer.name)
        )
        glyph = Glyph("house" if peer.is_centre else "id-card", "muted", 20)
        words = column(label(name, "strong"), label(self._news(peer, seen), "caption", wrap=True), gap=1)
        state = self._state(peer)
        line = row(glyph, words, state, gap=12)
        line.setStretch(1, 1)
        line.setAlignment(state, Qt.AlignmentFlag.AlignVCenter)
        made = holder(line)
        made.setAccessibleName(name)
        return made

    def _news(self, peer: PeerState, seen: Overview) -> str:
        sent = seen.sent_at.get(peer.id)
        told = _("terakhir ditulis {when}").format(when=self._bench.when(sent)) if sent else _("belum pernah ditulis")
        receipt = _("tanda terima") if peer.is_centre else _("kabar terakhir")
        heard = f"{receipt} {self._bench.when(peer.heard_at)}" if peer.heard_at else _("belum ada tanda terima")
        parts = [told, heard]
        if peer.receipt is not None and peer.receipt.aside:
            parts.append(_("disisihkan di sana: {n}").format(n=len(peer.receipt.aside)))
        return " · ".join(parts)

    def _state(self, peer: PeerState) -> QWidget:
        if not peer.entries:
            return pill(_("semua diterima"), "good")
        late = peer.oldest is not None and self._bench.desk.now() - peer.oldest >= LATE
        text = ngettext("{n} catatan menunggu", "{n} catatan menunggu", peer.entries).format(n=counted(peer.entries))
        parts: list[Part] = [label(self._bench.age(peer.oldest), "caption")] if peer.oldest else []
        state = holder(row(*parts, pill(text, "warn" if late else "accent"), gap=10))
        state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return state

    def _direction(self, one: object) -> Mark:
        if getattr(one, "direction", "") == "out":
            return Mark(_("ditulis"), "upload", "muted")
        return Mark(_("dibaca"), "download", "muted")

    def _sender(self, one: object) -> str:
        device, summary = str(getattr(one, "device", "")), getattr(one, "summary", {})
        if getattr(one, "direction", "") == "out":
            names = ", ".join(self._names.get(peer, peer[:8]) for peer in summary.get("to", ()))
            return _("untuk {names}").format(names=names) if names else kind_words(getattr(one, "kind", ""))
        return self._names.get(device, device[:8])


def _receipt(one: object) -> str:
    return kind_words("receipt") if getattr(one, "kind", "") == "receipt" else ""
