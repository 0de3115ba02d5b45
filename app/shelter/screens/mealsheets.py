"""The sheets of the meal screen: a late meal, a menu, slots and index, the order for the kitchen, costs."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local, zone_info
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.reference.enumerations import choices, name_of
from app.shelter import kitchen
from app.shelter.kitchen import Delivered, SlotTally
from app.shelter.meals_planning import DayCost, Plan
from app.shelter.meals_setup import MOST_RUPIAH, Rate
from app.shelter.rules.meals import Slot, clock_text, minutes_of
from app.shelter.rules.whom import THE_DEAD, THE_HOUSE
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import CheckField, ChoiceField, Field, NumberField, SegmentField, TextField
from app.widgets.labels import counted, label, signed
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, Mark, RowTable


class TimeField(TextField):
    """A time of day as people write it: 06.00, 6:00, 0600."""

    def problem(self) -> str:
        """Not a time of day."""
        text = self.line.text().strip()
        return _("Tulis jam seperti 06.00.") if text and minutes_of(text) is None else ""


def ask_late(parent: QWidget, name: str, now: datetime, zone: str, act: Callable[[datetime, str], Begun]) -> Asked:
    """When he ate, and why it is written down only now; calls with the moment and the reason."""
    here = local(now, zone)
    day = DateField("day", _("Tanggal"), required=True)
    day.set_value(here.date().isoformat())
    hour = TimeField("time", _("Jam makan"), required=True)
    why = TextField("reason", _("Mengapa baru sekarang"), required=True).placeholder(
        _("mis. listrik padam, dari kertas")
    )
    text = _("{name} sudah makan dan belum tercatat. Hari operasionalnya mengikuti jam yang ditulis.")

    def taken(said: dict[str, Any]) -> Begun:
        minute = minutes_of(str(said["time"])) or 0
        base = datetime.combine(date.fromisoformat(str(said["day"])), datetime.min.time(), zone_info(zone))
        return act(base + timedelta(minutes=minute), str(said["reason"]))

    question = Question(_("Catat makan susulan"), text.format(name=name), _("Catat"))
    return ask(Asked(parent, question, [day, hour, why], wide=("reason",)), taken)


def ask_menu(parent: QWidget, name: str, act: Callable[[str, str], Begun]) -> Asked:
    """Which menu; none takes the special one back."""
    kind = ChoiceField("kind", _("Menu"), [(one.code, one.name) for one in choices("menu")])
    note = TextField("note", _("Yang boleh dimakan (untuk “lain”)"))
    hint = _("Hanya apa yang dimasak, bukan sebabnya: sakit dan alergi dicatat petugas kesehatan. Kosong = menu biasa.")
    question = Question(_("Menu untuk {name}").format(name=name), hint, _("Simpan"))
    return ask(Asked(parent, question, [kind, note]), lambda said: act(said.get("kind", ""), said.get("note", "")))


def ask_slot(parent: QWidget, slot: Slot | None, act: Callable[[Slot], Begun]) -> Asked:
    """A slot to change or a new one."""
    fields: list[Field] = [
        TextField("name", _("Nama"), required=True),
        ChoiceField("whom", _("Untuk siapa"), _whom(), required=True),
        TimeField("starts", _("Mulai pukul"), required=True),
        TimeField("ends", _("Sampai pukul"), required=True),
        CheckField("active", _("Dipakai")),
    ]
    title = slot.name if slot else _("Waktu makan baru")
    sheet = Asked(parent, Question(title, yes=_("Simpan")), fields)
    if slot:
        hours = {"starts": clock_text(slot.starts), "ends": clock_text(slot.ends)}
        sheet.form.load({"name": slot.name, "whom": slot.whom, **hours, "active": slot.active})
    else:
        sheet.form.load({"whom": "semua", "active": True})
    code = slot.code if slot else new_id()

    def taken(said: dict[str, Any]) -> Begun:
        starts, ends = (minutes_of(str(said[edge])) or 0 for edge in ("starts", "ends"))
        return act(Slot(code, str(said["name"]), starts, ends, str(said["whom"]), bool(said.get("active"))))

    return ask(sheet, taken)


def ask_rate(parent: QWidget, year: int, rate: Rate | None, act: Callable[[Rate], Begun]) -> Asked:
    """The index of a year and what it stands on."""
    rupiah = NumberField("rupiah", _("Rp per orang per hari"), required=True, limits=(1, MOST_RUPIAH))
    source = TextField("source", _("Dasar"), required=True).placeholder(_("mis. SK Kepala Dinas nomor …, DPA 2026"))
    fund = SegmentField("fund", _("Sumber dana"), [(one.code, one.name) for one in choices("sumber_dana")], True)
    hint = _("Tidak ada indeks resmi untuk penampungan seperti ini; pakai yang tertulis di anggaran pos Anda.")
    sheet = Asked(
        parent,
        Question(_("Indeks permakanan {year}").format(year=year), hint, _("Simpan")),
        [rupiah, source, fund],
        wide=("fund",),
    )
    if rate:
        sheet.form.load({"rupiah": rate.rupiah, "source": rate.source, "fund": rate.fund or None})
    return ask(sheet, lambda said: act(Rate(year, int(said["rupiah"]), str(said["source"]), str(said["fund"]))))


def ask_tally(parent: QWidget, one: SlotTally, act: Callable[[Delivered], Begun]) -> Asked:
    """What came from the kitchen for a meal and what of it was not eaten; the difference is told while one types."""
    known = one.kitchen or Delivered(0)
    came = NumberField("delivered", _("Porsi datang dari dapur"), required=True, limits=(0, kitchen.MOST))
    rest = NumberField("leftover", _("Sisa"), limits=(0, kitchen.MOST))
    bad = NumberField("spoilt", _("Rusak atau basi"), limits=(0, kitchen.MOST))
    why = TextField("reason", _("Sebab kalau tidak cocok"))
    text = _("Dibagikan di semua loket yang terbaca: {n} porsi.").format(n=counted(one.handed))
    question = Question(_("Porsi dapur: {slot}").format(slot=one.slot.name), text, _("Simpan"))
    sheet = Asked(parent, question, [came, rest, bad, why], wide=("reason",))
    if one.kitchen:
        numbers = {"delivered": known.delivered, "leftover": known.leftover, "spoilt": known.spoilt}
        sheet.form.load({**numbers, "reason": known.reason})

    def said_of(said: dict[str, Any]) -> Delivered:
        came, left, bad = (int(said.get(name, 0)) for name in ("delivered", "leftover", "spoilt"))
        return Delivered(came, left, bad, str(said.get("reason", "")))

    def look() -> None:
        left = SlotTally(one.day, one.slot, one.handed, said_of(sheet.values())).difference or 0
        why.show_problem(_("Selisih {n} porsi: tulis sebabnya.").format(n=left) if left and not why.value() else "")

    sheet.form.changed.connect(look)
    return ask(sheet, lambda said: act(said_of(said)))


class TallySheet(Sheet):
    """The kitchen's side of each meal, this day and the days before; Enter writes or corrects one."""

    def __init__(self, parent: QWidget, rows: Sequence[SlotTally], now: str, act: Callable[[SlotTally], None]) -> None:
        self.table = RowTable(_tally_columns(), key=lambda one: f"{one.day} {one.slot.code}")
        self.table.setAccessibleName(_("Porsi dapur menurut hari"))
        self.table.setMinimumSize(760, max(160, min(340, parent.window().height() - 260)))
        hint = _("Enter mencatat atau memperbaiki satu waktu makan. Selisih: porsi yang belum jelas.")
        super().__init__(parent, Question(_("Porsi dapur"), hint, _("Catat")), self.table)
        self.no.setText(_("Tutup"))
        self.table.set_rows(list(rows))
        self.table.select(now)
        self.table.opened.connect(lambda _one: self.accept())
        self.when_closed(lambda: act(self.table.current()))


class SetupSheet(Sheet):
    """Every slot with its hours, and the index of this year; `act` is called with a slot, None for a new one."""

    def __init__(
        self,
        parent: QWidget,
        slots: Sequence[Slot],
        rate: str,
        act: Callable[[Slot | None], None],
        set_rate: Callable[[], None],
    ) -> None:
        table = RowTable(_slot_columns(), key=lambda slot: slot.code)
        table.setMinimumSize(520, 250)
        table.set_rows(list(slots))
        table.opened.connect(lambda slot: self._go(act, slot))
        title = Question(_("Waktu makan dan indeks"), _("Enter pada satu baris mengubahnya."), _("Tutup"))
        super().__init__(parent, title, table, label(rate, "muted", wrap=True))
        self.setMinimumWidth(600)
        self.no.hide()
        self.offer(button(_("Waktu makan baru"), lambda: self._go(act, None), "quiet", "plus"))
        self.offer(button(_("Indeks tahun ini"), lambda: self._rate(set_rate), "quiet", "pencil"))

    def _rate(self, set_rate: Callable[[], None]) -> None:
        self.accept()
        set_rate()

    def _go(self, act: Callable[[Slot | None], None], slot: Slot | None) -> None:
        self.accept()
        act(slot)


class KitchenSheet(Sheet):
    """The order for the kitchen, to be read out or copied into a message."""

    def __init__(self, parent: QWidget, plan: Plan) -> None:
        self.words = label(plan.words, "heading", wrap=True)
        text = _("Tambahkan {n} orang yang diharapkan hari ini menurut surat")
        self.expected = CheckField("expected", text.format(n=counted(plan.expected.total)))
        self.expected.setVisible(bool(plan.expected.total))
        self.expected.changed.connect(lambda: self.words.setText(plan.order(bool(self.expected.value()))))
        hint = _("Jumlahnya ikut berubah setiap orang didaftar, datang, atau pergi. Tidak ada nama di dalamnya.")
        super().__init__(parent, Question(_("Pesanan untuk dapur"), hint, _("Salin")), self.words, self.expected)
        self.no.setText(_("Tutup"))
        self.when_closed(lambda: QGuiApplication.clipboard().setText(self.words.text()))


class CostSheet(Sheet):
    """Each day's persons, meals, portions and rupiah."""

    def __init__(self, parent: QWidget, days: Sequence[DayCost], rate: Rate | None) -> None:
        table = RowTable(_cost_columns(), key=lambda day: day.day)
        table.setMinimumSize(560, 320)
        table.set_rows(list(reversed(days)))
        table.set_empty(Empty(_("Belum ada yang makan"), _("Biaya muncul sesudah makan pertama dicatat."), "utensils"))
        text = rate_words(rate)
        super().__init__(parent, Question(_("Biaya permakanan, 30 hari terakhir"), text, _("Tutup")), table)
        self.no.hide()


def rate_words(rate: Rate | None) -> str:
    """The index of the year in one sentence."""
    if rate is None:
        return _("Indeks tahun ini belum diisi; biaya belum dapat dihitung.")
    text = _("Indeks {year}: Rp{rupiah} per orang per hari ({source}).")
    paid = name_of("sumber_dana", rate.fund) if rate.fund else ""
    source = ", ".join(part for part in (rate.source, paid) if part)
    return text.format(year=rate.year, rupiah=counted(rate.rupiah), source=source)


def _slot_columns() -> tuple[Column, ...]:
    return (
        Column(_("Waktu makan"), lambda slot: slot.name, 0, "strong"),
        Column(_("Jam"), lambda slot: slot.hours, 120),
        Column(_("Untuk siapa"), lambda slot: name_of("untuk_siapa", slot.whom), 180, "muted"),
        Column(_("Dipakai"), lambda slot: _("ya") if slot.active else _("tidak"), 80, "muted"),
    )


def _tally_columns() -> tuple[Column, ...]:
    def kitchen_says(pick: Callable[[Delivered], int]) -> Callable[[SlotTally], str]:
        return lambda one: counted(pick(one.kitchen)) if one.kitchen else "–"

    return (
        Column(_("Hari"), lambda one: f"{one.day:%d-%m-%Y}", 104, "strong"),
        Column(_("Waktu makan"), lambda one: one.slot.name, 124),
        Column(_("Datang"), kitchen_says(lambda said: said.delivered), 70, "number"),
        Column(_("Dibagikan"), lambda one: counted(one.handed), 92, "number"),
        Column(_("Sisa"), kitchen_says(lambda said: said.leftover), 56, "number"),
        Column(_("Rusak"), kitchen_says(lambda said: said.spoilt), 62, "number"),
        Column(_("Selisih"), lambda one: "–" if one.difference is None else signed(one.difference), 84, "number"),
        Column(_("Sebab"), lambda one: one.kitchen.reason if one.kitchen else "", 0, "muted"),
        Column("", _tally_mark, 112, "mark"),
    )


def _tally_mark(one: SlotTally) -> Mark | None:
    if one.kitchen is None:
        return Mark(_("belum"), "clock", "faint")
    if one.closes and one.difference:
        return Mark(_("dijelaskan"), "check", "good")
    return Mark(_("cocok"), "check", "good") if one.closes else Mark(_("selisih"), "triangle-alert", "warn")


def _cost_columns() -> tuple[Column, ...]:
    return (
        Column(_("Hari"), lambda day: f"{day.day:%d-%m-%Y}", 110, "strong"),
        Column(_("Orang"), lambda day: counted(day.people), 80, "number"),
        Column(_("Makan"), lambda day: counted(day.meals), 80, "number"),
        Column(_("Porsi keluar"), lambda day: counted(day.portions), 100, "number"),
        Column(_("Biaya (Rp)"), lambda day: counted(day.rupiah) if day.rupiah is not None else "–", 0, "number"),
    )


def _whom() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in choices("untuk_siapa") if one.code not in (THE_DEAD, THE_HOUSE)]
