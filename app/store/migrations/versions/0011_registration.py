"""registration: photos, replaced cards and goods in keeping."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "card_end",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_card_end_number", "card_end", ["site_id", "number"], unique=False)
        op.create_index("ix_card_end_stay", "card_end", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "deposit",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("receipt_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("what", sa.String(), nullable=False),
            sa.Column("quantity", sa.Integer(), nullable=False),
            sa.Column("condition", sa.String(), nullable=True),
            sa.Column("value", sa.Integer(), nullable=True),
            sa.Column("kept_at", sa.String(), nullable=True),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_deposit_receipt", "deposit", ["site_id", "receipt_id"], unique=False)
        op.create_index("ix_deposit_stay", "deposit", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "deposit_return",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("deposit_id", sa.String(), nullable=False),
            sa.Column("receipt_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("after", sa.Integer(), nullable=False),
            sa.Column("quantity", sa.Integer(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_deposit_return_deposit", "deposit_return", ["site_id", "deposit_id"], unique=False)
        op.create_index("ix_deposit_return_receipt", "deposit_return", ["site_id", "receipt_id"], unique=False)
        op.create_table(
            "goods_receipt",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("party", sa.String(), nullable=False),
            sa.Column("relation", sa.String(), nullable=True),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("prints", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_goods_receipt_stay", "goods_receipt", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "person_photo",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("person_id", sa.String(), nullable=False),
            sa.Column("digest", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_person_photo_person", "person_photo", ["site_id", "person_id"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("person_photo")
        op.drop_table("goods_receipt")
        op.drop_table("deposit_return")
        op.drop_table("deposit")
        op.drop_table("card_end")
