"""Incidents: who, what, when, who was told; nothing of health or protection stays readable where everybody reads."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from app.access.holders import sealer, unsealed
from app.access.office import Office
from app.access.unlock import unlock
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration.records import Confided
from app.registration.timeline import Subject
from app.shelter.duty import incidents, story
from app.shelter.duty.incidents import IncidentDraft
from app.shelter.duty.records import Incident
from tests.helpers.office import MORNING
from tests.helpers.offices import SOCIAL, lower_cost, sample_site
from tests.shelter.counter import acting, guest, opened, read, write

PLANTED = "dipukul majikan rumah sebelah"
NIGHT = MORNING - timedelta(hours=1)
FIGHT = IncidentDraft("keributan", NIGHT, "lantai 2", "Rebutan antrean kamar mandi.", done="Dipisahkan.")


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def recorded(office: Office, draft: IncidentDraft) -> str:
    return write(office, lambda w: incidents.record(w, draft, sealer(w)))


def test_an_incident_keeps_who_what_when_and_who_was_told(office: Office) -> None:
    stay = guest(office, "Sulaiman", "A-0001")
    told = replace(FIGHT, stays=(stay,), outsiders="Anton, sopir", reported_to="Kapolsek", reported_at=MORNING)
    own = recorded(office, told)
    one = read(office, lambda r: incidents.incident(r, own))
    assert (one.number, one.place, one.people) == ("NNK-A-26-000001", "lantai 2", "Sulaiman; Anton, sopir")
    assert (one.told, one.done, one.reported_to, one.reported_at) == (FIGHT.told, FIGHT.done, "Kapolsek", MORNING)
    assert one.open
    assert one.day == date(2026, 1, 23)


def test_the_page_of_a_person_says_only_that_he_is_named(office: Office) -> None:
    stay = guest(office, "Sulaiman", "A-0001")
    recorded(office, replace(FIGHT, stays=(stay,)))
    (entry,) = read(office, lambda r: list(story.named_in(r, Subject(None, (stay,)))))
    assert entry.text == "Disebut dalam catatan kejadian NNK-A-26-000001"
    assert entry.detail == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"at": MORNING + timedelta(days=1)}, "incident.future"),
        ({"at": MORNING - timedelta(days=9)}, "incident.no_day"),
        ({"told": "  "}, "incident.told"),
        ({"kind": "perang"}, "incident.kind"),
        ({"reported_at": NIGHT - timedelta(hours=2)}, "incident.reported"),
        ({"reported_at": MORNING + timedelta(hours=2)}, "incident.future"),
        ({"secret": "x"}, "incident.secret_for"),
        ({"secret": "x", "secret_for": "protection"}, "incident.secret_who"),
        ({"kind": "kesehatan"}, "incident.secret_empty"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(UserError) as refused:
        recorded(office, replace(FIGHT, **changes))
    assert refused.value.code == code
    assert read(office, incidents.incidents) == []


@pytest.mark.parametrize(("vault", "who"), [("protection", "peksos"), ("health", "petugas kesehatan")])
def test_without_a_holder_nothing_secret_is_taken(office: Office, vault: str, who: str) -> None:
    draft = replace(secret_about(guest(office, "Maria", "A-0002", "P")), secret_for=vault)
    with pytest.raises(UserError, match=f"Belum ada {who}"):
        write(office, lambda w: incidents.record(w, draft, lambda _vault, _plain: None))
    assert read(office, incidents.incidents) == []


def test_a_secret_is_read_by_its_holder_and_stands_nowhere_in_the_general_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower_cost(monkeypatch)
    made = sample_site(tmp_path / "site")
    made.first_social_worker().lock()
    with made.kepala() as office:
        opened(office)
        stay = guest(office, "Maria", "A-0002", "P")
        own = recorded(office, replace(secret_about(stay), at=made.clock.now()))
        one = read(office, lambda r: incidents.incident(r, own))
        assert one.told == "Rincian disegel untuk peksos."
        assert (one.outsiders, one.done, one.sealed_for) == ("", "", ("protection",))
        dump = everything(office)
        for secret in (PLANTED, "Budi tersangka", "ruang peksos", "ditulis orang"):
            assert secret not in dump
    with unlock(made.home, "yusuf", SOCIAL, made.clock) as office:
        (row,) = read(office, lambda r: r.all(select(Confided)))
        told = json.loads(unsealed(office.vault("protection"), row.sealed) or b"{}")
    assert (told["note"], told["incident"], told["stay"]) == (PLANTED, one.number, stay)


def secret_about(stay: str) -> IncidentDraft:
    return IncidentDraft(
        "perlindungan", NIGHT, "kamar 203", "ditulis orang", (stay,), "Budi tersangka", "diantar ke ruang peksos",
        secret=PLANTED, secret_for="protection",
    )  # fmt: skip


def everything(office: Office) -> str:
    """Every value of every table of the general vault."""

    def dump(r: Any) -> str:
        run = r.connection.exec_driver_sql
        names = [row[0] for row in run("select name from sqlite_master where type = 'table'")]
        return "".join(str([tuple(row) for row in run(f'select * from "{name}"')]) for name in names)

    return read(office, dump)


def test_it_is_closed_with_an_outcome_and_opened_again_with_a_reason(office: Office) -> None:
    own = recorded(office, FIGHT)
    with pytest.raises(UserError, match="Tulis bagaimana"):
        write(office, lambda w: incidents.close(w, own, " "))
    write(office, lambda w: incidents.close(w, own, "Berdamai"))
    assert not read(office, lambda r: incidents.incident(r, own)).open
    with pytest.raises(UserError, match="sudah ditutup"):
        write(office, lambda w: incidents.change(w, own, FIGHT, sealer(w)))
    write(office, lambda w: incidents.reopen(w, own, "ribut lagi"))
    one = read(office, lambda r: incidents.incident(r, own))
    assert one.open
    assert one.outcome == "Berdamai · dibuka lagi: ribut lagi"


def test_what_was_called_off_stays_readable_and_counts_no_more(office: Office) -> None:
    own = recorded(office, FIGHT)
    acting(office, "satgas")
    with pytest.raises(UserError, match="tidak berwenang"):
        write(office, lambda w: incidents.void(w, own, "salah tulis"))
    acting(office, "kepala")
    write(office, lambda w: incidents.void(w, own, "salah tulis"))
    assert [one.void for one in read(office, incidents.incidents)] == ["salah tulis"]
    assert read(office, lambda r: incidents.open_on(r, date(2026, 1, 23))) == []


def test_after_midnight_it_belongs_to_the_day_that_is_still_open(office: Office, clock: FixedClock) -> None:
    clock.advance(hours=15)  # 01.15 WITA on Saturday; Friday is still the day in use
    own = recorded(office, replace(FIGHT, at=clock.now()))
    assert read(office, lambda r: r.need(Incident, own)).day == date(2026, 1, 23)
