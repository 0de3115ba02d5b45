"""The gangway on a real vault: every card that can come, closing, opening again, and what handover is given."""

from datetime import timedelta

import pytest

from app.access.office import Office
from app.departure import boarding, fleet, handing, offices, plan, travellers
from app.departure.offices import Office as Receiver
from app.departure.rules.gangway import ABOARD, AGAIN, ALREADY, EXTRA, REFUSED
from app.departure.voyages import DepartureView
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import exits, idcards
from tests.departure.quay import ask, assigned, come, do, family, planned


@pytest.fixture
def stays(office: Office) -> list[str]:
    """Four people with cards."""
    return [come(office, f"Orang {number}", card=f"A-000{number}") for number in range(1, 5)]


@pytest.fixture
def view(office: Office, stays: list[str]) -> DepartureView:
    """A departure with the first three of them."""
    made = planned(office)
    assigned(office, made.id, stays[:3])
    return made


def scanned(office: Office, view: DepartureView, code: str) -> boarding.Checked:
    return do(office, boarding.board, view.id, code)  # type: ignore[no-any-return]


def test_a_card_at_the_gangway_counts_once(office: Office, view: DepartureView) -> None:
    first = scanned(office, view, "a-0001")
    assert (first.said.kind, first.said.text) == (ABOARD, "Orang 1: naik.")
    again = scanned(office, view, "A-0001")
    assert again.said.kind == ALREADY
    assert "pukul 10.15 di Loket A" in again.first
    counts = ask(office, boarding.standing, view.id).counts
    assert [count.total for count in counts.values()] == [1, 2, 0]


def test_every_other_card_is_answered_in_one_sentence(office: Office, view: DepartureView, stays: list[str]) -> None:
    do(office, exits.leave, stays[1], "pulang_mandiri", "dijemput sepupu")
    gone = scanned(office, view, "A-0002")
    assert (gone.said.kind, gone.said.text) == (REFUSED, "Orang 2 tidak di sini lagi: pulang mandiri.")
    new = do(office, idcards.replace, stays[2], "hilang")
    old = scanned(office, view, "A-0003")
    assert old.said.kind == REFUSED
    assert "kartu lama" in old.said.text.lower()
    assert scanned(office, view, new).said.kind == ABOARD
    unknown = scanned(office, view, "Z-9999")
    assert (unknown.said.kind, unknown.said.text) == (REFUSED, "Kartu Z-9999 tidak dikenal.")
    assert scanned(office, view, "").said.kind == REFUSED
    assert scanned(office, view, "x" * 4000).said.kind == REFUSED
    assert len(ask(office, boarding.standing, view.id).aboard) == 1


def test_who_is_aboard_another_ship_is_asked_about(office: Office, view: DepartureView, stays: list[str]) -> None:
    other = planned(office, "KM Thalia")
    assigned(office, other.id, stays[3:])
    listed = scanned(office, view, "A-0004")
    assert listed.said.kind == EXTRA
    assert "namanya di KM Thalia" in listed.said.text
    do(office, boarding.board_head, other.id, stays[3])
    asked = scanned(office, view, "A-0004")
    assert (asked.said.kind, asked.said.text) == (AGAIN, "Orang 4 sudah naik di KM Thalia.")
    assert ask(office, boarding.standing, view.id).aboard == ()


def test_an_extra_needs_a_reason(office: Office, view: DepartureView, stays: list[str]) -> None:
    assert do(office, boarding.board_head, view.id, stays[3]).said.kind == EXTRA
    assert do(office, boarding.board_head, view.id, stays[3], "  ").said.kind == EXTRA
    assert ask(office, boarding.standing, view.id).aboard == ()
    assert do(office, boarding.board_head, view.id, stays[3], "tempatnya kosong").said.kind == ABOARD
    standing = ask(office, boarding.standing, view.id)
    assert [head.display for head in standing.extra] == ["Orang 4"]
    assert standing.reasons == {stays[3]: "tempatnya kosong"}


def test_ticked_on_paper_all_or_nobody(office: Office, view: DepartureView, stays: list[str]) -> None:
    with pytest.raises(UserError, match="Orang 4"):
        do(office, boarding.board_all, view.id, stays)
    assert ask(office, boarding.standing, view.id).aboard == ()
    assert do(office, boarding.board_all, view.id, stays[:3]) == 3


def test_closing_gives_aboard_and_lets_the_missing_wait(office: Office, view: DepartureView, stays: list[str]) -> None:
    with pytest.raises(UserError, match="Belum ada seorang pun"):
        do(office, boarding.close, view.id)
    do(office, boarding.board_all, view.id, stays[:2])
    closed = do(office, boarding.close, view.id)
    assert [head.display for head in closed.missing] == ["Orang 3"]
    assert {one.stay_id for one in ask(office, travellers.waiting)} == set(stays[2:])
    for act, given in ((boarding.board_head, stays[2]), (boarding.unboard, stays[0]), (boarding.board, "A-0003")):
        with pytest.raises(UserError) as caught:
            do(office, act, view.id, given)
        assert caught.value.code == "departure.closed"
    assert set(ask(office, boarding.boarded, view.id)) == set(stays[:2])
    other = planned(office, "KM Thalia")
    with pytest.raises(UserError, match="sudah naik di KM Lambelu ke Parepare"):
        assigned(office, other.id, stays[:1])
    assigned(office, other.id, stays[2:3])


def test_it_is_opened_again_with_a_reason_until_the_ship_is_gone(
    office: Office, view: DepartureView, stays: list[str], clock: FixedClock
) -> None:
    do(office, boarding.board_head, view.id, stays[0])
    do(office, boarding.close, view.id)
    with pytest.raises(UserError, match="Alasannya"):
        do(office, boarding.reopen, view.id, "")
    do(office, boarding.reopen, view.id, "ada yang menyusul")
    do(office, boarding.unboard, view.id, stays[0])
    do(office, boarding.board_head, view.id, stays[1])
    do(office, boarding.close, view.id)
    assert ask(office, boarding.boarded, view.id) == (stays[1],)
    clock.advance(hours=31)
    assert view.main is not None
    do(office, plan.record_times, view.main.id, clock.now() - timedelta(minutes=5), None)
    with pytest.raises(UserError) as caught:
        do(office, boarding.reopen, view.id, "tertinggal")
    assert caught.value.code == "boarding.gone"


def test_handover_is_given_those_aboard_by_office(office: Office, view: DepartureView, stays: list[str]) -> None:
    east = [come(office, "Ibu Maria", "P", 30, destination_code="53.06.10.2006"), come(office, "Anak", "P", 0)]
    family(office, *east)
    do(office, offices.put_office, view.id, "53", Receiver("Dinsos Provinsi NTT", "0380", "Pelabuhan Lorens Say"))
    assigned(office, view.id, east)
    do(office, offices.send_to, view.id, east[1:], "Dinsos Provinsi NTT")
    found = {offer.office: (set(offer.stay_ids), offer.aboard) for offer in ask(office, handing.offers)}
    bone = "Dinas Sosial Provinsi Sulawesi Selatan"
    assert found == {"Dinsos Provinsi NTT": (set(east), False), bone: (set(stays[:3]), False)}
    do(office, boarding.board_all, view.id, [*stays[:2], *east])
    do(office, boarding.close, view.id)
    assert set(ask(office, boarding.passengers, view.id, bone)) == set(stays[:2])
    assert set(ask(office, boarding.passengers, view.id)) == {*stays[:2], *east}
    with pytest.raises(UserError) as caught:
        do(office, offices.put_office, view.id, "73", Receiver("Lain"))
    assert caught.value.code == "departure.closed"


def test_who_left_since_he_was_listed_is_on_no_paper_and_not_missing(
    office: Office, view: DepartureView, stays: list[str]
) -> None:
    do(office, exits.leave, stays[0], "rumah_sakit", "dirujuk")
    do(office, exits.leave, stays[1], "pulang_mandiri", "dijemput sepupu")
    assert ask(office, boarding.passengers, view.id) == (stays[2],)
    assert [head.stay_id for head in ask(office, boarding.standing, view.id).missing] == [stays[2]]
    assert set(do(office, fleet.arrange, view.legs[0].id)) == {stays[2]}
    said = {one.stay_id: one.obstacle for group in ask(office, travellers.sorting, view.id) for one in group.people}
    assert said[stays[0]] == "tidak hadir di sini: di rumah sakit"
    do(office, exits.come_back, stays[0], "sudah pulih")
    assert set(ask(office, boarding.passengers, view.id)) == {stays[0], stays[2]}


def test_an_office_has_a_name_and_a_region(office: Office, view: DepartureView) -> None:
    for region, receiver, code in (("99", Receiver("X"), "office.region"), ("73", Receiver(" "), "office.name")):
        with pytest.raises(UserError) as caught:
            do(office, offices.put_office, view.id, region, receiver)
        assert caught.value.code == code
