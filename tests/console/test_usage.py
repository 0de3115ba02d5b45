"""Every verb explains itself, wants what it needs, and starts without loading what it does not need."""

import json
import subprocess
import sys

import pytest

from app.console.main import VERBS
from tests.helpers.console import ROOT, call, run

GROUPS = {
    "site": ("init", "status"),
    "join": ("request", "admit", "accept"),
    "manifest": ("import",),
    "departure": ("list", "people", "manifest"),
    "figures": ("list", "enter", "withdraw", "choose"),
    "bundle": ("write", "read", "inspect", "verify"),
    "receipt": ("read",),
    "central": ("init", "enroll", "ingest", "work", "status"),
}
WANTING = [(verb,) for verb in ("match", "dedupe", "verify", "backup", "restore", "demo", *GROUPS)] + [
    ("manifest", "import"),
    ("departure", "people"),
    ("departure", "manifest"),
    ("bundle", "write"),
    ("bundle", "read"),
    ("bundle", "inspect"),
    ("bundle", "verify"),
    ("receipt", "read"),
    ("join", "accept"),
    ("central", "ingest"),
    ("central", "enroll"),
    ("site", "init"),
]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    answer = call(verb, "--help")
    assert answer.code == 0
    for name in GROUPS.get(verb, ()):
        assert name in answer.out


@pytest.mark.parametrize("words", WANTING, ids=" ".join)
def test_what_is_missing_is_a_usage_error(words: tuple[str, ...]) -> None:
    answer = call(*words)
    assert answer.code == 2
    assert "Traceback" not in answer.err


def test_usage_errors_of_the_program() -> None:
    for words in (["tidak-ada"], ["site", "status", "--tak-dikenal"]):
        answer = run(*words)
        assert answer.code == 2
        assert answer.out == ""
        assert answer.err


def test_a_verb_loads_only_what_it_needs() -> None:
    """Matching two lists must not wait for the database, the window or the printing."""
    code = (
        "import sys, json; from typer.testing import CliRunner; from app.console.main import app;"
        "CliRunner().invoke(app, ['match', '--help']);"
        "print(json.dumps(sorted(set(sys.modules) & {'sqlalchemy', 'PySide6', 'reportlab', 'psycopg'})))"
    )
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(made.stdout) == []


def test_a_refusal_for_people_is_on_standard_error_and_in_two_sentences() -> None:
    answer = call("manifest", "import", "tidak-ada.xlsx", "--dry-run")
    assert answer.code == 1
    assert answer.out == ""
    assert "tidak-ada.xlsx" in answer.err
    assert "Periksa nama dan foldernya." in answer.err


def test_help_for_people_lists_one_fact_a_line() -> None:
    answer = call("verify", "bukan kode")
    assert answer.code == 1
    assert "answer: tidak_dikenal" in answer.out.splitlines()
    assert "Kode ini bukan kode Berita Acara Pulang" in answer.err.replace("\n", " ")
