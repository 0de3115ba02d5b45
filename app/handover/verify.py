"""Is this BAST genuine? Answered with no network and no passphrase, from the code alone, never from a PDF's text."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import select

from app.access.trust import Trust, load_trust
from app.bundle.certificates import Certificate, State
from app.handover import annex, terms
from app.handover.freezing import heads_of_paper
from app.handover.records import Handover
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_, _
from app.kernel.paths import Home
from app.printing.reading import read_codes
from app.printing.statement import PREFIX, Signed, check, differing_lines, line_digests, name_list_digest, parse, spaced
from app.reference.institutions import known_site
from app.reference.words import date_time
from app.shelter.duty import turnover
from app.store.work import Reading

GENUINE = "asli"
ALTERED = "berubah"
UNKNOWN = "tidak_dikenal"
CALLED_OFF = "dibatalkan"
ANSWERS = {
    GENUINE: N_("Asli"),
    ALTERED: N_("Berubah"),
    UNKNOWN: N_("Tidak dikenal"),
    CALLED_OFF: N_("Dibatalkan"),
}
_WORST_FIRST = (ALTERED, UNKNOWN, CALLED_OFF, GENUINE)
_MOST_LINES = 12
_PARTY_BYTES = 40
SHIFT = turnover.STATEMENT
RECONCILED = "reconciliation"
RESULT = "manifest-result"
"""Papers that are no BAST and carry the same code: a shift handed over, and who arrived and reached home."""


@dataclass(frozen=True)
class Facts:
    """What the code states; `site` and `desk` are named by the certificate that vouches for them."""

    number: str
    form: str
    site: str
    desk: str
    time: datetime
    giver: str
    receiver: str
    counts: HeadCount
    short_code: str


@dataclass(frozen=True)
class Verdict:
    """`answer` is a key of ANSWERS; `differing` are the lines of a list at hand, from 1, that are not as printed.

    `differing` needs the issuing post's own list; without it a list at hand is only said to differ as a whole.
    """

    answer: str
    sentence: str
    facts: Facts | None = None
    differing: tuple[int, ...] = ()

    @property
    def genuine(self) -> bool:
        """Whether the paper is what it claims to be, and still counts."""
        return self.answer == GENUINE


def verify_file(path: Path, home: Home, names: Sequence[str] | None = None, known: Reading | None = None) -> Verdict:
    """Judge a PDF, PNG or JPG by the codes on its pages; of several the worst answer counts."""
    texts = read_codes(path)
    if not texts:
        raise UserError(
            "verify.no_code",
            _("Tidak ada kode yang terbaca di berkas ini; keasliannya belum dapat diperiksa."),
            _("Foto kodenya dari dekat, terang dan lurus. Atau bacakan nomor kendali dan kode pendek lewat telepon."),
        )
    ours = [text for text in texts if text.startswith(PREFIX)]
    verdicts = [verify_text(text, home, names, known) for text in ours or texts[:1]]
    worst = min(verdicts, key=lambda verdict: _WORST_FIRST.index(verdict.answer))
    if len(verdicts) == 1:
        return worst
    several = _("Di berkas ini ada {n} kode yang berlainan; ini jawaban yang terburuk.").format(n=len(verdicts))
    return replace(worst, sentence=f"{worst.sentence} {several}")


def verify_text(text: str, home: Home, names: Sequence[str] | None = None, known: Reading | None = None) -> Verdict:
    """Judge the text of a code by the public keys of a home; `names` are lines as annex.written makes them.

    `known` is the open vault of a post: the one that issued the paper also knows whether it was called off.
    """
    text = text.strip("\r\n\t")
    try:
        signed = parse(text)
    except UserError as error:
        answer = ALTERED if text.startswith(PREFIX) else UNKNOWN
        return Verdict(answer, f"{_(ANSWERS[answer])}. {error.text} {error.hint}")
    trust = load_trust(home)
    cert = trust.find(signed.statement.device_id)
    if cert is None or cert.kind != "device":
        said = _("Kode ini ditandatangani oleh loket yang kuncinya tidak ada di laptop ini.")
        ask = _("Minta pos penerbit mengirim kuncinya, atau cocokkan kode pendek lewat telepon.")
        return Verdict(UNKNOWN, f"{_(ANSWERS[UNKNOWN])}. {said} {ask}")
    if signed.text != text or not _signed_by(signed, cert):
        said = _("Isi kode ini tidak lagi sama dengan yang ditandatangani loket penerbit. Jangan dipercaya.")
        return Verdict(ALTERED, f"{_(ANSWERS[ALTERED])}. {said}")
    return _judge(signed, trust, cert, _Row.of(known, signed), names)


@dataclass(frozen=True)
class _Row:
    """What the issuing post's own vault says of the number."""

    statement: str
    void_reason: str | None
    lines: tuple[str, ...]

    @classmethod
    def of(cls, known: Reading | None, signed: Signed) -> "_Row | None":
        if known is None or known.site_id != signed.statement.site_id:
            return None
        if signed.statement.form == SHIFT:
            found = turnover.find(known, signed.statement.number)
            return cls(*found, ()) if found else None
        if signed.statement.form == RESULT:
            return None  # numbered by a series of its own, and printed from the recheck as it stands
        query = select(Handover).where(Handover.site_id == known.site_id, Handover.number == signed.statement.number)
        for row in known.all(query):
            lines = tuple(annex.written(head.line or {}) for head in heads_of_paper(known, row.id))
            called_off = (row.void_reason or "") if row.state == terms.VOID else None
            return cls(row.statement or "", called_off, lines)
        return None


def _judge(signed: Signed, trust: Trust, cert: Certificate, row: _Row | None, names: Sequence[str] | None) -> Verdict:
    facts = _facts(signed, trust, cert)
    if row is not None and row.statement != signed.text:
        said = _("Pos penerbit menyimpan isi lain untuk nomor {number}.").format(number=facts.number)
        return Verdict(ALTERED, f"{_(ANSWERS[ALTERED])}. {said}", facts)
    state = trust.state(cert, facts.time)
    if row is None and state not in (State.VALID, State.EXPIRED):
        said = (
            _("Kunci {desk} {site} sudah dicabut, jadi surat ini harus ditanyakan kepada pos penerbit.")
            if state == State.REVOKED
            else _("Tidak ada yang menjamin kunci {desk} {site} di laptop ini.")
        )
        told = said.format(desk=facts.desk, site=facts.site)
        return Verdict(UNKNOWN, f"{_(ANSWERS[UNKNOWN])}. {told}", facts)
    if row is not None and row.void_reason is not None:
        said = _("Surat ini pernah sah, tetapi sudah dibatalkan: {reason}.").format(reason=row.void_reason)
        return Verdict(CALLED_OFF, f"{_(ANSWERS[CALLED_OFF])}. {said} {_told(facts)}", facts)
    if names is not None and name_list_digest(names) != signed.statement.names_digest:
        differing = tuple(differing_lines(names, line_digests(row.lines))) if row else ()
        return Verdict(ALTERED, f"{_(ANSWERS[ALTERED])}. {_list_differs(differing)} {_told(facts)}", facts, differing)
    late = state == State.EXPIRED
    note = _(" Masa berlaku kunci loketnya lewat saat surat dibuat; tanyakan kepada pos penerbit.") if late else ""
    return Verdict(GENUINE, f"{_(ANSWERS[GENUINE])}. {_told(facts)}{note}", facts)


def _signed_by(signed: Signed, cert: Certificate) -> bool:
    with suppress(ValueError):
        return signed.statement.site_id == cert.site_id and check(signed, bytes.fromhex(cert.sign_pub))
    return False


def _facts(signed: Signed, trust: Trust, cert: Certificate) -> Facts:
    said = signed.statement
    authority = trust.find(cert.issued_by)
    site = authority.name if authority and authority.kind == "site" else cert.site_code
    try:
        time = datetime.fromtimestamp(said.time, UTC)
    except (ValueError, OverflowError, OSError):  # signed with a clock gone mad
        time = datetime.fromtimestamp(0, UTC)
    parties = (_shortened(said.giver), _shortened(said.receiver))
    return Facts(said.number, said.form, site, cert.name, time, *parties, said.counts, spaced(signed.short_code))


def _shortened(party: str) -> str:
    """A party as the code holds it: cut to 40 bytes, which is shown."""
    return f"{party}…" if len(party.encode()) >= _PARTY_BYTES else party


def _told(facts: Facts) -> str:
    place = known_site(facts.number.partition("-")[0])
    when = date_time(facts.time, place.zone if place else "WIB")
    said = _(
        "BAST {number}, {when}, {site} ({desk}): dari {giver} kepada {receiver}, {total} orang ({counts}), "
        "kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
    )
    if facts.form == SHIFT:
        said = _(
            "Serah terima giliran jaga {number}, {when}, {site} ({desk}): dari {giver} kepada {receiver}, "
            "{total} orang hadir ({counts}), kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        )
    if facts.form == RECONCILED:
        said = _(
            "Berita acara rekonsiliasi {number}, {when}, {site} ({desk}): {giver}, {total} orang tiba ({counts}), "
            "kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        )
    if facts.form == RESULT:
        said = _(
            "Hasil pemeriksaan ulang manifes {number}, {when}, {site} ({desk}): {giver}, daftar dari {receiver}, "
            "{total} orang tiba ({counts}), kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        )
    named = {"number": facts.number, "site": facts.site, "desk": facts.desk, "code": facts.short_code}
    parties = {"giver": facts.giver, "receiver": facts.receiver}
    return said.format(when=when, total=facts.counts.total, counts=facts.counts, **named, **parties)


def _list_differs(lines: Iterable[int]) -> str:
    numbers = list(lines)
    if not numbers:
        return _("Kodenya asli, tetapi daftar nama ini bukan daftar yang ditandatangani.")
    first = ", ".join(map(str, numbers[:_MOST_LINES])) + (" …" if len(numbers) > _MOST_LINES else "")
    return _("Kodenya asli, tetapi daftar nama ini berbeda di baris {lines}.").format(lines=first)
