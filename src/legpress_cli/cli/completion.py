"""What a shell may offer at the Tab key: names with what they are, and places where it should look for files itself."""

from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from legpress_cli.errors import FaultyKnowledge
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Group, Knowledge, Tip

Completions: TypeAlias = list[tuple[str, str] | str]


class Place(StrEnum):
    """What the shell is to list itself. No description of an offer reads like one of these."""

    FILES = "<files>"
    FOLDERS = "<folders>"


def offer_files(incomplete: str) -> Completions:
    """Let the shell list files."""
    return [(incomplete, Place.FILES)]


def offer_folders(incomplete: str) -> Completions:
    """Let the shell list folders."""
    return [(incomplete, Place.FOLDERS)]


def offer_topics(ctx: Any, incomplete: str) -> Completions:
    """Return the topics and the tips that begin like ``incomplete``."""
    knowledge = _knowledge_named_in(ctx)
    entries: tuple[Group | Tip, ...] = (*knowledge.groups, *knowledge.tips) if knowledge else ()
    return [(entry.id, entry.title) for entry in entries if entry.id.startswith(incomplete)]


def offer_ids(ctx: Any, incomplete: str) -> Completions:
    """Return what can be explained and begins like ``incomplete``: an answer with its words, all else with its kind."""
    knowledge = _knowledge_named_in(ctx)
    if not knowledge:
        return []
    from legpress_cli.pages.explain.entries import KINDS, Choice, all_entries

    words_by_id: dict[str, list[str]] = {}
    for entry in all_entries(knowledge):
        if entry.id.startswith(incomplete):
            words = entry.question.label(entry.value) if isinstance(entry, Choice) else KINDS[type(entry)]
            words_by_id.setdefault(entry.id, []).append(words)
    return [(name, ", ".join(words)) for name, words in words_by_id.items()]


def offer_knowledge_files(incomplete: str) -> Completions:
    """Return the names of the knowledge files that begin like ``incomplete``."""
    from legpress_cli.knowledge.reading.files import FILES

    return [name for name in FILES if name.startswith(incomplete)]


def _knowledge_named_in(ctx: Any) -> Knowledge | None:
    folder = ctx.params.get("knowledge")  # still text: Typer makes a path of it only for a command that runs
    try:
        return load_knowledge(Path(folder) if folder else None)
    except FaultyKnowledge:
        return None
