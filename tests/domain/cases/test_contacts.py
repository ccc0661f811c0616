"""Contacts: who waits since when, how often they asked, how often we told them, and how often we tried."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.cases.contacts import Contact, Direction, Tally, heard_at, known_at, tally, vain_apologies
from tests.builders import HOUR, OPENED, boston, contact, heard, told

T1, T2, T3, T4, T5 = (boston(1, hour) for hour in (9, 10, 11, 12, 13))


def asks(number: int, at: datetime) -> Contact:
    return heard(number, at, chasing=True)


def attempt(number: int, at: datetime) -> Contact:
    return told(number, at, reached=False)


def test_without_a_contact_nobody_waits_and_nobody_was_told() -> None:
    assert tally([]) == Tally()


WAITING = [
    ([heard(1, T1)], T1),
    ([heard(1, T1), asks(2, T2), asks(3, T3)], T1),
    ([heard(1, T1), told(2, T2)], None),
    ([heard(1, T1), told(2, T2), asks(3, T3)], T3),
    ([heard(1, T1), told(2, T2), asks(3, T3), asks(4, T4)], T3),
    ([heard(1, T1), attempt(2, T2)], T1),
    ([told(1, T1)], None),
    ([heard(1, T1, reached=True)], None),
    ([heard(1, T1), heard(2, T2, reached=True)], None),
    ([heard(1, T1, praise=True)], None),
    ([heard(1, T1, praise=True), asks(2, T2)], T2),
]


def test_waiting_since_is_the_oldest_word_of_theirs_that_is_unanswered(subtests: pytest.Subtests) -> None:
    for contacts, since in WAITING:
        with subtests.test(str(contacts)):
            assert tally(contacts).waiting_since == since


@pytest.mark.parametrize(
    ("contacts", "updates"),
    [
        ([told(1, T1)], 1),
        ([told(1, T1), told(2, T2)], 2),
        ([heard(1, T1), told(2, T2)], 0),
        ([heard(1, T1), told(2, T2), told(3, T3)], 1),
        ([attempt(1, T1)], 0),
        ([heard(1, T1), told(2, T1, in_reply_to=1)], 0),
        ([heard(1, T1, reached=True), told(2, T2)], 1),
    ],
    ids=[
        "we wrote by ourselves",
        "twice",
        "an answer is none",
        "what follows an answer is one",
        "an attempt tells nobody anything",
        "an answer in the same call is none",
        "after a call that was answered in itself",
    ],
)
def test_an_update_is_a_word_of_ours_while_nothing_of_theirs_is_unanswered(
    contacts: list[Contact], updates: int
) -> None:
    assert tally(contacts).updates == updates


def test_only_chasing_counts_as_a_chase() -> None:
    assert tally([heard(1, T1), asks(2, T2), told(3, T3), asks(4, T4)]).chases == 2


@pytest.mark.parametrize(
    ("contacts", "attempts"),
    [
        ([], 0),
        ([told(1, T1)], 1),
        ([attempt(1, T1), attempt(2, T2), told(3, T3)], 3),
        ([attempt(1, T1), attempt(2, T2), heard(3, T3)], 0),
        ([attempt(1, T1), heard(2, T2), attempt(3, T3)], 1),
        ([heard(1, T1), told(2, T1, in_reply_to=1), attempt(3, T2)], 1),
        ([attempt(1, T1), heard(2, T2, praise=True)], 0),
        ([attempt(1, T1), heard(2, T2, reached=True)], 0),
    ],
    ids=[
        "nothing",
        "a word of ours",
        "attempts and words alike",
        "their word begins anew",
        "and what comes after it counts",
        "an answer in the same call is no attempt",
        "praise is their word",
        "so is what was answered in itself",
    ],
)
def test_attempts_are_our_contacts_since_their_last_word(contacts: list[Contact], attempts: int) -> None:
    assert tally(contacts).attempts == attempts


@pytest.mark.parametrize(
    ("contacts", "last_word_at"),
    [
        ([heard(1, T1)], None),
        ([told(1, T1)], T1),
        ([told(1, T1), attempt(2, T2)], T1),
        ([told(1, T1), heard(2, T2)], T1),
        ([heard(1, T1, reached=True)], T1),
    ],
)
def test_our_last_word_is_when_we_last_reached_them(contacts: list[Contact], last_word_at: datetime | None) -> None:
    assert tally(contacts).last_word_at == last_word_at


def test_their_last_word_is_whatever_they_said_last() -> None:
    assert tally([heard(1, T1), heard(2, T2, praise=True), told(3, T3)]).last_heard_at == T2


def test_unanswered_are_all_words_since_our_last() -> None:
    contacts = [heard(1, T1), told(2, T2), heard(3, T3), attempt(4, T4), asks(5, T5)]
    assert tally(contacts).unanswered == {3, 5}


def test_contacts_stand_by_moment_whenever_they_were_recorded() -> None:
    answered_later = [heard(3, T1), told(1, T2), asks(2, T3)]
    assert tally(answered_later).waiting_since == T3
    assert [c.id for c in known_at(answered_later, T3)] == [3, 1, 2]


VAIN = [
    ([], [], 0),
    ([T1], [], 1),
    ([T1, T3], [], 2),
    ([T3, T1], [], 2),
    ([T1, T3, T5], [], 3),
    ([T1, T3], [T2], 1),
    ([T1, T3], [T1], 2),
    ([T1, T3], [T3], 1),
    ([T1, T3], [T4], 0),
    ([T2, T3], [T1], 2),
    ([T1, T3, T5], [T2], 2),
    ([T1, T3, T5], [T4], 1),
    ([T1, T1], [], 2),
    ([T1, T1], [T1], 2),
]


def test_apologies_are_vain_while_nothing_is_done_between_them_and_since(subtests: pytest.Subtests) -> None:
    for sorry_at, acted_at, vain in VAIN:
        with subtests.test(str(sorry_at)):
            apologies = [told(number, at, apology=True) for number, at in enumerate(sorry_at, 1)]
            assert len(vain_apologies([heard(9, T2), told(10, T4), *apologies], acted_at)) == vain


def test_vain_apologies_stand_in_order() -> None:
    apologies = [told(1, T3, apology=True), told(2, T1, apology=True), heard(3, T2, apology=True)]
    assert [each.at for each in vain_apologies(apologies, [])] == [T1, T2, T3]


def test_within_a_moment_contacts_stand_as_they_were_recorded() -> None:
    assert tally([told(2, T1), heard(1, T1)]).waiting_since is None
    assert tally([told(1, T1), heard(2, T1)]).waiting_since == T1


def test_at_a_past_moment_later_contacts_do_not_exist() -> None:
    contacts = [heard(1, T1), told(2, T2), asks(3, T3)]
    assert [len(known_at(contacts, at)) for at in (boston(1, 8), T1, T2, T3)] == [0, 1, 2, 3]


CONTACTS = st.lists(
    st.builds(
        lambda at, direction, chasing, praise, reached: (at, direction, chasing, praise, reached),
        st.sampled_from([T1, T2, T3, T4, T5]),
        st.sampled_from(Direction),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
).map(
    lambda drawn: [
        contact(
            number,
            at,
            direction=direction,
            who="Ana",
            chasing=chasing and direction is Direction.IN,
            praise=praise and direction is Direction.IN,
            reached=reached,
        )
        for number, (at, direction, chasing, praise, reached) in enumerate(drawn, 1)
    ]
)


@given(CONTACTS)
def test_somebody_waits_exactly_while_a_word_of_theirs_is_unanswered(contacts: list[Contact]) -> None:
    found = tally(contacts)
    waiting = [c.at for c in contacts if c.id in found.unanswered]
    assert found.waiting_since == min(waiting, default=None)
    assert found.last_word_at is None or not waiting or found.last_word_at <= min(waiting)


@given(CONTACTS, st.sampled_from([T1, T2, T3, T4, T5]))
def test_asking_once_more_changes_neither_since_when_they_wait_nor_what_we_told_them(
    contacts: list[Contact], at: datetime
) -> None:
    before = tally(contacts)
    latest = max((c.at for c in contacts), default=at)
    after = tally([*contacts, asks(99, max(at, latest))])
    assert (after.updates, after.last_word_at) == (before.updates, before.last_word_at)
    assert after.waiting_since == (before.waiting_since or max(at, latest))
    assert after.chases == before.chases + 1


@pytest.mark.parametrize(
    ("contacts", "found"),
    [
        ((told(1, OPENED, text="On Friday"),), 1),
        # An attempt reached nobody, and a chase tells us nothing.
        ((told(1, OPENED, text="On Friday", reached=False), told(2, OPENED, text="Or on Monday")), 2),
        (
            (heard(1, OPENED, text="And now?", chasing=True, reached=True), heard(2, OPENED, text="Yes", reached=True)),
            2,
        ),
        # Without words there is nothing to quote; another moment is another word.
        ((told(1, OPENED), told(2, OPENED + HOUR, text="On Friday")), None),
    ],
)
def test_the_word_of_a_moment_is_the_one_that_was_heard_then(contacts: tuple[Contact, ...], found: int | None) -> None:
    word = heard_at(contacts, OPENED)
    assert (word and word.id) == found
