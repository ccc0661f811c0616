"""Merging takes along all that stands on a case."""

from careline.store.tables.all import METADATA
from careline.usecases.cases.joining import MOVING

MOVED_APART = {"case_links", "hook_calls"}
"""What two cases hold in another way; a hook is told of what happened on the case on which it did."""


def test_every_table_of_a_case_goes_along_where_it_is_merged() -> None:
    of_a_case = {name for name, table in METADATA.tables.items() if "case_id" in table.columns}
    assert {table.__tablename__ for table in MOVING} == of_a_case - MOVED_APART
