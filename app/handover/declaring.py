"""Who may stand on a surat pernyataan, and who may sign it: decided before a number is taken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.handover import requirements, rules, terms
from app.handover.rules import Candidate
from app.handover.terms import Party
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.enumerations import codes
from app.registration.roll import Entry

HIMSELF = "diri sendiri"


@dataclass(frozen=True)
class Declaration:
    """A statement before it is printed; `declarant_stay` is the head who signs himself, empty for somebody else.

    `variant` is of the enumeration `surat_pernyataan`, `paper` A4 or F4.
    """

    variant: str
    declarant: Party
    officer: Party
    stay_ids: tuple[str, ...]
    declarant_stay: str = ""
    place: str = ""
    day: date | None = None
    transport: str = ""
    reason: str = ""
    witnesses: tuple[Party, ...] = ()
    known_by: Party | None = None
    paper: str = "A4"


def check(given: Declaration, people: Sequence[Entry], heads: Sequence[Candidate]) -> None:
    """Refuse a statement that must not be printed, naming whom it is about; `heads` are the people as candidates."""
    if given.variant not in codes("surat_pernyataan") or given.paper not in ("A4", "F4"):
        raise UserError("statement.kind", _("Pilih jenis surat pernyataan dan kertasnya dari daftar."))
    if not heads:
        raise UserError("statement.empty", _("Belum ada orang yang dipilih; surat belum dicetak."))
    _refuse_unfit(given.variant, heads)
    if not (given.declarant.name.strip() and given.officer.name.strip()):
        raise UserError("statement.signer", _("Nama yang menyatakan dan petugas pos belum lengkap; belum dicetak."))
    _check_signer(given, people)
    if given.variant in terms.OWN_WAY:
        _check_escorted(people)
    if given.variant == terms.GUARANTEE:
        requirements.check_kin(given.declarant)
        requirements.check_children(people, given.declarant)


def late(variant: str, accounts: Collection[str]) -> bool:
    """Whether a statement is made good for people who have left already, all of them the way it says."""
    return bool(accounts) and set(accounts) == {terms.OWN_WAY.get(variant)}


def signed_as(given: Declaration, people: Sequence[Entry]) -> Party:
    """The declarant as the paper names him: a head on the list by his own name."""
    own = next((entry for entry in people if entry.head.stay_id == given.declarant_stay), None)
    party = given.declarant
    if own is None:
        return party
    return Party(own.name, nik=party.nik, relation=party.relation or HIMSELF, address=party.address, phone=party.phone)


def _refuse_unfit(variant: str, heads: Sequence[Candidate]) -> None:
    kind = rules.kind_of(requirements.FAMILY)
    told = [(head.name, rules.obstacle(kind, head)) for head in heads]
    if late(variant, [head.account for head in heads]):
        told = [(head.name, _waiting(head)) for head in heads]
    elif variant not in terms.LEAVING:
        told = [(head.name, _("tidak hadir di sini")) for head in heads if head.account != rules.PRESENT]
    refused = [f"{name}: {why}" for name, why in told if why]
    if refused:
        raise UserError(
            "statement.not_allowed",
            _("{n} orang tidak dapat dicantumkan di surat ini: {who}.").format(
                n=len(refused), who=rules.some_of(refused, "; ")
            ),
            _("Keluarkan dari daftar atau selesaikan sebabnya. Nomor belum terpakai."),
        )


def _waiting(head: Candidate) -> str:
    """Why a statement cannot be made good for somebody who left; empty when it can."""
    if head.suspense:
        return _("ada dua catatan perpindahan yang belum diselesaikan")
    return _("sudah ada di {paper}").format(paper=head.held_by) if head.held_by else ""


def _check_signer(given: Declaration, people: Sequence[Entry]) -> None:
    own = next((entry for entry in people if entry.head.stay_id == given.declarant_stay), None)
    if own is not None and own.child:
        raise UserError(
            "statement.child",
            _("{name} masih anak; pernyataannya ditandatangani walinya.").format(name=own.name),
            _("Pilih orang dewasa keluarganya, atau tulis nama wali sebagai yang menyatakan."),
        )
    if given.variant in terms.OWN_WAY and own is None:
        raise UserError(
            "statement.self",
            _("Pulang mandiri atau menetap dinyatakan oleh orangnya sendiri; surat belum dicetak."),
            _("Pilih siapa di antara mereka yang menyatakan. Kalau dijemput, pakai penjemputan keluarga."),
        )
    if own is None and not given.declarant.relation.strip():
        raise UserError(
            "statement.relation",
            _("Hubungan {name} dengan orang di surat ini belum ditulis; surat belum dicetak.").format(
                name=given.declarant.name
            ),
            _("Tulis misalnya ayah, suami, atau wali."),
        )


def _check_escorted(people: Sequence[Entry]) -> None:
    """A child goes home only with a grown person of its family who is on the same paper."""
    grown = {entry.head.stay_id for entry in people if not entry.child}
    families = {entry.family for entry in people if entry.family and not entry.child}
    lone = [
        entry.name
        for entry in people
        if entry.child and entry.mother_stay_id not in grown and entry.family not in families
    ]
    if lone:
        raise UserError(
            "statement.lone_child",
            _("Anak tidak pulang sendiri: {who}. Surat belum dicetak.").format(who=rules.some_of(lone)),
            _("Tambahkan orang dewasa keluarganya, atau serahkan kepada wali atau lembaga dengan berita acara."),
        )
