"""The check at the gangway: what is said when somebody wants to go aboard."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.i18n import _
from app.registration.rules import BODIES_HERE, PRESENT, RETURNABLE, UNSIGNED_EXITS

ABOARD, ALREADY, EXTRA, AGAIN, REFUSED = "aboard", "already", "extra", "again", "refused"
ON_THE_WAY = ("diberangkatkan", "pindah_keluar")
"""Accounts of people handed over with a paper who may still have to go aboard."""


@dataclass(frozen=True)
class Comer:
    """Somebody at the gangway; `aboard` and `listed` are the titles of other departures he is on."""

    name: str
    account: str
    account_name: str
    listed_here: bool = False
    aboard_here: bool = False
    aboard: str = ""
    listed: str = ""
    foreigner: bool = False
    postponed: bool = False


@dataclass(frozen=True)
class Said:
    """`kind` is ABOARD, ALREADY, EXTRA, AGAIN (both ask for a reason) or REFUSED; one sentence, and what to do.

    AGAIN: he is here and counts as gone with another departure; with a reason he counts here, and there no more.
    """

    kind: str
    text: str
    hint: str = ""


def judge(comer: Comer) -> Said:
    """What to say; only ABOARD counts him, EXTRA and AGAIN once a reason is given."""
    refused = _refusal(comer)
    if refused is not None:
        return refused
    if comer.aboard:
        text = _("{name} sudah naik di {title}.").format(name=comer.name, title=comer.aboard)
        return Said(
            AGAIN, text, _("Kalau orangnya turun dan naik di sini, tulis alasannya; di sana tidak lagi dihitung.")
        )
    if comer.aboard_here:
        return Said(ALREADY, _("{name}: sudah tercatat naik.").format(name=comer.name), _("Tidak dihitung dua kali."))
    if comer.listed_here:
        return Said(ABOARD, _("{name}: naik.").format(name=comer.name))
    if comer.listed:
        text = _("{name} tidak ada di daftar ini; namanya di {title}.").format(name=comer.name, title=comer.listed)
        return Said(EXTRA, text, _("Kalau memang naik di sini, tulis alasannya."))
    text = _("{name} tidak ada di daftar ini.").format(name=comer.name)
    return Said(EXTRA, text, _("Kalau memang naik, tulis alasannya; namanya masuk manifes yang dibetulkan."))


def left(account: str) -> bool:
    """Whether somebody counted aboard cannot be there: he died, or left without a paper."""
    return account in BODIES_HERE or account in UNSIGNED_EXITS


def stands(boarded: datetime, account: str, since: datetime) -> bool:
    """Whether somebody counted aboard then still is, when he was moved to `account` at `since`."""
    return not left(account) and (account != PRESENT or boarded >= since)


def _refusal(comer: Comer) -> Said | None:
    name, where = comer.name, comer.account_name[:1].lower() + comer.account_name[1:]
    if comer.account in BODIES_HERE:
        return Said(REFUSED, _("{name} tercatat meninggal.").format(name=name), _("Periksa siapa pemegang kartunya."))
    if comer.aboard and comer.account in ON_THE_WAY:
        text = _("{name} sudah naik di {title}: {where}.").format(name=name, title=comer.aboard, where=where)
        hint = _("Periksa siapa pemegang kartunya. Kalau orangnya memang di sini, urungkan dulu di sana.")
        return Said(REFUSED, text, hint)
    if comer.account in ON_THE_WAY and comer.listed_here:
        return None
    if comer.account != PRESENT:
        text = _("{name} tidak di sini lagi: {where}.").format(name=name, where=where)
        if comer.account in RETURNABLE:
            return Said(REFUSED, text, _("Periksa kartunya. Kalau orangnya kembali, catat dulu di layar Orang."))
        return Said(REFUSED, text, _("Periksa kartunya. Kalau orangnya memang di sini, betulkan dulu BAST-nya."))
    if comer.foreigner:
        text = _("{name} tercatat warga negara asing.").format(name=name)
        return Said(REFUSED, text, _("WNA diserahkan ke Imigrasi; antar ke petugas."))
    if comer.postponed and not comer.aboard_here:
        text = _("{name} ditunda berangkat.").format(name=name)
        return Said(REFUSED, text, _("Tanyakan petugas kesehatan."))
    return None
