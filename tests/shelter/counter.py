"""Words of the counter for tests: people with cards, days opened, meals given."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from app.access.days import open_day
from app.access.office import Office
from app.kernel.clock import operational_date
from app.registration import families
from app.registration.counts import heads_of
from app.registration.heads import NewHead, Who
from app.shelter import meals
from app.shelter.meals import Verdict
from app.store.work import Actor
from tests.helpers.office import landed_one

T = TypeVar("T")
PAGI, SIANG, MALAM = "pagi", "siang", "malam"


def write(office: Office, act: Callable[[Any], T]) -> T:
    with office.write("test") as w:
        return act(w)


def read(office: Office, look: Callable[[Any], T]) -> T:
    with office.read() as r:
        return look(r)


def opened(office: Office, day: date | None = None) -> date:
    """The day opened, that of the clock unless said otherwise."""
    site = office.site
    chosen = day or operational_date(office.clock.now(), site.zone, site.day_start_minutes)
    write(office, lambda w: open_day(w, chosen))
    return chosen


def guest(office: Office, name: str, card: str | None = None, sex: str = "L", age: int = 30) -> str:
    """Somebody who sleeps here; his stay."""
    head_class = {("L", True): "LD", ("P", True): "PD", ("L", False): "AL", ("P", False): "AP"}[sex, age >= 18]
    head = NewHead(head_class=head_class, card_number=card, infant=age == 0)
    return landed_one(office, Who(name=name, sex=sex, age=age), head)


def kin(office: Office, *stays: str) -> None:
    """These people are one family, the first its head."""

    def act(w: Any) -> None:
        first, *others = [head.person_id or "" for head in heads_of(w, stays)]
        for person in others:
            families.link_to(w, person, first, "anak")

    write(office, act)


def give(office: Office, stay: str, slot: str = SIANG) -> Verdict:
    return write(office, lambda w: meals.serve(w, stay, slot))


def acting(office: Office, *roles: str) -> None:
    """Whoever sits there has these roles only."""
    office.actor = Actor(office.actor.user_id, office.actor.name, frozenset(roles))
