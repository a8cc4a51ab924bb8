"""The command line: one module a command, imported only when that command runs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from viva import __version__
from viva.core import VivaError
from viva.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

# command → (module, one line of help). The line stands here so that --help imports nothing.
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("viva.cli.serve", "Open the web app."),
    "next": ("viva.cli.next", "Practise in the terminal: the next question for you."),
    "review": ("viva.cli.review", "Practise what is due again."),
    "ask": ("viva.cli.ask", "Show a question."),
    "grade": ("viva.cli.grade", "Judge an answer in a file, or many."),
    "watch": ("viva.cli.watch", "Judge a file again whenever it is saved."),
    "formula": ("viva.cli.formula", "Are two formulas the same, and if not, how do they differ?"),
    "list": ("viva.cli.listing", "List the questions."),
    "topics": ("viva.cli.topics", "List topics and tracks."),
    "progress": ("viva.cli.progress", "See where you stand."),
    "undo": ("viva.cli.undo", "Take back the last recorded answer."),
    "labs": ("viva.cli.labs", "List the labs: experiments that prove what the answers say."),
    "lab": ("viva.cli.lab", "Run a lab: its figures, and its claims over seeds."),
    "myths": ("viva.cli.myths", "What everybody says, and the number that shows it wrong."),
    "check": ("viva.cli.check", "Prove a bank: every judge against known answers."),
    "rubric": ("viva.cli.rubric", "See which words of a text matched which point."),
    "sandbox": ("viva.cli.sandbox", "See which protections hold on this machine."),
    "import": ("viva.cli.importing", "Turn somebody else's problems into a bank."),
}

EPILOG = """\b
Start with:
  viva                          the web app
  viva next                     a practice session in the terminal
  viva list --topic softmax     what there is to ask
  viva ask softmax/stable_softmax
  viva grade softmax/stable_softmax answer.py

Exit codes: 0 done or passed, 1 judged and not passed, 2 bad input, 3 viva failed, 130 Ctrl-C.
Environment: VIVA_DATA (your data), VIVA_BANKS (more banks, by `:`), VIVA_DEBUG=1 (tracebacks)."""


class Commands(click.Group):
    """Finds a command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        import importlib

        module = importlib.import_module(COMMANDS[cmd_name][0])
        return module.command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=2, cutoff=0.5)
            mend = f"Did you mean {' or '.join(near)}?" if near else "`viva --help` lists them."
            raise BadInput(f"there is no command `{args[0]}`.", mend=mend)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="viva")
@click.pass_context
def viva(ctx: click.Context) -> None:
    """The interviewer for machine-learning jobs: it asks, judges your answer with evidence, and
    asks again just before you would forget. Alone on a terminal, it opens the web app; through a
    pipe, it practises."""
    if ctx.invoked_subcommand is None:
        name = "serve" if sys.stdin.isatty() and sys.stdout.isatty() else "next"
        command = viva.get_command(ctx, name)
        assert command is not None
        ctx.invoke(command)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Runs a command; every way to end has its exit code."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Like `main`, but returns the exit code."""
    # Small arrays gain nothing from threads, and a forking judge must not have any.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    try:
        result: Any = viva.main(args=args, prog_name="viva", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except KeyboardInterrupt:
        return 130
    except click.ClickException as e:
        e.show()
        return 2
    except VivaError as e:
        _complain(e)
        return e.exit_code
    except BrokenPipeError:
        # The reader went away (`viva list | head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as e:
        if os.environ.get("VIVA_DEBUG"):
            raise
        click.echo(
            f"viva: failed by a mistake of its own: {type(e).__name__}: {e}\n"
            "Please report it; VIVA_DEBUG=1 shows where.",
            err=True,
        )
        return 3
    return result if isinstance(result, int) else 0


def _complain(error: VivaError) -> None:
    from viva.cli.face import current_language, localise

    language = current_language()
    text = error.zh if error.zh and language != "en" else str(error)
    click.echo(f"viva: {localise(text, language)}", err=True)
