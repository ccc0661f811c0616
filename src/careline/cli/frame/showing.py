"""Where and how an answer is shown: its format, its width and colour, standard output or a file."""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from careline.desk import Desk
from careline.domain.errors import BadInput, CarelineError
from careline.domain.report import Document, Page, PageLine, Report
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.files import Place, place
from careline.render import DOCUMENTS, FORMATS, PAGES, Options, in_pieces, unprinted
from careline.render.wording import FORETOLD, listed

SOMETHING_TO_SAY = 10
STANDARD_OUTPUT = ("-", "/dev/stdout")


class SomethingToSay(CarelineError):
    """Not an error: what --exit-code asks for."""

    exit_code = SOMETHING_TO_SAY

    def __init__(self) -> None:
        super().__init__("")


@frozen
class Stream:
    """What is written as it is made, in no other format: its pieces, a file for them, if any, and what is said then."""

    pieces: Iterable[str]
    output: Place | None
    said: str


Answer = Report | Page | Document | Stream


@frozen
class Shown:
    """Where and how the answer is shown."""

    format: str
    output: Place | None
    section: str | None = None
    fields: tuple[str, ...] = ()
    exit_code: bool = False
    quiet: bool = False

    @property
    def asks_whether(self) -> bool:
        """True for --quiet alone: a section or fields that are named are checked where there is nothing to say, too."""
        return self.quiet and self.section is None and not self.fields


def chosen_format(given: str | None, as_json: bool, output: Place | None = None) -> str:
    """The format asked for, else table on a terminal and plain elsewhere. Raises BadInput."""
    if as_json:
        return "json"
    if given is None:
        return "table" if sys.stdout.isatty() and output is None else "plain"
    if given not in FORMATS:
        raise BadInput(f'There is no format "{given}"; there are {", ".join(FORMATS)}.')
    return given


def named_fields(given: str | None) -> tuple[str, ...]:
    """The keys that `--fields` names; none where it was not given. Raises BadInput for blank and repeated ones."""
    if given is None:
        return ()
    fields = tuple(field.strip() for field in given.split(","))
    if not all(fields):
        raise BadInput(f'--fields "{given}" has an empty field; write it as --fields id,customer.')
    if len(set(fields)) < len(fields):
        twice = next(field for field in fields if fields.count(field) > 1)
        raise BadInput(f"--fields names {twice} twice.")
    return fields


def show(answer: Answer, desk: Desk, shown: Shown) -> None:
    """Render and write a report or a page. Raises SomethingToSay where --exit-code asks for it."""
    options = Options(
        width=terminal_width(),
        colour=in_colour(desk.flags.color, shown),
        section=shown.section,
        fields=shown.fields,
        quiet=shown.quiet,
        encoding="utf-8" if shown.output else sys.stdout.encoding or "utf-8",
    )
    if isinstance(answer, Report):
        _pass_on(in_pieces(answer, shown.format, options), desk, shown)
        silent = shown.quiet and not answer.has_something
        if not silent and (rest := unprinted(answer, shown.format, options)):
            sys.stderr.write(f"careline: {rest}\n")
        if shown.exit_code and answer.has_something:
            raise SomethingToSay
    elif isinstance(answer, Stream):
        _pass_on(answer.pieces, desk, replace(shown, output=answer.output))
        if answer.output:
            show(Page((PageLine(answer.said),), {}), desk, shown)
    elif isinstance(answer, Document):
        if shown.format not in DOCUMENTS or shown.section or shown.fields:
            raise BadInput("This prints one document for programs, without sections and fields, as JSON.")
        write(DOCUMENTS[shown.format](answer.payload), shown)
    elif shown.format not in PAGES:
        raise format_unfit(shown.format)
    else:
        write(PAGES[shown.format](answer, options), shown)


def format_unfit(name: str) -> BadInput:
    """The refusal: a format that a page of one thing has no use for."""
    return BadInput(f"This prints one thing, not rows, so --format {name} does not fit. Use table, plain or json.")


def dated(answer: Answer, moment: datetime, desk: Desk) -> Answer:
    """The answer with the moment that was asked for named in it, and whether that is yet to come."""
    foretold = moment > desk.now
    if isinstance(answer, Report):
        return replace(answer, foretold=foretold, dated=True)
    if isinstance(answer, Document | Stream):
        return answer
    words = listed(moments.full(moment, desk.calendar.zone), FORETOLD if foretold else "")
    return replace(answer, lines=(PageLine(f"As of {words}:"), *answer.lines))


def terminal_width() -> int:
    """The width of the terminal in columns; COLUMNS beats it, and 80 stands for none."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def in_colour(choice: str, shown: Shown) -> bool:
    """True where colour is wanted and can be seen."""
    if choice != "auto":
        return choice == "always"
    able = os.environ.get("TERM", "" if os.name != "nt" else "windows") not in ("", "dumb")
    return able and sys.stdout.isatty() and shown.output is None and not os.environ.get("NO_COLOR")


def destination(typed: str | None, desk: Desk) -> Place | None:
    """The file that the answer goes to; None for standard output. Raises Unwritable."""
    return None if typed is None or typed in STANDARD_OUTPUT else place(typed, desk.own_files)


def write(text: str, shown: Shown) -> None:
    """Write to standard output, or to the file, whole or not at all. Raises Unwritable."""
    if shown.output is None:
        sys.stdout.write(text)
    else:
        shown.output.write(text.encode())


def _pass_on(pieces: Iterable[str], desk: Desk, shown: Shown) -> None:
    """Write what is made a piece at a time, once all is made and the store is free for others.

    Raises Unwritable, and what making it raises.
    """
    if shown.output and shown.output.plain:
        # It is a draft until it is whole, and no reader is slow.
        shown.output.write_all(map(str.encode, pieces))
        desk.let_go()
        return
    from careline.passing import once_made  # pages do without

    with once_made(pieces) as made:
        desk.let_go()
        if shown.output is None:
            sys.stdout.writelines(made)
        else:
            shown.output.write_all(map(str.encode, made))
