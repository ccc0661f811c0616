"""Where a case was found: the address of a public review."""

import re

import pytest

from careline.domain.cases.case import Channel, FoundBy
from careline.domain.cases.reviews import found_in, read_address
from careline.domain.errors import BadInput


@pytest.mark.parametrize(
    "address",
    [
        "https://reviews.example.com/r/77",
        "http://example.com",
        "HTTPS://EXAMPLE.COM/a?b=c&d#e",
        "https://example.com:8443/r",
        "https://例え.jp/レビュー/1",
    ],
)
def test_an_address_of_a_page_is_kept_as_it_is(address: str) -> None:
    assert read_address(f" {address}\n") == address


NO_ADDRESSES = [
    "",
    "  ",
    "one star",
    "example.com/r/77",
    "ftp://example.com/r",
    "https://",
    "https:///r",
    "https://?r",
    "https://example.com/a b",
    "javascript:alert(1)",
    "see https://example.com",
    "https://example.com/\x1b[31m",
    "https://example.com/\u202eevil",
]


def test_anything_else_is_no_address(subtests: pytest.Subtests) -> None:
    for text in NO_ADDRESSES:
        with (
            subtests.test(text),
            pytest.raises(
                BadInput, match=re.escape('"; give the web address of the review, such as https://example.com/r/1.')
            ),
        ):
            read_address(text)


@pytest.mark.parametrize(
    ("found_by", "channel", "kept"),
    [
        (None, None, Channel.REVIEW),
        (FoundBy.REVIEW, None, Channel.REVIEW),
        (None, Channel.SOCIAL, Channel.SOCIAL),
    ],
)
def test_an_address_says_that_it_was_found_in_a_review(
    found_by: FoundBy | None, channel: Channel | None, kept: Channel
) -> None:
    assert found_in("https://example.com/r", found_by, channel) == ("https://example.com/r", FoundBy.REVIEW, kept)


@pytest.mark.parametrize("found_by", [FoundBy.CUSTOMER, FoundBy.US])
def test_nobody_else_can_have_found_what_was_found_in_a_review(found_by: FoundBy) -> None:
    with pytest.raises(BadInput, match="--review-address says that it was found in a review, and --found-by"):
        found_in("https://example.com/r", found_by, None)


@pytest.mark.parametrize("found_by", FoundBy)
def test_without_an_address_it_was_found_by_whom_it_is_said(found_by: FoundBy) -> None:
    assert found_in(None, found_by, Channel.EMAIL) == (None, found_by, Channel.EMAIL)
    assert found_in(None, None, None) == (None, FoundBy.CUSTOMER, None)
