"""manifest: first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "batch",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("arrival_kind", sa.String(), nullable=False),
            sa.Column("ship", sa.String(), nullable=True),
            sa.Column("port_from", sa.String(), nullable=True),
            sa.Column("colour", sa.String(), nullable=True),
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("expected_at", sa.String(length=27), nullable=True),
            sa.Column("arrived_at", sa.String(length=27), nullable=True),
            sa.Column("escort", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "gangway_tally",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("ld", sa.Integer(), nullable=False),
            sa.Column("pd", sa.Integer(), nullable=False),
            sa.Column("al", sa.Integer(), nullable=False),
            sa.Column("ap", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_gangway_tally_batch", "gangway_tally", ["batch_id"], unique=False)
        op.create_table(
            "manifest",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("sender", sa.String(), nullable=True),
            sa.Column("letter_number", sa.String(), nullable=True),
            sa.Column("letter_date", sa.String(length=10), nullable=True),
            sa.Column("foreign_letter_number", sa.String(), nullable=True),
            sa.Column("depot", sa.String(), nullable=True),
            sa.Column("ship", sa.String(), nullable=True),
            sa.Column("port_from", sa.String(), nullable=True),
            sa.Column("scheme", sa.String(), nullable=True),
            sa.Column("stated_total", sa.Integer(), nullable=True),
            sa.Column("stated_ld", sa.Integer(), nullable=True),
            sa.Column("stated_pd", sa.Integer(), nullable=True),
            sa.Column("stated_al", sa.Integer(), nullable=True),
            sa.Column("stated_ap", sa.Integer(), nullable=True),
            sa.Column("count_only", sa.Boolean(), nullable=False),
            sa.Column("file_name", sa.String(), nullable=True),
            sa.Column("file_digest", sa.String(), nullable=True),
            sa.Column("file_format", sa.String(), nullable=True),
            sa.Column("line_count", sa.Integer(), nullable=False),
            sa.Column("columns", sa.Text(), nullable=True),
            sa.Column("set_aside", sa.Text(), nullable=True),
            sa.Column("problems", sa.Text(), nullable=True),
            sa.Column("record_number", sa.String(), nullable=True),
            sa.Column("record_date", sa.String(length=10), nullable=True),
            sa.Column("record_place", sa.String(), nullable=True),
            sa.Column("escorts", sa.Text(), nullable=True),
            sa.Column("signatories", sa.Text(), nullable=True),
            sa.Column("replaces", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_manifest_batch", "manifest", ["batch_id"], unique=False)
        op.create_table(
            "manifest_line",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("manifest_id", sa.String(), nullable=False),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("row", sa.Integer(), nullable=False),
            sa.Column("sheet", sa.String(), nullable=True),
            sa.Column("list_no", sa.String(), nullable=True),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("given", sa.String(), nullable=True),
            sa.Column("father", sa.String(), nullable=True),
            sa.Column("aliases", sa.Text(), nullable=True),
            sa.Column("sex", sa.String(), nullable=True),
            sa.Column("birth_date", sa.String(length=10), nullable=True),
            sa.Column("birth_year", sa.Integer(), nullable=True),
            sa.Column("birth_precision", sa.String(), nullable=True),
            sa.Column("birth_place", sa.String(), nullable=True),
            sa.Column("age", sa.Integer(), nullable=True),
            sa.Column("age_months", sa.Integer(), nullable=True),
            sa.Column("nationality", sa.String(), nullable=True),
            sa.Column("depot", sa.String(), nullable=True),
            sa.Column("nik", sa.String(), nullable=True),
            sa.Column("nik_state", sa.String(), nullable=True),
            sa.Column("documents", sa.Text(), nullable=True),
            sa.Column("province", sa.String(), nullable=True),
            sa.Column("regency", sa.String(), nullable=True),
            sa.Column("district", sa.String(), nullable=True),
            sa.Column("village", sa.String(), nullable=True),
            sa.Column("region_code", sa.String(), nullable=True),
            sa.Column("address", sa.String(), nullable=True),
            sa.Column("relation", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("original", sa.Text(), nullable=True),
            sa.Column("problems", sa.Text(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_manifest_line_batch", "manifest_line", ["batch_id"], unique=False)
        op.create_index("ix_manifest_line_manifest", "manifest_line", ["manifest_id"], unique=False)
        op.create_table(
            "recheck",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("line_id", sa.String(), nullable=False),
            sa.Column("batch_id", sa.String(), nullable=False),
            sa.Column("status", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=True),
            sa.Column("reason", sa.String(), nullable=True),
            sa.Column("duplicate_of", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_recheck_batch", "recheck", ["batch_id"], unique=False)
        op.create_index("ix_recheck_stay", "recheck", ["stay_id"], unique=False)
        op.create_table(
            "sealed_item",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("for_vault", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("subject_table", sa.String(), nullable=False),
            sa.Column("subject_id", sa.String(), nullable=False),
            sa.Column("content_digest", sa.String(), nullable=False),
            sa.Column("sealed", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_sealed_item_subject", "sealed_item", ["subject_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("sealed_item")
        op.drop_table("recheck")
        op.drop_table("manifest_line")
        op.drop_table("manifest")
        op.drop_table("gangway_tally")
        op.drop_table("batch")
