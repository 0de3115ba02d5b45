"""People handed from one office to the next: bundle out, checked off the bus, receipt back, all on real files."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.handover import answering, drafts, judging, listing, receipt, receipts_back, service, terms
from app.handover.answering import Reply, incoming_papers
from app.handover.custody import chain
from app.handover.incoming import paper_of
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest import board, recheck, replacing
from app.manifest.delivered import states
from app.registration import cards, families, guardians, heads, people
from app.registration.carrying import ties
from app.registration.counts import heads_of, heads_of_batch
from app.registration.guardians import GuardianEntry
from app.registration.heads import NewHead, Paper, Who
from app.registration.page import page
from app.sync import handing
from tests.helpers.between import SIGNED_BY, acquaint, checked, receiving, sent
from tests.helpers.office import landed, landed_one, ship


def test_forty_people_go_and_the_receipt_comes_back(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    stays = landed(office, ship(office), 40)
    gone = sent(office, stays, partner, stick)
    assert gone.path.name.endswith("-untuk-DSBONE.pulang")
    loaded = courier.take(bone, gone.path)
    assert [(one.number, one.total, one.again) for one in loaded.papers] == [(gone.number, 40, False)]
    checked(bone, loaded.papers[0].id, absent=2)
    with bone.read() as r:
        view = incoming_papers(r)[0]
        assert (view.count(terms.TAKEN), view.count(terms.NOT_THERE), view.waiting) == (38, 2, 0)
        assert len(ties(r, office.site.id)) == 38
    answer = courier.reply(bone, [view.id], SIGNED_BY, stick)
    applied = courier.take(office, answer.path).receipts[0]
    assert applied.state == judging.APPLIED
    with office.read() as r:
        paper = listing.handover(r, gone.paper)
    assert paper.line.state == terms.RECEIVED_IN_PART
    assert [head.outcome for head in paper.heads].count(terms.NOT_THERE) == 2
    assert "dirawat di Parepare" in (paper.heads[-1].note or "")


def test_loading_twice_or_reading_a_receipt_twice_changes_nothing(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    gone = sent(office, landed(office, ship(office), 5), partner, stick)
    first = courier.take(bone, gone.path)
    again = courier.take(bone, gone.path)
    assert again.papers[0].again
    assert again.papers[0].batch_id == first.papers[0].batch_id
    other = courier.take(bone, courier.send(office, [gone.paper], partner.id, stick).path)
    assert other.papers[0].again
    with bone.read() as r:
        assert len(incoming_papers(r)) == 1
        assert len(board.lines_of(r, first.papers[0].batch_id)) == 5
    checked(bone, first.papers[0].id)
    written = courier.reply(bone, [first.papers[0].id], SIGNED_BY, stick)
    assert courier.take(office, written.path).receipts[0].state == judging.APPLIED
    assert courier.take(office, written.path).receipts[0].state == judging.SAME
    lost_and_written_again = courier.reply(bone, [first.papers[0].id], SIGNED_BY, stick)
    assert lost_and_written_again.path != written.path
    assert courier.take(office, lost_and_written_again.path).receipts[0].state == judging.SAME
    with office.read() as r:
        assert len(receipts_back.receipts(r)) == 1
        assert listing.handover(r, gone.paper).line.state == terms.RECEIVED


def test_what_travels_is_no_secret(office: Office, bone: Office, partner: PartnerView, stick: Path) -> None:
    mother = landed_one(
        office,
        Who("Kamaria", "Lamude", ("Ria",), "P", age=31, nik="7308185501950001", papers=(Paper("splp", "XC000001"),)),
        NewHead(ship(office), "LD", "A-0001"),
    )
    with office.write("registration.arrive") as w:
        child = heads.born(w, mother, Who("Nur", sex="P")).id
    with office.read() as r:
        ids = {head.stay_id: str(head.person_id) for head in heads_of(r, [mother, child])}
    with office.write("registration.edit") as w:
        people.update_person(w, ids[mother], {"religion": "islam", "kin_name": "Lamude", "kin_phone": "0812"})
        people.add_note(w, ids[mother], "takut pulang karena majikan")
        people.set_need(w, mother, "kursi_roda", True, "patah kaki dipukul")
        family = families.create(w, "Keluarga Kamaria", ids[mother])
        families.link(w, family, ids[child], "anak")
        guardians.entrust(w, child, GuardianEntry("keluarga", "Lamude", "kakek"))
    gone = sent(office, [mother, child], partner, stick)
    told = handing.open_bundle(bone, gone.path).content
    text = str(told)
    for secret in ("islam", "takut", "patah", "pmib", "category", "religion", "note'"):
        assert secret not in text, secret
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id)
    with bone.read() as r:
        here = {head.display: head for head in heads_of_batch(r, loaded.batch_id)}
        kamaria, nur = here["Kamaria binti Lamude"], here["Nur"]
        assert kamaria.needs == ("kursi_roda",)
        shown = page(r, kamaria.stay_id, kamaria.arrived)
        assert shown is not None
        assert shown.identity is not None
        assert (shown.identity.get("kin_name"), shown.identity.get("kin_phone")) == ("Lamude", "0812")
        assert families.family_of(r, str(kamaria.person_id)) == families.family_of(r, str(nur.person_id))
        assert guardians.guardian_of(r, nur.stay_id) == GuardianEntry("keluarga", "Lamude", "kakek")
        assert heads.stay_of(r, nur.stay_id).mother_stay_id == kamaria.stay_id
        assert nur.category == "family"


def test_corrected_paper_keeps_what_was_decided(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    stays = landed(office, ship(office), 6)
    gone = sent(office, stays[:5], partner, stick)
    first = courier.take(bone, gone.path).papers[0]
    with bone.read() as r:
        lines = [state.line_id for state in states(r, paper_of(r, first.id).manifest_id)]
    with bone.write("manifest.recheck") as w:
        for line in lines[:4]:
            recheck.confirm(w, line)
    with office.write("handover.void") as w:
        service.void(w, gone.paper, "satu orang tertukar")
    with office.write("handover.draft") as w:
        draft = service.reissue(w, gone.paper)
        kept = replace(drafts.read_draft(w, draft), stay_ids=(*stays[1:5], stays[5]), parting_reason="jemputan lain")
        drafts.change_draft(w, draft, kept)
    with office.write("handover.issue") as w:
        fresh = service.issue(w, draft)
    with office.write("handover.sign") as w:
        receipt.sign(w, fresh.id)
    loaded = courier.take(bone, courier.send(office, [fresh.id, gone.paper], partner.id, stick).path).papers
    by_number = {one.number: one for one in loaded}
    assert by_number[gone.number].called_off == "satu orang tertukar"
    new = by_number[fresh.number]
    assert (new.replaced, new.carried + new.left, new.batch_id) == (gone.number, 4, first.batch_id)
    with bone.read() as r:
        view = answering.view(r, new.id)
        assert view.count(terms.TAKEN) == new.carried
        assert [name for name, _class in view.extras] == [] if new.left == 0 else len(view.extras) == new.left
        compared = replacing.compared(r, paper_of(r, new.id).manifest_id)
        assert (len(compared.added), len(compared.gone)) == (1, 1)
        assert answering.view(r, first.id).replaced_by == fresh.number


def test_extra_person_off_the_bus_waits_for_a_decision(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    """A receipt for 41 of 40: the forty are recorded, the one too many is shown until somebody decides."""
    gone = sent(office, landed(office, ship(office), 4), partner, stick)
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id)
    landed_one(bone, Who("La Ode Tersesat", sex="L", age=22), NewHead(loaded.batch_id, "LD", origin="extra"))
    applied = courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path).receipts[0]
    assert (applied.state, applied.paper_state) == (judging.DIFFERS, terms.RECEIVED)
    with office.read() as r:
        waiting = receipts_back.unsettled(r)
    assert waiting[0].extras == ("La Ode Tersesat (LD)",)
    assert waiting[0].differences == ("1 orang datang tanpa tercantum",)
    with office.write("handover.settle") as w:
        receipts_back.settle(w, waiting[0].id, follow=False, reason="penumpang umum, bukan orang kita")
    with office.read() as r:
        assert receipts_back.unsettled(r) == []


def test_receipt_after_another_was_typed_in_differently(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    stays = landed(office, ship(office), 3)
    gone = sent(office, stays, partner, stick)
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id, absent=1)
    with office.write("handover.receive") as w:
        receipt.receive(w, gone.paper, terms.Signing())
    applied = courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path).receipts[0]
    assert (applied.state, applied.paper_state) == (judging.DIFFERS, terms.RECEIVED)
    with office.read() as r:
        waiting = receipts_back.unsettled(r)[0]
        assert "dicatat diterima, menurut tanda terima tidak hadir" in waiting.differences[0]
        before = {head.stay_id: head.account for head in heads_of(r, stays)}
    assert set(before.values()) == {"diberangkatkan"}
    with office.write("handover.settle") as w:
        assert receipts_back.settle(w, waiting.id, True, "lembar kertas keliru") == terms.RECEIVED_IN_PART
    with office.read() as r:
        after = [head.account for head in heads_of(r, stays)]
        assert sorted(after) == ["diberangkatkan", "diberangkatkan", "hadir"]
        assert receipts_back.receipts(r)[0].decision == "mengikuti tanda terima: lembar kertas keliru"
    with office.write("handover.settle") as w, pytest.raises(UserError) as caught:
        receipts_back.settle(w, waiting.id, True, "sekali lagi")
    assert caught.value.code == "receipt.settled"


def test_receipt_for_a_void_paper_is_kept_as_a_difference(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    loaded = courier.take(bone, gone.path).papers[0]
    checked(bone, loaded.id)
    answer = courier.reply(bone, [loaded.id], SIGNED_BY, stick)
    with office.write("handover.void") as w:
        service.void(w, gone.paper, "bus tidak jadi berangkat")
    applied = courier.take(office, answer.path).receipts[0]
    assert (applied.state, applied.paper_state) == (judging.DIFFERS, terms.VOID)
    with office.read() as r:
        waiting = receipts_back.unsettled(r)[0]
    assert waiting.differences == ("surat ini sudah dibatalkan: bus tidak jadi berangkat",)
    with office.write("handover.settle") as w, pytest.raises(UserError) as caught:
        receipts_back.settle(w, waiting.id, True, "ikuti saja")
    assert caught.value.code == "receipt.cannot_follow"


def test_unsigned_paper_is_signed_by_its_receipt(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick, sign=False)
    loaded = courier.take(bone, gone.path).papers[0]
    with bone.write("handover.answer") as w:
        answering.turn_away(w, loaded.id, gone.stays[0], "bukan warga Bone")
    checked_left(bone, loaded.id)
    applied = courier.take(office, courier.reply(bone, [loaded.id], SIGNED_BY, stick).path).receipts[0]
    assert applied.paper_state == terms.RECEIVED_IN_PART
    with office.read() as r:
        paper = listing.handover(r, gone.paper)
        refused = [head for head in paper.heads if head.outcome == terms.TURNED_AWAY]
        assert [(head.stay_id, head.note) for head in refused] == [(gone.stays[0], "bukan warga Bone")]
        assert [head.account for head in heads_of(r, [gone.stays[0]])] == ["hadir"]


def checked_left(office: Office, incoming_id: str) -> None:
    """Everybody who is not turned away is here."""
    with office.read() as r:
        view = answering.view(r, incoming_id)
        waiting = {head.stay for head in view.heads if not head.outcome}
        lines = [one.line_id for one in states(r, paper_of(r, incoming_id).manifest_id) if one.stay in waiting]
    for line in lines:
        with office.write("manifest.recheck") as w:
            recheck.confirm(w, line)


def test_answer_waits_until_everybody_is_checked(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    gone = sent(office, landed(office, ship(office), 3), partner, stick)
    loaded = courier.take(bone, gone.path).papers[0]
    with pytest.raises(UserError) as caught:
        courier.reply(bone, [loaded.id], SIGNED_BY, stick)
    assert "3 orang di surat" in caught.value.text
    checked(bone, loaded.id)
    with bone.write("handover.answer") as w, pytest.raises(UserError) as caught:
        answering.turn_away(w, loaded.id, gone.stays[0], "bukan warga Bone")
    assert caught.value.code == "answer.present"
    with pytest.raises(UserError) as caught:
        courier.reply(bone, [loaded.id], Reply("  "), stick)
    assert caught.value.code == "answer.signer"


def test_code_of_the_senders_card_finds_the_line(
    office: Office, bone: Office, partner: PartnerView, stick: Path
) -> None:
    with office.write("registration.cards") as w:
        number, token = cards.mint(w, 1)[0]
    stay = landed_one(office, Who("Suparman", sex="L", age=40), NewHead(ship(office), "LD", number))
    loaded = courier.take(bone, sent(office, [stay], partner, stick).path).papers[0]
    with bone.read() as r:
        assert board.board(r, loaded.batch_id).lines[0].codes == (token, number)


def test_papers_of_the_office_before_stand_in_the_chain(
    office: Office, bone: Office, partner: PartnerView, stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """Three homes: Nunukan → the transit at Parepare → Bone; each sees as much of the way as came back to it."""
    with receiving(tmp_path / "parepare", clock, "PRE", "Transit Parepare", "transit") as parepare:
        transit = acquaint(office, parepare, stick)
        onward = acquaint(parepare, bone, stick)
        stays = landed(office, ship(office), 3)
        gone = sent(office, stays, transit, stick)
        loaded = courier.take(parepare, gone.path).papers[0]
        checked(parepare, loaded.id)
        with parepare.read() as r:
            here = [head.stay_id for head in heads_of_batch(r, loaded.batch_id)]
        next_one = sent(parepare, here, onward, stick)
        courier.take(office, courier.reply(parepare, [loaded.id], SIGNED_BY, stick).path)
        with office.read() as r:
            told = [link.text for link in chain(r, [stays[0]])]
        assert told == [
            "Berkas dikirim ke Transit Parepare",
            "Tanda terima Transit Parepare: diterima",
            "Transit Parepare menyerahkan kepada Dinas Sosial Kabupaten Bone",
        ]
        at_bone = courier.take(bone, next_one.path).papers[0]
        checked(bone, at_bone.id)
        with bone.read() as r:
            head = heads_of_batch(r, at_bone.batch_id)[0]
            assert [link.text for link in chain(r, [head.stay_id])] == ["Diserahkan oleh Transit Parepare"]
