"""The life of a BAST on a real vault: number, signature, receipt, void, replacement, and where the heads stand."""

from datetime import date

import pytest

from app.access.office import Office
from app.handover import drafts, freezing, listing, receipt, service, terms
from app.handover.candidates import candidates
from app.handover.terms import Party, Signing
from app.kernel.errors import UserError
from app.registration import heads
from app.registration.counts import count_by_account
from app.registration.heads import NewHead, Who
from tests.handover.samples import KIN, draft, drafted, issued
from tests.helpers.office import landed, landed_one, ship


def account(office: Office, stay: str) -> str:
    with office.read() as r:
        return heads.standing(r, stay).account


def state(office: Office, handover_id: str) -> str:
    with office.read() as r:
        return listing.handover(r, handover_id).line.state


def test_numbers_follow_each_other_and_the_list_is_frozen(office: Office) -> None:
    stays = landed(office, ship(office), 8)
    first, second = issued(office, stays[:5]), issued(office, stays[5:])
    assert [first.number, second.number] == ["NNK-A-26-000001", "NNK-A-26-000002"]
    assert first.counts.total == 5
    with office.read() as r:
        view = listing.handover(r, first.id)
    assert view.line.state_words == "dicetak"
    assert (view.line.total, view.line.counts, view.line.copies) == (5, first.counts, 1)
    assert [head.number for head in view.heads] == [1, 2, 3, 4, 5]
    assert {head.stay_id for head in view.heads} == set(stays[:5])
    assert view.short_code.replace("-", "") == first.short_code


def test_a_changed_person_does_not_change_the_printed_paper(office: Office) -> None:
    stay = landed_one(office, Who("Suparman", sex="L", age=30))
    paper = issued(office, [stay])
    with office.read() as r:
        before = freezing.render_pdf(r, paper.id)
    with office.write("registration.bind") as w:
        heads.unbind(w, stay)
        heads.bind(w, stay, Who("Orang Lain", sex="P", age=5))
    with office.read() as r:
        assert freezing.render_pdf(r, paper.id) == before


def test_signed_for_all_then_received(office: Office) -> None:
    stays = landed(office, None, 4)
    paper = issued(office, stays)
    with office.write("handover.sign") as w:
        assert receipt.sign(w, paper.id) == terms.SIGNED
    assert {account(office, stay) for stay in stays} == {"diberangkatkan"}
    with office.read() as r:
        assert len(listing.unreceived(r)) == 4
    with office.write("handover.sign") as w:
        after = receipt.receive(w, paper.id, Signing({stays[2]: "tidak_hadir"}, {stays[2]: "turun di Parepare"}))
    assert after == terms.RECEIVED_IN_PART
    assert [account(office, stay) for stay in stays] == ["diberangkatkan"] * 2 + ["hadir", "diberangkatkan"]
    with office.read() as r:
        assert listing.unreceived(r) == []
        noted = {head.stay_id: (head.outcome, head.note) for head in listing.handover(r, paper.id).heads}
    assert noted[stays[2]] == ("tidak_hadir", "turun di Parepare")


def test_refused_heads_stay_and_may_stand_on_another_paper(office: Office) -> None:
    stays = landed(office, None, 3)
    paper = issued(office, stays)
    with office.write("handover.sign") as w:
        answer = receipt.sign(
            w,
            paper.id,
            Signing({stays[0]: "ditolak"}, remarks="satu orang bukan warga kami", refusal="bukan warga kami"),
        )
    assert answer == terms.RECEIVED_IN_PART
    assert [account(office, stay) for stay in stays] == ["hadir", "diberangkatkan", "diberangkatkan"]
    assert issued(office, stays[:1]).number == "NNK-A-26-000002"
    with office.read() as r:
        assert listing.handover(r, paper.id).receipt_remarks == "satu orang bukan warga kami"
        assert count_by_account(r)["diberangkatkan"].total == 2


def test_a_refused_signature_keeps_everybody_here(office: Office) -> None:
    stays = landed(office, None, 2)
    paper = issued(office, stays)
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id, Signing(dict.fromkeys(stays, "ditolak"), refusal="bukan warga kami"))
    assert state(office, paper.id) == terms.SIGNATURE_REFUSED
    assert {account(office, stay) for stay in stays} == {"hadir"}


@pytest.mark.parametrize(
    ("kind", "goes_to"),
    [
        ("penampungan", "hadir"),
        ("pos_lain", "pindah_keluar"),
        ("kabkota", "diberangkatkan"),
        ("desa", "diserahkan_keluarga"),
        ("keluarga", "diserahkan_keluarga"),
        ("kementerian", "dirujuk"),
        ("lembaga", "dirujuk"),
    ],
)
def test_where_custody_goes(office: Office, kind: str, goes_to: str) -> None:
    stay = landed_one(office, Who("Siti", sex="P", age=22))
    paper = issued(office, [stay], kind=kind, receiver=KIN)
    with office.write("handover.sign") as w:
        assert receipt.sign(w, paper.id, Signing()) == terms.RECEIVED
    assert account(office, stay) == goes_to


def test_foreigners_go_to_immigration_and_bodies_to_heirs(office: Office) -> None:
    foreigner = landed_one(office, Who("Rodrigo", sex="L", age=40, nationality="wna", nationality_country="Filipina"))
    body = landed_one(office, Who("Almarhum Basri", sex="L", age=50), NewHead(head_class="LD", body=True))
    for stay, kind, goes_to in (
        (foreigner, "imigrasi", "diserahkan_imigrasi"),
        (body, "ahli_waris", "jenazah_diserahkan"),
    ):
        paper = issued(office, [stay], kind=kind, receiver=KIN)
        with office.write("handover.sign") as w:
            receipt.sign(w, paper.id, Signing())
        assert account(office, stay) == goes_to


def test_void_brings_everybody_back_and_keeps_the_number(office: Office) -> None:
    stays = landed(office, None, 3)
    paper = issued(office, stays)
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah provinsi")
    assert {account(office, stay) for stay in stays} == {"hadir"}
    with office.read() as r:
        line = listing.handover(r, paper.id).line
    assert (line.state, line.number, line.void_reason) == ("batal", "NNK-A-26-000001", "salah provinsi")


def test_void_is_refused_once_somebody_moved_on(office: Office) -> None:
    stays = landed(office, None, 2)
    paper = issued(office, stays)
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    with office.write("registration.move") as w:
        heads.move(w, stays[1], "meninggal")
    with pytest.raises(UserError) as refused, office.write("handover.void") as w:
        service.void(w, paper.id, "salah provinsi")
    assert refused.value.code == "bast.moved_on"
    assert "sudah tercatat berpindah lagi" in refused.value.text
    assert account(office, stays[0]) == "diberangkatkan"


def test_a_void_needs_a_reason(office: Office) -> None:
    paper = issued(office, landed(office, None, 1))
    with pytest.raises(UserError, match=r"bast\.reason"), office.write("handover.void") as w:
        service.void(w, paper.id, " - ")
    assert state(office, paper.id) == "dicetak"


def test_reissue_makes_a_new_draft_with_the_same_people(office: Office) -> None:
    stays = landed(office, None, 3)
    paper = issued(office, stays, remarks=("Satu orang batal berangkat.",), goods=("bekal perjalanan;",))
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah nama penerima")
    with office.write("handover.draft") as w:
        fresh = service.reissue(w, paper.id)
        given = drafts.read_draft(w, fresh)
        changed = Party("Penerima Baru", institution="Dinas Sosial")
        drafts.change_draft(w, fresh, draft(list(given.stay_ids), receiver=changed, remarks=given.remarks))
    assert set(given.stay_ids) == set(stays)
    assert (given.remarks, given.goods, given.sets) == (("Satu orang batal berangkat.",), ("bekal perjalanan;",), 3)
    with office.write("handover.issue") as w:
        assert service.issue(w, fresh).number == "NNK-A-26-000002"
    with office.read() as r:
        line = listing.handover(r, fresh).line
    assert (line.replaces, line.receiver) == (paper.id, "Dinas Sosial")


def test_a_failed_print_is_made_again_as_the_same_copy(office: Office) -> None:
    paper = issued(office, landed(office, None, 1))
    with office.write("handover.issue") as w:
        service.print_failed(w, paper.id)
    assert state(office, paper.id) == "gagal_cetak"
    with office.write("handover.issue") as w:
        assert service.reprint(w, paper.id) == 1
    assert state(office, paper.id) == "dicetak"
    with office.write("handover.issue") as w:
        assert service.reprint(w, paper.id, "untuk arsip") == 2


def test_office_number_is_recorded_later_and_leaves_the_print_alone(office: Office) -> None:
    paper = issued(office, landed(office, None, 2))
    with office.read() as r:
        before = freezing.render_pdf(r, paper.id)
    with office.write("handover.draft") as w:
        service.note_office_number(w, paper.id, " 400.9.3/217/DINSOS/I/2026 ")
    with office.read() as r:
        assert listing.handover(r, paper.id).line.office_number == "400.9.3/217/DINSOS/I/2026"
        assert freezing.render_pdf(r, paper.id) == before


def test_a_draft_changes_until_it_is_printed(office: Office) -> None:
    stays = landed(office, None, 3)
    handover_id = drafted(office, stays)
    with office.write("handover.draft") as w:
        drafts.change_draft(w, handover_id, draft(stays[:2], day=date(2026, 1, 24), paper="F4"))
    with office.read() as r:
        given = drafts.read_draft(r, handover_id)
    assert (given.stay_ids, given.day, given.paper) == (tuple(stays[:2]), date(2026, 1, 24), "F4")
    with office.write("handover.issue") as w:
        service.issue(w, handover_id)
    with pytest.raises(UserError, match=r"bast\.change"), office.write("handover.draft") as w:
        drafts.change_draft(w, handover_id, draft(stays))
    with pytest.raises(UserError, match=r"bast\.discard"), office.write("handover.draft") as w:
        drafts.discard(w, handover_id)


def test_a_discarded_draft_is_gone_from_the_list(office: Office) -> None:
    handover_id = drafted(office, landed(office, None, 1))
    with office.write("handover.draft") as w:
        drafts.discard(w, handover_id)
    with office.read() as r:
        assert listing.handovers(r) == []
    with pytest.raises(UserError, match=r"bast\.reissue"), office.write("handover.draft") as w:
        service.reissue(w, handover_id)


def test_short_code_by_telephone(office: Office) -> None:
    paper = issued(office, landed(office, None, 2))
    with office.read() as r:
        code = listing.short_code_of(r, " nnk-a-26-000001 ")
        assert code.short_code.replace("-", "") == paper.short_code
        assert (code.state, code.total) == ("dicetak", 2)
        with pytest.raises(UserError) as refused:
            listing.short_code_of(r, "NNK-A-26-000099")
    assert "tidak ada di laptop ini" in refused.value.text


def test_candidates_are_grouped_by_home_and_say_what_is_in_the_way(office: Office) -> None:
    batch = ship(office)
    stays = landed(office, batch, 10)
    child = landed_one(office, Who("Rizky", sex="L", age=9, destination_text="Ajangale, Bone, Sulawesi Selatan"))
    foreigner = landed_one(office, Who("Rodrigo", sex="L", age=40, nationality="wna"))
    issued(office, stays[:1])
    drafted(office, stays[1:2])
    with office.read() as r:
        groups = candidates(r, None, "provinsi")
        only_ship = candidates(r, batch, "provinsi")
    assert groups[-1].province == ""
    named = [(group.province_name, group.regency_name) for group in groups]
    assert ("Sulawesi Selatan", "Kab. Bone") in named
    assert named[:-1] == sorted(named[:-1])
    people = {one.stay_id: one for group in groups for one in group.people}
    assert people[stays[0]].obstacle == "sudah ada di BAST NNK-A-26-000001"
    assert people[foreigner].obstacle == "warga negara asing; diserahkan ke Imigrasi"
    assert people[stays[1]].allowed
    assert people[stays[1]].warnings == ("sudah ada di draf lain",)
    assert people[child].warnings == ("anak tanpa pendamping: pastikan wali atau lembaga yang menerima",)
    assert "tujuan belum diketahui" in people[foreigner].warnings
    assert {one.stay_id for group in only_ship for one in group.people} == set(stays)
    with office.read() as r:
        to_immigration = candidates(r, None, "imigrasi")
    assert [one.stay_id for group in to_immigration for one in group.people if one.allowed] == [foreigner]


def test_why_people_were_refused_outlasts_an_answer_that_refuses_them_still(office: Office) -> None:
    stays = landed(office, None, 3)
    paper = issued(office, stays)
    refused = {stays[0]: terms.TURNED_AWAY}
    answers = (
        (Signing(refused, refusal="keluarganya tidak datang", witnesses="Lurah Tanete"), "keluarganya tidak datang"),
        (Signing(refused, remarks="dua tas tertukar"), "keluarganya tidak datang"),
        (Signing({stays[1]: terms.TURNED_AWAY}), ""),
    )
    for at, (told, why) in enumerate(answers):
        with office.write("handover.sign") as w:
            (receipt.correct if at else receipt.sign)(w, paper.id, told)
        with office.read() as r:
            view = listing.handover(r, paper.id)
        assert (view.refusal, view.refusal_witnesses) == (why, "Lurah Tanete" if why else "")


def test_nobody_is_turned_away_without_a_word_of_why(office: Office) -> None:
    stays = landed(office, None, 2)
    paper = issued(office, stays)
    for act in (receipt.sign, receipt.receive):
        if act is receipt.receive:
            with office.write("handover.sign") as w:
                receipt.sign(w, paper.id)
        for told in (Signing({stays[0]: terms.TURNED_AWAY}), Signing({stays[0]: terms.TURNED_AWAY}, refusal="  ")):
            with pytest.raises(UserError, match="tanpa alasan"), office.write("handover.sign") as w:
                act(w, paper.id, told)
    with office.write("handover.sign") as w:
        noted = Signing({stays[0]: terms.TURNED_AWAY}, {stays[0]: "bukan warga kami"})
        assert receipt.receive(w, paper.id, noted) == terms.RECEIVED_IN_PART
