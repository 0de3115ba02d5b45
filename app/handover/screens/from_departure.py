"""*Ambil dari keberangkatan*: a paper begins with the people of one receiving office on a departure."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.departure.handing import Offer, offers
from app.handover.screens.context import Page
from app.handover.screens.details_step import DetailsStep
from app.handover.screens.people_step import PeopleStep
from app.handover.terms import Party
from app.kernel.i18n import _
from app.reference.words import digits_date
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet, tell
from app.widgets.message import Message
from app.widgets.tables import Column, RowTable

USUAL_KIND = "provinsi"


class FromDeparture(QObject):
    """Puts its button beside receiver and ship; what is chosen fills people, and the receiver where there is none."""

    def __init__(self, page: Page, people: PeopleStep, details: DetailsStep) -> None:
        super().__init__(page)
        self._page, self._people, self._details = page, people, details
        people.heading.addWidget(button(_("Ambil dari keberangkatan"), self.ask, glyph="bus"))

    def ask(self) -> None:
        """Which departure and office."""
        self._page.ops.read(offers, latest="handover.departures").then(self._offer)

    def take(self, offer: Offer) -> None:
        """Choose these people, all of them and nobody else."""
        page, people, details = self._page, self._people, self._details
        if not people.kind.value():
            people.choose_kind(USUAL_KIND)
        people.ship.set_value(None)
        people.selection.chosen = set(offer.stay_ids)
        people.reload()
        if details.receiver.party() == Party():
            details.receiver.show_party(Party(institution=offer.office))
        text = _("{n} orang dari {title} untuk {office} dipilih.")
        text = text.format(n=offer.count.total, title=offer.title, office=offer.office)
        hint = "" if offer.aboard else _("Pemeriksaan naiknya belum ditutup; daftarnya masih dapat berubah.")
        page.said.emit(Message(text, hint, "good" if offer.aboard else "warn"))

    def _offer(self, found: Sequence[Offer]) -> None:
        if not found:
            text = _("Belum ada keberangkatan dengan orang yang masih di pos ini.")
            tell(self._page, _("Ambil dari keberangkatan"), text)
            return
        table = RowTable(_columns(), key=lambda offer: (offer.departure_id, offer.office))
        table.setMinimumSize(720, 280)
        table.set_rows(list(found))
        table.go_to(0)
        title = _("Ambil dari keberangkatan")
        sheet = Sheet(self._page, Question(title, _("Enter memilih satu instansi penerima."), _("Pilih")), table)

        def chosen() -> None:
            offer: Offer | None = table.current()
            if offer is not None:
                self.take(offer)

        table.opened.connect(lambda _offer: sheet.accept())
        sheet.when_closed(chosen)
        table.setFocus()
        sheet.open()


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Keberangkatan"), lambda offer: offer.title, 0, "strong"),
        Column(_("Tanggal"), lambda offer: digits_date(offer.day), 104, "muted"),
        Column(_("Penerima"), lambda offer: offer.office, 280),
        Column(_("Orang"), lambda offer: offer.count.total, 62, "number"),
        Column("", lambda offer: _("naik") if offer.aboard else _("daftar"), 70, "muted"),
    )
