"""Any answers that a person could give, for the properties that must hold for all of them."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Kind, Knowledge, Question

KNOWLEDGE: Knowledge = load_knowledge()


def values_for(question: Question) -> st.SearchStrategy[Any]:
    """Any answer to one question, in the form the Python call takes."""
    if question.kind is not Kind.MANY:
        return st.sampled_from(question.values)
    alone = [option.id for option in question.options if option.alone]
    others = [option.id for option in question.options if not option.alone]
    return st.one_of(
        st.sampled_from(alone).map(lambda value: [value]),
        st.lists(st.sampled_from(others), min_size=1, unique=True),
    )


def mappings(*, required: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    """Any set of answers; the required questions are always among them."""
    by_id = {question.id: values_for(question) for question in KNOWLEDGE.questions}
    return st.fixed_dictionaries(
        {name: by_id[name] for name in required},
        optional={name: strategy for name, strategy in by_id.items() if name not in required},
    )


def respelled(word: Any, chance: Random) -> Any:
    """Return an id in another spelling: each letter large or small, each hyphen one or an underscore, blanks around it."""
    if not isinstance(word, str):
        return word
    letters = [chance.choice([sign, sign.upper(), "_" if sign == "-" else sign]) for sign in word]
    return chance.choice(["", " ", "\t"]) + "".join(letters) + chance.choice(["", " "])


def spelled_anew(answers: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Return the same answers with every id in another spelling."""
    return {
        respelled(name, chance): [respelled(entry, chance) for entry in given]
        if isinstance(given, list)
        else respelled(given, chance)
        for name, given in answers.items()
    }


SAFETY = tuple(question.id for question in KNOWLEDGE.questions if question.safety)
COMPLETE = mappings(required=SAFETY)


_URGENT = {
    "fever",
    "weight-loss",
    "lump",
    "night-pain",
    "fracture-risk",
    "urine",
    "unsteady",
    "cancer",
    "immune",
    "steroids",
    "aorta",
}


def _without_urgent(question: Question) -> st.SearchStrategy[Any]:
    """Any answer to one question that does not by itself send a person to a doctor today."""
    if question.kind is not Kind.MANY:
        return st.sampled_from([value for value in question.values if value != "saddle-or-both-legs"])
    others = [option.id for option in question.options if not option.alone and option.id not in _URGENT]
    signs = st.lists(st.sampled_from(others), min_size=1, max_size=5, unique=True)
    return st.just(["none"]) if question.id == "emergency-sign" else st.one_of(st.just(["none"]), signs)


WITH_CHECKLIST = st.fixed_dictionaries(
    {question.id: _without_urgent(question) for question in KNOWLEDGE.questions if question.safety},
    optional={question.id: _without_urgent(question) for question in KNOWLEDGE.questions if not question.safety},
)
"""Any answers of people of whom nearly all get a checklist, also with everything amiss."""
