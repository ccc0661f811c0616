"""The one error boundary: whatever happens ends in one line and the right exit code."""

import sys
from collections.abc import Callable, Sequence

from typer.exceptions import Abort, Exit

from careline import interrupts
from careline.cli.frame.streams import AnswerLost, give_up_output
from careline.cli.frame.typers import ClickException, NoArgsIsHelpError, NoSuchOption
from careline.domain.errors import CarelineError
from careline.interrupts import INTERRUPTED
from careline.render.safe import visible

DONE = 0
BUG = 1
LONGEST_BUG = 160
GO_BEFORE = {"--db": 2, "--config": 2, "--me": 2, "--color": 2, "--debug": 1}
"""What goes before a command, and how many words it is of."""


def guarded(main: Callable[[Sequence[str]], object], arguments: Sequence[str]) -> int:
    """Run the program with these arguments and give its exit code."""
    try:
        interrupts.begin()
        code = attempted(main, arguments)
        sys.stdout.flush()
        interrupts.check()
        interrupts.end()
    except (Abort, KeyboardInterrupt):
        interrupts.end()
        give_up_output()
        return complain(f"Interrupted; {interrupts.outcome()}.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read us has seen enough.
        give_up_output()
        return DONE
    except AnswerLost as error:
        give_up_output()
        if done := interrupts.done():
            return complain(f"{done}; the answer could not be written: {error.why}.", DONE)
        return complain(str(error), error.exit_code)
    finally:
        interrupts.end()
    return code


def attempted(main: Callable[[Sequence[str]], object], arguments: Sequence[str]) -> int:
    """Run the program, say what it refuses, and give the exit code. Raises what is about the answer's way out alone."""
    try:
        main(arguments)
    except NoArgsIsHelpError as error:
        sys.stdout.write(f"{error.format_message()}\n")
    except NoSuchOption as error:
        return complain(_no_such_option(error, arguments), error.exit_code)
    except ClickException as error:
        return complain(_in_our_words(error), error.exit_code)
    except AnswerLost:
        raise
    except CarelineError as error:
        return refused(error)
    except Exit as stop:
        return stop.exit_code
    except (Abort, BrokenPipeError):
        raise
    except Exception as error:
        # While modules load, Python turns an interrupt into other errors.
        interrupts.check()
        if "--debug" in arguments:
            raise
        return bug(f"{type(error).__name__}: {error}"[:LONGEST_BUG])
    return DONE


def _in_our_words(error: ClickException) -> str:
    """What a command line lacks or has too much of; what the parser says of it in other cases."""
    import re  # only who errs pays for it

    said, context = error.format_message(), getattr(error, "ctx", None)
    if context is None:
        return said
    command = f"careline {' '.join(context.command_path.split()[1:])}"
    if found := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)$", said):
        options = [option for each in context.command.params for option in each.opts]
        if f"--{found[1]}" in options:
            meant = f"did you mean {command} --{found[1]}?"
        else:
            option = next((name for name in ("--case", "--customer") if name in options), "")
            meant = f"did you mean {command} {option} {found[1]}?" if option else f"see {command} --help."
        return f'"{found[1]}" is one word too many; {meant}'
    if found := re.match(r"Invalid value for '(.*?)': '?(.*?)'? is not one of (.*)\.$", said):
        return f'{found[1].split(" / ")[0]} is "{found[2]}"; it can be {found[3].replace(chr(39), "")}.'
    limits = r"Invalid value for '(.*?)': (.*?) is not in the range (?:x>=(\d+)|(\d+)<=x<=(\d+))\.$"
    if found := re.match(limits, said):
        can_be = f"{found[3]} or more" if found[3] else f"from {found[4]} to {found[5]}"
        return f"{found[1].split(' / ')[0]} is {found[2]}; it can be {can_be}."
    return said


def _no_such_option(error: NoSuchOption, arguments: Sequence[str]) -> str:
    from careline.cli.frame import dashes, otherwise  # only who errs pays for it

    if error.ctx is None:
        return error.format_message()
    command, depth = error.ctx.command, len(error.ctx.command_path.split()) - 1
    if text := dashes.advice(error.option_name, arguments, command, depth):
        return text
    if error.option_name[1:2].isdigit():
        return "Amounts and numbers are never below zero; write them without a sign."
    if error.option_name in GO_BEFORE:
        return _goes_before(error.option_name, arguments)
    return otherwise.option(error.option_name, [name for each in command.params for name in each.opts])


def _goes_before(option: str, arguments: Sequence[str]) -> str:
    """The line as it goes: with the option in its place."""
    import shlex

    place = next(n for n, word in enumerate(arguments) if word.partition("=")[0] == option)
    end = place + (1 if "=" in arguments[place] else GO_BEFORE[option])
    words = [*arguments[place:end], *arguments[:place], *arguments[end:]]
    return f"{option} goes before the command: careline {shlex.join(words)}."


def refused(error: CarelineError) -> int:
    """Say no, with the list that goes with it if anybody takes it."""
    try:
        sys.stdout.writelines(f"{visible(line)}\n" for line in error.listing)
        sys.stdout.flush()
    except (BrokenPipeError, AnswerLost):
        give_up_output()
    done = interrupts.done()
    return complain(f"{done}. {error}" if done and str(error) else str(error), error.exit_code)


def bug(what: str) -> int:
    """Say that it is our fault; and where something was done, that it need not be done again."""
    if done := interrupts.done():
        return complain(f"{done}; telling of it failed, which is a bug in careline ({what}).", BUG)
    return complain(f"This is a bug in careline ({what}). --debug shows where.", BUG)


def complain(message: str, code: int) -> int:
    """One line on standard error; none for what is no error."""
    if message:
        sys.stderr.write(f"careline: {visible(' '.join(message.splitlines()))}\n")
    return code
