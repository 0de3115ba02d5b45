"""Every slice's tables and derived tables, imported once, so that vaults, merge and migrations know them all."""

from app.access import records as access
from app.departure import records as departure
from app.handover import doubts
from app.handover import records as handover
from app.health import records as health
from app.manifest import records as manifest
from app.reconciliation import postings
from app.reconciliation import records as reconciliation
from app.registration import finding, position
from app.registration import records as registration
from app.reports import records as reports
from app.shelter import records as shelter
from app.shelter.duty import records as duty
from app.store import held, peers, sealed

ALL = (
    held,
    peers,
    sealed,
    access,
    registration,
    manifest,
    shelter,
    duty,
    health,
    departure,
    handover,
    reconciliation,
    reports,
    position,
    finding,
    postings,
    doubts,
)
"""The modules that declare tables, the store's own and lowest slices first."""
