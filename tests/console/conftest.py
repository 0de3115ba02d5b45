"""A site set up by console once for the tests of a module, and the options by which its kepala signs in."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.console import run

PASSPHRASE = "gerimis di dermaga lama"


@dataclass(frozen=True)
class Post:
    """A site on this machine."""

    home: Path
    sheets: Path
    passphrase: Path
    codes: dict[str, str]

    @property
    def options(self) -> list[object]:
        """How its kepala signs in."""
        return ["--home", self.home, "--passphrase-file", self.passphrase, "--json"]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Post:
    """Nunukan, set up as a user would from a script."""
    folder = tmp_path_factory.mktemp("pos")
    passphrase = folder / "kata-sandi"
    passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
    words = ["site", "init", "--code", "NNK", "--name", "Debarkasi Nunukan", "--kepala", "Siti Aminah"]
    place = ["--home", folder / "home", "--sheets", folder / "lembar", "--passphrase-file", passphrase]
    made = run(*words, *place, "--json").done
    return Post(folder / "home", folder / "lembar", passphrase, made["codes"])
