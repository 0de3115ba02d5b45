"""A small list with every kind of line, kept in a real vault, and a second desk that works beside the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.access.holders import sealer
from app.access.office import Office
from app.access.records import Device
from app.bundle.keys import SigningKey
from app.manifest import board, intake, letters
from app.manifest.reading.reader import read_text
from app.store.journal import all_entries
from app.store.merge import merge
from app.store.vault import Vault, create_vault
from app.store.work import Reading, Work
from tests.helpers.offices import EVENING

LIST = """No,Nama,L/P,Tgl Lahir,Umur,No SPLP,Kab/Kota,Hubungan,Warga Negara,Kesehatan,Kasus
1,Sulaiman bin Abdullah,L,12-05-1990,,XD481001,Bone,Kepala keluarga,Indonesia,Sehat,Overstay
2,Aminah binti Daeng,P,03-02-1995,,XD481002,Bone,Istri,Indonesia,HIV positif,Overstay
3,Maria Goreti,P,01-08-1985,,XD481003,Flores Timur,,Indonesia,Sehat,Narkoba jenis sabu
4,Bayi Ny. Aminah,L,,5 bulan,,Bone,Anak,Indonesia,Sehat,Ikut orang tua
5,Djoemadi,L,,,,,,Indonesia,Sehat,Overstay
6,Lukman Hakim,,11-11-1978,,XD481006,Buton,,Filipina,TBC,Overstay
"""
DIAGNOSES = ("HIV", "TBC", "sabu", "Narkoba", "Overstay")


def keep_list(office: Office, batch_id: str, text: str = LIST, letter: letters.Letter | None = None) -> list[str]:
    """Import a pasted list; the ids of its lines in list order."""
    with office.write("manifest.import") as w:
        incoming = incoming_of(text, letter)
        taken = intake.take(w, batch_id, incoming, sealer(w))
        return [intake.line_id(taken.manifest_id, line.sheet, line.row) for line in incoming.reading.lines]


def incoming_of(text: str, letter: letters.Letter | None = None) -> intake.Incoming:
    """A pasted list as it stands after the preview."""
    return intake.Incoming(
        read_text(text, today=EVENING.date()), intake.Source("tempel.csv", text.encode()), letter or letters.Letter()
    )


def board_of(office: Office, batch_id: str) -> board.Board:
    """The arrival board now."""
    with office.read() as r:
        return board.board(r, batch_id)


def do(office: Office, use_case: Any, *arguments: Any, **named: Any) -> Any:
    """One use case of the recheck as one Work."""
    with office.write("manifest.recheck") as w:
        return use_case(w, *arguments, **named)


@dataclass
class DeskB:
    """Another desk's general vault; the same people, its own journal."""

    vault: Vault
    beside_of: Office

    @classmethod
    def beside(cls, office: Office, path: Path) -> "DeskB":
        """A desk that has received everything so far and then works alone."""
        with office.write("access.admit") as w:
            w.insert(Device(id="b" * 32, letter="B", name="Loket B", sign_pub="", age_recipient=""))
        vault = create_vault(path, "general", bytes(32), office.clock)
        author = office.vault("general").author
        assert author is not None
        key = SigningKey.from_seed("22" * 32)
        vault.author = replace(author, device_id="b" * 32, letter="B", epoch="1-b", sign=key.sign)
        desk = cls(vault, office)
        desk.receive(office.vault("general"))
        return desk

    @contextmanager
    def write(self, action: str = "manifest.recheck") -> Iterator[Work]:
        """One user action at this desk."""
        with self.vault.write(self.beside_of.actor, action) as work:
            yield work

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """A look at this desk's rows."""
        with self.vault.read() as reading:
            yield reading

    def receive(self, other: Vault) -> None:
        """Take in whatever the other vault has."""
        carry(other, self.vault)

    def send(self) -> None:
        """Give everything to the first desk."""
        carry(self.vault, self.beside_of.vault("general"))

    def close(self) -> None:
        """Give the file back."""
        self.vault.close()


def carry(source: Vault, target: Vault) -> None:
    """What a flashdisk does between two desks."""
    with source.engine.connect() as connection:
        entries = list(all_entries(connection, "general"))
    merge(target, entries, lambda _entry: "good")
