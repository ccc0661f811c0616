"""HTML shows every text as it is written, loads nothing, and is a whole document."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from careline.domain.report import Page, PageLine, Report, Said, Tone, Words
from careline.render import FORMATS, Options
from careline.render.html import page, render
from careline.render.safe import markup, visible
from careline.render.wording import CURLY, Wording
from tests.render.evil import EVIL, shapes
from tests.render.samples import BRIEF, CASES, EMPTY, OVERDUE, PERFORMERS, REPORTS

VOID = {"meta", "br"}


class Read(HTMLParser):
    """What a browser makes of a document: its tags, their attributes, and its texts; each tag is closed in turn."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.comments: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1:] = [(self.texts[-1] if self.texts else "") + data]

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def kinds(document: str) -> set[tuple[str, tuple[tuple[str, str | None], ...]]]:
    return set(Read(document).tags)


def test_a_report_is_a_title_its_place_and_a_table_for_each_section() -> None:
    texts = [text for text in Read(render(PERFORMERS, Options())).texts if text.strip()]
    assert texts[0] == "Performers"
    assert texts[2:9] == [
        "Performers",
        "Headsets Direct, Tue 9 Jun 2026 12:00 EDT (America/New_York)",
        "Said promises",
        "performer",
        "kept",
        "on time",
        "days late",
    ]
    assert texts[9:11] == ["FieldCo", "2"]
    assert '<td class="number">83%</td>' in render(PERFORMERS, Options())


def test_what_wants_attention_stands_as_people_read_it_in_order() -> None:
    written = render(OVERDUE, Options())
    texts = Read(written).texts
    items = [item for section in OVERDUE.read for item in section.items]
    assert [text for text in texts if text in {item.person for item in items}] == [item.person for item in items]
    assert [text for text in texts if text.startswith("careline ")] == [item.command for item in items]
    said = Wording(OVERDUE, CURLY, "utf-8")
    for item in items:
        assert {said.words(item.words), *map(said.line, item.lines)} <= set(texts)
        assert f"{item.case} {item.subject}".strip() in texts
        assert not item.due_at or any(said.due(item) in text for text in texts)
    assert written.count('<li class="urgent">') == sum(item.urgent for item in items)


def test_each_task_stands_there_with_its_case_subject_and_command() -> None:
    texts = Read(render(BRIEF, Options())).texts
    said = Wording(BRIEF, CURLY, "utf-8")
    tasks = [task for section in BRIEF.read for task in section.tasks]
    assert [text for text in texts if text.startswith("careline ")] == [task.command for task in tasks]
    for task in tasks:
        assert {task.person, task.case, said.words(task.words)} <= set(texts)
        assert " \u00b7 ".join((task.subject, *task.known)) in texts
    assert list(BRIEF.closing) == [text for text in texts if text in BRIEF.closing]


def test_a_page_that_is_too_long_is_cut_by_section() -> None:
    first, *others = BRIEF.read
    many = replace(first, tasks=tuple(replace(first.tasks[0], case=f"C-{number}") for number in range(30)))
    texts = Read(render(replace(BRIEF, page=(many, *others)), Options())).texts
    assert "Tell them first (30)" in texts
    assert {"C-0", "C-1"} <= set(texts)
    assert "C-29" not in texts
    assert "careline overdue" in texts
    assert "C-29" in Read(render(replace(BRIEF, page=(many, *others), most=0), Options())).texts


def test_a_report_without_rows_says_so() -> None:
    nothing = replace(CASES, sections=(replace(CASES.sections[0], rows=()),))
    assert "No case is open." in Read(render(nothing, Options())).texts
    assert "<table>" not in render(nothing, Options())
    assert "Nothing overdue." in Read(render(EMPTY, Options())).texts


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_nothing_is_loaded_from_elsewhere(report: Report) -> None:
    written = render(report, Options())
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in kinds(written)}
    assert "default-src 'none'" in written
    assert not any(word in written for word in ("url(", "@import", "://"))


def test_light_and_dark_are_the_readers_choice() -> None:
    assert "prefers-color-scheme: dark" in render(CASES, Options())
    assert "prefers-color-scheme: dark" in page(Page((), {}), Options())


def test_nothing_in_an_evil_text_of_a_report_is_interpreted(subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            for report, harmless in zip(shapes(text), shapes("harmless"), strict=True):
                written = FORMATS["html"](report, Options())
                read = Read(written)
                assert kinds(written) == kinds(render(harmless, Options()))
                assert not read.comments
                assert not read.open
                assert visible(text) in read.texts
                assert written.count("\n") == render(harmless, Options()).count("\n")
                assert not any(sign in written for sign in "\x00\x1b\x9b\u202e\u2066\u2028\r\x85")


def test_nor_in_one_of_a_page(subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            said: Said = (text, Words(text, said=True))
            lines = (PageLine(said, label=text, right=text), PageLine(said, tone=Tone.LOUD, pasted=True))
            written = page(Page(lines, {}), Options())
            read = Read(written)
            assert {tag for tag, _ in read.tags} == {
                "html",
                "head",
                "meta",
                "title",
                "style",
                "body",
                "main",
                "div",
                "span",
            }
            assert not read.comments
            assert not read.open
            assert f"{visible(text)}\u201c{visible(text)}\u201d" in read.texts
            assert not any(sign in written for sign in "\x00\x1b\x9b\u202e\u2066\u2028\r\x85")


def test_nor_in_a_value_of_a_letter(subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            assert {tag for tag, _ in Read(f"<p>{markup(text)}</p>").tags} <= {"p", "br"}


def test_a_page_keeps_its_labels_its_tones_and_what_stands_out() -> None:
    line = PageLine("the right ear", label="K-1  ", right="Mon 1", tone=Tone.TITLE, marks=("ear", "right"))
    written = page(Page((line,), {}), Options())
    assert (
        '<div class="line title"><span class="label">K-1  </span><span class="text">the <strong>right</strong> '
        '<strong>ear</strong></span><span class="right">Mon 1</span></div>'
    ) in written
    assert "<title>the right ear</title>" in written
    assert "<title>K-1</title>" in page(Page((line,), {}, title="K-1"), Options())


def test_what_is_printed_on_paper_is_its_own_document() -> None:
    assert page(Page((PageLine("x"),), {}, document="<p>\u6f22</p>\n"), Options()) == "<p>\u6f22</p>\n"


def test_what_an_encoding_lacks_becomes_a_reference() -> None:
    document = Page((), {}, document="<p>\u6f22\u00e9</p>\n")
    assert page(document, Options(encoding="latin-1")) == "<p>&#28450;&#233;</p>\n"
    render(CASES, Options(encoding="ascii")).encode("ascii")
