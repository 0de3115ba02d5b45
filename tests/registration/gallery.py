"""The screen Orang with 170 long-named people, as pictures: `python -m tests.registration.gallery FOLDER`."""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.access import slots
from app.access.blobs import blobs_of
from app.access.days import open_day
from app.access.office import Office
from app.desktop.frame_lines import Desk, Status
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.reference.regions import Regions
from app.registration import exits, families, heads, people, rules
from app.registration.coding import propose
from app.registration.heads import NewHead, Paper, Who
from app.registration.people import Destination
from app.registration.places import today_code
from app.registration.screens.context import PeopleContext
from app.registration.screens.screen import PeopleScreen
from app.registration.suggesting import from_nik
from app.store.work import Work
from app.widgets.candidates import Candidate, Deliver
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme
from tests.bench.matching import pools
from tests.helpers.offices import EVENING, create_sample
from tests.registration.people_made import SHIP, write

CHANCE = random.Random(3)
VILLAGES = ("73.02.09.2009", "53.06.08.2011", "74.04.11.1027", "53.06.05.2015")


def fill(office: Office, count: int = 170) -> dict[str, str]:
    """A ship of people with families, children, papers, and some who left already; the stays worth a picture."""
    earlier = write(office, lambda w: _person(w, 900, ship="0" * 31 + "9"))
    made = [write(office, lambda w, at=at: _person(w, at)) for at in range(count)]  # type: ignore[misc]
    write(office, lambda w: _family(w, made))
    why = "demam tinggi, ditemani Ibu Ratna"
    for at, account in ((7, rules.HOSPITAL), (19, rules.ON_THEIR_OWN), (23, rules.WITHOUT_LEAVE)):
        write(office, lambda w, stay=made[at].stay_id, to=account: exits.leave(w, stay, to, why))  # type: ignore[misc]
    card = write(office, lambda w: heads.hand_card(w, SHIP, f"{count + 1:03d}", "LD").id)
    write(office, lambda w: heads.move(w, earlier.stay_id, "diberangkatkan"))
    kin = {"father": made[3].stay_id, "mother": made[2].stay_id, "son": made[4].stay_id}
    return {**kin, "repeat": earlier.stay_id, "card": card}


def _person(w: Work, at: int, ship: str = SHIP) -> people.Registered:
    folk = list(pools.MEN)[at % len(pools.MEN)]
    sex = "P" if at % 3 == 2 else "L"
    names = (pools.MEN if sex == "L" else pools.WOMEN)[folk].split(",")
    child = at % 6 == 4
    born = date(2014, 1, 1) if child else date(1975, 1, 1)
    who = Who(
        name=f"{names[at % len(names)]} {names[(at * 7) % len(names)].split()[-1]}".title(),
        father_name=CHANCE.choice(pools.MEN[folk].split(",")).title() if at % 4 else None,
        sex=None if at == 31 else sex,
        birth_date=born + timedelta(days=CHANCE.randrange(3500)) if at % 11 else None,
        birth_place="Tawau, Sabah" if at % 5 == 0 else None,
        papers=(Paper("splp", f"XD{481000 + at}", "dibawa"),) if at % 8 else (),
    )
    if at in (3, 900):
        who = Who("Muhammad Syarifuddin Daeng Mattola", "La Ode Ndika Wuran", sex="L", birth_date=date(1988, 7, 6))
    made = people.register(w, NewHead(ship, "AL" if child else None, f"{at + 1:03d}"), who)
    if at % 7:
        people.set_destination(w, made.person_id, Destination(VILLAGES[at % 4], address="RT 03/RW 01"))
    return made


def _family(w: Work, made: list[people.Registered]) -> None:
    father, mother, son, daughter = made[3], made[2], made[4], made[10]
    people.update_person(
        w,
        father.person_id,
        {
            "nik": "7302010607880001",
            "birth_place": "Bulukumba",
            "aliases": ["Udin"],
            "kin_name": "Halimah",
            "kin_phone": "0812 4455 6677",
            "kin_relation": "saudara",
            "plan": "pulang_difasilitasi",
        },
    )
    people.add_document(w, father.person_id, people.PaperEntry("splp", "XD 481903", "dibawa"))
    people.add_document(w, father.person_id, people.PaperEntry("ktp", None, "ditahan_majikan", "majikan di Lahad Datu"))
    for each, relation in ((mother, "istri"), (son, "anak"), (daughter, "anak")):
        families.link_to(w, each.person_id, father.person_id, relation)
    people.set_need(w, father.stay_id, "lantai_bawah", True)
    people.set_need(w, father.stay_id, "kabari_petugas", True)
    people.add_note(w, father.person_id, "Tas biru dititipkan di ruang petugas, diambil sebelum berangkat.")


def operations(office: Office) -> Operations:
    """Background work on a real office."""

    def write_op(action: str, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
        with office.write(action) as w:
            result = fn(w)
            touched = frozenset(w.touched)
        return result, touched

    def read_op(fn: Callable[[Any], Any]) -> Any:
        with office.read() as r:
            return fn(r)

    return Operations(write_op, read_op)


def context(office: Office) -> PeopleContext:
    """The screen's context with the real regions."""

    def regions(typed: str, deliver: Deliver) -> None:
        known = Regions.load()
        found = known.search(typed, 8)
        deliver([Candidate(each.code, each.title, _above(known, each.code)) for each in found])

    return PeopleContext(
        may=office.may,
        regions=regions,
        region_text=lambda code: str(Regions.load().path(code)),
        ships=lambda _view: [(SHIP, "KM Purnama Express, 23-01-2026")],
        nik=lambda digits, day, deliver: deliver(from_nik(digits, day, today_code)),
        propose=lambda told, deliver: deliver(propose(told)),
        sealer=lambda _view: lambda _vault, content: content.hex(),
        keep_blob=lambda content: blobs_of(office).keep(content),
        read_blob=lambda name: blobs_of(office).read(name),
    )


def _above(known: Regions, code: str) -> str:
    return ", ".join(region.title for region in reversed(known.path(code)[:-1]) if region)


def frame(office: Office, ops: Operations, theme: Theme) -> tuple[Window, PeopleScreen]:
    """The real frame around the screen."""
    screen = PeopleScreen(ops, context(office), "WITA")
    others = [
        ("home", "Beranda", "house"),
        ("arrival", "Kedatangan", "ship"),
        ("handover", "Serah terima", "handshake"),
    ]
    specs = [ScreenSpec(code, title, glyph, Screen) for code, title, glyph in others]
    specs.insert(2, ScreenSpec("people", "Orang", "users", lambda: screen, help="orang"))
    desk = Desk("Debarkasi Nunukan", "WITA", office.actor.name, "kepala", frozenset({"kepala"}))
    window = Window(desk, specs, FrameServices(ops, theme, lambda _typed, _deliver: None))
    window.resize(1366, 768)
    window.show_status(Status(37, 2, 2))
    return window, screen


def settle(app: QApplication, ops: Operations) -> None:
    """Wait until nothing is under way."""
    app.processEvents()
    while not ops.idle:
        app.processEvents()
    app.processEvents()


def pictures(
    screen: PeopleScreen, stays: dict[str, str], settle: Callable[[], None]
) -> dict[str, Callable[[], object]]:
    """What is photographed, and how the screen gets there."""

    def show(which: str, verb: str = "") -> None:
        screen.show_target(stays[which])
        settle()
        if verb:
            screen.view.wanted.emit(verb, None)

    return {
        "page": lambda: show("father"),
        "open": lambda: screen.list.choose("open", ""),
        "repeat": lambda: show("repeat"),
        "card": lambda: show("card"),
        "search": lambda: screen.list.choose("all", "muhammad sya"),
        "edit": lambda: show("father", "edit"),
        "new": lambda: screen.handlers()["people.new"](),
        "family": lambda: _write_family(screen, settle),
        "leave": lambda: show("father", "leave"),
        "compare": lambda: _compare(screen, show),
        "empty": lambda: screen.list.choose("lone", "zzz"),
    }


def _compare(screen: PeopleScreen, show: Callable[[str], None]) -> None:
    show("father")
    shown = screen.view.page
    screen.view.wanted.emit("compare", shown.likely[0] if shown else None)


def _write_family(screen: PeopleScreen, settle: Callable[[], None]) -> None:
    screen.handlers()["people.family"]()
    settle()
    said = [
        {
            "name": "Muhammad Syarifuddin Daeng Mattola bin La Ode Ndika",
            "sex": "L",
            "birth": "1988-07-06",
            "card": "171",
        },
        {"name": "Siti Nurhaliza Daeng Tasammi", "sex": "P", "birth": "34", "relation": "istri", "card": "172"},
        {"name": "Nur Aisyah", "sex": "P", "birth": "7", "relation": "anak"},
        {"name": "Bayi Siti Nurhaliza", "sex": "L", "birth": "0", "relation": "anak"},
    ]
    screen.family.restore({"lines": said, "ship": SHIP})


def main(folder: Path, modes: list[str]) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    slots.PASSPHRASE_KDF = slots.CODE_KDF
    app = QApplication([])
    theme = Theme(app, "light")
    with tempfile.TemporaryDirectory() as home, create_sample(Path(home) / "home").office as office:
        with office.write("day.open") as w:
            open_day(w, EVENING.date())
        stays = fill(office)
        ops = operations(office)
        window, screen = frame(office, ops, theme)
        window.show()
        window.go("people")
        for mode in modes:
            theme.apply(mode)
            calm = partial(settle, app, ops)
            for name, act in pictures(screen, stays, calm).items():
                screen.list.choose("here", "")
                calm()
                act()
                calm()
                window.grab().save(str(folder / f"orang-{name}-{mode}.png"))
                for sheet in screen.findChildren(Sheet):
                    sheet.grab().save(str(folder / f"orang-{name}-sheet-{mode}.png"))
                    sheet.reject()
        ops.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["light", "dark"])
