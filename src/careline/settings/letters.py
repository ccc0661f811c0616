"""The letters that the shop has written itself, each a file in the folder of its templates."""

from pathlib import Path

from careline.domain.errors import Misconfigured
from careline.domain.shop.templates import Template
from careline.domain.texts import HoldsNul, without_nul


def read(folder: Path, name: str, *, named: bool) -> Template | None:
    """The letter of that name, or None where there is none. Raises Misconfigured.

    `named` is whether the settings name the folder, which must be there then.
    """
    path = folder / name
    try:
        return Template(str(path), without_nul(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        if named and not folder.is_dir():
            raise _unreadable(folder, "there is no such folder") from None
        return None
    except HoldsNul as error:
        raise _unreadable(path, "it holds a NUL character") from error
    except (OSError, UnicodeDecodeError) as error:
        why = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror or str(error)
        raise _unreadable(path, why) from error


def _unreadable(path: Path, why: str) -> Misconfigured:
    """The refusal: a letter that the shop wrote cannot be read, or the folder that it named is not there."""
    return Misconfigured(f"{path} cannot be read: {why}. Fix it, or see templates under [shop] in the settings.")
