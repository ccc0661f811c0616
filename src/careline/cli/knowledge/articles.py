"""`careline article ...`."""

from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.backed_up import back_up_first
from careline.cli.frame.options import making
from careline.cli.knowledge.article_files import EMPTY, from_editor, from_file
from careline.cli.knowledge.articles_shown import ArticleArgument, ProductOption, _article
from careline.desk import Desk
from careline.domain.cases.case import NothingToEdit
from careline.domain.errors import BadInput
from careline.domain.knowledge.articles import NewArticle
from careline.domain.report import Page, PageLine, Report
from careline.reports.knowledge.articles import affected

app = typer.Typer()
SymptomOption = Annotated[
    str | None, typer.Option("--symptom", metavar="TEXT", help="What the customer notices; - reads standard input.")
]
RemedyOption = Annotated[
    str | None, typer.Option("--remedy", metavar="TEXT", help="What to do; - reads standard input.")
]
SendsOption = Annotated[
    str | None,
    typer.Option("--sends", metavar="NAME", help="What the remedy sends.", autocompletion=complete.products),
]
FileOption = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="A Markdown file with all of it; - reads standard input.")
]
EditOption = Annotated[bool, typer.Option("--edit", help="Write it in your editor.")]


@making(app, "add")
def add(
    desk: Desk,
    product: ProductOption = None,
    symptom: SymptomOption = None,
    remedy: RemedyOption = None,
    sends: SendsOption = None,
    file: FileOption = None,
    edit: EditOption = False,
) -> Page:
    """Add an article: from options, from your editor, or from a Markdown file.

    Example: careline article add --product MX500i --symptom "Crackles" --remedy "Send a new cable"
    """
    from careline.reports.knowledge.articles import article_shown
    from careline.usecases.knowledge import articles as usecase

    options = (product, symptom, remedy, sends)
    new = _whole(desk, options, file, edit, EMPTY)
    if new is None and (edit or _opens_editor(desk, options, file)):
        return _nothing()
    new = new or NewArticle(
        given.needed(desk, "--product", product, "what it is about"),
        given.needed(desk, "--symptom", symptom, "what the customer notices"),
        given.needed(desk, "--remedy", remedy, "what to do"),
        given.filled("--sends", sends),
    )
    with desk.session("article add", create=True) as work:
        return article_shown(work.fetch, usecase.add(work, new), "added", desk.now)


@making(app, "edit")
def edit(
    desk: Desk,
    article: ArticleArgument,
    product: ProductOption = None,
    symptom: SymptomOption = None,
    remedy: RemedyOption = None,
    sends: SendsOption = None,
    file: FileOption = None,
    edit: EditOption = False,
) -> Page:
    """Correct an article: what the options say, or all of it from your editor or a file.

    Example: careline article edit K-1 --remedy "Send a new cable, and the adapter"
    """
    from careline.reports.knowledge.articles import article_shown
    from careline.usecases.knowledge import articles as usecase

    options = (product, symptom, remedy, sends)
    with desk.reader() as fetch:
        before = _article(fetch, article).written
    new = _whole(desk, options, file, edit, before)
    if new is None and (edit or _opens_editor(desk, options, file)):
        return _nothing()
    if new is None and not any(option is not None for option in options):
        raise NothingToEdit("--product, --symptom, --remedy, --sends, --file or --edit")
    texts = (("--product", product), ("--symptom", symptom), ("--remedy", remedy), ("--sends", sends))
    said = [given.filled(name, given.text(desk, text)) for name, text in texts] if new is None else []
    new = new or NewArticle(
        said[0] or before.product, said[1] or before.symptom, said[2] or before.remedy, said[3] or before.sends
    )
    with desk.session("article edit") as work:
        changed = usecase.edit(work, _article(work.fetch, article), new)
        return article_shown(work.fetch, changed, "says now", desk.now)


@making(app, "retire")
def retire(
    desk: Desk,
    article: ArticleArgument,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")] = None,
) -> Page:
    """Retire an article: it is no longer proposed. Its diagnoses stay.

    Example: careline article retire K-1 --because "There is a driver now"
    """
    from careline.reports.knowledge.articles import article_shown
    from careline.usecases.knowledge import articles as usecase

    why = given.needed(desk, "--because", because, "why")
    with desk.session("article retire") as work:
        retired = usecase.retire(work, _article(work.fetch, article), why)
        return article_shown(work.fetch, retired, "retired", desk.now)


@making(app, "affected")
def affected_(
    desk: Desk,
    article: ArticleArgument,
    open_cases: Annotated[
        bool, typer.Option("--open-cases", help="Open a case for each who has not been told yet, once.")
    ] = False,
) -> Report:
    """List who else has the product of an article, who has been told, and who has not. --open-cases opens their cases.

    Example: careline article affected K-1
    """
    from careline.reports.knowledge.articles import affected_report

    with desk.reader() as fetch:
        found = _article(fetch, article)
        concerned = affected(fetch, found, desk.now)
    if not open_cases:
        return affected_report(concerned, desk.shop, found, desk.now)
    from careline.usecases.knowledge import articles as usecase

    found.check_in_use()
    waiting = sum(each.state == "not yet" for each in concerned)
    if waiting and not desk.dry_run:
        desk.confirm(f"Open {waiting} {'case' if waiting == 1 else 'cases'}?")
    if waiting:
        back_up_first(desk, "No case was opened")
    with desk.session("article affected") as work:
        untold = [each.customer for each in affected(work.fetch, found, desk.now) if each.state == "not yet"]
        opened = [each.file.case.name for each in usecase.open_cases(work, desk.shop, found, untold)]
        return affected_report(affected(work.fetch, found, desk.now), desk.shop, found, desk.now, opened)


def _whole(
    desk: Desk, options: tuple[str | None, ...], file: str | None, edit: bool, before: NewArticle
) -> NewArticle | None:
    """The article from a file or the editor; None where the options are to say it, or nothing was changed."""
    if (file is not None or edit) and (any(each is not None for each in options) or (file is not None and edit)):
        raise BadInput(
            "--file and --edit give the whole article; use one of them, "
            "without --product, --symptom, --remedy and --sends."
        )
    if file is not None:
        return from_file(desk, file)
    return from_editor(desk, before) if edit or _opens_editor(desk, options, file) else None


def _opens_editor(desk: Desk, options: tuple[str | None, ...], file: str | None) -> bool:
    return desk.somebody_answers and file is None and all(each is None for each in options)


def _nothing() -> Page:
    from careline.reports.knowledge.articles import ARTICLE_SHOWN

    return Page(
        (PageLine("Nothing was written: the text is empty, or as it was."),), ARTICLE_SHOWN.filled(article=None)
    )
