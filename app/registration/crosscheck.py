"""Who may not be Indonesian: found by the officers or by papers that say otherwise, to be checked (R22 Ps. 6(1)c)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.office import site_of
from app.access.rules import require
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.reference.enumerations import choice, indonesian_of, name_of
from app.reference.words import date_time
from app.registration import people, rules, validation
from app.registration.counts import HeadLine, heads_where
from app.registration.live import live
from app.registration.papers import FOREIGNERS, foreigner_values
from app.registration.position import position
from app.registration.records import Person, PersonDocument
from app.store.journal import chunks
from app.store.work import Reading, Work

_SIGNS = ("nationality.paper", "nationality.basis", "nationality.nik")


@dataclass(frozen=True)
class Suspect:
    """Somebody to check: what he is recorded as, on what grounds, his papers, and what speaks against it."""

    head: HeadLine
    status: str
    """As recorded (`kewarganegaraan`)."""
    country: str
    basis: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]


def suspects(r: Reading, heads: Sequence[HeadLine] | None = None) -> list[Suspect]:
    """Everybody here (or among these heads) who is not recorded as Indonesian, or whose papers say otherwise."""
    if heads is None:
        accounts = (rules.PRESENT, rules.BODY, *rules.TEMPORARY)
        heads = heads_where(r, position.c.account.in_(accounts))
    ids = [head.person_id for head in heads if head.person_id]
    persons: dict[str, Person] = {}
    papers: dict[str, list[PersonDocument]] = {}
    for some in chunks(ids):
        mine = select(Person).where(live(r, Person), col(Person.id).in_(some))
        persons |= {person.id: person for person in r.all(mine)}
        theirs = select(PersonDocument).where(live(r, PersonDocument), col(PersonDocument.person_id).in_(some))
        for paper in r.all(theirs):
            papers.setdefault(paper.person_id, []).append(paper)
    found = [_suspect(head, persons[head.person_id], papers) for head in heads if head.person_id in persons]
    return [one for one in found if one is not None]


def foreigner_list(w: Work, paper: str = "A4") -> Sheet:
    """The list to check people against: who, papers, grounds, and room for the result."""
    require(w.actor, "registration.print")
    lines = [_line(number, one) for number, one in enumerate(suspects(w), start=1)]
    values = foreigner_values(site_of(w), date_time(w.now(), w.zone), lines)
    return Sheet(FOREIGNERS, values, paper)


def _suspect(head: HeadLine, person: Person, papers: dict[str, list[PersonDocument]]) -> Suspect | None:
    own = papers.get(person.id, [])
    findings = validation.check_claim(people.claim_of(person, own))
    signs = tuple(finding.text for finding in findings if finding.code in _SIGNS)
    if person.nationality == "wni" and not signs:
        return None
    kept = tuple((paper.kind, paper.number or "") for paper in own if paper.kind != "tidak_ada")
    basis = tuple(person.nationality_basis or ())
    return Suspect(head, person.nationality, person.nationality_country or "", basis, kept, signs)


def _line(number: int, one: Suspect) -> dict[str, object]:
    head = one.head
    basis = [known.indonesian for code in one.basis if (known := choice("dasar_klaim_wni", code))]
    papers = [f"{known.indonesian} {said}".strip() for kind, said in one.papers if (known := choice("dokumen", kind))]
    return {
        "number": number,
        "name": head.display,
        "class": head.head_class or "?",
        "age": "" if head.age is None else str(head.age),
        "card": head.card_number or "",
        "status": " – ".join(part for part in (indonesian_of("kewarganegaraan", one.status), one.country) if part),
        "papers": ", ".join(papers) or "tidak ada",
        "evidence": ", ".join(basis) or "belum ditanya",
        "result": "",
    }


def status_words(one: Suspect) -> str:
    """“WNA Malaysia”, “Diragukan”: what the list on the screen says of somebody."""
    said = " ".join(part for part in (name_of("kewarganegaraan", one.status), one.country) if part)
    return said if one.status != "wni" else _("tercatat WNI")
