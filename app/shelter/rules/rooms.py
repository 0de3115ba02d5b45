"""Who may sleep in a room with whom: the hard rules of the shelter, for one move by hand and for a whole batch.

People are told apart by the group they belong to: a family, a mother with her children. Nothing is known here of names,
findings or cases; needs are the neutral ones of the enumeration `kebutuhan`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MEN, WOMEN, FAMILIES, INFANTS, CHILDREN, ISOLATION = "pria", "wanita", "keluarga", "ibu_bayi", "anak", "isolasi"
USES = (MEN, WOMEN, FAMILIES, INFANTS, CHILDREN, ISOLATION)
USE_OF_SEX = {"L": MEN, "P": WOMEN}

CLOSED, CHILD, FULL, SEXES, SHARED, USE, PRIVATE, LEVEL, STAFF, APART, UNKNOWN = (
    "ditutup", "anak_sendiri", "penuh", "lawan_jenis", "keluarga_lain", "guna_kamar", "kamar_sendiri", "lantai",
    "jauh_petugas", "keluarga_terpisah", "jenis_kelamin",
)  # fmt: skip
TWO_IN_BED = "dua_di_ranjang"
NEVER = (CLOSED, CHILD)
"""What nobody may decide to go past; all other breaches are a person's decision with a reason."""

ALONE_NEED, STAFF_NEED, INFANT_NEED = "kamar_sendiri", "dekat_petugas_kesehatan", "ibu_bayi"
GROUND_NEEDS = frozenset({"lantai_bawah", "kursi_roda", "tandu"})
GROUND = 1
SMALL = 7
"""Children younger than this who sleep beside a grown person of theirs do not count when sexes are kept apart."""


@dataclass(frozen=True)
class Sleeper:
    """Somebody who needs a place: `group` is the same for people who belong together, "" for nobody else's."""

    id: str
    sex: str | None
    child: bool
    age: int | None = None
    infant: bool = False
    group: str = ""
    needs: frozenset[str] = frozenset()

    @property
    def company(self) -> str:
        """The group, or himself when he belongs to nobody."""
        return self.group or self.id

    @property
    def small(self) -> bool:
        """Whether he may sleep beside his mother or father wherever that is."""
        return self.child and (self.infant or (self.age is not None and self.age < SMALL))


@dataclass
class Room:
    """A room as the rules see it; `free` is how many places are left (below zero where it is overfull)."""

    id: str
    use: str
    level: int = GROUND
    near_staff: bool = False
    closed: bool = False
    free: int = 0
    inside: list[Sleeper] = field(default_factory=list)

    def take(self, people: Sequence[Sleeper]) -> None:
        """Put people in, without asking."""
        self.free -= places_needed([*self.inside, *people]) - places_needed(self.inside)
        self.inside.extend(people)


def places_needed(people: Iterable[Sleeper]) -> int:
    """Places so many take; an infant sleeps beside whoever of its own is grown."""
    known = list(people)
    grown = {one.group for one in known if not one.child and one.group}
    return sum(not (one.infant and one.group in grown) for one in known)


def breaches(room: Room, people: Sequence[Sleeper]) -> list[str]:
    """What would be wrong with these people sleeping in this room, the gravest first; empty when nothing is."""
    everybody = [*room.inside, *people]
    found = {
        CLOSED: room.closed,
        CHILD: lone_child(everybody),
        FULL: places_needed(everybody) - places_needed(room.inside) > room.free,
        SEXES: sexes_mixed(everybody),
        SHARED: room.use == FAMILIES and _families_share(everybody),
        USE: not all(_fits_use(room.use, one, everybody) for one in people),
        PRIVATE: privacy_broken(everybody),
        LEVEL: room.level != GROUND and any(one.needs & GROUND_NEEDS for one in people),
        STAFF: not room.near_staff and any(STAFF_NEED in one.needs for one in people),
        UNKNOWN: any(one.sex is None for one in people) and _strangers(everybody),
    }
    return [code for code, wrong in found.items() if wrong]


def lone_child(people: Sequence[Sleeper]) -> bool:
    """Whether a child sleeps where there are grown people, none of whom is its own (field-facts B10)."""
    grown = {one.company for one in people if not one.child}
    return bool(grown) and any(one.child and one.company not in grown for one in people)


def sexes_mixed(people: Sequence[Sleeper]) -> bool:
    """Whether men and women who do not belong together share the room; small children beside their own do not count."""
    grown = {one.company for one in people if not one.child}
    counted = [one for one in people if one.sex and not (one.small and one.company in grown)]
    companies = {sex: {one.company for one in counted if one.sex == sex} for sex in ("L", "P")}
    return any(man != woman for man in companies["L"] for woman in companies["P"])


def privacy_broken(people: Sequence[Sleeper]) -> bool:
    """Whether somebody who needs a room of his own has strangers in it."""
    return any(ALONE_NEED in one.needs for one in people) and _strangers(people)


def _strangers(people: Sequence[Sleeper]) -> bool:
    return len({one.company for one in people}) > 1


def _families_share(people: Sequence[Sleeper]) -> bool:
    return _strangers(people) and len({one.sex for one in people}) > 1


def _fits_use(use: str, one: Sleeper, people: Sequence[Sleeper]) -> bool:
    """Whether somebody belongs in a room of this use, given who sleeps there with him."""
    own = [other for other in people if other.company == one.company and other.id != one.id]
    if use in (MEN, WOMEN):
        beside = any(not other.child for other in own)
        return one.sex is None or USE_OF_SEX[one.sex] == use or (one.small and beside)
    if use == FAMILIES:
        return bool(own)
    if use == INFANTS:
        return _with_infant(one, own)
    return one.child if use == CHILDREN else True


def _with_infant(one: Sleeper, own: Sequence[Sleeper]) -> bool:
    """Whether somebody is an infant, has one, or belongs to such a pair as a small child or a girl."""
    if one.infant or INFANT_NEED in one.needs:
        return True
    return (one.sex != "L" and any(other.infant or INFANT_NEED in other.needs for other in own)) or one.small
