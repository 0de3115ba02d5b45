"""A second desk with no centre: request, admission, adoption, revocation; and sealing to whoever holds a vault."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table
from sqlmodel import SQLModel

from app.access.devices import (
    accept_kit,
    admit,
    authority_fingerprint,
    enrol_request,
    list_devices,
    request_fingerprint,
    revoke_device,
    trust_centre,
)
from app.access.holders import recipients_of, sealer, unsealed
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.records import Device
from app.access.setup import EmergencyDraft, emergency_desk
from app.access.trust import fingerprint, load_trust, note_certificate
from app.access.unlock import unlock
from app.access.users import add_user
from app.bundle.certificates import State, issue
from app.bundle.keys import Identity, SigningKey
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.store.base import Record
from app.store.guard import STORE
from app.store.sealed import sealed_entry
from tests.helpers.offices import CLERK, NURSE, SampleSite


class HealthProbe(Record, table=True):
    """A row of the health vault; the slice itself lies above this one."""

    __tablename__ = "test_health_probe"
    __vault__ = "health"

    note: str


PROBE: Table = SQLModel.metadata.tables["test_health_probe"]
SQLModel.metadata.remove(PROBE)  # no vault of another test is to have it


@pytest.fixture
def main_desk(site: SampleSite) -> Iterator[Office]:
    with site.kepala() as office:
        yield office


@pytest.fixture
def spare(site: SampleSite, tmp_path: Path) -> Iterator[Office]:
    draft = EmergencyDraft("Budi Santoso", CLERK, "NNK")
    with emergency_desk(Home(tmp_path / "spare"), draft, site.clock).office as office:
        yield office


def refused(call: Any, *arguments: Any) -> str:
    with pytest.raises(UserError) as caught:
        call(*arguments)
    return caught.value.code


def holders_of_health(office: Office) -> list[str]:
    with office.read() as r:
        return recipients_of(r, "health")


def test_a_spare_laptop_is_adopted(main_desk: Office, spare: Office, site: SampleSite) -> None:
    request = enrol_request(spare)
    assert request_fingerprint(request) == fingerprint(spare.device.sign_pub)
    content = admit(main_desk, request, "Loket B")
    accept_kit(spare, content, authority_fingerprint(main_desk).lower())
    assert (spare.device.name, spare.device.emergency) == ("Loket B", False)
    assert (spare.site.name, spare.site.city) == ("Debarkasi Nunukan", "Nunukan")
    for office in (main_desk, spare):
        trust = load_trust(office.home)
        for desk in (main_desk, spare):
            cert = trust.signer(desk.device.sign_pub)
            assert cert is not None
            assert trust.state(cert, site.clock.now()) == State.VALID
    assert not spare.desk.is_authority
    assert refused(admit, main_desk, {**request, "format": "x"}) == "access.bad_request"


def test_adoption_survives_a_restart(main_desk: Office, spare: Office, site: SampleSite) -> None:
    accept_kit(spare, admit(main_desk, enrol_request(spare)), authority_fingerprint(main_desk))
    spare.lock()
    with unlock(spare.home, "budi", CLERK, site.clock) as office:
        states = {view.is_this: view.state for view in list_devices(office)}
        assert states == {True: State.VALID}
        assert not office.device.emergency


def test_an_unknown_authority_is_not_believed(main_desk: Office, spare: Office) -> None:
    content = admit(main_desk, enrol_request(spare))
    before = spare.desk.anchors
    assert refused(accept_kit, spare, content, "0000-0000-0000") == "access.wrong_fingerprint"
    assert refused(accept_kit, spare, content | {"certificates": []}, "") == "access.other_kit"
    for broken in (
        {},
        {"format": "pulang-kit-1"},
        content | {"certificates": [{"kind": "site"}]},
        content | {"site": {"name": "Pos palsu"}},
        content | {"site": content["site"] | {"phone": "0812"}},
    ):
        assert refused(accept_kit, spare, broken, authority_fingerprint(main_desk)) == "access.bad_kit"
    assert spare.desk.anchors == before
    assert spare.device.emergency


def test_a_request_cannot_be_altered_on_the_way(main_desk: Office, spare: Office) -> None:
    request = enrol_request(spare)
    forged = {**request, "subject": {**request["subject"], "sign_pub": SigningKey.generate().public}}
    assert refused(admit, main_desk, forged) == "access.bad_request"
    renamed = {**request, "subject": {**request["subject"], "vault_recipients": {"health": "age1thief"}}}
    assert refused(admit, main_desk, renamed) == "access.bad_request"
    for rubbish in ({}, {"format": "pulang-enrol-1"}, {"format": "pulang-enrol-1", "subject": []}):
        assert refused(admit, main_desk, rubbish) == "access.bad_request"


def test_a_desk_of_another_site_is_not_admitted(main_desk: Office, site: SampleSite, tmp_path: Path) -> None:
    draft = EmergencyDraft("Rini", CLERK, "BTM")
    with emergency_desk(Home(tmp_path / "batam"), draft, site.clock).office as other:
        assert refused(admit, main_desk, enrol_request(other)) == "access.other_site"


def test_only_the_kepala_of_the_authority_admits(main_desk: Office, spare: Office, site: SampleSite) -> None:
    add_user(main_desk, PersonDraft("tono", "Tono", frozenset({"satgas"})), CLERK)
    with unlock(site.home, "tono", CLERK, site.clock) as office:
        assert refused(admit, office, enrol_request(spare)) == "access.denied"
        assert refused(revoke_device, office, main_desk.device.id, "hilang") == "access.denied"
    assert refused(admit, spare, enrol_request(main_desk)) == "access.denied"


def test_a_lost_desk_is_revoked_and_no_longer_sealed_to(main_desk: Office, spare: Office, site: SampleSite) -> None:
    admit(main_desk, enrol_request(spare))
    assert len(holders_of_health(main_desk)) == 2
    record = revoke_device(main_desk, spare.device.id, "dicuri di pelabuhan")
    trust = load_trust(site.home)
    cert = trust.signer(spare.device.sign_pub)
    assert cert is not None
    assert trust.state(cert, site.clock.now()) == State.REVOKED
    assert trust.revocation(spare.device.id) == record
    assert len(holders_of_health(main_desk)) == 1
    assert refused(revoke_device, main_desk, main_desk.device.id, "x y") == "access.self"


def test_a_revocation_by_a_stranger_is_worth_nothing(main_desk: Office, spare: Office) -> None:
    admit(main_desk, enrol_request(spare))
    forged = revoke_device(main_desk, spare.device.id, "palsu")
    trust = load_trust(spare.home)
    assert trust.with_revocations([forged]).revocation(spare.device.id) is None


def test_a_self_made_certificate_opens_nothing(main_desk: Office, spare: Office, site: SampleSite) -> None:
    stranger = spare.trust.find(spare.device.id)
    assert stranger is not None
    with main_desk.write("test.planted") as w:
        for cert in (stranger, *spare.desk.anchors):
            note_certificate(w, cert)
        w.insert(
            Device(
                id=stranger.id,
                letter="Z",
                name="Z",
                sign_pub="",
                age_recipient="",
                vault_recipients=stranger.vault_recipients,
            )
        )
    main_desk.refresh()
    assert main_desk.trust.state(stranger, site.clock.now()) == State.UNKNOWN
    assert len(holders_of_health(main_desk)) == 1


def test_a_centre_is_trusted_after_its_code_was_compared(main_desk: Office, spare: Office, site: SampleSite) -> None:
    key, identity = SigningKey.generate(), Identity.generate()
    own = main_desk.desk.anchors[0]
    draft = replace(own, kind="centre", id="c" * 32, site_id="c" * 32, issued_by="c" * 32, sign_pub=key.public)
    centre = issue(replace(draft, vault_recipients={"health": identity.recipient}), key)
    assert refused(trust_centre, main_desk, centre, "AAAA-AAAA-AAAA") == "access.wrong_fingerprint"
    assert refused(trust_centre, main_desk, own, fingerprint(own.sign_pub)) == "access.wrong_fingerprint"
    trust_centre(main_desk, centre, fingerprint(centre.sign_pub))
    assert identity.recipient in holders_of_health(main_desk)
    assert main_desk.desk.is_authority
    accept_kit(spare, admit(main_desk, enrol_request(spare)), authority_fingerprint(main_desk))
    assert identity.recipient in holders_of_health(spare)
    known = spare.trust.find(centre.id)
    assert known is not None
    assert spare.trust.state(known, site.clock.now()) == State.VALID


def test_whoever_imports_writes_for_a_vault_he_cannot_open(main_desk: Office, site: SampleSite) -> None:
    with main_desk.read() as r:
        sealed = sealer(r)("health", b"kolom Kesehatan")
    assert sealed is not None
    with site.first_nurse() as nurse:
        assert unsealed(nurse.vault("health"), sealed) == b"kolom Kesehatan"
        assert unsealed(nurse.vault("general"), sealed) is None


def test_what_a_nurse_writes_waits_sealed_in_the_general_vault(site: SampleSite) -> None:
    with site.first_nurse() as nurse:
        health, general = nurse.vault("health"), nurse.vault("general")
        with health.connect_writing() as connection:
            PROBE.create(connection.execution_options(**STORE))
        with nurse.write("test.note", "health") as w:
            w.insert(HealthProbe(id="a" * 32, note="batuk"))
        with general.engine.connect() as connection:
            (line,) = connection.execute(sealed_entry.select()).all()
        assert b"batuk" in (unsealed(health, line.sealed) or b"")
        assert "batuk" not in line.sealed
        assert unsealed(general, line.sealed) is None


def test_a_desk_admitted_later_can_open_what_was_written_before(site: SampleSite, spare: Office) -> None:
    with site.first_nurse() as nurse:
        with nurse.vault("health").connect_writing() as connection:
            PROBE.create(connection.execution_options(**STORE))
        with nurse.write("test.note", "health") as w:
            w.insert(HealthProbe(id="a" * 32, note="batuk"))
    with site.kepala() as office:
        admit(office, enrol_request(spare))
    with unlock(site.home, "rahma", NURSE, site.clock) as nurse:
        with nurse.vault("general").engine.connect() as connection:
            (line,) = connection.execute(sealed_entry.select()).all()
        assert len(line.to.split()) == 2
