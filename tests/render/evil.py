"""Texts that someone outside could send to do harm on a page, and a report that holds one wherever it can."""

from dataclasses import replace

from careline.domain.cases.case import Customer
from careline.domain.report import Column, Item, Line, Report, Section, Task, Words
from tests.render.samples import BRIEF, OVERDUE, OVERDUE_ROWS, at

EVIL = {
    "colour": "\x1b[31mred\x1b[0m",
    "clear screen": "\x1b[2J\x1b[H",
    "title": "\x1b]0;owned\x07",
    "hyperlink": "\x1b]8;;https://evil.example\x1b\\bank\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "C1 introducer": "\x9b31mred \x9d0;owned\x9c",
    "bell": "ding\x07",
    "backspaces": "safe\x08\x08\x08\x08evil\x7f",
    "carriage return": "Pay 10\rPay 99",
    "lines": "one\ntwo\r\n\n| three\u2028four\u2029five\x0b\x0c\x85",
    "tabs": "a\tb\tc",
    "override": "invoice\u202egnp.exe",
    "isolates": "\u2066a\u2067b\u2068c\u2069d\u061c\u200e\u200f\u202a\u202b\u202c\u202d",
    "rich markup": "[/bold][red]x[/red] [link=https://evil.example]y[/link] :smile:",
    "formula": "=cmd|' /C calc'!A0",
    "formula after spaces": '  "+1+1',
    "address formula": "@SUM(A1:A9)",
    "hidden formula": "\u200b\u2060\U000e0041=1+1",
    "unseen": "Ro\xadb\u200bi\u200dn\u2060\u2064\ufeff V\U000e0061le\u200c",
    "wide formula": "\uff1d1+1",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;&lt;",
    "markdown": "# h\\*a* __b__ `c` [d](https://e.example) ![e](f) ~~g~~ <https://h.example> | i | www.j.example $k$",
    "json": '"}],"schema":"other"',
    "NUL": "a\x00b",
    "surrogates": "a\ud800b\udfff",
    "right to left": "שלום עולם, مرحبا بالعالم",
    "wide": "漢字かな交じり文 한국어 전각ＡＢＣ 👍🏽 👩‍👩‍👧 🇫🇷 ❤️",
    "combining": "Z\u0351\u036b\u0343a\u0306\u0310\u0301l\u0301g\u0303o e\u0301",
    "newcomer": "\U0001fae8 \U0001f6dc",
    "one word": "x" * 500,
    "one wide word": "漢" * 500,
    "heap of accents": "e" + "\u0301" * 500,
    "only spaces": " " * 500 + "x",
    "blank": " ",
    "no-break": "a\u00a0b\u3000c\ufeff",
    "quotes": "\"'“”\u2018\u2019",
}


def everywhere(text: str) -> Report:
    """A report with that text in each place that words from outside can reach."""
    words = Words(text, said=True)
    item = Item(
        person=text,
        case="C-9",
        words=words,
        command=f"careline keep P-22 --note '{text}'",
        phone=text,
        age="6",
        age_words="6 working days overdue",
        by=text,
        asked=1,
        told=2,
        lines=(Line((text, words, at(2)), label=text, loud=True),),
        urgent=True,
        new=True,
        promise="P-22",
        due_at=at(28, month=5),
        standing=(text, words),
    )
    silent = Item(person=text, case="C-31", words=Words(text, said=False), command="careline show 31", standing=(text,))
    overdue, _ = OVERDUE.sections
    rows = ((*OVERDUE_ROWS[0][:2], text, words, *OVERDUE_ROWS[0][4:7], text), *OVERDUE_ROWS[1:])
    customer = Customer(1, text, text, text)
    return replace(
        OVERDUE,
        title=text,
        shop=text,
        headline="1 overdue.",
        worst=f"First: {text}",
        changed=text,
        alarm=text,
        closing=(text,),
        sections=(
            replace(overdue, rows=rows, items=(item, *overdue.items[1:])),
            Section("silent", (Column("customer"),), ((text,),), title=text, items=(replace(silent, new=True), silent)),
            Section("one", (Column("customer", title="customer"),), ((text,), (customer,)), title=text),
            Section(
                "two",
                (Column("customer", title="customer"), Column("what", title="promised")),
                ((text, words), (customer, "=1")),
                title=text,
            ),
        ),
    )


def agenda(text: str) -> Report:
    """A page of tasks with it everywhere."""
    task = Task(
        case="C-9",
        person=text,
        words=Words(text, said=True),
        since=text,
        command=f"careline keep P-22 --note '{text}'",
        subject=text,
        known=(text, text),
        new=True,
    )
    tasks = (task, replace(task, known=(), new=False), replace(task, person="Kim", words=Words(text, said=False)))
    section = Section("overdue", (), (), title=text, tasks=tasks, more=f"careline overdue --for '{text}'")
    return replace(
        BRIEF,
        title=text,
        shop=text,
        headline="1 overdue.",
        worst=f"First: {text}",
        changed=text,
        alarm=text,
        closing=(text,),
        most=0,
        sections=everywhere(text).sections,
        page=(section,),
    )


def shapes(text: str) -> tuple[Report, ...]:
    """That report as a ledger, as an agenda, and as nothing but columns."""
    ledger = everywhere(text)
    columns = tuple(replace(section, items=()) for section in ledger.sections)
    return (ledger, agenda(text), replace(ledger, headline="", worst="", sections=columns))
