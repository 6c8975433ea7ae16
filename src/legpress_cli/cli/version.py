"""Which knowledge a call uses, and what it calls itself."""

from itertools import zip_longest
from pathlib import Path

from legpress_cli import __version__
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.environment import read_variable
from legpress_cli.system.sanitize import escape_control_characters

KNOWLEDGE_VARIABLE = "LEGPRESS_KNOWLEDGE"
_FLAG = "--knowledge"


def knowledge_for(args: list[str]) -> Knowledge:
    """Return the knowledge that a command line asks for: by flag, else by environment, else the shipped one."""
    folder = read_variable(KNOWLEDGE_VARIABLE) or None
    for word, following in zip_longest(args, args[1:], fillvalue=""):
        if word == "--":
            break
        if word == _FLAG and following:
            folder = following
        elif word.startswith(f"{_FLAG}="):
            folder = word.removeprefix(f"{_FLAG}=")
    return load_knowledge(Path(folder) if folder else None)


def version_line() -> str:
    """Return the versions of the program and of the knowledge in use, in one line."""
    return escape_control_characters(f"legpress {__version__} (knowledge {knowledge_for([]).about.version})\n", keep="\n")
