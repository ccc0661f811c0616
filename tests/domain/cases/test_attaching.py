"""What an attachment is called: in the store as it was, on a disk as is safe there."""

import os

import pytest

from careline.domain.cases.attaching import LONGEST_NAME, name_kept, name_saved

KEPT = [
    ("crack.jpg", "crack.jpg"),
    ("/home/dana/Größe 3.PDF", "Größe 3.PDF"),
    ("../../etc/passwd", "passwd"),
    ("a\x1b[31mb.jpg", "a\x1b[31mb.jpg"),
    (" ", "file"),
    (os.fsdecode(b"Gr\xf6\xdfe.txt"), "Gr\\xf6\\xdfe.txt"),
    ("x" * 300 + ".jpeg", "x" * 250 + ".jpeg"),
    ("é" * 200 + ".jpeg", "é" * 125 + ".jpeg"),
    ("x." + "y" * 300, "x." + "y" * 253),
]
SAVED = [
    ("crack.jpg", "crack.jpg"),
    ("Größe 3.PDF", "Größe 3.PDF"),
    ("../../etc/passwd", "__.._etc_passwd"),
    ("..", "file"),
    (".", "file"),
    (".bashrc", "_bashrc"),
    ("...profile", "_profile"),
    ("-rf", "_rf"),
    ("~", "_"),
    ("C:\\autoexec.bat", "C__autoexec.bat"),
    ("invoice.pdf. . ", "invoice.pdf"),
    ("a\x1b[31m\nb.jpg", "a_[31m_b.jpg"),
    ("invoice\u202efdp.exe", "invoice_fdp.exe"),
    ("in\u200bvoice.pdf", "in_voice.pdf"),
    ("CON", "_CON"),
    ("con.txt", "_con.txt"),
    ("Com1.tar.gz", "_Com1.tar.gz"),
    ("lpt\u00b9", "_lpt\u00b9"),
    ("console.log", "console.log"),
    ("COM10", "COM10"),
    ("", "file"),
    ("x" * 300 + ".jpeg", "x" * 250 + ".jpeg"),
    ('what? "this"|<that>*', "what_ _this___that__"),
]


def test_a_name_is_kept_as_it_was_without_its_folder(subtests: pytest.Subtests) -> None:
    for name, expected in KEPT:
        with subtests.test(name=name):
            assert name_kept(name) == expected
            assert len(expected.encode()) <= LONGEST_NAME


def test_a_name_is_saved_as_no_disk_and_no_shell_takes_for_something_else(subtests: pytest.Subtests) -> None:
    for name, expected in SAVED:
        with subtests.test(name=name):
            assert name_saved(name) == expected
            assert name_saved(expected) == expected
