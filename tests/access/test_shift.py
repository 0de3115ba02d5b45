"""People of one shift change places by PIN; the disk never learns one."""

from pathlib import Path

import pytest

from app.access.office import Office
from app.access.people import PersonDraft
from app.access.shift import TRIES, Shift
from app.access.unlock import unlock
from app.access.users import add_user, change_passphrase, deactivate
from app.kernel.errors import UserError
from tests.helpers.offices import CLERK, KEPALA, NURSE, SampleSite

PIN = "2580"


def come_in(site: SampleSite, login: str, passphrase: str) -> Office:
    return unlock(site.home, login, passphrase, site.clock)


def nurse_and_clerk(site: SampleSite) -> Shift:
    """Rahma with the PIN 2580, then Budi with 7193; Budi's account is made by Siti."""
    with site.kepala() as office:
        add_user(office, PersonDraft("budi", "Budi", frozenset({"satgas"})), CLERK)
    shift = Shift(site.home, site.clock)
    with site.first_nurse() as office:
        shift.remember(office, PIN)
    with come_in(site, "budi", CLERK) as office:
        shift.remember(office, "7193")
    return shift


def refused(shift: Shift, login: str, pin: str) -> UserError:
    with pytest.raises(UserError) as caught:
        shift.switch(login, pin)
    return caught.value


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_each_comes_back_to_his_own_vaults(site: SampleSite) -> None:
    shift = nurse_and_clerk(site)
    assert shift.people() == {"budi": "Budi", "rahma": "Rahma"}
    with shift.switch("rahma", PIN) as office:
        assert set(office.vaults) == {"general", "health"}
        with shift.switch("budi", "7193") as other:
            assert set(other.vaults) == {"general"}
            assert other.actor.name == "Budi"
    shift.end()


def test_a_pin_writes_nothing(site: SampleSite) -> None:
    shift = Shift(site.home, site.clock)
    with site.first_nurse() as office:
        before = everything_on_disk(site.home.folder)
        shift.remember(office, PIN)
        assert everything_on_disk(site.home.folder) == before
    shift.end()


def test_five_wrong_pins_ask_for_the_passphrase(site: SampleSite) -> None:
    shift = nurse_and_clerk(site)
    for left in range(TRIES - 1, 0, -1):
        error = refused(shift, "rahma", "9999")
        assert error.code == "access.wrong_pin"
        assert f"{left} percobaan" in error.hint
    assert refused(shift, "rahma", "9999").code == "access.passphrase_needed"
    assert refused(shift, "rahma", PIN).code == "access.passphrase_needed"
    shift.switch("budi", "7193").lock()
    come_in(site, "rahma", NURSE).lock()
    shift.end()


def test_a_right_pin_forgives_the_wrong_ones(site: SampleSite) -> None:
    shift = nurse_and_clerk(site)
    for _round in range(2):
        for _n in range(TRIES - 1):
            assert refused(shift, "rahma", "9999").code == "access.wrong_pin"
        shift.switch("rahma", PIN).lock()
    shift.end()


def test_one_persons_pin_is_not_anothers(site: SampleSite) -> None:
    shift = nurse_and_clerk(site)
    assert refused(shift, "budi", PIN).code == "access.wrong_pin"
    assert refused(shift, "siti", PIN).code == "access.passphrase_needed"
    shift.end()


def test_a_pin_ends_with_the_application(site: SampleSite) -> None:
    nurse_and_clerk(site).end()
    shift = Shift(site.home, site.clock)
    assert shift.people() == {}
    assert refused(shift, "rahma", PIN).code == "access.passphrase_needed"
    shift.end()
    shift.end()


def test_a_pin_ends_with_the_account_or_its_passphrase(site: SampleSite) -> None:
    shift = nurse_and_clerk(site)
    with come_in(site, "rahma", NURSE) as office:
        change_passphrase(office, NURSE, "payung kuning di teras")
    with come_in(site, "siti", KEPALA) as office:
        budi = shift.switch("budi", "7193")
        deactivate(office, budi.actor.user_id)
        budi.lock()
    assert refused(shift, "rahma", PIN).code == "access.passphrase_needed"
    assert refused(shift, "budi", "7193").code == "access.passphrase_needed"
    shift.end()


def test_bad_pins_are_not_taken(site: SampleSite) -> None:
    shift = Shift(site.home, site.clock)
    with site.kepala() as office, pytest.raises(UserError, match=r"access\.pin"):
        shift.remember(office, "1234")
    assert shift.people() == {}
    shift.end()
