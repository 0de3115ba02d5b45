"""What this desk writes in a restricted vault, queued sealed in the general one so that any desk can carry it."""

from app.access.holders import recipients_of, sealed_for
from app.access.office import Office
from app.access.roles import GENERAL
from app.store.sealed import fill_outbox, recipient_marks
from app.store.vault import Vault
from app.store.work import Work


def queue_sealed(office: Office, vault: str) -> None:
    """Queue what is not queued yet for every holder, now and after each commit in that vault."""
    restricted, general = office.vault(vault), office.vault(GENERAL)

    def queue(_work: Work | None = None) -> None:
        _fill(restricted, general)

    queue()
    restricted.after_commit.append(queue)


def queue_sealed_now(office: Office) -> int:
    """Queue again for every open restricted vault, after holders came or went; how many entries were sealed."""
    general = office.vault(GENERAL)
    return sum(_fill(vault, general) for name, vault in office.vaults.items() if name != GENERAL)


def _fill(restricted: Vault, general: Vault) -> int:
    with general.read() as reading:
        recipients = recipients_of(reading, restricted.name)
    return fill_outbox(restricted, general, lambda plain: sealed_for(recipients, plain), recipient_marks(recipients))
