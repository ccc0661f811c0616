"""What only SQLite understands: fragments of SQL, each by what it means, so that another engine can have its own.

Everything else that the queries say is plain SQL.
"""

OR_NOT = "OR IGNORE"
"""After INSERT or UPDATE: a row that would break a constraint is left out."""
AS_IT_STANDS = "LIMIT -1"
"""Ends a subquery that is to be worked out by itself first: SQLite would dissolve it and be slower by far."""


COUNT_CHANGED = "SELECT changes()"
"""How many rows the last statement has changed, those that triggers changed aside."""
HAS_INDEX = """
    SELECT 1 FROM pragma_index_list(:table) l, pragma_index_info(l.name) i
    WHERE i.seqno = 0 AND i.name = :column AND NOT l.partial
"""
"""A row where a table has an index of all its rows that begins with a column."""
TABLES = """
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
"""
"""The names of all tables, but for SQLite's own."""
COLUMNS = 'SELECT name, type, "notnull", pk FROM pragma_table_info(:table) ORDER BY cid'
"""The columns of a table that hold facts: name, declared type, whether they are needed, and their place in the key."""
REFERENCES = 'SELECT "from", "table" FROM pragma_foreign_key_list(:table)'
"""The columns of a table that refer to another's ids, and which."""
COUNTERS = "SELECT name, seq FROM sqlite_sequence ORDER BY name"
"""The last id that each table has given out."""
MADE_AFTER_ROWS = """
    SELECT type, name, sql FROM sqlite_schema
    WHERE type = 'trigger' OR type = 'index' AND sql <> '' AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid
"""
"""What only costs time while many rows are put in, in the order in which it was made: triggers and indexes."""
LOGGED = """
    SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name = 'log_' || tbl_name || '_insert'
    ORDER BY tbl_name
"""
"""The names of the tables of which each change has its line in the log."""
FIRST_BROKEN = 'SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT 1'
"""A row that refers to one that is not there: its table, its id, and the table that it points to."""


def each(name: str) -> str:
    """A SELECT of the values in the JSON array that is handed in as `:name`."""
    return f"SELECT value FROM json_each(:{name})"


def among(name: str) -> str:
    """The test that a column is one of the values in the JSON array `:name`."""
    return f"IN ({each(name)})"


def pairs(name: str) -> str:
    """A table with `key` and `value` of each pair in the JSON object that is handed in as `:name`."""
    return f"json_each(:{name})"


def by(index: str) -> str:
    """After a table's name: read it by this index, which the planner would not choose."""
    return f"INDEXED BY {index}"


def field(column: str, key: str) -> str:
    """What stands under a key in a column that holds a JSON object; NULL where nothing does."""
    return f"json_extract({column}, '$.{key}')"


def is_json(column: str) -> str:
    """The test that a column holds JSON."""
    return f"json_valid({column})"


def joined(value: str, between: str = ",") -> str:
    """All values of a group, one after another."""
    return f"group_concat({value}, '{between}')"


def matches(table: str, name: str) -> str:
    """The test that a row of a full-text table has the words of the query `:name`."""
    return f"{table} MATCH :{name}"


def relevance(table: str, weights: str) -> str:
    """How well a row of a full-text table answers its query, the best first."""
    return f"bm25({table}, {weights})"


def quarter_hour(moment: str) -> str:
    """The number of the quarter of an hour, counted from 1970, that a stored moment lies in."""
    return f"strftime('%s', {moment}) / 900"


def later(moment: str, name: str) -> str:
    """A stored moment, moved by `:name`, such as '+30 days'."""
    return f"datetime({moment}, :{name})"
