"""What we call somebody by."""

import pytest

from careline.domain.calling import NAMELESS, is_akin, short_name


def test_a_person_is_called_by_the_first_name_a_company_by_all_of_its_own_and_nobody_by_a_number(
    subtests: pytest.Subtests,
) -> None:
    for name, short in [
        ("Dana Reyes", "Dana"),
        ("  Dana   Reyes ", "Dana"),
        ("Reyes, Dana", "Dana"),
        ("Reyes, Dr. Dana", "Dana"),
        ("Reyes, Dana María", "Dana"),
        ("Dana Reyes, MD", "Dana"),
        ("Dana Reyes Jr.", "Dana"),
        ("Madonna", "Madonna"),
        ("李", "李"),
        ("José Ortega y Gasset", "José"),
        ("Anna von der Leyen", "Anna"),
        ("Anne-Marie Vale", "Anne-Marie"),
        ("Maria de la Cruz", "Maria"),
        ("Mr Jack Lowe", "Jack"),
        ("MRS. Kim Lane", "Kim"),
        ("Dr. med. Anna Schmidt", "Anna"),
        ("Prof. Dr. Anna Schmidt", "Anna"),
        ("Herr Karl Huber", "Karl"),
        ("Mme Claire Petit", "Claire"),
        ("Señora Ana Ruiz", "Ana"),
        ("Mr Vale", "Mr Vale"),
        ("Frau Dr. Schmidt", "Frau Dr. Schmidt"),
        ("Dr", "Dr"),
        ("J. Robert Lowe", "Robert"),
        ("J. Lowe", "J. Lowe"),
        ("M. R. Lowe", "M. R. Lowe"),
        ("Mr J. Lowe", "J. Lowe"),
        ("Acme Pharma GmbH", "Acme Pharma GmbH"),
        ("Acme Inc.", "Acme Inc."),
        ("Lowe & Sons", "Lowe & Sons"),
        ("Lowe and Sons", "Lowe and Sons"),
        ("Vale Bros. Ltd", "Vale Bros. Ltd"),
        ("Siemens AG", "Siemens AG"),
        ("Dupont S.A.R.L.", "Dupont S.A.R.L."),
        ("City of Boston", "City of Boston"),
        ("The Copper Kettle", "The Copper Kettle"),
        ('Hotel "Krone"', 'Hotel "Krone"'),
        ("Riverside Dental Practice", "Riverside Dental Practice"),
        ("Studio 54", "Studio 54"),
        ("dana@example.com", "dana@example.com"),
        ("617 555 0177", NAMELESS),
        ("+1 (617) 555-0177", NAMELESS),
        ("6175550177", NAMELESS),
    ]:
        with subtests.test(f"{name} {short}"):
            assert short_name(name) == short


BOTH_NAMES = [
    ("Dana Reyes", "dana reyes"),
    ("Dana Reyes", "Reyes, Dana"),
    ("Dana Reyes", "Ms Dana Reyes"),
    ("Dana Reyes", "Ms. Reyes"),
    ("Dana Reyes", "Dana"),
    ("Dana Reyes", "D. Reyes"),
    ("Dana Reyes", "Dana R."),
    ("Dana Reyes", "DR"),
    ("Dana Reyes", "Dana María Reyes"),
    ("617 555 0177", "Dana Reyes"),
    ("dana@example.com", "Dana Reyes"),
]


def test_one_person_may_have_both_names(subtests: pytest.Subtests) -> None:
    for one, other in BOTH_NAMES:
        with subtests.test(one):
            assert is_akin(one, other)
            assert is_akin(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dana Reyes", "Robin Vale"),
        ("Dana Reyes", "Robin Reyes"),
        ("Dana Reyes", "Dana Vale"),
        ("Dana Reyes", "R. Reyes"),
        ("Dana Reyes", "RV"),
        ("Acme GmbH", "Dana Reyes"),
    ],
)
def test_these_are_the_names_of_two(one: str, other: str) -> None:
    assert not is_akin(one, other)
