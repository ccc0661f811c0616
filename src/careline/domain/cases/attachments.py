"""A file that belongs to a case: a photograph, a paper."""

from datetime import datetime

from careline.domain.ids import show
from careline.domain.values import frozen
from careline.domain.wording import sized


@frozen
class Attachment:
    """A file that belongs to a case. `sha256` says which content it has; None once its customer was forgotten."""

    id: int
    case_id: int
    at: datetime
    who: str
    file_name: str
    media_type: str
    size: int
    sha256: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """`A-1`."""
        return show("A", self.id)

    @property
    def described(self) -> str:
        """`crack.jpg (JPEG image, 2.1 MB)`."""
        from careline.domain.cases.media_types import WORDS  # most cases have none

        return f"{self.file_name} ({WORDS.get(self.media_type, self.media_type)}, {sized(self.size)})"
