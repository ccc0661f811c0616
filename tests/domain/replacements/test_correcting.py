"""A wrong outcome gives way to the right one, whatever stood before it."""

from datetime import datetime
from typing import Any

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.replacements.correcting import RightOutcome, put_right
from careline.domain.replacements.replacement import Correction, EarlierOutcome, Outcome, Replacement
from careline.domain.replacements.replacement_states import as_of
from tests.builders import DUE, SECOND, boston, lived, replacement

WORKS, DOA, LOST, FAILED = Outcome.WORKS, Outcome.DOA, Outcome.LOST, Outcome.FAILED
WED, THU, FRI, SAT = boston(3, 10), boston(4, 10), boston(5, 10), boston(6, 10)
Stood = tuple[tuple[Outcome, datetime], ...]


def stood(*outcomes: tuple[Outcome, datetime]) -> tuple[EarlierOutcome, ...]:
    return tuple(EarlierOutcome(outcome, at, None) for outcome, at in outcomes)


def unit(standing: Stood, *corrected: tuple[datetime, Outcome | None, Stood], **facts: Any) -> Replacement:
    """A unit with these outcomes, of which others were put right before: when, what took its place, what stood."""
    corrections = tuple(Correction(at, became, "oops", DUE, stood(*before)) for at, became, before in corrected)
    known = lived(1, *standing) if standing else replacement(1, delivered_at=DUE)
    return replacement(
        1,
        known.outcome,
        **{
            "outcome_at": known.outcome_at,
            "earlier": known.earlier,
            "delivered_at": known.delivered_at,
            "corrections": corrections,
        }
        | facts,
    )


def right(known: Replacement, outcome: Outcome | None, at: datetime = FRI, *, arrives: bool = False) -> Stood:
    return tuple((each.outcome, each.at) for each in put_right(known, outcome, None, at, arrives=arrives))


def test_the_last_outcome_gives_way_and_what_stood_before_has_its_first_moment_again(subtests: Any) -> None:
    worked, failed, dead = (WORKS, DUE), (FAILED, WED), (DOA, WED)
    for what, known, outcome, expected in (
        ("another one", unit((dead,)), WORKS, ((WORKS, FRI),)),
        ("none", unit((dead,)), None, ()),
        ("what works did not", unit((worked,)), DOA, ((DOA, FRI),)),
        ("it had not failed", unit((worked, failed)), WORKS, (worked,)),
        ("it was not repaired", unit((worked, failed, (WORKS, THU))), FAILED, (worked, failed)),
        ("back again", unit(((WORKS, THU),), (THU, WORKS, (dead,))), DOA, (dead,)),
        ("back after two", unit((dead,), (THU, WORKS, (dead,)), (FRI, DOA, ((WORKS, THU),))), WORKS, ((WORKS, THU),)),
        ("back from none", unit((), (THU, None, (dead,))), DOA, (dead,)),
        ("it failed after all", unit((worked,), (THU, WORKS, (worked, failed))), FAILED, (worked, failed)),
        ("what never came was not dead", unit((dead,)), LOST, ((LOST, FRI),)),
    ):
        with subtests.test(what):
            assert right(known, outcome) == expected


def test_where_only_what_came_was_wrong_the_moment_stays() -> None:
    known = replacement(1, Outcome.WRONG_ITEM, outcome_at=WED, came="MX600")
    (stands,) = put_right(known, Outcome.WRONG_ITEM, "MX500c", FRI, arrives=False)
    assert stands == EarlierOutcome(Outcome.WRONG_ITEM, WED, "MX500c")
    with pytest.raises(Refused, match="R-1 has that outcome: wrong-item"):
        put_right(known, Outcome.WRONG_ITEM, "MX600", FRI, arrives=False)


def test_what_is_lost_no_longer_has_arrived_or_arrives_now() -> None:
    lost = unit(((LOST, WED),), delivered_at=None)
    assert right(lost, WORKS, arrives=True) == ((WORKS, FRI),)
    assert right(lost, None) == ()
    with pytest.raises(Refused, match="R-1 is not delivered yet; add --delivered WHEN"):
        right(lost, WORKS)
    with pytest.raises(BadInput, match="leave out --delivered"):
        right(unit(((DOA, WED),)), LOST, arrives=True)


def test_what_cannot_take_that_place_is_refused(subtests: Any) -> None:
    worked, failed, dead = (WORKS, DUE), (FAILED, WED), (DOA, WED)
    for what, known, outcome, why in (
        ("nothing stands", unit(()), DOA, "no outcome yet, so there is nothing to correct; record it: .* R-1 doa"),
        ("none of nothing", unit(()), None, "no outcome yet, .* careline outcome R-1 works"),
        ("another than stood", unit((), (THU, None, (dead,))), WORKS, "record it: careline outcome R-1 works"),
        ("the same", unit((dead,)), DOA, "R-1 has that outcome: doa"),
        ("it failed later", unit((worked,)), FAILED, "leave out --correct: careline outcome R-1 failed"),
        ("it never worked", unit((dead,)), FAILED, "Nobody has said that R-1 works"),
        ("two at once", unit((worked, failed)), DOA, "first: careline outcome R-1 works --correct"),
        ("none of two", unit((worked, failed)), None, "Before failed the outcome of R-1 was works"),
        ("none of three", unit((worked, failed, (WORKS, THU))), None, "first: careline outcome R-1 failed --correct"),
    ):
        with subtests.test(what), pytest.raises(Refused, match=why):
            right(known, outcome)


def test_a_unit_is_as_it_was_believed_to_be_until_it_was_put_right(subtests: Any) -> None:
    worked, failed, dead = (WORKS, DUE), (FAILED, WED), (DOA, WED)
    back_again = unit((dead,), (THU, WORKS, (dead,)), (FRI, DOA, ((WORKS, THU),)))
    twice = unit((), (THU, WORKS, (worked, failed)), (FRI, None, (worked,)))
    lost = unit(((WORKS, THU),), (THU, WORKS, ((LOST, WED),)), delivered_at=DUE + SECOND)
    for what, known, moment, expected in (
        ("before", back_again, WED - SECOND, ()),
        ("wrong", back_again, WED, (dead,)),
        ("until then", back_again, THU - SECOND, (dead,)),
        ("right", back_again, THU, ((WORKS, THU),)),
        ("right for a day", back_again, FRI - SECOND, ((WORKS, THU),)),
        ("back again", back_again, FRI, (dead,)),
        ("it worked", twice, WED - SECOND, (worked,)),
        ("it failed", twice, WED, (worked, failed)),
        ("it had not failed", twice, THU, (worked,)),
        ("nobody knows", twice, FRI, ()),
        ("lost", lost, WED, ((LOST, WED),)),
        ("found", lost, SAT, ((WORKS, THU),)),
    ):
        with subtests.test(what):
            then = as_of(known, moment)
            assert then.outcomes == expected
            assert then.corrections == tuple(each for each in known.corrections if each.at <= moment)


def test_what_was_believed_lost_had_not_arrived() -> None:
    lost = Correction(THU, WORKS, "the neighbour had it", None, stood((LOST, WED)))
    found = replacement(1, WORKS, outcome_at=THU, delivered_at=boston(2, 9), corrections=(lost,))
    arrived = [as_of(found, moment).delivered_at for moment in (boston(2, 12), WED, THU)]
    assert arrived == [None, None, boston(2, 9)]


def test_every_outcome_may_be_the_right_one_and_none_too() -> None:
    assert [each.outcome for each in RightOutcome] == [*Outcome, None]
