"""Sheets still to be printed or checked: recovery sheets and one-time codes, kept under their maker's passphrase."""

import json
from dataclasses import dataclass, field, replace

from app.access import gate
from app.access.office import Office
from app.access.shares import read_sheet
from app.access.slots import Opened, Slot, papers_of, typed, with_papers
from app.access.views import Sheet
from app.kernel.errors import UserError
from app.kernel.i18n import _


@dataclass(frozen=True)
class Handouts:
    """Recovery sheets, and the one-time code of each role that waits for its first person."""

    sheets: tuple[Sheet, ...] = ()
    codes: dict[str, str] = field(default_factory=dict, repr=False)

    def on(self, slot: Slot, kek: bytes) -> Slot:
        """The slot carrying these sheets."""
        if not self.sheets and not self.codes:
            return with_papers(slot, kek, None)
        content = {"sheets": [sheet.words for sheet in self.sheets], "codes": self.codes}
        return with_papers(slot, kek, json.dumps(content).encode())


def handouts_of(opened: Opened) -> Handouts:
    """The sheets waiting in an opened slot."""
    raw = papers_of(opened)
    if raw is None:
        return Handouts()
    content = json.loads(raw)
    return Handouts(tuple(read_sheet(words) for words in content["sheets"]), dict(content["codes"]))


def waiting_handouts(office: Office, passphrase: str) -> Handouts:
    """The sheets this person still has to print; his passphrase is asked again, for the desk may stand open."""
    office.require("access.self")
    opened = gate.open_user(office.home, office.login, typed(passphrase), office.clock.now())
    handouts, ring = handouts_of(opened), office.ring()
    unused = {role: code for role, code in handouts.codes.items() if ring.of_kind("setup", role)}
    return replace(handouts, codes=unused)


def keep_handouts(office: Office, handouts: Handouts) -> None:
    """Keep these sheets for the person signed in, in place of the ones he had."""
    ring = office.ring()
    slot = handouts.on(own_slot(office), office.opened.kek)
    office.keep_ring(ring.put(slot))


def drop_sheets(office: Office) -> None:
    """Recovery sheets were checked: they no longer wait here."""
    slot = own_slot(office)
    current = handouts_of(replace(office.opened, slot=slot))
    if current.sheets:
        keep_handouts(office, replace(current, sheets=()))


def own_slot(office: Office) -> Slot:
    """The slot of the person signed in, as it stands in the file now."""
    slot = office.ring().slot(office.opened.slot.id)
    if slot is None:
        raise UserError("access.inactive", _("Akun ini sudah dinonaktifkan."))
    return slot
