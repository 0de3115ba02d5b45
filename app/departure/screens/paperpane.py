"""What goes along on paper: the papers needed, the manifests printed so far, and everything to print or send."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.departure import checklist, outgoing, travel_papers, workbook
from app.departure.checklist import Paper
from app.departure.outgoing import Bundle, Edition
from app.departure.screens import asking, words
from app.departure.screens.context import Pane, TravelContext
from app.departure.screens.paperview import MessageView, PaperView
from app.kernel.files import hand_out
from app.kernel.i18n import _
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.dialogs import Question, ask_reason, at_chosen, confirm, save_file
from app.widgets.fields import ChoiceField, TextField
from app.widgets.labels import label
from app.widgets.layouts import FlowLayout, column, holder, row
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations, Pending
from app.widgets.tables import Column, Empty, Mark, RowTable

_PRINT = "departure.print"
MOST_CHANGES = 3
"""Sentences about what changed since the manifest was printed that are shown at most."""


class PaperPane(Pane):
    """Papers needed at the left, manifests at the right, what can be printed above."""

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__(ops, context)
        self.papers = RowTable(_paper_columns(), key=lambda one: one.wanted.code, state=_paper_state)
        self.papers.setAccessibleName(_("Berkas yang diperlukan"))
        self.papers.opened.connect(self._tick)
        self.editions = RowTable(self._edition_columns(), key=lambda one: one.id)
        self.editions.setAccessibleName(_("Manifes yang sudah dicetak"))
        text = _("Manifes diberi nomor dan dibekukan saat dicetak; perubahan menjadi versi berikutnya.")
        self.editions.set_empty(Empty(_("Belum ada manifes"), text, "file-text"))
        self.editions.opened.connect(self._again)
        self.editions.marked.connect(self._tell)
        self._differences = label("", "muted", wrap=True)
        self.changed = label("", "", "warn", wrap=True)
        self._tools: list[QWidget] = []
        self._arrange()

    def load(self) -> None:
        """Read the papers and manifests."""
        for tool in self._tools:
            tool.setEnabled(self.context.may(_PRINT))
        asked = self.id

        def read(r: Any) -> tuple[str, list[Paper], list[Edition], list[str]]:
            return asked, checklist.papers(r, asked), outgoing.editions(r, asked), outgoing.changed_since(r, asked)

        self.ops.read(read, latest="departure.papers").then(self._show)

    def first_focus(self) -> QWidget:
        """The papers needed."""
        return self.papers

    def print_manifest(self) -> None:
        """The whole list, for KSOP and agent."""
        departure = self.id
        self._paper(_("Manifes pemberangkatan"), lambda w, paper: outgoing.print_manifest(w, departure, "", paper))

    def export(self) -> None:
        """The list as a workbook; what for is asked."""
        text = _("Isinya nama penumpang; serahkan hanya kepada yang berhak.")
        question = Question(_("Untuk siapa berkas ini?"), text, _("Pilih tempat"))
        sheet = ask_reason(self, question, lambda _code, why: self._ask_place(sheet, why))

    def write(self, path: Path, purpose: str) -> Pending[None]:
        """Write the workbook, in the background."""
        departure = self.id

        written = self.ops.hand_out(
            "departure.export",
            lambda w: workbook.export(w, departure, purpose),
            partial(_write, path),
            lambda w, given: outgoing.unwritten(w, given["note"]),
        )
        return written.then(lambda _nothing: self._written(path))

    def share(self) -> None:
        """Counts for a message."""
        departure, zone = self.id, self.context.zone
        wanted = self.ops.read(lambda r: travel_papers.message(r, departure, zone), latest="departure.message")
        wanted.then(lambda text: MessageView(self, text, self.ops, self.context).open())

    def _paper(self, title: str, make: Callable[[Any, str], Bundle]) -> None:
        paper = self.context.paper()
        view = PaperView(self, title, self.ops, lambda w: make(w, paper), paper)
        view.finished.connect(lambda _result: self.load())
        view.open()

    def _split(self) -> None:
        departure = self.id
        self._paper(_("Manifes tiap penerima"), lambda w, paper: outgoing.print_split(w, departure, paper))

    def _regencies(self) -> None:
        departure = self.id
        title = _("Manifes tiap kabupaten/kota")
        self._paper(title, lambda w, paper: outgoing.print_regencies(w, departure, paper))

    def _vehicles(self) -> None:
        legs = [leg for leg in self.view.legs if leg.vehicles] if self.view else []
        if not legs:
            self.said.emit(Message(_("Belum ada kendaraan; tambahkan di Perjalanan."), "", "warn"))
            return
        if len(legs) == 1:
            self.print_vehicles(legs[0].id)
            return
        choice = ChoiceField("leg", _("Perjalanan"), [(leg.id, leg.title) for leg in legs], required=True)
        choice.set_value(legs[0].id)
        question = Question(_("Daftar kendaraan perjalanan yang mana?"), "", _("Pilih"))
        sheet = Asked(self, question, [choice])
        sheet.when_closed(lambda: self.print_vehicles(str(choice.value())))
        sheet.open()

    def print_vehicles(self, leg: str) -> None:
        """Who rides in each vehicle of a leg."""
        departure = self.id
        self._paper(_("Daftar tiap kendaraan"), lambda w, paper: travel_papers.vehicle_lists(w, leg, departure, paper))

    def _notices(self) -> None:
        departure = self.id
        self._paper(_("Pemberitahuan"), lambda w, paper: travel_papers.notices(w, departure, "", paper))

    def _slips(self) -> None:
        departure = self.id
        self._paper(_("Lembar saku"), lambda w, paper: travel_papers.slips(w, departure, (), paper))

    def _again(self, edition: Edition) -> None:
        if self.context.may(_PRINT):
            which = edition.id
            title = _("Manifes {number}").format(number=edition.number)
            self._paper(title, lambda w, paper: Bundle((outgoing.sheet_of(w, which, paper, logged=True),)))

    def _tick(self, paper: Paper) -> None:
        if not self.context.may(checklist.PERMISSION):
            return
        departure, code = self.id, paper.wanted.code

        def keep(given: Paper) -> Begun:
            pending = self.ops.write("departure.document", lambda w: checklist.tick(w, departure, code, given))
            return pending.then(lambda _nothing: self.load())

        asking.ask_paper(self, paper, keep)

    def _ask_for(self) -> None:
        def keep(said: dict[str, Any]) -> Begun:
            name = str(said["name"])
            pending = self.ops.write("departure.document", lambda w: checklist.ask_for(w, name))
            return pending.then(lambda _code: self.load())

        text = _("Dipakai di pos ini untuk setiap keberangkatan.")
        question = Question(_("Berkas lain yang diperlukan"), text, _("Simpan"))
        ask(Asked(self, question, [TextField("name", _("Nama berkas"), required=True)]), keep)

    def _ask_no_more(self) -> None:
        paper: Paper | None = self.papers.current()
        if paper is not None:
            wanted = paper.wanted
            question = Question(_("Tidak perlu {name} lagi?").format(name=wanted.name), "", _("Tidak perlu"))

            def drop() -> Begun:
                pending = self.ops.write(
                    "departure.document", lambda w: checklist.ask_for(w, wanted.name, wanted.code, active=False)
                )
                return pending.then(lambda _code: self.load())

            confirm(self, question, drop)

    def _ask_place(self, sheet: QWidget, purpose: str) -> Begun:
        named = "-".join(f"manifes {self.view.title if self.view else ''}".lower().split())
        safe = "".join(sign for sign in named if sign.isalnum() or sign in "-_")
        place = partial(save_file, sheet, _("Simpan manifes"), Path(f"{safe}.xlsx"))
        return at_chosen(place, lambda path: self.write(path, purpose))

    def _written(self, path: Path) -> None:
        text = _("{name} tersimpan. Isinya nama penumpang; serahkan hanya kepada yang berhak.").format(name=path.name)
        self.said.emit(Message(text, tone="good"))

    def _show(self, found: tuple[str, Sequence[Paper], Sequence[Edition], Sequence[str]]) -> None:
        asked, papers, editions, changed = found
        if asked == self.id:
            self.papers.set_rows(list(papers))
            self.editions.set_rows(list(editions))
            self._tell(self.editions.current())
            text = _("Sejak manifes terakhir dicetak ada yang berubah; cetak lagi. {what}")
            more = len(changed) - MOST_CHANGES
            said = [*changed[:MOST_CHANGES], *([_("Dan {n} perubahan lagi.").format(n=more)] if more > 0 else [])]
            self.changed.setText(text.format(what=" ".join(said)))
            self.changed.setVisible(bool(changed))

    def _tell(self, edition: Edition | None) -> None:
        self._differences.setText("\n".join(edition.differences) if edition else "")
        self._differences.setVisible(bool(self._differences.text()))

    def _arrange(self) -> None:
        flow = FlowLayout(8)
        prints = [
            button(_("Manifes"), self.print_manifest, "primary", "printer"),
            button(_("Tiap penerima"), self._split, glyph="file-text"),
            button(_("Tiap kabupaten/kota"), self._regencies, glyph="file-text"),
            button(_("XLSX"), self.export, glyph="download"),
            button(_("Tiap kendaraan"), self._vehicles, glyph="bus"),
            button(_("Pemberitahuan"), self._notices, glyph="file-text"),
            button(_("Lembar saku"), self._slips, glyph="id-card"),
            button(_("Jumlah untuk pesan"), self.share, glyph="scan-line"),
        ]
        for tool in prints:
            flow.addWidget(tool)
        self._tools = [*prints[:-1]]
        more = button(_("Berkas lain"), self._ask_for, "quiet", "plus")
        less = button(_("Tidak perlu"), self._ask_no_more, "quiet", "x")
        left = column(words.headed(_("Berkas yang diperlukan"), less, more), self.papers, gap=8)
        left.setStretch(1, 1)
        right = column(
            words.headed(_("Manifes yang sudah dicetak")), self.changed, self.editions, self._differences, gap=8
        )
        right.setStretch(2, 1)
        body = row(holder(left), holder(right), gap=20)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        whole = column(holder(flow), body, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _edition_columns(self) -> tuple[Column, ...]:
        zone = self.context.zone
        return (
            Column(_("Nomor"), lambda one: one.number, 152, "strong"),
            Column(_("Versi"), lambda one: one.version, 56, "number"),
            Column(_("Penerima"), lambda one: one.office or _("semua"), 0),
            Column(_("Orang"), lambda one: one.total, 60, "number"),
            Column(_("Dicetak"), lambda one: words.at(one.printed_at, zone), 138, "muted", spare=True),
            Column(
                "", lambda one: Mark(_("sesudah naik"), "check", "good") if one.after else None, 110, "mark", spare=True
            ),
        )


def _paper_columns() -> tuple[Column, ...]:
    return (
        Column("", _there, 40, "mark"),
        Column(_("Berkas"), lambda one: one.wanted.name, 0, "strong"),
        Column("", _about, 108, "muted", spare=True),
        Column(_("Nomor"), lambda one: one.number or "", 130, "muted"),
    )


def _after(one: Edition) -> Mark | None:
    return Mark(_("sesudah naik"), "check", "good") if one.after else None


def _about(one: Paper) -> str:
    if one.waived:
        return _("tidak perlu")
    return _("tiap orang") if one.wanted.each else ""


def _there(one: Paper) -> Mark:
    if one.waived:
        return Mark("", "minus", "faint")
    return Mark("", "square-check", "good") if one.done else Mark("", "square", "muted")


def _paper_state(one: Paper) -> str:
    return "absent" if one.waived else "" if one.done else "warn"


def _write(path: Path, given: dict[str, Any]) -> None:
    hand_out(path, workbook.workbook(given))
