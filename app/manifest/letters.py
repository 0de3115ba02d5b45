"""Ships and their letters: opening a batch, what a letter states, lists that are only a number, the incoming record."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.manifest import rules
from app.manifest.records import Batch, Manifest
from app.manifest.ships import need_open_batch
from app.store.work import Reading, Work

COLOURS = ("biru", "jingga", "hijau", "ungu", "merah", "kuning")


@dataclass(frozen=True)
class BatchDraft:
    """A ship, bus or flight that is expected or has come."""

    name: str
    arrival_kind: str = "deportasi"
    ship: str | None = None
    port_from: str | None = None
    expected_at: datetime | None = None
    escort: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class BatchView:
    """A batch as screens name it."""

    id: str
    name: str
    ship: str | None
    port_from: str | None
    colour: str
    state: str
    day: date
    arrived_at: datetime | None
    arrival_kind: str
    expected_at: datetime | None = None
    escort: str | None = None

    @property
    def open(self) -> bool:
        """Whether it can still be counted into."""
        return self.state == "open"


@dataclass(frozen=True)
class Letter:
    """What a letter says about itself; every field may be unknown."""

    sender: str | None = None
    letter_number: str | None = None
    letter_date: date | None = None
    foreign_letter_number: str | None = None
    depot: str | None = None
    ship: str | None = None
    port_from: str | None = None
    scheme: str | None = None
    stated_total: int | None = None
    stated_ld: int | None = None
    stated_pd: int | None = None
    stated_al: int | None = None
    stated_ap: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class IncomingRecord:
    """The berita acara that came with the people: number, date, place, escorts and who signed."""

    number: str = ""
    day: date | None = None
    place: str | None = None
    escorts: tuple[dict[str, str], ...] = field(default=())
    signatories: tuple[dict[str, str], ...] = field(default=())


@dataclass(frozen=True)
class LetterView:
    """A letter of a batch, with how many lines its list had."""

    id: str
    letter: Letter
    count_only: bool
    file_name: str | None
    line_count: int
    set_aside: tuple[Any, ...] = ()
    problems: tuple[Any, ...] = ()
    record: IncomingRecord = IncomingRecord()
    replaces: str | None = None

    @property
    def title(self) -> str:
        """How lists name the letter: its number, else who sent it, else its file."""
        return self.letter.letter_number or self.letter.sender or self.file_name or _("Surat tanpa nomor")


def open_batch(w: Work, draft: BatchDraft) -> BatchView:
    """Open a batch; a colour is chosen that no other open batch has."""
    require(w.actor, "manifest.batch")
    _check_name(draft)
    taken = {batch.colour for batch in batches(w, only_open=True)}
    colour = next((colour for colour in COLOURS if colour not in taken), COLOURS[0])
    return _view(w.insert(Batch(id=new_id(), **asdict(draft), colour=colour, day=today(w))))


def arrive_now(w: Work, batch_id: str) -> BatchView:
    """The ship is here; the first time counts."""
    require(w.actor, "manifest.batch")
    batch = w.need(Batch, batch_id)
    return _view(batch if batch.arrived_at else w.update(batch, arrived_at=w.now()))


def rename_batch(w: Work, batch_id: str, draft: BatchDraft) -> BatchView:
    """Correct what is known of a ship that is not closed."""
    require(w.actor, "manifest.batch")
    _check_name(draft)
    return _view(w.update(need_open_batch(w, batch_id), **asdict(draft)))


def draft_of(r: Reading, batch_id: str) -> BatchDraft:
    """What is known of a ship, for correcting it."""
    row = r.need(Batch, batch_id)
    return BatchDraft(**{name: getattr(row, name) for name in asdict(BatchDraft(""))})


def close_batch(w: Work, batch_id: str) -> BatchView:
    """No more counting into this batch; reconciliation calls it when the figures allow."""
    require(w.actor, "reconciliation.close")
    return _view(w.update(w.need(Batch, batch_id), state="closed"))


def reopen_batch(w: Work, batch_id: str) -> BatchView:
    """Count into a closed batch again."""
    require(w.actor, "reconciliation.close")
    return _view(w.update(w.need(Batch, batch_id), state="open"))


def batches(r: Reading, only_open: bool = False) -> list[BatchView]:
    """The site's batches, latest first."""
    query = select(Batch).where(Batch.site_id == r.site_id, col(Batch.void_reason).is_(None))
    if only_open:
        query = query.where(Batch.state == "open")
    return [_view(row) for row in r.all(query.order_by(col(Batch.id).desc()))]


def batch(r: Reading, batch_id: str) -> BatchView:
    """One batch; UserError when it is not here."""
    return _view(r.need(Batch, batch_id))


def count_only(w: Work, batch_id: str, letter: Letter) -> str:
    """A letter without names: only its numbers; its id, to which a list may be joined later."""
    require(w.actor, "manifest.import")
    _check(letter)
    need_open_batch(w, batch_id)
    if letter.stated_total is None and not _has_classes(letter):
        raise UserError(
            "letter.no_number",
            _("Surat tanpa daftar nama perlu jumlah orangnya; suratnya belum disimpan."),
            _("Isi jumlah, atau LD, PD, AL, AP."),
        )
    row = w.insert(Manifest(id=new_id(), batch_id=batch_id, count_only=True, **asdict(letter)))
    return row.id


def edit_letter(w: Work, manifest_id: str, letter: Letter) -> None:
    """Correct what a letter says about itself, while its ship is not closed."""
    require(w.actor, "manifest.import")
    _check(letter)
    row = w.need(Manifest, manifest_id)
    need_open_batch(w, row.batch_id)
    w.update(row, **asdict(letter))


def record_incoming(w: Work, manifest_id: str, record: IncomingRecord) -> None:
    """Note the berita acara that came with a letter's people."""
    require(w.actor, "manifest.import")
    w.update(
        w.need(Manifest, manifest_id),
        record_number=record.number or None,
        record_date=record.day,
        record_place=record.place,
        escorts=[dict(person) for person in record.escorts] or None,
        signatories=[dict(person) for person in record.signatories] or None,
    )


def letters(r: Reading, batch_id: str) -> list[LetterView]:
    """The letters of a batch by date and number, alike at every desk; without those that another one replaces."""
    query = select(Manifest).where(Manifest.batch_id == batch_id, col(Manifest.void_reason).is_(None))
    rows = sorted(r.all(query), key=_in_order)
    replaced = {row.replaces for row in rows}
    return [_letter_view(row) for row in rows if row.id not in replaced]


def _in_order(row: Manifest) -> tuple[date, str, str, str]:
    return row.letter_date or date.max, row.letter_number or "", row.file_name or "", row.id


def stated(r: Reading, batch_id: str) -> HeadCount | None:
    """What the letters of a batch state together; a list without stated numbers counts its lines."""
    parts = [(view.letter, view.line_count) for view in letters(r, batch_id)]
    return rules.stated(
        [
            (
                letter.stated_total if letter.stated_total is not None or _has_classes(letter) else (lines or None),
                letter.stated_ld,
                letter.stated_pd,
                letter.stated_al,
                letter.stated_ap,
            )
            for letter, lines in parts
        ]
    )


def _has_classes(letter: Letter) -> bool:
    return any(
        number is not None for number in (letter.stated_ld, letter.stated_pd, letter.stated_al, letter.stated_ap)
    )


def _check_name(draft: BatchDraft) -> None:
    if not draft.name.strip():
        raise UserError("batch.name", _("Isi nama kapal atau rombongan."))


def _check(letter: Letter) -> None:
    numbers = (letter.stated_total, letter.stated_ld, letter.stated_pd, letter.stated_al, letter.stated_ap)
    if any(number is not None and not 0 <= number <= 100_000 for number in numbers):
        raise UserError("letter.numbers", _("Jumlah pada surat harus angka 0 atau lebih; suratnya belum disimpan."), "")


def _view(row: Batch) -> BatchView:
    return BatchView(
        row.id, row.name, row.ship, row.port_from, row.colour or COLOURS[0], row.state, row.day, row.arrived_at,
        row.arrival_kind, row.expected_at, row.escort,
    )  # fmt: skip


def _letter_view(row: Manifest) -> LetterView:
    letter = Letter(**{name: getattr(row, name) for name in asdict(Letter())})
    record = IncomingRecord(
        row.record_number or "", row.record_date, row.record_place, tuple(row.escorts or ()),
        tuple(row.signatories or ()),
    )  # fmt: skip
    return LetterView(
        row.id, letter, row.count_only, row.file_name, row.line_count, tuple(row.set_aside or ()),
        tuple(row.problems or ()), record, row.replaces,
    )  # fmt: skip
