"""What a handover bundle tells the receiving office: the papers and the people on them, no entries, no secrets."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from app.access.office import site_of
from app.access.trust import Trust
from app.bundle.shapes import shaped
from app.handover import annex, rules, terms
from app.handover.freezing import heads_of_paper
from app.handover.papers import counted
from app.handover.records import Handover, HandoverHead
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing import statement
from app.registration.carrying import Carried, carried
from app.store.work import Reading

FORMAT = "pulang-handover-1"
SENDABLE = (*rules.LIVE, *rules.HANDED, terms.SIGNATURE_REFUSED, terms.VOID)
MOST_CHAIN = 50


@dataclass(frozen=True)
class Place:
    """A site as bundles name it."""

    id: str
    code: str
    name: str


@dataclass(frozen=True)
class Somebody:
    """One line of a paper: as it was printed, and what travels with the person behind it."""

    line: dict[str, str]
    facts: Carried


@dataclass(frozen=True)
class PaperTold:
    """One paper as the sender froze it; `replaces` are the papers it stands in for, the nearest first."""

    id: str
    number: str
    office_number: str
    variant: str
    state: str
    day: str
    giver: dict[str, str]
    receiver: dict[str, str]
    counts: dict[str, int]
    names_digest: str
    statement: str
    short_code: str
    signed_at: str
    called_off: str
    replaces: tuple[str, ...]
    people: tuple[Somebody, ...]

    @property
    def total(self) -> int:
        """How many people its list names."""
        return len(self.people)


@dataclass(frozen=True)
class Extract:
    """Everything one bundle tells; `sender` and `to` are the two sites."""

    format: str
    sender: Place
    to: Place
    papers: tuple[PaperTold, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @property
    def photos(self) -> tuple[str, ...]:
        """The blobs that go along."""
        found = (one.facts.photo for paper in self.papers for one in paper.people)
        return tuple(dict.fromkeys(photo for photo in found if photo))


def extract(r: Reading, handover_ids: Sequence[str], to: Place, photos: bool = False) -> Extract:
    """The extract of these papers; UserError for a draft, or a list that is no longer what was printed."""
    site = site_of(r)
    papers = tuple(_told(r, r.need(Handover, paper_id), photos) for paper_id in dict.fromkeys(handover_ids))
    return Extract(FORMAT, Place(site.id, site.code, site.name), to, papers)


def extract_of(content: object) -> Extract:
    """The extract in a JSON value; UserError handover.bad_extract for anything that is none or contradicts itself."""
    try:
        found = shaped(Extract, content)
        if found.format != FORMAT or not found.papers:
            raise ValueError(FORMAT)
        for paper in found.papers:
            _check_shape(paper)
    except ValueError as error:
        raise _bad() from error
    return found


def check_signed(found: Extract, trust: Trust) -> None:
    """Hold every paper beside the statement its own desk signed for it; UserError handover.altered names the paper."""
    for paper in found.papers:
        lines = [one.line for one in paper.people]
        if annex.digest_of(lines) != paper.names_digest or not _borne_out(found, paper, trust):
            raise UserError(
                "handover.altered",
                _("Daftar nama surat {number} tidak sama dengan yang ditandatangani; tidak ada yang dimuat.").format(
                    number=paper.number
                ),
                _("Jangan dipakai. Telepon pengirim dan minta berkasnya ditulis kembali."),
            )


def _told(r: Reading, row: Handover, photos: bool) -> PaperTold:
    if row.state not in SENDABLE or row.number is None:
        raise UserError(
            "handover.not_printed",
            _("Surat ini masih draf, jadi belum dapat dikirim ke kantor penerima."),
            _("Cetak dulu suratnya; nomornya diberikan saat itu."),
        )
    heads = heads_of_paper(r, row.id)
    if annex.digest_of([head.line or {} for head in heads]) != row.names_digest:
        raise UserError(
            "bast.list_changed",
            _("Daftar nama surat {number} di laptop ini tidak lagi sama dengan yang dicetak.").format(
                number=row.number
            ),
            _("Jangan dikirim; periksa surat aslinya dan laporkan kepada kepala pos."),
        )
    facts = carried(r, [head.stay_id for head in heads], photos)
    return PaperTold(
        id=row.id, number=row.number, office_number=row.office_number or "", variant=row.variant, state=row.state,
        day=row.day.isoformat() if row.day else "", giver=_party(row.giver), receiver=_party(row.receiver),
        counts=counted(row.values or {}).by_class(), names_digest=row.names_digest or "",
        statement=row.statement or "", short_code=row.short_code or "",
        signed_at=row.signed_at.isoformat() if row.signed_at else "",
        called_off=(row.void_reason or "-") if row.state == terms.VOID else "",
        replaces=_chain(r, row), people=tuple(_somebody(head, facts) for head in heads),
    )  # fmt: skip


def _somebody(head: HandoverHead, facts: Mapping[str, Carried]) -> Somebody:
    line = {str(name): str(value) for name, value in (head.line or {}).items() if value not in (None, "")}
    unknown = Carried("", head.stay_id, {"name": line.get("name", "")})
    return Somebody(line, facts.get(head.stay_id, unknown))


def _chain(r: Reading, row: Handover) -> tuple[str, ...]:
    found: list[str] = []
    step: Handover | None = row
    while step is not None and step.replaces and step.replaces not in found and len(found) < MOST_CHAIN:
        found.append(step.replaces)
        step = r.get(Handover, step.replaces)
    return tuple(found)


def _party(given: Mapping[str, Any] | None) -> dict[str, str]:
    return {str(name): str(value) for name, value in (given or {}).items() if value}


def _check_shape(paper: PaperTold) -> None:
    """What loading relies on: dates, ids apart, known facts; ValueError."""
    stays = [one.facts.stay for one in paper.people]
    if paper.variant not in terms.KINDS or len(set(stays)) != len(stays) or not stays or not all(stays):
        raise ValueError("people")
    if paper.day:
        date.fromisoformat(paper.day)
    if paper.signed_at:
        datetime.fromisoformat(paper.signed_at)
    for one in paper.people:
        one.facts.check()


def _borne_out(found: Extract, paper: PaperTold, trust: Trust) -> bool:
    """Whether a desk of the sender signed this number and list; a paper written by hand has nothing to show."""
    if not paper.statement:
        return True
    with suppress(UserError, ValueError):
        signed = statement.parse(paper.statement)
        said, cert = signed.statement, trust.find(signed.statement.device_id)
        return (
            cert is not None
            and trust.vouched(cert)
            and cert.site_id == found.sender.id == said.site_id
            and statement.check(signed, bytes.fromhex(cert.sign_pub))
            and (said.number, said.names_digest) == (paper.number, paper.names_digest)
        )
    return False


def _bad() -> UserError:
    return UserError(
        "handover.bad_extract",
        _("Isi kiriman serah terima ini tidak lengkap atau tidak dikenal; tidak ada yang dimuat."),
        _("Minta pengirim menulisnya kembali; bila tetap begini, perbarui Pulang di kedua laptop."),
    )
