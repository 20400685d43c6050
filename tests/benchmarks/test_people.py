"""Finding a person among 100,000 for each key typed, beside the bare query of SQLite."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from peña_app import app
from peña_app.people.records import People
from peña_app.people.screen import PeopleScreen
from peña_app.ui.desk import Desk
from peña_app.workspace import LIGHT, Workspace

PEOPLE = 100_000
GIVEN = [
    "Guadalupe",
    "María",
    "José",
    "Juan",
    "Xóchitl",
    "Rosa",
    "Luis",
    "Carmen",
    "Jesús",
    "Ana",
    "Teresa",
    "Ignacio",
    "Itzel",
    "Miguel",
    "Sofía",
    "Pedro",
    "Lucía",
    "Raúl",
    "Elena",
    "Óscar",
]
SURNAMES = [
    "Hernández",
    "García",
    "Martínez",
    "López",
    "González",
    "Rodríguez",
    "Pérez",
    "Sánchez",
    "Ramírez",
    "Cruz",
    "Flores",
    "Gómez",
    "Morales",
    "Vázquez",
    "Reyes",
    "Jiménez",
    "Torres",
    "Díaz",
]


def _filled(folder: Path) -> Workspace:
    chance = random.Random(1)  # noqa: S311 - for a measurement
    workspace, _code = Workspace.create(folder, "maíz azul comal lunes guitarra", app.schema(), effort=LIGHT)
    with workspace.change("filled") as change:
        for number in range(PEOPLE):
            given, first, second = chance.choice(GIVEN), chance.choice(SURNAMES), chance.choice(SURNAMES)
            change.add("person", goes_by=f"{given} {first}{number % 97}", given=given, surname_1=first, surname_2=second)
    return workspace


def _each_key(find: Callable[[str], object]) -> list[float]:
    chance = random.Random(2)  # noqa: S311 - for a measurement
    times = []
    for _person in range(60):
        name = f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)}"
        for length in range(1, min(10, len(name))):
            start = time.perf_counter()
            find(name[:length])
            times.append(time.perf_counter() - start)
    return times


def test_finding_among_a_hundred_thousand(tmp_path: Path, dressed: object) -> None:
    workspace = _filled(tmp_path / "a.pena")
    people = People(workspace)
    sql = "SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT 200"

    def bare(typed: str) -> object:
        return workspace.db.conn.execute(sql, [" ".join(f'"{word}"*' for word in typed.split())]).fetchall()

    desk = Desk(workspace)
    screen = PeopleScreen(desk)
    screen.resize(1024, 700)
    screen.show()

    def window(typed: str) -> None:
        screen.typed.setText(typed)
        screen.typed.textEdited.emit(typed)
        screen.repaint()

    rows = {
        name: _each_key(find)
        for name, find in (("bare query of SQLite", bare), ("the desk's search", people.find), ("the window, painted", window))
    }
    base = statistics.quantiles(rows["bare query of SQLite"], n=20)[18]
    print(f"\nfor each key typed, {PEOPLE:,} people, encrypted (bar: under 30 ms)")
    for name, times in rows.items():
        late = statistics.quantiles(times, n=20)[18]
        print(
            f"{name:24} median {1000 * statistics.median(times):6.2f} ms   95 % {1000 * late:6.2f} ms   {late / base:5.1f} times the bare query"
        )
    screen.close()
    desk.leave()
    workspace.close(keep_backup=False)
