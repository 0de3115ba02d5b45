"""What the wiring hands to the screen of the reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class ReportsContext:
    """The desk's clock, the site's code for names of files and where they are kept, the paper to print on, the user
    and what he may do."""

    now: Callable[[], datetime]
    site_code: str
    folder: Path
    paper: Callable[[], str] = lambda: "A4"
    zone: str = "WIB"
    user: Callable[[], str] = lambda: ""
    may: Callable[[str], bool] = lambda _permission: True
