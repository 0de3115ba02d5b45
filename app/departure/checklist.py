"""The papers a departure needs: which ones this post asks for, and which are there already."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import select
from sqlmodel.sql.expression import SelectOfScalar

from app.access.days import latest_date
from app.access.rules import require
from app.departure import voyages
from app.departure.records import DepartureDocument, DocumentKind
from app.departure.voyages import live
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.tables import table
from app.store.work import Reading, Work

PERMISSION = "departure.plan"
EACH = "orang"


@dataclass(frozen=True)
class Wanted:
    """A paper this post asks for; `each`: one for every person."""

    code: str
    name: str
    each: bool = False
    active: bool = True


@dataclass(frozen=True)
class Paper:
    """A paper of a departure, there or not yet."""

    wanted: Wanted
    done: bool = False
    number: str = ""
    dated: date | None = None
    note: str = ""
    waived: bool = False
    """Not needed for this departure: a bus asks no harbour master."""

    @property
    def settled(self) -> bool:
        """Whether nobody has to see to it any more."""
        return self.done or self.waived


def wanted(r: Reading, every: bool = False) -> list[Wanted]:
    """The papers asked for, in order: those of `reference/departure` as this post changed them, then its own."""
    given = {
        row["code"]: Wanted(row["code"], row["name"], row["per"] == EACH) for row in table("departure")["document"]
    }
    own = r.all(select(DocumentKind).where(live(r, DocumentKind)))
    for row in sorted(own, key=lambda one: (one.rank, one.name)):
        each = given[row.code].each if row.code in given else False
        given[row.code] = Wanted(row.code, row.name, each, row.active)
    return [one for one in given.values() if every or one.active]


def ask_for(w: Work, name: str, code: str = "", active: bool = True) -> str:
    """This post asks for a paper from now on, calls it otherwise, or asks for it no more; its code."""
    require(w.actor, PERMISSION)
    called = " ".join(name.split())
    if not called or len(called) > 120:
        raise UserError("document.name", _("Tulis nama berkasnya."))
    known = {one.code for one in wanted(w, every=True)}
    same = next((one.code for one in wanted(w, every=True) if one.name.casefold() == called.casefold()), "")
    key = code or same or derived_id("departure.document_kind", called.casefold())
    fresh = DocumentKind(id=derived_id("document_kind", key), code=key, name=called, rank=len(known), active=active)
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, name=called, active=active, void_reason=None)
    return key


def papers(r: Reading, departure_id: str) -> list[Paper]:
    """The papers of a departure; one that is asked for no more is shown when it is there."""
    rows = {row.code: row for row in r.all(_rows(r, departure_id))}
    return [
        _paper(one, rows.get(one.code))
        for one in wanted(r, every=True)
        if one.active or (one.code in rows and rows[one.code].done)
    ]


def tick(w: Work, departure_id: str, code: str, paper: Paper) -> None:
    """A paper is there, or not after all, with its number and date; or this departure needs none."""
    require(w.actor, PERMISSION)
    if code not in {one.code for one in wanted(w, every=True)}:
        raise UserError("document.unknown", _("Berkas ini tidak ada di daftar pos ini; tidak ada yang diubah."))
    if paper.dated is not None and paper.dated > latest_date(w):
        raise UserError("document.future", _("Tanggal berkas ada di hari esok; belum disimpan."))
    row_id = derived_id("departure.document", departure_id, code)
    fresh = DepartureDocument(
        id=row_id,
        departure_id=departure_id,
        code=code,
        done=paper.done,
        number=paper.number.strip()[:80] or None,
        dated=paper.dated,
        note=paper.note.strip()[:200] or None,
        waived=paper.waived and not paper.done,
    )
    row, created = w.insert_once(fresh)
    if not created:
        told = {name: getattr(fresh, name) for name in ("done", "number", "dated", "note", "waived")}
        w.update(row, void_reason=None, **told)


def lacking(r: Reading, departure_id: str) -> list[str]:
    """The names of papers that are needed and not there yet."""
    if voyages.departure(r, departure_id).cancelled:
        return []
    return [one.wanted.name for one in papers(r, departure_id) if not one.settled]


def _paper(one: Wanted, row: DepartureDocument | None) -> Paper:
    if row is None:
        return Paper(one)
    return Paper(one, row.done, row.number or "", row.dated, row.note or "", bool(row.waived))


def _rows(r: Reading, departure_id: str) -> SelectOfScalar[DepartureDocument]:
    return select(DepartureDocument).where(live(r, DepartureDocument), DepartureDocument.departure_id == departure_id)
