"""What a shell may offer at the Tab key, beside what Typer offers by itself: names, with what they are."""

import sys
from pathlib import Path
from typing import TypeAlias

import typer

from legpress_cli.cli.help import as_typed
from legpress_cli.errors import FaultyKnowledge
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Group, Knowledge, Tip
from legpress_cli.system.environment import takes_unicode
from legpress_cli.system.sanitize import ascii_only, escape_control_characters

Offers: TypeAlias = list[tuple[str, str]]


def described(name: str, words: str) -> tuple[str, str]:
    """Return a name with its description as Typer takes it, safe to show whatever the knowledge says."""
    return name, as_typed(escape_control_characters(words) if takes_unicode(sys.stdout) else ascii_only(words))


def offer_topics(ctx: typer.Context) -> Offers:
    """Return the topics and the tips."""
    knowledge = _knowledge_named_in(ctx)
    entries: tuple[Group | Tip, ...] = (*knowledge.groups, *knowledge.tips) if knowledge else ()
    return [described(entry.id, entry.title) for entry in entries]


def offer_ids(ctx: typer.Context, incomplete: str) -> Offers:
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
    return [described(name, ", ".join(words)) for name, words in words_by_id.items()]


def offer_knowledge_files() -> list[str]:
    """Return the names of the knowledge files."""
    from legpress_cli.knowledge.reading.files import FILES

    return list(FILES)


def _knowledge_named_in(ctx: typer.Context) -> Knowledge | None:
    folder = ctx.params.get("knowledge")
    try:
        return load_knowledge(Path(folder) if folder else None)
    except FaultyKnowledge:
        return None
