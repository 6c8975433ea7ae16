"""The commands as Typer makes them when they are used."""

from __future__ import annotations

from typing import Any

import typer.main

from legpress_cli.cli.app import COMMANDS, app


def context_of(name: str) -> Any:
    """Return Typer's context of a command without arguments; its ``command`` holds the options."""
    group: Any = typer.main.get_command(app)
    with group.make_context("legpress", [], resilient_parsing=True) as ctx:
        return group.get_command(ctx, name).make_context(name, [], ctx, resilient_parsing=True)


def names() -> list[str]:
    """Return the names of the commands."""
    return list(COMMANDS)


def flags_of(ctx: Any) -> set[str]:
    """Return every flag of a command, in all its spellings."""
    params = ctx.command.get_params(ctx)
    return {flag for param in params if param.param_type_name == "option" for flag in (*param.opts, *param.secondary_opts)}
