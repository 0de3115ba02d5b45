"""What a BAST needs besides its list, by kind of receiver: witnesses, letters of proxy, guardians, reasons, evidence.

Where the field may have a good cause, a reason does instead; it is printed as a remark.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from app.handover import rules
from app.handover.terms import DraftBast, Party
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.matching.names import normalise
from app.reference.enumerations import choices
from app.reference.tables import table
from app.registration.guardians import GuardianEntry
from app.registration.roll import Entry

WITNESS, INSTITUTION, EVIDENCE = "witness", "institution", "evidence"
REASONS = {
    WITNESS: ("keluarga", "desa"),
    INSTITUTION: ("kementerian", "lembaga"),
    EVIDENCE: ("imigrasi",),
}
"""A reason that may be given, and the kinds of receivers it belongs to."""
FAMILY, HEIRS = "keluarga", "ahli_waris"
FINAL = (FAMILY, "desa")
"""Receivers after whom no office answers for somebody any more."""
OFFICES = ("pos_lain", "provinsi", "kabkota", "kementerian", "lembaga")
"""Receivers that are offices: one may take a child that came alone, and is named for it (field-facts B10)."""
HOME = "lembaga"
_PRINTED = {
    WITNESS: "Tidak disaksikan pejabat pemerintah daerah atau desa/kelurahan: {reason}.",
    INSTITUTION: "Diserahkan kepada kementerian/lembaga, bukan kepada keluarga: {reason}.",
    EVIDENCE: "Dasar temuan yang belum tercatat per orang: {reason}.",
}
_ASKED = {
    WITNESS: (
        N_("Serah terima kepada keluarga disaksikan pemerintah daerah atau desa; saksinya belum ada."),
        N_("Tulis saksi dengan jabatan atau instansinya (misalnya Lurah), atau alasan mengapa tidak ada."),
    ),
    INSTITUTION: (
        N_("Mengapa diserahkan kepada kementerian atau lembaga, dan bukan kepada keluarganya, belum ditulis."),
        N_("Tulis alasannya di langkah 2, misalnya keluarga tidak ditemukan."),
    ),
}


def check(draft: DraftBast, people: Sequence[Entry]) -> None:
    """Refuse a paper that lacks what its kind of receiver asks for."""
    if draft.kind == FAMILY:
        check_kin(draft.receiver)
    if draft.kind in FINAL:
        check_children(people, draft.receiver if draft.kind == FAMILY else None)
    elif draft.kind in OFFICES and not draft.receiver.institution.strip():
        _refuse_alone_without_office(people)
    for reason in _asked(draft, people):
        if reason == EVIDENCE:
            _refuse_bare(unproven(people))
        text, hint = _ASKED[reason]
        raise UserError(f"bast.{reason}", _(text), _(hint))


def check_kin(receiver: Party) -> None:
    """Refuse a relative who does not say how he is related, or a proxy without his letter."""
    if not receiver.relation.strip():
        raise UserError(
            "bast.relation",
            _("Hubungan penerima dengan orang yang diserahkan belum ditulis; surat belum dicetak."),
            _("Tulis misalnya ayah, istri, atau kuasa keluarga."),
        )
    if "kuasa" in receiver.relation.casefold().split() and not receiver.authority.strip():
        raise UserError(
            "bast.proxy",
            _("Penerima adalah kuasa keluarga, tetapi surat kuasanya belum ditulis; surat belum dicetak."),
            _("Tulis nomor dan tanggal surat kuasanya, dan lampirkan salinannya."),
        )


def check_children(people: Sequence[Entry], receiver: Party | None) -> None:
    """Refuse to give a child that came alone to anybody but its guardian; without a receiver it needs one at all."""
    alone = [entry.name for entry in people if entry.alone]
    if alone:
        raise UserError(
            "bast.child_alone",
            _("Anak tanpa pendamping belum punya wali atau lembaga tercatat: {who}. Surat belum dicetak.").format(
                who=rules.some_of(alone)
            ),
            _("Catat walinya di halaman anak itu, atau serahkan kepada Dinas Sosial atau lembaga."),
        )
    for entry in people:
        if receiver is not None and entry.guardian is not None and not _is(entry.guardian, receiver):
            raise UserError(
                "bast.guardian",
                _("Wali {child} tercatat {guardian}, bukan {receiver}; surat belum dicetak.").format(
                    child=entry.name, guardian=entry.guardian.name, receiver=receiver.name or receiver.institution
                ),
                _("Serahkan anak itu kepada walinya, atau betulkan wali di halaman anaknya."),
            )


def _refuse_alone_without_office(people: Sequence[Entry]) -> None:
    alone = [entry.name for entry in people if entry.alone]
    if alone:
        raise UserError(
            "bast.child_office",
            _("Anak tanpa pendamping diterima oleh kantor atau lembaga, bukan oleh orang saja: {who}.").format(
                who=rules.some_of(alone)
            ),
            _("Tulis instansi penerimanya di langkah 2, atau catat wali di halaman anaknya."),
        )


def unproven(people: Sequence[Entry]) -> list[str]:
    """Those thought to be foreigners of whom no ground is recorded."""
    return [entry.name for entry in people if not entry.evidence]


def remarks(draft: DraftBast, people: Sequence[Entry]) -> list[str]:
    """What the paper says of reasons given instead, and of death papers that are not there yet."""
    given = [(reason, draft.reasons.get(reason, "").strip()) for reason in _wanted(draft, people)]
    told = [_PRINTED[reason].format(reason=text.rstrip(".")) for reason, text in given if text]
    missing = [one.indonesian for one in choices("surat_jenazah") if not _number(draft, one.code)]
    if draft.kind == HEIRS and missing:
        told.append(f"Surat jenazah yang belum ada saat serah terima: {'; '.join(missing)}.")
    return told


def documents(draft: DraftBast) -> list[str]:
    """The death papers that go with a body, with their numbers."""
    held = [(one.indonesian, _number(draft, one.code)) for one in choices("surat_jenazah")]
    return [f"{name} nomor {number}" for name, number in held if number] if draft.kind == HEIRS else []


def witnessed(parties: Iterable[Party | None]) -> bool:
    """Whether one of these speaks for local or village government."""
    said = " ".join(
        f"{one.position} {one.institution} {one.superior}" for one in parties if one is not None and (one.name)
    )
    return _government().search(said) is not None


def _asked(draft: DraftBast, people: Sequence[Entry]) -> Iterator[str]:
    return (reason for reason in _wanted(draft, people) if not draft.reasons.get(reason, "").strip())


def _wanted(draft: DraftBast, people: Sequence[Entry]) -> Iterator[str]:
    """The reasons this paper needs."""
    parties = [*draft.witnesses, draft.known_by, *([_as_witness(draft.receiver)] if draft.kind != FAMILY else [])]
    if draft.kind in REASONS[WITNESS] and not witnessed(parties):
        yield WITNESS
    if draft.kind in REASONS[INSTITUTION]:
        yield INSTITUTION
    if draft.kind in REASONS[EVIDENCE] and unproven(people):
        yield EVIDENCE


def _as_witness(receiver: Party) -> Party:
    """A village that receives is its own government, also where nobody is named yet."""
    return Party(receiver.name or receiver.institution, position=receiver.position, institution=receiver.institution)


def _refuse_bare(names: Sequence[str]) -> None:
    raise UserError(
        "bast.evidence",
        _("Dasar temuan bukan WNI belum dicatat: {who}. Surat belum dicetak.").format(who=rules.some_of(names)),
        _("Catat dasarnya di halaman orangnya, atau tulis alasannya di langkah 2."),
    )


def _number(draft: DraftBast, code: str) -> str:
    return " ".join(draft.death_papers.get(code, "").split())


def _is(guardian: GuardianEntry, receiver: Party) -> bool:
    names = {normalise(one) for one in (receiver.name, receiver.institution) if one}
    return guardian.kind != HOME and normalise(guardian.name) in names


@cache
def _government() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("handover")["local_government"]))
    return re.compile(rf"\b(?:{words}|wali kota)\b", re.IGNORECASE)
