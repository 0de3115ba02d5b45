"""Who may travel: why somebody cannot be put on a departure, and what to mind if he is. Never why he needs anything."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.rules import BODIES_HERE, PRESENT

FOREIGNER = "wna"
CITIZEN = "wni"
POSTPONED = "tunda_berangkat"
TELL_STAFF = "kabari_petugas"
ACCOMPANY = "dampingi"
ON_PAPER = ("kursi_roda", "tandu", "dampingi", "ibu_bayi", "penerjemah")
"""Needs that travel companions must know of; the others stay at the post."""
NEAR_DOOR = ("kursi_roda", "tandu")
MOST_NAMED = 4


@dataclass(frozen=True)
class Traveller:
    """What decides whether a head may be put on a departure; `listed`, `aboard`: titles of other departures."""

    name: str
    account: str = PRESENT
    account_name: str = ""
    nationality: str | None = CITIZEN
    body: bool = False
    suspense: int = 0
    needs: tuple[str, ...] = ()
    listed: str = ""
    aboard: str = ""


def obstacle(head: Traveller) -> str:
    """Why this head may not be put on a departure, in words; empty when it may."""
    if head.body or head.account in BODIES_HERE:
        return _("jenazah; diberangkatkan dengan surat jenazah")
    if head.aboard:
        return _("sudah naik di {title}").format(title=head.aboard)
    if head.account != PRESENT:
        where = head.account_name[:1].lower() + head.account_name[1:]
        return _("tidak hadir di sini: {account}").format(account=where or head.account)
    if head.suspense:
        return _("ada dua catatan perpindahan yang belum diselesaikan")
    if head.nationality == FOREIGNER:
        return _("warga negara asing; diserahkan ke Imigrasi")
    if head.listed:
        return _("sudah ada di {title}").format(title=head.listed)
    if POSTPONED in head.needs:
        return _("ditunda berangkat; tanyakan petugas kesehatan")
    return ""


def refuse(heads: Iterable[Traveller]) -> None:
    """UserError that names everybody who may not be put on a departure."""
    said = [f"{head.name}: {why}" for head in heads if (why := obstacle(head))]
    if said:
        raise UserError(
            "departure.not_allowed",
            _("{n} orang tidak dapat diberangkatkan: {who}.").format(n=len(said), who=some_of(said, "; ")),
            _("Tidak ada yang diubah. Keluarkan dari pilihan, atau selesaikan dulu sebabnya."),
        )


def parted(company: Mapping[str, str], going: Collection[str], able: Collection[str]) -> dict[str, list[str]]:
    """Those who go → those of their company who could and are left behind; `company` as registration.together gives."""
    behind: dict[str, list[str]] = {}
    for stay, key in company.items():
        if stay not in going and stay in able:
            behind.setdefault(key, []).append(stay)
    return {stay: behind[company[stay]] for stay in going if company.get(stay) in behind}


def check_parting(names: Sequence[str], reason: str) -> None:
    """Refuse to part people who belong together without a reason."""
    if names and not reason.strip():
        raise UserError(
            "departure.parted",
            _("{who} tidak berangkat bersama keluarganya; belum ada yang diubah.").format(who=some_of(names)),
            _("Sertakan keluarganya, atau tulis mengapa dipisahkan."),
        )


def some_of(names: Sequence[str], between: str = ", ") -> str:
    """The first few of a list, and how many more there are."""
    shown = between.join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return shown + (_(" dan {n} lainnya").format(n=more) if more > 0 else "")
