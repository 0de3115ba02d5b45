"""Certificates: who may vouch for whom, and what a doubtful clock does."""

import json
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from app.bundle.certificates import (
    Certificate,
    LastGood,
    Revocation,
    State,
    certificate_of,
    check,
    check_chain,
    check_revocation,
    issue,
    revocation_of,
    revoke,
)
from app.bundle.keys import SigningKey
from app.kernel.canonical import canonical_json
from tests.bundle.parts import NOW, Desk, certificate


def test_a_good_certificate_is_valid(desk: Desk) -> None:
    assert check(desk.cert, desk.authority.public, NOW) is State.VALID


def test_an_issuer_not_known_here_is_unknown(desk: Desk) -> None:
    assert check(desk.cert, None, NOW) is State.UNKNOWN
    assert check_chain([desk.cert], [], NOW) is State.UNKNOWN
    assert check_chain([], [desk.root], NOW) is State.UNKNOWN


def test_a_clock_off_on_either_side_holds_and_never_rejects(desk: Desk) -> None:
    for off in (timedelta(days=-3 * 365), timedelta(days=400)):
        assert check(desk.cert, desk.authority.public, NOW + off) is State.EXPIRED
        assert check_chain([desk.cert, desk.root], [desk.root], NOW + off) is State.EXPIRED


@pytest.mark.parametrize("name", [field.name for field in fields(Certificate) if field.name != "sig"])
def test_every_field_is_signed(desk: Desk, name: str) -> None:
    other = {"vault_recipients": {}, "roles": ("kepala",), "kind": "centre"}.get(name, "lain")
    assert check(replace(desk.cert, **{name: other}), desk.authority.public, NOW) is State.BAD  # type: ignore[arg-type]


def test_an_unreadable_time_is_bad_not_an_exception(desk: Desk) -> None:
    for time in ("besok", "2026-01-01T00:00:00"):
        assert check(issue(replace(desk.cert, not_after=time), desk.authority), desk.authority.public, NOW) is State.BAD


def test_a_device_vouches_for_nobody(desk: Desk) -> None:
    forged = issue(certificate("device", "desk-x", SigningKey.generate(), "desk-a"), desk.key)
    assert check_chain([forged, desk.cert, desk.root], [desk.root], NOW) is State.BAD


def test_a_site_authority_vouches_for_its_own_site_alone(desk: Desk) -> None:
    other = issue(certificate("device", "desk-x", desk.key, "site-nnk", site="site-trk"), desk.authority)
    foreign = issue(certificate("centre", "pusat", desk.key, "site-nnk", site="pusat"), desk.authority)
    assert check_chain([other], [desk.root], NOW) is State.BAD
    assert check_chain([foreign], [desk.root], NOW) is State.BAD


def test_a_centre_trusted_by_one_site_vouches_for_that_site_alone(desk: Desk) -> None:
    key = SigningKey.generate()
    centre = issue(certificate("centre", "pusat", key, "site-nnk"), desk.authority)
    own = issue(certificate("device", "desk-b", desk.key, "pusat"), key)
    other = issue(certificate("device", "desk-x", desk.key, "pusat", site="site-trk"), key)
    assert check_chain([centre], [desk.root], NOW) is State.VALID
    assert check_chain([own, centre], [desk.root], NOW) is State.VALID
    assert check_chain([other, centre], [desk.root], NOW) is State.BAD


def test_a_centre_vouches_for_a_site_which_vouches_for_a_desk(desk: Desk) -> None:
    key = SigningKey.generate()
    centre = issue(certificate("centre", "pusat", key, "pusat", site="pusat"), key)
    site = issue(replace(desk.root, issued_by="pusat"), key)
    assert check_chain([desk.cert, site], [centre], NOW) is State.VALID
    assert check_chain([desk.cert, site, centre], [centre], NOW) is State.VALID
    assert check_chain([desk.cert], [centre], NOW) is State.UNKNOWN
    assert check_chain([desk.cert, desk.root], [centre], NOW) is State.UNKNOWN


def test_a_stranger_using_an_authoritys_id_is_bad(desk: Desk) -> None:
    key = SigningKey.generate()
    stranger = issue(certificate("site", "site-nnk", key, "site-nnk"), key)
    assert check_chain([stranger], [desk.root], NOW) is State.BAD
    assert check_chain([issue(desk.cert, key), stranger], [desk.root], NOW) is State.BAD


def test_an_authority_cannot_raise_itself(desk: Desk) -> None:
    """Signed rightly, under its own id: a centre's certificate, and one for another key."""
    stranger = SigningKey.generate()
    centre = issue(replace(desk.root, kind="centre"), desk.authority)
    moved = issue(replace(desk.root, sign_pub=stranger.public), desk.authority)
    elsewhere = issue(certificate("device", "desk-x", desk.key, "site-nnk", site="site-trk"), desk.authority)
    assert check_chain([centre], [desk.root], NOW) is State.BAD
    assert check_chain([moved], [desk.root], NOW) is State.BAD
    assert check_chain([elsewhere, centre, desk.root], [desk.root], NOW) is State.BAD


def test_json_round_trip_and_strictness(desk: Desk) -> None:
    value = json.loads(json.dumps(desk.cert.to_json()))
    assert certificate_of(value) == desk.cert
    wrongs: list[object] = [
        {**value, "lebih": 1},
        {key: value[key] for key in value if key != "sig"},
        {**value, "kind": "raja"},
        {**value, "name": 7},
        {**value, "name": "\ud800"},
        {**value, "roles": "satgas"},
        {**value, "vault_recipients": {"health": None}},
        [],
        None,
    ]
    for wrong in wrongs:
        with pytest.raises(ValueError):
            certificate_of(wrong)


def test_a_revocation_names_the_last_good_entries_and_is_signed(desk: Desk) -> None:
    good = (LastGood("general", "e1", "", 118),)
    record = revoke(
        Revocation("desk-a", good, "laptop dicuri", "site-nnk", "2026-01-23T13:00:00+00:00"), desk.authority
    )
    assert check_revocation(record, desk.authority.public) is State.VALID
    assert check_revocation(record, None) is State.UNKNOWN
    assert check_revocation(replace(record, last_good=()), desk.authority.public) is State.BAD
    assert revocation_of(json.loads(json.dumps(record.to_json()))) == record


def test_no_signed_thing_passes_as_another(desk: Desk) -> None:
    manifest = desk.header().to_bytes()
    record = Revocation("desk-a", (), "", "site-nnk", "")
    starts = {data[:12] for data in (manifest, desk.cert.signed_part(), record.signed_part())}
    assert len(starts) == 3
    bare = replace(desk.cert, sig=desk.authority.sign(canonical_json(replace(desk.cert, sig="").to_json())))
    assert check(bare, desk.authority.public, NOW) is State.BAD
