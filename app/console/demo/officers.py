"""Who works at the post of the demo: each with his own role, and one at a time at the laptop."""

from dataclasses import dataclass

from app.access.people import PersonDraft
from app.access.roles import KESEHATAN, LOGISTIK, PENDAMPING, SATGAS
from app.access.unlock import enrol, unlock
from app.console.demo.stage import Stage


@dataclass(frozen=True)
class Officer:
    """Somebody with an account; his passphrase is of the sample site and written down in its folder."""

    person: PersonDraft
    passphrase: str
    office: str

    @property
    def login(self) -> str:
        """The name he signs in with."""
        return self.person.login


KEPALA = Officer(
    PersonDraft("siti", "Siti Contoh Aminah", frozenset({SATGAS, PENDAMPING}), "Kepala Pos"),
    "kapal pulang pagi sekali",
    "kepala",
)
RAHMA = Officer(
    PersonDraft("rahma", "Rahma Contoh Wulandari", frozenset({SATGAS, PENDAMPING})),
    "lampu dermaga menyala terang",
    "satgas, pendamping",
)
BUDI = Officer(
    PersonDraft("budi", "Budi Contoh Hartono", frozenset({LOGISTIK})), "beras merah dua puluh karung", "logistik"
)
WULAN = Officer(
    PersonDraft("wulan", "Wulan Contoh Lestari", frozenset({KESEHATAN})), "obat merah di laci kedua", "kesehatan"
)
EVERYBODY = (KEPALA, RAHMA, BUDI, WULAN)


def seat(stage: Stage, officer: Officer) -> None:
    """He sits down at the laptop and signs in; whoever sat there before is signed out."""
    if stage.seated == officer.login:
        return
    leave(stage)
    stage.office = unlock(stage.home, officer.login, officer.passphrase, stage.clock)
    stage.seated = officer.login


def use_code(stage: Stage, officer: Officer, code: str) -> None:
    """The first of a role comes with the one-time code of the post's first day, and has an account from then on."""
    leave(stage)
    stage.office = enrol(stage.home, code, officer.person, officer.passphrase, stage.clock)
    stage.seated = officer.login


def leave(stage: Stage) -> None:
    """Nobody sits at the laptop; its vaults are closed."""
    if stage.seated:
        stage.office.lock()
    stage.seated = ""
