"""A list that comes after people were handed over: the BAST stays as issued, the difference is an addendum to it."""

from app.access.office import Office
from app.handover import freezing, listing, receipt
from app.manifest import joining, unlisted
from app.manifest.recheck import Found
from app.registration import heads
from app.registration.heads import Paper, Who
from tests.handover.samples import issued
from tests.helpers.office import ship
from tests.manifest.lists import board_of, do, keep_list


def test_an_issued_paper_is_frozen_and_tells_of_its_addendum(office: Office) -> None:
    batch_id = ship(office)
    who = (
        Who("Sulaiman", "Abdullah", sex="L", birth_year=1990, papers=(Paper("splp", "XD481001"),)),
        Who("Aminah", "Daeng", sex="P", birth_year=1995, papers=(Paper("splp", "XD481020"),)),
    )
    stays = [
        do(office, unlisted.add, batch_id, one, Found(code)).stay_id
        for one, code in zip(who, ("LD", "PD"), strict=True)
    ]
    paper = issued(office, stays)
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    with office.read() as r:
        before = freezing.render_pdf(r, paper.id)
        frozen = listing.handover(r, paper.id)
    keep_list(office, batch_id)
    with office.read() as r:
        found = joining.pairings(r, batch_id)
    assert [one.head.account for one in found] == ["diberangkatkan", "diberangkatkan"]
    do(office, joining.join, [(one.line.id, one.head.stay_id) for one in found])
    with office.read() as r:
        after = listing.handover(r, paper.id)
        [line] = listing.handovers(r)
        assert freezing.render_pdf(r, paper.id) == before
        assert {heads.standing(r, stay).account for stay in stays} == {"diberangkatkan"}
    assert (after.heads, after.short_code, after.statement) == (frozen.heads, frozen.short_code, frozen.statement)
    assert after.addenda == ("no. 2 Aminah – nomor dokumen: daftar XD481002, tercatat XD481020",)
    assert (line.addenda, frozen.addenda) == (1, ())
    assert board_of(office, batch_id).rechecked.total == 2
