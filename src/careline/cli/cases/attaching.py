"""`careline case attach`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.cases import tellers
from careline.cli.frame import given, questions
from careline.cli.frame.arguments import CaseArgument
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.attaching import check_count

app = typer.Typer()


@recording(app, "attach", tellers.attached)
def attach(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Which files: photographs, papers and the like.", show_default=False),
        questions.FILES,
    ],
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What they show; - reads standard input.")
    ] = None,
) -> Recorded:
    """Attach files to a case: photographs, invoices, letters. Copies of them are kept beside the store.

    A file may have 25 MB; 50 go at once, and 200 on a case. What kind of file it is is told from its content, not from
    its name, and nothing in it is ever run or opened.

    Example: careline case attach C-1 crack.jpg invoice.pdf --note "as it arrived"
    """
    from careline.store.safekeeping.attachments import Taking
    from careline.usecases.cases import attaching

    check_count(len(files))
    words = given.filled("--note", given.text(desk, note))
    with desk.reader() as fetch:
        number = given.case_id(fetch, case)
    with Taking(desk.store_path, rehearse=desk.dry_run) as taking:
        taken = [taking.take(file, desk.own_files) for file in dict.fromkeys(files)]
        with desk.session("case attach") as work:
            return attaching.attach(work, desk.shop, number, taking, taken, words, at=at)
