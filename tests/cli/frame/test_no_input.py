"""`--no-input` before the command means the same as behind it."""

import pytest

from tests.shop import Shop


@pytest.mark.parametrize("command", ["--no-input {}", "{} --no-input"])
def test_no_input_stands_before_or_behind_a_command(shop: Shop, command: str) -> None:
    shop(command.format("customer add Kim"))
    shop(command.format('open "No sound" --customer Kim'))
    assert "--by" in shop.refuses(2, command.format('promise make 1 "I ring you"'))
