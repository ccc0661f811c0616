"""Text that says of itself to be a terminal: to start one takes half a second, and Windows has none."""

import io
from unittest.mock import patch

from tests.shop import Answer, Shop


class Terminal(io.StringIO):
    """Somebody looks at it, and could be asked. With `patch("io.StringIO", Terminal)` a Shop runs at one."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def typing(shop: Shop, command: str, *lines: str) -> Answer:
    """Run a command as at a terminal where somebody types these lines, and then nothing more."""
    shop.environment |= {"HOME": str(shop.folder), "NO_COLOR": "1"}
    with patch("io.StringIO", Terminal):
        return shop.run(command, typed="".join(f"{line}\n" for line in lines))
