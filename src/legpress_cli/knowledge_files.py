"""Which file of the knowledge folder holds what."""

import msgspec

from legpress_cli.knowledge import (
    About,
    Avoid,
    Cause,
    Conflict,
    Group,
    Post,
    Question,
    Study,
    Term,
    Tip,
    Tree,
    Triage,
)


class Questions(msgspec.Struct, forbid_unknown_fields=True):
    """The file of questions."""

    questions: tuple[Question, ...]


class Causes(msgspec.Struct, forbid_unknown_fields=True):
    """The file of causes."""

    causes: tuple[Cause, ...]


class Tips(msgspec.Struct, forbid_unknown_fields=True):
    """The file of tips and their groups."""

    groups: tuple[Group, ...]
    tips: tuple[Tip, ...]


class Posts(msgspec.Struct, forbid_unknown_fields=True):
    """The file of forum posts."""

    posts: tuple[Post, ...]


class Studies(msgspec.Struct, forbid_unknown_fields=True):
    """The file of studies."""

    studies: tuple[Study, ...]


class Conflicts(msgspec.Struct, forbid_unknown_fields=True):
    """The file of disagreements."""

    conflicts: tuple[Conflict, ...]


class Glossary(msgspec.Struct, forbid_unknown_fields=True):
    """The file of words: those explained, and those to avoid."""

    terms: tuple[Term, ...]
    avoid: tuple[Avoid, ...]


# The knowledge's field that a whole file fills; a file without one holds fields of the knowledge as its keys.
FILES: dict[str, tuple[type, str]] = {
    "about.yaml": (About, "about"),
    "questions.yaml": (Questions, ""),
    "tree.yaml": (Tree, "tree"),
    "triage.yaml": (Triage, "triage"),
    "causes.yaml": (Causes, ""),
    "tips.yaml": (Tips, ""),
    "posts.yaml": (Posts, ""),
    "studies.yaml": (Studies, ""),
    "conflicts.yaml": (Conflicts, ""),
    "glossary.yaml": (Glossary, ""),
}


def keys_of(kind: type) -> tuple[str, ...]:
    """Return the keys at the top of a file of this kind."""
    return tuple(field.encode_name for field in msgspec.structs.fields(kind))
