import re

import pytest

from careline.domain.errors import BadInput
from careline.domain.sheets.columns import FIELDS
from careline.domain.sheets.fixes import Fix, read_fix

HEADER = (
    "Nr",
    "Kunde",
    "Betreff lang",
    "due",
    "A=B",
    "First",
    "Last name",
    "Dead line",
    "Phone",
    "C+D",
    "Nr. 2",
    "Nr. 2",
)
OPTIONS = ("tz", "date-format")


FIXES = [
    ("subject=Kunde", Fix({"subject": "Kunde"})),
    (" Subject = Betreff lang  ref=Nr", Fix({"subject": "Betreff lang", "ref": "Nr"})),
    ("subject='Betreff lang', ref=Nr", Fix({"subject": "Betreff lang", "ref": "Nr"})),
    ('customer="City of Boston" due=', Fix({}, {"customer": "City of Boston"}, frozenset({"due"}))),
    ("due= kept= subject=A=B", Fix({"subject": "A=B"}, {}, frozenset({"due", "kept"}))),
    ('promise="It\'s done"', Fix({}, {"promise": "It's done"})),
    ("subject=Kunde,ref=Nr, due=", Fix({"subject": "Kunde", "ref": "Nr"}, {}, frozenset({"due"}))),
    (
        "date-format=%d.%m.%Y %H:%M tz=Europe/Rome",
        Fix(options={"date-format": "%d.%m.%Y %H:%M", "tz": "Europe/Rome"}),
    ),
    ("subject=betr customer=Ku", Fix({"subject": "Betreff lang", "customer": "Kunde"})),
    ("due=du subject=A=", Fix({"due": "due", "subject": "A=B"})),
    (
        "customer=First+Last subject=C+D ref=Nr. 2#2",
        Fix({"customer": "First+Last name", "subject": "C+D", "ref": "Nr. 2#2"}),
    ),
    ('customer="First+Last name" phone="Phone"', Fix({"customer": "First+Last name", "phone": "Phone"})),
    # A column may be called like a channel.
    ('channel="phone" customer="Robin Vale"', Fix({}, {"channel": "phone", "customer": "Robin Vale"})),
    ("channel=Phone", Fix({"channel": "Phone"})),
]


def test_a_fix_names_columns_values_what_nothing_gives_and_options(subtests: pytest.Subtests) -> None:
    for typed, fix in FIXES:
        with subtests.test(typed):
            assert read_fix(typed, FIELDS, OPTIONS, HEADER) == fix


NO_FIXES = {
    "yes please": '"yes please" is not understood here.',
    "subject": '"subject" is not understood here.',
    "?" * 99: f'"{"?" * 39}\N{HORIZONTAL ELLIPSIS}" is not understood here.',
    "subjct=Kunde": 'There is no field "subjct". Did you mean subject?',
    "colour=Kunde": "There are: ref, customer",
    "due=due due=": "due is given twice",
    "tz=": "tz is given without a value",
    'ref="1"': "the ref tells rows apart",
    'customer="NAME"': "NAME in --set customer=NAME stands for a name",
    "ref=Nr more=": 'no field "more"',
    "customer=City of Boston": (
        'No column is called "City of Boston"; ? lists them. What every row says stands in quotation marks: '
        'customer="City of Boston".'
    ),
    "due=Dead lime": 'No column is called "Dead lime". Did you mean due="Dead line"?',
    'due="Dead lin"': 'No column is called "Dead lin". Did you mean due="Dead line"? What every row is to say,',
    'due="Dread line"': 'Did you mean due="Dead line"?',
    "customer=First+Lost": '"First+Lost"',
    "subject=COLUMN": 'No column is called "COLUMN"; ? lists them.',
    "subject=+": 'No column is called "+"',
}


def test_what_is_no_fix_is_refused_with_its_reason(subtests: pytest.Subtests) -> None:
    for typed, words in NO_FIXES.items():
        with subtests.test(typed), pytest.raises(BadInput, match=re.escape(words)):
            read_fix(typed, FIELDS, OPTIONS, HEADER)


def test_a_line_as_long_as_a_terminal_takes_is_refused_at_once(subtests: pytest.Subtests) -> None:
    for typed in ("a=" + " " * 4000 + "x", "x" * 4000, "due=" + "b " * 2000, 'due="' * 800, " " * 2000 + "= " * 1000):
        with subtests.test(typed[:9]), pytest.raises(BadInput) as refused:
            read_fix(typed, FIELDS, OPTIONS, HEADER)
        assert len(str(refused.value)) < 9000
