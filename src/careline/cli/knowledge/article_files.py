"""Articles as Markdown files: what they are about between two lines of ---, and the remedy below."""

import sys
from pathlib import Path

from careline.cli.frame.editor import edited
from careline.desk import Desk
from careline.domain.errors import BadInput, NotText
from careline.domain.knowledge.articles import KEYS, NewArticle, read_article
from careline.domain.texts import LONGEST, TooLong, without_nul

EMPTY = NewArticle("", "", "")


class FileUnreadable(BadInput):
    """The file of an article cannot be read."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} cannot be read: {why}. Nothing was written.")


def from_file(desk: Desk, file: str) -> NewArticle:
    """The article in a file, `-` for standard input. Raises FileUnreadable, and what `read` raises."""
    if file == "-":
        return read(desk.standard_input)
    try:
        with Path(file).open(encoding="utf-8-sig") as opened:
            text = opened.read(LONGEST + 1)
        if len(text) > LONGEST:
            raise TooLong(file)
        return read(text)
    except UnicodeDecodeError as error:
        raise NotText from error
    except (OSError, ValueError) as error:
        raise FileUnreadable(file, getattr(error, "strerror", None) or str(error)) from error


def from_editor(desk: Desk, article: NewArticle) -> NewArticle | None:
    """What somebody makes of an article in their editor; None where they leave it as it is, or empty.

    At a terminal an article that cannot be used is opened again, so that nobody's text is lost. Raises what `edited`
    and `read` raise, and NotConfirmed.
    """
    before = text = written(article)
    while True:
        text = edited(desk, text)
        if not text.strip() or text.split() == before.split():
            return None
        try:
            return read(text)
        except BadInput as error:
            if not desk.somebody_answers:
                raise
            desk.say(str(error))
            desk.confirm("Open it again?")


def read(text: str) -> NewArticle:
    """The article that a text holds.

    Raises BadInput and HoldsNul, and what `articles.read_article` raises.
    """
    import frontmatter
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        top, remedy = frontmatter.parse(without_nul(text), handler=YAMLHandler())
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise _top_unreadable(f"{where}{error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _top_unreadable(str(error).partition("\n")[0]) from error
    for said in top.values():
        without_nul(str(said))  # in quotation marks, YAML has a sign for it
    return read_article(top, remedy)


def _top_unreadable(why: str) -> BadInput:
    """The refusal: what stands between the two lines of --- is no YAML."""
    return BadInput(f'The top of the article is not YAML ({why}); put each text in quotation marks: symptom: "...".')


def written(article: NewArticle) -> str:
    """An article as such a text; an empty one says what goes where."""
    top = "".join(f"{key}: {_quoted(getattr(article, key))}\n" for key in KEYS)
    return f"---\n{top}---\n{article.remedy}\n"


def _quoted(text: str | None) -> str:
    import yaml

    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=sys.maxsize)).rstrip() if text else ""
