"""One entry in full: what, why, who said it, evidence for and against, cost, whom it is not for, disputes, what leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.causes import find_causes, open_signs, weigh
from legpress_cli.diagnosis.checklist import build_checklist
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.triage import Advice, advise, find_level
from legpress_cli.knowledge.model import (
    Cause,
    Condition,
    Conflict,
    FollowUp,
    Knowledge,
    Level,
    Post,
    Question,
    Sign,
    Study,
    Term,
    Tip,
)
from legpress_cli.knowledge.tree.answer_levels import Levels
from legpress_cli.pages.consequences import condition_in_words, leads_of
from legpress_cli.pages.explain.answer import answer_lines, title_of
from legpress_cli.pages.explain.entries import (
    KINDS,
    Choice,
    Explainable,
    FollowUpRules,
    Ruling,
    all_entries,
    lines_of,
    posts_by_the_same,
    used_by,
)
from legpress_cli.pages.explain.topics import Topic
from legpress_cli.pages.page import Block, Bullets, Definitions, Entry, Field, Heading, Page, Paragraph, Table, Tone
from legpress_cli.pages.phrases import because, level_callout, listed, lowered, posts, thread_line
from legpress_cli.pages.questions import question_entry
from legpress_cli.pages.texts import texts_of
from legpress_cli.pages.tips import danger_lines, tip_entry


def explain_page(knowledge: Knowledge, entries: tuple[Explainable, ...], answers: Answers | None = None) -> Page:
    """Return the page that explains these entries; with ``answers``, also what they mean for this person."""
    blocks: list[Block] = []
    if answers is not None and (finding := find_level(knowledge, answers)).level.doctor_first:
        blocks.append(level_callout(finding.level, advise(knowledge, finding, answers)))
        answers = None
    alone = len(entries) == 1 and not blocks  # nothing stands above danger, a title neither
    for entry in entries:
        blocks += _head(knowledge, entry, alone=alone)
        blocks += _blocks(knowledge, entry, answers)
    words = [] if all(isinstance(entry, Term | Ruling | Topic) for entry in entries) else _words(knowledge, blocks)
    name = entries[0].id if len({entry.id for entry in entries}) == 1 else entries[0].id.split(":")[-1]
    title = _title(entries[0]) if alone else "" if len(entries) == 1 else f"Explained: {name}"
    thread = any(isinstance(entry, Tip | Cause | Post | Conflict) for entry in entries)
    source = thread_line(knowledge) if thread else f"Knowledge version {knowledge.about.version}."
    return Page(title, (*blocks, *words, Paragraph(source, Tone.NOTE)))


def explainable_page(knowledge: Knowledge) -> Page:
    """Return the page of everything that can be explained, by kind."""
    kinds: dict[str, list[str]] = {}
    for entry in all_entries(knowledge):
        if not isinstance(entry, Choice):
            kinds.setdefault(KINDS[type(entry)], []).append(entry.id)
    entries = tuple(Entry(kind.capitalize(), (Field("Names", ", ".join(ids)),)) for kind, ids in kinds.items())
    how = "Give one of these names: legpress explain NAME. An answer is named with its question, such as seat:lowest."
    return Page("What can be explained", (Paragraph(how), *entries))


def _title(entry: Explainable) -> str:
    title, kind = title_of(entry), KINDS[type(entry)].capitalize()
    named = title if title.startswith(kind) else f"{kind}: {title}"
    return named if title == entry.id else f"{named} ({entry.id})"


def _head(knowledge: Knowledge, entry: Explainable, *, alone: bool) -> Iterator[Block]:
    """Return the answer in three lines, under a heading where the page's title does not name the entry."""
    if not alone:
        yield Heading(_title(entry))
    yield answer_lines(knowledge, entry)


def _blocks(knowledge: Knowledge, entry: Explainable, answers: Answers | None) -> Iterator[Block]:
    match entry:
        case Tip():
            yield from _tip(knowledge, entry, answers)
        case Cause():
            yield from _cause(knowledge, entry, answers)
        case Question():
            yield question_entry(knowledge, entry)
        case Choice():
            yield from _choice(knowledge, entry)
        case Post():
            yield Definitions(tuple(_post_fields(knowledge, entry)))
            yield from _bullets("What rests on it", used_by(knowledge, entry))
        case Study():
            yield _study_entry(entry)
            yield from _bullets("What rests on it", used_by(knowledge, entry))
        case Conflict():
            yield Definitions((Field("Sides", entry.sides), Field("Our advice", entry.resolution)))
            yield from _bullets("Tips it is about", entry.tips)
            yield from _studies(knowledge, "Evidence", entry.studies)
            yield from _posts(knowledge, entry.posts)
        case Term():
            return
        case Ruling() | Topic() | FollowUpRules():
            yield from _rules(knowledge, entry)


def _rules(knowledge: Knowledge, entry: Ruling | Topic | FollowUpRules) -> Iterator[Block]:
    match entry:
        case Ruling() | Topic():
            yield Definitions(entry.parts)
        case FollowUpRules(follow_up):
            yield from _follow_up(knowledge, follow_up)


def _follow_up(knowledge: Knowledge, follow_up: FollowUp) -> Iterator[Block]:
    """Return every line that the rules draw with where it comes from, the verdicts and what may follow, and the studies."""
    lines = list(lines_of(follow_up))
    yield Heading("The lines that it draws")
    rows = ((name, str(line.value), line.says, listed(line.studies) if line.studies else "our own") for name, line in lines)
    yield Table(("Line", "At", "What for", "From"), tuple(rows))
    yield from _bullets("Verdicts", tuple(f"{words.title}: {lowered(words.says)}" for words in follow_up.verdicts))
    yield from _bullets("How far that goes", tuple(f"{words.title}: {words.better}" for words in follow_up.trust))
    yield from _bullets("Doubts", tuple(words.says for words in follow_up.doubts))
    yield from _bullets("What may be next", tuple(f"{words.title}. {words.why}" for words in follow_up.next))
    yield from _bullets("Mind", (follow_up.remarks.untested, follow_up.remarks.no_diary))
    named = dict.fromkeys((*follow_up.studies, *(study for _, line in lines for study in line.studies)))
    yield from _studies(knowledge, "Studies behind it", tuple(named))


def _tip(knowledge: Knowledge, tip: Tip, answers: Answers | None) -> Iterator[Block]:
    yield danger_lines(knowledge)
    yield tip_entry(knowledge, tip)
    if answers is not None:
        yield from _tip_for_you(knowledge, tip, answers)
    causes = [f"{cause.title} ({cause.id})" for cause in knowledge.causes if tip.id in cause.tips]
    core = ["It is in every checklist"] if tip.core else []
    yield from _bullets("What calls for it", (*causes, *core, *_in_words(knowledge, tip.called_by)))
    yield from _bullets("Given only if you said", _in_words(knowledge, tip.only_if))
    levels = [knowledge.advice_for(level).title for level in tip.never_at]
    yield from _bullets("Never given if", (*_in_words(knowledge, tip.never_if), *levels))
    yield from _studies(knowledge, "Studies for it", tip.studies)
    yield from _studies(knowledge, "Studies against it, or that limit it", tip.studies_against)
    yield from _posts(knowledge, tip.posts)


def _tip_for_you(knowledge: Knowledge, tip: Tip, answers: Answers) -> Iterator[Block]:
    finding = find_level(knowledge, answers)
    items = build_checklist(knowledge, finding, find_causes(knowledge, answers), answers)
    item = next((item for item in items if item.tip is tip), None)
    yield Heading("With your answers")
    if item is None:
        yield Paragraph("It is not on your checklist.")
    else:
        reason = (Field("Because", because(knowledge, item.because)),) if item.because else ()
        yield Entry(f"On your checklist: {item.turn.value}", (Field("Do", item.do), *reason))


def _in_words(knowledge: Knowledge, conditions: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(condition_in_words(knowledge, condition) for condition in conditions)


def _bullets(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Heading(title)
        yield Bullets(items)


def _cause(knowledge: Knowledge, cause: Cause, answers: Answers | None) -> Iterator[Block]:
    yield Entry(f"{cause.title} ({cause.id})", tuple(_cause_fields(knowledge, cause)))
    if answers is not None:
        yield from _cause_for_you(knowledge, cause, answers)
    disputes = (conflict for conflict in knowledge.conflicts if set(conflict.tips) & set(cause.tips))
    yield from _bullets("Disputes about its tips", tuple(f"{entry.title} {entry.resolution}" for entry in disputes))
    yield from _studies(knowledge, "Studies behind it", cause.studies)
    yield from _posts(knowledge, cause.posts)


def _cause_fields(knowledge: Knowledge, cause: Cause) -> Iterator[Field]:
    rules = knowledge.about.points
    yield Field("What", cause.explain)
    yield Field("For it", _signs(knowledge, cause.signs_for))
    yield Field("Against", _signs(knowledge, cause.against) or "nothing that we ask")
    yield Field(
        "Counting",
        f"Answers add points or take points away. It is shown from {count(rules.shown_from, 'point')} on, if a strong or fair "
        "answer speaks for it. It fits well with answers to two questions or more, and none strongly against it.",
    )
    if cause.posts:
        people = count(knowledge.posters(cause.posts), "poster")
        yield Field("Said by", f"{people} ({posts(cause.posts)}).")
    yield Field("Tips", ", ".join(cause.tips))


def _signs(knowledge: Knowledge, signs: Iterable[Sign]) -> str:
    points = knowledge.about.points
    return "; ".join(
        f"{condition_in_words(knowledge, sign)} ({sign.strength.value}, {count(points.of(sign.strength), 'point')}"
        f"{f', only with {listed(_in_words(knowledge, sign.beside))}' if sign.beside else ''})"
        for sign in signs
    )


def _cause_for_you(knowledge: Knowledge, cause: Cause, answers: Answers) -> Iterator[Block]:
    yield Heading("With your answers")
    weighed = weigh(knowledge, cause, answers)
    fit = f"Fits {weighed.fit.value}" if weighed.fit else "Does not fit"
    title = f"{fit}: {count(weighed.points, 'point')}"
    signs = open_signs(cause, answers)
    unknown = "; ".join(knowledge.question(name).short for name in dict.fromkeys(sign.question for sign in signs))
    fields = (
        Field("For it", because(knowledge, weighed.because) or "nothing you said"),
        Field("Against", because(knowledge, weighed.against) or "nothing you said"),
        Field("Not known", unknown or "nothing"),
    )
    yield Entry(title, fields)


def _choice(knowledge: Knowledge, choice: Choice) -> Iterator[Block]:
    question = choice.question
    fields = [Field("Asks", question.ask), Field("Why", question.why), Field("Flag", f"--{question.id} {choice.value}")]
    yield Entry(f"{question.short}: {question.label(choice.value)} ({choice.id})", tuple(fields))
    leads = leads_of(knowledge, question)[choice.value] or ("It changes nothing by itself.",)
    level = Levels(knowledge).alone(question.id, choice.value)
    if level is not Level.SELF_CARE:
        advice = knowledge.advice_for(level)
        yield level_callout(level, Advice(advice.title, advice.action, advice.action))
    yield from _bullets("What it leads to", tuple(f"{text[:1].upper()}{text[1:]}" for text in leads))
    triage = knowledge.triage
    watch = tuple(entry.text for entry in triage.watch if _looked_at(choice, entry.when))
    yield from _bullets("What to watch for with it", watch)
    clashes = tuple(contradiction.says for contradiction in triage.contradictions if _looked_at(choice, contradiction.when))
    yield from _bullets("Where it can disagree with other answers", clashes)
    studies = dict.fromkeys(name for rule in triage.rules if _looked_at(choice, rule.when) for name in rule.studies)
    yield from _studies(knowledge, "Studies behind the level", tuple(studies))


def _looked_at(choice: Choice, when: Iterable[Condition]) -> bool:
    """Say whether an answer meets one of these conditions."""
    return any(condition.question == choice.question.id and condition.holds_for(choice.value) for condition in when)


def _studies(knowledge: Knowledge, title: str, ids: tuple[str, ...]) -> Iterator[Block]:
    if ids:
        yield Heading(title)
        yield from (_study_entry(knowledge.study(name)) for name in ids)


def _study_entry(study: Study) -> Entry:
    grade = f"{study.grade.value}, {study.type}"
    fields = [Field("Found", study.finding), Field("Limits", study.limits), Field("Grade", grade)]
    fields.append(Field("Source", study.citation))
    if study.doi:
        fields.append(Field("Find it", f"https://doi.org/{study.doi}"))
    return Entry(study.id, tuple(fields))


def _posts(knowledge: Knowledge, numbers: tuple[int, ...]) -> Iterator[Block]:
    cited = [post for post in knowledge.posts if post.number in numbers]
    yield from _bullets("In the thread, in our words", tuple(f"Post {post.number}: {post.says}" for post in cited))


def _post_fields(knowledge: Knowledge, post: Post) -> Iterator[Field]:
    yield Field("Says", f"{post.says} (In our words.)")
    others = posts_by_the_same(knowledge, post)
    if others:
        yield Field("Same poster", f"This and {posts(others)} may be by the same person, so they are counted as one.")
    if not post.advice:
        yield Field("Advice", "It gives none.")


def _words(knowledge: Knowledge, blocks: Iterable[Block]) -> Iterator[Block]:
    """Return the glossary for the words that stand in these blocks."""
    text = "\n".join(texts_of(blocks)).lower()
    used = [
        term
        for term in knowledge.terms
        if any(form in text and re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text) for form in term.forms)
    ]
    yield from _bullets("Words", tuple(f"{term.term}: {term.means}" for term in used))
