"""What several commands take: their arguments and options."""

from typing import Annotated

import typer

from careline.cli.frame import complete, questions
from careline.domain.cases.case import Channel
from careline.domain.promises.promise import PromiseKind

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="Which case (C-1, 1, or its customer).", show_default=False, autocompletion=complete.cases
    ),
    questions.CASE,
]
ChannelOption = Annotated[Channel | None, typer.Option("--channel", help="How it came or went.")]
PromiseOption = Annotated[
    str | None,
    typer.Option("--promise", metavar="WHAT", help="What we promise, in these words; @name is a phrase of yours."),
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="WHEN", help="By when: 2bd, 'fri 5pm', 2026-11-24."), questions.DUE
]
OwnerOption = Annotated[
    str | None,
    typer.Option("--owner", metavar="NAME", help="Who of us answers for it.", autocompletion=complete.parties),
]
PerformerOption = Annotated[
    str | None, typer.Option("--performer", metavar="NAME", help="Who does it.", autocompletion=complete.parties)
]
BackupOption = Annotated[str | None, typer.Option("--backup", metavar="TEXT", help="What happens if they do not.")]
DependsOnOption = Annotated[
    str | None,
    typer.Option(
        "--depends-on",
        metavar="PROMISE",
        help="The promise that it waits for, such as a supplier's to us.",
        autocompletion=complete.promises,
    ),
]
KindOption = Annotated[PromiseKind | None, typer.Option("--kind", help="What sort of promise it is, if not other.")]
ApologyOption = Annotated[bool, typer.Option("--apology", help="We apologised.")]
BecauseOption = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")]
