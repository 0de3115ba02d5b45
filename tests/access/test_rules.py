"""Who may do what, and what passes as passphrase, PIN, login and code."""

from dataclasses import dataclass

import pytest

from app.access.codes import new_code, read_code
from app.access.roles import ROLES, vaults_of
from app.access.rules import (
    PERMISSIONS,
    check_passphrase,
    check_pin,
    clean_code,
    clean_login,
    login_from,
    may,
    refuse_restricted_grant,
    require,
    roles_for,
)
from app.kernel.errors import UserError


@dataclass(frozen=True)
class Somebody:
    roles: frozenset[str]


def somebody(*roles: str) -> Somebody:
    return Somebody(frozenset(roles))


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        ("satgas", "manifest.recheck", True),
        ("satgas", "access.users", False),
        ("satgas", "reconciliation.close", False),
        ("pendamping", "reconciliation.close", True),
        ("logistik", "manifest.recheck", False),
        ("logistik", "manifest.read", True),
        ("kepala", "access.users", True),
        ("kepala", "health.screening", False),
        ("kepala", "protection.cases", False),
        ("kesehatan", "health.screening", True),
        ("kesehatan", "protection.cases", False),
        ("kesehatan", "registration.needs", True),
        ("kesehatan", "registration.arrive", False),
        ("penerima", "manifest.recheck", True),
        ("pusat", "manifest.read", False),
        ("pusat", "central.verify", True),
    ],
)
def test_the_longest_prefix_decides(role: str, permission: str, allowed: bool) -> None:
    assert may(somebody(role), permission) is allowed


def test_what_no_prefix_names_is_refused_to_everybody() -> None:
    assert not may(somebody(*ROLES), "unheard.of")
    assert not may(somebody(*ROLES), "access")
    assert not may(somebody(*ROLES), "manifestation")


def test_restricted_slices_are_for_their_own_role_alone() -> None:
    assert roles_for("health.anything") == {"kesehatan"}
    assert roles_for("protection.anything") == {"peksos"}


def test_every_permission_names_known_roles() -> None:
    assert all(roles and roles <= set(ROLES) for roles in PERMISSIONS.values())


def test_a_refusal_names_who_may() -> None:
    with pytest.raises(UserError) as refused:
        require(somebody("satgas"), "access.users")
    assert refused.value.code == "access.denied"
    assert "Kepala pos" in refused.value.hint


def test_vaults_follow_roles() -> None:
    assert vaults_of(frozenset({"kepala", "satgas"})) == {"general"}
    assert vaults_of(frozenset({"kesehatan"})) == {"general", "health"}
    assert vaults_of(frozenset({"peksos"})) == {"general", "protection"}


def test_nobody_grants_a_vault_he_cannot_open() -> None:
    refuse_restricted_grant({"satgas"}, {"general"})
    refuse_restricted_grant({"kesehatan"}, {"general", "health"})
    with pytest.raises(UserError, match=r"access\.cannot_grant"):
        refuse_restricted_grant({"kesehatan"}, {"general", "protection"})


@pytest.mark.parametrize("weak", ["pendek", "aaaaaaaaaaaa", "1234567890", "siti.aminah1", "qwertyuiop"])
def test_weak_passphrases_are_refused(weak: str) -> None:
    with pytest.raises(UserError, match=r"access\.weak"):
        check_passphrase(weak, "siti")


def test_a_few_words_are_a_passphrase() -> None:
    check_passphrase("empat ember air", "siti")


@pytest.mark.parametrize("bad", ["123", "123456789", "12a4", "0000", "1234", "9876", "١٢٣٥"])
def test_bad_pins_are_refused(bad: str) -> None:
    with pytest.raises(UserError, match=r"access\.pin"):
        check_pin(bad)


def test_logins_and_site_codes_have_one_form() -> None:
    assert clean_login("  Siti.Aminah ") == "siti.aminah"
    assert clean_code(" nnk ") == "NNK"
    assert login_from("Nur‘aini Dg. Bau") == "nuraini"
    assert login_from("李") == "petugas"
    for bad in ("a", "1siti", "siti aminah", "../x"):
        with pytest.raises(UserError, match=r"access\.login"):
            clean_login(bad)
    for bad in ("N", "1NK", "NUNUKAN", "N-K"):
        with pytest.raises(UserError, match=r"access\.site_code"):
            clean_code(bad)


def test_a_code_survives_being_copied_by_hand() -> None:
    code = new_code()
    assert read_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code


def test_a_mistyped_code_is_told_from_an_unknown_one() -> None:
    code = new_code()
    wrong = [
        code[:position] + ("A" if sign != "A" else "B") + code[position + 1 :]
        for position, sign in enumerate(code)
        if sign != "-"
    ]
    assert sum(is_mistyped(text) for text in wrong) >= len(wrong) - 1


def is_mistyped(text: str) -> bool:
    try:
        read_code(text)
    except UserError as error:
        return error.code == "access.code_mistyped"
    return False
