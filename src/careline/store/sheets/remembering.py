"""What was chosen for the sheets from a source, kept for the next one."""

from collections.abc import Iterable

from careline.domain.names import BadAddress, fold, read_person
from careline.domain.sheets.remembered import Choice, Remembered, What, remembered
from careline.domain.telephones import key_of
from careline.store.dialect import field
from careline.store.fetch import Fetch
from careline.store.recording import Recording

TELL_OF_CUSTOMER = ("customer", "email", "phone")
"""The fields whose value for every row may be a person."""


def known(fetch: Fetch, command: str, source: str) -> Remembered | None:
    """What was chosen for the sheets that a command imports from a source; None where nothing was."""
    return remembered(_choices(fetch, command, source))


def remember(work: Recording, command: str, source: str, new: Remembered) -> None:
    """Keep what was chosen, in the place of what was; where that is the same, nothing is written."""
    choices = list(new.choices)
    if choices == _choices(work.fetch, command, source):
        return
    work.run("DELETE FROM sheet_choices WHERE command = :command AND source = :source", command=command, source=source)
    for what, each, text in choices:
        work.run(
            "INSERT INTO sheet_choices (command, source, what, field, text)"
            " VALUES (:command, :source, :what, :field, :text)",
            command=command,
            source=source,
            what=str(what),
            field=each,
            text=text,
        )


def take_back(work: Recording, command: str, source: str, number: int) -> None:
    """Choose again for a source what was chosen before an import that has chosen something."""
    if not work.fetch(
        "SELECT 1 FROM changes WHERE command_id = :number AND table_name = 'sheet_choices' LIMIT 1", number=number
    ):
        return
    work.run("DELETE FROM sheet_choices WHERE command = :command AND source = :source", command=command, source=source)
    columns = ("id", "command", "source", "what", "field", "text")
    work.run(
        f"""
        WITH since AS (SELECT min(id) AS id FROM changes
            WHERE command_id >= :number AND table_name = 'sheet_choices' GROUP BY row_id)
        INSERT INTO sheet_choices ({", ".join(columns)})
        SELECT {", ".join(field("h.before", column) for column in columns)} FROM since JOIN changes h ON h.id = since.id
        WHERE h.action = 'delete' AND h.before <> '{{}}' AND {field("h.before", "command")} = :command
            AND {field("h.before", "source")} = :source
        ORDER BY h.row_id
        """,
        number=number,
        command=command,
        source=source,
    )


def forget(work: Recording, names: Iterable[str], emails: Iterable[str], phones: Iterable[str]) -> None:
    """Take away each value for all rows that is somebody, by one of their names, addresses or numbers.

    The lines of the log that tell of one are blanked as well.
    """
    folded, lowered, keys = set(map(fold, names)), {each.lower() for each in emails}, set(map(key_of, phones)) - {None}

    def is_theirs(each: str, text: str) -> bool:
        if each == "phone":
            return key_of(text) in keys
        try:
            person = read_person(text, each)
        except BadAddress:
            return False
        return fold(person.name or "") in folded or (person.email or "").lower() in lowered

    rows = work.fetch("SELECT id, field, text FROM sheet_choices WHERE what = :value", value=What.VALUE.value)
    for number, each, text in rows:
        if each in TELL_OF_CUSTOMER and is_theirs(each, text):
            work.run("DELETE FROM sheet_choices WHERE id = :id", id=number)
    gone = work.fetch(
        f"SELECT id, {field('before', 'field')}, {field('before', 'text')} FROM changes"
        " WHERE table_name = 'sheet_choices' AND before <> '{}'"
    )
    for number, each, text in gone:
        if each in TELL_OF_CUSTOMER and is_theirs(each, text):
            work.run("UPDATE changes SET before = '{}' WHERE id = :id", id=number)


def _choices(fetch: Fetch, command: str, source: str) -> list[Choice]:
    return list(
        fetch(
            "SELECT what, field, text FROM sheet_choices WHERE command = :command AND source = :source ORDER BY id",
            command=command,
            source=source,
        )
    )
