"""BLT, the format of ERS and OpenSTV: a weight, the options in order, and a 0; `=` joins shared ranks, `-` is an empty one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from peña_app.errors import Mishap
from peña_app.i18n import N_, _
from peña_app.voting.counting import Ballot, Rules, Step
from peña_app.voting.marks import Rank
from peña_app.voting.reading.source import Ballots, Source, Unreadable, ranked_pile

_MOST = 127
_HEAD = re.compile(rb"\s*(\d+)[ \t]+\d+[^\n]*(?:\n|$)")
_END = re.compile(rb"\n[ \t]*0[ \t]*\r?(?:#[^\n]*)?(?=\n|$)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.|"")*)"')


def read(source: Source, rules: Rules) -> Ballots:
    """The ballots of a BLT file. Withdrawn options are left out, and a warning names them.

    Raises:
        Mishap: it cannot be counted; the sentence names the line and the reason.
    """
    head = _HEAD.match(source.raw)
    options = int(head[1]) if head else 0
    line = source.raw[: head.end() - 1].count(b"\n") + 1 if head else 1
    if not head or not options:
        raise source.amiss(
            line, _("it says that there are no options."), _("The first line says how many options and places there are.")
        )
    end = _END.search(source.raw, head.end() - 1)
    if end is None:
        raise source.amiss(
            len(source.raw.splitlines()), _("the line with 0 that ends the ballots is missing."),
            _("Ballots are followed by a line with 0, and then by the names."),
        )  # fmt: skip
    strict, cast, withdrawn = _ballots(source, head.end(), max(head.end(), end.start() + 1), options)
    names, warnings = _names(source.raw[end.end() :].splitlines(), options), []
    if withdrawn:
        kept = [option for option in range(options) if option not in withdrawn]
        warnings.append(Step(N_("Options were withdrawn and are left out: {number}."), {"number": len(withdrawn)}))
        place = {option: at for at, option in enumerate(kept)}
        fresh: Counter[tuple[Rank, ...]] = Counter()
        for held, weight in [*((tuple((each,) for each in ballot), weight) for ballot, weight in strict.items()), *cast.items()]:
            ranks = tuple(tuple(place[each] for each in rank if each in place) if rank else rank for rank in held)
            fresh[tuple(rank for at, rank in enumerate(ranks) if rank or not held[at])] += weight
        strict, cast, names = {}, dict(fresh), tuple(names[option] for option in kept)
    pile = ranked_pile(cast, len(names), rules, strict)
    if not pile.valid + pile.blank + pile.overvoted:
        raise Mishap(
            _("{file} has no ballots.").format(file=source.name),
            _("Each ballot is a line: how many, the options in order, and 0."),
        )
    return Ballots(names, pile, tuple(warnings))


def _ballots(
    source: Source, start: int, end: int, options: int
) -> tuple[dict[Ballot, int], dict[tuple[Rank, ...], int], set[int]]:
    """Ballots that name one option after another, as they are read most often; others as cast; and who has withdrawn."""
    known = {str(option + 1).encode(): option for option in range(options)}
    strict: dict[Ballot, int] = {}
    cast: Counter[tuple[Rank, ...]] = Counter()
    withdrawn: set[int] = set()
    lines = (each for piece in source.pieces(start, end) for each in Counter(piece.splitlines()).items())
    for line, times in lines:
        tokens = line.split()
        plain = _plain(tokens, known)
        if plain is not None:
            held, weight = plain
            strict[held] = strict.get(held, 0) + weight * times
            continue
        try:
            ranks, weight = _one(tokens, known, withdrawn)
        except Unreadable as trouble:
            raise source.amiss(source.line_of(line), trouble.sentence, trouble.hint) from trouble
        cast[ranks] += weight * times
    return strict, dict(cast), withdrawn


def _plain(tokens: list[bytes], known: dict[bytes, int]) -> tuple[Ballot, int] | None:
    """A line that names one option after another; None if there is more to it."""
    if len(tokens) < 3 or tokens[-1] != b"0" or not tokens[0].isdigit() or len(known) > _MOST:
        return None
    try:
        held = bytes(map(known.__getitem__, tokens[1:-1]))
    except KeyError:
        return None
    return (held, int(tokens[0])) if len(set(held)) == len(held) else None


def _one(tokens: list[bytes], known: dict[bytes, int], withdrawn: set[int]) -> tuple[tuple[Rank, ...], int]:
    """A line read with all that the format allows: a comment, the number of a paper, shared and empty ranks."""
    line = b" ".join(tokens).split(b"#")[0]
    parts = re.sub(rb"^\([^)]*\)", b"", line).split()
    if not parts or parts[0].startswith(b"["):
        return (), 0
    if parts[0].startswith(b"-"):
        for part in parts:
            if part[1:] not in known:
                raise Unreadable(_("“{token}” is not the number of an option.").format(token=part.decode()))
            withdrawn.add(known[part[1:]])
        return (), 0
    if not parts[0].isdigit():
        raise Unreadable(
            _("“{cell}” does not say how many ballots this line stands for.").format(cell=parts[0].decode()),
            _("A ballot is a line: how many, the options in order, and 0."),
        )
    if parts[-1] != b"0":
        raise Unreadable(_("the 0 at the end is missing."), _("A ballot is a line: how many, the options in order, and 0."))
    ranks: list[Rank] = []
    for part in parts[1:-1]:
        shared = [] if part == b"-" else part.split(b"=")
        for each in shared:
            if each not in known:
                raise Unreadable(
                    _("“{token}” is not the number of an option.").format(token=each.decode()),
                    _("Options are numbered from 1 to {options}.").format(options=len(known)),
                )
        ranks.append(tuple(known[each] for each in shared))
    return tuple(ranks), int(parts[0])


def _names(lines: Sequence[bytes], options: int) -> tuple[str, ...]:
    text = "\n".join(line.decode() for line in lines)
    found = _QUOTED.findall(text) or [line.split("#")[0].strip() for line in text.splitlines() if line.strip()]
    names = [re.sub(r'\\"|""', '"', name) for name in found[:options]]
    names += [str(number + 1) for number in range(len(names), options)]
    seen: Counter[str] = Counter()
    for at, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            names[at] = f"{name} ({seen[name]})"
    return tuple(names)
