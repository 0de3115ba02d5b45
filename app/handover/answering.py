"""The receiving office's answer to a paper: who got off, who did not, whom it does not take, and where they went on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from app.access.office import site_of
from app.access.rules import require
from app.handover import incoming, onward, rules, terms
from app.handover.extract import Place
from app.handover.records import IncomingHead, IncomingPaper, WrittenAnswer
from app.kernel.canonical import canonical_json, digest
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.manifest import board, delivered
from app.manifest import rules as checks
from app.reference.enumerations import name_of
from app.registration.carrying import ties
from app.store.work import Reading, Work

FORMAT = "pulang-receipt-1"


@dataclass(frozen=True)
class HeadAnswer:
    """What became of one head: `outcome` as in terms.OUTCOMES, "" while nobody checked; `here` is his stay here."""

    stay: str
    number: int
    name: str
    head_class: str
    destination: str
    outcome: str
    note: str
    here: str | None = None


@dataclass(frozen=True)
class IncomingView:
    """A paper of another site, as it stands here; `extras` came with the people and stand on no list."""

    id: str
    number: str
    from_name: str
    batch_id: str
    day: Any
    heads: tuple[HeadAnswer, ...]
    extras: tuple[tuple[str, str], ...]
    revision: int
    answered_at: datetime | None
    signed_by: str
    changed: bool
    replaced_by: str
    called_off: str

    def count(self, outcome: str) -> int:
        """How many heads have this outcome."""
        return sum(head.outcome == outcome for head in self.heads)

    @property
    def waiting(self) -> int:
        """Heads nobody has said anything about."""
        return self.count("")


@dataclass(frozen=True)
class Reply:
    """What the officer adds: remarks, and who signs for the office."""

    signed_by: str
    position: str = ""
    remarks: str = ""


def incoming_papers(r: Reading) -> list[IncomingView]:
    """Every paper of another site, latest first."""
    return [_view(r, row) for row in incoming.papers(r)]


def view(r: Reading, incoming_id: str) -> IncomingView:
    """One of them."""
    return _view(r, incoming.paper_of(r, incoming_id))


def turn_away(w: Work, incoming_id: str, stay: str, reason: str) -> None:
    """This office does not take somebody on the list: he stays the sender's; refused while he is recorded as here."""
    require(w.actor, "handover.answer")
    head = _head(w, incoming_id, stay)
    if len(reason.strip()) < rules.SHORTEST_REASON:
        raise UserError("answer.reason", _("Tulis alasan tidak menerima orang ini."))
    if next(one for one in view(w, incoming_id).heads if one.stay == stay).here:
        raise UserError(
            "answer.present",
            _("Orang ini sudah dicatat hadir di kantor ini; belum ada yang diubah."),
            _("Batalkan dulu pemeriksaannya di Kedatangan, lalu tandai tidak diterima."),
        )
    w.update(head, outcome=terms.TURNED_AWAY, note=" ".join(reason.split()))


def take_after_all(w: Work, incoming_id: str, stay: str) -> None:
    """Undo `turn_away`: he waits to be checked like the others."""
    require(w.actor, "handover.answer")
    w.update(_head(w, incoming_id, stay), outcome=None, note=None)


def answer(w: Work, incoming_ids: Sequence[str], reply: Reply) -> dict[str, Any]:
    """The receipt for these papers of one site, as it goes into a bundle; unchanged, it is the same receipt again."""
    require(w.actor, "handover.answer")
    rows = [incoming.paper_of(w, one) for one in incoming_ids]
    if len({row.from_site for row in rows}) != 1:
        raise UserError(
            "answer.sites", _("Satu tanda terima untuk satu pengirim; pilih surat dari pengirim yang sama.")
        )
    if not reply.signed_by.strip():
        raise UserError("answer.signer", _("Isi nama yang menandatangani tanda terima."))
    site = site_of(w)
    told = [_answered(w, row, reply) for row in rows]
    sender = {"id": site.id, "code": site.code, "name": site.name}
    return {"format": FORMAT, "sender": sender, "to": rows[0].from_site, "papers": told}


def sender_of(r: Reading, incoming_id: str) -> Place:
    """The site that wrote a paper."""
    row = incoming.paper_of(r, incoming_id)
    return Place(row.from_site, row.from_code, row.from_name)


def _answered(w: Work, row: IncomingPaper, reply: Reply) -> dict[str, Any]:
    now = _view(w, row)
    if now.waiting:
        raise UserError(
            "answer.waiting",
            _("{n} orang di surat {number} belum diperiksa; tanda terima belum ditulis.").format(
                n=now.waiting, number=now.number
            ),
            _("Periksa di Kedatangan: hadir, atau tidak hadir dengan alasannya."),
        )
    content = {**_content(w, row, now), "remarks": reply.remarks.strip(), "signed_by": reply.signed_by.strip()}
    content["position"] = reply.position.strip()
    print_of = digest(canonical_json(content))
    last = _last(w, row.id)
    if last is not None and last.content_digest == print_of:
        return dict(last.content or {})
    revision = last.revision + 1 if last else 1
    content |= {"revision": revision, "at": w.now().isoformat()}
    w.insert(
        WrittenAnswer(
            id=derived_id("written_answer", row.id, revision, print_of), incoming_id=row.id, revision=revision,
            content=content, content_digest=print_of, signed_by=reply.signed_by.strip(),
            remarks=reply.remarks.strip() or None, at=w.now(),
        )
    )  # fmt: skip
    return content


def _content(r: Reading, row: IncomingPaper, now: IncomingView) -> dict[str, Any]:
    here = ties(r, row.from_site)
    persons = {head.stay: head.person or "" for head in incoming.heads_of(r, row.id)}
    return {
        "paper": row.paper_id,
        "number": row.number,
        "names_digest": row.names_digest or "",
        "heads": [
            {
                "stay": head.stay, "outcome": head.outcome, "note": head.note,
                "person": persons[head.stay], "here": here.get(persons[head.stay], "") if head.here else "",
            }
            for head in now.heads
        ],
        "extras": [{"name": name, "class": head_class} for name, head_class in now.extras],
        "onward": _onward(r, now.heads),
    }  # fmt: skip


def _onward(r: Reading, heads: Sequence[HeadAnswer]) -> list[dict[str, Any]]:
    """Where these people went on from here."""
    return onward.told(r, {head.here: head.stay for head in heads if head.here})


def _view(r: Reading, row: IncomingPaper) -> IncomingView:
    states = {state.stay: state for state in delivered.states(r, row.manifest_id)}
    heads = tuple(_head_answer(head, states.get(head.stay)) for head in incoming.heads_of(r, row.id))
    extras = tuple((one.display, one.head_class or "?") for one in board.figures(r, row.batch_id).extras)
    last = _last(r, row.id)
    later = [
        one.number for one in incoming.papers(r) if one.replaces == row.paper_id and one.from_site == row.from_site
    ]
    return IncomingView(
        row.id, row.number, row.from_name, row.batch_id, row.day, heads, extras,
        last.revision if last else 0, last.at if last else None, last.signed_by if last else "",
        last is not None and _differs(last, heads, extras, _onward(r, heads)), later[0] if later else "",
        row.called_off or "",
    )  # fmt: skip


def _differs(
    last: WrittenAnswer,
    heads: Sequence[HeadAnswer],
    extras: Sequence[tuple[str, str]],
    went_on: Sequence[Mapping[str, Any]],
) -> bool:
    """Whether something changed since the receipt was written."""
    said = last.content or {}
    then = [(one["stay"], one["outcome"], one["note"]) for one in said.get("heads", ())]
    more = [(one["name"], one["class"]) for one in said.get("extras", ())]
    return (
        then != [(one.stay, one.outcome, one.note) for one in heads]
        or more != list(extras)
        or said.get("onward", []) != list(went_on)
    )


def _head_answer(head: IncomingHead, state: delivered.LineState | None) -> HeadAnswer:
    line = head.line or {}
    outcome, note, here = head.outcome or "", head.note or "", None
    if state is not None and state.status in checks.PRESENT:
        outcome, here = terms.TAKEN, state.stay_id
        note = "" if state.status == checks.PRESENT_MATCHED else name_of("status_person_manifes", state.status)
    elif not outcome and state is not None and state.status != checks.UNCHECKED:
        said = name_of("status_person_manifes", state.status)
        outcome, note = terms.NOT_THERE, f"{said}: {state.reason}" if state.reason else said
    name, group, destination = (str(line.get(name, "")) for name in ("name", "class", "destination"))
    return HeadAnswer(head.stay, head.position, name, group, destination, outcome, note, here)


def _head(w: Work, incoming_id: str, stay: str) -> IncomingHead:
    return w.need(IncomingHead, derived_id("incoming_head", incoming_id, stay))


def _last(r: Reading, incoming_id: str) -> WrittenAnswer | None:
    query = select(WrittenAnswer).where(WrittenAnswer.site_id == r.site_id, WrittenAnswer.incoming_id == incoming_id)
    return max(r.all(query), key=lambda row: (row.revision, row.id), default=None)
