"""Is this paper genuine? Answered with no network and no passphrase, from the code alone, never from a PDF's text."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app.access.trust import Trust, load_trust
from app.bundle.certificates import Certificate, State
from app.handover.signed import OTHER, PAPERS, Kept, Papers
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_, _
from app.kernel.paths import Home
from app.printing.reading import read_codes
from app.printing.statement import PREFIX, Signed, check, differing_lines, line_digests, name_list_digest, parse, spaced
from app.reference.institutions import known_site
from app.reference.spoken import moment_words
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
    reason: str = ""
    """Why, without the facts, where the answer is about them."""

    @property
    def genuine(self) -> bool:
        """Whether the paper is what it claims to be, and still counts."""
        return self.answer == GENUINE


@dataclass(frozen=True)
class Against:
    """What a code is judged with besides the keys of a home.

    `names` are lines at hand as annex.written makes them. `known` is the open vault of a post: the one that issued the
    paper also knows whether it was called off. `papers` are the forms it may be.
    """

    names: Sequence[str] | None = None
    known: Reading | None = None
    papers: Papers = field(default_factory=lambda: PAPERS)


ALONE = Against()


def verify_file(path: Path, home: Home, against: Against = ALONE) -> Verdict:
    """Judge a PDF, PNG or JPG by the codes on its pages; of several the worst answer counts."""
    texts = read_codes(path)
    if not texts:
        raise UserError(
            "verify.no_code",
            _("Tidak ada kode yang terbaca di berkas ini; keasliannya belum dapat diperiksa."),
            _("Foto kodenya dari dekat, terang dan lurus. Atau bacakan nomor kendali dan kode pendek lewat telepon."),
        )
    ours = [text for text in texts if text.startswith(PREFIX)]
    verdicts = [verify_text(text, home, against) for text in ours or texts[:1]]
    worst = min(verdicts, key=lambda verdict: _WORST_FIRST.index(verdict.answer))
    if len(verdicts) == 1:
        return worst
    several = _("Di berkas ini ada {n} kode yang berlainan; ini jawaban yang terburuk.").format(n=len(verdicts))
    return replace(worst, sentence=f"{worst.sentence} {several}")


def verify_text(text: str, home: Home, against: Against = ALONE) -> Verdict:
    """Judge the text of a code by the public keys of a home."""
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
    return _judge(signed, trust, cert, against)


def _kept(signed: Signed, against: Against) -> Kept | None:
    """What the issuing post's own vault says of the number."""
    known, paper = against.known, against.papers.get(signed.statement.form)
    if known is None or known.site_id != signed.statement.site_id or paper is None or paper.find is None:
        return None
    return paper.find(known, signed.statement.number)


def _judge(signed: Signed, trust: Trust, cert: Certificate, against: Against) -> Verdict:
    facts, row, names = _facts(signed, trust, cert), _kept(signed, against), against.names
    told = _told(facts, against.papers)
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
        asked = said.format(desk=facts.desk, site=facts.site)
        return Verdict(UNKNOWN, f"{_(ANSWERS[UNKNOWN])}. {asked}", facts)
    if row is not None and row.called_off is not None:
        said = _("Surat ini pernah sah, tetapi sudah dibatalkan: {reason}.").format(reason=row.called_off)
        return Verdict(CALLED_OFF, f"{_(ANSWERS[CALLED_OFF])}. {said} {told}", facts, reason=said)
    if names is not None and name_list_digest(names) != signed.statement.names_digest:
        differing = tuple(differing_lines(names, line_digests(row.lines))) if row and row.lines else ()
        said = _list_differs(differing)
        return Verdict(ALTERED, f"{_(ANSWERS[ALTERED])}. {said} {told}", facts, differing, said)
    late = state == State.EXPIRED
    note = _(" Masa berlaku kunci loketnya lewat saat surat dibuat; tanyakan kepada pos penerbit.") if late else ""
    dropped = " ".join(_dropped(row)) if row else ""
    said = " ".join(part for part in (f"{_(ANSWERS[GENUINE])}. {told}{note}", dropped) if part)
    return Verdict(GENUINE, said, facts, reason=dropped)


def _dropped(row: Kept) -> Iterator[str]:
    """The lines of a genuine paper that count no more."""
    for number, why in row.dropped[:_MOST_LINES]:
        yield _("Baris {line} tidak berlaku lagi: {why}.").format(line=number, why=why.rstrip("."))
    if len(row.dropped) > _MOST_LINES:
        yield _("Ada {n} baris lain yang tidak berlaku lagi.").format(n=len(row.dropped) - _MOST_LINES)


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


def _told(facts: Facts, papers: Papers) -> str:
    place = known_site(facts.number.partition("-")[0])
    when = moment_words(facts.time, place.zone if place else "WIB")
    named = {"number": facts.number, "site": facts.site, "desk": facts.desk, "code": facts.short_code}
    parties = {"giver": facts.giver, "receiver": facts.receiver}
    said = _(papers.get(facts.form, OTHER).told)
    return said.format(when=when, total=facts.counts.total, counts=facts.counts, **named, **parties)


def _list_differs(lines: Iterable[int]) -> str:
    numbers = list(lines)
    if not numbers:
        return _("Kodenya asli, tetapi daftar nama ini bukan daftar yang ditandatangani.")
    first = ", ".join(map(str, numbers[:_MOST_LINES])) + (" …" if len(numbers) > _MOST_LINES else "")
    return _("Kodenya asli, tetapi daftar nama ini berbeda di baris {lines}.").format(lines=first)
