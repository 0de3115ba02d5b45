"""One person's page: header, what to look at, two columns of sections, and the history below."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from app.kernel.i18n import _
from app.registration.page import PersonPage
from app.registration.screens import keeping, sections
from app.registration.screens.header import Header, Verb, verbs
from app.registration.screens.parts import Section
from app.registration.screens.photoview import LARGE, PhotoFrame, Size
from app.registration.screens.review import Review
from app.widgets.layouts import column, holder, row, scrolled

TWO_COLUMNS_FROM = 560


class PageView(QWidget):
    """Shows a PersonPage; `wanted` tells what the officer asks for: a verb and what it is about."""

    wanted = Signal(str, object)

    def __init__(
        self, may: Callable[[str], bool], zone: str, extra: tuple[Verb, ...], frame: Callable[[Size], PhotoFrame]
    ) -> None:
        super().__init__()
        self._may, self._zone, self._extra = may, zone, extra
        self.page: PersonPage | None = None
        self.photo = frame(LARGE)
        self.header = Header(lambda verb: self.wanted.emit(verb, None), self.photo)
        self.review = Review(self.wanted.emit, frame)
        self.sections = {
            "identity": Section(_("Identitas"), _("Ubah"), lambda: self.wanted.emit("edit", "name")),
            "destination": Section(_("Tujuan pulang"), _("Ubah"), lambda: self.wanted.emit("edit", "destination")),
            "papers": Section(_("Dokumen"), _("Tambah"), lambda: self.wanted.emit("document", None)),
            "family": Section(_("Keluarga"), _("Hubungkan"), lambda: self.wanted.emit("family", None)),
            "interview": Section(_("Wawancara"), _("Ubah"), lambda: self.wanted.emit("edit", "left_year")),
            "needs": Section(_("Kebutuhan")),
            "notes": Section(_("Catatan"), _("Tulis"), lambda: self.wanted.emit("note", None)),
            "goods": Section(_("Barang titipan"), _("Titip"), lambda: self.wanted.emit("goods", None)),
            "stays": Section(_("Kedatangan lain")),
            "history": Section(_("Riwayat")),
        }
        self._area = self._arranged()
        self.setLayout(column(self._area))

    def show_page(self, page: PersonPage) -> None:
        """Show a person; the scroll goes up when it is another one."""
        other = self.page is None or self.page.stay_id != page.stay_id
        self.page = page
        entries = [*_arranged(verbs(page, self._may), keeping.verbs(page, self._may)), *self._extra]
        self.photo.show_photo(page.photo)
        self.photo.setVisible(page.identity is not None)
        self.header.show_page(page, entries)
        self.header.edit.setVisible(self._may("registration.edit") and page.head is not None)
        self.review.show_page(page)
        self._fill(page)
        if other:
            self._area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has one column."""
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS_FROM
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _fill(self, page: PersonPage) -> None:
        edits = self._may("registration.edit") and page.identity is not None
        on = self.wanted.emit
        shown = self.sections
        shown["identity"].fill(sections.identity(page))
        shown["destination"].fill(sections.destination(page))
        shown["interview"].fill(sections.interview(page))
        shown["papers"].fill(sections.papers(page, on, edits))
        shown["family"].fill(sections.family(page, on, edits))
        shown["needs"].fill(sections.needs(page, on, self._may("registration.needs") and page.head is not None))
        shown["notes"].fill(sections.notes(page, on, edits))
        keeps = self._may("registration.goods") and page.head is not None
        shown["goods"].fill(keeping.section(page, on, keeps))
        add_goods = shown["goods"].add
        if add_goods is not None:
            add_goods.setVisible(keeps)
        shown["goods"].setVisible(keeps or bool(page.receipts))
        stays = list(sections.stays(page, on))
        shown["stays"].fill(stays)
        shown["stays"].setVisible(bool(stays))
        shown["history"].fill(sections.history(page.timeline, self._zone))
        for name in ("identity", "destination", "interview", "papers", "family", "notes"):
            add = shown[name].add
            if add is not None:
                add.setVisible(edits)
        for name in ("destination", "papers", "notes", "interview"):
            shown[name].setVisible(page.identity is not None)

    def _arranged(self) -> QScrollArea:
        shown = self.sections
        left = column(shown["identity"], shown["destination"], shown["interview"], shown["needs"], 1, gap=12)
        right = column(shown["papers"], shown["family"], shown["goods"], shown["notes"], shown["stays"], 1, gap=12)
        both = self._columns = row(left, right, gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        whole = column(self.header, self.review, both, shown["history"], 1, gap=12, margins=(0, 0, 8, 8))
        return scrolled(holder(whole))


def _arranged(own: list[Verb], kept: list[Verb]) -> list[Verb]:
    """What belongs to the person before what joins or withdraws an arrival."""
    rules = [place for place, verb in enumerate(own) if verb[0] in ("same_person", "withdraw")]
    at = rules[0] - 1 if rules else len(own)
    return [*own[:at], *kept, *own[at:]]
