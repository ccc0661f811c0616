"""The guarantees by their number, each with the check that names it and the pages that this reads."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tests.guarantees import of_cases, of_promises, of_the_record
from tests.guarantees.walking import BRIEF, ESCALATIONS, PROMISES, Check, Step


@dataclass(frozen=True)
class Guarantee:
    """What is checked beside what doctor asks of the rows: a check, and the pages that it reads.

    `always` where it has something to say though nothing of cases changed.
    """

    check: Check | None = None
    pages: Collection[str] = ()
    always: bool = False


GUARANTEES = {
    "G1": Guarantee(),
    "G2": Guarantee(of_promises.g2, (PROMISES,)),
    "G3": Guarantee(of_promises.g3, (PROMISES,)),
    "G4": Guarantee(of_promises.g4, (PROMISES,)),
    "G5": Guarantee(of_promises.g5, (PROMISES,)),
    "G6": Guarantee(of_cases.g6),
    "G7": Guarantee(of_cases.g7),
    "G8": Guarantee(of_cases.g8, (PROMISES, ESCALATIONS)),
    "G9": Guarantee(of_cases.g9),
    "G10": Guarantee(of_the_record.g10, always=True),
    "G11": Guarantee(of_the_record.g11, always=True),
    "G12": Guarantee(of_cases.g12, (PROMISES, ESCALATIONS, BRIEF)),
    "G13": Guarantee(of_the_record.g13, always=True),
}


def pages_of(numbers: Collection[str]) -> list[str]:
    """The pages that these guarantees are checked by."""
    return sorted({page for number in numbers for page in GUARANTEES[number].pages})


def broken(step: Step, numbers: Collection[str]) -> Iterator[tuple[str, str]]:
    """What a step has broken of these guarantees: the number, and a sentence."""
    for number in numbers:
        guarantee = GUARANTEES[number]
        found = [each.told for each in step.after.broken if each.guarantee == number]
        if step.command in of_the_record.COPIES:
            found += of_the_record.copied(step) if number == "G11" else ()
        elif guarantee.check and (guarantee.always or step.touched):
            found += guarantee.check(step)
        for said in found:
            yield number, f"{step.line} ({step.answer.code}): {said}"
