"""Sources: every tip has one, is graded no higher than its best, and every source is used."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import each, walk
from legpress_cli.knowledge.model import Grade, Knowledge, Post, Study, Tip
from legpress_cli.knowledge.reading.faults import Finding, Rule


@check(Stage.ENTRIES, vital=False)
def find_unsourced_tips(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each tip that neither a post nor a study stands behind."""
    for path, tip in each(knowledge, Tip):
        if not tip.posts and not tip.studies:
            found, instead = "no post and no study stands behind it", "Name posts under backed-by, or studies."
            yield Finding(Rule.TIP_WITHOUT_SOURCE, path, found, instead)


@check(Stage.ENTRIES, needs=("studies.yaml", "about.yaml"), vital=False)
def find_overgraded_tips(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each tip with a better grade than the best study that speaks for it."""
    order = list(Grade)
    grades = {study.id: study.grade for study in knowledge.studies}
    cap = knowledge.about.best_tip_grade
    for path, tip in each(knowledge, Tip):
        best = min((grades[name] for name in tip.studies if name in grades), key=order.index, default=Grade.F)
        if order.index(tip.grade) < order.index(cap):
            found, instead = f"it has grade {tip.grade.value}", f"Give it {cap.value} or lower (about.yaml, best-tip-grade)."
            yield Finding(Rule.TIP_OVERGRADED, (*path, "grade"), found, instead)
        elif grades.keys() >= set(tip.studies) and order.index(tip.grade) < order.index(best):
            found = f"it has grade {tip.grade.value}, and the best study for it has {best.value}"
            yield Finding(Rule.TIP_OVERGRADED, (*path, "grade"), found, f"Give it {best.value} or lower.")


@check(Stage.USE, needs=("causes.yaml", "tips.yaml", "conflicts.yaml", "triage.yaml", "follow-up.yaml"), vital=False)
def find_unused_sources(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each study, and each post with advice, that nothing names."""
    named = {(kind, name) for _, name, kind in walk(knowledge, "refers")}
    for path, study in each(knowledge, Study):
        if ("studies", study.id) not in named:
            yield Finding(Rule.UNUSED_SOURCE, path, "nothing names it", "Use it, or take it out.")
    for path, post in each(knowledge, Post):
        if post.advice and ("posts", post.number) not in named:
            instead = "Name it where its advice stands, or give it advice: false."
            yield Finding(Rule.UNUSED_SOURCE, path, "it gives advice, and nothing names it", instead)
