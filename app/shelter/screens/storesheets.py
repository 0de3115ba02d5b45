"""Storerooms and cash boxes on the screen: named, added, closed; and one of them counted from top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reference.enumerations import choices, name_of
from app.shelter.counting import Counted, Expected
from app.shelter.stock import MOST, Store
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import CheckField, Field, NumberField, SegmentField, TextField
from app.widgets.labels import counted, label, signed
from app.widgets.layouts import column, holder, row, scrolled
from app.widgets.operations import Begun
from app.widgets.tables import Column, Mark, RowTable


class StoresSheet(Sheet):
    """Every storeroom and cash box, closed ones too: Enter changes one, None is a new one."""

    def __init__(self, parent: QWidget, stores: Sequence[Store], act: Callable[[Store | None], None]) -> None:
        self.table = RowTable(_columns(), key=lambda store: store.id, state=lambda one: "" if one.active else "absent")
        self.table.setAccessibleName(_("Gudang dan kas"))
        self.table.setMinimumSize(480, 220)
        hint = _("Enter mengubah nama atau menutupnya. Gudang yang masih berisi tidak dapat ditutup.")
        super().__init__(parent, Question(_("Gudang dan kas"), hint, _("Ubah")), self.table)
        self.no.setText(_("Tutup"))
        self.table.set_rows(list(stores))
        self.table.go_to(0)
        self.table.opened.connect(lambda _store: self.accept())
        self.when_closed(lambda: act(self.table.current()))
        self.offer(button(_("Gudang atau kas baru"), lambda: self._new(act), "quiet", "plus"))

    def _new(self, act: Callable[[Store | None], None]) -> None:
        self.reject()
        act(None)


def ask_store(parent: QWidget, store: Store | None, act: Callable[[Store], Begun]) -> Asked:
    """A storeroom or cash box to change, or a new one."""
    name = TextField("name", _("Nama"), required=True).placeholder(_("mis. Gudang rusunawa"))
    kinds = [(one.code, one.name) for one in choices("jenis_gudang")]
    fields: list[Field] = [name, SegmentField("kind", _("Jenis"), kinds, required=True)]
    if store is not None:
        fields = [name, CheckField("active", _("Dipakai"))]
    title = store.name if store else _("Gudang atau kas baru")
    sheet = Asked(parent, Question(title, yes=_("Simpan")), fields)
    sheet.form.load({"name": store.name, "active": store.active} if store else {"kind": "barang"})

    def taken(said: dict[str, Any]) -> Begun:
        if store is None:
            return act(Store("", str(said["name"]), str(said["kind"])))
        return act(replace(store, name=str(said["name"]), active=bool(said.get("active"))))

    return ask(sheet, taken)


class CountSheet(Sheet):
    """What lies there of everything; the book is told only beside a number that differs: nobody counts towards it."""

    def __init__(
        self, parent: QWidget, store: Store, lines: Sequence[Expected], act: Callable[[list[Counted]], Begun]
    ) -> None:
        self._lines = list(lines)
        self.numbers = [NumberField(f"n{place}", "", limits=(0, MOST)) for place in range(len(lines))]
        self.reasons = [TextField(f"r{place}", "") for place in range(len(lines))]
        self.told = [label("", "caption", "warn", wrap=True) for _line in lines]
        rows = [self._row(place, one) for place, one in enumerate(lines)]
        empty = label(_("Menurut catatan tidak ada apa-apa di sini."), "muted", wrap=True)
        body = scrolled(holder(column(*(rows or [empty]), 1, gap=10)))
        body.setMinimumSize(600, max(140, min(380, parent.window().height() - 260)))
        hint = _("Tulis yang benar-benar ada. Yang kosong tidak dihitung; selisih tanpa sebab tetap terbuka.")
        title = _("Hitung seluruh {store}").format(store=store.name)
        super().__init__(parent, Question(title, hint, _("Simpan hitungan")), body)
        for field in (*self.numbers, *self.reasons):
            field.changed.connect(self._look)
        self.when_yes(lambda: act(self.counted()))
        self._look()
        if self.numbers:
            self.numbers[0].setFocus()

    def counted(self) -> list[Counted]:
        """The lines that were filled in."""
        found = []
        for place, one in enumerate(self._lines):
            number = self.numbers[place].number()
            if number is not None:
                found.append(Counted(one.place, number, str(self.reasons[place].value() or "")))
        return found

    def _look(self) -> None:
        for place, one in enumerate(self._lines):
            number = self.numbers[place].number()
            left = 0 if number is None else number - one.booked
            text = _("menurut catatan {n}, selisih {left}").format(n=counted(one.booked), left=signed(left))
            self.told[place].setText(text if left else "")
            self.reasons[place].setVisible(bool(left))
        wrong = any(field.problem() for field in self.numbers)
        self.yes.setEnabled(bool(self.counted()) and not wrong)

    def _row(self, place: int, one: Expected) -> QWidget:
        number, reason = self.numbers[place], self.reasons[place]
        number.setFixedWidth(130)
        number.line.setMaxLength(17)
        number.line.setAccessibleName(_("Jumlah {item}").format(item=one.name))
        reason.setFixedWidth(200)
        reason.placeholder(_("sebab selisih"))
        reason.line.setAccessibleName(_("Sebab selisih {item}").format(item=one.name))
        said = column(label(one.name, "strong", wrap=True), label(one.unit, "caption"), self.told[place], gap=0)
        line = row(said, number, reason, gap=10)
        line.setStretch(0, 1)
        return holder(line)


def ask_which(parent: QWidget, stores: Sequence[Store], act: Callable[[Store], None]) -> Sheet:
    """Which storeroom or cash box is counted."""
    table = RowTable(_columns(), key=lambda store: store.id)
    table.setAccessibleName(_("Gudang dan kas"))
    table.setMinimumSize(420, 180)
    sheet = Sheet(parent, Question(_("Yang dihitung"), "", _("Hitung")), table)
    table.set_rows(list(stores))
    table.go_to(0)
    table.opened.connect(lambda _store: sheet.accept())
    sheet.when_closed(lambda: act(table.current()))
    sheet.open()
    return sheet


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Nama"), lambda store: store.name, 0, "strong"),
        Column(_("Jenis"), lambda store: name_of("jenis_gudang", store.kind), 130, "muted"),
        Column("", lambda store: None if store.active else Mark(_("ditutup"), "lock", "faint"), 90, "mark"),
    )
