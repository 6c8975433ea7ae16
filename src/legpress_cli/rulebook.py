"""What each rule says, in words for a coach."""

from __future__ import annotations

import msgspec

from legpress_cli.rules import Rule


class RuleText(msgspec.Struct, frozen=True):
    """One rule in words: what it demands, why, and how to mend what breaks it."""

    title: str
    why: str
    mend: str


RULEBOOK: dict[Rule, RuleText] = {
    Rule.MISSING_FILE: RuleText(
        title="Every knowledge file is there",
        why="A missing file takes questions, tips or danger signs with it. legpress will not advise on half of what it knows.",
        mend="Put the file back, or copy the shipped one. Check that you named the right folder.",
    ),
    Rule.UNREADABLE_FILE: RuleText(
        title="Every knowledge file can be opened",
        why="A file that cannot be opened counts as missing. Then danger signs could be lost.",
        mend="Make it a plain file that you may read, of 4 MB at most. A folder or a link to nothing will not do.",
    ),
    Rule.NOT_UTF8: RuleText(
        title="Every file is saved as UTF-8",
        why="Other ways of saving garble letters. A lifter would read broken words.",
        mend="Save the file again in your editor and pick UTF-8.",
    ),
    Rule.NOT_YAML: RuleText(
        title="Every file is sound YAML",
        why="If one line breaks the rules of YAML, the whole file is lost.",
        mend=(
            "Look at the named line and the one above. Often a quote, a bracket or a colon is missing, or a tab stands "
            "where spaces should. Indent like the entries around it."
        ),
    ),
    Rule.SEVERAL_DOCUMENTS: RuleText(
        title="Each file holds one document",
        why="A line of three hyphens starts a second document. All behind it would be lost without a word.",
        mend="Take the line --- out, and what does not belong there.",
    ),
    Rule.TOO_DEEP: RuleText(
        title="Nothing is nested too deep",
        why="No real entry needs more than a few levels. Deep nesting is a slip, or an attack on the program.",
        mend="Count the brackets. Write the entry like its neighbours.",
    ),
    Rule.YAML_TAG: RuleText(
        title="No value carries a tag",
        why="A tag (a word with !) can turn plain words into something else, even into a program.",
        mend="Take the tag out and write the plain value. Put a text that starts with ! in quotes.",
    ),
    Rule.YAML_ALIAS: RuleText(
        title="No value is a copy of another",
        why=(
            "An anchor (&name) and an alias (*name) make hidden copies. A few lines can grow without end, and a reader "
            "cannot see what stands there."
        ),
        mend="Write the value out in each place. Put a text that starts with & or * in quotes.",
    ),
    Rule.KEY_NOT_TEXT: RuleText(
        title="Every key is a word",
        why="A key such as 7 or an empty one is not a name. What stands behind it would be lost.",
        mend='Put the key in quotes, such as "7".',
    ),
    Rule.DUPLICATE_KEY: RuleText(
        title="Every key stands once in its entry",
        why="YAML would keep one of the two and drop the other without a word. That could be a danger sign.",
        mend="Keep one of the two lines. If you meant a new entry, start it with a hyphen.",
    ),
    Rule.BARE_BOOLEAN: RuleText(
        title="Words like yes, no and true stand in quotes",
        why="Many programs read a bare yes as true. Then the answer yes is not found.",
        mend='Put the word in quotes: id: "yes".',
    ),
    Rule.UNKNOWN_FIELD: RuleText(
        title="Every field is one that legpress knows",
        why="A field with a typing error would do nothing. You would think that it works.",
        mend="Mend the spelling, or take the field out.",
    ),
    Rule.MISSING_FIELD: RuleText(
        title="Every entry has all its fields",
        why="A lifter would see a gap, such as a tip without its cost.",
        mend="Add the field. Copy the line from an entry of the same kind and change it.",
    ),
    Rule.WRONG_TYPE: RuleText(
        title="Every field holds the right kind of value",
        why="A text where a list or a number must stand cannot be used. The entry would be lost.",
        mend=(
            "Write what is asked for. A list stands in square brackets, such as posts: [3, 7]. A whole number needs no quotes."
        ),
    ),
    Rule.WRONG_VALUE: RuleText(
        title="A field with fixed choices holds one of them",
        why="Only these words mean something here. With any other, legpress could not tell how grave or how strong it is.",
        mend="Use one of the words that the message lists, such as strength: fair.",
    ),
    Rule.EMPTY_TEXT: RuleText(
        title="No text is empty",
        why="A lifter would see a blank where help should stand.",
        mend="Write the text. If the field may be missing, take the whole line out.",
    ),
    Rule.HIDDEN_CHARACTER: RuleText(
        title="Every character of a text can be seen",
        why="A character without a shape can hide a word from the checks, or turn the direction of a line on the screen.",
        mend="Type the text anew instead of pasting it.",
    ),
    Rule.TOO_MANY: RuleText(
        title="No list is longer than anybody can keep right",
        why="No coach can keep so long a list right, and checking it would take far too long.",
        mend=(
            "Take out what nobody needs. Look for lines that were pasted too often. A list inside an entry may hold 500, one "
            "under variants 50, one under when 20. No more than 50 rules may look at one question."
        ),
    ),
    Rule.TEXT_TOO_LONG: RuleText(
        title="No text is longer than a page",
        why="Nobody would read it, and checking it would take far too long.",
        mend="Shorten it. Look for a quote that does not end where it should.",
    ),
    Rule.BAD_ID: RuleText(
        title="Every id can be typed as a flag",
        why="People type ids at the command line. Capitals, spaces and words that legpress itself uses would get in the way.",
        mend="Use small letters, digits and hyphens, such as foot-width. If legpress uses the word itself, choose another.",
    ),
    Rule.STUDY_INCOMPLETE: RuleText(
        title="Every study has a citation, a type and a grade",
        why="A lifter must be able to look up a study and see how much it is worth.",
        mend="Fill in citation, type and grade. The grade is one letter: A, B, C, D or F.",
    ),
    Rule.CONFLICT_UNRESOLVED: RuleText(
        title="Every conflict says what legpress makes of it",
        why="Two posts that disagree leave a lifter alone. legpress must say which way to go.",
        mend="Write one or two sentences under resolution.",
    ),
    Rule.DUPLICATE_ID: RuleText(
        title="Every id stands once",
        why="With two entries of one name, nobody knows which is meant. One of them would never be seen.",
        mend="Give one of the two a new id. If it is a copy, take it out.",
    ),
    Rule.UNKNOWN_ID: RuleText(
        title="Every id that is named exists",
        why="A slip in a name cuts a link. A danger sign could count for nothing, or a tip lose its source.",
        mend="Mend the spelling. The message names the nearest ids there are.",
    ),
    Rule.BAD_CONDITION: RuleText(
        title="Every condition can be met and read",
        why="A condition that no answer meets never counts. A danger sign or a tip behind it would never show.",
        mend=(
            "Name an answer, or a range of numbers on a scale, but not both: {question: pain, at-least: 8}. own-answer "
            "needs a question of kind one. Only a safety question may have only-after."
        ),
    ),
    Rule.BAD_SCALE: RuleText(
        title="A scale rises and stays between 0 and 100",
        why=(
            "On a scale that falls or never ends, no number can be judged. A safety question needs clear answers, so it "
            "cannot be a scale."
        ),
        mend=(
            "Write kind: scale and the field scale together, low below high: scale: {low: 0, high: 10}, with words for both "
            "ends."
        ),
    ),
    Rule.NO_ANSWERS: RuleText(
        title="Every question offers an answer",
        why="A lifter who is asked and cannot answer is stuck.",
        mend="Name at least one answer under options. A scale may do without, unless it is a safety question.",
    ),
    Rule.NOT_SURE_MISSING: RuleText(
        title="Every question lets you say not-sure",
        why=(
            "Someone who does not know would have to guess. A guess leads to the wrong tip. Only safety questions do "
            "without it."
        ),
        mend="Add it to the options: {id: not-sure, label: Not sure, alone: true}.",
    ),
    Rule.SAFETY_NOT_SURE: RuleText(
        title="No safety question offers not-sure",
        why="With not-sure a danger sign could be left open. The lifter would go on to train.",
        mend="Take not-sure out of this question. Word the answers so that each can be judged.",
    ),
    Rule.NONE_MISSING: RuleText(
        title="A question with many answers offers one that stands alone",
        why="A lifter whom no answer fits must be able to say so. Without that, they mark a sign they do not have.",
        mend="Give one answer the field alone: {id: none, label: None of these, alone: true}.",
    ),
    Rule.SAME_LABEL: RuleText(
        title="No two answers to a question read the same",
        why="Nobody could tell them apart, and one of them may be a sign of danger.",
        mend="Say in each label what that answer means.",
    ),
    Rule.OPTION_LEADS_NOWHERE: RuleText(
        title="Every answer changes something",
        why="An answer that changes nothing makes a lifter read and choose for no use.",
        mend=(
            "Let a danger rule, a cause, a tip or the tree use the answer. Else take it out. not-sure and answers with "
            "alone: true are free."
        ),
    ),
    Rule.TREE_LOOP: RuleText(
        title="The tree never comes back to a step",
        why="A lifter would be asked the same questions again and never get a result.",
        mend="Follow the steps that the message lists. Let the last one lead to a later step, or to end.",
    ),
    Rule.PATH_TOO_LONG: RuleText(
        title="No path asks more than longest-path",
        why="A lifter in pain who is asked too much gives up before the danger signs count.",
        mend="Ask fewer questions on the path that the message shows. You can also raise longest-path, to 100 at most.",
    ),
    Rule.ASKED_TWICE: RuleText(
        title="No path asks a question twice",
        why="The answer is known by then, so the step does nothing.",
        mend="Let the paths part before this step, or take the step out.",
    ),
    Rule.UNREACHED_QUESTION: RuleText(
        title="Some step asks every question",
        why="A question that nobody is asked helps nobody.",
        mend="Add a step to tree.yaml that asks it, or take the question out.",
    ),
    Rule.UNREACHED_STEP: RuleText(
        title="Some path leads to every step",
        why=(
            "A step that nobody reaches is never asked. After an emergency answer all questions end. After an urgent one "
            "only safety questions follow."
        ),
        mend="Let a step that is reached lead here, or take it out. Only the first step of a lost branch is named.",
    ),
    Rule.SAFETY_NOT_FIRST: RuleText(
        title="Safety questions come first",
        why="Someone in danger must be told to get help before anything else.",
        mend=(
            "Start the tree with a safety question and ask the other ones next. One that only some answers call for gets "
            "only-after."
        ),
    ),
    Rule.SAFETY_SKIPPED: RuleText(
        title="No path passes by a question about care",
        why="A path around it lets a lifter in danger get a checklist. Every question that a rule of triage looks at counts.",
        mend="Let every path ask it. A question with only-after must come after each of the answers that it names.",
    ),
    Rule.LEVEL_COUNT: RuleText(
        title="Each level of danger stands once",
        why="Without its text, a lifter in danger would not learn what to do. With two, nobody knows which counts.",
        mend="Let each of the four stand once under levels. Copy a lost one from the shipped file, and take a second one out.",
    ),
    Rule.LEVEL_NOT_REACHED: RuleText(
        title="Some path leads to each level of care",
        why="A level that nobody gets is of no use. Somebody with its signs would get a checklist instead.",
        mend="Look at the levels under rules in triage.yaml, and bring the lost one back.",
    ),
    Rule.EMPTY_RULE: RuleText(
        title="Every rule names an answer",
        why="A rule without answers never holds. The danger that it stands for would be missed.",
        mend="Name at least one answer under when: [{question: when, answer: always}].",
    ),
    Rule.DANGER_NOT_SAFETY: RuleText(
        title="Only safety questions can mean a doctor today or at once",
        why="Other questions may be left out or answered with not-sure. Then the danger would be missed.",
        mend="Give the question safety: true, ask it early and take not-sure out. Or use a milder level.",
    ),
    Rule.DANGER_NOT_TRIAGED: RuleText(
        title="Every sign of a safety question calls for care by itself",
        why="If a rule is missing, or asks for a second sign too, a person in danger is told to train.",
        mend="Give it a rule in triage.yaml with that answer alone. If it is no sign by itself, give the answer calm: true.",
    ),
    Rule.DANGER_WITHOUT_SOURCE: RuleText(
        title="Every rule that sends people to a doctor at once names a study",
        why="We send nobody off, and nobody home, on a guess.",
        mend="Name at least one under studies, as the other rules do.",
    ),
    Rule.DANGER_SOFTENED: RuleText(
        title="The advice for danger is the same for everybody",
        why="An addition could say that it can wait. Whoever is in danger needs one clear sentence.",
        mend="Take also out of the levels urgent and emergency.",
    ),
    Rule.ANSWER_LOWERS_TRIAGE: RuleText(
        title="No answer takes a danger back",
        why="Worse pain must never mean less care. And one more sign must never hide another.",
        mend=(
            "On a scale, let the rule hold for all the higher numbers too: at-least without at-most. An answer with alone: "
            "true may call for no more than its neighbours."
        ),
    ),
    Rule.DANGER_NOT_SHOWN: RuleText(
        title="Everybody reads the emergency signs",
        why="Pain can change after the questions. Each result must say when to call for help, except where it says so at once.",
        mend="Keep one entry under watch with danger: true and no when. Its levels must name self-care, clinician and urgent.",
    ),
    Rule.TRAINING_ADVICE_IN_DANGER: RuleText(
        title="Nobody in danger is told to train",
        why="People who must see a doctor first may take any word on training as leave to go on.",
        mend=(
            "Take the word out of the text, or say it in another way. The words are listed in about.yaml under training-words."
        ),
    ),
    Rule.BAD_POINTS: RuleText(
        title="A stronger sign counts for more",
        why="If points do not rise, a weak sign could beat a strong one. The wrong cause would stand on top.",
        mend=(
            "Let weak, fair and strong rise from 1; two may be the same. Let possible-from be at least 1 and likely-from no "
            "less. No number may be more than 100."
        ),
    ),
    Rule.CONTRADICTORY_INDICATION: RuleText(
        title="No answer speaks both for and against",
        why="An answer that calls for a thing and forbids it cancels itself. The lifter gets advice by chance.",
        mend="Keep the answer in one of the two places.",
    ),
    Rule.SHADOWED_INDICATION: RuleText(
        title="Nothing is counted twice or hidden by another",
        why="A line that another one always beats does nothing. An answer that counts twice makes a cause look too likely.",
        mend="Take the line out, or make the other one narrower. Put special wordings before general ones.",
    ),
    Rule.CAUSE_NOT_INDICATED: RuleText(
        title="Some answers can point to every cause",
        why=(
            "A cause that nobody can get is never shown, so its tips go unused. Answers that mean a doctor first do not "
            "count here."
        ),
        mend="Name answers under for whose strengths add up to possible-from, on one path.",
    ),
    Rule.CAUSE_WITHOUT_TIP: RuleText(
        title="Every cause names a tip",
        why="A lifter who learns a cause and not what to do about it is no better off.",
        mend="Name at least one tip under tips: [hips-down].",
    ),
    Rule.TIP_NOT_REACHED: RuleText(
        title="Somebody can get every tip",
        why="A tip that no answers bring up helps nobody.",
        mend=(
            "Name it under the tips of a cause, or give it called-by. See that only-if, never-if and never-at leave "
            "somebody who gets it."
        ),
    ),
    Rule.CORE_TIP_MISSING: RuleText(
        title="Every checklist holds the core tips",
        why="These five points are the heart of the checklist. A lifter who lacks one has a gap in the set-up.",
        mend=(
            "Give each tip that core-tips names own-answer. Give it no only-if or never-if. Its never-at may not name "
            "self-care or clinician. A tip with own-answer must stand in core-tips."
        ),
    ),
    Rule.CORE_WORDS_MISSING: RuleText(
        title="Every core tip has words for check and keep",
        why="A core tip is shown to all. Without these words a lifter whose set-up is right would be told to change it.",
        mend="Write check (what to do if it is not known) and keep (what to do if it is right).",
    ),
    Rule.TIP_NOT_GUARDED: RuleText(
        title="Tips for a quiet back go only to people whose back is quiet",
        why="Carries and heavy lifts load the back. While it hurts they do more harm than good.",
        mend="Give the tip an only-if that is at least as strict as quiet in about.yaml.",
    ),
    Rule.DRAWN_AMISS: RuleText(
        title="The picture shows what the words say",
        why="Who looks at the picture may not read the text. A pose in the wrong place would show one thing and say another.",
        mend="Let the answers to one question, and the tip about them, draw the same part. Give a tip with a pose a drawn-at.",
    ),
    Rule.TIP_WITHOUT_SOURCE: RuleText(
        title="Every tip has a source",
        why="A lifter must see who stands behind a tip. Without a source it is only made up.",
        mend="Name posts under backed-by or described-in, or studies that speak for it.",
    ),
    Rule.TIP_OVERGRADED: RuleText(
        title="No tip has a better grade than its best study",
        why="A grade that is too good makes a guess look like proof.",
        mend="Lower the grade to that of the best study under studies. A tip without one gets F.",
    ),
    Rule.UNUSED_SOURCE: RuleText(
        title="Every source is used",
        why="A study or post that nothing names is left over, or a tip has lost its source.",
        mend="Name it where it belongs, or take it out. A post without advice gets advice: false.",
    ),
    Rule.LABEL_TOO_LONG: RuleText(
        title="Every label fits a narrow screen",
        why="On a phone or a small window a long label fills the screen. The answers are hard to tell apart.",
        mend="Cut it to two lines of 34 letters. An answer may have three.",
    ),
    Rule.READING_LEVEL: RuleText(
        title="Every text can be read with ease",
        why="Someone in pain must understand it at once. Texts of fewer than eight words are not measured.",
        mend="Use short words and short sentences, for grade 8 or lower.",
    ),
    Rule.LONG_SENTENCE: RuleText(
        title="No sentence has more than 25 words",
        why="In a long sentence the point gets lost. It is hard to follow when it is read aloud, too.",
        mend="Split it in two.",
    ),
    Rule.WORD_TO_AVOID: RuleText(
        title="No text uses a word to avoid",
        why="Such words are hard for a lifter. There is a plainer one for each.",
        mend="Use the plain words that the message names. The list stands in glossary.yaml under avoid.",
    ),
    Rule.CASE_UNREADABLE: RuleText(
        title="Every case can be read",
        why="A case that cannot be read tests nothing. A danger that it stands for could slip by.",
        mend="Mend the file: a case holds the answers of one person and what must come out.",
    ),
    Rule.UNDER_TRIAGED: RuleText(
        title="Nobody is sent home who needs a doctor",
        why="The level found is milder than the case demands. A real person like this would be told too late.",
        mend=(
            "Find the answer that should have counted and add a rule for it in triage.yaml. Change the case only if it was "
            "wrong."
        ),
    ),
    Rule.OVER_TRIAGED: RuleText(
        title="Nobody is sent to a doctor without need",
        why="The level found is graver than the case demands. False alarms make people stop listening.",
        mend="See which rule counted, and make it narrower. Change the case only if it was wrong.",
    ),
    Rule.CASE_DIFFERS: RuleText(
        title="Every case gets what it expects",
        why=(
            "Something else came out than the case says, such as another cause or tip. A change may have done more than you "
            "meant."
        ),
        mend="Compare what was found with what the case expects. Mend the knowledge, or the case if the new result is right.",
    ),
}
