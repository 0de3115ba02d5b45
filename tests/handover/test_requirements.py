"""What a kind of receiver asks for: witnesses, proxies, guardians, reasons, evidence, death papers."""

import pytest

from app.access.office import Office
from app.handover import freezing, listing, receipt, requirements, service, slips, terms
from app.handover.requirements import EVIDENCE, INSTITUTION, WITNESS
from app.handover.terms import Party, Signing
from app.kernel.errors import UserError
from app.registration import guardians, people
from app.registration.guardians import GuardianEntry
from app.registration.heads import NewHead, Who, stay_of
from app.store.work import Actor
from tests.handover import test_refusals
from tests.handover.samples import KIN, MAYOR, PROVINCE, issued
from tests.handover.samples import WITNESS as POLICE
from tests.helpers.office import landed, landed_one

refusal = test_refusals.refusal


def grown(office: Office) -> str:
    return landed_one(office, Who("Kamaria", sex="P", age=32))


def remarks(office: Office, handover_id: str) -> str:
    with office.read() as r:
        said = freezing.paper_of(r, handover_id).values["remarks"]
    assert isinstance(said, list)
    return " ".join(map(str, said))


def test_a_family_receives_before_a_witness_of_local_government(office: Office) -> None:
    stay = grown(office)
    without = {"kind": "keluarga", "receiver": KIN, "witnesses": (POLICE,), "known_by": None}
    assert refusal(office, [stay], **without).code == "bast.witness"
    told = issued(office, [stay], **without, reasons={WITNESS: "lurah sedang sakit"})
    assert "Tidak disaksikan pejabat pemerintah daerah atau desa/kelurahan: lurah sedang sakit." in remarks(
        office, told.id
    )


@pytest.mark.parametrize(
    ("party", "counts"),
    [
        (Party("H. Burhanuddin", position="Lurah Nunukan Timur"), True),
        (Party("Maria Goreti", position="Ketua RT 07"), True),
        (Party("Sudirman", institution="Pemerintah Desa Pompanua"), True),
        (POLICE, False),
        (MAYOR, True),
        (Party(position="Lurah Nunukan Timur"), False),
        (None, False),
    ],
)
def test_who_speaks_for_local_government(party: Party | None, counts: bool) -> None:
    assert requirements.witnessed([party]) is counts


def test_a_village_that_receives_is_its_own_government(office: Office) -> None:
    village = Party("Sudirman", position="Kepala Desa Pompanua", institution="Pemerintah Desa Pompanua")
    made = issued(office, [grown(office)], kind="desa", receiver=village, witnesses=(), known_by=None)
    assert "Tidak disaksikan" not in remarks(office, made.id)


@pytest.mark.parametrize(
    ("receiver", "code"),
    [
        (Party("Kamaruddin", relation=" "), "bast.relation"),
        (Party("Kamaruddin", relation="kuasa ayah"), "bast.proxy"),
    ],
)
def test_kin_say_how_they_are_related_and_a_proxy_has_his_letter(office: Office, receiver: Party, code: str) -> None:
    assert refusal(office, [grown(office)], kind="keluarga", receiver=receiver).code == code


def test_a_proxy_with_his_letter_receives(office: Office) -> None:
    proxy = Party("Abdul Salam", relation="kuasa keluarga", authority="Surat kuasa 12 Januari 2026")
    assert issued(office, [grown(office)], kind="keluarga", receiver=proxy).number


def test_a_child_that_came_alone_goes_to_its_guardian_or_an_institution(office: Office) -> None:
    alone = landed_one(office, Who("Rizky", sex="L", age=7), NewHead(head_class="AL"))
    assert refusal(office, [alone], kind="keluarga", receiver=KIN).code == "bast.child_alone"
    with office.write("registration.guardian") as w:
        guardians.entrust(w, alone, GuardianEntry("lembaga", "Panti Asuhan Ruhama"))
    assert refusal(office, [alone], kind="keluarga", receiver=KIN).code == "bast.guardian"
    home = Party("Sitti Hajar", institution="Panti Asuhan Ruhama")
    assert issued(office, [alone], kind="lembaga", receiver=home).number


def test_an_institution_receives_for_a_reason(office: Office) -> None:
    stay = grown(office)
    home = Party("Sitti Hajar", institution="Sentra Wirajaya")
    assert refusal(office, [stay], kind="lembaga", receiver=home, reasons={}).code == "bast.institution"
    made = issued(office, [stay], kind="lembaga", receiver=home, reasons={INSTITUTION: "tidak ada keluarga."})
    assert "bukan kepada keluarga: tidak ada keluarga." in remarks(office, made.id)


def test_immigration_wants_to_know_on_what_ground(office: Office) -> None:
    stay = landed_one(office, Who("Rodrigo", sex="L", age=40, nationality="wna"))
    assert "Dasar temuan bukan WNI belum dicatat: Rodrigo" in refusal(office, [stay], kind="imigrasi", reasons={}).text
    with office.read() as r:
        person = stay_of(r, stay).person_id or ""
    with office.write("registration.edit") as w:
        people.set_nationality(w, person, "wna", "Filipina", ("wawancara",))
    made = issued(office, [stay], kind="imigrasi", reasons={EVIDENCE: "tidak dipakai"})
    assert "tidak dipakai" not in remarks(office, made.id)


def test_a_body_goes_with_its_papers_and_those_that_lack_are_named(office: Office) -> None:
    body = landed_one(office, Who("Almarhum Basri", sex="L", age=50), NewHead(head_class="LD", body=True))
    papers = {"surat_kematian": "474.3/12/2026", "ahli_waris": "  "}
    made = issued(office, [body], kind="ahli_waris", receiver=KIN, death_papers=papers, documents=("SPLP",))
    with office.read() as r:
        documents = freezing.paper_of(r, made.id).values["documents"]
    assert documents == ["Surat keterangan kematian nomor 474.3/12/2026", "SPLP"]
    said = remarks(office, made.id)
    assert "Surat jenazah yang belum ada saat serah terima: Surat keterangan kematian dari Perwakilan RI;" in said
    assert said.endswith("Surat keterangan ahli waris.")


def test_what_was_asked_for_goes_over_into_a_replacement(office: Office) -> None:
    body = landed_one(office, Who("Almarhum Basri", sex="L", age=50), NewHead(head_class="LD", body=True))
    made = issued(office, [body], kind="ahli_waris", receiver=KIN, death_papers={"surat_kematian": "474.3/12/2026"})
    with office.write("handover.void") as w:
        service.void(w, made.id, "nama ahli waris keliru")
    with office.write("handover.reissue") as w:
        again = service.issue(w, service.reissue(w, made.id))
    with office.read() as r:
        before, after = (freezing.paper_of(r, one).values for one in (made.id, again.id))
    assert before["documents"] == after["documents"]
    assert before["remarks"] == after["remarks"]


def test_only_the_kepala_calls_off_a_paper_that_was_received(office: Office) -> None:
    stays = landed(office, None, 2)
    made = issued(office, stays)
    with office.write("handover.sign") as w:
        receipt.sign(w, made.id)
    with office.write("handover.receive") as w:
        receipt.receive(
            w, made.id, Signing({stays[0]: "ditolak"}, remarks="satu tidak turun", refusal="bukan warga kami")
        )
    clerk = Actor("u", "Budi", frozenset({"satgas"}))
    with pytest.raises(UserError), office.vault("general").write(clerk, "handover.void") as w:
        service.void(w, made.id, "salah provinsi")
    with office.write("handover.void") as w:
        service.void(w, made.id, "salah provinsi")
    with office.read() as r:
        view = listing.handover(r, made.id)
    assert view.line.state_words == "diterima sebagian, lalu dibatalkan"
    assert (view.receipt_remarks, view.line.state) == ("satu tidak turun", terms.VOID)
    assert sorted(str(head.outcome) for head in view.heads) == ["diterima", "ditolak"]


def test_a_receipt_for_more_people_than_the_paper_names_is_refused(office: Office) -> None:
    made = issued(office, landed(office, None, 2))
    with office.write("handover.slip") as w:
        code = str(slips.slip(w, made.id).values["qr"])
    body = code[: slips.BODY]
    with office.read() as r:
        assert slips.read_code(r, slips.whole(body, 2)).missing == 2
        with pytest.raises(UserError, match=r"slip\.too_many") as refused:
            slips.read_code(r, slips.whole(body, 41))
    assert "menyatakan 41 orang" in refused.value.text
    with pytest.raises(UserError, match=r"bast\.not_listed"), office.write("handover.sign") as w:
        receipt.sign(w, made.id, Signing({"orang lain": "diterima"}))


def test_a_child_that_came_alone_goes_to_an_office_that_is_named(office: Office) -> None:
    """Field-facts B10: the office that receives is its institution; a person alone is none."""
    child = landed_one(office, Who("Rahmat", sex="L", age=9), NewHead(head_class="AL"))
    alone = Party("Andi Tenri Ampa", position="Staf")
    for kind in ("provinsi", "kabkota", "pos_lain", "kementerian", "lembaga"):
        with pytest.raises(UserError) as refused:
            issued(office, [child], kind=kind, receiver=alone)
        assert refused.value.code == "bast.child_office"
    assert issued(office, [child], kind="kabkota", receiver=PROVINCE).counts.total == 1
