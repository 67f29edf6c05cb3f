"""What a run comes to: from trials to rows."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from benchmarks.hearing.commands import NOISES, SNRS
from benchmarks.hearing.figures import Figure, Goal, Row
from benchmarks.hearing.own_voice import RATIOS
from benchmarks.hearing.statistics import Rate, Share, percentile
from benchmarks.hearing.trial import answer_to, judged, wrong_in

from voice_coach.core.voice_commands.arbiter import HearingMode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.hearing.trial import Trial

Trials = tuple["Trial", ...]

_CONDITIONS = (("clean", None), ("room", 20.0), *product(NOISES, SNRS))

_GOALS = {
    ("clean", False): (99.0, 1.0),
    ("clean", True): (99.0, 1.0),
    ("room", False): (95.0, 1.0),
    ("room", True): (95.0, 1.0),
    **{(f"{noise} 10 dB", False): (95.0, 1.0) for noise in ("pink", "music", "steps")},
    ("breathing 10 dB", False): (90.0, 1.0),
    **{(f"{noise} 5 dB", False): (90.0, 1.0) for noise in ("pink", "music", "steps")},
}
"""Understood at least, and wrong at most: per cent of natural voices, by condition, with the wake
word or without."""

_NO_GOAL: tuple[None, None] = (None, None)

_SOURCES = {
    "natural": ("kokoro",),
    "Piper": ("piper",),
    "flite, festival": ("flite", "festival"),
    "eSpeak": ("espeak",),
}
"""The programs behind each sort of voice."""

_RATE_GOALS: dict[str, tuple[float | None, float | None]] = {
    "gym talk": (0.5, 0.5),
    "counting": (1.0, None),
    "real sentences": (0.5, None),
    "sounds": (0.0, 0.0),
}
"""Accepted an hour at most: open, and after the wake word."""

_TALK = ("gym talk", "other people", "real sentences", "counting", "cues", "sounds", "real rooms")
_SINGLE = {
    **dict.fromkeys(("near words", "word forms", "foreign words", "real words"), 10.0),
    "real figures": 4.0,
}
"""Single words that are no command, and how many per cent may be taken for one."""

_SAFETY = ("pain", "stop")
_OVER_GOALS = {5: 85.0, 0: 75.0}


def rows(trials: Trials) -> Iterator[Row]:
    """All of it."""
    yield from _commands(trials)
    yield from _special_commands(trials)
    yield from _over_coach(trials)
    yield from _false_accepts(trials)
    yield from _own_voice(trials)
    yield from _times(trials)


def curve(trials: Trials) -> Iterator[Row]:
    """How recall and false accepts go together when all thresholds are raised: in per cent of
    bare commands and of single words, and an hour."""
    said = [
        *((name, _said(trials, name, snr, wake=False)) for name, snr in _CONDITIONS[:2]),
        ("real stop", _real_stop(trials)),
    ]
    for stricter in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0):
        figures = [
            Figure(one.name, one.amount)
            for name, those in said
            for one in _recall(those, HearingMode.OPEN, prefix=f"{name} ", stricter=stricter)
        ]
        for group, mode in product(("gym talk", "counting", "cues"), HearingMode):
            rate = _rate(_pick(trials, group=group), mode, stricter)
            figures.append(Figure(f"{group}, {mode}", rate.value))
        for group in _SINGLE:
            share = _accepted(_pick(trials, group=group), HearingMode.OPEN, stricter)
            figures.append(Figure(group, share.value))
        yield Row("thresholds raised by", f"{stricter:+.1f}", tuple(figures))


def notes(trials: Trials) -> Iterator[str]:
    """What is worst."""
    said, heard = Counter[str](), Counter[str]()
    for one in _said(trials, "room", 20.0, wake=False):
        said[one.entry.phrase] += 1
        heard[one.entry.phrase] += answer_to(one, judged(one, HearingMode.OPEN)) is not None
    worst = sorted(said, key=lambda phrase: heard[phrase] / said[phrase])[:8]
    shown = ", ".join(f"{phrase} {heard[phrase]}/{said[phrase]}" for phrase in worst)
    yield f"least understood in the room, bare: {shown or 'nothing'}"
    false = Counter(
        obeyed.command
        for one in _pick(trials, kind="negative")
        for obeyed in judged(one, HearingMode.OPEN)
    )
    shown = ", ".join(f"{command} {count}" for command, count in false.most_common(8))
    yield f"most often accepted of what was none: {shown or 'nothing'}"


def _commands(trials: Trials) -> Iterator[Row]:
    kinds = [
        *(("natural", *one) for one in _CONDITIONS),
        *(("Piper", *one) for one in _CONDITIONS[:2]),
        *(("flite, festival", *one) for one in _CONDITIONS),
        *(("eSpeak", *one) for one in _CONDITIONS[:2]),
    ]
    for who, condition, snr in kinds:
        name = condition if snr is None or condition == "room" else f"{condition} {snr:g} dB"
        for wake in (False, True):
            said = _pick(trials, group="session", condition=condition, snr=snr, wake=wake)
            of = tuple(one for one in said if one.entry.source in _SOURCES[who])
            least, most = _GOALS.get((name, wake), (None, None)) if who == "natural" else _NO_GOAL
            figures = _recall(
                of, HearingMode.WAKE if wake else HearingMode.OPEN, least=least, most=most
            )
            how = "“coach …”" if wake else "bare"
            yield Row("commands understood, %", f"{who}, {name}, {how}", figures)


def _special_commands(trials: Trials) -> Iterator[Row]:
    section = "special commands understood, %"
    stop = _recall(_real_stop(trials), HearingMode.OPEN, least=97.0)
    yield Row(section, "“stop”, real", stop)
    for (condition, snr), least in zip(_CONDITIONS[:2], (97.0, 97.0), strict=True):
        for mode in HearingMode:
            of = tuple(
                one
                for one in _said(trials, condition, snr, wake=False)
                if one.entry.command.startswith(_SAFETY)
            )
            what = f"safety words and “stop”, {condition}, bare, {mode} mode"
            yield Row(section, what, _recall(of, mode, least=least))
    for condition in ("clean", "room", "real"):
        answers = _pick(trials, group="answers", condition=condition, natural=True)
        yield Row(section, f"answers, {condition}", _recall(answers, HearingMode.OPEN))


def _over_coach(trials: Trials) -> Iterator[Row]:
    for snr, who in product(RATIOS, ("natural", "flite, festival")):
        those = _pick(trials, condition="over coach", snr=snr)
        of = tuple(one for one in those if one.entry.source in _SOURCES[who])
        noticed = [_noticed(one) for one in of]
        delays = [delay for delay in noticed if delay is not None]
        yield Row(
            "over the coach's speech, %, athlete against echo",
            f"{who}, {snr:+} dB",
            (
                *_recall(
                    of,
                    HearingMode.OPEN,
                    least=_OVER_GOALS.get(snr) if who == "natural" else None,
                ),
                Figure("voice noticed", Share(len(delays), len(of))),
                Figure("after, p50 ms", 1000 * percentile(delays, 50)),
            ),
        )


def _false_accepts(trials: Trials) -> Iterator[Row]:
    section = "accepted of what is no command, an hour"
    for group in _TALK:
        of = _pick(trials, group=group)
        open_goal, wake_goal = _RATE_GOALS.get(group, (None, None))
        yield Row(
            section,
            group,
            (
                Figure("open", _rate(of, HearingMode.OPEN), _at_most(open_goal)),
                Figure("wake", _rate(of, HearingMode.WAKE), _at_most(wake_goal)),
            ),
        )
    for group, most in _SINGLE.items():
        those = _pick(trials, group=group)
        for source in sorted({one.entry.source for one in those}):
            of = _pick(those, source=source)
            yield Row(
                "accepted of single words that are no command, %",
                f"{group}, {source}",
                (
                    Figure("open", _accepted(of, HearingMode.OPEN), _at_most(most)),
                    Figure("wake", _accepted(of, HearingMode.WAKE)),
                ),
            )


def _own_voice(trials: Trials) -> Iterator[Row]:
    own = _pick(trials, group="own voice")
    for room in sorted({one.entry.room for one in own}):
        of = _pick(own, room=room)
        hours = sum(one.length for one in of) / 3600
        yield Row(
            "the coach's own speech, an hour",
            room,
            (
                Figure("self-triggers", _rate(of, HearingMode.OPEN), _at_most(0.0)),
                Figure("taken for a voice", Rate(sum(len(one.voices) for one in of), hours)),
            ),
        )


def _times(trials: Trials) -> Iterator[Row]:
    quiet = [_said(trials, condition, snr) for condition, snr in _CONDITIONS[:2]]
    delays = _delays((*quiet[0], *quiet[1]))
    for per_cent, goal in ((50, 200.0), (90, 300.0)):
        yield Row(
            "end of speech to action, ms",
            f"p{per_cent}",
            (Figure("", 1000 * percentile(delays, per_cent), _at_most(goal)),),
        )
    for what, of, most in (
        ("while people talk", _pick(trials, group="gym talk"), 10.0),
        ("single commands", (*quiet[0], *quiet[1]), None),
        ("in quiet", _pick(trials, group="sounds", condition="room"), 1.5),
        ("music", _pick(trials, group="sounds", condition="music"), None),
        ("breathing", _pick(trials, group="sounds", condition="breathing"), None),
        ("while the coach talks", _pick(trials, group="own voice"), None),
    ):
        length = sum(one.length for one in of)
        if length:
            load = 100 * sum(one.busy for one in of) / length
            yield Row("processor, % of a core", what, (Figure("", load, _at_most(most)),))


def _recall(
    of: Trials,
    mode: HearingMode,
    *,
    least: float | None = None,
    most: float | None = None,
    prefix: str = "",
    stricter: float = 0.0,
) -> tuple[Figure, Figure]:
    """How much was understood, and how much wrongly."""
    obeyed = [(one, judged(one, mode, stricter)) for one in of]
    heard = sum(answer_to(one, some) is not None for one, some in obeyed)
    wrong = sum(wrong_in(one, some) for one, some in obeyed)
    return (
        Figure(f"{prefix}heard", Share(heard, len(of)), _at_least(least)),
        Figure(f"{prefix}wrong", Share(wrong, len(of)), _at_most(most)),
    )


def _rate(of: Trials, mode: HearingMode, stricter: float = 0.0) -> Rate:
    count = sum(len(judged(one, mode, stricter)) for one in of)
    return Rate(count, sum(one.length for one in of) / 3600)


def _accepted(of: Trials, mode: HearingMode, stricter: float = 0.0) -> Share:
    return Share(sum(bool(judged(one, mode, stricter)) for one in of), len(of))


def _delays(of: Trials) -> list[float]:
    answers = ((one, answer_to(one, judged(one, HearingMode.OPEN))) for one in of)
    return [answer.decided - one.entry.end for one, answer in answers if answer is not None]


def _noticed(one: Trial) -> float | None:
    """How long somebody had spoken when that was noticed; None: it was not."""
    delays = (at - one.entry.begin for at in one.voices)
    length = one.entry.end - one.entry.begin
    return next((delay for delay in delays if 0 <= delay <= length + 0.3), None)


def _pick(trials: Trials, **wanted: object) -> Trials:
    """Those whose entries have these values."""
    return tuple(
        one
        for one in trials
        if all(getattr(one.entry, name) == value for name, value in wanted.items())
    )


def _said(trials: Trials, condition: str, snr: float | None, **wanted: object) -> Trials:
    """Commands of a session in a condition, by natural voices if not told otherwise."""
    wanted = {"natural": True, **wanted}
    return _pick(trials, group="session", condition=condition, snr=snr, **wanted)


def _real_stop(trials: Trials) -> Trials:
    return _pick(trials, source="real", command="stop")


def _at_least(value: float | None) -> Goal | None:
    return None if value is None else Goal(value, least=True)


def _at_most(value: float | None) -> Goal | None:
    return None if value is None else Goal(value)
