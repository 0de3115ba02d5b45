"""Desks of one site set up through the real first run and the real kits, for the tests of exchange."""

from dataclasses import dataclass, field
from pathlib import Path

from app import tables
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.setup import EmergencyDraft, emergency_desk
from app.access.unlock import enrol, unlock
from app.kernel.clock import FixedClock
from app.kernel.paths import Home
from app.sync import kits
from app.sync.reading import ReadReport, read_bundle
from app.sync.writing import write_bundle
from tests.helpers.offices import EVENING, KEPALA, create_sample, first_run

CLERK = "empat ember air hujan"
TABLES = tables.ALL


@dataclass
class Site:
    """The first desk of Nunukan, whoever joined it, and the stick between them."""

    folder: Path
    clock: FixedClock
    first: Office
    others: list[Office]
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def stick(self) -> Path:
        found = self.folder / "flashdisk"
        found.mkdir(exist_ok=True)
        return found

    def join(self, office: Office) -> Office:
        """Adopt a spare laptop by request and kit."""
        request = kits.read_request(kits.write_request(office, self.stick))
        assert request.code == kits.own_code(office)
        kit = kits.admit_desk(self.first, request, self.stick)
        assert kits.read_kit(office, kit.path, kit.code).kind == "site"
        self.others.append(office)
        return office

    def spare(self, name: str = "Budi") -> Office:
        """A spare laptop that counts at once."""
        draft = EmergencyDraft(name, CLERK, "NNK")
        made = emergency_desk(Home(self.folder / f"home-{name.lower()}"), draft, self.clock)
        self.codes[made.office.device.id] = made.codes
        return made.office

    def nurse(self, office: Office) -> Office:
        """The first nurse at a desk takes the seat of whoever sits there."""
        code = self.codes[office.device.id]["kesehatan"]
        office.lock()
        seated = enrol(office.home, code, PersonDraft("rahma", "Rahma"), CLERK, self.clock)
        self._seat(office, seated)
        return seated

    def again(self, office: Office, login: str) -> Office:
        """Somebody who has an account here takes the seat."""
        office.lock()
        seated = unlock(office.home, login, KEPALA if login == "siti" else CLERK, self.clock)
        self._seat(office, seated)
        return seated

    def _seat(self, before: Office, now: Office) -> None:
        if before is self.first:
            self.first = now
        else:
            self.others[self.others.index(before)] = now

    def second(self, name: str = "Budi") -> Office:
        """A second desk of the site, adopted."""
        return self.join(self.spare(name))

    def close(self) -> None:
        """Lock every desk."""
        for office in (self.first, *self.others):
            office.lock()


def open_site(folder: Path, stranger: bool = False) -> Site:
    """A site with its first desk open; a stranger shares its code with ours, and no key."""
    clock = FixedClock(EVENING)
    folder.mkdir(exist_ok=True)
    made = (first_run if stranger else create_sample)(folder / "home-a", clock=clock)
    return Site(folder, clock, made.office, [], {made.office.device.id: made.codes})


def send(sender: Office, receiver: Office, folder: Path) -> list[ReadReport]:
    """Everything the receiver lacks, by one stick."""
    return [read_bundle(receiver, file.path) for file in write_bundle(sender, folder, [receiver.device.id]).files]
