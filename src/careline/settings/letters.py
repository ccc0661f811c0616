"""The letters that the shop has written itself, each a file in the folder of its templates."""

import stat
from pathlib import Path

from careline.domain.errors import Misconfigured
from careline.domain.shop.templates import Template
from careline.domain.texts import HoldsNul, without_nul

LONGEST = 1 << 20


def read(folder: Path, name: str, *, named: bool) -> Template | None:
    """The letter of that name, or None where there is none. Raises Misconfigured.

    `named` is whether the settings name the folder, which must be there then.
    """
    path = folder / name
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a FIFO would be waited for
            raise _unreadable(path, "it is not a plain file")
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LONGEST + 1)
        if len(text) > LONGEST:
            raise _unreadable(path, "it is longer than any letter")
        return Template(str(path), without_nul(text))
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
