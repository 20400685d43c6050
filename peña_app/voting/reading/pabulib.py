"""Pabulib's .pb: a budget, projects with costs, and votes by approval, points, scores or a single choice (pabulib.org)."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from fractions import Fraction

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Ballot, Kind, Pile, Rules
from peña_app.voting.marks import ballot
from peña_app.voting.methods import method
from peña_app.voting.reading.source import Ballots, Source, Unreadable

_SECTIONS = ("META", "PROJECTS", "VOTES")
Rows = list[tuple[int, dict[str, str]]]
"""The rows of a section: the line, and the cells by the names of their columns."""


def read(source: Source, rules: Rules) -> tuple[Ballots, Rules]:
    """The votes of a .pb file, and the rules with its budget and costs. A vote that names no project is blank.

    Raises:
        Mishap: it cannot be counted; the sentence names the line and the reason.
    """
    sections = _sections(source)
    facts = {row.get("key", ""): row.get("value", "") for _line, row in sections["META"]}
    budget = _amount(source, 1, facts.get("budget", ""), _("the budget"))
    projects = [row.get("project_id", "").strip() for _line, row in sections["PROJECTS"]]
    costs = [_amount(source, line, row.get("cost", ""), _("the cost")) for line, row in sections["PROJECTS"]]
    if not projects:
        raise Mishap(
            _("{file} has no projects.").format(file=source.name), _("A .pb file has the parts META, PROJECTS and VOTES.")
        )
    cents = 100 if any(amount.denominator > 1 for amount in (budget, *costs)) else 1
    known = {project: option for option, project in enumerate(projects)}
    points = facts.get("vote_type", "approval") in ("cumulative", "scoring")
    rules = replace(
        rules, budget=int(budget * cents), costs=tuple(int(cost * cents) for cost in costs), cents=cents, points=points
    )  # fmt: skip
    valid: Counter[Ballot] = Counter()
    blank = 0
    plain = method(rules.method).marked(rules) in (Kind.ONE, Kind.SET)
    for line, row in sections["VOTES"]:
        try:
            marks = _vote(row, known, points=points and not plain)
        except Unreadable as trouble:
            raise source.amiss(line, trouble.sentence, trouble.hint) from trouble
        if any(marks):
            valid[ballot(marks, len(projects))] += 1
        else:
            blank += 1
    if not valid and not blank:
        raise Mishap(
            _("{file} has no ballots.").format(file=source.name), _("A .pb file has the parts META, PROJECTS and VOTES.")
        )
    return Ballots(tuple(projects), Pile(dict(valid), blank)), rules


def _sections(source: Source) -> dict[str, Rows]:
    found: dict[str, Rows] = {name: [] for name in _SECTIONS}
    section, header = "", None
    reader = csv.reader(source.raw.decode().splitlines(), delimiter=";")
    try:
        for row in reader:
            if not row or not any(cell.strip() for cell in row):
                continue
            if len(row) == 1 and row[0].strip().upper() in _SECTIONS:
                section, header = row[0].strip().upper(), None
            elif header is None:
                header = [cell.strip() for cell in row]
            else:
                found[section].append((reader.line_num, dict(zip(header, row, strict=False))))
    except (csv.Error, KeyError) as error:
        raise source.amiss(reader.line_num, _("it cannot be split into columns.")) from error
    return found


def _amount(source: Source, line: int, text: str, what: str) -> Fraction:
    try:
        amount = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise source.amiss(line, _("{what} “{text}” is not a number.").format(what=what, text=text)) from error
    if amount < 0 or (amount * 100).denominator > 1:
        raise source.amiss(line, _("{what} “{text}” is not a sum of money.").format(what=what, text=text))
    return amount


def _vote(row: dict[str, str], known: dict[str, int], *, points: bool) -> list[int]:
    marks = [0] * len(known)
    named = [name.strip() for name in (row.get("vote") or "").split(",") if name.strip()]
    given = [text.strip() for text in (row.get("points") or "").split(",") if text.strip()] if points else []
    if points and len(given) < len(named):
        raise Unreadable(_("fewer points than projects are given."))
    for at, name in enumerate(named):
        if name not in known:
            raise Unreadable(_("there is no project “{name}”.").format(name=name), _("Every project has a line under PROJECTS."))
        if points:
            if not given[at].isdigit():
                raise Unreadable(_("“{cell}” is not a whole number of points.").format(cell=given[at]))
            marks[known[name]] = int(given[at])
        else:
            marks[known[name]] = 1
    return marks
