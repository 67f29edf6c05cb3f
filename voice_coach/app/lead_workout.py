"""Leading a workout: the clearance, the session, the goodbye."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from voice_coach.app.console import show
from voice_coach.app.head_start import give_head_start, tell_before
from voice_coach.app.inbox import Inbox
from voice_coach.app.known_occasion import occasion_of
from voice_coach.app.listen_choice import ListenChoice, choose
from voice_coach.app.live_runtime import LiveRuntime, at_a_terminal, fills_screen, open_runtime
from voice_coach.app.prepare_workout import begun, taken_up
from voice_coach.app.resume_offer import is_something_left, offered, to_resume
from voice_coach.app.screening_flow import Clearing, HurtError, LeftError
from voice_coach.app.spoken_style import spoken_as
from voice_coach.audio.device_output import DeviceOutput
from voice_coach.audio.playlist import tracks_at
from voice_coach.config.emergency_numbers import advice_number, emergency_number, spoken
from voice_coach.config.health_file import HealthFile, health_path
from voice_coach.config.settings import Settings, load_settings
from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.events.command import Command
from voice_coach.core.events.keys import KEYS_SHOWN, PARTING_KEYS
from voice_coach.core.events.messages import Event, FilledCommand, private
from voice_coach.core.model.exercise import Exercise, HealthCondition
from voice_coach.core.model.lead_in import with_lead_in
from voice_coach.core.model.listen_mode import ListenMode
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.timeline import Timeline, by_the_clock
from voice_coach.core.model.unroll import unroll
from voice_coach.core.safety.clearance import Clearance, Outcome
from voice_coach.core.safety.question_names import QuestionName
from voice_coach.core.safety.recovery import RecoveryRecord
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.offers import with_offers
from voice_coach.core.session.session import Session
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.core.wording import phrasebook
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.screening import load_screening
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.system import clock
from voice_coach.system.sleep_inhibitor import is_on_battery, kept_awake

if TYPE_CHECKING:
    from voice_coach.journal.resume import Unfinished

FINISHED = 0
STOPPED_EARLY = 3
REST_ADVISED = 4

_AFTER_REST = "`voice-coach back` shows what comes next and when, and puts a wrong answer right."
_MAY_SLEEP = (
    "This computer runs on battery and may fall asleep in the workout: nothing here can keep it "
    "awake. Plug it in, or turn off automatic sleep."
)
_USUAL_NEXT = "The next start asks its usual question."

_Cleared = tuple[Clearance, tuple[str, ...]]
"""A clearance, and what is to be said about it first."""


def lead(
    name: str | None,
    inbox: Inbox,
    output: DeviceOutput,
    *,
    events: str | None,
    fit: bool,
    flags: dict[str, Any],
    as_written: bool = False,
    resume: bool = False,
) -> int:
    """Lead through the routine `name`; without one, let the athlete choose; with `resume` continue
    an unfinished session. `as_written`: without the changes by past sessions. Returns the exit
    code."""
    settings = load_settings(**flags)
    spoken_as(settings, flags)  # A style that there is not is told before anything is asked.
    if flags.get("music") is not None and settings.music_place is not None:
        tracks_at(settings.music_place)  # What was just asked for and is not there is a mistake.
    choice = _choice(settings)
    listens = choice is not None and choice.lacking is None
    if not (fit or listens or at_a_terminal()):
        raise UsageError(
            "There is no terminal to answer the safety question in.",
            "Start it in a terminal, or answer in advance with --fit.",
        )
    shelf = Shelf()
    unfinished = to_resume() if resume else None
    asks = listens or fills_screen(settings, events) or (at_a_terminal() and is_something_left())
    found = None
    if unfinished is None and not (name is None and asks):
        wanted = name or _picked(shelf)
        if wanted is None:
            return STOPPED_EARLY
        found = shelf.find(wanted)
        if name is not None and not found.is_called(name):
            show(f"{name}: {found.routine.name} ({found.routine.slug}).")
    health = HealthFile(health_path())
    if fit:
        health.check()
    with open_runtime(settings, events, inbox, output, choice if listens else None) as runtime:
        runtime.coach.wake_device(settings.lead_in_silence)
        clearing = _clearing(runtime, settings, health)
        chosen = found or unfinished
        try:
            hurts = _announce(runtime, choice)
            fit = fit and not hurts
            code = _lead(clearing, settings, flags, shelf, chosen, fit=fit, as_written=as_written)
        except LeftError:
            code = STOPPED_EARLY
    if code == REST_ADVISED and at_a_terminal():
        _tell_what_is_kept(clearing.health.recovery)
    return code


def _tell_what_is_kept(recovery: RecoveryRecord | None) -> None:
    """Tell what is kept after advice to rest. After urgent advice nothing more is said."""
    if recovery is None:
        show(_USUAL_NEXT)
    elif not recovery.is_urgent:
        show(_AFTER_REST)


def _lead(
    clearing: Clearing,
    settings: Settings,
    flags: dict[str, Any],
    shelf: Shelf,
    chosen: Found | Unfinished | None,
    *,
    fit: bool,
    as_written: bool,
) -> int:
    runtime = clearing.runtime
    chosen, cleared = _chosen(clearing, shelf, chosen)
    if chosen is None:
        return STOPPED_EARLY if cleared is None or cleared[0].opens else REST_ADVISED
    if isinstance(chosen, Found) and chosen.mine and not fit:
        _foresee(runtime, chosen, settings, flags, shelf)
    clearance, notices = cleared or _cleared(clearing, fit=fit)
    if not clearance.opens:
        return REST_ADVISED
    if isinstance(chosen, Found):
        workout = begun(chosen, clearing, clearance, shelf, as_written=as_written)
    else:
        workout = taken_up(chosen, clearing, clearance, shelf)
    spoken = spoken_as(settings, flags, workout.routine)
    timeline = workout.timeline
    if workout.begins is None:
        timeline = with_lead_in(timeline, settings.rate)
    if timeline.is_open and not runtime.answers:
        # Nobody can say that a step is done.
        timeline = by_the_clock(timeline)
        notices = (*notices, phrasebook.BY_THE_CLOCK)
    lookup = _allowed(clearance, timeline, shelf)
    occasion = occasion_of(workout.account.routine, settings.name, shelf)
    if runtime.answers:
        occasion = with_offers(occasion, timeline.exercises(), lookup)
    style = CoachingStyle(
        spoken.script,
        talk=spoken.talk,
        volume=settings.volume,
        rate=settings.rate,
        notices=(*notices, *private(workout.said)),
        listening=runtime.listening,
        occasion=occasion,
        seed=occasion.sessions or 0,
        attended=runtime.answers,
        questions_follow=runtime.answers,
        own_sounds=runtime.sounds.lengths,
    )
    runtime.speech.pronounce(workout.say_as)
    session = Session(timeline, runtime.speech.length, lookup, style, workout.begins)
    runtime.music.begin(resumed=workout.begins is not None)
    runtime.journal.begin(workout.account)
    runtime.screen.figures(workout.figures)
    return _train(clearing, session, workout.pain)


def _foresee(
    runtime: LiveRuntime, found: Found, settings: Settings, flags: dict[str, Any], shelf: Shelf
) -> None:
    """Have a routine's words rendered while the questions are put. Of a bundled one they are there,
    and the first word is not to wait for what looks them up."""
    spoken = spoken_as(settings, flags, found.routine)
    style = CoachingStyle(spoken.script, talk=spoken.talk, rate=settings.rate)
    runtime.speech.pronounce(found.routine.say_as)
    timeline = unroll(found.routine, settings.rate)
    runtime.coach.foresee(
        Session(timeline, runtime.speech.length, shelf.catalogue.get, style).texts
    )


def _chosen(
    clearing: Clearing, shelf: Shelf, chosen: Found | Unfinished | None
) -> tuple[Found | Unfinished | None, _Cleared | None]:
    """The workout the athlete wants; and the clearance, if something hurt before it was chosen: the
    safety question then comes first. Raise LeftError."""
    cleared = None
    while cleared is None or cleared[0].opens:
        try:
            return _choose(clearing.runtime, shelf, chosen), cleared
        except HurtError:
            cleared = _cleared(clearing, fit=False)
    return None, cleared


def _choose(
    runtime: LiveRuntime, shelf: Shelf, chosen: Found | Unfinished | None
) -> Found | Unfinished | None:
    """The workout the athlete wants: named, unfinished, or chosen now. Raise LeftError or
    HurtError."""
    if chosen is not None and not isinstance(chosen, Found):
        return chosen
    taken = offered(runtime, chosen) or chosen
    if taken is not None:
        return taken
    from voice_coach.app.routine_picker import pick_aloud  # noqa: PLC0415 - as in `_picked`.

    return pick_aloud(shelf, runtime)


def _picked(shelf: Shelf) -> str | None:
    # Imported here: the menu is not needed where a routine was named.
    from voice_coach.app.routine_picker import pick  # noqa: PLC0415

    return pick(shelf)


def _choice(settings: Settings) -> ListenChoice | None:
    """How to listen; None for not at all. Raise UsageError."""
    if settings.listen == ListenMode.OFF:
        return None
    return choose(settings, HearingMode(settings.listen))


def _announce(runtime: LiveRuntime, choice: ListenChoice | None) -> bool:
    """Tell what the athlete must know about listening, before any question. Return whether they
    said meanwhile that something hurts."""
    if choice is None:
        return False
    if choice.lacking:
        runtime.screen.notice(f"Can't hear you: {choice.lacking} Every command also has a key.")
        return False
    if not choice.warning:
        return False
    return tell_before(runtime, (choice.warning,)).pain is not None


def _clearing(runtime: LiveRuntime, settings: Settings, file: HealthFile) -> Clearing:
    numbers = emergency_number(settings), advice_number(settings)
    screening = load_screening(*map(spoken, numbers), listening=runtime.listening)
    clearing = Clearing(runtime, screening, file, clock.today())
    clearing.recall()
    return clearing


def _cleared(clearing: Clearing, *, fit: bool) -> _Cleared:
    if fit:
        conditions = clearing.health.profile.conditions
        return Clearance(Outcome.PROCEED, conditions=conditions), (phrasebook.FIT_NOTICE,)
    clearance = clearing.screen()
    if not clearance.opens:
        return clearance, ()
    conditions = clearance.conditions | clearing.known_conditions()
    return replace(clearance, conditions=conditions), ()


def _train(clearing: Clearing, session: Session, pain: Event | None) -> int:
    """Run the session and the goodbye after it. `pain`: what the athlete has said if something
    hurts already. Return the exit code."""
    runtime = clearing.runtime
    with kept_awake() as awake:
        if not awake and is_on_battery():
            runtime.screen.notice(_MAY_SLEEP)
        opened = _run(clearing, session, pain)
        runtime.music.end()
        if not opened:
            return REST_ADVISED
    for line in session.summary:
        runtime.screen.notice(line)
    finished = session.phase is SessionPhase.FINISHED
    if finished:
        _rate(runtime)
    words = session.last_words if finished else ()
    runtime.coach.stop_listening()
    if runtime.screen.full and not session.left_at_once:
        from voice_coach.core.dialogues.closing_summary import (  # noqa: PLC0415 - not at a start.
            ClosingSummary,
        )

        runtime.coach.play(ClosingSummary(session.result, runtime.speech.length, words))
    elif words:
        runtime.coach.play(Announcement(runtime.speech.length, words, (), keys=PARTING_KEYS))
    return FINISHED if finished else STOPPED_EARLY


def _run(clearing: Clearing, session: Session, pain: Event | None) -> bool:
    """Run the session, with the questions about pain in between. False if rest was advised."""
    runtime = clearing.runtime
    if runtime.keyboard is not None and not runtime.screen.full:
        runtime.screen.notice(KEYS_SHOWN)
    pain = pain or give_head_start(runtime, session)
    runtime.coach.play(session, KEYS_SHOWN, first=pain)
    while session.hurt:
        command = _after_pain(clearing, session.part_that_hurts)
        runtime.coach.go_on(session, command or Command.QUIT, KEYS_SHOWN)
        if command is None:
            return False
    return True


def _after_pain(clearing: Clearing, part: HealthCondition | None) -> Command | FilledCommand | None:
    """Ask about the pain; return how to go on, or None to end. `part`: the part that hurts, if
    known."""
    dialogue = clearing.ask_about_pain(part)
    if dialogue.undone:
        return Command.RESUME
    if dialogue.clearance is None:
        return None
    if not dialogue.clearance.opens:
        clearing.after_pain(dialogue.clearance, dialogue.part)
        return None
    command = _AFTER_PAIN[dialogue.answers[QuestionName.GO_ON]]
    return command if dialogue.part is None else FilledCommand(command, dialogue.part)


_AFTER_PAIN = {"1": Command.LEAVE_OUT, "2": Command.EASIER, "4": Command.RESUME}


def _rate(runtime: LiveRuntime) -> None:
    """Ask how the back feels and how hard it was, if somebody is there to answer."""
    if not runtime.answers:
        return
    # Imported here: they are not needed before the end.
    from voice_coach.core.dialogues.effort_rating import EffortQuestion  # noqa: PLC0415
    from voice_coach.core.dialogues.pain_rating import PainRating  # noqa: PLC0415

    rating = PainRating(runtime.speech.length)
    runtime.coach.play(rating)
    if not rating.answered:
        return
    runtime.coach.play(EffortQuestion(runtime.speech.length, listening=runtime.listening))


def _allowed(
    clearance: Clearance, timeline: Timeline, shelf: Shelf
) -> Callable[[str], Exercise | None]:
    """Look variants up by slug, own ones first, limited to what the clearance allows."""
    own = {exercise.slug: exercise for exercise in timeline.exercises()}

    def lookup(slug: str) -> Exercise | None:
        exercise = own.get(slug) or shelf.catalogue.get(slug)
        return exercise if exercise is not None and clearance.allows(exercise) else None

    return lookup
