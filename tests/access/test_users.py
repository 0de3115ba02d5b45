"""Accounts, codes, vaults per role, and keys that change when somebody leaves."""

from dataclasses import replace

import pytest

from app.access import entering, keyring
from app.access.entering import rekey
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.records import User
from app.access.unlock import enrol, unlock
from app.access.users import (
    add_user,
    admit_to_role,
    change_passphrase,
    change_roles,
    deactivate,
    give_access,
    issue_code,
    list_users,
)
from app.kernel.errors import UserError
from app.kernel.files import replace_atomically
from app.store.vault import open_vault
from tests.helpers.offices import CLERK, KEPALA, NURSE, SampleSite

OTHER = "sepeda tua di pasar"


def come_in(site: SampleSite, login: str, passphrase: str) -> Office:
    return unlock(site.home, login, passphrase, site.clock)


def refusal(site: SampleSite, login: str, passphrase: str) -> str:
    with pytest.raises(UserError) as caught:
        come_in(site, login, passphrase)
    return caught.value.code


def add(site: SampleSite, login: str, *roles: str, passphrase: str = CLERK) -> str:
    with site.kepala() as office:
        return add_user(office, PersonDraft(login, login.title(), frozenset(roles)), passphrase).id


def vault_key(site: SampleSite, login: str, passphrase: str, vault: str) -> bytes:
    with come_in(site, login, passphrase) as office:
        return office.keys[vault].key


def opens(site: SampleSite, vault: str, key: bytes) -> bool:
    try:
        open_vault(site.home.vault(vault), vault, key).close()
    except UserError:
        return False
    return True


@pytest.mark.parametrize("role", ["satgas", "pendamping", "logistik", "penerima"])
def test_most_roles_open_the_general_vault_alone(site: SampleSite, role: str) -> None:
    add(site, "budi", role)
    with come_in(site, "budi", CLERK) as office:
        assert set(office.vaults) == {"general"}
        for vault in ("health", "protection"):
            with pytest.raises(UserError, match=r"access\.no_vault"), office.read(vault):
                pass


def test_each_restricted_role_opens_its_own_vault(site: SampleSite) -> None:
    with site.first_nurse() as office:
        assert set(office.vaults) == {"general", "health"}
    with site.first_social_worker() as office:
        assert set(office.vaults) == {"general", "protection"}


def test_a_code_works_once(site: SampleSite) -> None:
    site.first_nurse().lock()
    again = PersonDraft("palsu", "Palsu")
    with pytest.raises(UserError, match=r"access\.wrong_code"):
        enrol(site.home, site.codes["kesehatan"], again, OTHER, site.clock)
    assert set(keyring.load(site.home).holders["health"].slots) == {
        slot.id for slot in keyring.load(site.home).slots if "health" in slot.vaults
    }


def test_a_code_that_was_cut_short_still_works(site: SampleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(f"{keyring.__name__}.replace_atomically", cut)
        with pytest.raises(KeyboardInterrupt):
            site.first_nurse()
    with site.first_nurse() as office:
        assert [user.login for user in list_users(office)].count("rahma") == 1


def cut(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_kepala_cannot_grant_a_vault_he_cannot_open(site: SampleSite) -> None:
    with site.kepala() as office:
        for act in (
            lambda: add_user(office, PersonDraft("dewi", "Dewi", frozenset({"kesehatan"})), CLERK),
            lambda: issue_code(office, "peksos"),
            lambda: change_roles(office, office.actor.user_id, {"kepala", "kesehatan"}),
        ):
            with pytest.raises(UserError, match=r"access\.cannot_grant"):
                act()
        assert [user.login for user in list_users(office)] == ["siti"]


def test_a_nurse_admits_the_next_nurse(site: SampleSite) -> None:
    dewi = add(site, "dewi", "satgas")
    with site.first_nurse() as office:
        with pytest.raises(UserError, match=r"access\.wrong_passphrase"):
            admit_to_role(office, dewi, "kesehatan", OTHER)
        admit_to_role(office, dewi, "kesehatan", CLERK)
        add_user(office, PersonDraft("lina", "Lina", frozenset({"kesehatan"})), OTHER)
        with pytest.raises(UserError, match=r"access\.denied"):
            add_user(office, PersonDraft("tono", "Tono", frozenset({"satgas"})), OTHER)
        with pytest.raises(UserError, match=r"access\.denied"):
            add_user(office, PersonDraft("tono", "Tono", frozenset({"kesehatan", "kepala"})), OTHER)
    with come_in(site, "dewi", CLERK) as office:
        assert set(office.vaults) == {"general", "health"}
    with come_in(site, "lina", OTHER) as office:
        assert office.actor.roles == {"kesehatan"}


def test_accounts_are_listed_with_what_they_open(site: SampleSite) -> None:
    budi = add(site, "budi", "logistik")
    site.first_nurse().lock()
    with site.kepala() as office:
        deactivate(office, budi)
        listed = list_users(office)
    assert [(user.login, user.active, user.here, sorted(user.vaults)) for user in listed] == [
        ("rahma", True, True, ["general", "health"]),
        ("siti", True, True, ["general"]),
        ("budi", False, False, []),
    ]


def test_login_names_are_taken_once(site: SampleSite) -> None:
    add(site, "budi", "satgas")
    with pytest.raises(UserError, match=r"access\.login_taken"):
        add(site, "budi", "logistik")


def test_a_new_passphrase_keeps_the_vault_keys(site: SampleSite) -> None:
    site.first_nurse().lock()
    before = vault_key(site, "rahma", NURSE, "health")
    with come_in(site, "rahma", NURSE) as office:
        with pytest.raises(UserError, match=r"access\.wrong_passphrase"):
            change_passphrase(office, OTHER, CLERK)
        with pytest.raises(UserError, match=r"access\.weak"):
            change_passphrase(office, NURSE, "pendek")
        change_passphrase(office, NURSE, CLERK)
        change_passphrase(office, CLERK, OTHER)
    assert refusal(site, "rahma", NURSE) == "access.wrong_passphrase"
    assert refusal(site, "rahma", CLERK) == "access.wrong_passphrase"
    assert vault_key(site, "rahma", OTHER, "health") == before


@pytest.mark.parametrize("writes", [0, 1])
def test_a_passphrase_change_cut_short_leaves_one_that_works(
    site: SampleSite, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    done: list[object] = []
    real = replace_atomically

    def some(*arguments: object) -> None:
        if len(done) == writes:
            raise KeyboardInterrupt
        done.append(arguments)
        real(*arguments)  # type: ignore[arg-type]

    with site.kepala() as office, monkeypatch.context() as patched:
        patched.setattr(f"{keyring.__name__}.replace_atomically", some)
        with pytest.raises(KeyboardInterrupt):
            change_passphrase(office, KEPALA, OTHER)
    come_in(site, "siti", [KEPALA, OTHER][writes]).lock()
    assert refusal(site, "siti", [OTHER, KEPALA][writes]) == "access.wrong_passphrase"


def test_whoever_leaves_takes_no_working_key(site: SampleSite) -> None:
    budi = add(site, "budi", "satgas")
    add(site, "tono", "satgas", passphrase=OTHER)
    stolen = vault_key(site, "budi", CLERK, "general")
    assert opens(site, "general", stolen)
    with site.kepala() as office:
        deactivate(office, budi)
        with office.read() as r:
            assert not r.need(User, budi).active
    assert refusal(site, "budi", CLERK) == "access.wrong_passphrase"
    assert not opens(site, "general", stolen)
    for _again in range(2):
        come_in(site, "tono", OTHER).lock()
        site.kepala().lock()
    assert not any(slot.sealed for slot in keyring.load(site.home).of_kind("user"))


def test_a_nurse_who_leaves_is_rekeyed_out_by_the_next_one(site: SampleSite) -> None:
    with site.first_nurse() as office:
        rahma = office.actor.user_id
        add_user(office, PersonDraft("lina", "Lina", frozenset({"kesehatan"})), OTHER)
        stolen = office.keys["health"].key
    with site.kepala() as office:
        deactivate(office, rahma)
        assert keyring.load(site.home).due == ("health",)
    assert opens(site, "health", stolen)
    come_in(site, "lina", OTHER).lock()
    assert not opens(site, "health", stolen)
    assert keyring.load(site.home).due == ()
    with come_in(site, "lina", OTHER) as office:
        assert office.holds("health")


def test_taking_a_role_away_takes_its_vault_away(site: SampleSite) -> None:
    dewi = add(site, "dewi", "satgas")
    with site.first_nurse() as office:
        admit_to_role(office, dewi, "kesehatan", CLERK)
    with site.kepala() as office:
        change_roles(office, dewi, {"satgas"})
    with come_in(site, "dewi", CLERK) as office:
        assert set(office.vaults) == {"general"}
        assert "health" not in office.opened.keys


def test_nobody_is_left_without_kepala_or_key(site: SampleSite) -> None:
    with site.first_nurse() as office:
        rahma = office.actor.user_id
    with site.kepala() as office:
        with pytest.raises(UserError, match=r"access\.last_kepala"):
            deactivate(office, office.actor.user_id)
        with pytest.raises(UserError, match=r"access\.last_kepala"):
            change_roles(office, office.actor.user_id, {"satgas"})
        with pytest.raises(UserError, match=r"access\.last_holder"):
            deactivate(office, rahma)
    come_in(site, "rahma", NURSE).lock()


def test_kepala_gives_a_forgotten_passphrase_anew_but_not_a_nurses(site: SampleSite) -> None:
    budi = add(site, "budi", "satgas")
    with site.first_nurse() as office:
        rahma = office.actor.user_id
    with site.kepala() as office:
        give_access(office, budi, OTHER)
        with pytest.raises(UserError, match=r"access\.cannot_grant"):
            give_access(office, rahma, OTHER)
    come_in(site, "budi", OTHER).lock()
    come_in(site, "rahma", NURSE).lock()


def test_only_kepala_manages_accounts(site: SampleSite) -> None:
    budi = add(site, "budi", "satgas", "pendamping")
    with come_in(site, "budi", CLERK) as office:
        for act in (
            lambda: add_user(office, PersonDraft("x1", "X", frozenset({"satgas"})), OTHER),
            lambda: change_roles(office, budi, {"kepala"}),
            lambda: deactivate(office, budi),
            lambda: give_access(office, budi, OTHER),
            lambda: issue_code(office, "satgas"),
        ):
            with pytest.raises(UserError, match=r"access\.denied"):
                act()


def test_a_new_code_replaces_the_unused_one(site: SampleSite) -> None:
    with site.kepala() as office:
        first, second = issue_code(office, "satgas"), issue_code(office, "satgas")
    with pytest.raises(UserError, match=r"access\.wrong_code"):
        enrol(site.home, first, PersonDraft("budi", "Budi"), CLERK, site.clock)
    with enrol(site.home, second, PersonDraft("budi", "Budi"), CLERK, site.clock) as office:
        assert office.actor.roles == {"satgas"}


@pytest.mark.parametrize("step", ["rekey_file", "open_file", "_take_new_keys"])
@pytest.mark.parametrize("vault", ["general", "health"])
def test_a_rekeying_cut_short_is_finished_at_the_next_unlock(
    site: SampleSite, monkeypatch: pytest.MonkeyPatch, step: str, vault: str
) -> None:
    with site.first_nurse() as office:
        add_user(office, PersonDraft("lina", "Lina", frozenset({"kesehatan"})), OTHER)
        old = office.keys[vault].key
        with monkeypatch.context() as patched:
            patched.setattr(entering, step, cut)
            with pytest.raises(KeyboardInterrupt):
                rekey(office, vault)
    for login, passphrase in (("lina", OTHER), ("rahma", NURSE), ("lina", OTHER)):
        with come_in(site, login, passphrase) as office:
            assert office.holds("health")
            assert office.keys[vault].version == 2
    assert not opens(site, vault, old)


def test_a_holder_who_was_away_follows_several_rekeyings(site: SampleSite) -> None:
    with site.first_nurse() as office:
        add_user(office, PersonDraft("lina", "Lina", frozenset({"kesehatan"})), OTHER)
        for _n in range(3):
            rekey(office, "health")
        rekey(office, "general")
    with come_in(site, "lina", OTHER) as office:
        assert (office.keys["health"].version, office.keys["general"].version) == (4, 2)


def test_a_stranger_on_the_list_gets_no_new_key(site: SampleSite) -> None:
    budi = add(site, "budi", "satgas")
    with site.first_nurse() as office:
        ring = office.ring()
        slot = next(slot for slot in ring.of_kind("user") if slot.user_id == budi)
        claim = next(slot for slot in ring.of_kind("user") if slot.label == "rahma").wraps["health"]
        planted = replace(slot, wraps={**slot.wraps, "health": claim})
        office.keep_ring(ring.put(planted))
        rekey(office, "health")
        assert "health" not in keyring.load(site.home).slot(slot.id).sealed  # type: ignore[union-attr]


def test_a_damaged_restricted_vault_does_not_stop_the_count(site: SampleSite) -> None:
    site.first_nurse().lock()
    site.home.vault("health").write_bytes(b"spoilt" * 2000)
    for left in ("-wal", "-shm"):
        site.home.vault("health").with_name("health.db" + left).unlink(missing_ok=True)
    with come_in(site, "rahma", NURSE) as office:
        assert office.holds("general")
        with pytest.raises(UserError, match=r"vault\.unreadable"):
            office.vault("health")
