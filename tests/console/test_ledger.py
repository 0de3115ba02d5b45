"""The ledger on the console: a period, a ship, a province, and days that are none."""

from tests.console.conftest import Post
from tests.helpers.console import call


def test_the_ledger_of_a_period_balances(post: Post) -> None:
    told = call("ledger", "--from", "2026-01-01", "--to", "2026-06-30", "--province", "73", *post.options).done
    assert told["difference"] == 0
    assert told["equation"] == "0 saldo awal + 0 tiba = 0 sampai di rumah + 0 masih di pos"


def test_a_day_that_is_none_and_an_unknown_ship_are_named(post: Post) -> None:
    assert call("ledger", "--from", "kemarin", *post.options).refusal["code"] == "ledger.day"
    assert call("ledger", "--batch", "KM Lain", *post.options).refusal["code"] == "batch.unknown"
