"""Where things lie: shipped resources, printed forms, translations, and the site's own data folder."""

import sys
from dataclasses import dataclass
from pathlib import Path

VAULTS = ("general", "health", "protection")


def _root() -> Path:
    """The folder that holds resources/, forms/ and i18n/, in a checkout as in an installed application."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """A shipped file under resources/."""
    return _root().joinpath("resources", *parts)


def form_folder(form: str, version: int) -> Path:
    """The folder of one released version of a printed form."""
    return _root() / "forms" / form / f"v{version}"


def forms_folder() -> Path:
    """The folder of all printed forms."""
    return _root() / "forms"


def translations_folder() -> Path:
    """The folder of the compiled translations."""
    return _root() / "i18n"


@dataclass(frozen=True)
class Home:
    """The data folder of one desk."""

    folder: Path

    def create(self) -> "Home":
        """Make the folder and its sub-folders; existing ones stay."""
        for path in (self.folder, self.folder / "vaults", self.exports, self.temp, self.backups):
            path.mkdir(parents=True, exist_ok=True)
        return self

    @property
    def exists(self) -> bool:
        """Whether a site was set up here."""
        return self.vault("general").exists()

    def vault(self, name: str) -> Path:
        """The encrypted file of one vault."""
        return self.folder / "vaults" / f"{name}.db"

    @property
    def keyring(self) -> Path:
        """Vault keys, wrapped per user."""
        return self.folder / "keyring.json"

    @property
    def trust(self) -> Path:
        """Public keys for checking papers; readable without a passphrase."""
        return self.folder / "trust.json"

    @property
    def settings(self) -> Path:
        """Language, theme and window sizes of this laptop; nothing personal."""
        return self.folder / "settings.json"

    @property
    def lock(self) -> Path:
        """Held while the vaults are open."""
        return self.folder / "pulang.lock"

    @property
    def exports(self) -> Path:
        """Bundles and papers written by default."""
        return self.folder / "exports"

    @property
    def backups(self) -> Path:
        """Verified copies of the vaults."""
        return self.folder / "backups"

    @property
    def temp(self) -> Path:
        """Short-lived files, encrypted or empty of personal data, emptied at start."""
        return self.folder / "temp"
