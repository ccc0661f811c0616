"""Public reviews: where a case was found. Nothing is asked of whoever wrote one."""

import re

from careline.domain.cases.case import Channel, FoundBy
from careline.domain.errors import BadInput

ADDRESS = re.compile(r"https?://[^\s/?#:@][^\s/?#]*(?:[/?#]\S*)?", re.IGNORECASE)


def read_address(typed: str) -> str:
    """The address of a public review, as it was given. Raises BadInput."""
    address = typed.strip()
    if not ADDRESS.fullmatch(address) or not address.isprintable():
        raise BadInput(
            f'--review-address is "{typed}"; give the web address of the review, such as https://example.com/r/1.'
        )
    return address


def found_in(
    address: str | None, found_by: FoundBy | None, channel: Channel | None
) -> tuple[str | None, FoundBy, Channel | None]:
    """Where a case was found, by whom, and how it came: an address says that it was in a review.

    Raises BadInput.
    """
    if address is None:
        return None, found_by or FoundBy.CUSTOMER, channel
    if found_by is not None and found_by is not FoundBy.REVIEW:
        raise BadInput(
            f"--review-address says that it was found in a review, and --found-by {found_by} does not; leave out one."
        )
    return read_address(address), FoundBy.REVIEW, channel or Channel.REVIEW
