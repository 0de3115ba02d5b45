"""The outgoing manifest: frozen when it is numbered, corrected by a further version, every copy noted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.office import site_of
from app.access.rules import require
from app.departure import afterwards, escorts, voyages
from app.departure.lines import Line, Seats, differences, escort_words, is_infant, leg_words, lines_of, on_list
from app.departure.offices import Part, Share, by_regency, shares
from app.departure.papers import MANIFEST, Way, frozen, manifest_values
from app.departure.records import DeparturePrint, OutgoingManifest
from app.departure.voyages import DepartureView, live
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.printing.preview import joined
from app.printing.ready import Sheet
from app.printing.values import State
from app.reference.words import date_time
from app.store.work import Reading, Work

PERMISSION = "departure.print"
SERIES = "manifes"
_Made = tuple[list[Line], dict[str, Any], OutgoingManifest | None]
"""Lines, what stands around them, and the version before."""


@dataclass(frozen=True)
class Edition:
    """A manifest that was printed."""

    id: str
    number: str
    office: str
    version: int
    after: bool
    printed_at: datetime
    total: int
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Bundle:
    """Several sheets that go to the printer as one; drawn away from the vault. `notes`: what was noted of them."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()

    def pdf(self) -> bytes:
        """The pages of all of them, one after the other."""
        made = [sheet.pdf() for sheet in self.sheets]
        return made[0] if len(made) == 1 else joined(made)

    def on(self, paper: str) -> "Bundle":
        """The same on another size of paper."""
        return replace(self, sheets=tuple(one.on(paper) for one in self.sheets))


def print_manifest(w: Work, departure_id: str, office: str = "", paper: str = "A4") -> Bundle:
    """The manifest for one office, or the whole list for KSOP and agent: a new version only when something changed."""
    require(w.actor, PERMISSION)
    row = _current(w, departure_id, Part(office))
    note = noted(w, departure_id, (MANIFEST, row.id), len(row.lines or ()))
    return Bundle((_sheet(row, paper, note.copy_number),), (note.id,))


def print_split(w: Work, departure_id: str, paper: str = "A4") -> Bundle:
    """A manifest for every receiving office, each with its own number."""
    require(w.actor, PERMISSION)
    view = voyages.departure(w, departure_id)
    return _each(w, departure_id, [Part(share.office.name) for share in _shares(w, view)], paper)


def print_regencies(w: Work, departure_id: str, paper: str = "A4") -> Bundle:
    """A manifest for every regency people go to, by receiving office, each with its own number."""
    require(w.actor, PERMISSION)
    return _each(w, departure_id, by_regency(_shares(w, voyages.departure(w, departure_id))), paper)


def editions(r: Reading, departure_id: str) -> list[Edition]:
    """The manifests of a departure, the latest first."""
    return [
        Edition(
            id=row.id,
            number=row.number,
            office=str((row.values or {}).get("office") or row.office),
            version=row.version,
            after=row.after,
            printed_at=row.printed_at,
            total=len(row.lines or ()),
            differences=tuple(row.differences or ()),
        )
        for row in _rows(r, departure_id)
    ]


def sheet_of(w: Work, manifest_id: str, paper: str = "A4", logged: bool = False) -> Sheet:
    """A manifest as it was frozen, with the mark of this copy; the copy is noted."""
    require(w.actor, PERMISSION)
    row = w.need(OutgoingManifest, manifest_id)
    copy = log(w, row.departure_id, (MANIFEST, row.id), len(row.lines or ())) if logged else 1
    return _sheet(row, paper, copy)


def _sheet(row: OutgoingManifest, paper: str, copy: int) -> Sheet:
    values = manifest_values(row.values or {}, row.lines or ())
    return Sheet(MANIFEST, values, paper, row.form_version, State("", copy))


def log(w: Work, departure_id: str, what: tuple[str, str], total: int, purpose: str = "") -> int:
    """Note that a list left the desk: (form, subject), how many names; the number of the copy."""
    return noted(w, departure_id, what, total, purpose).copy_number


def noted(w: Work, departure_id: str, what: tuple[str, str], total: int, purpose: str = "") -> DeparturePrint:
    """The same, as the row that notes it."""
    form, subject = what
    mine = select(DeparturePrint).where(live(w, DeparturePrint), DeparturePrint.departure_id == departure_id)
    before = len(w.all(mine.where(DeparturePrint.form == form, DeparturePrint.subject_id == subject)))
    return w.insert(
        DeparturePrint(
            id=new_id(),
            departure_id=departure_id,
            form=form,
            subject_id=subject,
            copy_number=before + 1,
            total=total,
            purpose=purpose or None,
        )
    )


def unwritten(w: Work, print_id: str) -> None:
    """The file that was noted could not be written: the try stays on record, and the next is the same copy."""
    require(w.actor, PERMISSION)
    w.void(w.need(DeparturePrint, print_id), _("berkasnya tidak dapat ditulis"))


def changed_since(r: Reading, departure_id: str) -> list[str]:
    """How the people of a departure differ from those on the manifests printed last, in sentences; [] if they agree."""
    view = voyages.departure(r, departure_id)
    rows = [] if view.cancelled else _rows(r, departure_id)
    latest = {Part(row.office, row.region): row for row in reversed(rows)}
    shared, seats, why = _shares(r, view), Seats.of(r, view), voyages.reasons_off(r, departure_id)
    found: list[str] = []
    for part, row in sorted(latest.items(), key=lambda one: (one[0].office, one[0].region or "")):
        now = lines_of(r, part.of(shared), seats)
        _give_reasons(r, departure_id, now)
        found += [text for text in differences(row.lines or (), now, why, _) if text not in found]
    return found


def prints(r: Reading, departure_id: str) -> list[tuple[str, int, int, str]]:
    """What left the desk for a departure: form, copy, names, purpose."""
    rows = r.all(select(DeparturePrint).where(live(r, DeparturePrint), DeparturePrint.departure_id == departure_id))
    return [(row.form, row.copy_number, row.total, row.purpose or "") for row in rows]


def way_of(view: DepartureView, zone: str) -> Way:
    """How a departure goes, in the words of papers."""
    main = view.main
    last = view.legs[-1] if view.legs else None
    arrives = last.arrives if last else None
    return Way(
        transport=(main.name or main.title) if main else view.title,
        route=tuple(leg_words(leg, zone) for leg in view.legs),
        departs=date_time(main.departs, zone) if main else "",
        arrives=date_time(arrives, zone) if arrives else "belum diketahui",
        arrival_place=last.to_place if last else "",
    )


def _each(w: Work, departure_id: str, parts: Sequence[Part], paper: str) -> Bundle:
    if not parts:
        raise _nobody()
    made = [_current(w, departure_id, part) for part in parts]
    return Bundle(tuple(sheet_of(w, row.id, paper, logged=True) for row in made))


def _current(w: Work, departure_id: str, part: Part) -> OutgoingManifest:
    """The manifest that says what is true now: the last version if nothing changed since, else the next one."""
    view = voyages.departure(w, departure_id)
    if view.cancelled:
        raise UserError(
            "departure.cancelled",
            _("{title} sudah dibatalkan; manifesnya tidak dicetak.").format(title=view.title),
            _("Yang pernah dicetak masih dapat dilihat di daftar."),
        )
    wanted = part.of(_shares(w, view))
    if not wanted:
        raise _nobody()
    seats = Seats.of(w, view)
    lines = lines_of(w, wanted, seats)
    _give_reasons(w, departure_id, lines)
    values = _values(w, view, wanted, lines)
    earlier = [row for row in _rows(w, departure_id) if (row.office, row.region) == (part.office, part.region)]
    last = earlier[0] if earlier else None
    after = view.closed_at is not None
    if last is not None and last.lines == lines and last.after == after and _same(last.values or {}, values):
        return last
    return _freeze(w, view, part, (lines, values, last))


def _freeze(
    w: Work,
    view: DepartureView,
    part: Part,
    made: tuple[list[dict[str, Any]], dict[str, Any], OutgoingManifest | None],
) -> OutgoingManifest:
    lines, values, last = made
    version, after = (last.version if last else 0) + 1, view.closed_at is not None
    number = w.next_number(SERIES)
    told = differences(last.lines or (), lines, voyages.reasons_off(w, view.id)) if last else []
    edition = f"Versi {version}" + (", dibetulkan sesudah pemeriksaan naik" if after else "")
    values |= {"control_number": number, "edition": edition, "differences": told, "office": part.title}
    return w.insert(
        OutgoingManifest(
            id=new_id(),
            departure_id=view.id,
            number=number,
            office=part.office,
            region=part.region,
            version=version,
            after=after,
            printed_at=w.now(),
            lines=lines,
            values=values,
            differences=told or None,
        )
    )


def _values(w: Work, view: DepartureView, wanted: list[Share], lines: list[dict[str, Any]]) -> dict[str, Any]:
    people = [one for share in wanted for one in share.people]
    about = {
        "booking": ", ".join(dict.fromkeys(line["ticket"] for line in lines if line["ticket"])),
        "escorts": [escort_words(one) for one in escorts.escorts(w, view.id)],
        "infants": sum(is_infant(one) for one in people),
        "date": local(w.now(), w.zone).date().isoformat(),
        "officer": {"name": w.actor.name},
    }
    about["attention"] = foreigners_told(w, view, lines)
    return frozen(site_of(w), way_of(view, w.zone), about, {share.office.name: share.count for share in wanted})


def _same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether two printings say the same; who prints it and on which day does not make another version."""
    return all(before.get(name, []) == value for name, value in now.items() if name not in ("date", "officer"))


def foreigners_told(r: Reading, view: DepartureView, lines: Sequence[Line]) -> list[str]:
    """Who of a list turned out to be a foreigner after he went aboard; printed, therefore Indonesian."""
    foreign = {head.stay_id for head in afterwards.foreigners(r, view.id)}
    return [
        f"{line['name']} (nomor {line['number']}) tercatat warga negara asing; urusannya dengan Imigrasi."
        for line in lines
        if line["stay"] in foreign
    ]


def _give_reasons(r: Reading, departure_id: str, lines: list[dict[str, Any]]) -> None:
    why = voyages.reasons_aboard(r, departure_id)
    for line in lines:
        if line["stay"] in why:
            line["reason"] = why[line["stay"]]


def _shares(r: Reading, view: DepartureView) -> list[Share]:
    return shares(r, view.id, on_list(view, r))


def _rows(r: Reading, departure_id: str) -> list[OutgoingManifest]:
    mine = select(OutgoingManifest).where(live(r, OutgoingManifest), OutgoingManifest.departure_id == departure_id)
    return r.all(mine.order_by(col(OutgoingManifest.printed_at).desc(), col(OutgoingManifest.version).desc()))


def _nobody() -> UserError:
    return UserError(
        "manifest.empty",
        _("Belum ada orang di keberangkatan ini untuk penerima itu; tidak ada yang dicetak."),
        _("Pilih orangnya dulu."),
    )
