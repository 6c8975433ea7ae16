"""Completion in bash, zsh and fish: the script that each shell runs at the Tab key, and how legpress reads and answers it.

Typer's own cannot complete ``--seat=l`` in any of them nor ``seat:lo`` in bash, offers files where only a folder will do, and
runs whatever ``legpress`` comes first instead of the one that was typed. Typer has no place to hand in others.
"""

import os.path
import re
import shlex
import sys
from collections.abc import Iterable
from typing import Any

from typer import _completion_classes, _completion_shared

from legpress_cli.cli.completion import Place
from legpress_cli.diagnosis.answer_parser import normalize_id
from legpress_cli.system.environment import read_variable
from legpress_cli.system.sanitize import escape_control_characters

_LINE = "_LEGPRESS_LINE"
_WORD = "_LEGPRESS_WORD"
_CURSOR = "\ue000"  # of private use: nobody types it

_BASH = r"""
%(complete_func)s() {
    local IFS=$'\n' program=$1
    [[ $program == '~'/* ]] && program=$HOME${program:1}
    COMPREPLY=($(env _LEGPRESS_LINE="${COMP_LINE:0:COMP_POINT}" _LEGPRESS_WORD="$2" \
        %(autocomplete_var)s=complete_bash "$program"))
    case ${COMPREPLY[0]-} in
        '<files>') COMPREPLY=(); compopt -o default ;;
        '<folders>') COMPREPLY=(); compopt -o dirnames ;;
    esac
} 2>/dev/null

complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -F %(complete_func)s %(prog_name)s
"""

_ZSH = r"""#compdef %(prog_name)s

%(complete_func)s() {
    local -a lines described
    local line value tab=$'\t'
    lines=("${(@f)$(env _LEGPRESS_LINE="${words[1,CURRENT]}" %(autocomplete_var)s=complete_zsh ${(Q)~words[1]} 2>/dev/null)}")
    case $lines[1] in
        '') return 1 ;;
        '<files>') compset -P '--*='; _files ;;
        '<folders>') compset -P '--*='; _files -/ ;;
        *)
            for line in $lines; do
                value=${line%%%%$tab*}
                described+=("${value//:/\\:}${${line#$value}/$tab/:}")
            done
            _describe -V %(prog_name)s described -M 'm:{[:upper:]_}={[:lower:]-}' ;;
    esac
}

compdef %(complete_func)s %(prog_name)s
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
fi
"""

_FISH = r"""
function %(complete_func)s
    set -l typed (commandline -ct)
    set -l flag (string match -r -- '^--[^=]*=' $typed)
    set -l place (string replace -r -- '^--[^=]*=' '' $typed)
    set -l program (string replace -r -- '^~/' "$HOME/" (commandline -opc)[1])
    for line in (env _LEGPRESS_LINE=(commandline -cp | string collect) %(autocomplete_var)s=complete_fish $program 2>/dev/null)
        switch $line
            case '<files>'
                printf "$flag%%s\n" (__fish_complete_path $place)
            case '<folders>'
                printf "$flag%%s\n" (__fish_complete_directories $place)
            case '*'
                echo $line
        end
    end
end

complete --keep-order --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Bash(_completion_classes.BashComplete):
    """Bash breaks a word at = and :, and replaces only the part after the last one."""

    def complete(self) -> str:
        """Return what may stand in place of that part, one a line."""
        word, offers = _read_offers(self)
        part = read_variable(_WORD)
        gone = len(word) - len(part) if word.endswith(part) else 0
        return _in_lines(value[gone:] if not isinstance(value, Place) else value for value, _ in offers)


class Zsh(_completion_classes.ZshComplete):
    """Zsh replaces the whole word and shows descriptions."""

    def complete(self) -> str:
        """Return what may stand in place of the word, one a line, a tab before its description."""
        return _in_lines("\t".join(filter(None, offer)) for offer in _read_offers(self)[1])


class Fish(_completion_classes.FishComplete):
    """Fish replaces the whole word and shows descriptions."""

    def complete(self) -> str:
        """Return what may stand in place of the word, one a line, a tab before its description."""
        return _in_lines("\t".join(filter(None, offer)) for offer in _read_offers(self)[1])


def replace_completion() -> None:
    """Put these scripts and classes in the places of Typer's, from where it installs and asks them.

    A shell that still runs Typer's own script gets Typer's own answers.
    """
    if read_variable(_LINE):
        vars(_completion_classes).update(BashComplete=Bash, ZshComplete=Zsh, FishComplete=Fish)
    _completion_shared._completion_scripts.update(bash=_BASH, zsh=_ZSH, fish=_FISH)  # noqa: SLF001  # there is no other place


def typed_command() -> str:
    """Return the command on the line that is being completed, empty while it is still being typed."""
    match read_variable(_LINE).split(" ", 2):
        case [_, name, _]:
            return name
        case _:
            return ""


def _read_offers(shell: Any) -> tuple[str, list[tuple[str, str]]]:
    """Return the word before the cursor, and what may stand in its place: value and description, or a ``Place``.

    The word may be the beginning of an id in any case.
    """
    *args, word = _words(read_variable(_LINE))
    flag = re.match("--[^=]*=", word)
    offers = []
    places = [os.path.expanduser(arg) for arg in args]  # noqa: PTH111  # not all are paths
    for item in shell.get_completions(places, normalize_id(word)):
        if item.help in tuple(Place):
            return word, [(Place(item.help), "")]
        offers.append(((flag[0] if flag else "") + item.value, " ".join((item.help or "").split())))
    return word, offers


def _words(line: str) -> list[str]:
    """Return the words of a command line up to the cursor, without the command; the last one may be empty, or open a quote."""
    lexer = shlex.shlex(line + _CURSOR, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words = []
    try:
        while (token := lexer.get_token()) is not None:
            words.append(token)
    except ValueError:
        words.append(lexer.token)
    return [word.replace(_CURSOR, "") for word in words[1:]] or [""]


def _in_lines(texts: Iterable[str]) -> str:
    encoding = sys.stdout.encoding or "ascii"
    return "\n".join(escape_control_characters(text, keep="\t") for text in texts).encode(encoding, "replace").decode(encoding)
