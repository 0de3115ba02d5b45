"""Plain values that screens and papers show of a site, a desk and its recovery sheets."""

from dataclasses import dataclass, field

SHEETS = 3
NEEDED = 2
"""Any two of the three recovery sheets open the desk again."""
RECEIPT_DAYS = 7
"""Days a receipt may take, as long as a post has not said otherwise."""


@dataclass(frozen=True)
class SiteView:
    """The post as screens and papers name it."""

    id: str
    code: str
    name: str
    kind: str
    zone: str
    day_start_minutes: int
    address: str
    city: str
    office_name: str
    phone: str
    letterhead: tuple[str, ...]
    capacity: int = 0
    """How many people it can shelter; 0 while nobody said."""
    receipt_days: int = RECEIPT_DAYS
    """After so many days without a receipt people on the way are asked about."""


@dataclass(frozen=True)
class DeviceView:
    """This desk as screens and numbers name it."""

    id: str
    letter: str
    name: str
    emergency: bool
    sign_pub: str


@dataclass(frozen=True)
class Sheet:
    """One recovery sheet: `number` 1 to 3, `mark` shared by the three of one set, twenty English words."""

    number: int
    mark: str
    words: str = field(repr=False)

    @property
    def qr_text(self) -> str:
        """The same words for the QR, in letters every scanner and keyboard layout passes unchanged."""
        return f"{QR_MARK} {self.words.upper()}"


QR_MARK = "PULANG1"
"""What the QR of a recovery sheet begins with."""
