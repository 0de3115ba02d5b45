"""A foreigner found out after the gangway was closed: in sight, on the papers, taken off by a corrected manifest."""

from datetime import timedelta

import pytest

from app.access.office import Office
from app.departure import afterwards, boarding, fleet, outgoing, plan, workbook
from app.departure.voyages import DepartureView
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import people
from tests.departure.quay import ask, assigned, come, do, head_of, planned

TOLD = "Budi (nomor 1) tercatat warga negara asing; urusannya dengan Imigrasi."


@pytest.fixture
def stays(office: Office) -> list[str]:
    """Budi and two others."""
    return [come(office, name) for name in ("Budi", "Joko", "Siti")]


@pytest.fixture
def view(office: Office, stays: list[str]) -> DepartureView:
    """All three went aboard, the check is over and the manifest printed; then Budi turns out to be a foreigner."""
    made = planned(office)
    assigned(office, made.id, stays)
    do(office, fleet.arrange, made.legs[0].id)
    do(office, boarding.board_all, made.id, stays)
    do(office, boarding.close, made.id)
    do(office, outgoing.print_manifest, made.id)
    do(office, people.set_nationality, head_of(office, stays[0]).person_id, "wna", "MY", ())
    return made


def last(office: Office, view: DepartureView) -> outgoing.Edition:
    return ask(office, outgoing.editions, view.id)[0]  # type: ignore[no-any-return]


def test_he_is_named_on_the_next_print_and_in_the_workbook(office: Office, view: DepartureView) -> None:
    assert [head.display for head in ask(office, afterwards.foreigners, view.id)] == ["Budi"]
    sheet = do(office, outgoing.print_manifest, view.id).sheets[0]
    assert sheet.values["attention"] == [TOLD]
    assert last(office, view).version == 2
    do(office, outgoing.print_manifest, view.id)
    assert last(office, view).version == 2
    assert do(office, workbook.export, view.id, "KSOP")["attention"] == [TOLD]


def test_an_officer_mistaken_about_him_leaves_no_warning(office: Office, view: DepartureView, stays: list[str]) -> None:
    do(office, outgoing.print_manifest, view.id)
    do(office, people.set_nationality, head_of(office, stays[0]).person_id, "wni", None, ())
    sheet = do(office, outgoing.print_manifest, view.id).sheets[0]
    assert sheet.values["attention"] == []
    assert last(office, view).version == 3
    assert ask(office, afterwards.foreigners, view.id) == []


def test_he_is_taken_off_and_the_corrected_manifest_says_why(
    office: Office, view: DepartureView, stays: list[str]
) -> None:
    do(office, afterwards.take_off, view.id, stays[:1])
    standing = ask(office, boarding.standing, view.id)
    assert {head.stay_id for head in standing.aboard} == set(stays[1:])
    assert standing.missing == ()
    assert set(ask(office, fleet.places, view.legs[0].id)) == set(stays[1:])
    sheet = do(office, outgoing.print_manifest, view.id).sheets[0]
    assert sheet.values["differences"] == ["Tidak ikut: Budi (warga negara asing, urusan Imigrasi)."]
    assert sheet.values["attention"] == []
    assert ask(office, afterwards.foreigners, view.id) == []


def test_nobody_else_and_nobody_from_a_ship_at_sea_is_taken_off(
    office: Office, view: DepartureView, stays: list[str], clock: FixedClock
) -> None:
    for wrong in ((), stays[:2]):
        with pytest.raises(UserError) as caught:
            do(office, afterwards.take_off, view.id, wrong)
        assert caught.value.code == "boarding.not_foreign"
    clock.advance(hours=31)
    assert view.main is not None
    do(office, plan.record_times, view.main.id, clock.now() - timedelta(minutes=5), None)
    with pytest.raises(UserError, match="sudah berangkat bersama mereka") as caught:
        do(office, afterwards.take_off, view.id, stays[:1])
    assert "Imigrasi di Parepare" in caught.value.hint


def test_a_cancelled_departure_warns_of_nobody(office: Office, view: DepartureView) -> None:
    do(office, boarding.reopen, view.id, "ditunda")
    do(office, plan.cancel, view.id, "rusak")
    assert ask(office, afterwards.foreigners, view.id) == []
