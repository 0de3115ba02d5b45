"""Decisions about handovers that a field officer could check: who may stand on a list, and what may follow what."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.handover import terms
from app.handover.terms import KINDS, Kind
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_, _, ngettext

OUTSIDE = "luar"
PRESENT = "hadir"
BODY = "jenazah"
DIED = "meninggal"
WNI = "wni"
WNA = "wna"
MOST_NAMED = 5
SHORTEST_REASON = 5

LIVE = (terms.PRINTED, terms.PRINT_FAILED)
"""Papers that wait for their signature: their heads may stand on no other."""
HANDED = (terms.SIGNED, terms.RECEIVED, terms.RECEIVED_IN_PART, terms.RECEIVED_WITH_REMARKS)
"""Papers that passed custody of the heads their receiver took."""
ANSWERED = (terms.RECEIVED, terms.RECEIVED_IN_PART, terms.RECEIVED_WITH_REMARKS)
"""Papers whose receiver has answered that he took people over."""
_MAY: Mapping[str, tuple[str, ...]] = {
    "change": (terms.DRAFT,),
    "issue": (terms.DRAFT,),
    "discard": (terms.DRAFT,),
    "reprint": (*LIVE, *HANDED, terms.SIGNATURE_REFUSED, terms.VOID),
    "print_failed": (terms.PRINTED,),
    "sign": LIVE,
    "receive": (terms.SIGNED,),
    "correct": (*LIVE, *HANDED, terms.SIGNATURE_REFUSED),
    "attach": (*HANDED, terms.SIGNATURE_REFUSED),
    "amend": HANDED,
    "void": (*LIVE, *HANDED, terms.SIGNATURE_REFUSED),
    "reissue": (terms.VOID,),
    "office_number": (*LIVE, *HANDED, terms.SIGNATURE_REFUSED, terms.VOID),
}
_REFUSALS = {
    "change": N_("Surat yang sudah dicetak tidak dapat diubah."),
    "issue": N_("Surat ini sudah punya nomor; nomor tidak diberikan dua kali."),
    "discard": N_("Surat yang sudah bernomor tidak dapat dihapus."),
    "reprint": N_("Draf belum bernomor; belum dapat dicetak sebagai surat."),
    "print_failed": N_("Hanya surat yang baru dicetak yang dapat ditandai gagal cetak."),
    "sign": N_("Surat ini belum dicetak, atau tanda tangannya sudah dicatat."),
    "receive": N_("Tanda terima hanya dicatat untuk surat yang sudah ditandatangani."),
    "correct": N_("Jawaban penerima hanya dibetulkan untuk surat yang sudah dicetak dan belum batal."),
    "attach": N_("Pindaian dilampirkan sesudah tanda tangannya dicatat."),
    "amend": N_("Adendum dibuat untuk surat yang sudah ditandatangani dan belum batal."),
    "void": N_("Surat ini masih draf atau sudah batal."),
    "reissue": N_("Surat pengganti hanya dibuat dari surat yang sudah dibatalkan."),
    "office_number": N_("Nomor surat dicatat sesudah surat dicetak."),
}
_HINTS = {
    "change": N_("Batalkan surat ini lalu buat penggantinya; nomor lama tetap tercatat."),
    "discard": N_("Batalkan dengan alasan; nomornya tetap tercatat."),
    "sign": N_("Cetak dulu suratnya, atau buka rinciannya."),
}


@dataclass(frozen=True)
class Candidate:
    """What decides whether a head may stand on a list; `held_by` is another paper it stands on."""

    name: str
    account: str
    nationality: str = WNI
    head_class: str | None = None
    suspense: int = 0
    held_by: str | None = None


def check_state(action: str, state: str) -> None:
    """Refuse an action the state of the paper does not allow."""
    if state not in _MAY[action]:
        raise UserError(f"bast.{action}", _(_REFUSALS[action]), _(_HINTS[action]) if action in _HINTS else "")


def actions(state: str) -> frozenset[str]:
    """What the state of a paper allows: change, issue, discard, reprint, print_failed, sign, receive, void …"""
    return frozenset(action for action, states in _MAY.items() if state in states)


def kind_of(code: str) -> Kind:
    """The kind of receiver, or UserError."""
    if code not in KINDS:
        raise UserError("bast.kind", _("Pilih pihak penerima dari daftar."))
    return KINDS[code]


def sources_of(kind: Kind) -> tuple[str, ...]:
    """The accounts heads come from: bodies that arrived and people who died here have their own."""
    return (BODY, DIED) if kind.takes == "body" else (PRESENT,)


def obstacle(kind: Kind, head: Candidate) -> str:
    """Why this head may not stand on a list for this receiver, in words; empty when it may."""
    wanted = sources_of(kind)
    if head.account not in wanted:
        if head.account in (BODY, DIED):
            return _("jenazah; diserahkan kepada ahli waris")
        return _("tidak tercatat sebagai jenazah di sini") if BODY in wanted else _("tidak hadir di sini")
    if head.suspense:
        return _("ada dua catatan perpindahan yang belum diselesaikan")
    if head.held_by:
        return _("sudah ada di {paper}").format(paper=head.held_by)
    if kind.takes == "wni" and head.nationality == WNA:
        return _("warga negara asing; diserahkan ke Imigrasi")
    if kind.takes == "foreign" and head.nationality == WNI:
        return _("tercatat WNI; tidak diserahkan ke Imigrasi")
    return ""


def check_list(kind: Kind, heads: Sequence[Candidate], unknown_reason: str = "") -> None:
    """Refuse a list that must not be printed, naming the people it is about."""
    if not heads:
        raise UserError("bast.empty", _("Daftar nama masih kosong; tidak ada yang dicetak."), _("Pilih orangnya dulu."))
    refusals = [(head.name, why) for head in heads if (why := obstacle(kind, head))]
    if refusals:
        said = [f"{name}: {why}" for name, why in refusals]
        raise UserError(
            "bast.not_allowed",
            ngettext(
                "{n} orang tidak dapat diserahkan dengan surat ini: {who}.",
                "{n} orang tidak dapat diserahkan dengan surat ini: {who}.",
                len(refusals),
            ).format(n=len(refusals), who=some_of(said, "; ")),
            _("Keluarkan dari daftar atau selesaikan sebabnya. Nomor belum terpakai."),
        )
    unknown = [head.name for head in heads if head.head_class is None]
    if unknown and not unknown_reason.strip():
        raise UserError(
            "bast.unknown_sex",
            _("Jenis kelamin atau kelompok umur {n} orang belum diketahui: {who}.").format(
                n=len(unknown), who=some_of(unknown)
            ),
            _("Lengkapi datanya, atau tulis alasannya; alasan itu tercetak sebagai catatan."),
        )


def families(kin: Mapping[str, str]) -> dict[str, str]:
    """Stay → the family he is of, from stay → his family's key or his mother's stay; a child is of its mother's."""
    return {stay: (kin.get(key) or key) if key in kin else key or stay for stay, key in kin.items()}


def parted(kin: Mapping[str, str], chosen: Collection[str], apart: Collection[str] = ()) -> dict[str, list[str]]:
    """Chosen stay → those of his family here who are left behind; who is `apart` already was asked about before."""
    family = families(kin)
    behind: dict[str, list[str]] = {}
    for stay, key in family.items():
        if stay not in chosen and stay not in apart:
            behind.setdefault(key, []).append(stay)
    return {stay: behind[key] for stay, key in family.items() if stay in chosen and key in behind}


def check_parting(names: Sequence[str], reason: str) -> None:
    """Refuse to part families without a reason."""
    if names and not reason.strip():
        raise UserError(
            "bast.parted",
            _("Keluarga {who} tidak berangkat bersama; surat belum dicetak.").format(who=some_of(names)),
            _("Pilih seluruh keluarganya, atau tulis mengapa dipisahkan di langkah 1."),
        )


def check_counts(counts: Iterable[HeadCount], listed: int) -> HeadCount:
    """The whole count; refused when LD+PD+AL+AP (and unknown) is not the length of the list."""
    whole = sum(counts, HeadCount())
    if whole.total != listed:
        raise UserError(
            "bast.counts",
            _("LD+PD+AL+AP berjumlah {total}, daftar nama {listed} orang; surat tidak dicetak.").format(
                total=whole.total, listed=listed
            ),
            _("Periksa apakah ada orang yang tercatat dua kali."),
        )
    return whole


def check_outcomes(outcomes: Mapping[str, str], stays: Iterable[str]) -> None:
    """Refuse an outcome that is not of the list, or for somebody who is not on the paper."""
    if set(outcomes.values()) - set(terms.OUTCOMES):
        raise UserError("bast.outcome", _("Pilih diterima, ditolak, atau tidak hadir untuk setiap orang."))
    if set(outcomes) - set(stays):
        raise UserError("bast.not_listed", _("Ada orang yang tidak tercantum di surat ini; tidak ada yang dicatat."))


def check_refusals(signing: terms.Signing) -> None:
    """Refuse that somebody was turned away and nobody says why."""
    turned_away = [stay for stay, outcome in signing.outcomes.items() if outcome == terms.TURNED_AWAY]
    if not signing.refusal.strip() and any(not signing.notes.get(stay, "").strip() for stay in turned_away):
        raise UserError(
            "bast.refusal",
            _("Ada orang yang ditolak tanpa alasan; belum ada yang dicatat."),
            _("Tulis alasan penolakannya, dan saksinya bila ada."),
        )


def state_after(outcomes: Iterable[str], remarks: str = "") -> str:
    """The state of a paper whose receiver answered for every head."""
    answers = set(outcomes)
    if terms.TAKEN not in answers:
        return terms.SIGNATURE_REFUSED
    if answers != {terms.TAKEN}:
        return terms.RECEIVED_IN_PART
    return terms.RECEIVED_WITH_REMARKS if remarks.strip() else terms.RECEIVED


def some_of(said: Sequence[str], joint: str = ", ") -> str:
    """The first few of a list in words, and how many more there are."""
    first, more = joint.join(said[:MOST_NAMED]), len(said) - MOST_NAMED
    return _("{said}, dan {n} orang lagi").format(said=first, n=more) if more > 0 else first
