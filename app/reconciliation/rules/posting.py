"""A head's movements as postings of the ledger: one account gives, another takes, on a day, with a paper behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.registration.rules import BORN, OUTSIDE, PRESENT

QUAY = "dermaga"
HOUSE = "penampungan"
TRANSIT = "perjalanan"
HOME = "sampai"
SENT = "diberangkatkan"
PASSED_ON = ("diberangkatkan", "pindah_keluar", "diserahkan_keluarga", "dirujuk", "diserahkan_imigrasi")
"""Accounts a signed paper passes heads to; until the receipt is back they are on the way."""
UNPAPERED = ("diberangkatkan", "pindah_keluar")
"""Those among them that are a way to go even when no paper says so."""
PAPER = "bast"
RECEIPT = "tanda_terima"
SOURCES = (OUTSIDE, BORN)


@dataclass(frozen=True)
class Moment:
    """When something counts: the operational day, and the moment as text that sorts."""

    day: date
    at: str

    def later(self, other: "Moment | None") -> "Moment":
        """The later day and the later moment: a ledger never goes back."""
        return Moment(max(self.day, other.day), max(self.at, other.at)) if other else self


@dataclass(frozen=True)
class Sign:
    """Something recorded apart from the movements: a bed, a gate, an entry paper, a receipt."""

    when: Moment
    document: tuple[str, str]


@dataclass(frozen=True)
class Moved:
    """A movement that counts, as registration keeps it."""

    id: str
    source: str
    to: str
    when: Moment
    document: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Posting:
    """One head passes from one account to another; `paper` is the handover it is on the way with."""

    source: str
    account: str
    when: Moment
    movement: str
    document: tuple[str, str]
    paper: str = ""


@dataclass
class _Pen:
    """Where the head stands while its postings are written."""

    entered: Sign | None
    answers: Mapping[str, Sign]
    here: str = ""
    last: Moment | None = None

    def write(self, account: str, sign: Sign, movement: str, paper: str = "") -> Posting:
        when = sign.when.later(self.last)
        made = Posting(self.here, account, when, movement, sign.document, paper)
        self.here, self.last = account, when
        return made

    def into_the_house(self, before: Moment | None, movement: str) -> Iterator[Posting]:
        """The sign of being in the house, if it came while the head stood on the quay."""
        sign = self.entered
        if self.here == QUAY and sign and (before is None or _not_after(sign.when, before)):
            yield self.write(HOUSE, sign, movement)


def postings(moves: Sequence[Moved], entered: Sign | None, answers: Mapping[str, Sign]) -> list[Posting]:
    """The postings of one head: `entered` the first sign of being in the house, `answers` paper → its receipt."""
    pen = _Pen(entered, answers)
    found: list[Posting] = []
    before = ""
    for move in moves:
        if not before:
            pen.here = move.source if move.source in SOURCES else OUTSIDE
        found += pen.into_the_house(move.when, before)
        found += _moved(pen, move)
        before = move.id
    return [*found, *pen.into_the_house(None, before)]


def _moved(pen: _Pen, move: Moved) -> Iterator[Posting]:
    sign = Sign(move.when, move.document)
    papered = move.document[0] == PAPER
    if move.to == PRESENT:
        housed = pen.here != OUTSIDE and pen.entered is not None and _not_after(pen.entered.when, move.when)
        account = HOUSE if pen.here == BORN or housed else QUAY
    elif move.to in PASSED_ON and (papered or move.to in UNPAPERED):
        paper = move.document[1] if papered else ""
        yield pen.write(TRANSIT, sign, move.id, paper)
        answer = pen.answers.get(paper)
        if answer:
            yield pen.write(HOME if move.to == SENT else move.to, answer, move.id, paper)
        return
    else:
        account = move.to
    if account != pen.here:
        yield pen.write(account, sign, move.id)


def _not_after(one: Moment, other: Moment) -> bool:
    return one.day < other.day or (one.day == other.day and one.at <= other.at)
