"""When a leg goes and arrives: what cannot be, and what would be later than planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel.errors import UserError
from app.kernel.i18n import _

FARTHEST = timedelta(days=366)
AIR = "udara"


@dataclass(frozen=True)
class Stretch:
    """A leg as the clock sees it: when it goes, and when it arrives if that is known."""

    departs: datetime
    arrives: datetime | None = None

    @property
    def end(self) -> datetime:
        """The last moment that is known of it."""
        return self.arrives or self.departs


def check_plan(leg: Stretch, now: datetime, before: Stretch | None = None, after: Stretch | None = None) -> None:
    """Refuse a plan that cannot be: in the past, arriving before it leaves, or before the leg before it is over."""
    if leg.departs < now:
        raise UserError(
            "leg.past",
            _("Jam berangkat itu sudah lewat; belum disimpan."),
            _("Tulis rencana yang masih di depan. Kalau sudah jalan, catat jam sebenarnya sesudah perjalanannya ada."),
        )
    check_order(leg, before, after)
    if leg.end > now + FARTHEST:
        raise UserError("leg.far", _("Tanggal itu lebih dari setahun lagi; belum disimpan."), _("Periksa tahunnya."))


def check_order(leg: Stretch, before: Stretch | None, after: Stretch | None) -> None:
    """Refuse an arrival before the departure, and legs that overlap."""
    if leg.arrives is not None and leg.arrives <= leg.departs:
        raise UserError(
            "leg.arrival", _("Jam tiba harus sesudah jam berangkat; belum disimpan."), _("Periksa tanggal dan jamnya.")
        )
    if before is not None and leg.departs < before.end:
        raise UserError(
            "leg.before", _("Perjalanan ini mulai sebelum yang mendahuluinya selesai; belum disimpan."), _periksa()
        )
    if after is not None and leg.end > after.departs:
        raise UserError(
            "leg.after", _("Perjalanan ini selesai sesudah perjalanan berikutnya mulai; belum disimpan."), _periksa()
        )


def check_actual(left: datetime | None, arrived: datetime | None, now: datetime) -> None:
    """Refuse what cannot have happened: in the future, or an arrival without or before its departure."""
    if any(at is not None and at > now for at in (left, arrived)):
        raise UserError("leg.future", _("Jam itu belum terjadi; belum dicatat."), _("Periksa tanggal dan jam laptop."))
    if arrived is not None and (left is None or arrived <= left):
        raise UserError("leg.arrived", _("Jam tiba harus sesudah jam berangkat; belum dicatat."), _periksa())


def misses(before: Stretch, after: Stretch) -> bool:
    """Whether a leg is over only after the next one went."""
    return before.end > after.departs


def air_warning(mode: str) -> str:
    """What R22 Ps. 11 says of flying; empty for every other mode. It never stops anybody."""
    if mode != AIR:
        return ""
    return _("Permensos 22/2013 Ps. 11: pesawat hanya untuk yang sakit berat atau meninggal. Tulis alasannya.")


def _periksa() -> str:
    return _("Periksa urutan dan jam setiap perjalanan.")
