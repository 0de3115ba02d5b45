"""Surat pernyataan: who goes on his own signs for it, a family's guarantee leads to a BAST, a refusal moves nobody."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.access.office import Office
from app.handover import annex, declared, drafts, listing, service, statements, terms
from app.handover.declaring import Declaration
from app.handover.service import Issued
from app.handover.terms import Party
from app.handover.verify import ALTERED, CALLED_OFF, GENUINE, UNKNOWN, Against, verify_file, verify_text
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.printing.preview import pages_as_png
from app.registration import exits, families, guardians, heads
from app.registration.guardians import GuardianEntry
from app.registration.heads import NewHead, Who
from app.registration.timeline import Subject
from tests.handover.samples import KIN, MAYOR, WITNESS, issued
from tests.helpers.office import landed_one

OFFICER = Party("Siti Rahmawati", position="Petugas Satuan Tugas Pemulangan")


def grown(office: Office, name: str = "Kamaria", sex: str = "P") -> str:
    return landed_one(office, Who(name, sex=sex, age=32))


def child(office: Office, name: str = "Rizky", mother: str | None = None) -> str:
    head = NewHead(head_class="AL", mother_stay_id=mother)
    return landed_one(office, Who(name, sex="L", age=7, category="family"), head)


def own(stay: str, *others: str, **changes: object) -> Declaration:
    plain = Declaration("pulang_mandiri", Party("Kamaria"), OFFICER, (stay, *others), stay, reason="menyusul suami")
    return replace(plain, **changes)  # type: ignore[arg-type]


def family(*stays: str, **changes: object) -> Declaration:
    plain = Declaration("jaminan_keluarga", KIN, OFFICER, stays, known_by=MAYOR, transport="mobil keluarga")
    return replace(plain, **changes)  # type: ignore[arg-type]


def printed(office: Office, given: Declaration) -> Issued:
    with office.write("handover.statement") as w:
        return statements.issue(w, given)


def sign(office: Office, statement_id: str) -> str:
    with office.write("handover.statement_sign") as w:
        return statements.sign(w, statement_id)


def refused(office: Office, given: Declaration) -> UserError:
    with pytest.raises(UserError) as caught:
        printed(office, given)
    with office.read() as r:
        assert declared.statements(r) == []
    return caught.value


def account(office: Office, stay: str) -> str:
    with office.read() as r:
        return heads.standing(r, stay).account


def test_who_goes_on_his_own_leaves_by_his_signature(office: Office) -> None:
    stay = grown(office)
    young = child(office, mother=stay)
    made = printed(office, own(stay, young))
    assert made.number == "NNK-A-26-000001"
    assert account(office, stay) == "hadir"
    assert sign(office, made.id) == ""
    with office.read() as r:
        moved = heads.movements(r, stay)[-1]
        line = declared.statement(r, made.id)
    assert (moved.to_account, moved.document_kind, moved.document_id) == ("pulang_mandiri", "pernyataan", made.id)
    assert account(office, young) == "pulang_mandiri"
    assert (line.state, line.declarant, line.relation, line.counts.total) == (
        terms.SIGNED, "Kamaria", "diri sendiri", 2,
    )  # fmt: skip
    with pytest.raises(UserError, match=r"statement\.sign"):
        sign(office, made.id)


def test_a_void_statement_brings_them_back_unless_they_moved_on(office: Office) -> None:
    stay = grown(office)
    made = printed(office, own(stay))
    sign(office, made.id)
    with pytest.raises(UserError, match=r"bast\.reason"), office.write("handover.void") as w:
        statements.void(w, made.id, "x")
    with office.write("registration.move") as w:
        back = exits.come_back(w, stay, "kembali karena kapal batal")
    with pytest.raises(UserError, match=r"head\.moved_on"), office.write("handover.void") as w:
        statements.void(w, made.id, "salah orang")
    with office.write("registration.move") as w:
        heads.take_back(w, back.id, "salah catat")
    with office.write("handover.void") as w:
        statements.void(w, made.id, "salah orang")
    assert account(office, stay) == "hadir"
    with office.read() as r:
        assert declared.statement(r, made.id).void_reason == "salah orang"


def test_a_child_does_not_sign_itself_out(office: Office) -> None:
    alone, stay = child(office), grown(office)
    assert refused(office, own(alone)).code == "statement.child"
    assert "Anak tidak pulang sendiri: Rizky" in refused(office, own(stay, alone)).text
    stranger = replace(own(alone), declarant_stay="", declarant=KIN)
    assert refused(office, stranger).code == "statement.self"


def test_a_child_of_the_family_goes_with_its_grown_relative(office: Office) -> None:
    stay, young = grown(office), child(office)
    with office.write("registration.family") as w:
        family_id = families.create(w, "Keluarga Kamaria", heads.stay_of(w, stay).person_id or "")
        families.link(w, family_id, heads.stay_of(w, young).person_id or "", "anak")
    sign(office, printed(office, own(stay, young)).id)
    assert account(office, young) == "pulang_mandiri"


def test_whose_family_stays_is_said_in_the_movement(office: Office) -> None:
    stay = grown(office)
    child(office, "Bayu", mother=stay)
    sign(office, printed(office, own(stay)).id)
    with office.read() as r:
        assert heads.movements(r, stay)[-1].reason == "menyusul suami – keluarganya tetap di sini: Bayu"


def test_a_family_that_answers_for_somebody_leads_to_a_witnessed_bast(office: Office) -> None:
    stay = grown(office)
    made = printed(office, family(stay))
    bast = sign(office, made.id)
    assert account(office, stay) == "hadir"
    with office.read() as r:
        plan = drafts.read_draft(r, bast)
        line = declared.statement(r, made.id)
    assert (plan.kind, plan.receiver.name, plan.receiver.relation) == ("keluarga", KIN.name, "ayah")
    assert plan.stay_ids == (stay,)
    assert made.number in plan.documents[0]
    assert plan.known_by is not None
    assert (line.bast_id, line.bast_number) == (bast, "")
    with office.write("handover.void") as w:
        statements.void(w, made.id, "keluarga membatalkan")
    with office.read() as r:
        assert listing.handover(r, bast).line.state == terms.VOID


def test_a_guarantee_whose_bast_counts_is_not_called_off(office: Office) -> None:
    stay = grown(office)
    made = printed(office, family(stay))
    bast = sign(office, made.id)
    with office.write("handover.issue") as w:
        number = service.issue(w, bast).number
    with pytest.raises(UserError) as caught, office.write("handover.void") as w:
        statements.void(w, made.id, "keluarga membatalkan")
    assert number in caught.value.text


def test_a_child_that_came_alone_goes_only_to_its_guardian(office: Office) -> None:
    alone = child(office)
    assert refused(office, family(alone)).code == "bast.child_alone"
    with office.write("registration.guardian") as w:
        guardians.entrust(w, alone, GuardianEntry("keluarga", "Abdul Salam", relation="paman"))
    assert "Wali Rizky tercatat Abdul Salam, bukan Kamaruddin" in refused(office, family(alone)).text
    uncle = Party("ABDUL SALAM", relation="paman")
    assert printed(office, family(alone, declarant=uncle)).number == "NNK-A-26-000001"


@pytest.mark.parametrize(
    ("declarant", "code"),
    [
        (Party("Kamaruddin"), "statement.relation"),
        (Party("Kamaruddin", relation="kuasa keluarga"), "bast.proxy"),
        (Party(relation="ayah"), "statement.signer"),
    ],
)
def test_who_signs_says_who_he_is(office: Office, declarant: Party, code: str) -> None:
    assert refused(office, family(grown(office), declarant=declarant)).code == code


def test_a_refusal_of_rehabilitation_is_paper_only(office: Office) -> None:
    stay, young = grown(office), child(office)
    given = Declaration("tolak_rehabilitasi", Party("Kamaria"), OFFICER, (stay,), stay, reason="rahasia")
    made = printed(office, given)
    sign(office, made.id)
    assert account(office, stay) == "hadir"
    assert issued(office, [stay]).number == "NNK-A-26-000002"
    with office.read() as r:
        assert "rahasia" not in str(statements.sheet(r, made.id).values)
    with pytest.raises(UserError, match=r"statement\.child"):
        printed(office, replace(given, stay_ids=(young,), declarant_stay=young))


def test_nobody_stands_on_a_statement_and_a_bast(office: Office) -> None:
    stay, other = grown(office), grown(office, "Rosmiati")
    bast = issued(office, [other])
    assert f"sudah ada di BAST {bast.number}" in refused(office, own(other)).text
    made = printed(office, own(stay))
    with pytest.raises(UserError, match=f"sudah ada di pernyataan {made.number}"):
        issued(office, [stay])


def test_its_history_stands_on_the_persons_page(office: Office) -> None:
    stay = grown(office)
    made = printed(office, own(stay))
    sign(office, made.id)
    with office.read() as r:
        told = [entry.text for entry in declared.story(r, Subject(None, (stay,)))]
    assert told == [
        f"Surat pernyataan {made.number} dicetak: Pulang mandiri",
        f"Surat pernyataan {made.number} ditandatangani",
    ]


@pytest.mark.parametrize("variant", ["pulang_mandiri", "jaminan_keluarga", "tolak_rehabilitasi"])
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_the_code_on_the_page_is_judged(office: Office, tmp_path: Path, variant: str, paper: str) -> None:
    stay, other = grown(office), grown(office, "Rosmiati binti Abdul Karim Abdullah Sani Daeng Mattola")
    base = family(stay, other) if variant == "jaminan_keluarga" else own(stay, other)
    made = printed(office, replace(base, variant=variant, paper=paper))
    page = tmp_path / "surat.png"
    with office.read() as r:
        sheet = statements.sheet(r, made.id)
        lines = [annex.written(head.line or {}) for head in statements.heads_of(r, made.id)]
        text = sheet.values["qr"]
        page.write_bytes(pages_as_png(sheet.pdf(), 150)[0])
        assert verify_file(page, office.home, Against(lines, r)).answer == GENUINE
        wrong = verify_file(page, office.home, Against([lines[0], f"{lines[1]}x"], r))
        assert (wrong.answer, wrong.differing) == (ALTERED, (2,))
    assert f"Asli. Surat pernyataan {made.number}" in verify_file(page, office.home).sentence
    assert verify_file(page, Home(tmp_path / "kosong")).answer == UNKNOWN
    with office.write("handover.void") as w:
        statements.void(w, made.id, "salah nama")
    with office.read() as r:
        assert verify_text(str(text), office.home, Against(known=r)).answer == CALLED_OFF


def test_a_reprint_is_the_same_paper_with_the_mark_of_its_copy(office: Office) -> None:
    made = printed(office, own(grown(office)))
    with office.read() as r:
        first = statements.sheet(r, made.id)
    with office.write("handover.statement_reprint") as w:
        assert statements.reprint(w, made.id) == 2
    with office.read() as r:
        again = statements.sheet(r, made.id)
    assert (again.values, again.state.copy) == (first.values, 2)


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_no_signature_stands_on_a_page_without_what_it_signs(office: Office, paper: str) -> None:
    """Whatever the length of the list, promise, declarants, witnesses and office are on one page."""
    long_name = "Muhammad Syarifuddin bin Haji Abdul Karim Abdullah Sani Daeng Mattola"
    stays = [grown(office, f"{long_name} {number}", "L") for number in range(9)]
    for many in (1, 4, 7, 9):
        given = own(*stays[:many], known_by=MAYOR, witnesses=(WITNESS, WITNESS), paper=paper)
        with office.read() as r:
            pages = [page.extract_text() for page in PdfReader(BytesIO(statements.preview(r, given).pdf())).pages]
        signed = next(page for page in pages if "Mengetahui:" in page)
        for part in ("Demikian pernyataan ini", "Yang menyatakan,", "Saksi-saksi:"):
            assert part in signed
