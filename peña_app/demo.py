"""The demo: an invented congress with everything in it, and every paper that comes out of it."""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from peña_app import app, clock, paths
from peña_app.errors import Mishap
from peña_app.gatherings.model import Gathering, Kind
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import _, number_text, worded
from peña_app.people.model import Person, PersonId
from peña_app.people.records import People
from peña_app.workspace import LIGHT, SUFFIX, Workspace

PASSPHRASE = "maíz azul comal lunes guitarra"
"""Opens every demo: it keeps no secret, and Argon2id is told to be quick."""
_NAME = f"Demo{SUFFIX}"
_MARK = "demo.txt"

Say = Callable[[str], object]


def build(folder: Path | None = None, *, say: Say) -> Workspace:
    """Make the demo congress in ``folder`` (a place of its own if None) and give its open workspace.

    A demo that was there before is replaced; anything else is left alone.

    Raises:
        Mishap: there is something else in the folder, or it cannot be written.
    """
    place = (folder or paths.home() / "demo").resolve()
    _clear(place)
    say(_("Building the demo congress"))
    workspace, _code = app.create(place / _NAME, PASSPHRASE, LIGHT)
    (place / _MARK).write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    data = tomllib.loads(paths.data("resources", "demo", "congress.toml").read_text(encoding="utf-8"))
    gatherings = _call(workspace, data)
    _welcome(workspace, gatherings)
    _plan(workspace, gatherings["congress"], data)
    _plan_session(workspace, gatherings["workshop"])
    _adopt(workspace)
    _vote(workspace, gatherings["congress"], data)
    return workspace


def print_everything(workspace: Workspace, *, say: Say) -> list[Path]:
    """Write every paper of the demo beside its workspace, tally the vote, and say where everything is."""
    folder = workspace.folder.parent / "paper"
    folder.mkdir(exist_ok=True)
    written = []
    for name, make in _papers(workspace):
        file = folder / f"{name}.pdf"
        file.write_bytes(make())
        written.append(file)
    say(_result(workspace))
    say_where(workspace, say=say)
    say(_("Papers: {n} in {folder}").format(n=number_text(len(written)), folder=folder))
    for file in written:
        say(f"  {file.name}")
    return written


def say_where(workspace: Workspace, *, say: Say) -> None:
    """Say where the demo's workspace is and what opens it."""
    say(_("Workspace: {folder}").format(folder=workspace.folder))
    say(_("Passphrase: {words}").format(words=PASSPHRASE))


def moment_of_the_vote(workspace: Workspace) -> datetime:
    """A moment at which much goes on in the demo: the second day of the congress, while people vote."""
    congress = next(each for each in Gatherings(workspace).all() if each.kind is Kind.ASSEMBLY)
    return datetime.combine(congress.days[1], time(11, 25)).astimezone()


def _clear(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
        held = {each.name for each in place.iterdir()}
    except OSError as error:
        raise Mishap(_("This folder cannot be written."), _("Name another folder for the demo.")) from error
    if held and _MARK not in held:
        raise Mishap(_("There is something in this folder already."), _("Name another folder for the demo: nothing was changed."))
    if Workspace.in_use(place / _NAME):
        raise Mishap(_("The demo is open already."), _("Look for its window on this computer, or close it first."))
    for name in (_NAME, "paper"):
        shutil.rmtree(place / name, ignore_errors=True)


def _at(day: int, clock_time: str) -> datetime:
    """A moment counted from the congress's first day, which was yesterday: today people vote."""
    return datetime.combine(clock.today() + timedelta(days=day - 1), time.fromisoformat(clock_time)).astimezone()


def _call(workspace: Workspace, data: dict[str, Any]) -> dict[str, Gathering]:
    records = Gatherings(workspace)
    return {
        each["key"]: records.call(
            Kind(each["kind"]), each["title"], _at(each["day"], each["begins"]), each["minutes"], each["place"]
        )
        for each in data["gathering"]
    }


def _welcome(workspace: Workspace, gatherings: dict[str, Gathering]) -> None:
    people, records = People(workspace), Gatherings(workspace)
    with paths.data("resources", "demo", "people.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with workspace.change("", final=True) as change:
        ids = [
            PersonId(
                change.add(
                    "person", goes_by=row["goes_by"], given=row["given"], surname_1=row["surname_1"], surname_2=row["surname_2"],
                    area=row["where"], reads=row["reads"], interpretation=1 if row["interpretation"] else None,
                )
            )
            for row in rows
        ]  # fmt: skip
    known = people.persons(ids)
    old = [person for person, row in zip(ids, rows, strict=True) if not row["first_time"]]
    for gathering, came, every in (
        (gatherings["workshop"], old[:24], 2),
        (gatherings["pena"], ids[:112], 1),
        (gatherings["congress"], ids[6:164], 1),
    ):
        _sign_in(records, gathering, [known[person] for person in came], every)
    with clock.held_at(gatherings["congress"].begins + timedelta(days=1)):
        for number, person in enumerate(ids[4:176]):
            with clock.held_at(gatherings["congress"].begins + timedelta(days=1, minutes=number // 5)):
                records.sign_in(gatherings["congress"].id, person)


def _sign_in(records: Gatherings, gathering: Gathering, came: list[Person], minutes: int) -> None:
    for number, person in enumerate(came):
        with clock.held_at(gathering.begins + timedelta(minutes=number * minutes // 4)):
            records.sign_in(gathering.id, person.id)


def _plan(workspace: Workspace, congress: Gathering, data: dict[str, Any]) -> None:
    from peña_app.assembly.model import Item, ItemId, Kind as ItemKind
    from peña_app.assembly.records import Assembly

    agenda = Assembly(workspace)
    for held in data["day"]:
        opens = _at(held["day"], held["begins"])
        day = agenda.add_day(congress.id, opens.date(), opens.time(), time.fromisoformat(held["closes"]))
        agenda.add_items(
            day.id,
            [
                Item(
                    ItemId(""), ItemKind(item["kind"]), item["title"], item["minutes"], item.get("led", ""),
                    time.fromisoformat(item["lock"]) if "lock" in item else None, item.get("minimum"),
                )
                for item in held["item"]
            ],
        )  # fmt: skip


def _adopt(workspace: Workspace) -> None:
    """An activity of the group's own on its way through review, and phrases that were heard."""
    from peña_app.curricula.library import library
    from peña_app.curricula.records import Curricula, Reviewing, Themes, Writing
    from peña_app.curricula.reviews import State

    curricula, reviewing = Curricula(workspace), Reviewing(workspace)
    own = curricula.activity(curricula.adopt(library()[0], ["tres-maneras"])[0])
    units = [unit for block in own.blocks for unit in block.units] if own is not None else []
    for unit in units[:9]:
        reviewing.mark(unit.id, "es", State.APPROVED, "es", by="coordinación")
        reviewing.mark(unit.id, "en", State.REVIEWED, "es", by="M.")
    changed = units[3]
    Writing(workspace).write(changed.id, "es", f"{changed.words['es']} Y sigue lloviendo.")
    themes = Themes(workspace)
    for phrase, language, place, circle, times in (
        ("Ya no alcanza", "es", "la fila del gas", "mamás de la escuela", 3),
        ("Nobody asks us", "en", "la salida de la escuela", "padres nuevos", 2),
        ("Mejor ni salgo", "es", "la lavandería", "mamás de la escuela", 1),
    ):
        for _time in range(times):
            themes.hear(phrase, language, place=place, circle=circle)


def _plan_session(workspace: Workspace, workshop: Gathering) -> None:
    """The first session of the first curriculum, as the workshop held it, with what happened then."""
    from peña_app.curricula.library import library
    from peña_app.curricula.records.sessions import Sessions

    sessions, module = Sessions(workspace), library()[0]
    begins = workshop.begins.astimezone()
    plan = sessions.plan_from(module, module.sessions[0], begins.time().replace(second=0, microsecond=0), people=24)
    sessions.place(plan.id, workshop.id)
    for part, late in zip(plan.parts, (4, 0, 7, -3), strict=False):
        sessions.note(plan.id, part.id, max(1, part.minutes + late), day=begins.date())


def _vote(workspace: Workspace, congress: Gathering, data: dict[str, Any]) -> None:
    from peña_app.voting.accounting import Papers
    from peña_app.voting.counting import Rules
    from peña_app.voting.records import Voting

    voting, vote = Voting(workspace), data["vote"]
    rules = Rules(vote["method"], seats=vote["seats"], dots=vote["dots"], max_per_option=vote["max_per_option"])
    contest = voting.draft(vote["title"], rules, [option["title"] for option in vote["option"]], gathering=congress.id)
    voting.open(contest.id)
    with paths.data("resources", "demo", "ballots.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=1):
            voting.enter(contest.id, tuple(int(row[option["key"]] or 0) for option in vote["option"]))
            if number % 25 == 0:
                voting.close_batch(contest.id)
    voting.close(contest.id)
    present = Gatherings(workspace).presence(congress.id, congress.days[1]).all
    counted = Papers(
        printed=vote["printed"], wasted=0, unused=vote["printed"] - vote["issued"], issued=vote["issued"], spoiled=vote["spoiled"],
        not_returned=vote["not_returned"], papers=vote["issued"] - vote["spoiled"] - vote["not_returned"],
    )  # fmt: skip
    voting.account(contest.id, counted, eligible=present)
    voting.declare(contest.id)
    practice = voting.draft(data["practice"]["title"], Rules("approval"), data["practice"]["option"], gathering=congress.id)
    voting.open(practice.id)


def _papers(workspace: Workspace) -> list[tuple[str, Callable[[], bytes]]]:
    from peña_app.assembly import paper as agenda
    from peña_app.assembly.records import Assembly
    from peña_app.curricula import paper as handouts
    from peña_app.curricula.library import glossary, library
    from peña_app.gatherings import paper as door
    from peña_app.voting import papers as votes
    from peña_app.voting.records import Voting

    congress = next(each for each in Gatherings(workspace).all() if each.kind is Kind.ASSEMBLY)
    days = Assembly(workspace).days(congress.id)
    voting = Voting(workspace)
    contest, practice = voting.contests()[:2]
    counted, account = voting.tally(contest.id), voting.accounting(contest.id)
    found: list[tuple[str, Callable[[], bytes]]] = [
        ("hoja-de-asistencia", lambda: door.sign_in_sheet(congress)),
        ("papelitos-de-asistencia", lambda: door.sign_in_sheet(congress, slips=True)),
        ("programa", lambda: agenda.programme(days, congress.title, congress.place)),
        ("programa-para-la-pared", lambda: agenda.wall_poster(days, congress.title, congress.place)),
        ("boletas-dos-por-hoja", lambda: votes.ballots(contest, per_sheet=2, copies=2)),
        ("boletas-cuatro-por-hoja", lambda: votes.ballots(practice, per_sheet=4, copies=4)),
        ("hoja-de-escrutinio", lambda: votes.tally_sheet(contest)),
        ("resultado", lambda: votes.result(contest, counted, account, occasion=congress.title)),
    ]
    for module in library()[:1]:
        for number, session in enumerate(module.sessions, 1):
            found.append((f"plan-de-la-sesion-{number}", partial(handouts.session_plan, module, session)))
        for place, activity in enumerate(module.activities.values()):
            found.append((f"hoja-{activity.id}", partial(handouts.handout, activity, module)))
            if place == 0:
                found += [
                    (f"hoja-{activity.id}-{layout}-{size}", partial(handouts.handout, activity, module, layout=layout, size=size))
                    for layout, size in (("duplex", 14), ("es", 12), ("en", 12), ("columns", 14), ("es", 18))
                ]
                found += [
                    (f"hoja-{activity.id}-{layout}", partial(handouts.handout, activity, module, layout=layout))
                    for layout in ("facing", "booklet", "guide", "card", "interpreter")
                ]
    found += [("glosario", partial(handouts.glossary_booklet, glossary())), ("cuenta-sin-nombres", handouts.tally_sheet)]
    return found


def _result(workspace: Workspace) -> str:
    from peña_app.voting.records import Voting

    voting = Voting(workspace)
    contest = voting.contests()[0]
    result = voting.tally(contest.id)
    lines = [worded(contest.title)]
    for level in result.order:
        for option in level:
            mark = "✓" if option in result.winners else "=" if len(level) > 1 else " "
            lines.append(f"  {mark} {result.place(option):>3}  {number_text(result.tallies[option]):>5}  {contest.names[option]}")
    return "\n".join(lines)
