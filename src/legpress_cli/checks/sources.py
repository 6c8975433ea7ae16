"""Sources: every tip has one, is graded no higher than its best, and every source is used."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.faults import Finding
from legpress_cli.knowledge import Grade, Knowledge
from legpress_cli.rules import Rule


def find_unsourced_tips(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each tip that neither a post nor a study stands behind."""
    for number, tip in enumerate(knowledge.tips):
        if not tip.posts and not tip.studies:
            found, instead = "no post and no study stands behind it", "Name posts under backed-by, or studies."
            yield Finding(Rule.TIP_WITHOUT_SOURCE, "tips.yaml", ("tips", number), found, instead)


def find_overgraded_tips(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each tip with a better grade than the best study that speaks for it."""
    order = list(Grade)
    grades = {study.id: study.grade for study in knowledge.studies}
    for number, tip in enumerate(knowledge.tips):
        best = min((grades[name] for name in tip.studies if name in grades), key=order.index, default=Grade.F)
        cap = knowledge.about.best_tip_grade
        if order.index(tip.grade) < order.index(cap):
            found, instead = f"it has grade {tip.grade.value}", f"Give it {cap.value} or lower (about.yaml, best-tip-grade)."
            yield Finding(Rule.TIP_OVERGRADED, "tips.yaml", ("tips", number, "grade"), found, instead)
        elif grades.keys() >= set(tip.studies) and order.index(tip.grade) < order.index(best):
            found = f"it has grade {tip.grade.value}, and the best study for it has {best.value}"
            yield Finding(Rule.TIP_OVERGRADED, "tips.yaml", ("tips", number, "grade"), found, f"Give it {best.value} or lower.")


def find_unused_sources(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each study, and each post with advice, that nothing names."""
    studies = _named_studies(knowledge)
    for number, study in enumerate(knowledge.studies):
        if study.id not in studies:
            yield Finding(
                Rule.UNUSED_SOURCE, "studies.yaml", ("studies", number), "nothing names it", "Use it, or take it out."
            )
    posts = {number for entry in knowledge.causes for number in entry.posts}
    posts |= {number for entry in knowledge.tips for number in entry.posts}
    posts |= {number for entry in knowledge.conflicts for number in entry.posts}
    for number, post in enumerate(knowledge.posts):
        if post.advice and post.number not in posts:
            instead = "Name it where its advice stands, or give it advice: false."
            yield Finding(Rule.UNUSED_SOURCE, "posts.yaml", ("posts", number), "it gives advice, and nothing names it", instead)


def _named_studies(knowledge: Knowledge) -> set[str]:
    lists = [(*tip.studies, *tip.studies_against) for tip in knowledge.tips]
    lists += [cause.studies for cause in knowledge.causes]
    lists += [conflict.studies for conflict in knowledge.conflicts]
    lists += [rule.studies for rule in knowledge.triage.rules]
    lists += [watch.studies for watch in knowledge.triage.watch]
    return {name for names in lists for name in names}
