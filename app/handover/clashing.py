"""Settling which paper counts of a head that several claim: the one act, after which every other paper is marked."""

from collections.abc import Sequence

from app.access.rules import require
from app.handover import rules, terms
from app.handover.clashes import Claim, Clash, clash_of
from app.handover.freezing import heads_of_paper
from app.handover.records import Handover, HandoverHead
from app.handover.service import DOCUMENT, give_back
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration import exits, heads
from app.store.work import Work


def settle(w: Work, stay_id: str, handover_id: str, reason: str) -> None:
    """This paper counts for the head ("" for none of them): custody follows it, every other paper loses his line.

    A paper that loses everybody is void. UserError names what is in the way; nothing is changed then.
    """
    require(w.actor, "handover.settle")
    said = " ".join(reason.split())
    if len(said) < rules.SHORTEST_REASON:
        raise UserError("clash.reason", _("Tulis alasan keputusan ini; belum ada yang diubah."))
    clash = clash_of(w, stay_id)
    if clash is None:
        raise UserError("clash.none", _("Surat-surat orang ini tidak bertentangan lagi; tidak ada yang diubah."))
    chosen = _chosen(clash, handover_id)
    if chosen is not None and chosen.moved:
        _keep(w, chosen, said)
    for claim in clash.claims:
        if claim != chosen:
            _give_up(w, claim, _note(chosen, claim, said), chosen is not None)
    if chosen is not None:
        _count(w, clash, chosen, said)
    for paper in dict.fromkeys(claim.paper for claim in clash.claims):
        _restate(w, paper, chosen, said)


def _chosen(clash: Clash, handover_id: str) -> Claim | None:
    """The claim of that paper, as the arrival that counts if it names several of his."""
    if not handover_id:
        return None
    mine = [claim for claim in clash.claims if claim.paper == handover_id and claim.may_count]
    if not mine:
        raise UserError("clash.paper", _("Surat itu tidak dapat dipilih untuk orang ini; tidak ada yang diubah."))
    return next((claim for claim in mine if claim.stay == clash.stay_id), mine[0])


def _keep(w: Work, claim: Claim, said: str) -> None:
    """Of the movements of his arrival the one by this paper counts."""
    if not heads.standing(w, claim.stay).suspense:
        return
    mine = [move for move in heads.movements(w, claim.stay) if _is_of(claim, move.document_kind, move.document_id)]
    counted = heads.standing(w, claim.stay).last
    kept = next((move for move in mine if move.id == counted), mine[0])
    exits.settle(w, claim.stay, kept.id, said)


def _is_of(claim: Claim, kind: str | None, document: str | None) -> bool:
    return (kind, document) == (DOCUMENT, claim.paper)


def _give_up(w: Work, claim: Claim, note: str, another: bool) -> None:
    """The paper has him no more: its movement is taken back, its line says why."""
    row = w.need(HandoverHead, derived_id("handover_head", claim.paper, claim.stay))
    give_back(w, row, note)
    if another and claim.outcome in ("", terms.TAKEN):
        w.update(row, outcome=terms.WITHDRAWN, note=note)
    elif not another and claim.outcome in ("", terms.TAKEN, terms.WITHDRAWN):
        w.update(row, outcome=terms.NOT_THERE, note=note)


def _note(chosen: Claim | None, claim: Claim, said: str) -> str:
    """Why a line counts no more, as an addendum prints it."""
    if chosen is None:
        return said
    if chosen.paper == claim.paper:
        return f"orang yang sama dengan baris lain di surat ini: {said}"
    return f"dihitung dengan BAST {chosen.number}: {said}"


def _count(w: Work, clash: Clash, chosen: Claim, said: str) -> None:
    """He stands where the chosen paper took him, under the arrival it names."""
    if chosen.stay != clash.stay_id:
        heads.same_arrival(w, chosen.stay, clash.stay_id, said)
    row = w.need(HandoverHead, derived_id("handover_head", chosen.paper, chosen.stay))
    if row.outcome not in (None, terms.TAKEN):
        answered = w.need(Handover, chosen.paper).state in (*rules.ANSWERED, terms.SIGNATURE_REFUSED)
        w.update(row, outcome=terms.TAKEN if answered else None, note=said)
    kind, standing = rules.kind_of(chosen.kind), heads.standing(w, chosen.stay)
    if kind.account is None or standing.account == kind.account:
        return
    if standing.account not in rules.sources_of(kind):
        raise UserError(
            "clash.elsewhere",
            _("{name} tercatat keluar dengan cara lain; tidak ada yang diubah.").format(name=clash.name),
            _("Batalkan dulu catatan keluar itu di halaman orangnya, atau pilih: tidak dengan surat ini."),
        )
    heads.move(w, chosen.stay, kind.account, document=(DOCUMENT, chosen.paper))


def _restate(w: Work, paper_id: str, chosen: Claim | None, said: str) -> None:
    """The state of a paper by what its lines say now; void when it hands nobody over any more."""
    row, listed = w.need(Handover, paper_id), heads_of_paper(w, paper_id)
    outcomes = [head.outcome or terms.TAKEN for head in listed]
    if row.state == terms.VOID:
        return
    if terms.TAKEN not in outcomes:
        if row.state in rules.HANDED:
            _call_off(w, row, chosen, said)
        return
    if row.state in rules.LIVE:
        w.update(row, state=terms.SIGNED, signed_at=row.signed_at or w.now())
    elif row.state in (*rules.ANSWERED, terms.SIGNATURE_REFUSED):
        w.update(row, state=rules.state_after(outcomes, _remarks(row)))


def _call_off(w: Work, row: Handover, chosen: Claim | None, said: str) -> None:
    if row.state in rules.ANSWERED:
        require(w.actor, "handover.void.received")
    instead = chosen.number if chosen is not None and chosen.paper != row.id else ""
    text = _("semua orangnya dihitung dengan BAST {number}: {reason}") if instead else "{reason}"
    w.update(row, state=terms.VOID, void_reason=text.format(number=instead, reason=said))


def _remarks(row: Handover) -> str:
    return str((row.receipt or {}).get("remarks") or "")


def options(clash: Clash) -> Sequence[tuple[str, str]]:
    """What may be chosen: (paper, its words), "" for none of them."""
    papers = {claim.paper: claim for claim in clash.claims if claim.may_count}
    told = _("BAST {number} · {receiver}")
    found = [(one.paper, told.format(number=one.number, receiver=one.receiver)) for one in papers.values()]
    return [*found, ("", _("Tidak satu pun: tidak diserahkan dengan surat ini"))]
