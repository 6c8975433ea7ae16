"""What is said of a wrong command line: what was wrong, and what would have been taken instead."""

from __future__ import annotations

from typing import Any

import typer

from legpress_cli.errors import did_you_mean

UsageError: Any = typer.BadParameter.__base__  # Typer has no public name for it
_SHORTEST_GUESSED = 3


def complain(error: Any) -> str:
    """Return the message for a wrong command line: how the command is called, where help is, and what is wrong."""
    ctx = error.ctx
    if ctx is None:
        return f"Error: {error.format_message()}"
    usage = " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
    hint = f"Try '{ctx.command_path} {ctx.help_option_names[0]}' for help."
    return f"Usage: {usage}\n{hint}\n\nError: {_fault(error)}"


def _fault(error: Any) -> str:
    params = error.ctx.command.get_params(error.ctx)
    options = {flag: param for param in params for flag in (*param.opts, *param.secondary_opts) if flag.startswith("-")}
    flag = getattr(error, "option_name", "")
    option = options.get(flag)
    if flag and option is None:
        return f"There is no option {flag}{_nearest(flag, list(options))}"
    if option is not None and not option.is_flag:
        return f"{flag} lacks its {option.metavar}. {' '.join(option.help.split())}"
    return " ".join(error.format_message().split())


def _nearest(flag: str, options: list[str]) -> str:
    name = flag.lstrip("-")
    if len(name) < _SHORTEST_GUESSED:
        return "."
    names = [option.removeprefix("--") for option in options if option.startswith("--")]
    return did_you_mean(name, names, among=0, before="--")
