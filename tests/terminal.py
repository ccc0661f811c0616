"""Text that says of itself to be a terminal: to start one takes half a second, and Windows has none."""

import io


class Terminal(io.StringIO):
    """Somebody looks at it, and could be asked. With `patch("io.StringIO", Terminal)` a Shop runs at one."""

    def isatty(self) -> bool:
        """It is one."""
        return True
