"""An open office of a real site in a temporary folder, and people off a ship; shared by the tests of every slice."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import tables
from app.access.office import Office
from app.kernel.clock import FixedClock
from app.manifest.letters import BatchDraft, open_batch
from app.registration.heads import NewHead, Paper, Who, arrive
from tests.helpers.offices import create_sample, lower_cost

assert tables.ALL  # every table is known before a vault is made

MORNING = datetime(2026, 1, 23, 2, 15, tzinfo=UTC)  # 10.15 WITA on Friday, 23 January 2026

VILLAGES = ("73.08.18.1001", "73.02.09.2009", "53.06.10.2006", "53.13.01.2001", "64.71.01.1001")
GIVEN = (
    "Sulaiman", "Siti Nurhaliza", "Suparman", "Maria Goreti Nona Lelu", "Andi Baso Daeng Mattola", "Kamaria",
    "Yohanes Berchmans Kopong Ola", "La Ode Muhammad Syarifuddin", "Ni Luh Putu Sri Wahyuni", "Djoemadi", "Rosmiati",
)  # fmt: skip
FATHERS = (None, "Abdullah", "Haji Abdul Karim Abdullah Sani", None, "Soekarto", "Lamude")


@pytest.fixture
def clock() -> FixedClock:
    """A Friday morning at Nunukan."""
    return FixedClock(MORNING)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Iterator[Office]:
    """The post of Nunukan with Siti, its kepala, signed in and the day open."""
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "nunukan", clock=clock).office as made:
        yield made


def ship(office: Office, name: str = "KM Purnama Ekspres") -> str:
    """A ship at the quay; the id of its batch."""
    with office.write("manifest.batch") as w:
        return open_batch(w, BatchDraft(name=name, ship=name)).id


def landed(office: Office, batch_id: str | None, count: int, seed: int = 7) -> list[str]:
    """So many people off a ship, men, women and children with the long names of the field; the ids of their stays."""
    chance = random.Random(seed)
    with office.write("registration.arrive") as w:
        return [arrive(w, _head(batch_id, number), _who(chance, number)).id for number in range(1, count + 1)]


def landed_one(office: Office, who: Who, head: NewHead | None = None) -> str:
    """One person as described; the id of his stay."""
    with office.write("registration.arrive") as w:
        return arrive(w, head or NewHead(head_class="LD"), who).id


def _head(batch_id: str | None, number: int) -> NewHead:
    return NewHead(batch_id, head_class="LD", card_number=f"A-{number:04d}")


def _who(chance: random.Random, number: int) -> Who:
    age = chance.choice((21, 25, 34, 44, 63, 9, 30))
    return Who(
        name=f"{chance.choice(GIVEN)} {number}",
        father_name=chance.choice(FATHERS),
        sex=chance.choice("LLP"),
        age=age,
        category="family" if age < 18 else "pmib",
        destination_code=VILLAGES[number % len(VILLAGES)],
        papers=(Paper("splp", f"XC{number:06d}"),) if number % 4 else (),
    )
