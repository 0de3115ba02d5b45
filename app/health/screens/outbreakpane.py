"""Wabah: the cases of one finding by day, ship and room, and the people who came close to them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.health.outbreak import Contact, Outbreak
from app.kernel.i18n import _, ngettext
from app.reference.enumerations import name_of
from app.registration.counts import HeadLine
from app.widgets.chart import Bar, BarChart
from app.widgets.fields import ChoiceField
from app.widgets.labels import label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.table_model import Mark
from app.widgets.tables import Column, Empty, RowTable


class OutbreakPane(QWidget):
    """`asked` carries the finding looked at, `opened` a head."""

    asked = Signal(str)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.finding = ChoiceField("finding", "", ())
        self.finding.box.setAccessibleName(_("Temuan yang dilihat"))
        self.finding.setFixedWidth(280)
        self.finding.changed.connect(lambda: self.asked.emit(str(self.finding.value() or "")))
        self._summary = label("", "muted", wrap=True)
        self.charts = {name: BarChart(title) for name, title in _titles()}
        self.contacts = RowTable(_columns(), lambda one: one.head.stay_id)
        self.contacts.set_empty(
            Empty(
                _("Tidak ada kontak"),
                _("Kontak adalah yang pernah sekamar, pada hari yang sama, atau sekapal dengan kasus."),
                "users",
            )
        )
        self.contacts.opened.connect(lambda one: self.opened.emit(one.head))
        self._near = label("", "eyebrow")
        panels = [panel(column(label(title, "eyebrow"), self.charts[name], gap=8)) for name, title in _titles()]
        left = scrolled(holder(column(*panels, 1, gap=12, margins=(0, 0, 6, 0))))
        right = column(self._near, self.contacts, gap=8)
        body = row(left, right, gap=16)
        body.setStretch(0, 4)
        body.setStretch(1, 7)
        head = row(self.finding, self._summary, gap=12)
        head.setStretch(1, 1)
        whole = column(head, body, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_seen(self, counts: Mapping[str, int]) -> None:
        """The findings there are, the most frequent first; the one looked at stays."""
        offered = [(code, f"{name_of('penyakit', code)} ({count})") for code, count in counts.items()]
        before = self.finding.value()
        self.finding.blockSignals(True)
        self.finding.set_options(offered)
        if before is None and offered:
            self.finding.set_value(offered[0][0])
        self.finding.blockSignals(False)
        if not offered:
            self._summary.setText(_("Belum ada temuan selama enam minggu ini."))
        self.asked.emit(str(self.finding.value() or ""))

    def show_outbreak(self, found: Outbreak) -> None:
        """One finding."""
        cases = ngettext("{n} kasus", "{n} kasus", len(found.cases)).format(n=len(found.cases))
        near = ngettext("{n} kontak", "{n} kontak", len(found.contacts)).format(n=len(found.contacts))
        gone = sum(one.gone for one in found.contacts)
        left = _("{n} tidak di rumah ini lagi").format(n=gone) if gone else ""
        self._summary.setText(" · ".join(part for part in (cases, near, left) if part))
        days = {f"{day:%d-%m-%Y}": count for day, count in found.by_day.items()}
        counts = {"day": days, "ship": found.by_ship, "room": found.by_room}
        for name, chart in self.charts.items():
            chart.show_bars(_bars(counts[name]))
        self._near.setText(_("Kontak: sekamar lebih dulu"))
        self.contacts.set_rows(found.contacts)


def _bars(counts: Mapping[str, int]) -> Sequence[Bar]:
    return [Bar(name, name or _("belum ada"), count, "bad") for name, count in counts.items()]


def _titles() -> list[tuple[str, str]]:
    return [("day", _("Kasus per hari pertama terlihat")), ("ship", _("Per kapal")), ("room", _("Per kamar"))]


def _columns() -> Sequence[Column]:
    return (
        Column(_("Nama"), lambda one: _name(one.head), 0, "strong"),
        Column(_("Kartu"), lambda one: one.head.card_number or "", 84, "key"),
        Column(_("Kontak"), lambda one: _shared(bool(one.rooms)), 120, "mark"),
        Column(_("Kamar"), lambda one: ", ".join(one.rooms), 80, "muted"),
        Column(_("Kini"), _now, 130, "muted", spare=True),
    )


def _name(head: HeadLine) -> str:
    return head.display


def _now(one: Contact) -> str:
    return name_of("akun_orang", one.head.account) if one.gone else ""


def _shared(room: bool) -> Mark:
    return Mark(_("sekamar"), "bed-double", "bad") if room else Mark(_("sekapal"), "ship", "warn")
