"""How shells are answered, so that they never run what customers wrote, which stands among the proposals.

Typer's script for zsh evaluates proposals as code, and those for bash and PowerShell put them on the line unquoted.
"""

import os
import re
from pathlib import Path
from typing import Any

from careline import files, paths
from careline.cli.frame import ASKED_BY_SHELL
from careline.cli.frame.typers import (
    PowerShellComplete,
    ZshComplete,
    add_completion_class,
    completion_init,
    completions,
)

MENU = "zstyle ':completion:*' menu select"
BASH = r"""
_careline_completion() {
    local IFS=$'\n' word quote=${COMP_WORDS[COMP_CWORD]:0:1}
    COMPREPLY=()
    while IFS= read -r word; do
        if [[ $quote != [\"\'] ]]; then
            COMPREPLY+=("$(printf %q "$word")")
        elif [[ $word != *[\"\'\\\$\`!]* ]]; then
            COMPREPLY+=("$word")
        fi
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _CARELINE_COMPLETE=complete_bash careline)
}

complete -o default -F _careline_completion careline
"""

ZSH = r"""
#compdef careline

_careline() {
  local answer
  local -a proposals
  answer=$(_TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" _CARELINE_COMPLETE=complete_zsh careline)
  proposals=("${(@f)answer}")
  if [[ -n $answer ]]; then
    _describe -V careline proposals
  else
    _files
  fi
}

if [[ $funcstack[1] == _careline ]]; then
  _careline "$@"
else
  compdef _careline careline
fi
"""


class ZshLines(ZshComplete):
    """`word:what it is` in lines; backslashes are doubled, and colons of the word itself are escaped."""

    def format_completion(self, item: Any) -> str:
        """One line."""
        word, about = (text.replace("\\", r"\\") for text in (item.value, item.help or ""))
        return ":".join((word.replace(":", r"\:"), about))

    def complete(self) -> str:
        """All lines; none where nothing fits."""
        return "\n".join(map(self.format_completion, self.get_completions(*self.get_completion_args())))


class PowerShellWords(PowerShellComplete):
    """Words as PowerShell reads them back: what is not plain stands in quotes, of which it knows five."""

    def format_completion(self, item: Any) -> str:
        """One line."""
        if not re.fullmatch(r"[\w.-]+", item.value):
            doubled = re.sub("(['\u2018-\u201b])", r"\1\1", item.value)
            item.value = f"'{doubled}'"
        return super().format_completion(item)


def prepare() -> None:
    """Have Typer answer, show and install completion in our way."""
    completion_init()
    add_completion_class(ZshLines, "zsh")
    add_completion_class(PowerShellWords, "powershell")
    add_completion_class(PowerShellWords, "pwsh")
    ours = {"bash": BASH, "zsh": ZSH}
    completions._completion_scripts |= {shell: script.replace("%", "%%") for shell, script in ours.items()}


def script(shell: str) -> str:
    """The script that a shell needs."""
    prepare()
    return completions.get_completion_script(prog_name="careline", complete_var=ASKED_BY_SHELL, shell=shell)


def install(shell: str) -> Path:
    """Put the script where the shell finds it, and tell its start-up file, whose links and other lines stay.

    Where it lies. Raises Unwritable.
    """
    text, home = script(shell), Path.home()
    if shell == "bash":
        path = home / ".bash_completions" / "careline.sh"
        _put(path, text)
        _add_lines(home / ".bashrc", f"source '{path}'")
    elif shell == "zsh":
        path = home / ".zfunc" / "_careline"
        _put(path, text)
        _add_lines(home / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit", MENU)
    elif shell == "fish":
        path = home / ".config" / "fish" / "completions" / "careline.fish"
        _put(path, f"{text}\n")
    else:
        # Only PowerShell knows where its profile lies; Typer asks it, and adds the script at the end.
        _, path = completions.install(shell=shell, prog_name="careline", complete_var=ASKED_BY_SHELL)
    return path


def _put(path: Path, text: str) -> None:
    with paths.named_faults(path):
        files.make_folder(path.parent)
    files.place(path).write(text.encode())


def _add_lines(path: Path, *lines: str) -> None:
    """Add those lines that the file does not have; a menu of the user's own stays."""
    with paths.named_faults(path):
        before = path.read_bytes() if path.exists() else b""
    lacking = [line for line in lines if (b"zstyle" if line == MENU else os.fsencode(line)) not in before]
    if lacking:
        files.place(path).write(before + b"".join(b"\n%s\n" % os.fsencode(line) for line in lacking))
