"""``kyoten completion``: the script that lets a shell complete kyoten's commands, options and files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import add_command, add_reporting, parser

if TYPE_CHECKING:
    from pipeline.commands import Subparsers

_SHELLS = ("bash", "fish", "tcsh", "zsh")
_EXAMPLES = """\
  kyoten completion bash > ~/.local/share/bash-completion/completions/kyoten
  kyoten completion zsh > ~/.zfunc/_kyoten       with fpath+=~/.zfunc before compinit in ~/.zshrc
  kyoten completion fish > ~/.config/fish/completions/kyoten.fish"""


def register(subparsers: Subparsers) -> None:
    command = add_command(subparsers, "completion", "print the completion script for a shell", _EXAMPLES)
    command.add_argument("shell", choices=_SHELLS, help="the shell that is to complete kyoten")
    add_reporting(command)
    command.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import sys

    import shtab

    whole = parser(arguments.lang)
    for command in _with_subcommands(whole):
        for action in command._actions:
            if action.type is Path:
                action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    sys.stdout.write(shtab.complete(whole, arguments.shell) + "\n")
    return 0


def _with_subcommands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found = [parser]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                found += _with_subcommands(below)
    return found
