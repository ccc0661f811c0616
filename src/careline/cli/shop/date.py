"""`careline date`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from careline.cli.frame import questions
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Key, Kind, Page, PageLine, Several, Shape
from careline.domain.time import moments

app = typer.Typer()
PHRASE = Shape(
    "phrase",
    "how a date phrase is understood",
    (Key("phrase"), Key("moment", Kind.MOMENT), Key("echo"), Key("warning", null=True)),
)
SEVERAL = Shape("phrases", "how several are understood", (Key("as_of", Kind.MOMENT), Key("items", Several(PHRASE))))
EITHER = (PHRASE, SEVERAL)


@looking(app, "date", as_of=False)
def date(
    desk: Desk,
    now: datetime,
    phrases: Annotated[
        list[str],
        typer.Argument(
            metavar="PHRASE...", help="When: 2bd, 'fri 5pm' or '2026-11-24 15:00'; several too.", show_default=False
        ),
        questions.MOMENTS,
    ],
) -> Page:
    """Show how date phrases are understood. It writes nothing.

    Example: careline date 2bd "tomorrow noon" eow
    """
    understood = [_understood(desk, now, phrase) for phrase in phrases]
    several = len(understood) > 1
    payload = SEVERAL.filled(as_of=now, items=understood) if several else understood[0]
    return Page(tuple(_lines(understood, labelled=several)), payload)


def _understood(desk: Desk, now: datetime, phrase: str) -> dict[str, Any]:
    moment = desk.moment(phrase)
    return PHRASE.filled(
        phrase=phrase,
        moment=moment,
        echo=moments.echo(moment, now, desk.calendar),
        warning=moments.warning(moment, desk.calendar),
    )


def _lines(understood: Sequence[dict[str, Any]], *, labelled: bool) -> Iterator[PageLine]:
    labels = [" ".join(each["phrase"].split()) if labelled else "" for each in understood]
    width = max(map(len, labels)) + 2 * labelled
    for label, each in zip(labels, understood, strict=True):
        yield PageLine(each["echo"], label=label.ljust(width))
        if each["warning"]:
            yield PageLine(each["warning"], label=" " * width)
