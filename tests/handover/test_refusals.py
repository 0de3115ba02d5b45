"""Everything that must not be printed, with the sentence the officer reads; a refused paper takes no number."""

import pytest

from app.access.office import Office
from app.handover import drafts, listing, receipt, service
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.registration import heads
from app.registration.heads import NewHead, Who
from app.store.work import Actor
from tests.handover.samples import KIN, draft, drafted, issued
from tests.helpers.office import landed, landed_one


def refusal(office: Office, stays: list[str], **changes: object) -> UserError:
    """What issuing such a paper is answered."""
    handover_id = drafted(office, stays, **changes)
    with pytest.raises(UserError) as refused, office.write("handover.issue") as w:
        service.issue(w, handover_id)
    with office.read() as r:
        assert listing.handover(r, handover_id).line.number is None
    return refused.value


def test_an_empty_list(office: Office) -> None:
    assert refusal(office, []).text == "Daftar nama masih kosong; tidak ada yang dicetak."


def test_somebody_on_another_paper_that_waits_for_its_signature(office: Office) -> None:
    stays = landed(office, None, 3)
    first = issued(office, stays[:1])
    refused = refusal(office, stays)
    assert refused.code == "bast.not_allowed"
    assert f"sudah ada di BAST {first.number}" in refused.text
    assert issued(office, stays[1:]).number == "NNK-A-26-000002"


def test_somebody_who_left(office: Office) -> None:
    stay = landed_one(office, Who("Suparman", sex="L", age=30))
    with office.write("registration.move") as w:
        heads.move(w, stay, "pulang_mandiri")
    assert refusal(office, [stay]).text.endswith("Suparman: tidak hadir di sini.")


def test_somebody_whose_arrival_was_withdrawn(office: Office) -> None:
    stay = landed_one(office, Who("Suparman", sex="L", age=30))
    handover_id = drafted(office, [stay])
    with office.write("registration.withdraw") as w:
        heads.withdraw(w, stay, "salah orang")
    with pytest.raises(UserError) as refused, office.write("handover.issue") as w:
        service.issue(w, handover_id)
    assert "catatannya sudah dibatalkan" in refused.value.text


def test_a_foreigner_on_a_list_of_citizens(office: Office) -> None:
    stay = landed_one(office, Who("Rodrigo", sex="L", age=40, nationality="wna"))
    assert "Rodrigo: warga negara asing; diserahkan ke Imigrasi" in refusal(office, [stay]).text


def test_a_citizen_on_a_list_for_immigration(office: Office) -> None:
    stay = landed_one(office, Who("Suparman", sex="L", age=30))
    assert "tercatat WNI" in refusal(office, [stay], kind="imigrasi").text


def test_a_body_among_the_living(office: Office) -> None:
    body = landed_one(office, Who("Almarhum Basri", sex="L", age=50), NewHead(head_class="LD", body=True))
    assert "jenazah; diserahkan kepada ahli waris" in refusal(office, [body]).text


def test_the_living_on_a_list_for_heirs(office: Office) -> None:
    stay = landed_one(office, Who("Suparman", sex="L", age=30))
    assert "tidak tercatat sebagai jenazah" in refusal(office, [stay], kind="ahli_waris", receiver=KIN).text


def test_unknown_sex_without_a_reason(office: Office) -> None:
    stay = landed_one(office, Who("Nur"), NewHead(head_class=None))
    assert "1 orang belum diketahui: Nur" in refusal(office, [stay]).text
    paper = issued(office, [stay], unknown_reason="menunggu petugas perempuan")
    assert (paper.counts.unknown, paper.counts.total) == (1, 1)


def test_a_number_is_given_once(office: Office) -> None:
    paper = issued(office, landed(office, None, 1))
    with pytest.raises(UserError, match=r"bast\.issue"), office.write("handover.issue") as w:
        service.issue(w, paper.id)


def test_a_person_chosen_twice(office: Office) -> None:
    stay = landed(office, None, 1)[0]
    with pytest.raises(UserError, match=r"bast\.twice"):
        drafted(office, [stay, stay])


@pytest.mark.parametrize(("changes", "code"), [({"paper": "A3"}, "bast.paper"), ({"sets": 0}, "bast.paper"),
                                               ({"kind": "polisi"}, "bast.kind")])  # fmt: skip
def test_choices_outside_the_lists(office: Office, changes: dict[str, object], code: str) -> None:
    with pytest.raises(UserError) as refused:
        drafted(office, landed(office, None, 1), **changes)
    assert refused.value.code == code


def test_signing_is_refused_for_somebody_who_left_meanwhile(office: Office) -> None:
    stays = landed(office, None, 2)
    paper = issued(office, stays)
    with office.write("registration.move") as w:
        heads.move(w, stays[0], "pergi_tanpa_izin")
    with pytest.raises(UserError) as refused, office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    assert "tidak lagi tercatat di sini; tanda tangan belum dicatat" in refused.value.text
    with office.write("handover.sign") as w:
        assert receipt.sign(w, paper.id, Signing({stays[0]: "tidak_hadir"})) == "diterima_sebagian"


def test_answers_for_somebody_else_are_refused(office: Office) -> None:
    stays = landed(office, None, 2)
    paper = issued(office, stays[:1])
    with pytest.raises(UserError, match=r"bast\.not_listed"), office.write("handover.sign") as w:
        receipt.sign(w, paper.id, Signing({stays[1]: "diterima"}))
    with pytest.raises(UserError, match=r"bast\.receive"), office.write("handover.sign") as w:
        receipt.receive(w, paper.id, Signing())


def test_other_roles_may_not(office: Office) -> None:
    stays = landed(office, None, 1)
    office.actor = Actor(office.actor.user_id, "Rahma", frozenset({"kesehatan"}))
    with pytest.raises(UserError, match=r"access\.denied"), office.write("handover.draft") as w:
        drafts.draft(w, draft(stays))
