"""How much a workbook holds, measured on its XML before anybody makes room for it.

A sheet is kept as a rectangle, and each cell with a text of its own: two cells in opposite corners, in a file of 2 kB,
ask for 500 GiB, and so does a long text that many cells share.
"""

from xml.parsers import expat

MOST_CELLS = 8_000_000
MOST_ROWS = 2**20
"""So many a spreadsheet has."""
MOST_TEXT = 2**30
SHORT = 100
"""Up to so many bytes a text is not worth counting."""
FIGURES = "0123456789"


class Overlarge(Exception):
    """A workbook that reaches farther, or says more, than anybody's list; how it does, as the rest of a sentence."""


class Damaged(Exception):
    """XML that is none, or none of a workbook."""


class Measure:
    """Reads one member of a workbook after another and counts what reading the workbook would take.

    `cells` are the cells with anything in them, `long` the lengths in bytes of the texts that they may share, by their
    numbers, as far as they are not short. With `long` from an earlier pass it is counted which of them are used.
    """

    def __init__(self, long: dict[int, int] | None = None) -> None:
        self.cells = 0
        self.long: dict[int, int] = {}
        self.text = 0
        self.counted = long
        self.parser = expat.ParserCreate()

    def begin(self) -> None:
        """Begin a member."""
        # The library reads UTF-8, whatever is declared.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = _no_doctype
        self.parser.StartElementHandler = self._root

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Read some of it. Raises Overlarge and Damaged."""
        if b"\0" in piece:  # in UTF-16 even this parser would find more than the library does
            raise Damaged
        try:
            self.parser.Parse(piece, last)
        except (expat.ExpatError, ValueError) as error:
            raise Damaged from error

    @property
    def may_be_long(self) -> bool:
        """True where the texts could be too long altogether, if each cell named the longest."""
        return self.cells * max(self.long.values(), default=0) > MOST_TEXT

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        """The first element tells what kind of member it is."""
        self.parser.StartElementHandler = None
        kinds = {"worksheet": self._worksheet, "sst": self._shared, "document-content": self._content}
        if kind := kinds.get(name.rpartition(":")[2]):
            kind()

    def _shared(self) -> None:
        """The texts of .xlsx, which cells name by number."""
        number, begun = -1, 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal number, begun
            if name.rpartition(":")[2] == "si":
                number, begun = number + 1, self.parser.CurrentByteIndex

        def end(name: str) -> None:
            if name.rpartition(":")[2] == "si" and (length := self.parser.CurrentByteIndex - begun) > SHORT:
                self.long[number] = length

        self.parser.StartElementHandler, self.parser.EndElementHandler = start, end

    def _worksheet(self) -> None:
        """A sheet of .xlsx: where its cells are, and that there is something in them."""
        row = column = rows = columns = 0
        figures = ""
        known: dict[str, int] = {}
        names: dict[str, str] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal row, column, rows, columns, figures
            local = names.get(name) or names.setdefault(name, name.rpartition(":")[2])
            if local == "c":
                if place := attributes.get("r"):
                    letters = place.rstrip(FIGURES)
                    column = known.get(letters) or known.setdefault(letters, _column(letters))
                    if (said := place[len(letters) :]) != figures:
                        row, figures = int(said), said
                else:
                    column += 1
            elif local in ("v", "t"):
                self.cells += 1
                if row > rows or column > columns:
                    rows, columns = max(rows, row), max(columns, column)
                    _check(rows, columns, rows * columns)
            elif local == "row":
                row, column = int(attributes.get("r", row + 1)), 0
                figures = str(row)

        self.parser.StartElementHandler = start
        if self.counted:
            self.parser.CharacterDataHandler = self._used
            self.parser.buffer_text = True

    def _used(self, text: str) -> None:
        """A text, or the number of one that is shared; what is neither counts for as long as it is."""
        self._add((self.counted or {}).get(int(text), SHORT) if text.isdigit() and len(text) < 10 else len(text))

    def _content(self) -> None:
        """All tables of .ods. A row may stand for many that are alike, and a cell too."""
        others = rows = columns = 0
        row = alike = column = many = used = most = begun = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal others, rows, columns, row, alike, column, many, used, most, begun
            if name in ("table:table-cell", "table:covered-table-cell"):
                many = int(attributes.get("table:number-columns-repeated", 1))
                column += many
            elif name == "table:table-row":
                alike = int(attributes.get("table:number-rows-repeated", 1))
                column = used = most = 0
                begun = self.parser.CurrentByteIndex
            elif name == "table:table":
                others += rows * columns
                row = rows = columns = 0
            if name == "text:p" or any(each.startswith("office:") for each in attributes):
                used, most = column, max(most, many)

        def end(name: str) -> None:
            nonlocal rows, columns, row
            if name != "table:table-row":
                return
            row += alike
            if used:
                rows, columns = row, max(columns, used)
                _check(rows, columns, others + rows * columns)
                if alike * most > 1:
                    self._add((self.parser.CurrentByteIndex - begun) * alike * most)

        self.parser.StartElementHandler, self.parser.EndElementHandler = start, end

    def _add(self, text: int) -> None:
        self.text += text
        if self.text > MOST_TEXT:
            raise Overlarge(f"repeats its texts to more than {MOST_TEXT >> 20} MiB")


def _check(rows: int, columns: int, cells: int) -> None:
    if rows > MOST_ROWS or cells > MOST_CELLS:
        raise Overlarge(
            f"has a sheet that reaches down to row {rows:,} over {columns:,} columns; delete what stands far out"
        )


def _column(letters: str) -> int:
    """The number of a column, from 1 for A."""
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _no_doctype(*declared: object) -> None:
    raise Damaged
