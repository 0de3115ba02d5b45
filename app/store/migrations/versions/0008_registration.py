"""registration: papers with dates, the way abroad, vulnerability, consent, what was confided."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "confided",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("for_vault", sa.String(), nullable=False),
            sa.Column("content_digest", sa.String(), nullable=False),
            sa.Column("sealed", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_confided_stay", "confided", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "consent",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("given", sa.Boolean(), nullable=False),
            sa.Column("reason", sa.String(), nullable=True),
            sa.Column("guardian", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_consent_stay", "consent", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "journey",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("left_year", sa.Integer(), nullable=True),
            sa.Column("left_way", sa.String(), nullable=True),
            sa.Column("route", sa.String(), nullable=True),
            sa.Column("recruiter", sa.String(), nullable=True),
            sa.Column("cost", sa.String(), nullable=True),
            sa.Column("work_place", sa.String(), nullable=True),
            sa.Column("occupation", sa.String(), nullable=True),
            sa.Column("employer", sa.String(), nullable=True),
            sa.Column("duration", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_journey_stay", "journey", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "vulnerability",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_vulnerability_stay", "vulnerability", ["site_id", "stay_id"], unique=False)
        op.add_column("person", sa.Column("origin_address", sa.String(), nullable=True))
        op.add_column("person_document", sa.Column("issued", sa.String(length=10), nullable=True))
        op.add_column("person_document", sa.Column("expires", sa.String(length=10), nullable=True))
        op.add_column("person_document", sa.Column("place", sa.String(), nullable=True))
        op.add_column("person_document", sa.Column("issuer", sa.String(), nullable=True))


def downgrade(vault: str) -> None:
    if vault == "general":
        for column in ("issuer", "place", "expires", "issued"):
            op.drop_column("person_document", column)
        op.drop_column("person", "origin_address")
        op.drop_table("vulnerability")
        op.drop_table("journey")
        op.drop_table("consent")
        op.drop_table("confided")
