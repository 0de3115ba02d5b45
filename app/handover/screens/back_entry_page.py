"""Back-entry *dari kertas*: a paper written by hand is entered with its number, its time, its writer and its scan."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from app.handover import blanks
from app.handover.listing import HeadOnPaper
from app.handover.screens.context import HandoverContext
from app.handover.screens.draft_page import DETAILS, DraftPage
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.terms import PaperBast, Signing
from app.kernel.clock import ZONES
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question, at_once, confirm, open_file
from app.widgets.fields import TextField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, panel, row
from app.widgets.operations import Begun, Closing, Operations

SCANS = "PDF, PNG, JPG (*.pdf *.png *.jpg *.jpeg)"


class BackEntryPage(DraftPage):
    """The same steps as a new paper, with what stands on the paper; at the end the answers for each head."""

    entered = Signal(str)
    """The paper was entered: its id."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self._paper = Form(
            (
                TextField("number", _("Nomor kendali di kertas"), required=True),
                DateField("day", _("Tanggal di kertas"), required=True),
                TextField("time", _("Pukul (jj.mm)"), required=True).placeholder("21.30"),
                TextField("writer", _("Ditulis oleh"), required=True),
            ),
            columns=4,
        )
        self._scan: Path | None = None
        self._told = Signing()
        self._scan_name = label(_("belum ada pindaian"), "caption")
        self._keep.hide()
        choose = button(_("Pindaian …"), self._ask_scan, glyph="upload")
        line = row(choose, self._scan_name, 1)
        box = panel(column(label(_("Yang tertulis di kertas"), "eyebrow"), self._paper, line, gap=10))
        self.details.put_above(box)

    def heading(self) -> str:
        """The title of the page."""
        return _("Catat dari kertas")

    def begin(self, draft_id: str = "", kind: str = "") -> None:
        """An empty entry."""
        super().begin(draft_id, kind)
        self._paper.load({})
        self._scan, self._told = None, Signing()
        self._scan_name.setText(_("belum ada pindaian"))

    def leave(self) -> None:
        """Ask first: an entry from paper is not kept as a draft."""
        if not any(self._paper.collect().values()) and not self.people.selection.chosen:
            self.left.emit()
            return
        question = Question(
            _("Tinggalkan isian ini?"),
            _("Isian dari kertas belum dicatat dan akan hilang."),
            _("Tinggalkan"),
            danger=True,
        )
        confirm(self, question, at_once(self.left.emit))

    def finish_words(self) -> str:
        """What the last button says."""
        return _("Catat")

    def finish(self) -> None:
        """Ask what the receiver answered on the paper, then enter it."""
        people, told = self.people.selection.people, self._told.outcomes
        heads = [
            HeadOnPaper(
                one.stay_id, place, one.name, one.head_class or "?", one.destination, told.get(one.stay_id), None
            )
            for place, one in enumerate(people, start=1)
        ]
        sheet = OutcomeSheet(self, _("Jawaban penerima menurut kertas"), heads)
        sheet.recall(self._told)
        sheet.when_yes(lambda: self.enter(sheet.signing))
        sheet.open()

    def enter(self, signing: Signing) -> Begun:
        """Keep the paper with its scan; refused, the answers stay, also while the page is mended."""
        self._told = signing
        when = self._declared()
        if when is None:
            return Closing.AT_ONCE
        values, scan, keep = self._paper.collect(), self._scan, self.context.keep
        number, writer, draft = str(values["number"]), str(values["writer"]), self.draft()

        def enter(w: Any) -> str:
            content = scan.read_bytes() if scan else None
            return blanks.back_entry(w, PaperBast(number, when, writer, draft, signing, content), keep)

        return self.ops.write("handover.back_entry", enter).then(self.entered.emit)

    def typed(self) -> dict[str, object]:
        """Everything typed, the paper's own entries included."""
        return {**super().typed(), "paper": dict(self._paper.collect()), "back_entry": True}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put it back."""
        super().retype(typed)
        self._paper.load(dict(typed.get("paper", {})))

    def _problem(self, step: str) -> str:
        wrong = super()._problem(step)
        if wrong or step != DETAILS:
            return wrong
        if not self._paper.check():
            return _("Lengkapi yang tertulis di kertas.")
        return "" if self._declared() else _("Tulis pukul seperti 21.30.")

    def _declared(self) -> datetime | None:
        day = self._paper.field("day")
        digits = [part for part in str(self._paper.field("time").value() or "").replace(":", ".").split(".") if part]
        on = day.date() if isinstance(day, DateField) else None
        if on is None or len(digits) != 2 or not all(part.isdecimal() for part in digits):
            return None
        hour, minute = (int(part) for part in digits)
        if hour > 23 or minute > 59:
            return None
        zone = timezone(timedelta(hours=ZONES[self.context.zone]))
        return datetime(on.year, on.month, on.day, hour, minute, tzinfo=zone)

    def _ask_scan(self) -> None:
        open_file(self, _("Pilih pindaian kertasnya"), SCANS, self._take_scan)

    def _take_scan(self, path: Path) -> None:
        self._scan = path
        self._scan_name.setText(path.name)
