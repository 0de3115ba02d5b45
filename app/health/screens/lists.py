"""The lists of the screen Kesehatan: who is to be screened, isolations, letters, what the consulate wrote, who read."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.health.care import Isolated
from app.health.page import findings_words
from app.health.referrals import Referred
from app.health.remarks import Said
from app.health.screening import Queue, Waiting
from app.health.screens.words import day, moment, verdict_mark
from app.health.trail import Noted
from app.kernel.i18n import _, ngettext
from app.reference.enumerations import name_of
from app.registration.counts import HeadLine
from app.registration.rules import DIED, PRESENT
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.table_model import Mark
from app.widgets.tables import Column, Empty, FilteredTable, RowTable


class ListPane(QWidget):
    """A filtered table with a line of summary; `opened` carries the head of the row that was opened."""

    opened = Signal(object)

    def __init__(self, columns: Sequence[Column], key: Any, prompt: str, empty: Empty) -> None:
        super().__init__()
        self.table = RowTable(columns, key)
        self.table.set_empty(empty)
        self.list = FilteredTable(self.table, search_text, prompt)
        self.summary = label("", "muted", wrap=True)
        self.setLayout(column(self.summary, self.list, gap=8))
        self.table.opened.connect(self._open)

    def show_rows(self, rows: Sequence[Any], summary: str) -> None:
        """Show other rows."""
        self.list.set_rows(rows)
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))

    def _open(self, line: Any) -> None:
        head = getattr(line, "head", None)
        if head is not None:
            self.opened.emit(head)


def search_text(line: Any) -> str:
    """What a line is found by: name, card, number."""
    head: HeadLine | None = getattr(line, "head", None)
    parts = [head.display, head.card_number or ""] if head else []
    told = [str(getattr(line, name, "")) for name in ("number", "name", "officer", "to_name")]
    return " ".join([*parts, *told, *getattr(line, "who", ())])


class QueuePane(ListPane):
    """Everybody here, those still to be looked at first; a card typed whole is that card and no other."""

    def __init__(self) -> None:
        columns = (
            Column(_("Kartu"), lambda line: line.head.card_number or "", 84, "key"),
            Column(_("Nama"), lambda line: line.head.display, 0, "strong"),
            Column(_("Hasil"), _result_mark, 165, "mark"),
        )
        empty = Empty(_("Belum ada orang di sini"), _("Daftar terisi begitu kartu dibagikan."), "users")
        super().__init__(columns, lambda line: line.head.stay_id, _("Kartu atau nama, lalu Enter"), empty)
        self._lines: Sequence[Waiting] = ()

    def show_queue(self, queue: Queue) -> None:
        """Show the queue of now."""
        self._lines = queue.lines
        said = ngettext("{n} orang belum diskrining", "{n} orang belum diskrining", queue.open).format(n=queue.open)
        done = _("{n} sudah").format(n=len(queue.lines) - queue.open)
        self.show_rows(queue.lines, f"{said} · {done}")

    def _open(self, line: Any) -> None:
        typed = self.list.line.text().strip().casefold().lstrip("0")
        exact = [each for each in self._lines if typed and _card(each) == typed]
        self.opened.emit(exact[0].head if exact and not self.table.hasFocus() else line.head)


def _result_mark(line: Waiting) -> Mark:
    if line.head.account == DIED:
        return Mark(name_of("akun_orang", DIED), "circle-alert", "")
    return verdict_mark(line.screened.verdict if line.screened else None)


def _card(line: Waiting) -> str:
    return (line.head.card_number or "").casefold().lstrip("0")


def isolation_pane() -> ListPane:
    """Who is kept apart."""
    columns = (
        Column(_("Nama"), lambda one: one.head.display, 0, "strong"),
        Column(_("Kartu"), lambda one: one.head.card_number or "", 84, "key", spare=True),
        Column(_("Sejak"), lambda one: day(one.began), 100, "muted"),
        Column(_("Hari ke-"), lambda one: one.days, 76, "number"),
        Column(_("Temuan"), lambda one: findings_words(one.findings), 220),
        Column(_("Tempat"), lambda one: one.place, 210, "muted", spare=True),
    )
    empty = Empty(_("Tidak ada yang diisolasi"), "", "shield")
    return ListPane(columns, lambda one: one.id, _("Cari nama atau kartu"), empty)


def isolation_summary(rows: Sequence[Isolated]) -> str:
    """How many are kept apart."""
    return ngettext("{n} orang diisolasi", "{n} orang diisolasi", len(rows)).format(n=len(rows))


def referral_pane() -> ListPane:
    """Letters, those that wait first."""
    columns = (
        Column(_("Nomor"), lambda one: one.number, 150, "key"),
        Column(_("Nama"), lambda one: one.head.display, 0, "strong"),
        Column(
            _("Tujuan"), lambda one: one.to_name or name_of("lembaga_rujukan", one.to_kind), 240, "text", spare=True
        ),
        Column(_("Tanggal"), lambda one: day(one.day), 100, "muted", spare=True),
        Column(_("Balasan"), _answer_mark, 220, "mark"),
    )
    empty = Empty(_("Belum ada rujukan"), _("Rujukan dibuat dari halaman kesehatan orangnya (F4)."), "file-text")
    return ListPane(columns, lambda one: one.id, _("Cari nomor, nama, atau tujuan"), empty)


def _answer_mark(one: Referred) -> Mark:
    if one.answer:
        return Mark(one.answer, "check", "good")
    waits = ngettext("menunggu {n} hari", "menunggu {n} hari", one.days_open).format(n=one.days_open)
    return Mark(waits if one.days_open else _("menunggu balasan"), "clock", "warn")


def referral_summary(rows: Sequence[Referred]) -> str:
    """How many letters wait."""
    waiting = sum(not one.answer for one in rows)
    return _("{open} menunggu balasan dari {all} rujukan").format(open=waiting, all=len(rows)) if rows else ""


def remark_pane() -> ListPane:
    """What the consulate's lists said."""
    columns = (
        Column(_("Nama"), lambda one: one.head.display if one.head else one.name, 0, "strong"),
        Column(_("Kartu"), lambda one: (one.head.card_number or "") if one.head else "", 84, "key"),
        Column(_("Keterangan surat"), lambda one: one.text, 320),
        Column(_("Orangnya"), _bound_mark, 170, "mark", spare=True),
    )
    empty = Empty(
        _("Tidak ada keterangan kesehatan dari surat"),
        _("Kolom kesehatan di daftar Perwakilan RI disegel saat diimpor dan dibuka di sini."),
        "inbox",
    )
    return ListPane(columns, lambda one: one.id, _("Cari nama atau isi"), empty)


def _bound_mark(one: Said) -> Mark:
    if one.head is None:
        return Mark(_("belum dicocokkan"), "clock", "faint")
    here = one.head.account == PRESENT
    return Mark(name_of("akun_orang", one.head.account).lower(), "circle-check", "good" if here else "")


def trail_pane(zone: str) -> ListPane:
    """Who looked at what."""
    columns = (
        Column(_("Waktu"), lambda one: moment(one.at, zone), 165, "muted"),
        Column(_("Petugas"), lambda one: one.officer, 210, "strong"),
        Column(_("Layar"), lambda one: one.screen, 210),
        Column(_("Data siapa"), _whose, 0),
        Column(_("Loket"), lambda one: one.desk, 64, "key", spare=True),
    )
    empty = Empty(_("Belum ada yang membaca"), "", "eye")
    return ListPane(columns, lambda one: (one.at, one.officer, one.screen), _("Cari petugas atau nama"), empty)


def _whose(one: Noted) -> str:
    shown = ", ".join(one.who[:4])
    rest = len(one.who) - 4 + one.more if len(one.who) > 4 else one.more
    if not shown:
        return ngettext("{n} orang", "{n} orang", rest).format(n=rest)
    more = _("dan {n} lainnya").format(n=rest) if rest else ""
    return " ".join(part for part in (shown, more) if part)
