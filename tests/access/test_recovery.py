"""Recovery sheets of a real desk: checked early, deferred a day at most, and the way back in."""

import itertools
from base64 import b64decode
from pathlib import Path

import pytest

from app.access import keyring
from app.access.entering import rekey
from app.access.handouts import waiting_handouts
from app.access.people import PersonDraft
from app.access.recovery import add_escrow, check_sheets, defer_sheets, recover, recovery_status, renew_sheets
from app.access.slots import open_sealed
from app.access.unlock import unlock
from app.access.users import add_user
from app.bundle.keys import Identity
from app.kernel.errors import UserError
from tests.helpers.offices import CLERK, KEPALA, NURSE, SampleSite, sample_site

NEW = "jembatan kayu tua"


def test_sheets_are_asked_for_until_checked(site: SampleSite) -> None:
    with site.kepala() as office:
        assert recovery_status(office).step == "asked"
        defer_sheets(office)
        assert recovery_status(office).step == "deferred"
        site.clock.advance(days=1)
        assert recovery_status(office).step == "overdue"
        with pytest.raises(UserError, match=r"access\.recovery_overdue"):
            defer_sheets(office)
        status = check_sheets(office, [site.sheets[2], site.sheets[0]])
        assert (status.step, status.missing) == ("checked", frozenset())
    with site.kepala() as office:
        assert recovery_status(office).step == "checked"


def test_sheets_can_be_printed_again_until_checked(site: SampleSite) -> None:
    with site.kepala() as office:
        with pytest.raises(UserError, match=r"access\.wrong_passphrase"):
            waiting_handouts(office, "bukan kata sandinya")
        waiting = waiting_handouts(office, KEPALA)
        assert [sheet.words for sheet in waiting.sheets] == site.sheets
        assert waiting.codes == site.codes
        check_sheets(office, site.sheets[:2])
        assert waiting_handouts(office, KEPALA).sheets == ()
    site.first_nurse().lock()
    with site.kepala() as office:
        assert waiting_handouts(office, KEPALA).codes == {"peksos": site.codes["peksos"]}


def test_nobody_else_sees_the_waiting_sheets(site: SampleSite) -> None:
    with site.kepala() as office:
        add_user(office, PersonDraft("budi", "Budi", frozenset({"satgas"})), CLERK)
    with unlock(site.home, "budi", CLERK, site.clock) as office:
        assert waiting_handouts(office, CLERK).sheets == ()
        with pytest.raises(UserError, match=r"access\.denied"):
            defer_sheets(office)
        with pytest.raises(UserError, match=r"access\.denied"):
            renew_sheets(office)


@pytest.mark.parametrize("pair", list(itertools.combinations(range(3), 2)))
def test_any_two_sheets_let_the_kepala_in_again(site: SampleSite, pair: tuple[int, int]) -> None:
    texts = [site.sheets[number] for number in pair]
    with recover(site.home, texts, "siti", NEW, site.clock) as office:
        assert set(office.vaults) == {"general"}
        assert recovery_status(office).step == "asked"
    with pytest.raises(UserError, match=r"access\.wrong_passphrase"):
        site.kepala()
    unlock(site.home, "siti", NEW, site.clock).lock()


def test_one_sheet_is_not_enough(site: SampleSite) -> None:
    for words in site.sheets:
        with pytest.raises(UserError, match=r"access\.share_few"):
            recover(site.home, [words], "siti", NEW, site.clock)
    site.kepala().lock()


def test_a_nurse_gets_her_own_vault_back(site: SampleSite) -> None:
    with site.first_nurse() as office:
        rekey(office, "health")
        rekey(office, "general")
    with recover(site.home, site.sheets[:2], "rahma", NEW, site.clock) as office:
        assert set(office.vaults) == {"general", "health"}
    with pytest.raises(UserError, match=r"access\.wrong_passphrase"):
        unlock(site.home, "rahma", NURSE, site.clock)


def test_recovery_needs_a_known_name_and_the_right_sheets(site: SampleSite, tmp_path: Path) -> None:
    other = sample_site(tmp_path / "other", "BTM")
    with pytest.raises(UserError, match=r"access\.no_user"):
        recover(site.home, site.sheets[:2], "budi", NEW, site.clock)
    for _n in range(3):
        with pytest.raises(UserError, match=r"access\.wrong_sheets"):
            recover(site.home, other.sheets[:2], "siti", NEW, site.clock)
    with pytest.raises(UserError, match=r"access\.slowed"):
        recover(site.home, site.sheets[:2], "siti", NEW, site.clock)
    site.kepala().lock()


def test_new_sheets_take_over_once_every_holder_has_checked_them(site: SampleSite) -> None:
    with site.kepala() as office:
        fresh = [sheet.words for sheet in renew_sheets(office)]
        status = check_sheets(office, fresh[:2])
        assert status.step == "checked"
        assert status.missing == {"health", "protection"}
    with site.first_nurse() as office:
        assert check_sheets(office, fresh[1:]).missing == {"protection"}
    recover(site.home, site.sheets[:2], "siti", NEW, site.clock).lock()
    with site.first_social_worker() as office:
        assert check_sheets(office, fresh[:2]).missing == frozenset()
    with pytest.raises(UserError, match=r"access\.wrong_sheets"):
        recover(site.home, site.sheets[:2], "siti", NEW, site.clock)
    recover(site.home, fresh[:2], "rahma", NEW, site.clock).lock()


def test_the_centre_can_open_what_was_put_in_escrow(site: SampleSite) -> None:
    centre = Identity.generate()
    with site.kepala() as office:
        add_escrow(office, "Pusat", centre.recipient)
    with site.first_nurse() as office:
        add_escrow(office, "Pusat", centre.recipient)
        rekey(office, "health")
        rekey(office, "general")
        keys = {vault: key.key for vault, key in office.keys.items()}
    (slot,) = keyring.load(site.home).of_kind("escrow")
    assert {vault: open_sealed(slot, centre.secret, vault).key for vault in slot.vaults} == keys
    assert b64decode(slot.sealed["health"][0].box).startswith(b"age-encryption.org/v1")
