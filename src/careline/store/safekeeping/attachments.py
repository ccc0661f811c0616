"""What attachments hold: in a folder beside the store, each content once, under its SHA-256.

A content is on the disk before a row of the store names it, so no row ever stands without one; what no row and no line
of the log names is an orphan. Contents are put there, and taken away, while the store is locked. A backup has them in a
table instead, which is looked into first.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType

from careline import files
from careline.domain.cases import attaching as rules
from careline.domain.cases.media_types import MediaType
from careline.domain.errors import StoreFault
from careline.domain.values import frozen
from careline.files import Draft, Place, draft
from careline.paths import Own, same
from careline.store.dialect import field
from careline.store.faults import named_faults
from careline.store.fetch import Fetch, fetch_on
from careline.store.file import begin_to_write, connect, folder_of

PIECE = 1 << 20
"""How many bytes are in memory at a time."""
A_SHA256 = "[0-9a-f]{64}"
NAMED = f"""
    SELECT sha256, max(size) AS size FROM (
        SELECT sha256, size FROM attachments
        UNION ALL SELECT {field("before", "sha256")}, {field("before", "size")} FROM changes
        WHERE table_name = 'attachments' AND before <> '{{}}'
    ) WHERE sha256 IS NOT NULL GROUP BY sha256
"""


class ContentLost(StoreFault):
    """What an attachment holds is not there any more, is not what it was, or cannot be read; `how` says which."""

    def __init__(self, place: object, how: str) -> None:
        super().__init__(f"What was attached {how}: {place}. A backup may still have it.")
        self.how = how


class FolderUnusable(StoreFault):
    """The folder of attachments cannot be read or written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"The folder of attachments, {folder}, cannot be used: {why}. Nothing was recorded.")


MISSING, CHANGED = "is missing", "was changed"


@frozen
class Taken:
    """A file that was read and may be attached: its name, what it holds, and the draft of its content, if any."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    draft: Draft | None = None


class Taking:
    """The files of one command on their way into the store: drafts until they are put there, gone where it fails."""

    def __init__(self, store: Path, *, rehearse: bool = False) -> None:
        self.store = store
        self.rehearse = rehearse
        self._drafts = ExitStack()
        self._put = False

    def __enter__(self) -> "Taking":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._drafts.close()
        if kind and self._put:
            # Nothing was committed, or all was: whatever is named by now stays.
            with suppress(StoreFault, OSError):
                clear(self.store)

    def take(self, file: str, own: Own = ()) -> Taken:
        """Read a file into a draft beside the store. Raises BadInput and StoreFault."""
        number = _opened(file, own)
        try:
            was = os.fstat(number)
            rules.check_size(file, was.st_size)
            with _usable(self.store):
                made = None if self.rehearse else self._drafts.enter_context(draft(_drafts_in(self.store)))
            told, digest, size = MediaType(), hashlib.sha256(), 0
            for piece in _pieces(number, file):
                size += len(piece)
                rules.check_size(file, size)
                told.take(piece)
                digest.update(piece)
                if made:
                    with _usable(self.store):
                        made.take(piece)
            now = os.fstat(number)
            if (size, now.st_size, now.st_mtime_ns) != (was.st_size, was.st_size, was.st_mtime_ns):
                raise rules.unattachable(file, "it changed while it was read; try again when it is whole")
        finally:
            os.close(number)
        if made:
            with _usable(self.store):
                made.share_like(self.store.stat())
                made.finish()
        return Taken(rules.name_kept(file), told.told(), size, digest.hexdigest(), made)

    def put(self, taken: Iterable[Taken]) -> None:
        """Put what was taken where contents lie. Call it in the transaction that names them. Raises StoreFault."""
        for each in taken:
            if each.draft:
                self._put = True
                with _usable(self.store):
                    _publish(each.draft, self.store, each.sha256)

    def is_lost(self, fetch: Fetch, taken: Taken) -> bool:
        """True where a content that the store names cannot be had any more."""
        try:
            check(fetch, self.store, taken.sha256)
        except ContentLost:
            return True
        return False


def contents(fetch: Fetch, store: Path, sha256: str) -> Iterator[bytes]:
    """A content in pieces. Raises ContentLost, at the end where it is not what it was."""
    _check_sha256(sha256)
    held = fetch("SELECT content FROM attachment_contents WHERE sha256 = :sha256", sha256=sha256)
    if held:
        [(content,)] = held
        if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
            raise ContentLost(sha256, CHANGED)
        yield from (content[start : start + PIECE] for start in range(0, len(content), PIECE))
        return
    place = place_of(store, sha256)
    try:
        number = files.open_plain(place)
    except (FileNotFoundError, NotADirectoryError):
        raise ContentLost(place, MISSING) from None
    except OSError as error:
        raise ContentLost(place, f"cannot be read ({error.strerror})") from error
    try:
        digest = hashlib.sha256()
        for piece in iter(lambda: os.read(number, PIECE), b""):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != sha256:
            raise ContentLost(place, CHANGED)
    except OSError as error:
        raise ContentLost(place, f"cannot be read ({error.strerror})") from error
    finally:
        os.close(number)


def check(fetch: Fetch, store: Path, sha256: str) -> None:
    """Raise ContentLost for a content that is not there as it was."""
    for _ in contents(fetch, store, sha256):
        pass


def put(store: Path, sha256: str, pieces: Iterable[bytes]) -> None:
    """Put a content there that comes from elsewhere, such as a backup; the store is locked by whoever calls.

    Raises ContentLost where it is another one, and StoreFault.
    """
    _check_sha256(sha256)
    with _usable(store), draft(_drafts_in(store)) as made:
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            made.take(piece)
        if digest.hexdigest() != sha256:
            raise ContentLost(sha256, CHANGED)
        made.share_like(store.stat())
        _publish(made, store, sha256)


def named(fetch: Fetch) -> list[tuple[str, int]]:
    """The SHA-256 and size of every content that a row or a line of the log names."""
    return [(sha256, size) for sha256, size in fetch(f"{NAMED} ORDER BY sha256")]


def lacking(fetch: Fetch, store: Path) -> Iterator[tuple[str, Sequence[tuple[int, str]], str]]:
    """The contents of attachments that are not there as they were: SHA-256, the attachments, and how they are lost.

    An attachment has a number and a name. What the log alone names is nobody's.
    """
    for sha256, _ in named(fetch):
        if held := holding(fetch, sha256):
            try:
                check(fetch, store, sha256)
            except ContentLost as lost:
                yield sha256, held, lost.how


def holding(fetch: Fetch, sha256: str) -> list[tuple[int, str]]:
    """The attachments that hold this content: number and name."""
    return [*fetch("SELECT id, name FROM attachments WHERE sha256 = :sha256 ORDER BY id", sha256=sha256)]


def orphans(fetch: Fetch, store: Path) -> list[Path]:
    """The contents in the folder that nothing names; what is not ours in it is left alone."""
    wanted = {sha256 for sha256, _ in named(fetch)}
    found = folder_of(store).glob("[0-9a-f][0-9a-f]/*")
    return sorted(path for path in found if re.fullmatch(A_SHA256, path.name) and path.name not in wanted)


def clear(store: Path) -> int:
    """Take away the contents that nothing names, and folders that are empty then; how many. Raises StoreFault."""
    folder = folder_of(store)
    if not folder.is_dir():
        return 0
    with named_faults(store), _usable(store), closing(connect(store)) as connection:
        # Whoever attaches holds the lock from before a content is put there until its row names it.
        begin_to_write(connection)
        gone = orphans(fetch_on(connection), store)
        take_away(store, (path.name for path in gone))
        connection.rollback()
    return len(gone)


def take_away(store: Path, contents: Iterable[str]) -> None:
    """Take these contents away, and folders that are empty then; the store is locked by whoever calls.

    Raises OSError.
    """
    places = [place_of(store, sha256) for sha256 in contents]
    for place in places:
        place.unlink(missing_ok=True)
    for folder in (*{place.parent for place in places}, folder_of(store)):
        with suppress(OSError):
            folder.rmdir()


def place_of(store: Path, sha256: str) -> Path:
    """Where a content lies in the folder, there or not."""
    return folder_of(store) / sha256[:2] / sha256


@contextmanager
def _usable(store: Path) -> Iterator[None]:
    """Say what the system means of the folder. Raises FolderUnusable."""
    try:
        yield
    except OSError as error:
        raise FolderUnusable(folder_of(store), error.strerror or str(error)) from error


def _publish(made: Draft, store: Path, sha256: str) -> None:
    place = place_of(store, sha256)
    files.make_folder_beside(store, folder_of(store))
    files.make_folder_beside(store, place.parent)
    # The same content again does no harm, and puts right what was damaged.
    made.publish(Place(place, place, None))


def _drafts_in(store: Path) -> Path:
    """Where drafts are made: on the disk on which contents lie. The folder is made once there is something to keep."""
    folder = folder_of(store)
    return folder if folder.is_dir() else folder.parent


def _check_sha256(sha256: str) -> None:
    if not re.fullmatch(A_SHA256, sha256):
        raise ContentLost("its SHA-256 is none", CHANGED)


def _opened(file: str, own: Own) -> int:
    """A plain file, opened for reading. Raises BadInput."""
    path = Path(file)
    try:
        was = path.stat()
        if not stat.S_ISREG(was.st_mode):
            raise rules.unattachable(file, "it is a folder" if stat.S_ISDIR(was.st_mode) else "it is not a plain file")
        for each, what in own:
            if same(path, was, each):
                raise rules.unattachable(file, f"it is {what}")
        return files.open_plain(Path(os.path.realpath(path)))
    except FileNotFoundError:
        why = "it is a link to what is not there" if path.is_symlink() else "there is no such file"
        raise rules.unattachable(file, why) from None
    except (OSError, ValueError) as error:
        raise rules.unattachable(file, getattr(error, "strerror", None) or str(error)) from error


def _pieces(number: int, file: str) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(number, PIECE)
        except OSError as error:
            raise rules.unattachable(file, error.strerror or str(error)) from error
        if not piece:
            return
        yield piece
