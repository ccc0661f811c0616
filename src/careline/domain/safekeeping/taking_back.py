"""Taking an import back: which one is meant, and what of it has to stay."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from careline.domain.errors import NotFound, Refused
from careline.domain.values import frozen
from careline.domain.wording import counted, meant

SHOWN = 50
"""So many of those that stay are printed; JSON has more."""


@frozen
class Imported:
    """An import that may be taken back: its number in the log, where its rows came from, when, and who ran it."""

    number: int
    source: str
    at: datetime
    who: str


@frozen
class Staying:
    """A case or a purchase (`about`) that stays, and the last command that touched it."""

    name: str
    customer: str
    about: str
    command: str
    who: str


@frozen
class TakenBack:
    """What of an import goes, or has gone: `rows` counts what is away by table, `changed` what is as it was before it.

    `roots` counts the cases or purchases among them.
    """

    imported: Imported
    roots: int
    changed: int
    staying: Sequence[Staying]
    rows: dict[str, int]


def check_source(source: str, known: Iterable[str], gone: Iterable[str]) -> None:
    """Raise NotFound, with what there is, or Refused where all that came from there is `gone`."""
    names = sorted(known)
    if source in names:
        return
    if source in gone:
        raise nothing_left(source)
    if not names:
        raise NotFound(f'Nothing was imported from "{source}", nor from anywhere else.')
    near = meant(source, names)
    near = near if near.startswith("Did") else "The list shows where rows came from."
    raise NotFound(f'Nothing was imported from "{source}". {near}', names)


def nothing_left(source: str) -> Refused:
    """The refusal: all of it is gone, or was never known by a line of the log."""
    return Refused(f"Nothing is left of what was imported from {source}, so there is nothing to take back.")


def check_something_goes(taken: TakenBack, noun: str) -> None:
    """Raise Refused where everything of the import was touched since; the listing says by what."""
    if taken.roots or taken.changed:
        return
    raise Refused(
        f"What is left of the last import from {taken.imported.source} has been changed since, and stays: "
        f"{counted(len(taken.staying), noun)}. The list shows what changed each.",
        list(staying_lines(taken.staying)),
    )


def staying_lines(staying: Sequence[Staying]) -> Iterator[str]:
    """The first that stay, with what touched each, and how many more there are."""
    for each in staying[:SHOWN]:
        yield f"{each.name}  {each.customer}: {each.about} ({each.command} by {each.who})"
    if len(staying) > SHOWN:
        yield f"... and {len(staying) - SHOWN} more"
