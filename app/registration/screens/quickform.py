"""Somebody on no list becomes a head within seconds: name, sex, age, card; everything else later."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.i18n import _
from app.registration.editing import Quick
from app.registration.screens import words
from app.registration.screens.birthfield import BirthField
from app.registration.screens.parts import pressed_line
from app.registration.search import Hit
from app.widgets.buttons import button
from app.widgets.fields import CheckField, ChoiceField, SegmentField, TextField
from app.widgets.form import Form
from app.widgets.labels import key_cap, label
from app.widgets.layouts import clear, column, holder, panel, row, scrolled
from app.widgets.screen import Draft

LEAST_LETTERS = 3


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
            ],
            columns=2,
            wide=("name", "ship", "body"),
        )
        self._namesakes: QVBoxLayout = column(gap=2)
        self.save = button(_("Daftarkan"), self.submit, "primary", "user-plus")
        cancel = button(_("Tutup"), self.left.emit, "quiet")
        keys = row(
            key_cap("Enter"), label(_("lanjut"), "caption"), key_cap("Ctrl+Enter"), label(_("simpan"), "caption")
        )
        foot = row(keys, 1, cancel, self.save, gap=10)
        title = label(_("Orang yang tidak ada di daftar"), "heading")
        hint = label(_("Cukup yang penting dulu; sisanya dilengkapi nanti."), "muted", wrap=True)
        body = column(title, hint, self.form, self._namesakes, foot, gap=14)
        self.setLayout(column(scrolled(holder(column(panel(body), 1)))))
        self.form.submitted.connect(self.submit)
        self.form.field("name").changed.connect(self._typed)

    def begin(self, ships: Sequence[tuple[str, str]]) -> None:
        """Offer these ships, the first one chosen where none is yet."""
        field = self.form.field("ship")
        if isinstance(field, ChoiceField):
            field.set_options(ships)
            if field.value() is None and ships:
                field.set_value(ships[0][0])
        self.form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Start anew, for the same ship."""
        self.form.load({"ship": self.form.field("ship").value()})
        clear(self._namesakes)

    def draft(self) -> Draft:
        """What is typed."""
        typed = {name: value for name, value in self.form.collect().items() if value not in (None, "", False)}
        return {} if set(typed) <= {"ship"} else dict(typed)

    def restore(self, draft: Draft) -> None:
        """Put a draft back."""
        self.form.restore(draft)

    def show_namesakes(self, hits: Sequence[Hit]) -> None:
        """People who are known already under such a name."""
        clear(self._namesakes)
        for hit in hits:
            head = hit.head
            detail = " · ".join([words.class_and_age(head), words.account_mark(head).text, words.day(head.arrived)])
            text = _("Sudah ada: {name} ({detail})").format(name=head.display, detail=detail)
            self._namesakes.addWidget(pressed_line(text, partial(self.wanted.emit, "person", head.stay_id)))

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

    def submit(self) -> None:
        """Hand the head over, when nothing is wrong."""
        if not self.form.check():
            return
        said = {name: value for name, value in self.form.collect().items() if value not in (None, "")}
        self.submitted.emit(Quick(**said))  # type: ignore[arg-type]  # the form's fields are the names of a Quick
