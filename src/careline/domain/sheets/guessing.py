"""Which column holds what where nobody said so: what headings are known to mean, and what they may mean.

A heading is known where it is the name of a field or one of its words (languages.py), and what stands below it can be
that: a moment has a figure in it, an address its sign, and nobody is called #1001. With known headings alone a file is
imported without asking. What only sounds right is offered.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import islice

from careline.domain.names import fold
from careline.domain.sheets.columns import (
    CASES,
    NEAR,
    ORDER_NUMBER,
    Choices,
    Columns,
    Form,
    find_columns,
    places_of,
    positions,
)
from careline.domain.sheets.languages import KINDS, WORDS
from careline.domain.sheets.layouts import Layout, columns_of

SAMPLED = 200
"""So many rows are looked at to see whether a column can be what its heading says."""
NUMBER = re.compile(rf"{ORDER_NUMBER.pattern}|[A-Za-z]{{1,4}}-?\d+|\d{{1,6}}|\d{{3}}-\d{{7}}-\d{{7}}")
"""How customers and orders are numbered, which nobody is called."""
FIGURE = re.compile(r"\d")
OF_KIND = frozenset(KINDS.split(", "))
HAS = {**dict.fromkeys(("phone", "quantity", "price", "cost", "line_total"), FIGURE), "email": re.compile("@")}

AnyRows = Callable[[], Iterable[tuple[int, Sequence[str]]]]
"""The rows of a table, from the first on with each call."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns of a file hold: `known` is certain, `offered` has what sounds right besides.

    `columns` and `offered_columns` say where that is; what the `layout` says, where the file has one, is in them alone.
    """

    known: Choices
    columns: Columns
    offered: Choices
    offered_columns: Columns
    layout: Layout | None = None

    @property
    def certain(self) -> bool:
        """True where all that a row needs is known, so that nobody has to be asked."""
        return not self.columns.missing


def guess(
    header: Sequence[str],
    choices: Choices,
    form: Form = CASES,
    rows: AnyRows = tuple,
    layout: Layout | None = None,
) -> Guess:
    """What was asked for, what the layout says, and for the rest the columns that say it; one column for one field.

    Most programs know only one end of a ticket: a column for `closed` under another name stands for `kept` as well
    where no other does. Raises BadInput.
    """
    finding = _Finding(header, choices, form, rows, layout)
    finding.know()
    known = finding.choices()
    where = partial(columns_of, layout) if layout else find_columns
    columns = where(header, known, form)
    # Whoever knows an export knows its headings: only what a row needs is looked for besides.
    if not layout or columns.missing:
        finding.sound()
    offered = finding.choices()
    return Guess(known, columns, offered, where(header, offered, form), layout)


def words_of_heading(heading: str) -> str:
    """`CASE_ENQUIRY_ID` and `caseEnquiryId` as `case enquiry id`, without accents."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", heading)
    return " ".join(re.findall(r"[^\W_]+|#", fold(parted)))


def words_for(key: str) -> Iterator[str]:
    """Every word of WORDS for a field, in all languages, the likeliest first."""
    for words in WORDS.get(key, ()):
        yield from filter(None, words.split(", "))


class _Finding:
    """What was found until now: `chosen` field -> column, and the words of the columns that are `free` still.

    `settled` are the fields of which a layout speaks.
    """

    def __init__(
        self, header: Sequence[str], choices: Choices, form: Form, rows: AnyRows, layout: Layout | None
    ) -> None:
        self.header, self.form, self.rows = header, form, rows
        self.settled = frozenset(layout.columns if layout else ())
        self.asked, self.values = choices.columns, choices.values
        own = {name: name for name in form.fields if places_of(header, name)}
        self.chosen = {name: column for name, column in (own | dict(self.asked)).items() if name not in self.values}
        taken = {header[place].strip().casefold() for name in self.chosen.values() for place in positions(header, name)}
        if layout:
            laid = columns_of(layout, header, choices, form)
            cells = [*laid.places.values(), *(place for made in laid.made.values() for place in made.places)]
            taken |= {header[place].strip().casefold() for place in cells}
        free = [name.strip() for name in header if name.strip() and name.strip().casefold() not in taken]
        self.free = {name: words_of_heading(name) for name in free if len(places_of(header, name)) == 1}
        self.sample: list[Sequence[str]] | None = None

    def choices(self) -> Choices:
        """What was found, without what stands under its own name."""
        found = {name: column for name in self.form.fields if (column := self.chosen.get(name, name)) != name}
        return Choices(found, self.values)

    def know(self) -> None:
        """Choose the columns that are called by a word of a field."""
        for name in self.form.fields:
            if name in self.form.several and not {name} & {*self.asked, *self.values, *self.settled}:
                self._choose(name, self._all_of(name))
            elif self._lacks(name):
                self._choose(name, self._person() if name == "customer" else self._called(name, *self._words(name)))
        if self._lacks("order"):
            self._choose("order", [each for each in self._called("", "name") if self._says(each, ORDER_NUMBER)])
        if self.chosen.get("closed") not in (None, "closed", self.asked.get("closed")):
            self._close()

    def sound(self) -> None:
        """Choose columns that sound right for what is missing still."""
        for matches in (_is_called, _is_called_something_like, _is_almost_called):
            for name, words in self.form.synonyms.items():
                if self._lacks(name):
                    fitting = (each for each in matches(name, words, self.free) if self._fits(name, each))
                    self._choose(name, [*islice(fitting, 1)])
        self._close()

    def _lacks(self, name: str) -> bool:
        """True for a field that nothing gives yet, nor anything that says the same (form.instead)."""
        same = next((each for each in self.form.the_same if name in each), (name,))
        return name in self.form.fields and not any(
            each in self.chosen or each in self.values or each in self.settled for each in same
        )

    def _choose(self, name: str, columns: Sequence[str]) -> None:
        """Choose the columns that make a field together; none of them leaves it as it is."""
        if columns:
            self.chosen[name] = "+".join(columns)
        for column in columns:
            self.free.pop(column, None)

    def _close(self) -> None:
        if "due" in self.chosen and "closed" in self.chosen and self._lacks("kept"):
            self.chosen["kept"] = self.chosen["closed"]

    def _words(self, name: str) -> tuple[str, ...]:
        """Under which names its words stand."""
        return self.form.words.get(name, (name,))

    def _called(self, name: str, *keys: str) -> list[str]:
        """The likeliest column that is called by one of these words and can be the field; empty where there is none."""
        found = (
            column
            for key in keys
            for word in words_for(key)
            for column, words in self.free.items()
            if words == word and self._fits(name, column)
        )
        return [*islice(found, 1)]

    def _person(self) -> list[str]:
        """The columns that say who it is: one for the whole name, or two for its halves."""
        if called := self._called("customer", "customer"):
            return called
        name, first, last = (self._called("customer", key) for key in ("name", "first", "last"))
        if name and bool(first) == bool(last):
            return name
        return [*first, *(last or name)] if first else [*name, *last]

    def _all_of(self, name: str) -> list[str]:
        """Every column that holds one of them: `Phone`, `Mobile`, `Phone 2 (work)`."""
        words = {name, *(word for key in self._words(name) for word in words_for(key))}
        own = [self.header[place].strip() for place in places_of(self.header, name)[:1]]
        more = [
            column
            for column, said in self.free.items()
            if " ".join(each for each in said.split() if each not in OF_KIND and not each.isdigit()) in words
            or said in words
            if self._fits(name, column)
        ]
        return own + more if more else []

    def _fits(self, name: str, column: str) -> bool:
        """True where what stands in the column can be what the field holds, as far as the first rows show."""
        if name == "customer":
            return not self._says(column, NUMBER)
        pattern = FIGURE if name in self.form.moments else HAS.get(name)
        said = self._said(column) if pattern else ()
        return not pattern or not said or any(map(pattern.search, said))

    def _says(self, column: str, pattern: re.Pattern[str]) -> bool:
        """True where everything in a column is written so."""
        said = self._said(column)
        return bool(said) and all(map(pattern.fullmatch, said))

    def _said(self, column: str) -> Sequence[str]:
        """What stands in a column in the first rows."""
        if self.sample is None:
            self.sample = [cells for _, cells in islice(self.rows(), SAMPLED) if len(cells) == len(self.header)]
        (place,) = places_of(self.header, column)
        return [*filter(None, (cells[place].strip() for cells in self.sample))]


def _is_called(field: str, names: str, columns: Mapping[str, str]) -> list[str]:
    """The columns whose words are a synonym of the field, the likeliest first."""
    return [column for name in names.split(", ") for column, words in columns.items() if words == name]


def _is_called_something_like(field: str, names: str, columns: Mapping[str, str]) -> list[str]:
    patterns = [re.escape(name).replace("\\*", ".+") for name in names.split(", ")]
    return [column for each in patterns for column, words in columns.items() if re.fullmatch(each, words)]


def _is_almost_called(field: str, names: str, columns: Mapping[str, str]) -> list[str]:
    return [column for column, words in columns.items() if get_close_matches(field, [words], 1, NEAR)]
