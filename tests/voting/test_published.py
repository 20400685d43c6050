"""Published elections and examples worked by hand come out as they were published, stage by stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from peña_app.voting.commands import tally
from peña_app.voting.methods import METHODS

ELECTIONS: Final = Path(__file__).parents[2].parent / "shared" / "data" / "elections"

SEVERAL: Final = {"star-bloc": "bloc", "star-allocated": "allocated"}
OTHER_RULES: Final = frozenset({"stv-ers97", "stv-meek-nz"})
"""Counted by rules that are not offered here."""

IN_ORDER: Final = "official stage report"

LATER: Final = {
    ("meek_ers97", "stv-meek", 6): "the reference goes on until the last quota has converged, which changes nobody's place",
}
"""Stages that are shown there and not here, and why; what comes before them is compared."""


def _cases() -> Iterator[Any]:
    for path in sorted(ELECTIONS.glob("*/expected.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for place, expected in enumerate(case["results"]):
            if expected["method"] not in OTHER_RULES:
                variant = "" if len(case["results"]) == 1 else f"-{place + 1} {expected.get('variant', '')}"
                yield pytest.param(path.parent, case, expected, id=f"{path.parent.name}-{expected['method']}{variant}")


def _asked(case: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """The result's parameters as they are written on the command line."""
    method = expected["method"]
    asked = ["--method", "star" if method in SEVERAL else method, "--format", "json", "--language", "en"]
    if expected["seats"] is not None:
        asked += ["--seats", str(expected["seats"])]
    if method in SEVERAL:
        asked += ["--several", SEVERAL[method]]
    if "unranked" in expected:
        asked += ["--unranked", {"low": "zero"}.get(expected["unranked"], expected["unranked"])]
    if expected.get("batch"):
        asked += ["--batch"]
    for key in ("strength", "completion"):
        if key in expected:
            asked += [f"--{key}", expected[key]]
    if method == "pb-mes":
        asked += ["--utility", expected["utility"]]
    if "max_score" in case and method in {"score", "star", *SEVERAL}:
        asked += ["--top", str(case["max_score"])]
    for key, value in case.get("marks", {}).items():
        asked += [f"--{key.replace('_', '-')}", str(value)]
    return asked


def _answer(folder: Path, case: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    ran = CliRunner().invoke(tally, [str(folder / case["ballots"]), *_asked(case, expected)])
    assert ran.exit_code == 0, ran.output
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def _places(answer: dict[str, Any], case: dict[str, Any]) -> dict[str, str]:
    """From the names in the answer to those of the case, which replace the names in the file place by place."""
    ours: list[str] = list(answer["tallies"])
    theirs: list[str] = case["candidates"]
    return dict(zip(ours, ours if set(ours) <= set(theirs) else theirs, strict=True))


def _votes(shown: dict[str, str | None], names: dict[str, str], theirs: list[str]) -> dict[str, Decimal]:
    """The votes of every candidate, where one that is missing or empty has none."""
    named = {names.get(name, name): value for name, value in shown.items()}
    return {name: Decimal(str(named.get(name) or 0)) for name in theirs}


@pytest.mark.skipif(not ELECTIONS.is_dir(), reason="the published elections are not on this machine")
@pytest.mark.parametrize(("folder", "case", "expected"), list(_cases()))
def test_an_election_comes_out_as_it_was_published(folder: Path, case: dict[str, Any], expected: dict[str, Any]) -> None:
    method = "star" if expected["method"] in SEVERAL else expected["method"]
    if method not in METHODS:
        pytest.skip("this method is not counted yet")
    answer = _answer(folder, case, expected)
    names = _places(answer, case)
    winners = [names[name] for name in answer["winners"]]
    tied = [names[name] for level in answer["undecided"] for name in level["names"]]
    if expected.get("tie"):
        assert {*winners, *tied} == set(expected["winners"])
        assert tied
    elif expected["status"] == IN_ORDER:
        assert (winners, tied) == (expected["winners"], [])
    else:
        assert (sorted(winners), tied) == (sorted(expected["winners"]), [])
    _compare_figures(answer, names, case, expected)
    _compare_stages(folder.name, answer, names, case, expected)


def _compare_figures(answer: dict[str, Any], names: dict[str, str], case: dict[str, Any], expected: dict[str, Any]) -> None:
    if "valid_votes" in case and case["format"] == "blt":
        assert answer["ballots"] == case["valid_votes"]  # blank ones are among them
    if "scores" in expected:
        theirs = {name: Decimal(str(value)) for name, value in expected["scores"].items()}
        assert _votes(answer["tallies"], names, list(theirs)) == theirs
    if "total_cost" in expected:
        assert Decimal(answer["total_cost"]) == Decimal(expected["total_cost"])


def _compare_stages(
    folder: str, answer: dict[str, Any], names: dict[str, str], case: dict[str, Any], expected: dict[str, Any]
) -> None:
    near = Decimal(expected.get("tolerance", 0))
    theirs = expected.get("rounds", [])
    for place, stage in enumerate(theirs):
        if (folder, expected["method"], place + 1) in LATER or _went_on(expected, theirs[:place]):
            break
        assert place < len(answer["rounds"]), f"there is no stage {stage['stage']}"
        ours = answer["rounds"][place]
        wanted = _votes(stage["votes"], {}, case["candidates"])
        for name, value in _votes(ours["votes"], names, case["candidates"]).items():
            assert abs(value - wanted[name]) <= near, f"stage {stage['stage']}: {name} {value}, and not {wanted[name]}"
        if "nontransferable" in stage:
            gone = Decimal(stage["nontransferable"])
            assert abs(Decimal(ours["nontransferable"]) - gone) <= near * len(case["candidates"]), f"stage {stage['stage']}"


def _went_on(expected: dict[str, Any], earlier: list[dict[str, Any]]) -> bool:
    """Whether somebody was elected before, in a count that goes on until two remain; here it ends."""
    return bool(expected.get("rule", {}).get("until_two")) and any(stage["elected"] for stage in earlier)
