"""Rooms and people of the house in the words and signs of its screens."""

from collections.abc import Sequence
from datetime import datetime

from app.kernel.clock import local
from app.kernel.i18n import _, ngettext
from app.reference.enumerations import name_of
from app.shelter.house import Guest, House, RoomView
from app.shelter.rules import rooms
from app.shelter.rules.presence import NOT_BACK
from app.shelter.wording import trouble
from app.widgets.labels import counted
from app.widgets.table_model import Mark

USE_GLYPHS = {rooms.FAMILIES: "users", rooms.INFANTS: "baby", rooms.CHILDREN: "user-round", rooms.ISOLATION: "shield"}


def room_use(room: RoomView) -> str:
    """The use of a room, or that it is closed."""
    return _("ditutup") if room.closed else name_of("guna_kamar", room.use)


def room_count(room: RoomView) -> str:
    """“4/6”."""
    return f"{counted(room.taken)}/{counted(room.places)}"


def room_glyphs(room: RoomView) -> list[tuple[str, str]]:
    """Icons of a card from the right: what is wrong first, closed, and its use where that has a sign."""
    found = []
    if room.troubles:
        found.append(("triangle-alert", "bad"))
    if room.decided:
        found.append(("pencil", "warn"))
    if room.closed:
        found.append(("lock", "muted"))
    elif room.use in USE_GLYPHS:
        found.append((USE_GLYPHS[room.use], "muted"))
    return found


def room_sentence(room: RoomView) -> str:
    """A room for the ear and the tip: “Kamar 101, Pria, 4 dari 6 tempat terisi. Lebih dari tempat tidurnya.”"""
    text = _("Kamar {name}, {use}, {taken} dari {places} tempat terisi.").format(
        name=room.name, use=room_use(room), taken=room.taken, places=room.places
    )
    said = [text, *(f"{trouble(code)}." for code in room.troubles)]
    said += [_("Diputuskan: {what}.").format(what=trouble(code).lower()) for code in room.decided]
    return " ".join([*said, *([_("Sebab ditutup: {why}.").format(why=room.closed)] if room.closed else [])])


def guest_mark(guest: Guest) -> Mark | None:
    """What must be seen of somebody at once."""
    if guest.away:
        return Mark(name_of("akun_orang", guest.head.account), "log-out", "faint")
    if guest.child and not guest.company:
        return Mark(_("tanpa pendamping"), "user-round", "warn")
    if guest.head.needs:
        return Mark(", ".join(name_of("kebutuhan", need) for need in guest.head.needs), "info", "accent")
    if guest.sex is None:
        return Mark(_("L/P belum diketahui"), "circle-help", "warn")
    return Mark(_("sekeluarga"), "users", "faint") if guest.company else None


def age_class(guest: Guest) -> str:
    """“LD 34”, “AP bayi”."""
    age = _("bayi") if guest.head.infant else str(guest.head.age) if guest.head.age is not None else ""
    return f"{guest.head.head_class or '?'} {age}".strip()


def house_words(house: House) -> str:
    """“166 dari 400 tempat terisi, 234 kosong”."""
    text = _("{taken} dari {places} tempat terisi, {free} kosong")
    return text.format(taken=counted(house.taken), places=counted(house.places), free=counted(house.free))


def people(number: int) -> str:
    """“3 orang”."""
    return ngettext("{n} orang", "{n} orang", number).format(n=counted(number))


def names(guests: Sequence[Guest], most: int = 3) -> str:
    """The first names, and how many more."""
    said, more = ", ".join(guest.head.display for guest in guests[:most]), len(guests) - most
    return _("{said}, dan {n} orang lagi").format(said=said, n=more) if more > 0 else said


def since(why: str, at: datetime, zone: str) -> str:
    """“keluar sejak 23-01 14.10” or “tidak terlihat sejak …”."""
    text = _("keluar sejak {at}") if why == NOT_BACK else _("tidak terlihat sejak {at}")
    return text.format(at=f"{local(at, zone):%d-%m %H.%M}")


def matches(guest: Guest, text: str) -> bool:
    """Whether somebody is meant by what is typed: all words in his name, or the number of his card."""
    wanted = text.casefold().split()
    card = (guest.head.card_number or "").casefold()
    name = guest.head.display.casefold()
    return bool(wanted) and (all(word in name for word in wanted) or card.lstrip("0") == "".join(wanted).lstrip("0"))
