"""Papers of another site at the office that receives the people: loaded as a letter, answered when all are checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.handover.extract import Extract, PaperTold, Somebody
from app.handover.records import IncomingHead, IncomingPaper
from app.kernel.clock import local
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.manifest import delivered, replacing
from app.manifest.delivered import Delivery
from app.manifest.letters import Letter
from app.reference.enumerations import name_of
from app.store.work import Reading, Work


@dataclass(frozen=True)
class Loaded:
    """What became of one paper: `again` when it was here before, `carried`/`left` of the decisions on the one before.

    `called_off` is the sender's reason when the paper no longer counts there.
    """

    id: str
    number: str
    batch_id: str
    total: int
    again: bool = False
    replaced: str = ""
    carried: int = 0
    left: int = 0
    called_off: str = ""

    @property
    def words(self) -> str:
        """One sentence."""
        if self.called_off:
            text = _("Surat {number} sudah dibatalkan pengirimnya: {reason}. Jangan diperiksa dengan surat ini.")
            return text.format(number=self.number, reason=self.called_off)
        if self.replaced:
            text = _("Surat {number} menggantikan {old}: {n} hasil pemeriksaan dipertahankan.")
            said = text.format(number=self.number, old=self.replaced, n=self.carried)
            more = _("{n} orang tidak ada lagi di daftar baru; lihat Perbedaan.").format(n=self.left)
            return f"{said} {more}" if self.left else said
        if self.again:
            return _("Surat {number} sudah pernah dimuat; tidak ada yang berubah.").format(number=self.number)
        return _("Surat {number} dimuat: {n} orang menunggu diperiksa.").format(number=self.number, n=self.total)


def load(w: Work, extract: Extract) -> tuple[Loaded, ...]:
    """Make an incoming letter of each paper; loading again, here or at another desk, changes nothing."""
    require(w.actor, "handover.load")
    in_order = sorted(extract.papers, key=lambda paper: len(paper.replaces))
    return tuple(_load(w, extract, paper) for paper in in_order)


def incoming_id(site_id: str, paper_id: str) -> str:
    """The id every desk derives for a paper of another site."""
    return derived_id("incoming", site_id, paper_id)


def paper_of(r: Reading, incoming: str) -> IncomingPaper:
    """One incoming paper; UserError when it is not here."""
    return r.need(IncomingPaper, incoming)


def papers(r: Reading) -> list[IncomingPaper]:
    """Every incoming paper of this office, latest first."""
    query = select(IncomingPaper).where(IncomingPaper.site_id == r.site_id, col(IncomingPaper.void_reason).is_(None))
    return sorted(r.all(query), key=lambda row: (row.at, row.number), reverse=True)


def heads_of(r: Reading, incoming: str) -> list[IncomingHead]:
    """The heads on an incoming paper, in the order of its list."""
    query = select(IncomingHead).where(IncomingHead.site_id == r.site_id, IncomingHead.incoming_id == incoming)
    return sorted(r.all(query), key=lambda row: row.position)


def _load(w: Work, extract: Extract, paper: PaperTold) -> Loaded:
    key = incoming_id(extract.sender.id, paper.id)
    row = w.get(IncomingPaper, key)
    if row is not None:
        newly = bool(paper.called_off) and row.called_off is None
        if newly:
            w.update(row, called_off=paper.called_off)
        return Loaded(key, paper.number, row.batch_id, row.total, not newly, called_off=row.called_off or "")
    manifest_id, batch_id = delivered.take(w, _delivery(w, extract, paper))
    w.insert(_row(w, extract, paper, (manifest_id, batch_id)))
    w.bulk(IncomingHead, [_head(key, one, place) for place, one in enumerate(paper.people, start=1)])
    for later in papers(w):
        if later.replaces == paper.id and later.from_site == extract.sender.id:
            _replace(w, later, w.need(IncomingPaper, key))
    earlier = w.get(IncomingPaper, incoming_id(extract.sender.id, paper.replaces[0])) if paper.replaces else None
    loaded = Loaded(key, paper.number, batch_id, paper.total, called_off=paper.called_off)
    if earlier is None:
        return loaded
    made = _replace(w, w.need(IncomingPaper, key), earlier)
    return Loaded(key, paper.number, batch_id, paper.total, False, earlier.number, made.carried, made.left)


def _replace(w: Work, paper: IncomingPaper, earlier: IncomingPaper) -> replacing.Replaced:
    """The decisions on the earlier paper go over: the sender's own ids say who is who."""
    new = {head.stay: head for head in heads_of(w, paper.id)}
    old = heads_of(w, earlier.id)
    places = {
        delivered.line_key(earlier.manifest_id, head.stay): delivered.line_key(paper.manifest_id, head.stay)
        for head in old
        if head.stay in new
    }
    for head in old:
        if head.outcome and head.stay in new and new[head.stay].outcome is None:
            w.update(new[head.stay], outcome=head.outcome, note=head.note)
    return replacing.replace_letter(w, paper.manifest_id, earlier.manifest_id, places)


def _delivery(w: Work, extract: Extract, paper: PaperTold) -> Delivery:
    root = paper.replaces[-1] if paper.replaces else paper.id
    day = date.fromisoformat(paper.day) if paper.day else local(w.now(), w.zone).date()
    classes = {f"stated_{name.lower()}": number for name, number in paper.counts.items()}
    letter = Letter(
        sender=paper.giver.get("institution") or extract.sender.name,
        letter_number=paper.number,
        letter_date=day,
        stated_total=paper.total,
        **{name: number for name, number in classes.items() if name in _STATED},  # type: ignore[arg-type]
    )
    title = _("Dari {site} · {day}").format(site=extract.sender.name, day=f"{day:%d-%m-%Y}")
    people = tuple(one.facts for one in paper.people)
    ties = {
        one.stay: name_of("status_hubungan", one.family["relation"]) for one in people if one.family.get("relation")
    }
    return Delivery(
        (extract.sender.id, paper.id), (extract.sender.id, root), extract.sender.id, title, letter, people,
        tuple(_written(one.line) for one in paper.people), ties,
    )  # fmt: skip


_HEADINGS = {
    "number": "No", "name": "Nama", "sex": "L/P", "age": "Umur", "class": "Kelas", "document": "Dokumen",
    "destination": "Tujuan", "card": "Kartu", "nationality": "Kewarganegaraan", "evidence": "Dasar",
}  # fmt: skip
"""The columns of the annex as the paper prints them."""


def _written(line: Mapping[str, str]) -> dict[str, str]:
    """A line under the headings it was printed with."""
    return {heading: line[name] for name, heading in _HEADINGS.items() if line.get(name)}


_STATED = ("stated_ld", "stated_pd", "stated_al", "stated_ap")


def _row(w: Work, extract: Extract, paper: PaperTold, made: tuple[str, str]) -> IncomingPaper:
    manifest_id, batch_id = made
    return IncomingPaper(
        id=incoming_id(extract.sender.id, paper.id),
        from_site=extract.sender.id,
        from_code=extract.sender.code,
        from_name=extract.sender.name,
        paper_id=paper.id,
        number=paper.number,
        office_number=paper.office_number or None,
        variant=paper.variant,
        day=date.fromisoformat(paper.day) if paper.day else None,
        total=paper.total,
        giver=dict(paper.giver),
        receiver=dict(paper.receiver),
        names_digest=paper.names_digest,
        statement=paper.statement or None,
        replaces=paper.replaces[0] if paper.replaces else None,
        manifest_id=manifest_id,
        batch_id=batch_id,
        called_off=paper.called_off or None,
        at=w.now(),
    )


def _head(incoming: str, one: Somebody, place: int) -> dict[str, Any]:
    return {
        "id": derived_id("incoming_head", incoming, one.facts.stay),
        "incoming_id": incoming,
        "stay": one.facts.stay,
        "person": one.facts.person or None,
        "position": place,
        "line": dict(one.line),
    }
