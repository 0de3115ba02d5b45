"""The console as somebody types it: verbs in a process of their own, or (for many small refusals) in this one."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from app.console.main import app

ROOT = Path(__file__).resolve().parents[2]
SLOW = 300


@dataclass(frozen=True)
class Answer:
    """What a verb answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on standard output."""
        lines = self.out.splitlines()
        assert len(lines) == 1, self.out
        found = json.loads(lines[0])
        assert isinstance(found, dict)
        return found

    @property
    def done(self) -> dict[str, Any]:
        """The result of a verb that must have been carried out."""
        assert self.code == 0, self.out + self.err
        return self.json

    @property
    def refusal(self) -> dict[str, str]:
        """The refusal of a verb that must have been refused, in one object with three texts."""
        assert self.code == 1, self.out + self.err
        found = self.json["error"]
        assert set(found) == {"code", "text", "hint"}
        assert found["text"]
        assert "Traceback" not in self.err
        return dict(found)


def run(*words: object, **environment: str) -> Answer:
    """A verb in a process of its own."""
    command = [sys.executable, "-m", "app", *map(str, words)]
    variables = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    made = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, timeout=SLOW, check=False)
    return Answer(made.returncode, made.stdout.decode(), made.stderr.decode())


def call(*words: object) -> Answer:
    """A verb in this process."""
    made = CliRunner().invoke(app, [str(word) for word in words])
    if made.exception is not None and not isinstance(made.exception, SystemExit):
        raise made.exception
    return Answer(made.exit_code, made.stdout, made.stderr)
