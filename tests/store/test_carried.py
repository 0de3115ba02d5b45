"""What is carried for others, and what is remembered of them: hostile claims break nothing and displace nothing."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.kernel.clock import FixedClock
from app.kernel.ids import new_id
from app.registration.records import Person
from app.store import journal
from app.store.base import instant_text
from app.store.have import Have, needs
from app.store.journal import Entry, Stream
from app.store.peers import Passed, Peer, bundles, log_bundle, note_peer, peer_of
from app.store.sealed import SealedLine, open_inbox, receive, sealed_from_line
from app.store.vault import Vault, create_vault, open_central_vault
from tests.helpers.postgres import postgres
from tests.store.desks import ANI, SITE, SampleDesk, sample_desk

__all__ = ["postgres"]

EVENING = datetime(2026, 1, 23, 13, 10, tzinfo=UTC)
OURS = "our-mark"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path, "A", FixedClock(EVENING))
    yield made
    made.vault.close()


@pytest.fixture
def health(tmp_path: Path) -> Iterator[Vault]:
    made = create_vault(tmp_path / "health.db", "health", bytes(32))
    yield made
    made.close()


@pytest.fixture(params=["file", "postgres"])
def general(request: pytest.FixtureRequest, desk: SampleDesk) -> Iterator[Vault]:
    made = desk.vault if request.param == "file" else open_central_vault(request.getfixturevalue("postgres"), "general")
    yield made
    made.close()


def line_of(seq: int = 1) -> SealedLine:
    """A health entry of another desk, sealed to us."""
    write = f"{int(EVENING.timestamp() * 1000) << 16 | seq:016x}{'ab' * 8}"
    unsigned = Entry(
        "health", SITE, "b" * 32, "1-0b0b0b0b", seq, write, instant_text(EVENING), 480, journal.SCHEMA, "u" * 32,
        "health.screen", (), "",
    )  # fmt: skip
    entry = journal.signed(unsigned, lambda _digest: "ab" * 64)
    sealed = b64encode(entry.to_line()).decode()
    return SealedLine("health", entry.device, entry.epoch, seq, "", entry.digest, entry.sig, OURS, sealed)


def unseal(sealed: str) -> bytes | None:
    plain = b64decode(sealed)
    return plain if plain.startswith(b"{") else None


def take(general: Vault, *lines: SealedLine) -> int:
    return receive(general, lines, lambda _line: True, {"health": OURS}).fresh


def opened(health: Vault, general: Vault) -> int:
    return open_inbox(health, general, unseal, lambda _entry: "good", OURS).applied


def test_a_line_that_only_claims_to_be_an_entry_makes_way_for_it(desk: SampleDesk, health: Vault) -> None:
    genuine = line_of()
    assert take(desk.vault, replace(genuine, sealed=b64encode(b"rusak").decode())) == 1
    assert take(desk.vault, genuine) == 0  # it seems to be here already
    assert opened(health, desk.vault) == 0
    assert take(desk.vault, genuine) == 1
    assert opened(health, desk.vault) == 1


@pytest.mark.parametrize("claim", [{"seq": 7}, {"epoch": "1-other"}, {"prev": "ab" * 32}, {"device": "c" * 32}])
def test_a_line_whose_claims_its_content_does_not_bear_out_makes_way_too(
    desk: SampleDesk, health: Vault, claim: dict[str, object]
) -> None:
    genuine = line_of()
    assert take(desk.vault, replace(genuine, **claim)) == 1  # type: ignore[arg-type]
    assert opened(health, desk.vault) == 0
    assert take(desk.vault, genuine) == 1
    assert opened(health, desk.vault) == 1


def test_a_line_sealed_to_others_stays_to_be_carried_on(desk: SampleDesk, health: Vault) -> None:
    theirs = replace(line_of(), to="their-mark", sealed=b64encode(b"milik lain").decode())
    assert take(desk.vault, theirs) == 1
    assert opened(health, desk.vault) == 0
    assert take(desk.vault, theirs) == 0


@pytest.mark.parametrize(
    "claim", [{"seq": 2**63}, {"epoch": "x" * 33}, {"vault": "v" * 21}, {"sig": "a" * 129}, {"prev": "p\0"}]
)
def test_a_line_no_engine_could_keep_is_none(claim: dict[str, object]) -> None:
    content = {**json.loads(line_of().to_line()), **claim}
    with pytest.raises(ValueError):
        sealed_from_line(json.dumps(content).encode())


def test_what_a_stick_calls_its_files_is_remembered_on_both_engines(general: Vault) -> None:
    name = "\udcff" + "salinan dari salinan " * 20 + ".pulang"
    passed = Passed("ab" * 32, "in", name, "site", "b" * 32, "1-0b0b0b0b", 7, EVENING)
    with general.connect_writing() as connection:
        log_bundle(connection, passed)
    with general.engine.connect() as connection:
        [kept] = bundles(connection, "in")
    assert kept.name.startswith("?salinan dari")
    assert len(kept.name) == 130


def test_what_a_peer_calls_its_epoch_is_remembered_on_both_engines(general: Vault) -> None:
    for epoch in ("9" * 5000, "2-" + "x" * 60, "1-a\0b"):
        with general.connect_writing() as connection:
            note_peer(connection, Peer("b" * 32, epoch, 1, EVENING, ()))
    with general.engine.connect() as connection:
        assert peer_of(connection, "b" * 32) is not None


def test_a_peer_that_claims_no_end_of_marks_is_still_served(desk: SampleDesk) -> None:
    with desk.vault.write(ANI, "person.add") as w:
        w.insert(Person(id=new_id(), name="Siti"))
    endless = Have("general", "a" * 32, "1-0a0b0c0d", 9, (), tuple((seq, "ab" * 8) for seq in range(300_000)))
    with desk.vault.engine.connect() as connection:
        assert needs(connection, [endless]) == {Stream("a" * 32, "1-0a0b0c0d"): 0}
