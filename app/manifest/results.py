"""What the recheck of a ship came to: one outcome behind the signed paper and the workbook for the Perwakilan RI."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.office import site_of
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.manifest import board, joining, muster, rules, sheets
from app.manifest.board import Board, BoardLine
from app.manifest.muster import MusterView
from app.manifest.papers import (
    HEAD_COUNT,
    RESULT,
    RESULT_VERSION,
    Counting,
    Result,
    ResultHead,
    head_count_values,
    result_values,
)
from app.manifest.records import RecheckResult
from app.printing.ready import FIRST, Sheet
from app.printing.statement import Signed, Statement, name_list_digest, sign
from app.printing.values import State
from app.reference.enumerations import indonesian_of
from app.reference.words import date_time, long_date
from app.registration.counts import HeadLine, heads_of_batch
from app.registration.rules import display_name
from app.store.journal import tail
from app.store.work import Reading, Work

STATEMENT = RESULT
"""What the signed code calls this paper."""
STATES = (
    rules.PRESENT_MATCHED, rules.PRESENT_DIFFERENT, rules.FOREIGNER, *rules.ABSENT, rules.DUPLICATE, rules.EXTRA,
    rules.UNCHECKED,
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a list, or somebody on none (`number` empty), and what became of it; texts as papers print them."""

    number: str
    line: BoardLine | None
    head: HeadLine | None
    name: str
    head_class: str
    status: str
    note: str = ""

    @property
    def state(self) -> str:
        """The status in the words of the enumeration."""
        return indonesian_of("status_person_manifes", self.status)

    @property
    def exceptional(self) -> bool:
        """Whether there is more to say than that he is here."""
        return self.status != rules.PRESENT_MATCHED or bool(self.note)


@dataclass(frozen=True)
class Outcome:
    """A ship's recheck as it stands; the papers are Indonesian, so are its texts."""

    ship: Board
    lines: tuple[Line, ...]
    notes: tuple[joining.Note, ...]

    @property
    def named(self) -> int:
        """How many lines name somebody; a card without a name does not."""
        return sum(one.line is not None or bool(one.head and one.head.person_id) for one in self.lines)

    @property
    def listed(self) -> HeadCount:
        """The lines of the lists by the class they say."""
        return HeadCount.of_classes(line.expected_class for line in self.ship.lines)

    @property
    def counts(self) -> dict[str, HeadCount]:
        """The counts side by side, and the last minus the first where both are known."""
        ship = self.ship
        found = {"Surat": ship.stated, "Daftar nama": self.listed if ship.lines else None}
        found |= {"Hitung dermaga": ship.gangway, "Diperiksa hadir": ship.rechecked}
        known = {label: count for label, count in found.items() if count is not None}
        if ship.stated is not None and ship.stated.unknown != ship.stated.total:
            known["Selisih (diperiksa – surat)"] = ship.rechecked - ship.stated
        return known

    def states(self) -> Iterator[tuple[str, HeadCount]]:
        """Every state somebody is in, with its heads by class."""
        for status in STATES:
            classes = [line.head_class for line in self.lines if line.status == status]
            if classes:
                yield indonesian_of("status_person_manifes", status), HeadCount.of_classes(classes)


def outcome(r: Reading, batch_id: str) -> Outcome:
    """The recheck of a ship as it stands."""
    ship = board.board(r, batch_id)
    heads = {head.stay_id: head for head in heads_of_batch(r, batch_id)}
    notes = tuple(joining.notes(r, batch_id))
    noted = {note.line_id for note in notes}
    numbers = {line.id: line.list_no for line in ship.lines}
    listed = [_listed(line, heads.get(line.stay_id or ""), numbers, line.id in noted) for line in ship.lines]
    loose = [_extra(head) for head in (*ship.figures.extras, *ship.figures.adrift, *ship.figures.unnamed)]
    return Outcome(ship, (*listed, *loose), notes)


def handed_over(w: Work, batch_id: str) -> Outcome:
    """The outcome for somebody outside the post: only for those who may print names."""
    require(w.actor, "manifest.print")
    return outcome(w, batch_id)


def result_sheet(w: Work, batch_id: str, paper: str = "A4") -> Sheet:
    """The result of the recheck to be signed; a draft as long as somebody on the list is not checked."""
    found = handed_over(w, batch_id)
    head = _head(w, found.ship)
    states = [{"state": state, "count": count.total, "classes": str(count)} for state, count in found.states()]
    exceptions = [
        {"number": line.number or "–", "name": line.name, "class": line.head_class, "state": line.state,
         "note": line.note}
        for line in found.lines if line.exceptional
    ]  # fmt: skip
    result = Result(found.counts, found.ship.words, states, exceptions, [note.words for note in found.notes])
    values = result_values(site_of(w), head, result) | {"qr": "", "short_code": ""}
    if found.ship.remaining:
        return Sheet(RESULT, values, paper, RESULT_VERSION, State(watermark="DRAF"))
    signed = _signed(w, head, found)
    _keep(w, batch_id, signed, names_of(found))
    return Sheet(RESULT, values | {"qr": signed.text, "short_code": signed.short_code}, paper, RESULT_VERSION, FIRST)


def find(r: Reading, number: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """(statement, by what it was overtaken, its lines) of a signed result; for whoever checks a paper."""
    known = select(RecheckResult).where(RecheckResult.site_id == r.site_id)
    for row in r.all(known.where(RecheckResult.number == number)):
        later = r.all(known.where(RecheckResult.batch_id == row.batch_id).order_by(col(RecheckResult.id).desc()))
        overtaken = later[0].names_digest != row.names_digest
        reason = _("digantikan hasil {number}").format(number=later[0].number) if overtaken else None
        return row.statement, reason, tuple(map(str, row.lines))
    return None


def names_of(found: Outcome) -> list[str]:
    """What the signature binds of a result beside its number and counts: a line each, as the lists and the quay say."""
    return [" | ".join((one.number, one.name, one.head_class, one.status, one.note)) for one in found.lines]


def _keep(w: Work, batch_id: str, signed: Signed, lines: list[str]) -> None:
    claim = signed.statement
    w.insert(
        RecheckResult(
            id=new_id(), batch_id=batch_id, number=claim.number, names_digest=claim.names_digest,
            statement=signed.text, lines=lines, printed_at=w.now(),
        )
    )  # fmt: skip


def _signed(w: Work, head: ResultHead, found: Outcome) -> Signed:
    """What this desk signs for a complete result: which ship, whose list, how many were found, and every line."""
    _seq, chain = tail(w.connection, w.device_id, w.desk.epoch)
    moment, digest = int(w.now().timestamp()), name_list_digest(names_of(found))
    parties = (head.transport, head.sender)
    here = found.ship.rechecked
    claim = Statement(RESULT, head.number, w.site_id, w.device_id, moment, *parties, here, digest, chain)
    return sign(claim, lambda data: bytes.fromhex(w.desk.sign(data)))


def head_count_sheet(w: Work, muster_id: str, paper: str = "A4") -> Sheet:
    """A count of heads with who is missing, as it stands now."""
    require(w.actor, muster.PERMISSION)
    found = muster.view(w, muster_id)
    counts = {"Seharusnya": muster.count_of((*found.seen, *found.missing)), "Terlihat": muster.count_of(found.seen)}
    counts |= {"Belum terlihat": muster.count_of(found.missing)}
    counts |= {"Sudah keluar": muster.count_of(found.left)} if found.left else {}
    counts |= {"Di luar daftar": muster.count_of(found.beyond)} if found.beyond else {}
    missing = [
        {"number": head.card_number or str(place), "name": head.display, "detail": _detail(head)}
        for place, head in enumerate(found.missing, 1)
    ]
    beyond = [f"{head.display} · {_detail(head)}" for head in found.beyond]
    values = head_count_values(site_of(w), _counting(found, counts, w.zone), missing, beyond)
    return Sheet(HEAD_COUNT, values, paper)


def _counting(found: MusterView, counts: dict[str, HeadCount], zone: str) -> Counting:
    ended = date_time(found.ended_at, zone) if found.ended_at else "belum selesai"
    place = found.place or "tempat tidak ditulis"
    started = date_time(found.started_at, zone)
    left = "; ".join(f"{head.display} ({_whereabouts(head)})" for head in found.left)
    note = " ".join(part for part in (found.note, f"Keluar selama hitungan: {left}." if left else "") if part)
    return Counting(found.title, place, started, ended, found.officer, note, counts)


def _detail(head: HeadLine) -> str:
    age = "bayi" if head.infant else f"{head.age} th" if head.age is not None else ""
    return " · ".join(part for part in (head.head_class or "", age, _whereabouts(head)) if part)


def _whereabouts(head: HeadLine) -> str:
    """Where somebody is who is not present, in the words of the papers."""
    return indonesian_of("akun_orang", head.account) if head.account != "hadir" else ""


def _listed(line: BoardLine, head: HeadLine | None, numbers: dict[str, str], noted: bool) -> Line:
    expected = line.expected_class or "?"
    found = (head.head_class or "?") if head is not None else expected
    said = [line.reason or ""]
    if line.status == rules.DUPLICATE and line.duplicate_of in numbers:
        said.append(f"dengan no. {numbers[line.duplicate_of]}")
    if head is not None and head.body:
        said.append("jenazah")
    elif found != expected and expected != "?":
        said.append(f"kelompok: daftar {expected}, diperiksa {found}")
    if noted:
        said.append("lihat adendum")
    name = " @ ".join((display_name(line.name, line.father, line.sex), *line.aliases))
    return Line(line.list_no, line, head, name, found, line.status, "; ".join(part for part in said if part))


def _extra(head: HeadLine) -> Line:
    said = [f"kartu {head.card_number}" if head.card_number and head.person_id else ""]
    said += ["belum bernama" if not head.person_id else "", "lahir di sini" if head.origin == "born" else ""]
    note = "; ".join(part for part in said if part)
    return Line("", None, head, head.display, head.head_class or "?", rules.EXTRA, note)


def _head(w: Work, ship: Board) -> ResultHead:
    batch, letters = ship.batch, ship.letters
    records = [view.record for view in letters if view.record.number]
    signed = next((person for record in records for person in record.signatories), {})
    return ResultHead(
        number=w.next_number(RESULT),
        transport=batch.ship or batch.name,
        arrival=date_time(batch.arrived_at, w.zone) if batch.arrived_at else long_date(batch.day),
        sender=sheets.several(view.letter.sender for view in letters),
        letter=sheets.several(sheets.letter_words(view) for view in letters),
        incoming=sheets.several(
            ", ".join(filter(None, (record.number, long_date(record.day) if record.day else ""))) for record in records
        ),
        printed=date_time(w.now(), w.zone),
        day=local(w.now(), w.zone).date(),
        officer=w.actor.name,
        delegate={key: text for key, text in signed.items() if key in ("name", "nip", "position", "institution")},
    )
