"""Who came before, among 200,000 people of ten years: `python -m tests.bench.repeaters [PEOPLE] [VAULT]`.

Half of 350 people who are here now came in an earlier year and were written down by another hand, with other papers;
the other half never came. Prints how many of the true ones are found, how many false ones are named, and how long the
whole look-out takes. With VAULT (a file) the vault is kept for the next run.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from app.kernel.ids import derived_id
from app.matching.names import read_name
from app.matching.who import Who
from app.registration import lookout
from app.registration.records import Movement, Person, PersonDocument, Stay
from app.registration.resembling import Register
from app.store.vault import Vault
from tests.bench.matching.trial import CLERK, OFFICER, written
from tests.bench.matching.trial_people import DAY, Crowd, Truth
from tests.bench.search import CLERK as HAND
from tests.bench.search import make_vault, opened_vault

PEOPLE = 200_000
_MODELS: tuple[type[Any], ...] = (Person, PersonDocument, Stay, Movement)
HERE = 350
PER_WORK = 5_000
RENEWED = 0.7
"""The share of those who come again with a new SPLP: one is made for each journey."""


class Varied(Crowd):
    """A crowd with as many different names as a country has: a few words that many carry, thousands that few do."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        parts = Random(5)
        heads = (
            "A BA BU CA DA DAR FA GA HA HAR IN IS JA JU KA KAR LA MA MAR MU NA NU PA RA RU SA SAL SU SYA TA TU WA YU ZU"
        )
        tails = "DI DIN FI GUS HIM JA LI LIM MAD MAN MIN NA NI NTO "
        tails += "RI RIF RINA RMAN RNO SAN SIH TI TIN TRI WAN WATI YA YANTI"
        ends = [*tails.split(), *[""] * len(tails.split())]
        made = [parts.choice(heads.split()) + parts.choice(tails.split()) + parts.choice(ends) for _word in range(6000)]
        self._words = list(dict.fromkeys(word for word in made if len(word) > 3))
        self._shares = [1 / (place + 12) for place in range(len(self._words))]

    def given(self, people: str, sex: str) -> tuple[str, ...]:
        """Mostly from the many words, else in that people's manner."""
        if self.rng.random() < 0.35:
            return super().given(people, sex)
        words = self.rng.choices(self._words, self._shares, k=self.rng.choice((1, 1, 2, 2, 2, 3)))
        return tuple(dict.fromkeys(words))


def earlier(rng: Random, count: int) -> Iterator[Truth]:
    """People of ten years: alone, with their families, and now and then somebody's brother or namesake."""
    crowd = Varied(rng)
    last: list[Truth] = []
    while count > 0:
        one = crowd.somebody()
        roll = rng.random()
        if roll < 0.04 and last:
            one = (crowd.namesake if roll < 0.02 else crowd.brother)(rng.choice(last))
        some = [one, *(crowd.household(one) if roll > 0.9 else ())][:count]
        last = [*last[-200:], *some]
        count -= len(some)
        yield from some


def back(rng: Random, one: Truth) -> Truth:
    """The same person at his next deportation: mostly with a new paper."""
    if one.paper[1] and rng.random() < RENEWED:
        return replace(one, paper=("SPLP", f"XE{rng.randrange(1_000_000):06d}"))
    return one


def rows(who: Who, key: str, day: date, here: bool) -> tuple[list[dict[str, Any]], ...]:
    """Person, papers, stay and movements of somebody as he was written down."""
    person, stay, arrival = (derived_id("bench", kind, key) for kind in ("person", "stay", "arrival"))
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    facts: dict[str, Any] = {"name": who.name, "father_name": who.father or None, "sex": who.sex or None}
    facts |= {"nik": who.nik or None, "age": who.age, "age_on": who.age_on if who.age is not None else None}
    facts["birth_date"] = who.birth if who.precision == "day" else None
    facts["birth_year"] = who.birth.year if who.birth and who.precision != "day" else None
    facts["destination_text"] = ", ".join(part for part in (who.regency, who.province) if part) or None
    papers = [
        {"id": derived_id("bench", "paper", key), "person_id": person, "kind": paper.kind.lower() or "splp",
         "number": paper.number, "number_key": "".join(filter(str.isalnum, paper.number)).upper()}
        for paper in who.documents
    ]  # fmt: skip
    moved = {"id": arrival, "stay_id": stay, "from_account": "luar", "to_account": "hadir", "at": moment, "day": day}
    gone = {"at": moment + timedelta(days=3), "day": day + timedelta(days=3)}
    left: dict[str, Any] = {
        "id": derived_id("bench", "left", key),
        "stay_id": stay,
        "from_account": "hadir",
        "after": arrival,
    }
    left |= {"to_account": "diberangkatkan", **gone}
    stays = [{"id": stay, "person_id": person, "arrived_at": moment, "day": day}]
    return [{"id": person, **facts}], papers, stays, [moved, *([] if here else [left])]


def fill(vault: Vault, count: int, rng: Random) -> None:
    """Everybody of ten years, then those who are here now: half of them for the second time."""
    truths = list(earlier(rng, count))
    made = [
        rows(written(rng, one, CLERK), f"earlier-{at}", date(2016, 1, 1) + timedelta(days=3400 * at // count), False)
        for at, one in enumerate(truths)
    ]
    again = rng.sample(range(count), HERE // 2)
    made += [rows(written(rng, back(rng, truths[at]), OFFICER), f"again-{at}", DAY, True) for at in again]
    strangers = list(earlier(rng, HERE * 2))[: HERE - len(again)]
    made += [rows(written(rng, one, OFFICER), f"new-{at}", DAY, True) for at, one in enumerate(strangers)]
    for start in range(0, len(made), PER_WORK):
        with vault.write(HAND, "bench") as w:
            for place, model in enumerate(_MODELS):
                w.bulk(model, [row for each in made[start : start + PER_WORK] for row in each[place]])
    keys = {
        derived_id("bench", "person", f"again-{at}"): derived_id("bench", "person", f"earlier-{at}") for at in again
    }
    with vault.write(HAND, "bench.truth") as w:
        w.bulk(Person, [{"id": derived_id("bench", "truth"), "name": "TRUTH", "note": json.dumps(keys)}])


def measure(vault: Vault) -> dict[str, Any]:
    """Found of the true ones, false ones for each person, and seconds of CPU for everybody here."""
    with vault.read() as r:
        truth = json.loads(r.need(Person, derived_id("bench", "truth")).note or "{}")
        register = Register()
        begun = time.thread_time()
        here = lookout.watched(r)
        gathered = time.thread_time() - begun
        found: dict[str, list[str]] = {}
        spent: list[float] = []
        for start in range(0, len(here), lookout.SLICE):
            begun = time.thread_time()
            for who, others in lookout.look(r, here[start : start + lookout.SLICE], register).items():
                found[who] = [other.person_id for other in others]
            spent.append(time.thread_time() - begun)
        readable = {who: enough(r.need(Person, who), r.need(Person, truth[who])) for who in truth}
    right = {who for who, other in truth.items() if other in found.get(who, ())}
    false = sum(sum(other != truth.get(who) for other in others) for who, others in found.items())
    first = sum(found.get(who, [""])[:1] == [other] for who, other in truth.items())
    return {
        "here": len(here),
        "true": len(truth),
        "found": round(len(right) / len(truth), 4),
        "found_of_the_readable": round(
            len([who for who in right if readable[who]]) / max(1, sum(readable.values())), 4
        ),
        "found_first": round(first / len(truth), 4),
        "false_per_person": round(false / max(1, len(here)), 4),
        "strangers_accused": sum(bool(others) for who, others in found.items() if who not in truth),
        "seconds": round(gathered + sum(spent), 2),
        "gather_ms": round(gathered * 1000, 1),
        "slice_ms_median": round(sorted(spent)[len(spent) // 2] * 1000, 1),
        "slice_ms_worst": round(max(spent) * 1000, 1),
    }


def enough(now: Person, then: Person) -> bool:
    """Whether both writers left enough to tell: a whole name, and a birth (or an age) or a number on both."""
    words = [len(read_name(one.name, one.father_name or "").given) for one in (now, then)]
    dated = [bool(one.birth_date or one.birth_year or one.age is not None) for one in (now, then)]
    return min(words) > 0 and (all(dated) or bool(now.nik and now.nik == then.nik))


def main(count: int, kept: Path | None) -> None:
    """Make the vault (or take the kept one), look, print."""
    with tempfile.TemporaryDirectory() as folder:
        place = kept or Path(folder) / "v.db"
        fresh = not place.exists()
        vault = make_vault(place.parent, place.name) if fresh else opened_vault(place)
        begun = time.perf_counter()
        if fresh:
            fill(vault, count, Random(11))
        made = round(time.perf_counter() - begun, 1)
        print(json.dumps({"people": count, "made_s": made, **measure(vault)}))
        vault.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
