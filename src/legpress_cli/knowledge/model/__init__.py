"""What an entry of each file is made of, as frozen values."""

from legpress_cli.knowledge.model.advice import Cause, Group, Points, Settled, Sign, Status, Strength, Tip, Variant, Wording
from legpress_cli.knowledge.model.fields import END, ID_PATTERN, NONE, NOT_SURE, Condition, Label, Source, Text, Value
from legpress_cli.knowledge.model.knowledge import About, Avoid, Knowledge, Term
from legpress_cli.knowledge.model.poses import ONLY_TIPS, Part, Pose
from legpress_cli.knowledge.model.questions import Kind, Option, Question, Scale, Step, Tree
from legpress_cli.knowledge.model.sources import Conflict, Grade, Post, Study
from legpress_cli.knowledge.model.triage import (
    Addition,
    Contradiction,
    Hold,
    Interview,
    Level,
    LevelAdvice,
    Outside,
    Triage,
    TriageRule,
    Watch,
)

__all__ = [
    "END",
    "ID_PATTERN",
    "NONE",
    "NOT_SURE",
    "ONLY_TIPS",
    "About",
    "Addition",
    "Avoid",
    "Cause",
    "Condition",
    "Conflict",
    "Contradiction",
    "Grade",
    "Group",
    "Hold",
    "Interview",
    "Kind",
    "Knowledge",
    "Label",
    "Level",
    "LevelAdvice",
    "Option",
    "Outside",
    "Part",
    "Points",
    "Pose",
    "Post",
    "Question",
    "Scale",
    "Settled",
    "Sign",
    "Source",
    "Status",
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
    "Wording",
]
