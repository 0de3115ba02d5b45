"""A post with people off a ship, and its first nurse, who came in by her set-up sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.people import PersonDraft
from app.access.unlock import enrol, unlock
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.registration.heads import NewHead, Who, hand_card
from tests.helpers.office import MORNING, landed, landed_one, ship
from tests.helpers.offices import KEPALA, NURSE, create_sample, lower_cost
from tests.sync.desks import Site, open_site


@dataclass
class Post:
    """One desk where people take turns; `stays` are the heads off the ship."""

    home: Home
    clock: FixedClock
    code: str
    office: Office
    stays: dict[str, str] = field(default_factory=dict)
    ship: str = ""

    def sit(self, who: str) -> Office:
        """Somebody else sits down: `siti` (kepala) or `rahma` (the nurse)."""
        self.office.lock()
        self.office = unlock(self.home, who, KEPALA if who == "siti" else NURSE, self.clock)
        return self.office

    def nurse(self) -> Office:
        """The first nurse comes in by her sheet."""
        self.office.lock()
        self.office = enrol(self.home, self.code, PersonDraft("rahma", "Rahma Dewi"), NURSE, self.clock)
        return self.office


def populated(folder: Path, clock: FixedClock, count: int = 6) -> Post:
    """The post with a ship, so many people and a card without a name; the kepala sits there."""
    made = create_sample(folder, clock=clock)
    post = Post(Home(folder), clock, made.codes["kesehatan"], made.office)
    post.ship = ship(made.office)
    post.stays = {f"p{number}": stay for number, stay in enumerate(landed(made.office, post.ship, count), 1)}
    man, woman = Who(name="Baso Rahman", sex="L", age=34), Who(name="Siti Halimah", sex="P", age=27)
    post.stays["man"] = landed_one(made.office, man, NewHead(post.ship, head_class="LD", card_number="B-0901"))
    post.stays["woman"] = landed_one(made.office, woman, NewHead(post.ship, head_class="PD", card_number="B-0902"))
    with made.office.write("registration.card") as w:
        post.stays["card"] = hand_card(w, post.ship, "171", "PD").id
    return post


@pytest.fixture
def clock() -> FixedClock:
    """The clock of the tests of the office."""
    return FixedClock(MORNING)


@pytest.fixture
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Iterator[Post]:
    """The post before its first nurse."""
    lower_cost(monkeypatch)
    post = populated(tmp_path / "nunukan", clock)
    yield post
    post.office.lock()


@pytest.fixture
def post(settled: Post) -> Post:
    """The post with its nurse at the desk."""
    settled.nurse()
    return settled


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site of which several desks may be opened."""
    lower_cost(monkeypatch)
    opened = open_site(tmp_path / "site")
    yield opened
    opened.close()
