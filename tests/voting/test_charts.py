"""Charts of results as data and as drawings on a board that only writes down what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from peña_app.i18n import speaking
from peña_app.voting.charts import (
    NEXT_STEP,
    Area,
    BarChart,
    BudgetChart,
    GridChart,
    Look,
    ProfileChart,
    RunoffChart,
    between,
    charts,
    concerns,
    lots,
    outcome,
    sentences,
    stage_charts,
    stage_table,
    ties,
    wall,
)  # fmt: skip
from peña_app.voting.charts.board import OTHER, TIED, WON, Text
from peña_app.voting.counting import Result, Rules
from peña_app.voting.methods import METHODS

from .counted import RULES, accounted, cast, contest, count, counted


class Notebook:
    """A board that writes down what is drawn; its letters are half as wide as high."""

    em = 10.0
    spare = 0.0

    def __init__(self, *, stacked: bool = False) -> None:
        self.stacked = self.brief = stacked
        self.filled: list[tuple[Area, Look]] = []
        self.sizes: list[float] = []
        self.texts: list[str] = []

    def _lines(self, text: Text) -> list[str]:
        return [text] if isinstance(text, str) else list(dict.fromkeys(text.values()))

    def high(self, text: Text, _width: float, *, bold: bool = False, size: float = 1.0) -> float:  # noqa: ARG002
        return 12.0 * size * len(self._lines(text))

    def wide(self, text: Text, *, bold: bool = False, size: float = 1.0) -> float:  # noqa: ARG002
        return 5.0 * size * len(" · ".join(self._lines(text)))

    def write(self, text: Text, area: Area, *, size: float = 1.0, **_look: object) -> None:
        assert area.width >= 0
        self.sizes.append(size)
        self.texts += self._lines(text)

    write_line = write

    def fill(self, area: Area, look: Look) -> None:
        self.filled.append((area, look))

    def line(self, *_where: float, **_look: object) -> None: ...

    def shape(self, points: Sequence[tuple[float, float]], tone: str) -> None: ...


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", RULES)
def test_every_method_is_drawn_told_and_tabled_with_every_option(name: str, language: str) -> None:
    held, result = counted(name)
    with speaking(language):
        drawn = charts(held, result)
        for chart in drawn:
            figures = chart.table()
            assert all(len(row) == len(figures.heads) for row in figures.rows)
            assert "{" not in chart.describe() + str(figures)
        first = drawn[0]
        for name_of in held.names:
            assert name_of in first.describe()
            assert any(name_of in row[0] for row in first.table().rows)
    for stacked in (False, True):
        board = Notebook(stacked=stacked)
        first.draw(board, 600)
        assert first.height(board, 600) > 0
        for option in held.options:
            assert option.words["es"] in board.texts
            assert option.words["en"] in board.texts


@pytest.mark.parametrize("name", RULES)
def test_no_letter_on_the_wall_is_smaller_than_the_others(name: str) -> None:
    held, result = counted(name)
    for page in wall(held, result, accounted(result)):
        if page.chart is not None:
            board = Notebook(stacked=True)
            page.chart.draw(board, 400)
            assert min(board.sizes) >= 1


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers() -> None:
    held, result = counted("plurality")
    board = Notebook()
    (chart,) = charts(held, result)
    chart.draw(board, 600)

    bars = [area for area, look in board.filled if look in {WON, OTHER}]
    assert len({area.x for area in bars}) == 1
    assert [round(area.width / bars[0].width * max(result.tallies)) for area in bars] == sorted(
        filter(None, result.tallies), reverse=True
    )


def test_who_wins_is_solid_and_who_is_tied_is_hatched_with_a_shared_rank() -> None:
    rules = Rules("plurality")
    held = replace(contest(rules), options=contest(rules).options[:3])
    (tied,) = charts(held, count(rules, {(1, 0, 0): 5, (0, 1, 0): 5, (0, 0, 1): 2}))
    board = Notebook()
    tied.draw(board, 600)

    assert [look for _area, look in board.filled if look.tone != "card"] == [TIED, TIED, OTHER]
    assert [row[:2] for row in tied.table().rows] == [
        ("Community gardens", "=1"),
        ("Tenant defense", "=1"),
        ("English classes", "3"),
    ]
    assert tied.table().rows[0][3] == "Tied"


@pytest.mark.parametrize(
    ("policy", "said"),
    [("report", "by the rule it set"), ("again", "the group votes again"), ("lot", "lots are drawn in front of everyone")],
)
def test_what_a_tie_means_is_said_by_the_rule_that_was_set(policy: str, said: str) -> None:
    result = count(Rules("plurality", ties=policy), {(1, 0): 5, (0, 1): 5})

    assert outcome(result, ["Ana", "Luz"]) == ["Tie between Ana and Luz for 1 place"]
    assert said in ties(result)[0]


def test_a_lot_that_decided_is_said() -> None:
    result = count(Rules("plurality", ties="lot", lot=(1, 0)), {(1, 0): 5, (0, 1): 5})

    assert outcome(result, ["Ana", "Luz"]) == ["Luz wins"]
    assert lots(result, ["Ana", "Luz"]) == ["Ana and Luz are level. The lot that was drawn puts Luz ahead."]


def test_points_of_a_ranking_have_no_percentage_and_halves_are_whole() -> None:
    held, result = counted("borda")
    (chart,) = charts(held, result)

    assert "%" not in chart.describe()
    assert "percent" not in str(chart.base).casefold()


def test_dots_without_known_supporters_have_no_percentage() -> None:
    held, result = counted("dots")
    (known,) = charts(held, result)
    (unknown,) = charts(held, replace(result, supporters=()))

    assert "%" in known.describe()
    assert "%" not in unknown.describe()


rankings = st.dictionaries(
    st.permutations(range(5)).flatmap(lambda order: st.integers(1, 5).map(lambda n: tuple(order[:n]))),
    st.integers(1, 20),
    min_size=1,
    max_size=12,
)


def ranked(order: tuple[int, ...], options: int) -> tuple[int, ...]:
    marks = [0] * options
    for place, option in enumerate(order, start=1):
        marks[option] = place
    return tuple(marks)


@given(rankings, st.sampled_from(["irv", "stv-scottish", "stv-meek"]), st.integers(1, 3))
@settings(deadline=None)
def test_every_stage_adds_up_and_every_sentence_stands_at_the_stage_it_tells(
    ballots: dict[tuple[int, ...], int], method: str, seats: int
) -> None:
    rules = Rules(method, 1 if method == "irv" else seats)
    result = count(rules, {ranked(order, 5): n for order, n in ballots.items()})
    held = replace(contest(rules), options=contest(rules).options[:5])
    table = stage_table(held, result, changes=False)

    total = next(row for row in table.rows if row[0] == "Total")
    assert len(set(total[1:])) == 1
    told = sentences(result)
    assert sum(map(len, told)) == len(result.steps) - 1
    for stage, steps in zip(result.stages, told, strict=True):
        facts = [step.facts.get("options") for step in steps]
        if stage.moved:
            assert stage.moved in facts


def test_the_bars_of_all_stages_keep_their_place_and_their_scale() -> None:
    held, result = counted("stv-scottish")
    drawn = stage_charts(held, result)

    assert len({tuple(bar.named.option for bar in chart.bars) for chart in drawn}) == 1
    assert len({chart.most for chart in drawn}) == 1
    first, second = drawn[0], drawn[1]
    assert [bar.value for bar in between(first, second, 0).bars] == [bar.value for bar in first.bars]
    assert between(first, second, 1).bars == second.bars


def test_the_stage_table_says_votes_changes_and_what_is_lost() -> None:
    held, result = counted("stv-scottish")
    table = stage_table(held, result)
    cells = " ".join(cell for row in table.rows for cell in row)

    assert len(table.heads) == len(result.stages) + 1
    assert "elected" in cells
    assert "out" in cells
    assert "(+" in cells
    assert [row[0] for row in table.rows[-4:]] == ["Passed to nobody", "of these, lost by rounding down", "Total", "Quota"]


def test_a_runoff_shows_the_two_and_who_prefers_neither() -> None:
    held, result = counted("star")
    runoff = charts(held, result)[-1]

    assert isinstance(runoff, RunoffChart)
    assert sum(runoff.votes) == result.valid
    assert runoff.one.won
    assert not runoff.other.won
    assert len([chart for chart in charts(*counted("star for two places")) if isinstance(chart, RunoffChart)]) == 2


@pytest.mark.parametrize("name", ["majority-judgment", "consent", "consent by fingers"])
def test_a_profile_is_as_long_for_everyone_and_no_two_words_look_alike(name: str) -> None:
    held, result = counted(name)
    (chart,) = charts(held, result)

    assert isinstance(chart, ProfileChart)
    assert {sum(row.counts) for row in chart.rows} == {result.valid}
    assert len({(look.tone, look.pattern) for look in chart.looks}) == len(chart.looks) == len(chart.words)
    board = Notebook()
    chart.draw(board, 600)
    for words in chart.words:
        assert set(words.values()) <= set(board.texts)


def test_blocks_and_low_hands_are_named_as_concerns() -> None:
    result = count(Rules("consent"), {(3, 3): 8, (2, 3): 2, (3, 1): 1})
    assert concerns(result, ("The kitchen", "The garden")) == [
        "The kitchen: 2 people stand aside, to be heard.",
        "The garden: 1 block to hear and answer.",
    ]
    fingers = count(Rules("consent", scale="five"), {(6,): 8, (2,): 1, (1,): 1})
    assert concerns(fingers, ("The kitchen",)) == ["The kitchen: 1 block to hear and answer.", "The kitchen: 1 low hand to hear."]


@pytest.mark.parametrize("name", ["schulze", "ranked-pairs"])
def test_the_grid_says_every_pair_and_marks_who_wins_it(name: str) -> None:
    held, result = counted(name)
    grid = charts(held, result)[0]
    assert isinstance(grid, GridChart)
    board = Notebook()
    grid.draw(board, 800)

    wins = sum(ahead > behind for row in grid.numbers for ahead, behind in row)
    assert len([look for _area, look in board.filled if look.tone == "agave"]) == wins == sum(result.tallies)
    assert grid.table().rows[0][1] == "–"
    assert grid.table().rows[0][2].startswith("✓")


@pytest.mark.parametrize("name", ["pb-greedy", "pb-mes"])
def test_a_budget_never_passes_its_limit_and_says_who_paid(name: str) -> None:
    held, result = counted(name)
    (chart,) = charts(held, result)

    assert isinstance(chart, BudgetChart)
    assert sum(project.cost for project in chart.funded) == result.total_cost
    assert (result.total_cost or 0) <= chart.budget
    paid = [row[3] for row in chart.table().rows if row[-1] == "funded"]
    assert all(("pay" in text) == (name == "pb-mes") for text in paid)
    assert [row[-1] for row in chart.table().rows].count("not funded") == len(held.options) - len(result.winners)


@pytest.mark.parametrize(
    ("rules", "ballots", "takes", "said"),
    [
        (Rules("motion", eligible=100, quorum="1/3"), {(1, 0, 0): 20, (0, 1, 0): 10, (0, 0, 1): 3}, 16, "There is no quorum: nothing is decided"),
        (Rules("motion", eligible=100, quorum="1/3"), {(1, 0, 0): 20, (0, 1, 0): 10, (0, 0, 1): 4}, 16, "The motion is carried"),
        (Rules("motion", threshold="2/3", base="cast"), {(1, 0, 0): 20, (0, 1, 0): 10, (0, 0, 1): 4}, 23, "The motion is lost"),
        (Rules("motion"), {(1, 0, 0): 17, (0, 1, 0): 17, (0, 0, 1): 10}, 18, "The motion is lost"),
    ],
)  # fmt: skip
def test_a_motion_shows_what_it_takes(rules: Rules, ballots: dict[tuple[int, ...], int], takes: int, said: str) -> None:
    result = count(rules, ballots)
    drawn = charts(contest(rules), result)

    assert outcome(result, ["Yes", "No", "Abstain"]) == [said]
    votes = drawn[0]
    assert isinstance(votes, BarChart)
    assert votes.lines[0].value == takes
    assert len(drawn) == (2 if rules.quorum else 1)


@pytest.mark.parametrize("name", RULES)
def test_the_wall_reveals_turnout_account_result_and_next_step_in_this_order(name: str) -> None:
    held, result = counted(name)
    pages = wall(held, result, accounted(result))
    headings = [page.heading["en"] for page in pages]

    assert headings[0] == "Turnout"
    assert headings[1] == "Account of the ballots"
    assert headings[-1] == "Next step"
    assert headings.index("Result") > 1
    assert pages[-1].sentences[0] == {"es": "El resultado pasa al registro de acuerdos.", "en": NEXT_STEP}
    if name in {"irv", "stv-scottish", "stv-meek"}:
        assert [heading for heading in headings if heading.startswith("1/")]
        assert len(pages) >= len(result.stages) + 4


def test_every_option_comes_up_on_the_wall() -> None:
    held, result = counted("approval")
    board = Notebook(stacked=True)
    for page in wall(held, result, accounted(result)):
        if page.chart is not None:
            page.chart.draw(board, 600)

    assert {option.words["en"] for option in held.options} <= set(board.texts)


def test_the_facilitator_says_what_follows_and_an_empty_language_is_left_out() -> None:
    held, result = counted("dots")
    last = wall(held, result, accounted(result), {"es": "Se forma un comité.", "en": " "})[-1]

    assert last.sentences == ({"es": "Se forma un comité."},)


def test_numbers_are_exact_in_tables_and_cut_on_bars() -> None:
    held, result = counted("stv-scottish")
    table = stage_table(held, result, changes=False)
    figures = [cell for row in table.rows for cell in row[1:] if "." in cell]

    assert all(len(cell.split()[0].split(".")[1]) == 5 for cell in figures)
    chart = stage_charts(held, result)[-1]
    assert all(len(str(bar.figure["en"]).partition(".")[2]) in {0, 2} for bar in chart.bars if isinstance(bar.figure, dict))


def test_all_methods_have_a_room_in_these_tests() -> None:
    assert {rules.method for rules in RULES.values()} == set(METHODS)
    assert all(isinstance(counted(name)[1], Result) for name in RULES)
    assert sum(cast(RULES["dots"], 6).values()) == 70
