"""What this desk writes in a restricted vault, queued sealed in the general one so that any desk can carry it."""

from app.access.holders import recipients_of, sealed_for
from app.access.office import Office
from app.access.roles import GENERAL
from app.store.sealed import fill_outbox
from app.store.work import Work


def queue_sealed(office: Office, vault: str) -> None:
    """Queue what is not queued yet, now and after every commit in that vault."""
    restricted, general = office.vault(vault), office.vault(GENERAL)

    def queue(_work: Work | None = None) -> None:
        with general.read() as reading:
            recipients = recipients_of(reading, vault)
        fill_outbox(restricted, general, lambda plain: sealed_for(recipients, plain))

    queue()
    restricted.after_commit.append(queue)
