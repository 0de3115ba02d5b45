"""The words of handovers: states of a paper, kinds of receivers, parties, what is filled in before printing."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.kernel.i18n import N_

DRAFT = "draf"
PRINTED = "dicetak"
PRINT_FAILED = "gagal_cetak"
SIGNED = "ditandatangani"
RECEIVED = "diterima_penuh"
RECEIVED_IN_PART = "diterima_sebagian"
RECEIVED_WITH_REMARKS = "diterima_dengan_catatan"
SIGNATURE_REFUSED = "tanda_tangan_ditolak"
VOID = "batal"

STATES = {
    DRAFT: N_("draf"),
    PRINTED: N_("dicetak"),
    PRINT_FAILED: N_("gagal cetak"),
    SIGNED: N_("ditandatangani"),
    RECEIVED: N_("diterima penuh"),
    RECEIVED_IN_PART: N_("diterima sebagian"),
    RECEIVED_WITH_REMARKS: N_("diterima dengan catatan"),
    SIGNATURE_REFUSED: N_("tanda tangan ditolak"),
    VOID: N_("batal"),
}

TAKEN = "diterima"
TURNED_AWAY = "ditolak"
NOT_THERE = "tidak_hadir"
OUTCOMES = (TAKEN, TURNED_AWAY, NOT_THERE)
"""What a receiver may answer for a head."""
WITHDRAWN = "dicabut"
"""The line of somebody who is counted with another paper: no receiver answers for it any more."""


SELF_RETURN = "pulang_mandiri"
GUARANTEE = "jaminan_keluarga"
REFUSAL = "tolak_rehabilitasi"
STAYS = "menetap_lokal"
LEAVING = (SELF_RETURN, STAYS, GUARANTEE)
"""Kinds of surat pernyataan (enumeration `surat_pernyataan`) whose people leave; a refusal is paper only."""
OWN_WAY = {SELF_RETURN: "pulang_mandiri", STAYS: "menetap_lokal"}
"""Kinds by which somebody leaves of his own will → the account he leaves to (`akun_orang`)."""


@dataclass(frozen=True)
class Kind:
    """A kind of receiver (enumeration `penerima`): the form's variant, and the account heads go to (`akun_orang`).

    `takes` is who may stand on the list: wni, foreign or body. Without an account the heads stay present.
    """

    code: str
    form_variant: str
    account: str | None
    takes: str = "wni"


_KINDS = (
    Kind("penampungan", "shelter", None),
    Kind("pos_lain", "shelter", "pindah_keluar"),
    Kind("provinsi", "province", "diberangkatkan"),
    Kind("kabkota", "regency", "diberangkatkan"),
    Kind("desa", "village", "diserahkan_keluarga"),
    Kind("keluarga", "family", "diserahkan_keluarga"),
    Kind("kementerian", "institution", "dirujuk"),
    Kind("lembaga", "institution", "dirujuk"),
    Kind("imigrasi", "immigration", "diserahkan_imigrasi", "foreign"),
    Kind("ahli_waris", "heirs", "jenazah_diserahkan", "body"),
)
KINDS = {kind.code: kind for kind in _KINDS}
"""`penampungan` is this post's own shelter: custody is signed over, the heads stay in the post's count."""


@dataclass(frozen=True)
class Party:
    """Somebody a paper names; `acting` is empty, a.n., u.b., Plt. or Plh., `superior`, `via` the offices signed for."""

    name: str = ""
    nip: str = ""
    rank: str = ""
    position: str = ""
    acting: str = ""
    superior: str = ""
    via: str = ""
    institution: str = ""
    address: str = ""
    phone: str = ""
    authority: str = ""
    nik: str = ""
    relation: str = ""


@dataclass(frozen=True)
class DraftBast:
    """A BAST before it is printed. `kind` is a code of KINDS, `paper` A4 or F4, `sets` how many are signed.

    `unknown_reason` says why somebody's sex is still unknown, `parting_reason` why a family is not handed over
    together; without them such a list is not printed. `reasons` are those of requirements.REASONS, `death_papers` the
    numbers of the papers that go with a body (code of the enumeration `surat_jenazah` → number).
    """

    kind: str
    receiver: Party
    giver: Party
    stay_ids: tuple[str, ...]
    place: str = ""
    day: date | None = None
    time: str = ""
    witnesses: tuple[Party, ...] = ()
    known_by: Party | None = None
    basis: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    paper: str = "A4"
    sets: int = 2
    unknown_reason: str = ""
    parting_reason: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    death_papers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Signing:
    """What was signed, or came back: an outcome per stay (those not named: diterima), and remarks of the receiver.

    `refusal` is why people or the signature were refused, `witnesses` who saw it.
    """

    outcomes: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    remarks: str = ""
    refusal: str = ""
    witnesses: str = ""


@dataclass(frozen=True)
class PaperBast:
    """A BAST written by hand on a pre-numbered paper: who wrote it, when it says it was signed, and its scan."""

    paper_number: str
    declared_at: datetime
    writer: str
    draft: DraftBast
    signing: Signing = Signing()
    scan: bytes | None = None
