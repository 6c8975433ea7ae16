"""Where a source is used: which tips, causes, levels and disputes rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.knowledge.model import Knowledge, Post, Study


def used_by(knowledge: Knowledge, source: Study | Post) -> tuple[str, ...]:
    """Return in words everything that rests on a study or a post."""
    return tuple(_study_used_by(knowledge, source.id) if isinstance(source, Study) else _post_used_by(knowledge, source.number))


def tips_citing(knowledge: Knowledge, post: Post) -> tuple[str, ...]:
    """Return the ids of the tips that cite a post."""
    return tuple(tip.id for tip in knowledge.tips if post.number in tip.posts)


def posts_by_the_same(knowledge: Knowledge, post: Post) -> tuple[int, ...]:
    """Return the other posts that may be by the same person."""
    return tuple(other.number for other in knowledge.posts if other.poster == post.poster and other is not post)


def _study_used_by(knowledge: Knowledge, study: str) -> Iterator[str]:
    for tip in knowledge.tips:
        if study in tip.studies:
            yield f"For the tip: {tip.title} ({tip.id})"
        if study in tip.studies_against:
            yield f"Against the tip, or a limit on it: {tip.title} ({tip.id})"
    yield from (f"Behind the cause: {cause.title} ({cause.id})" for cause in knowledge.causes if study in cause.studies)
    levels = dict.fromkeys(rule.level for rule in knowledge.triage.rules if study in rule.studies)
    yield from (f"Behind the advice: {knowledge.advice_for(level).title}" for level in levels)
    if any(study in entry.studies for entry in knowledge.triage.watch):
        yield "Behind what to watch for"
    disputes = (conflict for conflict in knowledge.conflicts if study in conflict.studies)
    yield from (f"Used to settle: {conflict.title} ({conflict.id})" for conflict in disputes)


def _post_used_by(knowledge: Knowledge, number: int) -> Iterator[str]:
    for tip in knowledge.tips:
        if number in tip.backed_by:
            yield f"Advises the tip: {tip.title} ({tip.id})"
        if number in tip.described_in:
            yield f"Describes the problem behind the tip: {tip.title} ({tip.id})"
    yield from (f"Behind the cause: {cause.title} ({cause.id})" for cause in knowledge.causes if number in cause.posts)
    disputes = (conflict for conflict in knowledge.conflicts if number in conflict.posts)
    yield from (f"One side of: {conflict.title} ({conflict.id})" for conflict in disputes)
