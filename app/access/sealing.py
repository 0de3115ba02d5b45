"""What this desk writes in a restricted vault, queued sealed in the general one so that any desk can carry it."""

from app.access.holders import sealer
from app.access.office import Office
from app.access.roles import GENERAL
from app.store.sealed import fill_outbox
from app.store.work import Work


def queue_sealed(office: Office, vault: str) -> None:
    """Queue what is not queued yet, now and after every commit in that vault."""

    def queue(_work: Work | None = None) -> None:
        with office.read() as reading:
            seal = sealer(reading)
        fill_outbox(office.vault(vault), office.vault(GENERAL), lambda plain: seal(vault, plain) or "")

    queue()
    office.vault(vault).after_commit.append(queue)
