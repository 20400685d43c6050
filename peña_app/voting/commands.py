"""What voting adds to the `pena` command: counting a file of ballots, with no workspace."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from peña_app.errors import Mishap
from peña_app.i18n import _, number_text, said, speaking
from peña_app.languages import INTERFACE
from peña_app.voting.counting import ANY, Result, Rules, decimal_text
from peña_app.voting.methods import METHODS, tally as count
from peña_app.voting.reading import USUAL, read
from peña_app.voting.report import as_json

_WIDTH = 30


def _one_of(*values: str) -> click.Choice[str]:
    return click.Choice(values)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--method", required=True, type=click.Choice(sorted(METHODS)), help="How to count.")
@click.option("--seats", default=1, show_default=True, help="How many options win.")
@click.option("--dots", default=0, help="How many dots each person had; usually a third of the number of options, at least 3.")
@click.option("--max-per-option", default=0, help="How many dots could go to one option; all of them unless given.")
@click.option("--most", default=0, help="Approval: how many options a ballot could mark; any number unless given.")
@click.option("--top", default=5, show_default=True, help="Scores and STAR: the highest score.")
@click.option("--by", type=_one_of("sum", "mean"), default="sum", show_default=True, help="Scores: what decides.")
@click.option("--fewest", default=1, show_default=True, help="Scores by mean: how many must have scored an option.")
@click.option("--several", type=_one_of("bloc", "allocated"), default="bloc", show_default=True, help="STAR with several seats.")
@click.option("--grades", default=6, show_default=True, help="Majority judgment: how many grades there are.")
@click.option(
    "--scale",
    type=_one_of("three", "five"),
    default="three",
    show_default=True,
    help="Consent: support/aside/block, or fist to five.",
)
@click.option(
    "--overvote",
    type=_one_of("exhaust", "skip", "exhaust-if-multiple-continuing"),
    default="exhaust",
    show_default=True,
    help="Runoffs: two options at one rank.",
)
@click.option(
    "--max-skipped", default=ANY, help="Runoffs: how many empty ranks in a row a ballot survives; any number unless given."
)
@click.option(
    "--duplicate", type=_one_of("skip", "exhaust"), default="skip", show_default=True, help="The same option at two ranks."
)
@click.option("--batch", is_flag=True, help="IRV: exclude at once all that cannot catch up.")
@click.option(
    "--unranked", type=_one_of("average", "zero"), default="average", show_default=True, help="Borda: options without a rank."
)
@click.option(
    "--strength",
    type=_one_of("margins", "winning-votes", "ratio"),
    default="margins",
    show_default=True,
    help="Schulze and Ranked Pairs: how strong a win is.",
)
@click.option("--budget", default="", help="Budgets: how much there is; what the file says unless given.")
@click.option(
    "--rule",
    type=_one_of("votes", "votes-per-cost", "points", "points-per-cost"),
    default="votes",
    show_default=True,
    help="Budget by votes: what comes first.",
)
@click.option("--utility", type=_one_of("cost", "cardinality", "points"), default="cost", show_default=True, help="Equal Shares.")
@click.option(
    "--completion",
    type=_one_of("none", "utilitarian", "add1", "add1e", "add1u"),
    default="add1",
    show_default=True,
    help="Equal Shares: how the rest of the budget is used.",
)
@click.option("--threshold", default="majority", show_default=True, help="Motion: majority, or a share such as 2/3.")
@click.option(
    "--base",
    type=_one_of("votes", "cast", "present", "eligible"),
    default="votes",
    show_default=True,
    help="Motion: share of what.",
)
@click.option("--quorum", default="", help="Motion: a share of those who may vote, such as 1/3.")
@click.option(
    "--quorum-of", type=_one_of("present", "cast"), default="present", show_default=True, help="Motion: who counts for it."
)
@click.option("--eligible", default=0, help="Motion: how many may vote.")
@click.option("--present", default=0, help="Motion: how many are present.")
@click.option(
    "--lot", default="", help="The options as they were drawn, “name, name, …”: where they are level, the earlier survives."
)
@click.option(
    "--format", "form", type=_one_of("text", "json"), default="text", show_default=True, help="For people or for programs."
)
@click.option("--language", type=click.Choice(INTERFACE), help="The language of the answer.")  # fmt: skip
def tally(file: Path, form: str, language: str | None, lot: str, budget: str, **parameters: Any) -> None:
    """Count the ballots of a file: BLT, PrefLib, a CSV of ranks or of numbers, or Pabulib."""
    with speaking(language) if language else nullcontext():
        ballots, rules = read(file, _rules(parameters))
        if budget:
            rules = replace(rules, budget=_money(budget, rules.cents))
        rules = replace(rules, lot=_drawn(lot, ballots.names))
        if rules.method == "motion" and len(ballots.names) != 3:
            raise Mishap(
                _("A motion has three columns: yes, no and abstain."), _("This file has {n}.").format(n=len(ballots.names))
            )
        result = count(ballots.pile, len(ballots.names), rules)
        result = replace(result, warnings=(*ballots.warnings, *result.warnings))
        if form == "json":
            click.echo(json.dumps(as_json(result, ballots.names), ensure_ascii=False, indent=2))
        else:
            click.echo(as_text(result, ballots.names))


def _rules(parameters: dict[str, Any]) -> Rules:
    dots, most = parameters.pop("dots"), parameters.pop("max_per_option")
    for name in ("threshold", "quorum"):
        share = parameters[name]
        if share and share != "majority" and not _is_share(share):
            raise Mishap(_("“{share}” is not a share.").format(share=share), _("Write a fraction such as 2/3."))
    if parameters["method"] != "dots":
        return Rules(**parameters)
    return Rules(dots=dots or USUAL, max_per_option=most or dots or USUAL, **parameters)


def _is_share(text: str) -> bool:
    top, bar, bottom = text.partition("/")
    return bool(bar) and top.isdigit() and bottom.isdigit() and 0 < int(top) <= int(bottom)


def _money(text: str, cents: int) -> int:
    whole, _point, part = text.replace(",", ".").partition(".")
    if not whole.isdigit() or (part and not part.isdigit()):
        raise Mishap(_("“{text}” is not a sum of money.").format(text=text), _("Write digits, with a point before the cents."))
    return int(whole) * cents + (int(f"{part}00"[:2]) * cents // 100 if part else 0)


def _drawn(lot: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """The places of the drawn options. A name may itself have commas, so the longest that fits is taken."""
    known = {name.casefold(): option for option, name in enumerate(names)}
    parts = [part.strip() for part in lot.split(",") if part.strip()]
    drawn: list[int] = []
    while parts:
        taken = next((n for n in range(len(parts), 0, -1) if ", ".join(parts[:n]).casefold() in known), 0)
        if not taken:
            raise Mishap(_("No option is called “{name}”.").format(name=parts[0]), _("Write the names as they are in the file, with commas between them."))  # fmt: skip
        option = known[", ".join(parts[:taken]).casefold()]
        if option in drawn:
            raise Mishap(_("“{name}” was drawn twice.").format(name=names[option]), _("Each option is drawn once."))
        drawn.append(option)
        parts = parts[taken:]
    return tuple(drawn)


def as_text(result: Result, names: tuple[str, ...]) -> str:
    """The result as a person reads it: the standings drawn as bars, then the count in sentences."""
    method = METHODS[result.rules.method]
    widest = max(len(name) for name in names)
    most = max(*result.tallies, 1)
    lines = [said(method.name), ""]
    for option in (option for level in result.order for option in level):
        bar = "█" * round(_WIDTH * result.tallies[option] / most)
        mark = "✓" if option in result.winners else "=" if option in result.tied else " "
        figure = decimal_text(result.figure(option))
        lines.append(f"{mark} {result.place(option):>4}  {names[option]:<{widest}}  {figure:>9}  {bar}".rstrip())
    ballots = _("{valid} valid ballots, {blank} blank, {overvoted} overvoted.").format(
        valid=number_text(result.valid), blank=number_text(result.blank), overvoted=number_text(result.overvoted)
    )
    lines += ["", f"{said(method.counts)}. {ballots}", ""]
    lines += [step.text(names) for step in result.steps]
    lines += ["", *(_("Note: {note}").format(note=warning.text(names)) for warning in result.warnings)] if result.warnings else []
    return "\n".join(lines)


COMMANDS: list[click.Command] = [tally]
