"""The centre's own bookkeeping, in the schema `central`: sites, certificates, bundles, jobs, receipts."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text

from app.store.base import Instant

central_metadata = MetaData()

WAITING, DONE, REFUSED, EXPIRED = "waiting", "done", "refused", "expired"

site = Table(
    "site",
    central_metadata,
    Column("id", String(32), primary_key=True),
    Column("code", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("zone", String(4), nullable=False),
    Column("enrolled_at", Instant, nullable=False),
)

certificate = Table(
    "certificate",
    central_metadata,
    Column("sig", String(128), primary_key=True),
    Column("subject", String(32), nullable=False),
    Column("site", String(32), nullable=False),
    Column("anchor", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)

bundle = Table(
    "bundle",
    central_metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),
)

job = Table(
    "job",
    central_metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("accept_expired", Boolean, nullable=False),
    Column("done_at", Instant),
    Column("outcome", Text, nullable=False, default="{}"),
    Index("ix_job_state", "state", "id"),
    Index("ix_job_digest", "digest"),
)

receipt = Table(
    "receipt",
    central_metadata,
    Column("name", String(130), primary_key=True),
    Column("bundle", String(64), nullable=False),
    Column("written_at", Instant, nullable=False),
    Index("ix_receipt_bundle", "bundle"),
)
