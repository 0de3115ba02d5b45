"""Where desks differ, Sinkron names tables and fields of health and of the house in words, never as they are stored."""

import pytest

from app.health import records as health
from app.shelter import records as shelter
from app.store.base import Record
from app.sync.labels import field_label, table_label


def tables(module: object) -> list[type[Record]]:
    found = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Record)]
    return [each for each in found if each is not Record]


@pytest.mark.parametrize("model", [*tables(health), *tables(shelter)], ids=lambda model: str(model.__tablename__))
def test_every_table_has_a_name(model: type[Record]) -> None:
    assert table_label(str(model.__tablename__)) != model.__tablename__


@pytest.mark.parametrize("model", tables(health), ids=lambda model: str(model.__tablename__))
def test_every_field_two_nurses_may_write_has_a_name(model: type[Record]) -> None:
    own = model.model_fields.keys() - Record.model_fields.keys()
    unnamed = {name for name in own if field_label(name) == name and name not in SAME_IN_BOTH}
    assert unnamed == set() or getattr(model, "__first_wins__", False)


SAME_IN_BOTH = {"diagnosis"}
"""A word that is the same as the field's."""
