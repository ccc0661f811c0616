"""Having somebody write a text in their editor."""

import os
import shlex
import subprocess

from careline.desk import Desk
from careline.domain.errors import BadInput, Misconfigured, NotText
from careline.files import write_new
from careline.passing import passing_folder


def edited(desk: Desk, text: str, name: str = "article.md") -> str:
    """What somebody makes of a text in $VISUAL or $EDITOR. Raises BadInput, Misconfigured and NotText."""
    if desk.no_input:
        raise BadInput("--edit opens an editor, but --no-input asks nothing; give the text with options or --file.")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    if editor == "vi" and not desk.somebody_answers:
        raise BadInput("--edit opens an editor, which needs a terminal; give the text with options or --file.")
    try:
        words = [word.strip('"') for word in shlex.split(editor, posix=os.name != "nt")]
    except ValueError:
        raise BadInput(
            f"The editor {editor} is no command line: a quotation mark in it is not closed. Nothing was written; set "
            "VISUAL or EDITOR anew."
        ) from None
    with passing_folder("careline-") as folder:
        path = folder / name
        write_new(path, text)
        try:
            code = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603 - the editor of whoever types
        except OSError as error:
            raise _editor_failed(editor, f"cannot be started ({error.strerror})") from error
        if code:
            raise _editor_failed(editor, f"ended with {code}")
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotText from error
        except OSError as error:
            raise _editor_failed(editor, f"left no text ({error.strerror})") from error


def _editor_failed(editor: str, why: str) -> Misconfigured:
    """The refusal: the editor did not do its work."""
    return Misconfigured(f"The editor {editor} {why}; nothing was written. Set VISUAL or EDITOR to one that works.")
