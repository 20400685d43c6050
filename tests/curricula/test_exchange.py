"""Texts go to an outside translator and come back, whichever of her formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from peña_app import paths
from peña_app.curricula.commands import COMMANDS
from peña_app.curricula.editing import edited
from peña_app.curricula.exchange import Sent, as_tmx, as_xliff_1, as_xliff_2, read_units, returned, sent
from peña_app.curricula.folders import read_module
from peña_app.curricula.format import written
from peña_app.errors import Mishap
from peña_app.i18n import speaking

MODULE = read_module(paths.data("curricula") / "01-que-es-organizar")
ACTIVITIES = list(MODULE.activities.values())
FORMATS = [as_xliff_1, as_xliff_2, as_tmx]


@pytest.mark.parametrize("form", FORMATS)
def test_what_goes_out_comes_back_the_same(form: Callable[[list[Sent], str, str], bytes]) -> None:
    units = [unit for unit in sent(ACTIVITIES, "es", "en") if unit.target]
    back, source, target = read_units(form(units, "es", "en"), "a")

    assert (source, target) == ("es", "en")
    assert [(each.activity, each.name, each.source, each.target) for each in back] == [
        (each.activity, each.name, each.source, each.target) for each in units
    ]
    assert returned(back, ACTIVITIES, "es", "en").edits == {}


def test_a_new_translation_changes_its_unit_and_one_whose_source_changed_is_set_aside() -> None:
    units = sent(ACTIVITIES[:1], "es", "en")
    better = [Sent(each.activity, each.name, each.source, f"{each.target} (better)") for each in units[:2]]
    stale = Sent(units[3].activity, units[3].name, "Otra cosa.", "Something else.")
    found = returned([*better, stale], ACTIVITIES, "es", "en")

    assert found.aside == (stale,)
    after = edited(ACTIVITIES[0], found.edits[ACTIVITIES[0].id])
    assert {unit.target for unit in sent([after], "es", "en")} >= {each.target for each in better}
    assert written(after).count("(better)") == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<xliff", "line 1: this is not XML"),
        (b"<html/>", "neither XLIFF 1.2 or 2.0 nor TMX"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "does not say from which language"),
        (b"\x00\x01\x02", "not XML"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff/>', "brings definitions of its own"),
    ],
)
def test_other_files_get_a_sentence(data: bytes, said: str) -> None:
    with speaking("en"), pytest.raises(Mishap) as met:
        read_units(data, "a.xlf")
    assert said in met.value.sentence


def test_the_commands_write_a_file_and_read_it_into_a_copy_of_the_module(tmp_path: Path) -> None:
    copy = tmp_path / "modulo"
    copy.mkdir()
    for file in (paths.data("curricula") / "01-que-es-organizar").iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    group = next(command for command in COMMANDS if command.name == "curricula")
    out = tmp_path / "textos.xlf"
    done = CliRunner().invoke(group, ["export", str(copy), "--format", "xliff-2", "--out", str(out)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    before = (copy / "la-soga.md").read_text(encoding="utf-8")
    changed = out.read_text(encoding="utf-8").replace("The rope</target>", "The long rope</target>", 1)
    out.write_text(changed, encoding="utf-8")
    done = CliRunner().invoke(group, ["import", str(out), str(copy)], catch_exceptions=False)

    assert done.exit_code == 0, done.output
    assert (copy / "la-soga.md").read_text(encoding="utf-8") == before.replace("The rope\n", "The long rope\n", 1)
