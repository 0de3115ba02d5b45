"""The ledger of goods and cash: what came in and went out makes what is there; nothing else does."""

from collections.abc import Iterable
from dataclasses import dataclass, field

RECEIVED, HANDED, RETURNED, MOVED, ADJUSTED = "terima", "keluar", "kembali", "pindah", "sesuaikan"
USED = "pakai"
KINDS = (RECEIVED, HANDED, RETURNED, MOVED, ADJUSTED, USED)
GOODS, CASH = "barang", "kas"


@dataclass(frozen=True, order=True)
class Place:
    """Where something lies: storeroom, item and size."""

    store: str
    item: str
    size: str = ""


@dataclass(frozen=True)
class Balance:
    """One line of the book: sums by kind of move as they change what is there (handed out is below zero)."""

    place: Place
    sums: dict[str, int] = field(default_factory=dict)
    least: int | None = None

    @property
    def there(self) -> int:
        """What should lie there; below zero is a difference to explain."""
        return sum(self.sums.values())

    @property
    def state(self) -> str:
        """`minus` below zero, `kurang` below the least that should be there, else ""."""
        if self.there < 0:
            return "minus"
        return "kurang" if self.least is not None and self.there < self.least else ""


def balances(moves: Iterable[tuple[Place, str, int]], least: dict[Place, int] | None = None) -> list[Balance]:
    """The book from sums of moves (place, kind, quantity); a place with a least amount shows even when empty."""
    sums: dict[Place, dict[str, int]] = {place: {} for place in least or {}}
    for place, kind, quantity in moves:
        kinds = sums.setdefault(place, {})
        kinds[kind] = kinds.get(kind, 0) + quantity
    return [Balance(place, kinds, (least or {}).get(place)) for place, kinds in sorted(sums.items())]
