"""Beside the counter: which slot is served, how many have eaten, what the kitchen has ready, and who else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.shelter.meals_planning import Plan, SlotPlan
from app.shelter.rules.meals import Slot
from app.widgets.buttons import button
from app.widgets.fields import ChoiceField
from app.widgets.figures import BigNumber, Meter
from app.widgets.labels import counted, label
from app.widgets.layouts import FlowLayout, column, holder
from app.widgets.tables import Column, Empty, RowTable


class MealSide(QWidget):
    """Chooses the slot; everything else it only tells."""

    slot_chosen = Signal(str)
    wanted = Signal(str)
    """An action of the table."""

    def __init__(self, may_setup: bool) -> None:
        super().__init__()
        self.slot = ChoiceField("slot", _("Waktu makan"), ())
        self.slot.changed.connect(self._changed)
        self._code = ""
        self.left, self.meter = BigNumber(_("Belum makan")), Meter()
        self.slots = RowTable(_columns(), key=lambda one: one.slot.code)
        self.slots.setAccessibleName(_("Porsi setiap waktu makan"))
        self.slots.set_empty(Empty(_("Belum ada waktu makan"), "", "utensils"))
        self.slots.opened.connect(lambda one: self.slot.set_value(one.slot.code))
        self.kitchen, self.menus = label("", "muted", wrap=True), label("", "muted", wrap=True)
        self.day = label("", "strong", wrap=True)
        verbs = [
            button(_("Layar penuh"), lambda: self.wanted.emit("meals.large"), "quiet", "eye"),
            button(_("Pesanan dapur"), lambda: self.wanted.emit("meals.kitchen"), "quiet", "copy"),
            button(_("Porsi dapur"), lambda: self.wanted.emit("meals.tally"), "quiet", "list-checks"),
            button(_("Catat susulan"), lambda: self.wanted.emit("meals.late"), "quiet", "clock"),
            button(_("Batalkan makan orang ini"), lambda: self.wanted.emit("meals.undo"), "quiet", "undo-2"),
            button(_("Menu orang ini"), lambda: self.wanted.emit("meals.menu"), "quiet", "pencil"),
            button(_("Biaya permakanan"), lambda: self.wanted.emit("meals.costs"), "quiet", "chart-column"),
        ]
        if may_setup:
            verbs.append(
                button(_("Atur waktu dan indeks"), lambda: self.wanted.emit("meals.setup"), "quiet", "settings")
            )
        flow = FlowLayout(gap=2)
        for verb in verbs:
            flow.addWidget(verb)
        parts = (self.day, self.slot, self.left, self.meter, self.slots, self.kitchen, self.menus, holder(flow))
        body = column(*parts, gap=10)
        body.setStretch(4, 1)
        self.setLayout(body)
        self._plan: Plan | None = None

    def offer(self, slots: Sequence[Slot], now: Slot | None) -> None:
        """The slots in use; the one of this hour is chosen while nobody chose."""
        chosen = self.slot.value()
        self.slot.set_options([(slot.code, f"{slot.name} ({slot.hours})") for slot in slots if slot.active])
        if chosen is None and now is not None:
            self.slot.set_value(now.code)

    def _changed(self) -> None:
        """Another slot; the list being filled anew is no choice."""
        code = str(self.slot.value() or "")
        if code and code != self._code:
            self._code = code
            self.slot_chosen.emit(code)

    def show_plan(self, plan: Plan, warning: str) -> None:
        """How the day stands."""
        self._plan = plan
        self.day.setText(warning)
        self.day.setVisible(bool(warning))
        self.slots.set_rows(plan.slots)
        coming = _("termasuk {n} dari dermaga yang belum didaftar").format(n=counted(plan.coming.total))
        out = _("tanpa {n} yang keluar dan belum kembali").format(n=counted(plan.out))
        due = _("belum termasuk {n} yang diharapkan hari ini: {ships}")
        hoped = due.format(n=counted(plan.expected.total), ships=", ".join(plan.ships))
        known = ((coming, plan.coming.total), (out, plan.out), (hoped, plan.expected.total))
        notes = "; ".join(part for part, said in known if said)
        text = _("Untuk {n} orang").format(n=counted(plan.people)) + (f" ({notes})" if notes else "")
        self.kitchen.setText(text)
        menus = ", ".join(f"{menu} {counted(number)}" for menu, number in plan.menus)
        self.menus.setText(_("Menu khusus: {menus}").format(menus=menus) if menus else "")
        self.menus.setVisible(bool(menus))
        self.show_slot()

    def show_slot(self) -> None:
        """The figures of the slot that is served."""
        one = self.current()
        if one is None:
            self.left.show_number(None)
            return
        self.left.show_number(one.left, _("{n} sudah makan").format(n=counted(one.served)), "" if one.left else "good")
        self.meter.show_progress(one.slot.name, one.served, max(one.planned, one.served))

    def current(self) -> SlotPlan | None:
        """The plan of the chosen slot."""
        code = self.slot.value()
        return next((one for one in self._plan.slots if one.slot.code == code), None) if self._plan else None


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Waktu"), lambda one: one.slot.name, 0, "strong"),
        Column(_("Porsi"), lambda one: counted(one.planned), 70, "number"),
        Column(_("Sudah"), lambda one: counted(one.served), 56, "number"),
        Column(_("Sisa"), lambda one: counted(one.left), 52, "number"),
    )
