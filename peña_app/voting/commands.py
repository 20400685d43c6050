"""What voting adds to the `pena` command: counting a file of ballots, with no workspace."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import click

from peña_app.i18n import _, number_text, said, speaking
from peña_app.languages import INTERFACE
from peña_app.voting.chart import base, rows, share
from peña_app.voting.counting import Result, Rules, as_json, usual_dots
from peña_app.voting.methods import METHODS, tally as count
from peña_app.voting.reading import read_numbers

_WIDTH = 30


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--method", required=True, type=click.Choice(sorted(METHODS)), help="How to count.")
@click.option("--seats", default=1, show_default=True, help="How many options win.")
@click.option("--dots", type=int, help="How many dots each person had; usually a third of the number of options, at least 3.")
@click.option("--max-per-option", type=int, help="How many dots could go to one option; all of them unless given.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option("--language", type=click.Choice(INTERFACE), help="The language of the answer.")
def tally(
    file: Path, method: str, seats: int, dots: int | None, max_per_option: int | None, form: str, language: str | None
) -> None:
    """Count the ballots of a CSV: a column an option, a row a ballot, the first line names the options."""
    with speaking(language) if language else nullcontext():
        ballots = read_numbers(file, dots=method == "dots")
        rules = _rules(method, seats, dots, max_per_option, options=len(ballots.names))
        result = count(ballots.pile, len(ballots.names), rules)
        result = replace(result, warnings=(*ballots.warnings, *result.warnings))
        if form == "json":
            click.echo(json.dumps(as_json(result, ballots.names), ensure_ascii=False, indent=2))
        else:
            click.echo(as_text(result, ballots.names))


def _rules(method: str, seats: int, dots: int | None, max_per_option: int | None, *, options: int) -> Rules:
    if method != "dots":
        return Rules(method, seats)
    each = usual_dots(options) if dots is None else dots
    return Rules(method, seats, each, each if max_per_option is None else max_per_option)


def as_text(result: Result, names: tuple[str, ...]) -> str:
    """The result as a person reads it: the standings drawn as bars, then the count in sentences."""
    method = METHODS[result.rules.method]
    widest = max(len(name) for name in names)
    most = max(*result.tallies, 1)
    lines = [said(method.name), ""]
    for row in rows(result):
        bar = "█" * round(_WIDTH * row.value / most)
        mark = "✓" if row.won else "=" if row.tied else " "
        lines.append(
            f"{mark} {row.place:>4}  {names[row.option]:<{widest}}  {number_text(row.value):>7}  {share(result, row.option):>5}  {bar}".rstrip()
        )
    lines += ["", base(result), ""]
    lines += [step.text(names) for step in result.steps]
    lines += ["", *(_("Note: {note}").format(note=warning.text(names)) for warning in result.warnings)] if result.warnings else []
    return "\n".join(lines)


COMMANDS: list[click.Command] = [tally]
