"""What this desk writes in a restricted vault, queued sealed in the general one so that any desk can carry it."""

from sqlalchemy.exc import DBAPIError

from app.access.holders import recipients_of, sealed_for
from app.access.office import Office
from app.access.roles import GENERAL, vault_label
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.sealed import fill_outbox, queue_entry, recipient_marks
from app.store.vault import Vault
from app.store.work import Work


def queue_sealed(office: Office, vault: str) -> None:
    """Queue what is not queued yet for every holder, now and after each commit in that vault."""
    outbox = _Outbox(office, vault)
    outbox.catch_up()
    office.vault(vault).after_commit.append(outbox.follow)


def queue_sealed_now(office: Office) -> int:
    """Queue again for every open restricted vault, after holders came or went; how many entries were sealed."""
    general = office.vault(GENERAL)
    return sum(_fill(vault, general) for name, vault in office.vaults.items() if name != GENERAL)


class _Outbox:
    """The way of one vault's entries into the queue.

    A commit adds its own entry. Everything is gone through only at the beginning, when holders came, and when the
    queue could not take an entry before: that commit stands, so its author is told so, once, and nothing fails.
    """

    def __init__(self, office: Office, vault: str) -> None:
        self.office = office
        self.name = vault
        self.restricted, self.general = office.vault(vault), office.vault(GENERAL)
        self.to = ""
        self.behind = False

    def follow(self, work: Work) -> None:
        """Queue what a commit added."""
        if work.entry is None:
            return
        try:
            recipients = _recipients(self.restricted, self.general)
            marks = recipient_marks(recipients)
            if not self.behind and marks == self.to:
                queue_entry(self.general, work.entry, lambda plain: sealed_for(recipients, plain), marks)
                return
        except (DBAPIError, OSError):
            self._tell()
            return
        self.catch_up()

    def catch_up(self) -> None:
        """Queue everything that is not queued for every holder of today."""
        try:
            self.to = recipient_marks(_recipients(self.restricted, self.general))
            _fill(self.restricted, self.general)
            self.behind = False
        except (DBAPIError, OSError):
            self._tell()

    def _tell(self) -> None:
        if not self.behind:
            self.office.notices.append(_kept_not_queued(self.name))
        self.behind = True


def _kept_not_queued(vault: str) -> UserError:
    return UserError(
        "outbox.behind",
        _("Catatan di {vault} sudah tersimpan, tetapi belum masuk antrean kiriman: laptop menolak menulis.").format(
            vault=vault_label(vault)
        ),
        _("Jangan ulangi catatannya. Kosongkan tempat di laptop ini; antrean dilengkapi sendiri sesudah itu."),
    )


def _recipients(restricted: Vault, general: Vault) -> list[str]:
    with general.read() as reading:
        return recipients_of(reading, restricted.name)


def _fill(restricted: Vault, general: Vault) -> int:
    recipients = _recipients(restricted, general)
    return fill_outbox(restricted, general, lambda plain: sealed_for(recipients, plain), recipient_marks(recipients))
