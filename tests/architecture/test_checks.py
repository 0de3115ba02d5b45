"""Every check over the real tree."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture import boundaries, shipped, size, texts, wording
from tests.architecture.source import Checkout

Check = Callable[[Checkout], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    boundaries.records_stay_home,
    boundaries.slices_show_services_and_rules,
    boundaries.layers_inside_slices,
    boundaries.qt_in_its_places,
    boundaries.sheets_wait_for_their_write,
    boundaries.screens_see_no_tables,
    boundaries.rules_are_pure,
    boundaries.sync_knows_no_business,
    boundaries.own_imports_on_top,
    size.files_are_small,
    size.functions_are_short,
    size.classes_are_small,
    size.parameters_are_few,
    size.typical_sizes,
    wording.modules_say_what_for,
    wording.everything_is_annotated,
    wording.nothing_is_unfinished,
    wording.every_test_runs,
    wording.tests_wait_for_conditions,
    texts.shown_texts_are_marked,
    texts.sentences_are_marked,
    texts.marked_texts_are_plain,
    texts.texts_are_translated_when_shown,
    shipped.one_style_sheet,
    shipped.forms_are_complete,
    shipped.no_foreign_addresses,
)


@pytest.fixture(scope="module")
def checkout() -> Iterator[Checkout]:
    """The tree these tests lie in; while its million nodes are kept, no sweep for rubbish goes through them."""
    gc.disable()
    yield Checkout(Path(__file__).resolve().parents[2])
    gc.enable()


def test_tree_is_seen(checkout: Checkout) -> None:
    assert {"app", "tests", "packaging"} <= {path.split("/")[0] for path in checkout.files}
    assert len(list(checkout.sources("app"))) > 10


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_check(check: Check, checkout: Checkout) -> None:
    found = list(dict.fromkeys(check(checkout)))
    assert not found, "\n".join([check.__doc__ or "", *found])
