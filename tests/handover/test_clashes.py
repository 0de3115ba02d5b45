"""One head on two signed papers of two desks: both say so with both numbers, one act settles it, one is marked."""

from pathlib import Path
from typing import Any

import pytest

from app.handover import (
    addenda,
    clashes,
    freezing,
    listing,
    receipt,
    service,
    terms,
    verify,
)  # fmt: skip
from app.handover.service import Issued
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.registration import exits, heads, joins
from app.registration.counts import heads_of
from app.store.work import Reading
from tests.handover.pair import Pair, landed_both, ledger, pair

__all__ = ["pair"]


def standing(stays: list[str]) -> Any:
    """A look at where heads stand."""
    return lambda r: [(head.account, head.suspense) for head in heads_of(r, stays)]


def states(*papers: Issued) -> Any:
    """A look at the states of papers and the answers on them."""

    def look(r: Reading) -> Any:
        views = [listing.handover(r, paper.id) for paper in papers]
        by_stay = [sorted(view.heads, key=lambda head: head.stay_id) for view in views]
        return [
            (view.line.state, [head.outcome for head in listed]) for view, listed in zip(views, by_stay, strict=True)
        ]

    return look


def test_both_desks_are_told_both_numbers_and_one_act_settles_it(pair: Pair) -> None:
    stays = landed_both(pair, 3)
    first, second = pair.paper(0, stays[:2]), pair.paper(1, stays[1:])
    assert clashes_at(pair, 0) == []
    pair.meet()
    (found,) = pair.read(clashes.clashes)
    assert (found.stay_id, {claim.number for claim in found.claims}) == (stays[1], {first.number, second.number})
    assert first.number in found.words
    assert second.number in found.words
    pair.settle(1, stays[1], second.id)
    pair.meet()
    assert pair.read(clashes.clashes) == []
    assert pair.read(standing(stays)) == [("diberangkatkan", 0)] * 3
    assert pair.read(states(first, second)) == [
        (terms.SIGNED, [None, terms.WITHDRAWN]),
        (terms.SIGNED, [None, None]),
    ]
    with pair.office.read() as r:
        moves = [move for move in heads.movements(r, stays[1]) if move.document_kind]
        assert [move.document_id for move in moves] == [second.id]
        assert [one.stay_id for one in listing.unreceived(r)].count(stays[1]) == 1
        note = next(head.note for head in listing.handover(r, first.id).heads if head.stay_id == stays[1])
    assert second.number in (note or "")
    pair.read(ledger)


def clashes_at(pair: Pair, desk: int) -> list[clashes.Clash]:
    """What one desk says."""
    with pair.desks[desk].read() as r:
        return clashes.clashes(r)


def test_a_paper_that_loses_everybody_is_void_and_verify_says_why(pair: Pair, tmp_path: Path) -> None:
    stays = landed_both(pair, 2)
    first, second = pair.paper(0, stays), pair.paper(1, stays[:1])
    pair.meet()
    pair.settle(0, stays[0], first.id)
    pair.meet()
    assert pair.read(states(first, second)) == [(terms.SIGNED, [None, None]), (terms.VOID, [terms.WITHDRAWN])]
    with pair.office.read() as r:
        view = listing.handover(r, second.id)
    assert first.number in (view.line.void_reason or "")
    pair.read(ledger)


def test_verify_names_the_line_that_counts_no_more(pair: Pair) -> None:
    stays = landed_both(pair, 3)
    first, second = pair.paper(0, stays), pair.paper(1, stays[2:])
    pair.meet()
    pair.settle(0, stays[2], second.id)
    with pair.office.read() as r:
        view = listing.handover(r, first.id)
        line = next(head.number for head in view.heads if head.stay_id == stays[2])
        told = verify.verify_text(view.statement or "", pair.office.home, verify.Against(known=r))
    assert told.answer == verify.GENUINE
    assert f"Baris {line} tidak berlaku lagi" in told.sentence
    assert second.number in told.sentence
    with pair.office.read() as r:
        changes = addenda.changes(r, first.id)
        assert [(one.line, one.column) for one in changes] == [(line, "custody")]
        assert freezing.render_pdf(r, first.id)


def test_a_receipt_does_not_bring_a_withdrawn_head_back(pair: Pair) -> None:
    stays = landed_both(pair, 3)
    first, second = pair.paper(0, stays), pair.paper(1, stays[2:])
    pair.meet()
    pair.settle(0, stays[2], second.id)
    with pair.write(0, "handover.sign") as w:
        assert receipt.receive(w, first.id, Signing()) == terms.RECEIVED_IN_PART
    pair.meet()
    outcomes = dict(zip(*_on(pair, first), strict=True))
    assert outcomes == {stays[0]: terms.TAKEN, stays[1]: terms.TAKEN, stays[2]: terms.WITHDRAWN}
    assert pair.read(clashes.clashes) == []
    with pair.write(0, "handover.sign") as w, pytest.raises(UserError) as refused:
        receipt.correct(w, first.id, Signing({stays[2]: terms.TAKEN}))
    assert refused.value.code == "bast.withdrawn"
    pair.read(ledger)


def _on(pair: Pair, paper: Issued) -> tuple[list[str], list[str | None]]:
    with pair.office.read() as r:
        found = listing.handover(r, paper.id).heads
    return [head.stay_id for head in found], [head.outcome for head in found]


def test_neither_paper_counts(pair: Pair) -> None:
    stays = landed_both(pair, 2)
    first, second = pair.paper(0, stays), pair.paper(1, stays[:1])
    pair.meet()
    pair.settle(0, stays[0], "", "masih di penampungan, dua-duanya keliru")
    pair.meet()
    assert pair.read(clashes.clashes) == []
    assert pair.read(standing(stays)) == [("hadir", 0), ("diberangkatkan", 0)]
    assert {state for state, _heads in pair.read(states(first, second))} == {terms.SIGNED, terms.VOID}
    pair.read(ledger)


def test_a_head_signed_for_here_and_refused_there_on_one_paper(pair: Pair) -> None:
    """A records the signature, B that one was refused: he must not be gone and refused at once, unseen."""
    stays = landed_both(pair, 2)
    pair.signed_here_refused_there(stays)
    pair.meet()
    (found,) = pair.read(clashes.clashes)
    assert found.stay_id == stays[1]
    pair.settle(0, stays[1], "", "penerima menolak di dermaga")
    pair.meet()
    assert pair.read(clashes.clashes) == []
    assert pair.read(standing(stays)) == [("diberangkatkan", 0), ("hadir", 0)]
    pair.read(ledger)


def test_signed_at_one_desk_and_called_off_at_the_other(pair: Pair) -> None:
    stays = landed_both(pair, 2)
    paper = pair.paper(0, stays, sign=False)
    pair.meet()
    with pair.write(0, "handover.sign") as w:
        receipt.sign(w, paper.id)
    with pair.write(1, "handover.void") as w:
        service.void(w, paper.id, "salah penerima")
    pair.meet()
    found = pair.read(clashes.clashes)
    at = pair.read(standing(stays))
    state = pair.read(states(paper))[0][0]
    assert state != terms.VOID or at == [("hadir", 0)] * 2 or {one.stay_id for one in found} == set(stays)
    for one in found:
        pair.settle(0, one.stay_id, "", "surat dibatalkan di loket B")
    pair.meet()
    assert pair.read(clashes.clashes) == []
    pair.read(ledger)


def test_a_paper_against_another_way_out(pair: Pair) -> None:
    """B says he ran away while A handed him over; settled on his page, the paper's line is still to be marked."""
    stays = landed_both(pair, 2)
    paper = pair.paper(0, stays)
    with pair.write(1, "registration.leave") as w:
        gone = exits.leave(w, stays[0], "pergi_tanpa_izin", "tidak kembali malam itu")
    pair.meet()
    assert [one.stay_id for one in pair.read(clashes.clashes)] == [stays[0]]
    with pair.write(1, "registration.settle") as w:
        exits.settle(w, stays[0], gone.id, "dilihat petugas jaga")
    pair.meet()
    (found,) = pair.read(clashes.clashes)
    assert (found.account, [claim.number for claim in found.claims]) == ("pergi_tanpa_izin", [paper.number])
    with pytest.raises(UserError) as refused:
        pair.settle(0, stays[0], paper.id)
    assert refused.value.code == "clash.elsewhere"
    pair.settle(0, stays[0], "")
    pair.meet()
    assert pair.read(clashes.clashes) == []
    assert pair.read(standing(stays)) == [("pergi_tanpa_izin", 0), ("diberangkatkan", 0)]
    pair.read(ledger)


@pytest.mark.parametrize("wins", [0, 1])
def test_two_heads_joined_as_one_arrival_after_both_went(pair: Pair, wins: int) -> None:
    """Two heads of one person stand on a paper each; one desk joins them while the other signs."""
    stays = landed_both(pair, 2)
    first = pair.paper(0, stays[:1])
    with pair.write(0, "registration.merge") as w:
        joins.same_arrival(w, stays[0], stays[1], "orang yang sama")
    second = pair.paper(1, stays[1:])
    pair.meet()
    (found,) = pair.read(clashes.clashes)
    assert {claim.number for claim in found.claims} == {first.number, second.number}
    pair.settle(1, found.stay_id, (first, second)[wins].id)
    pair.meet()
    assert pair.read(clashes.clashes) == []
    counted = pair.read(standing(stays))
    assert counted == [("diberangkatkan", 0)]
    assert pair.read(states(first, second))[1 - wins][0] == terms.VOID
    pair.read(ledger)


def test_two_desks_settle_it_differently(pair: Pair) -> None:
    stays = landed_both(pair, 3)
    first, second = pair.paper(0, stays[:2]), pair.paper(1, stays[1:])
    pair.meet()
    pair.settle(0, stays[1], first.id)
    pair.settle(1, stays[1], second.id)
    pair.meet()
    at = pair.read(standing(stays[1:2]))
    (found,) = pair.read(clashes.clashes)
    assert at == [("hadir", 0)]
    pair.settle(1, found.stay_id, first.id)
    pair.meet()
    assert pair.read(clashes.clashes) == []
    assert pair.read(standing(stays)) == [("diberangkatkan", 0)] * 3
    pair.read(ledger)


def test_settling_asks_for_a_reason_a_clash_and_a_paper_of_it(pair: Pair) -> None:
    stays = landed_both(pair, 2)
    pair.paper(0, stays[:1])
    pair.paper(1, stays[:1])
    other = pair.paper(0, stays[1:])
    pair.meet()
    for stay, paper, reason, code in (
        (stays[0], "", " ", "clash.reason"),
        (stays[1], other.id, "salah pilih", "clash.none"),
        (stays[0], other.id, "salah pilih", "clash.paper"),
    ):
        with pytest.raises(UserError) as refused:
            pair.settle(0, stay, paper, reason)
        assert refused.value.code == code
    assert len(pair.read(clashes.clashes)) == 1


def test_one_person_twice_on_one_paper(pair: Pair) -> None:
    """Two heads stand on a list, are signed for at one desk and joined as one arrival at the other: one counts."""
    stays = landed_both(pair, 3)
    paper = pair.paper(0, stays, sign=False)
    pair.meet()
    with pair.write(1, "registration.merge") as w:
        kept = joins.same_arrival(w, stays[0], stays[1], "didata dua kali")
    with pair.write(0, "handover.sign") as w:
        receipt.sign(w, paper.id)
    pair.meet()
    (found,) = pair.read(clashes.clashes)
    pair.settle(0, kept, paper.id, "orang yang sama")
    pair.meet()
    assert pair.read(clashes.clashes) == []
    assert (found.stay_id, pair.read(standing(stays))) == (kept, [("diberangkatkan", 0)] * 2)
    assert sorted(outcome or "" for outcome in _on(pair, paper)[1]) == ["", "", terms.WITHDRAWN]
    pair.read(ledger)
