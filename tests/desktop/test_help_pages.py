"""The pages of F1 keep their word: the keys they name exist, and the tests the security page leans on are there."""

import re
from pathlib import Path

import pytest

from app.desktop.actions import ACTIONS, EVERYWHERE
from app.desktop.help import help_text
from app.kernel.paths import resource

TESTS = Path(__file__).parents[1]
LANGUAGES = ("id", "en")
SCREENS = {
    "kedatangan": "arrival",
    "hitung-kepala": "muster",
    "orang": "people",
    "penampungan": "shelter",
    "gerbang": "gate",
    "kesehatan": "health",
    "permakanan": "meals",
    "bantuan-sosial": "aid",
    "persediaan": "stock",
    "serah-terima": "handover",
    "rekonsiliasi": "reconciliation",
    "sinkron": "sync",
    "pengaturan": "settings",
}
KEY = re.compile(r"\b(?:Ctrl|Alt)\+(?:Shift\+)?[A-Z]\b|\bF[5-9]\b")
"""Not F4, which is a paper too."""
LINE = re.compile(r"#+|\||\s*(?:-|\d+\.)\s")
SHOWN_BY = re.compile(r"\*(?:Uji|Test): (.+)\*")


def named_tests(code: str) -> list[str]:
    return [
        "test_" + name.replace(" ", "_")
        for line in SHOWN_BY.findall(help_text("keamanan", code))
        for name in line.split("; ")
    ]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("topic", SCREENS)
def test_the_keys_a_page_names_work_on_its_screen(topic: str, code: str) -> None:
    known = {spec.keys for spec in ACTIONS if spec.screen in (EVERYWHERE, SCREENS[topic])}
    named = set(KEY.findall(help_text(topic, code)))
    assert named - known == set()


def shape(topic: str, code: str) -> list[str]:
    """What each line of a page is: a heading, a row of a table, a point, or a paragraph."""
    marks = (LINE.match(line) for line in help_text(topic, code).splitlines() if line.strip())
    return [mark[0].strip()[-1:] if mark else "" for mark in marks]


@pytest.mark.parametrize("topic", sorted(path.stem for path in resource("help", "id").glob("*.md")))
def test_a_page_has_the_same_parts_and_keys_in_both_languages(topic: str) -> None:
    assert shape(topic, "en") == shape(topic, "id")
    assert set(KEY.findall(help_text(topic, "en"))) == set(KEY.findall(help_text(topic, "id")))


def test_both_languages_lean_on_the_same_tests() -> None:
    assert named_tests("id") == named_tests("en")
    assert len(SHOWN_BY.findall(help_text("keamanan", "id"))) == help_text("keamanan", "id").count("\n## ") - 1


def test_what_the_security_page_promises_is_tested() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    assert [name for name in named_tests("id") if f"def {name}(" not in tests] == []


def test_help_has_another_name_than_the_screen_of_aid() -> None:
    helps = next(one.text for one in ACTIONS if one.id == "help.open")
    assert helps == "Petunjuk layar ini"
    assert "bantuan layar" not in help_text("umum", "id") + help_text("kedatangan", "id")
