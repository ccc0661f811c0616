import re

import pytest

from careline.domain.errors import BadInput
from careline.domain.sheets.columns import FIELDS
from careline.domain.sheets.fixes import Fix, read_fix

HEADER = ("Nr", "Kunde", "Betreff lang", "due")
OPTIONS = ("tz", "date-format")


FIXES = [
    ("subject=Kunde", Fix({"subject": "Kunde"})),
    (" Subject = Betreff lang  ref=Nr", Fix({"subject": "Betreff lang", "ref": "Nr"})),
    ("subject='Betreff lang', ref=Nr", Fix({"subject": "Betreff lang", "ref": "Nr"})),
    ('customer="City of Boston" due=', Fix({}, {"customer": "City of Boston"}, frozenset({"due"}))),
    ("due= kept= subject=A=B", Fix({"subject": "A=B"}, {}, frozenset({"due", "kept"}))),
    ('promise="It\'s done"', Fix({}, {"promise": "It's done"})),
    ("customer=City of Boston", Fix({"customer": "City of Boston"})),
    (
        "date-format=%d.%m.%Y %H:%M tz=Europe/Rome",
        Fix(options={"date-format": "%d.%m.%Y %H:%M", "tz": "Europe/Rome"}),
    ),
    ("subject=betr customer=Ku", Fix({"subject": "Betreff lang", "customer": "Kunde"})),
    ("due=du subject=K=B", Fix({"due": "due", "subject": "K=B"})),
    ("customer=First+Last", Fix({"customer": "First+Last"})),
]


def test_a_fix_names_columns_values_what_nothing_gives_and_options(subtests: pytest.Subtests) -> None:
    for typed, fix in FIXES:
        with subtests.test(typed):
            assert read_fix(typed, FIELDS, OPTIONS, HEADER) == fix


NO_FIXES = {
    "yes please": '"yes please" is not understood here; write subject=COLUMN',
    "subject": "write subject=COLUMN",
    "subjct=Kunde": 'There is no field "subjct". Did you mean subject?',
    "colour=Kunde": "There are: ref, customer",
    "due=due due=": "due is given twice",
    "tz=": "tz is given without a value",
    'ref="1"': "the ref tells rows apart",
    'customer="NAME"': "NAME in --set customer=NAME stands for a name",
    "ref=Nr and more=": 'no field "more"',
}


def test_what_is_no_fix_is_refused_with_its_reason(subtests: pytest.Subtests) -> None:
    for typed, words in NO_FIXES.items():
        with subtests.test(typed), pytest.raises(BadInput, match=re.escape(words)):
            read_fix(typed, FIELDS, OPTIONS, HEADER)
