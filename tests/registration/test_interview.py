"""Form 2 on a real vault: the way abroad, vulnerability, consent and refusal, what is confided, dated papers."""

from datetime import date

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import counts, editing, heads, interview, listing, people, sheets, unfinished
from app.registration.editing import Quick
from app.registration.heads import Paper
from app.registration.page import PersonPage, page
from app.registration.people import PaperEntry
from app.registration.records import Person
from app.registration.told import JOURNEY, Answer
from tests.registration.people_made import SHIP, read, register, write
from tests.registration.test_suggesting import td2, td3

DAY = date(2026, 1, 23)


def page_of(office: Office, target: str) -> PersonPage:
    found = read(office, lambda r: page(r, target, DAY))
    assert found is not None
    return found


def open_fields(office: Office, stay: str) -> tuple[str, ...]:
    return next((each.fields for each in read(office, unfinished.unfinished) if each.head.stay_id == stay), ())


def refusal(office: Office, act: object) -> UserError:
    with pytest.raises(UserError) as caught:
        write(office, act)  # type: ignore[arg-type]
    return caught.value


# --- the form ---------------------------------------------------------------------------------------------------------


def test_a_whole_form_is_kept_in_one_act_and_printed(office: Office) -> None:
    made = register(office, "Baso Rahman")
    entered = {
        "religion": "islam", "marital": "kawin", "education": "sd", "origin_address": "Dusun Baru RT 02",
        "left_year": 2019, "left_way": "jalur_tidak_resmi", "route": "Nunukan–Tawau", "work_place": "Sabah",
        "occupation": "Ladang sawit", "employer": "Felda", "duration": "3 tahun", "recruiter": "Tekong",
        "cost": "RM 1.200", "vulnerable": ["disabilitas"],
    }  # fmt: skip
    warnings = write(office, lambda w: editing.save_form(w, (made.person_id, made.stay_id), entered))
    assert warnings == ()
    told = page_of(office, made.stay_id).told
    assert told.journey == {key: entered[key] for key in JOURNEY}
    assert told.vulnerable == ("disabilitas",)
    values = write(office, lambda w: sheets.registration_form(w, made.stay_id)).values
    assert values["departure_way"] == "Jalur tidak resmi"
    assert values["departed"] == "2019, Nunukan–Tawau"
    assert values["education"] == "SD/sederajat"


def test_what_cannot_be_keeps_the_whole_form_out(office: Office) -> None:
    made = register(office, "Baso Rahman")
    of = (made.person_id, made.stay_id)
    said = refusal(office, lambda w: editing.save_form(w, of, {"religion": "islam", "left_year": 2027}))
    assert said.code == "person.left.year"
    assert page_of(office, made.stay_id).identity.get("religion") is None  # type: ignore[union-attr]
    assert refusal(office, lambda w: editing.save_form(w, of, {"religion": "jedi"})).code == "choice.unknown"


def test_an_old_error_does_not_keep_other_corrections_out(office: Office) -> None:
    made = register(office, "Baso Rahman")
    write(office, lambda w: w.update(w.need(Person, made.person_id), name="X" * 150))
    write(office, lambda w: people.update_person(w, made.person_id, {"birth_place": "Tawau"}))
    said = refusal(office, lambda w: people.update_person(w, made.person_id, {"name": "Y" * 150}))
    assert said.code == "person.name.long"


def test_a_ground_of_vulnerability_is_taken_away_and_set_again(office: Office) -> None:
    stay = register(office, "Siti", sex="P").stay_id
    for grounds in (["ibu_hamil", "disabilitas"], ["disabilitas"], ["ibu_hamil"]):
        write(office, lambda w, now=grounds: interview.set_vulnerable(w, stay, now))  # type: ignore[misc]
        assert list(page_of(office, stay).told.vulnerable) == sorted(grounds)
    assert refusal(office, lambda w: interview.set_vulnerable(w, stay, ["hiv_tb"])).code == "choice.unknown"
    assert refusal(office, lambda w: interview.set_vulnerable(w, stay, ["anak"])).code == "choice.unknown"


# --- papers -----------------------------------------------------------------------------------------------------------


def test_a_paper_has_dates_and_its_odd_dates_are_said(office: Office) -> None:
    made = register(office, "Baso")
    entry = PaperEntry(
        "paspor", "C 1234567", "ditahan_berwenang", None, date(2015, 2, 1), date(2020, 2, 1), "Nunukan", "idn"
    )
    _id, warnings = write(office, lambda w: people.add_document(w, made.person_id, entry))
    assert [finding.code for finding in warnings] == ["document.expired"]
    shown = page_of(office, made.stay_id)
    assert [(paper.place, paper.issuer, paper.expires) for paper in shown.papers] == [
        ("Nunukan", "IDN", date(2020, 2, 1))
    ]
    assert "document.expired" in [finding.code for finding in shown.findings]
    wrong = PaperEntry("paspor", "C1", issued=date(2027, 1, 1))
    assert refusal(office, lambda w: people.add_document(w, made.person_id, wrong)).code == "document.issued.future"
    assert len(page_of(office, made.stay_id).papers) == 1


def test_a_scanned_paper_is_kept_with_the_head(office: Office) -> None:
    quick = Quick("Baso Suryadi", "L", "1990-05-12", ship=SHIP, paper_kind="paspor", paper="C1234567", scan=td3())
    made = write(office, lambda w: editing.register(w, quick))
    papers = page_of(office, made.stay_id).papers
    assert [(paper.number, paper.expires, paper.issuer) for paper in papers] == [("C1234567", date(2030, 5, 11), "IDN")]


def test_somebody_elses_paper_is_told_with_the_name(office: Office) -> None:
    register(office, "Baso Rahman", papers=(Paper("splp", "XD481000"),))
    twin = register(office, "Udin", papers=(Paper("splp", "XD 481000"),))
    assert [finding.code for finding in twin.warnings] == ["document.twice"]
    assert "Baso Rahman" in twin.warnings[0].text


def test_a_foreign_paper_makes_somebody_to_be_checked_not_a_foreigner(office: Office) -> None:
    quick = Quick(
        "Maria Dela Cruz", "P", "1974-08-12", ship=SHIP, paper_kind="identitas_wna", paper="D23145890", scan=td2()
    )
    made = write(office, lambda w: editing.register(w, quick))
    identity = page_of(office, made.stay_id).identity
    assert identity is not None
    assert (identity.get("nationality"), identity.get("nationality_country")) == ("diragukan", "Filipina")
    assert read(office, listing.waiting)["foreign"] == 1


# --- consent and refusal ----------------------------------------------------------------------------------------------


def test_a_refusal_needs_a_reason_and_is_not_chased(office: Office) -> None:
    stay = register(office, "Baso", birth_date=None).stay_id
    assert open_fields(office, stay) == ("birth", "destination")
    assert refusal(office, lambda w: interview.answer(w, stay, Answer("data", False))).code == "reason.empty"
    write(office, lambda w: interview.answer(w, stay, Answer("data", False, "takut dilaporkan")))
    assert open_fields(office, stay) == ()
    assert "Menolak: Pendataan lengkap" in [entry.text for entry in page_of(office, stay).timeline]
    write(office, lambda w: interview.answer(w, stay, Answer("data", True)))
    assert open_fields(office, stay) == ("birth", "destination")


def test_a_minimal_head_counts_with_card_class_and_reason(office: Office) -> None:
    quick = Quick(sex="P", grown="D", card="0042", ship=SHIP, refusal="tidak mau menyebut nama")
    made = write(office, lambda w: editing.register(w, quick))
    shown = page_of(office, made.stay_id)
    assert shown.identity is None
    assert shown.head is not None
    assert (shown.head.display, shown.head.head_class, shown.head.account) == ("Kartu 0042", "PD", "hadir")
    assert shown.open_fields == ()
    assert read(office, lambda r: counts.present_count(r).total) == 1
    nobody = Quick(sex="L", grown="D", ship=SHIP, refusal="diam saja")
    second = page_of(office, write(office, lambda w: editing.register(w, nobody)).stay_id)
    assert second.identity is not None
    assert second.identity.display == "Tanpa nama 01"
    assert second.open_fields == ()
    classless = Quick(card="0043", ship=SHIP, refusal="diam saja")
    assert refusal(office, lambda w: editing.register(w, classless)).code == "refusal.class"


def test_a_card_keeps_paper_age_and_refusal_of_its_holder(office: Office) -> None:
    named = write(office, lambda w: heads.hand_card(w, SHIP, "7", "LD").id)
    quick = Quick("Baso Suryadi", "L", "35", paper_kind="paspor", paper="C1234567", scan=td3())
    write(office, lambda w: editing.name_card(w, named, quick))
    shown = page_of(office, named)
    assert [(paper.number, paper.issuer) for paper in shown.papers] == [("C1234567", "IDN")]
    assert shown.identity is not None
    assert (shown.identity.get("age"), shown.identity.get("age_on")) == (35, DAY)
    silent = write(office, lambda w: heads.hand_card(w, SHIP, "8", "PD").id)
    write(office, lambda w: editing.name_card(w, silent, Quick(refusal="diam saja")))
    assert page_of(office, silent).open_fields == ()
    assert page_of(office, silent).identity is None


def test_a_lone_child_who_refuses_is_still_asked_for_a_companion(office: Office) -> None:
    stay = register(office, "Mahsun", birth_date=date(2016, 1, 1)).stay_id
    warnings = write(office, lambda w: interview.answer(w, stay, Answer("data", False, "menangis")))
    assert [finding.code for finding in warnings] == ["consent.guardian"]
    assert open_fields(office, stay) == ("companion",)
    again = Answer("foto", True, guardian="Dinsos Nunukan")
    assert write(office, lambda w: interview.answer(w, stay, again)) == ()


# --- what is confided -------------------------------------------------------------------------------------------------


def test_what_is_confided_cannot_be_read_here(office: Office) -> None:
    stay = register(office, "Baso").stay_id
    sealed: list[bytes] = []

    def seal(vault: str, content: bytes) -> str:
        assert vault == "protection"
        sealed.append(content)
        return "x" * 20

    write(office, lambda w: interview.confide(w, stay, {"case": ["overstay"], "wages": "tidak", "note": ""}, seal))
    assert b"overstay" in sealed[0]
    shown = page_of(office, stay)
    assert (shown.told.for_social_workers, shown.told.for_health) == (1, 0)
    assert "overstay" not in str(shown)
    assert "Keterangan tertutup untuk peksos dicatat" in [entry.text for entry in shown.timeline]
    nobody = refusal(office, lambda w: interview.confide(w, stay, {"wages": "tidak"}, lambda _v, _c: None))
    assert nobody.code == "seal.nobody"
    assert refusal(office, lambda w: interview.confide(w, stay, {"note": ""}, seal)).code == "confided.empty"


def test_a_card_is_named_only_with_a_name(office: Office) -> None:
    stay = write(office, lambda w: heads.hand_card(w, SHIP, "A9", "LD").id)
    with pytest.raises(UserError) as refused:
        write(office, lambda w: editing.name_card(w, stay, Quick(sex="L")))
    assert refused.value.code == "card.no_name"
    assert read(office, lambda r: heads.stay_of(r, stay).person_id) is None
