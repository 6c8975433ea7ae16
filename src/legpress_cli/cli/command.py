"""How a command is made: Typer reads its options from a signature that is generated when the command is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from inspect import Parameter, Signature, signature
from typing import Any, TypeAlias

import msgspec
import typer.main
from typer.core import TyperCommand

from legpress_cli.cli.formats import Format
from legpress_cli.cli.help import Helped
from legpress_cli.cli.options import MORE, common_parameters, load_named, read_options
from legpress_cli.cli.overwriting import refuse_to_overwrite
from legpress_cli.cli.question_flags import answers_by_flag, knowledge_for, question_parameters, with_bare_path
from legpress_cli.diagnosis.triage import with_meaning
from legpress_cli.errors import FaultyKnowledge, InvalidInput
from legpress_cli.knowledge.model import Knowledge, Question
from legpress_cli.system.signals import stop_on_signals
from legpress_cli.system.streams import print_message

Questions: TypeAlias = Callable[[Knowledge], Sequence[Question]]
"""Which questions of a knowledge have a flag."""
_HELP = ("-h", "--help")


class Command(Helped, TyperCommand):
    """A command as Typer runs it."""

    help_panel = MORE


class Specification(msgspec.Struct, frozen=True):
    """A command: the function behind it, the formats it takes, and what its help shows.

    The function gets its own parameters and, of these, those it names: ``options``, ``knowledge``, and the answers ``by_flag``,
    for which the command has a flag for each of its ``questions``. Flags that cannot be read are wrong input, unless it names
    ``refused`` to be told of them.
    """

    function: Callable[..., None]
    formats: tuple[Format, ...]
    own: tuple[Parameter, ...]
    full: bool
    questions: Questions
    takes_output: bool
    examples: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether it has a flag for each question."""
        return "by_flag" in signature(self.function).parameters

    def make_context(self, name: str, summary: str, args: list[str], **extra: Any) -> Any:
        """Return Typer's context of a call with these arguments."""
        knowledge = self._knowledge_for(args, helping=extra.get("resilient_parsing") or not set(_HELP).isdisjoint(args))
        command = self._made(name, summary, knowledge)
        return command.make_context(name, with_bare_path(args) if self.asks else args, **extra)

    def _knowledge_for(self, args: list[str], *, helping: bool) -> Knowledge | None:
        """Return the knowledge whose questions have flags here; ``None`` where help or completion must do without it."""
        if not self.asks:
            return None
        try:
            return knowledge_for(args)
        except FaultyKnowledge as fault:
            if not helping:
                raise
            if not set(_HELP).isdisjoint(args):
                print_message(f"{fault}\nSo the flags of its questions are not shown.")
            return None

    def _made(self, name: str, summary: str, knowledge: Knowledge | None) -> Command:
        questions = question_parameters(self.questions(knowledge)) if knowledge else []
        common = common_parameters(self.formats, full=self.full, takes_output=self.takes_output)
        runner = self._runner(knowledge, [entry.name for entry in common])
        made: Command = make_command(runner, [*self.own, *questions, *common], name, summary)
        made.summary, made.examples, made.notes = summary, self.examples, self.notes
        return made

    def _runner(self, knowledge: Knowledge | None, common: list[str]) -> Callable[..., None]:
        needs = signature(self.function).parameters

        def run(**values: Any) -> None:
            shared = {name: values.pop(name) for name in common}
            own = {entry.name: values.pop(entry.name) for entry in self.own}
            with stop_on_signals():
                refuse_to_overwrite(shared.get("output"), shared["knowledge"], own)
                options = read_options(self.formats, **shared)
                own |= {"options": options}
                if "knowledge" in needs:
                    own["knowledge"] = load_named(options.folder)
                if knowledge:
                    own["by_flag"], refused = answers_by_flag(knowledge, self.questions(knowledge), values)
                    if "refused" in needs:
                        own["refused"] = refused
                    elif refused:
                        raise InvalidInput(with_meaning(refused, knowledge, own["by_flag"]))
                self.function(**own)

        return run


def command(  # noqa: PLR0913  # all that a command can be
    *formats: Format,
    own: tuple[Parameter, ...] = (),
    examples: tuple[str, ...],
    notes: tuple[str, ...],
    full: bool = False,
    questions: Questions = lambda knowledge: knowledge.questions,
    takes_output: bool = True,
) -> Callable[[Callable[..., None]], Specification]:
    """Make a command of a function, with the options that all have, and ``--full`` where it says so.

    ``questions`` are those that have a flag, where the function takes answers by flag: all of the interview if nothing is said.
    A command that does not ``takes_output`` writes a stream to standard output, and has an ``--output`` of its own if any.
    """
    return lambda function: Specification(function, formats, own, full, questions, takes_output, examples, notes)


def make_command(function: Callable[..., None], parameters: Iterable[Parameter], name: str, summary: str) -> Any:
    """Return the command that Typer makes from a function with these parameters for its signature."""
    function.__signature__ = Signature(list(parameters))  # type: ignore[attr-defined]  # what Typer reads the options from
    app = typer.Typer(add_completion=False)
    app.command(name, cls=Command, help=summary)(function)
    return typer.main.get_command(app)
