"""Reviews of tone: how one of us spoke to a customer, looked at by somebody else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.cases.contacts import Contact, Direction
from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.values import frozen


@frozen
class ToneReview:
    """A look at how `about` spoke to the customer of a case; without a `finding` it is still to be done.

    `reviewer` is who was asked, `found_by` who did it.
    """

    id: int
    case_id: int
    requested_at: datetime
    requested_by: str
    about: str
    reviewer: str
    because: str | None = None
    found_at: datetime | None = None
    found_by: str | None = None
    finding: str | None = None
    promise_id: int | None = None


def as_of(review: ToneReview, moment: datetime) -> ToneReview:
    """The review without a finding that came after `moment`."""
    if review.found_at is None or review.found_at <= moment:
        return review
    return replace(review, found_at=None, found_by=None, finding=None, promise_id=None)


def spoke_last(contacts: Sequence[Contact], case_id: int) -> str:
    """Who of us spoke to the customer last. Raises Refused."""
    ours = [contact.who for contact in contacts if contact.direction is Direction.OUT and contact.reached]
    if not ours:
        raise Refused(f"Nobody has spoken to the customer of {show('C', case_id)} yet; say who is meant: --about NAME.")
    return ours[-1]


def check_request(reviews: Sequence[ToneReview], case_id: int, about: str, reviewer: str) -> None:
    """Decide whether somebody may be asked. Raises Refused."""
    check_reviewer(about, reviewer)
    for review in reviews:
        if review.finding is None and fold(review.about) == fold(about):
            raise Refused(
                f"{review.reviewer} has already been asked to review how {review.about} spoke on {show('C', case_id)}."
            )


def check_reviewer(about: str, reviewer: str) -> None:
    """Raise Refused for a review of oneself."""
    if fold(about) == fold(reviewer):
        raise Refused(
            f"{about} cannot review how {about} spoke; somebody else has to: --to NAME, or --me NAME before it."
        )


def to_review(reviews: Sequence[ToneReview], case_id: int, about: str | None) -> ToneReview:
    """The review that is to be done, of `about` where that is said. Raises Refused and BadInput."""
    waiting = [r for r in reviews if r.finding is None and (about is None or fold(r.about) == fold(about))]
    if not waiting:
        raise Refused(
            f"Nobody has asked for a tone review on {show('C', case_id)}; ask first: "
            f"careline tone request {case_id} --about NAME."
        )
    if len(waiting) > 1:
        raise _several_to_review(waiting)
    return waiting[0]


def _several_to_review(reviews: Sequence[ToneReview]) -> BadInput:
    """The refusal: several of us are to be reviewed on the case."""
    names = " and ".join(review.about for review in reviews)
    return BadInput(f"Several tone reviews are open, of how {names} spoke; say which with --about NAME.")
