"""Which file of the knowledge folder holds what."""

import msgspec

from legpress_cli.knowledge.model import (
    About,
    Avoid,
    Cause,
    Conflict,
    FollowUp,
    Group,
    Post,
    Question,
    Study,
    Term,
    Tip,
    Tree,
    Triage,
)


def _file(name: str, text: str, **entries: type) -> type:
    """Return the type of a file that holds lists of entries, under these keys."""
    fields = [(key, tuple[entry, ...]) for key, entry in entries.items()]  # type: ignore[valid-type]  # made while it runs
    return msgspec.defstruct(name, fields, forbid_unknown_fields=True, namespace={"__doc__": text})


# The knowledge's field that a whole file fills; a file without one holds fields of the knowledge as its keys.
FILES: dict[str, tuple[type, str]] = {
    "about.yaml": (About, "about"),
    "questions.yaml": (_file("Questions", "The file of questions.", questions=Question), ""),
    "tree.yaml": (Tree, "tree"),
    "triage.yaml": (Triage, "triage"),
    "causes.yaml": (_file("Causes", "The file of causes.", causes=Cause), ""),
    "tips.yaml": (_file("Tips", "The file of tips and their groups.", groups=Group, tips=Tip), ""),
    "posts.yaml": (_file("Posts", "The file of forum posts.", posts=Post), ""),
    "studies.yaml": (_file("Studies", "The file of studies.", studies=Study), ""),
    "conflicts.yaml": (_file("Conflicts", "The file of disagreements.", conflicts=Conflict), ""),
    "follow-up.yaml": (FollowUp, "follow_up"),
    "glossary.yaml": (
        _file("Glossary", "The file of words: those explained, and those to avoid.", terms=Term, avoid=Avoid),
        "",
    ),
}


def keys_of(kind: type) -> tuple[str, ...]:
    """Return the keys at the top of a file of this kind."""
    return tuple(field.encode_name for field in msgspec.structs.fields(kind))
