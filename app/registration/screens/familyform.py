"""A family on no list in one go: a line for each member, the head of the group first; all are kept or nobody is."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.registration.editing import Quick
from app.registration.families import HEAD_OF_GROUP, LEAST_MEMBERS
from app.registration.screens import words
from app.registration.screens.birthfield import BirthField
from app.widgets.buttons import button
from app.widgets.fields import ChoiceField, Field, SegmentField, TextField
from app.widgets.form import Form
from app.widgets.labels import key_cap, label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.screen import Draft

COLUMNS = 5
_TOLD = ("name", "sex", "birth", "card")


class MemberLine(Form):
    """One member: name, sex, birth or age, what he is to the head, card; labels only over the first line."""

    def __init__(self, first: bool) -> None:
        self._first = first
        relations = [choice for choice in words.options("status_hubungan") if choice[0] != HEAD_OF_GROUP]
        named: list[Field] = [
            TextField("name", _("Nama") if first else ""),
            SegmentField("sex", _("Kelamin") if first else "", [("L", _("L")), ("P", _("P"))]),
            BirthField("birth", _("Lahir atau umur") if first else ""),
            ChoiceField("relation", _("Hubungan") if first else "", relations),
            TextField("card", _("Nomor kartu") if first else ""),
        ]
        super().__init__(named, columns=COLUMNS)
        grid = self.layout()
        for place, share in enumerate((5, 2, 3, 3, 2)):
            grid.setColumnStretch(place, share)  # type: ignore[union-attr]  # the layout of a form is a grid
        relation = self.field("relation")
        if first and isinstance(relation, ChoiceField):
            relation.set_options(((HEAD_OF_GROUP, _("Kepala")),))
            relation.set_value(HEAD_OF_GROUP)
            relation.setEnabled(False)

    def name_parts(self, number: int) -> None:
        """Tell a screen reader whose line each input is on."""
        names = (_("Nama"), _("Kelamin"), _("Lahir atau umur"), _("Hubungan"), _("Nomor kartu"))
        for field, name in zip(self.fields.values(), names, strict=True):
            proxy = field.focusProxy()
            if proxy is not None:
                proxy.setAccessibleName(_("{field}, anggota {n}").format(field=name, n=number))

    @property
    def blank(self) -> bool:
        """Whether nobody is written on this line."""
        return not any(self.field(name).value() for name in _TOLD)

    def member(self, ship: str | None) -> tuple[Quick, str]:
        """Who is on this line, and what he is to the head."""
        told = {name: value for name in _TOLD if (value := self.field(name).value()) not in (None, "")}
        return Quick(ship=ship, **told), str(self.field("relation").value() or "")  # type: ignore[arg-type]


class FamilyForm(QWidget):
    """Enter goes on, a new line opens by itself, Ctrl+Enter keeps all, Escape leaves."""

    submitted = Signal(object)
    """(Quick, relation) of every member, the head first."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ship = ChoiceField("ship", _("Rombongan"), ())
        self.save = button(_("Daftarkan sekeluarga"), self.submit, "primary", "users")
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.lines: list[MemberLine] = []
        self._rows = column(gap=8)
        cancel = button(_("Tutup"), self.left.emit, "quiet")
        keys = row(
            key_cap("Enter"), label(_("lanjut"), "caption"), key_cap("Ctrl+Enter"), label(_("simpan"), "caption")
        )
        title = label(_("Satu keluarga sekaligus"), "heading")
        told = _("Kepala rombongan di baris pertama. Kalau ada satu yang salah, belum seorang pun terdaftar.")
        hint = label(told, "muted", wrap=True)
        foot = row(keys, 1, cancel, self.save, gap=10)
        body = column(title, hint, self.ship, self._rows, gap=14)
        self.setLayout(column(scrolled(holder(column(panel(body), 1))), self._problem, foot, gap=8))
        self.empty()

    def begin(self, ships: Sequence[tuple[str, str]]) -> None:
        """Offer these ships, the first one chosen where none is yet."""
        self.ship.set_options(ships)
        if self.ship.value() is None and ships:
            self.ship.set_value(ships[0][0])

    def empty(self) -> None:
        """Start anew, for the same ship."""
        for line in self.lines:
            line.deleteLater()
        self.lines = []
        for _line in range(LEAST_MEMBERS):
            self._open_line()

    def draft(self) -> Draft:
        """What is typed, line by line."""
        typed: list[dict[str, object]] = [dict(line.draft()) for line in self.lines if not line.blank]
        return {"lines": typed, "ship": self.ship.value()} if typed else {}

    def restore(self, draft: Draft) -> None:
        """Put a draft back."""
        self.ship.set_value(str(draft.get("ship") or "") or None)
        typed = draft.get("lines")
        for place, values in enumerate(typed if isinstance(typed, list) else ()):
            while len(self.lines) <= place:
                self._open_line()
            self.lines[place].restore(values)

    def show_problem(self, text: str) -> None:
        """Say why nobody was kept; "" takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; what is typed waits."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def submit(self) -> None:
        """Hand the family over when every line has a name and a relation."""
        written = [line for line in self.lines if not line.blank]
        self.show_problem(self._missing(written))
        wrong = [line for line in written if not line.check()]
        if self._problem.isHidden() and not wrong:
            ship = self.ship.value()
            self.submitted.emit([line.member(str(ship) if ship else None) for line in written])

    def _missing(self, written: Sequence[MemberLine]) -> str:
        if len(written) < LEAST_MEMBERS or self.lines[0].blank:
            return _("Sekeluarga sedikitnya dua orang, kepala rombongan di baris pertama.")
        for line in written:
            for name, text in (("name", _("Tulis namanya.")), ("relation", _("Pilih hubungannya."))):
                if not line.field(name).value():
                    line.field(name).setFocus(Qt.FocusReason.OtherFocusReason)
                    return _("Anggota {n}: {what}").format(n=self.lines.index(line) + 1, what=text)
        return ""

    def _open_line(self) -> None:
        line = MemberLine(first=not self.lines)
        before = _stops(self.lines[-1])[-1:] if self.lines else []
        self.lines.append(line)
        line.name_parts(len(self.lines))
        self._rows.addWidget(line)
        line.show()
        for one, other in pairwise([*before, *_stops(line)]):
            QWidget.setTabOrder(one, other)
        line.changed.connect(self._typed)
        line.submitted.connect(self.submit)

    def _typed(self) -> None:
        if not self.lines[-1].blank:
            self._open_line()


def _stops(line: MemberLine) -> list[QWidget]:
    """Where Tab stops on a line; a line opened later would else come after everything in the window."""
    inputs = [each for each in line.findChildren(QWidget) if each.window() is line.window()]
    return [each for each in inputs if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
