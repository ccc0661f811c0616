"""The scripts by which shells ask careline what fits, and how they are installed; `asked` answers.

Each offers file names where careline says that a file goes, and nothing where it proposes nothing.
"""

import os
import subprocess
from pathlib import Path

from careline import files, paths
from careline.domain.errors import BadInput, Misconfigured

MENU = "zstyle ':completion:*' menu select"
BASH = r"""
_careline_completion() {
    local IFS=$'\n' answer code
    COMPREPLY=()
    answer=$(_CARELINE_COMPLETE=complete_bash _TYPER_COMPLETE_ARGS="${COMP_LINE:0:COMP_POINT}" \
        COMP_WORDBREAKS=$COMP_WORDBREAKS COMP_TYPE=$COMP_TYPE careline 2>/dev/null)
    code=$?
    if ((code == 64)); then
        compopt -o default
    elif [[ $answer ]]; then
        mapfile -t COMPREPLY <<<"$answer"
    fi
}

complete -o nosort -F _careline_completion careline
"""

ZSH = r"""
#compdef careline

_careline() {
  local answer code
  local -a proposals
  answer=$(_TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" _CARELINE_COMPLETE=complete_zsh careline 2>/dev/null)
  code=$?
  proposals=("${(@f)answer}")
  if (( code == 64 )); then
    compset -P '--*='
    _files
  elif [[ -z $answer ]]; then
    return 1
  elif (( code == 65 )); then
    compstate[insert]=menu
    _describe -V careline proposals -U
  else
    _describe -V careline proposals
  fi
}

if [[ $funcstack[1] == _careline ]]; then
  _careline "$@"
else
  compdef _careline careline
fi
"""

FISH = r"""
function __careline_proposals
    set -lx _CARELINE_COMPLETE complete_fish
    set -lx _TYPER_COMPLETE_ARGS (commandline -cp | string collect)
    set -l answer (careline 2>/dev/null)
    if test $status = 64
        set -l word (commandline -ct)
        set -l option (string match -r -- '^--[^=]*=' $word)
        for path in (__fish_complete_path (string replace -- "$option" '' $word))
            printf '%s\n' "$option$path"
        end
    else if set -q answer[1]
        printf '%s\n' $answer
    end
end

complete --command careline --no-files --keep-order --arguments '(__careline_proposals)'
"""

POWERSHELL = r"""
Register-ArgumentCompleter -Native -CommandName careline -ScriptBlock {
    param($word, $line, $cursor)
    $typed = $cursor - $line.Extent.StartOffset
    $Env:_CARELINE_COMPLETE = 'complete_powershell'
    $Env:_TYPER_COMPLETE_ARGS = $line.ToString().PadRight($typed).Substring(0, $typed)
    try {
        careline 2>$null | ForEach-Object {
            $proposal, $about = $_ -split ':::', 2
            [System.Management.Automation.CompletionResult]::new($proposal, $proposal, 'ParameterValue', $about)
        }
    } finally {
        Remove-Item Env:_CARELINE_COMPLETE, Env:_TYPER_COMPLETE_ARGS
    }
}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL, "pwsh": POWERSHELL}


def script(shell: str) -> str:
    """The script that a shell needs."""
    return SCRIPTS[shell].strip()


def install(shell: str) -> Path:
    """Put the script where the shell finds it, and tell its start-up file, whose links and other lines stay.

    Where it lies. Raises Unwritable, and BadInput without the shell.
    """
    text = script(shell)
    try:
        home = Path.home()
    except RuntimeError:
        raise Misconfigured("This system names no home folder for its user; set HOME.") from None
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
        profile = _profile(shell)
        path = profile.with_name("careline.ps1")
        _put(path, text)
        _add_lines(profile, ". '{}'".format(str(path).replace("'", "''")))
    return path


def _profile(shell: str) -> Path:
    """Where PowerShell's start-up file lies, which it alone knows. Raises BadInput."""
    ask = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"
    try:
        told = subprocess.run([shell, "-NoProfile", "-Command", ask], capture_output=True, check=True)  # noqa: S603 - one of Shell
    except (OSError, subprocess.CalledProcessError) as error:
        raise BadInput(
            f"{shell} cannot be asked where its profile lies; see careline completion show {shell}."
        ) from error
    return Path(told.stdout.decode().strip())


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
