"""What a BAST says, as it is checked, frozen at its number, and drawn again: the same bytes whenever it is printed."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.office import site_of
from app.handover import annex, requirements, rules, terms
from app.handover.drafts import draft_of
from app.handover.holding import papers_holding
from app.handover.papers import ASKED, FORM, VERSION, Listed, counted, frozen, thawed
from app.handover.records import Handover, HandoverHead
from app.handover.rules import Candidate
from app.handover.terms import DraftBast
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.ready import Sheet
from app.printing.statement import Signed, Statement, sign
from app.printing.values import State
from app.reference.words import clock_time, date_words
from app.registration.exits import deaths
from app.registration.roll import Entry, roll
from app.store.journal import tail
from app.store.work import Reading, Work


def check(r: Reading, draft: DraftBast, handover_id: str = "") -> list[Entry]:
    """The people of a list in its printed order; UserError names everybody who may not stand on it."""
    people = annex.ordered(roll(r, draft.stay_ids))
    held = papers_holding(r, draft.stay_ids, handover_id)
    gone = len(draft.stay_ids) - len(people)
    candidates = [candidate(entry, held) for entry in people]
    candidates += [Candidate(_("seseorang yang catatannya sudah dibatalkan"), rules.OUTSIDE)] * gone
    rules.check_list(rules.kind_of(draft.kind), candidates, draft.unknown_reason)
    requirements.check(draft, people)
    return people


def candidate(entry: Entry, held: dict[str, str]) -> Candidate:
    """What decides whether a head may stand on a list; `held` as papers_holding gives it."""
    head = entry.head
    number = held.get(head.stay_id)
    return Candidate(entry.name, head.account, head.nationality or rules.WNI, head.head_class, head.suspense, number)


def written_out(w: Work, draft: DraftBast, people: Sequence[Entry]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The lines of the list, and what the form prints around it."""
    lines = lines_of(draft, people)
    now = local(w.now(), w.zone)
    day = draft.day or now.date()
    values = frozen(draft, site_of(w), day, listed(people, draft))
    values |= _around(w, draft, people, values)
    rules.check_counts(listed(people, draft).counts.values(), len(lines))
    if not draft.time and day == now.date():
        values["time"] = clock_time(w.now(), w.zone)
    return lines, values


def lines_of(draft: DraftBast, people: Sequence[Entry]) -> list[dict[str, Any]]:
    """The lines of the list as they are printed and frozen."""
    kind = rules.kind_of(draft.kind)
    return [annex.line(entry, number, kind) for number, entry in enumerate(people, start=1)]


def listed(people: Sequence[Entry], draft: DraftBast) -> Listed:
    """What is counted from the people on a list."""
    return Listed(annex.counts(people, rules.kind_of(draft.kind)), annex.vulnerable(people))


def told(r: Reading, people: Sequence[Entry]) -> list[str]:
    """What the remarks say of these people by themselves: deaths, and who answers for a child."""
    return [*deaths_told(r, people), *annex.guardians_told(people)]


def _around(r: Reading, draft: DraftBast, people: Sequence[Entry], values: dict[str, Any]) -> dict[str, Any]:
    """Remarks and documents with what the people on the list and the kind of receiver add."""
    remarks = [*told(r, people), *requirements.remarks(draft, people), *values["remarks"]]
    asked = {"reasons": draft.reasons, "death_papers": draft.death_papers, "documents": list(draft.documents)}
    documents = [*requirements.documents(draft), *values["documents"]]
    return {"remarks": remarks, "documents": documents, ASKED: asked}


def deaths_told(r: Reading, people: Sequence[Entry]) -> list[str]:
    """A sentence for each of these people who died here: the day, the hour where it is known, the place."""
    known = deaths(r, [entry.head.stay_id for entry in people])
    told = []
    for entry in people:
        if death := known.get(entry.head.stay_id):
            hour = f"pukul {death.time}, " if death.time else ""
            told.append(f"{entry.name} meninggal pada hari {date_words(death.day)}, {hour}di {death.place}.")
    return told


def statement(w: Work, number: str, values: dict[str, Any], names_digest: str) -> Signed:
    """What this desk signs for the paper: number, parties, counts, the list and the head of its journal."""
    _seq, chain_head = tail(w.connection, w.device_id, w.desk.epoch)
    claim = Statement(
        FORM,
        number,
        w.site_id,
        w.device_id,
        int(w.now().timestamp()),
        _called(values["giver"]),
        _called(values["receiver"]),
        counted(values),
        names_digest,
        chain_head,
    )
    return sign(claim, lambda data: bytes.fromhex(w.desk.sign(data)))


def heads_of_paper(r: Reading, handover_id: str) -> list[HandoverHead]:
    """The heads on a printed paper, in the order of its list."""
    query = select(HandoverHead).where(
        HandoverHead.site_id == r.site_id,
        HandoverHead.handover_id == handover_id,
        col(HandoverHead.void_reason).is_(None),
    )
    return r.all(query.order_by(col(HandoverHead.position)))


def paper_of(r: Reading, handover_id: str, copy: int | None = None) -> Sheet:
    """The paper as it was frozen, with the mark of this copy; a draft as a preview. Draw it away from the vault."""
    row = r.need(Handover, handover_id)
    if row.number is None:
        return preview(r, draft_of(row))
    lines = [head.line or {} for head in heads_of_paper(r, handover_id)]
    if annex.digest_of(lines) != row.names_digest:
        raise UserError(
            "bast.list_changed",
            _("Daftar nama surat {number} di laptop ini tidak lagi sama dengan yang dicetak.").format(
                number=row.number
            ),
            _("Jangan dicetak ulang; periksa surat aslinya dan laporkan kepada kepala pos."),
        )
    state = State("BATAL" if row.state == terms.VOID else "", copy or row.copies or 1)
    return Sheet(row.form or FORM, thawed(row.values or {}, lines), row.paper, row.form_version or VERSION, state)


def preview(r: Reading, draft: DraftBast) -> Sheet:
    """The paper as it would be printed, marked DRAF, whoever may not stand on it still included."""
    people = annex.ordered(roll(r, draft.stay_ids))
    site = site_of(r)
    values = frozen(draft, site, draft.day or today(r), listed(people, draft))
    values |= _around(r, draft, people, values)
    return Sheet(FORM, thawed(values, lines_of(draft, people)), draft.paper, VERSION, State("DRAF"))


def render_pdf(r: Reading, handover_id: str, copy: int | None = None) -> bytes:
    """The PDF of a paper: the same bytes whenever it is printed, but for the copy mark."""
    return paper_of(r, handover_id, copy).pdf()


def _called(party: dict[str, str]) -> str:
    return party.get("institution") or party.get("position") or party.get("name") or "-"
