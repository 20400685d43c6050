"""The activity that the contract spells out, por-que-sube-el-recibo: its minutes, its spiral, its checks (curricula.md 4.3, 6, 12)."""

from __future__ import annotations

from dataclasses import replace

from peña_app.curricula.checks import flags
from peña_app.curricula.editing import spots
from peña_app.curricula.library import activity, glossary
from peña_app.curricula.model import concerns
from peña_app.curricula.readability import reading
from peña_app.curricula.terms import Matcher

_MODULE, RECIBO = activity("por-que-sube-el-recibo")
STEPS = [block for block in RECIBO.blocks if block.kind == "step"]


def test_its_steps_fill_its_minutes_and_experience_comes_first() -> None:
    assert sum(step.minutes for step in STEPS) == RECIBO.minutes == 25
    assert list(concerns(RECIBO)) == []


def test_a_copy_in_which_information_comes_first_is_said() -> None:
    told = next(step for step in STEPS if step.stage == "information")
    others = tuple(block for block in RECIBO.blocks if block is not told)

    assert any("information comes before" in each for each in concerns(replace(RECIBO, blocks=(told, *others))))


def test_the_clean_text_is_flagged_no_more_often_than_the_contract_allows() -> None:
    units = [(block, unit) for _spot, block, unit in spots(RECIBO) if not block.only]
    flagged = [unit for block, unit in units if list(flags(dict(unit.words), RECIBO.lead(block), Matcher(glossary())))]

    assert len(flagged) <= len(units) * 6 / 45


def test_it_is_easy_to_read_in_both_languages() -> None:
    story = next(block for block in RECIBO.blocks if block.id == "story").parts[0].words

    assert reading(story["es"], "es").inflesz >= 80
    assert reading(story["en"], "en").kincaid <= 6
