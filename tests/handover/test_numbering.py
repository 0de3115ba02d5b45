"""One draft numbered at two desks before they met: one number stays, the other is called off, never forgotten."""

import pytest

from app.handover import freezing, listing, numbering, signed, verify
from app.handover.records import Handover
from app.kernel.errors import UserError
from app.printing.statement import parse
from app.store import differing
from tests.handover.pair import Pair, landed_both, ledger, pair

__all__ = ["pair"]


def test_one_draft_printed_at_two_desks(pair: Pair) -> None:
    """Both desks number the same draft before they meet: two papers of one list; neither number may vanish."""
    stays = landed_both(pair, 2)
    made = pair.numbered_at_both(stays)
    paper_id = made[0].id
    texts = []
    for desk in pair.desks:
        with desk.read() as r:
            texts.append(listing.handover(r, paper_id).statement or "")
    pair.meet()
    kept = pair.read(lambda r: listing.handover(r, paper_id).line.number)
    assert kept in (made[0].number, made[1].number)
    lost = made[0] if kept == made[1].number else made[1]
    pair.read(ledger)
    with pair.office.read() as r:
        text = texts[0] if made[0] is lost else texts[1]
        (other,) = numbering.others_of(r, paper_id)
        found = signed.PAPERS["bast"].find
        assert found is not None
        told = found(r, lost.number or "")
    assert (other.number, other.kept, told) == (lost.number, kept, told)
    assert told is not None
    assert (told.statement, kept in (told.called_off or "")) == (text, True)
    with pair.office.read() as r:
        assert listing.handover(r, paper_id).also_printed == (lost.number,)
        with pytest.raises(UserError, match=f"berlaku dengan nomor {kept}"):
            listing.short_code_of(r, lost.number)
    if made[0] is lost:
        with pair.office.read() as r:
            answer = verify.verify_text(text, pair.office.home, verify.Against(known=r))
        assert answer.answer == verify.CALLED_OFF


def test_settling_the_number_takes_the_whole_paper(pair: Pair) -> None:
    """The number of one printing with the code of another would be a paper nobody printed."""
    stays = landed_both(pair, 2)
    made = pair.numbered_at_both(stays)
    paper_id = made[0].id
    pair.meet()
    for chosen in (made[0], made[1]):
        with pair.write(0, "sync.settle") as w:
            differing.settle(w, "handover", paper_id, "number", chosen.number)
        with pair.office.read() as r:
            row = r.need(Handover, paper_id)
            assert row.number == chosen.number
            assert parse(row.statement or "").statement.number == chosen.number
            assert (row.values or {})["control_number"] == chosen.number
            assert freezing.render_pdf(r, paper_id)
        pair.meet()
    pair.read(ledger)
