"""handover: the number and statement a paper was first printed with."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade(vault: str) -> None:
    if vault == "general":
        op.add_column("print_log", sa.Column("number", sa.String(), nullable=True))
        op.add_column("print_log", sa.Column("statement", sa.Text(), nullable=True))
        op.create_index("ix_print_log_number", "print_log", ["number"], unique=False)


def downgrade(vault: str) -> None:
    if vault == "general":
        op.drop_index("ix_print_log_number", "print_log")
        op.drop_column("print_log", "statement")
        op.drop_column("print_log", "number")
