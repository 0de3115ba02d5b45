"""What an office declares reaches the centre like everything else it writes, and few victims as nobody's number."""

from datetime import date

from sqlmodel import select

from app.access.days import open_day
from app.central.centre import Centre
from app.central.ingesting import ingest
from app.reports import declaring
from app.reports.declaring import Typed
from app.reports.records import DeclaredFigure
from app.reports.rules.declared import Given
from app.store.rebuild import content_digest
from app.sync.writing import write_bundle
from tests.central.conftest import centre, postgres, site
from tests.reports.test_two_desks import JULY
from tests.shelter.counter import write
from tests.sync.desks import Site
from tests.sync.test_exchange import content

__all__ = ["centre", "postgres", "site"]


def test_it_is_carried_by_the_bundle(site: Site, centre: Centre) -> None:
    site.clock.advance(days=(JULY - site.clock.now().date()).days)
    write(site.first, lambda w: open_day(w, JULY))
    day = date(2026, 6, 30)
    entries = [
        Typed("2026-S1", "stages.asesmen", Given("31", "Buku register", day)),
        Typed("2026-T1", "tppo.indicated", Given("3", "Surat UPTD PPA", day)),
    ]
    write(site.first, lambda w: declaring.declare(w, entries))
    found = ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0]
    assert (found.state, found.totals_agree, found.held, found.aside) == ("done", True, 0, 0)
    with centre.general.read() as r:
        assert content_digest(r.connection, "general") == content(site.first)
        rows = {one.subject: (one.number, one.source, one.as_of) for one in r.all(select(DeclaredFigure))}
    assert rows == {"stages.asesmen": (31, "Buku register", day), "tppo.indicated": (None, "Surat UPTD PPA", day)}
