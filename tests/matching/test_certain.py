"""Who is found at once by a number or a day of birth, and who looks like somebody already found."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from app.matching.certain import Certain
from app.matching.rarity import Rarity
from app.matching.score import Document, Who
from app.matching.who import comparable

HASAN = Who("Hasan bin Umar Dani", sex="L", birth=date(1990, 5, 12), regency="Bone")
SITI = Who("Siti Rukmini", sex="P", birth=date(1985, 2, 3), documents=(Document("SPLP", "AB100007"),), regency="Wajo")
OTHERS = [
    Who(f"Orang {word}", birth=date(1970 + at, 3, 4 + at), regency="Jember")
    for at, word in enumerate("Satu Dua Tiga Empat Lima Enam Tujuh Delapan Sembilan Sepuluh".split())
]


def certain(*lines: Who) -> Certain:
    listed = [comparable(line) for line in (*lines, *OTHERS)]
    return Certain(listed, Rarity(listed))


def found(lines: Certain, who: Who) -> list[int]:
    return [at for at, _ in lines.line_of(comparable(who))]


def test_a_number_or_a_day_of_birth_with_the_name_finds_the_line() -> None:
    lines = certain(HASAN, SITI)
    assert found(lines, replace(SITI, name="Sitti Rukmini", birth=None)) == [1]
    assert found(lines, replace(HASAN, regency="")) == [0]


@pytest.mark.parametrize(
    "who",
    [
        replace(SITI, name="Darmawati Lestari"),
        replace(SITI, sex="L"),
        replace(HASAN, name="Hasan bin Karim Lubis"),
        replace(HASAN, birth=date(1990, 5, 21)),
        replace(HASAN, name="Hasan", regency="", birth=None, age=30),
    ],
)
def test_what_is_contradicted_or_thin_is_not_certain(who: Who) -> None:
    assert found(certain(HASAN, SITI), who) == []


def test_a_day_that_offices_write_for_a_year_finds_nobody() -> None:
    first_of_january = replace(HASAN, birth=date(1990, 1, 1))
    assert found(certain(first_of_january), first_of_january) == []


def test_two_lines_of_one_name_and_day_are_looked_at_further() -> None:
    assert found(certain(HASAN, replace(HASAN, name="Hasan bin Umar")), HASAN) == []
    assert found(certain(SITI, SITI), SITI) == []


def test_a_double_is_known_by_what_it_shares_with_a_settled_line() -> None:
    lines = certain(HASAN, SITI)
    again = comparable(replace(HASAN, name="Hassan b. Umar Dany", birth=date(1990, 12, 5)))
    assert lines.double(again) == []
    lines.settle([0, 1])
    assert [at for at, _ in lines.double(again)] == [0]
    assert [at for at, _ in lines.double(comparable(replace(SITI, name="Rukmini", regency="")))] == [1]
    assert lines.double(comparable(Who("Hasan Basri", regency="Bone"))) == []


_ASK = """
import json, sys
from app.matching.pairing import match_lists
from tests.bench.matching.trial import trial
lists = trial(31, 200, 190)
print(json.dumps([(p.manifest_row, p.decision, p.score) for p in match_lists(lists.manifest, lists.arrivals)]))
"""


def test_the_answer_does_not_depend_on_the_run() -> None:
    answers = [
        subprocess.run(
            [sys.executable, "-c", _ASK], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert len(json.loads(answers[0])) == 190
    assert answers[0] == answers[1] == answers[2]
