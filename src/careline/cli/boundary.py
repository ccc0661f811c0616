"""The one error boundary: whatever happens ends in one line and the right exit code."""

import os
import sys
from collections.abc import Callable, Sequence

from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption
from typer.exceptions import Abort, Exit

from careline.domain.errors import CarelineError
from careline.render.safe import visible

DONE = 0
BUG = 1
INTERRUPTED = 130
LONGEST_BUG = 160
GOES_BEFORE = {
    option: f"{option} goes before the command: careline {option}{value} overdue."
    for option, value in (
        ("--db", " FILE"),
        ("--config", " FILE"),
        ("--me", " NAME"),
        ("--color", " never"),
        ("--debug", ""),
    )
}


def guarded(main: Callable[[Sequence[str]], object], arguments: Sequence[str]) -> int:
    """Run the program with these arguments and give its exit code."""
    try:
        main(arguments)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        sys.stdout.write(f"{error.format_message()}\n")
    except NoSuchOption as error:
        if error.option_name[1:2].isdigit():
            return complain(
                "A number below zero, such as -6.50, is never meant; write it without a sign.", error.exit_code
            )
        before = GOES_BEFORE.get(error.option_name)
        return complain(before or error.format_message(), error.exit_code)
    except ClickException as error:
        return complain(error.format_message(), error.exit_code)
    except CarelineError as error:
        sys.stdout.writelines(f"{visible(line)}\n" for line in error.listing)
        return complain(str(error), error.exit_code)
    except Exit as stop:
        return stop.exit_code
    except (Abort, KeyboardInterrupt):
        return complain("Interrupted; nothing was written.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read us has seen enough. Python would complain again when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if "--debug" in arguments:
            raise
        what = f"{type(error).__name__}: {error}"[:LONGEST_BUG]
        return complain(f"This is a bug in careline ({what}). --debug shows where.", BUG)
    return DONE


def complain(message: str, code: int) -> int:
    """One line on standard error; none for what is no error."""
    if message:
        sys.stderr.write(f"careline: {visible(' '.join(message.splitlines()))}\n")
    return code
