"""For whom a meal or an item of aid is: by class, age and whether somebody lives."""

from dataclasses import dataclass

EVERYBODY, CHILDREN, UNDER_TWO, INFANTS, THE_DEAD = "semua", "anak", "baduta", "bayi", "meninggal"
THE_HOUSE = "rumah"
"""Used up by the house itself: nobody's right."""
_CHILD_CLASSES = ("AL", "AP")


@dataclass(frozen=True)
class Body:
    """What decides: the class, completed years (None: not known), whether an infant, whether dead."""

    head_class: str | None = None
    age: int | None = None
    infant: bool = False
    dead: bool = False


def is_for(whom: str, body: Body) -> bool:
    """Whether somebody is one of those a code of `untuk_siapa` names; a class not yet known is refused nothing."""
    if body.dead or whom == THE_DEAD:
        return body.dead and whom == THE_DEAD
    if whom == THE_HOUSE:
        return False
    infant = body.infant or body.age == 0
    child = body.head_class in _CHILD_CLASSES
    if whom == INFANTS:
        return infant
    if whom == UNDER_TWO:
        return infant or body.age == 1
    if whom == CHILDREN:
        return child or infant or body.head_class is None
    return whom == EVERYBODY or body.head_class in (whom, None)
