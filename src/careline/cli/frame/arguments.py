"""What several commands take: their arguments and options."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.bundles import Bundle
from careline.desk import Desk
from careline.domain import ids
from careline.domain.cases.case import BlankText, Channel
from careline.domain.promises.promise import NewPromise, PromiseKind
from careline.domain.values import frozen

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="Which case (C-1, 1, or its customer).", show_default=False, autocompletion=complete.cases
    ),
    questions.CASE,
]
HoldOption = Annotated[bool, typer.Option("--hold", help="Keep the mail in the outbox until careline mail send.")]
MailOption = Annotated[bool, typer.Option("--mail", help="Mail it now; it counts once the mail has left.")]
ChannelOption = Annotated[Channel | None, typer.Option("--channel", help="How it came in or went out.")]
PromiseOption = Annotated[
    str | None,
    typer.Option(
        "--promise", "-p", metavar="WHAT", help="What we promise, in these words; @name is one of your phrases."
    ),
]
ByOption = Annotated[
    str | None, typer.Option("--by", "-b", metavar="WHEN", help="By when: 2bd, 'fri 5pm', 2026-11-24."), questions.DUE
]
OwnerOption = Annotated[
    str | None,
    typer.Option("--owner", metavar="NAME", help="Which of us answers for it.", autocompletion=complete.parties),
]
PerformerOption = Annotated[
    str | None, typer.Option("--performer", metavar="NAME", help="Who does it.", autocompletion=complete.parties)
]
BackupOption = Annotated[str | None, typer.Option("--backup", metavar="TEXT", help="What happens if it is not kept.")]
DependsOnOption = Annotated[
    str | None,
    typer.Option(
        "--depends-on",
        metavar="PROMISE",
        help="The promise it waits for, such as a supplier's to us.",
        autocompletion=complete.promises,
    ),
]
KindOption = Annotated[PromiseKind | None, typer.Option("--kind", help="What kind of promise it is, if not other.")]
KeepsOption = Annotated[
    list[str] | None,
    typer.Option("--keeps", metavar="PROMISE", help="A promise that this kept.", autocompletion=complete.promises),
]
ApologyOption = Annotated[bool, typer.Option("--apology", help="We apologised.")]
NextOption = Annotated[str | None, typer.Option("--next", "-n", metavar="WHEN", help="When we follow up next.")]
BecauseOption = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")]


@frozen
class NewPromiseOptions(Bundle):
    """The options of a new promise."""

    promise: PromiseOption = None
    by: ByOption = None
    performer: PerformerOption = None
    owner: OwnerOption = None
    backup: BackupOption = None
    depends_on: DependsOnOption = None
    kind: KindOption = None

    def check(self, desk: Desk, at: datetime) -> None:
        """Raise what `worded` raises, but for what is not typed yet."""
        self.worded(desk, at, "?" if self.promise is None else self.promise, due_at=None if self.by else desk.now)

    def made(self, desk: Desk, at: datetime) -> NewPromise | None:
        """The promise that was typed, as said to the customer at `at`; None without one.

        Raises WithoutPromise for what belongs to one, and what `worded` raises.
        """
        if self.promise is not None:
            return self.worded(desk, at, self.promise)
        self.check_unused("--promise")
        return None

    def check_unused(self, promise: str) -> None:
        """Raise WithoutPromise where something is typed that belongs to a promise; `promise` is the option of one."""
        details = {"--by": self.by, "--owner": self.owner, "--performer": self.performer, "--backup": self.backup}
        details |= {"--kind": self.kind, "--depends-on": self.depends_on}
        for option, value in details.items():
            if value is not None:
                raise given.WithoutPromise(option, promise)

    def worded(
        self,
        desk: Desk,
        at: datetime,
        what: str,
        *,
        said: bool = True,
        due_at: datetime | None = None,
    ) -> NewPromise:
        """The promise in these words, made at `at`; `due_at` where that has been worked out already.

        Raises MissingOption, BlankText, BadInput, NotAnId and WrongKind and what date phrases raise.
        """
        what = given.words(desk, what) or ""
        if not what.strip():
            raise BlankText("The promise")
        by_when = "by when it will be done, such as 2bd or 'fri 5pm'"
        return NewPromise(
            kind=self.kind or PromiseKind.OTHER,
            what=what.strip(),
            said=said,
            due_at=due_at or desk.due(given.present("--by", self.by, by_when), at=at),
            owner=desk.person("--owner", self.owner),
            performer=desk.person("--performer", self.performer),
            backup=given.filled("--backup", self.backup),
            depends_on=ids.read(self.depends_on, "P") if self.depends_on is not None else None,
        )
