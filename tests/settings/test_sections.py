"""A section is put into a settings file, and everything else in it stays as it is."""

import tomllib

import pytest

from careline.settings.sections import with_section
from careline.settings.template import template

NEW: dict[str, str | int] = {"server": 'smtp."x".com', "port": 465}
BLOCK = '[mail]\nserver = "smtp.\\"x\\".com"\nport = 465\n'
FILES = (
    ("", BLOCK),
    ("[shop]\nme = 'Ana'", f"[shop]\nme = 'Ana'\n\n{BLOCK}"),
    ("[shop]\nme = 'Ana'\n", f"[shop]\nme = 'Ana'\n\n{BLOCK}"),
    ("# mine\n[mail]\n# old\nserver = 'x'\n\n# phrases\n[phrases]\n", f"# mine\n{BLOCK}\n# phrases\n[phrases]\n"),
    ("[mail] # here\nserver = 'x'\n\nport = 1\n[phrases]\n", f"{BLOCK}[phrases]\n"),
    ("[mail]\nserver = 'x'\n\nport = 1\n", BLOCK),
    ("[mailing]\nx = 1\n", f"[mailing]\nx = 1\n\n{BLOCK}"),
)


@pytest.mark.parametrize(("before", "after"), FILES)
def test_it_takes_the_place_of_the_old_one_or_comes_last(before: str, after: str) -> None:
    assert with_section(before, "mail", NEW) == after
    assert with_section(after, "mail", NEW) == after


def test_it_goes_into_the_settings_that_careline_writes() -> None:
    after = with_section(template(), "mail", NEW)
    assert tomllib.loads(after) == tomllib.loads(template()) | {"mail": NEW}
    assert "# Phrases that you often use" in after
