"""What holds, whatever happens, and which tests show it: `docs/safety.md` is made of this."""

from typing import NamedTuple

CRASH = "tests/store/test_crash.py::"
DATABASE = "tests/store/test_database.py::"


class Claim(NamedTuple):
    """One line of the page: a fault, what holds, and how it is shown. A test is a file, or one of its functions."""

    fault: str
    holds: str
    shown: str
    tests: tuple[str, ...]


SAFETY = (
    Claim(
        "A command is killed, at whatever write",
        "The store opens, is sound, and holds the command whole or not at all; no attachment is without its content",
        "Each recording command, `doctor --fix` and `import --jsonl`, stopped at every system call that writes",
        (
            f"{CRASH}test_a_command_killed_at_any_write_is_there_whole_or_not_at_all",
            f"{CRASH}test_killing_leaves_what_was_there_when_it_was_stopped",
            f"{CRASH}test_an_attachment_never_stands_without_its_content",
            f"{CRASH}test_an_import_that_does_not_fit_into_memory_is_there_whole_or_not_at_all",
            f"{CRASH}test_a_store_that_is_made_of_an_export_is_there_whole_or_not_at_all",
            f"{CRASH}test_what_doctor_puts_right_and_was_killed_at_is_put_right_by_the_next",
            f"{CRASH}test_after_a_first_command_was_killed_the_next_one_makes_the_store",
        ),
    ),
    Claim(
        "The disk is full",
        "One line, exit 6, and nothing is changed",
        "A disk of 1 MiB, and limits on how long a file may grow, at many lengths",
        ("tests/store/test_disk_full.py",),
    ),
    Claim(
        "Two commands at once, cron among them",
        "One waits for the other, and nothing is lost; a store that stays busy is exit 75",
        "Eight processes that record fifty times each; commands that meet a lock of each kind",
        ("tests/store/test_together.py",),
    ),
    Claim(
        "The power goes",
        "What was said to be recorded is on the disk",
        "The order of writes and syncs of a command; `synchronous=EXTRA` on every connection that records",
        (
            f"{CRASH}test_the_disk_has_the_journal_before_the_store_changes_and_the_folder_before_the_command_ends",
            f"{DATABASE}test_a_recording_connection_is_held_to_what_makes_it_safe",
        ),
    ),
    Claim(
        "A newer store, another program's, a damaged one, a folder, no permission",
        "Refused by name, exit 6, and left as it is",
        "Files of each kind, with bytes lost or changed in many places",
        ("tests/store/test_database.py",),
    ),
    Claim(
        "A new version of careline meets an old store",
        "A verified copy first, then all revisions or none; looking writes nothing",
        "A store of each schema that ever was, brought up, and stopped at every third write on the way",
        (
            "tests/store/test_upgrades.py",
            f"{CRASH}test_an_upgrade_killed_at_any_write_leaves_the_old_store_or_the_new_one",
        ),
    ),
    Claim(
        "Ctrl-C, SIGTERM, SIGKILL, a closed or full standard output after the commit",
        "It is recorded, and said to be; exit 0 or 130, never *nothing was written*",
        "A signal at each system call from the commit to the end, and at each of the whole transaction",
        (
            f"{CRASH}test_what_is_committed_is_said_to_be_recorded_whatever_signal_comes_then",
            f"{CRASH}test_what_is_committed_stays_when_the_process_is_killed_then",
            f"{CRASH}test_an_interrupt_at_any_moment_of_the_transaction_says_what_became_of_it",
            "tests/cli/frame/test_interrupted.py",
        ),
    ),
    Claim(
        "The clock is set back",
        "Nothing is recorded before the newest line of the log (G11)",
        "Every kind of command with the clock before that line",
        ("tests/usecases/safekeeping/test_clock.py",),
    ),
    Claim(
        "A path that is the store, its journal, the settings, a device, a pipe, a planted link",
        "Refused, written to as what it is, or followed safely; drafts have names that nobody can guess",
        "Each kind of path; three modules alone may open a file for writing, and all others are read for it",
        (
            "tests/test_files.py",
            "tests/test_writing.py",
            "tests/cli/frame/test_output.py",
            "tests/cli/test_modes.py::test_a_link_that_a_stranger_has_laid_where_careline_writes_is_not_followed",
        ),
    ),
    Claim(
        "A crafted store: tables, columns or triggers that are not those of its revision",
        "Exit 6 with the name of what differs; nothing in the file runs, and its bytes stay as they are",
        "Crafted files, each met by commands that look and that record; values that no column may hold",
        ("tests/store/test_crafted.py", "tests/store/test_columns.py"),
    ),
    Claim(
        "An export, on another machine or after years",
        "The store that is made of it has the same export, byte for byte",
        "The store of two busy months, exports of every earlier schema, and exports with lines changed by chance",
        ("tests/store/safekeeping/test_exporting.py",),
    ),
    Claim(
        "A backup is needed",
        "It holds the same rows and contents, was checked before it had its name, and the store it replaces is kept; "
        "nothing is recorded in it, and what it lacks is said",
        "Backups and restores of each kind, spoilt ones among them, stopped at many writes; before what changes much",
        (
            "tests/cli/safekeeping/test_backup.py",
            "tests/cli/safekeeping/test_restore.py",
            "tests/cli/safekeeping/test_backed_up_first.py",
            f"{CRASH}test_a_backup_killed_at_any_write_has_its_name_and_its_line_once_it_is_whole",
            f"{CRASH}test_a_restore_killed_at_any_write_leaves_the_old_store_or_the_new_one_with_what_is_attached",
        ),
    ),
    Claim(
        "Something is wrong, and nobody has noticed",
        "`doctor` finds it, says what to do, and writes nothing without `--fix`",
        "Each fault by itself, in a store that has no other; where cron and its like cannot be looked at",
        ("tests/cli/safekeeping/test_doctor.py", "tests/cli/safekeeping/test_doctor_cron.py"),
    ),
    Claim(
        "A wrong command",
        "`undo` leaves every table as it was before, whoever did what in between, and is in the log itself",
        "Commands by chance of one and of several people, each taken back",
        ("tests/usecases/safekeeping/test_undoing.py", "tests/usecases/safekeeping/test_taking_back.py"),
    ),
    Claim(
        "Months of work with all of it",
        "The guarantees G1 to G13 hold after every step",
        "Walks by chance over every command that records, backups and restores among them; a fault planted in each "
        "guarantee is found by them",
        ("tests/guarantees/test_walk.py",),
    ),
)
SECURITY = (
    Claim(
        "Others who use the machine",
        "Folder 0700 and file 0600 before SQLite opens them, and so is everything that is made from the store",
        "The modes of what each command leaves, whatever the umask",
        (
            f"{DATABASE}test_folder_and_store_are_their_owners_alone_before_sqlite_opens_them",
            f"{DATABASE}test_the_journal_is_its_owners_alone",
            "tests/cli/test_modes.py",
            "tests/cli/safekeeping/test_backup.py::test_it_is_for_its_owner_alone_whatever_the_umask",
            "tests/usecases/cases/test_attaching.py::test_folders_and_files_are_for_their_owner_alone",
        ),
    ),
    Claim(
        "Texts that steer a terminal, a browser or a spreadsheet",
        "They show as escapes, are never read as markup, and no cell becomes a formula; JSON has them unchanged",
        "A collection of evil texts in every field, through every command that looks and every format; texts by chance",
        (
            "tests/cli/test_evil_fields.py",
            "tests/render/test_safe.py",
            "tests/render/test_html.py",
            "tests/render/test_plain.py",
            "tests/render/test_csv.py",
            "tests/render/test_table.py",
            "tests/render/test_markdown.py",
            "tests/render/test_json.py",
        ),
    ),
    Claim(
        "Any text where a date is asked for",
        "It is understood, and means the same when it is said again, or refused in one line",
        "Phrases by chance, in zones and hours of all kinds",
        ("tests/domain/time/test_due_phrases.py::TestProperties",),
    ),
    Claim(
        "Any file where a list is asked for",
        "It is imported whole, or refused in one line with nothing written",
        "Tables by chance, in every dress, spoilt in their cells, lines and encodings; damaged workbooks",
        ("tests/usecases/sheets/test_any_table.py", "tests/cli/sheets/test_any_dress.py"),
    ),
    Claim(
        "Input without bounds: devices, pipes, numbers and years beyond all, settings nested 900 deep",
        "One sentence and exit 2, or 5 for settings; nothing is waited for without end",
        "Each kind of it, in each place that takes such input",
        ("tests/cli/test_bounds.py",),
    ),
    Claim(
        "A folder that somebody else has filled",
        "Nothing in the current folder is read or run",
        "Every command that looks, in a folder of traps",
        ("tests/cli/test_current_folder.py",),
    ),
    Claim(
        "A file that is attached",
        "Its kind is told by what is in it, it is never opened or run, and its name is only a name",
        "Devices, pipes, links, files that change while they are read; names that would leave the folder",
        ("tests/usecases/cases/test_attaching.py", "tests/store/safekeeping/test_attachments.py"),
    ),
    Claim(
        "Somebody asks to be forgotten",
        "Their words, names and files are gone from tables, log, search and unused parts of the file; counts stay",
        "Every column of every table is decided about; the bytes of the file are searched, after kills too",
        (
            "tests/store/safekeeping/test_forgetting.py",
            "tests/cli/safekeeping/test_backups_holding.py",
            f"{CRASH}test_whoever_is_forgotten_is_gone_once_the_next_command_has_run_wherever_this_one_was_killed",
        ),
    ),
)
