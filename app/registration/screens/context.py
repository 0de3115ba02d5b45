"""What the screen Orang works with besides the operations; the wiring hands it over once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.registration.coding import Told
from app.registration.screens.lookingout import Lookout
from app.registration.suggesting import Said
from app.registration.timeline import Provider
from app.widgets.candidates import Search

Ships = Callable[[Any], Sequence[tuple[str, str]]]
"""Given a view of the vault: (batch id, name) of the ships a head may come from, the latest first."""
ReadNik = Callable[[str, date, Callable[[Said], object]], object]
"""What a NIK says, given the day of arrival, delivered on the GUI thread."""
Propose = Callable[[Told, Callable[[Sequence[tuple[str, str]]], object]], object]
"""(code, path) of places a text may name, delivered on the GUI thread."""


@dataclass(frozen=True)
class PageAction:
    """An entry upper slices add to the actions of a page: `run(stay_id, person_id)`, the person "" while unnamed."""

    text: str
    glyph: str
    run: Callable[[str, str], object]


@dataclass(frozen=True)
class PeopleContext:
    """`may` asks whoever is signed in at that moment; `region_text` names a code with its parents (off the GUI thread).

    `regions` searches the regions and delivers candidates whose id is the code; `ships` runs inside a read; `nik` and
    `propose` read the list of regions in the background; `sealer` makes, inside a write, what seals to a vault.
    `lookout` has compared those here with everybody who was.
    `keep_blob` and `read_blob` keep a photo beside the vault, and give the content of a digest (UserError: not here).
    """

    may: Callable[[str], bool]
    regions: Search
    region_text: Callable[[str], str]
    ships: Ships = lambda _view: ()
    providers: tuple[Provider, ...] = ()
    actions: tuple[PageAction, ...] = ()
    keep_blob: Callable[[bytes], str] = lambda _content: ""
    read_blob: Callable[[str], bytes] = lambda _name: b""
    nik: ReadNik = lambda _digits, _day, _deliver: None
    propose: Propose = lambda _told, _deliver: None
    lookout: Lookout | None = None
    sealer: Callable[[Any], Callable[[str, bytes], str | None]] = lambda _view: lambda _vault, _content: None
