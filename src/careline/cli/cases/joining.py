"""`careline case hand-over`, `move`, `merge`, `unmerge` and `link`: how cases stand to each other, and to us."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.cases import tellers
from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import CaseArgument
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded

app = typer.Typer()


@recording(app, "hand-over", tellers.handed_over, at=False)
def hand_over(
    desk: Desk,
    at: datetime,
    cases: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE...", help="Which case, or several.", show_default=False, autocompletion=complete.cases
        ),
        questions.CASES,
    ],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Which of us answers for it now.", autocompletion=complete.parties),
        questions.PARTY,
    ] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")] = None,
) -> list[Recorded]:
    """Hand cases over to another of us, who then answers for the live promises. No due date moves.

    What the old owner was going to do, the new one does; an overdue promise still counts against whoever was to do it.

    Example: careline hand-over C-1 --to Ben --because "on holiday until Monday"
    """
    from careline.usecases.promises import handing_over

    to = given.needed(desk, "--to", desk.person("--to", to), "who answers for it now")
    because = given.needed(desk, "--because", because, "why it goes to somebody else")
    with desk.session("case hand-over") as work:
        numbers = dict.fromkeys(given.case_id(work.fetch, case) for case in cases)
        return handing_over.hand_over(work, desk.shop, list(numbers), to, because)


@recording(app, "move", tellers.moved, at=False)
def move(
    desk: Desk,
    at: datetime,
    contacts: Annotated[
        list[str],
        typer.Argument(
            metavar="CONTACT|ATTACHMENT...",
            help="Contacts and notes (W-3), attachments (A-1).",
            show_default=False,
            autocompletion=complete.contacts_and_attachments,
        ),
        questions.CONTACTS,
    ],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="CASE", help="Where they belong.", autocompletion=complete.cases),
        questions.CASE,
    ] = None,
) -> list[Recorded]:
    """Move contacts, notes and attachments to the case where they belong.

    The case may be another customer's. A reopening and an acknowledgement that the words had caused go with them.
    For words about something new, open a separate case: careline open "No sound" --from 1 --move W-3

    Example: careline case move W-2 --to C-1
    """
    from careline.usecases.cases import moving

    to = given.present("--to", to, "the case where they belong")
    names = [ids.words_or_attachment(each) for each in contacts]
    with desk.session("case move") as work:
        return moving.move(work, desk.shop, names, given.case_id(work.fetch, to))


@recording(app, "merge", tellers.merged, at=False)
def merge(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="CASE", help="The case to keep.", autocompletion=complete.cases),
        questions.CASE,
    ] = None,
) -> Recorded:
    """Merge two cases of the same customer. Everything on the first moves; a pointer stays.

    Example: careline case merge C-2 --into C-1
    """
    from careline.usecases.cases import joining

    into = given.present("--into", into, "the case to keep")
    with desk.session("case merge") as work:
        twin, stays = given.case_id(work.fetch, case), given.case_id(work.fetch, into)
        return joining.merge(work, desk.shop, twin, stays)


@recording(app, "unmerge", tellers.unmerged, at=False)
def unmerge(
    desk: Desk,
    at: datetime,
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="Which case: the one that was merged away.",
            show_default=False,
            autocompletion=complete.merged_cases,
        ),
        questions.MERGED_CASE,
    ],
) -> list[Recorded]:
    """Take out a case that was merged by mistake.

    What came with it goes back, whole chains included. Anything recorded since stays where it is: careline case move
    and careline open --from put that right.

    Example: careline case unmerge C-2
    """
    from careline.usecases.cases import unmerging

    with desk.session("case unmerge") as work:
        return unmerging.unmerge(work, desk.shop, given.case_id(work.fetch, case))


@recording(app, "link", tellers.linked, at=False)
def link(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    other: Annotated[
        str,
        typer.Argument(metavar="OTHER", help="The other case.", show_default=False, autocompletion=complete.cases),
        questions.CASE,
    ],
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="What they have in common.")] = None,
) -> Recorded:
    """Link two cases that belong together. Each then mentions the other.

    Example: careline case link C-1 C-2 --because "the same bad batch"
    """
    from careline.usecases.cases import joining

    why = given.filled("--because", given.text(desk, because))
    with desk.session("case link") as work:
        here, there = given.case_id(work.fetch, case), given.case_id(work.fetch, other)
        return joining.link(work, desk.shop, here, there, why)
