"""The two lines that frame every screen: where one is and who one is above; what is safe and what is not below."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from app.kernel.i18n import _, ngettext
from app.widgets.buttons import button, icon_button
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label, retone
from app.widgets.layouts import row, rule


@dataclass(frozen=True)
class Desk:
    """Who works where; `sample` marks the training site."""

    site: str
    zone: str
    user: str
    role: str
    roles: frozenset[str]
    sample: bool = False


@dataclass(frozen=True)
class Status:
    """What the status line tells: entries without a central receipt and their age, the backup, the clock."""

    waiting: int = 0
    waiting_days: int = 0
    backup_hours: int | None = None
    clock: str = ""
    """What is wrong with the laptop's clock, in words; "" when it is right."""


class TopBar(QWidget):
    """Site, search, user and lock."""

    search = Signal()
    lock = Signal()

    def __init__(self, desk: Desk, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(48)
        self._site = label(f"{desk.site} ({desk.zone})", "muted")
        self._search = button(_("Cari nama, NIK, SPLP, pindai …   Ctrl+K"), self.search.emit, "search", "search")
        self._search.setMinimumWidth(180)
        self._search.setMaximumWidth(400)
        self.user = button(f"{desk.user} · {desk.role}", kind="quiet", glyph="user-round")
        self.user.setMenu(menu)
        self._lock = icon_button("lock", _("Kunci layar (Ctrl+L)"), self.lock.emit)
        name = label("Pulang", "heading")
        bar = row(name, self._site, 1, self._search, 1, self.user, self._lock, gap=12, margins=(20, 0, 12, 0))
        bar.setStretch(3, 6)
        self.setLayout(bar)
        self._desk = desk

    def be_narrow(self, narrow: bool) -> None:
        """Leave out what the screen has no room for."""
        self._site.setVisible(not narrow)
        self.user.setText(self._desk.user if narrow else f"{self._desk.user} · {self._desk.role}")


class StatusLine(QWidget):
    """What has no receipt yet, the last backup, the clock: always in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self.setAccessibleName(_("Keadaan"))
        self._sent, self._backup, self._clock = label(), label(), label()
        self._signs = [Glyph("circle-check", "good", 14) for _each in range(3)]
        parts: list[QWidget] = []
        for sign, text in zip(self._signs, (self._sent, self._backup, self._clock), strict=True):
            parts += [sign, text, _gap()]
        self.setLayout(row(*parts[:-1], 1, gap=7, margins=(20, 0, 16, 0)))

    def show_status(self, status: Status) -> None:
        """Show the three facts in words; what needs attention has a sign and a tone besides."""
        for place, (text, tone) in enumerate((_sent(status), _backup(status), _clock(status))):
            shown = (self._sent, self._backup, self._clock)[place]
            retone(shown, text, tone)
            self._signs[place].show_icon("triangle-alert" if tone else "circle-check", tone or "good")
        self.setAccessibleDescription("; ".join(part.text() for part in (self._sent, self._backup, self._clock)))


class SampleStrip(QFrame):
    """Says on every screen that this is the training site."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sample")
        words = label(_("LATIHAN – data contoh, bukan orang sungguhan"), "strong", "warn")
        self.setLayout(row(1, words, 1, margins=(8, 3, 8, 3)))


def _gap() -> QFrame:
    line = rule(upright=True)
    line.setFixedHeight(14)
    return line


def _sent(status: Status) -> tuple[str, str]:
    if not status.waiting:
        return _("semua catatan sudah ada tanda terima pusat"), ""
    if not status.waiting_days:
        today = ngettext(
            "belum ada tanda terima pusat: {n} catatan, hari ini",
            "belum ada tanda terima pusat: {n} catatan, hari ini",
            status.waiting,
        )
        return today.format(n=counted(status.waiting)), ""
    entries = ngettext("{n} catatan", "{n} catatan", status.waiting).format(n=counted(status.waiting))
    days = ngettext("{n} hari", "{n} hari", status.waiting_days).format(n=status.waiting_days)
    text = _("belum ada tanda terima pusat: {entries}, {days}").format(entries=entries, days=days)
    return text, "warn" if status.waiting_days > 1 else ""


def _backup(status: Status) -> tuple[str, str]:
    if status.backup_hours is None:
        return _("belum ada cadangan"), "warn"
    if status.backup_hours < 1:
        return _("cadangan baru saja"), ""
    if status.backup_hours < 48:
        return _("cadangan {n} jam lalu").format(n=status.backup_hours), "warn" if status.backup_hours > 24 else ""
    return _("cadangan {n} hari lalu").format(n=status.backup_hours // 24), "warn"


def _clock(status: Status) -> tuple[str, str]:
    return (status.clock, "bad") if status.clock else (_("jam laptop sesuai"), "")
