"""A report as data: sections of typed columns and rows of real values; the renderer chooses the words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

from careline.domain.values import frozen


class Kind(Enum):
    """What sort of value a column or a key holds; renderers know these, not reports.

    A NUMBER is a whole one, and counts something; a LINE is the number of a line in the log.
    """

    TEXT = "text"
    ID = "id"
    MOMENT = "moment"
    DAY = "day"
    NUMBER = "number"
    LINE = "line"
    DECIMAL = "decimal"
    FLAG = "flag"
    RATE = "rate"
    MONEY = "money"


@frozen
class Several:
    """A list of values of one form."""

    of: "Form"


@frozen
class ByName:
    """An object whose keys are names: each holds a value of one form."""

    of: "Form"


class Key(NamedTuple):
    """One key of an object: what it holds, and `read(value, seen)`, which is the attribute of its name where None.

    With `null` it may be absent; one that is not `always` there is left out where there is nothing to say.
    """

    key: str
    kind: "Form" = Kind.TEXT
    read: Callable[[Any, Any], Any] | None = None
    null: bool = False
    always: bool = True


@frozen
class Shape:
    """An object as scripts get it, declared once: what prints it and what describes it are made from its keys."""

    name: str
    about: str
    keys: tuple[Key, ...]

    def of(self, value: Any, seen: Any = None) -> dict[str, Any]:
        """The object of a value; `seen` is what its keys need to know besides."""
        return {
            key: getattr(value, key) if read is None else read(value, seen)
            for key, _, read, _, always in self.keys
            if always
        }

    def filled(self, **values: Any) -> dict[str, Any]:
        """The object of these values, by key. Raises KeyError where one is missing, or is none of its keys."""
        filled = {each.key: values.pop(each.key) for each in self.keys if each.always or each.key in values}
        if values:
            raise KeyError(*values)
        return filled


Form = Kind | type[Enum] | Shape | Several | ByName
"""What a column or a key holds: a simple value, one of the words of an enum, an object, or a list."""


@frozen
class Column:
    """One key of a row; `title` is its heading for people, empty where people do not need it. `null`: may be absent.

    People see nothing of one that is `sparse` while none of its rows has a value, or all are zero.
    """

    key: str
    kind: Form = Kind.TEXT
    title: str = ""
    null: bool = False
    sparse: bool = False


@frozen
class Words:
    """What a promise says: said words stand in quotation marks, plans without."""

    text: str
    said: bool


@frozen
class Worded:
    """A value, which scripts get, and the words in which people read it."""

    value: Any
    words: str


Fragment = str | Words | datetime
"""A piece of a line: a text, a promise's words, or a moment that the renderer writes in the shop's zone."""


@frozen
class Line:
    """One line under an item: its fragments put side by side as they stand, so texts bring their own spaces.

    `Line(("must answer by ", ack_by))`. A line with a `label` begins with it ("backup: ..."). `loud` says that it
    asks for something now.
    """

    fragments: tuple[Fragment, ...]
    label: str = ""
    loud: bool = False


@frozen
class Item:
    """One thing that wants attention, as a person reads it; the same facts stand in a row.

    `age` is the short word for how late it is ("6", "today", "since Sat 6 Jun"), `age_words` the long one
    ("6 working days overdue"). `by` names who owes it ("FieldCo for Ana"). `promise` and `due_at` belong to the promise
    behind it, where there is one; `asked` counts the chases, `questions` what nobody has answered, and one of the two
    is given where there is something to count. `standing` says in a few words how it stands ("level 2: FieldCo manager,
    must answer by ", ack_by), or, of a case without a promise, what is known of it ("our last word 12 days ago").
    `subject` is the case's, where the words do not say it.

    The renderer writes number, case, due moment, `by`, `standing` and NEW by itself; `lines` hold what comes beneath.
    """

    person: str
    case: str
    words: Words
    command: str
    phone: str | None = None
    age: str = ""
    age_words: str = ""
    by: str = ""
    asked: int | None = None
    questions: int | None = None
    told: int | None = None
    lines: tuple[Line, ...] = ()
    urgent: bool = False
    new: bool = False
    promise: str | None = None
    due_at: datetime | None = None
    standing: tuple[Fragment, ...] = ()
    subject: str = ""


@frozen
class Task:
    """One matter of the morning page: who, what and since when, and the one command that deals with it.

    `since` says how late it is, since when or until when ("3 days, asked 2", "since Tue 2 Jun", "by 12:00"), `known`
    what one must know besides the subject, which matters most first. The command runs as it stands.
    """

    case: str
    person: str
    words: Words
    since: str
    command: str
    subject: str
    known: tuple[str, ...] = ()
    new: bool = False


Row = tuple[Any, ...]
"""Values by column."""


class Passing:
    """Rows that are made while they are read, which can be done once; false where there are none."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._first = list(islice(self._rows, 1))
        self._some = bool(self._first)

    def __bool__(self) -> bool:
        return self._some

    def __iter__(self) -> Iterator[Row]:
        first, self._first = self._first, []
        if self._some and not first:
            raise RuntimeError("these rows have been read")
        return chain(first, self._rows)


@frozen
class Section:
    """Rows under one name. With `items` or `tasks` people read those, otherwise the titled columns as a table.

    `more` is the command that shows the tasks that a page has no room for.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] | Passing
    title: str = ""
    items: tuple[Item, ...] = ()
    tasks: tuple[Task, ...] = ()
    more: str = ""


@frozen
class Report:
    """What a looking command answers with.

    `headline` is the sum, and `worst` the worst: the first line of a mailed page; a report that has one is mailed as a
    page, any other as aligned columns. `changed` says what is new since the working day before, `alarm` what keeps
    careline itself from working, `closing` what stands at the end of a page. `foretold` says that `as_of` is in the
    future. `agenda` is a page of tasks, of `most` lines where that is not 0: each of its sections is cut. `listing`
    marks a plain list of one section, which JSON prints as items; `dated` lets its plain page name the moment too.
    `page` is what people read where that is not simply every section. `beside` is what JSON has beside the items of a
    list. `wants` is whether there is something to say,
    where a row alone is not.
    """

    name: str
    title: str
    shop: str
    as_of: datetime
    zone: "ZoneInfo"
    sections: tuple[Section, ...]
    since: datetime | None = None
    until: datetime | None = None
    headline: str = ""
    worst: str = ""
    changed: str = ""
    alarm: str = ""
    closing: tuple[str, ...] = ()
    nothing: str = "Nothing to say."
    foretold: bool = False
    listing: bool = False
    dated: bool = False
    agenda: bool = False
    most: int = 0
    page: tuple[Section, ...] | None = None
    beside: Mapping[str, Any] | None = None
    wants: bool | None = None

    @property
    def read(self) -> tuple[Section, ...]:
        """The sections that people read."""
        return self.sections if self.page is None else self.page

    @property
    def has_something(self) -> bool:
        """True where anything wants attention, which is as a rule where any section has a row."""
        return any(section.rows for section in self.sections) if self.wants is None else self.wants


class Tone(Enum):
    """How a line is said; colour repeats what its words say already."""

    PLAIN = "plain"
    TITLE = "title"
    LOUD = "loud"
    GOOD = "good"


Said = str | tuple[str | Words, ...]
"""A text, or pieces of one put side by side as they stand: texts, and words that may have been said."""


@frozen
class PageLine:
    """A line of a page: `label` stands in a column before the text, `right` flush right where there is room.

    The line breaks of a `pasted` text stay, and its lines hang behind the label. Where there is colour, the words in
    `marks` stand out, and the part of the label that is an `aside` stands back.
    """

    text: Said
    label: str = ""
    right: str = ""
    tone: Tone = Tone.PLAIN
    pasted: bool = False
    marks: tuple[str, ...] = ()
    aside: str = ""


@frozen
class Document:
    """What a command answers with that prints something for programs alone, in whichever format."""

    payload: Mapping[str, Any]


@frozen
class Page:
    """What a command that is about one thing answers with: lines for people, an object for scripts.

    `title` is what a browser calls it, else its first line; `document` is the HTML of what is printed on paper.
    """

    lines: tuple[PageLine, ...]
    payload: Mapping[str, Any]
    title: str = ""
    document: str | None = None
