"""access: first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "certificate",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("subject", sa.String(), nullable=False),
            sa.Column("body", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "device",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("letter", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("sign_pub", sa.String(), nullable=False),
            sa.Column("age_recipient", sa.String(), nullable=False),
            sa.Column("vault_recipients", sa.Text(), nullable=False),
            sa.Column("emergency", sa.Boolean(), nullable=False),
            sa.Column("revoked_at", sa.String(length=27), nullable=True),
            sa.Column("revoked_reason", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "operational_day",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("opened_at", sa.String(length=27), nullable=False),
            sa.Column("opened_by", sa.String(), nullable=False),
            sa.Column("confirmed", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "recovery_state",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("mark", sa.String(), nullable=False),
            sa.Column("created_at", sa.String(length=27), nullable=False),
            sa.Column("verified_at", sa.String(length=27), nullable=True),
            sa.Column("deferred_until", sa.String(length=27), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "signatory",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("nip", sa.String(), nullable=False),
            sa.Column("rank", sa.String(), nullable=False),
            sa.Column("position", sa.String(), nullable=False),
            sa.Column("institution", sa.String(), nullable=False),
            sa.Column("capacity", sa.String(), nullable=False),
            sa.Column("on_behalf_of", sa.String(), nullable=False),
            sa.Column("address", sa.String(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "site",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("zone", sa.String(), nullable=False),
            sa.Column("day_start_minutes", sa.Integer(), nullable=False),
            sa.Column("address", sa.String(), nullable=False),
            sa.Column("city", sa.String(), nullable=False),
            sa.Column("office_name", sa.String(), nullable=False),
            sa.Column("phone", sa.String(), nullable=False),
            sa.Column("letterhead", sa.Text(), nullable=False),
            sa.Column("retention_days", sa.Integer(), nullable=True),
            sa.Column("legal_hold", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "user_account",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("login", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("title", sa.String(), nullable=False),
            sa.Column("nip", sa.String(), nullable=False),
            sa.Column("rank", sa.String(), nullable=False),
            sa.Column("roles", sa.Text(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("user_account")
        op.drop_table("site")
        op.drop_table("signatory")
        op.drop_table("recovery_state")
        op.drop_table("operational_day")
        op.drop_table("device")
        op.drop_table("certificate")
