"""Sorting, waiting, and putting people on departures: who is refused, and in which words."""

from dataclasses import replace
from typing import Any

import pytest

from app.access.days import open_day
from app.access.office import Office
from app.departure import boarding, escorts, plan, travellers, voyages
from app.departure.escorts import EscortView
from app.departure.story import journeys
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import exits, joins
from app.registration.heads import NewHead, Who
from app.registration.timeline import Subject
from tests.departure.quay import ask, assigned, come, do, family, need, planned, ship_leg
from tests.helpers.office import landed_one


def people_of(office: Office, departure_id: str = "") -> dict[str, Any]:
    """Name → how he is shown."""
    groups = ask(office, travellers.sorting, departure_id)
    return {one.head.display: one for group in groups for one in group.people}


def why_not(office: Office, departure_id: str, stays: list[str], parting: str = "") -> UserError:
    with pytest.raises(UserError) as caught:
        assigned(office, departure_id, stays, parting)
    return caught.value


def test_people_are_sorted_by_province_and_regency_with_those_not_coded_apart(office: Office) -> None:
    for number in range(3):
        come(office, f"Bone {number}")
    come(office, "Ibu", "P", 30, destination_code="53.06.10.2006")
    come(office, "Anak", "P", 9, destination_code="53.06.10.2006")
    come(office, "Entah", destination_code=None, destination_text="kampung sebelah")
    groups = ask(office, travellers.sorting)
    found = [(group.where.province_name, group.where.regency_name, str(group.count)) for group in groups]
    assert found == [
        ("Nusa Tenggara Timur", "Kab. Flores Timur", "LD 0 · PD 1 · AL 0 · AP 1"),
        ("Sulawesi Selatan", "Kab. Bone", "LD 3 · PD 0 · AL 0 · AP 0"),
        ("", "", "LD 1 · PD 0 · AL 0 · AP 0"),
    ]
    assert [group.coded for group in groups] == [True, True, False]


def test_who_waits_longest_comes_first(office: Office, clock: FixedClock) -> None:
    first = come(office, "Lama")
    clock.advance(days=3)
    with office.write("access.day") as w:
        open_day(w, clock.now().date())
    second = come(office, "Baru")
    waiting = ask(office, travellers.waiting)
    assert [(one.stay_id, one.days) for one in waiting] == [(first, 3), (second, 0)]
    made = do(office, plan.plan, "KM Thalia", (ship_leg(24 * 4),))
    assigned(office, made, [first])
    assert [one.stay_id for one in ask(office, travellers.waiting)] == [second]


def test_a_head_on_two_departures_is_refused_with_a_sentence(office: Office) -> None:
    one, two, stay = planned(office, "KM Lambelu"), planned(office, "KM Thalia"), come(office, "Sulaiman")
    assigned(office, one.id, [stay])
    refused = why_not(office, two.id, [stay])
    assert refused.code == "departure.not_allowed"
    assert "Sulaiman: sudah ada di KM Lambelu" in refused.text
    assert assigned(office, one.id, [stay]).already == 1


def test_who_is_not_here_or_not_ours_is_refused_all_or_nobody(office: Office) -> None:
    view, fine = planned(office), come(office, "Sulaiman")
    left, dead, ill = come(office, "Pergi"), come(office, "Wafat"), come(office, "Rumah sakit")
    do(office, exits.leave, left, "pulang_mandiri", "dijemput sepupu")
    do(office, exits.leave, dead, "meninggal", "di penampungan")
    do(office, exits.leave, ill, "rumah_sakit", "dirujuk")
    foreigner = come(office, "Jose", nationality="wna")
    body = landed_one(office, Who(name="Jenazah"), NewHead(head_class="LD", body=True))
    held = come(office, "Tunda")
    need(office, held, "tunda_berangkat")
    for stay in (left, dead, ill, foreigner, body, held):
        refused = why_not(office, view.id, [fine, stay])
        assert refused.code == "departure.not_allowed", refused.text
        assert "tbc" not in refused.text.lower()
        assert ask(office, voyages.passenger_ids, view.id) == []
    assert "petugas kesehatan" in why_not(office, view.id, [held]).text
    assert "dibatalkan" in why_not(office, view.id, ["0" * 32]).text


def test_a_family_is_parted_only_with_a_reason(office: Office) -> None:
    view = planned(office)
    mother, child, baby = come(office, "Siti", "P", 30), come(office, "Anak", "L", 8), come(office, "Bayi", "P", 0)
    family(office, mother, child, baby)
    refused = why_not(office, view.id, [mother, child])
    assert refused.code == "departure.parted"
    assert "Siti" in refused.text
    assert ask(office, voyages.passenger_ids, view.id) == []
    assigned(office, view.id, [mother, child], "bayi dijemput ayahnya")
    assigned(office, view.id, [come(office, "Lain")])
    assigned(office, view.id, [baby])
    assert ask(office, travellers.parted_of, view.id, {mother, child, baby}) == []


def test_somebody_taken_off_waits_again_and_needs_a_reason(office: Office) -> None:
    view, stay = planned(office), come(office, "Sulaiman")
    assigned(office, view.id, [stay])
    with pytest.raises(UserError, match="Alasannya"):
        do(office, travellers.take_off, view.id, [stay], " ")
    do(office, travellers.take_off, view.id, [stay], "sakit gigi")
    assert [one.stay_id for one in ask(office, travellers.waiting)] == [stay]
    assigned(office, view.id, [stay])
    assert ask(office, voyages.passenger_ids, view.id) == [stay]


def test_who_is_to_be_accompanied_needs_somebody_and_nobody_says_why(office: Office) -> None:
    view, stay = planned(office), come(office, "Kamaria", "P", 24)
    need(office, stay, "dampingi")
    assigned(office, view.id, [stay])
    assert [head.display for head in ask(office, escorts.unaccompanied, view.id)] == ["Kamaria"]
    assert people_of(office, view.id)["Kamaria"].warnings == ("dampingi",)
    rahma = EscortView("Rahma Sari", nip="19850214 200901 2 004", letter="800/31")
    escort = do(office, escorts.put_escort, view.id, rahma)
    do(office, escorts.accompany, view.id, [stay], escort)
    assert ask(office, escorts.unaccompanied, view.id) == []
    do(office, escorts.drop_escort, escort)
    assert [head.display for head in ask(office, escorts.unaccompanied, view.id)] == ["Kamaria"]


def test_an_escort_has_a_name_and_a_whole_nip(office: Office) -> None:
    view = planned(office)
    for given, code in ((EscortView(" "), "escort.name"), (EscortView("Rahma", nip="1985"), "escort.nip")):
        with pytest.raises(UserError) as caught:
            do(office, escorts.put_escort, view.id, given)
        assert caught.value.code == code


def test_of_two_arrivals_joined_later_one_travels(office: Office) -> None:
    view = planned(office)
    first, second = come(office, "Sulaiman", card="A-0001"), come(office, "Sulaeman", card="A-0002")
    assigned(office, view.id, [first, second])
    do(office, boarding.board_head, view.id, first)
    do(office, joins.same_arrival, first, second, "orang yang sama")
    kept = ask(office, voyages.passenger_ids, view.id)
    assert len(kept) == 1
    assert ask(office, boarding.standing, view.id).missing == ()
    assert do(office, boarding.board_head, view.id, second).said.kind == "already"
    do(office, boarding.unboard, view.id, kept[0])
    do(office, travellers.take_off, view.id, kept, "ditunda")
    assert ask(office, voyages.passenger_ids, view.id) == []


def test_only_those_who_may_plan_departures(office: Office) -> None:
    view, stay = planned(office), come(office, "Sulaiman")
    office.actor = replace(office.actor, roles=frozenset({"logistik"}))
    for act, given in (
        (travellers.assign, (view.id, [stay])),
        (travellers.take_off, (view.id, [stay], "x")),
        (boarding.board_head, (view.id, stay)),
        (boarding.close, (view.id,)),
    ):
        with pytest.raises(UserError) as caught:
            do(office, act, *given)
        assert caught.value.code == "access.denied"
    assert ask(office, voyages.passenger_ids, view.id) == []
    assert ask(office, travellers.sorting)


def test_his_page_tells_what_departures_did_with_him(office: Office) -> None:
    view, stay, other = planned(office), come(office, "Sulaiman"), come(office, "Kamaria", "P")
    assigned(office, view.id, [stay, other])
    do(office, travellers.take_off, view.id, [other], "sakit gigi")
    do(office, boarding.board_head, view.id, stay)
    do(office, boarding.board_head, view.id, other, "sudah sembuh")

    def told(stay_id: str) -> set[tuple[str, str]]:
        entries = ask(office, lambda r: list(journeys(r, Subject(None, (stay_id,)))))
        return {(entry.text, entry.detail) for entry in entries}

    assert told(stay) == {("Masuk daftar KM Lambelu ke Parepare", ""), ("Naik KM Lambelu ke Parepare", "")}
    assert told(other) == {
        ("Masuk daftar KM Lambelu ke Parepare", "dikeluarkan: sakit gigi"),
        ("Naik KM Lambelu ke Parepare", "di luar daftar: sudah sembuh"),
    }
