"""What rooms, floors and the rules about them are called, in the words of the house."""

from app.kernel.i18n import N_, _, ngettext
from app.reference.enumerations import name_of
from app.registration.rules import OUTSIDE
from app.shelter.rules import allocation, rooms

_WHY = {
    rooms.CLOSED: N_("kamar ini ditutup"),
    rooms.CHILD: N_("anak tidak boleh sekamar dengan orang dewasa yang bukan keluarganya"),
    rooms.FULL: N_("tempat tidur tidak cukup"),
    rooms.SEXES: N_("lelaki dan perempuan yang bukan sekeluarga sekamar"),
    rooms.SHARED: N_("kamar keluarga ini sudah dipakai keluarga lain"),
    rooms.USE: N_("tidak sesuai dengan guna kamar"),
    rooms.PRIVATE: N_("ada yang perlu kamar sendiri"),
    rooms.LEVEL: N_("perlu lantai bawah"),
    rooms.STAFF: N_("perlu kamar dekat petugas"),
    rooms.APART: N_("keluarganya sudah di kamar lain yang tidak cukup atau tidak sesuai"),
    rooms.UNKNOWN: N_("jenis kelamin belum diketahui"),
    allocation.TOO_MANY: N_("satu keluarga lebih besar daripada setiap kamar yang sesuai"),
    allocation.NO_ROOM: N_("tidak ada kamar dengan guna yang sesuai"),
}
_TROUBLE = {
    rooms.CHILD: N_("Anak bersama orang dewasa bukan keluarganya"),
    rooms.FULL: N_("Lebih dari tempat tidurnya"),
    rooms.SEXES: N_("Lelaki dan perempuan bukan sekeluarga"),
    rooms.SHARED: N_("Lebih dari satu keluarga"),
    rooms.USE: N_("Tidak sesuai guna kamar"),
    rooms.PRIVATE: N_("Ada yang perlu kamar sendiri"),
    rooms.LEVEL: N_("Ada yang perlu lantai bawah"),
    rooms.STAFF: N_("Ada yang perlu dekat petugas"),
    rooms.UNKNOWN: N_("Ada yang belum diketahui L/P"),
    rooms.CLOSED: N_("Ditutup, tetapi masih ada orangnya"),
    rooms.TWO_IN_BED: N_("Dua orang di satu tempat tidur"),
}


def why(code: str) -> str:
    """Why people do not fit in a room, as the end of a sentence."""
    return _(_WHY[code])


def trouble(code: str) -> str:
    """What is wrong in a room as it stands."""
    return _(_TROUBLE[code])


def not_here(account: str) -> str:
    """Why somebody who is not present is given nothing."""
    if account == OUTSIDE:
        return _("Catatan kedatangannya dibatalkan; perlu diperbaiki.")
    return _("Tidak ada di sini lagi: {where}.").format(where=name_of("akun_orang", account).lower())


def floor_name(building: str, level: int) -> str:
    """“Lantai 2”, with its building where there are several."""
    said = _("Lantai {n}").format(n=level)
    return f"{building} · {said}" if building else said


def places(number: int) -> str:
    """“6 tempat”."""
    return ngettext("{n} tempat", "{n} tempat", number).format(n=number)


def reasons(codes: tuple[str, ...] | list[str]) -> str:
    """Several reasons in one sentence."""
    return "; ".join(why(code) for code in codes)
