"""The documents behind one head: the letter's line, the recheck, every account with its paper, the receipts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.departure import story as travels
from app.handover import custody
from app.handover.tracing import ways
from app.kernel.i18n import _
from app.manifest import story
from app.manifest.board import detail
from app.reconciliation.balance_of import PostingLine, postings_of
from app.reconciliation.rules.equation import ENDS
from app.reconciliation.rules.posting import PAPER, RECEIPT
from app.reconciliation.rules.wording import account_title
from app.registration import heads
from app.registration.timeline import Entry, Subject
from app.store.work import Reading


@dataclass(frozen=True)
class Step:
    """One document or passing on: when, what, which paper says so; `paper` opens it where it is ours."""

    at: datetime
    text: str
    detail: str = ""
    paper: str = ""
    glyph: str = "file-text"


def chain(r: Reading, stay_id: str) -> tuple[Step, ...]:
    """Everything that proves where a head is, the earliest first; its line on the letter leads."""
    stay = heads.stay_of(r, stay_id)
    passed = (*_passed(r, stay_id), *_travelled(r, stay.person_id, stay_id), *_custody(r, stay_id))
    steps = [*_checked(r, stay.person_id, stay_id), *passed]
    ordered = sorted(steps, key=lambda step: step.at)
    if stay.origin == "born":
        mother = heads.name_of(r, stay.mother_stay_id or "")
        born = Step(stay.arrived_at, _("Lahir di sini"), _("Ibu: {name}").format(name=mother), glyph="baby")
        return (born, *ordered)
    return (*_listed(r, stay.line_id, stay.arrived_at), *ordered)


def travelled(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline: the legs he travelled; what left after he was received left without him."""
    lines = [(datetime.fromisoformat(line.at), line.account) for line in postings_of(r, subject.stay_ids)]
    began: dict[str, datetime] = {}
    for entry in travels.legs(r, subject):
        left = began.setdefault(entry.row_id, entry.at)
        stood = [account for at, account in lines if at <= left]
        if not stood or stood[-1] not in ENDS:
            yield entry


def _listed(r: Reading, line_id: str | None, at: datetime) -> Iterator[Step]:
    if line_id:
        line = detail(r, line_id)
        text = _("Surat {letter}, baris {row}").format(letter=line.letter, row=line.row)
        yield Step(at, text, " · ".join(cell for _header, cell in line.written[:4]), glyph="list-checks")
    else:
        yield Step(at, _("Tidak ada di daftar surat mana pun"), _("dicatat sebagai tambahan"), glyph="info")


def _checked(r: Reading, person_id: str | None, stay_id: str) -> Iterator[Step]:
    for entry in story.rechecks(r, Subject(person_id, (stay_id,))):
        yield Step(
            entry.at, entry.text, " · ".join(part for part in (entry.detail, entry.by) if part), "", "list-checks"
        )


def _passed(r: Reading, stay_id: str) -> Iterator[Step]:
    lines = postings_of(r, [stay_id])
    papers = ways(r, {line.document for line in lines if line.document_kind in (PAPER, RECEIPT)})
    for line in lines:
        way = papers.get(line.document)
        said = _document(line) if way is None else " · ".join((f"BAST {way.number}", way.receiver))
        text = _("{source} → {account}").format(source=account_title(line.source), account=account_title(line.account))
        told = f"{_('tanda terima')} · {said}" if line.document_kind == RECEIPT else said
        yield Step(datetime.fromisoformat(line.at), text, told, way.id if way else "", "arrow-right")


def _travelled(r: Reading, person_id: str | None, stay_id: str) -> Iterator[Step]:
    for entry in travelled(r, Subject(person_id, (stay_id,))):
        yield Step(entry.at, entry.text, entry.detail, glyph=entry.glyph)


def _document(line: PostingLine) -> str:
    words = {
        "placement": _("penempatan tempat tidur"),
        "presence": _("catatan gerbang"),
        "kematian": _("catatan kematian"),
        "pernyataan": _("surat pernyataan"),
        "": _("catatan petugas"),
    }
    return words.get(line.document_kind, line.document_kind)


def _custody(r: Reading, stay_id: str) -> Iterator[Step]:
    for link in custody.chain(r, [stay_id]):
        yield Step(link.at, link.text, link.detail, glyph=link.glyph)
