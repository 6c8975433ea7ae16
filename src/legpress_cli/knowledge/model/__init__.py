"""What an entry of each file is made of, as frozen values."""

from legpress_cli.knowledge.model.advice import Cause, Group, OwnAnswer, Points, Sign, Strength, Tip, Variant
from legpress_cli.knowledge.model.fields import END, ID_PATTERN, NONE, NOT_SURE, Condition, Label, Source, Text, Value
from legpress_cli.knowledge.model.knowledge import About, Avoid, Knowledge, Term
from legpress_cli.knowledge.model.poses import STEPS, Part, Place, Pose
from legpress_cli.knowledge.model.questions import Kind, Option, Question, Scale, Step, Tree
from legpress_cli.knowledge.model.sources import Conflict, Grade, Post, Study
from legpress_cli.knowledge.model.triage import (
    Addition,
    Contradiction,
    Interview,
    Level,
    LevelAdvice,
    Triage,
    TriageRule,
    Watch,
)

__all__ = [
    "END",
    "ID_PATTERN",
    "NONE",
    "NOT_SURE",
    "STEPS",
    "About",
    "Addition",
    "Avoid",
    "Cause",
    "Condition",
    "Conflict",
    "Contradiction",
    "Grade",
    "Group",
    "Interview",
    "Kind",
    "Knowledge",
    "Label",
    "Level",
    "LevelAdvice",
    "Option",
    "OwnAnswer",
    "Part",
    "Place",
    "Points",
    "Pose",
    "Post",
    "Question",
    "Scale",
    "Sign",
    "Source",
    "Step",
    "Strength",
    "Study",
    "Term",
    "Text",
    "Tip",
    "Tree",
    "Triage",
    "TriageRule",
    "Value",
    "Variant",
    "Watch",
]
