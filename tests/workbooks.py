"""Workbooks as programs write them, from lists of cells: as much of .xlsx and .ods as a table needs."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

Cell = str | float | bool | date | None
Sheets = Mapping[str, Sequence[Sequence[Cell]] | str]
"""Rows by the name of their sheet, or the XML of its rows."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
DATE, MOMENT, DURATION = 1, 2, 3
FIRST = datetime.fromisoformat("1899-12-30")
"""The day from which spreadsheets count."""
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/>
</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs>
</styleSheet>"""
EMPTY_BELOW = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
"""What an .ods has below its last row."""


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def xlsx(sheets: Sheets, *, hidden: Sequence[str] = (), merged: str = "", shared: Sequence[str] = ()) -> bytes:
    """A workbook as .xlsx; `merged` is an area of its first sheet (A2:A3), `shared` the texts that cells may name."""
    names, links, members = "", "", {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        names += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"{state}/>'
        links += f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        inside = rows if isinstance(rows, str) else "".join(_xlsx_row(at, row) for at, row in enumerate(rows, 1))
        area = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged and number == 1 else ""
        members[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData>{area}</worksheet>'
        )
    links += f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    root = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{root}</Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
            **members,
        }
    )


def _xlsx_row(number: int, row: Sequence[Cell]) -> str:
    cells = "".join(_xlsx_cell(f"{column(at)}{number}", value) for at, value in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(place: str, value: Cell) -> str:
    match value:
        case None | "":
            return f'<c r="{place}" s="{DATE}"/>'
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case datetime():
            return f'<c r="{place}" s="{MOMENT}"><v>{(value - FIRST).total_seconds() / 86400}</v></c>'
        case date():
            return f'<c r="{place}" s="{DATE}"><v>{(value - FIRST.date()).days}</v></c>'
        case _:
            return f'<c r="{place}"><v>{value!r}</v></c>'


def column(number: int) -> str:
    """The letters of a column, from 0 for A."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def ods(sheets: Sheets) -> bytes:
    """A workbook as .ods."""
    tables = ""
    for name, rows in sheets.items():
        inside = rows if isinstance(rows, str) else "".join(map(_ods_row, rows))
        tables += f'<table:table table:name="{escape(name)}">{inside}{EMPTY_BELOW}</table:table>'
    spaces = " ".join(f'xmlns:{each}="{OASIS}:{each}:1.0"' for each in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    manifest = f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">{entry}</manifest:manifest>'
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_row(row: Sequence[Cell]) -> str:
    filler = '<table:table-cell table:number-columns-repeated="1000"/>'
    return f"<table:table-row>{''.join(map(_ods_cell, row))}{filler}</table:table-row>"


def _ods_cell(value: Cell) -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case str():
            paragraphs = "".join(f"<text:p>{escape(text)}</text:p>" for text in value.split("\n"))
            return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
        case bool():
            said = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case datetime():
            said = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        case date():
            said = f'office:value-type="date" office:date-value="{value}"'
        case _:
            said = f'office:value-type="float" office:value="{value!r}"'
    return f"<table:table-cell {said}><text:p>as it is shown</text:p></table:table-cell>"
