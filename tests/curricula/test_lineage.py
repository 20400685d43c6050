"""What the library says otherwise since a group adopted an activity: shown, and taken over one by one."""

from __future__ import annotations

import pytest

from peña_app.curricula.format import read_activity, written
from peña_app.curricula.library import library
from peña_app.curricula.lineage import Difference, Kind, differences
from peña_app.curricula.model import Activity
from peña_app.curricula.owned import OwnActivity
from peña_app.curricula.records import Curricula, Writing
from peña_app.workspace import Workspace

OLD = library()[0].activities["la-soga"]


def newer(*replaced: tuple[str, str]) -> Activity:
    text = written(OLD)
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after, 1)
    return read_activity(text, OLD.source)


@pytest.fixture
def own(workspace: Workspace) -> OwnActivity:
    curricula = Curricula(workspace)
    found = curricula.activity(curricula.adopt(library()[0], ["la-soga"])[0])
    assert found is not None
    return found


def again(workspace: Workspace, own: OwnActivity) -> OwnActivity:
    found = Curricula(workspace).activity(own.id)
    assert found is not None
    return found


def kinds(found: list[Difference]) -> list[Kind]:
    return [each.kind for each in found]


def test_the_same_version_has_nothing_to_say(own: OwnActivity) -> None:
    assert differences(own, OLD) == []


def test_a_changed_text_is_shown_beside_mine_and_can_be_taken_over(own: OwnActivity, workspace: Workspace) -> None:
    title = OLD.title["en"]
    library_now = newer((title, f"{title}, again"))

    (found,) = differences(own, library_now)

    assert (found.kind, found.was["en"], found.now["en"], found.mine["en"]) == (Kind.TEXT, title, f"{title}, again", title)
    assert found.untouched
    Writing(workspace).take_over(own, library_now, found)
    assert again(workspace, own).activity.title["en"] == f"{title}, again"
    assert differences(again(workspace, own), library_now) == []
    workspace.undo()
    assert again(workspace, own).activity.title["en"] == title


def test_what_the_group_wrote_itself_is_not_called_untouched(own: OwnActivity, workspace: Workspace) -> None:
    Writing(workspace).write(own.blocks[0].units[0].id, "en", "Our rope")

    (found,) = differences(again(workspace, own), newer((OLD.title["en"], "Another rope")))

    assert not found.untouched
    assert found.mine["en"] == "Our rope"


def test_a_new_question_comes_behind_the_one_before_it(own: OwnActivity, workspace: Workspace) -> None:
    questions = next(block for block in OLD.blocks if block.kind == "questions")
    first = questions.parts[0].units[0].words
    library_now = newer(
        (f"- {first['es']}", f"- {first['es']}\n- ¿Y mañana?"), (f"- {first['en']}", f"- {first['en']}\n- And tomorrow?")
    )

    found = differences(own, library_now)

    assert kinds(found) == [Kind.ADDED]
    Writing(workspace).take_over(own, library_now, found[0])
    units = next(block for block in again(workspace, own).blocks if block.slug == questions.id).units
    assert units[1].words == {"es": "¿Y mañana?", "en": "And tomorrow?"}


def test_a_new_block_and_one_that_is_gone(own: OwnActivity, workspace: Workspace) -> None:
    note = next(block for block in OLD.blocks if block.kind == "note")
    library_now = newer((note.source, "## {#luego kind=note}\n::: es\nLuego.\n::: en\nLater.\n:::\n"))

    found = differences(own, library_now)

    assert set(kinds(found)) == {Kind.BLOCK_ADDED, Kind.BLOCK_GONE}
    for each in found:
        Writing(workspace).take_over(own, library_now, each)
    slugs = [block.slug for block in again(workspace, own).blocks]
    assert "luego" in slugs
    assert note.id not in slugs
    assert differences(again(workspace, own), library_now) == []
