"""A ship at the quay, played through the real services: letters, a list, the recheck, extras, exits, papers."""

from dataclasses import dataclass, field

from app.access.office import Office
from app.handover import receipt
from app.handover.terms import Signing
from app.manifest import letters, recheck, tally, unlisted
from app.manifest.letters import Letter
from app.manifest.recheck import Found
from app.reconciliation.ledger import BalanceView, Scope, view
from app.registration import exits, heads
from app.registration.heads import Who
from tests.handover.samples import issued
from tests.helpers.office import ship
from tests.manifest.lists import keep_list

GIVEN = ("Sulaiman", "Aminah", "Suparman", "Maria Goreti", "Andi Baso", "Kamaria", "Yohanes", "Rosmiati", "Djoemadi")
REGENCIES = ("Bone", "Flores Timur", "Buton", "Nunukan", "Lombok Timur", "Bulukumba", "Wajo")


@dataclass
class Quay:
    """One ship; every method is one thing people do there."""

    office: Office
    batch_id: str = ""
    lines: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, office: Office, name: str = "KM Purnama Ekspres") -> "Quay":
        """The ship has tied up."""
        return cls(office, ship(office, name))

    def letter(self, stated: Letter, *people: int) -> None:
        """The letter came, with a list of so many men, women, children, and people whose sex it does not say."""
        if not people:
            with self.office.write("manifest.import") as w:
                letters.count_only(w, self.batch_id, stated)
            return
        self.lines += keep_list(self.office, self.batch_id, sheet(*people), stated)

    def gangway(self, **classes: int) -> None:
        """Somebody counted at the gangway: LD=…, PD=…"""
        with self.office.write("manifest.tally") as w:
            for code, heads_of_class in classes.items():
                for _each in range(heads_of_class):
                    tally.click(w, self.batch_id, code)

    def confirm(self, lines: list[str], found: Found | None = None) -> list[str]:
        """These people are here; the ids of their stays."""
        with self.office.write("manifest.recheck") as w:
            return [str(recheck.confirm(w, line, found).stay_id) for line in lines]

    def absent(self, line: str, status: str) -> None:
        """Somebody on the list did not come."""
        with self.office.write("manifest.recheck") as w:
            recheck.absent(w, line, status)

    def extra(self, name: str, found: Found, sex: str | None = None) -> str:
        """Somebody on no list came."""
        with self.office.write("manifest.recheck") as w:
            return unlisted.add(w, self.batch_id, Who(name, sex=sex, age=30), found).stay_id

    def born(self, mother: str) -> str:
        """A child is born in the shelter."""
        with self.office.write("registration.born") as w:
            return heads.born(w, mother, Who(sex="P")).id

    def leaves(self, stay: str, account: str) -> None:
        """Somebody leaves by an exit without a paper."""
        with self.office.write("registration.move") as w:
            exits.leave(w, stay, account, "dicatat petugas jaga")

    def handed_over(self, stays: list[str], signed: bool = True, kind: str = "provinsi") -> str:
        """A BAST for these people, signed by the receiver unless said otherwise; its id."""
        paper = issued(self.office, stays, kind=kind)
        if signed:
            with self.office.write("handover.sign") as w:
                receipt.sign(w, paper.id)
        return paper.id

    def received(self, handover_id: str, signing: Signing) -> None:
        """The receipt came back."""
        with self.office.write("handover.sign") as w:
            receipt.receive(w, handover_id, signing)

    @staticmethod
    def counted(men: int) -> Letter:
        """A letter that states so many men and nobody else."""
        return Letter(stated_ld=men, stated_pd=0, stated_al=0, stated_ap=0)

    def seen(self) -> BalanceView:
        """The balance of this ship."""
        with self.office.read() as r:
            return view(r, Scope(self.batch_id))


def sheet(men: int, women: int = 0, children: int = 0, unknown: int = 0) -> str:
    """A consulate's list of so many people."""
    rows = ["No,Nama,L/P,Umur,No SPLP,Kab/Kota"]
    classes = [("L", "34")] * men + [("P", "29")] * women + [("L", "7")] * children + [("", "")] * unknown
    for number, (sex, age) in enumerate(classes, start=1):
        name = f"{GIVEN[number % 9]} {GIVEN[number // 9 % 9]} {number}"
        rows.append(f"{number},{name},{sex},{age},XD{480000 + number},{REGENCIES[number % 7]}")
    return "\n".join(rows) + "\n"
