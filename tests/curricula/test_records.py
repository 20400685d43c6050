"""A group's own curricula: taken from the library unit by unit, written, reviewed, and given back as files."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peña_app.curricula.format import read_activity
from peña_app.curricula.library import library
from peña_app.curricula.model import Shape
from peña_app.curricula.owned import LONGEST, ActivityId, OwnActivity, OwnUnit, state
from peña_app.curricula.records import Curricula, Reviewing, Writing
from peña_app.curricula.reviews import State
from peña_app.errors import Mishap
from peña_app.workspace import Workspace
from peña_app.workspace.check import findings

MODULE = library()[0]


@pytest.fixture
def curricula(workspace: Workspace) -> Curricula:
    return Curricula(workspace)


@pytest.fixture
def adopted(curricula: Curricula) -> ActivityId:
    return curricula.adopt(MODULE, ["tres-maneras"])[0]


def whole(curricula: Curricula, activity: ActivityId) -> OwnActivity:
    found = curricula.activity(activity)
    assert found is not None
    return found


def unit_of(own: OwnActivity, block: str, at: int = 0) -> OwnUnit:
    return next(each for each in own.blocks if each.slug == block).units[at]


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.split("\n"), after.split("\n")) if line[:2] in {"- ", "+ "}]


def test_every_activity_of_the_library_comes_out_of_the_workspace_sign_by_sign(curricula: Curricula) -> None:
    for module in library():
        curricula.adopt(module)

    texts = {own.origin: own.text for own in curricula.activities()}
    for module in library():
        for activity in module.activities.values():
            assert texts[f"{module.id}/{activity.id}"] == activity.head + "".join(block.source for block in activity.blocks)


def test_an_adopted_activity_says_what_the_library_says(curricula: Curricula, adopted: ActivityId) -> None:
    own = whole(curricula, adopted).activity
    theirs = MODULE.activities["tres-maneras"]

    assert own.title == theirs.title
    assert [(block.id, block.kind, block.parts) for block in own.blocks] == [
        (block.id, block.kind, block.parts) for block in theirs.blocks
    ]
    assert own.materials == theirs.materials


def test_adopting_twice_is_said_and_changes_nothing(curricula: Curricula, adopted: ActivityId) -> None:
    with pytest.raises(Mishap, match="already"):
        curricula.adopt(MODULE, ["tres-maneras"])

    assert [entry.id for entry in curricula.entries()] == [adopted]


def test_the_rest_of_a_module_is_adopted_beside_what_is_there(curricula: Curricula, adopted: ActivityId) -> None:
    made = curricula.adopt(MODULE)

    assert len(made) == len(MODULE.activities) - 1
    assert len(curricula.all()) == 1


def test_writing_one_unit_changes_its_line_in_the_file_and_no_other(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    before = whole(curricula, adopted)
    unit = unit_of(before, "story", 1)

    assert Writing(workspace).write(unit.id, "en", "Each of them put out a pot.")

    after = whole(curricula, adopted)
    assert changed_lines(before.text, after.text) == [f"- {unit.words['en']}", "+ Each of them put out a pot."]
    assert workspace.undo() is not None
    assert whole(curricula, adopted).text == before.text


def test_writing_the_same_again_is_no_change(curricula: Curricula, adopted: ActivityId, workspace: Workspace) -> None:
    unit = unit_of(whole(curricula, adopted), "story")

    assert not Writing(workspace).write(unit.id, "es", f"  {unit.words['es']}\n")
    assert workspace.history(1)[0].label.startswith("adopted")


def test_a_new_line_stands_where_it_was_put_and_leaves_the_other_language_level(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    own = whole(curricula, adopted)
    block = next(each for each in own.blocks if each.slug == "story")

    Writing(workspace).add_unit(block.id, block.units[0].id, Shape.PARAGRAPH, [{"es": "Llovía otra vez."}])

    texts = [unit.words for unit in next(each for each in whole(curricula, adopted).blocks if each.slug == "story").units]
    assert [words.get("es", "")[:6] for words in texts] == ["Es un ", "Llovía", "Cada u"]
    assert [words.get("en", "")[:4] for words in texts] == ["It i", "", "Each"]
    assert "Llovía otra vez." in whole(curricula, adopted).text


def test_blocks_are_added_moved_altered_and_taken_out_and_each_is_undone(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    writing, before = Writing(workspace), whole(curricula, adopted)
    story = next(each for each in before.blocks if each.slug == "story")

    step = writing.add_block(adopted, story.id, "step")
    writing.alter_block(step, min="12", spiral="information")
    writing.move_block(step, -1)
    slugs = [block.slug for block in whole(curricula, adopted).blocks]
    assert slugs[slugs.index("story") - 1] == "step-7"
    made = next(block for block in whole(curricula, adopted).activity.blocks if block.id == "step-7")
    assert (made.minutes, made.stage) == (12, "information")
    writing.remove_block(step)
    assert whole(curricula, adopted).text == before.text
    for _act in range(4):
        workspace.undo()
    assert whole(curricula, adopted).text == before.text


def test_the_header_is_changed_and_its_comments_stay(curricula: Curricula, workspace: Workspace) -> None:
    text = '+++\nformat = "curricula/1"\nid = "uno"\nminutes = 20  # sin contar la llegada\nlanguages = ["es"]\n+++\n'
    activity = read_activity(text, "uno.md")
    curriculum = curricula.begin_module({"es": "Nuestro"})
    row = curricula._written  # the door for files is bring_in; this test needs no module
    with workspace.change("x") as change:
        made = row(change, curriculum, [activity], origin="")[0]

    Writing(workspace).alter_header(made, minutes=35, literacy="none")

    head = whole(curricula, made).head
    assert "minutes = 35 # sin contar la llegada" in head.replace("35  #", "35 #")
    assert 'literacy = "none"' in head


def test_minutes_that_are_no_number_are_refused_and_nothing_changes(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    before = whole(curricula, adopted)
    step = next(each for each in before.blocks if each.slug == "step-1")

    with pytest.raises(Mishap, match="number"):
        Writing(workspace).alter_block(step.id, min="pronto")
    assert whole(curricula, adopted) == before


@pytest.mark.parametrize(
    "text", [":::", "::: en", "## {#otro kind=note}", "+++", "- una lista", "| tabla |", "x" * (LONGEST + 1)]
)
def test_a_text_that_would_be_read_as_something_else_is_refused(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace, text: str
) -> None:
    before = whole(curricula, adopted)

    with pytest.raises(Mishap):
        Writing(workspace).write(unit_of(before, "story").id, "es", text)
    assert whole(curricula, adopted).text == before.text


def test_a_new_activity_has_a_line_in_every_block_and_its_file_can_be_read(curricula: Curricula, workspace: Workspace) -> None:
    curriculum = curricula.begin_module({"es": "Lo nuestro", "en": "What is ours"})
    made = curricula.begin_activity(curriculum, {"es": "El mapa de los árboles"})

    own = whole(curricula, made)
    assert own.slug == "el-mapa-de-los-arboles"
    assert all(block.units for block in own.blocks)
    Writing(workspace).write(unit_of(own, "story").id, "en", "A street without trees.")
    again = read_activity(whole(curricula, made).text, "x.md")
    assert again.title == {"es": "El mapa de los árboles"}
    assert "A street without trees." in whole(curricula, made).text


# states


def test_a_change_of_the_lead_puts_only_its_partner_out_of_step(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    reviewing, writing = Reviewing(workspace), Writing(workspace)
    story = next(each for each in whole(curricula, adopted).blocks if each.slug == "story")
    for unit in story.units:
        reviewing.mark(unit.id, "en", State.REVIEWED, "es", by="R.")

    writing.write(story.units[0].id, "es", "Es un edificio de cuatro pisos.")

    units = next(each for each in whole(curricula, adopted).blocks if each.slug == "story").units
    assert [state(unit, "en", "es") for unit in units] == [State.STALE, State.REVIEWED]
    assert units[0].led["en"] == story.units[0].words["es"]

    reviewing.still_right(units[0].id, "en", "es")
    assert state(unit_of(whole(curricula, adopted), "story"), "en", "es") is State.REVIEWED
    workspace.undo()
    assert state(unit_of(whole(curricula, adopted), "story"), "en", "es") is State.STALE


def test_a_minor_change_of_the_lead_leaves_everyone_in_step_by_content(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    reviewing = Reviewing(workspace)
    unit = unit_of(whole(curricula, adopted), "story")
    reviewing.mark(unit.id, "es", State.APPROVED, "es", by="coordinación")
    reviewing.mark(unit.id, "en", State.APPROVED, "es", by="coordinación")

    reviewing.minor_change(unit.id, "es", unit.words["es"].replace("edificio", "edificio viejo"))

    now = unit_of(whole(curricula, adopted), "story")
    assert (state(now, "es", "es"), state(now, "en", "es")) == (State.APPROVED, State.APPROVED)
    assert "viejo" in now.words["es"]


def test_a_minor_change_does_not_bring_back_into_step_what_was_out_of_it(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    reviewing, writing = Reviewing(workspace), Writing(workspace)
    unit = unit_of(whole(curricula, adopted), "story")
    reviewing.mark(unit.id, "en", State.REVIEWED, "es", by="R.")
    writing.write(unit.id, "es", "Es un edificio de cuatro pisos.")

    reviewing.minor_change(unit.id, "es", "Es un edificio viejo de cuatro pisos.")

    assert state(unit_of(whole(curricula, adopted), "story"), "en", "es") is State.STALE


def test_whoever_adapted_a_text_does_not_review_it(curricula: Curricula, adopted: ActivityId, workspace: Workspace) -> None:
    reviewing, unit = Reviewing(workspace), unit_of(whole(curricula, adopted), "story")
    reviewing.mark(unit.id, "en", State.ADAPTED, "es", by="L.", why="aquí decimos “story” y no “floor”")

    with pytest.raises(Mishap, match="adapted"):
        reviewing.mark(unit.id, "en", State.REVIEWED, "es", by="l.")
    reviewing.mark(unit.id, "en", State.REVIEWED, "es", by="M.")

    now = unit_of(whole(curricula, adopted), "story")
    assert state(now, "en", "es") is State.REVIEWED
    assert now.marks["en"].why.startswith("aquí")


def test_a_text_edited_after_its_review_is_changed_and_back_as_it_was_is_reviewed(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    unit = unit_of(whole(curricula, adopted), "story")
    Reviewing(workspace).mark(unit.id, "en", State.REVIEWED, "es", by="M.")
    Writing(workspace).write(unit.id, "en", "Something else.")
    assert state(unit_of(whole(curricula, adopted), "story"), "en", "es") is State.CHANGED

    Writing(workspace).write(unit.id, "en", unit.words["en"])

    assert state(unit_of(whole(curricula, adopted), "story"), "en", "es") is State.REVIEWED


def test_the_tables_equal_their_history_after_a_day_of_writing(
    curricula: Curricula, adopted: ActivityId, workspace: Workspace
) -> None:
    writing, own = Writing(workspace), whole(curricula, adopted)
    writing.move_unit(unit_of(own, "story").id, 1)
    writing.remove_unit(unit_of(own, "story", 1).id)
    curricula.remove_activity(adopted)
    workspace.undo()

    with workspace.again() as db:
        assert findings(db) == []


ACTS = st.lists(
    st.tuples(st.sampled_from(["write", "add", "remove", "move", "block", "out", "header"]), st.integers(0, 200)), max_size=12
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_sequence_of_acts_can_be_read_back_and_undone_to_the_first_sign(
    workspace: Workspace, acts: list[tuple[str, int]]
) -> None:
    curricula, writing = Curricula(workspace), Writing(workspace)
    for entry in curricula.entries():
        curricula.remove_activity(entry.id)
    made = curricula.adopt(MODULE, ["la-soga"])[0]
    began = workspace.history(1)[0].stamp
    before = whole(curricula, made).text
    for act, number in acts:
        own = whole(curricula, made)
        units = [unit for block in own.blocks for unit in block.units]
        unit, block = units[number % len(units)], own.blocks[number % len(own.blocks)]
        if act == "write":
            writing.write(unit.id, "es", f"Texto nuevo {number}" if unit.shape is not Shape.ROW else f"| {number} | b |")
        elif act == "add" and block.units:
            writing.add_unit(block.id, block.units[0].id, block.units[0].shape, [{"en": f"New text {number}"}])
        elif act == "remove":
            writing.remove_unit(unit.id)
        elif act == "move":
            writing.move_unit(unit.id, 1 if number % 2 else -1)
        elif act == "block":
            writing.add_block(made, block.id, "note")
        elif act == "out" and block.slug != "title":
            writing.remove_block(block.id)
        elif act == "header":
            writing.alter_header(made, minutes=number)
        own = whole(curricula, made)
        again = read_activity(own.text, own.source)
        assert [each.id for each in again.blocks] == [each.slug for each in own.blocks]
        for code in ("es", "en"):
            kept = [
                unit.words[code]
                for part in own.activity.blocks
                for each in part.parts
                for unit in each.units
                if code in unit.words
            ]
            read = [unit.words[code] for part in again.blocks for each in part.parts for unit in each.units if code in unit.words]
            assert kept == read
    while workspace.history(1)[0].stamp > began and workspace.undo() and whole(curricula, made).text != before:
        pass
    assert whole(curricula, made).text == before
