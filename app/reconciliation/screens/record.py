"""The closings on record: when, by whom, how the numbers stood, what changed since, their papers and scans."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, ngettext
from app.reconciliation.closing import Closed
from app.reconciliation.screens.chainsheet import Chains
from app.reconciliation.screens.closingacts import ClosingActs
from app.widgets.buttons import button
from app.widgets.labels import label, moment_words, pill
from app.widgets.layouts import clear, column, holder, panel, row, rule

MOST = 4


class ClosingRecord(QWidget):
    """The latest closings, and every older one whose figures changed; hidden while there is none."""

    def __init__(self, acts: ClosingActs, chains: Chains, writes: bool) -> None:
        super().__init__()
        self._acts, self._chains, self._writes = acts, chains, writes
        self._shown: tuple[Closed, ...] = ()
        self._lines = column(gap=10)
        self.setLayout(column(panel(column(label(_("Catatan penutupan"), "eyebrow"), self._lines, gap=10))))
        self.hide()

    def show_closings(self, closings: Sequence[Closed]) -> None:
        """Show them, latest first."""
        clear(self._lines)
        self._shown = tuple(closings)
        self.setVisible(bool(closings))
        shown = [closed for place, closed in enumerate(closings) if place < MOST or closed.changed]
        for place, closed in enumerate(shown):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(closed))

    def print_latest(self) -> None:
        """The paper of the latest closing that stands."""
        self._with_latest(self._acts.print)

    def scan_latest(self) -> None:
        """Attach the scan of the latest closing's paper."""
        self._with_latest(self._acts.ask_scan)

    def _with_latest(self, act: Callable[[Closed], object]) -> None:
        latest = next((closed for closed in self._shown if closed.stands), None)
        if latest is None:
            self._acts.say_open()
        else:
            act(latest)

    def _line(self, closed: Closed) -> QWidget:
        state = pill(_("ditutup"), "good") if closed.stands else pill(_("dibuka kembali"), "warn")
        when = label(self._when(closed.at, closed.by), "strong", wrap=True)
        head = row(when, state, gap=8)
        head.setStretch(0, 1)
        told = [closed.words]
        if closed.reason:
            told.append(_("Atas tanggung jawab {who}: {reason}").format(who=closed.vouched_by, reason=closed.reason))
        if closed.reopened_reason:
            told.append(_("Dibuka kembali: {reason}").format(reason=closed.reopened_reason))
        if closed.number:
            told.append(_("Berita acara {number}").format(number=closed.number))
        buttons = row(*self._buttons(closed), 1, gap=4)
        return holder(column(head, *(label(text, "muted", wrap=True) for text in told), buttons, gap=2))

    def _buttons(self, closed: Closed) -> Iterator[QWidget]:
        when = self._when(closed.at, "")
        for text, act in self._offered(closed):
            made = button(text, act, "link")
            made.setAccessibleName(f"{text}: {when}")
            yield made

    def _offered(self, closed: Closed) -> Iterator[tuple[str, Callable[[], object]]]:
        acts = self._acts
        if closed.changed:
            text = ngettext("Penyesuaian: {n} orang", "Penyesuaian: {n} orang", closed.changed)
            yield text.format(n=closed.changed), partial(acts.show_adjustments, closed, self._chains)
        if self._writes and (closed.number or closed.stands):
            yield _("Lihat berita acara") if closed.number else _("Cetak berita acara"), partial(acts.print, closed)
        if self._writes and closed.number and acts.shelf is not None:
            yield _("Lampirkan pindaian"), partial(acts.ask_scan, closed)
        if closed.scan_digest and acts.shelf is not None:
            yield _("Lihat pindaian"), partial(acts.show_scan, closed)

    def _when(self, at: datetime, by: str) -> str:
        when = moment_words(at, self._chains.zone)
        return _("{when}, oleh {who}").format(when=when, who=by) if by else when
