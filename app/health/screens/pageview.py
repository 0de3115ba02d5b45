"""The health page of one person: who it is, what the consulate wrote, what was found and done, and what can be done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.health.page import Event, HealthPage
from app.health.screens.words import moment, verdict_mark, who
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration import rules as register
from app.registration.counts import HeadLine
from app.widgets.buttons import button, icon_button
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import FlowLayout, column, holder, panel, row, scrolled

SCREEN, VISIT, REFER, ISOLATE, ADMIT, CERTIFY, BIRTH, DEATH = (
    "screen", "visit", "refer", "isolate", "admit", "certify", "birth", "death",
)  # fmt: skip


class PageView(QWidget):
    """`wanted`: what is to be done (a name above, or answer, release, discharge, print, void), and with which event."""

    wanted = Signal(str, object)

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self.page: HealthPage | None = None
        self._name, self._facts = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._verdict, self._needs = pill(""), label("", "caption", wrap=True)
        self.acts: dict[str, QPushButton] = {}
        flow = FlowLayout()
        for name, text, glyph in _acts():
            kind = "primary" if name == SCREEN else ""
            made = self.acts[name] = button(text, partial(self.wanted.emit, name, None), kind, glyph)
            flow.addWidget(made)
        self._events = column(gap=10)
        head = row(self._name, self._verdict, gap=10)
        head.setStretch(0, 1)
        body = column(head, self._facts, self._needs, holder(flow), gap=8)
        listed = scrolled(holder(column(self._events, 1, margins=(0, 0, 8, 0))))
        whole = column(body, listed, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_page(self, page: HealthPage) -> None:
        """Show somebody."""
        self.page = page
        head = page.head
        self._name.setText(head.display)
        self._facts.setText(f"{who(head)} · {name_of('akun_orang', head.account)}")
        mark = verdict_mark(page.latest.verdict if page.latest else None)
        retone(self._verdict, mark.text, mark.tone)
        asked = ", ".join(name_of("kebutuhan", code) for code in head.needs)
        self._needs.setText(_("Diketahui petugas lain: {needs}").format(needs=asked))
        self._needs.setVisible(bool(asked))
        self._offer(head)
        self._show_events(page)

    def _offer(self, head: HeadLine) -> None:
        dead = head.account in register.BODIES_HERE
        here = head.account in (register.PRESENT, *register.TEMPORARY) and not head.body
        for name, act in self.acts.items():
            act.setVisible(here and name != DEATH)
        self.acts[BIRTH].setVisible(here and head.sex != "L")
        self.acts[DEATH].setVisible(dead)

    def _show_events(self, page: HealthPage) -> None:
        while self._events.count():
            item = self._events.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for said in page.remarks:
            self._events.addWidget(_remark(said.text, said.row))
        for event in page.events:
            self._events.addWidget(self._panel(event))
        if not page.events and not page.remarks:
            self._events.addWidget(label(_("Belum ada catatan kesehatan. F2 membuka skrining."), "muted", wrap=True))

    def _panel(self, event: Event) -> QFrame:
        title = label(event.title, "strong", wrap=True)
        verbs: list[QWidget] = [button(text, self._want(verb, event), "link") for verb, text in _onward(event)]
        if not event.foreign:
            undo = _("Batalkan: {what}").format(what=event.title)
            verbs.append(icon_button("undo-2", undo, self._want("void", event)))
        head = row(title, *verbs)
        head.setStretch(0, 1)
        by = label(" · ".join(part for part in (moment(event.at, self._zone), event.officer) if part), "caption")
        return panel(column(head, *(label(line, wrap=True) for line in event.lines), by, gap=4), event.tone)

    def _want(self, verb: str, event: Event) -> Callable[[], object]:
        return partial(self.wanted.emit, verb, event)


def _remark(text: str, list_row: int) -> QFrame:
    said = _("Keterangan surat Perwakilan RI, baris {n}").format(n=list_row)
    return panel(column(label(said, "eyebrow", wrap=True), label(text, wrap=True), gap=4), "warn")


def _acts() -> list[tuple[str, str, str]]:
    return [
        (SCREEN, _("Skrining (F2)"), "heart-pulse"),
        (VISIT, _("Kunjungan (F3)"), "plus"),
        (REFER, _("Rujuk (F4)"), "file-text"),
        (ISOLATE, _("Isolasi"), "shield"),
        (ADMIT, _("Rawat inap"), "bed-double"),
        (CERTIFY, _("Surat layak"), "circle-check"),
        (BIRTH, _("Kelahiran"), "baby"),
        (DEATH, _("Kematian"), "file-text"),
    ]


def _onward(event: Event) -> list[tuple[str, str]]:
    """What this entry leads to."""
    found = []
    if event.open:
        words = {"isolation": ("release", _("Akhiri")), "inpatient": ("discharge", _("Keluar RS"))}
        words["referral"] = ("answer", _("Balasan masuk"))
        found.append(words[event.kind])
    if event.kind in ("referral", "certificate"):
        found.append(("print", _("Cetak")))
    return found
