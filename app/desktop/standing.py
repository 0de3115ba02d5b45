"""What the frame always tells, read in the background: what nobody has acknowledged, the backup, the clock, notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.access.backup import last_backup
from app.access.days import DayState, day_state
from app.access.office import Office
from app.access.recovery import RecoveryStatus, recovery_status
from app.desktop.frame_lines import Status
from app.desktop.notice import Notice
from app.kernel.clock import local
from app.kernel.i18n import _, ngettext
from app.manifest.letters import batches
from app.store.have import needs
from app.store.journal import first_after, last_write
from app.store.work import Reading
from app.sync.outstanding import outstanding
from app.sync.parts import count_after
from app.widgets.labels import day_words

DOUBTFUL = timedelta(minutes=10)
"""A clock that is behind the last entry by less than this has only drifted."""


@dataclass(frozen=True)
class Standing:
    """The status line, the lines that stay in sight, and how many ships are open."""

    status: Status
    notices: tuple[Notice, ...]
    open_ships: int


def standing(office: Office) -> Standing:
    """How the desk stands now."""
    now = office.clock.now()
    with office.read() as r:
        day, behind, ships = day_state(r, now), clock_behind(r, now), len(batches(r, only_open=True))
    recovery = recovery_status(office)
    waiting, oldest = unacknowledged(office)
    status = Status(
        waiting=waiting,
        waiting_days=(now - oldest).days if oldest else 0,
        backup_hours=backup_hours(office),
        clock=_clock_words(behind, day),
    )
    notices = (*_clock_notices(status), *_day_notices(day), *_recovery_notices(recovery, office.site.zone))
    return Standing(status, notices, ships)


def unacknowledged(office: Office) -> tuple[int, datetime | None]:
    """Entries the centre has not acknowledged, and when the oldest was written; without a centre all of them."""
    centre = outstanding(office).centre
    if centre is not None:
        return centre.entries, centre.oldest
    with office.read() as r:
        streams = needs(r.connection, ())
        oldest = min((first_after(r.connection, stream, after) for stream, after in streams.items()), default=None)
        return count_after(r.connection, streams), oldest


def backup_hours(office: Office) -> int | None:
    """Whole hours since the newest verified copy; None when there is none."""
    last = last_backup(office)
    return max(0, int((office.clock.now() - last).total_seconds() // 3600)) if last else None


def clock_behind(r: Reading, now: datetime) -> timedelta:
    """How far the clock is behind the newest entry here; zero while it is not."""
    last = last_write(r.connection)
    if not last:
        return timedelta()
    written = datetime.fromtimestamp((int(last[:16], 16) >> 16) / 1000, UTC)
    return max(timedelta(), written - now)


def _clock_words(behind: timedelta, day: DayState) -> str:
    if behind >= timedelta(days=1):
        text = ngettext("jam laptop mundur {n} hari", "jam laptop mundur {n} hari", behind.days)
        return text.format(n=behind.days)
    if behind > DOUBTFUL:
        minutes = round(behind.total_seconds() // 60)
        return ngettext("jam laptop mundur {n} menit", "jam laptop mundur {n} menit", minutes).format(n=minutes)
    return _("jam laptop menunjuk hari yang sudah lewat") if day.backwards else ""


def _clock_notices(status: Status) -> Iterator[Notice]:
    if status.clock:
        text = _("{what}. Urutan catatan tetap benar; perbaiki tanggal dan jam laptop.")
        said = status.clock[:1].upper() + status.clock[1:]
        yield Notice(text.format(what=said), _("Lihat hari operasional"), "settings", "day", "bad")


def _day_notices(day: DayState) -> Iterator[Notice]:
    if day.due and not day.backwards:
        text = _("Hari operasional {day} belum dibuka; yang dicatat sekarang masuk hari sebelumnya.")
        if day.current is None:
            text = _("Hari operasional {day} belum dibuka.")
        yield Notice(text.format(day=day_words(day.clock_day)), _("Buka hari"), "settings", "day")


def _recovery_notices(recovery: RecoveryStatus, zone: str) -> Iterator[Notice]:
    if recovery.step == "checked":
        return
    due = f"{local(recovery.due_at, zone):%d-%m %H.%M}"
    text = {
        "overdue": _("Lembar pemulihan belum diperiksa dan batas waktunya sudah lewat."),
        "deferred": _("Pemeriksaan lembar pemulihan ditunda sampai {due}.").format(due=due),
    }.get(recovery.step, _("Lembar pemulihan belum diperiksa; batasnya {due}.").format(due=due))
    tone = "bad" if recovery.step == "overdue" else "warn"
    yield Notice(text, _("Periksa lembar"), "settings", "recovery", tone)
