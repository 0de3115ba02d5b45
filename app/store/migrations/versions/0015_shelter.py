"""shelter: meals, aid, stock and cash."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.create_table(
            "aid_claim",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("item", sa.String(), nullable=False),
            sa.Column("period", sa.String(), nullable=False),
            sa.Column("place", sa.Integer(), nullable=False),
            sa.Column("attempt", sa.Integer(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("beyond", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_aid_claim_stay", "aid_claim", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "aid_issue",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("claim_id", sa.String(), nullable=False),
            sa.Column("receipt_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("item", sa.String(), nullable=False),
            sa.Column("size", sa.String(), nullable=False),
            sa.Column("quantity", sa.BigInteger(), nullable=False),
            sa.Column("value", sa.BigInteger(), nullable=True),
            sa.Column("fund", sa.String(), nullable=False),
            sa.Column("store_id", sa.String(), nullable=True),
            sa.Column("loan", sa.Boolean(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_aid_issue_claim", "aid_issue", ["site_id", "claim_id"], unique=False)
        op.create_index("ix_aid_issue_receipt", "aid_issue", ["site_id", "receipt_id"], unique=False)
        op.create_index("ix_aid_issue_stay", "aid_issue", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "aid_receipt",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("number", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("party", sa.String(), nullable=False),
            sa.Column("relation", sa.String(), nullable=True),
            sa.Column("witness", sa.String(), nullable=True),
            sa.Column("fund", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("prints", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "aid_return",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("issue_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("outcome", sa.String(), nullable=False),
            sa.Column("quantity", sa.BigInteger(), nullable=False),
            sa.Column("after", sa.BigInteger(), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_aid_return_issue", "aid_return", ["site_id", "issue_id"], unique=False)
        op.create_table(
            "diet",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("note", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_diet_stay", "diet", ["site_id", "stay_id"], unique=False)
        op.create_table(
            "meal",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("slot", sa.String(), nullable=False),
            sa.Column("attempt", sa.Integer(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.Column("declared_at", sa.String(length=27), nullable=True),
            sa.Column("reason", sa.String(), nullable=True),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "meal_portion",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("meal_id", sa.String(), nullable=False),
            sa.Column("stay_id", sa.String(), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("slot", sa.String(), nullable=False),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_meal_portion_day", "meal_portion", ["site_id", "day", "slot"], unique=False)
        op.create_index("ix_meal_portion_stay", "meal_portion", ["site_id", "stay_id", "day"], unique=False)
        op.create_table(
            "meal_rate",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("year", sa.Integer(), nullable=False),
            sa.Column("rupiah", sa.BigInteger(), nullable=False),
            sa.Column("source", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "meal_slot",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("starts", sa.Integer(), nullable=False),
            sa.Column("ends", sa.Integer(), nullable=False),
            sa.Column("whom", sa.String(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "own_item",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("code", sa.String(), nullable=False),
            sa.Column("details", sa.Text(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "stock_count",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("store_id", sa.String(), nullable=False),
            sa.Column("item", sa.String(), nullable=False),
            sa.Column("size", sa.String(), nullable=False),
            sa.Column("counted", sa.BigInteger(), nullable=False),
            sa.Column("booked", sa.BigInteger(), nullable=False),
            sa.Column("settled", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_stock_count_item", "stock_count", ["site_id", "store_id", "item", "size"], unique=False)
        op.create_table(
            "stock_level",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("store_id", sa.String(), nullable=False),
            sa.Column("item", sa.String(), nullable=False),
            sa.Column("size", sa.String(), nullable=False),
            sa.Column("least", sa.BigInteger(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_table(
            "stock_move",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("store_id", sa.String(), nullable=False),
            sa.Column("item", sa.String(), nullable=False),
            sa.Column("size", sa.String(), nullable=False),
            sa.Column("quantity", sa.BigInteger(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("about", sa.String(), nullable=False),
            sa.Column("document", sa.String(), nullable=True),
            sa.Column("fund", sa.String(), nullable=True),
            sa.Column("reason", sa.String(), nullable=True),
            sa.Column("at", sa.String(length=27), nullable=False),
            sa.Column("day", sa.String(length=10), nullable=False),
            sa.Column("desk", sa.String(), nullable=False),
            sa.Column("officer", sa.String(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )
        op.create_index("ix_stock_move_about", "stock_move", ["site_id", "about"], unique=False)
        op.create_index("ix_stock_move_item", "stock_move", ["site_id", "store_id", "item", "size"], unique=False)
        op.create_table(
            "storeroom",
            sa.Column("site_id", sa.String(length=32), nullable=False),
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("heads", sa.Text(), nullable=False),
            sa.Column("void_reason", sa.Text(), nullable=True),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("site_id", "id"),
        )


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_table("storeroom")
        op.drop_table("stock_move")
        op.drop_table("stock_level")
        op.drop_table("stock_count")
        op.drop_table("own_item")
        op.drop_table("meal_slot")
        op.drop_table("meal_rate")
        op.drop_table("meal_portion")
        op.drop_table("meal")
        op.drop_table("diet")
        op.drop_table("aid_return")
        op.drop_table("aid_receipt")
        op.drop_table("aid_issue")
        op.drop_table("aid_claim")
