"""People at one desk of a site of several, for the tests of exchange."""

from app.access.office import Office
from app.registration.heads import NewHead, Who
from tests.helpers.office import landed_one, ship


def landed_at(office: Office) -> dict[str, str]:
    """A man and a woman off a ship; the ids of their stays by name."""
    batch = ship(office)
    man, woman = Who(name="Baso Rahman", sex="L", age=34), Who(name="Siti Halimah", sex="P", age=27)
    return {
        "man": landed_one(office, man, NewHead(batch, head_class="LD", card_number="B-0901")),
        "woman": landed_one(office, woman, NewHead(batch, head_class="PD", card_number="B-0902")),
    }
