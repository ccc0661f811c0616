"""How many keys the usual lines of the counter take: the line, what is typed to its questions, and each Enter."""

from unittest.mock import patch

import pytest

from tests.shop import Shop, prepared
from tests.terminal import Terminal


@prepared
def counter(shop: Shop) -> Shop:
    """Dana's C-1 with P-1 about a headset, and Sam's C-2 about a printer that is made no more."""
    shop('open "No sound" -c "Dana Reyes" --product MX500i -p "It comes on Thursday" -b thu')
    shop('open "No driver" -c "Sam Otieno" --product "LabelWriter 350"')
    return shop


@pytest.mark.parametrize(
    ("most", "line", "answers"),
    [
        (70, 'open "No sound" -c dana -p "I call you back" -b 2bd', ()),
        (20, "keep dana", ()),
        (55, "renegotiate 1", ("fri", "no stock", "It comes on Friday")),
        (70, "ship-replacement 1", ("2bd", "Yours broke. Keep the old one.")),
        (70, 'ship-replacement 1 -w "Yours broke; keep it." -a 2bd', ()),
        (70, "ship-replacement 1 --for 1", ("Yours broke. Keep the old one.",)),
        (
            110,
            'ship-replacement 2 -i "LabelWriter 450" --basis goodwill',
            ("3bd", "This one has a driver.", "no driver", "fine"),
        ),
    ],
)
def test_the_usual_lines_are_short(counter: Shop, most: int, line: str, answers: tuple[str, ...]) -> None:
    keys = sum(len(typed) + 1 for typed in (f"careline {line}", *answers))
    with patch("io.StringIO", Terminal):
        answer = counter.run(line, typed="".join(f"{typed}\n" for typed in answers))
    assert answer.code == 0, answer.err
    assert keys <= most
