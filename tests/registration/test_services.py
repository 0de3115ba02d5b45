"""Registering, correcting and joining people on a real vault."""

from datetime import date

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import cards, counts, exits, families, heads, joins, people, rules, unfinished
from app.registration.heads import NewHead, Paper, Who
from app.registration.page import PersonPage, page
from app.registration.people import Destination, PaperEntry
from tests.registration.people_made import LATER_SHIP, SHIP, read, register, write

VILLAGE = "73.02.01.2001"
DAY = date(2026, 1, 23)


def page_of(office: Office, target: str) -> PersonPage:
    found = read(office, lambda r: page(r, target, DAY))
    assert found is not None
    return found


def present(office: Office) -> int:
    return read(office, lambda r: counts.present_count(r).total)


def refusal(office: Office, act: object) -> str:
    with pytest.raises(UserError) as caught:
        write(office, act)  # type: ignore[arg-type]
    return caught.value.code


# --- registering ------------------------------------------------------------------------------------------------------


def test_somebody_on_no_list_is_a_head_with_a_page(office: Office) -> None:
    made = register(office, "  Suryadi   Baso ", nik="7302 0112 0590 0001", papers=(Paper("splp", "XD 481000"),))
    shown = page_of(office, made.stay_id)
    assert shown.identity is not None
    assert shown.identity.display == "Suryadi Baso"
    assert shown.identity.get("nik") == "7302011205900001"
    assert [paper.number for paper in shown.papers] == ["XD 481000"]
    assert shown.head is not None
    assert (shown.head.head_class, shown.head.account, shown.head.age) == ("LD", "hadir", 35)
    assert shown.open_fields == ("destination",)
    assert [entry.text for entry in shown.timeline] == ["Tiba", "Dokumen: SPLP"]
    assert {entry.by for entry in shown.timeline} == {"Siti Aminah"}
    assert page_of(office, made.person_id).stay_id == made.stay_id
    assert present(office) == 1


def test_a_page_of_nobody(office: Office) -> None:
    assert read(office, lambda r: page(r, "0" * 32, DAY)) is None


def test_an_impossible_fact_keeps_everything_out(office: Office) -> None:
    with pytest.raises(UserError) as caught:
        register(office, "Suryadi", birth_date=date(2026, 1, 24))
    assert caught.value.code == "person.birth.future"
    assert present(office) == 0


def test_an_odd_fact_is_kept_and_said(office: Office) -> None:
    made = register(office, "Suryadi", sex="P", nik="7302011205900001")
    assert [finding.code for finding in made.warnings] == ["nik.sex_differs"]
    assert "nik.sex_differs" in [finding.code for finding in page_of(office, made.stay_id).findings]


def test_whoever_says_no_name_is_numbered(office: Office) -> None:
    names = [page_of(office, register(office, "").stay_id).identity for _each in range(2)]
    assert [name.display for name in names if name] == ["Tanpa nama 01", "Tanpa nama 02"]


def test_a_newborn_is_a_head_of_its_own_with_its_mother(office: Office) -> None:
    mother = register(office, "Siti Aminah", sex="P", destination_code="73.08")
    baby = write(office, lambda w: heads.born(w, mother.stay_id, Who(sex="P")).id)
    shown = page_of(office, baby)
    assert shown.head is not None
    assert (shown.head.display, shown.head.destination_code) == ("Bayi Ny. Siti Aminah", "73.08")
    assert (shown.head.head_class, shown.head.infant, shown.head.age) == ("AP", True, 0)
    assert shown.mother is not None
    assert shown.mother.stay_id == mother.stay_id
    assert [child.stay_id for child in page_of(office, mother.stay_id).children] == [baby]
    assert "companion" not in shown.open_fields
    assert present(office) == 2


def test_a_body_is_outside_the_present_count(office: Office) -> None:
    write(office, lambda w: heads.arrive(w, NewHead(SHIP, body=True), Who("Baso", sex="L")))
    assert present(office) == 0
    assert read(office, lambda r: counts.count_by_account(r)["jenazah"].total) == 1


def test_a_card_gets_its_name_later_and_the_head_is_counted_once(office: Office) -> None:
    stay = write(office, lambda w: heads.hand_card(w, SHIP, "a017", "PD").id)
    shown = page_of(office, stay)
    assert shown.identity is None
    assert shown.head is not None
    assert shown.head.display == "Kartu A017"
    assert shown.open_fields[0] == "name"
    write(office, lambda w: heads.bind(w, stay, Who("Siti", sex="P")))
    assert present(office) == 1
    assert refusal(office, lambda w: heads.bind(w, stay, Who("Rahma"))) == "head.named"
    write(office, lambda w: heads.unbind(w, stay))
    write(office, lambda w: heads.bind(w, stay, Who("Rahma", sex="P")))
    identity = page_of(office, stay).identity
    assert identity is not None
    assert identity.display == "Rahma"


def test_a_card_serves_one_head_and_is_free_again_after_a_change(office: Office) -> None:
    one, two = register(office, "Suryadi"), register(office, "Baso")
    write(office, lambda w: cards.give(w, heads.stay_of(w, one.stay_id), "7"))
    assert refusal(office, lambda w: cards.give(w, heads.stay_of(w, two.stay_id), "7")) == "card.taken"
    write(office, lambda w: cards.give(w, heads.stay_of(w, one.stay_id), "8"))
    write(office, lambda w: cards.give(w, heads.stay_of(w, two.stay_id), "7"))
    assert page_of(office, two.stay_id).stays[0].card_number == "7"


def test_a_head_withdrawn_and_seen_again_takes_the_new_class(office: Office) -> None:
    stay = write(office, lambda w: heads.hand_card(w, SHIP, "9", "LD").id)
    write(office, lambda w: heads.withdraw(w, stay, "salah orang"))
    assert present(office) == 0
    assert write(office, lambda w: heads.hand_card(w, SHIP, "9", "AP").id) == stay
    assert read(office, lambda r: counts.present_count(r).by_class())["AP"] == 1


# --- correcting -------------------------------------------------------------------------------------------------------


def test_correcting_a_birth_date_changes_the_class_everywhere(office: Office) -> None:
    made = register(office, "Suryadi", "LD")
    warnings = write(
        office, lambda w: people.update_person(w, made.person_id, {"birth_date": date(2012, 3, 1), "name": "Suryadi B"})
    )
    assert [finding.code for finding in warnings] == ["class.age"]
    shown = page_of(office, made.stay_id)
    assert shown.head is not None
    assert (shown.head.head_class, shown.head.name) == ("AL", "Suryadi B")
    edit = next(entry for entry in shown.timeline if entry.text == "Data diubah")
    assert edit.detail.split("; ") == ["Tanggal lahir: 12-05-1990 → 01-03-2012", "Nama: Suryadi → Suryadi B"]


def test_an_age_holds_on_the_day_it_is_stated(office: Office) -> None:
    made = register(office, "Suryadi", birth_date=None)
    write(office, lambda w: people.update_person(w, made.person_id, {"age": 40}))
    identity = page_of(office, made.stay_id).identity
    assert identity is not None
    assert identity.get("age_on") == DAY


def test_fields_with_verbs_of_their_own_are_not_taken(office: Office) -> None:
    made = register(office, "Suryadi")
    with pytest.raises(KeyError):
        write(office, lambda w: people.update_person(w, made.person_id, {"nationality": "wna"}))


@pytest.mark.parametrize("changes", [{"sex": "X"}, {"category": "korban_tppo"}, {"plan": "entah"}])
def test_choices_come_from_the_lists(office: Office, changes: dict[str, str]) -> None:
    made = register(office, "Suryadi")
    assert refusal(office, lambda w: people.update_person(w, made.person_id, changes)) == "choice.unknown"


def test_destination_by_code_by_text_and_unknown_with_a_reason(office: Office) -> None:
    made = register(office, "Suryadi")

    def after(destination: Destination) -> tuple[str, ...]:
        write(office, lambda w: people.set_destination(w, made.person_id, destination))
        return page_of(office, made.stay_id).open_fields

    assert after(Destination(text="Kampung Baru dekat Bone")) == ("destination",)
    assert after(Destination(unknown="dibawa orang tua sejak kecil")) == ()
    assert after(Destination("73.02")) == ("destination",)
    assert after(Destination(VILLAGE, unknown="tidak ingat")) == ()
    shown = read(office, lambda r: page(r, made.stay_id, DAY, region=lambda code: f"Desa {code}"))
    assert shown is not None
    assert shown.destination == f"Desa {VILLAGE}"
    assert shown.identity is not None
    assert shown.identity.get("destination_unknown") is None


def test_nationality_with_its_ground(office: Office) -> None:
    made = register(office, "Suryadi")
    write(office, lambda w: people.set_nationality(w, made.person_id, "wna", "Filipina", ("wawancara",)))
    shown = page_of(office, made.stay_id)
    assert shown.identity is not None
    assert shown.identity.get("nationality_country") == "Filipina"
    assert shown.head is not None
    assert shown.head.nationality == "wna"
    write(office, lambda w: people.set_nationality(w, made.person_id, "wni", "Filipina", ("splp", "wawancara")))
    identity = page_of(office, made.stay_id).identity
    assert identity is not None
    assert identity.get("nationality_country") is None
    assert (
        refusal(office, lambda w: people.set_nationality(w, made.person_id, "wni", None, ("firasat",)))
        == "choice.unknown"
    )


def test_needs_are_neutral_and_said_once(office: Office) -> None:
    made = register(office, "Suryadi")
    for wanted in (True, True):
        write(office, lambda w, on=wanted: people.set_need(w, made.stay_id, "kursi_roda", on))  # type: ignore[misc]
    assert page_of(office, made.stay_id).needs == ("kursi_roda",)
    write(office, lambda w: people.set_need(w, made.stay_id, "kursi_roda", False))
    assert page_of(office, made.stay_id).needs == ()
    assert refusal(office, lambda w: people.set_need(w, made.stay_id, "hiv_tb", True)) == "choice.unknown"


def test_papers_are_added_corrected_and_taken_away(office: Office) -> None:
    made = register(office, "Suryadi")
    paper, warnings = write(
        office, lambda w: people.add_document(w, made.person_id, PaperEntry("splp", " xd 481000", "dibawa"))
    )
    assert warnings == ()
    write(office, lambda w: people.edit_document(w, paper, PaperEntry("splp", "XD481001", "fotokopi")))
    assert [(each.number, each.state) for each in page_of(office, made.stay_id).papers] == [("XD481001", "fotokopi")]
    assert refusal(office, lambda w: people.void_document(w, paper, "  ")) == "reason.empty"
    write(office, lambda w: people.void_document(w, paper, "salah orang"))
    shown = page_of(office, made.stay_id)
    assert shown.papers == ()
    assert any("salah orang" in entry.detail for entry in shown.timeline)


def test_the_same_paper_twice_in_a_ship_and_in_an_earlier_one(office: Office) -> None:
    first = register(office, "Suryadi", papers=(Paper("splp", "XD481000"),))
    here = register(office, "Baso", papers=(Paper("splp", "XD 481000"),))
    later = register(office, "La Ode", ship=LATER_SHIP, papers=(Paper("splp", "xd-481000"),))
    assert [finding.code for finding in here.warnings] == ["document.twice"]
    assert "Suryadi" in here.warnings[0].text
    assert [finding.code for finding in later.warnings] == ["document.before", "document.before"]
    assert [finding.code for finding in page_of(office, first.stay_id).findings] == [
        "document.twice",
        "document.before",
    ]


def test_notes(office: Office) -> None:
    made = register(office, "Suryadi")
    note = write(office, lambda w: people.add_note(w, made.person_id, " tas biru dititipkan "))
    assert [each.text for each in page_of(office, made.stay_id).notes] == ["tas biru dititipkan"]
    write(office, lambda w: people.void_note(w, note, "sudah diambil"))
    assert page_of(office, made.stay_id).notes == ()
    assert refusal(office, lambda w: people.add_note(w, made.person_id, "  ")) == "note.empty"


# --- families ---------------------------------------------------------------------------------------------------------


def test_a_family_keeps_together_and_a_child_in_it_is_accompanied(office: Office) -> None:
    father, child = register(office, "Baso"), register(office, "Andi Baso", birth_date=date(2016, 2, 1))
    assert page_of(office, child.stay_id).open_fields == ("destination", "companion")
    family = write(office, lambda w: families.link_to(w, child.person_id, father.person_id, "anak"))
    shown = page_of(office, child.stay_id)
    assert shown.family is not None
    assert [(each.name, each.relation) for each in shown.family.members] == [
        ("Baso", "kepala_rombongan"),
        ("Andi Baso", "anak"),
    ]
    assert shown.open_fields == ("destination",)
    assert [each.lone_child for each in read(office, unfinished.unfinished)] == [False, False]
    write(office, lambda w: exits.leave(w, father.stay_id, rules.HOSPITAL, "demam"))
    assert page_of(office, child.stay_id).open_fields == ("destination", "companion")
    assert write(office, lambda w: families.link_to(w, child.person_id, father.person_id, "saudara")) == family


def test_nobody_is_in_two_families(office: Office) -> None:
    made = [register(office, name) for name in ("Baso", "Suryadi", "La Ode")]
    write(office, lambda w: families.link_to(w, made[0].person_id, made[1].person_id, "saudara"))
    assert (
        refusal(office, lambda w: families.link_to(w, made[0].person_id, made[2].person_id, "anak")) == "family.other"
    )
    assert refusal(office, lambda w: families.link_to(w, made[0].person_id, made[0].person_id, "anak")) == "family.self"
    shown = page_of(office, made[0].stay_id)
    assert shown.family is not None
    member = next(each for each in shown.family.members if each.name == "Baso")
    write(office, lambda w: families.unlink(w, member.member_id, "keliru"))
    assert page_of(office, made[0].stay_id).family is None
    write(office, lambda w: families.link_to(w, made[0].person_id, made[2].person_id, "anak"))


# --- leaving ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("account", rules.UNSIGNED_EXITS)
def test_exits_without_a_paper_need_a_reason(office: Office, account: str) -> None:
    made = register(office, "Suryadi")
    assert refusal(office, lambda w: exits.leave(w, made.stay_id, account, " ")) == "reason.empty"
    write(office, lambda w: exits.leave(w, made.stay_id, account, "dijemput kakaknya"))
    assert present(office) == 0
    assert read(office, lambda r: counts.count_by_account(r)[account].total) == 1
    shown = page_of(office, made.stay_id)
    assert shown.stays[0].last_reason == "dijemput kakaknya"
    assert shown.open_fields == ()


@pytest.mark.parametrize("account", ["diberangkatkan", "diserahkan_imigrasi", "hadir", "entah"])
def test_exits_with_a_paper_are_refused_here(office: Office, account: str) -> None:
    made = register(office, "Suryadi")
    assert refusal(office, lambda w: exits.leave(w, made.stay_id, account, "x")) == "exit.signed"


def test_to_the_hospital_and_back_and_dead_there(office: Office) -> None:
    made = register(office, "Suryadi")
    write(office, lambda w: exits.leave(w, made.stay_id, rules.HOSPITAL, "demam tinggi"))
    write(office, lambda w: exits.come_back(w, made.stay_id, "sudah sembuh"))
    assert present(office) == 1
    assert refusal(office, lambda w: exits.come_back(w, made.stay_id, "lagi")) == "exit.final"
    write(office, lambda w: exits.leave(w, made.stay_id, rules.HOSPITAL, "demam lagi"))
    write(office, lambda w: exits.leave(w, made.stay_id, rules.DIED, "meninggal di RSUD"))
    assert refusal(office, lambda w: exits.come_back(w, made.stay_id, "keliru")) == "exit.final"
    assert refusal(office, lambda w: exits.leave(w, made.stay_id, rules.HOSPITAL, "x")) == "exit.not_here"
    assert [entry.text for entry in page_of(office, made.stay_id).timeline] == [
        "Meninggal",
        "Di rumah sakit",
        "Hadir",
        "Di rumah sakit",
        "Tiba",
    ]


def test_a_lone_child_does_not_leave_on_its_own(office: Office) -> None:
    child = register(office, "Andi", birth_date=date(2016, 2, 1))
    for account in rules.NEEDS_COMPANION:
        assert refusal(office, lambda w, to=account: exits.leave(w, child.stay_id, to, "x")) == "exit.child"
    write(office, lambda w: exits.leave(w, child.stay_id, rules.WITHOUT_LEAVE, "tidak ada di kamar"))
    assert present(office) == 0


def test_a_withdrawn_arrival_does_not_move(office: Office) -> None:
    made = register(office, "Suryadi")
    write(office, lambda w: heads.withdraw(w, made.stay_id, "keliru"))
    assert refusal(office, lambda w: heads.move(w, made.stay_id, rules.HOSPITAL)) == "head.void"


# --- the same person, the same arrival --------------------------------------------------------------------------------


def test_the_same_person_keeps_both_arrivals(office: Office) -> None:
    before, now = register(office, "Suryadi Baso"), register(office, "Suryadi Baso", ship=LATER_SHIP)
    found = page_of(office, now.stay_id).likely
    assert [each.head.stay_id for each in found] == [before.stay_id]
    assert "lahir sama" in found[0].why
    write(office, lambda w: joins.same_person(w, now.person_id, before.person_id))
    shown = page_of(office, now.stay_id)
    assert [each.person_id for each in shown.joined] == [before.person_id]
    assert shown.likely == ()
    assert present(office) == 2
    write(office, lambda w: joins.undo_same_person(w, before.person_id, now.person_id, "ternyata sepupu"))
    assert len(page_of(office, now.stay_id).likely) == 1
    write(office, lambda w: joins.same_person(w, now.person_id, before.person_id, joins.DIFFERENT))
    shown = page_of(office, now.stay_id)
    assert (shown.likely, shown.joined) == ((), ())
    assert refusal(office, lambda w: joins.same_person(w, now.person_id, now.person_id)) == "person.same"


def test_the_same_arrival_counts_once_until_undone(office: Office) -> None:
    one, two = register(office, "Suryadi"), register(office, "Suriadi")
    kept = write(office, lambda w: joins.same_arrival(w, one.stay_id, two.stay_id, "tercatat dua kali"))
    assert kept == one.stay_id
    assert present(office) == 1
    assert page_of(office, two.stay_id).stays[0].joined_to == one.stay_id
    assert [each.person_id for each in page_of(office, one.stay_id).joined] == [two.person_id]
    write(office, lambda w: joins.undo_same_arrival(w, two.stay_id, one.stay_id, "bukan orang yang sama"))
    assert present(office) == 2
    assert refusal(office, lambda w: joins.undo_same_arrival(w, two.stay_id, one.stay_id, "lagi")) == "head.not_joined"


def test_the_arrival_that_moved_on_or_has_a_name_is_the_one_kept(office: Office) -> None:
    card = write(office, lambda w: heads.hand_card(w, SHIP, "12", "LD").id)
    named, gone = register(office, "Suryadi"), register(office, "Suriadi")
    write(office, lambda w: exits.leave(w, gone.stay_id, rules.HOSPITAL, "demam"))
    assert write(office, lambda w: joins.same_arrival(w, card, named.stay_id, "kartu dobel")) == named.stay_id
    assert write(office, lambda w: joins.same_arrival(w, named.stay_id, gone.stay_id, "dobel")) == gone.stay_id
    assert present(office) == 0
    assert read(office, lambda r: counts.count_by_account(r)["rumah_sakit"].total) == 1


def test_two_heads_that_both_moved_on_are_not_joined(office: Office) -> None:
    one, two = register(office, "Suryadi"), register(office, "Suriadi")
    for made in (one, two):
        write(office, lambda w, stay=made.stay_id: exits.leave(w, stay, rules.HOSPITAL, "demam"))  # type: ignore[misc]
    assert refusal(office, lambda w: joins.same_arrival(w, one.stay_id, two.stay_id, "dobel")) == "head.moved_on"


def test_withdrawing_the_head_that_counts_lets_the_other_one_count(office: Office) -> None:
    one, two = register(office, "Suryadi"), register(office, "Suriadi")
    write(office, lambda w: joins.same_arrival(w, one.stay_id, two.stay_id, "dobel"))
    write(office, lambda w: heads.withdraw(w, one.stay_id, "keliru"))
    assert present(office) == 1
    assert page_of(office, two.stay_id).head is not None
