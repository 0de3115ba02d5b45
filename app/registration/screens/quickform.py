"""Somebody on no list becomes a head within seconds: name, sex, age, card; everything else later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.editing import Quick
from app.registration.screens import words
from app.registration.screens.birthfield import BirthField
from app.registration.screens.mrzfield import MrzField
from app.registration.screens.parts import pressed_line
from app.registration.screens.suggested import Suggested
from app.registration.search import Hit
from app.registration.suggesting import Suggestion, from_mrz
from app.widgets.buttons import button
from app.widgets.fields import CheckField, ChoiceField, SegmentField, TextField
from app.widgets.form import Form
from app.widgets.labels import key_cap, label
from app.widgets.layouts import clear, column, holder, panel, row, scrolled
from app.widgets.screen import Draft

LEAST_LETTERS = 3
TWO_COLUMNS_FROM = 500
OF_A_NEWCOMER = ("grown", "card", "ship", "body")
FIELD_OF = {"birth": "birth", "age": "birth", "name": "name", "sex": "sex"}
"""Where a refusal is shown, by the second part of its code (“person.birth.future”)."""
MOST_TYPED = 2000
"""A name that is too long is kept as typed and refused in words, not cut."""


class QuickForm(QWidget):
    """Enter goes on, Ctrl+Enter keeps; namesakes who are known already are shown while the name is typed."""

    submitted = Signal(object)
    """A Quick."""
    left = Signal()
    named = Signal(str)
    """A name to look for namesakes of."""
    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.form = Form(
            [
                TextField("name", _("Nama"), hint=_("Kosongkan kalau tidak menyebut nama.")),
                SegmentField("sex", _("Kelamin"), [("L", _("Laki-laki")), ("P", _("Perempuan"))]),
                BirthField("birth", _("Lahir atau umur")),
                SegmentField("grown", _("Dihitung sebagai"), [("D", _("Dewasa")), ("A", _("Anak"))]),
                TextField("card", _("Nomor kartu")),
                ChoiceField("paper_kind", _("Jenis dokumen"), words.options("dokumen")),
                TextField("paper", _("Nomor dokumen")),
                ChoiceField("ship", _("Rombongan"), ()),
                CheckField("body", _("Jenazah")),
                TextField("refusal", _("Menolak didata, karena"), hint=_("Cukup kartu, kelamin dan dewasa/anak.")),
            ],
            columns=2,
            wide=("name", "refusal"),
        )
        self.scan = MrzField()
        self.suggested = Suggested(lambda: [self.form])
        self.about = ""
        """The stay of the card whose holder is named; "" for somebody on no list."""
        self._day = date.max
        self._namesakes: QVBoxLayout = column(gap=2)
        self.save = button(_("Daftarkan"), self.submit, "primary", "user-plus")
        cancel = button(_("Tutup"), self.left.emit, "quiet")
        keys = row(
            key_cap("Enter"), label(_("lanjut"), "caption"), key_cap("Ctrl+Enter"), label(_("simpan"), "caption")
        )
        self._keys = holder(keys)
        foot = row(self._keys, 1, cancel, self.save, gap=10)
        self.title = label("", "heading", wrap=True)
        hint = label(_("Cukup yang penting dulu; sisanya dilengkapi nanti."), "muted", wrap=True)
        body = column(self.title, hint, self.form, self.scan, self.suggested, gap=12)
        self.setLayout(column(scrolled(holder(column(panel(body), 1))), holder(self._namesakes), foot, gap=8))
        self.form.submitted.connect(self.submit)
        name = self.form.field("name")
        name.changed.connect(self._typed)
        if isinstance(name, TextField):
            name.line.setMaxLength(MOST_TYPED)
            name.changed.connect(partial(self.scan.catch, name))
        self.scan.read.connect(self._scanned)
        self.scan.submitted.connect(self.submit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow form has one column and tells no keys."""
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS_FROM
        self._keys.setVisible(wide)
        self.form.set_columns(2 if wide else 1)

    def begin(self, ships: Sequence[tuple[str, str]], day: date, card: str = "") -> None:
        """Offer these ships, the first one chosen where none is yet; `day` tells the century of a birth.

        `card` is what the card is called whose holder is named: his ship, class and card are known already.
        """
        self._day = day
        new = _("Orang yang tidak ada di daftar")
        self.title.setText(_("{card}: siapa pemegangnya?").format(card=card) if card else new)
        for name in OF_A_NEWCOMER:
            self.form.field(name).setVisible(not card)
        field = self.form.field("ship")
        if isinstance(field, ChoiceField):
            field.set_options(ships)
            if field.value() is None and ships:
                field.set_value(ships[0][0])

    def turn_to(self, about: str, drafts: dict[str, Draft]) -> None:
        """What was typed of somebody else waits for him among the drafts: it must not become this one's name."""
        if about == self.about:
            return
        if typed := self.draft():
            drafts[self.about] = typed
        self.empty()
        self.about = about
        self.restore(drafts.pop(about, {}))

    def empty(self) -> None:
        """Start anew, for the same ship."""
        self.form.load({"ship": self.form.field("ship").value()})
        self.scan.empty()
        self.suggested.forget()
        clear(self._namesakes)

    def draft(self) -> Draft:
        """What is typed."""
        typed = {name: value for name, value in self.form.collect().items() if value not in (None, "", False)}
        scan = self.scan.value()
        return {} if set(typed) <= {"ship"} and not scan else {**typed, **({"scan": scan} if scan else {})}

    def restore(self, draft: Draft) -> None:
        """Put a draft back."""
        self.form.restore(draft)
        if draft.get("scan"):
            self.scan.set_value(str(draft["scan"]))

    def show_namesakes(self, hits: Sequence[Hit]) -> None:
        """People who are known already under such a name."""
        clear(self._namesakes)
        for hit in hits:
            head = hit.head
            detail = " · ".join([words.class_and_age(head), words.account_mark(head).text, words.day(head.arrived)])
            text = _("Sudah ada: {name} ({detail})").format(name=head.display, detail=detail)
            self._namesakes.addWidget(pressed_line(text, partial(self.wanted.emit, "person", head.stay_id)))

    def show_problem(self, code: str, text: str) -> None:
        """Show a refusal beside its field where it has one; the cursor goes there."""
        field = FIELD_OF.get(code.split(".")[1])
        if field:
            self.form.show_problems({field: text})
            self.form.field(field).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; what is typed stays until somebody is registered."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        name = str(self.form.field("name").value() or "")
        if len(name) >= LEAST_LETTERS:
            self.named.emit(name)
        else:
            clear(self._namesakes)

    def _scanned(self, text: str) -> None:
        """Fill what is empty from a scanned paper; what differs is offered."""
        said = from_mrz(text, self._day)
        paper = said.paper
        if paper is not None:
            number = (
                Suggestion("paper_kind", paper.kind, name_of("dokumen", paper.kind)),
                Suggestion("paper", paper.number, paper.number),
            )
            said = replace(said, suggestions=(*said.suggestions, *number))
        self.suggested.tell(_("MRZ"), said)
        self.suggested.fill(_("MRZ"))

    def submit(self) -> None:
        """Hand the head over, when nothing is wrong."""
        if not self.form.check():
            return
        said = {name: value for name, value in self.form.collect().items() if value not in (None, "")}
        scan = self.scan.value()
        if scan:
            said["scan"] = scan
        self.submitted.emit(Quick(**said))  # type: ignore[arg-type]  # the form's fields are the names of a Quick
