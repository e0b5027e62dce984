"""The command ``kg``: one click group whose commands are imported only when they run."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass

import click

from kg import __version__
from kg.errors import SimpulError


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the command table: the module that defines ``command``, and the line that ``kg --help`` shows."""

    module: str
    help: str


COMMANDS: dict[str, Entry] = {
    "init": Entry("kg.cli.init", "Make an empty workspace."),
    "build": Entry("kg.cli.build", "Read articles and bring the graph up to date."),
    "remove": Entry("kg.cli.remove", "Take articles, and the facts that only they support, out of the graph."),
    "diff": Entry("kg.cli.diff", "What changed between two builds, or two workspaces."),
    "query": Entry("kg.cli.query", "Ask the graph a SPARQL question."),
    "explain": Entry("kg.cli.explain", "Everything said about one thing, with the article and the words."),
    "holders": Entry("kg.cli.holders", "Who held the posts of a unit on a day."),
    "stats": Entry("kg.cli.stats", "Count what is in the graph."),
    "validate": Entry("kg.cli.validate", "Check the graph against the shapes of the ontology."),
    "check": Entry("kg.cli.check", "Compare the graph with what is recorded, and mend it."),
    "backup": Entry("kg.cli.backup", "Write the workspace to one file, while it is in use."),
    "restore": Entry("kg.cli.restore", "Make a workspace of a backup."),
    "export": Entry("kg.cli.export", "Write the whole graph to a file."),
    "view": Entry("kg.cli.view", "Draw part of the graph as an interactive page."),
    "serve": Entry("kg.cli.serve", "Serve the graph over HTTP: pages, data and a SPARQL endpoint."),
    "publish": Entry("kg.cli.publish", "Write the pages of kg serve as files that need no server."),
    "extract": Entry("kg.cli.extract", "Read articles and write what they say, without a workspace."),
    "identify": Entry("kg.cli.identify", "Read articles together and give every thing its IRI, without a workspace."),
    "why": Entry("kg.cli.why", "Why two things are one, or two."),
    "review": Entry("kg.cli.review", "Decide, pair by pair, what is one and what is two."),
    "ledger": Entry("kg.cli.ledger", "Write, take back, export, import and apply what persons have decided."),
    "weigh": Entry("kg.cli.weigh", "Fit the weights of identity to articles whose entities are told apart by hand."),
    "evaluate": Entry("kg.cli.evaluate", "Score extraction against annotated articles."),
    "train": Entry("kg.cli.train", "Make the model of tier default from annotated articles."),
    "vocabulary": Entry("kg.cli.vocabulary", "Check the vocabulary, or generate data from it."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and help line, and imports a command's module when it is invoked."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the table: the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now; None where there is none."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = importlib.import_module(entry.module).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """A knowledge graph of Indonesian public-service news, with the words behind every edge.

    \b
    Begin with:
      kg build articles/            read articles into ./simpul-workspace
      kg query 'SELECT * { ?person kg:holds ?post } LIMIT 10'
      kg serve                      look at it in a browser
    """


def main() -> None:
    """Run the command line: errors meant for the user are one line and exit status 1; Ctrl-C is status 130."""
    try:
        status = cli.main(prog_name="kg", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Interrupted. What was done so far is kept; run the command again to go on.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SimpulError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
